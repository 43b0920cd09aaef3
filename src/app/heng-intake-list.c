// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-intake-list.h"

struct _HengIntakeList
{
  GObject     parent_instance;
  HengIntake *intake;
  GArray     *rows; /* (element-type guint) */
};

static GType
get_item_type (GListModel *model)
{
  return HENG_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return HENG_INTAKE_LIST (model)->rows->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HengIntakeList *self = HENG_INTAKE_LIST (model);
  HengIntakeRow *row;

  if (position >= self->rows->len)
    return NULL;

  row = g_new0 (HengIntakeRow, 1);
  heng_intake_get_row (self->intake, g_array_index (self->rows, guint, position), row);

  return heng_record_new (row, g_free);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HengIntakeList, heng_intake_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
heng_intake_list_finalize (GObject *object)
{
  g_clear_pointer (&HENG_INTAKE_LIST (object)->rows, g_array_unref);

  G_OBJECT_CLASS (heng_intake_list_parent_class)->finalize (object);
}

static void
heng_intake_list_class_init (HengIntakeListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heng_intake_list_finalize;
}

static void
heng_intake_list_init (HengIntakeList *self)
{
}

HengIntakeList *
heng_intake_list_new (HengIntake *intake)
{
  HengIntakeList *self;

  g_return_val_if_fail (intake != NULL, NULL);

  self = g_object_new (HENG_TYPE_INTAKE_LIST, NULL);
  self->intake = intake;
  self->rows = heng_intake_find_rows (intake, -1, FALSE);

  return self;
}

void
heng_intake_list_set_filter (HengIntakeList *self,
                             int             kind,
                             gboolean        implausible)
{
  guint n_before;

  g_return_if_fail (HENG_IS_INTAKE_LIST (self));
  g_return_if_fail (kind >= -1 && kind < HENG_N_INTAKE_CLASSES);

  n_before = self->rows->len;
  g_array_unref (self->rows);
  self->rows = heng_intake_find_rows (self->intake, kind, implausible);
  if (n_before > 0 || self->rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->rows->len);
}

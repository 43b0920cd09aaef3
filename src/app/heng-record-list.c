// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-record-list.h"

struct _HengRecordList
{
  GObject        parent_instance;
  GPtrArray     *records; /* (element-type HengRecord) */
  HengRecordSame same;
  GDestroyNotify free_row;
};

static GType
get_item_type (GListModel *model)
{
  return HENG_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return HENG_RECORD_LIST (model)->records->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HengRecordList *self = HENG_RECORD_LIST (model);

  if (position >= self->records->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->records, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HengRecordList, heng_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* How many rows at the beginning are about the same things as the records there. */
static guint
count_same_before (HengRecordList *self,
                   gpointer       *rows,
                   guint           n_rows)
{
  guint n = 0;

  while (n < n_rows && n < self->records->len && self->same (heng_record_list_get (self, n), rows[n]))
    n++;

  return n;
}

/* The same at the end, behind the first @before. */
static guint
count_same_after (HengRecordList *self,
                  gpointer       *rows,
                  guint           n_rows,
                  guint           before)
{
  guint n_most = MIN (n_rows, self->records->len) - before;
  guint n = 0;

  while (n < n_most && self->same (heng_record_list_get (self, self->records->len - 1 - n), rows[n_rows - 1 - n]))
    n++;

  return n;
}

static void
heng_record_list_finalize (GObject *object)
{
  g_clear_pointer (&HENG_RECORD_LIST (object)->records, g_ptr_array_unref);

  G_OBJECT_CLASS (heng_record_list_parent_class)->finalize (object);
}

static void
heng_record_list_class_init (HengRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heng_record_list_finalize;
}

static void
heng_record_list_init (HengRecordList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

HengRecordList *
heng_record_list_new (HengRecordSame same,
                      GDestroyNotify free_row)
{
  HengRecordList *self;

  g_return_val_if_fail (same != NULL, NULL);
  g_return_val_if_fail (free_row != NULL, NULL);

  self = g_object_new (HENG_TYPE_RECORD_LIST, NULL);
  self->same = same;
  self->free_row = free_row;

  return self;
}

void
heng_record_list_take (HengRecordList *self,
                       GPtrArray      *rows)
{
  g_autoptr (GPtrArray) owned = rows;
  g_autofree gpointer *taken = NULL;
  gsize n_taken = 0;
  guint n_rows;
  guint n_before;
  guint n_after;
  guint n_removed;

  g_return_if_fail (HENG_IS_RECORD_LIST (self));

  /* The rows' own free function is taken out of play: each row belongs to a record from here on. */
  if (owned != NULL)
    taken = g_ptr_array_steal (owned, &n_taken);
  n_rows = (guint) n_taken;

  n_before = count_same_before (self, taken, n_rows);
  n_after = count_same_after (self, taken, n_rows, n_before);
  n_removed = self->records->len - n_before - n_after;
  for (guint i = 0; i < n_before; i++)
    heng_record_set_data (g_ptr_array_index (self->records, i), taken[i]);
  for (guint i = 0; i < n_after; i++)
    heng_record_set_data (g_ptr_array_index (self->records, self->records->len - 1 - i), taken[n_rows - 1 - i]);

  if (n_removed > 0)
    g_ptr_array_remove_range (self->records, n_before, n_removed);
  for (guint i = n_before; i < n_rows - n_after; i++)
    g_ptr_array_insert (self->records, (int) i, heng_record_new (taken[i], self->free_row));
  if (n_removed > 0 || n_rows > n_before + n_after)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, n_removed, n_rows - n_before - n_after);
}

void
heng_record_list_append (HengRecordList *self,
                         GPtrArray      *rows)
{
  g_autoptr (GPtrArray) owned = rows;
  g_autofree gpointer *taken = NULL;
  gsize n_rows = 0;
  guint n_before;

  g_return_if_fail (HENG_IS_RECORD_LIST (self));
  g_return_if_fail (rows != NULL);

  n_before = self->records->len;
  taken = g_ptr_array_steal (owned, &n_rows);
  for (gsize i = 0; i < n_rows; i++)
    g_ptr_array_add (self->records, heng_record_new (taken[i], self->free_row));
  if (n_rows > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, (guint) n_rows);
}

gpointer
heng_record_list_get (HengRecordList *self,
                      guint           index)
{
  g_return_val_if_fail (HENG_IS_RECORD_LIST (self), NULL);

  return index < self->records->len ? heng_record_get_data (g_ptr_array_index (self->records, index)) : NULL;
}

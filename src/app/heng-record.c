// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-record.h"

struct _HengRecord
{
  GObject        parent_instance;
  gpointer       data;
  GDestroyNotify free_data;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengRecord, heng_record, G_TYPE_OBJECT)

static void
heng_record_finalize (GObject *object)
{
  HengRecord *self = HENG_RECORD (object);

  self->free_data (self->data);

  G_OBJECT_CLASS (heng_record_parent_class)->finalize (object);
}

static void
heng_record_class_init (HengRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heng_record_finalize;

  signals[CHANGED] = g_signal_new ("changed", HENG_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heng_record_init (HengRecord *self)
{
}

HengRecord *
heng_record_new (gpointer       data,
                 GDestroyNotify free_data)
{
  HengRecord *self;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (free_data != NULL, NULL);

  self = g_object_new (HENG_TYPE_RECORD, NULL);
  self->data = data;
  self->free_data = free_data;

  return self;
}

gpointer
heng_record_get_data (HengRecord *self)
{
  g_return_val_if_fail (HENG_IS_RECORD (self), NULL);

  return self->data;
}

void
heng_record_set_data (HengRecord *self,
                      gpointer    data)
{
  g_return_if_fail (HENG_IS_RECORD (self));
  g_return_if_fail (data != NULL);

  self->free_data (self->data);
  self->data = data;
  g_signal_emit (self, signals[CHANGED], 0);
}

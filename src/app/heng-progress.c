// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-progress.h"

struct _HengProgress
{
  gatomicrefcount references;
  GMutex          mutex; /* both numbers belong together */
  guint64         done;
  guint64         total; /* 0: not known */
};

HengProgress *
heng_progress_new (void)
{
  HengProgress *self = g_new0 (HengProgress, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);

  return self;
}

HengProgress *
heng_progress_ref (HengProgress *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
heng_progress_unref (HengProgress *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
heng_progress_tell (guint64  done,
                    guint64  total,
                    gpointer progress)
{
  HengProgress *self = progress;

  g_mutex_lock (&self->mutex);
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->mutex);
}

double
heng_progress_get_fraction (HengProgress *self)
{
  double fraction;

  g_return_val_if_fail (self != NULL, -1);

  g_mutex_lock (&self->mutex);
  fraction = self->total == 0 ? -1 : CLAMP ((double) self->done / (double) self->total, 0, 1);
  g_mutex_unlock (&self->mutex);

  return fraction;
}

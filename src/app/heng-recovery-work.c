// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-recovery-work.h"

#include "heng-standard-regions.h"

typedef struct
{
  HengRecoveryWork work;
  HengRecoveryTask task;
} Started;

static void
started_free (gpointer data)
{
  Started *self = data;

  g_free (self->work.path);
  g_free (self->work.other);
  g_free (self->work.recorder);
  g_free (self->work.kept);
  heng_restore_plan_free (self->work.plan);
  heng_rescue_free (self->work.rescue);
  g_free (self);
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Started *self = task_data;
  GError *error = NULL;

  if (self->task (&self->work, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
heng_recovery_work_plan (HengRecoveryWork  *work,
                         GError           **error)
{
  work->plan = heng_book_plan_restore (work->other, work->path, NULL, NULL, NULL, error);

  return work->plan != NULL;
}

gboolean
heng_recovery_work_restore (HengRecoveryWork  *work,
                            GError           **error)
{
  return heng_book_restore (work->other, work->path, NULL, NULL, NULL, &work->kept, error);
}

gboolean
heng_recovery_work_rescue (HengRecoveryWork  *work,
                           GError           **error)
{
  g_autoptr (GPtrArray) regions = heng_standard_regions_new ();

  work->rescue = heng_book_rescue (work->path, work->other, "CNY", work->recorder, regions, heng_clock_system, NULL, NULL, NULL, NULL, error);

  return work->rescue != NULL;
}

void
heng_recovery_work_start (GObject             *source,
                          const char          *path,
                          const char          *other,
                          HengRecoveryTask     task,
                          GAsyncReadyCallback  done)
{
  g_autoptr (GTask) running = g_task_new (source, NULL, done, NULL);
  Started *self = g_new0 (Started, 1);

  /* The work comes first, so that the task's data is it. */
  G_STATIC_ASSERT (G_STRUCT_OFFSET (Started, work) == 0);

  self->work.path = g_strdup (path);
  self->work.other = g_strdup (other);
  self->work.recorder = g_strdup (g_get_user_name ());
  self->task = task;
  g_task_set_source_tag (running, heng_recovery_work_start);
  g_task_set_task_data (running, self, started_free);
  g_task_run_in_thread (running, work_in_thread);
}

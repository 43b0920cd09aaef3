// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-job.h"

#include "heng-book-progress.h"
#include "heng-error.h"
#include "heng-notice.h"
#include "heng-wording.h"

typedef struct
{
  HengJob       job;
  char         *path;
  HengSession  *session;
  HengProgress *progress;
} Running;

static void
running_free (gpointer data)
{
  Running *running = data;

  if (running->job.free_data != NULL)
    running->job.free_data (running->job.data);
  g_free (running->path);
  g_object_unref (running->session);
  heng_progress_unref (running->progress);
  g_free (running);
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Running *running = task_data;
  /* Not for reading only: who may not lock the file cannot tell that the window has it open, and takes the log beside it for one that was left. */
  HengBookOpen mode = running->job.writes ? HENG_BOOK_OPEN_WRITE : HENG_BOOK_OPEN_AS_IT_IS;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = heng_book_open (running->path, mode, g_get_user_name (), heng_clock_system, NULL, &error);

  if (book != NULL)
    heng_book_set_progress (book, heng_progress_tell, running->progress, cancellable);
  if (book == NULL || !running->job.work (book, running->job.data, cancellable, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Running *running = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  /* What one connection found wrong no other one builds on. */
  if (g_error_matches (error, HENG_ERROR, HENG_ERROR_BOOK_KEPT) && !heng_book_is_kept_wrong (heng_session_get_book (running->session)))
    {
      heng_book_note_kept_wrong (heng_session_get_book (running->session));
      heng_session_notice_change (running->session);
    }
  /* The window may be gone, and its strip with it. */
  if (!heng_notice_is_near (GTK_WIDGET (source)))
    return;

  if (running->job.telling != NULL)
    heng_notice_close (heng_notice_find (GTK_WIDGET (source)));
  if (running->job.writes)
    heng_session_notice_change (running->session);
  /* A stop that was asked for is no fault. */
  if (running->job.telling != NULL && g_error_matches (error, HENG_ERROR, HENG_ERROR_CANCELLED))
    {
      g_autofree char *sentence = heng_wording_error_sentence (error);

      if (running->job.stopped != NULL)
        running->job.stopped (GTK_WIDGET (source), running->job.data, error);
      heng_notice_tell (heng_notice_find (GTK_WIDGET (source)), sentence, FALSE);
    }
  else
    running->job.done (GTK_WIDGET (source), running->job.data, error);
}

void
heng_job_run (const HengJob *job,
              GtkWidget     *source,
              HengSession   *session,
              GCancellable  *cancellable)
{
  g_autoptr (GCancellable) own = cancellable == NULL ? g_cancellable_new () : g_object_ref (cancellable);
  g_autoptr (GTask) task = NULL;
  Running *running;

  g_return_if_fail (job != NULL && job->work != NULL && job->done != NULL);
  g_return_if_fail (GTK_IS_WIDGET (source));
  g_return_if_fail (HENG_IS_SESSION (session));

  running = g_new (Running, 1);
  running->job = *job;
  running->path = g_strdup (heng_book_get_path (heng_session_get_book (session)));
  running->session = g_object_ref (session);

  running->progress = job->progress == NULL ? heng_progress_new () : heng_progress_ref (job->progress);
  if (job->telling != NULL)
    heng_notice_work (heng_notice_find (source), job->telling, job->can_stop ? own : NULL, running->progress);
  running->job.telling = job->telling == NULL ? NULL : "";

  task = g_task_new (source, own, finished_cb, NULL);
  g_task_set_source_tag (task, heng_job_run);
  g_task_set_task_data (task, running, running_free);
  /* What was done before a stop is told by the work itself. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work_in_thread);
}

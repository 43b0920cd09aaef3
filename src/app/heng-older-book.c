// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-older-book.h"

#include "heng-book.h"
#include "heng-notice.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char          *path;
  char          *kept_copy; /* (nullable) */
  HengBroughtUp  done;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_free (work->kept_copy);
  g_free (work);
}

static gboolean
is_older (const char *path)
{
  g_autoptr (HengBook) book = heng_book_open (path, HENG_BOOK_OPEN_AS_IT_IS, g_get_user_name (), heng_clock_system, NULL, NULL);

  return book != NULL && heng_book_is_of_older_format (book);
}

/* Opening for writing is what does it. */
static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = heng_book_open (work->path, HENG_BOOK_OPEN_WRITE, g_get_user_name (), heng_clock_system, NULL, &error);

  if (book == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  work->kept_copy = g_strdup (heng_book_get_kept_copy (book));
  g_task_return_boolean (task, TRUE);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GtkWidget *window = GTK_WIDGET (source);
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!heng_notice_is_near (window))
    return;

  heng_notice_close (heng_notice_find (window));
  work->done (window, work->path, work->kept_copy, error);
}

gboolean
heng_older_book_bring_up (GtkWidget     *window,
                          const char    *path,
                          HengBroughtUp  done)
{
  g_autoptr (HengProgress) progress = NULL;
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_val_if_fail (GTK_IS_WIDGET (window), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (done != NULL, FALSE);

  if (!is_older (path))
    return FALSE;

  work = g_new0 (Work, 1);
  work->path = g_strdup (path);
  work->done = done;
  progress = heng_progress_new ();
  heng_notice_work (heng_notice_find (window), _("Bringing the book to today’s format, with a copy kept as it was…"), NULL, progress);

  task = g_task_new (window, NULL, finished_cb, NULL);
  g_task_set_source_tag (task, heng_older_book_bring_up);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, work_in_thread);

  return TRUE;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-opening.h"

#include "heng-notice.h"
#include "heng-opening-work.h"

#include <glib/gi18n-lib.h>

#define KEY "heng-book-opening"
/* How often what is done is looked at, and after how many looks the strip comes: nobody needs to be told of what is done by then. */
#define TICK_MS 100
#define TICKS_QUIET 3

static const char *const tellings[] = {
  [HENG_OPENING_LOOKING] = N_("Opening the book…"),
  [HENG_OPENING_VERIFYING] = N_("The book was not closed in order the last time. It is verified before it opens…"),
  [HENG_OPENING_BRINGING] = N_("Bringing the book to today’s format, with a copy kept as it was…"),
};

typedef struct
{
  GtkWidget      *window; /* held by the task */
  char           *path;
  HengProgress   *progress;
  GCancellable   *cancellable;
  HengBookOpened  done;
  gpointer        data;
  GDestroyNotify  free_data; /* (nullable) */
  gint            stage;     /* a HengOpeningStage, atomic */
  int             told;      /* the stage that the strip tells of; -1: none */
  guint           n_ticks;
  guint           tick_id;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  heng_progress_unref (self->progress);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self);
}

/* The last one that the window was asked for. */
static gboolean
is_awaited (const Opening *self)
{
  return g_object_get_data (G_OBJECT (self->window), KEY) == self->cancellable;
}

static gboolean
tick_cb (gpointer data)
{
  Opening *self = data;
  int stage = g_atomic_int_get (&self->stage);

  if (!is_awaited (self))
    {
      self->tick_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->n_ticks++ < TICKS_QUIET || stage == self->told)
    return G_SOURCE_CONTINUE;

  self->told = stage;
  heng_notice_work (heng_notice_find (self->window), _(tellings[stage]), self->cancellable, self->progress);
  return G_SOURCE_CONTINUE;
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Opening *self = task_data;
  GError *error = NULL;
  HengBook *book = heng_opening_work_run (self->path, &self->stage, self->progress, cancellable, &error);

  if (book != NULL)
    g_task_return_pointer (task, book, (GDestroyNotify) heng_book_free);
  else
    g_task_return_error (task, error);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Opening *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (!is_awaited (self))
    return;

  g_object_set_data (source, KEY, NULL);
  if (self->told >= 0)
    heng_notice_close (heng_notice_find (self->window));
  self->done (self->window, self->path, g_steal_pointer (&book), error, self->data);
}

void
heng_book_opening_drop (GtkWidget *window)
{
  GCancellable *running;

  g_return_if_fail (GTK_IS_WIDGET (window));

  running = g_object_get_data (G_OBJECT (window), KEY);
  if (running != NULL)
    g_cancellable_cancel (running);
  g_object_set_data (G_OBJECT (window), KEY, NULL);
}

void
heng_book_opening_start (GtkWidget      *window,
                         const char     *path,
                         HengBookOpened  done,
                         gpointer        data,
                         GDestroyNotify  free_data)
{
  g_autoptr (GTask) task = NULL;
  Opening *self;

  g_return_if_fail (GTK_IS_WIDGET (window));
  g_return_if_fail (path != NULL && done != NULL);

  heng_book_opening_drop (window);
  self = g_new0 (Opening, 1);
  self->window = window;
  self->path = g_strdup (path);
  self->progress = heng_progress_new ();
  self->cancellable = g_cancellable_new ();
  self->done = done;
  self->data = data;
  self->free_data = free_data;
  self->told = -1;
  g_object_set_data_full (G_OBJECT (window), KEY, g_object_ref (self->cancellable), g_object_unref);
  self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);

  task = g_task_new (window, self->cancellable, finished_cb, NULL);
  g_task_set_source_tag (task, heng_book_opening_start);
  g_task_set_task_data (task, self, opening_free);
  /* A stop that comes too late leaves a book that is open. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work_in_thread);
}

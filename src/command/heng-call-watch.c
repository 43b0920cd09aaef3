// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call-watch.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SHOWN_EVERY_US (G_USEC_PER_SEC / 5)
#define ERASE "\r\033[K"

/* A signal comes to the whole program, so what waits for it is the program's, too. */
static volatile sig_atomic_t interrupted;
static struct
{
  GCancellable    *cancellable; /* (nullable) */
  struct sigaction before;
  gint64           shown_us;
  gboolean         is_shown;
} watch;

static void
interrupted_cb (int signal)
{
  interrupted = 1;
}

void
heng_call_watch_progress (guint64  done,
                          guint64  total,
                          gpointer data)
{
  gint64 now_us = g_get_monotonic_time ();

  if (interrupted)
    g_cancellable_cancel (watch.cancellable);
  if (total == 0 || now_us - watch.shown_us < SHOWN_EVERY_US || !isatty (STDERR_FILENO))
    return;

  watch.shown_us = now_us;
  watch.is_shown = TRUE;
  fprintf (stderr, "\r%3u %%", (guint) (done * 100 / total));
  fflush (stderr);
}

GCancellable *
heng_call_watch_begin (void)
{
  struct sigaction action = { .sa_handler = interrupted_cb, .sa_flags = (int) SA_RESETHAND };

  g_return_val_if_fail (watch.cancellable == NULL, NULL);

  interrupted = 0;
  watch.cancellable = g_cancellable_new ();
  watch.shown_us = g_get_monotonic_time ();
  watch.is_shown = FALSE;
  /* A second Ctrl-C ends the program as ever; the book stands that, too. */
  sigaction (SIGINT, &action, &watch.before);
  return watch.cancellable;
}

gboolean
heng_call_watch_end (void)
{
  sigaction (SIGINT, &watch.before, NULL);
  g_clear_object (&watch.cancellable);
  if (watch.is_shown)
    fputs (ERASE, stderr);
  return interrupted != 0;
}

void
heng_call_watch (HengBook *book)
{
  heng_book_set_progress (book, heng_call_watch_progress, NULL, heng_call_watch_begin ());
}

void
heng_call_unwatch (HengBook *book)
{
  heng_book_set_progress (book, NULL, NULL, NULL);
  heng_call_watch_end ();
}

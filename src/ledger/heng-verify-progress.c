// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-verify-progress.h"

#define STEPS_BETWEEN 256

/* A part tells how many rows of the fact that it reads it has read, while the fact is not yet done. */
static void
tell_all (guint64  done,
          guint64  total,
          gpointer data)
{
  HengVerifyProgress *self = data;

  if (self->total > 0)
    self->told (MIN (self->done + (done < total ? done : 0), self->total), self->total, self->told_data);
}

static guint64
count (HengBook   *book,
       const char *sql)
{
  gint64 n = 0;

  /* What cannot be counted is found by whoever reads it. */
  return heng_database_get_int64 (book->database, sql, 0, &n, NULL) && n > 0 ? (guint64) n : 0;
}

void
heng_verify_progress_begin (HengVerifyProgress *self,
                            HengBook           *book,
                            gboolean            settlements)
{
  *self = (HengVerifyProgress) { .book = book, .told = book->progress, .told_data = book->progress_data };
  if (self->told == NULL)
    return;

  self->total = MIN (count (book, "SELECT total (n_rows) FROM fact WHERE n_rows > 0"), G_MAXUINT32) +
                MIN (count (book, "SELECT count (*) FROM agreement_version"), G_MAXUINT32) * HENG_VERIFY_AGREEMENT_STEPS;
  if (settlements)
    self->total += MIN (count (book, "SELECT count (*) FROM entry WHERE kind = 0"), G_MAXUINT32) * HENG_VERIFY_SETTLEMENT_STEPS;
  book->progress = tell_all;
  book->progress_data = self;
}

void
heng_verify_progress_end (HengVerifyProgress *self)
{
  self->book->progress = self->told;
  self->book->progress_data = self->told_data;
}

gboolean
heng_verify_progress_add (HengVerifyProgress  *self,
                          guint64              steps,
                          GError             **error)
{
  self->done += steps;
  self->n_quiet += steps;
  if (self->n_quiet < STEPS_BETWEEN)
    return TRUE;

  self->n_quiet = 0;
  return heng_book_report_progress (self->book, 0, 0, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-post-many.h"

#include "heng-book-private.h"
#include "heng-book-settle-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"

#include <string.h>

typedef struct
{
  char      *agreement;
  HengPeriod period;
  gint64     entry; /* 0 where nothing was new */
} Run;

struct _HengPoster
{
  HengBook        *book;
  HengDay          date;
  HengEntryWriter *writer;
  gint64           known;     /* the head, as long as nothing is finished */
  HengRunKind      kind;
  GArray          *runs;      /* (element-type Run): that are to be named */

  /* What is booked of the agreement asked for last. */
  char            *agreement; /* (nullable) */
  GHashTable      *booked;    /* period as a number → GPtrArray of HengDifference */
};

static void
run_clear (gpointer data)
{
  g_free (((Run *) data)->agreement);
}

HengPoster *
heng_poster_new (HengBook  *book,
                 HengDay    date,
                 GError   **error)
{
  g_autoptr (HengPoster) self = g_new0 (HengPoster, 1);

  self->book = book;
  self->date = date;
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_array_set_clear_func (self->runs, run_clear);
  self->booked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->writer = heng_entry_writer_new (book, error);
  if (self->writer == NULL || !heng_book_get_head (book, &self->known, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_poster_free (HengPoster *self)
{
  if (self == NULL)
    return;

  heng_entry_writer_free (self->writer);
  g_array_unref (self->runs);
  g_hash_table_unref (self->booked);
  g_free (self->agreement);
  g_free (self);
}

void
heng_poster_set_kind (HengPoster  *self,
                      HengRunKind  kind)
{
  self->kind = kind;
}

static gint64
period_number (HengPeriod period)
{
  return (gint64) period.kind * G_GINT64_CONSTANT (0x100000000) + (guint32) period.index;
}

static GPtrArray *
get_booked (HengPoster *self,
            HengPeriod  period)
{
  gint64 number = period_number (period);
  GPtrArray *booked = g_hash_table_lookup (self->booked, &number);

  if (booked == NULL)
    {
      booked = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);
      g_hash_table_insert (self->booked, g_memdup2 (&number, sizeof number), booked);
    }
  return booked;
}

/* What heng_book_read_booked() reads, for all periods of an agreement at once. */
static gboolean
read_agreement (HengPoster  *self,
                const char  *agreement,
                GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT e.period_kind, e.period_index, p.name, r.name, c.name, sum (l.amount) FROM entry e JOIN line l ON l.entry = e.id "
    "JOIN party p ON p.id = l.payer JOIN party r ON r.id = l.receiver JOIN commodity c ON c.id = l.commodity "
    "WHERE e.agreement = :agreement AND e.period_kind IS NOT NULL AND l.kind = 1 "
    HENG_WITHOUT_INTEREST "GROUP BY e.period_kind, e.period_index, p.name, r.name, c.name", error);

  if (query == NULL)
    return FALSE;
  g_hash_table_remove_all (self->booked);
  g_free (self->agreement);
  self->agreement = g_strdup (agreement);
  heng_query_bind_text (query, ":agreement", agreement);
  while (heng_query_next (query))
    {
      HengPeriod period = heng_query_get_period (query, 0);
      HengDifference *pair = g_new0 (HengDifference, 1);

      pair->from = g_strdup (heng_query_get_name (query, 2));
      pair->to = g_strdup (heng_query_get_name (query, 3));
      pair->commodity = g_strdup (heng_query_get_name (query, 4));
      pair->amount_minor = heng_query_get_int64 (query, 5);
      g_ptr_array_add (get_booked (self, period), pair);
    }
  return heng_query_done (query, error);
}

/* What is written here is booked, should the same period come again. */
static gboolean
note_booked (GPtrArray  *booked,
             GPtrArray  *differences,
             GError    **error)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const HengDifference *pair = g_ptr_array_index (differences, i);

      if (!heng_differences_add (booked, pair->from, pair->to, pair->commodity, pair->amount_minor, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
heng_poster_add (HengPoster      *self,
                 HengSettlement  *settlement,
                 gint64          *entry,
                 GError         **error)
{
  const char *agreement = settlement->agreement->code;
  g_autoptr (GPtrArray) differences = NULL;
  gint64 number = 0;
  GPtrArray *booked;

  if (entry != NULL)
    *entry = 0;
  if (!heng_settlement_check_bookable (settlement, error))
    return FALSE;
  if (!heng_settlement_is_due (settlement))
    return TRUE;
  /* Between two calls nothing is recorded, so only what was computed before this poster can be stale. */
  if (settlement->known < self->known && !heng_book_check_current (self->book, settlement, error))
    return FALSE;
  if (g_strcmp0 (self->agreement, agreement) != 0 && !read_agreement (self, agreement, error))
    return FALSE;

  booked = get_booked (self, settlement->period);
  differences = heng_differences_new (settlement, booked, error);
  if (differences == NULL)
    return FALSE;
  if (differences->len > 0 &&
      (!heng_book_write_differences (self->writer, settlement, differences, self->date, &number, error) ||
       !note_booked (booked, differences, error)))
    return FALSE;

  if (self->kind == HENG_RUN_PROVISIONAL || self->kind == HENG_RUN_FINAL)
    {
      Run run = { g_strdup (agreement), settlement->period, number };

      g_array_append_val (self->runs, run);
    }
  settlement->status = number != 0 ? HENG_SETTLEMENT_POSTED : HENG_SETTLEMENT_UNCHANGED;
  if (entry != NULL)
    *entry = number;
  return TRUE;
}

gboolean
heng_poster_finish (HengPoster  *self,
                    GError     **error)
{
  if (!heng_entry_writer_finish (self->writer, NULL, error))
    return FALSE;
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      if (!heng_book_name_run (self->book, run->agreement, run->period, self->kind, run->entry, error))
        return FALSE;
    }

  return TRUE;
}

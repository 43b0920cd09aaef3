// SPDX-License-Identifier: GPL-3.0-or-later
/* Booking the difference between what is owed and what is booked. */
#include "heng-book.h"

#include "heng-book-entries-private.h"
#include "heng-book-private.h"
#include "heng-book-runs.h"
#include "heng-book-settle-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"

#include <string.h>

void
heng_difference_free (HengDifference *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->commodity);
  g_free (self);
}

gboolean
heng_book_read_booked (HengBook    *self,
                       const char  *agreement,
                       HengPeriod   period,
                       gint64       entry_bound,
                       GPtrArray   *booked,
                       GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT p.name, r.name, c.name, sum (l.amount) FROM entry e JOIN line l ON l.entry = e.id JOIN party p ON p.id = l.payer "
    "JOIN party r ON r.id = l.receiver JOIN commodity c ON c.id = l.commodity "
    "WHERE e.agreement = :agreement AND e.period_kind = :kind AND e.period_index = :index AND l.kind = 1 AND e.id < :bound "
    HENG_WITHOUT_INTEREST "GROUP BY p.name, r.name, c.name", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":agreement", agreement);
  heng_query_bind_int64 (query, ":kind", period.kind);
  heng_query_bind_int64 (query, ":index", period.index);
  heng_query_bind_int64 (query, ":bound", entry_bound);
  while (heng_query_next (query))
    {
      HengDifference *pair = g_new0 (HengDifference, 1);

      pair->from = g_strdup (heng_query_get_name (query, 0));
      pair->to = g_strdup (heng_query_get_name (query, 1));
      pair->commodity = g_strdup (heng_query_get_name (query, 2));
      pair->amount_minor = heng_query_get_int64 (query, 3);
      g_ptr_array_add (booked, pair);
    }
  return heng_query_done (query, error);
}

gboolean
heng_differences_add (GPtrArray   *differences,
                      const char  *from,
                      const char  *to,
                      const char  *commodity,
                      gint64       amount_minor,
                      GError     **error)
{
  HengDifference *pair;

  for (guint i = 0; i < differences->len; i++)
    {
      pair = g_ptr_array_index (differences, i);
      if (strcmp (pair->commodity, commodity) != 0)
        continue;
      if (strcmp (pair->from, from) == 0 && strcmp (pair->to, to) == 0)
        return heng_amount_add (pair->amount_minor, amount_minor, &pair->amount_minor, error);
      if (strcmp (pair->from, to) == 0 && strcmp (pair->to, from) == 0)
        return heng_amount_subtract (pair->amount_minor, amount_minor, &pair->amount_minor, error);
    }

  pair = g_new0 (HengDifference, 1);
  pair->from = g_strdup (from);
  pair->to = g_strdup (to);
  pair->commodity = g_strdup (commodity);
  pair->amount_minor = amount_minor;
  g_ptr_array_add (differences, pair);
  return TRUE;
}

void
heng_differences_tidy (GPtrArray *differences)
{
  for (guint i = differences->len; i > 0; i--)
    {
      HengDifference *pair = g_ptr_array_index (differences, i - 1);

      if (pair->amount_minor == 0)
        g_ptr_array_remove_index (differences, i - 1);
      else if (pair->amount_minor < 0)
        {
          char *from = pair->from;

          pair->from = pair->to;
          pair->to = from;
          pair->amount_minor = -pair->amount_minor;
        }
    }
}

GPtrArray *
heng_differences_new (HengSettlement  *settlement,
                      GPtrArray       *booked,
                      GError         **error)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);

      if (!heng_differences_add (differences, heng_agreement_get_party (settlement->agreement, owed->from)->name,
                                 heng_agreement_get_party (settlement->agreement, owed->to)->name, owed->commodity,
                                 owed->amount_minor, error))
        return NULL;
    }
  for (guint i = 0; i < booked->len; i++)
    {
      const HengDifference *pair = g_ptr_array_index (booked, i);

      if (!heng_differences_add (differences, pair->from, pair->to, pair->commodity, -pair->amount_minor, error))
        return NULL;
    }

  heng_differences_tidy (differences);
  return g_steal_pointer (&differences);
}

GPtrArray *
heng_book_list_differences_before (HengBook        *self,
                                   HengSettlement  *settlement,
                                   gint64           entry_bound,
                                   GError         **error)
{
  g_autoptr (GPtrArray) booked = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);

  if (!heng_settlement_is_due (settlement))
    return g_steal_pointer (&booked);
  if (!heng_book_read_booked (self, settlement->agreement->code, settlement->period, entry_bound, booked, error))
    return NULL;

  return heng_differences_new (settlement, booked, error);
}

GPtrArray *
heng_book_list_differences (HengBook        *self,
                            HengSettlement  *settlement,
                            GError         **error)
{
  return heng_book_list_differences_before (self, settlement, G_MAXINT64, error);
}

/* Whether facts that a settlement is computed from were recorded after fact number @known. */
static gboolean
has_newer_facts (HengBook  *self,
                 gint64     known,
                 gboolean  *newer,
                 GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    /* The plus keeps SQLite from walking all facts of these kinds instead of the few new ones. */
    "SELECT 1 FROM fact WHERE number > :known AND +kind IN ('agreement', 'observation', 'event') LIMIT 1", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":known", known);
  *newer = heng_query_step (query, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_book_check_current (HengBook              *self,
                         const HengSettlement  *shown,
                         GError               **error)
{
  g_autoptr (HengSettlement) now = NULL;
  gboolean newer, same;

  if (!has_newer_facts (self, shown->known, &newer, error))
    return FALSE;
  if (!newer)
    return TRUE;

  now = heng_book_settle (self, shown->agreement->code, shown->period, 0, FALSE, error);
  if (now == NULL)
    return FALSE;

  same = now->status == shown->status && now->obligations->len == shown->obligations->len;
  for (guint i = 0; same && i < now->obligations->len; i++)
    {
      const HengObligation *a = &g_array_index (now->obligations, HengObligation, i);
      const HengObligation *b = &g_array_index (shown->obligations, HengObligation, i);

      same = a->from == b->from && a->to == b->to && a->amount_minor == b->amount_minor && strcmp (a->commodity, b->commodity) == 0;
    }
  if (!same)
    heng_error_set (error, HENG_ERROR_SETTLEMENT_STALE, shown->agreement->code, NULL);
  return same;
}

gboolean
heng_book_write_differences (HengEntryWriter  *writer,
                             HengSettlement   *settlement,
                             GPtrArray        *differences,
                             HengDay           date,
                             gint64           *number,
                             GError          **error)
{
  g_autoptr (HengEntry) entry = heng_entry_new (HENG_ENTRY_SETTLEMENT);
  GPtrArray *versions;

  entry->agreement = g_strdup (settlement->agreement->code);
  entry->has_period = TRUE;
  entry->period = settlement->period;
  entry->date = date;
  for (guint i = 0; i < differences->len; i++)
    {
      const HengDifference *pair = g_ptr_array_index (differences, i);

      heng_entry_add_line (entry, HENG_LINE_ACCRUAL, pair->from, pair->to, pair->commodity, pair->amount_minor);
    }

  /* Parties are those of the last version that has them: none that has lines can have left it. */
  if ((versions = heng_entry_writer_get_versions (writer, entry->agreement, error)) == NULL ||
      !heng_entry_writer_add (writer, entry, g_ptr_array_index (versions, versions->len - 1), error))
    return FALSE;

  *number = entry->number;
  return TRUE;
}

static gboolean
post (HengBook        *self,
      HengSettlement  *settlement,
      HengDay          date,
      gint64          *number,
      GError         **error)
{
  g_autoptr (HengEntryWriter) writer = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  *number = 0;
  if (!heng_book_check_current (self, settlement, error) ||
      (differences = heng_book_list_differences_before (self, settlement, G_MAXINT64, error)) == NULL)
    return FALSE;
  if (differences->len == 0)
    return TRUE;

  writer = heng_entry_writer_new (self, error);
  return writer != NULL && heng_book_write_differences (writer, settlement, differences, date, number, error) &&
         heng_entry_writer_finish (writer, NULL, error);
}

gboolean
heng_settlement_check_bookable (const HengSettlement  *settlement,
                                GError               **error)
{
  if (!settlement->is_assumed)
    return TRUE;

  heng_error_set (error, HENG_ERROR_SETTLEMENT_ASSUMED, settlement->agreement->code, NULL);
  return FALSE;
}

gboolean
heng_book_post_run (HengBook        *self,
                    HengSettlement  *settlement,
                    HengRunKind      kind,
                    HengDay          date,
                    gint64          *entry,
                    GError         **error)
{
  gint64 number = 0;

  if (entry != NULL)
    *entry = 0;
  if (!heng_settlement_check_bookable (settlement, error))
    return FALSE;
  if (!heng_settlement_is_due (settlement))
    return TRUE;
  if (!heng_book_begin (self, error) ||
      !heng_book_end (self, post (self, settlement, date, &number, error) &&
                            heng_book_name_run (self, settlement->agreement->code, settlement->period, kind, number, error), error))
    return FALSE;

  settlement->status = number != 0 ? HENG_SETTLEMENT_POSTED : HENG_SETTLEMENT_UNCHANGED;
  if (entry != NULL)
    *entry = number;
  return TRUE;
}

gboolean
heng_book_post_settlement (HengBook        *self,
                           HengSettlement  *settlement,
                           HengDay          date,
                           gint64          *entry,
                           GError         **error)
{
  return heng_book_post_run (self, settlement, HENG_RUN_FIRST, date, entry, error);
}

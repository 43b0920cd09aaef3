// SPDX-License-Identifier: GPL-3.0-or-later
/* Flows of what is due and was not paid in time. */
#include "heng-book-dues.h"
#include "heng-book-flows-private.h"
#include "heng-book-private.h"

#include <string.h>

static char *
make_key (const char *agreement,
          const char *from,
          const char *to,
          gint        year)
{
  return g_strdup_printf ("%s\n%s\n%s\n%d", agreement, from, to, year);
}

/* Key → the row there is. Returns: (transfer full) */
static GHashTable *
index_rows (const HengFlowListing *self)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HengFlowRow *row = g_ptr_array_index (self->rows, i);

      g_hash_table_insert (rows, make_key (row->agreement, row->from, row->to, row->year), row);
    }

  return rows;
}

/* Dues go by names: of the parties that bore one, the last written down. Returns: (transfer full) */
static GHashTable *
index_parties (const HengFlowListing *self)
{
  GHashTable *parties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->parties->len; i++)
    {
      HengLedgerParty *party = &g_array_index (self->parties, HengLedgerParty, i);
      g_autofree char *key = g_strdup_printf ("%s\n%s", party->agreement, party->name);
      const HengLedgerParty *other = g_hash_table_lookup (parties, key);

      if (other == NULL || other->number < party->number)
        g_hash_table_replace (parties, g_steal_pointer (&key), party);
    }

  return parties;
}

static const HengLedgerParty *
find_party (GHashTable *parties,
            const char *agreement,
            const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", agreement, name);

  return g_hash_table_lookup (parties, key);
}

/* What is settled once counts for the day it was settled on, as in the other measures. */
static gboolean
find_once_day (const HengFlowListing  *self,
               const HengDuesRow      *due,
               HengDay                *day,
               GError                **error)
{
  g_autoptr (HengQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 bound;

  *day = HENG_DAY_NONE;
  if (due->period.kind != HENG_PERIOD_ONCE)
    return TRUE;
  query = heng_query_prepare (self->book->database,
    "SELECT max (e.date) FROM entry e JOIN line l ON l.entry = e.id WHERE e.agreement = :agreement AND e.period_kind = :kind "
    "AND l.kind = :accrual AND e.id < :bound", error);
  if (query == NULL || !heng_book_row_bound (self->book, HENG_FACT_ENTRY, self->query->known, &bound, error))
    return FALSE;

  heng_query_bind_text (query, ":agreement", due->agreement);
  heng_query_bind_int64 (query, ":kind", HENG_PERIOD_ONCE);
  heng_query_bind_int64 (query, ":accrual", HENG_LINE_ACCRUAL);
  heng_query_bind_int64 (query, ":bound", bound);
  if (heng_query_step (query, &local_error))
    *day = heng_query_get_day (query, 0);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_due (HengFlowListing    *self,
         GHashTable         *rows,
         GHashTable         *parties,
         const HengDuesRow  *due,
         GError            **error)
{
  const HengLedgerParty *from = find_party (parties, due->agreement, due->from), *to = find_party (parties, due->agreement, due->to);
  g_autofree char *key = NULL;
  HengFlowRow *row;
  HengDay day;
  gint year;

  if (from == NULL || to == NULL || !due->has_period || !heng_flow_listing_takes (self, due->agreement, due->commodity) ||
      !heng_flow_listing_touches (self, from, to))
    return TRUE;
  if (!find_once_day (self, due, &day, error))
    return FALSE;
  if (!heng_flow_listing_covers (self, &due->period, day))
    return TRUE;

  year = heng_flow_listing_year (self, &due->period, day);
  key = make_key (due->agreement, from->id, to->id, year);
  row = g_hash_table_lookup (rows, key);
  if (row == NULL)
    {
      row = heng_flow_listing_append (self, due->agreement, from, to, year);
      g_hash_table_insert (rows, g_steal_pointer (&key), row);
    }
  return heng_amount_add (row->amount_minor, due->dues->overdue_minor, &row->amount_minor, error);
}

gboolean
heng_flow_listing_add_overdue (HengFlowListing  *self,
                               GError          **error)
{
  HengDuesQuery query = { .only_overdue = TRUE, .view = { self->query->on_day, self->query->known } };
  g_autoptr (GPtrArray) dues = heng_book_list_dues (self->book, &query, NULL, error);
  g_autoptr (GHashTable) rows = NULL, parties = NULL;

  if (dues == NULL)
    return FALSE;
  if (dues->len == 0)
    return TRUE;

  rows = index_rows (self);
  parties = index_parties (self);
  for (guint i = 0; i < dues->len; i++)
    if (!add_due (self, rows, parties, g_ptr_array_index (dues, i), error))
      return FALSE;

  return TRUE;
}

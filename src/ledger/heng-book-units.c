// SPDX-License-Identifier: GPL-3.0-or-later
/* The units in which amounts may be added up before their direction is decided. */
#include "heng-book-units-private.h"

#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

static void
party_free (gpointer data)
{
  HengLedgerParty *self = data;

  g_free (self->agreement);
  g_free (self->name);
  g_free (self->id);
  g_free (self->name_zh);
  g_free (self->name_en);
  g_free (self);
}

#define PARTIES \
  "SELECT p.id, p.agreement, p.name, p.region, v.name_zh, v.name_en, p.role FROM party p LEFT JOIN region_version v ON v.id = " \
  "(SELECT max (w.id) FROM region_version w WHERE w.code = p.region) "

GHashTable *
heng_ledger_parties_new (HengBook    *book,
                         const char  *agreement,
                         GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database,
    agreement != NULL ? PARTIES "WHERE p.agreement = :agreement" : PARTIES, error);
  g_autoptr (GHashTable) parties = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, party_free);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  if (agreement != NULL)
    heng_query_bind_text (query, ":agreement", agreement);
  while (heng_query_step (query, &local_error))
    {
      HengLedgerParty *party = g_new0 (HengLedgerParty, 1);
      const char *region = heng_query_get_name (query, 3);

      party->number = heng_query_get_int64 (query, 0);
      party->agreement = g_strdup (heng_query_get_name (query, 1));
      party->name = g_strdup (heng_query_get_name (query, 2));
      party->is_pool = *region == '\0';
      party->id = party->is_pool ? g_strdup_printf ("pool:%s/%s", party->agreement, party->name) : g_strdup (region);
      party->name_zh = heng_query_dup_text (query, party->is_pool ? 2 : 4);
      party->name_en = heng_query_dup_text (query, party->is_pool ? 2 : 5);
      party->role = (HengRole) heng_query_get_int64 (query, 6);
      g_hash_table_insert (parties, &party->number, party);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&parties);
}

HengLedgerParty *
heng_ledger_parties_find (GHashTable *parties,
                          gint64      number)
{
  return g_hash_table_lookup (parties, &number);
}

/* ---- */

#define UNITS_OF(filter) \
  "SELECT e.agreement, e.period_kind, e.period_index, min (l.payer, l.receiver) AS first, max (l.payer, l.receiver) AS second, " \
  "c.name, sum (CASE WHEN l.kind = 1 THEN CASE WHEN l.payer < l.receiver THEN l.amount ELSE -l.amount END ELSE 0 END), " \
  "sum (CASE WHEN l.kind = 2 THEN CASE WHEN l.payer < l.receiver THEN l.amount ELSE -l.amount END ELSE 0 END), " \
  "coalesce (max (CASE WHEN l.kind = 1 THEN e.date END), max (e.date)) " \
  "FROM entry e JOIN line l ON l.entry = e.id JOIN commodity c ON c.id = l.commodity " \
  "WHERE e.id < :bound AND e.date <= :on_day AND (l.kind = 1 OR (e.date >= :paid_from AND e.date <= :paid_to)) " filter \
  "GROUP BY e.agreement, first, second, c.name, e.period_kind, e.period_index"

static void
read_unit (HengQuery *query,
           HengUnit  *unit)
{
  unit->agreement = heng_query_get_name (query, 0);
  unit->has_period = heng_query_get_text (query, 1) != NULL;
  unit->period.kind = (HengPeriodKind) heng_query_get_int64 (query, 1);
  unit->period.index = (gint32) heng_query_get_int64 (query, 2);
  unit->first = heng_query_get_int64 (query, 3);
  unit->second = heng_query_get_int64 (query, 4);
  unit->commodity = heng_query_get_name (query, 5);
  unit->accrued_minor = heng_query_get_int64 (query, 6);
  unit->paid_minor = heng_query_get_int64 (query, 7);
  unit->date_max = (HengDay) heng_query_get_int64 (query, 8);
}

gboolean
heng_book_foreach_unit (HengBook      *self,
                        const char    *agreement,
                        HengView       view,
                        HengDay        paid_from,
                        HengDay        paid_to,
                        HengUnitFunc   func,
                        gpointer       data,
                        GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    agreement != NULL ? UNITS_OF ("AND e.agreement = :agreement ") : UNITS_OF (""), error);
  g_autoptr (GError) local_error = NULL;
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_ENTRY, view.known, &bound, error))
    return FALSE;

  if (agreement != NULL)
    heng_query_bind_text (query, ":agreement", agreement);
  heng_query_bind_int64 (query, ":bound", bound);
  heng_query_bind_int64 (query, ":on_day", view.on_day != HENG_DAY_NONE ? view.on_day : G_MAXINT32);
  heng_query_bind_int64 (query, ":paid_from", paid_from);
  heng_query_bind_int64 (query, ":paid_to", paid_to != HENG_DAY_NONE ? paid_to : G_MAXINT32);
  while (heng_query_step (query, &local_error))
    {
      HengUnit unit;

      read_unit (query, &unit);
      if (!func (&unit, data, &local_error))
        break;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

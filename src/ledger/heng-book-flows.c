// SPDX-License-Identifier: GPL-3.0-or-later
/* What went or is to go from whom to whom. */
#include "heng-book.h"

#include "heng-book-private.h"
#include "heng-book-units-private.h"
#include "heng-error.h"

#include <string.h>

void
heng_flow_row_free (HengFlowRow *self)
{
  g_free (self->agreement);
  g_free (self->from);
  g_free (self->to);
  g_free (self->from_name_zh);
  g_free (self->from_name_en);
  g_free (self->to_name_zh);
  g_free (self->to_name_en);
  g_free (self);
}

typedef struct
{
  const HengFlowQuery *query;
  const char          *commodity;
  GHashTable          *parties;
  GHashTable          *mechanisms; /* agreement → mechanism + 1 */
  GPtrArray           *rows;

  /* Outstanding amounts of one pair in one agreement, until the pair is complete. */
  GArray *open; /* (element-type HengUnit) */
  char   *open_agreement;
} Flows;

static gboolean
add_row (Flows           *self,
         const HengUnit  *unit,
         const char      *agreement,
         gint64           amount_minor,
         GError         **error)
{
  const HengLedgerParty *from = heng_ledger_parties_find (self->parties, amount_minor > 0 ? unit->first : unit->second);
  const HengLedgerParty *to = heng_ledger_parties_find (self->parties, amount_minor > 0 ? unit->second : unit->first);
  HengFlowRow *row;

  if (amount_minor == 0)
    return TRUE;

  amount_minor = ABS (amount_minor);
  /* Units of one pair come one after the other: those of the same direction are one row. */
  for (guint i = self->rows->len; i > 0 && i + 2 > self->rows->len; i--)
    {
      row = g_ptr_array_index (self->rows, i - 1);
      if (strcmp (row->agreement, agreement) == 0 && strcmp (row->from, from->id) == 0 && strcmp (row->to, to->id) == 0)
        return heng_amount_add (row->amount_minor, amount_minor, &row->amount_minor, error);
    }

  row = g_new0 (HengFlowRow, 1);
  row->agreement = g_strdup (agreement);
  row->mechanism = (HengMechanism) (GPOINTER_TO_INT (g_hash_table_lookup (self->mechanisms, agreement)) - 1);
  row->from = g_strdup (from->id);
  row->to = g_strdup (to->id);
  row->from_name_zh = g_strdup (from->name_zh);
  row->from_name_en = g_strdup (from->name_en);
  row->to_name_zh = g_strdup (to->name_zh);
  row->to_name_en = g_strdup (to->name_en);
  row->from_role = from->role;
  row->to_role = to->role;
  row->amount_minor = amount_minor;
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

/* Payments that name no period clear what is open between the two, so such a pair is one unit. */
static gboolean
flush_open (Flows   *self,
            GError **error)
{
  gboolean has_unassigned = FALSE;
  gint64 sum = 0;

  for (guint i = 0; i < self->open->len; i++)
    {
      const HengUnit *unit = &g_array_index (self->open, HengUnit, i);

      has_unassigned = has_unassigned || (!unit->has_period && unit->paid_minor != 0);
      if (!heng_amount_add (sum, unit->accrued_minor - unit->paid_minor, &sum, error))
        return FALSE;
    }
  for (guint i = 0; i < self->open->len; i++)
    {
      const HengUnit *unit = &g_array_index (self->open, HengUnit, i);

      if (!add_row (self, unit, self->open_agreement, has_unassigned ? sum : unit->accrued_minor - unit->paid_minor, error))
        return FALSE;
      if (has_unassigned)
        break;
    }

  g_array_set_size (self->open, 0);
  return TRUE;
}

static gboolean
lies_within (const Flows    *self,
             const HengUnit *unit)
{
  HengDay first = unit->date_max, last = unit->date_max;

  if (self->query->measure == HENG_FLOW_PAID)
    return TRUE; /* payments were picked by their dates */
  if (unit->has_period && unit->period.kind != HENG_PERIOD_ONCE)
    {
      first = heng_period_get_first_day (unit->period);
      last = heng_period_get_last_day (unit->period);
    }

  return (self->query->from_day == HENG_DAY_NONE || first >= self->query->from_day) &&
         (self->query->to_day == HENG_DAY_NONE || last <= self->query->to_day);
}

static gboolean
add_unit (const HengUnit  *unit,
          gpointer         data,
          GError         **error)
{
  Flows *self = data;
  int mechanism = GPOINTER_TO_INT (g_hash_table_lookup (self->mechanisms, unit->agreement)) - 1;

  if (strcmp (unit->commodity, self->commodity) != 0 || (self->query->mechanism >= 0 && self->query->mechanism != mechanism) ||
      !lies_within (self, unit))
    return TRUE;
  if (self->query->measure != HENG_FLOW_OUTSTANDING)
    return add_row (self, unit, unit->agreement,
                    self->query->measure == HENG_FLOW_PAID ? unit->paid_minor : unit->accrued_minor, error);

  if (self->open->len > 0)
    {
      const HengUnit *before = &g_array_index (self->open, HengUnit, 0);

      if ((before->first != unit->first || before->second != unit->second || strcmp (self->open_agreement, unit->agreement) != 0) &&
          !flush_open (self, error))
        return FALSE;
    }
  g_free (self->open_agreement);
  self->open_agreement = g_strdup (unit->agreement);
  g_array_append_val (self->open, *unit);
  return TRUE;
}

static GHashTable *
read_mechanisms (HengBook  *book,
                 GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, "SELECT code, mechanism FROM agreement_version ORDER BY id", error);
  g_autoptr (GHashTable) mechanisms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  while (heng_query_step (query, &local_error))
    g_hash_table_insert (mechanisms, heng_query_dup_text (query, 0), GINT_TO_POINTER ((gint) heng_query_get_int64 (query, 1) + 1));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&mechanisms);
}

GPtrArray *
heng_book_list_flows (HengBook             *self,
                      const HengFlowQuery  *query,
                      GError              **error)
{
  gboolean paid = query->measure == HENG_FLOW_PAID;
  HengView view = { HENG_DAY_NONE, query->known };
  Flows flows = { .query = query, .commodity = query->commodity != NULL ? query->commodity : self->currency };
  GPtrArray *rows = NULL;

  /* Parties, mechanisms and lines are of one state: a line's party could else be one that was not there yet. */
  if (!heng_book_begin_reading (self, error))
    return NULL;
  flows.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_flow_row_free);
  flows.open = g_array_new (FALSE, FALSE, sizeof (HengUnit));
  if ((flows.parties = heng_ledger_parties_new (self, NULL, error)) != NULL &&
      (flows.mechanisms = read_mechanisms (self, error)) != NULL &&
      heng_book_foreach_unit (self, NULL, view, paid ? query->from_day : HENG_DAY_NONE, paid ? query->to_day : HENG_DAY_NONE,
                              add_unit, &flows, error) &&
      flush_open (&flows, error))
    rows = g_steal_pointer (&flows.rows);

  g_clear_pointer (&flows.rows, g_ptr_array_unref);
  g_clear_pointer (&flows.parties, g_hash_table_unref);
  g_clear_pointer (&flows.mechanisms, g_hash_table_unref);
  g_array_unref (flows.open);
  g_free (flows.open_agreement);
  heng_book_end_reading (self);
  return rows;
}

GPtrArray *
heng_book_list_commodities (HengBook  *self,
                            GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT name FROM commodity ORDER BY name <> :currency, name", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":currency", self->currency);
  while (heng_query_step (query, &local_error))
    g_ptr_array_add (names, heng_query_dup_text (query, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&names);
}

/* As fine as the amounts there are: a step of 0.001 t shows three decimals wherever tonnes are shown. */
static guint
read_digits_shown (HengBook   *self,
                   const char *commodity)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT coalesce (max (CASE WHEN amount % 1000000 = 0 THEN 0 WHEN amount % 100000 = 0 THEN 1 WHEN amount % 10000 = 0 THEN 2 "
    "WHEN amount % 1000 = 0 THEN 3 WHEN amount % 100 = 0 THEN 4 WHEN amount % 10 = 0 THEN 5 ELSE 6 END), 0) "
    "FROM line WHERE commodity = (SELECT id FROM commodity WHERE name = :commodity)", NULL);

  if (query == NULL)
    return HENG_AMOUNT_IN_KIND_DIGITS;
  heng_query_bind_text (query, ":commodity", commodity);
  return heng_query_step (query, NULL) ? (guint) heng_query_get_int64 (query, 0) : 0;
}

guint
heng_book_get_digits_shown (HengBook   *self,
                            const char *commodity)
{
  gint64 last = 0;
  gpointer known;

  if (strcmp (commodity, self->currency) == 0)
    return heng_currency_digits (self->currency);

  /* Asked for every amount of a list, answered by a pass over all lines: kept until there are new ones. */
  heng_database_get_int64 (self->database, "SELECT coalesce (max (id), 0) FROM entry", 0, &last, NULL);
  if (self->digits_shown == NULL || self->digits_last != last)
    {
      g_clear_pointer (&self->digits_shown, g_hash_table_unref);
      self->digits_shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->digits_last = last;
    }
  known = g_hash_table_lookup (self->digits_shown, commodity);
  if (known == NULL)
    {
      known = GUINT_TO_POINTER (read_digits_shown (self, commodity) + 1);
      g_hash_table_insert (self->digits_shown, g_strdup (commodity), known);
    }

  return GPOINTER_TO_UINT (known) - 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* What was booked, paid and delivered for each unit, as dues need it. */
#include "heng-book-dues-private.h"

#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

/* A reversal and what it reverses are left out together: what was reversed never was, for interest either. */
#define LINES_OF(filter) \
  "SELECT e.kind, e.period_kind, e.period_index, e.date, l.kind, l.payer, l.receiver, l.commodity, l.amount " \
  "FROM entry e JOIN line l ON l.entry = e.id " \
  "WHERE e.id < :bound AND e.date <= :on_day AND e.reverses IS NULL AND NOT EXISTS " \
  "(SELECT 1 FROM entry r WHERE r.reverses = e.id AND r.id < :bound AND r.date <= :on_day) " filter "ORDER BY e.id, l.sequence"

static void
sum_free (gpointer data)
{
  HengDuesSum *self = data;

  g_array_unref (self->payments);
  g_array_unref (self->unassigned);
  g_free (self);
}

void
heng_dues_sums_free (HengDuesSums *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->sums, g_ptr_array_unref);
  g_clear_pointer (&self->parties, g_array_unref);
  g_clear_pointer (&self->commodities, g_hash_table_unref);
  g_free (self);
}

/* ---- keys ---- */

static guint
sum_hash (gconstpointer key)
{
  const HengDuesSum *sum = key;

  return g_direct_hash (sum->first) * 31u ^ g_direct_hash (sum->second) * 17u ^ g_direct_hash (sum->commodity) ^
         (guint) sum->period.index * 7919u ^ (guint) sum->period.kind ^ (guint) sum->has_period << 8;
}

static gboolean
sum_equal (gconstpointer a,
           gconstpointer b)
{
  const HengDuesSum *first = a, *second = b;

  return first->first == second->first && first->second == second->second && first->commodity == second->commodity &&
         first->has_period == second->has_period && (!first->has_period || heng_period_equal (first->period, second->period));
}

static int
compare_pairs (const HengDuesSum *first,
               const HengDuesSum *second)
{
  int order = strcmp (first->first->agreement, second->first->agreement);

  if (order == 0)
    order = strcmp (first->first->name, second->first->name);
  if (order == 0)
    order = strcmp (first->second->name, second->second->name);
  return order != 0 ? order : strcmp (first->commodity, second->commodity);
}

static HengDay
first_day (const HengDuesSum *sum)
{
  return sum->has_period && sum->period.kind != HENG_PERIOD_ONCE ? heng_period_get_first_day (sum->period) : HENG_DAY_NONE;
}

static int
compare_sums (gconstpointer a,
              gconstpointer b)
{
  const HengDuesSum *first = *(HengDuesSum *const *) a, *second = *(HengDuesSum *const *) b;
  int order = compare_pairs (first, second);

  if (order == 0)
    order = first->has_period - second->has_period;
  if (order == 0)
    order = (first_day (first) > first_day (second)) - (first_day (first) < first_day (second));
  return order != 0 ? order : heng_period_compare (first->period, second->period);
}

/* ---- reading ---- */

/* Number → the party of the same name that was written down last, so that one name is one party. */
static GHashTable *
find_parties (const GArray *parties)
{
  g_autoptr (GHashTable) latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *canonical = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < parties->len; i++)
    {
      HengLedgerParty *party = &g_array_index (parties, HengLedgerParty, i);
      g_autofree char *key = g_strconcat (party->agreement, "\n", party->name, NULL);
      const HengLedgerParty *other = g_hash_table_lookup (latest, key);

      if (other == NULL || other->number < party->number)
        g_hash_table_insert (latest, g_steal_pointer (&key), party);
    }
  for (guint i = 0; i < parties->len; i++)
    {
      HengLedgerParty *party = &g_array_index (parties, HengLedgerParty, i);
      g_autofree char *key = g_strconcat (party->agreement, "\n", party->name, NULL);

      g_hash_table_insert (canonical, &party->number, g_hash_table_lookup (latest, key));
    }

  return canonical;
}

static HengDuesSum *
find_sum (GHashTable        *found,
          HengDuesSums      *self,
          const HengDuesSum *key)
{
  HengDuesSum *sum = g_hash_table_lookup (found, key);

  if (sum == NULL)
    {
      sum = g_memdup2 (key, sizeof *key);
      sum->payments = g_array_new (FALSE, FALSE, sizeof (HengDuesPayment));
      sum->unassigned = g_array_new (FALSE, FALSE, sizeof (HengDuesPayment));
      g_ptr_array_add (self->sums, sum);
      g_hash_table_add (found, sum);
    }
  return sum;
}

static gboolean
add_line (HengQuery     *query,
          HengDuesSums  *self,
          GHashTable    *canonical,
          GHashTable    *found,
          GError       **error)
{
  gint64 payer = heng_query_get_int64 (query, 5), receiver = heng_query_get_int64 (query, 6), commodity = heng_query_get_int64 (query, 7);
  HengEntryKind kind = (HengEntryKind) heng_query_get_choice (query, 0, HENG_N_ENTRY_KINDS);
  gboolean is_accrual = heng_query_get_int64 (query, 4) == HENG_LINE_ACCRUAL, turned;
  const HengLedgerParty *from = g_hash_table_lookup (canonical, &payer), *to = g_hash_table_lookup (canonical, &receiver);
  HengDuesPayment payment = { heng_query_get_day (query, 3), heng_query_get_int64 (query, 8) };
  HengDuesSum key = { 0 }, *sum;

  key.commodity = g_hash_table_lookup (self->commodities, &commodity);
  if (from == NULL || to == NULL || key.commodity == NULL)
    {
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "line", NULL);
      return FALSE;
    }

  turned = strcmp (from->name, to->name) > 0;
  key.first = turned ? to : from;
  key.second = turned ? from : to;
  key.has_period = heng_query_get_text (query, 1) != NULL;
  if (key.has_period)
    key.period = heng_query_get_period (query, 1);
  sum = find_sum (found, self, &key);
  if (turned)
    payment.amount_minor = -payment.amount_minor;

  if (!is_accrual)
    {
      g_array_append_val (key.has_period || kind == HENG_ENTRY_OPENING ? sum->payments : sum->unassigned, payment);
      return TRUE;
    }
  if (kind == HENG_ENTRY_INTEREST)
    return heng_amount_add (sum->interest_minor, payment.amount_minor, &sum->interest_minor, error);
  if (sum->settled_day == HENG_DAY_NONE || payment.day < sum->settled_day)
    sum->settled_day = payment.day;
  return heng_amount_add (sum->accrued_minor, payment.amount_minor, &sum->accrued_minor, error);
}

static HengQuery *
prepare (HengBook    *book,
         const char  *agreement,
         const char  *region,
         HengView     view,
         GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database,
    agreement != NULL ? LINES_OF ("AND e.agreement = :agreement ")
    : region != NULL ? LINES_OF ("AND e.agreement IN (SELECT agreement FROM party WHERE region = :region) ") : LINES_OF (""), error);
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (book, HENG_FACT_ENTRY, view.known, &bound, error))
    return NULL;

  if (agreement != NULL)
    heng_query_bind_text (query, ":agreement", agreement);
  else if (region != NULL)
    heng_query_bind_text (query, ":region", region);
  heng_query_bind_int64 (query, ":bound", bound);
  heng_query_bind_int64 (query, ":on_day", view.on_day != HENG_DAY_NONE ? view.on_day : G_MAXINT32);
  return g_steal_pointer (&query);
}

/* ---- payments that name no period ---- */

/* What the unit still needs in the direction of @sign. */
static gboolean
find_room (const HengDuesSum  *sum,
           int                 sign,
           gint64             *room,
           GError            **error)
{
  if (!heng_amount_add (sum->accrued_minor, sum->interest_minor, room, error))
    return FALSE;
  for (guint i = 0; i < sum->payments->len; i++)
    if (!heng_amount_subtract (*room, g_array_index (sum->payments, HengDuesPayment, i).amount_minor, room, error))
      return FALSE;

  *room = sign > 0 ? MAX (*room, 0) : MAX (-MAX (*room, -G_MAXINT64), 0);
  return TRUE;
}

static gboolean
assign (GPtrArray              *sums,
        guint                   first,
        guint                   end,
        const HengDuesPayment  *payment,
        GError                **error)
{
  int sign = payment->amount_minor > 0 ? 1 : -1;
  gint64 left = sign * payment->amount_minor;
  HengDuesPayment part = { payment->day, 0 };

  for (guint i = first; i < end && left > 0; i++)
    {
      HengDuesSum *sum = g_ptr_array_index (sums, i);
      gint64 room;

      if (!find_room (sum, sign, &room, error))
        return FALSE;
      part.amount_minor = sign * MIN (room, left);
      left -= MIN (room, left);
      if (part.amount_minor != 0)
        g_array_append_val (sum->payments, part);
    }
  if (left > 0)
    {
      part.amount_minor = sign * left;
      g_array_append_val (((HengDuesSum *) g_ptr_array_index (sums, first))->payments, part);
    }

  return TRUE;
}

static int
compare_payments (gconstpointer a,
                  gconstpointer b)
{
  const HengDuesPayment *first = a, *second = b;

  return (first->day > second->day) - (first->day < second->day);
}

/* In each pair the unit without a period, which has these payments, comes first. */
static gboolean
assign_all (GPtrArray  *sums,
            GError    **error)
{
  for (guint i = 0; i < sums->len; i++)
    {
      HengDuesSum *sum = g_ptr_array_index (sums, i);
      guint end = i + 1;

      if (sum->unassigned->len == 0)
        continue;
      while (end < sums->len && compare_pairs (sum, g_ptr_array_index (sums, end)) == 0)
        end++;
      g_array_sort (sum->unassigned, compare_payments);
      for (guint j = 0; j < sum->unassigned->len; j++)
        if (!assign (sums, i, end, &g_array_index (sum->unassigned, HengDuesPayment, j), error))
          return FALSE;
    }

  return TRUE;
}

HengDuesSums *
heng_dues_sums_new (HengBook    *book,
                    const char  *agreement,
                    const char  *region,
                    HengView     view,
                    GError     **error)
{
  g_autoptr (HengQuery) query = prepare (book, agreement, region, view, error);
  g_autoptr (HengDuesSums) self = g_new0 (HengDuesSums, 1);
  g_autoptr (GHashTable) canonical = NULL, found = g_hash_table_new (sum_hash, sum_equal);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL || (self->parties = heng_ledger_parties_new (book, agreement, error)) == NULL ||
      (self->commodities = heng_ledger_names_new (book, "SELECT id, name FROM commodity", error)) == NULL)
    return NULL;

  self->sums = g_ptr_array_new_with_free_func (sum_free);
  canonical = find_parties (self->parties);
  while (local_error == NULL && heng_query_step (query, &local_error))
    add_line (query, self, canonical, found, &local_error);
  if (local_error == NULL)
    {
      g_ptr_array_sort (self->sums, compare_sums);
      assign_all (self->sums, &local_error);
    }
  if (local_error == NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The units in which amounts may be added up before their direction is decided. */
#include "heng-book-units-private.h"

#include "heng-book-kept.h"
#include "heng-error.h"

#include <string.h>

/* Lines are added up here and not by SQL: a GROUP BY over texts sorts every line, and its sums overflow into an error of SQLite's. */
#define LINES_OF(filter) \
  "SELECT e.period_kind, e.period_index, e.date, l.kind, l.payer, l.receiver, l.commodity, l.amount " \
  "FROM entry e JOIN line l ON l.entry = e.id " \
  "WHERE e.id < :bound AND e.date <= :on_day AND (l.kind = 1 OR (e.date >= :paid_from AND e.date <= :paid_to)) " filter

/* A unit while it grows, and as its own hash key: parties belong to one agreement each, so theirs need not be in it. */
typedef struct
{
  gint64  first;
  gint64  second;
  gint64  commodity;
  gint32  period_kind; /* -1 where there is none */
  gint32  period_index;
  gint32  paid_year;

  gint64  accrued_minor;
  gint64  paid_minor;
  HengDay accrued_date;
  HengDay paid_date;
} Sum;

static guint
sum_hash (gconstpointer key)
{
  const Sum *sum = key;

  return (guint) sum->first * 2654435761u ^ (guint) sum->second * 40503u ^ (guint) sum->commodity * 97u ^
         (guint) sum->period_index * 31u ^ (guint) sum->period_kind ^ (guint) sum->paid_year * 7919u;
}

static int
sum_compare (gconstpointer a,
             gconstpointer b)
{
  const Sum *first = a, *second = b;

  if (first->first != second->first)
    return first->first < second->first ? -1 : 1;
  if (first->second != second->second)
    return first->second < second->second ? -1 : 1;
  if (first->commodity != second->commodity)
    return first->commodity < second->commodity ? -1 : 1;
  if (first->period_kind != second->period_kind)
    return first->period_kind < second->period_kind ? -1 : 1;
  if (first->period_index != second->period_index)
    return first->period_index < second->period_index ? -1 : 1;
  return (first->paid_year > second->paid_year) - (first->paid_year < second->paid_year);
}

static gboolean
sum_equal (gconstpointer a,
           gconstpointer b)
{
  return sum_compare (a, b) == 0;
}

static int
sum_compare_pointers (gconstpointer a,
                      gconstpointer b)
{
  return sum_compare (*(Sum *const *) a, *(Sum *const *) b);
}

static gboolean
add_line (HengQuery   *query,
          gboolean     by_year,
          GHashTable  *sums,
          GError     **error)
{
  gint64 payer = heng_query_get_int64 (query, 4), receiver = heng_query_get_int64 (query, 5);
  gint64 amount = heng_query_get_int64 (query, 7);
  HengDay date = heng_query_get_day (query, 2);
  gboolean has_period = heng_query_get_text (query, 0) != NULL;
  gboolean accrual = heng_query_get_int64 (query, 3) == HENG_LINE_ACCRUAL;
  HengPeriod period = heng_query_get_period (query, 0);
  Sum key = {
    .first = MIN (payer, receiver), .second = MAX (payer, receiver), .commodity = heng_query_get_int64 (query, 6),
    .period_kind = has_period ? (gint32) period.kind : -1, .period_index = has_period ? period.index : 0,
    .paid_year = by_year && !accrual ? heng_day_get_year (date) : 0,
  };
  Sum *sum = g_hash_table_lookup (sums, &key);
  gint64 *total;

  if (sum == NULL)
    {
      sum = g_memdup2 (&key, sizeof key);
      g_hash_table_add (sums, sum);
    }
  total = accrual ? &sum->accrued_minor : &sum->paid_minor;
  if (accrual)
    sum->accrued_date = MAX (sum->accrued_date, date);
  else
    sum->paid_date = MAX (sum->paid_date, date);
  return heng_amount_add (*total, payer < receiver ? amount : -amount, total, error);
}

static const char *
find_name (GHashTable *names,
           gint64      number)
{
  const char *name = g_hash_table_lookup (names, &number);

  return name != NULL ? name : g_intern_static_string ("");
}

/* Units of one pair come one after the other. */
static gboolean
hand_over (HengBook      *self,
           GHashTable    *sums,
           const char    *agreement,
           HengUnitFunc   func,
           gpointer       data,
           GError       **error)
{
  guint n_sums;
  g_autofree gpointer *sorted = g_hash_table_get_keys_as_array (sums, &n_sums);
  g_autoptr (GHashTable) commodities = heng_ledger_names_new (self, "SELECT id, name FROM commodity", error);
  g_autoptr (GHashTable) agreements = NULL;

  if (commodities == NULL || (agreement == NULL && (agreements = heng_ledger_names_new (self, "SELECT id, agreement FROM party", error)) == NULL))
    return FALSE;

  qsort (sorted, n_sums, sizeof *sorted, sum_compare_pointers);
  for (guint i = 0; i < n_sums; i++)
    {
      const Sum *sum = sorted[i];
      HengUnit unit = {
        .agreement = agreement != NULL ? agreement : find_name (agreements, sum->first),
        .has_period = sum->period_kind >= 0,
        .period = { (HengPeriodKind) MAX (sum->period_kind, 0), sum->period_index },
        .is_settled = sum->accrued_date != HENG_DAY_NONE, .paid_year = sum->paid_year,
        .date_max = sum->accrued_date != HENG_DAY_NONE ? sum->accrued_date : sum->paid_date,
        .first = sum->first, .second = sum->second, .commodity = find_name (commodities, sum->commodity),
        .accrued_minor = sum->accrued_minor, .paid_minor = sum->paid_minor,
      };

      if (!func (&unit, data, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_kept (const HengKeptRow  *row,
          gpointer            data,
          GError            **error)
{
  Sum *sum = g_new (Sum, 1);
  HengPeriod period;

  *sum = (Sum) { .first = row->party, .second = row->other, .commodity = row->commodity, .accrued_minor = row->accrued_minor,
                 .paid_minor = row->paid_minor, .accrued_date = (HengDay) row->accrued_day, .paid_date = (HengDay) row->paid_day };
  sum->period_kind = heng_kept_period_decode (row->segment, &period) ? (gint32) period.kind : -1;
  sum->period_index = row->segment != 0 ? period.index : 0;
  g_hash_table_add (data, sum);
  return TRUE;
}

gboolean
heng_book_foreach_unit (HengBook                *self,
                        const char              *agreement,
                        HengView                 view,
                        const HengUnitPayments  *payments,
                        HengUnitFunc             func,
                        gpointer                 data,
                        GError                 **error)
{
  static const HengUnitPayments all = { HENG_DAY_NONE, HENG_DAY_NONE, FALSE };
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    agreement != NULL ? LINES_OF ("AND e.agreement = :agreement ") : LINES_OF (""), error);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (sum_hash, sum_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  gint64 bound;

  if (payments == NULL)
    payments = &all;
  if (agreement == NULL && view.on_day == HENG_DAY_NONE && view.known == 0 && payments->from == HENG_DAY_NONE &&
      payments->to == HENG_DAY_NONE && !payments->by_year && heng_book_kept_serves (self))
    return heng_book_kept_foreach (self, HENG_KEPT_UNIT, 0, G_MAXINT64, add_kept, sums, error) &&
           hand_over (self, sums, NULL, func, data, error);
  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_ENTRY, view.known, &bound, error))
    return FALSE;

  if (agreement != NULL)
    heng_query_bind_text (query, ":agreement", agreement);
  heng_query_bind_int64 (query, ":bound", bound);
  heng_query_bind_int64 (query, ":on_day", view.on_day != HENG_DAY_NONE ? view.on_day : G_MAXINT32);
  heng_query_bind_int64 (query, ":paid_from", payments->from);
  heng_query_bind_int64 (query, ":paid_to", payments->to != HENG_DAY_NONE ? payments->to : G_MAXINT32);
  while (heng_query_step (query, &local_error))
    if (!add_line (query, payments->by_year, sums, &local_error))
      break;
  if (local_error == NULL)
    return hand_over (self, sums, agreement, func, data, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

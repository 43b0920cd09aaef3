// SPDX-License-Identifier: GPL-3.0-or-later
/* The units in which amounts may be added up before their direction is decided. */
#include "heng-book-units-private.h"

#include "heng-book-agreements.h"
#include "heng-book-kept.h"
#include "heng-error.h"

#include <string.h>

/* Takes @text. (nullable) */
static const char *
intern (char *text)
{
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

#define PARTIES \
  "SELECT p.id, p.agreement, p.name, p.region, v.name_zh, v.name_en, p.role FROM party p LEFT JOIN region_version v ON v.id = " \
  "(SELECT max (w.id) FROM region_version w WHERE w.code = p.region) "

/* @parties: by number; those of @agreement that are pools get the titles of its last version. */
static gboolean
set_titles (HengBook    *book,
            const char  *agreement,
            GHashTable  *parties,
            GError     **error)
{
  g_autoptr (HengAgreement) version = heng_book_get_agreement (book, agreement, error);
  GHashTableIter iter;
  gpointer value;

  if (version == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, parties);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      HengLedgerParty *party = value;
      int index = party->is_pool && strcmp (party->agreement, agreement) == 0 ? heng_agreement_find_party (version, party->name) : -1;
      const HengParty *titled = index >= 0 ? heng_agreement_get_party (version, (guint) index) : NULL;

      if (titled == NULL || (titled->title_zh == NULL && titled->title_en == NULL))
        continue;
      party->name_zh = g_intern_string (titled->title_zh != NULL ? titled->title_zh : titled->title_en);
      party->name_en = g_intern_string (titled->title_en != NULL ? titled->title_en : titled->title_zh);
    }

  return TRUE;
}

/* Documents are canonical, so that a pool's role and title stand side by side; only those that have one are read. */
#define TITLED "SELECT v.code FROM agreement_version v WHERE instr (v.document, '\"role\":\"pool\",\"title\":') > 0 " \
               "AND v.id = (SELECT max (w.id) FROM agreement_version w WHERE w.code = v.code) "

static gboolean
read_titles (HengBook    *book,
             const char  *agreement,
             GHashTable  *parties,
             GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, agreement != NULL ? TITLED "AND v.code = :agreement" : TITLED, error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  if (agreement != NULL)
    heng_query_bind_text (query, ":agreement", agreement);
  while (heng_query_step (query, &local_error))
    g_ptr_array_add (codes, heng_query_dup_name (query, 0));
  for (guint i = 0; i < codes->len && local_error == NULL; i++)
    set_titles (book, g_ptr_array_index (codes, i), parties, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* @sql: PARTIES with a condition */
static GHashTable *
read_parties (HengBook    *book,
              const char  *sql,
              const char  *agreement,
              GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, sql, error);
  g_autoptr (GHashTable) parties = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
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
      party->agreement = g_intern_string (heng_query_get_name (query, 1));
      party->name = g_intern_string (heng_query_get_name (query, 2));
      party->is_pool = *region == '\0';
      party->id = party->is_pool ? intern (g_strdup_printf ("pool:%s/%s", party->agreement, party->name)) : g_intern_string (region);
      party->name_zh = intern (heng_query_dup_text (query, party->is_pool ? 2 : 4));
      party->name_en = intern (heng_query_dup_text (query, party->is_pool ? 2 : 5));
      /* A damaged file may lack the region. */
      if (party->name_zh == NULL || party->name_en == NULL)
        {
          g_free (party);
          heng_error_set (&local_error, HENG_ERROR_BOOK_DAMAGED, "region", NULL);
          break;
        }
      party->role = (HengRole) heng_query_get_choice (query, 6, HENG_N_ROLES);
      g_hash_table_insert (parties, &party->number, party);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (!read_titles (book, agreement, parties, error))
    return NULL;
  return g_steal_pointer (&parties);
}

GHashTable *
heng_ledger_parties_new (HengBook    *book,
                         const char  *agreement,
                         GError     **error)
{
  return read_parties (book, agreement != NULL ? PARTIES "WHERE p.agreement = :agreement" : PARTIES, agreement, error);
}

GHashTable *
heng_ledger_places_new (HengBook  *book,
                        GError   **error)
{
  return read_parties (book, PARTIES "WHERE p.region = '' OR p.id = (SELECT min (q.id) FROM party q WHERE q.region = p.region)", NULL, error);
}

HengLedgerParty *
heng_ledger_parties_find (GHashTable *parties,
                          gint64      number)
{
  return g_hash_table_lookup (parties, &number);
}

/* ---- */

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

GHashTable *
heng_ledger_names_new (HengBook    *self,
                       const char  *sql,
                       GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, sql, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (query == NULL)
    return NULL;
  while (heng_query_next (query))
    {
      gint64 number = heng_query_get_int64 (query, 0);

      g_hash_table_insert (names, g_memdup2 (&number, sizeof number), (gpointer) g_intern_string (heng_query_get_name (query, 1)));
    }
  return heng_query_done (query, error) ? g_steal_pointer (&names) : NULL;
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

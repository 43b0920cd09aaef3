// SPDX-License-Identifier: GPL-3.0-or-later
/* Balances: the one place where accrued, paid and outstanding are computed. */
#include "heng-book-balances.h"

#include "heng-book-regions.h"
#include "heng-book-sums-private.h"
#include "heng-book-units-private.h"
#include "heng-error.h"

#include <string.h>

void
heng_balance_free (HengBalance *self)
{
  g_free (self);
}

/* Takes @text. */
static const char *
intern (char *text)
{
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

typedef struct
{
  HengBook   *book;
  GArray     *parties;   /* of heng_ledger_parties_new() */
  GHashTable *provinces; /* (nullable): code → HengRegion, for adding up */
  GHashTable *balances;  /* HengBalance as a set, by what they are of */
  GHashTable *commodities; /* number → name */
  gint64      commodity_number; /* that was looked for last */
  const char *commodity;
  GPtrArray  *rows;
  gboolean    by_party;  /* one line a party, not a region */
  gboolean    by_month;  /* one line a month, too */
} Totals;

/* What a line is for, without its names: interned texts are the same where they are equal. */
static guint
balance_hash (gconstpointer key)
{
  const HengBalance *balance = key;
  guint64 first = (guint64) (guintptr) balance->region + (guint64) (guintptr) balance->pool + (guint64) (guintptr) balance->from;
  guint64 second = (guint64) (guintptr) balance->to + (guint64) (guintptr) balance->key;
  guint64 value = first * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ second * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) ^
                  (guint64) (guintptr) balance->commodity * G_GUINT64_CONSTANT (0x94d049bb133111eb) ^ (guint64) balance->month;

  return (guint) (value ^ (value >> 32));
}

static gboolean
balance_equal (gconstpointer a,
               gconstpointer b)
{
  const HengBalance *first = a, *second = b;

  return first->month == second->month && first->region == second->region && first->pool == second->pool && first->from == second->from &&
         first->to == second->to && first->key == second->key && first->commodity == second->commodity;
}

static gboolean
totals_init (Totals      *self,
             HengBook    *book,
             const char  *agreement,
             gboolean     by_province,
             gboolean     places_only,
             GError     **error)
{
  memset (self, 0, sizeof *self);
  self->book = book;
  self->balances = g_hash_table_new (balance_hash, balance_equal);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_balance_free);
  self->parties = places_only ? heng_ledger_places_new (book, error) : heng_ledger_parties_new (book, agreement, error);
  if (self->parties == NULL || (self->commodities = heng_ledger_names_new (book, "SELECT id, name FROM commodity", error)) == NULL)
    return FALSE;
  if (by_province)
    {
      g_autoptr (GPtrArray) regions = heng_book_list_regions (book, error);

      if (regions == NULL)
        return FALSE;
      self->provinces = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) heng_region_free);
      for (guint i = 0; i < regions->len; i++)
        {
          HengRegion *region = g_ptr_array_index (regions, i);

          g_hash_table_insert (self->provinces, region->code, region);
        }
      g_ptr_array_set_free_func (regions, NULL);
    }

  return TRUE;
}

static void
totals_clear (Totals *self)
{
  g_clear_pointer (&self->parties, g_array_unref);
  g_clear_pointer (&self->commodities, g_hash_table_unref);
  g_clear_pointer (&self->provinces, g_hash_table_unref);
  g_clear_pointer (&self->balances, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

/* Who a line's party is counted as: its province where asked. Interned texts. */
static void
resolve (const Totals           *self,
         const HengLedgerParty  *party,
         const char            **id,
         const char            **name_zh,
         const char            **name_en)
{
  const HengRegion *region = self->provinces != NULL && !party->is_pool ? g_hash_table_lookup (self->provinces, party->id) : NULL;

  *id = party->id;
  *name_zh = party->name_zh;
  *name_en = party->name_en;
  for (guint depth = 0; region != NULL && region->parent != NULL && depth < 10; depth++)
    {
      const HengRegion *parent = g_hash_table_lookup (self->provinces, region->parent);

      if (parent == NULL)
        break;
      region = parent;
      *id = g_intern_string (region->code);
      *name_zh = g_intern_string (region->name_zh);
      *name_en = g_intern_string (region->name_en);
    }
}

/* The line that is for the same as @wanted. */
static HengBalance *
find_balance (Totals            *self,
              const HengBalance *wanted)
{
  HengBalance *balance = g_hash_table_lookup (self->balances, wanted);

  if (balance == NULL)
    {
      balance = g_memdup2 (wanted, sizeof *wanted);
      g_ptr_array_add (self->rows, balance);
      g_hash_table_add (self->balances, balance);
    }
  return balance;
}

static gboolean
add_figures (HengBalance  *balance,
             gint64        accrued_minor,
             gint64        paid_minor,
             GError      **error)
{
  return heng_amount_add (balance->accrued_minor, accrued_minor, &balance->accrued_minor, error) &&
         heng_amount_add (balance->paid_minor, paid_minor, &balance->paid_minor, error) &&
         heng_amount_subtract (balance->accrued_minor, balance->paid_minor, &balance->outstanding_minor, error);
}

/* ---- by region ---- */

static gboolean
add_to_region (Totals                 *self,
               const HengLedgerParty  *party,
               HengMonth               month,
               const char             *commodity,
               gint64                  accrued_minor,
               gint64                  paid_minor,
               GError                **error)
{
  HengBalance wanted = { .month = month, .commodity = commodity };
  const char *id;

  if (party == NULL)
    {
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "party", NULL);
      return FALSE;
    }
  resolve (self, party, &id, &wanted.name_zh, &wanted.name_en);
  *(party->is_pool ? &wanted.pool : &wanted.region) = id;
  /* A region is many parties, and in no order by their names. */
  if (party->is_pool || self->by_party)
    wanted.key = party->name;
  return add_figures (find_balance (self, &wanted), accrued_minor, paid_minor, error);
}

static gboolean
add_region_unit (const HengUnit  *unit,
                 gpointer         data,
                 GError         **error)
{
  Totals *self = data;

  return add_to_region (self, heng_ledger_parties_find (self->parties, unit->first), 0, unit->commodity, -unit->accrued_minor,
                        -unit->paid_minor, error) &&
         add_to_region (self, heng_ledger_parties_find (self->parties, unit->second), 0, unit->commodity, unit->accrued_minor,
                        unit->paid_minor, error);
}

static gboolean
find_commodity (Totals       *self,
                gint64        number,
                const char  **name,
                GError      **error)
{
  /* Most rows are of one. */
  if (self->commodity == NULL || self->commodity_number != number)
    {
      self->commodity = g_hash_table_lookup (self->commodities, &number);
      self->commodity_number = number;
    }
  *name = self->commodity;
  if (*name == NULL)
    heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "commodity", NULL);
  return *name != NULL;
}

/* A sum of a region or pool, or of two parties; see heng-book-sums-private.h. */
static gboolean
add_place (const HengKeptRow  *row,
           gpointer            data,
           GError            **error)
{
  Totals *self = data;
  const HengLedgerParty *party = heng_ledger_parties_find (self->parties, row->party);
  HengMonth month = self->by_month ? (HengMonth) row->segment : 0;
  const char *commodity;

  if (!find_commodity (self, row->commodity, &commodity, error))
    return FALSE;
  if (row->axis != HENG_KEPT_PAIR)
    return add_to_region (self, party, month, commodity, row->accrued_minor, row->paid_minor, error);
  return add_to_region (self, party, month, commodity, -row->accrued_minor, -row->paid_minor, error) &&
         add_to_region (self, heng_ledger_parties_find (self->parties, row->other), month, commodity, row->accrued_minor, row->paid_minor,
                        error);
}

/* ---- by pair ---- */

static gboolean
add_pair (const HengKeptRow  *row,
          gpointer            data,
          GError            **error)
{
  Totals *self = data;
  const char *commodity;
  const char *ids[2], *names_zh[2], *names_en[2];
  const HengLedgerParty *parties[2] = {
    heng_ledger_parties_find (self->parties, row->party), heng_ledger_parties_find (self->parties, row->other),
  };
  HengBalance *balance;
  int first, second;

  for (guint i = 0; i < 2; i++)
    {
      if (parties[i] == NULL)
        {
          heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "party", NULL);
          return FALSE;
        }
      resolve (self, parties[i], &ids[i], &names_zh[i], &names_en[i]);
    }
  if (!find_commodity (self, row->commodity, &commodity, error))
    return FALSE;
  if (strcmp (ids[0], ids[1]) == 0)
    return TRUE; /* within one region nothing goes from one to another */

  first = strcmp (ids[0], ids[1]) < 0 ? 0 : 1;
  second = 1 - first;
  balance = find_balance (self, &(HengBalance) { .from = ids[first], .to = ids[second], .commodity = commodity });
  if (balance->name_zh == NULL)
    {
      /* Both names are kept until the direction is known. */
      balance->name_zh = intern (g_strdup_printf ("%s\n%s", names_zh[first], names_zh[second]));
      balance->name_en = intern (g_strdup_printf ("%s\n%s", names_en[first], names_en[second]));
    }
  return add_figures (balance, first == 0 ? row->accrued_minor : -row->accrued_minor,
                      first == 0 ? row->paid_minor : -row->paid_minor, error);
}

static void
name_pair (const char **name,
           gboolean     turned)
{
  g_auto (GStrv) names = g_strsplit (*name, "\n", 2);

  *name = intern (g_strdup_printf ("%s → %s", names[turned ? 1 : 0], names[turned ? 0 : 1]));
}

/* The direction is that of what is accrued, else of what was paid; the figures carry a sign against it. */
static void
direct_pair (HengBalance *balance)
{
  gboolean turned = balance->accrued_minor != 0 ? balance->accrued_minor < 0 : balance->paid_minor < 0;

  name_pair (&balance->name_zh, turned);
  name_pair (&balance->name_en, turned);
  if (turned)
    {
      const char *from = balance->from;

      balance->from = balance->to;
      balance->to = from;
      balance->accrued_minor = -balance->accrued_minor;
      balance->paid_minor = -balance->paid_minor;
      balance->outstanding_minor = -balance->outstanding_minor;
    }
}

/* ---- */

/* Whether the lines of all whom @row is of are there already. */
static gboolean
leaves_place (const HengKeptRow *row,
              gpointer           data)
{
  Totals *self = data;
  const gint64 numbers[2] = { row->party, row->other };
  const char *commodity;

  for (guint i = 0; i < (row->axis == HENG_KEPT_PAIR ? 2u : 1u); i++)
    {
      const HengLedgerParty *party = heng_ledger_parties_find (self->parties, numbers[i]);
      HengBalance wanted = { .month = self->by_month ? (HengMonth) row->segment : 0 };

      /* Whose party is not known, it is of no line of the view. */
      if (party == NULL)
        continue;
      if (!find_commodity (self, row->commodity, &commodity, NULL))
        continue;
      wanted.commodity = commodity;
      resolve (self, party, party->is_pool ? &wanted.pool : &wanted.region, &wanted.name_zh, &wanted.name_en);
      if (party->is_pool)
        wanted.key = party->name;
      if (!g_hash_table_contains (self->balances, &wanted))
        return FALSE;
    }
  return TRUE;
}

static gboolean
leaves_pair (const HengKeptRow *row,
             gpointer           data)
{
  Totals *self = data;
  const HengLedgerParty *parties[2] = {
    heng_ledger_parties_find (self->parties, row->party), heng_ledger_parties_find (self->parties, row->other),
  };
  const char *ids[2], *names[2];
  HengBalance wanted = { 0 };

  if (parties[0] == NULL || parties[1] == NULL || !find_commodity (self, row->commodity, &wanted.commodity, NULL))
    return TRUE;
  for (guint i = 0; i < 2; i++)
    resolve (self, parties[i], &ids[i], &names[0], &names[1]);
  wanted.from = strcmp (ids[0], ids[1]) < 0 ? ids[0] : ids[1];
  wanted.to = wanted.from == ids[0] ? ids[1] : ids[0];
  return strcmp (ids[0], ids[1]) == 0 || g_hash_table_contains (self->balances, &wanted);
}

static gboolean
collect (Totals         *totals,
         HengBalanceBy   by,
         HengView        view,
         GError        **error)
{
  const HengSumsTaker places = { add_place, leaves_place, totals }, pairs = { add_pair, leaves_pair, totals };

  totals->by_month = by == HENG_BALANCE_BY_MONTH;
  if (by == HENG_BALANCE_BY_MONTH)
    return heng_book_foreach_month (totals->book, view, &places, error);
  if (by == HENG_BALANCE_BY_REGION)
    return heng_book_foreach_place (totals->book, view, &places, error);

  if (!heng_book_foreach_pair (totals->book, view, &pairs, error))
    return FALSE;
  for (guint i = 0; i < totals->rows->len; i++)
    direct_pair (g_ptr_array_index (totals->rows, i));
  return TRUE;
}

/* Parties and lines are of one state: a line's party could else be one that was not there yet. */
static GPtrArray *
list (HengBook       *self,
      HengBalanceBy   by,
      gboolean        by_province,
      HengView        view,
      GError        **error)
{
  gboolean places_only = (by == HENG_BALANCE_BY_REGION || by == HENG_BALANCE_BY_MONTH) && view.on_day == HENG_DAY_NONE && view.known == 0 &&
                         heng_book_kept_serves (self);
  GPtrArray *rows = NULL;
  Totals totals;

  if (by == HENG_BALANCE_BY_MECHANISM || by == HENG_BALANCE_BY_AGREEMENT)
    return heng_book_list_volumes (self, by == HENG_BALANCE_BY_MECHANISM, view, error);
  if (totals_init (&totals, self, NULL, by_province, places_only, error) && collect (&totals, by, view, error))
    rows = g_steal_pointer (&totals.rows);

  totals_clear (&totals);
  return rows;
}

GPtrArray *
heng_book_list_balances (HengBook       *self,
                         HengBalanceBy   by,
                         gboolean        by_province,
                         HengView        view,
                         GError        **error)
{
  GPtrArray *rows;

  if (!heng_book_begin_reading (self, error))
    return NULL;
  rows = list (self, by, by_province, view, error);
  heng_book_end_reading (self);
  if (rows != NULL)
    heng_balances_sort (rows, by, self);
  return rows;
}

GPtrArray *
heng_book_list_party_balances (HengBook    *self,
                               const char  *agreement,
                               HengView     view,
                               GError     **error)
{
  GPtrArray *rows = NULL;
  Totals totals;

  if (totals_init (&totals, self, agreement, FALSE, FALSE, error))
    {
      totals.by_party = TRUE;
      if (heng_book_foreach_unit (self, agreement, view, NULL, add_region_unit, &totals, error))
        {
          rows = g_steal_pointer (&totals.rows);
          heng_balances_sort (rows, HENG_BALANCE_BY_REGION, self);
        }
    }

  totals_clear (&totals);
  return rows;
}

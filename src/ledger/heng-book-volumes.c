// SPDX-License-Identifier: GPL-3.0-or-later
/* Volumes: what parties that are no pools give, added up by agreement or mechanism. What a pool passes on was given to it before. */
#include "heng-book-balances.h"

#include "heng-book-sums-private.h"
#include "heng-book-units-private.h"
#include "heng-error.h"

#include <string.h>

/* What is told of an agreement's last version. Interned texts, as of balances. */
typedef struct
{
  const char *mechanism;
  const char *title_zh;
  const char *title_en;
} Agreement;

typedef struct
{
  HengBook   *book;
  gboolean    by_mechanism;
  GArray     *parties;    /* of heng_ledger_parties_new() */
  GHashTable *commodities; /* number → name */
  GHashTable *agreements; /* (nullable): interned code → Agreement */
  const Agreement **of_parties; /* (nullable) (element-type nullable): in the order of @parties */
  gint64      commodity_number; /* that was looked for last */
  const char *commodity;
  GHashTable *balances;   /* HengBalance as a set, by key and commodity */
  GPtrArray  *rows;
} Volumes;

static guint
balance_hash (gconstpointer key)
{
  const HengBalance *balance = key;
  guint64 value = (guint64) (guintptr) balance->key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^
                  (guint64) (guintptr) balance->commodity * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);

  return (guint) (value >> 32);
}

static gboolean
balance_equal (gconstpointer a,
               gconstpointer b)
{
  const HengBalance *first = a, *second = b;

  return first->key == second->key && first->commodity == second->commodity;
}

static void
volumes_init (Volumes  *self,
              HengBook *book,
              gboolean  by_mechanism)
{
  *self = (Volumes) { .book = book, .by_mechanism = by_mechanism };
  self->balances = g_hash_table_new (balance_hash, balance_equal);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_balance_free);
}

static void
volumes_clear (Volumes *self)
{
  g_clear_pointer (&self->parties, g_array_unref);
  g_clear_pointer (&self->commodities, g_hash_table_unref);
  g_clear_pointer (&self->agreements, g_hash_table_unref);
  g_clear_pointer (&self->of_parties, g_free);
  g_clear_pointer (&self->balances, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Volumes, volumes_clear)

/* Takes @text. */
static const char *
intern (char *text)
{
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

/* All versions in their order, since there are mostly few beside the last ones. */
static gboolean
read_agreements (Volumes  *self,
                 GError  **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, self->by_mechanism
    ? "SELECT code, mechanism FROM agreement_version ORDER BY id" : "SELECT code, mechanism, title_zh, title_en FROM agreement_version ORDER BY id",
    error);

  if (query == NULL)
    return FALSE;
  self->agreements = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  while (heng_query_next (query))
    {
      Agreement *agreement = g_new0 (Agreement, 1);
      HengMechanism mechanism = (HengMechanism) heng_query_get_choice (query, 1, HENG_N_MECHANISMS);

      agreement->mechanism = g_intern_static_string (heng_mechanism_get_name (mechanism));
      if (!self->by_mechanism)
        {
          agreement->title_zh = intern (heng_query_dup_text (query, 2));
          agreement->title_en = intern (heng_query_dup_text (query, 3));
        }
      g_hash_table_replace (self->agreements, (gpointer) g_intern_string (heng_query_get_name (query, 0)), agreement);
    }
  return heng_query_done (query, error);
}

/* Units are many, and go from agreement to agreement. */
static void
find_agreements (Volumes *self)
{
  const char *before = NULL;
  const Agreement *agreement = NULL;

  self->of_parties = g_new (const Agreement *, self->parties->len);
  for (guint i = 0; i < self->parties->len; i++)
    {
      const HengLedgerParty *party = &g_array_index (self->parties, HengLedgerParty, i);

      if (party->agreement != before)
        agreement = g_hash_table_lookup (self->agreements, party->agreement);
      before = party->agreement;
      self->of_parties[i] = agreement;
    }
}

static gint64
get_given (gint64                 amount_minor,
           const HengLedgerParty *first,
           const HengLedgerParty *second)
{
  const HengLedgerParty *giver = amount_minor > 0 ? first : second;

  return giver == NULL || giver->is_pool ? 0 : ABS (amount_minor);
}

static gboolean
add_volume (Volumes            *self,
            const HengBalance  *key,
            gint64              accrued_minor,
            gint64              paid_minor,
            GError            **error)
{
  HengBalance *balance = g_hash_table_lookup (self->balances, key);

  if (balance == NULL)
    {
      balance = g_memdup2 (key, sizeof *key);
      g_ptr_array_add (self->rows, balance);
      g_hash_table_add (self->balances, balance);
    }
  return heng_amount_add (balance->accrued_minor, accrued_minor, &balance->accrued_minor, error) &&
         heng_amount_add (balance->paid_minor, paid_minor, &balance->paid_minor, error) &&
         heng_amount_subtract (balance->accrued_minor, balance->paid_minor, &balance->outstanding_minor, error);
}

/* ---- of all agreements ---- */

/* What a line of @party is counted for; without figures. */
static gboolean
find_key (Volumes                *self,
          const HengLedgerParty  *party,
          gint64                  commodity,
          HengBalance            *key,
          GError                **error)
{
  const Agreement *agreement;

  if (self->commodity == NULL || self->commodity_number != commodity)
    {
      self->commodity = g_hash_table_lookup (self->commodities, &commodity);
      self->commodity_number = commodity;
    }
  if (party == NULL || self->commodity == NULL)
    {
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, party == NULL ? "party" : "commodity", NULL);
      return FALSE;
    }
  agreement = self->of_parties[party - (const HengLedgerParty *) (gconstpointer) self->parties->data];
  if (agreement == NULL)
    {
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, party->agreement, NULL);
      return FALSE;
    }

  *key = (HengBalance) { .key = self->by_mechanism ? agreement->mechanism : party->agreement, .commodity = self->commodity,
                         .name_zh = agreement->title_zh, .name_en = agreement->title_en };
  return TRUE;
}

static gboolean
add_row (const HengKeptRow  *row,
         gpointer            data,
         GError            **error)
{
  Volumes *self = data;
  const HengLedgerParty *first = heng_ledger_parties_find (self->parties, row->party);
  const HengLedgerParty *second = heng_ledger_parties_find (self->parties, row->other);
  HengBalance key;

  return find_key (self, first, row->commodity, &key, error) &&
         add_volume (self, &key, get_given (row->accrued_minor, first, second), get_given (row->paid_minor, first, second), error);
}

static gboolean
leaves_row (const HengKeptRow *row,
            gpointer           data)
{
  Volumes *self = data;
  const HengLedgerParty *party = heng_ledger_parties_find (self->parties, row->party);
  HengBalance key;

  /* Whose party or commodity is not known, it is of no line of the view. */
  return !find_key (self, party, row->commodity, &key, NULL) || g_hash_table_contains (self->balances, &key);
}

GPtrArray *
heng_book_list_volumes (HengBook  *self,
                        gboolean   by_mechanism,
                        HengView   view,
                        GError   **error)
{
  g_auto (Volumes) volumes = { 0 };
  const HengSumsTaker taker = { add_row, leaves_row, &volumes };

  volumes_init (&volumes, self, by_mechanism);
  if ((volumes.parties = heng_ledger_parties_new_nameless (self, error)) == NULL ||
      (volumes.commodities = heng_ledger_names_new (self, "SELECT id, name FROM commodity", error)) == NULL ||
      !read_agreements (&volumes, error))
    return NULL;

  find_agreements (&volumes);
  if (!heng_book_foreach_period (self, view, &taker, error))
    return NULL;

  return g_steal_pointer (&volumes.rows);
}

/* ---- of one ---- */

static gboolean
add_unit (const HengUnit  *unit,
          gpointer         data,
          GError         **error)
{
  Volumes *self = data;
  const HengLedgerParty *first = heng_ledger_parties_find (self->parties, unit->first);
  const HengLedgerParty *second = heng_ledger_parties_find (self->parties, unit->second);
  HengBalance key = { .key = g_intern_static_string (""), .commodity = g_intern_string (unit->commodity) };

  /* All are of this agreement. */
  return add_volume (self, &key, get_given (unit->accrued_minor, first, second), get_given (unit->paid_minor, first, second), error);
}

gboolean
heng_book_get_volume (HengBook    *self,
                      const char  *agreement,
                      HengView     view,
                      gint64      *accrued_minor,
                      gint64      *paid_minor,
                      gint64      *outstanding_minor,
                      GError     **error)
{
  g_auto (Volumes) volumes = { 0 };

  *accrued_minor = *paid_minor = *outstanding_minor = 0;
  volumes_init (&volumes, self, FALSE);
  if ((volumes.parties = heng_ledger_parties_new (self, agreement, error)) == NULL ||
      !heng_book_foreach_unit (self, agreement, view, NULL, add_unit, &volumes, error))
    return FALSE;

  for (guint i = 0; i < volumes.rows->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (volumes.rows, i);

      if (strcmp (balance->commodity, self->currency) != 0)
        continue;
      *accrued_minor = balance->accrued_minor;
      *paid_minor = balance->paid_minor;
      *outstanding_minor = balance->outstanding_minor;
    }
  return TRUE;
}

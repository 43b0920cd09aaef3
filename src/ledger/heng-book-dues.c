// SPDX-License-Identifier: GPL-3.0-or-later
/* Dues of units, of an agreement, a region or the whole book. */
#include "heng-book-dues.h"

#include "heng-book-agreements.h"
#include "heng-book-calendars.h"
#include "heng-book-dues-private.h"
#include "heng-book-private.h"
#include "heng-book-regions.h"
#include "heng-error.h"
#include "heng-versions.h"

#include <string.h>

/* What one listing reads only once. */
typedef struct
{
  HengBook            *book;
  const HengDuesQuery *query;
  HengView             view; /* with a day */
  HengDuesClaims      *claims;
  GHashTable          *with_terms; /* codes of agreements whose document has payment terms, in any version */
  GHashTable          *calendars;  /* code → HengCalendar */
  char                *code;       /* of @versions */
  GPtrArray           *versions;   /* (nullable) */
} Listing;

void
heng_dues_row_free (HengDuesRow *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->version, heng_agreement_unref);
  g_free (self->agreement);
  g_free (self->from);
  g_free (self->to);
  g_free (self->from_id);
  g_free (self->to_id);
  g_free (self->commodity);
  heng_dues_free (self->dues);
  g_free (self);
}

static void
listing_clear (Listing *self)
{
  heng_dues_claims_free (self->claims);
  g_clear_pointer (&self->with_terms, g_hash_table_unref);
  g_clear_pointer (&self->calendars, g_hash_table_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_free (self->code);
}

/* Few agreements have terms where many have none; only those are read as documents. */
static gboolean
find_with_terms (Listing  *self,
                 GError  **error)
{
  const char *agreement = self->query->agreement;
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, agreement != NULL
    ? "SELECT code FROM agreement_version WHERE code = :code AND instr (document, '\"payment\":') > 0"
    : "SELECT DISTINCT code FROM agreement_version WHERE instr (document, '\"payment\":') > 0", error);

  if (query == NULL)
    return FALSE;
  if (agreement != NULL)
    heng_query_bind_text (query, ":code", agreement);
  while (heng_query_next (query))
    g_hash_table_add (self->with_terms, heng_query_dup_name (query, 0));
  return heng_query_done (query, error);
}

/* A slip of the pen would else look like a clean slate. */
static gboolean
check_names (HengBook             *book,
             const HengDuesQuery  *query,
             GError              **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (HengRegion) region = NULL;

  if (query->agreement != NULL && (versions = heng_book_list_versions (book, query->agreement, query->view.known, error)) == NULL)
    return FALSE;
  if (query->region == NULL || (region = heng_book_find_region (book, query->region, &local_error)) != NULL)
    return TRUE;

  if (local_error == NULL)
    heng_error_set (&local_error, HENG_ERROR_REGION_UNKNOWN, query->region, NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
listing_init (Listing              *self,
              HengBook             *book,
              const HengDuesQuery  *query,
              GError              **error)
{
  *self = (Listing) { .book = book, .query = query, .view = query->view };
  if (self->view.on_day == HENG_DAY_NONE)
    self->view.on_day = heng_book_get_today (book);
  self->with_terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->calendars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heng_calendar_free);
  return check_names (book, query, error) &&
         (self->claims = heng_dues_claims_new (book, query->agreement, self->view, error)) != NULL && find_with_terms (self, error);
}

/* ---- one unit ---- */

static gboolean
find_calendar (Listing             *self,
               const char          *code,
               const HengCalendar **calendar,
               GError             **error)
{
  HengCalendar *found;

  *calendar = NULL;
  if (code == NULL)
    return TRUE;

  found = g_hash_table_lookup (self->calendars, code);
  if (found == NULL)
    {
      found = heng_book_get_calendar (self->book, code, self->view.known, error);
      if (found == NULL)
        return FALSE;
      g_hash_table_insert (self->calendars, g_strdup (code), found);
    }
  *calendar = found;
  return TRUE;
}

static HengDay
last_assessed_day (const HengAgreement *version,
                   HengPeriod           period,
                   const HengWindow    *window)
{
  HengDay last = heng_month_get_last_day (window->last);

  if (period.kind == HENG_PERIOD_ONCE)
    return version->to_day != HENG_DAY_NONE ? version->to_day : version->from_day;
  return version->to_day != HENG_DAY_NONE ? MIN (last, version->to_day) : last;
}

/* @version: (out): the one that governs the unit; where none does any more, the last */
static gboolean
find_version (Listing            *self,
              const HengDuesSum  *sum,
              HengAgreement     **version,
              HengDay            *period_last,
              GError            **error)
{
  const char *code = sum->first->agreement;
  HengWindow window;

  *version = NULL;
  *period_last = HENG_DAY_NONE;
  if (!sum->has_period || !g_hash_table_contains (self->with_terms, code))
    return TRUE;

  if (g_strcmp0 (self->code, code) != 0)
    {
      g_clear_pointer (&self->versions, g_ptr_array_unref);
      g_free (self->code);
      self->code = g_strdup (code);
      self->versions = heng_book_list_versions (self->book, code, self->view.known, error);
    }
  if (self->versions == NULL)
    return FALSE;

  *version = heng_versions_find (self->versions, sum->period, &window);
  if (*version == NULL)
    {
      *version = g_ptr_array_index (self->versions, self->versions->len - 1);
      window.last = sum->period.kind == HENG_PERIOD_ONCE ? heng_day_get_month ((*version)->from_day)
                                                         : heng_period_get_last_month (sum->period);
    }
  *period_last = last_assessed_day (*version, sum->period, &window);
  return TRUE;
}

/* The unit's amounts in the direction in which something is owed; where nothing is, in which it was paid. */
static gboolean
is_turned (const HengDuesSum *sum)
{
  gint64 paid_minor = 0;

  if (sum->accrued_minor != 0 || sum->interest_minor != 0)
    return sum->accrued_minor != 0 ? sum->accrued_minor < 0 : sum->interest_minor < 0;
  for (guint i = 0; i < sum->payments->len; i++)
    heng_amount_add (paid_minor, g_array_index (sum->payments, HengDuesPayment, i).amount_minor, &paid_minor, NULL);
  return paid_minor < 0;
}

static HengDay
find_next_day (const HengDues *dues)
{
  for (guint i = 0; i < dues->instalments->len; i++)
    if (heng_dues_get (dues, i)->outstanding_minor > 0 && heng_dues_get (dues, i)->due_day != HENG_DAY_NONE)
      return heng_dues_get (dues, i)->due_day;

  return HENG_DAY_NONE;
}

static gint64
find_step (HengBook            *book,
           const HengAgreement *version,
           const char          *commodity)
{
  g_auto (HengRounding) rounding = { 0 };
  gint64 step_minor;

  heng_agreement_get_rounding (version, commodity, book->currency, &rounding);
  return heng_amount_from_number (&rounding.step, heng_commodity_digits (commodity, book->currency), &step_minor, NULL) ? step_minor : 0;
}

static gboolean
compute (Listing            *self,
         const HengDuesSum  *sum,
         HengDuesRow        *row,
         GError            **error)
{
  gboolean turned = is_turned (sum), is_money = strcmp (sum->commodity, self->book->currency) == 0;
  g_autoptr (GArray) payments = g_array_copy (sum->payments);
  const HengPaymentTerms *terms;
  const HengCalendar *calendar;
  HengAgreement *version;
  HengDuesUnit unit = {
    .assessed_minor = turned ? -sum->accrued_minor : sum->accrued_minor,
    .interest_booked_minor = turned ? -sum->interest_minor : sum->interest_minor,
    .payments = payments, .settled_day = sum->settled_day, .on_day = self->view.on_day,
  };

  for (guint i = 0; turned && i < payments->len; i++)
    g_array_index (payments, HengDuesPayment, i).amount_minor *= -1;
  if (!find_version (self, sum, &version, &unit.period_last, error) ||
      !find_calendar (self, version != NULL && version->payment != NULL ? version->payment->calendar : NULL, &calendar, error))
    return FALSE;

  row->version = version != NULL ? heng_agreement_ref (version) : NULL;
  unit.step_minor = version != NULL ? find_step (self->book, version, sum->commodity) : 0;
  terms = version != NULL ? version->payment : NULL;
  if (sum->has_period)
    {
      unit.statement_day = heng_dues_claims_get_statement_day (self->claims, row->agreement, sum->period);
      unit.disputed_minor = heng_dues_claims_get_disputed (self->claims, row->agreement, sum->period, row->from, row->to,
                                                           sum->commodity, unit.assessed_minor);
    }
  row->dues = heng_dues_new (terms, calendar, &unit, is_money && version != NULL ? &version->money_rounding : NULL,
                             heng_commodity_digits (sum->commodity, self->book->currency), error);
  if (row->dues == NULL)
    return FALSE;

  row->next_day = find_next_day (row->dues);
  return TRUE;
}

static HengDuesRow *
row_new (Listing            *self,
         const HengDuesSum  *sum,
         GError            **error)
{
  g_autoptr (HengDuesRow) row = g_new0 (HengDuesRow, 1);
  gboolean turned = is_turned (sum);
  const HengLedgerParty *from = turned ? sum->second : sum->first, *to = turned ? sum->first : sum->second;

  row->agreement = g_strdup (from->agreement);
  row->has_period = sum->has_period;
  row->period = sum->period;
  row->from = g_strdup (from->name);
  row->to = g_strdup (to->name);
  row->from_id = g_strdup (from->id);
  row->to_id = g_strdup (to->id);
  row->commodity = g_strdup (sum->commodity);
  return compute (self, sum, row, error) ? g_steal_pointer (&row) : NULL;
}

/* ---- the list ---- */

static gboolean
is_wanted (const HengDuesQuery *query,
           const HengDuesSum   *sum)
{
  return query->region == NULL || (!sum->first->is_pool && strcmp (sum->first->id, query->region) == 0) ||
         (!sum->second->is_pool && strcmp (sum->second->id, query->region) == 0);
}

static gboolean
matches (const HengDuesQuery *query,
         const HengDues      *dues)
{
  if (dues->assessed_minor == 0 && dues->interest_minor == 0 && dues->interest_booked_minor == 0 && dues->remaining_minor == 0)
    return FALSE;
  if (query->only_overdue && dues->overdue_minor == 0)
    return FALSE;
  return !query->only_open || dues->remaining_minor != 0;
}

static HengDay
order_of (const HengDuesRow *row)
{
  if (row->next_day != HENG_DAY_NONE)
    return row->next_day;
  return row->dues->remaining_minor != 0 ? G_MAXINT32 - 1 : G_MAXINT32;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const HengDuesRow *first = *(HengDuesRow *const *) a, *second = *(HengDuesRow *const *) b;
  HengDay x = order_of (first), y = order_of (second);
  int order = (x > y) - (x < y);

  if (order == 0)
    order = strcmp (first->agreement, second->agreement);
  if (order == 0)
    order = first->has_period - second->has_period;
  if (order == 0 && first->has_period)
    order = heng_period_compare (first->period, second->period);
  if (order == 0)
    order = strcmp (first->from, second->from);
  if (order == 0)
    order = strcmp (first->to, second->to);
  return order != 0 ? order : strcmp (first->commodity, second->commodity);
}

static GPtrArray *
list_rows (Listing  *self,
           GError  **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_dues_row_free);
  g_autoptr (HengDuesSums) sums = NULL;

  if (self->query->only_overdue && g_hash_table_size (self->with_terms) == 0)
    return g_steal_pointer (&rows);
  sums = heng_dues_sums_new (self->book, self->query->agreement, self->query->region, self->view, error);
  if (sums == NULL)
    return NULL;
  for (guint i = 0; i < sums->sums->len; i++)
    {
      const HengDuesSum *sum = g_ptr_array_index (sums->sums, i);
      HengDuesRow *row;

      /* Nothing is late without terms. */
      if (!is_wanted (self->query, sum) ||
          (self->query->only_overdue && !g_hash_table_contains (self->with_terms, sum->first->agreement)))
        continue;
      row = row_new (self, sum, error);
      if (row == NULL)
        return NULL;
      if (matches (self->query, row->dues))
        g_ptr_array_add (rows, row);
      else
        heng_dues_row_free (row);
    }

  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

GPtrArray *
heng_book_list_dues (HengBook             *self,
                     const HengDuesQuery  *query,
                     GPtrArray           **totals,
                     GError              **error)
{
  g_autoptr (GPtrArray) rows = NULL, sums = NULL;
  Listing listing;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);

  if (!heng_book_begin_reading (self, error))
    return NULL;
  if (listing_init (&listing, self, query, error))
    rows = list_rows (&listing, error);
  listing_clear (&listing);
  heng_book_end_reading (self);
  if (rows == NULL || (totals != NULL && (sums = heng_dues_totals_new (self, rows, error)) == NULL))
    return NULL;

  if (totals != NULL)
    *totals = g_steal_pointer (&sums);
  if (query->limit > 0 && rows->len > query->limit)
    g_ptr_array_set_size (rows, (int) query->limit);
  return g_steal_pointer (&rows);
}

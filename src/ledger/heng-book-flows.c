// SPDX-License-Identifier: GPL-3.0-or-later
/* What went or is to go from whom to whom. */
#include "heng-book-flows.h"

#include "heng-book-flows-private.h"
#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

void
heng_flow_row_free (HengFlowRow *self)
{
  g_free (self->agreement);
  g_free (self->title_zh);
  g_free (self->title_en);
  g_free (self->programme_zh);
  g_free (self->programme_en);
  g_free (self->from);
  g_free (self->to);
  g_free (self->from_name_zh);
  g_free (self->from_name_en);
  g_free (self->to_name_zh);
  g_free (self->to_name_en);
  g_free (self);
}

/* Units come pair by pair. */
typedef struct
{
  HengFlowListing *listing;
  gint64           first; /* the pair whose units are coming */
  gint64           second;
  guint            n_before; /* rows of the pairs before */
  GArray          *open; /* (element-type HengUnit): of the pair, while it is not known whether it is one unit */
  char            *open_agreement;
} Units;

/* Nothing flows, so roles have to say in which direction something would. */
static gboolean
is_turned (const HengLedgerParty *first,
           const HengLedgerParty *second)
{
  static const int gives[HENG_N_ROLES] = {
    [HENG_ROLE_BENEFICIARY] = 1, [HENG_ROLE_CONSUMER] = 1, [HENG_ROLE_IMPORTER] = 1, [HENG_ROLE_SUPPORTER] = 1, [HENG_ROLE_CENTRAL] = 1,
    [HENG_ROLE_PROTECTOR] = -1, [HENG_ROLE_PRODUCER] = -1, [HENG_ROLE_EXPORTER] = -1, [HENG_ROLE_SUPPORTED] = -1,
  };

  if (gives[first->role] != gives[second->role])
    return gives[first->role] < gives[second->role];
  return strcmp (first->id, second->id) > 0;
}

static gboolean
add_row (Units           *self,
         const HengUnit  *unit,
         const char      *agreement,
         gint             year,
         gint64           amount_minor,
         GError         **error)
{
  HengFlowListing *listing = self->listing;
  const HengLedgerParty *from = heng_ledger_parties_find (listing->parties, unit->first);
  const HengLedgerParty *to = heng_ledger_parties_find (listing->parties, unit->second);
  HengFlowRow *row = NULL;

  if (amount_minor == 0 && (!listing->query->with_zeros || !unit->is_settled))
    return TRUE;
  if (from == NULL || to == NULL)
    {
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "line", NULL);
      return FALSE;
    }
  if (!heng_flow_listing_touches (listing, from, to))
    return TRUE;

  if (amount_minor < 0 || (amount_minor == 0 && is_turned (from, to)))
    {
      const HengLedgerParty *other = from;

      from = to;
      to = other;
    }
  for (guint i = self->n_before; i < listing->rows->len && row == NULL; i++)
    {
      HengFlowRow *known = g_ptr_array_index (listing->rows, i);

      if (known->year == year && strcmp (known->from, from->id) == 0 && strcmp (known->to, to->id) == 0)
        row = known;
    }
  if (row == NULL)
    row = heng_flow_listing_append (listing, agreement, from, to, year);
  return amount_minor < 0 ? heng_amount_subtract (row->amount_minor, amount_minor, &row->amount_minor, error)
                          : heng_amount_add (row->amount_minor, amount_minor, &row->amount_minor, error);
}

static gint
find_year (const Units    *self,
           const HengUnit *unit)
{
  if (unit->paid_year != 0)
    return unit->paid_year;
  return heng_flow_listing_year (self->listing, unit->has_period ? &unit->period : NULL, unit->date_max);
}

/* Payments that name no period clear what is open between the two, so such a pair is one unit. */
static gboolean
flush_open (Units   *self,
            GError **error)
{
  gboolean has_unassigned = FALSE;
  gint year = 0;
  gint64 sum = 0;

  for (guint i = 0; i < self->open->len; i++)
    {
      const HengUnit *unit = &g_array_index (self->open, HengUnit, i);

      has_unassigned = has_unassigned || (!unit->has_period && unit->paid_minor != 0);
      year = MAX (year, find_year (self, unit));
      if (!heng_amount_add (sum, unit->accrued_minor - unit->paid_minor, &sum, error))
        return FALSE;
    }
  for (guint i = 0; i < self->open->len; i++)
    {
      HengUnit *unit = &g_array_index (self->open, HengUnit, i);

      if (has_unassigned)
        {
          unit->is_settled = TRUE;
          return add_row (self, unit, self->open_agreement, year, sum, error);
        }
      if (!add_row (self, unit, self->open_agreement, find_year (self, unit), unit->accrued_minor - unit->paid_minor, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
begin_pair (Units           *self,
            const HengUnit  *unit,
            GError         **error)
{
  if (unit->first == self->first && unit->second == self->second)
    return TRUE;
  if (!flush_open (self, error))
    return FALSE;

  g_array_set_size (self->open, 0);
  self->n_before = self->listing->rows->len;
  self->first = unit->first;
  self->second = unit->second;
  return TRUE;
}

static gboolean
add_unit (const HengUnit  *unit,
          gpointer         data,
          GError         **error)
{
  Units *self = data;
  HengFlowListing *listing = self->listing;
  gint64 amount_minor = 0;

  if (!heng_flow_listing_takes (listing, unit->agreement, unit->commodity))
    return TRUE;
  /* Payments were picked by their dates. */
  if ((listing->query->measure != HENG_FLOW_PAID || unit->paid_minor == 0) &&
      !heng_flow_listing_covers (listing, unit->has_period ? &unit->period : NULL, unit->date_max))
    return TRUE;
  if (!begin_pair (self, unit, error))
    return FALSE;

  switch (listing->query->measure)
    {
    case HENG_FLOW_OUTSTANDING:
      if (self->open->len == 0)
        {
          g_free (self->open_agreement);
          self->open_agreement = g_strdup (unit->agreement);
        }
      g_array_append_val (self->open, *unit);
      return TRUE;
    case HENG_FLOW_OVERDUE:
      break; /* only zeros, which what is overdue is added to */
    case HENG_FLOW_PAID:
      amount_minor = unit->paid_minor;
      break;
    case HENG_FLOW_ACCRUED:
    default:
      amount_minor = unit->accrued_minor;
      break;
    }

  return add_row (self, unit, unit->agreement, find_year (self, unit), amount_minor, error);
}

static gboolean
list_units (HengFlowListing  *self,
            GError          **error)
{
  const HengFlowQuery *query = self->query;
  HengUnitPayments payments = { HENG_DAY_NONE, HENG_DAY_NONE, FALSE };
  Units units = { .listing = self, .open = g_array_new (FALSE, FALSE, sizeof (HengUnit)) };
  HengView view = { HENG_DAY_NONE, query->known };
  gboolean done;

  if (query->measure == HENG_FLOW_PAID)
    payments = (HengUnitPayments) { query->from_day, query->to_day, query->by_year };
  done = heng_book_foreach_unit (self->book, NULL, view, &payments, add_unit, &units, error) && flush_open (&units, error);
  g_array_unref (units.open);
  g_free (units.open_agreement);
  return done;
}

GPtrArray *
heng_book_list_flows (HengBook             *self,
                      const HengFlowQuery  *query,
                      GError              **error)
{
  gboolean overdue = query->measure == HENG_FLOW_OVERDUE;
  HengFlowListing listing = {
    .book = self, .query = query, .commodity = query->commodity != NULL ? query->commodity : self->currency,
  };
  GPtrArray *rows = NULL;

  /* Parties, mechanisms and lines are of one state: a line's party could else be one that was not there yet. */
  if (!heng_book_begin_reading (self, error))
    return NULL;
  listing.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_flow_row_free);
  if (heng_flow_listing_find_regions (&listing, error) && (listing.parties = heng_ledger_parties_new (self, NULL, error)) != NULL &&
      heng_flow_listing_read_agreements (&listing, error) && ((overdue && !query->with_zeros) || list_units (&listing, error)) &&
      (!overdue || heng_flow_listing_add_overdue (&listing, error)))
    rows = g_steal_pointer (&listing.rows);

  g_clear_pointer (&listing.rows, g_ptr_array_unref);
  g_clear_pointer (&listing.parties, g_array_unref);
  g_clear_pointer (&listing.agreements, g_hash_table_unref);
  g_clear_pointer (&listing.regions, g_hash_table_unref);
  heng_book_end_reading (self);
  return rows;
}

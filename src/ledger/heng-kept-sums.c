// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines added up by everything that sums are kept by. */
#include "heng-book-kept.h"

#include "heng-error.h"

#include <string.h>

/* Months of a region whose sums are found without a search: the decades between the first and the last that it has, if they are not more. */
#define DECADE 120
#define MONTHS_MAX (10 * DECADE)

/* The sum that was added to last: lines near one another are often of the same. */
typedef struct
{
  gint64 segment;
  gint64 other;
  gint64 commodity;
  guint  n; /* of a row, from 1; 0 where there is none yet */
} Recent;

/* A region, or a pool. */
typedef struct
{
  gint64   number;    /* see HengKeptRow.party */
  guint64  digest;
  Recent   block;
  gint64   commodity; /* that the months are of */
  gint64   first;     /* the first of the months */
  guint    n_months;
  guint32 *months;    /* (nullable): the number of each one's row, from 1; 0 where there is none yet */
} Place;

typedef struct
{
  Place      *place;
  guint64     digest; /* of all that is known of the party */
  const char *agreement;
  Recent      unit;   /* where it is the party with the smaller number */
} Party;

struct _HengKeptSums
{
  HengBook     *book;
  HengKeptRows *rows;        /* by month, block and unit; the others are sums of these */
  GHashTable   *places;      /* number → Place */
  GHashTable   *parties;     /* number → Party */
  GHashTable   *commodities; /* number → guint64 */
  GStringChunk *agreements;
  HengQuery    *find_party;
  HengQuery    *find_commodity;
  const Party  *from;        /* of the line that was added last */
  const Party  *to;
  gboolean      listed;
};

static void
place_free (gpointer data)
{
  g_free (((Place *) data)->months);
  g_free (data);
}

HengKeptSums *
heng_kept_sums_new (HengBook  *book,
                    GError   **error)
{
  g_autoptr (HengKeptSums) self = g_new0 (HengKeptSums, 1);

  self->book = book;
  self->rows = heng_kept_rows_new ();
  self->agreements = g_string_chunk_new (1024);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, place_free);
  self->parties = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->commodities = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  /* The tables themselves, since a view of the past hides parties, and rows that are kept are of parties that are there. */
  self->find_party = heng_query_prepare (book->database,
    "SELECT p.agreement, p.name, p.region, p.role, (SELECT min (q.id) FROM main.party q WHERE q.region = p.region) FROM main.party p "
    "WHERE p.id = ?1", error);
  if (self->find_party == NULL ||
      (self->find_commodity = heng_query_prepare (book->database, "SELECT name FROM main.commodity WHERE id = ?1", error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_kept_sums_free (HengKeptSums *self)
{
  if (self == NULL)
    return;

  heng_query_finish (self->find_party);
  heng_query_finish (self->find_commodity);
  heng_kept_rows_free (self->rows);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->parties);
  g_string_chunk_free (self->agreements);
  g_hash_table_unref (self->commodities);
  g_free (self);
}

/* ---- names ---- */

static void
set_damaged (const char  *what,
             GError     **error)
{
  if (error != NULL && *error == NULL)
    heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, what, NULL);
}

static Place *
find_place (HengKeptSums *self,
            gint64        number,
            guint64       digest)
{
  Place *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (number));

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      place->number = number;
      place->digest = digest;
      g_hash_table_insert (self->places, GSIZE_TO_POINTER (number), place);
    }
  return place;
}

static Party *
find_party (HengKeptSums  *self,
            gint64         number,
            GError       **error)
{
  Party *party = g_hash_table_lookup (self->parties, GSIZE_TO_POINTER (number));

  if (party != NULL)
    return party;

  heng_query_bind_int64_at (self->find_party, 1, number);
  if (heng_query_step (self->find_party, error))
    {
      const char *agreement = heng_query_get_name (self->find_party, 0), *name = heng_query_get_name (self->find_party, 1);
      const char *region = heng_query_get_name (self->find_party, 2);

      party = g_new0 (Party, 1);
      party->place = *region == '\0' ? find_place (self, number, heng_kept_mix_text (heng_kept_mix_text (1, agreement), name))
                                     : find_place (self, heng_query_get_int64 (self->find_party, 4), heng_kept_mix_text (2, region));
      party->digest = heng_kept_mix_text ((guint64) heng_query_get_int64 (self->find_party, 3), agreement);
      party->digest = heng_kept_mix_text (heng_kept_mix_text (party->digest, name), region);
      party->agreement = g_string_chunk_insert_const (self->agreements, agreement);
      g_hash_table_insert (self->parties, GSIZE_TO_POINTER (number), party);
    }
  else
    set_damaged ("party", error);
  heng_query_reset (self->find_party);
  return party;
}

static const guint64 *
find_commodity (HengKeptSums  *self,
                gint64         number,
                GError       **error)
{
  guint64 *digest = g_hash_table_lookup (self->commodities, GSIZE_TO_POINTER (number));

  if (digest != NULL)
    return digest;

  heng_query_bind_int64_at (self->find_commodity, 1, number);
  if (heng_query_step (self->find_commodity, error))
    {
      digest = g_new (guint64, 1);
      *digest = heng_kept_mix_text (3, heng_query_get_name (self->find_commodity, 0));
      g_hash_table_insert (self->commodities, GSIZE_TO_POINTER (number), digest);
    }
  else
    set_damaged ("commodity", error);
  heng_query_reset (self->find_commodity);
  return digest;
}

gboolean
heng_kept_sums_digest (HengKeptSums       *self,
                       const HengKeptRow  *row,
                       guint64            *digest,
                       GError            **error)
{
  gboolean of_two = row->axis == HENG_KEPT_PAIR || row->axis == HENG_KEPT_UNIT;
  const Party *party = find_party (self, row->party, error);
  const Party *other = party != NULL && of_two ? find_party (self, row->other, error) : party;
  const guint64 *commodity = other != NULL ? find_commodity (self, row->commodity, error) : NULL;
  guint64 value;

  if (commodity == NULL)
    return FALSE;

  value = heng_kept_mix ((guint64) row->axis);
  value = heng_kept_mix (value ^ (guint64) row->segment);
  value = heng_kept_mix (value ^ (of_two ? party->digest : party->place->digest));
  value = heng_kept_mix (value ^ (of_two ? other->digest : 0));
  value = heng_kept_mix (value ^ *commodity);
  value = heng_kept_mix (value ^ (guint64) row->accrued_minor);
  value = heng_kept_mix (value ^ (guint64) row->paid_minor);
  *digest = heng_kept_mix (value ^ (guint64) row->accrued_day << 32 ^ (guint64) row->paid_day);
  return TRUE;
}

/* ---- adding ---- */

static HengKeptRow *
find_row (HengKeptSums *self,
          Recent       *recent,
          gint64        axis,
          gint64        segment,
          gint64        party,
          gint64        other,
          gint64        commodity)
{
  if (recent->n == 0 || recent->segment != segment || recent->other != other || recent->commodity != commodity)
    {
      HengKeptRow name = { .axis = axis, .segment = segment, .party = party, .other = other, .commodity = commodity };

      *recent = (Recent) { segment, other, commodity, heng_kept_rows_find (self->rows, &name) + 1 };
    }
  return heng_kept_rows_get (self->rows, recent->n - 1);
}

/* Makes room for the decade of @month. */
static gboolean
widen_months (Place  *place,
              gint64  month)
{
  gint64 first = month / DECADE * DECADE, end = first + DECADE;
  guint32 *months;

  if (place->months != NULL)
    {
      first = MIN (first, place->first);
      end = MAX (end, place->first + place->n_months);
    }
  if (end - first > MONTHS_MAX)
    return FALSE;

  months = g_new0 (guint32, end - first);
  if (place->months != NULL)
    memcpy (months + (place->first - first), place->months, place->n_months * sizeof *months);
  g_free (place->months);
  place->months = months;
  place->first = first;
  place->n_months = (guint) (end - first);
  return TRUE;
}

static HengKeptRow *
find_month_row (HengKeptSums *self,
                Place        *place,
                gint64        month,
                gint64        commodity)
{
  HengKeptRow name = { .axis = HENG_KEPT_MONTH, .segment = month, .party = place->number, .commodity = commodity };
  guint32 *n;

  if (place->months == NULL)
    place->commodity = commodity;
  if (place->commodity != commodity ||
      ((place->months == NULL || month < place->first || month >= place->first + place->n_months) && !widen_months (place, month)))
    return heng_kept_rows_get (self->rows, heng_kept_rows_find (self->rows, &name));

  n = &place->months[month - place->first];
  if (*n == 0)
    *n = heng_kept_rows_find (self->rows, &name) + 1;
  return heng_kept_rows_get (self->rows, *n - 1);
}

static gboolean
add_figure (HengKeptRow   *row,
            HengLineKind   kind,
            gint64         amount_minor,
            GError       **error)
{
  gint64 *sum = kind == HENG_LINE_ACCRUAL ? &row->accrued_minor : &row->paid_minor;

  return heng_amount_add (*sum, amount_minor, sum, error);
}

static gboolean
add_place (HengKeptSums        *self,
           Place               *place,
           const HengKeptLine  *line,
           gint64               month,
           gint64               block,
           gint64               amount_minor,
           GError             **error)
{
  return add_figure (find_month_row (self, place, month, line->commodity), line->kind, amount_minor, error) &&
         add_figure (find_row (self, &place->block, HENG_KEPT_BLOCK, block, place->number, 0, line->commodity), line->kind, amount_minor,
                     error);
}

static gboolean
add_unit (HengKeptSums        *self,
          Party               *smaller,
          const HengKeptLine  *line,
          GError             **error)
{
  HengKeptRow *row = find_row (self, &smaller->unit, HENG_KEPT_UNIT, line->period_code, MIN (line->payer, line->receiver),
                               MAX (line->payer, line->receiver), line->commodity);
  gint64 *day = line->kind == HENG_LINE_ACCRUAL ? &row->accrued_day : &row->paid_day;

  *day = MAX (*day, line->date);
  return add_figure (row, line->kind, line->payer < line->receiver ? line->amount_minor : -line->amount_minor, error);
}

gboolean
heng_kept_sums_add (HengKeptSums        *self,
                    const HengKeptLine  *line,
                    GError             **error)
{
  Party *from = find_party (self, line->payer, error), *to = from != NULL ? find_party (self, line->receiver, error) : NULL;
  gint64 month = heng_day_is_valid (line->date) ? heng_day_get_month (line->date) : 0;
  gint64 block = (line->entry - 1) / HENG_KEPT_BLOCK_ENTRIES;

  if (to != NULL && month == 0)
    set_damaged ("date", error);
  if (to == NULL || month == 0)
    return FALSE;

  self->from = from;
  self->to = to;
  return add_place (self, from->place, line, month, block, -line->amount_minor, error) &&
         add_place (self, to->place, line, month, block, line->amount_minor, error) &&
         add_unit (self, line->payer < line->receiver ? from : to, line, error);
}

gboolean
heng_kept_sums_is_of (HengKeptSums *self,
                      const char   *agreement)
{
  /* The same text is held once. */
  return self->from != NULL && self->from->agreement == self->to->agreement && strcmp (self->from->agreement, agreement) == 0;
}

GPtrArray *
heng_kept_sums_list (HengKeptSums  *self,
                     GError       **error)
{
  guint n = heng_kept_rows_get_n (self->rows);

  g_return_val_if_fail (!self->listed, NULL);

  self->listed = TRUE;
  for (guint i = 0; i < n; i++)
    {
      HengKeptRow row = *heng_kept_rows_get (self->rows, i);

      if (row.axis != HENG_KEPT_MONTH && row.axis != HENG_KEPT_UNIT)
        continue;
      row.axis = row.axis == HENG_KEPT_MONTH ? HENG_KEPT_ALL : HENG_KEPT_PAIR;
      row.segment = 0;
      if (!heng_kept_rows_add (self->rows, &row, error))
        return NULL;
    }

  return heng_kept_rows_list (self->rows);
}

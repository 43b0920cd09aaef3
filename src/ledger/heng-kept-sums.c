// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines added up by everything that sums are kept by. */
#include "heng-book-kept.h"

#include "heng-error.h"
#include "heng-kept-adding.h"

#include <string.h>

struct _HengKeptSums
{
  HengBook     *book;
  HengKeptAdding *adding;
  GHashTable   *places;      /* number → HengKeptPlace */
  GHashTable   *parties;     /* number → HengKeptParty */
  GPtrArray    *in_a_row;    /* (nullable) (element-type nullable HengKeptParty): the same by their numbers, once all are read */
  GHashTable   *commodities; /* number → guint64 */
  GStringChunk *agreements;
  HengQuery    *find_party;
  HengQuery    *find_commodity;
  const HengKeptParty *from; /* of the line that was added last */
  const HengKeptParty *to;
  gboolean      listed;
};

HengKeptSums *
heng_kept_sums_new (HengBook  *book,
                    GError   **error)
{
  g_autoptr (HengKeptSums) self = g_new0 (HengKeptSums, 1);

  self->book = book;
  self->adding = heng_kept_adding_new ();
  self->agreements = g_string_chunk_new (1024);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) heng_kept_place_free);
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
  heng_kept_adding_free (self->adding);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->parties);
  g_clear_pointer (&self->in_a_row, g_ptr_array_unref);
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

static HengKeptPlace *
find_place (HengKeptSums *self,
            gint64        number,
            guint64       digest)
{
  HengKeptPlace *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (number));

  if (place == NULL)
    {
      place = g_new0 (HengKeptPlace, 1);
      place->number = number;
      place->digest = digest;
      g_hash_table_insert (self->places, GSIZE_TO_POINTER (number), place);
    }
  return place;
}

/* @place: see HengKeptRow.party */
static HengKeptParty *
make_party (HengKeptSums  *self,
            HengQuery     *query,
            gint64         number,
            gint64         place)
{
  const char *agreement = heng_query_get_name (query, 0), *name = heng_query_get_name (query, 1), *region = heng_query_get_name (query, 2);
  HengKeptParty *party = g_new0 (HengKeptParty, 1);

  party->is_pool = *region == '\0';
  party->place = party->is_pool ? find_place (self, number, heng_kept_mix_text (heng_kept_mix_text (1, agreement), name))
                                : find_place (self, place, heng_kept_mix_text (2, region));
  party->digest = heng_kept_mix_text ((guint64) heng_query_get_int64 (query, 3), agreement);
  party->digest = heng_kept_mix_text (heng_kept_mix_text (party->digest, name), region);
  party->agreement = g_string_chunk_insert_const (self->agreements, agreement);
  g_hash_table_insert (self->parties, GSIZE_TO_POINTER (number), party);
  return party;
}

static HengKeptParty *
find_party (HengKeptSums  *self,
            gint64         number,
            GError       **error)
{
  HengKeptParty *party = self->in_a_row != NULL && number >= 0 && number < self->in_a_row->len ? g_ptr_array_index (self->in_a_row, number)
                         : g_hash_table_lookup (self->parties, GSIZE_TO_POINTER (number));

  if (party != NULL)
    return party;

  heng_query_bind_int64_at (self->find_party, 1, number);
  if (heng_query_step (self->find_party, error))
    party = make_party (self, self->find_party, number, heng_query_get_int64 (self->find_party, 4));
  else
    set_damaged ("party", error);
  heng_query_reset (self->find_party);
  return party;
}

gboolean
heng_kept_sums_read_parties (HengKeptSums  *self,
                             GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT agreement, name, region, role, id FROM main.party ORDER BY id", error);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (query == NULL)
    return FALSE;
  if (self->in_a_row == NULL)
    self->in_a_row = g_ptr_array_new ();
  while (heng_query_next (query))
    {
      gint64 number = heng_query_get_int64 (query, 4);
      HengKeptParty *party = g_hash_table_lookup (self->parties, GSIZE_TO_POINTER (number));
      const char *region = heng_query_get_name (query, 2);
      gpointer place = g_hash_table_lookup (places, region);

      if (place == NULL)
        {
          place = GSIZE_TO_POINTER (number);
          g_hash_table_insert (places, g_strdup (region), place);
        }
      if (party == NULL)
        party = make_party (self, query, number, (gint64) GPOINTER_TO_SIZE (place));
      /* Numbers have no gaps but in a damaged file. */
      if (number == MAX (self->in_a_row->len, 1))
        {
          g_ptr_array_set_size (self->in_a_row, (gint) number + 1);
          g_ptr_array_index (self->in_a_row, number) = party;
        }
    }
  return heng_query_done (query, error);
}

gboolean
heng_kept_sums_find_place (HengKeptSums  *self,
                           gint64         number,
                           gint64        *place,
                           GError       **error)
{
  const HengKeptParty *party = find_party (self, number, error);

  if (party == NULL)
    return FALSE;

  *place = party->place->number;
  return TRUE;
}

gboolean
heng_kept_sums_find_agreement (HengKeptSums  *self,
                               gint64         number,
                               const char   **agreement,
                               gboolean      *is_pool,
                               GError       **error)
{
  const HengKeptParty *party = find_party (self, number, error);

  if (party == NULL)
    return FALSE;

  *agreement = party->agreement;
  *is_pool = party->is_pool;
  return TRUE;
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
  const HengKeptParty *party = find_party (self, row->party, error);
  const HengKeptParty *other = party != NULL && of_two ? find_party (self, row->other, error) : party;
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

gboolean
heng_kept_sums_add (HengKeptSums        *self,
                    const HengKeptLine  *line,
                    GError             **error)
{
  HengKeptParty *from = find_party (self, line->payer, error), *to = from != NULL ? find_party (self, line->receiver, error) : NULL;

  if (to == NULL)
    return FALSE;
  if (!heng_day_is_valid (line->date))
    {
      set_damaged ("date", error);
      return FALSE;
    }

  self->from = from;
  self->to = to;
  heng_kept_adding_add (self->adding, from, to, line);
  return TRUE;
}

gboolean
heng_kept_sums_finish (HengKeptSums  *self,
                       GError       **error)
{
  return heng_kept_adding_finish (self->adding, error);
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
  HengKeptRows *rows = heng_kept_adding_get_rows (self->adding);
  guint n;

  g_return_val_if_fail (!self->listed, NULL);

  self->listed = TRUE;
  if (!heng_kept_sums_finish (self, error))
    return NULL;
  n = heng_kept_rows_get_n (rows);
  for (guint i = 0; i < n; i++)
    {
      HengKeptRow row = *heng_kept_rows_get (rows, i);

      if (row.axis != HENG_KEPT_MONTH && row.axis != HENG_KEPT_UNIT)
        continue;
      row.axis = row.axis == HENG_KEPT_MONTH ? HENG_KEPT_ALL : HENG_KEPT_PAIR;
      row.segment = 0;
      if (!heng_kept_rows_add (rows, &row, error))
        return NULL;
    }

  return heng_kept_rows_list (rows);
}

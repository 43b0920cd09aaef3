// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines added up by everything that sums are kept by. */
#include "heng-book-kept.h"

#include "heng-error.h"

#include <string.h>

/* How many lines are read between two looks at whether the work shall end. */
#define LINES_BETWEEN 8192

typedef struct
{
  gint64  place;        /* see HengKeptRow.party */
  guint64 digest;       /* of all that is known of the party */
  guint64 place_digest; /* of its region, or the pool */
  const char *agreement;
  gboolean is_pool;
} Party;

struct _HengKeptSums
{
  HengBook   *book;
  GHashTable *rows;        /* HengKeptRow as a set: by month, block and unit; the others are sums of these */
  GHashTable *parties;     /* number → Party */
  GHashTable *commodities; /* number → guint64 */
  GStringChunk *agreements;
  HengQuery  *find_party;
  HengQuery  *find_commodity;
  gboolean    listed;
};

gint64
heng_kept_period_code (gboolean   has_period,
                       HengPeriod period)
{
  return has_period ? ((gint64) period.kind + 1) << 32 | (gint64) (guint32) period.index : 0;
}

gboolean
heng_kept_period_decode (gint64      code,
                         HengPeriod *period)
{
  *period = (HengPeriod) { (HengPeriodKind) ((code >> 32) - (code != 0)), (gint32) (code & 0xffffffff) };
  return code != 0;
}

guint64
heng_kept_mix (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

guint64
heng_kept_mix_text (guint64     before,
                    const char *text)
{
  guint64 value = before;

  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    value = (value ^ *at) * G_GUINT64_CONSTANT (0x100000001b3);
  return heng_kept_mix (value);
}

/* ---- sums as a set ---- */

static guint
row_hash (gconstpointer key)
{
  const HengKeptRow *row = key;
  guint64 value = (guint64) row->segment * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ (guint64) row->party * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) ^
                  (guint64) row->other * G_GUINT64_CONSTANT (0x94d049bb133111eb) ^ (guint64) (row->axis << 8) ^ (guint64) row->commodity;

  return (guint) (value ^ (value >> 32));
}

int
heng_kept_row_compare (const HengKeptRow *a,
                       const HengKeptRow *b)
{
  const gint64 first[] = { a->axis, a->segment, a->party, a->other, a->commodity };
  const gint64 second[] = { b->axis, b->segment, b->party, b->other, b->commodity };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (first[i] != second[i])
      return first[i] < second[i] ? -1 : 1;
  return 0;
}

static gboolean
row_equal (gconstpointer a,
           gconstpointer b)
{
  const HengKeptRow *first = a, *second = b;

  return first->segment == second->segment && first->party == second->party && first->other == second->other &&
         first->axis == second->axis && first->commodity == second->commodity;
}

static int
row_compare_pointers (gconstpointer a,
                      gconstpointer b)
{
  return heng_kept_row_compare (*(HengKeptRow *const *) a, *(HengKeptRow *const *) b);
}

static void
row_free (gpointer data)
{
  g_slice_free (HengKeptRow, data);
}

GHashTable *
heng_kept_rows_new (void)
{
  return g_hash_table_new_full (row_hash, row_equal, row_free, NULL);
}

HengKeptSums *
heng_kept_sums_new (HengBook  *book,
                    GError   **error)
{
  g_autoptr (HengKeptSums) self = g_new0 (HengKeptSums, 1);

  self->book = book;
  self->rows = heng_kept_rows_new ();
  self->agreements = g_string_chunk_new (1024);
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
  g_hash_table_unref (self->rows);
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

/* @place: see HengKeptRow.party */
static const Party *
make_party (HengKeptSums  *self,
            HengQuery     *query,
            gint64         number,
            gint64         place)
{
  const char *agreement = heng_query_get_name (query, 0), *name = heng_query_get_name (query, 1), *region = heng_query_get_name (query, 2);
  Party *party = g_new (Party, 1);

  party->is_pool = *region == '\0';
  party->place = party->is_pool ? number : place;
  party->place_digest = party->is_pool ? heng_kept_mix_text (heng_kept_mix_text (1, agreement), name) : heng_kept_mix_text (2, region);
  party->digest = heng_kept_mix_text ((guint64) heng_query_get_int64 (query, 3), agreement);
  party->digest = heng_kept_mix_text (heng_kept_mix_text (party->digest, name), region);
  party->agreement = g_string_chunk_insert_const (self->agreements, agreement);
  g_hash_table_insert (self->parties, GSIZE_TO_POINTER (number), party);
  return party;
}

static const Party *
find_party (HengKeptSums  *self,
            gint64         number,
            GError       **error)
{
  const Party *party = g_hash_table_lookup (self->parties, GSIZE_TO_POINTER (number));

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
  while (heng_query_next (query))
    {
      gint64 number = heng_query_get_int64 (query, 4);
      const char *region = heng_query_get_name (query, 2);
      gpointer place = g_hash_table_lookup (places, region);

      if (place == NULL)
        {
          place = GSIZE_TO_POINTER (number);
          g_hash_table_insert (places, g_strdup (region), place);
        }
      if (!g_hash_table_contains (self->parties, GSIZE_TO_POINTER (number)))
        make_party (self, query, number, (gint64) GPOINTER_TO_SIZE (place));
    }
  return heng_query_done (query, error);
}

gboolean
heng_kept_sums_find_place (HengKeptSums  *self,
                           gint64         number,
                           gint64        *place,
                           GError       **error)
{
  const Party *party = find_party (self, number, error);

  if (party == NULL)
    return FALSE;

  *place = party->place;
  return TRUE;
}

gboolean
heng_kept_sums_find_agreement (HengKeptSums  *self,
                               gint64         number,
                               const char   **agreement,
                               gboolean      *is_pool,
                               GError       **error)
{
  const Party *party = find_party (self, number, error);

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
  const Party *party = find_party (self, row->party, error);
  const Party *other = party != NULL && of_two ? find_party (self, row->other, error) : party;
  const guint64 *commodity = other != NULL ? find_commodity (self, row->commodity, error) : NULL;
  guint64 value;

  if (commodity == NULL)
    return FALSE;

  value = heng_kept_mix ((guint64) row->axis);
  value = heng_kept_mix (value ^ (guint64) row->segment);
  value = heng_kept_mix (value ^ (of_two ? party->digest : party->place_digest));
  value = heng_kept_mix (value ^ (of_two ? other->digest : 0));
  value = heng_kept_mix (value ^ *commodity);
  value = heng_kept_mix (value ^ (guint64) row->accrued_minor);
  value = heng_kept_mix (value ^ (guint64) row->paid_minor);
  *digest = heng_kept_mix (value ^ (guint64) row->accrued_day << 32 ^ (guint64) row->paid_day);
  return TRUE;
}

/* ---- adding ---- */

gboolean
heng_kept_rows_add (GHashTable         *rows,
                    const HengKeptRow  *added,
                    GError            **error)
{
  HengKeptRow *row = g_hash_table_lookup (rows, added);

  if (row == NULL)
    {
      g_hash_table_add (rows, g_slice_dup (HengKeptRow, added));
      return TRUE;
    }

  row->accrued_day = MAX (row->accrued_day, added->accrued_day);
  row->paid_day = MAX (row->paid_day, added->paid_day);
  return heng_amount_add (row->accrued_minor, added->accrued_minor, &row->accrued_minor, error) &&
         heng_amount_add (row->paid_minor, added->paid_minor, &row->paid_minor, error);
}

static gboolean
add_place (HengKeptSums  *self,
           gint64         axis,
           gint64         segment,
           gint64         place,
           HengLineKind   kind,
           gint64         commodity,
           gint64         amount_minor,
           GError       **error)
{
  HengKeptRow row = { .axis = axis, .segment = segment, .party = place, .commodity = commodity };

  *(kind == HENG_LINE_ACCRUAL ? &row.accrued_minor : &row.paid_minor) = amount_minor;
  return heng_kept_rows_add (self->rows, &row, error);
}

gboolean
heng_kept_sums_add (HengKeptSums  *self,
                    gint64         entry,
                    HengDay        date,
                    gint64         period_code,
                    HengLineKind   kind,
                    gint64         payer,
                    gint64         receiver,
                    gint64         commodity,
                    gint64         amount_minor,
                    GError       **error)
{
  const Party *from = find_party (self, payer, error), *to = from != NULL ? find_party (self, receiver, error) : NULL;
  HengKeptRow unit = { .axis = HENG_KEPT_UNIT, .segment = period_code, .party = MIN (payer, receiver), .other = MAX (payer, receiver),
                       .commodity = commodity };
  gint64 month = heng_day_is_valid (date) ? heng_day_get_month (date) : 0, block = (entry - 1) / HENG_KEPT_BLOCK_ENTRIES;

  if (to != NULL && month == 0)
    set_damaged ("date", error);
  if (to == NULL || month == 0)
    return FALSE;

  *(kind == HENG_LINE_ACCRUAL ? &unit.accrued_minor : &unit.paid_minor) = payer < receiver ? amount_minor : -amount_minor;
  *(kind == HENG_LINE_ACCRUAL ? &unit.accrued_day : &unit.paid_day) = date;
  return add_place (self, HENG_KEPT_MONTH, month, from->place, kind, commodity, -amount_minor, error) &&
         add_place (self, HENG_KEPT_MONTH, month, to->place, kind, commodity, amount_minor, error) &&
         add_place (self, HENG_KEPT_BLOCK, block, from->place, kind, commodity, -amount_minor, error) &&
         add_place (self, HENG_KEPT_BLOCK, block, to->place, kind, commodity, amount_minor, error) &&
         heng_kept_rows_add (self->rows, &unit, error);
}

gboolean
heng_kept_sums_are_of (HengKeptSums *self,
                       const char   *agreement,
                       gint64        payer,
                       gint64        receiver)
{
  const Party *from = g_hash_table_lookup (self->parties, GSIZE_TO_POINTER (payer));
  const Party *to = g_hash_table_lookup (self->parties, GSIZE_TO_POINTER (receiver));

  return from != NULL && to != NULL && strcmp (from->agreement, agreement) == 0 && strcmp (to->agreement, agreement) == 0;
}

gboolean
heng_kept_sums_read (HengKeptSums  *self,
                     gint64         first,
                     gint64         end,
                     GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT e.id, e.date, e.period_kind, e.period_index, l.kind, l.payer, l.receiver, l.commodity, l.amount "
    "FROM entry e JOIN line l ON l.entry = e.id WHERE e.id >= ?1 AND e.id < ?2", error);
  g_autoptr (GError) local_error = NULL;
  gint64 last;

  if (query == NULL || !heng_database_get_int64 (self->book->database, "SELECT coalesce (max (id), 0) FROM main.entry", 0, &last, error))
    return FALSE;
  heng_query_bind_int64_at (query, 1, first);
  heng_query_bind_int64_at (query, 2, end);
  last = MIN (last, end - 1);
  for (gint64 n_lines = 1; heng_query_step (query, &local_error); n_lines++)
    {
      HengPeriod period = { (HengPeriodKind) heng_query_get_int64 (query, 2), (gint32) heng_query_get_int64 (query, 3) };
      gint64 code = heng_kept_period_code (!heng_query_is_null (query, 2), period);

      if (!heng_kept_sums_add (self, heng_query_get_int64 (query, 0), (HengDay) heng_query_get_int64 (query, 1), code,
                               (HengLineKind) heng_query_get_int64 (query, 4), heng_query_get_int64 (query, 5),
                               heng_query_get_int64 (query, 6), heng_query_get_int64 (query, 7), heng_query_get_int64 (query, 8),
                               &local_error) ||
          (n_lines % LINES_BETWEEN == 0 &&
           !heng_book_report_progress (self->book, (guint64) (heng_query_get_int64 (query, 0) - first), (guint64) (last - first + 1), &local_error)))
        break;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static GPtrArray *
get_rows (HengKeptSums *self)
{
  GPtrArray *rows = g_ptr_array_sized_new (g_hash_table_size (self->rows));
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_ptr_array_add (rows, row);
  return rows;
}

GPtrArray *
heng_kept_sums_list (HengKeptSums  *self,
                     GError       **error)
{
  g_autoptr (GPtrArray) rows = get_rows (self);

  g_return_val_if_fail (!self->listed, NULL);

  self->listed = TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      HengKeptRow row = *(const HengKeptRow *) g_ptr_array_index (rows, i);

      if (row.axis != HENG_KEPT_MONTH && row.axis != HENG_KEPT_UNIT)
        continue;
      row.axis = row.axis == HENG_KEPT_MONTH ? HENG_KEPT_ALL : HENG_KEPT_PAIR;
      row.segment = 0;
      if (!heng_kept_rows_add (self->rows, &row, error))
        return NULL;
    }

  g_ptr_array_unref (g_steal_pointer (&rows));
  rows = get_rows (self);
  g_ptr_array_sort (rows, row_compare_pointers);
  return g_steal_pointer (&rows);
}

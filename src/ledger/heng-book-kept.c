// SPDX-License-Identifier: GPL-3.0-or-later
/* Kept sums in the file.
 *
 * `kept_digest` has for each segment of an axis how many sums it has and what their digests add up to; `kept_state` the same of
 * `kept_digest`, and up to which entry all of it goes. Adding up lets a writer who changes few sums take the old digest away and put the
 * new one in, and lets a reader of one segment check it without the others. */
#include "heng-book-kept-private.h"

#include "heng-error.h"

gboolean
heng_kept_set_wrong (HengBook    *self,
           const char  *what,
           GError     **error)
{
  self->kept_wrong = TRUE;
  heng_error_set (error, HENG_ERROR_BOOK_KEPT, what, NULL);
  heng_error_place (error, heng_book_get_path (self), 0, 0);
  return FALSE;
}

gboolean
heng_book_kept_serves_past (HengBook *self)
{
  const char *off = g_getenv ("HENGPING_NO_KEPT");

  return self->version >= HENG_BOOK_KEPT_VERSION && (off == NULL || *off == '\0');
}

gboolean
heng_book_kept_serves (HengBook *self)
{
  return self->then_known == 0 && heng_book_kept_serves_past (self);
}

/* ---- digests ---- */

/* What a segment adds to the digest of the whole. */
guint64
heng_kept_mix_segment (gint64  axis,
             gint64  segment,
             gint64  n_rows,
             guint64 digest)
{
  return heng_kept_mix (heng_kept_mix (heng_kept_mix ((guint64) axis ^ (guint64) segment << 8) ^ (guint64) n_rows) ^ digest);
}

guint64
heng_kept_mix_entries (gint64 n_entries)
{
  return heng_kept_mix (~(guint64) n_entries);
}

/* A unit's segment is its period, of which there are too many to check one by one. */
gint64
heng_kept_row_get_segment (const HengKeptRow *row)
{
  return row->axis == HENG_KEPT_UNIT ? 0 : row->segment;
}

gboolean
heng_kept_read_state (HengBook  *self,
            gint64    *n_entries,
            guint64   *digest,
            GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT entries, digest FROM main.kept_state WHERE id = 1", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  if (heng_query_step (query, &local_error))
    {
      *n_entries = heng_query_get_int64 (query, 0);
      *digest = (guint64) heng_query_get_int64 (query, 1);
      return TRUE;
    }
  if (local_error == NULL)
    return heng_kept_set_wrong (self, "kept_state", error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* That the digests of segments are those that were written, and go up to the last entry. */
static gboolean
check_state (HengBook  *self,
             GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT axis, segment, n_rows, digest FROM main.kept_digest", error);
  g_autoptr (GError) local_error = NULL;
  gint64 n_entries, last;
  guint64 expected, found;

  if (query == NULL || !heng_kept_read_state (self, &n_entries, &expected, error) ||
      (!self->lacks_entries &&
       !heng_database_get_int64 (self->database, "SELECT coalesce (max (id), 0) FROM main.entry", 0, &last, error)))
    return FALSE;

  found = heng_kept_mix_entries (n_entries);
  while (heng_query_step (query, &local_error))
    found += heng_kept_mix_segment (heng_query_get_int64 (query, 0), heng_query_get_int64 (query, 1), heng_query_get_int64 (query, 2),
                          (guint64) heng_query_get_int64 (query, 3));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return (found == expected && (self->lacks_entries || n_entries == last)) || heng_kept_set_wrong (self, "kept_state", error);
}

void
heng_kept_row_read (HengQuery   *query,
         HengKeptRow *row)
{
  *row = (HengKeptRow) {
    .axis = heng_query_get_int64 (query, 0), .segment = heng_query_get_int64 (query, 1), .party = heng_query_get_int64 (query, 2),
    .other = heng_query_get_int64 (query, 3), .commodity = heng_query_get_int64 (query, 4), .accrued_minor = heng_query_get_int64 (query, 5),
    .paid_minor = heng_query_get_int64 (query, 6), .accrued_day = heng_query_get_int64 (query, 7), .paid_day = heng_query_get_int64 (query, 8),
  };
}

/* ---- reading ---- */

typedef struct
{
  HengBook     *book;
  HengKeptSums *sums;
  HengQuery    *digests; /* of the segments, in their order */
  gboolean      more;    /* it stands at one */
  HengQuery    *rows; /* along their key, so that those of a segment come together; should they ever not, its digest is wrong */
  gint64        segment;
  gint64        n_rows;
  guint64       digest;
  HengKeptFunc  func;
  gpointer      data;
  GError       *error; /* (nullable): the first, after which nothing is done any more */
} Reading;

static void
reading_clear (Reading *self)
{
  heng_kept_sums_free (self->sums);
  heng_query_finish (self->digests);
  heng_query_finish (self->rows);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
reading_prepare (Reading       *self,
                 HengKeptAxis   axis,
                 gint64         from,
                 gint64         to,
                 GError       **error)
{
  HengDatabase *database = self->book->database;
  g_autoptr (GError) local_error = NULL;

  if ((self->sums = heng_kept_sums_new (self->book, error)) == NULL ||
      ((axis == HENG_KEPT_PAIR || axis == HENG_KEPT_UNIT) && !heng_kept_sums_read_parties (self->sums, error)) ||
      (self->digests = heng_query_prepare (database, "SELECT segment, n_rows, digest FROM main.kept_digest "
                                           "WHERE axis = ?1 AND segment >= ?2 AND segment <= ?3 ORDER BY segment", error)) == NULL ||
      (self->rows = heng_query_prepare (database, "SELECT heng_take (" HENG_KEPT_COLUMNS ") FROM main.kept WHERE axis = ?1 AND segment >= ?2 "
                                        "AND segment <= ?3", error)) == NULL)
    return FALSE;

  for (int i = 0; i < 2; i++)
    {
      HengQuery *query = i == 0 ? self->digests : self->rows;
      gboolean whole = i == 0 && axis == HENG_KEPT_UNIT;

      heng_query_bind_int64_at (query, 1, (gint64) axis);
      heng_query_bind_int64_at (query, 2, whole ? 0 : from);
      heng_query_bind_int64_at (query, 3, whole ? 0 : to);
    }
  self->more = heng_query_step (self->digests, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether what was read since the last call is the segment that the next digest is of. */
static gboolean
check_segment (Reading  *self,
               GError  **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->n_rows == 0)
    return TRUE;
  if (!self->more || heng_query_get_int64 (self->digests, 0) != self->segment ||
      heng_query_get_int64 (self->digests, 1) != self->n_rows || (guint64) heng_query_get_int64 (self->digests, 2) != self->digest)
    return heng_kept_set_wrong (self->book, "kept", error);

  self->n_rows = 0;
  self->digest = 0;
  self->more = heng_query_step (self->digests, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_row (Reading            *self,
          const HengKeptRow  *row,
          GError            **error)
{
  guint64 digest;

  if (heng_kept_row_get_segment (row) != self->segment)
    {
      if (!check_segment (self, error))
        return FALSE;
      self->segment = heng_kept_row_get_segment (row);
    }
  if (!heng_kept_sums_digest (self->sums, row, &digest, error))
    {
      /* A sum of somebody who is not there. */
      if (heng_error_is (*error, HENG_ERROR_BOOK_DAMAGED))
        {
          g_clear_error (error);
          heng_kept_set_wrong (self->book, "kept", error);
        }
      return FALSE;
    }

  self->n_rows++;
  self->digest += digest;
  return self->func (row, self->data, error);
}

static void
take_row_cb (const HengRow *values,
             gpointer       data)
{
  Reading *self = data;
  HengKeptRow row;
  gint64 *fields = &row.axis;

  if (self->error != NULL)
    return;
  G_STATIC_ASSERT (sizeof row == 9 * sizeof *fields);
  for (int i = 0; i < 9; i++)
    fields[i] = heng_row_get_int64 (values, i);
  take_row (self, &row, &self->error);
}

gboolean
heng_book_kept_foreach (HengBook      *self,
                        HengKeptAxis   axis,
                        gint64         from,
                        gint64         to,
                        HengKeptFunc   func,
                        gpointer       data,
                        GError       **error)
{
  g_auto (Reading) reading = { .book = self, .func = func, .data = data };

  if (!check_state (self, error) || !reading_prepare (&reading, axis, from, to, error) ||
      !heng_query_each (reading.rows, take_row_cb, &reading, error))
    return FALSE;
  if (reading.error == NULL && check_segment (&reading, &reading.error) && reading.more)
    heng_kept_set_wrong (self, "kept", &reading.error);
  if (reading.error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reading.error));
  return FALSE;
}

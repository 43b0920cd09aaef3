// SPDX-License-Identifier: GPL-3.0-or-later
/* What is kept grows with the entries. */
#include "heng-book-kept-private.h"

#include "heng-book-verify.h"
#include "heng-error.h"

/* Where at least every so-manieth sum of a segment grows, all of it is read; else each of those that grow is looked up. */
#define READ_ALL_FROM 8

typedef struct
{
  HengBook     *book;
  HengKeptSums *sums;
  HengQuery    *find;
  HengQuery    *find_all;
  GArray       *rows; /* (element-type HengKeptRow): as they are to stand */
  HengQuery    *find_digest;
  HengQuery    *put_digest;
  guint64       total; /* of kept_state */

  /* The segment that is written to. */
  gint64        axis;
  gint64        segment;
  gint64        n_rows;
  guint64       digest;
  GArray       *kept;   /* (element-type HengKeptRow): what was kept of it, in the order of names, where it is read as a whole */
} Writing;

static gboolean
writing_prepare (Writing  *self,
                 GError  **error)
{
  HengDatabase *database = self->book->database;

  self->rows = g_array_new (FALSE, FALSE, sizeof (HengKeptRow));
  self->kept = g_array_new (FALSE, FALSE, sizeof (HengKeptRow));
  return (self->find = heng_query_prepare (database, "SELECT " HENG_KEPT_COLUMNS " FROM kept WHERE axis = ?1 AND segment = ?2 AND party = ?3 "
                                                     "AND other = ?4 AND commodity = ?5", error)) != NULL &&
         (self->find_all = heng_query_prepare (database, "SELECT heng_take (" HENG_KEPT_COLUMNS ") FROM kept WHERE axis = ?1 AND segment >= ?2 "
                                                         "AND segment <= ?3", error)) != NULL &&
         (self->find_digest = heng_query_prepare (database, "SELECT n_rows, digest FROM kept_digest WHERE axis = ?1 AND segment = ?2",
                                                  error)) != NULL &&
         (self->put_digest = heng_query_prepare (database, "INSERT OR REPLACE INTO kept_digest (axis, segment, n_rows, digest) "
                                                           "VALUES (?1, ?2, ?3, ?4)", error)) != NULL;
}

static void
writing_clear (Writing *self)
{
  heng_query_finish (self->find);
  heng_query_finish (self->find_all);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->kept, g_array_unref);
  heng_query_finish (self->find_digest);
  heng_query_finish (self->put_digest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static gboolean
begin_segment (Writing            *self,
               const HengKeptRow  *row,
               GError            **error)
{
  g_autoptr (GError) local_error = NULL;

  self->axis = row->axis;
  self->segment = heng_kept_row_get_segment (row);
  self->n_rows = 0;
  self->digest = 0;
  heng_query_bind_int64_at (self->find_digest, 1, self->axis);
  heng_query_bind_int64_at (self->find_digest, 2, self->segment);
  if (heng_query_step (self->find_digest, &local_error))
    {
      self->n_rows = heng_query_get_int64 (self->find_digest, 0);
      self->digest = (guint64) heng_query_get_int64 (self->find_digest, 1);
      self->total -= heng_kept_mix_segment (self->axis, self->segment, self->n_rows, self->digest);
    }
  heng_query_reset (self->find_digest);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
end_segment (Writing  *self,
             GError  **error)
{
  self->total += heng_kept_mix_segment (self->axis, self->segment, self->n_rows, self->digest);
  heng_query_bind_int64_at (self->put_digest, 1, self->axis);
  heng_query_bind_int64_at (self->put_digest, 2, self->segment);
  heng_query_bind_int64_at (self->put_digest, 3, self->n_rows);
  heng_query_bind_int64_at (self->put_digest, 4, (gint64) self->digest);
  return heng_query_run (self->put_digest, error);
}

/* Adds @kept, what was kept of @row, to it, and takes its digest away. */
static gboolean
add_kept (Writing            *self,
          const HengKeptRow  *kept,
          HengKeptRow        *row,
          GError            **error)
{
  guint64 digest;

  if (!heng_kept_sums_digest (self->sums, kept, &digest, error) ||
      !heng_amount_add (row->accrued_minor, kept->accrued_minor, &row->accrued_minor, error) ||
      !heng_amount_add (row->paid_minor, kept->paid_minor, &row->paid_minor, error))
    return FALSE;

  row->accrued_day = MAX (row->accrued_day, kept->accrued_day);
  row->paid_day = MAX (row->paid_day, kept->paid_day);
  self->digest -= digest;
  self->n_rows--;
  return TRUE;
}

static gboolean
look_up (Writing      *self,
         HengKeptRow  *row,
         GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  const gint64 name[] = { row->axis, row->segment, row->party, row->other, row->commodity };
  HengKeptRow kept;

  for (int i = 0; i < (int) G_N_ELEMENTS (name); i++)
    heng_query_bind_int64_at (self->find, i + 1, name[i]);
  if (heng_query_step (self->find, &local_error))
    {
      heng_kept_row_read (self->find, &kept);
      add_kept (self, &kept, row, &local_error);
    }
  heng_query_reset (self->find);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
take_kept (const HengRow *row,
           gpointer       data)
{
  Writing *self = data;
  HengKeptRow kept;
  gint64 *values = &kept.axis;

  for (int i = 0; i < HENG_KEPT_N_COLUMNS; i++)
    values[i] = heng_row_get_int64 (row, i);
  g_array_append_val (self->kept, kept);
}

static gboolean
read_all (Writing  *self,
          GError  **error)
{
  gboolean is_unit = self->axis == HENG_KEPT_UNIT;

  heng_query_bind_int64_at (self->find_all, 1, self->axis);
  heng_query_bind_int64_at (self->find_all, 2, is_unit ? G_MININT64 : self->segment);
  heng_query_bind_int64_at (self->find_all, 3, is_unit ? G_MAXINT64 : self->segment);
  return heng_query_each (self->find_all, take_kept, self, error);
}

static gboolean
write_row (Writing      *self,
           HengKeptRow   row,
           GError      **error)
{
  guint64 digest;

  if (!heng_kept_sums_digest (self->sums, &row, &digest, error))
    return FALSE;

  self->n_rows++;
  self->digest += digest;
  g_array_append_val (self->rows, row);
  return TRUE;
}

/* @rows: all of one segment, in the order of their names */
static gboolean
write_segment (Writing             *self,
               HengKeptRow *const  *rows,
               guint                n_rows,
               GError             **error)
{
  gint64 n_before;
  guint at = 0;

  if (!begin_segment (self, rows[0], error))
    return FALSE;
  n_before = self->n_rows;
  g_array_set_size (self->kept, 0);
  if (n_before / READ_ALL_FROM < n_rows && n_before > 0 && !read_all (self, error))
    return FALSE;

  for (guint i = 0; i < n_rows; i++)
    {
      HengKeptRow row = *rows[i];

      while (at < self->kept->len && heng_kept_row_compare (&g_array_index (self->kept, HengKeptRow, at), &row) < 0)
        at++;
      if (self->kept->len > 0
          ? at < self->kept->len && heng_kept_row_compare (&g_array_index (self->kept, HengKeptRow, at), &row) == 0 &&
            !add_kept (self, &g_array_index (self->kept, HengKeptRow, at), &row, error)
          : n_before > 0 && !look_up (self, &row, error))
        return FALSE;
      if (!write_row (self, row, error))
        return FALSE;
    }

  return end_segment (self, error);
}

static void
get_cell (guint     row,
          int       column,
          HengCell *cell,
          gpointer  data)
{
  const gint64 *values = &g_array_index ((GArray *) data, HengKeptRow, row).axis;

  G_STATIC_ASSERT (sizeof (HengKeptRow) == HENG_KEPT_N_COLUMNS * sizeof *values);
  cell->kind = HENG_CELL_NUMBER;
  cell->number = values[column];
}

static gboolean
write_state (HengBook  *self,
             gint64     n_entries,
             guint64    digest,
             GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "INSERT OR REPLACE INTO kept_state (id, entries, digest) VALUES (1, ?1, ?2)", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, n_entries);
  heng_query_bind_int64_at (query, 2, (gint64) digest);
  return heng_query_run (query, error);
}

static gboolean
are_of_one_segment (const HengKeptRow *a,
                    const HengKeptRow *b)
{
  return a->axis == b->axis && heng_kept_row_get_segment (a) == heng_kept_row_get_segment (b);
}

gboolean
heng_book_kept_write (HengBook      *self,
                      HengKeptSums  *sums,
                      gint64         first,
                      gint64         end,
                      GError       **error)
{
  g_auto (Writing) writing = { .book = self, .sums = sums };
  g_autoptr (GPtrArray) rows = heng_kept_sums_list (sums, error);
  gint64 n_entries;

  if (rows == NULL || !writing_prepare (&writing, error) || !heng_kept_read_state (self, &n_entries, &writing.total, error))
    return FALSE;
  if (n_entries != first - 1)
    return heng_kept_set_wrong (self, "kept_state", error);

  for (guint i = 0, next; i < rows->len; i = next)
    {
      for (next = i + 1; next < rows->len && are_of_one_segment (g_ptr_array_index (rows, i), g_ptr_array_index (rows, next)); next++)
        ;
      if (!write_segment (&writing, (HengKeptRow *const *) rows->pdata + i, next - i, error))
        return FALSE;
    }
  return heng_database_insert (self->database, "INSERT OR REPLACE INTO kept (" HENG_KEPT_COLUMNS ") "
                               "SELECT c1, c2, c3, c4, c5, c6, c7, c8, c9 FROM heng_rows", writing.rows->len, get_cell, writing.rows, error) &&
         write_state (self, end - 1, writing.total - heng_kept_mix_entries (n_entries) + heng_kept_mix_entries (end - 1), error);
}

gboolean
heng_book_kept_rebuild (HengBook  *self,
                        GError   **error)
{
  g_autoptr (HengKeptSums) sums = heng_kept_sums_new (self, error);
  gint64 next;

  if (sums == NULL || !heng_fact_next_row (self, HENG_FACT_ENTRY, &next, error) ||
      !heng_database_execute (self->database, "DELETE FROM kept; DELETE FROM kept_digest", error) ||
      !write_state (self, 0, heng_kept_mix_entries (0), error) || !heng_book_kept_read (self, sums, 1, next, error))
    return FALSE;

  self->kept_wrong = FALSE;
  return heng_book_kept_write (self, sums, 1, next, error);
}

gboolean
heng_book_rebuild_kept (HengBook  *self,
                        GError   **error)
{
  /* Not heng_book_begin(): that what is kept is wrong is why it is called. */
  if (self->then_known != 0 || self->version < HENG_BOOK_KEPT_VERSION)
    {
      heng_error_set (error, HENG_ERROR_BOOK_READ_ONLY, NULL);
      heng_error_place (error, heng_book_get_path (self), 0, 0);
      return FALSE;
    }

  return heng_database_begin (self->database, error) && heng_book_end (self, heng_book_kept_rebuild (self, error), error);
}

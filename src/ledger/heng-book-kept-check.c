// SPDX-License-Identifier: GPL-3.0-or-later
/* Kept sums beside those computed anew from all lines. */
#include "heng-book-kept.h"

#include "heng-error.h"

#include <string.h>

/* How many lines are read between two looks at whether the work shall end. */
#define LINES_BETWEEN 8192

typedef struct
{
  HengBook           *book;
  HengKeptFindingFunc found;
  gpointer            data;
} Comparison;

/* ---- what to call a sum ---- */

static char *
name_party (HengBook *book,
            gint64    number,
            gboolean  of_two)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database,
    "SELECT CASE WHEN region = '' THEN 'pool:' || agreement || '/' || name WHEN ?2 THEN agreement || ' ' || name ELSE region END "
    "FROM main.party WHERE id = ?1", NULL);
  char *name = NULL;

  if (query != NULL)
    {
      heng_query_bind_int64_at (query, 1, number);
      heng_query_bind_int64_at (query, 2, of_two);
      if (heng_query_step (query, NULL))
        name = heng_query_dup_name (query, 0);
    }
  return name != NULL ? name : g_strdup_printf ("party %" G_GINT64_FORMAT, number);
}

static char *
name_segment (const HengKeptRow *row)
{
  HengPeriod period = { HENG_PERIOD_MONTH, (gint32) row->segment };

  if (row->axis == HENG_KEPT_MONTH || (row->axis == HENG_KEPT_UNIT && heng_kept_period_decode (row->segment, &period)))
    {
      g_autofree char *text = heng_period_is_valid (period.kind, period.index) ? heng_period_format (period) : NULL;

      return g_strdup_printf (", %s", text != NULL ? text : "?");
    }
  if (row->axis == HENG_KEPT_BLOCK)
    return g_strdup_printf (", %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, row->segment * HENG_KEPT_BLOCK_ENTRIES + 1,
                            (row->segment + 1) * HENG_KEPT_BLOCK_ENTRIES);
  return g_strdup ("");
}

static char *
read_commodity (HengBook *book,
                gint64    number)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, "SELECT name FROM main.commodity WHERE id = ?1", NULL);

  if (query == NULL)
    return g_strdup ("?");
  heng_query_bind_int64_at (query, 1, number);
  return heng_query_step (query, NULL) ? heng_query_dup_name (query, 0) : g_strdup ("?");
}

static char *
name_figures (HengBook          *book,
              const HengKeptRow *row,
              const char        *commodity)
{
  guint digits = heng_commodity_digits (commodity, book->currency);
  g_autofree char *accrued = NULL, *paid = NULL;

  if (row == NULL)
    return g_strdup ("—");

  accrued = heng_amount_format (row->accrued_minor, digits, digits);
  paid = heng_amount_format (row->paid_minor, digits, digits);
  return g_strdup_printf ("%s/%s %s", accrued, paid, commodity);
}

static void
report (const Comparison  *self,
        const HengKeptRow *kept,
        const HengKeptRow *computed)
{
  const HengKeptRow *row = kept != NULL ? kept : computed;
  gboolean of_two = row->axis == HENG_KEPT_PAIR || row->axis == HENG_KEPT_UNIT;
  g_autofree char *party = name_party (self->book, row->party, of_two);
  g_autofree char *other = of_two ? name_party (self->book, row->other, TRUE) : NULL;
  g_autofree char *segment = name_segment (row), *commodity = read_commodity (self->book, row->commodity);
  g_autofree char *what = other != NULL ? g_strdup_printf ("%s – %s%s", party, other, segment) : g_strconcat (party, segment, NULL);
  g_autofree char *kept_figures = name_figures (self->book, kept, commodity);
  g_autofree char *computed_figures = name_figures (self->book, computed, commodity);

  self->found (what, kept_figures, computed_figures, self->data);
}

/* ---- computing anew ---- */

gboolean
heng_book_kept_read (HengBook      *self,
                     HengKeptSums  *sums,
                     gint64         first,
                     gint64         end,
                     GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT e.id, e.date, e.period_kind, e.period_index, l.kind, l.payer, l.receiver, l.commodity, l.amount "
    "FROM entry e JOIN line l ON l.entry = e.id WHERE e.id >= ?1 AND e.id < ?2", error);
  g_autoptr (GError) local_error = NULL;
  gint64 last;

  if (query == NULL || !heng_database_get_int64 (self->database, "SELECT coalesce (max (id), 0) FROM main.entry", 0, &last, error))
    return FALSE;
  heng_query_bind_int64_at (query, 1, first);
  heng_query_bind_int64_at (query, 2, end);
  last = MIN (last, end - 1);
  for (gint64 n_lines = 1; heng_query_step (query, &local_error); n_lines++)
    {
      HengPeriod period = { (HengPeriodKind) heng_query_get_int64 (query, 2), (gint32) heng_query_get_int64 (query, 3) };
      HengKeptLine line = {
        .entry = heng_query_get_int64 (query, 0), .date = (HengDay) heng_query_get_int64 (query, 1),
        .period_code = heng_kept_period_code (!heng_query_is_null (query, 2), period), .kind = (HengLineKind) heng_query_get_int64 (query, 4),
        .payer = heng_query_get_int64 (query, 5), .receiver = heng_query_get_int64 (query, 6),
        .commodity = heng_query_get_int64 (query, 7), .amount_minor = heng_query_get_int64 (query, 8),
      };

      if (!heng_kept_sums_add (sums, &line, &local_error) ||
          (n_lines % LINES_BETWEEN == 0 &&
           !heng_book_report_progress (self, (guint64) (line.entry - first), (guint64) (last - first + 1), &local_error)))
        break;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* ---- comparing ---- */

static gboolean
collect_row (const HengKeptRow  *row,
             gpointer            data,
             GError            **error)
{
  g_array_append_val ((GArray *) data, *row);
  return TRUE;
}

static gboolean
same_figures (const HengKeptRow *a,
              const HengKeptRow *b)
{
  return a->accrued_minor == b->accrued_minor && a->paid_minor == b->paid_minor && a->accrued_day == b->accrued_day &&
         a->paid_day == b->paid_day;
}

/* Both in the order of their names. */
static void
merge (const Comparison *self,
       GArray           *kept,
       GPtrArray        *computed,
       HengKeptAxis      first_axis,
       HengKeptAxis      last_axis)
{
  guint i = 0, j = 0;

  while (i < kept->len || j < computed->len)
    {
      const HengKeptRow *a = i < kept->len ? &g_array_index (kept, HengKeptRow, i) : NULL;
      const HengKeptRow *b = j < computed->len ? g_ptr_array_index (computed, j) : NULL;
      int order;

      if (b != NULL && (b->axis < (gint64) first_axis || b->axis > (gint64) last_axis))
        {
          j++;
          continue;
        }
      order = a == NULL ? 1 : b == NULL ? -1 : heng_kept_row_compare (a, b);
      if (order != 0 || !same_figures (a, b))
        report (self, order <= 0 ? a : NULL, order >= 0 ? b : NULL);
      i += order <= 0;
      j += order >= 0;
    }
}

/* The rows of @axis; where digests say that they are not those written, which is a finding of its own, as they stand. */
static gboolean
read_kept (const Comparison  *self,
           HengKeptAxis       axis,
           gint64             from,
           gint64             to,
           GArray            *kept,
           GError           **error)
{
  g_autoptr (GError) local_error = NULL;

  if (heng_book_kept_foreach (self->book, axis, from, to, collect_row, kept, &local_error))
    return TRUE;
  if (!heng_error_is (local_error, HENG_ERROR_BOOK_KEPT) && !heng_error_is (local_error, HENG_ERROR_BOOK_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  self->found (heng_error_get_argument (local_error, 0), "≠", "=", self->data);
  return TRUE;
}

static gboolean
compare_axes (const Comparison  *self,
              HengKeptSums      *sums,
              HengKeptAxis       first_axis,
              HengKeptAxis       last_axis,
              gint64             from,
              gint64             to,
              GError           **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (HengKeptRow));
  g_autoptr (GPtrArray) computed = heng_kept_sums_list (sums, error);

  if (computed == NULL)
    return FALSE;
  for (int axis = (int) first_axis; axis <= (int) last_axis; axis++)
    if (!read_kept (self, (HengKeptAxis) axis, from, to, kept, error))
      return FALSE;

  merge (self, kept, computed, first_axis, last_axis);
  return TRUE;
}

gboolean
heng_book_kept_compare (HengBook             *self,
                        HengKeptSums         *sums,
                        HengKeptFindingFunc   found,
                        gpointer              data,
                        GError              **error)
{
  Comparison comparison = { self, found, data };

  return compare_axes (&comparison, sums, HENG_KEPT_ALL, HENG_KEPT_UNIT, 0, G_MAXINT64, error);
}

static void
note_first (const char *what,
            const char *kept,
            const char *computed,
            gpointer    data)
{
  char **first = data;

  if (*first == NULL)
    *first = g_strdup (what);
}

gboolean
heng_book_kept_check (HengBook  *self,
                      gint64     block,
                      GError   **error)
{
  g_autoptr (HengKeptSums) sums = heng_kept_sums_new (self, error);
  g_autofree char *wrong = NULL;
  Comparison comparison = { self, note_first, &wrong };
  gint64 first = block >= 0 ? block * HENG_KEPT_BLOCK_ENTRIES + 1 : 1;
  gint64 end = block >= 0 ? first + HENG_KEPT_BLOCK_ENTRIES : G_MAXINT64;

  if (sums == NULL || !heng_book_kept_read (self, sums, first, end, error) ||
      !compare_axes (&comparison, sums, block >= 0 ? HENG_KEPT_BLOCK : HENG_KEPT_ALL, block >= 0 ? HENG_KEPT_BLOCK : HENG_KEPT_UNIT,
                     MAX (block, 0), block >= 0 ? block : G_MAXINT64, error))
    return FALSE;
  if (wrong == NULL)
    return TRUE;

  self->kept_wrong = TRUE;
  heng_error_set (error, HENG_ERROR_BOOK_KEPT, wrong, NULL);
  heng_error_place (error, heng_book_get_path (self), 0, 0);
  return FALSE;
}

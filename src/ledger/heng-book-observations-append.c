// SPDX-License-Identifier: GPL-3.0-or-later
/* Recording observations.
 *
 * They are written series by series and period by period, whatever the order they come in: the index that settling reads then grows
 * in its own order, page after page, and not in a million places. Of one period the order they came in stays, since the newest of
 * several sources may count. */
#include "heng-book-observations-private.h"
#include "heng-book-private.h"

/* How many inputs are recorded between two looks at whether the work shall end. */
#define INPUTS_BETWEEN 4096
/* Rows written by one statement: what SQLite keeps to undo a statement that fails is the same for one row and for many. */
#define ROWS_AT_ONCE 64
#define INSERT "INSERT INTO observation (id, series, period_kind, period_index, source, value, method, document) VALUES "
#define N_COLUMNS 8

typedef struct
{
  HengBook                *book;
  HengObservationInputFunc get_input;
  gpointer                 data;
  guint                    n_inputs;

  GArray     *places; /* (nullable) (element-type HengObservationPlace) */
  HengQuery  *find_last;
  HengQuery  *insert;      /* of one row */
  HengQuery  *insert_many; /* of as many as are written at once */
  const HengObservationPlace *waiting[ROWS_AT_ONCE]; /* to be written */
  guint       n_waiting;
  gint64      last_series; /* those above are made here */
  gint64      first_row;
  guint       n_new;
  guint       n_revised;
  guint       n_same;
} Appending;

static HengQuery *
prepare_insert (Appending *self,
                guint      n_rows,
                GError   **error)
{
  g_autoptr (GString) sql = g_string_new (INSERT);

  for (guint i = 0; i < n_rows; i++)
    g_string_append (sql, i > 0 ? ", (?, ?, ?, ?, ?, ?, ?, ?)" : "(?, ?, ?, ?, ?, ?, ?, ?)");
  return heng_query_prepare (self->book->database, sql->str, error);
}

static gboolean
prepare (Appending *self,
         GError   **error)
{
  HengDatabase *database = self->book->database;

  return (self->find_last = heng_query_prepare (database,
            "SELECT value FROM observation WHERE series = :series AND period_kind = :kind AND period_index = :index "
            "AND source = :source ORDER BY id DESC LIMIT 1", error)) != NULL &&
         (self->insert = prepare_insert (self, 1, error)) != NULL &&
         (self->insert_many = prepare_insert (self, ROWS_AT_ONCE, error)) != NULL &&
         heng_database_get_int64 (database, "SELECT coalesce (max (id), 0) FROM series", 0, &self->last_series, error) &&
         heng_fact_next_row (self->book, HENG_FACT_OBSERVATION, &self->first_row, error);
}

static void
appending_clear (Appending *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  heng_query_finish (self->find_last);
  heng_query_finish (self->insert);
  heng_query_finish (self->insert_many);
}

/* Equal values are equal numbers: "0.50" brings nothing new after "0.5". */
static gboolean
is_same_value (const char *a,
               const char *b)
{
  g_auto (HengNumber) first = { 0 };
  g_auto (HengNumber) second = { 0 };

  heng_number_init (&first);
  heng_number_init (&second);
  if (a == NULL || b == NULL)
    return a == b;

  return heng_number_parse (&first, a, NULL) && heng_number_parse (&second, b, NULL) &&
         heng_number_compare (&first, &second) == 0;
}

static gboolean
compare_with_last (Appending                  *self,
                   const HengObservationPlace *place,
                   const HengObservationInput *input,
                   const char                 *value,
                   gboolean                   *earlier,
                   gboolean                   *same,
                   GError                    **error)
{
  g_autoptr (GError) local_error = NULL;

  heng_query_bind_int64 (self->find_last, ":series", place->series);
  heng_query_bind_int64 (self->find_last, ":kind", input->period.kind);
  heng_query_bind_int64 (self->find_last, ":index", input->period.index);
  heng_query_bind_int64 (self->find_last, ":source", place->source);
  *earlier = heng_query_step (self->find_last, &local_error);
  if (*earlier)
    *same = is_same_value (heng_query_get_text (self->find_last, 0), value);
  heng_query_reset (self->find_last);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static const char *
get_value (const HengObservationInput *input)
{
  return input->value != NULL && *input->value != '\0' ? input->value : NULL;
}

/* Writes the waiting places from @first on with @insert, which has @n_rows rows. */
static gboolean
write_rows (Appending *self,
            HengQuery *insert,
            guint      first,
            guint      n_rows,
            gint64     row,
            GError   **error)
{
  for (guint i = 0; i < n_rows; i++)
    {
      const HengObservationPlace *place = self->waiting[first + i];
      HengObservationInput input = { 0 };
      int at = (int) i * N_COLUMNS;

      self->get_input (place->index, &input, self->data);
      heng_query_bind_int64_at (insert, at + 1, row + i);
      heng_query_bind_int64_at (insert, at + 2, place->series);
      heng_query_bind_int64_at (insert, at + 3, input.period.kind);
      heng_query_bind_int64_at (insert, at + 4, input.period.index);
      heng_query_bind_int64_at (insert, at + 5, place->source);
      heng_query_bind_text_at (insert, at + 6, get_value (&input));
      heng_query_bind_text_at (insert, at + 7, input.method);
      heng_query_bind_text_at (insert, at + 8, input.document);
    }
  return heng_query_run (insert, error);
}

static gboolean
write_waiting (Appending *self,
               GError   **error)
{
  gint64 row = self->first_row + self->n_new + self->n_revised - self->n_waiting;
  guint n_rows = self->n_waiting;

  self->n_waiting = 0;
  if (n_rows == ROWS_AT_ONCE)
    return write_rows (self, self->insert_many, 0, n_rows, row, error);
  for (guint i = 0; i < n_rows; i++)
    if (!write_rows (self, self->insert, i, 1, row + i, error))
      return FALSE;

  return TRUE;
}

/* @before: (nullable): the place of the one before */
static gboolean
append_one (Appending                  *self,
            const HengObservationPlace *place,
            const HengObservationPlace *before,
            GError                    **error)
{
  gboolean again = before != NULL && before->series == place->series && before->period == place->period;
  HengObservationInput input = { 0 };
  gboolean earlier = FALSE, same;
  const char *value;

  self->get_input (place->index, &input, self->data);
  value = get_value (&input);
  same = value == NULL; /* withdrawing what was never there */
  /* A series that is new has nothing but what came just before, which must be written to be found. */
  if ((again && !write_waiting (self, error)) ||
      ((again || place->series <= self->last_series) && !compare_with_last (self, place, &input, value, &earlier, &same, error)))
    return FALSE;
  if (same)
    {
      self->n_same++;
      return TRUE;
    }

  *(earlier ? &self->n_revised : &self->n_new) += 1;
  self->waiting[self->n_waiting++] = place;
  return self->n_waiting < ROWS_AT_ONCE || write_waiting (self, error);
}

static gboolean
append_all (Appending        *self,
            const HengOrigin *origin,
            GError          **error)
{
  if (!prepare (self, error) ||
      (self->places = heng_observation_places_new (self->book, self->n_inputs, self->get_input, self->data, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < self->places->len; i++)
    if (!append_one (self, &g_array_index (self->places, HengObservationPlace, i), i > 0 ? &g_array_index (self->places, HengObservationPlace, i - 1) : NULL, error) ||
        (i % INPUTS_BETWEEN == 0 && !heng_book_report_progress (self->book, i, self->n_inputs, error)))
      return FALSE;
  if (!write_waiting (self, error))
    return FALSE;

  return self->n_new + self->n_revised == 0 ||
         heng_fact_append (self->book, HENG_FACT_OBSERVATION, origin, self->first_row, self->n_new + self->n_revised, error);
}

gboolean
heng_book_append_observations_from (HengBook                *self,
                                    guint                    n_inputs,
                                    HengObservationInputFunc get_input,
                                    gpointer                 data,
                                    const HengOrigin        *origin,
                                    guint                   *n_new,
                                    guint                   *n_revised,
                                    guint                   *n_same,
                                    GError                 **error)
{
  Appending appending = { .book = self, .n_inputs = n_inputs, .get_input = get_input, .data = data };
  gboolean done;

  if (!heng_book_begin (self, error))
    return FALSE;

  done = append_all (&appending, origin, error);
  appending_clear (&appending);
  if (!heng_book_end (self, done, error))
    return FALSE;

  if (n_new != NULL)
    *n_new = appending.n_new;
  if (n_revised != NULL)
    *n_revised = appending.n_revised;
  if (n_same != NULL)
    *n_same = appending.n_same;
  return TRUE;
}

static void
get_from_array (guint                 index,
                HengObservationInput *input,
                gpointer              data)
{
  *input = *(const HengObservationInput *) g_ptr_array_index ((GPtrArray *) data, index);
}

gboolean
heng_book_append_observations (HengBook         *self,
                               GPtrArray        *inputs,
                               const HengOrigin *origin,
                               guint            *n_new,
                               guint            *n_revised,
                               guint            *n_same,
                               GError          **error)
{
  return heng_book_append_observations_from (self, inputs->len, get_from_array, inputs, origin, n_new, n_revised, n_same, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-observations.h"

#include "heng-book-assume-private.h"
#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

void
heng_observation_input_free (HengObservationInput *self)
{
  g_free (self->agreement);
  g_free (self->indicator);
  g_free (self->value);
  g_free (self->source);
  g_free (self->method);
  g_free (self->document);
  g_free (self);
}

void
heng_observation_row_free (HengObservationRow *self)
{
  g_free (self->indicator);
  g_free (self->value);
  g_free (self->source);
  g_free (self->method);
  g_free (self->document);
  g_free (self->recorded_by);
  g_free (self);
}

/* ---- reading ---- */

#define OBSERVATIONS \
  "SELECT o.id, s.indicator, o.period_kind, o.period_index, c.name, o.value, o.method, o.document, f.recorded_ms, f.recorded_by " \
  "FROM series s JOIN observation o ON o.series = s.id JOIN source c ON c.id = o.source " \
  "JOIN fact f ON f.number = (SELECT number FROM fact g WHERE g.kind = 'observation' AND g.first_row <= o.id " \
  "ORDER BY g.first_row DESC LIMIT 1) WHERE s.agreement = :agreement "

static gboolean
read_detailed (HengBook          *self,
               const char        *agreement,
               gint64             bound,
               HengObservations  *observations,
               GError           **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, OBSERVATIONS "AND o.id < :bound "
                                                    "ORDER BY s.id, o.period_kind, o.period_index, o.source, o.id", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":agreement", agreement);
  heng_query_bind_int64 (query, ":bound", bound);
  while (heng_query_next (query))
    {
      HengObservation row = {
        .number = heng_query_get_int64 (query, 0),
        .period = heng_query_get_period (query, 2),
        .source = heng_query_get_name (query, 4), .value_text = heng_query_get_text (query, 5),
        .method = heng_query_get_text (query, 6), .document = heng_query_get_text (query, 7),
        .recorded_ms = heng_query_get_int64 (query, 8), .recorded_by = heng_query_get_text (query, 9),
      };

      heng_observations_add (observations, heng_query_get_name (query, 1), &row);
    }
  return heng_query_done (query, error);
}

/* The name of a source; few differ within an agreement. */
static const char *
get_source (HengQuery   *query,
            GHashTable  *names,
            gint64       id,
            GError     **error)
{
  const char *name = g_hash_table_lookup (names, GSIZE_TO_POINTER (id));

  if (name != NULL)
    return name;

  heng_query_bind_int64 (query, ":id", id);
  heng_query_step (query, error);
  g_hash_table_insert (names, GSIZE_TO_POINTER (id), *error == NULL ? heng_query_dup_name (query, 0) : NULL);
  heng_query_reset (query);
  name = g_hash_table_lookup (names, GSIZE_TO_POINTER (id));
  return name != NULL ? name : "";
}

/* All that is read stands in the index, in its order. */
#define VALUES "SELECT id, period_kind, period_index, source, value FROM observation WHERE series = :series "
#define IN_ORDER "ORDER BY period_kind, period_index, source, id"

static gboolean
read_series (HengQuery         *values,
             HengQuery         *sources,
             GHashTable        *names,
             const char        *indicator,
             HengObservations  *observations,
             GError           **error)
{
  gint64 source = G_MININT64;
  const char *name = "";

  while (heng_query_next (values))
    {
      HengObservation row = {
        .number = heng_query_get_int64 (values, 0),
        .period = heng_query_get_period (values, 1),
        .value_text = heng_query_get_text (values, 4),
      };

      if (heng_query_get_int64 (values, 3) != source)
        {
          source = heng_query_get_int64 (values, 3);
          name = get_source (sources, names, source, heng_query_failure (values));
        }
      row.source = name;
      heng_observations_add (observations, indicator, &row);
    }
  heng_query_reset (values);
  return heng_query_done (values, error);
}

static gboolean
read_values (HengBook          *self,
             const char        *agreement,
             gint64             bound,
             HengObservations  *observations,
             GError           **error)
{
  g_autoptr (HengQuery) series = heng_query_prepare (self->database, "SELECT id, indicator FROM series WHERE agreement = :agreement", error);
  g_autoptr (HengQuery) values = heng_query_prepare (self->database, bound == G_MAXINT64 ? VALUES IN_ORDER
                                                        : VALUES "AND id < :bound " IN_ORDER, error);
  g_autoptr (HengQuery) sources = heng_query_prepare (self->database, "SELECT name FROM source WHERE id = :id", error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  if (series == NULL || values == NULL || sources == NULL)
    return FALSE;
  heng_query_bind_text (series, ":agreement", agreement);
  if (bound != G_MAXINT64)
    heng_query_bind_int64 (values, ":bound", bound);
  while (heng_query_next (series))
    {
      heng_query_bind_int64 (values, ":series", heng_query_get_int64 (series, 0));
      read_series (values, sources, names, heng_query_get_name (series, 1), observations, heng_query_failure (series));
    }
  return heng_query_done (series, error);
}

/* Whether what was read before is what would be read now. */
static gboolean
is_read (HengBook    *self,
         const char  *agreement,
         gint64       known,
         gboolean     detailed)
{
  return self->observations != NULL && self->observations_known == known && (self->observations_detailed || !detailed) &&
         strcmp (self->observations_agreement, agreement) == 0;
}

HengObservations *
heng_book_load_observations (HengBook    *self,
                             const char  *agreement,
                             gint64       known,
                             gboolean     detailed,
                             GError     **error)
{
  g_autoptr (HengObservations) observations = heng_observations_new ();
  gint64 bound;

  if (!heng_book_row_bound (self, HENG_FACT_OBSERVATION, known, &bound, error) ||
      !(detailed ? read_detailed : read_values) (self, agreement, bound, observations, error))
    return NULL;

  return g_steal_pointer (&observations);
}

HengObservations *
heng_book_read_observations (HengBook    *self,
                             const char  *agreement,
                             gint64       known,
                             gboolean     detailed,
                             GError     **error)
{
  g_autoptr (HengObservations) observations = NULL;
  HengObservations *assumed = heng_book_get_assumed (self, agreement, known);
  gint64 bound, count;

  if (assumed != NULL)
    return heng_observations_ref (assumed);
  if (is_read (self, agreement, known, detailed) && heng_database_is_at (self->database, &self->observations_state))
    return heng_observations_ref (self->observations);
  if (!heng_book_row_bound (self, HENG_FACT_OBSERVATION, known, &bound, error) ||
      !heng_database_get_int64 (self->database, "SELECT coalesce (max (id), 0) FROM observation", 0, &count, error))
    return NULL;

  if (!is_read (self, agreement, known, detailed) || self->observations_count != count)
    {
      observations = heng_observations_new ();
      if (!(detailed ? read_detailed : read_values) (self, agreement, bound, observations, error))
        return NULL;
      heng_observations_unref (self->observations);
      g_free (self->observations_agreement);
      self->observations = g_steal_pointer (&observations);
      self->observations_agreement = g_strdup (agreement);
      self->observations_known = known;
      self->observations_count = count;
      self->observations_detailed = detailed;
    }
  heng_database_get_state (self->database, &self->observations_state);
  return heng_observations_ref (self->observations);
}

HengObservations *
heng_book_get_observations (HengBook    *self,
                            const char  *agreement,
                            gint64       known,
                            GError     **error)
{
  return heng_book_read_observations (self, agreement, known, TRUE, error);
}

static HengObservationRow *
read_row (HengQuery *query)
{
  HengObservationRow *row = g_new0 (HengObservationRow, 1);

  row->number = heng_query_get_int64 (query, 0);
  row->indicator = g_strdup (heng_query_get_name (query, 1));
  row->period = heng_query_get_period (query, 2);
  row->source = g_strdup (heng_query_get_name (query, 4));
  row->value = heng_query_dup_text (query, 5);
  row->method = heng_query_dup_text (query, 6);
  row->document = heng_query_dup_text (query, 7);
  row->recorded_ms = heng_query_get_int64 (query, 8);
  row->recorded_by = heng_query_dup_text (query, 9);
  return row;
}

GPtrArray *
heng_book_list_observations (HengBook    *self,
                             const char  *agreement,
                             guint        limit,
                             GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, OBSERVATIONS
    "ORDER BY s.id, o.period_kind, o.period_index, o.source, o.id DESC LIMIT :limit", error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_observation_row_free);

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":agreement", agreement);
  heng_query_bind_int64 (query, ":limit", limit);
  while (heng_query_next (query))
    {
      HengObservationRow *row = read_row (query);

      if (rows->len > 0)
        {
          const HengObservationRow *before = g_ptr_array_index (rows, rows->len - 1);

          row->is_superseded = strcmp (before->indicator, row->indicator) == 0 &&
                               heng_period_equal (before->period, row->period) && strcmp (before->source, row->source) == 0;
        }
      g_ptr_array_add (rows, row);
    }
  return heng_query_done (query, error) ? g_steal_pointer (&rows) : NULL;
}

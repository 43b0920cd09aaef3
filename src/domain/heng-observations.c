// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-observations.h"

#include "heng-indicator.h"
#include "heng-observations-private.h"

#include <string.h>

/* What an agreement of nine indicators has in texts over ten years. */
#define CHUNK_BYTES 8192

struct _HengObservations
{
  gatomicrefcount        references;
  GHashTable            *series; /* name → HengObservationSeries */
  HengObservationSeries *last;   /* (nullable): the one added to last */
  const char            *last_source;
  GStringChunk          *texts;
};

static gboolean
read_value (HengObservation *row)
{
  g_auto (HengNumber) number = { 0 };

  row->is_plain = heng_number_parse_plain (row->value_text, &row->units, &row->decimals);
  if (row->is_plain)
    return TRUE;

  heng_number_init (&number);
  return heng_number_parse (&number, row->value_text, NULL);
}

HengObservation *
heng_observation_new (gint64      number,
                      HengPeriod  period,
                      const char *source,
                      const char *value_text)
{
  HengObservation *self = g_new0 (HengObservation, 1);

  self->number = number;
  self->period = period;
  self->source = g_strdup (source);
  self->value_text = g_strdup (value_text);
  if (value_text != NULL && !read_value (self))
    g_clear_pointer ((char **) &self->value_text, g_free);
  return self;
}

void
heng_observation_free (HengObservation *self)
{
  if (self == NULL)
    return;

  g_free ((char *) self->source);
  g_free ((char *) self->value_text);
  g_free ((char *) self->method);
  g_free ((char *) self->document);
  g_free ((char *) self->recorded_by);
  g_free (self);
}

void
heng_observation_get_value (const HengObservation *self,
                            HengNumber            *value)
{
  if (self->is_plain)
    heng_number_set_decimal (value, self->units, self->decimals);
  else if (!heng_number_parse (value, self->value_text, NULL))
    g_assert_not_reached ();
}

static void
series_free (gpointer data)
{
  HengObservationSeries *self = data;

  g_free (self->name);
  g_array_unref (self->rows);
  g_free (self);
}

HengObservations *
heng_observations_new (void)
{
  HengObservations *self = g_new0 (HengObservations, 1);

  g_atomic_ref_count_init (&self->references);
  self->series = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, series_free);
  self->texts = g_string_chunk_new (CHUNK_BYTES);
  return self;
}

HengObservations *
heng_observations_ref (HengObservations *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
heng_observations_unref (HengObservations *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  g_hash_table_unref (self->series);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* ---- adding ---- */

static HengObservationSeries *
get_series (HengObservations *self,
            const char       *indicator)
{
  HengObservationSeries *series = self->last;

  if (series != NULL && strcmp (series->name, indicator) == 0)
    return series;

  series = g_hash_table_lookup (self->series, indicator);
  if (series == NULL)
    {
      series = g_new0 (HengObservationSeries, 1);
      series->name = g_strdup (indicator);
      series->rows = g_array_sized_new (FALSE, FALSE, sizeof (HengObservation), 128);
      g_hash_table_insert (self->series, series->name, series);
    }
  self->last = series;
  return series;
}

static const char *
keep (HengObservations *self,
      const char       *text)
{
  return text != NULL ? g_string_chunk_insert (self->texts, text) : NULL;
}

/* Sources come again and again. */
static const char *
keep_source (HengObservations *self,
             const char       *source)
{
  if (self->last_source == NULL || strcmp (self->last_source, source) != 0)
    self->last_source = g_string_chunk_insert_const (self->texts, source);

  return self->last_source;
}

static int
compare_row (const HengObservation *row,
             HengPeriod             period)
{
  /* The kinds of a damaged book are without bound; nothing is computed with them. */
  if (row->period.kind != period.kind)
    return row->period.kind < period.kind ? -1 : 1;

  return (row->period.index > period.index) - (row->period.index < period.index);
}

/* The first row of @period or of a later one. */
static guint
find_place (const HengObservationSeries *self,
            HengPeriod                   period)
{
  guint first = 0, last = self->rows->len;

  while (first < last)
    {
      guint middle = (first + last) / 2;

      if (compare_row (&g_array_index (self->rows, HengObservation, middle), period) < 0)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

void
heng_observations_add (HengObservations      *self,
                       const char            *indicator,
                       const HengObservation *observation)
{
  HengObservationSeries *series = get_series (self, indicator);
  GArray *rows = series->rows;
  HengObservation row = *observation;
  guint place = rows->len;

  row.revision = 1;
  row.value_before = NULL;
  row.source = keep_source (self, observation->source);
  row.value_text = keep (self, observation->value_text);
  row.method = keep (self, observation->method);
  row.document = keep (self, observation->document);
  row.recorded_by = keep (self, observation->recorded_by);
  if (row.value_text != NULL && !read_value (&row))
    row.value_text = NULL;
  if (row.period.kind <= HENG_PERIOD_ONCE)
    series->kinds |= 1u << row.period.kind;

  if (place > 0 && compare_row (&g_array_index (rows, HengObservation, place - 1), row.period) >= 0)
    place = find_place (series, row.period);
  for (; place < rows->len; place++)
    {
      HengObservation *earlier = &g_array_index (rows, HengObservation, place);

      if (compare_row (earlier, row.period) != 0)
        break;
      if (strcmp (earlier->source, row.source) == 0)
        {
          if (earlier->number <= row.number)
            {
              row.revision = earlier->revision + 1;
              row.value_before = earlier->value_text;
              *earlier = row;
            }
          return;
        }
    }
  g_array_insert_val (rows, place, row);
}

void
heng_observations_take (HengObservations *self,
                        const char       *indicator,
                        HengObservation  *observation)
{
  heng_observations_add (self, indicator, observation);
  heng_observation_free (observation);
}

/* ---- finding ---- */

const HengObservationSeries *
heng_observations_get_series (const HengObservations *self,
                              const char             *indicator)
{
  return g_hash_table_lookup (self->series, indicator);
}

const HengObservation *
heng_observation_series_find (const HengObservationSeries *self,
                              HengPeriod                   period,
                              const char *const           *precedence,
                              guint                       *place)
{
  const HengObservation *best = NULL;
  guint best_rank = G_MAXUINT;

  if ((self->kinds & (1u << period.kind)) == 0)
    return NULL;

  if (*place >= self->rows->len || compare_row (&g_array_index (self->rows, HengObservation, *place), period) != 0 ||
      (*place > 0 && compare_row (&g_array_index (self->rows, HengObservation, *place - 1), period) == 0))
    *place = find_place (self, period);
  for (; *place < self->rows->len; (*place)++)
    {
      const HengObservation *row = &g_array_index (self->rows, HengObservation, *place);
      guint rank;

      if (compare_row (row, period) != 0)
        break;
      if (row->value_text == NULL)
        continue;
      rank = heng_source_get_rank (precedence, row->source);
      if (best == NULL || rank < best_rank || (rank == best_rank && row->number > best->number))
        {
          best = row;
          best_rank = rank;
        }
    }

  return best;
}

const HengObservation *
heng_observations_find (const HengObservations *self,
                        const char             *indicator,
                        HengPeriod              period,
                        const char *const      *precedence)
{
  const HengObservationSeries *series = heng_observations_get_series (self, indicator);
  guint place = 0;

  return series != NULL ? heng_observation_series_find (series, period, precedence, &place) : NULL;
}

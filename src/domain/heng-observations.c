// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-observations.h"

#include "heng-indicator.h"

#include <string.h>

struct _HengObservations
{
  gatomicrefcount references;
  GHashTable *indicators; /* name → (period → GPtrArray of HengObservation, one a source) */
};

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
  heng_number_init (&self->value);
  if (value_text != NULL && !heng_number_parse (&self->value, value_text, NULL))
    g_clear_pointer (&self->value_text, g_free);
  return self;
}

void
heng_observation_free (HengObservation *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_free (self->value_text);
  heng_number_clear (&self->value);
  g_free (self->method);
  g_free (self->document);
  g_free (self->recorded_by);
  g_free (self);
}

/* A period as a hash key: kinds have ranges of their own. A damaged book has kinds without bound, which must not overflow. */
static gpointer
period_key (HengPeriod period)
{
  return GUINT_TO_POINTER ((guint) period.kind * 10000000u + (guint) period.index);
}

HengObservations *
heng_observations_new (void)
{
  HengObservations *self = g_new0 (HengObservations, 1);

  g_atomic_ref_count_init (&self->references);
  self->indicators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
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

  g_hash_table_unref (self->indicators);
  g_free (self);
}

void
heng_observations_take (HengObservations *self,
                        const char       *indicator,
                        HengObservation  *observation)
{
  GHashTable *periods = g_hash_table_lookup (self->indicators, indicator);
  GPtrArray *sources;

  if (periods == NULL)
    {
      periods = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
      g_hash_table_insert (self->indicators, g_strdup (indicator), periods);
    }
  sources = g_hash_table_lookup (periods, period_key (observation->period));
  if (sources == NULL)
    {
      sources = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_observation_free);
      g_hash_table_insert (periods, period_key (observation->period), sources);
    }

  for (guint i = 0; i < sources->len; i++)
    {
      HengObservation *earlier = g_ptr_array_index (sources, i);

      if (strcmp (earlier->source, observation->source) != 0)
        continue;
      if (earlier->number > observation->number)
        heng_observation_free (observation);
      else
        {
          heng_observation_free (earlier);
          sources->pdata[i] = observation;
        }
      return;
    }

  g_ptr_array_add (sources, observation);
}

const HengObservation *
heng_observations_find (const HengObservations *self,
                        const char             *indicator,
                        HengPeriod              period,
                        const char *const      *precedence)
{
  GHashTable *periods = g_hash_table_lookup (self->indicators, indicator);
  GPtrArray *sources = periods != NULL ? g_hash_table_lookup (periods, period_key (period)) : NULL;
  const HengObservation *best = NULL;
  guint best_rank = G_MAXUINT;

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const HengObservation *observation = g_ptr_array_index (sources, i);
      guint rank = heng_source_get_rank (precedence, observation->source);

      if (observation->value_text == NULL)
        continue;
      if (best == NULL || rank < best_rank || (rank == best_rank && observation->number > best->number))
        {
          best = observation;
          best_rank = rank;
        }
    }

  return best;
}

/* ---- aggregation ---- */

typedef struct
{
  const HengObservations *observations;
  const HengIndicator    *indicator;
  HengMissingFunc         missing;
  gpointer                missing_data;
  HengTrace              *trace;

  GHashTable             *coarser; /* the observations that have served a part and are longer than it */
  guint                   n_parts;
  gboolean                known;
  HengNumber              value;
} Aggregation;

/* The observation that serves @part: of its own length, else the shortest longer one around it. */
static const HengObservation *
find_serving (const Aggregation *self,
              HengPeriod         part)
{
  const char *const *precedence = (const char *const *) self->indicator->precedence;
  HengMonth month;

  for (HengPeriodKind kind = part.kind; kind <= HENG_PERIOD_ONCE; kind++)
    {
      HengPeriod period = part;
      const HengObservation *observation;

      if (kind != part.kind && kind != HENG_PERIOD_ONCE)
        {
          month = heng_period_get_first_month (part);
          period = heng_period_of_month (kind, month);
        }
      else if (kind == HENG_PERIOD_ONCE)
        period = (HengPeriod) { HENG_PERIOD_ONCE, 0 };

      observation = heng_observations_find (self->observations, self->indicator->name, period, precedence);
      if (observation != NULL)
        return observation;
    }

  return NULL;
}

static gboolean
add_value (Aggregation            *self,
           const HengObservation  *observation,
           HengPeriodKind          part_kind,
           GError                **error)
{
  g_auto (HengNumber) rounded = { 0 };
  /* Parts with observations of their own may lie between those that one longer observation serves. */
  gboolean again = observation->period.kind != part_kind && !g_hash_table_add (self->coarser, (gpointer) observation);
  int order;

  if (self->trace != NULL && !again)
    heng_trace_add_observation (self->trace, (gpointer) observation);

  heng_number_init (&rounded);
  heng_number_set (&rounded, &observation->value);
  if (self->indicator->is_rounded && !heng_rounding_apply (&self->indicator->rounding, &rounded, &rounded, error))
    return FALSE;

  self->n_parts++;
  switch (self->indicator->aggregate)
    {
    case HENG_AGGREGATE_SUM:
      return again || heng_number_add (&self->value, &self->value, &rounded, error);
    case HENG_AGGREGATE_LAST:
      heng_number_set (&self->value, &rounded);
      return TRUE;
    case HENG_AGGREGATE_MIN:
    case HENG_AGGREGATE_MAX:
      order = heng_number_compare (&rounded, &self->value);
      if (self->n_parts == 1 || (self->indicator->aggregate == HENG_AGGREGATE_MIN ? order < 0 : order > 0))
        heng_number_set (&self->value, &rounded);
      return TRUE;
    case HENG_AGGREGATE_MEAN:
    case HENG_N_AGGREGATES:
    default:
      return heng_number_add (&self->value, &self->value, &rounded, error);
    }
}

static gboolean
add_part (Aggregation  *self,
          HengPeriod    part,
          GError      **error)
{
  const HengObservation *observation = find_serving (self, part);

  if (observation != NULL)
    return add_value (self, observation, part.kind, error);

  self->known = FALSE;
  if (self->missing != NULL)
    self->missing (self->indicator->name, part, self->missing_data);
  return TRUE;
}

static gboolean
add_days (Aggregation  *self,
          HengMonth     month,
          GError      **error)
{
  HengDay last = heng_month_get_last_day (month);

  for (HengDay day = heng_month_get_first_day (month); day <= last; day++)
    if (!add_part (self, (HengPeriod) { HENG_PERIOD_DAY, day }, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_window (Aggregation  *self,
            HengWindow    window,
            GError      **error)
{
  HengPeriodKind kind = self->indicator->observed;

  if (kind == HENG_PERIOD_ONCE)
    return add_part (self, (HengPeriod) { HENG_PERIOD_ONCE, 0 }, error);

  for (HengMonth month = window.first; month <= window.last;)
    {
      HengPeriod part;

      if (kind == HENG_PERIOD_DAY)
        {
          if (!add_days (self, month++, error))
            return FALSE;
          continue;
        }
      part = heng_period_of_month (kind, month);
      if (!add_part (self, part, error))
        return FALSE;
      month = heng_period_get_last_month (part) + 1;
    }

  return TRUE;
}

gboolean
heng_observations_get_value (const HengObservations  *self,
                             const HengIndicator     *indicator,
                             HengWindow               window,
                             HengMissingFunc          missing,
                             gpointer                 missing_data,
                             HengNumber              *value,
                             gboolean                *known,
                             HengTrace               *trace,
                             GError                 **error)
{
  Aggregation aggregation = {
    .observations = self, .indicator = indicator, .missing = missing, .missing_data = missing_data, .trace = trace, .known = TRUE,
  };
  gboolean done;

  heng_number_init (&aggregation.value);
  aggregation.coarser = g_hash_table_new (NULL, NULL);
  done = add_window (&aggregation, window, error);
  if (done && aggregation.known)
    {
      if (indicator->aggregate == HENG_AGGREGATE_MEAN && aggregation.n_parts > 1)
        {
          g_auto (HengNumber) count = { 0 };

          heng_number_init (&count);
          heng_number_set_int64 (&count, aggregation.n_parts);
          done = heng_number_divide (&aggregation.value, &aggregation.value, &count, error);
        }
      heng_number_set (value, &aggregation.value);
    }

  *known = aggregation.known;
  heng_number_clear (&aggregation.value);
  g_hash_table_unref (aggregation.coarser);
  return done;
}

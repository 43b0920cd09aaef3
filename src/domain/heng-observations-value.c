// SPDX-License-Identifier: GPL-3.0-or-later
/* The value of an indicator over months: its observations, rounded each and aggregated. */
#include "heng-observations.h"

#include "heng-observations-private.h"

typedef struct
{
  const HengObservationSeries *series; /* (nullable) */
  const HengIndicator    *indicator;
  HengMissingFunc         missing;
  gpointer                missing_data;
  HengTrace              *trace;

  GHashTable             *coarser; /* (nullable): the observations that have served a part and are longer than it */
  guint                   place;   /* where the part before was found */
  guint                   n_parts;
  gboolean                known;

  /* As long as decimals within 64 bits do, the value is units over ten to the power of decimals; then it is a number. */
  gboolean                is_plain;
  gint64                  units;
  guint                   decimals;
  HengNumber              value;
} Aggregation;

/* The observation that serves @part: of its own length, else the shortest longer one around it. */
static const HengObservation *
find_serving (Aggregation *self,
              HengPeriod   part)
{
  const char *const *precedence = (const char *const *) self->indicator->precedence;
  const HengObservation *observation;

  if (self->series == NULL)
    return NULL;
  observation = heng_observation_series_find (self->series, part, precedence, &self->place);
  if (observation != NULL)
    return observation;

  for (HengPeriodKind kind = part.kind + 1; kind <= HENG_PERIOD_ONCE; kind++)
    {
      HengPeriod period = { HENG_PERIOD_ONCE, 0 };
      guint place = 0;

      if (kind != HENG_PERIOD_ONCE)
        period = heng_period_of_month (kind, heng_period_get_first_month (part));
      observation = heng_observation_series_find (self->series, period, precedence, &place);
      if (observation != NULL)
        return observation;
    }

  return NULL;
}

/* ---- within 64 bits ---- */

static gboolean
scale_up (gint64 *units,
          guint   n_decimals)
{
  for (guint i = 0; i < n_decimals; i++)
    if (__builtin_mul_overflow (*units, 10, units))
      return FALSE;

  return TRUE;
}

/* %FALSE where it does not fit; nothing has been added then. */
static gboolean
add_plain (Aggregation *self,
           gint64       units,
           guint        decimals)
{
  gint64 sum = self->units;
  guint most = MAX (self->decimals, decimals);
  gboolean first = self->n_parts == 0;

  if (!scale_up (&sum, most - self->decimals) || !scale_up (&units, most - decimals))
    return FALSE;

  switch (self->indicator->aggregate)
    {
    case HENG_AGGREGATE_LAST:
      sum = units;
      break;
    case HENG_AGGREGATE_MIN:
      sum = first ? units : MIN (sum, units);
      break;
    case HENG_AGGREGATE_MAX:
      sum = first ? units : MAX (sum, units);
      break;
    case HENG_AGGREGATE_SUM:
    case HENG_AGGREGATE_MEAN:
    case HENG_N_AGGREGATES:
    default:
      if (__builtin_add_overflow (sum, units, &sum))
        return FALSE;
      break;
    }

  self->units = sum;
  self->decimals = most;
  return TRUE;
}

static void
leave_plain (Aggregation *self)
{
  if (!self->is_plain)
    return;

  self->is_plain = FALSE;
  heng_number_set_decimal (&self->value, self->units, self->decimals);
}

/* ---- without bounds ---- */

static gboolean
add_number (Aggregation       *self,
            const HengNumber  *number,
            GError           **error)
{
  int order;

  switch (self->indicator->aggregate)
    {
    case HENG_AGGREGATE_LAST:
      heng_number_set (&self->value, number);
      return TRUE;
    case HENG_AGGREGATE_MIN:
    case HENG_AGGREGATE_MAX:
      order = heng_number_compare (number, &self->value);
      if (self->n_parts == 0 || (self->indicator->aggregate == HENG_AGGREGATE_MIN ? order < 0 : order > 0))
        heng_number_set (&self->value, number);
      return TRUE;
    case HENG_AGGREGATE_SUM:
    case HENG_AGGREGATE_MEAN:
    case HENG_N_AGGREGATES:
    default:
      return heng_number_add (&self->value, &self->value, number, error);
    }
}

static gboolean
add_value (Aggregation            *self,
           const HengObservation  *observation,
           GError                **error)
{
  g_auto (HengNumber) rounded = { 0 };
  gint64 units = observation->units;
  guint decimals = observation->decimals;

  if (self->is_plain && observation->is_plain &&
      (!self->indicator->is_rounded || heng_rounding_apply_plain (&self->indicator->rounding, &units, &decimals)) &&
      add_plain (self, units, decimals))
    return TRUE;

  leave_plain (self);
  heng_number_init (&rounded);
  heng_observation_get_value (observation, &rounded);
  return (!self->indicator->is_rounded || heng_rounding_apply (&self->indicator->rounding, &rounded, &rounded, error)) &&
         add_number (self, &rounded, error);
}

/* ---- */

/* Parts with observations of their own may lie between those that one longer observation serves. */
static gboolean
has_served (Aggregation           *self,
            const HengObservation *observation)
{
  if (self->coarser == NULL)
    self->coarser = g_hash_table_new (NULL, NULL);
  return !g_hash_table_add (self->coarser, (gpointer) observation);
}

static gboolean
add_part (Aggregation  *self,
          HengPeriod    part,
          GError      **error)
{
  const HengObservation *observation = find_serving (self, part);
  gboolean again;

  if (observation == NULL)
    {
      self->known = FALSE;
      if (self->missing != NULL)
        self->missing (self->indicator->name, part, self->missing_data);
      return TRUE;
    }

  again = observation->period.kind != part.kind && has_served (self, observation);
  if (self->trace != NULL && !again)
    heng_trace_add_observation (self->trace, (gpointer) observation);
  if (!(again && self->indicator->aggregate == HENG_AGGREGATE_SUM) && !add_value (self, observation, error))
    return FALSE;

  self->n_parts++;
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
    .series = heng_observations_get_series (self, indicator->name), .indicator = indicator, .missing = missing,
    .missing_data = missing_data, .trace = trace, .known = TRUE, .is_plain = TRUE,
  };
  gboolean done;

  heng_number_init (&aggregation.value);
  done = add_window (&aggregation, window, error);
  if (done && aggregation.known)
    {
      leave_plain (&aggregation);
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
  g_clear_pointer (&aggregation.coarser, g_hash_table_unref);
  return done;
}

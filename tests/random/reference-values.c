// SPDX-License-Identifier: GPL-3.0-or-later
/* What was observed, as it counts for a stretch of months; rounding; classes of water. */
#include "reference.h"

#include <string.h>

static void
set_count (mpz_t    result,
           mpz_t    low,
           gboolean up)
{
  mpz_set (result, low);
  if (up)
    mpz_add_ui (result, result, 1);
}

/* Between two neighbouring multiples the nearer; the mode tells what to do in the middle, or always. */
void
reference_round (mpz_t      result,
                 mpq_srcptr number,
                 mpq_srcptr step,
                 Mode       mode)
{
  mpq_t steps, above, half;
  mpz_t low;
  gboolean negative = mpq_sgn (number) < 0, up;
  int middle;

  mpq_inits (steps, above, half, NULL);
  mpz_init (low);
  mpq_div (steps, number, step);
  mpq_abs (steps, steps);
  mpz_fdiv_q (low, mpq_numref (steps), mpq_denref (steps));
  mpq_set_z (above, low);
  mpq_sub (above, steps, above);
  mpq_set_ui (half, 1, 2);
  middle = mpq_cmp (above, half);

  switch (mode)
    {
    case MODE_DOWN: up = FALSE; break;
    case MODE_UP: up = mpq_sgn (above) > 0; break;
    case MODE_HALF_EVEN: up = middle > 0 || (middle == 0 && mpz_odd_p (low)); break;
    case MODE_HALF_UP:
    case N_MODES:
    default: up = middle >= 0; break;
    }
  set_count (result, low, up);
  if (negative)
    mpz_neg (result, result);
  mpz_clear (low);
  mpq_clears (steps, above, half, NULL);
}

/* ---- which observation counts ---- */

/* The newest revision of one source; %NULL where there is none or it is withdrawn. */
static const Observation *
find_revision (const Reference *self,
               gint16           indicator,
               gint16           source,
               CasePeriod       period,
               gint16          *number)
{
  const Observation *found = NULL;

  for (gint16 i = 0; i < self->n_observations; i++)
    {
      const Observation *observation = &self->made->observations[i];

      if (observation->indicator == indicator && observation->source == source && case_period_equal (observation->period, period))
        {
          found = observation;
          *number = i;
        }
    }

  return found != NULL && !found->withdrawn ? found : NULL;
}

/* Of the sources the first that the agreement names; where it names none of them the newest. */
static const Observation *
find_observation (const Reference *self,
                  gint16           indicator,
                  CasePeriod       period)
{
  const Indicator *measured = &self->made->versions[self->version].indicators[indicator];
  const Observation *newest = NULL;
  gint16 newest_number = -1;

  for (gint16 i = 0; i < measured->n_precedence; i++)
    {
      gint16 number;
      const Observation *found = find_revision (self, indicator, measured->precedence[i], period, &number);

      if (found != NULL)
        return found;
    }
  for (gint16 source = 0; source < CASE_SOURCES; source++)
    {
      gint16 number = -1;
      const Observation *found = find_revision (self, indicator, source, period, &number);

      if (found != NULL && number > newest_number)
        {
          newest = found;
          newest_number = number;
        }
    }

  return newest;
}

/* Of the part itself, else of the shortest longer period around it. */
static const Observation *
find_serving (const Reference *self,
              gint16           indicator,
              CasePeriod       part)
{
  const Observation *found = find_observation (self, indicator, part);
  gint32 month = 0;

  if (part.kind != CASE_ONCE)
    month = case_day_get_month (case_period_first_day (part));
  for (gint kind = (gint) part.kind + 1; kind <= CASE_ONCE && found == NULL; kind++)
    found = find_observation (self, indicator, case_period_around ((CaseKind) kind, month));
  return found;
}

/* ---- the value of a stretch ---- */

static GArray *
list_parts (CaseKind kind,
            Months   months)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (CasePeriod));

  for (gint32 month = months.first; month <= months.last; month++)
    {
      CasePeriod part;

      if (kind == CASE_DAY)
        for (gint32 day = case_month_first_day (month); day < case_month_first_day (month + 1); day++)
          {
            part = (CasePeriod) { CASE_DAY, day };
            g_array_append_val (parts, part);
          }
      else
        {
          part = case_period_around (kind, month);
          if (parts->len == 0 || !case_period_equal (g_array_index (parts, CasePeriod, parts->len - 1), part))
            g_array_append_val (parts, part);
        }
    }

  return parts;
}

static void
note_missing (Reference *self,
              gint16     indicator,
              CasePeriod part)
{
  g_autofree char *period = case_period_format (part);
  g_autofree char *text = g_strdup_printf ("%s %s", case_indicator_names[indicator], period);

  if (self->muted == 0 && !g_ptr_array_find_with_equal_func (self->missing, text, g_str_equal, NULL))
    g_ptr_array_add (self->missing, g_steal_pointer (&text));
}

static void
set_rounded (mpq_t              value,
             const Indicator   *measured,
             const Observation *observation)
{
  mpq_t step;
  mpz_t count;

  reference_set_literal (value, &observation->value);
  if (!measured->is_rounded)
    return;

  mpq_init (step);
  mpz_init (count);
  reference_set_literal (step, &measured->step);
  reference_round (count, value, step, measured->mode);
  mpq_set_z (value, count);
  mpq_mul (value, value, step);
  mpz_clear (count);
  mpq_clear (step);
}

/* @serving: what serves each part */
static void
aggregate (const Indicator *measured,
           GPtrArray       *serving,
           mpq_t            value)
{
  mpq_t one;

  mpq_init (one);
  mpq_set_ui (value, 0, 1);
  for (guint i = 0; i < serving->len; i++)
    {
      gboolean counted = FALSE;

      set_rounded (one, measured, g_ptr_array_index (serving, i));
      for (guint j = 0; j < i; j++)
        counted = counted || g_ptr_array_index (serving, j) == g_ptr_array_index (serving, i);

      if (measured->aggregate == AGGREGATE_MEAN || (measured->aggregate == AGGREGATE_SUM && !counted))
        mpq_add (value, value, one);
      else if (measured->aggregate == AGGREGATE_LAST ||
               (measured->aggregate == AGGREGATE_MIN && (i == 0 || mpq_cmp (one, value) < 0)) ||
               (measured->aggregate == AGGREGATE_MAX && (i == 0 || mpq_cmp (one, value) > 0)))
        mpq_set (value, one);
    }
  if (measured->aggregate == AGGREGATE_MEAN)
    {
      mpq_set_ui (one, serving->len, 1);
      mpq_div (value, value, one);
    }
  mpq_clear (one);
}

gboolean
reference_observe (Reference *self,
                   gint16     indicator,
                   Months     months,
                   Value     *value)
{
  const Indicator *measured = &self->made->versions[self->version].indicators[indicator];
  g_autoptr (GArray) parts = list_parts (measured->observed, months);
  g_autoptr (GPtrArray) serving = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      CasePeriod part = g_array_index (parts, CasePeriod, i);
      const Observation *found = find_serving (self, indicator, part);

      if (found != NULL)
        g_ptr_array_add (serving, (gpointer) found);
      else
        note_missing (self, indicator, part);
    }

  value->kind = serving->len == parts->len ? VALUE_NUMBER : VALUE_UNKNOWN;
  if (value->kind == VALUE_NUMBER)
    aggregate (measured, serving, value->number);
  return TRUE;
}

/* ---- GB 3838-2002, table 1, in thousandths of mg/L ---- */

static gint
count_limits (const gint64 limits[5],
              mpq_srcptr   value,
              gboolean     higher_is_better)
{
  mpq_t limit;
  gint class = 6;

  mpq_init (limit);
  for (gint i = 4; i >= 0; i--)
    {
      mpq_set_si (limit, limits[i], 1000);
      mpq_canonicalize (limit);
      if (higher_is_better ? mpq_cmp (value, limit) >= 0 : mpq_cmp (value, limit) <= 0)
        class = i + 1;
    }
  mpq_clear (limit);
  return class;
}

gint
reference_classify (const Indicator *indicator,
                    mpq_srcptr       value)
{
  static const gint64 cod[5] = { 15000, 15000, 20000, 30000, 40000 }, nh3n[5] = { 150, 500, 1000, 1500, 2000 };
  static const gint64 tp_river[5] = { 20, 100, 200, 300, 400 }, tp_lake[5] = { 10, 25, 50, 100, 200 };
  static const gint64 oxygen[5] = { 7500, 6000, 5000, 3000, 2000 }, tn[5] = { 200, 500, 1000, 1500, 2000 };
  static const gint64 ph_low[5] = { 6000, 6000, 6000, 6000, 6000 }, ph_high[5] = { 9000, 9000, 9000, 9000, 9000 };

  switch (indicator->standard)
    {
    case STANDARD_COD: return count_limits (cod, value, FALSE);
    case STANDARD_NH3N: return count_limits (nh3n, value, FALSE);
    case STANDARD_TP: return count_limits (indicator->lake ? tp_lake : tp_river, value, FALSE);
    case STANDARD_DO: return count_limits (oxygen, value, TRUE);
    case STANDARD_TN: return count_limits (tn, value, FALSE);
    case STANDARD_PH: return MAX (count_limits (ph_low, value, TRUE), count_limits (ph_high, value, FALSE));
    case STANDARD_NONE:
    case N_STANDARDS:
    default: g_assert_not_reached ();
    }
}

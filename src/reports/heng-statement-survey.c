// SPDX-License-Identifier: GPL-3.0-or-later
/* Which observations a settlement rests on, and what they are called. */
#include "heng-statement-survey-private.h"

#include "heng-water-standard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

guint
heng_statement_survey_count (const HengStatementSurvey *self)
{
  return self->settlement->agreement->indicators->len;
}

const HengIndicator *
heng_statement_survey_get (const HengStatementSurvey *self,
                           guint                      index)
{
  return heng_agreement_get_indicator (self->settlement->agreement, index);
}

static void
note_window (HengStatementSurvey *self,
             guint                indicator,
             HengWindow           window)
{
  const HengWindow *own = &self->settlement->window;

  if (window.first >= own->first && window.last <= own->last)
    return;
  self->is_earlier[indicator] = TRUE;
  for (guint i = 0; i < self->earlier->len; i++)
    {
      const HengWindow *known = &g_array_index (self->earlier, HengWindow, i);

      if (known->first <= window.first && known->last >= window.last)
        return;
    }

  g_array_append_val (self->earlier, window);
}

static void
visit (HengStatementSurvey *self,
       const HengTrace     *trace,
       gboolean             in_class)
{
  in_class = in_class || trace->kind == HENG_TRACE_CLASS;
  if (trace->kind == HENG_TRACE_INDICATOR)
    {
      self->has_class[trace->indicator] = self->has_class[trace->indicator] || in_class;
      /* A value for all time has no earlier one. */
      if (heng_statement_survey_get (self, trace->indicator)->observed != HENG_PERIOD_ONCE)
        note_window (self, trace->indicator, trace->window);
      return;
    }

  /* A value used twice is one node. Below a class only few stand, and they count anew. */
  if (!in_class && !g_hash_table_add (self->visited, (gpointer) trace))
    return;
  for (guint i = 0; i < trace->children->len; i++)
    visit (self, g_ptr_array_index (trace->children, i), in_class);
}

static int
compare_windows (gconstpointer a,
                 gconstpointer b)
{
  const HengWindow *first = a, *second = b;

  return (first->first < second->first) - (first->first > second->first);
}

void
heng_statement_survey_init (HengStatementSurvey *self,
                            HengSettlement      *settlement)
{
  *self = (HengStatementSurvey) {
    .settlement = settlement,
    .has_class = g_new0 (gboolean, settlement->agreement->indicators->len),
    .is_earlier = g_new0 (gboolean, settlement->agreement->indicators->len),
    .earlier = g_array_new (FALSE, FALSE, sizeof (HengWindow)),
    .visited = g_hash_table_new (NULL, NULL),
  };
  for (guint i = 0; i < settlement->traces->len; i++)
    visit (self, g_ptr_array_index (settlement->traces, i), FALSE);
  g_array_sort (self->earlier, compare_windows);
}

void
heng_statement_survey_clear (HengStatementSurvey *self)
{
  g_free (self->has_class);
  g_free (self->is_earlier);
  g_array_unref (self->earlier);
  g_hash_table_unref (self->visited);
}

static gboolean
get_value (const HengStatementSurvey *self,
           guint                      index,
           HengWindow                 window,
           HengNumber                *value)
{
  gboolean known = FALSE;

  return heng_observations_get_value (self->settlement->observations, heng_statement_survey_get (self, index), window, NULL, NULL,
                                      value, &known, NULL, NULL) && known;
}

char *
heng_statement_survey_describe_value (const HengStatementSurvey *self,
                                      guint                      index,
                                      HengWindow                 window,
                                      const char                *unknown)
{
  g_auto (HengNumber) value = { 0 };

  heng_number_init (&value);
  return get_value (self, index, window, &value) ? heng_statement_number (&value) : g_strdup (unknown);
}

/* A month as it was recorded, grouped where it has more than @n_characters; where it was not, what serves it. */
char *
heng_statement_survey_describe_month (const HengStatementSurvey *self,
                                      guint                      index,
                                      HengMonth                  month,
                                      guint                      n_characters,
                                      const char                *unknown)
{
  const HengIndicator *indicator = heng_statement_survey_get (self, index);
  const HengObservation *observation = heng_observations_find (self->settlement->observations, indicator->name,
                                                               (HengPeriod) { HENG_PERIOD_MONTH, month },
                                                               (const char *const *) indicator->precedence);
  g_auto (HengNumber) value = { 0 };

  if (observation == NULL || indicator->observed != HENG_PERIOD_MONTH)
    return heng_statement_survey_describe_value (self, index, (HengWindow) { month, month }, unknown);

  if (strlen (observation->value_text) <= n_characters)
    return g_strdup (observation->value_text);
  heng_number_init (&value);
  heng_observation_get_value (observation, &value);
  return heng_statement_number (&value);
}

char *
heng_statement_survey_describe_class (const HengStatementSurvey *self,
                                      guint                      index,
                                      HengWindow                 window)
{
  /* Translators: classes of the water standard, I to V and what is worse than V. */
  static const char *const classes[] = { NC_("water class", "I"), NC_("water class", "II"), NC_("water class", "III"),
                                         NC_("water class", "IV"), NC_("water class", "V"), NC_("water class", "> V") };
  const HengIndicator *indicator = heng_statement_survey_get (self, index);
  g_auto (HengNumber) value = { 0 };

  heng_number_init (&value);
  if (!self->has_class[index] || indicator->standard == NULL || !get_value (self, index, window, &value))
    return g_strdup ("–");

  return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "water class",
                                 classes[heng_water_standard_get_class (indicator->standard, indicator->lake, &value) - 1]));
}

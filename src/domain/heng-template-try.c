// SPDX-License-Identifier: GPL-3.0-or-later
/* A template's example, settled. */
#include "heng-template-make-private.h"

#include "heng-versions.h"

#include <string.h>

/* The values with the head of the example: its dates belong to its observations. */
static HengTemplateValues *
take_example_head (const HengTemplateValues *values)
{
  static const char *const keys[] = { "from", "to", "assessed" };
  g_autoptr (HengTemplateValues) example = heng_template_values_new_example (values->item);
  HengTemplateValues *tried = heng_template_values_copy ((HengTemplateValues *) values);

  json_object_unref (tried->head);
  tried->head = json_object_new ();
  heng_template_values_set_head (tried, "code", "EXAMPLE");
  heng_template_values_set_head (tried, "title.zh", values->item->title.zh);
  heng_template_values_set_head (tried, "title.en", values->item->title.en);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    heng_template_values_set_head (tried, keys[i], heng_template_values_get_head (example, keys[i]));
  return tried;
}

/* Observations are the example's by place: whatever the first factor is called now, it has the first factor's figures. */
static HengObservations *
make_observations (const HengTemplateValues *values)
{
  HengObservations *observations = heng_observations_new ();
  const GPtrArray *rows = values->item->observations;

  for (guint i = 0; i < rows->len; i++)
    {
      const HengExampleObservation *row = g_ptr_array_index (rows, i);
      const char *name = heng_template_values_get (values, row->indicator);
      HengPeriod period;

      if (name != NULL && heng_period_parse (row->period, &period, NULL))
        heng_observations_take (observations, name, heng_observation_new (i + 1, period, "", row->value));
    }

  return observations;
}

GPtrArray *
heng_template_try (const HengTemplateValues  *values,
                   const char                *currency,
                   GError                   **error)
{
  g_autoptr (GPtrArray) settlements = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settlement_free);
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();
  g_autoptr (HengTemplateValues) tried = NULL;
  g_autoptr (HengAgreement) agreement = NULL;
  g_autoptr (HengObservations) observations = NULL;
  const char *before = NULL;

  g_return_val_if_fail (values != NULL, NULL);

  tried = take_example_head (values);
  agreement = heng_template_make (tried, currency, error);
  if (agreement == NULL)
    return NULL;

  observations = make_observations (tried);
  g_ptr_array_add (versions, agreement);
  for (guint i = 0; i < values->item->expected->len; i++)
    {
      const HengExampleAmount *amount = g_ptr_array_index (values->item->expected, i);
      HengPeriod period;
      HengWindow window;

      /* Amounts of one period stand together. */
      if (g_strcmp0 (before, amount->period) != 0 && heng_period_parse (amount->period, &period, NULL) &&
          heng_versions_find (versions, period, &window) != NULL)
        g_ptr_array_add (settlements, heng_settlement_new (agreement, period, window, heng_observations_ref (observations),
                                                           currency, TRUE));
      before = amount->period;
    }

  return g_steal_pointer (&settlements);
}

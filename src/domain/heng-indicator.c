// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-indicator.h"

#include "heng-error.h"

#include <string.h>

/* Limits are shown to this many decimals. */
#define LIMIT_DECIMALS_MAX 12

guint
heng_source_get_rank (const char *const *precedence,
                      const char        *source)
{
  guint rank = 0;

  if (precedence == NULL)
    return 0;
  for (; precedence[rank] != NULL; rank++)
    if (strcmp (precedence[rank], source) == 0)
      return rank;

  return rank;
}

gboolean
heng_indicator_is_plausible (const HengIndicator *self,
                             const HengNumber    *value)
{
  return (!self->has_plausible_min || heng_number_compare (value, &self->plausible_min) >= 0) &&
         (!self->has_plausible_max || heng_number_compare (value, &self->plausible_max) <= 0);
}

char *
heng_indicator_format_plausible (const HengIndicator *self)
{
  g_autofree char *least = NULL, *most = NULL;

  if (self->has_plausible_min)
    least = heng_number_format (&self->plausible_min, LIMIT_DECIMALS_MAX);
  if (self->has_plausible_max)
    most = heng_number_format (&self->plausible_max, LIMIT_DECIMALS_MAX);
  if (least != NULL && most != NULL)
    return g_strdup_printf ("%s…%s", least, most);
  if (least != NULL)
    return g_strdup_printf ("≥ %s", least);

  return most != NULL ? g_strdup_printf ("≤ %s", most) : NULL;
}

const HengIndicator *
heng_agreement_check_observation (const HengAgreement  *self,
                                  const char           *indicator,
                                  HengPeriod            period,
                                  const char           *value,
                                  HengNumber           *number,
                                  GError              **error)
{
  int index = heng_agreement_find_indicator (self, indicator);
  g_auto (HengNumber) own = { 0 };
  const HengIndicator *found;

  if (index < 0)
    {
      g_autofree char *indicators = heng_agreement_list_indicators (self);

      heng_error_set (error, HENG_ERROR_INDICATOR_UNKNOWN, self->code, indicator, indicators, NULL);
      return NULL;
    }
  found = heng_agreement_get_indicator (self, (guint) index);
  if (period.kind < found->observed)
    {
      g_autofree char *period_text = heng_period_format (period);

      heng_error_set (error, HENG_ERROR_INDICATOR_PERIOD, found->name, period_text, heng_period_kind_get_name (found->observed), NULL);
      return NULL;
    }

  heng_number_init (&own);
  return value == NULL || heng_number_parse (number != NULL ? number : &own, value, error) ? found : NULL;
}

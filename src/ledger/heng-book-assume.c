// SPDX-License-Identifier: GPL-3.0-or-later
/* What if: settling with values that nobody has observed. Nothing of it reaches the file. */
#include "heng-book-intake.h"

#include "heng-book-agreements.h"
#include "heng-book-assume-private.h"
#include "heng-book-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"
#include "heng-indicator.h"
#include "heng-versions.h"

#include <string.h>

/* Numbers of assumed observations, above all that a book has. */
#define NUMBER_MIN (G_MAXINT64 / 2)

HengAssumption *
heng_assumption_new (const char  *text,
                     GError     **error)
{
  g_autoptr (HengAssumption) self = g_new0 (HengAssumption, 1);
  g_auto (HengNumber) number = { 0 };
  const char *at = strchr (text, '@'), *equals = at != NULL ? strchr (at, '=') : NULL;
  g_autofree char *period = NULL;

  heng_number_init (&number);
  if (equals == NULL || at == text)
    {
      heng_error_set (error, HENG_ERROR_ASSUMPTION_SYNTAX, text, NULL);
      return NULL;
    }

  self->indicator = g_strstrip (g_strndup (text, (gsize) (at - text)));
  period = g_strstrip (g_strndup (at + 1, (gsize) (equals - at - 1)));
  self->value = g_strstrip (g_strdup (equals + 1));
  if (!heng_period_parse (period, &self->period, error) || !heng_number_parse (&number, self->value, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_assumption_free (HengAssumption *self)
{
  if (self == NULL)
    return;

  g_free (self->indicator);
  g_free (self->value);
  g_free (self);
}

void
heng_book_assume (HengBook         *self,
                  const char       *agreement,
                  gint64            known,
                  HengObservations *observations)
{
  if (observations != NULL)
    heng_observations_ref (observations);
  heng_observations_unref (self->assumed);
  g_free (self->assumed_agreement);
  self->assumed = observations;
  self->assumed_agreement = g_strdup (agreement);
  self->assumed_known = known;
}

HengObservations *
heng_book_get_assumed (HengBook   *self,
                       const char *agreement,
                       gint64      known)
{
  /* A period that is settled as it was known at another time, such as a frozen one, knows nothing of assumptions. */
  return self->assumed != NULL && self->assumed_known == known && strcmp (self->assumed_agreement, agreement) == 0 ? self->assumed
                                                                                                                  : NULL;
}

static gboolean
take_assumption (HengObservations      *observations,
                 const HengAgreement   *version,
                 const HengAssumption  *assumption,
                 gint64                 number,
                 GError               **error)
{
  const HengIndicator *indicator = heng_agreement_check_observation (version, assumption->indicator, assumption->period,
                                                                     assumption->value, NULL, error);
  HengObservation *observation;

  if (indicator == NULL)
    return FALSE;

  /* The best source's newest value counts, whatever others say. */
  observation = heng_observation_new (number, assumption->period, indicator->precedence != NULL ? indicator->precedence[0] : "",
                                      assumption->value);
  observation->is_assumed = TRUE;
  heng_observations_take (observations, indicator->name, observation);
  return TRUE;
}

/* Another version may have an indicator that the one in force lacks: nothing in the period asks for it. */
static gboolean
is_of_another_version (GPtrArray            *versions,
                       const HengAgreement  *version,
                       const char           *indicator)
{
  if (heng_agreement_find_indicator (version, indicator) >= 0)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    if (heng_agreement_find_indicator (g_ptr_array_index (versions, i), indicator) >= 0)
      return TRUE;

  return FALSE;
}

HengSettlement *
heng_book_settle_assuming (HengBook    *self,
                           const char  *agreement,
                           HengPeriod   period,
                           gint64       known,
                           GPtrArray   *assumptions,
                           gboolean     traced,
                           GError     **error)
{
  g_autoptr (GPtrArray) versions = heng_book_list_versions (self, agreement, known, error);
  g_autoptr (HengObservations) observations = NULL;
  const HengAgreement *version;
  HengSettlement *settlement;
  HengWindow window;

  if (versions == NULL || (observations = heng_book_load_observations (self, agreement, known, traced, error)) == NULL)
    return NULL;

  version = heng_versions_find (versions, period, &window);
  if (version == NULL)
    version = g_ptr_array_index (versions, versions->len - 1);
  for (guint i = 0; i < assumptions->len; i++)
    {
      const HengAssumption *assumption = g_ptr_array_index (assumptions, i);

      if (!is_of_another_version (versions, version, assumption->indicator) &&
          !take_assumption (observations, version, assumption, NUMBER_MIN + i, error))
        return NULL;
    }

  heng_book_assume (self, agreement, known, observations);
  settlement = heng_book_settle (self, agreement, period, known, traced, error);
  heng_book_assume (self, NULL, 0, NULL);
  if (settlement != NULL)
    settlement->is_assumed = TRUE;
  return settlement;
}

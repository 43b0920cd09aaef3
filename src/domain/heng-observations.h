// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-trace.h"

G_BEGIN_DECLS

/**
 * HengObservation: one measured value as somebody recorded it.
 * @number: its number in the book; a later observation has a larger one
 * @value_text: the value as recorded; %NULL where the observation withdraws the one before
 * @recorded: when it was recorded (milliseconds since 1970-01-01 UTC), and by whom
 */
typedef struct
{
  gint64     number;
  HengPeriod period;
  char      *source; /* "" where none was stated */
  char      *value_text;
  HengNumber value;
  char      *method;   /* (nullable) */
  char      *document; /* (nullable) */
  gint64     recorded_ms;
  char      *recorded_by; /* (nullable) */
  gboolean   is_assumed;  /* nobody has observed it: what if it were so */
} HengObservation;

HengObservation *heng_observation_new  (gint64      number,
                                        HengPeriod  period,
                                        const char *source,
                                        const char *value_text);
void             heng_observation_free (HengObservation *self);

/** HengObservations: what is known of the indicators of one agreement; later revisions have taken the place of earlier ones.
 * Reference-counted; no more is taken once it is shared. */
typedef struct _HengObservations HengObservations;

HengObservations *heng_observations_new   (void);
HengObservations *heng_observations_ref   (HengObservations *self);
void              heng_observations_unref (HengObservations *self);

/** Takes @observation. Of the same indicator, period and source the one with the largest number counts; a withdrawal removes it. */
void              heng_observations_take (HengObservations *self,
                                          const char       *indicator,
                                          HengObservation  *observation);

/**
 * Which observation of exactly @period counts: the best source by @precedence (nullable: sources best first; those that it does not
 * name come after, the newest first), without one the newest.
 *
 * Returns: (nullable) (transfer none)
 */
const HengObservation *heng_observations_find (const HengObservations *self,
                                               const char             *indicator,
                                               HengPeriod              period,
                                               const char *const      *precedence);

/** Called with each period of a window that lacks an observation. */
typedef void (*HengMissingFunc) (const char *indicator,
                                 HengPeriod  period,
                                 gpointer    data);

/**
 * The value of @indicator over @window: its observations, each after its own rounding, aggregated as the indicator states. A coarser
 * observation serves all parts of its period and counts once in a sum. Sets @known to %FALSE where any part lacks; each such period
 * goes to @missing (nullable).
 *
 * Returns: %FALSE with @error where arithmetic fails
 */
gboolean heng_observations_get_value (const HengObservations *self,
                                      const HengIndicator    *indicator,
                                      HengWindow              window,
                                      HengMissingFunc         missing,
                                      gpointer                missing_data,
                                      HengNumber             *value,
                                      gboolean               *known,
                                      HengTrace              *trace,
                                      GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengObservations, heng_observations_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengObservation, heng_observation_free)

G_END_DECLS

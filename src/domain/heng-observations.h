// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-trace.h"

G_BEGIN_DECLS

/**
 * HengObservation: one measured value as somebody recorded it.
 * @number: its number in the book; a later observation has a larger one
 * @source: "" where none was stated
 * @value_text: the value as recorded; %NULL where the observation withdraws the one before, or where it is no number
 * @is_plain: @units over 10 to the power of @decimals is the value; of others heng_observation_get_value() alone tells
 * @revision, @value_before: set by heng_observations_add(), which counts what it is given in the order recorded
 * @recorded_ms: when it was recorded (milliseconds since 1970-01-01 UTC), and by whom; 0 and %NULL, as method and document, where they
 *   were not asked for
 */
typedef struct
{
  gint64      number;
  HengPeriod  period;
  const char *source;
  const char *value_text; /* (nullable) */
  gint64      units;
  guint       decimals;
  gboolean    is_plain;
  const char *method;   /* (nullable) */
  const char *document; /* (nullable) */
  gint64      recorded_ms;
  const char *recorded_by; /* (nullable) */
  guint       revision;     /* which of its source's for the period, from 1 */
  const char *value_before; /* (nullable): what its source said before; %NULL of the first and after a withdrawal */
  gboolean    is_assumed;  /* nobody has observed it: what if it were so */
} HengObservation;

/** An observation by itself, with copies of the texts. */
HengObservation *heng_observation_new  (gint64      number,
                                        HengPeriod  period,
                                        const char *source,
                                        const char *value_text);
void             heng_observation_free (HengObservation *self);

/** The value, which must be there; @value is initialised. */
void heng_observation_get_value (const HengObservation *self,
                                 HengNumber            *value);

/** HengObservations: what is known of the indicators of one agreement; later revisions have taken the place of earlier ones.
 * Reference-counted; nothing is added once it is shared. */
typedef struct _HengObservations HengObservations;

HengObservations *heng_observations_new   (void);
HengObservations *heng_observations_ref   (HengObservations *self);
void              heng_observations_unref (HengObservations *self);

/** Adds a copy of @observation, its texts too; @units, @decimals and @is_plain are made from the text. Of the same indicator, period and
 * source the one with the largest number counts; a withdrawal removes it. Quickest in the order of periods. */
void              heng_observations_add  (HengObservations      *self,
                                          const char            *indicator,
                                          const HengObservation *observation);

/** The same, and frees @observation. */
void              heng_observations_take (HengObservations      *self,
                                          const char            *indicator,
                                          HengObservation       *observation);

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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-observations.h"

G_BEGIN_DECLS

/** Seen only inside the layer: what is known of one indicator. */
typedef struct
{
  char   *name;
  GArray *rows;  /* (element-type HengObservation): by kind of period and period, one a source */
  guint   kinds; /* a bit for each kind of period that occurs */
} HengObservationSeries;

/** Returns: (nullable) */
const HengObservationSeries *heng_observations_get_series (const HengObservations *self,
                                                           const char             *indicator);

/**
 * Which observation of exactly @period counts, see heng_observations_find().
 *
 * @place: (inout): where to look first, 0 at the beginning; periods asked for in their order are then found at once
 */
const HengObservation *heng_observation_series_find (const HengObservationSeries *self,
                                                     HengPeriod                   period,
                                                     const char *const           *precedence,
                                                     guint                       *place);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-observations.h"
#include "heng-book.h"

G_BEGIN_DECLS

/** Where an input goes. */
typedef struct
{
  gint64  series;
  gint64  period; /* by kind, then by time */
  guint32 order;  /* of the series, as they were first seen */
  guint32 source;
  guint32 index;  /* of the input */
} HengObservationPlace;

/** Finds the place of each input; makes series and sources that are new, inside the transaction. Returns: (transfer full)
 * (element-type HengObservationPlace): by series as they are first seen, then by period, then in the order of the inputs */
GArray *heng_observation_places_new (HengBook                  *book,
                                     guint                      n_inputs,
                                     HengObservationInputFunc   get_input,
                                     gpointer                   data,
                                     GError                   **error);

G_END_DECLS

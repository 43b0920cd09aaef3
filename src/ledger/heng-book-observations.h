// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-observations.h"

G_BEGIN_DECLS

/** One row to be recorded. An empty @value withdraws. */
typedef struct
{
  char      *agreement;
  char      *indicator;
  HengPeriod period;
  char      *value;
  char      *source;
  char      *method;   /* (nullable) */
  char      *document; /* (nullable) */
} HengObservationInput;

void              heng_observation_input_free    (HengObservationInput *self);
/** Appends what is new or a revision. The inputs are checked against their agreements by the caller. Counts (nullable). */
gboolean          heng_book_append_observations  (HengBook          *self,
                                                  GPtrArray         *inputs,
                                                  const HengOrigin  *origin,
                                                  guint             *n_new,
                                                  guint             *n_revised,
                                                  guint             *n_same,
                                                  GError           **error);
/** Input number @index of many; its texts are the giver's. */
typedef void    (*HengObservationInputFunc)      (guint                 index,
                                                  HengObservationInput *input,
                                                  gpointer              data);
/** The same of @n_inputs inputs, each of which is asked for several times: so many need not stand in memory twice. Tells the book's
 * progress, in inputs. */
gboolean          heng_book_append_observations_from (HengBook                *self,
                                                      guint                    n_inputs,
                                                      HengObservationInputFunc get_input,
                                                      gpointer                 data,
                                                      const HengOrigin        *origin,
                                                      guint                   *n_new,
                                                      guint                   *n_revised,
                                                      guint                   *n_same,
                                                      GError                 **error);
/** Everything known of an agreement's indicators. Returns: (transfer full) */
HengObservations *heng_book_get_observations     (HengBook          *self,
                                                  const char        *agreement,
                                                  gint64             known,
                                                  GError           **error);

/** A row for listing: every revision, the newest first within a period. */
typedef struct
{
  gint64     number;
  char      *indicator;
  HengPeriod period;
  char      *value; /* (nullable): withdrawn */
  char      *source;
  char      *method;
  char      *document;
  gint64     recorded_ms;
  char      *recorded_by;
  gboolean   is_superseded;
} HengObservationRow;

void       heng_observation_row_free     (HengObservationRow *self);
/** Returns: (transfer full) (element-type HengObservationRow): by indicator, period, newest first; at most @limit */
GPtrArray *heng_book_list_observations   (HengBook           *self,
                                          const char         *agreement,
                                          guint               limit,
                                          GError            **error);

G_END_DECLS

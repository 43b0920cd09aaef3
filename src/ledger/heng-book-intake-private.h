// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"

G_BEGIN_DECLS

/** One row, small: there may be millions. Texts are offsets into the intake's bytes, 0 for none. */
typedef struct
{
  guint32 series;
  guint32 source;
  gint32  period_index;
  guint32 file;
  guint32 line;
  guint32 value;
  guint32 before;
  guint32 other_source; /* its number + 1 */
  guint32 other_value;
  guint   period_kind : 4;
  guint   kind : 4;
  guint   has_before : 1;
  guint   counts : 1;
  guint   is_implausible : 1;
  guint   changes : 1; /* another value counts for the period than before */
} HengIntakeItem;

typedef struct
{
  char      *agreement;
  char      *indicator;
  GPtrArray *versions; /* of the agreement */
  guint      first;    /* its items stand at first … first + n_items - 1 of the order */
  guint      n_items;
} HengIntakeSeries;

struct _HengIntake
{
  HengBook   *book;
  GArray     *items;  /* (element-type HengIntakeItem) */
  GArray     *order;  /* (element-type guint): the items by series, period and as they came */
  GArray     *series; /* (element-type HengIntakeSeries) */
  GPtrArray  *sources; /* (element-type utf8) */
  GPtrArray  *files;   /* (element-type utf8) */
  GHashTable *series_numbers; /* "agreement\nindicator" → number + 1 */
  GHashTable *source_numbers;
  GString    *texts;
  guint       n_of[HENG_N_INTAKE_CLASSES];
  guint       n_implausible;
  GPtrArray  *periods; /* (element-type HengIntakePeriod) */

  GCancellable     *cancellable; /* (nullable) each: while it is finished */
  HengProgressFunc  progress;
  gpointer          progress_data;
};

const char *heng_intake_get_text     (HengIntake  *self,
                                      guint32      offset);
guint32     heng_intake_add_text     (HengIntake  *self,
                                      const char  *text);
guint32     heng_intake_number_of    (HengIntake  *self,
                                      const char  *source);
gboolean    heng_intake_compare_all  (HengIntake  *self,
                                      GError     **error);
gboolean    heng_intake_find_periods (HengIntake  *self,
                                      GError     **error);
/** Returns: %FALSE with %HENG_ERROR_CANCELLED where it shall end */
gboolean    heng_intake_report       (HengIntake  *self,
                                      guint64      done,
                                      guint64      total,
                                      GError     **error);

G_END_DECLS

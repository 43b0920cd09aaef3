// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-kept.h"

G_BEGIN_DECLS

/** Lines of entries from @first to before @end that are dated from @from to @to (#HENG_DAY_NONE: open). */
typedef struct
{
  gint64  first;
  gint64  end;
  HengDay from;
  HengDay to;
} HengLineRange;

/** What lines are told apart by beside their two parties: a row's segment. */
typedef enum
{
  HENG_LINES_BY_PAIR,
  HENG_LINES_BY_MONTH,  /* of the date, a #HengMonth */
  HENG_LINES_BY_PERIOD, /* see heng_kept_period_code() */
  HENG_N_LINES_BY
} HengLinesBy;

/** How many lines there are in a range, and what reading them takes, about: to choose between ways that come to the same. */
typedef struct
{
  gint64  n_entries;
  GArray *days; /* (element-type HengDay): of entries at equal distances */
} HengLineSample;

gboolean heng_line_sample_init  (HengLineSample  *self,
                                 HengBook        *book,
                                 GError         **error);
void     heng_line_sample_clear (HengLineSample  *self);
/** What reading takes; COST_KEPT of sums that are kept is of the same measure. */
gint64   heng_line_sample_cost  (const HengLineSample  *self,
                                 const HengLineRange   *range,
                                 HengLinesBy            by);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengLineSample, heng_line_sample_clear)

/** Gives @func each line as a row of #HENG_KEPT_PAIR that has one figure. The tables themselves are read, whatever a view of the past hides.
 * @sample: (nullable): without it, along the entries */
gboolean heng_book_foreach_line (HengBook              *book,
                                 const HengLineSample  *sample,
                                 const HengLineRange   *range,
                                 HengLinesBy            by,
                                 HengKeptFunc           func,
                                 gpointer               data,
                                 GError               **error);
/** The same of the first @n_max lines of one agreement. */
gboolean heng_book_foreach_line_of (HengBook             *book,
                                    const char           *agreement,
                                    const HengLineRange  *range,
                                    HengLinesBy           by,
                                    gint64                n_max,
                                    HengKeptFunc          func,
                                    gpointer              data,
                                    GError              **error);

G_END_DECLS

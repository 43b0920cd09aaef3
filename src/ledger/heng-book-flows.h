// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_FLOW_ACCRUED,
  HENG_FLOW_PAID,
  HENG_FLOW_OUTSTANDING,
  HENG_FLOW_OVERDUE, /* due and not paid after its due day; needs payment terms */
} HengFlowMeasure;

/**
 * HengFlowQuery: which flows.
 * @from_day, @to_day: assessed periods that lie within; for what is paid the payments dated within; #HENG_DAY_NONE: open
 * @on_day: the day on which something is overdue; #HENG_DAY_NONE: today
 * @mechanism: -1: any
 * @commodity: (nullable): the book's currency
 * @region: (nullable): only flows of which one end is in it or in a region below it: a province includes its cities and counties
 * @known: as in #HengView
 * @by_year: what is of several years stands in a row for each
 * @with_zeros: a row of zero, too, where something was settled between the two and nothing of the measure is left of it
 * @with_programmes: fills in the titles and programmes of rows
 */
typedef struct
{
  HengFlowMeasure measure;
  HengDay         from_day;
  HengDay         to_day;
  HengDay         on_day;
  int             mechanism;
  const char     *commodity;
  const char     *region;
  gint64          known;
  gboolean        by_year;
  gboolean        with_zeros;
  gboolean        with_programmes;
} HengFlowQuery;

/**
 * HengFlowRow: what one party owes or paid another in one agreement: the units (assessed periods) added up by direction.
 * @from, @to: a region's code or a pool's id
 * @title_zh, @title_en: (nullable): the agreement's; neither without @with_programmes
 * @programme_zh, @programme_en: (nullable): the basin or programme that the agreement names; neither where it names none
 * @year: of the assessed period; of the payment for what is paid; of the entry for what has no period of a year. What is outstanding of
 *   two parties where a payment names no period is one amount, of the last year between them. 0 without @by_year
 * @amount_minor: above zero; zero only with @with_zeros
 */
typedef struct
{
  char         *agreement;
  HengMechanism mechanism;
  char         *title_zh;
  char         *title_en;
  char         *programme_zh;
  char         *programme_en;
  char         *from;
  char         *to;
  char         *from_name_zh;
  char         *from_name_en;
  char         *to_name_zh;
  char         *to_name_en;
  HengRole      from_role;
  HengRole      to_role;
  gint          year;
  gint64        amount_minor;
} HengFlowRow;

void       heng_flow_row_free   (HengFlowRow          *self);

/** Returns: (transfer full) (element-type HengFlowRow): an error where the region is not known */
GPtrArray *heng_book_list_flows (HengBook             *self,
                                 const HengFlowQuery  *query,
                                 GError              **error);

G_END_DECLS

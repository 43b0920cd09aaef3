// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book.h"
#include "heng-dues.h"

G_BEGIN_DECLS

/**
 * HengDuesRow: the dues of one unit: agreement × assessed period × pair × commodity.
 * @version: (nullable): the version whose payment terms hold; %NULL where the agreement has none
 * @has_period: %FALSE for openings and for payments on account, which no period has taken yet
 * @from: party that owes, by its name in the agreement; @from_id its region's code or `pool:AGREEMENT/NAME`
 * @next_day: the earliest due day of what is not paid; #HENG_DAY_NONE where there is none
 */
typedef struct
{
  HengAgreement *version;
  char          *agreement;
  gboolean       has_period;
  HengPeriod     period;
  char          *from;
  char          *to;
  char          *from_id;
  char          *to_id;
  char          *commodity;
  HengDay        next_day;
  HengDues      *dues;
} HengDuesRow;

void heng_dues_row_free (HengDuesRow *self);

/** Sums over all rows that match, those behind the limit included. */
typedef struct
{
  char  *commodity;
  guint  n_rows;
  guint  n_overdue;          /* rows of which something is overdue */
  gint64 outstanding_minor;  /* still to pay, without what is to be returned */
  gint64 returnable_minor;   /* to be returned */
  gint64 overdue_minor;
  gint64 interest_minor;     /* due so far */
  gint64 interest_booked_minor;
} HengDuesTotal;

void heng_dues_total_free (HengDuesTotal *self);

typedef struct
{
  const char *agreement;    /* (nullable) each */
  const char *region;       /* one of the two parties is of it */
  gboolean    only_open;    /* only where something is still to pay or to be returned */
  gboolean    only_overdue;
  guint       limit;        /* 0: all */
  HengView    view;         /* no day: today */
} HengDuesQuery;

/**
 * What is due, by the earliest day on which something that is not paid is due; what has no such day behind it, then what is paid.
 *
 * A payment or delivery that names its assessed period belongs to that. One that names none goes to the oldest dues of its pair in its
 * direction, as far as they are not paid; what is left stays on account, without a period. A payment that was reversed was never made.
 * A dispute that is open holds back the difference between what is assessed and what is proposed.
 *
 * @totals: (out) (nullable) (transfer full) (element-type HengDuesTotal): the currency first
 *
 * Returns: (transfer full) (element-type HengDuesRow)
 */
GPtrArray *heng_book_list_dues     (HengBook             *self,
                                    const HengDuesQuery  *query,
                                    GPtrArray           **totals,
                                    GError              **error);

/**
 * The entries that heng_book_post_interest() would book: each has one line.
 *
 * @agreement: (nullable): all
 *
 * Returns: (transfer full) (element-type HengEntry)
 */
GPtrArray *heng_book_list_interest (HengBook             *self,
                                    const char           *agreement,
                                    HengDay               day,
                                    GError              **error);

/**
 * Books the late interest that is due up to @day and not booked yet, as entries of their own kind that are dated @day, one for each
 * unit, all in one fact. Where what was booked is more than what is due, the difference goes back.
 *
 * @agreement: (nullable): all
 * @n_entries: (out) (nullable)
 */
gboolean   heng_book_post_interest (HengBook             *self,
                                    const char           *agreement,
                                    HengDay               day,
                                    guint                *n_entries,
                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengDuesRow, heng_dues_row_free)

G_END_DECLS

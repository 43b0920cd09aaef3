// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-trace.h"

G_BEGIN_DECLS

/**
 * The versions of one agreement in the order in which they were recorded: which of them governs a period, and which periods are
 * assessed at all. A version governs the periods that begin on or after its `from`; of several the one recorded last. Pure functions.
 *
 * @versions: (element-type HengAgreement)
 */

/**
 * The version that governs @period, and the months of it that are assessed.
 *
 * @window: (out): the assessed months
 *
 * Returns: (nullable) (transfer none): %NULL where the period is not assessed
 */
HengAgreement *heng_versions_find  (GPtrArray  *versions,
                                    HengPeriod  period,
                                    HengWindow *window);

/**
 * The assessed periods that have ended by @day, in the order of time; `once` has ended on its first day. With @within other than
 * %NULL instead: those that lie within it, ended or not.
 *
 * Returns: (transfer full) (element-type HengPeriod)
 */
GArray        *heng_versions_list_periods (GPtrArray        *versions,
                                           HengDay           day,
                                           const HengPeriod *within);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"
#include "heng-record.h"

G_BEGIN_DECLS

/** HengIntakeList: rows of a preview as a list model of #HengRecord over #HengIntakeRow, each made when it is looked at. */
#define HENG_TYPE_INTAKE_LIST (heng_intake_list_get_type ())
G_DECLARE_FINAL_TYPE (HengIntakeList, heng_intake_list, HENG, INTAKE_LIST, GObject)

/** @intake: (transfer none): outlives the list and its records */
HengIntakeList *heng_intake_list_new        (HengIntake     *intake);
/** Shows the rows of @kind, -1 for any; with @implausible only those outside the limits. */
void            heng_intake_list_set_filter (HengIntakeList *self,
                                             int             kind,
                                             gboolean        implausible);

G_END_DECLS

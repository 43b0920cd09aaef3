// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"

G_BEGIN_DECLS

/** HengTriedValues: values that were typed to see what they come to and are not recorded: one for an agreement, indicator and period. */
typedef struct _HengTriedValues HengTriedValues;

HengTriedValues *heng_tried_values_new  (void);
void             heng_tried_values_free (HengTriedValues *self);

/** @value: (nullable): forgets it */
void             heng_tried_values_set  (HengTriedValues *self,
                                         const char      *agreement,
                                         const char      *indicator,
                                         HengPeriod       period,
                                         const char      *value);
/** Returns: (nullable) (transfer none) */
const char      *heng_tried_values_find (HengTriedValues *self,
                                         const char      *agreement,
                                         const char      *indicator,
                                         HengPeriod       period);
/** All of an agreement, by indicator and period. Returns: (transfer container) (element-type HengAssumption): until they are set anew */
GPtrArray       *heng_tried_values_list (HengTriedValues *self,
                                         const char      *agreement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengTriedValues, heng_tried_values_free)

G_END_DECLS

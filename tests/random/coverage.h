// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare.h"

G_BEGIN_DECLS

/** Counts which features the cases had. */
typedef struct _Coverage Coverage;

Coverage *coverage_new   (void);
void      coverage_free  (Coverage    *self);
void      coverage_add   (Coverage    *self,
                          const Case  *made);
/** Writes all counts as comments of the test protocol. */
void      coverage_print (const Coverage *self,
                          const Tally    *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Coverage, coverage_free)

G_END_DECLS

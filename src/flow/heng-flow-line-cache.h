// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-hatch.h"
#include "heng-flow-heights.h"

G_BEGIN_DECLS

/* What the lines of hatchings cover of an image's pixels, reckoned once for each kind of lines. */
typedef struct _HengFlowLineCache HengFlowLineCache;

/* For pixels left of @right and above @bottom. */
HengFlowLineCache *heng_flow_line_cache_new  (const HengFlowGrid  *grid,
                                              int                  right,
                                              int                  bottom) G_GNUC_WARN_UNUSED_RESULT;
void               heng_flow_line_cache_free (HengFlowLineCache   *self);

/* @kind: one direction of the lines of @hatch. The table belongs to the cache. */
HengFlowLines      heng_flow_line_cache_get  (HengFlowLineCache   *self,
                                              const HengFlowHatch *hatch,
                                              HengFlowHatchKind    kind);

G_END_DECLS

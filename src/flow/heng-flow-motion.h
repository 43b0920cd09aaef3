// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"

G_BEGIN_DECLS

/*
 * The way from one layout to another of much the same flows, to be shown for a moment: what stands in both moves and changes its
 * width, what is only in the later one comes half way, what is only in the earlier one is gone at once. Pages of the same kind only.
 */
typedef struct _HengFlowMotion HengFlowMotion;

/* More shapes than this are not moved: a frame would take too long. */
#define HENG_FLOW_MOTION_SHAPES_MAX 3000

/*
 * Holds both layouts. Returns: (transfer full): %NULL where nothing would be seen to move: other diagrams, nothing in common, too much
 * to be painted many times a second
 */
HengFlowMotion        *heng_flow_motion_new  (HengFlowLayout *before,
                                              HengFlowLayout *after) G_GNUC_WARN_UNUSED_RESULT;
void                   heng_flow_motion_free (HengFlowMotion *self);

/* @progress: from 0 (before) to 1 (after). Returns: (transfer none): valid until the next call */
const HengFlowDisplay *heng_flow_motion_at   (HengFlowMotion *self,
                                              double          progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowMotion, heng_flow_motion_free)

G_END_DECLS

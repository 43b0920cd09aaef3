// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display.h"

G_BEGIN_DECLS

/*
 * Writing a display: heng_flow_display_add() begins a shape, the path calls add to the one begun last.
 * The returned shape may be changed until the next one is begun.
 */
HengFlowDisplay *heng_flow_display_new      (const char       *font,
                                             double            width_pt,
                                             double            height_pt) G_GNUC_WARN_UNUSED_RESULT;
void             heng_flow_display_free     (HengFlowDisplay  *self);
HengFlowShape   *heng_flow_display_add      (HengFlowDisplay  *self,
                                             HengFlowShapeKind kind,
                                             HengFlowRole      role,
                                             HengFlowInk       ink);
void             heng_flow_display_move_to  (HengFlowDisplay  *self,
                                             double            x,
                                             double            y);
void             heng_flow_display_line_to  (HengFlowDisplay  *self,
                                             double            x,
                                             double            y);
void             heng_flow_display_curve_to (HengFlowDisplay  *self,
                                             double            x1,
                                             double            y1,
                                             double            x2,
                                             double            y2,
                                             double            x,
                                             double            y);

/* The same by the step's kind; of a curve, its three points one after another. */
void             heng_flow_display_add_step (HengFlowDisplay  *self,
                                             HengFlowStepKind  kind,
                                             double            x,
                                             double            y);

/* Adds an arc about a centre as curves, from one angle to another in radians; joins it to the path by a line. */
void             heng_flow_display_arc_to   (HengFlowDisplay  *self,
                                             double            centre_x,
                                             double            centre_y,
                                             double            radius_pt,
                                             double            from,
                                             double            to);

/* Adds to the node and link numbers of the shapes from @first on that have any: what was drawn apart has got its place in a whole. */
void             heng_flow_display_renumber (HengFlowDisplay  *self,
                                             guint             first,
                                             guint             first_node,
                                             guint             first_link);

/* Returns: a whole shape, ready but for its link or node */
HengFlowShape   *heng_flow_display_add_box  (HengFlowDisplay  *self,
                                             HengFlowRole      role,
                                             HengFlowInk       ink,
                                             double            x0,
                                             double            y0,
                                             double            x1,
                                             double            y1);
HengFlowShape   *heng_flow_display_add_line (HengFlowDisplay  *self,
                                             HengFlowRole      role,
                                             double            x0,
                                             double            y0,
                                             double            x1,
                                             double            y1);

/* The text is copied and set on one line at the start of its box. */
HengFlowShape   *heng_flow_display_add_text (HengFlowDisplay  *self,
                                             HengFlowRole      role,
                                             HengFlowInk       ink,
                                             const char       *text,
                                             double            size_pt,
                                             double            x0,
                                             double            y0,
                                             double            x1,
                                             double            y1);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowDisplay, heng_flow_display_free)

G_END_DECLS

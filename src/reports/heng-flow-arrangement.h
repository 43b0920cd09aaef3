// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"

G_BEGIN_DECLS

/**
 * HengFlowArrangement: the order of a diagram's columns as text, so that it can be kept, compared and written by hand: ids line by line
 * under the headings `[payers]`, `[middle]` and `[receivers]`; `#` begins a comment.
 * @payers, @middles, @receivers: (nullable) each: ids from the top; what they do not name stands where it crosses least
 */
typedef struct
{
  GStrv payers;
  GStrv middles;
  GStrv receivers;
} HengFlowArrangement;

/** Errors have the line. Returns: (transfer full) */
HengFlowArrangement *heng_flow_arrangement_new_from_text   (const char  *text,
                                                            GError     **error);
/** The order in which @layout has its columns; of several pictures the first's. Returns: (transfer full) */
HengFlowArrangement *heng_flow_arrangement_new_from_layout (const HengFlowLayout *layout);
void                 heng_flow_arrangement_free            (HengFlowArrangement  *self);

/** Returns: (transfer full) */
char                *heng_flow_arrangement_to_text         (const HengFlowArrangement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowArrangement, heng_flow_arrangement_free)

G_END_DECLS

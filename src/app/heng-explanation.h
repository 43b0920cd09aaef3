// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/**
 * HengExplanation: one line of the explanation of an amount: what it is, the number, and the formula with names and with numbers.
 * Its children are made when they are looked at.
 */
#define HENG_TYPE_EXPLANATION (heng_explanation_get_type ())
G_DECLARE_FINAL_TYPE (HengExplanation, heng_explanation, HENG, EXPLANATION, GObject)

const char *heng_explanation_get_label       (HengExplanation *self);
const char *heng_explanation_get_value       (HengExplanation *self);
/** Returns: (nullable): the formula with names */
const char *heng_explanation_get_formula     (HengExplanation *self);
/** Returns: (nullable): the formula with the numbers put in */
const char *heng_explanation_get_substituted (HengExplanation *self);
/** Returns: (nullable): of an observation: how it was measured, on what paper, which revision, who recorded it when */
const char *heng_explanation_get_origin      (HengExplanation *self);

/**
 * The explanations of what a settlement owes, one for each contribution of a statement.
 *
 * @settlement: (transfer full): kept as long as any line of it is
 *
 * Returns: (transfer full): a tree, its rows being #GtkTreeListRow over #HengExplanation
 */
GtkTreeListModel *heng_explanation_new_tree  (HengSession     *session,
                                              HengSettlement  *settlement);

G_END_DECLS

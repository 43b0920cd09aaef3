// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-review-event.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** HengLinesEditor: who owes whom, with a place beside each to write another amount. Emits `changed` when something was typed. */
#define HENG_TYPE_LINES_EDITOR (heng_lines_editor_get_type ())
G_DECLARE_FINAL_TYPE (HengLinesEditor, heng_lines_editor, HENG, LINES_EDITOR, GtkWidget)

/** Which agreement the lines are of. @head: what the amounts to be written are: "proposed" */
void       heng_lines_editor_set_agreement (HengLinesEditor      *self,
                                            HengSession          *session,
                                            const HengAgreement  *agreement,
                                            const char           *head);
/** @stated: (nullable): what stands beside it. @text: (nullable): what is written there to begin with */
void       heng_lines_editor_add           (HengLinesEditor      *self,
                                            const HengReviewLine *line,
                                            const char           *stated,
                                            const char           *text);
/** Offers to add lines between any two parties. */
void       heng_lines_editor_allow_new     (HengLinesEditor      *self);
/**
 * What is written, lines with nothing written left out; amounts may be zero or below it.
 *
 * Returns: (transfer full) (element-type HengReviewLine): %NULL with @error where an amount cannot be read
 */
GPtrArray *heng_lines_editor_list          (HengLinesEditor      *self,
                                            GError              **error);

G_END_DECLS

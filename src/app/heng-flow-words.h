// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-choice.h"
#include "heng-flow-picker.h"
#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengFlowWords: what a drawn flow or region says, with its share computed: the same sentence under the pointer, in the strip and for
 * screen readers. Belongs to one layout.
 */
typedef struct _HengFlowWords HengFlowWords;

/** @rows: (element-type HengFlowRow): what records of links are; held, like @layout and @session. @choice: what was chosen. Returns: (transfer full) */
HengFlowWords *heng_flow_words_new        (HengSession          *session,
                                           HengFlowLayout       *layout,
                                           GPtrArray            *rows,
                                           const HengFlowChoice *choice);
void           heng_flow_words_free       (HengFlowWords        *self);

/** One sentence without a full stop. Returns: (transfer full) (nullable): %NULL for nothing */
char          *heng_flow_words_say        (const HengFlowWords *self,
                                           HengFlowItem         item);
/** How many flows there are and what they come to. Returns: (transfer full) */
char          *heng_flow_words_say_total  (const HengFlowWords *self);

/** The agreements behind a link, each once and with its amounts of that link added up, the largest first.
 * Returns: (transfer full) (element-type HengFlowRow): rows belong to @self's rows or to the array */
GPtrArray     *heng_flow_words_list_agreements (const HengFlowWords *self,
                                                guint                link);

/** "38 %", with a decimal under 10 %. Returns: (transfer full) (nullable): %NULL where there is no whole */
char          *heng_flow_words_format_share (gint64 part,
                                             gint64 whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowWords, heng_flow_words_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HengPageContent:
 *
 * What stands on pages, as data: blocks one after another, put there by calls of
 * heng-page-prose.h, heng-page-pairs.h, heng-page-table.h, heng-page-explanation.h,
 * heng-page-figure.h and heng-page-signatures.h. It knows nothing of paper; a layout breaks it
 * into pages. A layout seals it: from then on nothing can be added.
 *
 * Texts are UTF-8 and shown as they are, without markup.
 */
typedef struct _HengPageContent HengPageContent;

HengPageContent *heng_page_content_new            (void) G_GNUC_WARN_UNUSED_RESULT;
HengPageContent *heng_page_content_ref            (HengPageContent *self);
void             heng_page_content_unref          (HengPageContent *self);
void             heng_page_content_add_space      (HengPageContent *self,
                                                   double           height_pt);
void             heng_page_content_add_page_break (HengPageContent *self);
void             heng_page_content_keep_with_next (HengPageContent *self);

void             heng_page_content_set_margin_texts  (HengPageContent       *self,
                                                      const char            *running_title,
                                                      const char            *footer_text,
                                                      const char            *printed_on);
const char      *heng_page_content_get_running_title (const HengPageContent *self);
const char      *heng_page_content_get_footer_text   (const HengPageContent *self);
const char      *heng_page_content_get_printed_on    (const HengPageContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageContent, heng_page_content_unref)

G_END_DECLS

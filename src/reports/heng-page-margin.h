// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-typesetter.h"

G_BEGIN_DECLS

/**
 * HengPageMargin:
 *
 * What stands in the white around the body: the running title, and the footer with its page numbers.
 */
typedef struct _HengPageMargin HengPageMargin;

HengPageMargin *heng_page_margin_new   (const HengPageSetup      *setup,
                                        guint                     n_pages) G_GNUC_WARN_UNUSED_RESULT;
void            heng_page_margin_free  (HengPageMargin           *self);
void            heng_page_margin_paint (const HengPageMargin     *self,
                                        const HengPageTypesetter *typesetter,
                                        guint                     page_index,
                                        cairo_t                  *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageMargin, heng_page_margin_free)

G_END_DECLS

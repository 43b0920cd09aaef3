// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"
#include "heng-page-setup.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * HengPageLayout:
 *
 * A content broken into pages. It depends on the content, the setup and the fonts installed, and on
 * no surface: screen, paper and file get the same lines on the same pages. It may go from one thread
 * to another, but is used by one at a time.
 */
typedef struct _HengPageLayout HengPageLayout;

HengPageLayout *heng_page_layout_new             (HengPageContent      *content,
                                                  const HengPageSetup  *setup) G_GNUC_WARN_UNUSED_RESULT;
void            heng_page_layout_free            (HengPageLayout       *self);
guint           heng_page_layout_get_n_pages     (const HengPageLayout *self);
double          heng_page_layout_get_width       (const HengPageLayout *self);
double          heng_page_layout_get_height      (const HengPageLayout *self);
void            heng_page_layout_paint           (const HengPageLayout *self,
                                                  guint                 page_index,
                                                  cairo_t              *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageLayout, heng_page_layout_free)

G_END_DECLS

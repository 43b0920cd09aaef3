// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-typesetter.h"

G_BEGIN_DECLS

typedef struct _HengPageRow HengPageRow;

HengPageRow *heng_page_row_new        (double                    padding_top_pt,
                                       double                    padding_bottom_pt) G_GNUC_WARN_UNUSED_RESULT;
void         heng_page_row_free       (HengPageRow              *self);
void         heng_page_row_add        (HengPageRow              *self,
                                       const HengPageTypesetter *typesetter,
                                       const char               *text,
                                       const HengPageStyle      *style,
                                       double                    x_pt,
                                       double                    width_pt);
void         heng_page_row_sink       (HengPageRow              *self);
double       heng_page_row_get_height (const HengPageRow        *self);
GArray      *heng_page_row_find_cuts  (const HengPageRow        *self) G_GNUC_WARN_UNUSED_RESULT;
void         heng_page_row_paint      (const HengPageRow        *self,
                                       cairo_t                  *cr,
                                       double                    from_pt,
                                       double                    to_pt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageRow, heng_page_row_free)

G_END_DECLS

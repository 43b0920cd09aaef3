// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-block-private.h"

G_BEGIN_DECLS

/**
 * HengPagePlace:
 * @unit_index: the unit that stands here
 * @y_pt: its top, from the top of the body
 * @scale: 1, or less when the unit alone is higher than a body
 */
typedef struct
{
  guint unit_index;
  double y_pt;
  double scale;
} HengPagePlace;

/**
 * HengPageRange:
 * @first: index of the first place on a page
 * @end: index after the last one
 */
typedef struct
{
  guint first;
  guint end;
} HengPageRange;

typedef struct _HengPageBreaks HengPageBreaks;

HengPageBreaks      *heng_page_breaks_new         (const GArray         *units,
                                                   double                height_pt) G_GNUC_WARN_UNUSED_RESULT;
void                 heng_page_breaks_free        (HengPageBreaks       *self);
guint                heng_page_breaks_get_n_pages (const HengPageBreaks *self);
HengPageRange        heng_page_breaks_get_page    (const HengPageBreaks *self,
                                                   guint                 page_index);
const HengPagePlace *heng_page_breaks_get_place   (const HengPageBreaks *self,
                                                   guint                 place_index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageBreaks, heng_page_breaks_free)

G_END_DECLS

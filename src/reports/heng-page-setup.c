// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-setup.h"

#include <math.h>

/* Below this a body holds no line of text beside its margins, and breaking pages means nothing. */
#define BODY_SIDE_MIN_PT 36.0

/**
 * heng_page_setup_init:
 * @self: the setup to fill
 *
 * Fills in A4 upright, margins of 20 mm and of 25 mm at the binding side, Chinese, no texts
 * at head and foot.
 *
 * One family comes first for both scripts: its Latin letters and its figures are drawn for the
 * Chinese ones, and figures then have one width all over the page, whatever else is installed.
 */
void
heng_page_setup_init (HengPageSetup *self)
{
  g_return_if_fail (self != NULL);

  *self = (HengPageSetup) {
    .width_pt = 210.0 * HENG_PAGE_PT_PER_MM,
    .height_pt = 297.0 * HENG_PAGE_PT_PER_MM,
    .margin_top_pt = 20.0 * HENG_PAGE_PT_PER_MM,
    .margin_bottom_pt = 20.0 * HENG_PAGE_PT_PER_MM,
    .margin_binding_pt = 25.0 * HENG_PAGE_PT_PER_MM,
    .margin_outer_pt = 20.0 * HENG_PAGE_PT_PER_MM,
    .language = "zh-cn",
    .font_family = "Noto Sans CJK SC, Noto Sans, Sans",
  };
}

/**
 * heng_page_setup_turn:
 * @self: a setup
 *
 * Turns the paper from upright to lying or back. The sheet is turned against the clock for
 * reading, so its binding side comes to lie on top.
 */
void
heng_page_setup_turn (HengPageSetup *self)
{
  HengPageSetup before;

  g_return_if_fail (self != NULL);

  before = *self;
  self->width_pt = before.height_pt;
  self->height_pt = before.width_pt;
  if (self->width_pt > self->height_pt)
    {
      self->margin_top_pt = before.margin_binding_pt;
      self->margin_outer_pt = before.margin_top_pt;
      self->margin_bottom_pt = before.margin_outer_pt;
      self->margin_binding_pt = before.margin_bottom_pt;
    }
  else
    {
      self->margin_binding_pt = before.margin_top_pt;
      self->margin_top_pt = before.margin_outer_pt;
      self->margin_outer_pt = before.margin_bottom_pt;
      self->margin_bottom_pt = before.margin_binding_pt;
    }
}

/**
 * heng_page_setup_get_body_width:
 * @self: a setup
 *
 * Returns: the width between the margins, in points
 */
double
heng_page_setup_get_body_width (const HengPageSetup *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width_pt - self->margin_binding_pt - self->margin_outer_pt;
}

/**
 * heng_page_setup_get_body_height:
 * @self: a setup
 *
 * Returns: the height between the margins, in points
 */
double
heng_page_setup_get_body_height (const HengPageSetup *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height_pt - self->margin_top_pt - self->margin_bottom_pt;
}

/**
 * heng_page_setup_is_valid:
 * @self: a setup
 *
 * Returns: whether the margins leave a body of half an inch or more in both directions
 */
gboolean
heng_page_setup_is_valid (const HengPageSetup *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return isfinite (self->width_pt) && isfinite (self->height_pt)
         && self->margin_top_pt >= 0 && self->margin_bottom_pt >= 0
         && self->margin_binding_pt >= 0 && self->margin_outer_pt >= 0
         && heng_page_setup_get_body_width (self) >= BODY_SIDE_MIN_PT
         && heng_page_setup_get_body_height (self) >= BODY_SIDE_MIN_PT
         && self->language != NULL && self->font_family != NULL;
}

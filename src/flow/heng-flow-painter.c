// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-painter.h"

#include "heng-flow-dress.h"
#include "heng-flow-painting.h"

#define FADED 0.25

/* How far halos and edges reach beyond their shapes. */
#define RIM_PT 3.0

static gboolean
is_page (const HengFlowShape *shape)
{
  return shape->role == HENG_FLOW_ROLE_PAGE;
}

static gboolean
is_grid (const HengFlowShape *shape)
{
  return shape->role == HENG_FLOW_ROLE_GRID;
}

static gboolean
is_any (const HengFlowShape *shape)
{
  return !shape->only_when_lit;
}

/* What fades. */
static gboolean
is_data (const HengFlowShape *shape)
{
  return is_any (shape) && !is_page (shape) && !is_grid (shape);
}

static gboolean
is_lit (const HengFlowShape     *shape,
        const HengFlowHighlight *highlight)
{
  if (is_page (shape) || is_grid (shape))
    return FALSE;
  if (shape->link >= 0)
    return heng_flow_highlight_has_link (highlight, shape->link);

  return shape->node >= 0 && heng_flow_highlight_has_node (highlight, shape->node);
}

static void
add_shapes (HengFlowPainting *painting,
            gboolean        (*is_wanted) (const HengFlowShape *shape))
{
  for (guint i = 0; i < heng_flow_display_get_n_shapes (painting->display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (painting->display, i);

      if (is_wanted (shape))
        heng_flow_painting_add_shape (painting, i, heng_flow_dress_get_opacity (painting->palette, shape, FALSE));
    }
}

static void
paint_ground (const HengFlowPalette *palette,
              cairo_t               *cr)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, palette->paper.red, palette->paper.green, palette->paper.blue);
  cairo_paint (cr);
  cairo_restore (cr);
}

void
heng_flow_paint_plain (const HengFlowDisplay *display,
                       const HengFlowPalette *palette,
                       gboolean               with_paper,
                       cairo_t               *cr)
{
  HengFlowPainting painting;

  g_return_if_fail (display != NULL && palette != NULL && cr != NULL);

  if (with_paper)
    paint_ground (palette, cr);
  heng_flow_painting_begin (&painting, display, palette, cr);
  add_shapes (&painting, is_any);
  heng_flow_painting_end (&painting);
}

/*
 * Fading shape by shape would not do: a hundred bands of a tenth of their colour each, one over another, are as dark as ever.
 */
void
heng_flow_paint_faded (const HengFlowDisplay *display,
                       const HengFlowPalette *palette,
                       gboolean               with_paper,
                       cairo_t               *cr)
{
  HengFlowPainting painting;

  g_return_if_fail (display != NULL && palette != NULL && cr != NULL);

  if (with_paper)
    paint_ground (palette, cr);
  heng_flow_painting_begin (&painting, display, palette, cr);
  add_shapes (&painting, is_grid);
  heng_flow_painting_begin_group (&painting);
  add_shapes (&painting, is_data);
  heng_flow_painting_end_group (&painting, FADED);
  add_shapes (&painting, is_page);
  heng_flow_painting_end (&painting);
}

void
heng_flow_paint_lit (const HengFlowDisplay   *display,
                     const HengFlowPalette   *palette,
                     const HengFlowHighlight *highlight,
                     cairo_t                 *cr)
{
  HengFlowPainting painting;

  g_return_if_fail (display != NULL && palette != NULL && highlight != NULL && cr != NULL);

  heng_flow_painting_begin (&painting, display, palette, cr);
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);

      if (is_lit (shape, highlight))
        heng_flow_painting_add_shape (&painting, i, heng_flow_dress_get_opacity (palette, shape, TRUE));
    }
  heng_flow_painting_end (&painting);
}

gboolean
heng_flow_get_lit_extents (const HengFlowDisplay   *display,
                           const HengFlowHighlight *highlight,
                           double                  *x0,
                           double                  *y0,
                           double                  *x1,
                           double                  *y1)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  g_return_val_if_fail (display != NULL && highlight != NULL && x0 != NULL && y0 != NULL && x1 != NULL && y1 != NULL, FALSE);

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);

      if (!is_lit (shape, highlight))
        continue;
      left = MIN (left, shape->x0);
      top = MIN (top, shape->y0);
      right = MAX (right, shape->x1);
      bottom = MAX (bottom, shape->y1);
    }
  if (left > right)
    return FALSE;

  *x0 = left - RIM_PT;
  *y0 = top - RIM_PT;
  *x1 = right + RIM_PT;
  *y1 = bottom + RIM_PT;
  return TRUE;
}

void
heng_flow_paint (const HengFlowDisplay   *display,
                 const HengFlowPalette   *palette,
                 const HengFlowHighlight *highlight,
                 gboolean                 with_paper,
                 cairo_t                 *cr)
{
  g_return_if_fail (display != NULL && palette != NULL && cr != NULL);

  if (highlight == NULL)
    heng_flow_paint_plain (display, palette, with_paper, cr);
  else
    {
      heng_flow_paint_faded (display, palette, with_paper, cr);
      heng_flow_paint_lit (display, palette, highlight, cr);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* A matrix of more regions than have room for their names bears those of their provinces. */
#include "heng-flow-matrix-private.h"

#include <string.h>

#define CROWDED 1.3
#define LEAST_REGIONS 40

gboolean
heng_flow_matrix_has_groups (const HengFlowMatrix *self)
{
  const HengFlowOptions *options = self->draft->options;

  return options->grid != NULL && options->matrix_order == HENG_FLOW_MATRIX_BY_CODE &&
         MAX (self->n_rows, self->n_columns) >= LEAST_REGIONS && self->line_pt > CROWDED * MIN (self->cell_pt, self->step_pt);
}

static int
find_home (const HengFlowMatrix *self,
           guint                 at)
{
  return heng_flow_tile_grid_find_home (self->draft->options->grid, heng_flow_draft_node (self->draft, self->node_at[at])->id);
}

/* The name of those from @at to before @end, in the middle of their rows or columns, if it finds room there. */
static void
draw_group (HengFlowMatrix *self,
            guint           first,
            guint           at,
            guint           end)
{
  HengFlowDisplay *display = self->draft->layout->display;
  HengFlowSetting setting = { .size_pt = self->label_pt, .n_lines = 1, .width_pt = -1 };
  int home = find_home (self, first + at);
  const char *name = home >= 0 && end - at > 1 ? heng_flow_tile_grid_get_tile (self->draft->options->grid, (guint) home)->label
                                               : heng_flow_draft_node (self->draft, self->node_at[first + at])->name;
  gboolean is_row = first == 0;
  double pitch = is_row ? self->cell_pt : self->step_pt;
  double span = (end - at) * pitch;
  double middle = (is_row ? self->y0 : self->x0) + at * pitch + span / 2;
  double gap = 0.5 * self->draft->type.size_pt;
  double most = is_row ? self->side_pt : self->head_pt;
  HengFlowShape *shape;
  double width, height;

  heng_flow_type_measure (&self->draft->type, name, &setting, &width, &height);
  if (self->line_pt > span)
    return;
  if (is_row || width <= span - 2)
    {
      double left = is_row ? self->x0 - gap - MIN (width, most) : middle - width / 2;
      double top = is_row ? middle - self->line_pt / 2 : self->y0 - gap - self->line_pt;

      heng_flow_display_add_text (display, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_TEXT, name, self->label_pt, left, top,
                                  left + (is_row ? MIN (width, most) : width), top + self->line_pt);
      return;
    }

  width = MIN (width, most);
  shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_TEXT, name, self->label_pt,
                                      middle - self->line_pt / 2, self->y0 - gap - width, middle + self->line_pt / 2,
                                      self->y0 - gap);
  shape->angle = -G_PI / 2;
  shape->anchor_x = middle;
  shape->anchor_y = self->y0 - gap;
  shape->turned_pt = width;
}

void
heng_flow_matrix_draw_groups (HengFlowMatrix *self,
                              guint           first,
                              guint           n)
{
  for (guint at = 0, end; at < n; at = end)
    {
      for (end = at + 1; end < n && find_home (self, first + end) >= 0 && find_home (self, first + end) == find_home (self, first + at);)
        end++;
      draw_group (self, first, at, end);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* What the signs in the cells of a matrix mean. */
#include "heng-flow-matrix-private.h"

#define NOTE_SIZE 0.9

typedef enum
{
  SIGN_FRAME,
  SIGN_RING,
  SIGN_EMPTY,
} Sign;

/* A cell as it looks, and what it means. Returns: where the next may begin */
static double
draw_note (HengFlowMatrix *self,
           const char     *text,
           Sign            sign,
           double          x)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double size = NOTE_SIZE * self->draft->type.size_pt;
  double line = heng_flow_matrix_measure_line (self, size);
  double y = self->draft->frame.y1 - line / 2 - 0.55 * size;
  double side = 1.1 * size;
  HengFlowSetting setting = { .size_pt = size, .n_lines = 1, .width_pt = -1 };
  double width, height;

  if (text == NULL)
    return x;
  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);
  width += 1;
  if (x + 1.6 * size + width > self->draft->frame.x1)
    return x;

  if (sign == SIGN_FRAME)
    heng_flow_display_add_box (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_CELL, x, y, x + side, y + side);
  heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_RULE)->stroke_pt =
    sign == SIGN_FRAME ? 0.75 : 0.25;
  heng_flow_display_move_to (display, x, y);
  heng_flow_display_line_to (display, x + side, y);
  heng_flow_display_line_to (display, x + side, y + side);
  heng_flow_display_line_to (display, x, y + side);
  heng_flow_display_line_to (display, x, y);
  if (sign == SIGN_RING)
    {
      heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM);
      heng_flow_display_move_to (display, x + side / 2 + 2.2, y + side / 2);
      heng_flow_display_arc_to (display, x + side / 2, y + side / 2, 2.2, 0, 2 * G_PI);
    }
  heng_flow_display_add_text (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, text, size, x + 1.6 * size,
                              self->draft->frame.y1 - line, x + 1.6 * size + width, self->draft->frame.y1);

  return x + 3 * size + width;
}

void
heng_flow_matrix_draw_notes (HengFlowMatrix *self)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  double x = self->draft->frame.x0;

  if (self->notes_pt == 0)
    return;

  if (self->n_zeros > 0)
    x = draw_note (self, texts->zero_note, SIGN_RING, x);
  x = draw_note (self, texts->missing_note, SIGN_EMPTY, x);
  draw_note (self, texts->diagonal_note, SIGN_FRAME, x);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The line under a drawing that says how it is read: its scale, its smallest flows, and what is peculiar to the diagram. */
#include "heng-flow-small-print.h"

#include <math.h>

/* Returns: the largest of 1, 2, 5, 10, 20 … whose bar is at most @most_pt high, or 0 when one minor unit is higher already */
static gint64
find_round_amount (double scale,
                   double most_pt)
{
  static const int steps[] = { 1, 2, 5 };
  gint64 best = 0;
  gint64 power = 1;

  for (;;)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        {
          if (power > G_MAXINT64 / steps[i] || (double) (power * steps[i]) * scale > most_pt)
            return best;
          best = power * steps[i];
        }
      if (power > G_MAXINT64 / 10)
        return best;
      power *= 10;
    }
}

/* The line of small print under the drawing, filled from the left. */
typedef struct
{
  HengFlowDraft   *draft;
  HengFlowSetting  setting;
  double           x;
  double           end;
  double           middle; /* height of its middle */
} SmallPrint;

static void
add_note (SmallPrint *self,
          const char *text)
{
  double width;
  double height;

  heng_flow_type_measure (&self->draft->type, text, &self->setting, &width, &height);
  width = MIN (width, self->end - self->x);
  if (width <= 0)
    return;

  heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, text,
                              self->setting.size_pt, self->x, self->middle - height / 2,
                              self->x + width, self->middle + height / 2);
  self->x += width + 2 * self->draft->type.size_pt;
}

/* A bar (in a matrix a square) as high as a round amount. */
static void
add_scale (SmallPrint *self)
{
  HengFlowLayout *layout = self->draft->layout;
  gboolean is_area = self->draft->options->diagram == HENG_FLOW_DIAGRAM_MATRIX;
  double size = self->draft->type.size_pt;
  double most = 1.8 * size;
  gint64 amount = find_round_amount (layout->scale, is_area ? most * most : most);
  double bar = is_area ? sqrt (amount * layout->scale) : amount * layout->scale;
  double width = is_area ? bar : 0.45 * size;

  if (amount == 0)
    return;

  heng_flow_display_add_box (layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM,
                             self->x, self->middle - bar / 2, self->x + width, self->middle + bar / 2);
  self->x += width + 0.5 * size;
  add_note (self, heng_flow_draft_format_amount (self->draft, amount));
}

static void
add_sample_line (SmallPrint *self)
{
  double size = self->draft->type.size_pt;

  if (self->x + 2.2 * size >= self->end)
    return;

  heng_flow_display_add_line (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, self->x, self->middle,
                              self->x + 1.6 * size, self->middle)->ink = HENG_FLOW_INK_DIM;
  self->x += 2.2 * size;
}

/* Of the smallest flows: as a line, or in a matrix as a dot. */
static void
add_least (SmallPrint *self,
           gint64      limit)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  gboolean is_dot = self->draft->options->diagram == HENG_FLOW_DIAGRAM_MATRIX;
  double x = self->x;

  if (is_dot && texts->format_dot != NULL)
    {
      heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, x, self->middle - 1.5,
                                 x + 3, self->middle + 1.5);
      self->x += 0.9 * self->draft->type.size_pt;
      add_note (self, heng_flow_draft_keep_string (self->draft, texts->format_dot (heng_flow_draft_format_amount (self->draft, limit),
                                                                                   texts->data)));
      return;
    }

  add_sample_line (self);
  add_note (self, heng_flow_draft_keep_string (self->draft, texts->format_hairline != NULL
                                                            ? texts->format_hairline (limit, texts->data)
                                                            : g_strdup_printf ("< %" G_GINT64_FORMAT, limit)));
}

/* An arrow to the left, as on the lanes of what runs back. */
static void
add_sample_arrow (SmallPrint *self)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double size = self->draft->type.size_pt;
  double left = self->x + 0.5 * size;

  add_sample_line (self);
  heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM);
  heng_flow_display_move_to (display, left + 0.6 * size, self->middle - 0.25 * size);
  heng_flow_display_line_to (display, left, self->middle);
  heng_flow_display_line_to (display, left + 0.6 * size, self->middle + 0.25 * size);
}

/* A piece of the ring, and a link that ends before it. */
static void
add_sample_gap (SmallPrint *self)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double size = self->draft->type.size_pt;

  heng_flow_display_add_box (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_NODE, self->x, self->middle - 0.5 * size,
                             self->x + 0.3 * size, self->middle + 0.5 * size);
  heng_flow_display_add_box (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_RULE, self->x + 0.65 * size, self->middle - 0.25 * size,
                             self->x + 1.6 * size, self->middle + 0.25 * size);
  self->x += 2.2 * size;
}

static gboolean
has_back_links (const HengFlowLayout *layout)
{
  for (guint i = 0; i < layout->links->len; i++)
    if (heng_flow_layout_get_link (layout, i)->is_back)
      return TRUE;

  return FALSE;
}

void
heng_flow_small_print_draw (HengFlowDraft         *draft,
                            const HengFlowSetting *setting,
                            double                 top)
{
  const HengFlowTexts *texts = &draft->options->texts;
  gint64 limit = draft->layout->hairline_amount;
  SmallPrint print = { .draft = draft, .setting = *setting, .x = draft->margin_pt,
                       .end = draft->options->width_pt - draft->margin_pt, .middle = top + 1.15 * draft->type.size_pt };

  add_scale (&print);
  if (limit > 0)
    add_least (&print, limit);
  if (texts->back_note != NULL && has_back_links (draft->layout) && print.x + 4 * draft->type.size_pt < print.end)
    {
      add_sample_arrow (&print);
      add_note (&print, texts->back_note);
    }
  if (texts->gap_note != NULL && draft->layout->diagram == HENG_FLOW_DIAGRAM_CHORD && draft->layout->links->len > 0 &&
      print.x + 6 * draft->type.size_pt < print.end)
    {
      add_sample_gap (&print);
      add_note (&print, texts->gap_note);
    }
}

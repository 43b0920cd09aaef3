// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout-private.h"

#include <math.h>

/* Sizes of type, in parts of the font's size. */
static const double block_scale[HENG_FLOW_N_BLOCKS] = {
  [HENG_FLOW_BLOCK_TITLE] = 1.5, [HENG_FLOW_BLOCK_SUBTITLE] = 1.0, [HENG_FLOW_BLOCK_FILTER] = 0.9,
  [HENG_FLOW_BLOCK_LEGEND] = 0.9, [HENG_FLOW_BLOCK_SCALE] = 0.9, [HENG_FLOW_BLOCK_FOOTER] = 0.8,
};

/* What goes first when a small page has no room for everything. */
static const HengFlowBlock dispensable[] = {
  HENG_FLOW_BLOCK_FILTER, HENG_FLOW_BLOCK_SCALE, HENG_FLOW_BLOCK_LEGEND, HENG_FLOW_BLOCK_SUBTITLE, HENG_FLOW_BLOCK_FOOTER,
  HENG_FLOW_BLOCK_TITLE,
};

/* The drawing keeps at least this share of the page's height. */
#define LEAST_SHARE 0.5

/* From one patch of the legend to its text, in the size of that: wide enough for two lines of the widest hatching. */
#define PATCH_EM 2.5

static const char *
get_block_text (const HengFlowDraft *draft,
                HengFlowBlock        block)
{
  const HengFlowTexts *texts = &draft->options->texts;

  switch (block)
    {
    case HENG_FLOW_BLOCK_TITLE:
      return texts->title;
    case HENG_FLOW_BLOCK_SUBTITLE:
      return texts->subtitle;
    case HENG_FLOW_BLOCK_FILTER:
      return texts->filter;
    case HENG_FLOW_BLOCK_FOOTER:
      return texts->footer;
    default:
      return NULL;
    }
}

static HengFlowSetting
get_setting (const HengFlowDraft *draft,
             HengFlowBlock        block)
{
  HengFlowSetting setting = { .size_pt = block_scale[block] * draft->type.size_pt,
                              .is_bold = block == HENG_FLOW_BLOCK_TITLE,
                              .n_lines = block == HENG_FLOW_BLOCK_LEGEND || block == HENG_FLOW_BLOCK_SCALE ? 1 : 2,
                              .width_pt = draft->options->width_pt - 2 * draft->margin_pt };

  return setting;
}

/* One entry of the legend: a patch of colour and what it means. */
typedef struct
{
  const char *text;
  guint       colour_index;
  gboolean    is_hatched;
  gboolean    is_outline;
  double      width_pt; /* of the text */
  double      x, y;     /* of the patch, from the upper left corner of the legend */
} Entry;

static void
add_entry (HengFlowDraft *draft,
           GArray        *entries,
           const char    *text,
           guint          colour_index,
           gboolean       is_hatched)
{
  HengFlowSetting setting = get_setting (draft, HENG_FLOW_BLOCK_LEGEND);
  Entry entry = { .text = text, .colour_index = colour_index, .is_hatched = is_hatched };
  double height;

  setting.width_pt -= 3 * setting.size_pt;
  heng_flow_type_measure (&draft->type, text, &setting, &entry.width_pt, &height);
  g_array_append_val (entries, entry);
}

/* What the colours and hatchings of the drawing mean. */
static void
list_meanings (HengFlowDraft *draft,
               GArray        *entries)
{
  const HengFlowTexts *texts = &draft->options->texts;
  guint n_mechanisms = heng_flow_graph_get_n_mechanisms (draft->graph);
  g_autofree gboolean *is_used = g_new0 (gboolean, n_mechanisms + 1);
  gboolean by_direction = draft->options->colouring == HENG_FLOW_COLOUR_DIRECTION;
  const HengFlowGraphLink *usual = NULL;
  const HengFlowGraphLink *reversed = NULL;

  for (guint i = 0; i < heng_flow_graph_get_n_links (draft->graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (draft->graph, i);

      is_used[link->mechanism] = TRUE;
      if (link->is_reversed && reversed == NULL)
        reversed = link;
      else if (!link->is_reversed && usual == NULL)
        usual = link;
    }
  /* A column of mechanisms bears their names already, unless the pictures of a series are too narrow for it. */
  if ((draft->middle != HENG_FLOW_MIDDLE_MECHANISM || draft->options->is_series) && !by_direction)
    for (guint i = 0; i < n_mechanisms; i++)
      if (is_used[i])
        {
          const HengFlowGraphMechanism *mechanism = heng_flow_graph_get_mechanism (draft->graph, i);

          add_entry (draft, entries, mechanism->label, mechanism->colour_index, FALSE);
        }
  if (by_direction && usual != NULL && texts->usual_note != NULL)
    add_entry (draft, entries, texts->usual_note, heng_flow_draft_get_colour (draft, usual->mechanism, FALSE), FALSE);
  if (reversed != NULL && texts->reversed_note != NULL)
    add_entry (draft, entries, texts->reversed_note, heng_flow_draft_get_colour (draft, reversed->mechanism, TRUE), TRUE);
  if (heng_flow_draft_has_baseline (draft) && texts->baseline_note != NULL)
    {
      add_entry (draft, entries, texts->baseline_note, 0, FALSE);
      g_array_index (entries, Entry, entries->len - 1).is_outline = TRUE;
    }
}

/* Returns: (transfer full) (element-type Entry): the legend, already broken into lines; @height_pt: what it takes */
static GArray *
compose_legend (HengFlowDraft *draft,
                double        *height_pt)
{
  g_autoptr(GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  double size = get_setting (draft, HENG_FLOW_BLOCK_LEGEND).size_pt;
  double width = draft->options->width_pt - 2 * draft->margin_pt;
  double x = 0;
  double y = 0;

  list_meanings (draft, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (x > 0 && x + PATCH_EM * size + entry->width_pt > width)
        {
          x = 0;
          y += 1.7 * size;
        }
      entry->x = x;
      entry->y = y;
      x += PATCH_EM * size + entry->width_pt + 1.6 * size;
    }
  *height_pt = entries->len > 0 ? y + 1.7 * size : 0;

  return g_steal_pointer (&entries);
}

static double
get_total_height (const HengFlowDraft *draft)
{
  double total = 2 * draft->margin_pt;

  for (guint i = 0; i < HENG_FLOW_N_BLOCKS; i++)
    total += draft->block_height[i];

  return total;
}

void
heng_flow_page_measure (HengFlowDraft *draft)
{
  const HengFlowOptions *options = draft->options;
  double size = draft->type.size_pt;
  g_autoptr(GArray) legend = NULL;

  draft->margin_pt = MIN (1.6 * size, 0.08 * MIN (options->width_pt, options->height_pt));
  for (HengFlowBlock i = 0; i < HENG_FLOW_N_BLOCKS; i++)
    {
      const char *text = get_block_text (draft, i);
      HengFlowSetting setting = get_setting (draft, i);
      double width;

      draft->block_height[i] = 0;
      if (text == NULL || *text == '\0')
        continue;
      heng_flow_type_measure (&draft->type, text, &setting, &width, &draft->block_height[i]);
      draft->block_height[i] += i == HENG_FLOW_BLOCK_FOOTER ? 0.7 * size : 0.15 * size;
    }
  legend = compose_legend (draft, &draft->block_height[HENG_FLOW_BLOCK_LEGEND]);
  /* Tiles within tiles tell amounts by lightness and say so themselves. */
  if (heng_flow_graph_get_n_links (draft->graph) > 0 && options->diagram != HENG_FLOW_DIAGRAM_OD_MAP)
    draft->block_height[HENG_FLOW_BLOCK_SCALE] = 2.3 * size;

  for (guint i = 0; i < G_N_ELEMENTS (dispensable); i++)
    if (get_total_height (draft) > (1 - LEAST_SHARE) * options->height_pt)
      draft->block_height[dispensable[i]] = 0;

  draft->frame.x0 = draft->margin_pt;
  draft->frame.x1 = options->width_pt - draft->margin_pt;
  draft->frame.y0 = draft->margin_pt + draft->block_height[HENG_FLOW_BLOCK_TITLE] +
                    draft->block_height[HENG_FLOW_BLOCK_SUBTITLE] + draft->block_height[HENG_FLOW_BLOCK_FILTER];
  draft->frame.y1 = options->height_pt - draft->margin_pt - draft->block_height[HENG_FLOW_BLOCK_LEGEND] -
                    draft->block_height[HENG_FLOW_BLOCK_SCALE] - draft->block_height[HENG_FLOW_BLOCK_FOOTER];
  if (draft->frame.y0 > draft->margin_pt)
    draft->frame.y0 += 0.7 * size;
  if (draft->frame.y1 < options->height_pt - draft->margin_pt)
    draft->frame.y1 -= options->diagram == HENG_FLOW_DIAGRAM_SANKEY ? MIN (1.3 * size, 0.03 * options->height_pt) : 0.7 * size;
}

static void
draw_legend (HengFlowDraft *draft,
             double         top)
{
  HengFlowDisplay *display = draft->layout->display;
  double size = get_setting (draft, HENG_FLOW_BLOCK_LEGEND).size_pt;
  double height;
  g_autoptr(GArray) entries = compose_legend (draft, &height);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      double x = draft->margin_pt + entry->x;
      double y = top + entry->y;
      HengFlowShape *patch = heng_flow_display_add_box (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DATA,
                                                        x, y + 0.2 * size, x + (PATCH_EM - 0.5) * size, y + 1.2 * size);

      patch->colour_index = entry->colour_index;
      patch->is_hatched = entry->is_hatched;
      if (entry->is_outline)
        {
          patch->kind = HENG_FLOW_SHAPE_STROKE;
          patch->ink = HENG_FLOW_INK_TEXT;
          heng_flow_display_line_to (display, x, y + 0.25 * size);
        }
      heng_flow_display_add_text (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_TEXT, entry->text, size,
                                  x + PATCH_EM * size, y, x + PATCH_EM * size + entry->width_pt, y + 1.4 * size);
    }
}

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

static void
draw_small_print (HengFlowDraft *draft,
                  double         top)
{
  const HengFlowTexts *texts = &draft->options->texts;
  gint64 limit = draft->layout->hairline_amount;
  SmallPrint print = { .draft = draft, .setting = get_setting (draft, HENG_FLOW_BLOCK_SCALE), .x = draft->margin_pt,
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

static void
draw_text_block (HengFlowDraft *draft,
                 HengFlowBlock  block,
                 double         top)
{
  HengFlowSetting setting = get_setting (draft, block);
  HengFlowShape *shape;

  shape = heng_flow_display_add_text (draft->layout->display, HENG_FLOW_ROLE_PAGE,
                                      block == HENG_FLOW_BLOCK_TITLE ? HENG_FLOW_INK_TEXT : HENG_FLOW_INK_DIM,
                                      get_block_text (draft, block), setting.size_pt,
                                      draft->margin_pt, top,
                                      draft->options->width_pt - draft->margin_pt, top + draft->block_height[block]);
  shape->is_bold = setting.is_bold;
  shape->n_lines = setting.n_lines;
}

void
heng_flow_page_draw (HengFlowDraft *draft)
{
  const double *height = draft->block_height;
  double y = draft->margin_pt;

  for (HengFlowBlock i = HENG_FLOW_BLOCK_TITLE; i <= HENG_FLOW_BLOCK_FILTER; i++)
    if (height[i] > 0)
      {
        draw_text_block (draft, i, y);
        y += height[i];
      }

  y = draft->options->height_pt - draft->margin_pt - height[HENG_FLOW_BLOCK_FOOTER] - height[HENG_FLOW_BLOCK_SCALE] -
      height[HENG_FLOW_BLOCK_LEGEND];
  if (height[HENG_FLOW_BLOCK_LEGEND] > 0)
    draw_legend (draft, y);
  y += height[HENG_FLOW_BLOCK_LEGEND];
  if (height[HENG_FLOW_BLOCK_SCALE] > 0)
    draw_small_print (draft, y);
  y += height[HENG_FLOW_BLOCK_SCALE];
  if (height[HENG_FLOW_BLOCK_FOOTER] > 0)
    {
      double gap = 0.7 * draft->type.size_pt;

      heng_flow_display_add_line (draft->layout->display, HENG_FLOW_ROLE_PAGE, draft->margin_pt, y + gap / 2,
                                  draft->options->width_pt - draft->margin_pt, y + gap / 2)->stroke_pt = 0.5;
      draw_text_block (draft, HENG_FLOW_BLOCK_FOOTER, y + gap);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-small-print.h"

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
    {
      HengFlowSetting setting = get_setting (draft, HENG_FLOW_BLOCK_SCALE);

      heng_flow_small_print_draw (draft, &setting, y);
    }
  y += height[HENG_FLOW_BLOCK_SCALE];
  if (height[HENG_FLOW_BLOCK_FOOTER] > 0)
    {
      double gap = 0.7 * draft->type.size_pt;

      heng_flow_display_add_line (draft->layout->display, HENG_FLOW_ROLE_PAGE, draft->margin_pt, y + gap / 2,
                                  draft->options->width_pt - draft->margin_pt, y + gap / 2)->stroke_pt = 0.5;
      draw_text_block (draft, HENG_FLOW_BLOCK_FOOTER, y + gap);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout.h"
#include "heng-flow-layout-private.h"

#define DEFAULT_FONT "Sans 10"

void
heng_flow_options_init (HengFlowOptions *options)
{
  g_return_if_fail (options != NULL);

  *options = (HengFlowOptions) {
    .diagram = HENG_FLOW_DIAGRAM_SANKEY,
    .width_pt = 800,
    .height_pt = 600,
    .middle = HENG_FLOW_MIDDLE_MECHANISM,
    .font = DEFAULT_FONT,
    .n_restarts = HENG_FLOW_RESTARTS_FIRST,
    .panel = -1,
    .baseline = -1,
  };
}

static void
clear_layout (gpointer data)
{
  HengFlowLayout *self = data;

  g_clear_pointer (&self->graph, heng_flow_graph_unref);
  g_array_unref (self->nodes);
  g_array_unref (self->links);
  g_array_unref (self->labels);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->places);
  heng_flow_display_free (self->display);
}

HengFlowLayout *
heng_flow_layout_ref (HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
heng_flow_layout_unref (HengFlowLayout *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_layout);
}

char *
heng_flow_layout_make_key (const HengFlowNode *node)
{
  return g_strdup_printf ("%u %s", (guint) node->side, node->id);
}

void
heng_flow_layout_init_part (HengFlowLayout       *part,
                            const HengFlowLayout *layout)
{
  *part = (HengFlowLayout) { .diagram = layout->diagram, .graph = layout->graph, .strings = layout->strings,
                             .records = layout->records, .places = layout->places, .display = layout->display };
  part->nodes = g_array_new (FALSE, TRUE, sizeof (HengFlowNode));
  part->links = g_array_new (FALSE, TRUE, sizeof (HengFlowLink));
  part->labels = g_array_new (FALSE, TRUE, sizeof (HengFlowLabel));
}

void
heng_flow_layout_clear_part (HengFlowLayout *part)
{
  g_array_unref (part->nodes);
  g_array_unref (part->links);
  g_array_unref (part->labels);
}

void
heng_flow_layout_take_part (HengFlowLayout       *layout,
                            const HengFlowLayout *part,
                            guint                 panel,
                            guint                 first_column,
                            guint                 first_shape)
{
  guint first_node = layout->nodes->len;
  guint first_link = layout->links->len;

  for (guint i = 0; i < part->nodes->len; i++)
    {
      HengFlowNode node = g_array_index (part->nodes, HengFlowNode, i);

      node.column += first_column;
      node.panel = panel;
      g_array_append_val (layout->nodes, node);
    }
  for (guint i = 0; i < part->links->len; i++)
    {
      HengFlowLink link = g_array_index (part->links, HengFlowLink, i);

      link.from += first_node;
      link.to += first_node;
      if (link.middle >= 0)
        link.middle += (int) first_node;
      link.panel = panel;
      g_array_append_val (layout->links, link);
    }
  for (guint i = 0; i < part->labels->len; i++)
    {
      HengFlowLabel label = g_array_index (part->labels, HengFlowLabel, i);

      if (label.node >= 0)
        label.node += (int) first_node;
      g_array_append_val (layout->labels, label);
    }
  layout->hairline_amount = MAX (layout->hairline_amount, part->hairline_amount);
  heng_flow_display_renumber (layout->display, first_shape, first_node, first_link);
}

static void
draw_empty (HengFlowDraft *draft)
{
  const char *text = draft->options->texts.empty;
  HengFlowShape *shape;

  if (text == NULL)
    return;

  shape = heng_flow_display_add_text (draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, text,
                                      draft->type.size_pt, draft->frame.x0,
                                      (draft->frame.y0 + draft->frame.y1) / 2 - draft->type.size_pt,
                                      draft->frame.x1, draft->frame.y1);
  shape->align = HENG_FLOW_ALIGN_CENTRE;
  shape->n_lines = 2;
}

static void
lay_out (HengFlowDraft *draft)
{
  if (heng_flow_graph_get_n_links (draft->graph) == 0)
    {
      draw_empty (draft);
      return;
    }

  switch (draft->options->diagram)
    {
    case HENG_FLOW_DIAGRAM_CHORD:
      heng_flow_chord_lay_out (draft);
      break;

    case HENG_FLOW_DIAGRAM_MATRIX:
      heng_flow_matrix_lay_out (draft);
      break;

    case HENG_FLOW_DIAGRAM_TILES:
      heng_flow_tiles_lay_out (draft);
      break;

    case HENG_FLOW_DIAGRAM_OD_MAP:
      heng_flow_od_map_lay_out (draft);
      break;

    case HENG_FLOW_DIAGRAM_NETWORK:
      heng_flow_network_lay_out (draft);
      break;

    case HENG_FLOW_DIAGRAM_SANKEY:
    default:
      if (draft->options->is_series)
        heng_flow_series_lay_out (draft);
      else
        heng_flow_sankey_lay_out (draft);
      break;
    }
}

/* Returns: (transfer full): the flows to draw */
static HengFlowGraph *
choose_flows (HengFlowGraph         *graph,
              const HengFlowOptions *options)
{
  if (options->panel < 0 || options->is_series)
    return heng_flow_graph_ref (graph);

  /* Only a Sankey is drawn against a baseline. */
  if (options->baseline >= 0 && options->diagram == HENG_FLOW_DIAGRAM_SANKEY)
    return heng_flow_graph_new_panels (graph, options->panel, options->baseline);

  return heng_flow_graph_new_panels (graph, options->panel, options->panel);
}

/* What is said of the whole, and of each link, by those who read a file and do not see it. */
static void
keep_words (HengFlowDraft *draft)
{
  const HengFlowTexts *texts = &draft->options->texts;
  const char *lines[] = { texts->subtitle, texts->filter, texts->footer };
  g_autoptr(GString) notes = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL && *lines[i] != 0)
      g_string_append_printf (notes, "%s%s", notes->len > 0 ? "\n" : "", lines[i]);
  if (notes->len > 0)
    draft->layout->notes = g_string_chunk_insert (draft->layout->strings, notes->str);
  if (texts->title != NULL)
    draft->layout->title = g_string_chunk_insert (draft->layout->strings, texts->title);
  for (guint i = 0; i < draft->layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (draft, i);

      link->words = heng_flow_draft_format_amount (draft, link->amount);
    }
}

HengFlowLayout *
heng_flow_layout_new (HengFlowGraph         *graph,
                      const HengFlowOptions *options)
{
  HengFlowLayout *self;
  HengFlowDraft draft = { NULL };
  HengFlowOptions own;
  g_autoptr(HengFlowGraph) drawn = NULL;
  const char *font;

  g_return_val_if_fail (graph != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->width_pt >= 120 && options->height_pt >= 90, NULL);
  g_return_val_if_fail (options->width_pt <= 1e6 && options->height_pt <= 1e6, NULL);
  g_return_val_if_fail (options->min_amount >= 0 && options->min_share >= 0 && options->min_share <= 1, NULL);
  g_return_val_if_fail (options->panel < (int) heng_flow_graph_get_n_panels (graph), NULL);
  g_return_val_if_fail (options->baseline < (int) heng_flow_graph_get_n_panels (graph), NULL);

  /* Years are set side by side as Sankeys only, and only where there are several. */
  own = *options;
  own.is_series = own.is_series && heng_flow_graph_get_n_panels (graph) > 1;
  if (own.is_series)
    own.diagram = HENG_FLOW_DIAGRAM_SANKEY;
  options = &own;

  font = options->font != NULL ? options->font : DEFAULT_FONT;
  self = g_atomic_rc_box_new0 (HengFlowLayout);
  self->graph = heng_flow_graph_ref (graph);
  self->diagram = options->diagram;
  self->nodes = g_array_new (FALSE, TRUE, sizeof (HengFlowNode));
  self->links = g_array_new (FALSE, TRUE, sizeof (HengFlowLink));
  self->labels = g_array_new (FALSE, TRUE, sizeof (HengFlowLabel));
  self->strings = g_string_chunk_new (1024);
  self->records = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->display = heng_flow_display_new (font, options->width_pt, options->height_pt);

  drawn = choose_flows (graph, options);
  draft.layout = self;
  draft.graph = draft.ranked = drawn;
  draft.options = options;
  draft.middle = heng_flow_draft_choose_middle (&draft);
  heng_flow_type_init (&draft.type, font);
  heng_flow_page_measure (&draft);
  lay_out (&draft);
  heng_flow_page_draw (&draft);
  keep_words (&draft);
  heng_flow_type_clear (&draft.type);

  return self;
}

HengFlowGraph *
heng_flow_layout_get_graph (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->graph;
}

const char *
heng_flow_layout_get_title (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

const char *
heng_flow_layout_get_notes (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->notes;
}

HengFlowDiagram
heng_flow_layout_get_diagram (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, HENG_FLOW_DIAGRAM_SANKEY);

  return self->diagram;
}

const HengFlowDisplay *
heng_flow_layout_get_display (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->display;
}

guint
heng_flow_layout_get_n_nodes (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->nodes->len;
}

const HengFlowNode *
heng_flow_layout_get_node (const HengFlowLayout *self,
                           guint                 index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->nodes->len, NULL);

  return &g_array_index (self->nodes, HengFlowNode, index);
}

guint
heng_flow_layout_get_n_links (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->links->len;
}

const HengFlowLink *
heng_flow_layout_get_link (const HengFlowLayout *self,
                           guint                 index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->links->len, NULL);

  return &g_array_index (self->links, HengFlowLink, index);
}

guint
heng_flow_layout_get_n_labels (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->labels->len;
}

const HengFlowLabel *
heng_flow_layout_get_label (const HengFlowLayout *self,
                            guint                 index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->labels->len, NULL);

  return &g_array_index (self->labels, HengFlowLabel, index);
}

double
heng_flow_layout_get_scale (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->scale;
}

gint64
heng_flow_layout_get_hairline_amount (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->hairline_amount;
}

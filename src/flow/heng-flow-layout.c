// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout.h"
#include "heng-flow-layout-private.h"

#define DEFAULT_FONT "Sans 10"
#define DEFAULT_RESTARTS 100

void
heng_flow_options_init (HengFlowOptions *options)
{
  g_return_if_fail (options != NULL);

  *options = (HengFlowOptions) {
    .diagram = HENG_FLOW_DIAGRAM_SANKEY,
    .width_pt = 800,
    .height_pt = 600,
    .has_middle = TRUE,
    .font = DEFAULT_FONT,
    .n_restarts = DEFAULT_RESTARTS,
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
  g_free (self->records);
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
      heng_flow_sankey_lay_out (draft);
      break;
    }
}

HengFlowLayout *
heng_flow_layout_new (HengFlowGraph         *graph,
                      const HengFlowOptions *options)
{
  HengFlowLayout *self;
  HengFlowDraft draft = { NULL };
  const char *font;

  g_return_val_if_fail (graph != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->width_pt >= 120 && options->height_pt >= 90, NULL);
  g_return_val_if_fail (options->width_pt <= 1e6 && options->height_pt <= 1e6, NULL);
  g_return_val_if_fail (options->min_amount >= 0, NULL);

  font = options->font != NULL ? options->font : DEFAULT_FONT;
  self = g_atomic_rc_box_new0 (HengFlowLayout);
  self->graph = heng_flow_graph_ref (graph);
  self->diagram = options->diagram;
  self->nodes = g_array_new (FALSE, TRUE, sizeof (HengFlowNode));
  self->links = g_array_new (FALSE, TRUE, sizeof (HengFlowLink));
  self->labels = g_array_new (FALSE, TRUE, sizeof (HengFlowLabel));
  self->strings = g_string_chunk_new (1024);
  self->display = heng_flow_display_new (font, options->width_pt, options->height_pt);

  draft.layout = self;
  draft.graph = graph;
  draft.options = options;
  heng_flow_type_init (&draft.type, font);
  heng_flow_page_measure (&draft);
  lay_out (&draft);
  heng_flow_page_draw (&draft);
  heng_flow_type_clear (&draft.type);

  return self;
}

HengFlowGraph *
heng_flow_layout_get_graph (const HengFlowLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->graph;
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

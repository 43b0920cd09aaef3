// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout-private.h"
#include "heng-flow-palette.h"

const char *
heng_flow_draft_keep_string (HengFlowDraft *draft,
                             char          *owned)
{
  g_autofree char *text = owned;

  return g_string_chunk_insert (draft->layout->strings, text != NULL ? text : "");
}

const char *
heng_flow_draft_format_amount (HengFlowDraft *draft,
                               gint64         amount)
{
  const HengFlowTexts *texts = &draft->options->texts;

  return heng_flow_draft_keep_string (draft, texts->format_amount != NULL
                                             ? texts->format_amount (amount, texts->data)
                                             : g_strdup_printf ("%" G_GINT64_FORMAT, amount));
}

const char *
heng_flow_draft_format_change (HengFlowDraft *draft,
                               gint64         change)
{
  const HengFlowTexts *texts = &draft->options->texts;

  return heng_flow_draft_keep_string (draft, texts->format_change != NULL
                                             ? texts->format_change (change, texts->data)
                                             : g_strdup_printf ("%+" G_GINT64_FORMAT, change));
}

const char *
heng_flow_draft_format_more (HengFlowDraft *draft,
                             guint          n_labels)
{
  const HengFlowTexts *texts = &draft->options->texts;

  return heng_flow_draft_keep_string (draft, texts->format_more != NULL
                                             ? texts->format_more (n_labels, texts->data)
                                             : g_strdup_printf ("+%u", n_labels));
}

gboolean
heng_flow_draft_has_baseline (const HengFlowDraft *draft)
{
  const HengFlowOptions *options = draft->options;

  return options->diagram == HENG_FLOW_DIAGRAM_SANKEY && !options->is_series && options->panel >= 0 && options->baseline >= 0 &&
         options->baseline != options->panel;
}

HengFlowMiddle
heng_flow_draft_choose_middle (const HengFlowDraft *draft)
{
  HengFlowMiddle middle = draft->options->middle;
  const HengFlowGraphLink *first = NULL;

  if (draft->options->diagram != HENG_FLOW_DIAGRAM_SANKEY)
    return HENG_FLOW_MIDDLE_NONE;

  for (guint i = 0; i < heng_flow_graph_get_n_links (draft->graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (draft->graph, i);

      if (middle == HENG_FLOW_MIDDLE_GROUP && link->group >= 0)
        return middle;
      if (middle == HENG_FLOW_MIDDLE_MECHANISM && first != NULL && link->mechanism != first->mechanism)
        return middle;
      first = link;
    }

  return HENG_FLOW_MIDDLE_NONE;
}

guint
heng_flow_draft_get_colour (const HengFlowDraft *draft,
                            guint                mechanism,
                            gboolean             is_reversed)
{
  if (draft->options->colouring == HENG_FLOW_COLOUR_DIRECTION)
    return is_reversed ? HENG_FLOW_INDEX_REVERSED : HENG_FLOW_INDEX_FORWARD;

  return heng_flow_graph_get_mechanism (draft->graph, mechanism)->colour_index;
}

void
heng_flow_draft_add_label (HengFlowDraft *draft,
                           int            node,
                           HengFlowSide   side,
                           const char    *text,
                           double         x0,
                           double         y0,
                           double         x1,
                           double         y1)
{
  HengFlowLabel label = { node, side, text, x0, y0, x1, y1 };

  g_array_append_val (draft->layout->labels, label);
}

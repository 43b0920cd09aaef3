// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout-private.h"

#include <string.h>

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
heng_flow_draft_format_more (HengFlowDraft *draft,
                             guint          n_labels)
{
  const HengFlowTexts *texts = &draft->options->texts;

  return heng_flow_draft_keep_string (draft, texts->format_more != NULL
                                             ? texts->format_more (n_labels, texts->data)
                                             : g_strdup_printf ("+%u", n_labels));
}

static const char *
format_other (HengFlowDraft *draft,
              guint          n_regions)
{
  const HengFlowTexts *texts = &draft->options->texts;

  return heng_flow_draft_keep_string (draft, texts->format_other != NULL
                                             ? texts->format_other (n_regions, texts->data)
                                             : g_strdup_printf ("… (%u)", n_regions));
}

static void
add_nodes (HengFlowDraft        *draft,
           const HengFlowBundle *bundle)
{
  for (guint slot = 0; slot < bundle->n_slots; slot++)
    {
      HengFlowNode node = { .side = bundle->side, .place = slot, .region = -1, .mechanism = -1 };

      if (bundle->node_of[slot] == G_MAXUINT)
        {
          node.id = "*";
          node.name = format_other (draft, bundle->n_bundled);
          node.n_bundled = bundle->n_bundled;
        }
      else
        {
          const HengFlowGraphNode *region = heng_flow_graph_get_node (draft->graph, bundle->node_of[slot]);

          node.id = region->id;
          node.name = region->label;
          node.region = bundle->node_of[slot];
        }
      g_array_append_val (draft->layout->nodes, node);
    }
}

/* A link of the graph on its way to the node it was bundled into. */
typedef struct
{
  HengFlowLink link;
  guint        source; /* index in the graph */
} Placed;

static int
compare_placed (gconstpointer a,
                gconstpointer b)
{
  const Placed *first = a;
  const Placed *second = b;

  if (first->link.from != second->link.from)
    return first->link.from < second->link.from ? -1 : 1;
  if (first->link.mechanism != second->link.mechanism)
    return first->link.mechanism < second->link.mechanism ? -1 : 1;
  if (first->link.to != second->link.to)
    return first->link.to < second->link.to ? -1 : 1;
  if (first->link.is_reversed != second->link.is_reversed)
    return first->link.is_reversed - second->link.is_reversed;

  return first->source < second->source ? -1 : 1;
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return (first > second) - (first < second);
}

/* Lists the records of the graph's links that became one link, ascending and each once. Returns: where the next list begins */
static guint64 *
join_records (HengFlowDraft *draft,
              HengFlowLink  *link,
              const Placed  *placed,
              guint          n_placed,
              guint64       *at)
{
  guint n = 0;
  guint n_kept = 0;

  for (guint i = 0; i < n_placed; i++)
    {
      const HengFlowGraphLink *source = heng_flow_graph_get_link (draft->graph, placed[i].source);

      memcpy (at + n, source->records, sizeof (guint64) * source->n_records);
      n += source->n_records;
    }
  if (n_placed > 1)
    qsort (at, n, sizeof (guint64), compare_records);
  for (guint i = 0; i < n; i++)
    if (i == 0 || at[i] != at[i - 1])
      at[n_kept++] = at[i];
  link->records = at;
  link->n_records = n_kept;

  return at + n_kept;
}

/* Sorts the links by their new ends, adds up those of the same ends, and adds their amounts to the nodes. */
static void
merge_links (HengFlowDraft *draft,
             GArray        *placed)
{
  gsize n_records = 0;
  guint64 *at;

  for (guint i = 0; i < placed->len; i++)
    n_records += heng_flow_graph_get_link (draft->graph, g_array_index (placed, Placed, i).source)->n_records;
  at = draft->layout->records = g_new0 (guint64, n_records + 1);

  g_array_sort (placed, compare_placed);
  for (guint i = 0, end; i < placed->len; i = end)
    {
      const Placed *first = &g_array_index (placed, Placed, i);
      HengFlowLink link = first->link;

      link.amount = 0;
      for (end = i; end < placed->len; end++)
        {
          const HengFlowLink *next = &g_array_index (placed, Placed, end).link;

          if (next->from != link.from || next->to != link.to || next->mechanism != link.mechanism ||
              next->is_reversed != link.is_reversed)
            break;
          link.amount += next->amount;
        }
      at = join_records (draft, &link, first, end - i, at);
      heng_flow_draft_node (draft, link.from)->paid += link.amount;
      heng_flow_draft_node (draft, link.to)->received += link.amount;
      if (link.middle >= 0)
        {
          heng_flow_draft_node (draft, link.middle)->paid += link.amount;
          heng_flow_draft_node (draft, link.middle)->received += link.amount;
        }
      g_array_append_val (draft->layout->links, link);
    }
}

static void
place_links (HengFlowDraft        *draft,
             const HengFlowBundle *payers,
             const HengFlowBundle *receivers,
             guint                 first_receiver,
             const int            *middle_of)
{
  g_autoptr(GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (guint i = 0; i < heng_flow_graph_get_n_links (draft->graph); i++)
    {
      const HengFlowGraphLink *source = heng_flow_graph_get_link (draft->graph, i);
      Placed entry = { .source = i };

      entry.link.from = payers->slot_of[source->payer];
      entry.link.to = first_receiver + receivers->slot_of[source->receiver];
      entry.link.middle = middle_of != NULL ? middle_of[source->mechanism] : -1;
      entry.link.mechanism = source->mechanism;
      entry.link.is_reversed = source->is_reversed;
      entry.link.amount = source->amount;
      g_array_append_val (placed, entry);
    }
  merge_links (draft, placed);
}

void
heng_flow_draft_fill_two_sided (HengFlowDraft *draft,
                                guint          max_nodes,
                                gboolean       has_middle)
{
  gint64 min_amount = draft->options->min_amount;
  g_autoptr(HengFlowBundle) payers = heng_flow_bundle_new (draft->graph, HENG_FLOW_SIDE_PAYER, max_nodes, min_amount);
  g_autoptr(HengFlowBundle) receivers = heng_flow_bundle_new (draft->graph, HENG_FLOW_SIDE_RECEIVER, max_nodes, min_amount);
  g_autofree int *middle_of = NULL;
  guint first_receiver;

  add_nodes (draft, payers);
  if (has_middle)
    {
      guint n_mechanisms = heng_flow_graph_get_n_mechanisms (draft->graph);

      middle_of = g_new (int, n_mechanisms + 1);
      memset (middle_of, 0xff, sizeof (int) * (n_mechanisms + 1));
      for (guint i = 0; i < heng_flow_graph_get_n_links (draft->graph); i++)
        middle_of[heng_flow_graph_get_link (draft->graph, i)->mechanism] = 0;
      for (guint i = 0; i < n_mechanisms; i++)
        if (middle_of[i] == 0)
          {
            const HengFlowGraphMechanism *mechanism = heng_flow_graph_get_mechanism (draft->graph, i);
            HengFlowNode node = { .id = mechanism->id, .name = mechanism->label, .side = HENG_FLOW_SIDE_MIDDLE,
                                  .region = -1, .mechanism = i };

            middle_of[i] = (int) draft->layout->nodes->len;
            g_array_append_val (draft->layout->nodes, node);
          }
    }
  first_receiver = draft->layout->nodes->len;
  add_nodes (draft, receivers);
  place_links (draft, payers, receivers, first_receiver, middle_of);
}

void
heng_flow_draft_fill_one_sided (HengFlowDraft *draft,
                                guint          max_nodes)
{
  g_autoptr(HengFlowBundle) both = heng_flow_bundle_new (draft->graph, HENG_FLOW_SIDE_BOTH, max_nodes,
                                                         draft->options->min_amount);

  add_nodes (draft, both);
  place_links (draft, both, both, 0, NULL);
}

void
heng_flow_draft_fill_bundled (HengFlowDraft        *draft,
                              const HengFlowBundle *both)
{
  add_nodes (draft, both);
  place_links (draft, both, both, 0, NULL);
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

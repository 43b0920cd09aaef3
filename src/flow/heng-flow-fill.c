// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout-private.h"

#include <string.h>

#define NO_GROUP_ID "-"

static const char *
format_other (HengFlowDraft *draft,
              guint          n_regions)
{
  const HengFlowTexts *texts = &draft->options->texts;

  return heng_flow_draft_keep_string (draft, texts->format_other != NULL
                                             ? texts->format_other (n_regions, texts->data)
                                             : g_strdup_printf ("… (%u)", n_regions));
}

/* Returns: (transfer full): per slot of a bundle the node that stands for it. A slot that has a flow only in another panel of a series has none. */
static guint *
add_nodes (HengFlowDraft        *draft,
           const HengFlowBundle *bundle)
{
  guint *node_of = g_new (guint, bundle->n_slots + 1);
  g_autofree gboolean *has_flow = g_new0 (gboolean, bundle->n_slots + 1);

  for (guint i = 0; i < heng_flow_graph_get_n_links (draft->graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (draft->graph, i);

      if (bundle->side != HENG_FLOW_SIDE_RECEIVER)
        has_flow[bundle->slot_of[link->payer]] = TRUE;
      if (bundle->side != HENG_FLOW_SIDE_PAYER)
        has_flow[bundle->slot_of[link->receiver]] = TRUE;
    }
  for (guint slot = 0; slot < bundle->n_slots; slot++)
    {
      HengFlowNode node = { .side = bundle->side, .region = -1, .mechanism = -1, .group = -1,
                            .panel = MAX (draft->options->panel, 0) };

      if (!has_flow[slot])
        continue;
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
      node_of[slot] = draft->layout->nodes->len;
      g_array_append_val (draft->layout->nodes, node);
    }

  return node_of;
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
  if (first->link.middle != second->link.middle)
    return first->link.middle < second->link.middle ? -1 : 1;
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

/*
 * Lists the records of the graph's links that became one link, ascending and each once; against a baseline those of the panel
 * itself, or the baseline's where nothing flows any more. Returns: where the next list begins
 */
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

      if (link->amount > 0 && placed[i].link.amount == 0)
        continue;
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

static void
count_link (HengFlowDraft      *draft,
            const HengFlowLink *link)
{
  HengFlowNode *from = heng_flow_draft_node (draft, link->from);
  HengFlowNode *to = heng_flow_draft_node (draft, link->to);

  from->paid += link->amount;
  from->paid_before += link->amount_before;
  to->received += link->amount;
  to->received_before += link->amount_before;
  if (link->middle >= 0)
    {
      HengFlowNode *middle = heng_flow_draft_node (draft, link->middle);

      middle->paid += link->amount;
      middle->paid_before += link->amount_before;
      middle->received += link->amount;
      middle->received_before += link->amount_before;
    }
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
  at = g_new0 (guint64, n_records + 1);
  g_ptr_array_add (draft->layout->records, at);

  g_array_sort (placed, compare_placed);
  for (guint i = 0, end; i < placed->len; i = end)
    {
      const Placed *first = &g_array_index (placed, Placed, i);
      HengFlowLink link = first->link;

      link.amount = link.amount_before = 0;
      for (end = i; end < placed->len; end++)
        {
          const HengFlowLink *next = &g_array_index (placed, Placed, end).link;

          if (next->from != link.from || next->to != link.to || next->mechanism != link.mechanism ||
              next->middle != link.middle || next->is_reversed != link.is_reversed)
            break;
          link.amount += next->amount;
          link.amount_before += next->amount_before;
        }
      at = join_records (draft, &link, first, end - i, at);
      count_link (draft, &link);
      g_array_append_val (draft->layout->links, link);
    }
}

/* Returns: which of the graph's mechanisms or groups a link runs through, from 0; the groups' last is that of no group */
static guint
get_middle (const HengFlowDraft     *draft,
            const HengFlowGraphLink *link,
            HengFlowMiddle           middle)
{
  if (middle == HENG_FLOW_MIDDLE_MECHANISM)
    return link->mechanism;

  return link->group >= 0 ? (guint) link->group : heng_flow_graph_get_n_groups (draft->graph);
}

static HengFlowNode
make_middle (HengFlowDraft  *draft,
             HengFlowMiddle  middle,
             guint           index)
{
  HengFlowNode node = { .side = HENG_FLOW_SIDE_MIDDLE, .region = -1, .mechanism = -1, .group = -1,
                        .panel = MAX (draft->options->panel, 0) };

  if (middle == HENG_FLOW_MIDDLE_MECHANISM)
    {
      const HengFlowGraphMechanism *mechanism = heng_flow_graph_get_mechanism (draft->graph, index);

      node.id = mechanism->id;
      node.name = mechanism->label;
      node.mechanism = index;
    }
  else if (index < heng_flow_graph_get_n_groups (draft->graph))
    {
      const HengFlowGraphGroup *group = heng_flow_graph_get_group (draft->graph, index);

      node.id = group->id;
      node.name = group->label;
      node.group = index;
    }
  else
    {
      node.id = NO_GROUP_ID;
      node.name = heng_flow_draft_keep_string (draft, g_strdup (draft->options->texts.no_group));
    }

  return node;
}

/* Returns: (transfer full): per mechanism or group its node, or -1 where nothing runs through it; NULL without a middle */
static int *
add_middles (HengFlowDraft  *draft,
             HengFlowMiddle  middle)
{
  guint n = middle == HENG_FLOW_MIDDLE_MECHANISM ? heng_flow_graph_get_n_mechanisms (draft->graph)
                                                 : heng_flow_graph_get_n_groups (draft->graph) + 1;
  int *middle_of;

  if (middle == HENG_FLOW_MIDDLE_NONE)
    return NULL;

  middle_of = g_new (int, n + 1);
  memset (middle_of, 0xff, sizeof (int) * (n + 1));
  for (guint i = 0; i < heng_flow_graph_get_n_links (draft->graph); i++)
    middle_of[get_middle (draft, heng_flow_graph_get_link (draft->graph, i), middle)] = 0;
  for (guint i = 0; i < n; i++)
    if (middle_of[i] == 0)
      {
        HengFlowNode node = make_middle (draft, middle, i);

        middle_of[i] = (int) draft->layout->nodes->len;
        g_array_append_val (draft->layout->nodes, node);
      }

  return middle_of;
}

/* @payer_of, @receiver_of: per slot of the bundles the node that stands for it */
static void
place_links (HengFlowDraft        *draft,
             const HengFlowBundle *payers,
             const guint          *payer_of,
             const HengFlowBundle *receivers,
             const guint          *receiver_of,
             HengFlowMiddle        middle,
             const int            *middle_of)
{
  g_autoptr(GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  gboolean has_baseline = heng_flow_draft_has_baseline (draft);

  for (guint i = 0; i < heng_flow_graph_get_n_links (draft->graph); i++)
    {
      const HengFlowGraphLink *source = heng_flow_graph_get_link (draft->graph, i);
      gboolean is_before = has_baseline && (int) source->panel == draft->options->baseline;
      Placed entry = { .source = i };

      entry.link.from = payer_of[payers->slot_of[source->payer]];
      entry.link.to = receiver_of[receivers->slot_of[source->receiver]];
      entry.link.middle = middle_of != NULL ? middle_of[get_middle (draft, source, middle)] : -1;
      entry.link.mechanism = source->mechanism;
      entry.link.group = middle == HENG_FLOW_MIDDLE_GROUP ? source->group : -1;
      entry.link.panel = MAX (draft->options->panel, 0);
      entry.link.is_reversed = source->is_reversed;
      entry.link.amount = is_before ? 0 : source->amount;
      entry.link.amount_before = is_before ? source->amount : 0;
      g_array_append_val (placed, entry);
    }
  merge_links (draft, placed);
}

static HengFlowLimits
get_limits (const HengFlowDraft *draft,
            guint                max_nodes)
{
  return (HengFlowLimits) { max_nodes, draft->options->min_amount, draft->options->min_share };
}

/* Places count from 0 in each column until an order is found. */
static void
number_places (HengFlowDraft *draft)
{
  for (guint i = 0; i < draft->layout->nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (draft, i);
      const HengFlowNode *before = i > 0 ? heng_flow_draft_node (draft, i - 1) : NULL;

      node->place = before != NULL && before->side == node->side ? before->place + 1 : 0;
    }
}

void
heng_flow_draft_fill_two_sided (HengFlowDraft *draft,
                                guint          max_nodes,
                                HengFlowMiddle middle)
{
  HengFlowLimits limits = get_limits (draft, max_nodes);
  g_autoptr(HengFlowBundle) payers = heng_flow_bundle_new (draft->ranked, HENG_FLOW_SIDE_PAYER, &limits);
  g_autoptr(HengFlowBundle) receivers = heng_flow_bundle_new (draft->ranked, HENG_FLOW_SIDE_RECEIVER, &limits);
  g_autofree guint *payer_of = add_nodes (draft, payers);
  g_autofree int *middle_of = add_middles (draft, middle);
  g_autofree guint *receiver_of = add_nodes (draft, receivers);

  place_links (draft, payers, payer_of, receivers, receiver_of, middle, middle_of);
  number_places (draft);
}

void
heng_flow_draft_fill_one_sided (HengFlowDraft *draft,
                                guint          max_nodes)
{
  HengFlowLimits limits = get_limits (draft, max_nodes);
  g_autoptr(HengFlowBundle) both = heng_flow_bundle_new (draft->ranked, HENG_FLOW_SIDE_BOTH, &limits);
  g_autofree guint *node_of = add_nodes (draft, both);

  place_links (draft, both, node_of, both, node_of, HENG_FLOW_MIDDLE_NONE, NULL);
  number_places (draft);
}

void
heng_flow_draft_fill_bundled (HengFlowDraft        *draft,
                              const HengFlowBundle *both)
{
  g_autofree guint *node_of = add_nodes (draft, both);

  place_links (draft, both, node_of, both, node_of, HENG_FLOW_MIDDLE_NONE, NULL);
  number_places (draft);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: which way money runs, and the order of what stands or passes in each layer. */
#include "heng-flow-network-private.h"
#include "heng-flow-cycles.h"
#include "heng-flow-order.h"

#define WHOLE_WEIGHT (1 << 24)

/* Lining up is cheap, and every picture of the same flows is to tell the same share that runs back: always with full effort. */
#define LINE_RESTARTS 500

/* Remembers a place for a later layout of much the same flows. Takes @key. */
static void
keep_place (HengFlowNetwork *self,
            char            *key,
            guint            place)
{
  g_hash_table_replace (self->draft->layout->places, key, GUINT_TO_POINTER (place + 1));
}

/* Returns: the place in the earlier layout, or -1 */
static int
get_earlier (const HengFlowNetwork *self,
             const char            *key)
{
  const HengFlowLayout *previous = self->draft->options->previous;

  return previous != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (previous->places, key)) - 1 : -1;
}

static char *
make_line_key (const HengFlowNetwork *self,
               guint                  node)
{
  return g_strdup_printf ("line %s", heng_flow_draft_node (self->draft, node)->id);
}

typedef struct
{
  int   place; /* in the earlier line; behind all of it for a new one */
  guint node;
} Standing;

static int
compare_standings (gconstpointer a,
                   gconstpointer b)
{
  const Standing *first = a;
  const Standing *second = b;

  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;

  return first->node < second->node ? -1 : first->node > second->node;
}

/* Fills in the line to begin with. Returns: whether it is an earlier one */
static gboolean
line_up (const HengFlowNetwork *self,
         guint                 *order)
{
  guint n = self->draft->layout->nodes->len;
  g_autofree Standing *standings = g_new (Standing, n + 1);
  gboolean resumes = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = make_line_key (self, i);
      int place = get_earlier (self, key);

      standings[i] = (Standing) { place >= 0 ? place : G_MAXINT, i };
      resumes |= place >= 0;
    }
  qsort (standings, n, sizeof (Standing), compare_standings);
  for (guint i = 0; i < n; i++)
    order[i] = standings[i].node;

  return resumes;
}

/* Lines the nodes up, and tells forward links from those that run back; a loop runs back. */
void
heng_flow_network_find_ranks (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;
  guint n = layout->nodes->len;
  g_autofree gint64 *weight = g_new0 (gint64, (gsize) n * n + 1);
  g_autofree guint *order = g_new (guint, n + 1);
  double total = heng_flow_graph_get_total (self->draft->graph);
  gboolean resumes;

  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      if (link->from != link->to)
        weight[(gsize) link->from * n + link->to] += MAX (1, (gint64) (link->amount / total * WHOLE_WEIGHT));
    }
  resumes = line_up (self, order);
  heng_flow_cycles_order (weight, n, resumes ? 0 : LINE_RESTARTS, order);
  self->rank = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      self->rank[order[i]] = i;
      keep_place (self, make_line_key (self, order[i]), i);
    }
  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      link->is_back = self->rank[link->from] >= self->rank[link->to];
    }
}

guint
heng_flow_network_get_stop (HengFlowNetwork     *self,
                            const HengFlowTrunk *trunk,
                            guint                step)
{
  guint first = heng_flow_draft_node (self->draft, trunk->from)->column;
  guint last = heng_flow_draft_node (self->draft, trunk->to)->column;

  if (step == 0)
    return trunk->from;

  return step == last - first ? trunk->to : trunk->first_body + step - 1;
}

guint
heng_flow_network_get_n_stops (HengFlowNetwork     *self,
                               const HengFlowTrunk *trunk)
{
  return heng_flow_draft_node (self->draft, trunk->to)->column - heng_flow_draft_node (self->draft, trunk->from)->column + 1;
}

/* Returns: (transfer full) (element-type utf8): per body what it is remembered by: a bar of a layer, or a way through it */
static GPtrArray *
make_body_keys (HengFlowNetwork *self,
                const guint     *layer_of)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  guint n_nodes = self->draft->layout->nodes->len;

  for (guint i = 0; i < n_nodes; i++)
    g_ptr_array_add (keys, g_strdup_printf ("bar %u %s", layer_of[i], heng_flow_draft_node (self->draft, i)->id));
  for (guint i = 0; i < self->trunks->len; i++)
    {
      const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, i);

      for (guint step = 1; step + 1 < heng_flow_network_get_n_stops (self, trunk); step++)
        g_ptr_array_add (keys, g_strdup_printf ("way %u %s %s", heng_flow_draft_node (self->draft, trunk->from)->column + step,
                                                heng_flow_draft_node (self->draft, trunk->from)->id,
                                                heng_flow_draft_node (self->draft, trunk->to)->id));
    }
  g_assert (keys->len == self->n_bodies);

  return keys;
}

/* Returns: (transfer full): per body its place in the earlier layout, or -1; NULL when nothing of it can be used */
static int *
find_earlier (const HengFlowNetwork *self,
              GPtrArray             *keys)
{
  int *earlier = g_new (int, self->n_bodies + 1);
  guint n_known = 0;

  for (guint i = 0; i < self->n_bodies; i++)
    {
      earlier[i] = get_earlier (self, g_ptr_array_index (keys, i));
      n_known += earlier[i] >= 0;
    }
  if (n_known == 0)
    g_clear_pointer (&earlier, g_free);

  return earlier;
}

void
heng_flow_network_find_order (HengFlowNetwork *self)
{
  guint n_nodes = self->draft->layout->nodes->len;
  double total = heng_flow_graph_get_total (self->draft->graph);
  g_autofree guint *layer_of = g_new0 (guint, self->n_bodies + 1);
  g_autoptr(GArray) edges = g_array_new (FALSE, FALSE, sizeof (HengFlowEdge));
  g_autoptr(HengFlowLayers) layers = NULL;
  g_autoptr(GPtrArray) keys = NULL;
  g_autofree int *earlier = NULL;

  self->bodies = g_new0 (HengFlowBody, self->n_bodies + 1);
  for (guint i = 0; i < n_nodes; i++)
    layer_of[i] = heng_flow_draft_node (self->draft, i)->column;
  for (guint i = 0; i < self->trunks->len; i++)
    {
      const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, i);

      for (guint step = 1; step < heng_flow_network_get_n_stops (self, trunk); step++)
        {
          HengFlowEdge edge = { heng_flow_network_get_stop (self, trunk, step - 1), heng_flow_network_get_stop (self, trunk, step),
                                (gint64) (trunk->amount / total * WHOLE_WEIGHT) + 256 };

          layer_of[edge.to] = heng_flow_draft_node (self->draft, trunk->from)->column + step;
          g_array_append_val (edges, edge);
        }
    }
  layers = heng_flow_layers_new (self->n_layers, self->n_bodies, layer_of, edges->len, (const HengFlowEdge *) edges->data);
  keys = make_body_keys (self, layer_of);
  earlier = find_earlier (self, keys);
  if (earlier != NULL)
    heng_flow_order_resume (layers, earlier);
  else
    heng_flow_order_solve (layers, self->draft->options->n_restarts);
  for (guint i = 0; i < self->n_bodies; i++)
    {
      self->bodies[i].layer = layer_of[i];
      self->bodies[i].place = layers->position[i];
      keep_place (self, g_strdup (g_ptr_array_index (keys, i)), layers->position[i]);
    }

  /* Among the nodes of a layer alone, without what passes through. */
  for (guint i = 0; i < n_nodes; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      node->place = 0;
      for (guint j = 0; j < n_nodes; j++)
        node->place += self->bodies[j].layer == self->bodies[i].layer && self->bodies[j].place < self->bodies[i].place;
    }
}

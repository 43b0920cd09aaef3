// SPDX-License-Identifier: GPL-3.0-or-later
/* What a flow diagram has found: its title. */
#include "heng-flow-wording-private.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What goes from one region to another, and what went there before. */
typedef struct
{
  guint  payer;
  guint  receiver;
  gint64 amount;
  gint64 before;
} Pair;

static guint
pair_hash (gconstpointer key)
{
  const Pair *pair = key;

  return pair->payer * 2654435761u ^ pair->receiver;
}

static gboolean
pair_equal (gconstpointer a,
            gconstpointer b)
{
  const Pair *first = a, *second = b;

  return first->payer == second->payer && first->receiver == second->receiver;
}

/* Links come by payer and receiver, so that of equals the same is found whatever order the facts came in. */
static gboolean
find_largest (const HengFlowGraph *graph,
              int                  panel,
              int                  baseline,
              Pair                *largest)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (pair_hash, pair_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);
      Pair key = { .payer = link->payer, .receiver = link->receiver }, *pair;

      if (panel >= 0 && (int) link->panel != panel && (int) link->panel != baseline)
        continue;
      pair = g_hash_table_lookup (pairs, &key);
      if (pair == NULL)
        {
          pair = g_memdup2 (&key, sizeof key);
          g_hash_table_add (pairs, pair);
          g_ptr_array_add (order, pair);
        }
      /* The sum of all links fits, and so does that of some. */
      if (baseline >= 0 && (int) link->panel == baseline)
        pair->before += link->amount;
      else
        pair->amount += link->amount;
    }

  for (guint i = 0; i < order->len; i++)
    {
      const Pair *pair = g_ptr_array_index (order, i);

      if (i == 0 || ABS (pair->amount - pair->before) > ABS (largest->amount - largest->before))
        *largest = *pair;
    }
  return order->len > 0;
}

char *
heng_flow_wording_make_title (const HengFlowWording *words,
                              const HengFlowGraph   *graph,
                              int                    panel,
                              int                    baseline)
{
  g_autofree char *amount = NULL;
  const char *from, *to;
  gint64 change;
  Pair largest;

  if (!find_largest (graph, panel, baseline, &largest))
    return g_strdup (heng_flow_wording_get_measure (words->figure->query.measure));

  from = heng_flow_graph_get_node (graph, largest.payer)->label;
  to = heng_flow_graph_get_node (graph, largest.receiver)->label;
  change = largest.amount - largest.before;
  amount = heng_flow_wording_format_full (words, ABS (change));
  if (baseline < 0)
    /* Translators: the largest flow of a diagram: "Shandong to Henan is the largest flow: 12,600.00 × 10,000 yuan". */
    return heng_wording_fill (_("%1$s to %2$s is the largest flow: %3$s"), from, to, amount, "");
  if (change > 0)
    return heng_wording_fill (_("%1$s to %2$s has grown most: by %3$s"), from, to, amount, "");
  if (change < 0)
    return heng_wording_fill (_("%1$s to %2$s has fallen most: by %3$s"), from, to, amount, "");
  return g_strdup (_("Nothing has changed"));
}

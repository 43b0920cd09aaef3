// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-search.h"
#include "heng-flow-exact.h"
#include "heng-flow-gains.h"
#include "heng-flow-random.h"

#include <string.h>

#define SEED 20210422u
#define N_SWEEPS 24
#define N_SWEEPS_OF_MANY 100
#define MANY_NODES 200

/* A search begins from several orders and goes on from the best of them for the other half of its work. */
#define N_STARTS 4

/*
 * Steps a restart takes per edge. Counted steps, never time, end a search: every machine must find the same order. Of three
 * layers the middle one holds the others' ends together: fewer find as good an order as more.
 */
#define WORK_PER_EDGE 300
#define WORK_PER_EDGE_OF_THREE 200
#define WORK_PER_EDGE_OF_MANY 150
#define WORK_PER_RESTART 64
#define LEAST_WORK_OF_PROOF (1 << 16)
#define MOST_WORK (G_GINT64_CONSTANT (600) << 20)

/* The longest run of neighbours that is moved at once. */
#define LONGEST_BLOCK 8

typedef struct
{
  double key;
  guint  node;
} Wish;

static int
compare_wishes (gconstpointer a,
                gconstpointer b,
                gpointer      data G_GNUC_UNUSED)
{
  const Wish *first = a;
  const Wish *second = b;

  return (first->key > second->key) - (first->key < second->key);
}

/* A stable sort; rows are short and nearly sorted after the first sweep. */
static void
sort_wishes (Wish  *wishes,
             guint  n)
{
  if (n > 64)
    {
      g_qsort_with_data (wishes, n, sizeof (Wish), compare_wishes, NULL);
      return;
    }

  for (guint i = 1; i < n; i++)
    {
      Wish moved = wishes[i];
      guint at = i;

      for (; at > 0 && wishes[at - 1].key > moved.key; at--)
        wishes[at] = wishes[at - 1];
      wishes[at] = moved;
    }
}

/* Sums are whole and the division is rounded once, so that every machine finds the same key. */
static double
find_barycentre (const HengFlowLayers *layers,
                 const HengFlowArm    *arms,
                 guint                 n)
{
  gint64 sum = 0;
  gint64 weight = 0;

  for (guint i = 0; i < n; i++)
    {
      sum += arms[i].weight * layers->position[arms[i].node];
      weight += arms[i].weight;
    }

  return weight > 0 ? (double) sum / (double) weight : -1;
}

/* Sorts one layer by where its arms of one direction end. A node without such arms stays behind the one before it. */
static void
sweep_layer (HengFlowLayers *layers,
             guint           layer,
             gboolean        down,
             Wish           *wishes)
{
  const guint *start = down ? layers->down_start : layers->up_start;
  const HengFlowArm *arms = down ? layers->down : layers->up;
  guint *order = layers->order + layers->layer_start[layer];
  guint n = heng_flow_layers_get_size (layers, layer);
  double last = 0;

  for (guint i = 0; i < n; i++)
    {
      guint node = order[i];
      double key = find_barycentre (layers, arms + start[node], start[node + 1] - start[node]);

      wishes[i].node = node;
      wishes[i].key = key < 0 ? last : key;
      last = wishes[i].key;
    }
  sort_wishes (wishes, n);
  for (guint i = 0; i < n; i++)
    order[i] = wishes[i].node;
}


/* The best order found from the present start, and the room the search needs. */
typedef struct
{
  HengFlowLayers *layers;
  HengFlowGains  *gains;
  const int      *fixed;
  HengFlowRandom  random;
  Wish           *wishes;
  guint          *best_order;
  gint64          best;
} Search;

static void
settle_layer (Search *search,
              guint   layer)
{
  if (search->fixed != NULL)
    heng_flow_layers_heed (search->layers, layer, search->fixed);
  else
    heng_flow_layers_renumber (search->layers, layer);
}

static void
sweep_all (Search *search)
{
  for (guint layer = 1; layer < search->layers->n_layers; layer++)
    {
      sweep_layer (search->layers, layer, FALSE, search->wishes);
      settle_layer (search, layer);
    }
  for (guint layer = search->layers->n_layers - 1; layer-- > 0;)
    {
      sweep_layer (search->layers, layer, TRUE, search->wishes);
      settle_layer (search, layer);
    }
}

static void
init_search (Search         *search,
             HengFlowLayers *layers,
             const int      *fixed)
{
  search->layers = layers;
  search->fixed = fixed;
  for (guint layer = 0; layer < layers->n_layers; layer++)
    settle_layer (search, layer);
  search->gains = heng_flow_gains_new (layers, fixed);
  search->random = heng_flow_random_seeded (SEED);
  search->wishes = g_new (Wish, layers->n_nodes + 1);
  search->best_order = g_new (guint, layers->n_nodes + 1);
}

static void
clear_search (Search *search)
{
  heng_flow_gains_free (search->gains);
  g_free (search->wishes);
  g_free (search->best_order);
}

static void
shuffle_layer (Search *search,
               guint   layer)
{
  guint *order = search->layers->order + search->layers->layer_start[layer];

  for (guint i = heng_flow_layers_get_size (search->layers, layer); i > 1; i--)
    {
      guint j = heng_flow_random_below (&search->random, i);
      guint moved = order[i - 1];

      order[i - 1] = order[j];
      order[j] = moved;
    }
  settle_layer (search, layer);
}

/* Sweeps from the present order on, and sifts the best that was met. */
static void
begin (Search *search,
       guint   n_sweeps)
{
  HengFlowLayers *layers = search->layers;
  gsize size = sizeof (guint) * layers->n_nodes;

  search->best = heng_flow_layers_weigh (layers);
  memcpy (search->best_order, layers->order, size);
  for (guint i = 0; i < n_sweeps && search->best > 0; i++)
    {
      gint64 weight;

      sweep_all (search);
      weight = heng_flow_layers_weigh (layers);
      if (weight > search->best)
        continue;
      /* Sweeping what has come to rest changes nothing. */
      if (weight == search->best && memcmp (search->best_order, layers->order, size) == 0)
        break;
      search->best = weight;
      memcpy (search->best_order, layers->order, size);
    }
  heng_flow_layers_set_order (layers, search->best_order);
  heng_flow_gains_load (search->gains, layers);
  heng_flow_gains_settle (search->gains, G_MAXUINT);
  heng_flow_gains_keep (search->gains);
}

/* Whether a run of nodes may stand elsewhere in its layer: no two fixed ones would pass. */
static gboolean
may_move (const Search *search,
          guint         layer,
          guint         from,
          guint         length,
          guint         to,
          gboolean      turn)
{
  const HengFlowGains *gains = search->gains;
  guint first = gains->layer_start[layer];
  guint n_inside = 0;
  guint n_passed = 0;

  if (gains->is_fixed == NULL)
    return TRUE;

  for (guint i = from; i < from + length; i++)
    n_inside += gains->is_fixed[first + gains->order[first + i]];
  for (guint i = to > from ? from + length : to; i < (to > from ? to + length : from); i++)
    n_passed += gains->is_fixed[first + gains->order[first + i]];

  return n_inside == 0 || (n_passed == 0 && !(turn && n_inside > 1));
}

/* Moves a run of neighbours elsewhere in the layer, half of the times turned round. */
static void
move_block (Search *search,
            guint   layer)
{
  guint n = heng_flow_layers_get_size (search->layers, layer);
  guint length = 1 + heng_flow_random_below (&search->random, CLAMP (n / 2, 1, LONGEST_BLOCK));
  guint from = heng_flow_random_below (&search->random, n - length + 1);
  guint to = heng_flow_random_below (&search->random, n - length + 1);
  gboolean turn = heng_flow_random_below (&search->random, 2) == 1;

  if (!may_move (search, layer, from, length, to, turn))
    return;

  if (to > from)
    for (guint i = 0; i < length; i++)
      heng_flow_gains_move (search->gains, layer, turn ? from + length - 1 - i : from, to + length - 1);
  else
    for (guint i = 0; i < length; i++)
      heng_flow_gains_move (search->gains, layer, from + i, turn ? to : to + i);
}

/* Tries a change near the best order and keeps it when it is no worse: of equals the newer, to wander over plateaus. */
static void
restart (Search *search)
{
  HengFlowGains *gains = search->gains;
  guint chosen = heng_flow_random_below (&search->random, search->layers->n_layers);
  gint64 before = gains->weight;

  /* A step each for the choice itself: where nothing can move, the search ends all the same. */
  gains->work += gains->n_slots + WORK_PER_RESTART;
  move_block (search, chosen);
  /* The neighbours follow first; sifting the moved layer at once would only undo the move. */
  heng_flow_gains_settle (gains, chosen);
  heng_flow_gains_settle (gains, G_MAXUINT);
  if (gains->weight <= before)
    heng_flow_gains_keep (gains);
  else
    heng_flow_gains_undo (gains);
}

static void
restart_until (Search *search,
               gint64  work)
{
  while (search->gains->work < work && search->gains->weight > 0)
    restart (search);
}

/* Returns: whether two nodes of a layer are fixed, so that the mirror image is not allowed */
static gboolean
faces_somewhere (const HengFlowLayers *layers,
                 const int            *fixed)
{
  for (guint layer = 0; layer < layers->n_layers && fixed != NULL; layer++)
    {
      guint n = 0;

      for (guint i = layers->layer_start[layer]; i < layers->layer_start[layer + 1]; i++)
        n += fixed[layers->order[i]] >= 0;
      if (n > 1)
        return TRUE;
    }

  return FALSE;
}

/* An order and its mirror image cross alike; the one that keeps more pairs of a layer in the order of their numbers is taken. */
static void
face_forward (HengFlowLayers *layers)
{
  gint64 balance = 0;

  for (guint layer = 0; layer < layers->n_layers; layer++)
    for (guint i = layers->layer_start[layer]; i < layers->layer_start[layer + 1]; i++)
      for (guint j = i + 1; j < layers->layer_start[layer + 1]; j++)
        balance += layers->order[i] < layers->order[j] ? 1 : -1;

  if (balance >= 0)
    return;

  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      guint *order = layers->order + layers->layer_start[layer];
      guint n = heng_flow_layers_get_size (layers, layer);

      for (guint i = 0; i < n / 2; i++)
        {
          guint moved = order[i];

          order[i] = order[n - 1 - i];
          order[n - 1 - i] = moved;
        }
      heng_flow_layers_renumber (layers, layer);
    }
}

/* Begins at several orders; then goes on from the best of them. */
static void
search_from_starts (Search *search,
                    guint   n_restarts)
{
  HengFlowLayers *layers = search->layers;
  gboolean many = layers->n_nodes > MANY_NODES;
  guint n_starts = many || n_restarts == 0 ? 1 : N_STARTS;
  gint64 per_edge = many ? WORK_PER_EDGE_OF_MANY : layers->n_layers == 3 ? WORK_PER_EDGE_OF_THREE : WORK_PER_EDGE;
  gint64 work = MIN ((gint64) n_restarts * layers->n_edges * per_edge, MOST_WORK);
  g_autofree guint *order = g_memdup2 (layers->order, sizeof (guint) * layers->n_nodes);
  gint64 least = G_MAXINT64;

  search->gains->work = 0;
  for (guint i = 0; i < n_starts && least > 0; i++)
    {
      for (guint layer = 0; layer < layers->n_layers && i > 0; layer++)
        shuffle_layer (search, layer);
      begin (search, many ? N_SWEEPS_OF_MANY : N_SWEEPS);
      restart_until (search, work / 2 * (i + 1) / n_starts);
      heng_flow_gains_store (search->gains, layers);
      if (search->gains->weight >= least)
        continue;
      least = search->gains->weight;
      /* A small part need not be searched any further when its best order is proved. */
      if (i == 0 && search->fixed == NULL && heng_flow_exact_solve (layers, MAX (work, LEAST_WORK_OF_PROOF)))
        return;
      memcpy (order, layers->order, sizeof (guint) * layers->n_nodes);
    }
  heng_flow_layers_set_order (layers, order);
  heng_flow_gains_load (search->gains, layers);
  restart_until (search, work);
  heng_flow_gains_finish (search->gains);
  heng_flow_gains_store (search->gains, layers);
}

void
heng_flow_search (HengFlowLayers *layers,
                  guint           n_restarts,
                  const int      *fixed)
{
  Search search = { NULL };

  init_search (&search, layers, fixed);
  if (layers->n_layers > 1)
    search_from_starts (&search, n_restarts);
  clear_search (&search);
  if (!faces_somewhere (layers, fixed))
    face_forward (layers);
}

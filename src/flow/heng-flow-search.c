// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-search.h"
#include "heng-flow-random.h"
#include "heng-flow-sifting.h"

#include <string.h>

#define SEED 20210422u
#define N_SWEEPS 24
#define N_SWEEPS_OF_MANY 400
#define MANY_NODES 200
#define N_QUICK_SWEEPS 4

/* Steps of sifting after which a search over many nodes stops beginning anew: some 50 ms. */
#define MOST_WORK_OF_MANY (G_GINT64_CONSTANT (16) << 20)

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


/* The best order found so far, and the room the search needs. */
typedef struct
{
  HengFlowLayers *layers;
  HengFlowSifter *sifter;
  const int      *fixed;
  HengFlowRandom  random;
  Wish           *wishes;
  gboolean       *is_dirty;
  guint          *best_order;
  gint64          best;
} Search;

static void
init_search (Search         *search,
             HengFlowLayers *layers,
             const int      *fixed)
{
  search->layers = layers;
  search->fixed = fixed;
  for (guint layer = 0; layer < layers->n_layers && fixed != NULL; layer++)
    heng_flow_layers_heed (layers, layer, fixed);
  search->sifter = heng_flow_sifter_new (layers, fixed);
  search->random = heng_flow_random_seeded (SEED);
  search->wishes = g_new (Wish, layers->n_nodes + 1);
  search->is_dirty = g_new (gboolean, layers->n_layers + 1);
  search->best_order = g_memdup2 (layers->order, sizeof (guint) * layers->n_nodes);
  search->best = heng_flow_layers_weigh (layers);
}

static void
clear_search (Search *search)
{
  heng_flow_sifter_free (search->sifter);
  g_free (search->wishes);
  g_free (search->is_dirty);
  g_free (search->best_order);
}

/* Takes the present order when it is no worse: of equals the newer, so that the search wanders over plateaus. */
static void
keep_if_good (Search *search,
              gint64  weight)
{
  if (weight > search->best)
    return;

  search->best = weight;
  memcpy (search->best_order, search->layers->order, sizeof (guint) * search->layers->n_nodes);
}

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
settle_from_best (Search *search)
{
  heng_flow_layers_set_order (search->layers, search->best_order);
  for (guint layer = 0; layer < search->layers->n_layers; layer++)
    search->is_dirty[layer] = TRUE;
  heng_flow_sifter_settle (search->sifter, search->layers, search->is_dirty);
  keep_if_good (search, heng_flow_layers_weigh (search->layers));
}

static void
sweep_often (Search *search,
             guint   n_sweeps)
{
  for (guint i = 0; i < n_sweeps && search->best > 0; i++)
    {
      sweep_all (search);
      keep_if_good (search, heng_flow_layers_weigh (search->layers));
    }
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

/* Moves a run of neighbours elsewhere in the layer, half of the times turned round. */
static void
move_block (Search *search,
            guint   layer)
{
  guint *order = search->layers->order + search->layers->layer_start[layer];
  guint n = heng_flow_layers_get_size (search->layers, layer);
  guint length = 1 + heng_flow_random_below (&search->random, MAX (n / 2, 1));
  guint from = heng_flow_random_below (&search->random, n - length + 1);
  guint to = heng_flow_random_below (&search->random, n - length + 1);
  gboolean turn = heng_flow_random_below (&search->random, 2) == 1;
  g_autofree guint *block = g_memdup2 (order + from, sizeof (guint) * length);

  memmove (order + from, order + from + length, sizeof (guint) * (n - from - length));
  memmove (order + to + length, order + to, sizeof (guint) * (n - to - length));
  for (guint i = 0; i < length; i++)
    order[to + i] = block[turn ? length - 1 - i : i];
  settle_layer (search, layer);
}

/* Begins elsewhere: mostly near the best order, every fourth time anywhere. */
static void
restart (Search *search)
{
  guint n_layers = search->layers->n_layers;
  guint chosen = heng_flow_random_below (&search->random, n_layers);
  gboolean anywhere = heng_flow_random_below (&search->random, 4) == 0;

  memset (search->is_dirty, 0, sizeof (gboolean) * n_layers);
  if (anywhere)
    {
      for (guint layer = 0; layer < n_layers; layer++)
        {
          shuffle_layer (search, layer);
          search->is_dirty[layer] = TRUE;
        }
      for (guint i = 0; i < N_QUICK_SWEEPS; i++)
        sweep_all (search);
    }
  else
    {
      heng_flow_layers_set_order (search->layers, search->best_order);
      move_block (search, chosen);
      /* The neighbours follow first; sifting the moved layer at once would only undo the move. */
      if (chosen > 0)
        search->is_dirty[chosen - 1] = TRUE;
      if (chosen + 1 < n_layers)
        search->is_dirty[chosen + 1] = TRUE;
    }

  heng_flow_sifter_settle (search->sifter, search->layers, search->is_dirty);
  if (!anywhere)
    {
      search->is_dirty[chosen] = TRUE;
      heng_flow_sifter_settle (search->sifter, search->layers, search->is_dirty);
    }
  keep_if_good (search, heng_flow_layers_weigh (search->layers));
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

void
heng_flow_search (HengFlowLayers *layers,
                  guint           n_restarts,
                  const int      *fixed)
{
  Search search = { NULL };
  gboolean many = layers->n_nodes > MANY_NODES;

  init_search (&search, layers, fixed);
  if (layers->n_layers > 1)
    {
      sweep_often (&search, many ? N_SWEEPS_OF_MANY : N_SWEEPS);
      settle_from_best (&search);
      for (guint i = 0; i < n_restarts && search.best > 0; i++)
        {
          if (many && search.sifter->work > MOST_WORK_OF_MANY)
            break;
          restart (&search);
        }
    }
  heng_flow_layers_set_order (layers, search.best_order);
  clear_search (&search);
  if (!faces_somewhere (layers, fixed))
    face_forward (layers);
}

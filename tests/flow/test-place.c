// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-isotonic.h"
#include "heng-flow-place.h"
#include "heng-flow-random.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *name;
  guint       n;
  double      wish[4];
  double      height[4];
  double      weight[4];
  double      gap;
  double      top, bottom;
  double      expected[4];
} Row;

static const Row rows[] = {
  { "one-stays", 1, { 30 }, { 10 }, { 1 }, 5, 0, 100, { 30 } },
  { "one-is-kept-inside", 1, { 95 }, { 10 }, { 1 }, 5, 0, 100, { 90 } },
  { "apart-stay", 2, { 10, 50 }, { 10, 10 }, { 1, 1 }, 5, 0, 100, { 10, 50 } },
  { "alike-share-the-move", 2, { 40, 40 }, { 10, 10 }, { 1, 1 }, 0, 0, 100, { 35, 45 } },
  { "heavier-moves-less", 2, { 40, 40 }, { 10, 10 }, { 3, 1 }, 0, 0, 100, { 37.5, 47.5 } },
  { "gap-counts", 2, { 40, 40 }, { 10, 10 }, { 1, 1 }, 4, 0, 100, { 33, 47 } },
  { "turned-round-are-pushed", 3, { 60, 50, 0 }, { 10, 10, 10 }, { 1, 1, 1 }, 0, 0, 100, { 80.0 / 3, 110.0 / 3, 140.0 / 3 } },
  { "full-leaves-no-choice", 3, { 9, 9, 9 }, { 30, 40, 30 }, { 1, 1, 1 }, 0, 0, 100, { 0, 30, 70 } },
  { "upper-bound", 2, { -50, 20 }, { 10, 10 }, { 1, 1 }, 0, 5, 100, { 5, 20 } },
};

static void
test_isotonic (gconstpointer data)
{
  const Row *row = data;
  double wish[4];

  memcpy (wish, row->wish, sizeof wish);
  heng_flow_isotonic_place (wish, row->height, row->weight, row->n, row->gap, row->top, row->bottom);
  for (guint i = 0; i < row->n; i++)
    g_assert_cmpfloat_with_epsilon (wish[i], row->expected[i], 1e-9);
}

#define N_BODIES 24
#define N_TIES 60
#define MOST_LAYERS 12
#define GAP 3.0
#define BOTTOM 300.0

static void
make_problem (guint32       seed,
              guint         n_layers,
              HengFlowBody *bodies,
              HengFlowTie  *ties)
{
  HengFlowRandom random = heng_flow_random_seeded (seed);
  guint size = N_BODIES / n_layers;

  memset (bodies, 0, sizeof (HengFlowBody) * N_BODIES);
  for (guint i = 0; i < N_BODIES; i++)
    {
      bodies[i].layer = i / size;
      bodies[i].place = i % size;
      bodies[i].height_pt = 1 + heng_flow_random_below (&random, 18);
      bodies[i].room_pt = heng_flow_random_below (&random, 3);
    }
  for (guint i = 0; i < N_TIES; i++)
    {
      guint from = heng_flow_random_below (&random, N_BODIES - size);

      ties[i].from = from;
      ties[i].to = (bodies[from].layer + 1) * size + heng_flow_random_below (&random, size);
      ties[i].from_pt = bodies[from].height_pt / 2;
      ties[i].to_pt = bodies[ties[i].to].height_pt / 2;
      ties[i].weight = 1 + heng_flow_random_below (&random, 9);
    }
}

static void
assert_in_order (const HengFlowBody *bodies)
{
  for (guint i = 0; i < N_BODIES; i++)
    {
      g_assert_cmpfloat (bodies[i].y - bodies[i].room_pt, >=, -1e-9);
      g_assert_cmpfloat (bodies[i].y + bodies[i].height_pt, <=, BOTTOM + 1e-9);
      if (bodies[i].place > 0)
        g_assert_cmpfloat (bodies[i].y - bodies[i].room_pt, >=, bodies[i - 1].y + bodies[i - 1].height_pt + GAP - 1e-6);
    }
}

/* A convex sum is least where no small step helps: tried one body and one run of touching neighbours at a time. */
static void
test_no_step_is_better (void)
{
  static const double gaps[] = { GAP, GAP, GAP };
  const guint n_layers = G_N_ELEMENTS (gaps);
  HengFlowBody bodies[N_BODIES];
  HengFlowTie ties[N_TIES];

  for (guint32 seed = 1; seed <= 20; seed++)
    {
      double least;

      make_problem (seed, n_layers, bodies, ties);
      heng_flow_place_bodies (bodies, N_BODIES, ties, N_TIES, gaps, n_layers, 0, BOTTOM);
      assert_in_order (bodies);
      least = heng_flow_place_measure (bodies, ties, N_TIES);

      for (guint first = 0; first < N_BODIES; first++)
        for (guint last = first; last < N_BODIES && bodies[last].layer == bodies[first].layer; last++)
          for (int sign = -1; sign <= 1; sign += 2)
            {
              HengFlowBody moved[N_BODIES];
              double step = sign * 0.01;
              gboolean fits = TRUE;

              memcpy (moved, bodies, sizeof moved);
              for (guint i = first; i <= last; i++)
                moved[i].y += step;
              for (guint i = 0; i < N_BODIES; i++)
                fits = fits && moved[i].y - moved[i].room_pt >= 0 && moved[i].y + moved[i].height_pt <= BOTTOM &&
                       (moved[i].place == 0 ||
                        moved[i].y - moved[i].room_pt >= moved[i - 1].y + moved[i - 1].height_pt + GAP - 1e-9);
              if (fits)
                g_assert_cmpfloat (heng_flow_place_measure (moved, ties, N_TIES), >=, least - 1e-6 * MAX (least, 1));
            }
    }
}

/* How far a run of neighbours may go up (below zero) and down before something touches. */
static void
find_room (const HengFlowBody *bodies,
           guint               first,
           guint               last,
           double             *up,
           double             *down)
{
  const HengFlowBody *top = &bodies[first];
  const HengFlowBody *end = &bodies[last];
  gboolean is_last = last + 1 == N_BODIES || bodies[last + 1].layer != end->layer;

  *up = top->place == 0 ? -(top->y - top->room_pt) : bodies[first - 1].y + bodies[first - 1].height_pt + GAP - (top->y - top->room_pt);
  *down = (is_last ? BOTTOM : bodies[last + 1].y - bodies[last + 1].room_pt - GAP) - (end->y + end->height_pt);
}

/*
 * Another way to the same place, slow and without pooling: every run of neighbours of a layer in turn goes exactly as far as is best
 * for it alone and as there is room, until no run goes anywhere. Where no run would gain, nothing does: shifts of runs make up
 * every way in which a layer may change.
 */
static double
place_by_runs (HengFlowBody      *bodies,
               const HengFlowTie *ties)
{
  double y = 0;

  for (guint i = 0; i < N_BODIES; i++)
    {
      y = bodies[i].place == 0 ? 0 : y + GAP;
      bodies[i].y = y + bodies[i].room_pt;
      y = bodies[i].y + bodies[i].height_pt;
    }
  for (guint round = 0; round < 20000; round++)
    {
      double furthest = 0;

      for (guint first = 0; first < N_BODIES; first++)
        for (guint last = first; last < N_BODIES && bodies[last].layer == bodies[first].layer; last++)
          {
            double pull = 0;
            double weight = 0;
            double up;
            double down;
            double step;

            for (guint i = 0; i < N_TIES; i++)
              {
                gboolean from = ties[i].from >= first && ties[i].from <= last;
                double rise = bodies[ties[i].to].y + ties[i].to_pt - bodies[ties[i].from].y - ties[i].from_pt;

                if (!from && !(ties[i].to >= first && ties[i].to <= last))
                  continue;
                pull += ties[i].weight * (from ? rise : -rise);
                weight += ties[i].weight;
              }
            if (weight == 0)
              continue;
            find_room (bodies, first, last, &up, &down);
            step = CLAMP (pull / weight, MIN (up, 0), MAX (down, 0));
            for (guint i = first; i <= last; i++)
              bodies[i].y += step;
            furthest = MAX (furthest, fabs (step));
          }
      if (furthest < 1e-11)
        break;
    }

  return heng_flow_place_measure (bodies, ties, N_TIES);
}

static void
test_agrees_with_another_way (void)
{
  double gaps[MOST_LAYERS];
  HengFlowBody bodies[N_BODIES];
  HengFlowTie ties[N_TIES];

  for (guint i = 0; i < MOST_LAYERS; i++)
    gaps[i] = GAP;
  for (guint32 seed = 1; seed <= 40; seed++)
    {
      static const guint sizes[] = { 2, 3, 6, MOST_LAYERS };
      guint n_layers = sizes[seed % G_N_ELEMENTS (sizes)];
      double found;
      double least;

      make_problem (seed, n_layers, bodies, ties);
      heng_flow_place_bodies (bodies, N_BODIES, ties, N_TIES, gaps, n_layers, 0, BOTTOM);
      found = heng_flow_place_measure (bodies, ties, N_TIES);
      least = place_by_runs (bodies, ties);
      assert_in_order (bodies);
      g_test_message ("seed %u: %.9f, the other way %.9f", seed, found, least);
      g_assert_cmpfloat (fabs (found - least), <=, 1e-6 * MAX (least, 1));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/place/isotonic/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_isotonic);
    }
  g_test_add_func ("/flow/place/agrees-with-another-way", test_agrees_with_another_way);
  g_test_add_func ("/flow/place/no-step-is-better", test_no_step_is_better);

  return g_test_run ();
}

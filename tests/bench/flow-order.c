// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-circle.h"
#include "heng-flow-cycles.h"
#include "heng-flow-order.h"
#include "heng-flow-place.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What the processor did for this program alone: other programs do not count. */
static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Where each edge holds at its upper (lower) node: edges lie one below the other, sorted by the place of their other end. */
static void
stack_ports (const HengFlowLayers *layers,
             double                scale,
             HengFlowTie          *ties,
             guint                 n_ties,
             gboolean              at_from)
{
  g_autofree double *filled = g_new0 (double, layers->n_nodes + 1);

  for (guint other = 0; other < layers->n_nodes; other++)
    for (guint i = 0; i < n_ties; i++)
      {
        guint node = at_from ? ties[i].from : ties[i].to;

        if ((at_from ? ties[i].to : ties[i].from) != layers->order[other])
          continue;
        *(at_from ? &ties[i].from_pt : &ties[i].to_pt) = filled[node] + ties[i].weight * scale / 2;
        filled[node] += ties[i].weight * scale;
      }
}

/* Returns: how far a unit of money rises or falls on average, as a part of the height, on the page d3-sankey is given */
static double
place (const HengFlowLayers *layers)
{
  double height = layers->n_nodes > 600 ? 4000 : 700;
  double padding = layers->n_nodes > 600 ? 4 : 8;
  g_autofree double *amount = g_new0 (double, layers->n_nodes + 1);
  g_autofree double *gaps = g_new0 (double, layers->n_layers + 1);
  g_autofree HengFlowBody *bodies = g_new0 (HengFlowBody, layers->n_nodes + 1);
  g_autofree HengFlowTie *ties = g_new0 (HengFlowTie, layers->n_edges + 1);
  g_autofree guint *index = g_new0 (guint, layers->n_nodes + 1);
  double scale = G_MAXDOUBLE;
  double rise = 0;
  double sum = 0;
  guint n_bodies = 0;
  guint n_ties = 0;

  for (guint i = 0; i < layers->n_nodes; i++)
    for (guint j = layers->down_start[i]; j < layers->down_start[i + 1]; j++)
      ties[n_ties++] = (HengFlowTie) { i, layers->down[j].node, 0, 0, layers->down[j].weight };
  for (guint i = 0; i < layers->n_nodes; i++)
    {
      double up = 0;
      double down = 0;

      for (guint j = layers->up_start[i]; j < layers->up_start[i + 1]; j++)
        up += layers->up[j].weight;
      for (guint j = layers->down_start[i]; j < layers->down_start[i + 1]; j++)
        down += layers->down[j].weight;
      amount[i] = MAX (up, down);
    }
  /* d3-sankey's own scale: nodes without links are left out, and the longest column sets the padding of all. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint layer = 0; layer < layers->n_layers; layer++)
      {
        double whole = 0;
        guint n = 0;

        for (guint slot = layers->layer_start[layer]; slot < layers->layer_start[layer + 1]; slot++)
          {
            whole += amount[layers->order[slot]];
            n += amount[layers->order[slot]] > 0;
          }
        if (pass == 0 && n > 1)
          padding = MIN (padding, height / (n - 1));
        else if (pass == 1 && whole > 0)
          scale = MIN (scale, (height - (n - 1) * padding) / whole);
      }
  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      guint at = 0;

      gaps[layer] = padding;
      for (guint slot = layers->layer_start[layer]; slot < layers->layer_start[layer + 1]; slot++)
        if (amount[layers->order[slot]] > 0)
          {
            index[layers->order[slot]] = n_bodies;
            bodies[n_bodies++] = (HengFlowBody) { layer, at++, amount[layers->order[slot]] * scale, 0, 0 };
          }
    }
  stack_ports (layers, scale, ties, n_ties, TRUE);
  stack_ports (layers, scale, ties, n_ties, FALSE);
  for (guint i = 0; i < n_ties; i++)
    {
      ties[i].from = index[ties[i].from];
      ties[i].to = index[ties[i].to];
    }
  heng_flow_place_bodies (bodies, n_bodies, ties, n_ties, gaps, layers->n_layers, 0, height);
  for (guint i = 0; i < n_ties; i++)
    {
      rise += ties[i].weight * fabs (bodies[ties[i].to].y + ties[i].to_pt - bodies[ties[i].from].y - ties[i].from_pt);
      sum += ties[i].weight;
    }

  return rise / sum / height;
}

static void
run_layers (const char *file,
            guint       n_restarts,
            guint       n_runs)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autoptr(HengFlowLayers) layers = NULL;
  double least_ms = G_MAXDOUBLE;

  for (guint i = 0; i < n_runs; i++)
    {
      double start;

      g_clear_pointer (&layers, heng_flow_layers_free);
      layers = flow_fixture_read_layers (file);
      start = get_cpu_ms ();
      heng_flow_order_solve (layers, n_restarts);
      least_ms = MIN (least_ms, get_cpu_ms () - start);
    }
  *strrchr (name, '.') = '\0';
  printf ("%s\t%" G_GINT64_FORMAT "\t%.0f\t%.3f\t%.6f\n", name, heng_flow_layers_weigh (layers),
          heng_flow_layers_get_norm (layers), least_ms, place (layers));
  fflush (stdout);
}

/* Prints what runs back in the line, and what crosses on the circle, as shares. */
static void
run_cycles (const char *file,
            guint       n_restarts)
{
  g_autofree char *name = g_path_get_basename (file);
  guint n;
  g_autofree gint64 *matrix = flow_fixture_read_matrix (file, &n);
  g_autofree gint64 *both = g_new0 (gint64, (gsize) n * n);
  g_autofree guint *order = g_new (guint, n);
  double sum = 0;
  double squares = 0;
  double start = get_cpu_ms ();
  double line_ms;
  double back;

  for (guint i = 0; i < n * n; i++)
    {
      sum += matrix[i];
      squares += (double) matrix[i] * matrix[i];
      both[i] = matrix[i] + matrix[i % n * n + i / n];
    }
  for (guint i = 0; i < n; i++)
    order[i] = i;
  back = heng_flow_cycles_order (matrix, n, n_restarts, order) / sum;
  line_ms = get_cpu_ms () - start;
  for (guint i = 0; i < n; i++)
    order[i] = i;
  start = get_cpu_ms ();
  heng_flow_circle_order (both, n, n_restarts, order);
  *strrchr (name, '.') = '\0';
  printf ("%s\t%.6f\t%.3f\t%.6f\t%.3f\n", name, back, line_ms,
          heng_flow_circle_weigh (both, n, order) / ((sum * sum - squares) / 2), get_cpu_ms () - start);
  fflush (stdout);
}

int
main (int   argc,
      char *argv[])
{
  guint n_restarts = argc > 2 ? strtoul (argv[1], NULL, 10) : 0;
  guint n_runs = argc > 2 ? strtoul (argv[2], NULL, 10) : 0;

  if (argc < 4 || n_runs == 0)
    {
      fprintf (stderr, "Usage: %s RESTARTS RUNS GRAPH…\nA line for each graph: name, weighted crossings, the most there could be, "
               "milliseconds (least of the runs),\nmean rise; of a graph without layers: name, share that runs back, milliseconds, "
               "share that crosses on a circle,\nmilliseconds.\n", argv[0]);
      return 2;
    }
  for (int i = 3; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);

      if (g_str_has_prefix (name, "cyc-"))
        run_cycles (argv[i], n_restarts);
      else
        run_layers (argv[i], n_restarts, n_runs);
    }

  return 0;
}

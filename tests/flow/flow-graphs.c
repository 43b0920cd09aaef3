// SPDX-License-Identifier: GPL-3.0-or-later
/* The graphs of tests/flow/graphs, and the figures to beat. */
#include "flow-fixture.h"

#include <stdlib.h>
#include <string.h>

static char *
read_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static char *
read_graph_file (const char *name,
                 const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "flow", "graphs", file, NULL);

  return read_file (path);
}

static void
clear_bar (gpointer data)
{
  g_free (((FlowBar *) data)->name);
}

GArray *
flow_fixture_load_bars (void)
{
  g_autofree char *text = read_graph_file ("bars", ".txt");
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *bars = g_array_new (FALSE, TRUE, sizeof (FlowBar));

  g_array_set_clear_func (bars, clear_bar);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);
      FlowBar bar;

      if (g_strv_length (fields) != 4 || fields[0][0] == '#')
        continue;
      bar.name = g_strdup (fields[0]);
      bar.d3 = g_ascii_strtoll (fields[1], NULL, 10);
      bar.best = g_ascii_strtoll (fields[2], NULL, 10);
      bar.optimum = strcmp (fields[3], "-") == 0 ? -1 : g_ascii_strtoll (fields[3], NULL, 10);
      g_array_append_val (bars, bar);
    }

  return bars;
}

static HengFlowLayers *
parse_layers (char *text)
{
  char *at = text;
  guint n_nodes = strtoul (at, &at, 10);
  guint n_edges = strtoul (at, &at, 10);
  guint n_layers = strtoul (at, &at, 10);
  g_autofree guint *layer_of = g_new (guint, n_nodes + 1);
  g_autofree HengFlowEdge *edges = g_new (HengFlowEdge, n_edges + 1);

  for (guint i = 0; i < n_nodes; i++)
    layer_of[i] = strtoul (at, &at, 10);
  for (guint i = 0; i < n_edges; i++)
    {
      edges[i].from = strtoul (at, &at, 10);
      edges[i].to = strtoul (at, &at, 10);
      edges[i].weight = strtoul (at, &at, 10);
    }

  return heng_flow_layers_new (n_layers, n_nodes, layer_of, n_edges, edges);
}

HengFlowLayers *
flow_fixture_load_layers (const char *name)
{
  g_autofree char *text = read_graph_file (name, ".txt");

  return parse_layers (text);
}

HengFlowLayers *
flow_fixture_read_layers (const char *path)
{
  g_autofree char *text = read_file (path);

  return parse_layers (text);
}

static gint64 *
parse_matrix (char  *text,
              guint *n)
{
  char *at = text;
  guint n_edges;
  gint64 *matrix;

  *n = strtoul (at, &at, 10);
  n_edges = strtoul (at, &at, 10);
  strtoul (at, &at, 10);
  for (guint i = 0; i < *n; i++)
    strtol (at, &at, 10);
  matrix = g_new0 (gint64, (gsize) *n * *n);
  for (guint i = 0; i < n_edges; i++)
    {
      guint from = strtoul (at, &at, 10);
      guint to = strtoul (at, &at, 10);

      matrix[from * *n + to] += strtol (at, &at, 10);
    }

  return matrix;
}

gint64 *
flow_fixture_load_matrix (const char *name,
                          guint      *n)
{
  g_autofree char *text = read_graph_file (name, ".txt");

  return parse_matrix (text, n);
}

gint64 *
flow_fixture_read_matrix (const char *path,
                          guint      *n)
{
  g_autofree char *text = read_file (path);

  return parse_matrix (text, n);
}

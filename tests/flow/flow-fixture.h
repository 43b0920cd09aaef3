// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"
#include "heng-flow-layout.h"

G_BEGIN_DECLS

/* The figures to beat for one graph of tests/flow/graphs. */
typedef struct
{
  char  *name;
  gint64 d3;      /* weighted crossings of d3-sankey */
  gint64 best;    /* best known */
  gint64 optimum; /* proved, or -1 */
} FlowBar;

/* Returns: (transfer full) (element-type FlowBar) */
GArray         *flow_fixture_load_bars     (void);
HengFlowLayers *flow_fixture_load_layers   (const char *name);
HengFlowLayers *flow_fixture_read_layers   (const char *path);

/* A graph without layers as a matrix. @n: its number of nodes */
gint64         *flow_fixture_load_matrix   (const char *name,
                                            guint      *n);
gint64         *flow_fixture_read_matrix   (const char *path,
                                            guint      *n);

typedef enum
{
  FLOW_NAMES_CHINESE, /* two to eight characters */
  FLOW_NAMES_ENGLISH,
  FLOW_NAMES_LONG,    /* sixty characters */
  FLOW_NAMES_EMPTY,
} FlowNames;

/* Links drawn at random from a seed: @n_regions with six-digit codes, eight mechanisms, every tenth link reversed,
 * most of a group. */
HengFlowGraph  *flow_fixture_build_graph   (guint      n_regions,
                                            guint      n_links,
                                            guint32    seed,
                                            FlowNames  names);

/* The same over several years: each link in each panel, some of them resting for a year. */
HengFlowGraph  *flow_fixture_build_series  (guint      n_regions,
                                            guint      n_links,
                                            guint      n_panels,
                                            guint32    seed,
                                            FlowNames  names);

/* The texts of a whole page, so that labels have to share it. */
void            flow_fixture_fill_texts    (HengFlowTexts *texts);

/* What must hold for any layout of a graph with flows; aborts with the place when it does not. */
void            flow_fixture_check_layout  (const HengFlowLayout *layout,
                                            double                width_pt,
                                            double                height_pt);

/* Only that no label stands on another or leaves the page. */
void            flow_fixture_check_labels  (const HengFlowLayout *layout,
                                            double                width_pt,
                                            double                height_pt);

/* The same for a part of the graph. @total: what flows in it, minor units */
void            flow_fixture_check_panel   (const HengFlowLayout *layout,
                                            double                width_pt,
                                            double                height_pt,
                                            gint64                total);

/* Everything a layout tells, as text: two layouts are the same when their texts are. */
char           *flow_fixture_describe      (const HengFlowLayout *layout);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-random.h"

#include <math.h>
#include <string.h>

static char *
make_name (guint     index,
           FlowNames names)
{
  static const char *const chinese[] = {
    "北京", "内蒙古", "黑龙江省", "恩施土家族", "西双版纳州市", "甘孜藏族自治州", "黔东南苗族自治州",
  };
  static const char *const english[] = { "Henan", "Inner Mongolia", "Shandong", "Hong Kong", "Guangxi", "Ningxia" };

  switch (names)
    {
    case FLOW_NAMES_CHINESE:
      return g_strdup (chinese[index % G_N_ELEMENTS (chinese)]);
    case FLOW_NAMES_ENGLISH:
      return g_strdup (english[index % G_N_ELEMENTS (english)]);
    case FLOW_NAMES_LONG:
      return g_strnfill (60, 'A' + index % 26);
    case FLOW_NAMES_EMPTY:
    default:
      return g_strdup ("");
    }
}

#define N_GROUPS 4

static const char *const group_ids[N_GROUPS] = { "river-1", "river-2", "river-3", "river-4" };

static void
add_names (HengFlowGraphBuilder *builder,
           guint                 n_regions,
           FlowNames             names)
{
  for (guint i = 0; i < n_regions; i++)
    {
      g_autofree char *id = g_strdup_printf ("%06u", 110000 + i);
      g_autofree char *name = make_name (i, names);

      g_assert_true (heng_flow_graph_builder_add_node (builder, id, name, NULL));
    }
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("mechanism-%u", i);

      g_assert_true (heng_flow_graph_builder_add_mechanism (builder, id, names == FLOW_NAMES_EMPTY ? "" : "流域补偿", i, NULL));
    }
  for (guint i = 0; i < N_GROUPS; i++)
    g_assert_true (heng_flow_graph_builder_add_group (builder, group_ids[i], names == FLOW_NAMES_EMPTY ? "" : "黄河流域", NULL));
}

HengFlowGraph *
flow_fixture_build_series (guint     n_regions,
                           guint     n_links,
                           guint     n_panels,
                           guint32   seed,
                           FlowNames names)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  HengFlowRandom random = heng_flow_random_seeded (seed);
  g_autoptr(GError) error = NULL;
  HengFlowGraph *graph;

  add_names (builder, n_regions, names);
  for (guint i = 0; i < n_panels; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", 2020 + i);

      g_assert_cmpuint (heng_flow_graph_builder_add_panel (builder, label), ==, i);
    }
  for (guint i = 0; i < n_links; i++)
    {
      g_autofree char *payer = g_strdup_printf ("%06u", 110000 + heng_flow_random_below (&random, n_regions));
      g_autofree char *receiver = g_strdup_printf ("%06u", 110000 + heng_flow_random_below (&random, n_regions));
      g_autofree char *mechanism = g_strdup_printf ("mechanism-%u", heng_flow_random_below (&random, 8));
      gint64 amount = G_GINT64_CONSTANT (100000000000) / (100 + heng_flow_random_below (&random, 9901));

      for (guint panel = 0; panel < MAX (n_panels, 1); panel++)
        {
          HengFlowGraphEntry entry = { .payer = payer, .mechanism = mechanism, .receiver = receiver, .is_reversed = i % 10 == 9,
                                       .amount = amount, .panel = panel, .group = i % 7 < N_GROUPS ? group_ids[i % 7] : NULL,
                                       .record = (guint64) i * MAX (n_panels, 1) + panel };

          /* Every sixth link rests for a year, the others change by up to a half. */
          if (n_panels > 0)
            entry.amount = (i + panel) % 6 == 0 ? 0 : amount / 2 + amount / 100 * heng_flow_random_below (&random, 100);
          heng_flow_graph_builder_add_entry (builder, &entry, &error);
          g_assert_no_error (error);
        }
    }
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), &error);
  g_assert_no_error (error);

  return graph;
}

HengFlowGraph *
flow_fixture_build_graph (guint     n_regions,
                          guint     n_links,
                          guint32   seed,
                          FlowNames names)
{
  return flow_fixture_build_series (n_regions, n_links, 0, seed, names);
}

static char *
format_amount (gint64   amount,
               gpointer data)
{
  return g_strdup_printf ("%.2f 亿元", amount / 1e10);
}

void
flow_fixture_fill_texts (HengFlowTexts *texts)
{
  texts->title = "山东因豫鲁段水质达标向河南支付 1.26 亿元";
  texts->subtitle = "应付补偿资金，2020–2021 年";
  texts->filter = "筛选：仅流域补偿";
  texts->footer = "按 2024 年 3 月 31 日所知";
  texts->payer_head = "支付方";
  texts->middle_head = "机制";
  texts->receiver_head = "受偿方";
  texts->usual_note = "通常方向";
  texts->reversed_note = "反向支付";
  texts->gap_note = "与圆环相接为付出，留有间隙为收到";
  texts->baseline_note = "轮廓：上年";
  texts->no_group = "不属于任何项目";
  texts->format_amount = format_amount;
}

static void
check_links (const HengFlowLayout *layout,
             gint64                expected)
{
  guint n_nodes = heng_flow_layout_get_n_nodes (layout);
  g_autofree double *out_pt = g_new0 (double, n_nodes + 1);
  g_autofree double *in_pt = g_new0 (double, n_nodes + 1);
  HengFlowDiagram diagram = heng_flow_layout_get_diagram (layout);
  gboolean is_linear = diagram != HENG_FLOW_DIAGRAM_MATRIX && diagram != HENG_FLOW_DIAGRAM_OD_MAP;
  gboolean is_barred = diagram == HENG_FLOW_DIAGRAM_SANKEY;
  gint64 total = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      gint64 extent = MAX (link->amount, link->amount_before);

      g_assert_true (isfinite (link->x0) && isfinite (link->y0) && isfinite (link->x1) && isfinite (link->y1));
      g_assert_cmpint (extent, >, 0);
      g_assert_cmpfloat (link->width, >, 0);
      if (is_linear)
        g_assert_cmpfloat_with_epsilon (link->width, extent * heng_flow_layout_get_scale (layout), 1e-6);
      g_assert_true (!is_linear || link->is_hairline == (link->width < 1));
      g_assert_true (!link->is_hairline || heng_flow_layout_get_hairline_amount (layout) > extent);
      out_pt[link->from] += link->width;
      in_pt[link->to] += link->width;
      total += link->amount;
      if (link->middle >= 0)
        {
          out_pt[link->middle] += link->width;
          in_pt[link->middle] += link->width;
        }
    }
  g_assert_cmpint (total, ==, expected);

  for (guint i = 0; i < n_nodes && is_barred; i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      g_assert_cmpfloat_with_epsilon (node->y1 - node->y0, MAX (out_pt[i], in_pt[i]), 1e-6);
    }
}

static gboolean
overlap (double a0, double a1, double b0, double b1)
{
  const double touch = 1e-6;

  return a0 < b1 - touch && b0 < a1 - touch;
}

static void
check_nodes (const HengFlowLayout *layout,
             double                width_pt,
             double                height_pt)
{
  guint n = heng_flow_layout_get_n_nodes (layout);

  for (guint i = 0; i < n; i++)
    {
      const HengFlowNode *a = heng_flow_layout_get_node (layout, i);

      g_assert_true (a->x0 >= -1e-6 && a->y0 >= -1e-6 && a->x1 <= width_pt + 1e-6 && a->y1 <= height_pt + 1e-6);
      g_assert_true (a->x0 <= a->x1 && a->y0 <= a->y1);
      /* Arcs of a circle have boxes that overlap though they do not. */
      if (heng_flow_layout_get_diagram (layout) == HENG_FLOW_DIAGRAM_CHORD)
        continue;
      for (guint j = i + 1; j < n; j++)
        {
          const HengFlowNode *b = heng_flow_layout_get_node (layout, j);

          g_assert_false (overlap (a->x0, a->x1, b->x0, b->x1) && overlap (a->y0, a->y1, b->y0, b->y1));
        }
    }
}

void
flow_fixture_check_labels (const HengFlowLayout *layout,
                           double                width_pt,
                           double                height_pt)
{
  guint n = heng_flow_layout_get_n_labels (layout);

  for (guint i = 0; i < n; i++)
    {
      const HengFlowLabel *a = heng_flow_layout_get_label (layout, i);

      g_assert_true (a->x0 >= -1e-6 && a->y0 >= -1e-6 && a->x1 <= width_pt + 1e-6 && a->y1 <= height_pt + 1e-6);
      g_assert_cmpint (a->node, <, (int) heng_flow_layout_get_n_nodes (layout));
      for (guint j = i + 1; j < n; j++)
        {
          const HengFlowLabel *b = heng_flow_layout_get_label (layout, j);

          g_assert_false (overlap (a->x0, a->x1, b->x0, b->x1) && overlap (a->y0, a->y1, b->y0, b->y1));
        }
    }
}

void
flow_fixture_check_layout (const HengFlowLayout *layout,
                           double                width_pt,
                           double                height_pt)
{
  flow_fixture_check_panel (layout, width_pt, height_pt, heng_flow_graph_get_total (heng_flow_layout_get_graph (layout)));
}

void
flow_fixture_check_panel (const HengFlowLayout *layout,
                          double                width_pt,
                          double                height_pt,
                          gint64                total)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);

  g_assert_cmpfloat (heng_flow_layout_get_scale (layout), >, 0);
  check_links (layout, total);
  check_nodes (layout, width_pt, height_pt);
  flow_fixture_check_labels (layout, width_pt, height_pt);
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);

      g_assert_true (isfinite (shape->x0) && isfinite (shape->y0) && isfinite (shape->x1) && isfinite (shape->y1));
    }
}

char *
flow_fixture_describe (const HengFlowLayout *layout)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      g_string_append_printf (text, "%s %u %u %.9g %.9g %.9g %.9g %" G_GINT64_FORMAT "\n", node->id, (guint) node->side,
                              node->place, node->x0, node->y0, node->x1, node->y1, node->paid);
    }
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      g_string_append_printf (text, "%u %u %u %" G_GINT64_FORMAT " %.9g %.9g %.9g %.9g", link->from, link->mechanism, link->to,
                              link->amount, link->x0, link->y0, link->x1, link->y1);
      for (guint j = 0; j < link->n_records; j++)
        g_string_append_printf (text, " #%" G_GUINT64_FORMAT, link->records[j]);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < heng_flow_layout_get_n_labels (layout); i++)
    {
      const HengFlowLabel *label = heng_flow_layout_get_label (layout, i);

      g_string_append_printf (text, "%d %s %.9g %.9g\n", label->node, label->text, label->x0, label->y0);
    }

  return g_string_free (text, FALSE);
}

/* Asked by the leak checker, where there is one. Fontconfig keeps what it has read until the process ends. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\n";
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-wording.h"

#include "heng-digest.h"
#include "ledger-testing.h"

static void
owe (Testing    *self,
     const char *agreement,
     const char *period,
     const char *q)
{
  testing_observe (self, agreement, "q", period, q);
  testing_post (self, agreement, period, HENG_SETTLEMENT_POSTED);
}

/* 2020: 123,456.70 yuan up; 2021: 500.00 down, the target is missed; 2023: 100,000.00 up. */
static void
fill (Testing *self)
{
  testing_agree (self, "T-1", "\"programme\":{\"en\":\"Yellow River\"}," TESTING_YEARS, TESTING_RULE);
  owe (self, "T-1", "2020", "1234.567");
  owe (self, "T-1", "2021", "-5");
  owe (self, "T-1", "2023", "1000");
}

typedef struct
{
  const char    *name;
  HengFlowFigure figure; /* over a plain one: what is not zero */
  const char    *title;
  const char    *subtitle; /* what stands before "as known on" */
  const char    *filter;   /* (nullable) */
} Row;

#define TOGETHER "Shandong to Henan is the largest flow: "

static const Row rows[] = {
  { "plain", { .unit = HENG_MONEY_UNIT_WAN }, TOGETHER "223,456.70 yuan", "Accrued, in 10,000 yuan rounded to 0.01, all periods", NULL },
  { "yuan", { .unit = HENG_MONEY_UNIT_YUAN }, TOGETHER "223,456.70 yuan", "Accrued, in yuan, all periods", NULL },
  { "a unit too large", { .unit = HENG_MONEY_UNIT_YI }, TOGETHER "223,456.70 yuan",
    "Accrued, in 100 million yuan rounded to 0.01, all periods", NULL },
  { "series", { .unit = HENG_MONEY_UNIT_YUAN, .is_series = TRUE }, TOGETHER "223,456.70 yuan", "Accrued, in yuan, all periods, by year", NULL },
  { "a year", { .unit = HENG_MONEY_UNIT_YUAN, .year = 2023 }, TOGETHER "100,000.00 yuan", "Accrued, in yuan, 2023", NULL },
  { "a year exactly in the unit", { .unit = HENG_MONEY_UNIT_WAN, .year = 2023 }, TOGETHER "100,000.00 yuan",
    "Accrued, in 10,000 yuan rounded to 0.01, 2023", NULL },
  { "a year against another", { .unit = HENG_MONEY_UNIT_YUAN, .year = 2021, .with_difference = TRUE },
    "Shandong to Henan has fallen most: by 123,456.70 yuan", "Accrued, in yuan, 2021 against 2020", NULL },
  { "a year after none", { .unit = HENG_MONEY_UNIT_YUAN, .year = 2023, .with_difference = TRUE }, TOGETHER "100,000.00 yuan",
    "Accrued, in yuan, 2023 (nothing to compare with in 2022)", NULL },
  { "a year without flows", { .unit = HENG_MONEY_UNIT_YUAN, .year = 2022 }, "Accrued", "Accrued, in yuan, 2022", NULL },
  { "days of a year", { .query.from_day = 738522, .unit = HENG_MONEY_UNIT_YUAN, .year = 2023 }, "Accrued",
    "Accrued, in yuan, 2023 (from 2 January 2023 on)", NULL },
  { "years", { .query.from_day = 738521, .query.to_day = 738885, .unit = HENG_MONEY_UNIT_YUAN }, TOGETHER "100,000.00 yuan",
    "Accrued, in yuan, 2023", NULL },
  { "paid", { .query.measure = HENG_FLOW_PAID, .unit = HENG_MONEY_UNIT_YUAN }, "Paid", "Paid, in yuan, all periods", NULL },
  { "overdue", { .query.measure = HENG_FLOW_OVERDUE, .query.on_day = 738000, .unit = HENG_MONEY_UNIT_YUAN }, "Overdue",
    "Overdue on 29 July 2021, in yuan, all periods", NULL },
  { "filters", { .query.region = "370000", .unit = HENG_MONEY_UNIT_WAN, .min_amount_minor = 12345 }, TOGETHER "223,456.70 yuan",
    "Accrued, in 10,000 yuan rounded to 0.01, all periods", "Only flows of Shandong · Regions with at least 123.45 yuan" },
  { "share", { .unit = HENG_MONEY_UNIT_YUAN, .min_share = 0.125 }, TOGETHER "223,456.70 yuan", "Accrued, in yuan, all periods",
    "The largest regions that make 12.5 % of each side" },
  { "largest", { .unit = HENG_MONEY_UNIT_YUAN, .max_nodes = 3 }, TOGETHER "223,456.70 yuan", "Accrued, in yuan, all periods",
    "The 3 largest regions of each side" },
};

static void
test_words (Testing       *self,
            gconstpointer  data)
{
  const Row *row = data;
  HengFlowFigure figure = row->figure;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengFlowGraph) graph = NULL;
  g_auto (HengFlowWording) words = { 0 };
  g_autofree char *head = NULL;
  gboolean is_one_year = figure.year != 0;
  int panel, baseline;

  fill (self);
  figure.query.mechanism = -1;
  graph = heng_flow_figure_new_graph (self->book, &figure, NULL, &error);
  g_assert_no_error (error);
  panel = is_one_year ? heng_flow_report_find_panel (graph, figure.year) : -1;
  baseline = figure.with_difference ? heng_flow_report_find_panel (graph, figure.year - 1) : -1;
  if (is_one_year && panel < 0)
    {
      heng_flow_graph_unref (graph);
      graph = heng_flow_graph_builder_finish (heng_flow_graph_builder_new (), NULL);
    }
  heng_flow_wording_init (&words, self->book, &figure, graph, panel, baseline);
  g_assert_cmpstr (words.title, ==, row->title);
  g_assert_cmpmem (words.subtitle, MIN (strlen (words.subtitle), strlen (row->subtitle)), row->subtitle, strlen (row->subtitle));
  g_assert_true (g_str_has_prefix (words.subtitle + strlen (row->subtitle), ", as known on "));
  g_assert_cmpstr (words.filter, ==, row->filter);
  head = heng_book_word_head (self->book, 0, HENG_HEAD_DIGITS, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (words.footer, head));
}

/* A window shows what a file says. */
static void
test_caption (Testing       *self,
              gconstpointer  data)
{
  HengFlowFigure figure;
  HengFlowCaption caption;
  g_autoptr (HengFlowLayout) layout = NULL;
  g_autofree char *line = NULL;

  fill (self);
  heng_flow_figure_init (&figure);
  figure.with_texts = FALSE;
  figure.query.to_day = heng_day_new (2022, 12, 31);
  figure.query.mechanism = HENG_MECHANISM_WATERSHED;
  layout = heng_flow_figure_new_layout (self->book, &figure, NULL, NULL);
  heng_flow_figure_caption (self->book, &figure, layout, &caption);
  line = heng_flow_caption_join (&caption);
  g_assert_cmpstr (caption.title, ==, TOGETHER "123,456.70 yuan");
  g_assert_true (g_str_has_prefix (caption.subtitle, "Accrued, in 10,000 yuan rounded to 0.01, up to 2022, as known on "));
  g_assert_cmpstr (line, ==, "up to 2022 · Only: Watershed");
  heng_flow_caption_clear (&caption);
}

/* What hatching means is said only where something is hatched. */
static void
test_reversed (Testing       *self,
               gconstpointer  data)
{
  HengFlowFigure figure = { .query.mechanism = -1, .year = 2021 };
  g_autoptr (HengFlowGraph) graph = NULL;
  g_auto (HengFlowWording) year_2021 = { 0 }, year_2020 = { 0 };

  fill (self);
  graph = heng_flow_figure_new_graph (self->book, &figure, NULL, NULL);
  heng_flow_wording_init (&year_2021, self->book, &figure, graph, heng_flow_report_find_panel (graph, 2021), -1);
  heng_flow_wording_init (&year_2020, self->book, &figure, graph, heng_flow_report_find_panel (graph, 2020), -1);
  g_assert_nonnull (strstr (year_2021.reversed_note, "100.0 %"));
  g_assert_null (year_2020.reversed_note);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/reports/flow-wording/words/%s", rows[i].name);

      g_test_add (name, Testing, &rows[i], testing_set_up, test_words, testing_tear_down);
    }
  g_test_add ("/reports/flow-wording/caption", Testing, NULL, testing_set_up, test_caption, testing_tear_down);
  g_test_add ("/reports/flow-wording/reversed", Testing, NULL, testing_set_up, test_reversed, testing_tear_down);
  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-choice.h"

static void
set_region (HengFlowChoice *choice)
{
  choice->region = g_strdup ("330000");
}

static void
set_years (HengFlowChoice *choice)
{
  choice->from_year = 2020;
  choice->to_year = 2022;
}

static void
set_one_year (HengFlowChoice *choice)
{
  choice->from_year = 2021;
  choice->to_year = 2021;
}

static void
set_largest (HengFlowChoice *choice)
{
  choice->keep = HENG_FLOW_KEEP_LARGEST;
  choice->n_largest = 5;
}

static void
set_amount (HengFlowChoice *choice)
{
  choice->keep = HENG_FLOW_KEEP_AMOUNT;
  choice->amount_minor = 5000;
}

static void
set_share (HengFlowChoice *choice)
{
  choice->keep = HENG_FLOW_KEEP_SHARE;
  choice->percent = 80;
}

static void
set_commodity (HengFlowChoice *choice)
{
  heng_flow_choice_set_commodity (choice, "t");
}

static void
set_all (HengFlowChoice *choice)
{
  choice->mechanism = HENG_MECHANISM_GRAIN;
  set_region (choice);
  set_years (choice);
  set_largest (choice);
}

static void
set_drawing (HengFlowChoice *choice)
{
  choice->diagram = HENG_FLOW_DIAGRAM_CHORD;
  choice->colouring = HENG_FLOW_COLOUR_DIRECTION;
}

static void
set_nothing (HengFlowChoice *choice)
{
}

/* How many filters are set, and whether the book has to be asked again. */
static const struct
{
  void       (*set) (HengFlowChoice *choice);
  guint       n;
  gboolean    same_query;
} cases[] = {
  { set_nothing, 0, TRUE },
  { set_drawing, 0, TRUE },
  { set_region, 1, FALSE },
  { set_years, 1, FALSE },
  { set_one_year, 1, FALSE },
  { set_largest, 1, TRUE },
  { set_amount, 1, TRUE },
  { set_share, 1, TRUE },
  { set_commodity, 1, FALSE },
  { set_all, 4, FALSE },
};

static void
filters_are_counted_and_cleared (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HengFlowChoice plain;
      HengFlowChoice choice;

      heng_flow_choice_init (&plain);
      heng_flow_choice_init (&choice);
      cases[i].set (&choice);
      g_assert_cmpuint (heng_flow_choice_count (&choice), ==, cases[i].n);
      g_assert_cmpint (heng_flow_choice_same_query (&plain, &choice), ==, cases[i].same_query);

      heng_flow_choice_clear_filters (&choice);
      g_assert_cmpuint (heng_flow_choice_count (&choice), ==, 0);
      g_assert_true (heng_flow_choice_same_query (&plain, &choice));
      heng_flow_choice_clear (&choice);
    }
}

/* Five tonnes are not five yuan. */
static void
an_amount_belongs_to_its_commodity (void)
{
  HengFlowChoice choice;

  heng_flow_choice_init (&choice);
  choice.amount_minor = 5000;
  heng_flow_choice_set_commodity (&choice, NULL);
  g_assert_cmpint (choice.amount_minor, ==, 5000);
  heng_flow_choice_set_commodity (&choice, "t");
  g_assert_cmpint (choice.amount_minor, ==, 0);
  choice.amount_minor = 7000000;
  heng_flow_choice_set_commodity (&choice, "t");
  g_assert_cmpint (choice.amount_minor, ==, 7000000);
  heng_flow_choice_clear (&choice);
}

/* Years apart, programmes and zeros are other rows of the book. */
static void
other_rows_are_another_query (void)
{
  HengFlowChoice plain;
  HengFlowChoice choice;

  heng_flow_choice_init (&plain);
  heng_flow_choice_init (&choice);
  choice.time = HENG_FLOW_TIME_YEAR;
  g_assert_false (heng_flow_choice_same_query (&plain, &choice));
  plain.time = HENG_FLOW_TIME_SERIES;
  g_assert_true (heng_flow_choice_same_query (&plain, &choice));
  choice.middle = HENG_FLOW_MIDDLE_GROUP;
  g_assert_false (heng_flow_choice_same_query (&plain, &choice));
  plain.middle = HENG_FLOW_MIDDLE_GROUP;
  choice.diagram = HENG_FLOW_DIAGRAM_MATRIX;
  g_assert_false (heng_flow_choice_same_query (&plain, &choice));
  choice.diagram = HENG_FLOW_DIAGRAM_SANKEY;
  choice.measure = HENG_FLOW_OVERDUE;
  g_assert_false (heng_flow_choice_same_query (&plain, &choice));
}

static void
a_figure_is_what_was_chosen (void)
{
  static const char *const order[] = { "330000", "340000", NULL };
  HengFlowFigure figure;
  HengFlowChoice choice;
  HengFlowChoice *copy;

  heng_flow_choice_init (&choice);
  set_all (&choice);
  choice.time = HENG_FLOW_TIME_YEAR;
  choice.year = 2021;
  choice.with_before = TRUE;
  heng_flow_choice_set_order (&choice, HENG_FLOW_COLUMN_RECEIVERS, order);
  copy = heng_flow_choice_copy (&choice);
  heng_flow_choice_clear (&choice);

  heng_flow_figure_init (&figure);
  heng_flow_choice_fill_figure (copy, &figure);
  g_assert_cmpint (figure.query.mechanism, ==, HENG_MECHANISM_GRAIN);
  g_assert_cmpstr (figure.query.region, ==, "330000");
  g_assert_cmpint (figure.query.from_day, ==, heng_day_new (2020, 1, 1));
  g_assert_cmpint (figure.query.to_day, ==, heng_day_new (2022, 12, 31));
  g_assert_cmpuint (figure.max_nodes, ==, 5);
  g_assert_cmpint (figure.year, ==, 2021);
  g_assert_true (figure.with_difference);
  g_assert_null (figure.order_of_payers);
  g_assert_cmpstr (figure.order_of_receivers[1], ==, "340000");

  /* Only a Sankey has columns. */
  copy->diagram = HENG_FLOW_DIAGRAM_CHORD;
  copy->time = HENG_FLOW_TIME_SERIES;
  heng_flow_figure_init (&figure);
  heng_flow_choice_fill_figure (copy, &figure);
  g_assert_null (figure.order_of_receivers);
  g_assert_true (figure.is_series);
  g_assert_cmpint (figure.year, ==, 0);
  g_assert_false (figure.with_difference);
  heng_flow_choice_free (copy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/flow-choice/filters", filters_are_counted_and_cleared);
  g_test_add_func ("/app/flow-choice/amount", an_amount_belongs_to_its_commodity);
  g_test_add_func ("/app/flow-choice/query", other_rows_are_another_query);
  g_test_add_func ("/app/flow-choice/figure", a_figure_is_what_was_chosen);

  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-observations.h"

#include "testing.h"

typedef struct
{
  const char   *label;
  const char   *observed;
  HengAggregate aggregate;
  const char   *rounding;     /* (nullable) */
  const char   *precedence;   /* (nullable): with "," between sources */
  const char   *observations; /* "period=value" or "period/source=value", in the order recorded; without a value withdrawn */
  const char   *window;       /* a period */
  const char   *value;        /* with 12 decimals, or "?" and the periods that lack */
} ValueRow;

#define MEAN HENG_AGGREGATE_MEAN
#define SUM HENG_AGGREGATE_SUM
#define LAST HENG_AGGREGATE_LAST
#define MIN_ HENG_AGGREGATE_MIN
#define MAX_ HENG_AGGREGATE_MAX

#define QUARTER "2020-01=1 2020-02=2 2020-03=6"

static const ValueRow value_rows[] = {
  { "one", "year", MEAN, NULL, NULL, "2020=5", "2020", "5" }, { "none", "year", MEAN, NULL, NULL, "", "2020", "? 2020" }, { "another year", "year", MEAN, NULL, NULL, "2019=5", "2020", "? 2020" },
  { "zero is a value", "year", MEAN, NULL, NULL, "2020=0", "2020", "0" }, { "negative", "year", MIN_, NULL, NULL, "2020=-3", "2020", "-3" },

  { "mean", "month", MEAN, NULL, NULL, QUARTER, "2020-Q1", "3" }, { "sum", "month", SUM, NULL, NULL, QUARTER, "2020-Q1", "9" }, { "last", "month", LAST, NULL, NULL, QUARTER, "2020-Q1", "6" },
  { "min", "month", MIN_, NULL, NULL, QUARTER, "2020-Q1", "1" }, { "max", "month", MAX_, NULL, NULL, QUARTER, "2020-Q1", "6" }, { "max of negative", "month", MAX_, NULL, NULL, "2020-01=-5 2020-02=-2 2020-03=-9", "2020-Q1", "-2" },
  { "last in time, not in the book", "month", LAST, NULL, NULL, "2020-03=6 2020-01=1 2020-02=2", "2020-Q1", "6" }, { "a mean that does not end", "month", MEAN, NULL, NULL, "2020-01=1 2020-02=1 2020-03=2", "2020-Q1", "≈1.333333333333" },
  { "one month of them", "month", SUM, NULL, NULL, QUARTER, "2020-02", "2" },
  { "all that lack are listed", "month", MEAN, NULL, NULL, "2020-02=2", "2020-Q1", "? 2020-01 2020-03" }, { "a sum with a gap is none", "month", SUM, NULL, NULL, "2020-01=1 2020-03=6", "2020-Q1", "? 2020-02" },
  { "min with a gap is none", "month", MIN_, NULL, NULL, "2020-01=1 2020-02=1", "2020-Q1", "? 2020-03" },
  { "quarters of a year", "quarter", SUM, NULL, NULL, "2020-Q1=1 2020-Q2=2 2020-Q3=3 2020-Q4=4", "2020", "10" }, { "quarters, one lacks", "quarter", SUM, NULL, NULL, "2020-Q1=1 2020-Q2=2 2020-Q4=4", "2020", "? 2020-Q3" },
  { "days", "day", SUM, NULL, NULL, "2021-02=7", "2021-02", "7" },
  { "once", "once", MEAN, NULL, NULL, "once=5", "2020", "5" }, { "once lacks", "once", MEAN, NULL, NULL, "2020=5", "2020", "? once" },

  /* a coarser value serves the parts of its period; the shortest around them counts */
  { "a year serves a month", "month", MEAN, NULL, NULL, "2020=5", "2020-03", "5" }, { "a quarter serves a month", "month", MEAN, NULL, NULL, "2020-Q1=5 2020=9", "2020-03", "5" },
  { "once serves everywhere", "month", MEAN, NULL, NULL, "once=5", "2020", "5" }, { "its own value comes first", "month", LAST, NULL, NULL, "2020=5 2020-03=7 2020-Q1=6", "2020-03", "7" },
  { "a yearly indicator in a month", "year", MEAN, NULL, NULL, "2020=5", "2020-03", "5" }, { "a quarterly indicator in a month", "quarter", MEAN, NULL, NULL, "2020-Q1=5", "2020-03", "5" },
  { "a finer value serves nothing", "year", MEAN, NULL, NULL, "2020-01=5", "2020", "? 2020" },
  { "mean over a coarser value", "month", MEAN, NULL, NULL, "2020-Q1=6 2020-02=3", "2020-Q1", "5" },
  { "a year counts once in a sum", "month", SUM, NULL, NULL, "2020=12", "2020", "12" }, { "once counts once in a sum", "month", SUM, NULL, NULL, "once=12", "2020", "12" },
  { "quarters count once each", "month", SUM, NULL, NULL, "2020-Q1=1 2020-Q2=2 2020-Q3=3 2020-Q4=4", "2020", "10" }, { "days of a month count once", "day", SUM, NULL, NULL, "2020-Q1=31", "2020-Q1", "31" },
  { "a year around a month of its own counts once", "month", SUM, NULL, NULL, "2020=100 2020-02=1", "2020", "101" },
  { "a quarter around a month of its own counts once", "month", SUM, NULL, NULL, "2020-Q1=10 2020-02=1", "2020-Q1", "11" },
  { "equal values of different months count each", "month", SUM, NULL, NULL, "2020-01=2 2020-02=2 2020-03=2", "2020-Q1", "6" },
  { "min over a coarser value", "month", MIN_, NULL, NULL, "2020=5 2020-02=7", "2020-Q1", "5" }, { "a coarser value that ends before", "month", MEAN, NULL, NULL, "2020-Q1=5", "2020-04", "? 2020-04" },

  /* each observation is rounded before it is aggregated */
  { "rounded before the mean", "month", MEAN, "0.01 half-up", NULL, "2020-01=0.505 2020-02=0.505 2020-03=0.505", "2020-Q1", "0.51" },
  { "G34 half to even", "month", MEAN, "0.01 half-even", NULL, "2020-01=0.505", "2020-01", "0.5" }, { "G34 half up", "month", MEAN, "0.01 half-up", NULL, "2020-01=0.505", "2020-01", "0.51" },
  { "the mean itself is not rounded", "month", MEAN, "1 half-up", NULL, "2020-01=1.4 2020-02=1.5 2020-03=1.4", "2020-Q1", "≈1.333333333333" }, { "rounded before the sum", "month", SUM, "1 down", NULL, "2020-01=1.9 2020-02=1.9 2020-03=1.9", "2020-Q1", "3" },

  { "steps that are no decimals", "month", SUM, "5 half-up", NULL, "2020-01=12.4 2020-02=12.5 2020-03=12.6", "2020-Q1", "40" },
  { "steps that are no powers of ten", "month", SUM, "0.25 half-up", NULL, "2020-01=0.37 2020-02=0.38 2020-03=1", "2020-Q1", "1.75" },

  /* beyond 64 bits, whichever of them it is that does not fit */
  { "a sum that outgrows", "month", SUM, NULL, NULL, "2020-01=9223372036854775807 2020-02=1 2020-03=0.5", "2020-Q1", "9223372036854775808.5" },
  { "a sum that outgrows downwards", "month", SUM, NULL, NULL, "2020-01=-9223372036854775807 2020-02=-2 2020-03=0", "2020-Q1", "-9223372036854775809" },
  { "a sum back within", "month", SUM, NULL, NULL, "2020-01=99999999999999999999 2020-02=1 2020-03=-99999999999999999999", "2020-Q1", "1" },
  { "a mean that outgrows", "month", MEAN, NULL, NULL, "2020-01=9223372036854775807 2020-02=9223372036854775807 2020-03=9223372036854775807", "2020-Q1", "9223372036854775807" },
  { "large beside fine", "month", SUM, NULL, NULL, "2020-01=9000000000000000000 2020-02=0.000000000001 2020-03=0", "2020-Q1", "9000000000000000000.000000000001" },
  { "large first, min", "month", MIN_, NULL, NULL, "2020-01=99999999999999999999 2020-02=5 2020-03=7", "2020-Q1", "5" },
  { "large last, min", "month", MIN_, NULL, NULL, "2020-01=7 2020-02=5 2020-03=-99999999999999999999", "2020-Q1", "-99999999999999999999" },
  { "large first, max", "month", MAX_, NULL, NULL, "2020-01=99999999999999999999 2020-02=5 2020-03=7", "2020-Q1", "99999999999999999999" },
  { "large negative first, max", "month", MAX_, NULL, NULL, "2020-01=-99999999999999999999 2020-02=-7 2020-03=-9", "2020-Q1", "-7" },
  { "large, last", "month", LAST, NULL, NULL, "2020-01=99999999999999999999 2020-02=5 2020-03=7", "2020-Q1", "7" },
  { "large rounded", "month", SUM, "1 half-even", NULL, "2020-01=99999999999999999998.5 2020-02=0.5 2020-03=1.5", "2020-Q1", "100000000000000000000" },
  { "nearly all of 64 bits rounded", "month", SUM, "5 half-up", NULL, "2020-01=9223372036854775807 2020-02=1 2020-03=3", "2020-Q1", "9223372036854775810" },

  /* revisions, withdrawals, sources */
  { "a revision", "year", MEAN, NULL, NULL, "2020=5 2020=6", "2020", "6" }, { "a revision back", "year", MEAN, NULL, NULL, "2020=5 2020=6 2020=5", "2020", "5" }, { "withdrawn", "year", MEAN, NULL, NULL, "2020=5 2020=", "2020", "? 2020" },
  { "withdrawn and again", "year", MEAN, NULL, NULL, "2020=5 2020= 2020=7", "2020", "7" }, { "withdrawn, a coarser one serves", "month", MEAN, NULL, NULL, "2020=5 2020-03=7 2020-03=", "2020-03", "5" },
  { "the newest source", "year", MEAN, NULL, NULL, "2020/a=5 2020/b=6", "2020", "6" }, { "a revision is the newest", "year", MEAN, NULL, NULL, "2020/a=5 2020/b=6 2020/a=7", "2020", "7" },
  { "the newest withdrawn", "year", MEAN, NULL, NULL, "2020/a=5 2020/b=6 2020/b=", "2020", "5" },
  { "precedence", "year", MEAN, NULL, "a,b", "2020/a=5 2020/b=6", "2020", "5" }, { "precedence, the best withdrawn", "year", MEAN, NULL, "a,b", "2020/a=5 2020/b=6 2020/c=7 2020/a=", "2020", "6" },
  { "a source that it does not name comes after", "year", MEAN, NULL, "a", "2020/a=5 2020/c=7 2020/d=8", "2020", "5" }, { "of those the newest", "year", MEAN, NULL, "a", "2020/c=7 2020/d=8", "2020", "8" },
  { "no source is a source", "year", MEAN, NULL, "a", "2020=7 2020/a=8", "2020", "8" }, { "a finer value of a worse source", "month", MEAN, NULL, "a,b", "2020/a=5 2020-03/b=7", "2020-03", "7" },
};

/* Adds what @text says to @self; the numbers count up from 1. */
static void
add_observations (HengObservations *self,
                  const char       *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL && *words[0] != '\0'; i++)
    {
      g_auto (GStrv) sides = g_strsplit (words[i], "=", 2);
      g_auto (GStrv) names = g_strsplit (sides[0], "/", 2);
      HengPeriod period;

      g_assert_true (heng_period_parse (names[0], &period, NULL));
      heng_observations_take (self, "x", heng_observation_new (i + 1, period, names[1] != NULL ? names[1] : "", *sides[1] != '\0' ? sides[1] : NULL));
    }
}

static void
add_missing (const char *indicator,
             HengPeriod  period,
             gpointer    data)
{
  g_autofree char *text = heng_period_format (period);

  g_assert_cmpstr (indicator, ==, "x");
  g_string_append_printf (data, " %s", text);
}

static void
test_value (gconstpointer data)
{
  const ValueRow *row = data;
  g_autoptr (HengObservations) observations = heng_observations_new ();
  g_auto (GStrv) precedence = row->precedence != NULL ? g_strsplit (row->precedence, ",", -1) : NULL;
  HengIndicator indicator = { .name = (char *) "x", .aggregate = row->aggregate, .precedence = precedence, .is_rounded = row->rounding != NULL };
  g_auto (HengRounding) rounding = { 0 };
  g_auto (HengNumber) value = { 0 };
  g_autoptr (GString) text = g_string_new ("?");
  g_autoptr (HengTrace) trace = NULL;
  g_autoptr (GError) error = NULL;
  HengPeriod period;
  HengWindow window;
  gboolean known;

  heng_number_init (&value);
  heng_rounding_init (&rounding);
  if (row->rounding != NULL)
    g_assert_true (heng_rounding_parse (&rounding, row->rounding, NULL));
  indicator.rounding = rounding;
  g_assert_true (heng_period_kind_parse (row->observed, &indicator.observed));
  add_observations (observations, row->observations);
  g_assert_true (heng_period_parse (row->window, &period, NULL));
  window = (HengWindow) { heng_period_get_first_month (period), heng_period_get_last_month (period) };
  trace = heng_trace_new (HENG_TRACE_INDICATOR, "x", 1, window);

  g_assert_true (heng_observations_get_value (observations, &indicator, window, add_missing, text, &value, &known, trace, &error));
  g_assert_no_error (error);
  if (known)
    {
      g_autofree char *number = heng_number_format (&value, 12);

      g_assert_cmpstr (text->str, ==, "?");
      g_assert_cmpstr (number, ==, row->value);
    }
  else
    g_assert_cmpstr (text->str, ==, row->value);

  /* Each observation is named once in an explanation. */
  for (guint i = 0; i < trace->observations->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_true (g_ptr_array_index (trace->observations, i) != g_ptr_array_index (trace->observations, j));
}

/* Whatever the order in which facts are read, the largest number counts. */
static void
test_order_of_reading (void)
{
  g_autoptr (HengObservations) observations = heng_observations_new ();
  HengPeriod period = { HENG_PERIOD_YEAR, 2020 };
  const HengObservation *found;

  heng_observations_take (observations, "x", heng_observation_new (3, period, "", "7"));
  heng_observations_take (observations, "x", heng_observation_new (1, period, "", "5"));
  heng_observations_take (observations, "x", heng_observation_new (2, period, "", NULL));
  found = heng_observations_find (observations, "x", period, NULL);
  g_assert_cmpstr (found->value_text, ==, "7");
  g_assert_null (heng_observations_find (observations, "y", period, NULL));
}

static void
test_lacks_need_no_list (void)
{
  g_autoptr (HengObservations) observations = heng_observations_new ();
  HengIndicator indicator = { .name = (char *) "x", .observed = HENG_PERIOD_DAY };
  g_auto (HengNumber) value = { 0 };
  HengWindow window = { 2020 * 12, 2020 * 12 + 11 };
  gboolean known = TRUE;

  heng_number_init (&value);
  g_assert_true (heng_observations_get_value (observations, &indicator, window, NULL, NULL, &value, &known, NULL, NULL));
  g_assert_false (known);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/observations/value", value_rows, test_value);
  g_test_add_func ("/domain/observations/order-of-reading", test_order_of_reading);
  g_test_add_func ("/domain/observations/lacks-need-no-list", test_lacks_need_no_list);

  return g_test_run ();
}

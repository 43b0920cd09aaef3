// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rounding.h"

#include "testing.h"

/* ---- reading ---- */

typedef struct
{
  const char      *text;
  gboolean         valid;
  HengRoundingMode mode;
  const char      *step;
} ParseRow;

static const ParseRow parse_rows[] = {
  { "0.01 half-up", TRUE, HENG_ROUNDING_HALF_UP, "0.01" }, { "0.01 half-even", TRUE, HENG_ROUNDING_HALF_EVEN, "0.01" },
  { "100 down", TRUE, HENG_ROUNDING_DOWN, "100" }, { "0.05 up", TRUE, HENG_ROUNDING_UP, "0.05" }, { "1万 down", TRUE, HENG_ROUNDING_DOWN, "10000" },
  { "0 half-up", FALSE, 0, NULL }, { "-1 half-up", FALSE, 0, NULL }, { "half-up", FALSE, 0, NULL }, { "0.01", FALSE, 0, NULL }, { "", FALSE, 0, NULL },
  { "0.01 half-down", FALSE, 0, NULL }, { "0.01 Half-up", FALSE, 0, NULL }, { "half-up 0.01", FALSE, 0, NULL }, { "0.01 half-up now", FALSE, 0, NULL },
  { "1e-2 half-up", FALSE, 0, NULL }, { "abc half-up", FALSE, 0, NULL }, { "0.01  half-up", FALSE, 0, NULL }, { "0.01 up ", FALSE, 0, NULL },
};

static void
test_parse (gconstpointer data)
{
  const ParseRow *row = data;
  g_auto (HengRounding) rounding = { 0 };
  g_autoptr (GError) error = NULL;

  heng_rounding_init (&rounding);
  g_assert_true (heng_rounding_parse (&rounding, row->text, &error) == row->valid);
  if (row->valid)
    {
      g_autofree char *step = heng_number_format (&rounding.step, 6);

      g_assert_cmpstr (step, ==, row->step);
      g_assert_cmpint (rounding.mode, ==, row->mode);
    }
  else
    {
      g_assert_error (error, HENG_ERROR, HENG_ERROR_ROUNDING_SYNTAX);
      g_assert_cmpstr (heng_error_get_argument (error, 0), ==, row->text);
    }
}

/* ---- rounding ---- */

typedef struct
{
  const char *value;
  const char *step;
  const char *half_up, *half_even, *down, *up;
} RoundRow;

static const RoundRow round_rows[] = {
  { "0", "0.01", "0", "0", "0", "0" },
  { "1.23", "0.01", "1.23", "1.23", "1.23", "1.23" },
  { "1.234", "0.01", "1.23", "1.23", "1.23", "1.24" },
  { "1.236", "0.01", "1.24", "1.24", "1.23", "1.24" },
  { "1.235", "0.01", "1.24", "1.24", "1.23", "1.24" },
  { "1.245", "0.01", "1.25", "1.24", "1.24", "1.25" },
  { "0.505", "0.01", "0.51", "0.5", "0.5", "0.51" },
  { "0.005", "0.01", "0.01", "0", "0", "0.01" },
  { "0.0050000000001", "0.01", "0.01", "0.01", "0", "0.01" },
  { "0.0049999999999", "0.01", "0", "0", "0", "0.01" },
  { "0.5", "1", "1", "0", "0", "1" },
  { "1.5", "1", "2", "2", "1", "2" },
  { "2.5", "1", "3", "2", "2", "3" },
  { "-1.234", "0.01", "-1.23", "-1.23", "-1.23", "-1.24" },
  { "-1.235", "0.01", "-1.24", "-1.24", "-1.23", "-1.24" },
  { "-1.245", "0.01", "-1.25", "-1.24", "-1.24", "-1.25" },
  { "-0.5", "1", "-1", "0", "0", "-1" },
  { "-2.5", "1", "-3", "-2", "-2", "-3" },
  { "0.024", "0.05", "0", "0", "0", "0.05" },
  { "0.025", "0.05", "0.05", "0", "0", "0.05" },
  { "0.075", "0.05", "0.1", "0.1", "0.05", "0.1" },
  { "0.125", "0.05", "0.15", "0.1", "0.1", "0.15" },
  { "149", "100", "100", "100", "100", "200" },
  { "150", "100", "200", "200", "100", "200" },
  { "250", "100", "300", "200", "200", "300" },
  { "-250", "100", "-300", "-200", "-200", "-300" },
  { "0.01", "100", "0", "0", "0", "100" },
  { "10", "3", "9", "9", "9", "12" },
  { "4.5", "3", "6", "6", "3", "6" },
  { "1.5", "3", "3", "0", "0", "3" },
  { "999999999999999999.995", "0.01", "1000000000000000000", "1000000000000000000", "999999999999999999.99", "1000000000000000000" },
};

static void
test_round (gconstpointer data)
{
  const RoundRow *row = data;
  const char *const expected[] = { row->half_up, row->half_even, row->down, row->up };
  g_auto (HengNumber) value = { 0 };

  heng_number_init (&value);
  for (int mode = HENG_ROUNDING_HALF_UP; mode <= HENG_ROUNDING_UP; mode++)
    {
      g_auto (HengRounding) rounding = { 0 };
      g_auto (HengNumber) result = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;

      heng_rounding_init (&rounding);
      heng_number_init (&result);
      g_assert_true (heng_number_parse (&value, row->value, NULL));
      g_assert_true (heng_number_parse (&rounding.step, row->step, NULL));
      rounding.mode = (HengRoundingMode) mode;

      g_assert_true (heng_rounding_apply (&rounding, &value, &result, NULL));
      text = heng_number_format (&result, 6);
      g_assert_cmpstr (text, ==, expected[mode]);

      /* In place, and what is round stays. */
      g_assert_true (heng_rounding_apply (&rounding, &value, &value, NULL));
      g_assert_true (heng_rounding_apply (&rounding, &value, &value, NULL));
      again = heng_number_format (&value, 6);
      g_assert_cmpstr (again, ==, expected[mode]);
    }
}

static void
test_thirds_are_no_halves (void)
{
  g_auto (HengRounding) rounding = { 0 };
  g_auto (HengNumber) value = { 0 };
  gint64 integer;

  heng_rounding_init (&rounding);
  heng_number_init (&value);
  heng_number_set_ratio (&value, 5, 3);
  g_assert_true (heng_rounding_apply (&rounding, &value, &value, NULL));
  g_assert_true (heng_number_get_int64 (&value, &integer));
  g_assert_cmpint (integer, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/values/rounding/parse", parse_rows, test_parse);
  HENG_TEST_ADD_ROWS ("/values/rounding/apply", round_rows, test_round);
  g_test_add_func ("/values/rounding/thirds-are-no-halves", test_thirds_are_no_halves);

  return g_test_run ();
}

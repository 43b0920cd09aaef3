// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-intake.h"

#include "intake-testing.h"

/* Rows of one table against each other: both sides of a conflict are told, and a second file revises the first. */
static void
test_within_table (Testing       *self,
                   gconstpointer  data)
{
  g_autoptr (HengIntake) intake = heng_intake_new (self->book);
  g_autoptr (GArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  HengIntakeRow row;

  agree (self, TESTING_RULE);
  g_assert_true (add (intake, "q", "2021", "5", "station", "a.csv", 2, &error));
  g_assert_true (add (intake, "q", "2020", "60", "station", "a.csv", 3, &error));
  g_assert_true (add (intake, "q", "2021", "6", "joint", "a.csv", 4, &error));
  g_assert_true (add (intake, "q", "2020", "7", "station", "b.csv", 2, &error));
  g_assert_true (heng_intake_finish (intake, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  conflicts = heng_intake_find_rows (intake, HENG_INTAKE_CONFLICT, FALSE);
  g_assert_cmpuint (conflicts->len, ==, 2);
  heng_intake_get_row (intake, g_array_index (conflicts, guint, 0), &row);
  g_assert_false (row.counts);
  g_assert_cmpstr (row.other_source, ==, "joint");
  g_assert_cmpstr (row.other_value, ==, "6");
  heng_intake_get_row (intake, 3, &row);
  g_assert_cmpint (row.kind, ==, HENG_INTAKE_REVISION);
  g_assert_cmpstr (row.before, ==, "60");
  g_assert_cmpstr (row.file, ==, "b.csv");
  g_assert_cmpuint (heng_intake_get_n_implausible (intake), ==, 1);
  heng_intake_get_row (intake, 1, &row);
  g_assert_true (row.is_implausible);
}

static const struct
{
  const char   *label;
  const char   *indicator;
  const char   *period;
  const char   *value;
  int         code;
} bad_rows[] = {
  { "the same observation twice", "q", "2021", "6", HENG_ERROR_TABLE_TWICE },
  { "an indicator that is none", "z", "2021", "6", HENG_ERROR_INDICATOR_UNKNOWN },
  { "a period too short", "q", "2021-03", "6", HENG_ERROR_INDICATOR_PERIOD },
  { "a value that is none", "q", "2020", "six", HENG_ERROR_NUMBER_SYNTAX },
};

static void
test_bad_rows (Testing       *self,
               gconstpointer  data)
{
  agree (self, TESTING_RULE);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (HengIntake) intake = heng_intake_new (self->book);
      g_autoptr (GError) error = NULL;

      g_assert_true (add (intake, "q", "2021", "5", "station", "a.csv", 2, &error));
      if (add (intake, bad_rows[i].indicator, bad_rows[i].period, bad_rows[i].value, "station", "a.csv", 3, &error))
        g_assert_false (heng_intake_finish (intake, NULL, NULL, NULL, &error));
      g_assert_error (error, HENG_ERROR, bad_rows[i].code);
    }
}

static void
test_cancel (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (HengIntake) intake = heng_intake_new (self->book);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  agree (self, TESTING_RULE);
  testing_observe (self, "R-1", "q", "2021", "5");
  testing_post (self, "R-1", "2021", HENG_SETTLEMENT_POSTED);
  g_assert_true (add (intake, "q", "2021", "7", "joint", NULL, 1, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (heng_intake_finish (intake, cancellable, NULL, NULL, &error));
  testing_assert_error (error, CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/intake/within-table", Testing, NULL, testing_set_up, test_within_table, testing_tear_down);
  g_test_add ("/ledger/intake/bad-rows", Testing, NULL, testing_set_up, test_bad_rows, testing_tear_down);
  g_test_add ("/ledger/intake/cancel", Testing, NULL, testing_set_up, test_cancel, testing_tear_down);
  return g_test_run ();
}

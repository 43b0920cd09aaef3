// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-intake.h"

#include "intake-testing.h"

/* A period is named where what is booked would change: not where a source that does not count says something else. */
static void
test_periods (Testing       *self,
              gconstpointer  data)
{
  static const struct { const char *source, *value; guint n_periods; gint64 difference; } rows[] = {
    { "joint", "5.004", 0, 0 }, /* rounds to what was there */
    { "own", "9", 0, 0 },
    { "joint", "5.50", 1, 5000 },
    { "station", "", 0, 0 },
    { "joint", "", 1, -10000 }, /* then the station's 4 counts */
  };
  guint counts[3];

  agree (self, TESTING_RULE);
  testing_observe_counted (self, "R-1", "q", "2021", "5", "joint", counts);
  testing_observe_counted (self, "R-1", "q", "2021", "4", "station", counts);
  testing_post (self, "R-1", "2021", HENG_SETTLEMENT_POSTED);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HengIntake) intake = heng_intake_new (self->book);
      g_autoptr (GError) error = NULL;
      GPtrArray *periods;

      testing_assert_untouched (self, {
        g_assert_true (add (intake, "q", "2021", rows[i].value, rows[i].source, NULL, 1, &error));
        g_assert_true (heng_intake_finish (intake, NULL, NULL, NULL, &error));
      });
      g_assert_no_error (error);
      periods = heng_intake_get_periods (intake);
      g_assert_cmpuint (periods->len, ==, rows[i].n_periods);
      if (periods->len > 0)
        {
          const HengIntakePeriod *found = g_ptr_array_index (periods, 0);
          const HengDifference *difference = g_ptr_array_index (found->differences, 0);

          g_assert_cmpint (found->status, ==, HENG_SETTLEMENT_COMPLETE);
          g_assert_cmpstr (difference->from, ==, rows[i].difference > 0 ? "Down" : "Up");
          g_assert_cmpint (difference->amount_minor, ==, ABS (rows[i].difference));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/intake/periods", Testing, NULL, testing_set_up, test_periods, testing_tear_down);
  return g_test_run ();
}

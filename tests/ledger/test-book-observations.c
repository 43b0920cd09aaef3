// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

static const struct { const char *value; const char *source; guint counts[3]; } steps[] = {
  { "7.50", "station", { 1, 0, 0 } },
  { "7.5", "station", { 0, 0, 1 } },  /* the same number */
  { "7.5", "lab", { 1, 0, 0 } },      /* another source is no revision */
  { "7.6", "station", { 0, 1, 0 } },
  { "", "station", { 0, 1, 0 } },     /* withdrawn */
  { "", "station", { 0, 0, 1 } },
  { "7.6", "station", { 0, 1, 0 } },
  { "", "nobody", { 0, 0, 1 } },      /* what was never there is not withdrawn */
};

static void
test_revisions (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint n_current = 0;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      guint counts[3];
      gint64 before = testing_head (self, NULL);

      testing_observe_counted (self, "T-1", "q", "2021", steps[i].value, steps[i].source, counts);
      for (guint j = 0; j < 3; j++)
        g_assert_cmpuint (counts[j], ==, steps[i].counts[j]);
      g_assert_cmpint (testing_head (self, NULL), ==, before + (steps[i].counts[2] == 0));
    }
  rows = heng_book_list_observations (self->book, "T-1", 100, NULL);
  g_assert_cmpuint (rows->len, ==, 5);
  for (guint i = 0; i < rows->len; i++)
    n_current += !((const HengObservationRow *) g_ptr_array_index (rows, i))->is_superseded;
  g_assert_cmpuint (n_current, ==, 2);
}

static void
test_known (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (HengSettlement) then = NULL, now = NULL;
  gint64 known;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  known = testing_head (self, NULL);
  testing_observe (self, "T-1", "q", "2021", "6");
  then = heng_book_settle (self->book, "T-1", testing_period ("2021"), known, FALSE, NULL);
  now = heng_book_settle (self->book, "T-1", testing_period ("2021"), 0, FALSE, NULL);
  g_assert_cmpint (g_array_index (then->obligations, HengObligation, 0).amount_minor, ==, 50000);
  g_assert_cmpint (g_array_index (now->obligations, HengObligation, 0).amount_minor, ==, 60000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/observations/revisions", Testing, NULL, testing_set_up, test_revisions, testing_tear_down);
  g_test_add ("/ledger/observations/known", Testing, NULL, testing_set_up, test_known, testing_tear_down);
  return g_test_run ();
}

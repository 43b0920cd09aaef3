// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-intake.h"

#include "intake-testing.h"

/* ---- one period, step by step: what each row would be, and which source counts behind it ---- */

typedef struct
{
  const char     *value;
  const char     *source;
  HengIntakeClass kind;
  const char     *before;  /* of the same source */
  const char     *other;   /* the other source that is told */
  const char     *counting; /* the value that counts once the row is recorded: NULL where none is known */
} Step;

typedef struct
{
  const char *label;
  const char *indicator;
  const char *period;
  Step        steps[8];
} History;

#define NEW HENG_INTAKE_NEW
#define SAME HENG_INTAKE_SAME
#define REVISION HENG_INTAKE_REVISION
#define WITHDRAWAL HENG_INTAKE_WITHDRAWAL
#define CONFLICT HENG_INTAKE_CONFLICT

static const History histories[] = {
  { "joint sample before station before own", "q", "2021", {
    { "3", "own", NEW, NULL, NULL, "3" },
    { "4", "station", CONFLICT, NULL, "own", "4" },
    { "5", "joint", CONFLICT, NULL, "station", "5" },
    { "4.5", "station", CONFLICT, "4", "joint", "5" }, /* revised, and still behind */
    { "6", "own", CONFLICT, "3", "joint", "5" },
  } },
  { "a withdrawal lets the next source count", "q", "2021", {
    { "5", "joint", NEW, NULL, NULL, "5" },
    { "4", "station", CONFLICT, NULL, "joint", "5" },
    { "", "joint", WITHDRAWAL, "5", "station", "4" },
    { "3", "own", CONFLICT, NULL, "station", "4" },
    { "", "station", WITHDRAWAL, "4", "own", "3" },
    { "", "own", WITHDRAWAL, "3", NULL, NULL },
    { "7", "joint", REVISION, NULL, NULL, "7" }, /* after a withdrawal */
  } },
  { "a revision of the best source counts at once", "q", "2021", {
    { "5", "joint", NEW, NULL, NULL, "5" },
    { "5.00", "joint", SAME, "5", NULL, "5" },
    { "6", "joint", REVISION, "5", NULL, "6" },
    { "6", "station", NEW, NULL, NULL, "6" }, /* the same value is no conflict */
    { "5", "joint", CONFLICT, "6", "station", "5" },
  } },
  { "a source that precedence does not name comes last", "q", "2021", {
    { "9", "press", NEW, NULL, NULL, "9" },
    { "8", "", CONFLICT, NULL, "press", "8" }, /* of two that it does not name the newest */
    { "3", "own", CONFLICT, NULL, "", "3" },
    { "9.5", "press", CONFLICT, "9", "own", "3" },
  } },
  { "without precedence the newest counts", "r", "2021-03", {
    { "1", "a", NEW, NULL, NULL, "1" },
    { "2", "b", CONFLICT, NULL, "a", "2" },
    { "3", "a", CONFLICT, "1", "b", "3" },
    { "", "a", WITHDRAWAL, "3", "b", "2" },
    { "", "nobody", SAME, NULL, NULL, "2" }, /* what was never there */
  } },
};

static void
assert_counting (Testing    *self,
                 const char *indicator,
                 const char *period,
                 const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengObservations) observations = heng_book_get_observations (self->book, "R-1", 0, &error);
  g_autoptr (GPtrArray) versions = heng_book_list_versions (self->book, "R-1", 0, &error);
  const HengAgreement *last = g_ptr_array_index (versions, versions->len - 1);
  guint index = (guint) heng_agreement_find_indicator (last, indicator);
  const HengObservation *counting = heng_observations_find (observations, indicator, testing_period (period),
    (const char *const *) heng_agreement_get_indicator (last, index)->precedence);

  g_assert_cmpstr (counting != NULL ? counting->value_text : NULL, ==, value);
}

static void
try_step (Testing       *self,
          const History *history,
          const Step    *step)
{
  g_autoptr (HengIntake) intake = heng_intake_new (self->book);
  g_autoptr (GError) error = NULL;
  HengIntakeRow row;
  guint counts[3];

  testing_assert_untouched (self, {
    g_assert_true (add (intake, history->indicator, history->period, step->value, step->source, "t.csv", 2, &error));
    g_assert_true (heng_intake_finish (intake, NULL, NULL, NULL, &error));
    g_assert_no_error (error);
  });
  heng_intake_get_row (intake, 0, &row);
  g_assert_cmpstr (heng_intake_class_get_name (row.kind), ==, heng_intake_class_get_name (step->kind));
  g_assert_cmpuint (heng_intake_get_n_of (intake, step->kind), ==, 1);
  g_assert_cmpstr (row.before, ==, step->before);
  g_assert_cmpstr (row.other_source, ==, step->other);

  testing_observe_counted (self, "R-1", history->indicator, history->period, step->value, step->source, counts);
  g_assert_cmpint (counts[2] == 1, ==, step->kind == SAME);
  g_assert_cmpint (counts[1] == 1, ==, step->kind != SAME && row.has_before);
  assert_counting (self, history->indicator, history->period, step->counting);
  /* What was foretold to count is what counts. */
  if (row.value != NULL && row.counts)
    g_assert_cmpstr (row.value, ==, step->kind == SAME ? row.value : step->counting);
  else if (row.value != NULL && step->kind == CONFLICT)
    g_assert_cmpstr (row.value, !=, step->counting);
}

static void
test_history (gconstpointer data)
{
  const History *history = data;
  Testing self = { 0 };

  testing_set_up (&self, NULL);
  agree (&self, TESTING_RULE);
  for (guint i = 0; i < G_N_ELEMENTS (history->steps) && history->steps[i].source != NULL; i++)
    try_step (&self, history, &history->steps[i]);
  testing_tear_down (&self, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  HENG_TEST_ADD_ROWS ("/ledger/intake/history", histories, test_history);
  return g_test_run ();
}

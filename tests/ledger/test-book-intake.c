// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-intake.h"

#include "testing.h"
#include "ledger-testing.h"

#define YEARS TESTING_YEARS
/* q is observed yearly by three sources, best first; r by any, the newest counts; both within limits. */
#define RANKED \
  "{\"hengping\":\"agreement/1\",\"code\":\"R-1\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"watershed\",\"parties\":[" TESTING_PARTIES "]," \
  YEARS ",\"indicators\":[{\"name\":\"q\",\"observed\":\"year\",\"unit\":\"mg/L\",\"section\":\"桥\",\"rounding\":\"0.01 half-even\"," \
  "\"precedence\":[\"joint\",\"station\",\"own\"],\"plausible\":{\"min\":\"0\",\"max\":\"50\"}}," \
  "{\"name\":\"r\",\"observed\":\"month\"}],\"rules\":[%s]}"

static void
agree (Testing    *self,
       const char *rules)
{
  g_autofree char *text = g_strdup_printf (RANKED, rules);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = heng_agreement_new_from_json (text, strlen (text), "CNY", &error);

  g_assert_no_error (error);
  g_assert_true (heng_book_append_agreement (self->book, agreement, NULL, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
add (HengIntake  *intake,
     const char  *indicator,
     const char  *period,
     const char  *value,
     const char  *source,
     const char  *file,
     guint        line,
     GError     **error)
{
  const HengObservationInput input = {
    .agreement = (char *) "R-1", .indicator = (char *) indicator, .period = testing_period (period), .value = (char *) value,
    .source = (char *) source,
  };

  return heng_intake_add (intake, &input, file, line, error);
}

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

/* ---- tables ---- */

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

  conflicts = heng_intake_find_rows (intake, CONFLICT, FALSE);
  g_assert_cmpuint (conflicts->len, ==, 2);
  heng_intake_get_row (intake, g_array_index (conflicts, guint, 0), &row);
  g_assert_false (row.counts);
  g_assert_cmpstr (row.other_source, ==, "joint");
  g_assert_cmpstr (row.other_value, ==, "6");
  heng_intake_get_row (intake, 3, &row);
  g_assert_cmpint (row.kind, ==, REVISION);
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
  HENG_TEST_ADD_ROWS ("/ledger/intake/history", histories, test_history);
  g_test_add ("/ledger/intake/within-table", Testing, NULL, testing_set_up, test_within_table, testing_tear_down);
  g_test_add ("/ledger/intake/bad-rows", Testing, NULL, testing_set_up, test_bad_rows, testing_tear_down);
  g_test_add ("/ledger/intake/periods", Testing, NULL, testing_set_up, test_periods, testing_tear_down);
  g_test_add ("/ledger/intake/cancel", Testing, NULL, testing_set_up, test_cancel, testing_tear_down);
  return g_test_run ();
}

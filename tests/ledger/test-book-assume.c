// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-intake.h"

#include "testing.h"
#include "ledger-testing.h"

static GPtrArray *
assume (const char *const *texts)
{
  GPtrArray *assumptions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_assumption_free);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (assumptions, heng_assumption_new (texts[i], &error));
      g_assert_no_error (error);
    }
  return assumptions;
}

/* Everything that lies on the disk: the file, its log, and what others see through them. */
static char *
read_files (Testing *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  static const char *const endings[] = { "", "-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL), *bytes = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        g_checksum_update (checksum, (const guchar *) bytes, (gssize) length);
      g_checksum_update (checksum, (const guchar *) &length, sizeof length);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static const struct
{
  const char          *label;
  const char          *assumed[3];
  const char          *period;
  HengSettlementStatus status;
  gint64               amount; /* in fen; negative: Up pays */
} cases[] = {
  { "in place of what is observed", { "q@2021=7" }, "2021", HENG_SETTLEMENT_COMPLETE, 70000 },
  { "in place of what is missing", { "q@2022=7" }, "2022", HENG_SETTLEMENT_COMPLETE, 70000 },
  { "for another period", { "q@2020=9" }, "2021", HENG_SETTLEMENT_COMPLETE, 50000 },
  { "not enough", { "q@2021=9" }, "2022", HENG_SETTLEMENT_INCOMPLETE, 0 },
  { "twice: the last", { "q@2021=7", "q@2021=8" }, "2021", HENG_SETTLEMENT_COMPLETE, 80000 },
  { "the other way round", { " q @ 2021 = -3 " }, "2021", HENG_SETTLEMENT_COMPLETE, -30000 },
  { "once for all that is missing", { "q@once=2" }, "2022", HENG_SETTLEMENT_COMPLETE, 20000 },
};

static void
test_case (gconstpointer data)
{
  const typeof (cases[0]) *row = data;
  Testing self = { 0 };
  g_autoptr (GPtrArray) assumptions = assume (row->assumed);
  g_autoptr (HengSettlement) with = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  testing_set_up (&self, NULL);
  testing_agree (&self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (&self, "T-1", "q", "2021", "5");
  again = heng_book_settle (self.book, "T-1", testing_period ("2021"), 0, FALSE, &error);
  before = read_files (&self);
  testing_assert_untouched (&self, with = heng_book_settle_assuming (self.book, "T-1", testing_period (row->period), 0, assumptions,
                                                                     TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (with->status, ==, row->status);
  if (row->amount != 0)
    {
      const HengObligation *owed = &g_array_index (with->obligations, HengObligation, 0);

      g_assert_cmpint (owed->amount_minor, ==, ABS (row->amount));
      g_assert_cmpuint (owed->from, ==, row->amount > 0 ? 0 : 1);
    }

  /* It cannot be booked, and nothing of it is left. */
  g_assert_true (with->is_assumed);
  if (with->status == HENG_SETTLEMENT_COMPLETE)
    {
      testing_assert_untouched (&self, g_assert_false (heng_book_post_settlement (self.book, with, testing_day ("2024-05-31"), NULL,
                                                                                  &error)));
      testing_assert_error (error, SETTLEMENT_ASSUMED);
      g_clear_error (&error);
    }
  g_clear_pointer (&again, heng_settlement_free);
  again = heng_book_settle (self.book, "T-1", testing_period ("2021"), 0, FALSE, &error);
  g_assert_cmpint (g_array_index (again->obligations, HengObligation, 0).amount_minor, ==, 50000);
  after = read_files (&self);
  g_assert_cmpstr (before, ==, after);
  testing_tear_down (&self, NULL);
}

static const struct
{
  const char *text;
  int         code;
} texts[] = {
  { "q@2021", HENG_ERROR_ASSUMPTION_SYNTAX },
  { "q=5", HENG_ERROR_ASSUMPTION_SYNTAX },
  { "@2021=5", HENG_ERROR_ASSUMPTION_SYNTAX },
  { "", HENG_ERROR_ASSUMPTION_SYNTAX },
  { "q@21=5", HENG_ERROR_PERIOD_SYNTAX },
  { "q@2021=", HENG_ERROR_NUMBER_SYNTAX },
  { "q@2021=five", HENG_ERROR_NUMBER_SYNTAX },
  { "q@2021=5=6", HENG_ERROR_NUMBER_SYNTAX },
};

static void
test_text (gconstpointer data)
{
  const typeof (texts[0]) *row = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_assumption_new (row->text, &error));
  g_assert_error (error, HENG_ERROR, row->code);
}

/* An assumption counts before every source; one of an indicator that only another version has is passed over; one that no version
 * has is an error; what was known then is what it is set against. */
static void
test_versions (Testing       *self,
               gconstpointer  data)
{
  static const char ranked[] =
    "{\"hengping\":\"agreement/1\",\"code\":\"T-1\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"watershed\",\"parties\":[" TESTING_PARTIES
    "],\"from\":\"2022-01-01\",\"to\":\"2023-12-31\",\"assessed\":\"year\",\"indicators\":[{\"name\":\"q\",\"observed\":\"year\","
    "\"precedence\":[\"joint\",\"station\"]},{\"name\":\"z\",\"observed\":\"year\"}],\"rules\":[\"Down pays Up 100 * q + z\"]}";
  g_autoptr (HengAgreement) next = heng_agreement_new_from_json (ranked, strlen (ranked), "CNY", NULL);
  g_autoptr (GPtrArray) assumptions = assume ((const char *const[]) { "q@2022=9", "z@2022=1", NULL });
  g_autoptr (GPtrArray) unknown = assume ((const char *const[]) { "y@2022=9", NULL });
  g_autoptr (GPtrArray) short_period = assume ((const char *const[]) { "q@2022-03=9", NULL });
  g_autoptr (HengSettlement) earlier = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  guint counts[3];

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  g_assert_true (heng_book_append_agreement (self->book, next, NULL, NULL, &error));
  testing_observe_counted (self, "T-1", "q", "2022", "3", "joint", counts);

  later = heng_book_settle_assuming (self->book, "T-1", testing_period ("2022"), 0, assumptions, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (later->obligations, HengObligation, 0).amount_minor, ==, 90100);
  earlier = heng_book_settle_assuming (self->book, "T-1", testing_period ("2021"), 0, assumptions, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (earlier->obligations, HengObligation, 0).amount_minor, ==, 50000);

  g_assert_null (heng_book_settle_assuming (self->book, "T-1", testing_period ("2022"), 0, unknown, FALSE, &error));
  testing_assert_error (error, INDICATOR_UNKNOWN);
  g_clear_error (&error);
  g_assert_null (heng_book_settle_assuming (self->book, "T-1", testing_period ("2022"), 0, short_period, FALSE, &error));
  testing_assert_error (error, INDICATOR_PERIOD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  HENG_TEST_ADD_ROWS ("/ledger/assume/case", cases, test_case);
  HENG_TEST_ADD_ROWS ("/ledger/assume/text", texts, test_text);
  g_test_add ("/ledger/assume/versions", Testing, NULL, testing_set_up, test_versions, testing_tear_down);
  return g_test_run ();
}

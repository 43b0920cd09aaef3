// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-payment-terms.h"

#include "domain-testing.h"

/* ---- the document ---- */

typedef struct
{
  const char *payment; /* what stands behind "payment": */
  int         error;
  const char *path;
} DocumentRow;

#define ON "{\"share\": \"50%\", \"on\": \"04-30\", \"year\": 1}"
#define AFTER "{\"share\": \"50%\", \"days\": 30, \"working\": true, \"after\": \"statement\"}"
#define REFUSES(payment, code, path) { payment, HENG_ERROR_##code, path }

static const DocumentRow document_rows[] = {
  { "{\"due\": [" ON ", " AFTER "], \"calendar\": \"CN\", \"roll\": \"following\"}", HENG_TEST_NO_ERROR, NULL },
  { "{\"due\": [{\"on\": \"12-31\"}]}", HENG_TEST_NO_ERROR, NULL },
  { "{\"due\": [{\"on\": \"02-29\"}, {\"on\": \"06-30\"}, {\"on\": \"10-31\"}]}", HENG_TEST_NO_ERROR, NULL },
  { "{\"due\": [{\"share\": \"100%\", \"days\": 0, \"after\": \"period\"}]}", HENG_TEST_NO_ERROR, NULL },
  { "{\"due\": [{\"share\": \"1\", \"days\": 3650, \"after\": \"statement\"}]}", HENG_TEST_NO_ERROR, NULL },
  { "{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"0.05%\", \"per\": \"day\"}}", HENG_TEST_NO_ERROR, NULL },
  { "{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"0\", \"per\": \"year\", \"day_count\": \"30/360\"}}", HENG_TEST_NO_ERROR, NULL },
  { "{\"due\": [{\"on\": \"04-30\", \"year\": -1}]}", HENG_TEST_NO_ERROR, NULL },

  REFUSES ("[]", DOCUMENT_TYPE, "payment"),
  REFUSES ("{}", DOCUMENT_KEY_MISSING, "payment"),
  REFUSES ("{\"due\": []}", DOCUMENT_TYPE, "payment.due"),
  REFUSES ("{\"due\": {}}", DOCUMENT_TYPE, "payment.due"),
  REFUSES ("{\"due\": [\"04-30\"]}", DOCUMENT_TYPE, "payment.due[0]"),
  REFUSES ("{\"when\": 1}", DOCUMENT_KEY_UNKNOWN, "payment.when"),
  REFUSES ("{\"due\": [" ON "]}", SHARES_SUM, "payment.due"),
  REFUSES ("{\"due\": [{\"share\": \"50%\", \"on\": \"04-30\"}, {\"share\": \"50.01%\", \"on\": \"06-30\"}]}", SHARES_SUM, "payment.due"),
  REFUSES ("{\"due\": [{\"share\": \"100%\", \"on\": \"04-30\"}, {\"share\": \"0%\", \"on\": \"06-30\"}]}", DOCUMENT_SHARE, "payment.due[1].share"),
  REFUSES ("{\"due\": [{\"share\": \"150%\", \"on\": \"04-30\"}, {\"share\": \"-50%\", \"on\": \"06-30\"}]}", DOCUMENT_SHARE, "payment.due[1].share"),
  REFUSES ("{\"due\": [{\"share\": \"50%\", \"on\": \"04-30\"}, {\"on\": \"06-30\"}]}", DOCUMENT_KEY_MISSING, "payment.due"),
  REFUSES ("{\"due\": [{\"share\": \"half\", \"on\": \"04-30\"}]}", NUMBER_SYNTAX, "payment.due[0].share"),
  REFUSES ("{\"due\": [{\"share\": 1, \"on\": \"04-30\"}]}", DOCUMENT_TYPE, "payment.due[0].share"),
  REFUSES ("{\"due\": [{\"share\": \"100%\"}]}", DOCUMENT_DUE, "payment.due[0]"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\", \"days\": 3, \"after\": \"period\"}]}", DOCUMENT_DUE, "payment.due[0]"),
  REFUSES ("{\"due\": [{\"on\": \"02-30\"}]}", DOCUMENT_MONTH_DAY, "payment.due[0].on"),
  REFUSES ("{\"due\": [{\"on\": \"13-01\"}]}", DOCUMENT_MONTH_DAY, "payment.due[0].on"),
  REFUSES ("{\"due\": [{\"on\": \"4-30\"}]}", DOCUMENT_MONTH_DAY, "payment.due[0].on"),
  REFUSES ("{\"due\": [{\"on\": \"04-30-\"}]}", DOCUMENT_MONTH_DAY, "payment.due[0].on"),
  REFUSES ("{\"due\": [{\"on\": \"2024-04-30\"}]}", DOCUMENT_MONTH_DAY, "payment.due[0].on"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\", \"after\": \"period\"}]}", DOCUMENT_KEY_UNKNOWN, "payment.due[0].after"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\", \"year\": \"1\"}]}", DOCUMENT_TYPE, "payment.due[0].year"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\", \"year\": 1.5}]}", DOCUMENT_TYPE, "payment.due[0].year"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\", \"year\": 2024}]}", DOCUMENT_TYPE, "payment.due[0].year"),
  REFUSES ("{\"due\": [{\"days\": 30}]}", DOCUMENT_KEY_MISSING, "payment.due[0]"),
  REFUSES ("{\"due\": [{\"days\": 30, \"after\": \"signature\"}]}", DOCUMENT_WORD, "payment.due[0].after"),
  REFUSES ("{\"due\": [{\"days\": 3651, \"after\": \"period\"}]}", DOCUMENT_TYPE, "payment.due[0].days"),
  REFUSES ("{\"due\": [{\"days\": -1, \"after\": \"period\"}]}", DOCUMENT_TYPE, "payment.due[0].days"),
  REFUSES ("{\"due\": [{\"days\": \"30\", \"after\": \"period\"}]}", DOCUMENT_TYPE, "payment.due[0].days"),
  REFUSES ("{\"due\": [{\"days\": 30, \"after\": \"period\", \"year\": 1}]}", DOCUMENT_KEY_UNKNOWN, "payment.due[0].year"),
  REFUSES ("{\"due\": [{\"days\": 30, \"after\": \"period\", \"working\": \"yes\"}]}", DOCUMENT_TYPE, "payment.due[0].working"),
  REFUSES ("{\"due\": [{\"days\": 30, \"after\": \"period\", \"working\": true}]}", DOCUMENT_CALENDAR, "payment.due[0].working"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"roll\": \"following\"}", DOCUMENT_CALENDAR, "payment.roll"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"calendar\": \"C N\"}", DOCUMENT_CODE, "payment.calendar"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"calendar\": \"CN\", \"roll\": \"modified\"}", DOCUMENT_WORD, "payment.roll"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"per\": \"day\"}}", DOCUMENT_KEY_MISSING, "payment.interest"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"5%\"}}", DOCUMENT_KEY_MISSING, "payment.interest"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"5%\", \"per\": \"month\"}}", DOCUMENT_WORD, "payment.interest.per"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"5%\", \"per\": \"year\"}}", DOCUMENT_KEY_MISSING, "payment.interest"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"5%\", \"per\": \"year\", \"day_count\": \"30/365\"}}", DOCUMENT_WORD, "payment.interest.day_count"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"-5%\", \"per\": \"day\"}}", DOCUMENT_RATE, "payment.interest.rate"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": 5, \"per\": \"day\"}}", DOCUMENT_TYPE, "payment.interest.rate"),
  REFUSES ("{\"due\": [{\"on\": \"04-30\"}], \"interest\": {\"rate\": \"5%\", \"per\": \"day\", \"compound\": true}}", DOCUMENT_KEY_UNKNOWN, "payment.interest.compound"),
};

static HengAgreement *
parse (const char  *payment,
       GError     **error)
{
  g_autofree char *members =
    g_strdup_printf ("\"from\": \"2024-01-01\", \"assessed\": \"year\", \"rules\": [\"A pays B 1万\"],\n\"payment\": %s", payment);
  g_autofree char *text = test_document (members);

  return heng_agreement_new_from_json (text, strlen (text), "CNY", error);
}

static void
test_row (gconstpointer data)
{
  const DocumentRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = parse (row->payment, &error);

  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  g_assert_true ((agreement != NULL) == (error == NULL));
  if (error != NULL)
    {
      g_assert_cmpstr (heng_error_get_path (error), ==, row->path);
      g_assert_cmpuint (heng_error_get_line (error), ==, 5);
    }
}

static void
test_all_terms (void)
{
  g_autoptr (HengAgreement) agreement = parse (
    "{\"due\": [" ON ", {\"share\": \"25%\", \"days\": 30, \"working\": true, \"after\": \"statement\"}, {\"share\": \"0.25\", \"days\": 60, \"after\": \"period\"}],"
    "\"calendar\": \"CN\", \"roll\": \"preceding\", \"interest\": {\"rate\": \"3.65%\", \"per\": \"year\", \"day_count\": \"actual/actual\"}}", NULL);
  const HengPaymentTerms *terms = agreement->payment;
  const HengDueTerm *first = heng_payment_terms_get_due (terms, 0), *second = heng_payment_terms_get_due (terms, 1);
  g_autofree char *share = heng_number_format (&first->share, 4), *rate = heng_number_format (&terms->rate, 6);

  g_assert_cmpuint (terms->due->len, ==, 3);
  g_assert_cmpstr (share, ==, "0.5");
  g_assert_cmpint (first->kind, ==, HENG_DUE_ON);
  g_assert_cmpuint (first->month, ==, 4);
  g_assert_cmpuint (first->day, ==, 30);
  g_assert_cmpint (first->year, ==, 1);
  g_assert_cmpint (second->kind, ==, HENG_DUE_AFTER_STATEMENT);
  g_assert_cmpuint (second->days, ==, 30);
  g_assert_true (second->working);
  g_assert_cmpint (heng_payment_terms_get_due (terms, 2)->kind, ==, HENG_DUE_AFTER_PERIOD);
  g_assert_false (heng_payment_terms_get_due (terms, 2)->working);
  g_assert_cmpstr (terms->calendar, ==, "CN");
  g_assert_cmpint (terms->roll, ==, HENG_ROLL_PRECEDING);
  g_assert_true (terms->has_interest);
  g_assert_cmpstr (rate, ==, "0.0365");
  g_assert_false (terms->is_per_day);
  g_assert_cmpint (terms->day_count, ==, HENG_DAY_COUNT_ACTUAL_ACTUAL);
}

/* Instalments without shares are equal, thirds included. */
static void
test_equal_parts (void)
{
  g_autoptr (HengAgreement) agreement = parse ("{\"due\": [{\"on\": \"02-29\"}, {\"on\": \"06-30\"}, {\"on\": \"10-31\"}]}", NULL);
  g_auto (HengNumber) third = { 0 };

  heng_number_init (&third);
  heng_number_set_ratio (&third, 1, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (heng_number_compare (&heng_payment_terms_get_due (agreement->payment, i)->share, &third), ==, 0);
  g_assert_cmpuint (heng_payment_terms_get_due (agreement->payment, 0)->day, ==, 29);
  g_assert_false (agreement->payment->has_interest);
}

static void
test_no_terms (void)
{
  g_autoptr (HengAgreement) agreement =
    test_agreement_new ("\"from\": \"2024-01-01\", \"assessed\": \"year\", \"rules\": [\"A pays B 1万\"]");

  g_assert_null (agreement->payment);
}

/* ---- day counts ---- */

/* The figures are those of Python's fractions and its calendar: for actual/actual a day at a time, 1/366 or 1/365 each. */
static const struct
{
  const char *first, *last;
  gint64      ratios[4][2]; /* by day count */
} day_count_rows[] = {
  { "2023-11-01", "2024-05-01", { { 182, 365 }, { 91, 180 }, { 66491, 133590 }, { 1, 2 } } },
  { "2024-01-31", "2024-02-29", { { 29, 365 }, { 29, 360 }, { 29, 366 }, { 29, 360 } } },
  { "2024-02-29", "2025-02-28", { { 1, 1 }, { 73, 72 }, { 133283, 133590 }, { 359, 360 } } },
  { "2023-12-31", "2024-12-31", { { 366, 365 }, { 61, 60 }, { 133591, 133590 }, { 1, 1 } } },
  /* a 31st counts as a 30th at the end of a stretch only where the stretch begins on a 30th or 31st */
  { "2024-05-31", "2024-08-31", { { 92, 365 }, { 23, 90 }, { 46, 183 }, { 1, 4 } } },
  { "2024-05-30", "2024-08-31", { { 93, 365 }, { 31, 120 }, { 31, 122 }, { 1, 4 } } },
  { "2024-05-29", "2024-08-31", { { 94, 365 }, { 47, 180 }, { 47, 183 }, { 23, 90 } } },
  { "2024-06-30", "2024-06-30", { { 0, 1 }, { 0, 1 }, { 0, 1 }, { 0, 1 } } },
  { "1899-12-31", "1900-03-01", { { 12, 73 }, { 1, 6 }, { 12, 73 }, { 61, 360 } } },
  { "2024-12-31", "2025-01-01", { { 1, 365 }, { 1, 360 }, { 1, 366 }, { 1, 360 } } },
};

static void
test_day_counts (void)
{
  g_auto (HengNumber) measure = { 0 }, expected = { 0 };

  heng_number_init (&measure);
  heng_number_init (&expected);
  for (gsize i = 0; i < G_N_ELEMENTS (day_count_rows); i++)
    {
      HengDay first, last;

      g_assert_true (heng_day_parse (day_count_rows[i].first, &first, NULL) && heng_day_parse (day_count_rows[i].last, &last, NULL));
      for (int j = 0; j < 4; j++)
        {
          heng_number_set_ratio (&expected, day_count_rows[i].ratios[j][0], day_count_rows[i].ratios[j][1]);
          heng_day_count_measure ((HengDayCount) j, FALSE, first, last, &measure);
          g_assert_cmpint (heng_number_compare (&measure, &expected), ==, 0);
        }

      heng_number_set_int64 (&expected, last - first);
      heng_day_count_measure (HENG_DAY_COUNT_ACTUAL_ACTUAL, TRUE, first, last, &measure);
      g_assert_cmpint (heng_number_compare (&measure, &expected), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/payment-terms/document", document_rows, test_row);
  g_test_add_func ("/domain/payment-terms/all", test_all_terms);
  g_test_add_func ("/domain/payment-terms/equal-parts", test_equal_parts);
  g_test_add_func ("/domain/payment-terms/none", test_no_terms);
  g_test_add_func ("/domain/payment-terms/day-counts", test_day_counts);

  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-dues.h"

#include "domain-testing.h"

/* Payments are written "2024-05-10 1000.00; …", instalments "due amount paid overdue late state; …", amounts in yuan. */

static HengDay
day (const char *text)
{
  HengDay value = HENG_DAY_NONE;

  g_assert_true (text == NULL || heng_day_parse (text, &value, NULL));
  return value;
}

static gint64
fen (const char *text)
{
  g_auto (HengNumber) number = { 0 };
  gint64 amount;

  heng_number_init (&number);
  g_assert_true (heng_number_parse (&number, text, NULL) && heng_amount_from_number (&number, 2, &amount, NULL));
  return amount;
}

static GArray *
parse_payments (const char *text)
{
  GArray *payments = g_array_new (FALSE, FALSE, sizeof (HengDuesPayment));
  g_auto (GStrv) parts = g_strsplit (text, "; ", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (parts[i], " ", 2);

      g_array_append_val (payments, ((HengDuesPayment) { day (fields[0]), fen (fields[1]) }));
    }
  return payments;
}

static HengAgreement *
agreement_with (const char *payment)
{
  g_autofree char *members = g_strdup_printf ("\"from\": \"2020-01-01\", \"assessed\": \"year\", \"rules\": [\"A pays B 1万\"]%s%s",
                                              payment != NULL ? ", \"payment\": " : "", payment != NULL ? payment : "");

  return test_agreement_new (members);
}

static char *
describe (const HengDues *dues)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < dues->instalments->len; i++)
    {
      const HengInstalment *instalment = heng_dues_get (dues, i);
      g_autofree char *due = instalment->due_day != HENG_DAY_NONE ? heng_day_format (instalment->due_day) : g_strdup ("-");
      g_autofree char *amount = heng_amount_format (instalment->amount_minor, 2, 0);
      g_autofree char *paid = heng_amount_format (instalment->paid_minor, 2, 0);
      g_autofree char *overdue = heng_amount_format (instalment->overdue_minor, 2, 0);

      g_assert_cmpint (instalment->paid_minor + instalment->outstanding_minor, ==, instalment->amount_minor);
      g_string_append_printf (text, "%s%s%s %s %s %s %d %s", i > 0 ? "; " : "", due, instalment->missing_year != 0 ? "?" : "", amount, paid,
                              overdue, instalment->days_late, heng_due_state_get_name (instalment->state));
    }
  return g_string_free (text, FALSE);
}

/* ---- instalments and clearing ---- */

typedef struct
{
  const char *label;
  const char *payment; /* terms, or %NULL */
  const char *assessed, *disputed;
  const char *settled, *statement; /* days, or %NULL */
  const char *payments;
  const char *on;
  const char *instalments;
  const char *clearing; /* advanced, paid after, remaining */
} Row;

#define TWO "{\"due\": [{\"share\": \"50%\", \"on\": \"04-30\"}, {\"share\": \"50%\", \"on\": \"06-30\"}]}"
#define STATEMENT "{\"due\": [{\"share\": \"70%\", \"days\": 30, \"after\": \"statement\"}, {\"share\": \"30%\", \"on\": \"12-31\"}]}"
#define WORKING "{\"due\": [{\"days\": 10, \"working\": true, \"after\": \"statement\"}], \"calendar\": \"CN\", \"roll\": \"following\"}"
#define THIRDS "{\"due\": [{\"on\": \"03-31\"}, {\"on\": \"06-30\"}, {\"on\": \"09-30\"}]}"

static const Row rows[] = {
  /* Contributions of a river fund: 12 000 (万元) in two halves. */
  { "two halves", TWO, "12000万", "0", NULL, NULL, "", "2024-04-30",
    "2024-04-30 60000000 0 0 0 open; 2024-06-30 60000000 0 0 0 open", "0 0 120000000" },
  { "the first is late", TWO, "12000万", "0", NULL, NULL, "", "2024-05-01",
    "2024-04-30 60000000 0 60000000 1 overdue; 2024-06-30 60000000 0 0 0 open", "0 0 120000000" },
  { "paid on the day", TWO, "12000万", "0", "2024-01-01", NULL, "2024-04-30 6000万", "2024-05-31",
    "2024-04-30 60000000 60000000 0 0 paid; 2024-06-30 60000000 0 0 0 open", "0 60000000 60000000" },
  { "paid late, and the rest of both", TWO, "12000万", "0", "2024-01-01", NULL, "2024-07-10 9000万; 2024-05-10 3000万", "2024-08-01",
    "2024-04-30 60000000 60000000 0 71 paid; 2024-06-30 60000000 60000000 0 10 paid", "0 120000000 0" },
  { "the earliest due gets it first", TWO, "12000万", "0", "2024-01-01", NULL, "2024-06-01 8000万", "2024-07-31",
    "2024-04-30 60000000 60000000 0 32 paid; 2024-06-30 60000000 20000000 40000000 31 overdue", "0 80000000 40000000" },
  { "a payment of the future is none", TWO, "12000万", "0", "2024-01-01", NULL, "2024-06-01 8000万", "2024-05-31",
    "2024-04-30 60000000 0 60000000 31 overdue; 2024-06-30 60000000 0 0 0 open", "0 0 120000000" },
  { "money that went back", TWO, "12000万", "0", "2024-01-01", NULL, "2024-04-01 6000万; 2024-05-20 -1000万", "2024-05-31",
    "2024-04-30 60000000 50000000 10000000 31 overdue; 2024-06-30 60000000 0 0 0 open", "0 50000000 70000000" },
  { "paid, returned and paid again", TWO, "12000万", "0", "2024-01-01", NULL, "2024-04-01 6000万; 2024-05-20 -1000万; 2024-05-25 1000万", "2024-05-31",
    "2024-04-30 60000000 60000000 0 25 paid; 2024-06-30 60000000 0 0 0 open", "0 60000000 60000000" },

  /* An advance of 3 亿, then 3.4 亿 assessed: 0.4 亿 to pay. And the other way round. */
  { "before clearing", STATEMENT, "0", "0", NULL, NULL, "2024-03-01 3亿", "2024-12-01",
    "2024-12-31 0 0 0 0 paid; - 0 0 0 0 paid", "300000000 0 -300000000" },
  { "clearing", STATEMENT, "3.4亿", "0", "2025-02-01", NULL, "2024-03-01 3亿", "2025-02-01",
    "2024-12-31 102000000 102000000 0 0 paid; - 238000000 198000000 0 0 waiting", "300000000 0 40000000" },
  { "clearing by statement", STATEMENT, "3.4亿", "0", "2025-02-01", "2025-02-10", "2024-03-01 3亿", "2025-03-13",
    "2024-12-31 102000000 102000000 0 0 paid; 2025-03-12 238000000 198000000 40000000 1 overdue", "300000000 0 40000000" },
  { "cleared", STATEMENT, "3.4亿", "0", "2025-02-01", "2025-02-10", "2024-03-01 3亿; 2025-03-12 4000万", "2025-03-13",
    "2024-12-31 102000000 102000000 0 0 paid; 2025-03-12 238000000 238000000 0 0 paid", "300000000 40000000 0" },
  { "more was advanced", STATEMENT, "2.5亿", "0", "2025-02-01", "2025-02-10", "2024-03-01 3亿", "2025-03-13",
    "2024-12-31 75000000 75000000 0 0 paid; 2025-03-12 175000000 175000000 0 0 paid", "300000000 0 -50000000" },
  { "paid on the day of the run", TWO, "12000万", "0", "2024-04-01", NULL, "2024-04-01 6000万; 2024-03-31 6000万", "2024-04-30",
    "2024-04-30 60000000 60000000 0 0 paid; 2024-06-30 60000000 60000000 0 0 paid", "60000000 60000000 0" },

  /* What is disputed is not late; what is not disputed is paid first, in every instalment. */
  { "disputed", TWO, "12000万", "2000万", "2024-01-01", NULL, "", "2024-07-31",
    "2024-04-30 60000000 0 50000000 92 overdue; 2024-06-30 60000000 0 50000000 31 overdue", "0 0 120000000" },
  { "the undisputed rest is paid", TWO, "12000万", "2000万", "2024-01-01", NULL, "2024-04-30 5000万; 2024-06-30 5000万", "2024-07-31",
    "2024-04-30 60000000 50000000 0 0 disputed; 2024-06-30 60000000 50000000 0 0 disputed", "0 100000000 20000000" },
  { "one half of the undisputed", TWO, "12000万", "2000万", "2024-01-01", NULL, "2024-04-30 6000万", "2024-07-31",
    "2024-04-30 60000000 50000000 0 0 disputed; 2024-06-30 60000000 10000000 40000000 31 overdue", "0 60000000 60000000" },
  { "all is disputed", TWO, "12000万", "12000万", "2024-01-01", NULL, "", "2024-07-31",
    "2024-04-30 60000000 0 0 0 disputed; 2024-06-30 60000000 0 0 0 disputed", "0 0 120000000" },

  /* Largest remainders, ties to the first named. */
  { "a fen that cannot be split", THIRDS, "100.00", "0", NULL, NULL, "", "2024-01-01",
    "2024-03-31 33.34 0 0 0 open; 2024-06-30 33.33 0 0 0 open; 2024-09-30 33.33 0 0 0 open", "0 0 100" },
  { "one fen", THIRDS, "0.01", "0", NULL, NULL, "", "2025-01-01",
    "2024-03-31 0.01 0 0.01 276 overdue; 2024-06-30 0 0 0 0 paid; 2024-09-30 0 0 0 0 paid", "0 0 0.01" },

  /* Working days after the statement: of 2024 the calendar knows Labour Day; of 2025 nothing. */
  { "working days", WORKING, "100", "0", "2024-04-24", "2024-04-24", "", "2024-05-09", "2024-05-10 100 0 0 0 open", "0 0 100" },
  { "working days of an unknown year", WORKING, "100", "0", "2025-04-24", "2025-04-24", "", "2025-05-09", "2025-05-08? 100 0 100 1 overdue", "0 0 100" },
  { "working days, no statement", WORKING, "100", "0", "2024-04-24", NULL, "", "2030-01-01", "- 100 0 0 0 waiting", "0 0 100" },

  { "no terms", NULL, "100", "0", "2024-04-24", "2024-04-24", "2024-04-25 40", "2030-01-01", "- 100 40 0 0 undated", "0 40 60" },
  { "no terms, paid", NULL, "100", "0", "2024-04-24", NULL, "2024-04-23 100", "2030-01-01", "- 100 100 0 0 paid", "100 0 0" },
};

static HengCalendar *
calendar_new (void)
{
  HengCalendar *calendar = heng_calendar_new ("CN");

  g_assert_true (heng_calendar_read_years (calendar, "{\"years\":{\"2024\":{\"holidays\":[\"2024-05-01\",\"2024-05-02\",\"2024-05-03\"],"
                                           "\"workdays\":[\"2024-04-28\",\"2024-05-11\"]}}}", NULL));
  return calendar;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (HengAgreement) agreement = agreement_with (row->payment);
  g_autoptr (HengCalendar) calendar = calendar_new ();
  g_autoptr (GArray) payments = parse_payments (row->payments);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengDues) dues = NULL;
  g_autofree char *found = NULL, *advanced = NULL, *paid = NULL, *remaining = NULL, *clearing = NULL;
  HengDuesUnit unit = {
    .assessed_minor = fen (row->assessed), .disputed_minor = fen (row->disputed), .payments = payments, .settled_day = day (row->settled),
    .statement_day = day (row->statement), .period_last = day ("2024-12-31"), .on_day = day (row->on),
  };

  dues = heng_dues_new (agreement->payment, calendar, &unit, NULL, 2, &error);
  g_assert_no_error (error);
  found = describe (dues);
  advanced = heng_amount_format (dues->advanced_minor, 2, 0);
  paid = heng_amount_format (dues->paid_minor, 2, 0);
  remaining = heng_amount_format (dues->remaining_minor, 2, 0);
  clearing = g_strdup_printf ("%s %s %s", advanced, paid, remaining);
  g_assert_cmpstr (found, ==, row->instalments);
  g_assert_cmpstr (clearing, ==, row->clearing);
}

/* ---- due days ---- */

static const struct
{
  const char *terms, *period_last, *statement, *expected;
} due_rows[] = {
  { "{\"on\": \"04-30\", \"year\": 1}", "2023-12-31", NULL, "2024-04-30" },
  { "{\"on\": \"04-30\"}", "2023-03-31", NULL, "2023-04-30" },
  { "{\"on\": \"02-29\", \"year\": 1}", "2023-12-31", NULL, "2024-02-29" },
  { "{\"on\": \"02-29\"}", "2023-12-31", NULL, "2023-02-28" },
  { "{\"on\": \"12-31\", \"year\": -1}", "2024-12-31", NULL, "2023-12-31" },
  { "{\"days\": 60, \"after\": \"period\"}", "2023-12-31", NULL, "2024-02-29" },
  { "{\"days\": 0, \"after\": \"period\"}", "2023-12-31", "2024-05-01", "2023-12-31" },
  { "{\"days\": 0, \"after\": \"statement\"}", "2023-12-31", "2024-05-01", "2024-05-01" },
  { "{\"days\": 3650, \"after\": \"statement\"}", "2023-12-31", "2024-01-01", "2033-12-29" },
  { "{\"days\": 30, \"after\": \"statement\"}", "2023-12-31", NULL, NULL },
};

static void
test_due_days (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (due_rows); i++)
    {
      g_autofree char *payment = g_strdup_printf ("{\"due\": [%s]}", due_rows[i].terms);
      g_autoptr (HengAgreement) agreement = agreement_with (payment);
      gint missing = 1;
      HengDay found = heng_due_term_find_day (heng_payment_terms_get_due (agreement->payment, 0), NULL, HENG_ROLL_NONE,
                                              day (due_rows[i].period_last), day (due_rows[i].statement), &missing);
      g_autofree char *text = found != HENG_DAY_NONE ? heng_day_format (found) : NULL;

      g_assert_cmpstr (text, ==, due_rows[i].expected);
      g_assert_cmpint (missing, ==, 0);
    }
}

/* ---- interest ---- */

/*
 * The figures of the four day counts were worked out apart from this program, with Python's fractions: the balance after each payment
 * times the rate times the measure of the stretch up to the next, all added up and rounded once, a half away from zero. For
 * actual/actual each day of a stretch was 1/366 or 1/365 by its own year.
 */
typedef struct
{
  const char *label;
  const char *amount, *due, *on, *payments, *rate;
  const char *expected[4]; /* by day count */
} InterestRow;

static const InterestRow interest_rows[] = {
  { "one stretch into a leap year", "12000万", "2023-10-31", "2024-05-31", "", "3.65%", { "2556000", "2591500", "2551049.18", "2555000" } },
  { "three payments in a leap year", "6000万", "2023-12-31", "2024-12-31", "2024-01-31 1000万; 2024-03-01 2000万; 2024-08-31 500万", "4.8%",
    { "1564931.51", "1586666.67", "1560677.3", "1566666.67" } },
  { "paid at last", "345678.91", "2023-11-30", "2026-01-15", "2024-02-29 123456.78; 2025-03-31 222222.13", "3.7%",
    { "12109.31", "12277.5", "12084.77", "12115.08" } },
  { "a part before the due day, a part on it", "100万", "2024-02-28", "2025-02-28", "2024-01-01 40万; 2024-02-28 10万", "5%",
    { "25068.49", "25416.67", "25010.85", "25000" } },
  { "on the due day", "100万", "2024-02-28", "2024-02-28", "", "5%", { "0", "0", "0", "0" } },
  { "paid in time", "100万", "2024-02-28", "2025-02-28", "2024-02-28 100万", "5%", { "0", "0", "0", "0" } },
  { "a payment that changes nothing here", "12000万", "2023-10-31", "2024-05-31", "2024-05-31 100万", "3.65%",
    { "2556000", "2591500", "2551049.18", "2555000" } },
};

static gint64
find_interest (const char *payment,
               const char *amount,
               const char *payments_text,
               const char *disputed,
               const char *on)
{
  g_autoptr (HengAgreement) agreement = agreement_with (payment);
  g_autoptr (GArray) payments = parse_payments (payments_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengDues) dues = NULL;
  HengDuesUnit unit = { .assessed_minor = fen (amount), .disputed_minor = fen (disputed), .payments = payments,
                        .period_last = day ("2023-12-31"), .on_day = day (on) };

  dues = heng_dues_new (agreement->payment, NULL, &unit, &agreement->money_rounding, 2, &error);
  g_assert_no_error (error);
  return dues->interest_minor;
}

static void
test_interest (gconstpointer data)
{
  const InterestRow *row = data;

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *payment =
        g_strdup_printf ("{\"due\": [{\"on\": \"%s\", \"year\": %d}], \"interest\": {\"rate\": \"%s\", \"per\": \"year\", \"day_count\": \"%s\"}}",
                         row->due + 5, heng_day_get_year (day (row->due)) - 2023, row->rate, heng_day_count_names[i]);
      g_autofree char *found = heng_amount_format (find_interest (payment, row->amount, row->payments, "0", row->on), 2, 0);

      g_assert_cmpstr (found, ==, row->expected[i]);
    }
}

#define DAILY "{\"due\": [{\"share\": \"50%\", \"on\": \"04-30\", \"year\": 1}, {\"share\": \"50%\", \"on\": \"06-30\", \"year\": 1}]," \
              "\"interest\": {\"rate\": \"0.05%\", \"per\": \"day\"}}"

/* Five in ten thousand a day, on each instalment by itself. */
static void
test_daily (void)
{
  /* 15 days of 6000万 for the second, 76 for the first */
  g_assert_cmpint (find_interest (DAILY, "12000万", "2024-04-30 6000万", "0", "2024-07-15"), ==, fen ("450000"));
  g_assert_cmpint (find_interest (DAILY, "12000万", "", "0", "2024-07-15"), ==, fen ("450000") + fen ("2280000"));
  /* while a third is disputed it bears nothing, and everything when the dispute is over */
  g_assert_cmpint (find_interest (DAILY, "12000万", "", "4000万", "2024-07-15"), ==, fen ("1820000"));
  g_assert_cmpint (find_interest (DAILY, "12000万", "", "12000万", "2024-07-15"), ==, 0);
  /* rounded once an instalment: 0.5 fen each day on 10 yuan, three days make 1.5 fen, which is 2 */
  g_assert_cmpint (find_interest (DAILY, "20.00", "2024-04-30 10", "0", "2024-07-03"), ==, 2);
}

/* Rounding is the agreement's, in kind bears no interest, and what does not fit is an error. */
static void
test_limits (void)
{
  g_autoptr (HengAgreement) agreement = agreement_with (DAILY);
  g_autoptr (GArray) payments = parse_payments ("2024-01-01 1");
  g_autoptr (GError) error = NULL;
  g_autoptr (HengDues) dues = NULL;
  HengDuesUnit unit = { .assessed_minor = G_MAXINT64, .payments = payments, .period_last = day ("2023-12-31"), .on_day = day ("9000-01-01") };

  g_assert_null (heng_dues_new (agreement->payment, NULL, &unit, &agreement->money_rounding, 2, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_MONEY_OVERFLOW);
  g_clear_error (&error);
  dues = heng_dues_new (agreement->payment, NULL, &unit, NULL, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dues->interest_minor, ==, 0);
  g_assert_cmpint (dues->remaining_minor, ==, G_MAXINT64 - 100);

  heng_number_set_int64 (&agreement->money_rounding.step, 100);
  g_clear_pointer (&dues, heng_dues_free);
  unit.assessed_minor = fen ("20万");
  unit.on_day = day ("2024-05-01");
  dues = heng_dues_new (agreement->payment, NULL, &unit, &agreement->money_rounding, 2, &error);
  g_assert_cmpint (dues->interest_minor, ==, fen ("0"));
  unit.on_day = day ("2024-05-02");
  g_clear_pointer (&dues, heng_dues_free);
  dues = heng_dues_new (agreement->payment, NULL, &unit, &agreement->money_rounding, 2, &error);
  g_assert_cmpint (dues->interest_minor, ==, fen ("100"));
}

/* Booked interest is owed besides what is assessed. */
static void
test_booked_interest (void)
{
  g_autoptr (HengAgreement) agreement = agreement_with (DAILY);
  g_autoptr (GArray) payments = parse_payments ("2024-07-15 12273万");
  g_autoptr (HengDues) dues = NULL;
  HengDuesUnit unit = { .assessed_minor = fen ("12000万"), .interest_booked_minor = fen ("273万"), .payments = payments,
                        .settled_day = day ("2024-03-01"), .period_last = day ("2023-12-31"), .on_day = day ("2024-08-31") };

  dues = heng_dues_new (agreement->payment, NULL, &unit, &agreement->money_rounding, 2, NULL);
  g_assert_cmpint (dues->interest_minor, ==, fen ("273万"));
  g_assert_cmpint (dues->remaining_minor, ==, 0);
  g_assert_cmpint (dues->overdue_minor, ==, 0);
}

/* Half of 31 places are no places; what was agreed otherwise than in whole steps is divided as finely as it can be. */
static void
test_steps (void)
{
  static const struct { gint64 assessed, step, first, second; } steps[] = {
    { 31000000, 1000000, 16000000, 15000000 }, { 31500000, 1000000, 15750000, 15750000 }, { 31000000, 0, 15500000, 15500000 },
    { 30000000, 1000000, 15000000, 15000000 }, { 1000000, 1000000, 1000000, 0 }, { 0, 1000000, 0, 0 },
  };
  g_autoptr (HengAgreement) agreement = agreement_with (TWO);
  g_autoptr (GArray) payments = parse_payments ("");

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      HengDuesUnit unit = { .assessed_minor = steps[i].assessed, .step_minor = steps[i].step, .payments = payments,
                            .period_last = day ("2024-12-31"), .on_day = day ("2024-01-01") };
      g_autoptr (HengDues) dues = heng_dues_new (agreement->payment, NULL, &unit, NULL, 6, NULL);

      g_assert_cmpint (heng_dues_get (dues, 0)->amount_minor, ==, steps[i].first);
      g_assert_cmpint (heng_dues_get (dues, 1)->amount_minor, ==, steps[i].second);
    }
}

/* Whatever is paid and disputed: nothing is lost between the instalments, and what is late is neither paid nor disputed. */
static void
test_sums (void)
{
  g_autoptr (HengAgreement) agreement = agreement_with (THIRDS);

  for (guint n = 0; n < 2000; n++)
    {
      g_autoptr (GArray) payments = g_array_new (FALSE, FALSE, sizeof (HengDuesPayment));
      g_autoptr (HengDues) dues = NULL;
      gint64 amount = 0, disputed = 0, paid = 0, given = 0;
      HengDuesUnit unit = { .assessed_minor = g_test_rand_int_range (0, 1000), .payments = payments, .period_last = day ("2024-12-31") };

      unit.disputed_minor = g_test_rand_int_range (0, (gint32) unit.assessed_minor + 1);
      unit.on_day = day ("2024-01-01") + g_test_rand_int_range (0, 400);
      for (gint i = g_test_rand_int_range (0, 6); i > 0; i--)
        {
          HengDuesPayment payment = { day ("2024-01-01") + g_test_rand_int_range (0, 400), g_test_rand_int_range (-200, 500) };

          g_array_append_val (payments, payment);
          given += payment.day <= unit.on_day ? payment.amount_minor : 0;
        }
      dues = heng_dues_new (agreement->payment, NULL, &unit, NULL, 2, NULL);
      for (guint i = 0; i < dues->instalments->len; i++)
        {
          const HengInstalment *instalment = heng_dues_get (dues, i);

          amount += instalment->amount_minor;
          disputed += instalment->disputed_minor;
          paid += instalment->paid_minor;
          g_assert_cmpint (instalment->disputed_minor, <=, instalment->amount_minor);
          g_assert_cmpint (instalment->overdue_minor + instalment->paid_minor, <=, instalment->amount_minor);
          g_assert_true (instalment->overdue_minor >= 0 && (instalment->overdue_minor == 0 || instalment->due_day < unit.on_day));
        }
      g_assert_cmpint (amount, ==, unit.assessed_minor);
      g_assert_cmpint (disputed, ==, unit.disputed_minor);
      g_assert_cmpint (paid, ==, CLAMP (given, 0, amount));
      g_assert_cmpint (dues->remaining_minor, ==, amount - given);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/dues/row", rows, test_row);
  g_test_add_func ("/domain/dues/due-days", test_due_days);
  HENG_TEST_ADD_ROWS ("/domain/dues/interest", interest_rows, test_interest);
  g_test_add_func ("/domain/dues/daily", test_daily);
  g_test_add_func ("/domain/dues/limits", test_limits);
  g_test_add_func ("/domain/dues/booked-interest", test_booked_interest);
  g_test_add_func ("/domain/dues/steps", test_steps);
  g_test_add_func ("/domain/dues/sums", test_sums);

  return g_test_run ();
}

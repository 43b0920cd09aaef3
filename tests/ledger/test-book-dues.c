// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-dues.h"

#include "heng-book-calendars.h"
#include "heng-book-private.h"
#include "heng-book-runs.h"
#include "ledger-testing.h"
#include "heng-book-verify.h"

#define HALVES "\"payment\":{\"due\":[{\"share\":\"50%\",\"on\":\"04-30\",\"year\":1},{\"share\":\"50%\",\"on\":\"06-30\",\"year\":1}]," \
               "\"interest\":{\"rate\":\"0.05%\",\"per\":\"day\"}}"
#define AFTER "\"payment\":{\"due\":[{\"days\":10,\"working\":true,\"after\":\"statement\"}],\"calendar\":\"CN\",\"roll\":\"following\"}"

/* What is due, one unit a line: period, who, whom, "due amount paid overdue state" for each instalment, and what remains. */
static char *
describe (Testing             *self,
          const HengDuesQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = heng_book_list_dues (self->book, query, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i);
      guint digits = heng_commodity_digits (row->commodity, "CNY");
      g_autofree char *period = row->has_period ? heng_period_format (row->period) : g_strdup ("-");
      g_autofree char *remaining = heng_amount_format (row->dues->remaining_minor, digits, 0);

      g_string_append_printf (text, "%s%s %s>%s", i > 0 ? "\n" : "", period, row->from, row->to);
      for (guint j = 0; j < row->dues->instalments->len; j++)
        {
          const HengInstalment *instalment = heng_dues_get (row->dues, j);
          g_autofree char *due = instalment->due_day != HENG_DAY_NONE ? heng_day_format (instalment->due_day) : g_strdup ("-");
          g_autofree char *amount = heng_amount_format (instalment->amount_minor, digits, 0);
          g_autofree char *paid = heng_amount_format (instalment->paid_minor, digits, 0);

          g_string_append_printf (text, ", %s%s %s/%s %s", due, instalment->missing_year != 0 ? "?" : "", paid, amount,
                                  heng_due_state_get_name (instalment->state));
        }
      g_string_append_printf (text, " = %s", remaining);
    }
  return g_string_free (text, FALSE);
}

static void
assert_dues_of (Testing             *self,
                const HengDuesQuery *query,
                const char          *expected)
{
  g_autofree char *found = describe (self, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_dues (Testing    *self,
             const char *on,
             const char *expected)
{
  assert_dues_of (self, &(HengDuesQuery) { .agreement = "T-1", .view.on_day = testing_day (on) }, expected);
}

static void
settle (Testing    *self,
        const char *period,
        const char *date)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) settlement = heng_book_settle (self->book, "T-1", testing_period (period), 0, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (heng_book_post_settlement (self->book, settlement, testing_day (date), NULL, &error));
  g_assert_no_error (error);
}

static gint64
pay (Testing    *self,
     const char *from,
     const char *to,
     gint64      yuan,
     const char *date,
     const char *period)
{
  g_autoptr (GError) error = NULL;
  gint64 number = testing_try_pay (self, "T-1", from, to, "CNY", yuan * 100, date, period, NULL, &error);

  g_assert_no_error (error);
  return number;
}

static void
reverse (Testing *self,
         gint64   entry)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_reverse (self->book, entry, "wrong account", NULL, &error));
  g_assert_no_error (error);
}

/* Down owes Up 1000 yuan for 2022 and 600 for 2023. */
static void
set_up_halves (Testing       *self,
               gconstpointer  data)
{
  testing_set_up (self, NULL);
  testing_agree (self, "T-1", TESTING_YEARS "," HALVES, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2022", "10");
  testing_observe (self, "T-1", "q", "2023", "6");
  settle (self, "2022", "2023-03-01");
  settle (self, "2023", "2024-03-01");
}

static void
test_instalments (Testing       *self,
                  gconstpointer  data)
{
  assert_dues (self, "2023-04-30", "2022 Down>Up, 2023-04-30 0/500 open, 2023-06-30 0/500 open = 1000");
  pay (self, "Down", "Up", 700, "2023-05-10", "2022");
  pay (self, "Down", "Up", 300, "2024-04-01", "2023");
  assert_dues (self, "2023-07-31", "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 200/500 overdue = 300");
  assert_dues (self, "2024-05-31", "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 200/500 overdue = 300\n"
                                   "2023 Down>Up, 2024-04-30 300/300 paid, 2024-06-30 0/300 open = 300");
  assert_dues_of (self, &(HengDuesQuery) { .only_overdue = TRUE, .view.on_day = testing_day ("2024-05-31") },
                  "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 200/500 overdue = 300");
  assert_dues_of (self, &(HengDuesQuery) { .region = "410000", .limit = 1, .view.on_day = testing_day ("2024-07-31") },
                  "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 200/500 overdue = 300");
  assert_dues_of (self, &(HengDuesQuery) { .region = "340000" }, "");
  /* the book's clock is at 2024-06-01 */
  assert_dues_of (self, &(HengDuesQuery) { .only_overdue = TRUE }, "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 200/500 overdue = 300");
}

/* More than was due comes back; what a period pays too much does not pay another. */
static void
test_too_much (Testing       *self,
               gconstpointer  data)
{
  pay (self, "Down", "Up", 1100, "2023-04-10", "2022");
  assert_dues (self, "2024-04-30", "2023 Down>Up, 2024-04-30 0/300 open, 2024-06-30 0/300 open = 600\n"
                                   "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = -100");
  pay (self, "Up", "Down", 100, "2024-05-10", "2022");
  assert_dues_of (self, &(HengDuesQuery) { .only_open = TRUE, .view.on_day = testing_day ("2024-06-01") },
                  "2023 Down>Up, 2024-04-30 0/300 overdue, 2024-06-30 0/300 open = 600");
}

static void
test_without_period (Testing       *self,
                     gconstpointer  data)
{
  pay (self, "Down", "Up", 600, "2023-04-10", NULL);
  pay (self, "Down", "Up", 500, "2023-05-10", NULL);
  assert_dues (self, "2023-07-31", "- Down>Up, - 0/0 paid = -100\n2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0");
  assert_dues (self, "2024-06-01", "2023 Down>Up, 2024-04-30 100/300 overdue, 2024-06-30 0/300 open = 500\n"
                                   "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0");
  pay (self, "Down", "Up", 600, "2024-06-01", NULL);
  /* what goes back is taken from what is on account */
  pay (self, "Up", "Down", 30, "2024-06-02", NULL);
  assert_dues (self, "2024-06-10", "- Down>Up, - 0/0 paid = -70\n2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0\n"
                                   "2023 Down>Up, 2024-04-30 300/300 paid, 2024-06-30 300/300 paid = 0");
}

static gint64
get_interest (Testing    *self,
              const char *on)
{
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    heng_book_list_dues (self->book, &(HengDuesQuery) { .agreement = "T-1", .limit = 1, .view.on_day = testing_day (on) }, &totals, &error);
  gint64 interest;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (totals->len, ==, 1);
  interest = ((const HengDuesTotal *) totals->pdata[0])->interest_minor;
  g_ptr_array_set_free_func (totals, (GDestroyNotify) heng_dues_total_free);
  return interest;
}

/* A payment that was reversed was never made: it stops no interest. Before the day of its reversal the book knew no better. */
static void
test_reversal (Testing       *self,
               gconstpointer  data)
{
  gint64 wrong = pay (self, "Down", "Up", 500, "2023-04-30", "2022");

  g_assert_cmpint (get_interest (self, "2023-05-10"), ==, 0);
  reverse (self, wrong);
  g_assert_cmpint (get_interest (self, "2023-05-10"), ==, 0);
  /* 500 yuan, 398 days late, and 337, and 300, 32: 5/10000 a day */
  g_assert_cmpint (get_interest (self, "2024-06-01"), ==, 9950 + 8425 + 480);
  assert_dues (self, "2024-06-01", "2022 Down>Up, 2023-04-30 0/500 overdue, 2023-06-30 0/500 overdue = 1000\n"
                                   "2023 Down>Up, 2024-04-30 0/300 overdue, 2024-06-30 0/300 open = 600");
}

static guint
post_interest (Testing    *self,
               const char *day)
{
  g_autoptr (GError) error = NULL;
  guint n = 99;

  g_assert_true (heng_book_post_interest (self->book, "T-1", testing_day (day), &n, &error));
  g_assert_no_error (error);
  return n;
}

static void
assert_sound (Testing *self)
{
  g_autoptr (GError) error = NULL;
  gint64 n_found = -1;

  g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &n_found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_found, ==, 0);
}

/* Interest is booked once, apart from what is settled; a settlement made again finds nothing new; the runs do not count it. */
static void
test_post_interest (Testing       *self,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) announced = NULL, entries = NULL, runs = NULL, differences = NULL;
  g_autoptr (HengSettlement) settlement = NULL;
  const HengEntry *entry;

  pay (self, "Down", "Up", 1000, "2023-06-30", "2022");
  announced = heng_book_list_interest (self->book, NULL, testing_day ("2024-03-31"), NULL);
  g_assert_cmpuint (announced->len, ==, 1);
  entry = g_ptr_array_index (announced, 0);
  g_assert_cmpint (((const HengLine *) entry->lines->pdata[0])->amount_minor, ==, 1525);
  g_assert_cmpstr (((const HengLine *) entry->lines->pdata[0])->from, ==, "Down");
  /* 500 yuan, 61 days */
  g_assert_cmpuint (post_interest (self, "2024-03-31"), ==, 1);
  g_assert_cmpuint (post_interest (self, "2024-03-31"), ==, 0);
  announced = (g_ptr_array_unref (announced), heng_book_list_interest (self->book, "T-1", testing_day ("2024-03-31"), NULL));
  g_assert_cmpuint (announced->len, ==, 0);
  entries = heng_book_list_entries (self->book, &(HengEntryQuery) { .agreement = "T-1", .limit = 1 }, NULL);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->kind, ==, HENG_ENTRY_INTEREST);
  g_assert_cmpstr (heng_entry_kind_get_name (entry->kind), ==, "interest");
  g_assert_cmpint (entry->date, ==, testing_day ("2024-03-31"));
  g_assert_true (heng_period_equal (entry->period, testing_period ("2022")));
  g_assert_cmpint (((const HengLine *) entry->lines->pdata[0])->amount_minor, ==, 1525);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 160000 + 1525, 100000);
  assert_dues (self, "2024-03-31", "2023 Down>Up, 2024-04-30 0/300 open, 2024-06-30 0/300 open = 600\n"
                                   "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 15.25");

  settlement = heng_book_settle (self->book, "T-1", testing_period ("2022"), 0, FALSE, NULL);
  differences = heng_book_list_differences (self->book, settlement, NULL);
  g_assert_cmpuint (differences->len, ==, 0);
  runs = heng_book_list_runs (self->book, "T-1", &settlement->period, 0, NULL);
  g_assert_cmpuint (runs->len, ==, 1);
  g_assert_cmpint (((const HengDifference *) ((const HengRun *) runs->pdata[0])->totals->pdata[0])->amount_minor, ==, 100000);
  assert_sound (self);

  /* a booking of interest can be taken back, and is due again */
  reverse (self, entry->number);
  differences = (g_ptr_array_unref (differences), heng_book_list_differences (self->book, settlement, NULL));
  g_assert_cmpuint (differences->len, ==, 0);
  g_assert_cmpuint (post_interest (self, "2024-06-01"), ==, 2);
  assert_sound (self);
}

/* A revision that assesses less takes back the interest on what was too much. */
static void
test_interest_goes_back (Testing       *self,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const HengLine *line;

  g_assert_cmpuint (post_interest (self, "2023-06-30"), ==, 1); /* 500 yuan, 61 days: 15.25 */
  testing_observe (self, "T-1", "q", "2022", "5");
  settle (self, "2022", "2023-06-30");
  g_assert_cmpuint (post_interest (self, "2023-06-30"), ==, 1); /* 250 yuan: 7.625, which is 7.63 */
  entries = heng_book_list_entries (self->book, &(HengEntryQuery) { .agreement = "T-1", .limit = 1 }, NULL);
  line = ((const HengEntry *) entries->pdata[0])->lines->pdata[0];
  g_assert_cmpstr (line->from, ==, "Up");
  g_assert_cmpint (line->amount_minor, ==, 1525 - 763);
  assert_sound (self);
}

/* What was known and what counted on a day are told apart. */
static void
test_views (Testing       *self,
            gconstpointer  data)
{
  gint64 known = 0;

  g_assert_true (heng_book_get_head (self->book, &known, NULL, NULL));
  pay (self, "Down", "Up", 500, "2023-04-30", "2022");
  assert_dues (self, "2023-05-01", "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 0/500 open = 500");
  assert_dues_of (self, &(HengDuesQuery) { .agreement = "T-1", .view = { testing_day ("2023-05-01"), known } },
                  "2022 Down>Up, 2023-04-30 0/500 overdue, 2023-06-30 0/500 open = 1000");
}

static void
event (Testing    *self,
       const char *kind,
       const char *data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_begin (self->book, NULL));
  g_assert_true (heng_fact_append_event (self->book, kind, "T-1", data, NULL, &error));
  g_assert_true (heng_book_commit (self->book, NULL));
  g_assert_no_error (error);
}

/* A dispute holds back what is not common to both sides, from its day to the day it ends. */
static void
test_dispute (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *end = NULL;
  gint64 count = 0;

  pay (self, "Down", "Up", 1000, "2023-04-30", "2022");
  event (self, "disputed", "{\"lines\":[{\"commodity\":\"CNY\",\"from\":\"Up\",\"proposed\":\"-400.00\",\"to\":\"Down\"}],\"party\":\"Down\",\"period\":\"2023\","
                           "\"reason\":\"joint sample\",\"statement\":1}");
  assert_dues (self, "2024-05-31", "2023 Down>Up, 2024-04-30 0/300 overdue, 2024-06-30 0/300 open = 600\n"
                                   "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0");
  pay (self, "Down", "Up", 400, "2024-06-01", "2023");
  assert_dues (self, "2024-07-31", "2023 Down>Up, 2024-04-30 200/300 disputed, 2024-06-30 200/300 disputed = 200\n"
                                   "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0");
  g_assert_true (heng_book_get_head (self->book, &count, NULL, NULL));
  end = g_strdup_printf ("{\"dispute\":%" G_GINT64_FORMAT ",\"how\":\"withdrawn\",\"reason\":\"found\"}", count - 1);
  self->now_ms += 70 * TESTING_DAY_MS;
  event (self, "dispute-ended", end);
  assert_dues (self, "2024-08-09", "2023 Down>Up, 2024-04-30 200/300 disputed, 2024-06-30 200/300 disputed = 200\n"
                                   "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0");
  assert_dues (self, "2024-08-10", "2023 Down>Up, 2024-04-30 300/300 paid, 2024-06-30 100/300 overdue = 200\n"
                                   "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0");
}

/* Ten working days after the first statement, by the calendar known then. */
static void
test_statement (Testing       *self,
                gconstpointer  data)
{
  testing_agree (self, "T-1", TESTING_YEARS "," AFTER, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2023", "6");
  settle (self, "2023", "2024-03-01");
  pay (self, "Down", "Up", 500, "2023-12-01", "2023");
  assert_dues (self, "2024-12-31", "2023 Down>Up, - 500/600 waiting = 100");
  event (self, "issued", "{\"period\":\"2023\",\"statement\":1}");
  assert_dues (self, "2024-06-17", "2023 Down>Up, 2024-06-14? 500/600 overdue = 100");
  g_assert_true (heng_book_append_calendar (self->book, "CN", "{\"years\":{\"2024\":{\"holidays\":[\"2024-06-10\"],\"workdays\":[]}}}", NULL, NULL, NULL));
  assert_dues (self, "2024-06-17", "2023 Down>Up, 2024-06-17 500/600 open = 100");
  self->now_ms += TESTING_DAY_MS;
  event (self, "issued", "{\"period\":\"2023\",\"statement\":2}");
  assert_dues (self, "2024-06-18", "2023 Down>Up, 2024-06-17 500/600 overdue = 100");
}

/* What is owed in kind is delivered like money is paid, on the same days; it bears no interest. */
static void
test_in_kind (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) totals = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  HengDuesQuery query = { .agreement = "T-1", .view.on_day = testing_day ("2024-07-31") };

  testing_agree (self, "T-1", TESTING_YEARS "," HALVES, "\"Down pays Up 100 * q\",\"Up provides Down 2.5 * t \\\"t\\\"\"");
  testing_observe (self, "T-1", "q", "2023", "6");
  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *period = g_strdup_printf ("2023-%02u", month);

      testing_observe (self, "T-1", "t", period, "1");
    }
  settle (self, "2023", "2024-03-01");
  g_assert_cmpint (testing_try_pay (self, "T-1", "Up", "Down", "t", 14500000, "2024-05-05", "2023", NULL, &error), !=, 0);
  g_assert_no_error (error);
  assert_dues_of (self, &query, "2023 Down>Up, 2024-04-30 0/300 overdue, 2024-06-30 0/300 overdue = 600\n"
                                "2023 Up>Down, 2024-04-30 14.5/15 overdue, 2024-06-30 0/15 overdue = 15.5");
  rows = heng_book_list_dues (self->book, &query, &totals, &error);
  g_assert_cmpuint (totals->len, ==, 2);
  g_assert_cmpstr (((const HengDuesTotal *) totals->pdata[0])->commodity, ==, "CNY");
  g_assert_cmpint (((const HengDuesTotal *) totals->pdata[1])->outstanding_minor, ==, 15500000);
  g_assert_cmpint (((const HengDuesTotal *) totals->pdata[1])->interest_minor, ==, 0);
  g_assert_cmpint (((const HengDuesTotal *) totals->pdata[0])->interest_minor, >, 0);
  g_assert_cmpuint (post_interest (self, "2024-07-31"), ==, 1);
}

/* The same name with another role is the same party to whom something is due. */
static void
test_other_role (Testing       *self,
                 gconstpointer  data)
{
  g_autofree char *parties = g_strdup (TESTING_PARTIES);
  char *role = strstr (parties, "protector");
  g_autoptr (HengAgreement) later = NULL;

  memcpy (role, "supported", strlen ("supported"));
  later = testing_agreement_new ("T-1", "协议", parties, "\"from\":\"2023-01-01\",\"to\":\"2023-12-31\",\"assessed\":\"year\"," HALVES, TESTING_RULE);
  g_assert_true (heng_book_append_agreement (self->book, later, NULL, NULL, NULL));
  pay (self, "Down", "Up", 1000, "2023-04-30", "2022");
  assert_dues (self, "2023-07-31", "2022 Down>Up, 2023-04-30 500/500 paid, 2023-06-30 500/500 paid = 0");
}

static void
test_no_terms (Testing       *self,
               gconstpointer  data)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2023", "6");
  settle (self, "2023", "2024-03-01");
  pay (self, "Down", "Up", 200, "2024-04-01", "2023");
  assert_dues (self, "2030-01-01", "2023 Down>Up, - 200/600 undated = 400");
  g_assert_cmpuint (post_interest (self, "2030-01-01"), ==, 0);
}

static void
test_unknown (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_book_list_dues (self->book, &(HengDuesQuery) { .agreement = "T-9" }, NULL, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_AGREEMENT_UNKNOWN);
  g_clear_error (&error);
  g_assert_null (heng_book_list_dues (self->book, &(HengDuesQuery) { .region = "999999" }, NULL, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_REGION_UNKNOWN);
  assert_dues_of (self, &(HengDuesQuery) { 0 }, "");
}

#define ADD(name, set_up, test) g_test_add ("/ledger/book-dues/" name, Testing, NULL, set_up, test, testing_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("instalments", set_up_halves, test_instalments);
  ADD ("too-much", set_up_halves, test_too_much);
  ADD ("without-period", set_up_halves, test_without_period);
  ADD ("reversal", set_up_halves, test_reversal);
  ADD ("post-interest", set_up_halves, test_post_interest);
  ADD ("interest-goes-back", set_up_halves, test_interest_goes_back);
  ADD ("views", set_up_halves, test_views);
  ADD ("dispute", set_up_halves, test_dispute);
  ADD ("other-role", set_up_halves, test_other_role);
  ADD ("statement", testing_set_up, test_statement);
  ADD ("in-kind", testing_set_up, test_in_kind);
  ADD ("no-terms", testing_set_up, test_no_terms);
  ADD ("unknown", testing_set_up, test_unknown);

  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#define DOWN "370000"
#define UP "410000"

static GPtrArray *
list (Testing       *self,
      HengFlowQuery  query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = heng_book_list_flows (self->book, &query, &error);

  g_assert_no_error (error);
  return rows;
}

static const HengFlowRow *
find (GPtrArray  *rows,
      const char *agreement,
      const char *from,
      const char *to)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->agreement, agreement) == 0 && strcmp (row->from, from) == 0 && strcmp (row->to, to) == 0)
        return row;
    }

  return NULL;
}

/* What flows down to up and up to down in one agreement. */
static void
assert_flows (Testing       *self,
              HengFlowQuery  query,
              const char    *agreement,
              gint64         up,
              gint64         down)
{
  g_autoptr (GPtrArray) rows = list (self, query);
  const HengFlowRow *to_up = find (rows, agreement, DOWN, UP), *to_down = find (rows, agreement, UP, DOWN);

  g_assert_cmpint (to_up != NULL ? to_up->amount_minor : 0, ==, up);
  g_assert_cmpint (to_down != NULL ? to_down->amount_minor : 0, ==, down);
}

#define ALL(what) ((HengFlowQuery) { .measure = HENG_FLOW_##what, .mechanism = -1 })

static void
owe (Testing    *self,
     const char *agreement,
     const char *period,
     const char *q)
{
  testing_observe (self, agreement, "q", period, q);
  testing_post (self, agreement, period, HENG_SETTLEMENT_POSTED);
}

/* 2020: 500.00 up, 2021: 300.00 down. */
static void
owe_both_ways (Testing *self)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  owe (self, "T-1", "2020", "5");
  owe (self, "T-1", "2021", "-3");
}

static void
test_gross (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  const HengFlowRow *row;

  owe_both_ways (self);
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE);
  owe (self, "T-2", "2020", "2");
  owe (self, "T-2", "2022", "1");
  assert_flows (self, ALL (ACCRUED), "T-1", 50000, 30000);
  assert_flows (self, ALL (ACCRUED), "T-2", 30000, 0);
  assert_flows (self, ALL (PAID), "T-1", 0, 0);
  assert_flows (self, ALL (OUTSTANDING), "T-1", 50000, 30000);
  rows = list (self, ALL (ACCRUED));
  g_assert_cmpuint (rows->len, ==, 3);
  row = find (rows, "T-1", DOWN, UP);
  g_assert_cmpint (row->mechanism, ==, HENG_MECHANISM_WATERSHED);
  g_assert_cmpint (row->from_role, ==, HENG_ROLE_BENEFICIARY);
  g_assert_cmpint (row->to_role, ==, HENG_ROLE_PROTECTOR);
  g_assert_cmpstr (row->from_name_zh, ==, "山东");
  g_assert_cmpstr (row->from_name_en, ==, "Shandong");
  g_assert_cmpstr (row->to_name_zh, ==, "河南");
}

/* The runs of one unit are one sum, whose sign is its direction. */
static void
test_runs (Testing       *self,
           gconstpointer  data)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  owe (self, "T-1", "2020", "5");
  owe (self, "T-1", "2020", "2");
  assert_flows (self, ALL (ACCRUED), "T-1", 20000, 0);
  owe (self, "T-1", "2020", "-2");
  assert_flows (self, ALL (ACCRUED), "T-1", 0, 20000);
  owe (self, "T-1", "2020", "0");
  assert_flows (self, ALL (ACCRUED), "T-1", 0, 0);
}

static void
pay (Testing    *self,
     gint64      amount,
     const char *date,
     const char *period)
{
  g_autoptr (GError) error = NULL;

  testing_try_pay (self, "T-1", "Down", "Up", "CNY", amount, date, period, NULL, &error);
  g_assert_no_error (error);
}

static void
test_outstanding (Testing       *self,
                  gconstpointer  data)
{
  owe_both_ways (self);
  pay (self, 20000, "2024-03-01", "2020");
  assert_flows (self, ALL (OUTSTANDING), "T-1", 30000, 30000);
  /* More than was due in its period comes back from there. */
  pay (self, 40000, "2024-03-01", "2020");
  assert_flows (self, ALL (OUTSTANDING), "T-1", 0, 40000);
  /* A payment that names no period clears what is open between the two. */
  pay (self, 100, "2024-03-01", NULL);
  assert_flows (self, ALL (OUTSTANDING), "T-1", 0, 40100);
  assert_flows (self, ALL (ACCRUED), "T-1", 50000, 30000);
  assert_flows (self, ALL (PAID), "T-1", 60100, 0);
}

/* What one pair leaves open says nothing about another pair or agreement. */
static void
test_outstanding_apart (Testing       *self,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;

  testing_agree (self, "T-0", TESTING_YEARS, TESTING_RULE ",\"Yiwu pays Dongyang 10 * q\"");
  owe (self, "T-0", "2020", "1");
  owe (self, "T-0", "2021", "-1");
  owe_both_ways (self);
  pay (self, 100, "2024-03-01", NULL);
  assert_flows (self, ALL (OUTSTANDING), "T-0", 10000, 10000);
  assert_flows (self, ALL (OUTSTANDING), "T-1", 19900, 0);
  rows = list (self, ALL (OUTSTANDING));
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_cmpint (find (rows, "T-0", "330782", "330783")->amount_minor, ==, 1000);
  g_assert_cmpint (find (rows, "T-0", "330783", "330782")->amount_minor, ==, 1000);
}

static const struct
{
  const char *name;
  HengFlowMeasure measure;
  const char *from;
  const char *to;
  gint64      up;
  gint64      down;
} windows[] = {
  { "accrued-all", HENG_FLOW_ACCRUED, NULL, NULL, 50000, 30000 },
  { "accrued-first", HENG_FLOW_ACCRUED, "2020-01-01", "2020-12-31", 50000, 0 },
  { "accrued-second", HENG_FLOW_ACCRUED, "2021-01-01", NULL, 0, 30000 },
  { "accrued-cut-before", HENG_FLOW_ACCRUED, "2020-01-02", "2021-12-31", 0, 30000 },
  { "accrued-cut-behind", HENG_FLOW_ACCRUED, NULL, "2021-12-30", 50000, 0 },
  { "accrued-booked-then", HENG_FLOW_ACCRUED, "2024-01-01", NULL, 0, 0 },
  { "paid-all", HENG_FLOW_PAID, NULL, NULL, 3300, 0 },
  { "paid-one-day", HENG_FLOW_PAID, "2022-05-01", "2022-05-01", 3000, 0 },
  { "paid-day-before", HENG_FLOW_PAID, NULL, "2022-04-30", 300, 0 },
  { "paid-period-is-no-date", HENG_FLOW_PAID, "2020-01-01", "2020-12-31", 0, 0 },
  { "outstanding-first", HENG_FLOW_OUTSTANDING, NULL, "2020-12-31", 46700, 0 },
  { "outstanding-second", HENG_FLOW_OUTSTANDING, "2021-01-01", NULL, 0, 30000 },
};

static void
test_window (Testing       *self,
             gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  HengFlowQuery query = { .measure = windows[row].measure, .mechanism = -1 };

  owe_both_ways (self);
  pay (self, 300, "2021-06-30", "2020");
  pay (self, 3000, "2022-05-01", "2020");
  query.from_day = windows[row].from != NULL ? testing_day (windows[row].from) : HENG_DAY_NONE;
  query.to_day = windows[row].to != NULL ? testing_day (windows[row].to) : HENG_DAY_NONE;
  assert_flows (self, query, "T-1", windows[row].up, windows[row].down);
}

/* What stood at the beginning lies at its own date, however late it is paid. */
static void
test_opening (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  HengEntry *entry = heng_entry_new (HENG_ENTRY_OPENING);
  g_autoptr (GError) error = NULL;
  HengFlowQuery until = ALL (ACCRUED), after = ALL (ACCRUED);

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  entry->agreement = g_strdup ("T-1");
  entry->date = testing_day ("2020-01-01");
  heng_entry_add_line (entry, HENG_LINE_ACCRUAL, "Down", "Up", "CNY", 700);
  heng_entry_add_line (entry, HENG_LINE_PAYMENT, "Down", "Up", "CNY", 200);
  g_ptr_array_add (entries, entry);
  g_assert_true (heng_book_append_entries (self->book, entries, NULL, NULL, &error));
  g_assert_no_error (error);
  pay (self, 100, "2023-03-01", NULL);

  until.to_day = testing_day ("2020-12-31");
  after.from_day = testing_day ("2021-01-01");
  assert_flows (self, until, "T-1", 700, 0);
  assert_flows (self, after, "T-1", 0, 0);
  until.measure = after.measure = HENG_FLOW_PAID;
  assert_flows (self, until, "T-1", 200, 0);
  assert_flows (self, after, "T-1", 100, 0);
  assert_flows (self, ALL (OUTSTANDING), "T-1", 400, 0);
}

static void
agree_on (Testing    *self,
          const char *code,
          const char *mechanism)
{
  g_autofree char *text = g_strdup_printf (
    "{\"hengping\":\"agreement/1\",\"code\":\"%s\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"%s\",\"parties\":[" TESTING_PARTIES "],"
    TESTING_YEARS ",\"indicators\":[" TESTING_INDICATORS "],\"rules\":[\"Down pays Up 100 * q\",\"Up provides Down q \\\"places\\\"\","
    "\"Down pays Fund 10 * q\"]}", code, mechanism);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = heng_agreement_new_from_json (text, strlen (text), "CNY", &error);

  g_assert_no_error (error);
  g_assert_true (heng_book_append_agreement (self->book, agreement, NULL, NULL, &error));
  owe (self, code, "2020", "3");
}

static void
test_filters (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL, commodities = NULL, places = NULL;
  g_autoptr (GError) error = NULL;
  HengFlowQuery grain = ALL (ACCRUED), kind = ALL (ACCRUED);

  agree_on (self, "W-1", "watershed");
  agree_on (self, "G-1", "grain");
  grain.mechanism = HENG_MECHANISM_GRAIN;
  rows = list (self, grain);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (find (rows, "G-1", DOWN, UP)->amount_minor, ==, 30000);
  g_assert_cmpint (find (rows, "G-1", DOWN, UP)->mechanism, ==, HENG_MECHANISM_GRAIN);
  g_assert_null (find (rows, "W-1", DOWN, UP));

  kind.commodity = "places";
  places = list (self, kind);
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpint (find (places, "W-1", UP, DOWN)->amount_minor, ==, 3000000);
  kind.commodity = "camels";
  assert_flows (self, kind, "W-1", 0, 0);

  commodities = heng_book_list_commodities (self->book, &error);
  g_assert_cmpuint (commodities->len, ==, 2);
  g_assert_cmpstr (commodities->pdata[0], ==, "CNY");
  g_assert_cmpstr (commodities->pdata[1], ==, "places");
  g_assert_cmpuint (heng_book_get_digits_shown (self->book, "CNY"), ==, 2);
  g_assert_cmpuint (heng_book_get_digits_shown (self->book, "places"), ==, 0);
}

/* Pools of the same name in two agreements are two. */
static void
test_pools (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  const HengFlowRow *row;

  agree_on (self, "W-1", "watershed");
  agree_on (self, "G-1", "grain");
  rows = list (self, ALL (ACCRUED));
  g_assert_cmpuint (rows->len, ==, 4);
  row = find (rows, "W-1", DOWN, "pool:W-1/Fund");
  g_assert_cmpint (row->amount_minor, ==, 3000);
  g_assert_cmpstr (row->to_name_zh, ==, "Fund");
  g_assert_cmpstr (row->to_name_en, ==, "Fund");
  g_assert_cmpint (row->to_role, ==, HENG_ROLE_POOL);
  g_assert_nonnull (find (rows, "G-1", DOWN, "pool:G-1/Fund"));
}

static void
test_known (Testing       *self,
            gconstpointer  data)
{
  HengFlowQuery query = ALL (ACCRUED);
  gint64 before;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  owe (self, "T-1", "2020", "5");
  before = testing_head (self, NULL);
  owe (self, "T-1", "2020", "7");
  pay (self, 100, "2024-03-01", "2020");
  assert_flows (self, query, "T-1", 70000, 0);
  query.known = before;
  assert_flows (self, query, "T-1", 50000, 0);
  query.measure = HENG_FLOW_OUTSTANDING;
  assert_flows (self, query, "T-1", 50000, 0);
  query.known = -1; /* before the first fact */
  assert_flows (self, query, "T-1", 0, 0);
}

/* A reading that is going on may hold several lists, and ends as it began. */
static void
test_one_state (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (HengBook) other = NULL;
  g_autoptr (GError) error = NULL;
  Testing writer = *self;

  owe_both_ways (self);
  writer.book = other = testing_open_another (self);
  g_assert_true (heng_book_begin_reading (self->book, &error));
  assert_flows (self, ALL (ACCRUED), "T-1", 50000, 30000);
  owe (&writer, "T-1", "2022", "1");
  assert_flows (self, ALL (ACCRUED), "T-1", 50000, 30000);
  heng_book_end_reading (self->book);
  assert_flows (self, ALL (ACCRUED), "T-1", 60000, 30000);
  testing_pay (self, "T-1", "Down", "Up", 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/flows/gross", Testing, NULL, testing_set_up, test_gross, testing_tear_down);
  g_test_add ("/ledger/flows/runs", Testing, NULL, testing_set_up, test_runs, testing_tear_down);
  g_test_add ("/ledger/flows/outstanding", Testing, NULL, testing_set_up, test_outstanding, testing_tear_down);
  g_test_add ("/ledger/flows/outstanding-apart", Testing, NULL, testing_set_up, test_outstanding_apart, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/flows/window/%s", windows[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), testing_set_up, test_window, testing_tear_down);
    }
  g_test_add ("/ledger/flows/opening", Testing, NULL, testing_set_up, test_opening, testing_tear_down);
  g_test_add ("/ledger/flows/filters", Testing, NULL, testing_set_up, test_filters, testing_tear_down);
  g_test_add ("/ledger/flows/pools", Testing, NULL, testing_set_up, test_pools, testing_tear_down);
  g_test_add ("/ledger/flows/known", Testing, NULL, testing_set_up, test_known, testing_tear_down);
  g_test_add ("/ledger/flows/one-state", Testing, NULL, testing_set_up, test_one_state, testing_tear_down);
  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-flows.h"

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
  { "accrued-booked-then", HENG_FLOW_ACCRUED, "2024-01-01", 0, 0 },
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

static const HengFlowRow *
find_of (GPtrArray  *rows,
         const char *from,
         const char *to,
         gint        year)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, i);

      if (row->year == year && strcmp (row->from, from) == 0 && strcmp (row->to, to) == 0)
        return row;
    }

  return NULL;
}

static gint64
amount_of (GPtrArray  *rows,
           const char *from,
           const char *to,
           gint        year)
{
  const HengFlowRow *row = find_of (rows, from, to, year);

  return row != NULL ? row->amount_minor : -1;
}

/* 2020: 500.00 up, 2021: 300.00 down, 2022: nothing after all. Of 2020 there was paid 30.00 in 2021 and 4.00 in 2022. */
static void
owe_three_years (Testing *self)
{
  owe_both_ways (self);
  owe (self, "T-1", "2022", "1");
  owe (self, "T-1", "2022", "0");
  pay (self, 3000, "2021-06-30", "2020");
  pay (self, 400, "2022-06-30", "2020");
}

static const struct
{
  const char *name;
  HengFlowMeasure measure;
  struct { gint year; gint64 up; gint64 down; } years[3]; /* -1: no row */
} years[] = {
  { "accrued", HENG_FLOW_ACCRUED, { { 2020, 50000, -1 }, { 2021, -1, 30000 }, { 2022, 0, -1 } } },
  { "outstanding", HENG_FLOW_OUTSTANDING, { { 2020, 46600, -1 }, { 2021, -1, 30000 }, { 2022, 0, -1 } } },
  { "paid", HENG_FLOW_PAID, { { 2020, 0, -1 }, { 2021, 3000, -1 }, { 2022, 400, -1 } } },
  { "overdue", HENG_FLOW_OVERDUE, { { 2020, 0, -1 }, { 2021, 0, -1 }, { 2022, 0, -1 } } },
};

static void
test_years (Testing       *self,
            gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  HengFlowQuery query = { .measure = years[row].measure, .mechanism = -1, .by_year = TRUE, .with_zeros = TRUE };
  g_autoptr (GPtrArray) rows = NULL, plain = NULL;
  gint64 sum = 0, plain_sum = 0;

  owe_three_years (self);
  rows = list (self, query);
  for (gsize i = 0; i < G_N_ELEMENTS (years[row].years); i++)
    {
      g_assert_cmpint (amount_of (rows, DOWN, UP, years[row].years[i].year), ==, years[row].years[i].up);
      g_assert_cmpint (amount_of (rows, UP, DOWN, years[row].years[i].year), ==, years[row].years[i].down);
    }

  /* Together the same, and nothing of zero unless it is asked for. */
  query.by_year = query.with_zeros = FALSE;
  plain = list (self, query);
  for (guint i = 0; i < rows->len; i++)
    sum += ((HengFlowRow *) rows->pdata[i])->amount_minor;
  for (guint i = 0; i < plain->len; i++)
    {
      g_assert_cmpint (((HengFlowRow *) plain->pdata[i])->amount_minor, >, 0);
      g_assert_cmpint (((HengFlowRow *) plain->pdata[i])->year, ==, 0);
      plain_sum += ((HengFlowRow *) plain->pdata[i])->amount_minor;
    }
  g_assert_cmpint (sum, ==, plain_sum);
}

/* A payment on account makes a pair one unit, whose amount no year has a part of. */
static void
test_years_on_account (Testing       *self,
                       gconstpointer  data)
{
  HengFlowQuery query = { .measure = HENG_FLOW_OUTSTANDING, .mechanism = -1, .by_year = TRUE };
  g_autoptr (GPtrArray) rows = NULL;

  owe_both_ways (self);
  pay (self, 100, "2023-03-01", NULL);
  rows = list (self, query);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (amount_of (rows, DOWN, UP, 2023), ==, 19900);
}

/* What was never booked is no zero: nobody knows yet. */
static void
test_zeros (Testing       *self,
            gconstpointer  data)
{
  HengFlowQuery query = { .measure = HENG_FLOW_ACCRUED, .mechanism = -1, .with_zeros = TRUE };
  g_autoptr (GPtrArray) rows = NULL, left = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE);
  pay (self, 100, "2020-03-01", "2020");
  owe (self, "T-2", "2020", "-1");
  owe (self, "T-2", "2020", "0");
  rows = list (self, query);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (find (rows, "T-2", DOWN, UP)->amount_minor, ==, 0);
  query.measure = HENG_FLOW_OUTSTANDING;
  left = list (self, query);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_cmpint (find (left, "T-1", UP, DOWN)->amount_minor, ==, 100);
}

#define LATE "\"payment\":{\"due\":[{\"share\":\"40%\",\"on\":\"04-30\",\"year\":5},{\"share\":\"60%\",\"on\":\"06-30\",\"year\":5}]},"

static const struct
{
  const char *day;
  gint64      up;
  gint64      down;
} late_days[] = {
  /* 2020: 500.00 up, of which 300.00 is paid on 1 June 2025; 2021: 300.00 down */
  { "2025-04-30", 0, 0 }, { "2025-05-01", 20000, 0 }, { "2025-06-02", 0, 0 }, { "2025-07-01", 20000, 0 },
  { "2026-05-01", 20000, 12000 }, { "2026-07-01", 20000, 30000 },
};

static void
test_overdue (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  HengFlowQuery query = { .measure = HENG_FLOW_OVERDUE, .mechanism = -1 };
  gint64 before;

  testing_agree (self, "T-1", TESTING_YEARS "," LATE "\"replaces\":\"T-0\"", TESTING_RULE);
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE);
  owe (self, "T-2", "2020", "9");
  owe (self, "T-1", "2020", "5");
  owe (self, "T-1", "2021", "-3");
  before = testing_head (self, NULL);
  pay (self, 30000, "2025-06-01", "2020");
  for (gsize i = 0; i < G_N_ELEMENTS (late_days); i++)
    {
      query.on_day = testing_day (late_days[i].day);
      assert_flows (self, query, "T-1", late_days[i].up, late_days[i].down);
      assert_flows (self, query, "T-2", 0, 0); /* nothing is late without terms */
    }

  query.known = before;
  assert_flows (self, query, "T-1", 50000, 30000);
  query.known = 0;
  query.by_year = TRUE;
  rows = list (self, query);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (amount_of (rows, DOWN, UP, 2020), ==, 20000);
  g_assert_cmpint (amount_of (rows, UP, DOWN, 2021), ==, 30000);
  query.from_day = testing_day ("2021-01-01");
  assert_flows (self, query, "T-1", 0, 30000);
  query.mechanism = HENG_MECHANISM_GRAIN;
  assert_flows (self, query, "T-1", 0, 0);
}

/* What is settled once has no year of its own: it counts for the day it was settled on, of the facts that are known. */
static void
test_overdue_once (Testing       *self,
                   gconstpointer  data)
{
  HengFlowQuery query = { .measure = HENG_FLOW_OVERDUE, .mechanism = -1, .on_day = testing_day ("2026-01-01"), .by_year = TRUE };
  g_autoptr (GPtrArray) rows = NULL, later = NULL;
  g_autoptr (HengSettlement) settlement = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;

  testing_agree (self, "T-1", "\"from\":\"2020-01-01\",\"to\":\"2020-12-31\",\"assessed\":\"once\","
                 "\"payment\":{\"due\":[{\"share\":\"100%\",\"days\":30,\"after\":\"period\"}]}", "\"Down pays Up 100 * q\"");
  owe (self, "T-1", "once", "5");
  before = testing_head (self, NULL);
  rows = list (self, query);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (amount_of (rows, DOWN, UP, 2024), ==, 50000);
  query.from_day = testing_day ("2024-06-01");
  assert_flows (self, query, "T-1", 0, 0);
  query.from_day = testing_day ("2024-01-01");
  assert_flows (self, query, "T-1", 50000, 0);

  /* Settled again a year later, all of it counts for the later day; as known before, for the earlier. */
  testing_observe (self, "T-1", "q", "once", "7");
  self->now_ms += 400 * TESTING_DAY_MS;
  testing_reopen (self);
  settlement = heng_book_settle (self->book, "T-1", testing_period ("once"), 0, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (heng_book_post_settlement (self->book, settlement, testing_day ("2025-07-01"), NULL, &error));
  query.from_day = HENG_DAY_NONE;
  later = list (self, query);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpint (amount_of (later, DOWN, UP, 2025), ==, 70000);
  query.known = before;
  assert_flows (self, query, "T-1", 50000, 0);
}

static const struct
{
  const char *region;
  guint       n_rows;
} regions[] = {
  { NULL, 3 }, { DOWN, 2 }, { UP, 1 }, { "330000", 1 }, { "330782", 1 }, { "330783", 1 }, { "330700", 1 }, { "340000", 0 },
};

/* A province includes its cities; a flow counts where either end is in it, a pool nowhere. */
static void
test_regions (Testing       *self,
              gconstpointer  data)
{
  HengFlowQuery query = ALL (ACCRUED);
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE ",\"Yiwu pays Dongyang 10 * q\",\"Down pays Fund q\"");
  owe (self, "T-1", "2020", "1");
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr (GPtrArray) rows = NULL;

      query.region = regions[i].region;
      rows = list (self, query);
      g_assert_cmpuint (rows->len, ==, regions[i].n_rows);
    }

  query.region = "999999";
  g_assert_null (heng_book_list_flows (self->book, &query, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_REGION_UNKNOWN);
}

/* The last version says which programme; another key or text of that name says nothing. */
static void
test_programmes (Testing       *self,
                 gconstpointer  data)
{
  HengFlowQuery query = { .measure = HENG_FLOW_ACCRUED, .mechanism = -1, .with_programmes = TRUE };
  g_autoptr (GPtrArray) rows = NULL, plain = NULL;
  const HengFlowRow *row;

  testing_agree (self, "T-1", "\"programme\":{\"zh\":\"旧\"}," TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-1", "\"programme\":{\"zh\":\"新安江流域\",\"en\":\"Xin'an \\\"River\\\"\"}," TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-2", "\"terms\":{\"other\":\"\\\"programme\\\":{\"}," TESTING_YEARS, TESTING_RULE);
  owe (self, "T-1", "2020", "5");
  owe (self, "T-2", "2020", "5");
  rows = list (self, query);
  row = find (rows, "T-1", DOWN, UP);
  g_assert_cmpstr (row->programme_zh, ==, "新安江流域");
  g_assert_cmpstr (row->programme_en, ==, "Xin'an \"River\"");
  row = find (rows, "T-2", DOWN, UP);
  g_assert_null (row->programme_zh);
  g_assert_null (row->programme_en);
  g_assert_nonnull (row->title_zh);
  query.with_programmes = FALSE;
  plain = list (self, query);
  g_assert_null (find (plain, "T-1", DOWN, UP)->programme_zh);
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
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/flows/years/%s", years[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), testing_set_up, test_years, testing_tear_down);
    }
  g_test_add ("/ledger/flows/years-on-account", Testing, NULL, testing_set_up, test_years_on_account, testing_tear_down);
  g_test_add ("/ledger/flows/zeros", Testing, NULL, testing_set_up, test_zeros, testing_tear_down);
  g_test_add ("/ledger/flows/overdue-once", Testing, NULL, testing_set_up, test_overdue_once, testing_tear_down);
  g_test_add ("/ledger/flows/overdue", Testing, NULL, testing_set_up, test_overdue, testing_tear_down);
  g_test_add ("/ledger/flows/regions", Testing, NULL, testing_set_up, test_regions, testing_tear_down);
  g_test_add ("/ledger/flows/programmes", Testing, NULL, testing_set_up, test_programmes, testing_tear_down);
  g_test_add ("/ledger/flows/opening", Testing, NULL, testing_set_up, test_opening, testing_tear_down);
  g_test_add ("/ledger/flows/filters", Testing, NULL, testing_set_up, test_filters, testing_tear_down);
  g_test_add ("/ledger/flows/pools", Testing, NULL, testing_set_up, test_pools, testing_tear_down);
  g_test_add ("/ledger/flows/known", Testing, NULL, testing_set_up, test_known, testing_tear_down);
  g_test_add ("/ledger/flows/one-state", Testing, NULL, testing_set_up, test_one_state, testing_tear_down);
  return g_test_run ();
}

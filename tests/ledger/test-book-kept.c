// SPDX-License-Identifier: GPL-3.0-or-later
/* Sums that are kept, beside those of lines: the same in every view, and found where they are changed. */
#include "heng-book-exceptions.h"
#include "heng-book-look-back.h"
#include "ledger-testing.h"
#include "heng-book-verify.h"

#define N_MANY 9000 /* more than two blocks of entries */
#define N_BLOCK 4096

static void
set_kept (gboolean on)
{
  if (on)
    g_unsetenv ("HENGPING_NO_KEPT");
  else
    g_setenv ("HENGPING_NO_KEPT", "1", TRUE);
}

static void
set_up (Testing       *self,
        gconstpointer  data)
{
  set_kept (TRUE);
  testing_set_up (self, data);
}

static void
append (GString    *text,
        const char *word)
{
  g_string_append_printf (text, "%s ", word != NULL ? word : "-");
}

/* Everything that a list of balances says. */
static char *
describe (HengBook      *book,
          HengBalanceBy  by,
          gboolean       by_province,
          HengView       view)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = heng_book_list_balances (book, by, by_province, view, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HengBalance *row = g_ptr_array_index (rows, i);

      append (text, row->region);
      append (text, row->pool);
      append (text, row->from);
      append (text, row->to);
      append (text, row->key);
      append (text, row->name_zh);
      append (text, row->commodity);
      g_string_append_printf (text, "%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", row->month, row->accrued_minor,
                              row->paid_minor, row->outstanding_minor);
    }
  return g_string_free (text, FALSE);
}

static void
assert_view (HengBook *book,
             HengView  view)
{
  for (int by = HENG_BALANCE_BY_REGION; by <= HENG_BALANCE_BY_MONTH; by++)
    for (guint province = 0; province < 2; province++)
      {
        g_autofree char *kept = describe (book, (HengBalanceBy) by, province, view), *computed = NULL;

        set_kept (FALSE);
        computed = describe (book, (HengBalanceBy) by, province, view);
        set_kept (TRUE);
        g_assert_cmpstr (kept, ==, computed);
      }
}

/* How dates lie along the entries. */
typedef enum
{
  DATES_MIXED,
  DATES_RISING,  /* as booked day by day */
  DATES_FALLING, /* as written down from the newest to the oldest */
  DATES_ONE_DAY,
  DATES_EDGES,   /* first and last days of months; some long after they were recorded */
  N_DATES
} Dates;

static HengDay
choose_day (Dates   dates,
            GRand  *chance,
            guint   i,
            guint   n_payments)
{
  static const char *const edges[] = { "2020-12-31", "2021-01-01", "2022-02-28", "2022-03-01", "2024-02-29", "2024-03-01", "2024-12-31", "2031-01-01" };
  HengDay first = testing_day ("2021-01-01");

  switch (dates)
    {
    case DATES_RISING:
      return first + (gint) (i * 1000 / n_payments);
    case DATES_FALLING:
      return first + 1000 - (gint) (i * 1000 / n_payments);
    case DATES_ONE_DAY:
      return testing_day ("2022-03-01");
    case DATES_EDGES:
      return testing_day (edges[g_rand_int_range (chance, 0, G_N_ELEMENTS (edges))]);
    case DATES_MIXED:
    case N_DATES:
    default:
      return first + g_rand_int_range (chance, 0, 1000);
    }
}

/* Payments of all kinds, some of them without a period, dated over three years; from a fixed seed. */
static void
pay_dated (Testing *self,
           guint    n_payments,
           Dates    dates)
{
  static const char *const names[] = { "Down", "Up", "Yiwu", "Dongyang", "Fund" };
  static const char *const commodities[] = { "CNY", "CNY", "t" };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GRand) chance = g_rand_new_with_seed (n_payments);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_payments; i++)
    {
      HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);
      int from = g_rand_int_range (chance, 0, 5), to = (from + g_rand_int_range (chance, 1, 5)) % 5;

      entry->agreement = g_strdup (g_rand_boolean (chance) ? "T-1" : "T-2");
      entry->date = choose_day (dates, chance, i, n_payments);
      entry->has_period = g_rand_boolean (chance);
      entry->period = (HengPeriod) { HENG_PERIOD_YEAR, g_rand_int_range (chance, 2020, 2024) };
      heng_entry_add_line (entry, HENG_LINE_PAYMENT, names[from], names[to], commodities[g_rand_int_range (chance, 0, 3)],
                           g_rand_int_range (chance, 1, 1000000));
      g_ptr_array_add (entries, entry);
    }
  g_assert_true (heng_book_append_entries (self->book, entries, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
pay_many (Testing *self,
          guint    n_payments)
{
  pay_dated (self, n_payments, DATES_MIXED);
}

static void
fill (Testing *self)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE ",\"Yiwu provides Dongyang q \\\"t\\\"\",\"Down pays Fund 5\"");
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE);
  for (int year = 2020; year <= 2023; year++)
    {
      g_autofree char *period = g_strdup_printf ("%d", year), *value = g_strdup_printf ("%d", year % 7 + 1);

      testing_observe (self, "T-1", "q", period, value);
      testing_observe (self, "T-2", "q", period, value);
      testing_post (self, "T-1", period, HENG_SETTLEMENT_POSTED);
    }
  testing_post (self, "T-2", "2022", HENG_SETTLEMENT_POSTED);
  testing_pay (self, "T-1", "Down", "Up", 300);
  g_assert_true (heng_book_reverse (self->book, 2, "wrong", NULL, NULL));
  testing_observe (self, "T-1", "q", "2021", "3");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
}

static void
test_equal (Testing       *self,
            gconstpointer  data)
{
  static const char *const days[] = { "2020-12-31", "2021-01-01", "2022-02-28", "2022-03-01", "2024-03-01", "2024-12-31" };
  gint64 head;

  assert_view (self->book, (HengView) { 0 });
  fill (self);
  assert_view (self->book, (HengView) { 0 });
  pay_many (self, 40);
  pay_many (self, N_MANY);
  pay_many (self, 41);
  head = testing_head (self, NULL);
  assert_view (self->book, (HengView) { 0 });
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      assert_view (self->book, (HengView) { .on_day = testing_day (days[i]) });
      assert_view (self->book, (HengView) { .on_day = testing_day (days[i]), .known = head - 1 });
    }
  for (gint64 known = 1; known <= head; known++)
    assert_view (self->book, (HengView) { .known = known });
}

/* Days at and beside the edges of months, before and behind all, and of entries that are dated later than they were recorded. */
static const char *const view_days[] = {
  "1000-01-01", "2020-12-31", "2021-02-15", "2022-02-28", "2022-03-01", "2023-09-15", "2024-02-29", "2030-12-31", "2031-01-01",
};

static void
assert_views (Testing *self)
{
  gint64 head = testing_head (self, NULL);

  assert_view (self->book, (HengView) { 0 });
  for (gsize i = 0; i < G_N_ELEMENTS (view_days); i++)
    for (gint64 known = MAX (head - 3, 0); known <= head; known++)
      assert_view (self->book, (HengView) { .on_day = testing_day (view_days[i]), .known = known < head ? known : 0 });
  for (gint64 known = 1; known <= head; known += known < head - 4 ? 3 : 1)
    assert_view (self->book, (HengView) { .known = known });
}

/* However dates lie, and wherever a view ends among entries and blocks of them. */
static void
test_ways (Testing       *self,
           gconstpointer  data)
{
  Dates dates = (Dates) GPOINTER_TO_SIZE (data);

  fill (self);
  pay_dated (self, 7, dates);
  assert_views (self);
  pay_dated (self, N_BLOCK, dates);
  pay_dated (self, 700, dates);
  pay_dated (self, 2000, dates);
  pay_dated (self, 100, DATES_EDGES);
  assert_views (self);
}

/* Sums that come to nothing are shown where there are lines, and only there. */
static void
test_nothing (Testing       *self,
              gconstpointer  data)
{
  static const struct
  {
    const char *from;
    const char *to;
    gint64      amount;
    const char *date;
  } payments[] = {
    { "Down", "Up", 100, "2022-01-31" },  { "Up", "Down", 100, "2022-02-01" },     { "Down", "Up", 70, "2022-02-28" },
    { "Up", "Down", 70, "2022-03-01" },   { "Yiwu", "Fund", 50, "2022-02-28" },    { "Fund", "Dongyang", 50, "2022-02-28" },
    { "Yiwu", "Fund", 50, "2022-04-30" }, { "Fund", "Dongyang", 50, "2022-05-01" }, { "Dongyang", "Yiwu", 5, "2021-12-31" },
  };
  static const char *const codes[] = { "T-1", "T-2", "T-3" };

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-3", TESTING_YEARS, TESTING_RULE);
  assert_views (self);
  for (guint i = 0; i < 3 * G_N_ELEMENTS (payments); i++)
    {
      guint which = i % G_N_ELEMENTS (payments);
      guint agreement = i / G_N_ELEMENTS (payments);
      g_autofree char *date = heng_day_format (testing_day (payments[which].date) + (gint) agreement * 365);
      gint64 number = testing_try_pay (self, codes[agreement], payments[which].from, payments[which].to, which == 4 ? "t" : "CNY",
                                       payments[which].amount, date, which % 2 == 0 ? "2022" : NULL, NULL, NULL);

      g_assert_cmpint (number, >, 0);
      if (which == 3)
        g_assert_true (heng_book_reverse (self->book, number, "nothing", NULL, NULL));
    }
  assert_views (self);
  /* Among many others the same is found another way; T-3 has none of these. */
  pay_dated (self, 300, DATES_ONE_DAY);
  pay_dated (self, 900, DATES_RISING);
  assert_views (self);
}

/* @n_payments of one agreement and day in one fact, so that the view that is tried has them or has them not. */
static void
pay_same (Testing    *self,
          const char *agreement,
          const char *from,
          const char *to,
          const char *date,
          guint       n_payments)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);

  for (guint i = 0; i < n_payments; i++)
    {
      HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);

      entry->agreement = g_strdup (agreement);
      entry->date = testing_day (date);
      heng_entry_add_line (entry, HENG_LINE_PAYMENT, from, to, "CNY", 10);
      g_ptr_array_add (entries, entry);
    }
  g_assert_true (heng_book_append_entries (self->book, entries, NULL, NULL, NULL));
}

/* Nothing is left of Down and Up in T-1 before the day and the fact of the view, and there is more of them behind either and both; T-3 has
 * nothing but lines behind both. @data is the quarter, of before both, booked later, dated later and both, that has fewest lines by far; 4 where
 * all but the first have few. */
static void
test_quarters (Testing       *self,
               gconstpointer  data)
{
  guint least = GPOINTER_TO_UINT (data);
  HengView view;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-3", TESTING_YEARS, "\"Dongyang pays Fund 1\"");
  pay_same (self, "T-1", "Down", "Up", "2022-01-31", 2);
  pay_same (self, "T-1", "Up", "Down", "2022-02-01", 2);
  pay_same (self, "T-1", "Up", "Down", "2022-03-05", 1);
  pay_same (self, "T-2", "Yiwu", "Up", "2022-01-01", least == 0 ? 1 : 3 * N_BLOCK);
  pay_same (self, "T-2", "Yiwu", "Up", "2022-03-02", least == 2 || least == 4 ? 1 : 3 * N_BLOCK);
  view = (HengView) { testing_day ("2022-03-01"), testing_head (self, NULL) };
  pay_same (self, "T-1", "Down", "Up", "2022-01-31", 1);
  pay_same (self, "T-1", "Down", "Up", "2022-03-06", 1);
  pay_same (self, "T-2", "Yiwu", "Up", "2022-01-02", least == 1 || least == 4 ? 1 : 3 * N_BLOCK);
  pay_same (self, "T-2", "Yiwu", "Up", "2022-03-03", least >= 3 ? 1 : 3 * N_BLOCK);
  pay_same (self, "T-3", "Dongyang", "Fund", "2022-03-04", 1);
  assert_view (self->book, view);
  assert_view (self->book, (HengView) { .on_day = view.on_day });
  assert_view (self->book, (HengView) { .known = view.known });
}

/* A later version gives a party another region: sums keep the one that lines were booked with. */
static void
test_amended (Testing       *self,
              gconstpointer  data)
{
  static const char parties[] = "{\"name\":\"Down\",\"region\":\"340000\",\"role\":\"beneficiary\"},"
                                "{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"}";
  g_autoptr (HengAgreement) agreement = testing_agreement_new ("T-1", "协议", parties, "\"from\":\"2022-01-01\",\"assessed\":\"year\"", TESTING_RULE);
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *date = g_strdup_printf ("2022-%02u-%s", i + 1, i % 2 == 0 ? "01" : "28");

      if (i == 6)
        g_assert_true (heng_book_append_agreement (self->book, agreement, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (testing_try_pay (self, "T-1", "Down", "Up", "CNY", 100 + i, date, NULL, NULL, NULL), >, 0);
    }
  assert_views (self);
}

/* A book that is looked back at shows what it showed then, and not what was kept since. */
static void
test_look_back (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (gint64));

  fill (self);
  for (guint i = 0; i < 4; i++)
    {
      gint64 head;

      pay_many (self, i == 2 ? 5000 : 7 + i);
      head = testing_head (self, NULL);
      g_array_append_val (heads, head);
      for (int by = HENG_BALANCE_BY_REGION; by <= HENG_BALANCE_BY_MONTH; by++)
        g_ptr_array_add (shown, describe (self->book, (HengBalanceBy) by, FALSE, (HengView) { 0 }));
    }
  for (guint i = 0; i < heads->len; i++)
    {
      g_autoptr (HengBook) book = testing_open_another (self);

      g_assert_true (heng_book_look_back (book, g_array_index (heads, gint64, i), HENG_DAY_NONE, NULL));
      assert_view (book, (HengView) { 0 });
      for (int by = HENG_BALANCE_BY_REGION; by <= HENG_BALANCE_BY_MONTH; by++)
        {
          g_autofree char *then = describe (book, (HengBalanceBy) by, FALSE, (HengView) { 0 });

          g_assert_cmpstr (then, ==, g_ptr_array_index (shown, i * (HENG_BALANCE_BY_MONTH + 1) + (guint) by));
        }
    }
}

/* ---- changed by somebody else ---- */

static const struct
{
  const char *name;
  const char *sql;
} changes[] = {
  { "sum", "UPDATE kept SET paid = paid + 1 WHERE axis = 0" },
  { "accrued", "UPDATE kept SET accrued = accrued - 1 WHERE axis = 1 AND segment = (SELECT min (segment) FROM kept WHERE axis = 1)" },
  { "two sums", "UPDATE kept SET paid = paid + CASE other % 2 WHEN 0 THEN 1 ELSE -1 END WHERE axis = 3" },
  { "day", "UPDATE kept SET accrued_day = accrued_day + 1 WHERE axis = 4" },
  { "paid day", "UPDATE kept SET paid_day = paid_day - 1 WHERE axis = 4 AND paid_day > 0" },
  { "party", "UPDATE kept SET party = party + 1000 WHERE axis = 0" },
  { "segment", "UPDATE kept SET segment = segment + 1000 WHERE axis = 2" },
  { "axis", "UPDATE kept SET axis = 9 WHERE axis = 3" },
  { "gone", "DELETE FROM kept WHERE axis = 0 AND party = (SELECT min (party) FROM kept WHERE axis = 0)" },
  { "all gone", "DELETE FROM kept" },
  { "all and digests gone", "DELETE FROM kept; DELETE FROM kept_digest" },
  { "more", "INSERT INTO kept SELECT axis, segment + 50, party, other, commodity, 7, 7, 0, 0 FROM kept WHERE axis = 2" },
  { "digest", "UPDATE kept_digest SET digest = digest + 1 WHERE axis = 1" },
  { "count", "UPDATE kept_digest SET n_rows = n_rows + 1 WHERE axis = 4" },
  { "state", "UPDATE kept_state SET digest = digest + 1" },
  { "entries", "UPDATE kept_state SET entries = entries - 1" },
  { "no state", "DELETE FROM kept_state" },
};

static gboolean
is_refused (const GError *error)
{
  return heng_error_is (error, HENG_ERROR_BOOK_KEPT) || heng_error_is (error, HENG_ERROR_BOOK_DAMAGED);
}

static void
found_cb (gint64        fact,
          const GError *finding,
          gpointer      data)
{
  testing_assert_error (finding, BOOK_KEPT_SUM);
  (*(guint *) data)++;
}

/* Whether some view of the balances is refused; none may differ. */
static gboolean
refuses_views (HengBook  *book,
               char     **right)
{
  gboolean refused = FALSE;

  for (int by = HENG_BALANCE_BY_REGION; by <= HENG_BALANCE_BY_MONTH; by++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = heng_book_list_balances (book, (HengBalanceBy) by, FALSE, (HengView) { 0 }, &error);

      if (rows == NULL)
        g_assert_true (is_refused (error));
      else
        {
          g_autofree char *shown = describe (book, (HengBalanceBy) by, FALSE, (HengView) { 0 });

          g_assert_cmpstr (shown, ==, right[by]);
        }
      refused = refused || rows == NULL;
    }
  return refused;
}

static void
test_changed (Testing       *self,
              gconstpointer  data)
{
  const char *sql = changes[GPOINTER_TO_SIZE (data)].sql;
  char *right[HENG_BALANCE_BY_MONTH + 1];
  g_autoptr (GError) error = NULL;
  guint n_kept = 0;
  gint64 n_found;

  fill (self);
  for (int by = HENG_BALANCE_BY_REGION; by <= HENG_BALANCE_BY_MONTH; by++)
    right[by] = describe (self->book, (HengBalanceBy) by, FALSE, (HengView) { 0 });
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, sql), ==, SQLITE_OK);

  /* Opening looks at one block only; verifying at everything. */
  self->book = testing_open_another (self);
  refuses_views (self->book, right);
  g_assert_true (heng_book_verify (self->book, FALSE, found_cb, &n_kept, &n_found, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_kept, >, 0);
  g_assert_cmpint (n_found, ==, n_kept);
  g_assert_true (heng_book_is_read_only (self->book));
  g_assert_cmpint (testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0);
  testing_assert_error (error, BOOK_KEPT);
  g_clear_error (&error);

  /* What the lines make is still to be had, and only who asks for it gets what is kept made anew. */
  set_kept (FALSE);
  g_assert_false (refuses_views (self->book, right));
  set_kept (TRUE);
  testing_reopen (self);
  g_assert_true (heng_book_rebuild_kept (self->book, &error));
  g_assert_no_error (error);
  g_assert_false (heng_book_is_read_only (self->book));
  g_assert_false (refuses_views (self->book, right));
  g_assert_true (heng_book_verify (self->book, TRUE, found_cb, &n_kept, &n_found, &error));
  g_assert_cmpint (n_found, ==, 0);
  for (int by = HENG_BALANCE_BY_REGION; by <= HENG_BALANCE_BY_MONTH; by++)
    g_free (right[by]);
}

/* Days are closed on right sums only; nothing is written over wrong ones. */
static void
test_close (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fill (self);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, "UPDATE kept SET paid = paid + 1 WHERE axis = 3"), ==, SQLITE_OK);
  self->book = testing_open_another (self);
  testing_assert_untouched (self, g_assert_false (heng_book_close (self->book, testing_day ("2023-12-31"), "year", NULL, &error)));
  testing_assert_error (error, BOOK_KEPT);
  g_assert_true (heng_book_is_read_only (self->book));
}

/* A name that sums are shown with is as good as a figure. */
static void
test_names (Testing       *self,
            gconstpointer  data)
{
  static const char *const sqls[] = {
    "DROP TRIGGER party_no_update; UPDATE party SET region = '340000' WHERE region = '370000'",
    "DROP TRIGGER commodity_no_update; UPDATE commodity SET name = 'EUR' WHERE name = 'CNY'",
  };

  fill (self);
  testing_close (self);
  for (gsize i = 0; i < G_N_ELEMENTS (sqls); i++)
    {
      static const char guard[] = "CREATE TRIGGER %s_no_update BEFORE UPDATE ON %s BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END";
      const char *table = i == 0 ? "party" : "commodity";
      g_autofree char *sql = g_strdup_printf (guard, table, table);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (testing_raw (self->path, sqls[i]), ==, SQLITE_OK);
      g_assert_cmpint (testing_raw (self->path, sql), ==, SQLITE_OK);
      self->book = testing_open_another (self);
      g_assert_null (heng_book_list_balances (self->book, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, &error));
      g_assert_true (is_refused (error));
      testing_close (self);
    }
}

/* Each second another block is looked at on opening; a wrong one makes the book read-only. */
static void
test_sample (Testing       *self,
             gconstpointer  data)
{
  guint n_refused = 0;

  fill (self);
  pay_many (self, N_MANY);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, "UPDATE kept SET paid = paid + 1 WHERE axis = 2 AND segment = 1"), ==, SQLITE_OK);
  for (guint i = 0; i < 3; i++)
    {
      self->now_ms += 1000;
      self->book = testing_open_another (self);
      n_refused += heng_book_is_read_only (self->book);
      testing_close (self);
    }
  g_assert_cmpuint (n_refused, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/book-kept/equal", Testing, NULL, set_up, test_equal, testing_tear_down);
  for (guint i = 0; i < N_DATES; i++)
    {
      static const char *const names[] = { "mixed", "rising", "falling", "one-day", "edges" };
      g_autofree char *name = g_strdup_printf ("/ledger/book-kept/ways/%s", names[i]);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), set_up, test_ways, testing_tear_down);
    }
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/book-kept/quarters/%u", i);

      g_test_add (name, Testing, GUINT_TO_POINTER (i), set_up, test_quarters, testing_tear_down);
    }
  g_test_add ("/ledger/book-kept/nothing", Testing, NULL, set_up, test_nothing, testing_tear_down);
  g_test_add ("/ledger/book-kept/amended", Testing, NULL, set_up, test_amended, testing_tear_down);
  g_test_add ("/ledger/book-kept/look-back", Testing, NULL, set_up, test_look_back, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/book-kept/changed/%s", changes[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), set_up, test_changed, testing_tear_down);
    }
  g_test_add ("/ledger/book-kept/close", Testing, NULL, set_up, test_close, testing_tear_down);
  g_test_add ("/ledger/book-kept/names", Testing, NULL, set_up, test_names, testing_tear_down);
  g_test_add ("/ledger/book-kept/sample", Testing, NULL, set_up, test_sample, testing_tear_down);
  return g_test_run ();
}

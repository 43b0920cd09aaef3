// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-exceptions.h"

#include "heng-book-private.h"

#include "exception-testing.h"

#define AGREED "X-1"

/* Down owes Up a hundred times q: 500 for 2020; 2021 is not observed yet. */
static void
set_up (Testing       *self,
        gconstpointer  data)
{
  testing_set_up (self, data);
  testing_agree (self, AGREED, TESTING_YEARS, TESTING_RULE ", \"Up provides Down q \\\"t\\\" when q > 100\"");
  testing_observe (self, AGREED, "q", "2020", "5");
}

/* ---- overrides ---- */

static void
test_override (Testing       *self,
               gconstpointer  data)
{
  gint64 exception, first, second, third;

  first = testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  exception = testing_override (self, AGREED, "2020", "Down>Up=20000 CNY; Up>Down=1500000 t");
  testing_assert_settles (self, AGREED, "2020", 0, "overridden Down>Up 20000 CNY; Up>Down 1500000 t");

  /* Only the difference is booked, and nothing again. */
  second = testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  g_assert_cmpint (second, >, first);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 20000, 0);
  testing_post (self, AGREED, "2020", HENG_SETTLEMENT_UNCHANGED);

  /* What is measured meanwhile changes nothing, until it is ended. */
  testing_observe (self, AGREED, "q", "2020", "7");
  testing_post (self, AGREED, "2020", HENG_SETTLEMENT_UNCHANGED);
  testing_end (self, exception);
  third = testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  g_assert_cmpint (third, >, second);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 70000, 0);
  testing_assert_settles (self, AGREED, "2020", 0, "complete Down>Up 70000 CNY");
  testing_assert_sound (self);
}

static void
test_override_explains (Testing       *self,
                        gconstpointer  data)
{
  gint64 number = testing_override (self, AGREED, "2020", "Up>Down=1 CNY");
  g_autoptr (HengSettlement) settlement = testing_settle (self, AGREED, "2020", 0);
  g_autofree char *formula = testing_describe (settlement->formula);

  g_assert_cmpint (settlement->exception->number, ==, number);
  g_assert_cmpint (settlement->exception->kind, ==, HENG_EXCEPTION_OVERRIDE);
  g_assert_cmpstr (settlement->exception->reason, ==, "flood");
  g_assert_cmpstr (settlement->exception->document, ==, "Minutes 3");
  g_assert_cmpstr (settlement->exception->recorded_by, ==, "tester");
  g_assert_cmpint (settlement->exception->recorded_ms, ==, self->now_ms);
  g_assert_cmpstr (formula, ==, "complete Down>Up 50000 CNY");
  g_assert_cmpuint (settlement->formula->traces->len, >, 0);
}

/* It neither waits for what is missing nor minds that the rules block or fail. */
static void
test_override_does_not_wait (Testing       *self,
                             gconstpointer  data)
{
  testing_agree (self, "X-2", TESTING_YEARS, "\"require q > 10 \\\"enough\\\"\", \"Down pays Up 1 / (q - 5)\"");
  testing_observe (self, "X-2", "q", "2020", "5");
  testing_assert_settles (self, "X-2", "2020", 0, "blocked");
  testing_assert_settles (self, "X-2", "2021", 0, "incomplete");

  testing_override (self, "X-2", "2020", "");
  testing_override (self, "X-2", "2021", "Down>Up=700 CNY");
  testing_assert_settles (self, "X-2", "2020", 0, "overridden");
  testing_assert_settles (self, "X-2", "2021", 0, "overridden Down>Up 700 CNY");
  testing_post (self, "X-2", "2020", HENG_SETTLEMENT_UNCHANGED);
  testing_post (self, "X-2", "2021", HENG_SETTLEMENT_POSTED);
  testing_assert_sound (self);
}

/* ---- what is refused ---- */

static const struct
{
  const char   *name;
  const char   *agreement;
  const char   *period;
  const char   *amounts; /* NULL: a freeze */
  const char   *reason;
  const char   *document;
  HengErrorCode code;
} refused[] = {
  { "no-agreement", "X-9", "2020", "", "r", "d", HENG_ERROR_AGREEMENT_UNKNOWN },
  { "no-reason", AGREED, "2020", "", "", "d", HENG_ERROR_EXCEPTION_UNREASONED },
  { "no-document", AGREED, "2020", "", "r", "", HENG_ERROR_EXCEPTION_UNDOCUMENTED },
  { "blank-document", AGREED, "2020", "Down>Up=1 CNY", "r", "  ", HENG_ERROR_EXCEPTION_UNDOCUMENTED },
  { "party", AGREED, "2020", "Down>Middle=1 CNY", "r", "d", HENG_ERROR_PARTY_UNKNOWN },
  { "same-party", AGREED, "2020", "Down>Down=1 CNY", "r", "d", HENG_ERROR_PARTY_SAME },
  { "commodity", AGREED, "2020", "Down>Up=1 kWh", "r", "d", HENG_ERROR_COMMODITY_UNKNOWN },
  { "zero", AGREED, "2020", "Down>Up=0 CNY", "r", "d", HENG_ERROR_MONEY_NOT_POSITIVE },
  { "negative", AGREED, "2020", "Down>Up=-5 CNY", "r", "d", HENG_ERROR_MONEY_NOT_POSITIVE },
  { "too-fine", AGREED, "2020", "Up>Down=1 t", "r", "d", HENG_ERROR_MONEY_FINER },
  { "pair-twice", AGREED, "2020", "Down>Up=1 CNY; Up>Down=2 CNY", "r", "d", HENG_ERROR_EXCEPTION_PAIR_TWICE },
  { "period-before", AGREED, "2019", "", "r", "d", HENG_ERROR_PERIOD_OUTSIDE },
  { "period-behind", AGREED, "2024", "Down>Up=1 CNY", "r", "d", HENG_ERROR_PERIOD_OUTSIDE },
  { "period-kind", AGREED, "2020-03", "", "r", "d", HENG_ERROR_PERIOD_NOT_ASSESSED },
  { "second", AGREED, "2023", "Down>Up=1 CNY", "r", "d", HENG_ERROR_EXCEPTION_OPEN },
  { "freeze-no-reason", AGREED, "2020", NULL, " ", "d", HENG_ERROR_EXCEPTION_UNREASONED },
  { "freeze-no-document", AGREED, "2020", NULL, "r", NULL, HENG_ERROR_EXCEPTION_UNDOCUMENTED },
  { "freeze-period", AGREED, "2019", NULL, "r", "d", HENG_ERROR_PERIOD_OUTSIDE },
  { "freeze-second", AGREED, "2023", NULL, "r", "d", HENG_ERROR_EXCEPTION_OPEN },
};

static void
test_refused (Testing       *self,
              gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  HengPeriod period = testing_period (refused[row].period);
  gboolean done;

  testing_override (self, AGREED, "2023", "Down>Up=5 CNY");
  testing_assert_untouched (self,
    if (refused[row].amounts == NULL)
      done = heng_book_append_freeze (self->book, refused[row].agreement, period, refused[row].reason, refused[row].document, NULL, &error);
    else
      {
        g_autoptr (GPtrArray) amounts = testing_amounts (refused[row].amounts);

        done = heng_book_append_override (self->book, refused[row].agreement, period, amounts, refused[row].reason, refused[row].document,
                                          NULL, &error);
      });
  g_assert_false (done);
  g_assert_error (error, HENG_ERROR, (int) refused[row].code);
}

static void
test_end_refused (Testing       *self,
                  gconstpointer  data)
{
  gint64 exception = testing_override (self, AGREED, "2020", ""), end = testing_end (self, exception);
  const struct { gint64 number; const char *reason, *document; int code; } rows[] = {
    { exception, "r", "d", HENG_ERROR_EXCEPTION_ENDED },
    { end, "r", "d", HENG_ERROR_EXCEPTION_UNKNOWN },
    { 1, "r", "d", HENG_ERROR_EXCEPTION_UNKNOWN },
    { 0, "r", "d", HENG_ERROR_EXCEPTION_UNKNOWN },
    { -7, "r", "d", HENG_ERROR_EXCEPTION_UNKNOWN },
    { end + 1, "r", "d", HENG_ERROR_EXCEPTION_UNKNOWN },
    { exception, "", "d", HENG_ERROR_EXCEPTION_UNREASONED },
    { exception, "r", NULL, HENG_ERROR_EXCEPTION_UNDOCUMENTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      testing_assert_untouched (self, g_assert_false (heng_book_end_exception (self->book, rows[i].number, rows[i].reason, rows[i].document,
                                                                               NULL, &error)));
      g_assert_error (error, HENG_ERROR, rows[i].code);
    }

  /* After the end the period is free for another. */
  testing_freeze (self, AGREED, "2020");
  testing_assert_sound (self);
}

/* ---- freezes ---- */

static void
test_freeze (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (HengSettlement) settlement = NULL;
  g_autofree char *formula = NULL;
  gint64 exception;

  testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  exception = testing_freeze (self, AGREED, "2020");
  testing_observe (self, AGREED, "q", "2020", "9");
  testing_agree (self, AGREED, TESTING_YEARS, "\"Down pays Up 1000 * q\"");

  settlement = testing_settle (self, AGREED, "2020", 0);
  formula = testing_describe (settlement->formula);
  testing_assert_settles (self, AGREED, "2020", 0, "complete Down>Up 50000 CNY");
  g_assert_cmpint (settlement->exception->number, ==, exception);
  g_assert_cmpstr (formula, ==, "complete Down>Up 900000 CNY");
  g_assert_cmpuint (settlement->traces->len, >, 0);
  testing_post (self, AGREED, "2020", HENG_SETTLEMENT_UNCHANGED);

  testing_end (self, exception);
  testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 900000, 0);
  testing_assert_sound (self);
}

/* A period that was frozen before it could be computed cannot be computed. */
static void
test_freeze_incomplete (Testing       *self,
                        gconstpointer  data)
{
  gint64 exception = testing_freeze (self, AGREED, "2021");

  testing_observe (self, AGREED, "q", "2021", "9");
  testing_assert_settles (self, AGREED, "2021", 0, "incomplete");
  testing_end (self, exception);
  testing_assert_settles (self, AGREED, "2021", 0, "complete Down>Up 90000 CNY");
}

/* ---- what was known ---- */

static void
test_known (Testing       *self,
            gconstpointer  data)
{
  gint64 before = testing_head (self, NULL), exception = testing_override (self, AGREED, "2020", "Down>Up=1 CNY");
  gint64 end = testing_end (self, exception), frozen = testing_freeze (self, AGREED, "2020");
  g_autoptr (HengSettlement) then = testing_settle (self, AGREED, "2020", exception);
  g_autoptr (GPtrArray) known = NULL, all = NULL;
  g_autoptr (GError) error = NULL;
  HengPeriod other = testing_period ("2021");

  testing_assert_settles (self, AGREED, "2020", before, "complete Down>Up 50000 CNY");
  testing_assert_settles (self, AGREED, "2020", exception, "overridden Down>Up 1 CNY");
  testing_assert_settles (self, AGREED, "2020", end, "complete Down>Up 50000 CNY");
  testing_assert_settles (self, AGREED, "2020", frozen, "complete Down>Up 50000 CNY");

  /* Nobody knew then that it would be ended. */
  g_assert_cmpint (then->exception->ended_by_fact, ==, 0);
  g_assert_null (then->exception->ended_by);
  known = heng_book_list_exceptions (self->book, AGREED, NULL, exception, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (known->len, ==, 1);
  g_assert_cmpint (((HengException *) g_ptr_array_index (known, 0))->ended_by_fact, ==, 0);

  all = heng_book_list_exceptions (self->book, NULL, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((HengException *) g_ptr_array_index (all, 0))->ended_by_fact, ==, end);
  g_assert_cmpstr (((HengException *) g_ptr_array_index (all, 0))->end_reason, ==, "the cause is gone");
  g_assert_cmpstr (((HengException *) g_ptr_array_index (all, 0))->end_document, ==, "Minutes 5");
  g_assert_cmpint (((HengException *) g_ptr_array_index (all, 1))->number, ==, frozen);
  g_clear_pointer (&all, g_ptr_array_unref);
  all = heng_book_list_exceptions (self->book, AGREED, &other, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 0);
}

/* What was looked at before an exception was recorded is not booked any more. */
static void
test_stale (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (HengSettlement) shown = testing_settle (self, AGREED, "2020", 0);
  g_autoptr (HengBook) other = testing_open_another (self);
  g_autoptr (GPtrArray) amounts = testing_amounts ("Down>Up=1 CNY");
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_append_override (other, AGREED, testing_period ("2020"), amounts, "r", "d", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (heng_book_post_settlement (self->book, shown, testing_day ("2024-05-31"), NULL, &error));
  testing_assert_error (error, SETTLEMENT_STALE);
  testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 1, 0);
}

/* Events of the same rows hold something else after a rollback. */
static void
test_rollback (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_begin (self->book, &error));
  testing_override (self, AGREED, "2020", "Down>Up=1 CNY");
  testing_assert_settles (self, AGREED, "2020", 0, "overridden Down>Up 1 CNY");
  heng_book_rollback (self->book);
  testing_assert_settles (self, AGREED, "2020", 0, "complete Down>Up 50000 CNY");
  testing_override (self, AGREED, "2021", "Down>Up=2 CNY");
  testing_assert_settles (self, AGREED, "2020", 0, "complete Down>Up 50000 CNY");
  testing_assert_settles (self, AGREED, "2021", 0, "overridden Down>Up 2 CNY");
}

/* The same for versions: the book keeps those that it read last. */
static void
test_rollback_versions (Testing       *self,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_begin (self->book, &error));
  testing_agree (self, AGREED, TESTING_YEARS, "\"Down pays Up 1\"");
  testing_assert_settles (self, AGREED, "2020", 0, "complete Down>Up 100 CNY");
  heng_book_rollback (self->book);
  testing_agree (self, AGREED, TESTING_YEARS, "\"Down pays Up 2\"");
  testing_assert_settles (self, AGREED, "2020", 0, "complete Down>Up 200 CNY");
}

/* ---- amendments ---- */

#define SHORTER "\"from\":\"2020-01-01\",\"to\":\"2020-12-31\",\"assessed\":\"year\""

static gboolean
lists_period (Testing    *self,
              const char *period)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) periods = heng_book_list_periods (self->book, AGREED, testing_day ("2024-06-01"), NULL, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < periods->len; i++)
    if (heng_period_equal (g_array_index (periods, HengPeriod, i), testing_period (period)))
      return TRUE;

  return FALSE;
}

/* A period that an amendment drops settles to nothing: what was booked for it is taken back. An exception that is in force for it is
 * not ended by that. */
static void
test_dropped_period (Testing       *self,
                     gconstpointer  data)
{
  gint64 exception;

  testing_observe (self, AGREED, "q", "2021", "3");
  testing_observe (self, AGREED, "q", "2022", "4");
  testing_post (self, AGREED, "2021", HENG_SETTLEMENT_POSTED);
  exception = testing_override (self, AGREED, "2022", "Down>Up=9 CNY");
  testing_agree (self, AGREED, SHORTER, TESTING_RULE);

  g_assert_true (lists_period (self, "2021"));
  g_assert_true (lists_period (self, "2022"));
  g_assert_false (lists_period (self, "2023"));
  testing_assert_settles (self, AGREED, "2021", 0, "complete");
  testing_assert_settles (self, AGREED, "2022", 0, "overridden Down>Up 9 CNY");
  testing_post (self, AGREED, "2021", HENG_SETTLEMENT_POSTED);
  testing_post (self, AGREED, "2022", HENG_SETTLEMENT_POSTED);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 9, 0);

  testing_end (self, exception);
  testing_assert_settles (self, AGREED, "2022", 0, "complete");
  testing_post (self, AGREED, "2022", HENG_SETTLEMENT_POSTED);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, 0);
  testing_assert_sound (self);
}

/* A dropped period that is frozen stays as it was. */
static void
test_dropped_frozen_period (Testing       *self,
                            gconstpointer  data)
{
  gint64 exception;

  testing_observe (self, AGREED, "q", "2021", "3");
  exception = testing_freeze (self, AGREED, "2021");
  testing_agree (self, AGREED, SHORTER, TESTING_RULE);
  g_assert_true (lists_period (self, "2021"));
  testing_assert_settles (self, AGREED, "2021", 0, "complete Down>Up 30000 CNY");
  testing_end (self, exception);
  g_assert_false (lists_period (self, "2021"));
  testing_assert_sound (self);
}

/* An amendment that begins in 2022, and an amendment of it with an earlier date: the later word governs from its own first day on. */
static void
test_amended_amendment (Testing       *self,
                        gconstpointer  data)
{
  const char *years[] = { "2020", "2021", "2022", "2023" };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    testing_observe (self, AGREED, "q", years[i], "1");
  testing_agree (self, AGREED, "\"from\":\"2022-01-01\",\"to\":\"2023-12-31\",\"assessed\":\"year\"", "\"Down pays Up 200 * q\"");
  testing_assert_settles (self, AGREED, "2021", 0, "complete Down>Up 10000 CNY");
  testing_assert_settles (self, AGREED, "2022", 0, "complete Down>Up 20000 CNY");
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    testing_post (self, AGREED, years[i], HENG_SETTLEMENT_POSTED);

  testing_agree (self, AGREED, "\"from\":\"2021-01-01\",\"to\":\"2022-12-31\",\"assessed\":\"year\"", "\"Down pays Up 300 * q\"");
  testing_assert_settles (self, AGREED, "2020", 0, "complete Down>Up 10000 CNY");
  testing_assert_settles (self, AGREED, "2021", 0, "complete Down>Up 30000 CNY");
  testing_assert_settles (self, AGREED, "2022", 0, "complete Down>Up 30000 CNY");
  /* It ends with 2022, so 2023, which it governs, is no longer assessed and settles to nothing. */
  testing_assert_settles (self, AGREED, "2023", 0, "complete");
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    testing_post (self, AGREED, years[i], i == 0 ? HENG_SETTLEMENT_UNCHANGED : HENG_SETTLEMENT_POSTED);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 70000, 0);
  testing_assert_sound (self);
}

static void
test_ends_before_it_begins (Testing       *self,
                            gconstpointer  data)
{
  const char *text = "{\"hengping\":\"agreement/1\",\"code\":\"E-1\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"watershed\",\"parties\":["
                     TESTING_PARTIES "],\"from\":\"2021-01-01\",\"to\":\"2020-12-31\",\"assessed\":\"year\",\"rules\":[\"Down pays Up 1\"]}";
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_agreement_new_from_json (text, strlen (text), "CNY", &error));
  testing_assert_error (error, DAY_ORDER);
}

/* A party that an exception in force names must stay; one that owed in periods before may go as long as nothing is booked for it. */
static void
test_party_leaves (Testing       *self,
                   gconstpointer  data)
{
#define WITHOUT_FUND "{\"name\":\"Down\",\"region\":\"370000\",\"role\":\"beneficiary\"},{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"}"
  const char *from_2022 = "\"from\":\"2022-01-01\",\"to\":\"2023-12-31\",\"assessed\":\"year\"";
  g_autoptr (HengAgreement) without = testing_agreement_new (AGREED, "协议", WITHOUT_FUND, from_2022, TESTING_RULE);
  g_autoptr (GError) error = NULL;
  gint64 exception = testing_override (self, AGREED, "2020", "Down>Fund=5 CNY");

  g_assert_false (heng_book_append_agreement (self->book, without, NULL, NULL, &error));
  testing_assert_error (error, DOCUMENT_PARTY_LOST);
  g_clear_error (&error);

  testing_end (self, exception);
  testing_agree (self, AGREED, TESTING_YEARS, "\"Down pays Fund 100 * q\"");
  g_assert_true (heng_book_append_agreement (self->book, without, NULL, NULL, &error));
  g_assert_no_error (error);
  testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "pool:X-1/Fund", 50000, 0);

  /* Of the version in force for the period, not of the last. */
  testing_override (self, AGREED, "2021", "Down>Fund=6 CNY");
  testing_post (self, AGREED, "2021", HENG_SETTLEMENT_POSTED);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "pool:X-1/Fund", 50006, 0);
  testing_assert_sound (self);
}

/* ---- closed days ---- */

static void
assert_booked (Testing    *self,
               gint64      entry,
               const char *date,
               const char *booked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = heng_book_list_entries_after (self->book, entry - 1, 1, &error);
  const HengEntry *found = g_ptr_array_index (entries, 0);

  g_assert_no_error (error);
  g_assert_cmpint (found->date, ==, testing_day (date));
  g_assert_cmpint (found->booked, ==, testing_day (booked));
}

static void
test_close (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 number, entry;
  HengDay closed;

  g_assert_true (heng_book_get_closed_until (self->book, 0, &closed, &error));
  g_assert_cmpint (closed, ==, HENG_DAY_NONE);
  assert_booked (self, testing_pay (self, AGREED, "Down", "Up", 10), "2024-03-01", "2024-06-01");

  g_assert_true (heng_book_close (self->book, testing_day ("2024-05-31"), "audited", &number, &error));
  g_assert_no_error (error);
  assert_booked (self, testing_pay (self, AGREED, "Down", "Up", 10), "2024-03-01", "2024-06-01");

  /* Today itself: what comes is booked tomorrow, whatever it counts for. */
  g_assert_true (heng_book_close (self->book, testing_day ("2024-06-01"), "audited", NULL, &error));
  g_assert_no_error (error);
  entry = testing_post (self, AGREED, "2020", HENG_SETTLEMENT_POSTED);
  assert_booked (self, entry, "2024-05-31", "2024-06-02");
  g_assert_true (heng_book_reverse (self->book, entry, "wrong", &entry, &error));
  g_assert_no_error (error);
  assert_booked (self, entry, "2024-06-01", "2024-06-02");
  self->now_ms += 10 * TESTING_DAY_MS;
  assert_booked (self, testing_pay (self, AGREED, "Down", "Up", 10), "2024-03-01", "2024-06-11");

  g_assert_true (heng_book_get_closed_until (self->book, 0, &closed, &error));
  g_assert_cmpint (closed, ==, testing_day ("2024-06-01"));
  g_assert_true (heng_book_get_closed_until (self->book, number, &closed, &error));
  g_assert_cmpint (closed, ==, testing_day ("2024-05-31"));
  g_assert_true (heng_book_get_closed_until (self->book, number - 1, &closed, &error));
  g_assert_cmpint (closed, ==, HENG_DAY_NONE);
  testing_assert_sound (self);
}

static void
test_close_refused (Testing       *self,
                    gconstpointer  data)
{
  const struct { const char *day, *reason; int code; } rows[] = {
    { "2024-06-02", "r", HENG_ERROR_CLOSE_FUTURE },
    { "9999-12-31", "r", HENG_ERROR_CLOSE_FUTURE },
    { "2024-03-31", "r", HENG_ERROR_CLOSE_EARLIER },
    { "2024-03-30", "r", HENG_ERROR_CLOSE_EARLIER },
    { "1000-01-01", "r", HENG_ERROR_CLOSE_EARLIER },
    { "2024-04-30", "", HENG_ERROR_REASON_EMPTY },
    { "2024-04-30", NULL, HENG_ERROR_REASON_EMPTY },
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_close (self->book, testing_day ("2024-03-31"), "audited", NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      testing_assert_untouched (self, g_assert_false (heng_book_close (self->book, testing_day (rows[i].day), rows[i].reason, NULL, &error)));
      g_assert_error (error, HENG_ERROR, rows[i].code);
      g_clear_error (&error);
    }
}

/* ---- verify ---- */

static const struct
{
  const char *name;
  const char *kind;
  const char *subject;
  const char *data;
  const char *found; /* behind the number */
  gboolean    settles; /* whether periods can still be settled */
} wrong_events[] = {
  { "no-json", "override", AGREED, "{", "override #7; ", FALSE },
  { "no-amounts", "override", AGREED, "{\"document\":\"d\",\"period\":\"2022\",\"reason\":\"r\"}", "override #7; ", FALSE },
  { "second", "freeze", AGREED, "{\"document\":\"d\",\"period\":\"2020\",\"reason\":\"r\"}", "freeze; ", TRUE },
  { "ends-nothing", "exception-ended", AGREED, "{\"document\":\"d\",\"exception\":2,\"reason\":\"r\"}", "exception-ended #7; ", FALSE },
  { "ends-twice", "exception-ended", AGREED, "{\"document\":\"d\",\"exception\":5,\"reason\":\"r\"}", "exception-ended #7; ", FALSE },
  { "closes-no-day", "closed", "", "{\"until\":\"2024-02-30\",\"reason\":\"r\"}", "closed; ", TRUE },
  { "run-of-no-entry", "run", AGREED, "{\"entry\":77,\"kind\":\"final\",\"period\":\"2020\"}", "run; ", TRUE },
  { "run-of-no-kind", "run", AGREED, "{\"entry\":null,\"kind\":\"last\",\"period\":\"2020\"}", "run; ", TRUE },
  { "run-of-no-period", "run", AGREED, "{\"entry\":null,\"kind\":\"final\",\"period\":\"x\"}", "run; ", TRUE },
  { "run-that-was-new", "run", AGREED, "{\"entry\":null,\"kind\":\"final\",\"period\":\"2020\"}", "run; ", TRUE },
};

/* An event that the program would not record, rightly chained: another program's. */
static void
test_wrong_event (Testing       *self,
                  gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) settlement = NULL;
  g_autofree char *found = NULL;
  gint64 ended = testing_override (self, AGREED, "2022", "");

  g_assert_cmpint (ended, ==, 5);
  if (strcmp (wrong_events[row].name, "ends-twice") == 0)
    testing_end (self, ended);
  else
    testing_override (self, AGREED, "2020", "Down>Up=5 CNY");
  g_assert_true (heng_book_begin (self->book, &error));
  g_assert_true (heng_fact_append_event (self->book, wrong_events[row].kind, wrong_events[row].subject, wrong_events[row].data, NULL, &error));
  g_assert_true (heng_book_commit (self->book, &error));
  g_assert_no_error (error);

  found = testing_verify (self);
  g_test_message ("%s", found);
  g_assert_nonnull (strstr (found, wrong_events[row].found));
  settlement = heng_book_settle (self->book, AGREED, testing_period ("2020"), 0, FALSE, &error);
  g_assert_true ((settlement != NULL) == wrong_events[row].settles);
  if (settlement == NULL)
    testing_assert_error (error, BOOK_DAMAGED);
}

/* Somebody took a guard away and moved an entry into closed days. */
static void
test_booked_in_closed_day (Testing       *self,
                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *sql = g_strdup_printf ("DROP TRIGGER entry_no_update; UPDATE entry SET booked = %d WHERE id = 2; "
    "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END",
    testing_day ("2024-05-31"));

  testing_pay (self, AGREED, "Down", "Up", 10);
  g_assert_true (heng_book_close (self->book, testing_day ("2024-05-31"), "audited", NULL, &error));
  g_assert_no_error (error);
  testing_pay (self, AGREED, "Down", "Up", 10);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, sql), ==, SQLITE_OK);
  self->book = testing_open_another (self);
  found = testing_verify (self);
  g_assert_nonnull (strstr (found, "7 entry; "));
  g_assert_nonnull (strstr (found, "7 booked; "));
  g_assert_null (strstr (found, "5 booked"));
}

#define ADD(name, function) g_test_add ("/ledger/book-exceptions/" name, Testing, NULL, set_up, function, testing_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("override", test_override);
  ADD ("override-explains", test_override_explains);
  ADD ("override-does-not-wait", test_override_does_not_wait);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/book-exceptions/refused/%s", refused[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), set_up, test_refused, testing_tear_down);
    }
  ADD ("end-refused", test_end_refused);
  ADD ("freeze", test_freeze);
  ADD ("freeze-incomplete", test_freeze_incomplete);
  ADD ("known", test_known);
  ADD ("stale", test_stale);
  ADD ("rollback", test_rollback);
  ADD ("rollback-versions", test_rollback_versions);
  ADD ("dropped-period", test_dropped_period);
  ADD ("dropped-frozen-period", test_dropped_frozen_period);
  ADD ("amended-amendment", test_amended_amendment);
  ADD ("ends-before-it-begins", test_ends_before_it_begins);
  ADD ("party-leaves", test_party_leaves);
  ADD ("close", test_close);
  ADD ("close-refused", test_close_refused);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_events); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/book-exceptions/wrong-event/%s", wrong_events[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), set_up, test_wrong_event, testing_tear_down);
    }
  ADD ("booked-in-closed-day", test_booked_in_closed_day);
  return g_test_run ();
}

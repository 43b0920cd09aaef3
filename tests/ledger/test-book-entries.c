// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-book-private.h"

static const struct
{
  const char   *name;
  const char   *agreement;
  const char   *from;
  const char   *to;
  const char   *commodity;
  const char   *period;
  HengErrorCode code;
} refused[] = {
  { "agreement", "T-9", "Down", "Up", "CNY", NULL, HENG_ERROR_AGREEMENT_UNKNOWN },
  { "payer", "T-1", "Nobody", "Up", "CNY", NULL, HENG_ERROR_PARTY_UNKNOWN },
  { "receiver", "T-1", "Down", "", "CNY", NULL, HENG_ERROR_PARTY_UNKNOWN },
  { "itself", "T-1", "Down", "Down", "CNY", NULL, HENG_ERROR_PARTY_SAME },
  { "commodity", "T-1", "Down", "Up", "camels", NULL, HENG_ERROR_COMMODITY_UNKNOWN },
  { "period-outside", "T-1", "Down", "Up", "CNY", "2031", HENG_ERROR_PERIOD_OUTSIDE },
  { "period-kind", "T-1", "Down", "Up", "CNY", "2021-03", HENG_ERROR_PERIOD_NOT_ASSESSED },
};

static void
test_refused (Testing       *self,
              gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_assert_untouched (self, g_assert_cmpint (
    testing_try_pay (self, refused[row].agreement, refused[row].from, refused[row].to, refused[row].commodity, 1, "2024-01-01",
                     refused[row].period, NULL, &error), ==, 0));
  g_assert_error (error, HENG_ERROR, (int) refused[row].code);
  g_assert_cmpint (heng_error_get_class (error), ==, HENG_ERROR_CLASS_DATA);
}

static void
test_notice (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (GArray) notices = g_array_new (FALSE, FALSE, sizeof (gint64));

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, notices, NULL);
  g_assert_cmpuint (notices->len, ==, 1);
  g_assert_cmpint (g_array_index (notices, gint64, 0), ==, 1);
  testing_observe (self, "T-1", "q", "2021", "5");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, notices, NULL);
  testing_try_pay (self, "T-1", "Up", "Down", "CNY", 1, "2024-01-01", NULL, notices, NULL);
  g_assert_cmpuint (notices->len, ==, 1);
  testing_try_pay (self, "T-1", "Yiwu", "Up", "CNY", 1, "2024-01-01", NULL, notices, NULL);
  g_assert_cmpuint (notices->len, ==, 2);
}

static void
test_reversal (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const HengEntry *entry;
  gint64 reversal = 0;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", 12345);
  self->now_ms += 3 * TESTING_DAY_MS;
  g_assert_true (heng_book_reverse (self->book, 1, " typed wrong ", &reversal, NULL));
  g_assert_cmpint (reversal, ==, 2);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, 0);
  entries = heng_book_list_entries (self->book, &(HengEntryQuery) { 0 }, NULL);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->reverses, ==, 1);
  g_assert_cmpint (entry->date, ==, testing_day ("2024-06-04"));
  g_assert_cmpstr (entry->memo, ==, "typed wrong");
  g_assert_cmpint (((const HengEntry *) g_ptr_array_index (entries, 1))->reversed_by, ==, 2);

  testing_assert_untouched (self, {
    g_assert_false (heng_book_reverse (self->book, 1, "again", NULL, &error));
    testing_assert_error (error, ENTRY_REVERSED);
    g_clear_error (&error);
    g_assert_false (heng_book_reverse (self->book, 2, "back", NULL, &error));
    testing_assert_error (error, ENTRY_IS_REVERSAL);
    g_clear_error (&error);
    g_assert_false (heng_book_reverse (self->book, 99, "nothing", NULL, &error));
    testing_assert_error (error, ENTRY_UNKNOWN);
    g_clear_error (&error);
    g_assert_false (heng_book_reverse (self->book, 1, " \n", NULL, &error));
    testing_assert_error (error, REASON_EMPTY);
  });
}

/* A version that puts a party into another region must not leave half a reversal behind. */
static void
test_reversal_after_move (Testing       *self,
                          gconstpointer  data)
{
  g_autoptr (HengAgreement) moved = testing_agreement_new ("T-1", "协议",
    "{\"name\":\"Down\",\"region\":\"340000\",\"role\":\"partner\"},{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"partner\"}",
    TESTING_YEARS, TESTING_RULE);
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", 100);
  g_assert_true (heng_book_append_agreement (self->book, moved, NULL, NULL, &error));
  g_assert_true (heng_book_reverse (self->book, 1, "wrong", NULL, NULL));
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "370000", 0, 0);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "340000", 0, 0);
  testing_pay (self, "T-1", "Down", "Up", 7);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "340000", 0, -7);
}

static void
test_overflow (Testing       *self,
               gconstpointer  data)
{
  const gint64 large = G_GINT64_CONSTANT (3000000000000000000);
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", large);
  testing_assert_untouched (self, g_assert_cmpint (
    testing_try_pay (self, "T-1", "Down", "Up", "CNY", large, "2024-01-01", NULL, NULL, &error), ==, 0));
  testing_assert_error (error, MONEY_OVERFLOW);
  testing_pay (self, "T-1", "Down", "Up", 1);
  testing_assert_balance (self, HENG_BALANCE_BY_AGREEMENT, FALSE, (HengView) { 0 }, "T-1", 0, large + 1);
}

/* Somebody's line already stands where those of the next entry would: the transaction is lost as a whole, whatever was begun around it, and the next
 * one can be made. */
static void
test_taken (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;
  gint64 n;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", 1);
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "INSERT INTO line SELECT 2, sequence, kind, payer, receiver, commodity, amount FROM line", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  testing_assert_untouched (self, {
    g_assert_true (heng_book_begin (self->book, NULL));
    g_assert_cmpint (testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0);
    testing_assert_error (error, BOOK_DAMAGED);
    heng_book_rollback (self->book);
  });
  g_assert_true (heng_database_get_int64 (self->book->database, "SELECT count (*) FROM entry", 0, &n, NULL));
  g_assert_cmpint (n, ==, 1);

  g_assert_cmpint (sqlite3_exec (handle, "DROP TRIGGER line_no_delete; DELETE FROM line WHERE entry = 2", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  testing_pay (self, "T-1", "Down", "Up", 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/entries/refused/%s", refused[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), testing_set_up, test_refused, testing_tear_down);
    }
  g_test_add ("/ledger/entries/notice", Testing, NULL, testing_set_up, test_notice, testing_tear_down);
  g_test_add ("/ledger/entries/reversal", Testing, NULL, testing_set_up, test_reversal, testing_tear_down);
  g_test_add ("/ledger/entries/reversal-after-move", Testing, NULL, testing_set_up, test_reversal_after_move, testing_tear_down);
  g_test_add ("/ledger/entries/taken", Testing, NULL, testing_set_up, test_taken, testing_tear_down);
  g_test_add ("/ledger/entries/overflow", Testing, NULL, testing_set_up, test_overflow, testing_tear_down);
  return g_test_run ();
}

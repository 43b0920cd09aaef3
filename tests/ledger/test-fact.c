// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-book-private.h"

typedef struct
{
  gint64  last_ms;
  char   *last_hash;
  guint   n;
} Chain;

static int
follow (void  *data,
        int    n_columns,
        char **values,
        char **names)
{
  Chain *chain = data;
  g_autofree char *text = g_strdup_printf (
    "{\"format\":1,\"number\":%s,\"kind\":\"%s\",\"recorded_ms\":%s,\"recorded_by\":\"%s\",\"source_name\":null,"
    "\"source_digest\":null,\"rows\":%s,\"rows_digest\":\"%s\",\"before\":\"%s\"}",
    values[0], values[1], values[2], values[3], values[4], values[5], chain->last_hash);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  /* The chain as the design tells it, made a second time here. */
  g_assert_cmpstr (hash, ==, values[6]);
  g_assert_cmpint (g_ascii_strtoll (values[0], NULL, 10), ==, ++chain->n);
  g_assert_cmpint (g_ascii_strtoll (values[2], NULL, 10), >=, chain->last_ms);
  chain->last_ms = g_ascii_strtoll (values[2], NULL, 10);
  g_free (chain->last_hash);
  chain->last_hash = g_strdup (hash);
  return 0;
}

static void
test_chain (Testing       *self,
            gconstpointer  data)
{
  Chain chain = { 0, g_strdup (""), 0 };
  g_autofree char *hash = NULL;
  sqlite3 *handle;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "7.5");
  testing_pay (self, "T-1", "Down", "Up", 12345);
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  /* The clock is set back by a year; the book's time is not. */
  self->now_ms -= 366 * TESTING_DAY_MS;
  testing_pay (self, "T-1", "Up", "Down", 5);
  self->now_ms += 800 * TESTING_DAY_MS;
  testing_pay (self, "T-1", "Up", "Down", 6);

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
    "SELECT number, kind, recorded_ms, recorded_by, n_rows, rows_digest, hash FROM fact ORDER BY number", follow, &chain, NULL),
    ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_cmpint (testing_head (self, &hash), ==, chain.n);
  g_assert_cmpstr (hash, ==, chain.last_hash);
  g_free (chain.last_hash);
}

static void
test_known_on (Testing       *self,
               gconstpointer  data)
{
  gint64 count;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  g_assert_cmpint (testing_head (self, NULL), ==, 3);
  /* 2024-06-01 23:59:59.999 in China, then midnight. */
  self->now_ms = TESTING_START_MS + 16 * 3600 * 1000 - 1;
  testing_pay (self, "T-1", "Down", "Up", 1);
  self->now_ms++;
  testing_pay (self, "T-1", "Down", "Up", 2);

  g_assert_true (heng_book_count_known_on (self->book, testing_day ("2024-05-31"), &count, NULL));
  g_assert_cmpint (count, ==, 0);
  g_assert_true (heng_book_count_known_on (self->book, testing_day ("2024-06-01"), &count, NULL));
  g_assert_cmpint (count, ==, 4);
  g_assert_true (heng_book_count_known_on (self->book, testing_day ("2024-06-02"), &count, NULL));
  g_assert_cmpint (count, ==, 5);
  g_assert_cmpint (heng_book_get_today (self->book), ==, testing_day ("2024-06-02"));
}

static void
test_data_version (Testing       *self,
                   gconstpointer  data)
{
  g_autoptr (HengBook) other = testing_open_another (self);
  gint64 before = heng_book_get_data_version (self->book), other_before = heng_book_get_data_version (other);

  g_assert_cmpint (heng_book_get_data_version (self->book), ==, before);
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  g_assert_cmpint (heng_book_get_data_version (self->book), !=, before);
  g_assert_cmpint (heng_book_get_data_version (other), !=, other_before);
}

#define N_NAMELESS 2000

/* Everything is 1, but that the payer is 2, and in one row whom nobody knows. */
static void
get_cell (guint     row,
          int       column,
          HengCell *cell,
          gpointer  data)
{
  cell->kind = HENG_CELL_NUMBER;
  cell->number = column == 0 ? (gint64) row + 1 : column != 3 ? 1 : row == N_NAMELESS / 2 ? GPOINTER_TO_INT (data) : 2;
}

/* Many lines are written without a look at whom they name; what is read back tells, whoever wrote them. */
static void
test_nameless (Testing       *self,
               gconstpointer  data)
{
  HengDatabase *database = self->book->database;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  for (int payer = 2; payer <= 3; payer++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (heng_book_begin (self->book, NULL));
      g_assert_true (heng_database_execute (database,
        "INSERT INTO commodity (id, name) VALUES (1, 'CNY'); INSERT INTO party (id, agreement, name, region, role) VALUES "
        "(1, 'T-1', 'Up', '340000', 1), (2, 'T-1', 'Down', '330000', 2)", &error));
      g_assert_true (heng_database_insert (database,
        "INSERT INTO entry (id, kind, agreement, date, booked, known) SELECT c1, 1, 'T-1', 738000, 738000, 3 FROM heng_rows", N_NAMELESS,
        get_cell, NULL, &error));
      g_assert_true (heng_database_insert (database, "INSERT INTO line (entry, sequence, kind, payer, receiver, commodity, amount) "
        "SELECT c1, c2, c3, c4, c5, c6, c7 FROM heng_rows", N_NAMELESS, get_cell, GINT_TO_POINTER (payer), &error));
      g_assert_no_error (error);
      g_assert_cmpint (heng_fact_append (self->book, HENG_FACT_ENTRY, NULL, 1, N_NAMELESS, &error), ==, payer == 2);
      if (payer == 3)
        testing_assert_error (error, BOOK_DAMAGED);
      heng_book_rollback (self->book);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/fact/chain", Testing, NULL, testing_set_up, test_chain, testing_tear_down);
  g_test_add ("/ledger/fact/known-on", Testing, NULL, testing_set_up, test_known_on, testing_tear_down);
  g_test_add ("/ledger/fact/nameless", Testing, NULL, testing_set_up, test_nameless, testing_tear_down);
  g_test_add ("/ledger/fact/data-version", Testing, NULL, testing_set_up, test_data_version, testing_tear_down);
  return g_test_run ();
}

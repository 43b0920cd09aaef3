// SPDX-License-Identifier: GPL-3.0-or-later
/* The floor under the book: a bare SQLite program that does the least each task needs. It keeps sums of parties by month, checks nothing
 * but that an amount is a number, names nobody and remembers nothing of who wrote when.
 *
 * book-floor TASK FILE [WORD]: see tasks[] below; book-floor peak PROGRAM [WORD…]: the memory that another program takes. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define N_PARTIES 1000
#define MONTH_FIRST (2000 * 12)
#define N_MONTHS (25 * 12)

static sqlite3 *book;

static void
check (int code)
{
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
    return;
  fprintf (stderr, "book-floor: %s\n", sqlite3_errmsg (book));
  exit (1);
}

static sqlite3_stmt *
prepare (const char *sql)
{
  sqlite3_stmt *statement;

  check (sqlite3_prepare_v2 (book, sql, -1, &statement, NULL));
  return statement;
}

static void
run (sqlite3_stmt  *statement,
     const int64_t *values,
     int            n_values)
{
  for (int i = 0; i < n_values; i++)
    sqlite3_bind_int64 (statement, i + 1, values[i]);
  check (sqlite3_step (statement));
  check (sqlite3_reset (statement));
}

/* ---- writing ---- */

static const char schema[] =
  "CREATE TABLE entry (id INTEGER PRIMARY KEY, day INTEGER NOT NULL, payer INTEGER NOT NULL, receiver INTEGER NOT NULL, "
  "amount INTEGER NOT NULL) STRICT; CREATE INDEX entry_payer ON entry (payer, id); CREATE INDEX entry_receiver ON entry (receiver, id);"
  "CREATE TABLE month (month INTEGER NOT NULL, party INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (month, party)) STRICT, "
  "WITHOUT ROWID; CREATE TABLE total (party INTEGER PRIMARY KEY, amount INTEGER NOT NULL) STRICT;";

static int64_t months[N_MONTHS][N_PARTIES];
static int64_t totals[N_PARTIES];

/* `B012,Lower,Upper,1.00,2024-12-31`: a day is year * 372 + (month - 1) * 31 + day. */
static void
import_line (char         *line,
             sqlite3_stmt *insert,
             int64_t       id)
{
  int agreement = atoi (line + 1), upper = line[5] == 'U';
  char *amount = line + 17, *end;
  int64_t minor = strtoll (amount, &end, 10) * 100 + (end[1] - '0') * 10 + (end[2] - '0');
  int month = atoi (end + 4) * 12 + atoi (end + 9) - 1, day = month * 31 + atoi (end + 12);
  int64_t payer = agreement * 2 + upper, receiver = agreement * 2 + !upper;

  run (insert, (int64_t[]) { id, day, payer, receiver, minor }, 5);
  months[month - MONTH_FIRST][payer] -= minor;
  months[month - MONTH_FIRST][receiver] += minor;
  totals[payer] -= minor;
  totals[receiver] += minor;
}

static void
import (const char *path)
{
  FILE *file = fopen (path, "r");
  sqlite3_stmt *insert, *month, *total;
  char line[256];
  int64_t id = 0;

  /* Without room for the indexes SQLite writes their pages into the log and reads them again and again: half of a million's time. */
  check (sqlite3_exec (book, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144; BEGIN", NULL, NULL, NULL));
  check (sqlite3_exec (book, schema, NULL, NULL, NULL));
  insert = prepare ("INSERT INTO entry VALUES (?, ?, ?, ?, ?)");
  month = prepare ("INSERT INTO month VALUES (?, ?, ?)");
  total = prepare ("INSERT INTO total VALUES (?, ?)");
  if (file == NULL || fgets (line, sizeof line, file) == NULL)
    exit (1);
  while (fgets (line, sizeof line, file) != NULL)
    import_line (line, insert, ++id);
  for (int i = 0; i < N_MONTHS; i++)
    for (int party = 0; party < N_PARTIES; party++)
      if (months[i][party] != 0)
        run (month, (int64_t[]) { MONTH_FIRST + i, party, months[i][party] }, 3);
  for (int party = 0; party < N_PARTIES; party++)
    run (total, (int64_t[]) { party, totals[party] }, 2);
  check (sqlite3_exec (book, "COMMIT", NULL, NULL, NULL));
  fclose (file);
}

static int
compare_times (const void *a,
               const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
get_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1000000;
}

static void
pay (const char *word)
{
  int n = atoi (word);
  double *times = malloc ((size_t) n * sizeof *times);
  sqlite3_stmt *insert, *month, *total;

  check (sqlite3_exec (book, "PRAGMA synchronous = FULL", NULL, NULL, NULL));
  insert = prepare ("INSERT INTO entry (day, payer, receiver, amount) VALUES (?, 0, 1, ?)");
  month = prepare ("UPDATE month SET amount = amount + ?3 WHERE month = ?1 AND party = ?2");
  total = prepare ("UPDATE total SET amount = amount + ?2 WHERE party = ?1");
  for (int i = 0; i < n; i++)
    {
      times[i] = get_milliseconds ();
      check (sqlite3_exec (book, "BEGIN IMMEDIATE", NULL, NULL, NULL));
      run (insert, (int64_t[]) { 753300, 100 }, 2);
      for (int party = 0; party < 2; party++)
        {
          run (month, (int64_t[]) { 24299, party, party == 0 ? -100 : 100 }, 3);
          run (total, (int64_t[]) { party, party == 0 ? -100 : 100 }, 2);
        }
      check (sqlite3_exec (book, "COMMIT", NULL, NULL, NULL));
      times[i] = get_milliseconds () - times[i];
    }
  qsort (times, (size_t) n, sizeof *times, compare_times);
  printf ("p50 %.2f ms, p99 %.2f ms, longest %.2f ms of %d\n", times[n / 2], times[n * 99 / 100], times[n - 1], n);
  free (times);
}

/* ---- reading ---- */

static void
print_rows (const char *sql,
            const char *word)
{
  sqlite3_stmt *rows = prepare (sql);
  int n = sqlite3_column_count (rows);

  if (word != NULL)
    sqlite3_bind_int64 (rows, 1, atoll (word));
  while (sqlite3_step (rows) == SQLITE_ROW)
    for (int i = 0; i < n; i++)
      printf ("%lld%c", (long long) sqlite3_column_int64 (rows, i), i < n - 1 ? ',' : '\n');
  sqlite3_finalize (rows);
}

static void
print_balances (const char *word)
{
  print_rows ("SELECT party, amount FROM total", NULL);
}

static void
print_past (const char *word)
{
  print_rows ("SELECT party, sum (amount) FROM month WHERE month < ?1 / 31 GROUP BY party", word);
  print_rows ("SELECT payer, sum (amount) FROM entry WHERE id > (SELECT max (id) - 1000 FROM entry) AND day <= ?1 GROUP BY payer", word);
}

static void
print_known (const char *word)
{
  print_rows ("SELECT party, amount FROM total", NULL);
  print_rows ("SELECT payer, receiver, sum (amount) FROM entry WHERE id > ?1 GROUP BY payer, receiver", word);
}

static void
print_last (const char *word)
{
  print_rows ("SELECT id, payer, receiver, amount FROM entry WHERE payer = ?1 ORDER BY id DESC LIMIT 100", "0");
  print_rows ("SELECT id, payer, receiver, amount FROM entry WHERE receiver = ?1 ORDER BY id DESC LIMIT 100", "0");
}

static void
print_months (const char *word)
{
  print_rows ("SELECT month, party, amount FROM month", NULL);
}

static void
export (const char *word)
{
  sqlite3_stmt *rows = prepare ("SELECT day, payer, receiver, amount FROM entry ORDER BY id");

  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      long long day = sqlite3_column_int64 (rows, 0), amount = sqlite3_column_int64 (rows, 3);
      long long payer = sqlite3_column_int64 (rows, 1), receiver = sqlite3_column_int64 (rows, 2);

      printf ("%lld-%02lld-%02lld * payment\n    claims:%lld  %lld.%02lld CNY\n    funds:%lld  -%lld.%02lld CNY\n"
              "    claims:%lld  -%lld.%02lld CNY\n    funds:%lld  %lld.%02lld CNY\n\n",
              day / 372, day / 31 % 12 + 1, day % 31, payer, amount / 100, amount % 100, payer, amount / 100, amount % 100,
              receiver, amount / 100, amount % 100, receiver, amount / 100, amount % 100);
    }
  sqlite3_finalize (rows);
}

static void
verify (const char *word)
{
  print_rows ("SELECT count (*), sum (amount), sum (payer), sum (receiver), sum (day) FROM entry", NULL);
  check (sqlite3_exec (book, "PRAGMA integrity_check", NULL, NULL, NULL));
}

/* The most memory that a command takes, in KB, after what it prints. */
static int
measure (char *argv[])
{
  struct rusage usage;
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      execv (argv[0], argv);
      _exit (127);
    }
  if (wait4 (child, &status, 0, &usage) != child || status != 0)
    return 1;
  printf ("%ld\n", usage.ru_maxrss);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void      (*func) (const char *word);
  } tasks[] = {
    { "import", import }, { "pay", pay }, { "balances", print_balances }, { "past", print_past }, { "known", print_known },
    { "last", print_last }, { "months", print_months }, { "export", export }, { "verify", verify },
  };

  if (argc > 2 && strcmp (argv[1], "peak") == 0)
    return measure (argv + 2);
  if (argc < 3 || sqlite3_open (argv[2], &book) != SQLITE_OK)
    return 2;
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
    if (strcmp (tasks[i].name, argv[1]) == 0)
      {
        tasks[i].func (argv[3]);
        sqlite3_close (book);
        return 0;
      }

  return 2;
}

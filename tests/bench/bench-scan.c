// SPDX-License-Identifier: GPL-3.0-or-later
/* The floor under settling: SQLite hands out every observation of a book, each series in the order of its periods, and the values are
 * added up. Nothing else is done, neither rules nor revisions nor agreements.
 *
 * bench-scan BOOK: prints how many observations there are and their sum in billionths. */
#include <sqlite3.h>
#include <stdio.h>

/* A decimal in billionths. */
static __int128
read_decimal (const char *text)
{
  int negative = *text == '-', decimals = -1;
  __int128 value = 0;

  for (text += negative; *text != '\0' && decimals < 9; text++)
    {
      if (*text == '.')
        decimals = 0;
      else
        {
          value = value * 10 + (*text - '0');
          decimals += decimals >= 0;
        }
    }
  for (decimals = decimals < 0 ? 0 : decimals; decimals < 9; decimals++)
    value *= 10;

  return negative ? -value : value;
}

int
main (int   argc,
      char *argv[])
{
  sqlite3 *book = NULL;
  sqlite3_stmt *rows = NULL;
  long long n_rows = 0;
  __int128 sum = 0;
  int code;

  if (argc != 2 || sqlite3_open_v2 (argv[1], &book, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
      sqlite3_exec (book, "PRAGMA cache_size = -65536", NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (book, "SELECT series, period_kind, period_index, value FROM observation ORDER BY series, period_kind, period_index",
                          -1, &rows, NULL) != SQLITE_OK)
    {
      fprintf (stderr, "bench-scan: %s\n", book != NULL ? sqlite3_errmsg (book) : "BOOK");
      return 1;
    }

  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      const char *value = (const char *) sqlite3_column_text (rows, 3);

      n_rows += sqlite3_column_int64 (rows, 0) > 0 && sqlite3_column_int64 (rows, 2) > 0;
      if (value != NULL)
        sum += read_decimal (value);
    }
  printf ("%lld observations, sum %lld.%09lld\n", n_rows, (long long) (sum / 1000000000), (long long) (sum % 1000000000));
  sqlite3_finalize (rows);
  sqlite3_close (book);
  return code == SQLITE_DONE ? 0 : 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Holds a book open as the window does, while something is done to its file.
 *
 *     hold-book BOOK read|write
 *
 * Says "open", "read only" or what kept it from opening. Then each line that it is given is a thing to do: "pay" records a payment of the agreement
 * T-1, "balances" lists them; what came of it is one line. Ends with its input. */
#include "heng-wording.h"

#include "ledger-testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
tell (const char   *words,
      const GError *error)
{
  g_autofree char *sentence = error != NULL ? heng_wording_error (error) : NULL;

  printf ("%s\n", sentence != NULL ? sentence : words);
  fflush (stdout);
}

static void
pay (HengBook *book)
{
  Testing testing = { .book = book };
  g_autoptr (GError) error = NULL;

  testing_try_pay (&testing, "T-1", "Down", "Up", "CNY", 500, "2023-03-01", NULL, NULL, &error);
  tell ("paid", error);
}

static void
list_balances (HengBook *book)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = heng_book_list_balances (book, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, &error);
  g_autoptr (GString) text = g_string_new ("balances");

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, ((HengBalance *) g_ptr_array_index (rows, i))->paid_minor);
  tell (text->str, error);
}

int
main (int    argc,
      char **argv)
{
  gboolean writes = argc == 3 && strcmp (argv[2], "write") == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = NULL;
  char line[64];

  g_assert_cmpint (argc, ==, 3);
  book = heng_book_open (argv[1], writes ? HENG_BOOK_OPEN_WRITE : HENG_BOOK_OPEN_AS_IT_IS, "tester", heng_clock_system, NULL, &error);
  tell (book != NULL && heng_book_is_read_only (book) ? "read only" : "open", error);
  while (book != NULL && fgets (line, sizeof line, stdin) != NULL)
    if (strcmp (line, "pay\n") == 0)
      pay (book);
    else
      list_balances (book);
  return EXIT_SUCCESS;
}

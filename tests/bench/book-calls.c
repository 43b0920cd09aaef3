// SPDX-License-Identifier: GPL-3.0-or-later
/* What the window does and no command: books payments one by one, reads the newest entries of a region.
 *
 * book-calls pay BOOK AGREEMENT N: each durable; prints percentiles of what one takes.
 * book-calls last BOOK REGION: prints the last 100. */
#include "heng-book.h"

#include "heng-book-entries.h"

#include <stdlib.h>
#include <string.h>

static int
compare_times (const void *a,
               const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gboolean
pay (HengBook    *book,
     const char  *agreement,
     guint        n_payments,
     GError     **error)
{
  g_autofree gint64 *times = g_new0 (gint64, n_payments);

  for (guint i = 0; i < n_payments; i++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
      HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);
      gint64 started;

      entry->agreement = g_strdup (agreement);
      heng_day_parse ("2024-12-31", &entry->date, NULL);
      heng_entry_add_line (entry, HENG_LINE_PAYMENT, "Lower", "Upper", "CNY", 100 + i);
      g_ptr_array_add (entries, entry);
      started = g_get_monotonic_time ();
      if (!heng_book_append_entries (book, entries, NULL, NULL, error))
        return FALSE;
      times[i] = g_get_monotonic_time () - started;
    }

  qsort (times, n_payments, sizeof *times, compare_times);
  g_print ("p50 %.2f ms, p99 %.2f ms, longest %.2f ms of %u\n", (double) times[n_payments / 2] / 1000,
           (double) times[n_payments * 99 / 100] / 1000, (double) times[n_payments - 1] / 1000, n_payments);
  return TRUE;
}

static gboolean
last (HengBook    *book,
      const char  *region,
      GError     **error)
{
  g_autoptr (GPtrArray) entries = heng_book_list_entries (book, &(HengEntryQuery) { .region = region, .limit = 100 }, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);
      const HengLine *line = g_ptr_array_index (entry->lines, 0);

      g_print ("%" G_GINT64_FORMAT " %s %s %s %" G_GINT64_FORMAT "\n", entry->number, entry->agreement, line->from, line->to,
               line->amount_minor);
    }
  return entries != NULL;
}

int
main (int   argc,
      char *argv[])
{
  gboolean paying = argc == 5 && strcmp (argv[1], "pay") == 0;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (GError) error = NULL;

  if (!paying && (argc != 4 || strcmp (argv[1], "last") != 0))
    {
      g_printerr ("book-calls pay BOOK AGREEMENT N | last BOOK REGION\n");
      return 2;
    }
  book = heng_book_open (argv[2], paying ? HENG_BOOK_OPEN_WRITE : HENG_BOOK_OPEN_READ_ONLY, "bench", heng_clock_system, NULL, &error);
  if (book != NULL && (paying ? pay (book, argv[3], (guint) atoi (argv[4]), &error) : last (book, argv[3], &error)))
    return 0;

  g_printerr ("book-calls: %s\n", error->message);
  return 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Random histories of real books against the reference.
 *
 *     test-random-books [HISTORIES [SEED]] */
#include "book-history.h"

#include <stdio.h>
#include <stdlib.h>

/* A document that shrinking has made invalid fails in another way. */
static gboolean
fails_again (const Case *tried,
             gpointer    data)
{
  BookTally tally = { 0 };
  g_autofree char *words = NULL;

  for (gint16 i = 0; i < tried->n_versions; i++)
    {
      g_autoptr (HengAgreement) version = compare_read_version (tried, (guint) i, NULL);

      if (version == NULL)
        return FALSE;
    }
  return !book_history_try (tried, &tally, &words);
}

static void
report (Case *made)
{
  BookTally tally = { 0 };
  g_autofree char *words = NULL, *observations = NULL;

  case_shrink (made, fails_again, NULL);
  book_history_try (made, &tally, &words);
  printf ("not ok 1 history %" G_GUINT64_FORMAT "\n", made->seed);
  fprintf (stderr, "%s", words);
  for (gint16 i = 0; i < made->n_versions; i++)
    {
      g_autofree char *document = case_render_version (made, (guint) i);

      fprintf (stderr, "recorded with batch %u: %s", made->versions[i].batch, document);
    }
  observations = case_render_observations (made);
  fprintf (stderr, "%s", observations);
}

int
main (int    argc,
      char **argv)
{
  guint64 n_histories = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 100;
  guint64 seed = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 1;
  g_autofree Case *made = g_new0 (Case, 1);
  BookTally tally = { 0 };

  printf ("1..1\n");
  for (guint64 i = 0; i < n_histories; i++)
    {
      g_autofree char *words = NULL;

      case_generate (seed + i, made);
      if (!book_history_try (made, &tally, &words))
        {
          report (made);
          return EXIT_FAILURE;
        }
    }

  printf ("# %" G_GUINT64_FORMAT " histories (%" G_GUINT64_FORMAT " passed over), %" G_GUINT64_FORMAT " settlements, %" G_GUINT64_FORMAT
          " runs, %" G_GUINT64_FORMAT " asked again as known then, %" G_GUINT64_FORMAT " of periods that were dropped\n", tally.n_histories,
          tally.n_passed_over, tally.n_settlements, tally.n_runs, tally.n_known, tally.n_dropped);
  printf ("# %" G_GUINT64_FORMAT " overrides, %" G_GUINT64_FORMAT " freezes, %" G_GUINT64_FORMAT " ended, %" G_GUINT64_FORMAT
          " closings, %" G_GUINT64_FORMAT " payments, %" G_GUINT64_FORMAT " reopenings\n", tally.n_overrides, tally.n_freezes, tally.n_ended,
          tally.n_closed, tally.n_payments, tally.n_reopened);
  printf ("ok 1 books\n");
  return EXIT_SUCCESS;
}

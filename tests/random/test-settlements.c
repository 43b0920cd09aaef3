// SPDX-License-Identifier: GPL-3.0-or-later
/* Random agreements with random histories, settled by the program and by a reference that computes by definition.
 *
 *     test-random-settlements [CASES [SEED]]
 *
 * What differs is made as small as it gets and printed as documents and a table. */
#include "coverage.h"

#include <stdio.h>
#include <stdlib.h>

static gboolean
fails_alike (const Case *tried,
             gpointer    data)
{
  const Difference *wanted = data;
  Tally tally = { 0 };
  g_autofree char *words = NULL;

  return compare_case (tried, &tally, &words) == *wanted;
}

static void
report (Case       *made,
        Difference  difference)
{
  Tally tally = { 0 };
  g_autofree char *words = NULL, *observations = NULL;

  case_shrink (made, fails_alike, &difference);
  compare_case (made, &tally, &words);
  printf ("not ok 1 case %" G_GUINT64_FORMAT "\n", made->seed);
  fprintf (stderr, "%s", words);
  for (gint16 i = 0; i < made->n_versions; i++)
    {
      g_autofree char *document = case_render_version (made, (guint) i);

      fprintf (stderr, "%s", document);
    }
  observations = case_render_observations (made);
  fprintf (stderr, "%s", observations);
}

int
main (int    argc,
      char **argv)
{
  guint64 n_cases = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 2000;
  guint64 seed = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 1;
  g_autofree Case *made = g_new0 (Case, 1);
  g_autoptr (Coverage) coverage = coverage_new ();
  Tally tally = { 0 };
  gint64 begun_us = g_get_monotonic_time ();

  printf ("1..1\n");
  for (guint64 i = 0; i < n_cases; i++)
    {
      g_autofree char *words = NULL;
      Difference difference;

      case_generate (seed + i, made);
      coverage_add (coverage, made);
      difference = compare_case (made, &tally, &words);
      if (difference != DIFFERENCE_NONE)
        {
          report (made, difference);
          return EXIT_FAILURE;
        }
    }

  coverage_print (coverage, &tally);
  printf ("# seeds %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT ", %" G_GINT64_FORMAT " s\n", seed, seed + n_cases - 1,
          (g_get_monotonic_time () - begun_us) / G_USEC_PER_SEC);
  printf ("ok 1 settlements\n");
  return EXIT_SUCCESS;
}

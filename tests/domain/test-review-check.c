// SPDX-License-Identifier: GPL-3.0-or-later
#include "review-testing.h"

static void
assert_invariants (const HengReview *review)
{
  HengReviewState state = heng_review_get_state (review);

  for (guint i = 0; i < review->statements->len; i++)
    {
      const HengReviewStatement *statement = g_ptr_array_index (review->statements, i);
      g_autoptr (GArray) figures = heng_review_list_figures (statement);
      gboolean is_last = i + 1 == review->statements->len, is_open = FALSE;

      g_assert_cmpuint (statement->issue->statement, ==, i + 1);
      g_assert_cmpuint (statement->confirmations->len, <=, 3);
      for (guint j = 0; j < statement->disputes->len; j++)
        {
          const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, j);

          if (dispute->end != NULL)
            continue;
          is_open = TRUE;
          g_assert_true (is_last);
          g_assert_null (heng_review_find_confirmation (statement, dispute->event->party));
        }
      for (guint j = 0; j < figures->len; j++)
        {
          const HengReviewFigure *figure = &g_array_index (figures, HengReviewFigure, j);

          g_assert_cmpint (figure->undisputed_minor, >=, 0);
          g_assert_cmpint (figure->disputed_minor, >=, 0);
          g_assert_cmpint (figure->undisputed_minor + figure->disputed_minor, ==, figure->line->amount_minor);
          g_assert_true (is_open || figure->disputed_minor == 0);
        }
      if (is_last)
        {
          g_assert_true ((state == HENG_REVIEW_STATE_DISPUTED) == is_open);
          g_assert_true (state != HENG_REVIEW_STATE_JOINT || statement->confirmations->len == 3);
        }
    }
}

static char *
make_random_step (GRand      *random,
                  HengReview *review)
{
  static const char *const parties[] = { "A", "B", "C", "Fund" }, *const ends[] = { "withdrawn", "agreed", "decided" };
  static const char *const owed[] = { "A>B=100", "B>A=100", "A>B=90,C>B=5", "C>B=5,A>B=90", "A>Fund=3 t", "" };
  static const char *const lines[] = { "A>B=60", "B>A=60", "A>B=100", "C>B=9", "C>B=-5,A>B=0", "A>Fund=4 t", "A>B=1,B>A=2" };
  guint last = review->statements->len, number = (guint) g_rand_int_range (random, 1, 12);
  const char *party = parties[g_rand_int_range (random, 0, G_N_ELEMENTS (parties))];

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      return g_rand_int_range (random, 0, 8) == 0 ? g_strdup ("owed -")
                                                  : g_strdup_printf ("owed %s", owed[g_rand_int_range (random, 0, G_N_ELEMENTS (owed) - 1)]);
    case 1:
      return g_strdup_printf ("issue %s @%u", owed[g_rand_int_range (random, 0, G_N_ELEMENTS (owed) - 1)], last + 1);
    case 2:
      return g_strdup_printf ("end %u %s", number, ends[g_rand_int_range (random, 0, G_N_ELEMENTS (ends))]);
    case 3:
      return g_strdup_printf ("dispute %s %s @%u", party, lines[g_rand_int_range (random, 0, G_N_ELEMENTS (lines))], MAX (last, 1));
    default:
      return g_strdup_printf ("confirm %s @%u", party, MAX (last, 1));
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240601);
  guint reached[HENG_N_REVIEW_STATES] = { 0 };

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (HengReview) review = heng_review_new ("T-1", (HengPeriod) { HENG_PERIOD_YEAR, 2021 });
      gint64 number = 0;

      for (guint j = 0; j < 25; j++)
        {
          g_autofree char *step = make_random_step (random, review);
          guint n_events = review->events->len;
          gint64 before = number;
          g_autoptr (GError) error = NULL;
          gboolean taken = take_step (review, step, &number, &error);

          g_assert_true (taken == (error == NULL));
          /* What is refused leaves nothing behind. */
          g_assert_cmpuint (review->events->len, ==, n_events + (taken && number > before));
          if (!taken)
            number = before;
          assert_invariants (review);
          reached[heng_review_get_state (review)]++;
        }
    }
  for (guint i = 0; i < HENG_N_REVIEW_STATES; i++)
    g_assert_cmpuint (reached[i], >, 0);
}

static void
test_reasons (void)
{
  static const char *const empty[] = { NULL, "", " ", "\t\n", "\343\200\200" };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (HengReview) review = heng_review_new ("T-1", (HengPeriod) { HENG_PERIOD_YEAR, 2021 });
      HengReviewEvent *dispute = parse_event ("dispute A A>B=60", 2);
      g_autoptr (GError) error = NULL;

      g_assert_true (heng_review_add (review, parse_event ("issue A>B=100", 1), NULL));
      g_free (dispute->reason);
      dispute->reason = g_strdup (empty[i]);
      g_assert_false (heng_review_add (review, dispute, &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_REVIEW_REASON);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/review-check/whatever-is-tried", test_random);
  g_test_add_func ("/domain/review-check/wants-a-reason", test_reasons);
  return g_test_run ();
}

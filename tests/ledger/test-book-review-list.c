// SPDX-License-Identifier: GPL-3.0-or-later
#include "review-testing.h"

static char *
list (Testing               *self,
      const HengReviewQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reviews = heng_book_list_reviews (self->book, query, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < reviews->len; i++)
    {
      const HengReview *review = g_ptr_array_index (reviews, i);
      g_autofree char *period = heng_period_format (review->period);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? ", " : "", review->agreement, period,
                              heng_review_state_get_name (heng_review_get_state (review)));
    }
  return g_string_free (text, FALSE);
}

#define assert_list(self, expected, ...) \
  G_STMT_START { \
    HengReviewQuery list_query = { __VA_ARGS__ }; \
    g_autofree char *listed = list (self, &list_query); \
    g_assert_cmpstr (listed, ==, expected); \
  } G_STMT_END

static void
test_lists (Testing       *self,
            gconstpointer  data)
{
  static const char *const codes[] = { "T-1", "T-2", "T-3" };
  HengPeriod year = testing_period ("2022");
  g_autoptr (GError) error = NULL;
  gint64 before, number;

  assert_list (self, "", .waiting = TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      testing_agree (self, codes[i], TESTING_YEARS, TESTING_RULE);
      testing_observe (self, codes[i], "q", "2022", "1");
      testing_post (self, codes[i], "2022", HENG_SETTLEMENT_POSTED);
    }
  testing_observe (self, "T-1", "q", "2021", "7.5");
  testing_observe (self, "T-1", "q", "2023", "7.5");
  issue (self, "2021", 1);
  before = testing_head (self, NULL);
  issue (self, "2022", 1);
  issue (self, "2023", 1);
  confirm_all (self, "2022");
  number = dispute (self, "2023", 0);
  testing_observe (self, "T-1", "q", "2021", "8");

  assert_list (self, "T-1 2021 outdated, T-1 2022 jointly-confirmed, T-1 2023 disputed, T-2 2022 computed, T-3 2022 computed", 0);
  assert_list (self, "T-1 2021 outdated, T-1 2023 disputed, T-2 2022 computed, T-3 2022 computed", .waiting = TRUE);
  assert_list (self, "T-1 2022 jointly-confirmed, T-2 2022 computed, T-3 2022 computed", .period = &year);
  assert_list (self, "T-2 2022 computed", .agreement = "T-2");
  assert_list (self, "T-2 2022 computed", .after = "T-1", .limit = 1);
  assert_list (self, "T-1 2021 issued, T-1 2022 computed, T-2 2022 computed, T-3 2022 computed", .known = before);
  assert_list (self, "T-1 2021 issued, T-1 2023 disputed", .agreement = "T-1", .waiting = TRUE, .known = number);
  assert_list (self, "", .known = -1);

  /* What was booked by mistake waits for nothing. */
  g_assert_true (heng_book_reverse (self->book, 2, "by mistake", NULL, NULL));
  assert_list (self, "", .agreement = "T-2");
  g_assert_null (heng_book_list_reviews (self->book, &(HengReviewQuery) { .agreement = "T-9" }, &error));
  testing_assert_error (error, AGREEMENT_UNKNOWN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  REVIEW_TESTING_ADD ("lists", test_lists, NULL);
  return g_test_run ();
}

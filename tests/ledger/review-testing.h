// SPDX-License-Identifier: GPL-3.0-or-later
/* Statements of T-1 issued, confirmed and disputed in short. */
#pragma once

#include "heng-book-review.h"

#include "heng-book-exceptions.h"
#include "ledger-testing.h"

static inline HengReview *
review_at (Testing    *self,
           const char *period,
           gint64      known)
{
  g_autoptr (GError) error = NULL;
  HengReview *review = heng_book_get_review (self->book, "T-1", testing_period (period), known, &error);

  g_assert_no_error (error);
  return review;
}

static inline void
assert_state (Testing    *self,
              const char *period,
              gint64      known,
              const char *state)
{
  g_autoptr (HengReview) review = review_at (self, period, known);

  g_assert_cmpstr (heng_review_state_get_name (heng_review_get_state (review)), ==, state);
}

static inline gint64
issue (Testing    *self,
       const char *period,
       guint       expected)
{
  g_autoptr (GError) error = NULL;
  guint statement;
  gint64 fact;

  g_assert_true (heng_book_append_issue (self->book, "T-1", testing_period (period), "函1", &statement, &fact, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (statement, ==, expected);
  g_assert_cmpint (fact, ==, testing_head (self, NULL));
  return fact;
}

static inline gboolean
try_confirm (Testing     *self,
             const char  *period,
             const char  *party,
             GError     **error)
{
  return heng_book_append_confirmation (self->book, "T-1", testing_period (period), 0, party, NULL, NULL, error);
}

static inline void
confirm_all (Testing    *self,
             const char *period)
{
  static const char *const parties[] = { "Down", "Up", "Yiwu", "Dongyang" };

  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    g_assert_true (try_confirm (self, period, parties[i], NULL));
}

static inline gint64
try_dispute (Testing     *self,
             const char  *period,
             const char  *party,
             const char  *from,
             const char  *to,
             gint64       proposed,
             GError     **error)
{
  g_autoptr (GPtrArray) lines = heng_review_lines_new ();
  gint64 fact = 0;

  g_ptr_array_add (lines, heng_review_line_new (from, to, "CNY", proposed));
  return heng_book_append_dispute (self->book, "T-1", testing_period (period), 0, party, lines, "measured otherwise", "函2", &fact, error) ? fact : 0;
}

static inline gint64
dispute (Testing    *self,
         const char *period,
         gint64      proposed)
{
  g_autoptr (GError) error = NULL;
  gint64 fact = try_dispute (self, period, "Down", "Down", "Up", proposed, &error);

  g_assert_no_error (error);
  return fact;
}

/* @amount: %G_MININT64 for none. Returns: the entry, -1 where it failed */
static inline gint64
try_end (Testing         *self,
         gint64           number,
         HengDisputeEnd   how,
         gint64           amount,
         const char      *document,
         GError         **error)
{
  g_autoptr (GPtrArray) amounts = heng_review_lines_new ();
  HengDisputeOutcome outcome = { how, amounts, "by protocol", document, testing_day ("2024-05-31") };
  gint64 entry;

  if (amount != G_MININT64)
    g_ptr_array_add (amounts, heng_review_line_new ("Down", "Up", "CNY", amount));
  return heng_book_end_dispute (self->book, number, &outcome, &entry, NULL, error) ? entry : -1;
}

/* 2021 is settled, booked and issued at 750.00. */
static inline void
set_up_issued (Testing *self)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "7.5");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  issue (self, "2021", 1);
}

static inline void
assert_accrued (Testing *self,
                gint64   expected)
{
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", expected, 0);
}

#define REVIEW_TESTING_ADD(path, function, argument) \
  g_test_add ("/ledger/book-review/" path, Testing, argument, testing_set_up, function, testing_tear_down)

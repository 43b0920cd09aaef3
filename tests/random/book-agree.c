// SPDX-License-Identifier: GPL-3.0-or-later
/* What people agree and do besides measuring: exceptions, closed days, payments. */
#include "book-history-private.h"

#include "case-random.h"

#include "heng-book-exceptions.h"

static void
agree_exception (History    *self,
                 BookPeriod *period)
{
  HengPeriod read = compare_period (period->period);
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  period->is_frozen = case_random_percent (&self->random, 50);
  if (period->is_frozen)
    {
      g_assert_true (heng_book_append_freeze (self->testing.book, "R-1", read, "as agreed", "D-1", &number, &error));
      period->frozen_versions = self->n_versions;
      period->frozen_observations = self->n_observations;
      self->tally->n_freezes++;
    }
  else
    {
      g_autoptr (GPtrArray) amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);

      /* A multiple of every step of money; now and then nothing is owed. */
      period->agreed_minor = case_random_range (&self->random, 0, 4) * G_GINT64_CONSTANT (5000000);
      if (period->agreed_minor > 0)
        {
          HengAgreedAmount *amount = g_new0 (HengAgreedAmount, 1);

          *amount = (HengAgreedAmount) { g_strdup (case_party_names[0]), g_strdup (case_party_names[1]), g_strdup ("CNY"), period->agreed_minor };
          g_ptr_array_add (amounts, amount);
        }
      g_assert_true (heng_book_append_override (self->testing.book, "R-1", read, amounts, "as agreed", "D-2", &number, &error));
      self->tally->n_overrides++;
    }
  g_assert_no_error (error);
  period->exception = number;
}

void
book_history_agree (History *self,
                    GArray  *listed)
{
  g_autoptr (GError) error = NULL;
  BookPeriod *period;
  Months months;

  if (listed->len > 0 && case_random_percent (&self->random, 40))
    {
      period = book_history_find_period (self, g_array_index (listed, CasePeriod, case_random_next (&self->random) % listed->len));
      if (period->exception == 0 && reference_find_version (self->made, self->n_versions, period->period, &months) >= 0)
        agree_exception (self, period);
      else if (period->exception != 0)
        {
          g_assert_true (heng_book_end_exception (self->testing.book, period->exception, "over", "D-3", NULL, &error));
          g_assert_no_error (error);
          period->exception = 0;
          self->tally->n_ended++;
        }
    }
  if (case_random_percent (&self->random, 20) && heng_book_get_today (self->testing.book) > self->closed_until)
    {
      self->closed_until = heng_book_get_today (self->testing.book) - case_random_range (&self->random, 0, 3) % (self->closed_until == 0 ? 4 : 1);
      g_assert_true (heng_book_close (self->testing.book, self->closed_until, "closed", NULL, &error));
      g_assert_no_error (error);
      self->tally->n_closed++;
    }
  if (case_random_percent (&self->random, 30))
    {
      testing_pay (&self->testing, "R-1", case_party_names[case_random_range (&self->random, 0, 1)], case_party_names[2], 12345);
      self->tally->n_payments++;
    }
  if (case_random_percent (&self->random, 15))
    {
      testing_reopen (&self->testing);
      self->tally->n_reopened++;
    }
}

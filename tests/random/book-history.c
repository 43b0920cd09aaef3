// SPDX-License-Identifier: GPL-3.0-or-later
#include "book-history.h"

#include "book-history-private.h"
#include "case-random.h"

#include "heng-book-runs.h"
#include "heng-book-verify.h"

static void
book_period_clear (gpointer data)
{
  g_free (((BookPeriod *) data)->booked);
}

static void
given_clear (gpointer data)
{
  g_free (((Given *) data)->text);
}

static void
say (History    *self,
     const char *what,
     HengPeriod  period,
     const char *found,
     const char *expected)
{
  g_autofree char *text = heng_period_format (period);

  g_string_append_printf (self->words, "%s of %s: the program says «%s», expected «%s» (%u versions, %d observations)\n", what, text, found,
                          expected, self->n_versions, self->n_observations);
}

BookPeriod *
book_history_find_period (History    *self,
                          CasePeriod  period)
{
  BookPeriod made = { .period = period, .booked = g_strdup ("") };

  for (guint i = 0; i < self->periods->len; i++)
    if (case_period_equal (g_array_index (self->periods, BookPeriod, i).period, period))
      {
        g_free (made.booked);
        return &g_array_index (self->periods, BookPeriod, i);
      }
  g_array_append_val (self->periods, made);
  return &g_array_index (self->periods, BookPeriod, self->periods->len - 1);
}

/* ---- recording a batch ---- */

static void
record_batch (History *self,
              guint    batch)
{
  const Case *made = self->made;
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_observation_input_free);
  g_autoptr (GError) error = NULL;

  for (; self->n_versions < (guint) made->n_versions && (self->n_versions == 0 || made->versions[self->n_versions].batch <= batch);
       self->n_versions++)
    {
      g_autoptr (HengAgreement) version = compare_read_version (made, self->n_versions, &error);

      g_assert_no_error (error);
      g_assert_true (heng_book_append_agreement (self->testing.book, version, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  for (; self->n_observations < made->n_observations && made->observations[self->n_observations].batch <= batch; self->n_observations++)
    {
      const Observation *observation = &made->observations[self->n_observations];
      HengObservationInput *input = g_new0 (HengObservationInput, 1);

      input->agreement = g_strdup ("R-1");
      input->indicator = g_strdup (case_indicator_names[observation->indicator]);
      input->period = compare_period (observation->period);
      input->value = g_strdup (observation->withdrawn ? "" : observation->value.text);
      input->source = g_strdup (case_source_names[observation->source]);
      g_ptr_array_add (inputs, input);
    }
  if (inputs->len > 0)
    g_assert_true (heng_book_append_observations (self->testing.book, inputs, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* ---- settling ---- */

static ReferenceSettlement *
expect (History          *self,
        const BookPeriod *period,
        const char      **status)
{
  static const char *const statuses[] = { "complete", "incomplete", "blocked", "failed", "complete" };
  gboolean frozen = period->exception != 0 && period->is_frozen;
  ReferenceSettlement *expected = reference_settle (self->made, period->period, frozen ? period->frozen_versions : self->n_versions,
                                                    frozen ? period->frozen_observations : self->n_observations);

  self->passed_over |= expected->failure == FAILURE_TOO_LARGE;
  *status = statuses[expected->status];
  if (period->exception != 0 && !frozen)
    {
      ReferenceObligation agreed = { 0, 1, -1, period->agreed_minor };

      *status = "overridden";
      g_array_set_size (expected->obligations, 0);
      g_ptr_array_set_size (expected->missing, 0);
      if (agreed.minor > 0)
        g_array_append_val (expected->obligations, agreed);
    }
  return expected;
}

/* What all runs of the period, and what all its lines add up to. */
static char *
read_booked (History    *self,
             HengPeriod  period)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = heng_book_list_runs (self->testing.book, "R-1", &period, 0, &error);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const HengRun *last;

  g_assert_no_error (error);
  last = runs->len > 0 ? g_ptr_array_index (runs, runs->len - 1) : NULL;
  for (guint i = 0; last != NULL && i < last->totals->len; i++)
    {
      const HengDifference *total = g_ptr_array_index (last->totals, i);

      g_ptr_array_add (texts, g_strdup_printf ("%s>%s %" G_GINT64_FORMAT " %s", total->from, total->to, total->amount_minor, total->commodity));
    }
  return compare_join (texts);
}

static void
settle_one (History    *self,
            BookPeriod *period)
{
  HengPeriod read = compare_period (period->period);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) settlement = NULL;
  const char *status;
  ReferenceSettlement *expected = expect (self, period, &status);
  g_autofree char *owed = compare_describe_obligations (expected), *missing = compare_join (expected->missing), *found = NULL, *all = NULL;
  Given given = { .period = read };
  gboolean due = strcmp (status, "complete") == 0 || strcmp (status, "overridden") == 0;
  gint64 entry;

  self->tally->n_settlements++;
  self->tally->n_dropped += expected->version < 0;
  reference_settlement_free (expected);
  if (self->passed_over)
    return;

  settlement = heng_book_settle (self->testing.book, "R-1", read, 0, case_random_percent (&self->random, 20), &error);
  if (settlement == NULL)
    {
      say (self, "the settlement", read, error->message, status);
      return;
    }
  found = compare_describe_settlement (settlement);
  all = g_strdup_printf ("%s | %s | %s", status, owed, missing);
  if (strcmp (found, all) != 0)
    say (self, "the settlement", read, found, all);
  given.text = g_strdup (found);
  g_assert_true (heng_book_get_head (self->testing.book, &given.known, NULL, &error));
  g_array_append_val (self->given, given);

  /* Each amount fits, what they add up to need not. */
  if (!heng_book_post_settlement (self->testing.book, settlement, compare_day (self->made->today), &entry, &error) &&
      !(self->passed_over = g_error_matches (error, HENG_ERROR, HENG_ERROR_MONEY_OVERFLOW)))
    say (self, "booking", read, error->message, "nothing wrong");
  if (due)
    {
      period->was_booked |= strcmp (period->booked, owed) != 0;
      self->tally->n_runs += strcmp (period->booked, owed) != 0;
      g_free (period->booked);
      period->booked = g_strdup (owed);
    }
}

static void
check_booked (History    *self,
              BookPeriod *period)
{
  HengPeriod read = compare_period (period->period);
  g_autofree char *booked = read_booked (self, read);

  if (strcmp (booked, period->booked) != 0)
    say (self, "the sum of runs", read, booked, period->booked);
}

/* Those assessed now, and those that no version assesses any more though something is booked for them or an exception is in force. */
static GArray *
list_periods (History *self)
{
  GArray *periods = reference_list_periods (self->made, self->n_versions, self->made->today);
  guint n_assessed = periods->len;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = heng_book_list_periods (self->testing.book, "R-1", compare_day (self->made->today), NULL, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < self->periods->len; i++)
    {
      const BookPeriod *period = &g_array_index (self->periods, BookPeriod, i);
      Months months;

      if ((period->was_booked || period->exception != 0) && reference_find_version (self->made, self->n_versions, period->period, &months) < 0)
        g_array_append_val (periods, period->period);
    }
  if (found->len != periods->len)
    g_string_append_printf (self->words, "%u periods are listed, %u (%u of them assessed) expected\n", found->len, periods->len, n_assessed);
  for (guint i = 0; i < periods->len && self->words->len == 0; i++)
    {
      HengPeriod wanted = compare_period (g_array_index (periods, CasePeriod, i));
      gboolean listed = FALSE;

      for (guint j = 0; j < found->len; j++)
        listed = listed || heng_period_equal (g_array_index (found, HengPeriod, j), wanted);
      if (!listed)
        say (self, "the list", wanted, "nothing", "it");
    }
  return periods;
}

static void
check_entries (History *self,
               gint64   after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = heng_book_list_entries_after (self->testing.book, after, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      if (entry->booked <= self->closed_until)
        g_string_append_printf (self->words, "entry %" G_GINT64_FORMAT " is booked on a closed day\n", entry->number);
    }
}

static void
live_batch (History *self,
            guint    batch)
{
  g_autoptr (GArray) assessed = NULL, periods = NULL;
  g_autoptr (GError) error = NULL;
  HengEntryQuery query = { .agreement = "R-1", .limit = 1 };
  g_autoptr (GPtrArray) newest = NULL;
  gint64 last_entry;

  self->testing.now_ms += TESTING_DAY_MS * case_random_range (&self->random, 1, 20);
  record_batch (self, batch);
  assessed = list_periods (self);
  book_history_agree (self, assessed);
  periods = list_periods (self);
  newest = heng_book_list_entries (self->testing.book, &query, &error);
  g_assert_no_error (error);
  last_entry = newest->len > 0 ? ((HengEntry *) g_ptr_array_index (newest, 0))->number : 0;

  g_assert_true (heng_book_begin (self->testing.book, &error));
  for (guint i = 0; i < periods->len && self->words->len == 0 && !self->passed_over; i++)
    settle_one (self, book_history_find_period (self, g_array_index (periods, CasePeriod, i)));
  if (self->words->len > 0 || self->passed_over)
    {
      heng_book_rollback (self->testing.book);
      return;
    }
  g_assert_true (heng_book_commit (self->testing.book, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < self->periods->len && !self->passed_over && self->words->len == 0; i++)
    check_booked (self, &g_array_index (self->periods, BookPeriod, i));
  check_entries (self, last_entry);
}

/* ---- afterwards ---- */

static void
found_wrong (gint64        fact,
             const GError *finding,
             gpointer      data)
{
  History *self = data;

  g_string_append_printf (self->words, "verify finds at fact %" G_GINT64_FORMAT ": %s\n", fact, finding->message);
}

static void
look_back (History *self)
{
  g_autoptr (GError) error = NULL;
  gint64 n_found;

  for (guint i = 0; i < self->given->len && self->words->len == 0; i++)
    {
      const Given *given = &g_array_index (self->given, Given, i);
      g_autoptr (HengSettlement) settlement = heng_book_settle (self->testing.book, "R-1", given->period, given->known, FALSE, &error);
      g_autofree char *found = NULL;

      g_assert_no_error (error);
      found = compare_describe_settlement (settlement);
      if (strcmp (found, given->text) != 0)
        say (self, "what was known then", given->period, found, given->text);
      self->tally->n_known++;
    }
  g_assert_true (heng_book_verify (self->testing.book, TRUE, found_wrong, self, &n_found, &error));
  g_assert_no_error (error);
}

gboolean
book_history_try (const Case  *made,
                  BookTally   *tally,
                  char       **words)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (BookPeriod));
  g_autoptr (GArray) given = g_array_new (FALSE, FALSE, sizeof (Given));
  g_autoptr (GString) text = g_string_new (NULL);
  History self = { .made = made, .random = made->seed, .periods = periods, .given = given, .tally = tally, .words = text };

  g_array_set_clear_func (periods, book_period_clear);
  g_array_set_clear_func (given, given_clear);
  testing_set_up (&self.testing, NULL);
  tally->n_histories++;
  for (guint batch = 0; batch < made->n_batches && text->len == 0 && !self.passed_over; batch++)
    live_batch (&self, batch);
  if (text->len == 0 && !self.passed_over)
    look_back (&self);
  tally->n_passed_over += self.passed_over;
  testing_tear_down (&self.testing, NULL);

  *words = g_string_free (g_steal_pointer (&text), FALSE);
  return **words == '\0';
}

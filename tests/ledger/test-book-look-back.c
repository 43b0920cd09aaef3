// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-look-back.h"

#include "heng-book-settle-many.h"

#include "ledger-testing.h"

#define LATER_RULES "\"Down pays Up 300 * q\",\"Down provides Up 0.125 * q \\\"t\\\"\""

/* Everything that can be asked of a book, as one text. */
static char *
describe (HengBook *book)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) codes = heng_book_list_codes (book, 0, NULL), rows = NULL;
  g_autoptr (GPtrArray) regions = heng_book_list_regions (book, NULL), commodities = heng_book_list_commodities (book, NULL);
  g_autoptr (GPtrArray) agreements = heng_book_list_agreements (book, NULL, -1, NULL, 100, NULL);
  g_autoptr (GPtrArray) entries = heng_book_list_entries (book, &(HengEntryQuery) { .limit = 100 }, NULL);
  g_autofree char *hash = NULL, *today = heng_day_format (heng_book_get_today (book));
  gint64 count;

  g_assert_true (heng_book_get_head (book, &count, &hash, NULL));
  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %u\n", count, hash, today, heng_book_get_digits_shown (book, "t"));
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);
      g_autoptr (HengAgreement) last = heng_book_get_agreement (book, code, NULL);
      g_autoptr (GPtrArray) observations = heng_book_list_observations (book, code, 100, NULL);
      g_autoptr (GPtrArray) versions = heng_book_list_versions (book, code, 0, NULL);

      g_string_append_printf (text, "%s %u %u %s\n", code, versions->len, observations->len, last->document);
    }
  for (guint i = 0; i < regions->len; i++)
    g_string_append_printf (text, "%s ", ((const HengRegion *) g_ptr_array_index (regions, i))->name_en);
  for (guint i = 0; i < commodities->len; i++)
    g_string_append_printf (text, "%s ", (const char *) g_ptr_array_index (commodities, i));
  for (guint i = 0; i < agreements->len; i++)
    {
      const HengAgreementRow *row = g_ptr_array_index (agreements, i);

      g_string_append_printf (text, "\n%s %s %u %" G_GINT64_FORMAT, row->code, row->title_zh, row->n_versions, row->outstanding_minor);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "\n#%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, entry->number, entry->reversed_by);
    }
  for (guint by = 0; by <= HENG_BALANCE_BY_AGREEMENT; by++)
    {
      rows = heng_book_list_balances (book, (HengBalanceBy) by, FALSE, (HengView) { 0 }, NULL);
      for (guint i = 0; i < rows->len; i++)
        {
          const HengBalance *row = g_ptr_array_index (rows, i);

          g_string_append_printf (text, "\n%s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row->name_en, row->commodity,
                                  row->accrued_minor, row->paid_minor);
        }
      g_clear_pointer (&rows, g_ptr_array_unref);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One of everything that can be recorded, and a day goes by. */
static void
record (Testing *self)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);
  g_autoptr (GError) error = NULL;
  gint64 payment;

  self->now_ms += TESTING_DAY_MS;
  testing_agree (self, "T-1", TESTING_YEARS, LATER_RULES);
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "6");
  testing_observe (self, "T-2", "q", "2020", "1");
  testing_add_region (regions, "410000", "中原", "Zhongyuan", NULL);
  testing_add_region (regions, "990000", "新", "New", NULL);
  g_assert_true (heng_book_append_regions (self->book, regions, NULL, NULL, &error));
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  testing_post (self, "T-2", "2020", HENG_SETTLEMENT_POSTED);
  payment = testing_pay (self, "T-1", "Yiwu", "Dongyang", 5);
  g_assert_true (heng_book_reverse (self->book, payment, "wrong", NULL, &error));
  g_assert_true (heng_book_reverse (self->book, 1, "wrong", NULL, &error));
  g_assert_no_error (error);
}

static void
set_up (Testing       *self,
        gconstpointer  data)
{
  testing_set_up (self, NULL);
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  testing_pay (self, "T-1", "Down", "Up", 100);
}

static HengBook *
look_back (Testing *self,
           gint64   known,
           HengDay  day)
{
  HengBook *book = testing_open_another (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_look_back (book, known, day, &error));
  g_assert_no_error (error);
  return book;
}

static void
test_same (Testing       *self,
           gconstpointer  data)
{
  g_autofree char *then = describe (self->book), *later = NULL;
  gint64 known = testing_head (self, NULL);
  HengDay day = heng_book_get_today (self->book);

  record (self);
  later = describe (self->book);
  g_assert_cmpstr (then, !=, later);
  for (guint way = 0; way < 3; way++)
    {
      g_autoptr (HengBook) book = look_back (self, known, way == 0 ? HENG_DAY_NONE : day);
      g_autofree char *back = describe (book);

      g_assert_cmpstr (back, ==, then);
      if (way == 1)
        g_chmod (self->path, 0444);
    }

  /* As far as there is nothing later, it is now. */
  {
    g_autoptr (HengBook) book = look_back (self, testing_head (self, NULL), HENG_DAY_NONE);
    g_autofree char *back = describe (book);

    g_assert_cmpstr (back, ==, later);
  }
}

static void
test_read_only (Testing       *self,
                gconstpointer  data)
{
  gint64 known = testing_head (self, NULL);
  g_autoptr (HengBook) book = NULL;
  g_autoptr (HengAgreement) agreement = testing_agreement_new ("T-3", "三", TESTING_PARTIES, TESTING_YEARS, TESTING_RULE);
  g_autoptr (GError) error = NULL;

  record (self);
  book = look_back (self, known, HENG_DAY_NONE);
  g_assert_true (heng_book_is_read_only (book));
  testing_assert_untouched (self, g_assert_false (heng_book_append_agreement (book, agreement, NULL, NULL, &error)));
  testing_assert_error (error, BOOK_READ_ONLY);
}

/* A day between: what was recorded by then, and that day as today; before the first fact there is nothing. */
static void
test_day (Testing       *self,
          gconstpointer  data)
{
  HengDay day = heng_book_get_today (self->book);
  gint64 known = testing_head (self, NULL), found;
  g_autoptr (GError) error = NULL;

  self->now_ms += 9 * TESTING_DAY_MS;
  record (self);
  {
    g_autoptr (HengBook) book = look_back (self, known, day + 4);

    g_assert_cmpint (heng_book_get_today (book), ==, day + 4);
    g_assert_true (heng_book_get_head (book, &found, NULL, &error));
    g_assert_cmpint (found, ==, known);
  }
  {
    g_autoptr (HengBook) book = look_back (self, -1, day - 100);
    g_autoptr (GPtrArray) codes = heng_book_list_codes (book, 0, &error);

    g_assert_cmpuint (codes->len, ==, 0);
    g_assert_true (heng_book_get_head (book, &found, NULL, &error));
    g_assert_cmpint (found, ==, 0);
  }
}

static gboolean
take (HengSettlement  *settlement,
      gpointer         prepared,
      gpointer         data,
      GError         **error)
{
  GString *text = data;
  g_autofree char *period = heng_period_format (settlement->period);

  g_string_append_printf (text, "%s %s", settlement->agreement->code, period);
  for (guint i = 0; i < settlement->obligations->len; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, g_array_index (settlement->obligations, HengObligation, i).amount_minor);
  g_string_append_c (text, '\n');
  heng_settlement_free (settlement);
  return TRUE;
}

static char *
settle_many (HengBook *book)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settle_target_free);
  g_autoptr (GPtrArray) codes = heng_book_list_codes (book, 0, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  HengSettleRequest request = { .ended_by = testing_day ("2023-12-31"), .take = take, .data = text };

  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (targets, heng_settle_target_new (g_ptr_array_index (codes, i), NULL));
  g_assert_true (heng_book_settle_many (book, targets, &request, &error));
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Threads with connections of their own look back as far. */
static void
test_threads (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *then = NULL, *back = NULL, *later = NULL;
  g_autoptr (HengBook) book = NULL;
  gint64 known;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *code = g_strdup_printf ("M-%03u", i), *value = g_strdup_printf ("%u", i + 1);

      testing_agree (self, code, TESTING_YEARS, TESTING_RULE);
      testing_observe (self, code, "q", "2020", value);
    }
  known = testing_head (self, NULL);
  then = settle_many (self->book);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *code = g_strdup_printf ("M-%03u", i);

      testing_observe (self, code, "q", "2020", "7");
    }
  later = settle_many (self->book);
  book = look_back (self, known, HENG_DAY_NONE);
  back = settle_many (book);
  g_assert_cmpstr (then, !=, later);
  g_assert_cmpstr (then, ==, back);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/look-back/same", Testing, NULL, set_up, test_same, testing_tear_down);
  g_test_add ("/ledger/look-back/read-only", Testing, NULL, set_up, test_read_only, testing_tear_down);
  g_test_add ("/ledger/look-back/day", Testing, NULL, set_up, test_day, testing_tear_down);
  g_test_add ("/ledger/look-back/threads", Testing, NULL, set_up, test_threads, testing_tear_down);
  return g_test_run ();
}

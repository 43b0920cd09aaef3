// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

static gboolean
append (Testing     *self,
        const char  *code,
        const char  *title,
        const char  *parties,
        GError     **error)
{
  g_autoptr (HengAgreement) agreement = testing_agreement_new (code, title, parties, TESTING_YEARS, "");

  return heng_book_append_agreement (self->book, agreement, NULL, NULL, error);
}

static void
test_versions (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE));
  testing_assert_untouched (self, g_assert_false (testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE)));
  g_assert_true (testing_agree (self, "T-1", TESTING_YEARS, "\"Down pays Up 1 * q\""));
  versions = heng_book_list_versions (self->book, "T-1", 0, NULL);
  g_assert_cmpuint (versions->len, ==, 2);
  g_clear_pointer (&versions, g_ptr_array_unref);
  versions = heng_book_list_versions (self->book, "T-1", 3, NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_null (heng_book_list_versions (self->book, "T-2", 0, &error));
  testing_assert_error (error, AGREEMENT_UNKNOWN);
}

static void
test_refused (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  testing_assert_untouched (self, g_assert_false (append (self, "T-2", "协议",
    "{\"name\":\"A\",\"region\":\"330000\",\"role\":\"partner\"},{\"name\":\"B\",\"region\":\"999999\",\"role\":\"partner\"}", &error)));
  testing_assert_error (error, DOCUMENT_REGION_UNKNOWN);
  g_assert_cmpstr (heng_error_get_path (error), ==, "parties[1].region");

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", 1);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_false (append (self, "T-1", "协议",
    "{\"name\":\"Down\",\"region\":\"370000\",\"role\":\"partner\"},{\"name\":\"Other\",\"region\":\"410000\",\"role\":\"partner\"}", &error)));
  testing_assert_error (error, DOCUMENT_PARTY_LOST);
}

static const struct { const char *search; guint n; } searches[] = {
  { NULL, 3 }, { "", 3 }, { "水", 2 }, { "赤水", 1 }, { "河南", 3 }, { "henan", 3 }, { "HENAN", 3 }, { "T-2", 1 }, { "t-2", 1 },
  { "%", 1 }, { "_", 1 }, { "\\", 0 }, { "水_", 1 }, { "新%", 0 }, { "100%", 1 }, { "无", 0 }, { "'", 0 }, { "down", 3 },
};

static void
test_search (Testing       *self,
             gconstpointer  data)
{
  g_assert_true (append (self, "T-1", "赤水河协议", TESTING_PARTIES, NULL));
  g_assert_true (append (self, "T-2", "新安江水_100%", TESTING_PARTIES, NULL));
  g_assert_true (append (self, "T-3", "森林", TESTING_PARTIES, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GPtrArray) rows = heng_book_list_agreements (self->book, searches[i].search, -1, NULL, 100, NULL);
      guint count;

      g_test_message ("%s", searches[i].search);
      g_assert_true (heng_book_count_agreements (self->book, searches[i].search, -1, &count, NULL));
      g_assert_cmpuint (count, ==, searches[i].n);
      g_assert_cmpuint (rows->len, ==, searches[i].n);
    }
}

static void
test_pages (Testing       *self,
            gconstpointer  data)
{
  g_autofree char *after = NULL;
  guint n = 0;

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%02u", (i * 7) % 25);

      testing_agree (self, code, TESTING_YEARS, TESTING_RULE);
      testing_agree (self, code, TESTING_YEARS, "\"Down pays Up 2 * q\"");
    }
  for (;;)
    {
      g_autoptr (GPtrArray) rows = heng_book_list_agreements (self->book, NULL, -1, after, 7, NULL);

      for (guint i = 0; i < rows->len; i++, n++)
        {
          const HengAgreementRow *row = g_ptr_array_index (rows, i);
          g_autofree char *code = g_strdup_printf ("T-%02u", n);

          g_assert_cmpstr (row->code, ==, code);
          g_assert_cmpuint (row->n_versions, ==, 2);
          g_free (after);
          after = g_strdup (row->code);
        }
      if (rows->len < 7)
        break;
    }
  g_assert_cmpuint (n, ==, 25);
}

static const struct
{
  const char *search;
  int         mechanism;
  const char *after;
  guint       window;
  const char *ends;
} window_ends[] = {
  { NULL, -1, NULL, 7, "T-06 T-13 T-20" },
  { NULL, -1, "T-06", 7, "T-13 T-20" },
  { NULL, -1, "T-07", 7, "T-14 T-21" },
  { NULL, -1, NULL, 22, "T-21" },
  { NULL, -1, NULL, 23, "" },
  { NULL, -1, "T-21", 1, "" },
  { "T-1", -1, NULL, 5, "T-14 T-19" },
  { "T-1", HENG_MECHANISM_WATERSHED, "T-12", 3, "T-15 T-18" },
  { NULL, HENG_MECHANISM_GRAIN, NULL, 1, "" },
};

/* The ends of windows are where a list walked through window by window goes on. */
static void
test_window_ends (Testing       *self,
                  gconstpointer  data)
{
  for (guint i = 0; i < 22; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%02u", (i * 5) % 22);

      testing_agree (self, code, TESTING_YEARS, TESTING_RULE);
      testing_agree (self, code, TESTING_YEARS, "\"Down pays Up 2 * q\"");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (window_ends); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) codes = heng_book_list_window_ends (self->book, window_ends[i].search, window_ends[i].mechanism,
                                                                window_ends[i].after, window_ends[i].window, &error);
      g_autofree char *joined = NULL;

      g_assert_no_error (error);
      g_ptr_array_add (codes, NULL);
      joined = g_strjoinv (" ", (char **) codes->pdata);
      g_assert_cmpstr (joined, ==, window_ends[i].ends);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/agreements/versions", Testing, NULL, testing_set_up, test_versions, testing_tear_down);
  g_test_add ("/ledger/agreements/refused", Testing, NULL, testing_set_up, test_refused, testing_tear_down);
  g_test_add ("/ledger/agreements/search", Testing, NULL, testing_set_up, test_search, testing_tear_down);
  g_test_add ("/ledger/agreements/pages", Testing, NULL, testing_set_up, test_pages, testing_tear_down);
  g_test_add ("/ledger/agreements/window-ends", Testing, NULL, testing_set_up, test_window_ends, testing_tear_down);
  return g_test_run ();
}

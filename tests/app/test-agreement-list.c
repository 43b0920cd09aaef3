// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-agreement-list.h"
#include "heng-record.h"

#include "app-testing.h"

static void
assert_code (HengAgreementList *list,
             guint              position,
             const char        *expected)
{
  g_autoptr (HengRecord) record = g_list_model_get_item (G_LIST_MODEL (list), position);
  const HengAgreementRow *row = heng_record_get_data (record);

  g_assert_cmpstr (row->code, ==, expected);
}

static void
count_changes_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *n_changes)
{
  ++*n_changes;
}

static void
an_empty_book_has_no_rows (AppFixture    *fixture,
                           gconstpointer  data)
{
  HengAgreementList *list = heng_agreement_list_new (fixture->session);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 0));
  g_assert_finalize_object (list);
}

static void
every_row_stands_in_its_place (AppFixture    *fixture,
                               gconstpointer  data)
{
  HengAgreementList *list;
  guint n = 2 * HENG_AGREEMENT_LIST_PAGE + 7;

  app_fixture_add_agreements (fixture, 0, n, "Shandong pays Henan 1");
  list = heng_agreement_list_new (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
  /* The last first: what lies between was never read. */
  for (guint i = n; i > 0; i -= MIN (i, 61))
    {
      g_autofree char *code = g_strdup_printf ("A-%05u", i - 1);

      assert_code (list, i - 1, code);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), n));
  g_assert_finalize_object (list);
}

static void
few_windows_are_kept (AppFixture    *fixture,
                      gconstpointer  data)
{
  HengAgreementList *list;
  guint n = (HENG_AGREEMENT_LIST_PAGES_KEPT + 3) * HENG_AGREEMENT_LIST_PAGE;

  app_fixture_add_agreements (fixture, 0, n, "Shandong pays Henan 1");
  list = heng_agreement_list_new (fixture->session);
  for (guint i = 0; i < n; i += HENG_AGREEMENT_LIST_PAGE / 2)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  g_assert_cmpuint (heng_agreement_list_get_n_kept (list), ==, HENG_AGREEMENT_LIST_PAGES_KEPT);
  assert_code (list, 0, "A-00000");
  g_assert_finalize_object (list);
}

static void
a_search_narrows_the_list (AppFixture    *fixture,
                           gconstpointer  data)
{
  HengAgreementList *list;
  guint n_changes = 0;

  app_fixture_add_agreements (fixture, 0, 30, "Shandong pays Henan 1");
  list = heng_agreement_list_new (fixture->session);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);

  heng_agreement_list_set_filter (list, "A-00012", -1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  assert_code (list, 0, "A-00012");
  g_assert_cmpuint (n_changes, ==, 1);

  heng_agreement_list_set_filter (list, "A-00012", -1);
  g_assert_cmpuint (n_changes, ==, 1);

  heng_agreement_list_set_filter (list, "", HENG_MECHANISM_GRAIN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 15);
  heng_agreement_list_set_filter (list, "nothing is called so", -1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_finalize_object (list);
}

static void
rows_stay_where_nothing_moved (AppFixture    *fixture,
                               gconstpointer  data)
{
  HengAgreementList *list;
  guint n_changes = 0;

  app_fixture_add_agreements (fixture, 0, 5, "Shandong pays Henan 1");
  list = heng_agreement_list_new (fixture->session);
  {
    g_autoptr (HengRecord) before = g_list_model_get_item (G_LIST_MODEL (list), 3);
    g_autoptr (HengRecord) after = NULL;

    g_signal_connect (list, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);
    heng_agreement_list_reload (list);
    after = g_list_model_get_item (G_LIST_MODEL (list), 3);
    g_assert_true (before == after);
    g_assert_cmpuint (n_changes, ==, 0);

    app_fixture_add_agreements (fixture, 5, 1, "Shandong pays Henan 1");
    heng_agreement_list_reload (list);
    g_assert_cmpuint (n_changes, ==, 1);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 6);
    g_assert_cmpuint (heng_agreement_list_find (list, "A-00004"), ==, GTK_INVALID_LIST_POSITION);
    assert_code (list, 4, "A-00004");
    g_assert_cmpuint (heng_agreement_list_find (list, "A-00004"), ==, 4);
  }
  g_assert_finalize_object (list);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  APP_TEST ("/app/agreement-list/an-empty-book-has-no-rows", an_empty_book_has_no_rows);
  APP_TEST ("/app/agreement-list/every-row-stands-in-its-place", every_row_stands_in_its_place);
  APP_TEST ("/app/agreement-list/few-windows-are-kept", few_windows_are_kept);
  APP_TEST ("/app/agreement-list/a-search-narrows-the-list", a_search_narrows_the_list);
  APP_TEST ("/app/agreement-list/rows-stay-where-nothing-moved", rows_stay_where_nothing_moved);

  return g_test_run ();
}

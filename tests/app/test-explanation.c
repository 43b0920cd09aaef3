// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-explanation.h"

#include "app-testing.h"
#include "heng-book-observations.h"
#include "heng-book-settle.h"

static void
observe (AppFixture *fixture,
         const char *value)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_observation_input_free);
  g_autoptr (GError) error = NULL;
  HengObservationInput *input = g_new0 (HengObservationInput, 1);

  input->agreement = g_strdup ("A-00000");
  input->indicator = g_strdup ("COD");
  input->period = (HengPeriod) { HENG_PERIOD_YEAR, 2020 };
  input->value = g_strdup (value);
  input->source = g_strdup ("station");
  g_ptr_array_add (inputs, input);
  heng_book_append_observations (heng_session_get_book (fixture->session), inputs, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
an_amount_leads_to_its_observation (AppFixture    *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkTreeListModel) tree = NULL;
  g_autoptr (GtkTreeListRow) root = NULL;
  g_autoptr (HengExplanation) top = NULL;
  gboolean found = FALSE;
  HengSettlement *settlement;

  app_fixture_add_agreements (fixture, 0, 1, "Shandong pays Henan COD * 100");
  observe (fixture, "3.5");
  settlement = heng_book_settle (heng_session_get_book (fixture->session), "A-00000", (HengPeriod) { HENG_PERIOD_YEAR, 2020 }, 0, TRUE, &error);
  g_assert_no_error (error);

  tree = heng_explanation_new_tree (fixture->session, settlement);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tree)), ==, 1);
  root = gtk_tree_list_model_get_row (tree, 0);
  top = gtk_tree_list_row_get_item (root);
  g_assert_cmpstr (heng_explanation_get_formula (top), ==, "Shandong pays Henan COD * 100");
  g_assert_cmpstr (heng_explanation_get_substituted (top), ==, "Shandong pays Henan 3.5 * 100");

  /* Everything opened, the measured value stands at the end. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (tree), i);
      g_autoptr (HengExplanation) line = gtk_tree_list_row_get_item (row);

      gtk_tree_list_row_set_expanded (row, TRUE);
      found = found || (strstr (heng_explanation_get_label (line), "station") != NULL
                        && g_str_equal (heng_explanation_get_value (line), "3.5"));
    }
  g_assert_true (found);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  APP_TEST ("/app/explanation/an-amount-leads-to-its-observation", an_amount_leads_to_its_observation);

  return g_test_run ();
}

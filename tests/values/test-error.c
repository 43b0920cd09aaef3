// SPDX-License-Identifier: GPL-3.0-or-later
#include "testing.h"

static void
test_codes_are_named_and_classed (void)
{
  for (int code = 0; code < HENG_N_ERRORS; code++)
    {
      g_autoptr (GError) error = NULL;
      const char *name = heng_error_get_name ((HengErrorCode) code);

      heng_error_set (&error, (HengErrorCode) code, NULL);
      g_assert_error (error, HENG_ERROR, code);
      g_assert_true (heng_error_is (error, (HengErrorCode) code));
      g_assert_cmpstr (error->message, ==, name);
      g_assert_cmpint (heng_error_get_class (error), >=, HENG_ERROR_CLASS_DATA);
      g_assert_cmpint (heng_error_get_class (error), <=, HENG_ERROR_CLASS_STORAGE);
      for (int other = 0; other < code; other++)
        g_assert_cmpstr (name, !=, heng_error_get_name ((HengErrorCode) other));
    }
}

typedef struct
{
  const char    *label;
  HengErrorCode  code;
  HengErrorClass class;
} ClassRow;

static const ClassRow class_rows[] = {
  { "data", HENG_ERROR_NUMBER_SYNTAX, HENG_ERROR_CLASS_DATA },
  { "request", HENG_ERROR_AGREEMENT_UNKNOWN, HENG_ERROR_CLASS_DATA },
  { "existing file", HENG_ERROR_FILE_EXISTS, HENG_ERROR_CLASS_DATA },
  { "usage", HENG_ERROR_USAGE, HENG_ERROR_CLASS_USAGE },
  { "damaged", HENG_ERROR_BOOK_DAMAGED, HENG_ERROR_CLASS_STORAGE },
  { "unreadable", HENG_ERROR_FILE_READ, HENG_ERROR_CLASS_STORAGE },
};

static void
test_class (gconstpointer data)
{
  const ClassRow *row = data;
  g_autoptr (GError) error = NULL;

  heng_error_set (&error, row->code, NULL);
  g_assert_cmpint (heng_error_get_class (error), ==, row->class);
}

static void
test_arguments (void)
{
  g_autoptr (GError) error = NULL;

  heng_error_set (&error, HENG_ERROR_DAY_ORDER, "from", "2021-01-02", "to", "2021-01-01", "a fifth", NULL);
  g_assert_cmpstr (heng_error_get_argument (error, 0), ==, "from");
  g_assert_cmpstr (heng_error_get_argument (error, 1), ==, "2021-01-02");
  g_assert_cmpstr (heng_error_get_argument (error, 2), ==, "to");
  g_assert_cmpstr (heng_error_get_argument (error, 3), ==, "2021-01-01");
  g_assert_cmpstr (heng_error_get_argument (error, 4), ==, "");
  g_assert_cmpstr (heng_error_get_argument (error, G_MAXUINT), ==, "");
  g_assert_nonnull (strstr (error->message, "DAY_ORDER: from; 2021-01-02"));
}

static void
test_innermost_place_wins (void)
{
  g_autoptr (GError) error = NULL;

  heng_error_set (&error, HENG_ERROR_RULE_TEXT_OPEN, NULL);
  g_assert_cmpuint (heng_error_get_line (error), ==, 0);
  g_assert_cmpuint (heng_error_get_column (error), ==, 0);
  g_assert_null (heng_error_get_file (error));
  g_assert_null (heng_error_get_path (error));

  heng_error_place (&error, NULL, 0, 7);
  heng_error_place (&error, NULL, 3, 9);
  heng_error_place (&error, "a.json", 4, 1);
  heng_error_place (&error, "b.json", 5, 1);
  heng_error_place_path (&error, "rules[2]");
  heng_error_place_path (&error, "rules");

  g_assert_cmpuint (heng_error_get_column (error), ==, 7);
  g_assert_cmpuint (heng_error_get_line (error), ==, 3);
  g_assert_cmpstr (heng_error_get_file (error), ==, "a.json");
  g_assert_cmpstr (heng_error_get_path (error), ==, "rules[2]");
}

static void
test_copy_keeps_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  heng_error_set (&error, HENG_ERROR_FILE_TWICE, "old.csv", "2024-01-01", NULL);
  heng_error_place (&error, "a.csv", 2, 3);
  heng_error_place_path (&error, "p");
  copy = g_error_copy (error);
  g_clear_error (&error);

  g_assert_error (copy, HENG_ERROR, HENG_ERROR_FILE_TWICE);
  g_assert_cmpstr (heng_error_get_argument (copy, 0), ==, "old.csv");
  g_assert_cmpstr (heng_error_get_argument (copy, 1), ==, "2024-01-01");
  g_assert_cmpstr (heng_error_get_file (copy), ==, "a.csv");
  g_assert_cmpstr (heng_error_get_path (copy), ==, "p");
  g_assert_cmpuint (heng_error_get_line (copy), ==, 2);
  g_assert_cmpuint (heng_error_get_column (copy), ==, 3);
}

static void
test_no_error_and_foreign_errors (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "foreign");
  GError *none = NULL;

  heng_error_set (NULL, HENG_ERROR_NUMBER_SYNTAX, "x", NULL);
  heng_error_place (NULL, "f", 1, 1);
  heng_error_place (&none, "f", 1, 1);
  heng_error_place_path (&none, "p");
  g_assert_null (none);

  heng_error_place (&foreign, "f", 1, 1);
  heng_error_place_path (&foreign, "p");
  g_assert_false (heng_error_is (foreign, HENG_ERROR_NUMBER_SYNTAX));
  g_assert_false (heng_error_is (NULL, HENG_ERROR_NUMBER_SYNTAX));
  g_assert_cmpstr (heng_error_get_argument (foreign, 0), ==, "");
  g_assert_null (heng_error_get_file (foreign));
  g_assert_null (heng_error_get_path (foreign));
  g_assert_cmpuint (heng_error_get_line (foreign), ==, 0);
  g_assert_cmpuint (heng_error_get_column (foreign), ==, 0);
  g_assert_cmpint (heng_error_get_class (foreign), ==, HENG_ERROR_CLASS_STORAGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/error/codes", test_codes_are_named_and_classed);
  HENG_TEST_ADD_ROWS ("/values/error/class", class_rows, test_class);
  g_test_add_func ("/values/error/arguments", test_arguments);
  g_test_add_func ("/values/error/innermost-place-wins", test_innermost_place_wins);
  g_test_add_func ("/values/error/copy", test_copy_keeps_all);
  g_test_add_func ("/values/error/foreign", test_no_error_and_foreign_errors);

  return g_test_run ();
}

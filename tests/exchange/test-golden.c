// SPDX-License-Identifier: GPL-3.0-or-later
/* The worked cases of tests/golden and the whole sample book, imported into real books and settled. */
#include "heng-book-agreements.h"
#include "heng-book-settle.h"
#include "heng-csv-reader.h"
#include "heng-import.h"

#include "testing.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define SETTLED_ON "2026-06-30"

typedef struct
{
  char      *folder; /* under tests/golden, "" for itself */
  char      *name;
  GPtrArray *expected; /* (element-type utf8): sorted lines */
} Case;

/* ---- what is expected ---- */

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
golden_path (const char *folder,
             const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "golden", folder, name, NULL);
}

static char *
data_path (const char *folder,
           const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", folder, name, NULL);
}

/* Adds the rows of @file to @cases (name → Case), one line without the case's name each. */
static void
read_expected (GHashTable *cases,
               const char *folder,
               const char *file)
{
  g_autofree char *path = golden_path (folder, file);
  g_autofree char *text = NULL;
  g_autoptr (HengCsvReader) reader = NULL;
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint line;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  reader = heng_csv_reader_new (text, length, &error);
  g_assert_no_error (error);
  for (guint i = 0; heng_csv_reader_next (reader, fields, &line, &error); i++)
    {
      Case *item;
      GString *row;

      g_assert_cmpuint (fields->len, ==, 8);
      if (i == 0)
        {
          g_assert_cmpstr (g_ptr_array_index (fields, 0), ==, "case");
          continue;
        }
      item = g_hash_table_lookup (cases, g_ptr_array_index (fields, 0));
      if (item == NULL)
        {
          item = g_new0 (Case, 1);
          item->folder = g_strdup (folder);
          item->name = g_strdup (g_ptr_array_index (fields, 0));
          item->expected = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (cases, item->name, item);
        }
      row = g_string_new (NULL);
      for (guint j = 1; j < fields->len; j++)
        g_string_append_printf (row, "%s%s", j > 1 ? "," : "", (const char *) g_ptr_array_index (fields, j));
      g_ptr_array_add (item->expected, g_string_free (row, FALSE));
    }
  g_assert_no_error (error);
}

static void
case_free (gpointer data)
{
  Case *item = data;

  g_free (item->folder);
  g_free (item->name);
  g_ptr_array_unref (item->expected);
  g_free (item);
}

/* ---- what comes out ---- */

static guint
count_decimals (const HengNumber *step)
{
  g_autofree char *text = heng_number_format (step, HENG_AMOUNT_IN_KIND_DIGITS);
  const char *point = strchr (text, '.');

  return point != NULL ? (guint) strlen (point + 1) : 0;
}

static char *
format_amount (const HengAgreement  *agreement,
               const HengObligation *obligation)
{
  guint digits = heng_commodity_digits (obligation->commodity, "CNY");
  g_auto (HengRounding) rounding = { 0 };

  heng_agreement_get_rounding (agreement, obligation->commodity, "CNY", &rounding);
  return heng_amount_format (obligation->amount_minor, digits,
                             strcmp (obligation->commodity, "CNY") == 0 ? digits : count_decimals (&rounding.step));
}

static void
add_settlement (GPtrArray      *lines,
                HengSettlement *settlement)
{
  g_autofree char *period = heng_period_format (settlement->period);
  const char *status = heng_settlement_status_get_name (settlement->status);
  const char *code = settlement->agreement->code;

  if (settlement->obligations->len == 0)
    g_ptr_array_add (lines, g_strdup_printf ("%s,%s,%s,,,,", code, period, status));
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      g_autofree char *amount = format_amount (settlement->agreement, obligation);

      g_assert_cmpint (obligation->amount_minor, >, 0);
      g_ptr_array_add (lines, g_strdup_printf ("%s,%s,%s,%s,%s,%s,%s", code, period, status,
                                               heng_agreement_get_party (settlement->agreement, obligation->from)->name,
                                               heng_agreement_get_party (settlement->agreement, obligation->to)->name, amount,
                                               obligation->commodity));
    }
}

static GPtrArray *
settle_all (HengBook *book)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) codes = heng_book_list_codes (book, 0, &error);
  HengDay day;

  g_assert_no_error (error);
  g_assert_true (heng_day_parse (SETTLED_ON, &day, NULL));
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);
      g_autoptr (GArray) periods = heng_book_list_periods (book, code, day, NULL, 0, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < periods->len; j++)
        {
          HengPeriod period = g_array_index (periods, HengPeriod, j);
          g_autoptr (HengSettlement) settlement = heng_book_settle (book, code, period, 0, FALSE, &error);
          g_autoptr (HengSettlement) traced = heng_book_settle (book, code, period, 0, TRUE, &error);

          g_assert_no_error (error);
          add_settlement (lines, settlement);
          /* An explanation changes nothing. */
          g_assert_cmpint (traced->status, ==, settlement->status);
          g_assert_cmpuint (traced->obligations->len, ==, settlement->obligations->len);
          for (guint k = 0; k < settlement->obligations->len; k++)
            g_assert_cmpint (g_array_index (traced->obligations, HengObligation, k).amount_minor, ==,
                             g_array_index (settlement->obligations, HengObligation, k).amount_minor);
        }
    }

  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

/* ---- books ---- */

static HengBook *
book_new (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "golden.hengping", NULL);
  g_autofree char *regions = data_path ("", "regions.csv");
  const char *paths[] = { regions };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  HengImportReport report = { 0 };
  HengBook *book = heng_book_new (path, "CNY", "tests", none, heng_clock_system, NULL, &error);

  g_assert_no_error (error);
  heng_import_files (book, paths, 1, FALSE, &report, &error);
  g_assert_no_error (error);
  return book;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
import (HengBook  *book,
        GPtrArray *paths)
{
  HengImportReport report = { 0 };
  g_autoptr (GError) error = NULL;

  heng_import_files (book, (const char *const *) paths->pdata, paths->len, FALSE, &report, &error);
  if (error != NULL)
    g_test_message ("%s:%u %s", heng_error_get_file (error), heng_error_get_line (error), heng_error_get_path (error));
  g_assert_no_error (error);
}

static void
compare (const Case *item,
         GPtrArray  *lines)
{
  g_autoptr (GString) differences = g_string_new (NULL);
  guint i = 0, j = 0;

  g_ptr_array_sort (item->expected, compare_lines);
  while (i < item->expected->len || j < lines->len)
    {
      const char *expected = i < item->expected->len ? g_ptr_array_index (item->expected, i) : NULL;
      const char *line = j < lines->len ? g_ptr_array_index (lines, j) : NULL;
      int order = expected == NULL ? 1 : line == NULL ? -1 : strcmp (expected, line);

      if (order < 0)
        g_string_append_printf (differences, "\n  expected %s", expected);
      else if (order > 0)
        g_string_append_printf (differences, "\n  computed %s", line);
      i += order <= 0;
      j += order >= 0;
    }

  g_assert_cmpstr (differences->str, ==, "");
}

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *folder = g_dir_make_tmp ("hengping-golden-XXXXXX", NULL);
  g_autofree char *small = g_ascii_strdown (item->name, -1);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = NULL;
  HengBook *book = book_new (folder);

  for (guint i = 0; i < 3; i++)
    {
      static const char *const endings[] = { ".json", ".csv", "-payments.csv" };
      g_autofree char *name = g_strconcat (small, endings[i], NULL);
      g_autofree char *path = golden_path (item->folder, name);

      if (i < 2 || g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  import (book, paths);
  lines = settle_all (book);
  compare (item, lines);
  heng_book_free (book);
  remove_folder (folder);
}

static void
test_sample (gconstpointer data)
{
  static const char *const tables[] = { "regions.csv", "observations.csv", "payments.csv", "openings.csv" };
  const Case *item = data;
  g_autofree char *folder = g_dir_make_tmp ("hengping-golden-XXXXXX", NULL);
  g_autofree char *agreements = data_path ("sample", "agreements");
  g_autoptr (GDir) dir = g_dir_open (agreements, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = NULL;
  HengBook *book = book_new (folder);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (agreements, name, NULL));
  /* Versions of one agreement come in the order of their files' names. */
  g_ptr_array_sort (paths, compare_lines);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_ptr_array_add (paths, data_path ("sample", tables[i]));
  import (book, paths);
  lines = settle_all (book);
  compare (item, lines);
  heng_book_free (book);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GHashTable) cases = NULL;
  g_autoptr (GList) names = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);

  cases = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, case_free);
  read_expected (cases, "", "expected.csv");
  read_expected (cases, "shapes", "expected.csv");
  read_expected (cases, "", "sample-expected.csv");
  names = g_list_sort (g_hash_table_get_keys (cases), (GCompareFunc) strcmp);
  for (GList *at = names; at != NULL; at = at->next)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/golden/%s", (const char *) at->data);

      g_test_add_data_func (path, g_hash_table_lookup (cases, at->data),
                            strcmp (at->data, "sample") == 0 ? test_sample : test_case);
    }

  status = g_test_run ();
  return status;
}

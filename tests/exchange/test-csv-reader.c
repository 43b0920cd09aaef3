// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-csv-reader.h"
#include "heng-error.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *text;
  const char *rows; /* line: field|field/… */
} tables[] = {
  { "plain", "a,b\n1,2\n", "1:a|b/2:1|2/" },
  { "no-end", "a,b\n1,2", "1:a|b/2:1|2/" },
  { "mark", "\xEF\xBB\xBF" "a,b\r\n1,2\r\n", "1:a|b/2:1|2/" },
  { "semicolon", "a;b\n\"1;0\";2,5\n", "1:a|b/2:1;0|2,5/" },
  { "tab", "a\tb\n1\t\n", "1:a|b/2:1|/" },
  { "blank", "\n\na;b\n;\n\n1;2\n", "3:a|b/6:1|2/" },
  { "quotes", "a,b\n\"x\"\"y\",\" z \"\n", "1:a|b/2:x\"y|z/" },
  { "line-end-inside", "a,b\n\"1\n2\",3\n4,5\n", "1:a|b/2:1\n2|3/4:4|5/" },
  { "gb-18030", "\xB5\xD8\xC7\xF8,\xC0\xB4\xD4\xB4\n", "1:地区|来源/" },
};

static void
test_table (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengCsvReader) reader = heng_csv_reader_new (tables[row].text, strlen (tables[row].text), &error);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) found = g_string_new (NULL);
  guint line;

  g_assert_no_error (error);
  while (heng_csv_reader_next (reader, fields, &line, &error))
    {
      g_string_append_printf (found, "%u:", line);
      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", (char *) g_ptr_array_index (fields, i));
      g_string_append_c (found, '/');
    }
  g_assert_no_error (error);
  g_assert_cmpstr (found->str, ==, tables[row].rows);
}

static const char *const wrong[] = { "a,\"b\n1,2\n", "a,b\"c\n", "\"a\"b,c\n" };

static void
test_wrong (gconstpointer data)
{
  g_autoptr (HengCsvReader) reader = heng_csv_reader_new (data, strlen (data), NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint line;

  while (heng_csv_reader_next (reader, fields, &line, &error))
    continue;
  g_assert_error (error, HENG_ERROR, HENG_ERROR_TABLE_QUOTE);
  g_assert_cmpuint (heng_error_get_line (error), ==, 1);
}

static const struct { const char *text; const char *written; } cells[] = {
  { "", "" }, { "plain", "plain" }, { "a,b", "\"a,b\"" }, { "a\"b", "\"a\"\"b\"" }, { "=1+1", "\"'=1+1\"" }, { "@SUM(A1)", "\"'@SUM(A1)\"" },
  { "+cmd|x", "\"'+cmd|x\"" }, { "-cmd|x", "\"'-cmd|x\"" }, { "-12.50", "-12.50" }, { "+86", "\"'+86\"" }, { "-", "\"'-\"" }, { " x", "\" x\"" },
};

static void
test_cells (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GString) row = g_string_new (NULL);

      heng_csv_append (row, cells[i].text);
      g_assert_cmpstr (row->str, ==, cells[i].written);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *name = g_strdup_printf ("/exchange/csv-reader/table/%s", tables[i].name);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_table);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *name = g_strdup_printf ("/exchange/csv-reader/wrong/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, wrong[i], test_wrong);
    }
  g_test_add_func ("/exchange/csv-reader/cells", test_cells);
  return g_test_run ();
}

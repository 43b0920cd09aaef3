// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-tile-file.h"

#include "ledger-testing.h"
#include "testing.h"

#include <glib/gstdio.h>

static const char *const provinces[] = {
  "110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000", "310000", "320000", "330000", "340000",
  "350000", "360000", "370000", "410000", "420000", "430000", "440000", "450000", "460000", "500000", "510000", "520000",
  "530000", "540000", "610000", "620000", "630000", "640000", "650000", "710000", "810000", "820000",
};

static const HengFlowTile *
find (const HengFlowTileGrid *grid,
      const char             *id)
{
  int index = heng_flow_tile_grid_find (grid, id);

  g_assert_cmpint (index, >=, 0);
  return heng_flow_tile_grid_get_tile (grid, (guint) index);
}

static void
test_standard_has_every_province (void)
{
  g_autoptr (HengFlowTileGrid) grid = heng_tile_file_new_standard ();

  g_assert_cmpuint (heng_flow_tile_grid_get_n_tiles (grid), ==, G_N_ELEMENTS (provinces) + 1);
  g_assert_cmpuint (G_N_ELEMENTS (provinces), ==, 34);
  for (guint i = 0; i < G_N_ELEMENTS (provinces); i++)
    {
      const HengFlowTile *tile = find (grid, provinces[i]);

      g_assert_cmpint (tile->row, <, 8);
      g_assert_cmpint (tile->column + tile->n_columns, <=, 7);
      g_assert_cmpint (g_utf8_strlen (tile->short_label, -1), <=, 2);
    }
  g_assert_cmpint (find (grid, "150000")->n_columns, ==, 3);
}

/* Shandong lies east of Henan, Guizhou south of Sichuan's row, Taiwan apart from Hong Kong. */
static void
test_standard_keeps_the_compass (void)
{
  g_autoptr (HengFlowTileGrid) grid = heng_tile_file_new_standard ();

  g_assert_cmpint (find (grid, "370000")->row, ==, find (grid, "410000")->row);
  g_assert_cmpint (find (grid, "370000")->column, ==, find (grid, "410000")->column + 1);
  g_assert_cmpint (find (grid, "520000")->row, >, find (grid, "510000")->row);
  g_assert_cmpint (find (grid, "710000")->column, >, find (grid, "810000")->column + 1);
  g_assert_cmpint (find (grid, "150000")->row, ==, find (grid, "640000")->row - 1);
}

typedef struct
{
  const char *label;
  const char *text;
  int         code; /* HENG_TEST_NO_ERROR: it can be read */
  guint       line;
  const char *first_argument;
} FileRow;

static const FileRow file_rows[] = {
  { "least", "code,row,column\n110000,0,0\n", HENG_TEST_NO_ERROR, 0, NULL },
  { "any order, any case, a mark first", "\xef\xbb\xbf" "Row;CODE;column\n3;110000;4\n", HENG_TEST_NO_ERROR, 0, NULL },
  { "of the book", "code,row,column\n330782,0,0\n", HENG_TEST_NO_ERROR, 0, NULL },
  { "the last cell", "code,row,column,width\n110000,99,98,2\n", HENG_TEST_NO_ERROR, 0, NULL },
  { "no width", "code,row,column,width\n110000,1,1,\n", HENG_TEST_NO_ERROR, 0, NULL },
  { "empty", "", HENG_ERROR_TABLE_EMPTY, 1, "" },
  { "no row column", "code,column\n110000,0\n", HENG_ERROR_TABLE_COLUMN_MISSING, 1, "row" },
  { "column unknown", "code,row,column,colour\n", HENG_ERROR_TABLE_COLUMN_UNKNOWN, 1, "colour" },
  { "column twice", "code,row,column,row\n", HENG_ERROR_TABLE_COLUMN_TWICE, 1, "row" },
  { "code unknown", "code,row,column\n110000,0,0\n999999,1,1\n", HENG_ERROR_TILE_CODE, 3, "999999" },
  { "code empty", "code,row,column\n,0,0\n", HENG_ERROR_TILE_CODE, 2, "" },
  { "code twice", "code,row,column\n110000,0,0\n110000,1,1\n", HENG_ERROR_TABLE_TWICE, 3, "110000" },
  { "cell twice", "code,row,column\n110000,0,0\n\n120000,0,0\n", HENG_ERROR_TILE_TAKEN, 4, "0" },
  { "cell of a wide one", "code,row,column,width\n150000,1,1,3\n110000,1,3,1\n", HENG_ERROR_TILE_TAKEN, 3, "1" },
  { "wide over another", "code,row,column,width\n110000,1,3,1\n150000,1,1,3\n", HENG_ERROR_TILE_TAKEN, 3, "1" },
  { "row beyond", "code,row,column\n110000,100,0\n", HENG_ERROR_TILE_NUMBER, 2, "row" },
  { "column beyond", "code,row,column\n110000,0,100\n", HENG_ERROR_TILE_NUMBER, 2, "column" },
  { "below nought", "code,row,column\n110000,-1,0\n", HENG_ERROR_TILE_NUMBER, 2, "row" },
  { "no number", "code,row,column\n110000,first,0\n", HENG_ERROR_TILE_NUMBER, 2, "row" },
  { "no whole number", "code,row,column\n110000,1.5,0\n", HENG_ERROR_TILE_NUMBER, 2, "row" },
  { "number empty", "code,row,column\n110000,,0\n", HENG_ERROR_TILE_NUMBER, 2, "row" },
  { "width nought", "code,row,column,width\n110000,0,0,0\n", HENG_ERROR_TILE_NUMBER, 2, "width" },
  { "width beyond", "code,row,column,width\n110000,0,99,2\n", HENG_ERROR_TILE_NUMBER, 2, "width" },
  { "row short", "code,row,column\n110000,0\n", HENG_ERROR_TABLE_ROW_SHORT, 2, "2" },
  { "not a text", "code,row,column\n\xff\xff\xff,0,0\n", HENG_ERROR_TABLE_ENCODING, 0, "" },
};

static void
test_file (Testing       *self,
           gconstpointer  data)
{
  const FileRow *row = data;
  g_autofree char *path = g_build_filename (self->folder, "grid.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengFlowTileGrid) grid = NULL;

  g_assert_true (g_file_set_contents (path, row->text, -1, NULL));
  grid = heng_tile_file_read (self->book, path, &error);
  HENG_TEST_ASSERT_OUTCOME (error, row->code);
  g_assert_true ((grid != NULL) == (row->code == HENG_TEST_NO_ERROR));
  if (grid != NULL)
    return;

  g_assert_cmpstr (heng_error_get_file (error), ==, path);
  g_assert_cmpuint (heng_error_get_line (error), ==, row->line);
  g_assert_cmpstr (heng_error_get_argument (error, 0), ==, row->first_argument);
}

static void
test_names (Testing       *self,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "grid.csv", NULL);
  g_autoptr (HengFlowTileGrid) grid = NULL;

  g_assert_true (g_file_set_contents (path, "code,row,column,short_en,name_en\n110000,0,0,,\n120000,0,1,T,Port\n330782,0,2,,\n", -1, NULL));
  grid = heng_tile_file_read (self->book, path, NULL);
  g_assert_cmpstr (find (grid, "110000")->label, ==, "Beijing");
  g_assert_cmpstr (find (grid, "110000")->short_label, ==, "BJ");
  g_assert_cmpstr (find (grid, "120000")->label, ==, "Port");
  g_assert_cmpstr (find (grid, "120000")->short_label, ==, "T");
  g_assert_cmpstr (find (grid, "330782")->label, ==, "Yiwu");
  g_assert_cmpstr (find (grid, "330782")->short_label, ==, "Yiwu");
}

/* The file that is named comes before the user's own, and that before the standard. */
static void
test_choice (Testing       *self,
             gconstpointer  data)
{
  g_autofree char *named = g_build_filename (self->folder, "named.csv", NULL);
  g_autofree char *own = heng_tile_file_get_own_path ();
  g_autofree char *folder = g_path_get_dirname (own);
  g_autoptr (HengFlowTileGrid) first = heng_tile_file_choose (self->book, NULL, NULL);
  g_autoptr (HengFlowTileGrid) second = NULL;
  g_autoptr (HengFlowTileGrid) third = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (heng_flow_tile_grid_get_n_tiles (first), ==, 35);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (own, "code,row,column\n110000,0,0\n", -1, NULL));
  g_assert_true (g_file_set_contents (named, "code,row,column\n110000,0,0\n120000,0,1\n", -1, NULL));
  second = heng_tile_file_choose (self->book, NULL, NULL);
  g_assert_cmpuint (heng_flow_tile_grid_get_n_tiles (second), ==, 1);
  third = heng_tile_file_choose (self->book, named, NULL);
  g_assert_cmpuint (heng_flow_tile_grid_get_n_tiles (third), ==, 2);
  g_assert_cmpint (g_remove (own), ==, 0);
  g_assert_null (heng_tile_file_choose (self->book, own, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_FILE_READ);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reports/tile-file/standard-has-every-province", test_standard_has_every_province);
  g_test_add_func ("/reports/tile-file/standard-keeps-the-compass", test_standard_keeps_the_compass);
  for (guint i = 0; i < G_N_ELEMENTS (file_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reports/tile-file/file/%s", file_rows[i].label);

      g_test_add (path, Testing, &file_rows[i], testing_set_up, test_file, testing_tear_down);
    }
  g_test_add ("/reports/tile-file/names", Testing, NULL, testing_set_up, test_names, testing_tear_down);
  g_test_add ("/reports/tile-file/choice", Testing, NULL, testing_set_up, test_choice, testing_tear_down);

  return g_test_run ();
}

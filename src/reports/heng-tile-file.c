// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-tile-file.h"

#include "heng-book-regions.h"
#include "heng-csv-reader.h"
#include "heng-error.h"
#include "heng-tile-grid.h"
#include "heng-wording.h"

#include <string.h>

typedef enum
{
  COLUMN_CODE,
  COLUMN_ROW,
  COLUMN_COLUMN,
  COLUMN_WIDTH,
  COLUMN_SHORT_ZH,
  COLUMN_NAME_ZH,
  COLUMN_SHORT_EN,
  COLUMN_NAME_EN,
  N_COLUMNS
} Column;

static const char *const column_names[] = { "code", "row", "column", "width", "short_zh", "name_zh", "short_en", "name_en" };

#define N_REQUIRED (COLUMN_COLUMN + 1)

/* A table on its way to a grid. */
typedef struct
{
  HengBook               *book;     /* (nullable) */
  const HengFlowTileGrid *standard; /* (nullable): while the standard itself is read */
  HengFlowTileGrid       *grid;
  GPtrArray              *fields;
  GArray                 *lines;    /* guint: per tile of the grid */
  int                     positions[N_COLUMNS];
  guint                   n_fields;
} Reading;

static gboolean
read_header (Reading  *self,
             GError  **error)
{
  g_autofree char *all = g_strjoinv (", ", (char **) (const char *[]) { "code", "row", "column", "width", "short_zh", "name_zh",
                                                                        "short_en", "name_en", NULL });

  for (guint i = 0; i < N_COLUMNS; i++)
    self->positions[i] = -1;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *found = g_ptr_array_index (self->fields, i);
      guint column = 0;

      while (column < N_COLUMNS && g_ascii_strcasecmp (column_names[column], found) != 0)
        column++;
      if (column == N_COLUMNS)
        {
          heng_error_set (error, HENG_ERROR_TABLE_COLUMN_UNKNOWN, found, "tile-grid", all, NULL);
          return FALSE;
        }
      if (self->positions[column] >= 0)
        {
          heng_error_set (error, HENG_ERROR_TABLE_COLUMN_TWICE, column_names[column], NULL);
          return FALSE;
        }
      self->positions[column] = (int) i;
    }
  for (guint i = 0; i < N_REQUIRED; i++)
    if (self->positions[i] < 0)
      {
        heng_error_set (error, HENG_ERROR_TABLE_COLUMN_MISSING, column_names[i], "tile-grid", NULL);
        return FALSE;
      }
  self->n_fields = self->fields->len;

  return TRUE;
}

static const char *
get_field (const Reading *self,
           Column         column)
{
  return self->positions[column] >= 0 ? g_ptr_array_index (self->fields, (guint) self->positions[column]) : "";
}

static gboolean
read_number (const Reading  *self,
             Column          column,
             guint64         least,
             guint64         most,
             int            *number,
             GError        **error)
{
  const char *text = get_field (self, column);
  guint64 found;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (g_ascii_string_to_unsigned (text, 10, least, most, &found, NULL))
    {
      *number = (int) found;
      return TRUE;
    }

  first = g_strdup_printf ("%" G_GUINT64_FORMAT, least);
  last = g_strdup_printf ("%" G_GUINT64_FORMAT, most);
  heng_error_set (error, HENG_ERROR_TILE_NUMBER, column_names[column], text, first, last, NULL);
  return FALSE;
}

static gboolean
check_cells (const Reading       *self,
             const HengFlowTile  *tile,
             GError             **error)
{
  for (int i = 0; i < tile->n_columns; i++)
    {
      int taken = heng_flow_tile_grid_find_at (self->grid, tile->row, tile->column + i);
      g_autofree char *row = NULL;
      g_autofree char *column = NULL;
      g_autofree char *line = NULL;

      if (taken < 0)
        continue;
      row = g_strdup_printf ("%d", tile->row);
      column = g_strdup_printf ("%d", tile->column + i);
      line = g_strdup_printf ("%u", g_array_index (self->lines, guint, taken));
      heng_error_set (error, HENG_ERROR_TILE_TAKEN, row, column, heng_flow_tile_grid_get_tile (self->grid, (guint) taken)->id, line, NULL);
      return FALSE;
    }

  return TRUE;
}

/* The first of the texts that says something. */
static const char *
pick (const char *own,
      const char *standard,
      const char *last)
{
  return *own != '\0' ? own : standard != NULL && *standard != '\0' ? standard : last;
}

static gboolean
take_names (const Reading  *self,
            HengFlowTile   *tile,
            HengRegion    **region,
            GError        **error)
{
  int known = self->standard != NULL ? heng_flow_tile_grid_find (self->standard, tile->id) : -1;
  const HengFlowTile *standard = known >= 0 ? heng_flow_tile_grid_get_tile (self->standard, (guint) known) : NULL;
  gboolean is_chinese = heng_wording_is_chinese ();

  *region = standard == NULL && self->book != NULL ? heng_book_find_region (self->book, tile->id, NULL) : NULL;
  if (self->standard != NULL && standard == NULL && *region == NULL)
    {
      heng_error_set (error, HENG_ERROR_TILE_CODE, tile->id, NULL);
      return FALSE;
    }
  tile->label = pick (get_field (self, is_chinese ? COLUMN_NAME_ZH : COLUMN_NAME_EN), standard != NULL ? standard->label : NULL,
                      *region != NULL ? heng_wording_pick ((*region)->name_zh, (*region)->name_en) : tile->id);
  tile->short_label = pick (get_field (self, is_chinese ? COLUMN_SHORT_ZH : COLUMN_SHORT_EN),
                            standard != NULL ? standard->short_label : NULL, tile->label);

  return TRUE;
}

static gboolean
read_row (Reading  *self,
          guint     line,
          GError  **error)
{
  HengFlowTile tile = { .n_columns = 1 };
  g_autoptr (HengRegion) region = NULL;
  int known;

  if (self->fields->len != self->n_fields)
    {
      g_autofree char *found = g_strdup_printf ("%u", self->fields->len);
      g_autofree char *expected = g_strdup_printf ("%u", self->n_fields);

      heng_error_set (error, HENG_ERROR_TABLE_ROW_SHORT, found, expected, NULL);
      return FALSE;
    }

  tile.id = get_field (self, COLUMN_CODE);
  if (!read_number (self, COLUMN_ROW, 0, HENG_FLOW_TILE_LAST, &tile.row, error) ||
      !read_number (self, COLUMN_COLUMN, 0, HENG_FLOW_TILE_LAST, &tile.column, error))
    return FALSE;
  if (*get_field (self, COLUMN_WIDTH) != '\0' &&
      !read_number (self, COLUMN_WIDTH, 1, (guint64) (HENG_FLOW_TILE_LAST - tile.column + 1), &tile.n_columns, error))
    return FALSE;
  if (!take_names (self, &tile, &region, error))
    return FALSE;
  known = heng_flow_tile_grid_find (self->grid, tile.id);
  if (known >= 0)
    {
      g_autofree char *first = g_strdup_printf ("%u", g_array_index (self->lines, guint, known));

      heng_error_set (error, HENG_ERROR_TABLE_TWICE, tile.id, first, NULL);
      return FALSE;
    }
  if (!check_cells (self, &tile, error))
    return FALSE;

  heng_flow_tile_grid_add (self->grid, &tile);
  g_array_append_val (self->lines, line);

  return TRUE;
}

static HengFlowTileGrid *
read_text (HengBook                *book,
           const HengFlowTileGrid  *standard,
           const char              *text,
           gsize                    length_bytes,
           GError                 **error)
{
  g_autoptr (HengCsvReader) reader = heng_csv_reader_new (text, length_bytes, error);
  g_autoptr (HengFlowTileGrid) grid = heng_flow_tile_grid_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) local_error = NULL;
  Reading reading = { .book = book, .standard = standard, .grid = grid, .fields = fields, .lines = lines };
  guint line = 1;

  if (reader == NULL)
    return NULL;

  if (!heng_csv_reader_read (reader, fields, &line, &local_error))
    {
      if (local_error == NULL)
        heng_error_set (&local_error, HENG_ERROR_TABLE_EMPTY, NULL);
    }
  else if (read_header (&reading, &local_error))
    while (local_error == NULL && heng_csv_reader_read (reader, fields, &line, &local_error))
      read_row (&reading, line, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&grid);

  heng_error_place (&local_error, NULL, line, 0);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

HengFlowTileGrid *
heng_tile_file_new_standard (void)
{
  g_autoptr (GError) error = NULL;
  HengFlowTileGrid *grid = read_text (NULL, NULL, heng_tile_grid_csv, sizeof heng_tile_grid_csv - 1, &error);

  /* The table is part of the program. */
  g_assert_no_error (error);
  return grid;
}

HengFlowTileGrid *
heng_tile_file_read (HengBook    *book,
                     const char  *path,
                     GError     **error)
{
  g_autoptr (HengFlowTileGrid) standard = heng_tile_file_new_standard ();
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  HengFlowTileGrid *grid;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, &length, &local_error))
    {
      heng_error_set (error, HENG_ERROR_FILE_READ, path, local_error->message, NULL);
      return NULL;
    }
  grid = read_text (book, standard, text, length, error);
  if (grid == NULL)
    heng_error_place (error, path, 0, 0);

  return grid;
}

char *
heng_tile_file_get_own_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "hengping", "tile-grid.csv", NULL);
}

HengFlowTileGrid *
heng_tile_file_choose (HengBook    *book,
                       const char  *path,
                       GError     **error)
{
  g_autofree char *own = heng_tile_file_get_own_path ();

  if (path != NULL)
    return heng_tile_file_read (book, path, error);
  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return heng_tile_file_read (book, own, error);

  return heng_tile_file_new_standard ();
}

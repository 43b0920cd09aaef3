// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-table.h"

#include "heng-csv-reader.h"
#include "heng-error.h"

#include <string.h>

#define COLUMNS_MAX 16
#define FIELD_CHARACTERS_MAX 2000

static const struct
{
  const char *name;
  guint       n_required;
  const char *columns[COLUMNS_MAX]; /* the required ones first */
  const char *tells[3];             /* a header with one of these is meant to be this table */
} kinds[] = {
  [HENG_TABLE_REGIONS] = { "regions", 3,
                           { "code", "name_zh", "name_en", "parent", "plate", "grain_role", "energy_role", "longitude", "latitude",
                             "capital" },
                           { "name_zh", "name_en", "code" } },
  [HENG_TABLE_HOLIDAYS] = { "holidays", 3, { "calendar", "date", "kind", "name_zh", "name_en" }, { "calendar" } },
  [HENG_TABLE_OPENINGS] = { "openings", 6, { "agreement", "from", "to", "accrued", "paid", "date", "commodity", "memo" },
                            { "accrued", "paid" } },
  [HENG_TABLE_OBSERVATIONS] = { "observations", 4,
                                { "agreement", "indicator", "period", "value", "source", "method", "document" },
                                { "indicator", "value" } },
  [HENG_TABLE_PAYMENTS] = { "payments", 5,
                            { "agreement", "from", "to", "amount", "date", "period", "commodity", "document", "memo" },
                            { "amount", "from", "to" } },
};

struct _HengTable
{
  HengTableKind kind;
  int            positions[COLUMNS_MAX]; /* of each column in a row, -1 where it is absent */
  guint          n_columns;
  HengCsvReader *reader; /* holds the texts */
  GPtrArray     *fields; /* (element-type utf8) (transfer none): row after row */
  GArray        *lines;
};

void
heng_table_free (HengTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->fields);
  g_array_unref (self->lines);
  heng_csv_reader_free (self->reader);
  g_free (self);
}

static char *
join_columns (HengTableKind kind)
{
  return g_strjoinv (", ", (char **) kinds[kind].columns);
}

static int
find_column (HengTableKind kind,
             const char   *name)
{
  for (int i = 0; i < COLUMNS_MAX && kinds[kind].columns[i] != NULL; i++)
    if (strcmp (kinds[kind].columns[i], name) == 0)
      return i;

  return -1;
}

static gboolean
has_field (GPtrArray  *fields,
           const char *name)
{
  return name != NULL && g_ptr_array_find_with_equal_func (fields, name, g_str_equal, NULL);
}

static gboolean
find_kind (GPtrArray     *header,
           HengTableKind *kind)
{
  /* The most telling tables first: payments share `from` and `to` with openings, and holidays have names as regions do. */
  static const HengTableKind order[] = {
    HENG_TABLE_OBSERVATIONS, HENG_TABLE_OPENINGS, HENG_TABLE_PAYMENTS, HENG_TABLE_HOLIDAYS, HENG_TABLE_REGIONS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < G_N_ELEMENTS (kinds[0].tells); j++)
      if (has_field (header, kinds[order[i]].tells[j]))
        {
          *kind = order[i];
          return TRUE;
        }

  return FALSE;
}

static gboolean
read_header (HengTable  *self,
             GPtrArray  *header,
             GError    **error)
{
  for (guint i = 0; i < header->len; i++)
    {
      g_autofree char *lower = g_utf8_strdown (g_ptr_array_index (header, i), -1);

      g_free (header->pdata[i]);
      header->pdata[i] = g_steal_pointer (&lower);
    }
  if (!find_kind (header, &self->kind))
    {
      g_ptr_array_add (header, NULL);
      {
        g_autofree char *found = g_strjoinv (", ", (char **) header->pdata);
        g_autofree char *short_found = g_utf8_substring (found, 0, MIN (g_utf8_strlen (found, -1), 80));

        heng_error_set (error, HENG_ERROR_TABLE_UNKNOWN, short_found, NULL);
      }
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (self->positions); i++)
    self->positions[i] = -1;
  for (guint i = 0; i < header->len; i++)
    {
      const char *name = g_ptr_array_index (header, i);
      int column = find_column (self->kind, name);

      if (column < 0)
        {
          g_autofree char *columns = join_columns (self->kind);

          heng_error_set (error, HENG_ERROR_TABLE_COLUMN_UNKNOWN, name, kinds[self->kind].name, columns, NULL);
          return FALSE;
        }
      if (self->positions[column] >= 0)
        {
          heng_error_set (error, HENG_ERROR_TABLE_COLUMN_TWICE, name, NULL);
          return FALSE;
        }
      self->positions[column] = (int) i;
    }
  for (guint i = 0; i < kinds[self->kind].n_required; i++)
    if (self->positions[i] < 0)
      {
        heng_error_set (error, HENG_ERROR_TABLE_COLUMN_MISSING, kinds[self->kind].columns[i], kinds[self->kind].name, NULL);
        return FALSE;
      }

  return TRUE;
}

/* Counting characters takes longer than reading them; few fields have even as many bytes. */
static gboolean
is_too_long (const char *field)
{
  return strlen (field) > FIELD_CHARACTERS_MAX && g_utf8_strlen (field, -1) > FIELD_CHARACTERS_MAX;
}

static gboolean
read_row (HengTable  *self,
          GPtrArray  *fields,
          GError    **error)
{
  /* Empty fields behind the last column are a spreadsheet's, not a person's. */
  while (fields->len > self->n_columns && *(const char *) g_ptr_array_index (fields, fields->len - 1) == '\0')
    g_ptr_array_set_size (fields, (int) fields->len - 1);
  if (fields->len != self->n_columns)
    {
      g_autofree char *found = g_strdup_printf ("%u", fields->len), *expected = g_strdup_printf ("%u", self->n_columns);

      heng_error_set (error, HENG_ERROR_TABLE_ROW_SHORT, found, expected, NULL);
      return FALSE;
    }

  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->fields, g_ptr_array_index (fields, i));
  for (guint i = 0; i < COLUMNS_MAX && kinds[self->kind].columns[i] != NULL; i++)
    {
      const char *name = kinds[self->kind].columns[i];
      const char *field = self->positions[i] >= 0 ? g_ptr_array_index (fields, (guint) self->positions[i]) : "";

      /* An empty value withdraws an observation. */
      if (i < kinds[self->kind].n_required && *field == '\0' && strcmp (name, "value") != 0)
        {
          heng_error_set (error, HENG_ERROR_TABLE_FIELD_EMPTY, name, NULL);
          return FALSE;
        }
      if (is_too_long (field))
        {
          heng_error_set (error, HENG_ERROR_TABLE_FIELD_LONG, name, G_STRINGIFY (FIELD_CHARACTERS_MAX), NULL);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_rows (HengTable  *self,
           GError    **error)
{
  g_autoptr (GPtrArray) header = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GError) local_error = NULL;
  guint line = 1;

  if (!heng_csv_reader_next (self->reader, header, &line, &local_error))
    {
      if (local_error == NULL)
        heng_error_set (&local_error, HENG_ERROR_TABLE_EMPTY, NULL);
    }
  else if (read_header (self, header, &local_error))
    {
      self->n_columns = header->len;
      while (local_error == NULL && heng_csv_reader_read (self->reader, fields, &line, &local_error))
        {
          g_array_append_val (self->lines, line);
          read_row (self, fields, &local_error);
        }
    }
  if (local_error == NULL)
    return TRUE;

  heng_error_place (&local_error, NULL, line, 0);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

HengTable *
heng_table_new (const char  *text,
                gsize        length_bytes,
                GError     **error)
{
  HengCsvReader *reader = heng_csv_reader_new (text, length_bytes, error);
  g_autoptr (HengTable) self = NULL;

  if (reader == NULL)
    return NULL;

  self = g_new0 (HengTable, 1);
  self->reader = reader;
  self->fields = g_ptr_array_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  return read_rows (self, error) ? g_steal_pointer (&self) : NULL;
}

HengTableKind
heng_table_get_kind (const HengTable *self)
{
  return self->kind;
}

guint
heng_table_get_n_rows (const HengTable *self)
{
  return self->lines->len;
}

guint
heng_table_get_line (const HengTable *self,
                     guint            row)
{
  return g_array_index (self->lines, guint, row);
}

guint
heng_table_find_column (const HengTable *self,
                        const char      *column)
{
  int index = find_column (self->kind, column);

  g_return_val_if_fail (index >= 0, 0);

  return (guint) index;
}

const char *
heng_table_get_field (const HengTable *self,
                      guint            row,
                      guint            column)
{
  int position = self->positions[column];

  return position >= 0 ? g_ptr_array_index (self->fields, row * self->n_columns + (guint) position) : "";
}

const char *
heng_table_get (const HengTable *self,
                guint            row,
                const char      *column)
{
  return heng_table_get_field (self, row, heng_table_find_column (self, column));
}

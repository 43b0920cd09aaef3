// SPDX-License-Identifier: GPL-3.0-or-later
/* Tables of all kinds, in any encoding: what is read, written and read again is the same rows; recorded in a book each commodity still
 * adds up to zero, and nothing of it stays behind. */
#include "fuzz.h"

#include "heng-book-agreements.h"
#include "heng-book-balances.h"
#include "heng-book-regions.h"
#include "heng-csv-reader.h"
#include "heng-error.h"
#include "heng-table-import.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT \
  "{\"hengping\":\"agreement/1\",\"code\":\"T-1\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"watershed\",\"parties\":[" \
  "{\"name\":\"Down\",\"region\":\"370000\",\"role\":\"beneficiary\"},{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"}," \
  "{\"name\":\"Fund\",\"role\":\"pool\"}],\"from\":\"2020-01-01\",\"to\":\"2023-12-31\",\"assessed\":\"year\"," \
  "\"indicators\":[{\"name\":\"q\",\"observed\":\"year\"},{\"name\":\"氨氮\",\"observed\":\"month\",\"aggregate\":\"sum\"}]," \
  "\"rules\":[\"Down pays Up 100 * q\",\"Up provides Down 氨氮 \\\"t\\\"\"],\"units\":{\"t\":\"0.001\"}}"

static char *folder;
static HengBook *book;

static gint64
read_clock (gpointer data)
{
  return G_GINT64_CONSTANT (1717200000000);
}

static void
remove_book (void)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  g_clear_pointer (&book, heng_book_free);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/fuzz.hengping%s", folder, endings[i]);

      g_remove (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static void
add_region (GPtrArray  *regions,
            const char *code,
            const char *name)
{
  HengRegion *region = heng_region_new ();

  region->code = g_strdup (code);
  region->name_zh = g_strdup (name);
  region->name_en = g_strdup (name);
  g_ptr_array_add (regions, region);
}

static void
make_book (void)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = heng_agreement_new_from_json (DOCUMENT, strlen (DOCUMENT), "CNY", &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  folder = g_dir_make_tmp ("hengping-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "fuzz.hengping", NULL);
  add_region (regions, "370000", "Shandong");
  add_region (regions, "410000", "Henan");
  book = heng_book_new (path, "CNY", "fuzz", regions, read_clock, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (heng_book_append_agreement (book, agreement, NULL, NULL, &error));
  g_assert_no_error (error);
  atexit (remove_book);
}

static void
check_balances (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = heng_book_list_balances (book, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, &error);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer sum;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HengBalance *row = g_ptr_array_index (rows, i);
      __int128 *known = g_hash_table_lookup (sums, row->commodity);

      if (known == NULL)
        g_hash_table_insert (sums, (gpointer) row->commodity, known = (__int128 *) (gpointer) g_malloc0 (sizeof (__int128)));
      g_assert_cmpint (row->accrued_minor - row->paid_minor, ==, row->outstanding_minor);
      *known += row->accrued_minor;
    }

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, NULL, &sum))
    g_assert_true (*(__int128 *) sum == 0);
}

static void
try_import (const HengTable *table)
{
  const HengImportOptions options = { 0 };
  HengImportReport report = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 before, after;

  if (book == NULL)
    make_book ();
  g_assert_true (heng_book_get_head (book, &before, NULL, NULL));
  g_assert_true (heng_book_begin (book, &error));
  g_assert_no_error (error);
  if (heng_table_import (book, table, "table.csv", NULL, &options, &report, &error))
    check_balances ();
  else
    {
      g_assert_true (error->domain == HENG_ERROR);
      g_assert_cmpint (heng_error_get_class (error), ==, HENG_ERROR_CLASS_DATA);
    }
  heng_book_rollback (book);
  g_assert_true (heng_book_get_head (book, &after, NULL, NULL));
  g_assert_cmpint (before, ==, after);
}

/* ---- rows ---- */

static GPtrArray *
read_rows (const char  *text,
           gsize        size_bytes,
           GError     **error)
{
  g_autoptr (HengCsvReader) reader = heng_csv_reader_new (text, size_bytes, error);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  guint line = 0, line_before = 0;

  while (reader != NULL && heng_csv_reader_next (reader, fields, &line, error))
    {
      g_assert_cmpuint (line, >, line_before);
      line_before = line;
      for (guint i = 0; i < fields->len; i++)
        g_assert_true (g_utf8_validate (g_ptr_array_index (fields, i), -1, NULL));
      g_ptr_array_add (rows, fields);
      fields = g_ptr_array_new_with_free_func (g_free);
    }

  g_ptr_array_unref (fields);
  return rows;
}

static char *
write_rows (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *fields = g_ptr_array_index (rows, i);

      for (guint j = 0; j < fields->len; j++)
        {
          if (j > 0)
            g_string_append_c (text, ',');
          heng_csv_append (text, g_ptr_array_index (fields, j));
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/* What a spreadsheet would take for a formula is written with an apostrophe before it. */
static gboolean
is_same (const char *field,
         const char *again)
{
  return strcmp (field, again) == 0 || (*again == '\'' && strcmp (field, again + 1) == 0);
}

/* The reader has three separators to choose from, and in what is written the comma must win; no text of a first field is a byte-order
 * mark. */
static gboolean
reads_otherwise (GPtrArray *rows)
{
  GPtrArray *first = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  for (guint i = 0; first != NULL && i < first->len; i++)
    if (strpbrk (g_ptr_array_index (first, i), ",;\t\r\n") != NULL)
      return TRUE;

  return first == NULL || first->len < 2 || g_str_has_prefix (g_ptr_array_index (first, 0), "\xEF\xBB\xBF");
}

static void
try_rows (const char *text,
          gsize       size_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = read_rows (text, size_bytes, &error), again = NULL;
  g_autofree char *written = NULL;

  g_assert_true (error == NULL || error->domain == HENG_ERROR);
  if (error != NULL || reads_otherwise (rows))
    return;

  written = write_rows (rows);
  again = read_rows (written, strlen (written), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, again->len);
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *fields = g_ptr_array_index (rows, i), *fields_again = g_ptr_array_index (again, i);

      g_assert_cmpuint (fields->len, ==, fields_again->len);
      for (guint j = 0; j < fields->len; j++)
        g_assert_true (is_same (g_ptr_array_index (fields, j), g_ptr_array_index (fields_again, j)));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size_bytes)
{
  g_autoptr (HengTable) table = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_begin ();
  if (size_bytes > FUZZ_BYTES_MAX)
    return 0;

  try_rows ((const char *) data, size_bytes);
  table = heng_table_new ((const char *) data, size_bytes, &error);
  if (table != NULL)
    try_import (table);
  else
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == HENG_ERROR);
    }
  return 0;
}

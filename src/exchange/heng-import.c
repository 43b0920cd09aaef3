// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-import.h"

#include "heng-book-agreements.h"
#include "heng-digest.h"
#include "heng-error.h"
#include "heng-json-scan.h"
#include "heng-table-import.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The order in which things are recorded: what others need comes first. Tables after regions keep their own order. */
typedef enum
{
  RANK_REGIONS,
  RANK_AGREEMENT,
  RANK_OTHER_TABLE
} Rank;

typedef struct
{
  const char    *path;
  char          *name;
  char          *digest;
  char          *text;
  gsize          length_bytes;
  HengTable     *table;     /* of a table */
  HengAgreement *agreement; /* of a document */
  guint          rank;
} ImportFile;

static void
import_file_free (gpointer data)
{
  ImportFile *file = data;

  g_free (file->name);
  g_free (file->digest);
  g_free (file->text);
  heng_table_free (file->table);
  g_clear_pointer (&file->agreement, heng_agreement_unref);
  g_free (file);
}

static gboolean
has_ending (const char *path,
            const char *ending)
{
  gsize path_length = strlen (path), length = strlen (ending);

  return path_length > length && g_ascii_strcasecmp (path + path_length - length, ending) == 0;
}

/* The size is asked before anything is read: a file of the wrong kind may be larger than memory. */
static gboolean
read_bytes (ImportFile  *file,
            gboolean     document,
            GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  guint64 mb_max = document ? HENG_JSON_BYTES_MAX / (1024 * 1024) : HENG_IMPORT_TABLE_MB_MAX;
  GStatBuf status;

  if (g_stat (file->path, &status) != 0)
    {
      heng_error_set (error, HENG_ERROR_FILE_READ, file->path, g_strerror (errno), NULL);
      return FALSE;
    }
  /* A pipe or a device has no end that a size could tell. A folder cannot be read at all, which reading it says. */
  if (!S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode))
    {
      heng_error_set (error, HENG_ERROR_FILE_KIND, NULL);
      return FALSE;
    }
  if ((guint64) status.st_size > mb_max * 1024 * 1024)
    {
      g_autofree char *most = g_strdup_printf ("%" G_GUINT64_FORMAT, mb_max);

      heng_error_set (error, HENG_ERROR_FILE_TOO_LARGE, most, NULL);
      return FALSE;
    }
  if (!g_file_get_contents (file->path, &file->text, &file->length_bytes, &local_error))
    {
      heng_error_set (error, HENG_ERROR_FILE_READ, file->path, local_error->message, NULL);
      return FALSE;
    }

  file->digest = heng_digest_make (file->text, file->length_bytes);
  return TRUE;
}

static gboolean
check_again (HengBook    *book,
             ImportFile  *file,
             GError     **error)
{
  g_autofree char *name = NULL, *text = NULL;
  g_autoptr (GError) local_error = NULL;
  HengDay day;

  if (heng_book_find_import (book, file->digest, &name, &day, &local_error))
    {
      text = heng_day_format (day);
      heng_error_set (error, HENG_ERROR_FILE_TWICE, name, text, NULL);
      return FALSE;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static ImportFile *
read_file (HengBook    *book,
           const char  *path,
           gboolean     again,
           GError     **error)
{
  ImportFile *file = g_new0 (ImportFile, 1);
  gboolean document = has_ending (path, ".json"), done = FALSE;

  file->path = path;
  file->name = g_path_get_basename (path);
  if (!document && !has_ending (path, ".csv"))
    heng_error_set (error, HENG_ERROR_FILE_KIND, NULL);
  else if (read_bytes (file, document, error) && (again || check_again (book, file, error)))
    {
      if (document)
        file->agreement = heng_agreement_new_from_json (file->text, file->length_bytes, heng_book_get_currency (book), error);
      else
        {
          file->table = heng_table_new (file->text, file->length_bytes, error);
          g_clear_pointer (&file->text, g_free); /* the table has its own */
        }
      done = file->agreement != NULL || file->table != NULL;
    }
  if (!done)
    {
      heng_error_place (error, path, 0, 0);
      import_file_free (file);
      return NULL;
    }

  file->rank = document ? RANK_AGREEMENT
             : heng_table_get_kind (file->table) == HENG_TABLE_REGIONS ? RANK_REGIONS
             : RANK_OTHER_TABLE + (guint) heng_table_get_kind (file->table);
  return file;
}

static gboolean
record (HengBook                 *book,
        ImportFile               *file,
        const HengImportOptions  *options,
        HengImportReport         *report,
        GError                  **error)
{
  HengOrigin origin = { file->name, file->digest };
  gboolean appended;

  if (file->table != NULL)
    return heng_table_import (book, file->table, file->path, &origin, options, report, error);

  if (!heng_book_append_agreement (book, file->agreement, &origin, &appended, error))
    {
      const char *path = *error != NULL ? heng_error_get_path (*error) : NULL;

      /* The book knows no lines of the document; the first one tells where to begin to look. */
      if (path != NULL)
        heng_error_place (error, file->path, heng_import_find_line (file->text, file->length_bytes, path), 0);
      return FALSE;
    }

  *(appended ? &report->n_agreements : &report->n_agreements_same) += 1;
  return TRUE;
}

guint
heng_import_find_line (const char *text,
                       gsize       length_bytes,
                       const char *path)
{
  g_autoptr (GHashTable) lines = heng_json_scan (text, length_bytes, NULL);

  return lines != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (lines, path)) : 0;
}

static gboolean
record_all (HengBook                 *book,
            GPtrArray                *files,
            const HengImportOptions  *options,
            HengImportReport         *report,
            GError                  **error)
{
  for (guint rank = 0; rank <= RANK_OTHER_TABLE + HENG_N_TABLES; rank++)
    for (guint i = 0; i < files->len; i++)
      {
        ImportFile *file = g_ptr_array_index (files, i);

        if (file->rank == rank && !record (book, file, options, report, error))
          {
            heng_error_place (error, file->path, 0, 0);
            return FALSE;
          }
      }

  return TRUE;
}

/* The same file named twice in one call would pass the book's own check. */
static gboolean
check_twice (GHashTable  *seen,
             ImportFile  *file,
             GError     **error)
{
  const ImportFile *other = g_hash_table_lookup (seen, file->digest);

  if (other == NULL)
    {
      g_hash_table_insert (seen, file->digest, file);
      return TRUE;
    }

  heng_error_set (error, HENG_ERROR_FILE_TWICE, other->path, "—", NULL);
  heng_error_place (error, file->path, 0, 0);
  return FALSE;
}

/* Observations against the book as the other files would make it. Those are recorded and taken back, which needs no more than being
 * able to write; where there are none the book is only read. */
static gboolean
preview_all (HengBook                 *book,
             GPtrArray                *files,
             const HengImportOptions  *options,
             HengImportReport         *report,
             GError                  **error)
{
  gboolean reading = TRUE, done;

  for (guint i = 0; i < files->len; i++)
    reading = reading && ((const ImportFile *) g_ptr_array_index (files, i))->rank == RANK_OTHER_TABLE + HENG_TABLE_OBSERVATIONS;
  if (!(reading ? heng_book_begin_reading (book, error) : heng_book_begin (book, error)))
    return FALSE;

  done = record_all (book, files, options, report, error) &&
         heng_intake_finish (options->intake, options->cancellable, options->progress, options->progress_data, error);
  if (reading)
    heng_book_end_reading (book);
  else
    heng_book_rollback (book);
  return done;
}

static gboolean
read_files (HengBook                 *book,
            const char *const        *paths,
            guint                     n_paths,
            const HengImportOptions  *options,
            GPtrArray                *files,
            GError                  **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_paths; i++)
    {
      ImportFile *file = read_file (book, paths[i], options->again, error);

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (files, file);
      if (!options->again && !check_twice (seen, file, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
heng_import_files_with (HengBook                 *book,
                        const char *const        *paths,
                        guint                     n_paths,
                        const HengImportOptions  *options,
                        HengImportReport         *report,
                        GError                  **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (import_file_free);
  g_autoptr (GError) local_error = NULL;
  HengImportReport own;

  if (report == NULL)
    report = &own;
  memset (report, 0, sizeof *report);
  if (!read_files (book, paths, n_paths, options, files, &local_error))
    ;
  else if (options->intake != NULL)
    preview_all (book, files, options, report, &local_error);
  else if (heng_book_begin (book, &local_error))
    {
      if (record_all (book, files, options, report, &local_error))
        heng_book_commit (book, &local_error);
      else
        heng_book_rollback (book);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_import_files (HengBook           *book,
                   const char *const  *paths,
                   guint               n_paths,
                   gboolean            again,
                   HengImportReport   *report,
                   GError            **error)
{
  return heng_import_files_with (book, paths, n_paths, &(HengImportOptions) { .again = again }, report, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* What lies outside of a book and belongs to it: copies, and heads that were noted. */
#include "heng-book-private.h"

#include "heng-book-backups.h"
#include "heng-book-verify.h"
#include "heng-digest.h"
#include "heng-error.h"

#include <glib/gstdio.h>

gboolean
heng_book_check_head (HengBook    *self,
                      gint64       count,
                      const char  *hash,
                      GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT hash FROM fact WHERE number = ?1", error);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count), *lower = g_ascii_strdown (hash, -1), *found = NULL;
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, count);
  found = heng_query_step (query, &local_error) ? heng_query_dup_text (query, 0) : NULL;
  if (local_error == NULL && (found == NULL || !g_str_has_prefix (found, lower)))
    heng_error_set (&local_error, HENG_ERROR_BOOK_HEAD, number, lower, found != NULL ? found : "—", NULL);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
step_cb (guint64    done,
         guint64    total,
         gpointer   data,
         GError   **error)
{
  return heng_book_report_progress (data, done, total, error);
}

gboolean
heng_book_copy (HengBook    *self,
                const char  *path,
                GError     **error)
{
  return heng_database_copy (self->database, path, step_cb, self, error);
}

char *
heng_book_word_head (HengBook  *self,
                     gint64     known,
                     guint      n_digits,
                     GError   **error)
{
  g_autoptr (HengQuery) query = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 count;

  if (!heng_book_get_head (self, &count, &hash, error))
    return NULL;
  if (known <= 0 || known >= count)
    return heng_head_format (count, hash, n_digits);

  query = heng_query_prepare (self->database, "SELECT hash FROM fact WHERE number = ?1", error);
  if (query == NULL)
    return NULL;
  heng_query_bind_int64_at (query, 1, known);
  if (heng_query_step (query, &local_error))
    return heng_head_format (known, heng_query_get_text (query, 0), n_digits);

  if (local_error == NULL)
    heng_error_set (&local_error, HENG_ERROR_BOOK_DAMAGED, "fact", NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
heng_book_backup (HengBook    *self,
                  const char  *path,
                  GError     **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      heng_error_set (error, HENG_ERROR_FILE_EXISTS, path, NULL);
      return FALSE;
    }
  return heng_database_backup (self->database, path, step_cb, self, error);
}

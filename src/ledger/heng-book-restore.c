// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-restore.h"

#include "heng-book-private.h"
#include "heng-book-verify.h"
#include "heng-error.h"
#include "heng-file.h"
#include "heng-new-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

static void
loss_free (gpointer data)
{
  HengRestoreLoss *self = data;

  g_free (self->kind);
  g_free (self->recorded_by);
  g_free (self);
}

void
heng_restore_plan_free (HengRestorePlan *self)
{
  if (self == NULL)
    return;

  g_free (self->backup_head);
  g_free (self->book_head);
  g_ptr_array_unref (self->losses);
  g_free (self);
}

/* ---- comparing ---- */

/* The hash of fact @number. Returns: (transfer full) (nullable) */
static char *
read_hash (HengBook *book,
           gint64    number)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, "SELECT hash FROM fact WHERE number = :number", NULL);

  if (query == NULL)
    return NULL;
  heng_query_bind_int64 (query, ":number", number);
  return heng_query_step (query, NULL) ? heng_query_dup_text (query, 0) : NULL;
}

/* How many facts both have: a hash stands for all facts up to it. */
static gint64
count_common (HengBook *first,
              HengBook *second,
              gint64    most)
{
  gint64 low = 0, high = most;

  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;
      g_autofree char *here = read_hash (first, middle), *there = read_hash (second, middle);

      if (here != NULL && g_strcmp0 (here, there) == 0)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

static gboolean
list_losses (HengRestorePlan  *self,
             HengBook         *book,
             GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database,
    "SELECT number, kind, n_rows, recorded_ms, recorded_by FROM fact WHERE number > :common ORDER BY number DESC LIMIT :limit", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":common", self->common);
  heng_query_bind_int64 (query, ":limit", HENG_RESTORE_LOSSES_MAX);
  while (heng_query_next (query))
    {
      HengRestoreLoss *loss = g_new0 (HengRestoreLoss, 1);

      loss->number = heng_query_get_int64 (query, 0);
      loss->kind = heng_query_dup_text (query, 1);
      loss->n_rows = heng_query_get_int64 (query, 2);
      loss->recorded_ms = heng_query_get_int64 (query, 3);
      loss->recorded_by = heng_query_dup_text (query, 4);
      g_ptr_array_add (self->losses, loss);
    }
  return heng_query_done (query, error);
}

/* A book that cannot be read is no error: that is what backups are for. */
static void
compare (HengRestorePlan *self,
         HengBook        *backup,
         const char      *path)
{
  g_autoptr (HengBook) book = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      self->relation = HENG_RESTORE_NEW;
      return;
    }

  self->relation = HENG_RESTORE_UNREADABLE;
  book = heng_book_open (path, HENG_BOOK_OPEN_READ_ONLY, "", heng_clock_system, NULL, NULL);
  if (book == NULL || !heng_book_get_head (book, &self->book_count, &self->book_head, NULL))
    return;

  self->common = count_common (backup, book, MIN (self->backup_count, self->book_count));
  self->n_lost = self->book_count - self->common;
  if (!list_losses (self, book, NULL))
    return;
  if (self->common == self->book_count)
    self->relation = self->common == self->backup_count ? HENG_RESTORE_SAME : HENG_RESTORE_LATER;
  else
    self->relation = self->common == self->backup_count ? HENG_RESTORE_EARLIER : HENG_RESTORE_OTHER;
}

HengRestorePlan *
heng_book_plan_restore (const char        *backup,
                        const char        *path,
                        HengProgressFunc   progress,
                        gpointer           progress_data,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autofree char *place = heng_file_find_place (path, error);
  g_autoptr (HengBook) book = place != NULL ? heng_book_open (backup, HENG_BOOK_OPEN_READ_ONLY, "", heng_clock_system, NULL, error) : NULL;
  g_autoptr (HengRestorePlan) plan = g_new0 (HengRestorePlan, 1);
  gint64 n_found = 0;

  plan->losses = g_ptr_array_new_with_free_func (loss_free);
  if (book == NULL)
    return NULL;
  heng_book_set_progress (book, progress, progress_data, cancellable);
  if (!heng_book_verify (book, FALSE, NULL, NULL, &n_found, error) || !heng_book_get_head (book, &plan->backup_count, &plan->backup_head, error))
    return NULL;
  if (n_found > 0)
    {
      g_autofree char *found = g_strdup_printf ("%" G_GINT64_FORMAT, n_found);

      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, found, NULL);
      heng_error_place (error, backup, 0, 0);
      return NULL;
    }

  compare (plan, book, place);
  return g_steal_pointer (&plan);
}

/* ---- restoring ---- */

static const char *const logs[] = { "-wal", "-journal" };

/* Nobody else may be at the book, and what its log holds goes into it; @is_single: it does. One that cannot be read, or whose log is not its own, stays
 * as it is. */
static gboolean
make_quiet (const char  *path,
            gboolean    *is_single,
            GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HengBook) book = heng_book_open (path, HENG_BOOK_OPEN_AS_IT_IS, "", heng_clock_system, NULL, &local_error);

  *is_single = book != NULL && !heng_database_is_read_only (book->database) && heng_database_make_single (book->database, &local_error);
  if (!heng_error_is (local_error, HENG_ERROR_BOOK_BUSY))
    return TRUE;

  heng_error_set (error, HENG_ERROR_RESTORE_OPEN, path, NULL);
  return FALSE;
}

static gboolean
is_taken (const char *path)
{
  gboolean found = g_file_test (path, G_FILE_TEST_EXISTS);

  for (guint i = 0; i < G_N_ELEMENTS (logs) && !found; i++)
    {
      g_autofree char *log = g_strconcat (path, logs[i], NULL);

      found = g_file_test (log, G_FILE_TEST_EXISTS);
    }
  return found;
}

static char *
name_kept (const char *path)
{
  char *kept = g_strconcat (path, ".before-restore", NULL);

  for (guint i = 2; is_taken (kept); i++)
    {
      g_free (kept);
      kept = g_strdup_printf ("%s.before-restore-%u", path, i);
    }
  return kept;
}

/* Copies of the logs: SQLite may throw away those of a file that it cannot read. */
static gboolean
copy_logs (const char  *from,
           const char  *to,
           GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *log = g_strconcat (from, logs[i], NULL), *copy = g_strconcat (to, logs[i], NULL);
      GStatBuf status;

      if (g_stat (log, &status) == 0 && status.st_size > 0 && !g_file_test (copy, G_FILE_TEST_EXISTS) && !heng_file_copy (log, copy, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
remove_logs (const char  *path,
             GError     **error)
{
  static const char *const endings[] = { "-wal", "-journal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      if (unlink (name) != 0 && errno != ENOENT)
        {
          heng_error_set (error, HENG_ERROR_FILE_WRITE, name, g_strerror (errno), NULL);
          return FALSE;
        }
    }
  return TRUE;
}

/* The same file under a second name where the file system can do that; with copies of its logs where they are not in it. For good. Copies that it does
 * not need are gone before it is there, since it would be read with them. */
static gboolean
keep (const char  *path,
      const char  *kept,
      GError     **error)
{
  gboolean is_single;

  if (!copy_logs (path, kept, error) || !make_quiet (path, &is_single, error) || (is_single && !remove_logs (kept, error)) ||
      !heng_file_sync_folder (path, error))
    return FALSE;

  return (link (path, kept) == 0 || heng_file_copy (path, kept, error)) && heng_file_sync_folder (path, error);
}

static void
discard_kept (const char *kept)
{
  remove_logs (kept, NULL);
  unlink (kept);
}

/* A log that is left belongs to another file: beside the restored one it would spoil it. It must be gone, for good, before that takes the place. */
static gboolean
take_place (HengNewFile  *file,
            const char   *path,
            char        **kept,
            GError      **error)
{
  g_autofree char *name = name_kept (path);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (!(exists ? keep (path, name, error) : copy_logs (path, name, error)))
    {
      discard_kept (name);
      return FALSE;
    }
  if (!remove_logs (path, error) || !heng_file_sync_folder (path, error) ||
      !(exists ? heng_new_file_replace (file, error) : heng_new_file_publish (file, error)))
    {
      if (!heng_new_file_is_named (file) && copy_logs (name, path, NULL))
        discard_kept (name);
      return FALSE;
    }

  if (exists)
    *kept = g_steal_pointer (&name);
  return TRUE;
}

gboolean
heng_book_restore (const char        *backup,
                   const char        *path,
                   HengProgressFunc   progress,
                   gpointer           progress_data,
                   GCancellable      *cancellable,
                   char             **kept,
                   GError           **error)
{
  g_autofree char *place = heng_file_find_place (path, error);
  g_autoptr (HengBook) source = place != NULL ? heng_book_open (backup, HENG_BOOK_OPEN_READ_ONLY, "", heng_clock_system, NULL, error) : NULL;
  g_autoptr (HengNewFile) file = NULL;

  *kept = NULL;
  if (source == NULL || (file = heng_new_file_begin (place, error)) == NULL)
    return FALSE;

  heng_book_set_progress (source, progress, progress_data, cancellable);
  if (heng_book_copy (source, heng_new_file_get_name (file), error))
    return take_place (file, place, kept, error);

  heng_new_file_place (file, error);
  return FALSE;
}

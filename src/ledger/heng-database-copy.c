// SPDX-License-Identifier: GPL-3.0-or-later
/* Databases as single files, and copies of them. */
#include "heng-database.h"

#include "heng-database-private.h"
#include "heng-error.h"
#include "heng-new-file.h"

gboolean
heng_database_make_single (HengDatabase  *self,
                           GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self, "PRAGMA journal_mode = DELETE", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  /* Where it cannot be done the answer is the mode that stays. */
  if (heng_query_step (query, &local_error) && g_ascii_strcasecmp (heng_query_get_name (query, 0), "delete") == 0)
    {
      self->is_logged = FALSE;
      return TRUE;
    }

  if (local_error == NULL)
    heng_error_set (&local_error, HENG_ERROR_BOOK_BUSY, NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Of pages, between two looks at whether the work shall end. */
#define STEP_PAGES 512

static gboolean
copy_pages (HengDatabase          *self,
            HengDatabase          *target,
            HengDatabaseStepFunc   step,
            gpointer               data,
            GError               **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target->handle, "main", self->handle, "main");
  gboolean goes_on = TRUE;
  int step_code, code;

  if (backup == NULL)
    {
      heng_database_set_error (target, sqlite3_errcode (target->handle), error);
      return FALSE;
    }
  do
    {
      step_code = sqlite3_backup_step (backup, step != NULL ? STEP_PAGES : -1);
      if (step_code == SQLITE_OK)
        {
          guint64 n_pages = (guint64) sqlite3_backup_pagecount (backup);

          goes_on = step (n_pages - (guint64) sqlite3_backup_remaining (backup), n_pages, data, error);
        }
    }
  while (step_code == SQLITE_OK && goes_on);
  code = sqlite3_backup_finish (backup);
  if (!goes_on)
    return FALSE;
  /* A source that was busy is no error to finish(), and would leave an empty copy behind. */
  if (code == SQLITE_OK && step_code != SQLITE_DONE)
    code = step_code;
  if (code == SQLITE_OK)
    return TRUE;

  heng_database_set_error (target, code, error);
  return FALSE;
}

gboolean
heng_database_copy (HengDatabase          *self,
                    const char            *target_path,
                    HengDatabaseStepFunc   step,
                    gpointer               data,
                    GError               **error)
{
  g_autoptr (HengDatabase) target = heng_database_open (target_path, HENG_DATABASE_WRITE, error);
  gboolean done;

  /* All pages are of one state, whoever writes between two steps. */
  if (target == NULL || !heng_database_begin_reading (self, error))
    return FALSE;
  done = copy_pages (self, target, step, data, error);
  heng_database_end_reading (self);

  /* A backup is carried about as one file: without the write-ahead log's two companions. */
  return done && heng_database_make_single (target, error);
}

gboolean
heng_database_backup (HengDatabase          *self,
                      const char            *target_path,
                      HengDatabaseStepFunc   step,
                      gpointer               data,
                      GError               **error)
{
  g_autoptr (HengNewFile) file = heng_new_file_begin (target_path, error);

  if (file == NULL)
    return FALSE;
  if (heng_database_copy (self, heng_new_file_get_name (file), step, data, error))
    return heng_new_file_publish (file, error);

  heng_new_file_place (file, error);
  return FALSE;
}

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

static gboolean
copy_into (HengDatabase  *self,
           const char    *target_path,
           GError       **error)
{
  g_autoptr (HengDatabase) target = heng_database_open (target_path, HENG_DATABASE_CREATE, error);
  sqlite3_backup *backup;
  int step_code, code;

  if (target == NULL)
    return FALSE;

  backup = sqlite3_backup_init (target->handle, "main", self->handle, "main");
  if (backup == NULL)
    {
      heng_database_set_error (target, sqlite3_errcode (target->handle), error);
      return FALSE;
    }
  step_code = sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);
  /* A source that was busy is no error to finish(), and would leave an empty copy behind. */
  if (code == SQLITE_OK && step_code != SQLITE_DONE)
    code = step_code;
  if (code != SQLITE_OK)
    {
      heng_database_set_error (target, code, error);
      return FALSE;
    }

  /* A backup is carried about as one file: without the write-ahead log's two companions. */
  return heng_database_make_single (target, error);
}

gboolean
heng_database_backup (HengDatabase  *self,
                      const char    *target_path,
                      GError       **error)
{
  g_autofree char *temporary = heng_new_file_begin (target_path);

  if (copy_into (self, temporary, error))
    return heng_new_file_publish (temporary, target_path, error);

  heng_new_file_discard (temporary, target_path, error);
  return FALSE;
}

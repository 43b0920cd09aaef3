// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-database.h"

#include <sqlite3.h>
#include <sys/stat.h>

G_BEGIN_DECLS

struct _HengDatabase
{
  sqlite3    *handle;
  GHashTable *idle; /* SQL → sqlite3_stmt that nobody uses: preparing costs more than most statements do */
  char    *path;
  gboolean read_only;
  guint    depth;  /* open transactions */
  guint64  serial; /* of the outermost one */
  gboolean broken; /* an inner one was rolled back */
  gboolean is_logged; /* writes go into a log first */
  gboolean is_bare;   /* its log is passed over */
  gboolean had_log;   /* with something in it, when it was opened */
  gboolean was_in_use; /* by somebody else, as far as that can be told of a file that we may not write */
  HengDatabaseWatchFunc watch;
  gpointer watch_data;
  off_t    n_bytes;    /* of the file, the last time it was to be written; 0: not yet */
  int      is_counted; /* among those that are open */
  struct stat opened;  /* the file as it was opened */
  gboolean is_watched; /* nothing keeps others from writing the file while it is read */

  gboolean     has_rows; /* the table heng_rows is there */
  guint        n_rows;   /* what it holds */
  HengCellFunc get_cell;
  gpointer     rows_data;

  HengRowFunc take_row;  /* (nullable): what the statement that runs gives its rows to */
  gpointer    take_data;
};

struct _HengQuery
{
  sqlite3_stmt *handle;
  HengDatabase *database;
  gboolean      is_spoilt; /* it has given something that nobody records */
  GError       *failure;   /* (nullable): of a loop over rows */
};

/** What stands beside a file. */
typedef enum
{
  HENG_LOGGING_NONE,   /* nothing is pending, and as far as that shows nobody is at it */
  HENG_LOGGING_IN_USE, /* nothing is pending; somebody who writes may be at it */
  HENG_LOGGING_PENDING /* a log that holds something */
} HengLogging;

/** Whether @path names a file that may be a database. %HENG_ERROR_BOOK_MISSING, _BOOK_LOG_ALONE, _FILE_READ, _FILE_NO_FILE */
gboolean    heng_database_check_place  (const char    *path,
                                        GError       **error);
HengLogging heng_database_find_logging (const char    *path);
/** Whether another program has the file open, asked without writing it. Only before this program has opened any: %FALSE after that, since asking takes
 * its own locks away. */
gboolean    heng_database_is_in_use    (const char    *path);
void        heng_database_count_open   (int            difference);
/** Remembers the file that was opened. @is_immutable: no locks are taken for reading it */
void        heng_database_note_place   (HengDatabase  *self,
                                        gboolean       is_immutable);
/** Whether somebody wrote the file that is read without locks, so that what was read may be of two states. */
gboolean    heng_database_is_overtaken (HengDatabase  *self);
/** Sets the error where @code, of SQLite's, comes of the file's place or of somebody else. Returns: whether it does */
gboolean    heng_database_blame_place  (HengDatabase  *self,
                                        int            code,
                                        GError       **error);
/** Before writing and before it is made to last: whether that goes into the file that bears the name. %HENG_ERROR_BOOK_READ_ONLY, _BOOK_GONE, _FILE_READ */
gboolean    heng_database_check_file   (HengDatabase  *self,
                                        GError       **error);
/** With the right to write, which nobody else has then: whether the file holds at least what it held the last time. %HENG_ERROR_BOOK_CUT */
gboolean    heng_database_check_size   (HengDatabase  *self,
                                        GError       **error);
/** Before writing: whether the file has one name. %HENG_ERROR_BOOK_LINKED */
gboolean    heng_database_check_names  (HengDatabase  *self,
                                        GError       **error);
/** Sets an error of ours from a result code of SQLite's. */
void heng_database_set_error (HengDatabase  *self,
                              int            code,
                              GError       **error);
/** Makes the function `heng_take` known. Returns: a result code */
int  heng_database_add_take  (HengDatabase  *self);

G_END_DECLS

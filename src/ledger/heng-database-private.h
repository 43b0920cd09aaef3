// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-database.h"

#include <sqlite3.h>
#include <sys/types.h>

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
  HengDatabaseWatchFunc watch;
  gpointer watch_data;
  dev_t    device; /* of the file as it was opened */
  ino_t    inode;

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

/** Sets an error of ours from a result code of SQLite's. */
void heng_database_set_error (HengDatabase  *self,
                              int            code,
                              GError       **error);
/** Makes the function `heng_take` known. Returns: a result code */
int  heng_database_add_take  (HengDatabase  *self);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-period.h"

G_BEGIN_DECLS

/** The one door to SQLite: statements and transactions that are cleaned up by scope, and result codes that become errors. */
#define HENG_DATABASE_IN_MEMORY ":memory:"

typedef struct _HengDatabase HengDatabase;
typedef struct _HengQuery HengQuery;

typedef enum
{
  HENG_DATABASE_CREATE,
  HENG_DATABASE_WRITE,
  HENG_DATABASE_READ_ONLY,
  HENG_DATABASE_WITHOUT_LOG /* the same, of the file alone */
} HengDatabaseMode;

/** Opens and configures; does not look at the content. */
HengDatabase  *heng_database_open     (const char        *path,
                                       HengDatabaseMode   mode,
                                       GError           **error);
void           heng_database_free     (HengDatabase *self);
gboolean       heng_database_is_read_only (HengDatabase *self);
/** Whether it was opened without its log. */
gboolean       heng_database_is_bare  (HengDatabase *self);
const char    *heng_database_get_path (HengDatabase *self);
/** Runs statements that give nothing. */
gboolean       heng_database_execute  (HengDatabase  *self,
                                       const char    *sql,
                                       GError       **error);
/** The first column of the first row as a number; @fallback where there is no row. */
gboolean       heng_database_get_int64 (HengDatabase  *self,
                                        const char    *sql,
                                        gint64         fallback,
                                        gint64        *value,
                                        GError       **error);
/** Whether the row with the number 1 of @table has the text @hash, of 64 characters, as its column @column in the file itself, as it has
 * with the write-ahead log. Where that cannot be told, or there is no log: %TRUE. */
gboolean       heng_database_is_own_log (HengDatabase *self,
                                         const char   *table,
                                         guint         column,
                                         const char   *hash);
/** Whether a log was found when it was opened, and nobody else has the file open now, as far as that can be told: then a program was killed, or the log is
 * not the file's own. */
gboolean       heng_database_has_left_log (HengDatabase *self);
/** Ends what it is at with an error; from any thread. */
void           heng_database_interrupt (HengDatabase *self);
/** Asked now and then while a statement runs. Returns: whether it shall go on; else it fails with %HENG_ERROR_CANCELLED */
typedef gboolean (*HengDatabaseWatchFunc) (gpointer data);
/** @func: (nullable): that nobody is asked any more */
void           heng_database_watch    (HengDatabase          *self,
                                       HengDatabaseWatchFunc  func,
                                       gpointer               data);
/** Closing may write the log that was there when it was opened into the file from here on. */
void           heng_database_trust_log (HengDatabase *self);
/** Makes the file stand alone, without a log beside it, until it is written again. */
gboolean       heng_database_make_single (HengDatabase  *self,
                                          GError       **error);
/** Told how many of @total pages are copied. Returns: %FALSE with @error where the work shall end */
typedef gboolean (*HengDatabaseStepFunc) (guint64    done,
                                          guint64    total,
                                          gpointer   data,
                                          GError   **error);
/** SQLite's online backup into @target_path, an empty file, as one state of the source; it stands alone afterwards. @step: (nullable) */
gboolean       heng_database_copy     (HengDatabase          *self,
                                       const char            *target_path,
                                       HengDatabaseStepFunc   step,
                                       gpointer               data,
                                       GError               **error);
/** The same into a new file, which is there whole or not at all. */
gboolean       heng_database_backup   (HengDatabase          *self,
                                       const char            *target_path,
                                       HengDatabaseStepFunc   step,
                                       gpointer               data,
                                       GError               **error);

/** From here to the end everything is read from one state of the file, whatever others write meanwhile. Nests with transactions. */
gboolean       heng_database_begin_reading (HengDatabase  *self,
                                            GError       **error);
void           heng_database_end_reading (HengDatabase *self);
/** Transactions nest; the outermost is BEGIN IMMEDIATE. After a rollback of an inner one the outer cannot commit any more. */
gboolean       heng_database_begin    (HengDatabase  *self,
                                       GError       **error);
gboolean       heng_database_commit   (HengDatabase  *self,
                                       GError       **error);
void           heng_database_rollback (HengDatabase *self);

/** What a connection saw: a transaction and how much it had written in it by then. */
typedef struct
{
  guint64 transaction;
  gint64  n_changes;
} HengDatabaseState;

/** Whether what was read at @state must still be so, since the same transaction is open and has written nothing since. Outside of
 * transactions others may have written, so it is %FALSE. */
gboolean       heng_database_is_at    (HengDatabase            *self,
                                       const HengDatabaseState *state);
void           heng_database_get_state (HengDatabase      *self,
                                        HengDatabaseState *state);

typedef enum
{
  HENG_CELL_NULL,
  HENG_CELL_NUMBER,
  HENG_CELL_TEXT
} HengCellKind;

typedef struct
{
  HengCellKind kind;
  gint64       number;
  const char  *text; /* to stay as it is until the statement has run */
} HengCell;

/** Sets @cell, which is NULL, to what stands in column @column, from 0, of row @row. */
typedef void (*HengCellFunc) (guint      row,
                              int        column,
                              HengCell  *cell,
                              gpointer   data);
/** Runs @sql, which inserts what it selects from the table `heng_rows` with the columns c1, c2, …: it holds @n_rows rows. */
gboolean       heng_database_insert   (HengDatabase  *self,
                                       const char    *sql,
                                       guint          n_rows,
                                       HengCellFunc   get_cell,
                                       gpointer       data,
                                       GError       **error);

HengQuery     *heng_query_prepare     (HengDatabase  *database,
                                       const char    *sql,
                                       GError       **error);
void           heng_query_finish      (HengQuery *self);
/** Parameters by name; every name must be one of the statement's. %NULL text is NULL. */
void           heng_query_bind_int64  (HengQuery  *self,
                                       const char *name,
                                       gint64      value);
void           heng_query_bind_text   (HengQuery  *self,
                                       const char *name,
                                       const char *value);
void           heng_query_bind_null   (HengQuery  *self,
                                       const char *name);
/** The same by place, from 1, for statements of many rows; @value must stay as it is until the statement has run. */
void           heng_query_bind_int64_at (HengQuery *self,
                                         int        place,
                                         gint64     value);
void           heng_query_bind_text_at (HengQuery  *self,
                                        int         place,
                                        const char *value);
/** Moves to the next row. Returns: whether there is one; %FALSE with @error set where it failed */
gboolean       heng_query_step        (HengQuery  *self,
                                       GError    **error);
/**
 * The same for a loop over all rows, whose failure is handed on once, by heng_query_done():
 *
 *     while (heng_query_next (query))
 *       take_row (query, rows, heng_query_failure (query));
 *     return heng_query_done (query, error);
 *
 * Returns: whether there is another row; %FALSE as well after a failure, of the statement or of what is done with a row
 */
gboolean       heng_query_next        (HengQuery *self);
/** Where what is done with a row puts its error: it ends the loop. Valid until heng_query_done(). */
GError       **heng_query_failure     (HengQuery *self);
/** Whether nothing has failed since the last call; else hands the failure on. */
gboolean       heng_query_done        (HengQuery  *self,
                                       GError    **error);
/** Runs to the end and makes the statement ready for the next values. */
gboolean       heng_query_run         (HengQuery  *self,
                                       GError    **error);
/** Makes the statement ready for the next values. */
void           heng_query_reset       (HengQuery *self);
gint64         heng_query_get_int64   (HengQuery *self,
                                       int        column);
gboolean       heng_query_is_null     (HengQuery *self,
                                       int        column);
/** A number that stands for something. Where a damaged file holds another one, one that is valid is returned and the next step
 * fails with %HENG_ERROR_BOOK_DAMAGED, so that reading on is safe. NULL is 0. */
HengDay        heng_query_get_day     (HengQuery *self,
                                       int        column);
/** The same where 0 is no day. */
HengDay        heng_query_get_open_day (HengQuery *self,
                                        int        column);
/** The same of two columns, its kind and, next to it, its index. */
HengPeriod     heng_query_get_period  (HengQuery *self,
                                       int        column);
/** The same of one of @n_values values. */
guint          heng_query_get_choice  (HengQuery *self,
                                       int        column,
                                       guint      n_values);
gboolean       heng_query_is_text     (HengQuery *self,
                                       int        column);
/** Valid until the next step. (nullable) */
const char    *heng_query_get_text    (HengQuery *self,
                                       int        column);
/** The same of a column that is never NULL: "" where a damaged file holds none, so that reading on is safe. */
const char    *heng_query_get_name    (HengQuery *self,
                                       int        column);
char          *heng_query_dup_text    (HengQuery *self,
                                       int        column);
/** The same of a column that is never NULL, see heng_query_get_name(). */
char          *heng_query_dup_name    (HengQuery *self,
                                       int        column);
/** Whether a text of this row goes on behind a NUL, where C does not see it. None of our own texts has one. */
gboolean       heng_query_has_hidden  (HengQuery *self);

/** A row of a statement while it runs. */
typedef struct _HengRow HengRow;
typedef void (*HengRowFunc) (const HengRow *row,
                             gpointer       data);
/** Runs a statement that selects `heng_take (…)`: @func is given each row, with the columns that stand there, from 0. It must not change the
 * file; other statements it may run. */
gboolean       heng_query_each        (HengQuery    *self,
                                       HengRowFunc   func,
                                       gpointer      data,
                                       GError      **error);
gint64         heng_row_get_int64     (const HengRow *self,
                                       int            column);
gboolean       heng_row_is_null       (const HengRow *self,
                                       int            column);
gboolean       heng_row_is_text       (const HengRow *self,
                                       int            column);
/** "" for NULL. Valid until @func returns. */
const char    *heng_row_get_name      (const HengRow *self,
                                       int            column);
/** Appends @n_columns columns as members of a JSON array: what canonical texts of rows are made of. */
void           heng_row_append        (const HengRow *self,
                                       int            first,
                                       int            n_columns,
                                       GString       *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengDatabase, heng_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengQuery, heng_query_finish)

G_END_DECLS

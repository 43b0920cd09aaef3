// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-database.h"

G_BEGIN_DECLS

/**
 * The pages of a database file, read without SQLite: what is left of one that SQLite refuses. Nothing of the file is trusted; what
 * cannot be read as a row is passed over. Rows are not checked here: whoever takes them checks their digests.
 */
typedef struct _HengPageFile HengPageFile;

/** A row. @id: its number, meaningless for rows of tables without one; @cells: @n_cells values, valid during the call; the number's own
 * column is NULL. */
typedef void (*HengPageRowFunc) (gint64          id,
                                 const HengCell *cells,
                                 guint           n_cells,
                                 gpointer        data);

/** %HENG_ERROR_BOOK_MISSING, %HENG_ERROR_FILE_READ */
HengPageFile *heng_page_file_open        (const char       *path,
                                          GError          **error);
void          heng_page_file_free        (HengPageFile     *self);
guint         heng_page_file_get_n_pages (HengPageFile     *self);
/** Of the pages, how many are of no kind that a database has, or whole lengths of zeros: none of them can be what was written. */
guint         heng_page_file_count_empty (HengPageFile     *self);
/** How many of them walks came to so far. */
guint         heng_page_file_get_n_read  (HengPageFile     *self);
/** The rows of the tree whose root is page @root (from 1), as far as it can be followed. A page is read once: later walks pass over it. */
void          heng_page_file_walk        (HengPageFile     *self,
                                          guint             root,
                                          HengPageRowFunc   func,
                                          gpointer          data);
/** The rows of all pages that no walk came to. */
void          heng_page_file_walk_rest   (HengPageFile     *self,
                                          HengPageRowFunc   func,
                                          gpointer          data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageFile, heng_page_file_free)

G_END_DECLS

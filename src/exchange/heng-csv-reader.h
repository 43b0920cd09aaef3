// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HengCsvReader: rows of a table as spreadsheets write it (RFC 4180): UTF-8 with or without byte-order mark or GB 18030; comma, semicolon or
 * tab, whichever the first row has most of; fields in double quotes may hold separators and line ends.
 */
typedef struct _HengCsvReader HengCsvReader;

/** Copies @text as UTF-8. Returns: (transfer full): %NULL with %HENG_ERROR_TABLE_ENCODING where it is neither encoding */
HengCsvReader *heng_csv_reader_new  (const char     *text,
                                     gsize           length_bytes,
                                     GError        **error);
void           heng_csv_reader_free (HengCsvReader  *self);

/**
 * Reads the next row that has any content into @fields (element-type utf8) (transfer none), cleared first; texts stripped. They are the
 * reader's and stay as long as it does.
 *
 * @line: (out): the line it begins on, from 1
 *
 * Returns: whether there is one; %FALSE with @error set where the text is wrong
 */
gboolean       heng_csv_reader_read (HengCsvReader  *self,
                                     GPtrArray      *fields,
                                     guint          *line,
                                     GError        **error);
/** The same, with texts that the caller frees. */
gboolean       heng_csv_reader_next (HengCsvReader  *self,
                                     GPtrArray      *fields,
                                     guint          *line,
                                     GError        **error);

/** Appends @text as a field, quoted where it must be; a text that a spreadsheet would take for a formula gets an apostrophe. */
void           heng_csv_append      (GString        *row,
                                     const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengCsvReader, heng_csv_reader_free)

G_END_DECLS

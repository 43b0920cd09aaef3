// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** Called with each thing found wrong: @fact (0: the file), and a #HENG_ERROR that says what. */
typedef void (*HengVerifyFunc) (gint64        fact,
                                const GError *finding,
                                gpointer      data);
/** Checks file, chain, digests, derived columns; with @settlements computes each run anew from the facts it knew.
 * @n_found: (nullable) (out). Returns: %FALSE with @error where it could not be done */
gboolean   heng_book_verify (HengBook        *self,
                             gboolean         settlements,
                             HengVerifyFunc   found,
                             gpointer         data,
                             gint64          *n_found,
                             GError         **error);
/** Whether the book is one that once had the head @count and @hash, of which the beginning will do, as pages and exports state it: no fact up to then was
 * changed, taken away or put in, if heng_book_verify() finds nothing. %HENG_ERROR_BOOK_HEAD */
gboolean   heng_book_check_head   (HengBook    *self,
                                   gint64       count,
                                   const char  *hash,
                                   GError     **error);
/** Computes anew the sums that the book keeps, where they are found wrong and the facts are right. The only repair there is. */
gboolean   heng_book_rebuild_kept (HengBook  *self,
                                   GError   **error);

G_END_DECLS

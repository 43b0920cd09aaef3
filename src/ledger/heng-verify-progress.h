// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-private.h"

G_BEGIN_DECLS

/* What takes about as long as reading so many rows of facts. */
#define HENG_VERIFY_AGREEMENT_STEPS 12 /* read a document and compare what was derived from it */
#define HENG_VERIFY_SETTLEMENT_STEPS 60 /* compute one anew */

/** How far verifying a book has come in all, made of what its parts tell, which is how far each of them is. */
typedef struct
{
  HengBook         *book;
  HengProgressFunc  told; /* (nullable): who is told of all of it */
  gpointer          told_data;
  guint64           done; /* in steps */
  guint64           total;
  guint64           n_quiet; /* steps since whoever waits was told */
} HengVerifyProgress;

/** Puts itself between the book and whom it tells, until heng_verify_progress_end(). @settlements: whether each is computed anew */
void     heng_verify_progress_begin (HengVerifyProgress  *self,
                                     HengBook            *book,
                                     gboolean             settlements);
void     heng_verify_progress_end   (HengVerifyProgress  *self);
/** So many steps more are done. Returns: %FALSE with %HENG_ERROR_CANCELLED where the work shall end */
gboolean heng_verify_progress_add   (HengVerifyProgress  *self,
                                     guint64              steps,
                                     GError             **error);

G_END_DECLS

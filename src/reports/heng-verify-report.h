// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/* Findings that are said one by one; the count tells of the others. */
#define HENG_VERIFY_REPORT_FINDINGS_MAX 1000

/** What verifying a book came to. */
typedef struct
{
  char      *path;
  HengDay    day;            /* of verifying, by the book's clock */
  gboolean   settlements;    /* whether each was computed anew as well */
  gint64     n_facts;
  char      *hash;           /* of the last; 64 digits */
  gint64     n_found;
  gint64     n_kept;         /* of these, what is wrong with balances that the book only keeps */
  GPtrArray *findings;       /* (element-type utf8): sentences, at most %HENG_VERIFY_REPORT_FINDINGS_MAX */
  char      *first;          /* (nullable): a sentence that names the first fact that is wrong */
  char      *head;           /* (nullable): one that was compared, COUNT:HASH */
  char      *head_problem;   /* (nullable): a sentence why the book never had it */
} HengVerifyReport;

void              heng_verify_report_free      (HengVerifyReport *self);
/**
 * Verifies @book.
 *
 * @settlements: whether to compute each settlement anew
 * @head: (nullable): COUNT:HASH, as pages and exports state it: the book must be one that it was of. %HENG_ERROR_BOOK_HEAD makes a problem, not an error;
 * what is no head is never compared, see heng_head_parse()
 *
 * Returns: (transfer full): %NULL with @error where it could not be done
 */
HengVerifyReport *heng_verify_report_new       (HengBook         *book,
                                                gboolean          settlements,
                                                const char       *head,
                                                GError          **error);
/** Whether all that is wrong is balances that the book keeps, which can be computed anew from its entries. */
gboolean          heng_verify_report_is_kept   (const HengVerifyReport *self);
/** Whether neither the book nor a head that was compared is wrong. */
gboolean          heng_verify_report_is_right  (const HengVerifyReport *self);
/** What it came to in one sentence or two. Returns: (transfer full) */
char             *heng_verify_report_word      (const HengVerifyReport *self);
/** All of it, a line each, to be kept in a file. Returns: (transfer full) */
char             *heng_verify_report_text      (const HengVerifyReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengVerifyReport, heng_verify_report_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-money-format.h"
#include "heng-page-content.h"
#include "heng-page-setup.h"

G_BEGIN_DECLS

/**
 * The printed pages as content; see heng-page-layout.h and heng-page-pdf.h for what becomes of them. A content knows its own running
 * title and footer: the book's head at the time it was made, what the view left out, and the day.
 */

typedef struct
{
  HengMoneyUnit unit;
  HengView      view;
} HengStatementOptions;

/** Agreement summary: parties, terms, rules, indicators, settlements, payments, balances, signatures. Returns: (transfer full) */
HengPageContent *heng_statement_new_agreement  (HengBook                    *book,
                                                const char                  *agreement,
                                                const HengStatementOptions  *options,
                                                GError                     **error);
/** Settlement statement of one assessed period: observations, computation, amounts, payments, signatures. A period that is incomplete,
 * blocked or failed has a statement as well, which says what is missing or why. */
HengPageContent *heng_statement_new_settlement (HengBook                    *book,
                                                const char                  *agreement,
                                                HengPeriod                   period,
                                                const HengStatementOptions  *options,
                                                GError                     **error);
/** Region statement: what a region gives and receives, by agreement, with its entries. */
HengPageContent *heng_statement_new_region     (HengBook                    *book,
                                                const char                  *region,
                                                const HengStatementOptions  *options,
                                                GError                     **error);

/**
 * Paper for @content in the user's language: A4, its running title, footer and page numbers. The strings of @setup are @content's own
 * or constant, so they live as long as @content does; size and margins may be changed before a layout is made, as a printer needs.
 *
 * @title: (nullable): the running title; %NULL for the content's own. Kept by the caller until the layout is made
 * @setup: (out caller-allocates)
 */
void             heng_statement_setup          (HengPageContent             *content,
                                                const char                  *title,
                                                HengPageSetup               *setup);
/** Writes @content as a PDF file. The same book on the same day by its clock gives the same bytes. @title: (nullable): as above. */
gboolean         heng_statement_write_pdf      (HengBook                    *book,
                                                HengPageContent             *content,
                                                const char                  *title,
                                                const char                  *path,
                                                GError                     **error);

G_END_DECLS

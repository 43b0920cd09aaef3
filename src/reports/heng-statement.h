// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-money-format.h"
#include "heng-page-content.h"

G_BEGIN_DECLS

/** The printed pages as content; see heng-page-layout.h and heng-page-pdf.h for what becomes of them. */

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
/** Settlement statement of one assessed period: observations, computation, amounts, payments, signatures. */
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

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** Rows that are fetched at once. */
#define HENG_AGREEMENT_LIST_PAGE 200
/** Pages that are kept; what scrolled away longest ago is dropped first. */
#define HENG_AGREEMENT_LIST_PAGES_KEPT 12

/**
 * HengAgreementList: the agreements of a book that match a search, as a lazy list model of #HengRecord over #HengAgreementRow.
 *
 * It reads windows of rows behind a known code and keeps a few; of the others it remembers only the last code of each window, so that
 * 100,000 agreements cost some hundred texts. An error of the book shows as an empty list and is told by `failed`.
 */
#define HENG_TYPE_AGREEMENT_LIST (heng_agreement_list_get_type ())
G_DECLARE_FINAL_TYPE (HengAgreementList, heng_agreement_list, HENG, AGREEMENT_LIST, GObject)

HengAgreementList *heng_agreement_list_new        (HengSession       *session);
/** @search: (nullable); @mechanism: -1 for any */
void               heng_agreement_list_set_filter (HengAgreementList *self,
                                                   const char        *search,
                                                   int                mechanism);
/** Reads again; rows on screen stay in place where the same agreements stand there. */
void               heng_agreement_list_reload     (HengAgreementList *self);
/** Where @code stands among the rows that are kept, else %GTK_INVALID_LIST_POSITION. */
guint              heng_agreement_list_find       (HengAgreementList *self,
                                                   const char        *code);
/** How many windows are in memory: for tests. */
guint              heng_agreement_list_get_n_kept (HengAgreementList *self);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book.h"

G_BEGIN_DECLS

/** Appends a version; its parties' regions must be known, and parties that have lines must still be there. A version equal to the
 * last is no fact: @appended (nullable) tells. */
gboolean       heng_book_append_agreement (HengBook          *self,
                                           HengAgreement     *agreement,
                                           const HengOrigin  *origin,
                                           gboolean          *appended,
                                           GError           **error);
/** Returns: (transfer full) (element-type HengAgreement): versions in the order recorded; %HENG_ERROR_AGREEMENT_UNKNOWN */
GPtrArray     *heng_book_list_versions    (HengBook          *self,
                                           const char        *code,
                                           gint64             known,
                                           GError           **error);
/** The last version. Returns: (transfer full) */
HengAgreement *heng_book_get_agreement    (HengBook          *self,
                                           const char        *code,
                                           GError           **error);

/** The same with what observations are checked with alone, see heng_agreement_new_observed(). */
HengAgreement *heng_book_get_observed     (HengBook          *self,
                                           const char        *code,
                                           GError           **error);

/** A row of the list of agreements. Outstanding is what is still to be paid between its parties in the book's currency. */
typedef struct
{
  char         *code;
  char         *title_zh; /* (nullable) */
  char         *title_en; /* (nullable) */
  char         *parties;  /* names joined by " · " */
  HengMechanism mechanism;
  HengDay       from_day;
  HengDay       to_day;
  guint         n_versions;
  gint64        outstanding_minor; /* sum of what each pair still owes */
} HengAgreementRow;

void       heng_agreement_row_free      (HengAgreementRow *self);
/** How many agreements match @search (nullable: part of code, titles, parties or regions) and @mechanism (-1: any). */
gboolean   heng_book_count_agreements   (HengBook         *self,
                                         const char       *search,
                                         int               mechanism,
                                         guint            *count,
                                         GError          **error);
/** At most @limit rows behind the code @after (nullable: from the beginning), by code. (transfer full) (element-type HengAgreementRow) */
GPtrArray *heng_book_list_agreements    (HengBook         *self,
                                         const char       *search,
                                         int               mechanism,
                                         const char       *after,
                                         guint             limit,
                                         GError          **error);
/** The last code of every window of @window rows behind the code @after, so that a list can be entered anywhere without being
 * walked through. Returns: (transfer full) (element-type utf8) */
GPtrArray *heng_book_list_window_ends   (HengBook         *self,
                                         const char       *search,
                                         int               mechanism,
                                         const char       *after,
                                         guint             window,
                                         GError          **error);
/** Codes of all agreements, in order. Returns: (transfer full) (element-type utf8) */
GPtrArray *heng_book_list_codes         (HengBook         *self,
                                         gint64            known,
                                         GError          **error);

G_END_DECLS

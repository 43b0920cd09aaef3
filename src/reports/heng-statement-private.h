// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-entries.h"
#include "heng-book-review.h"
#include "heng-page-pairs.h"
#include "heng-page-table.h"
#include "heng-statement.h"

G_BEGIN_DECLS

/** What the parts of a statement share while it is being made. */
typedef struct
{
  HengBook                   *book;
  const char                 *currency;
  HengMoneyUnit               unit;
  HengView                    view;    /* never "all known": what others record meanwhile is not looked at */
  gint64                      n_facts; /* of the book, when it was looked at */
  HengDay                     day;     /* up to when it looks: the view's, else today */
  HengPageContent            *content;
  HengReview                 *review;  /* (nullable): of a settlement statement: what became of it with the parties */
} HengStatementWriter;

gboolean         heng_statement_writer_init   (HengStatementWriter         *self,
                                               HengBook                    *book,
                                               const HengStatementOptions  *options,
                                               GError                     **error);
/** Sets title, footer and day, and gives the content away; %NULL with @error where the book cannot be read. */
HengPageContent *heng_statement_writer_finish (HengStatementWriter         *self,
                                               const char                  *running_title,
                                               GError                     **error);
void             heng_statement_writer_clear  (HengStatementWriter         *self);

/* Texts, all (transfer full). */
char *heng_statement_amount       (const HengStatementWriter *self,
                                   gint64                     amount_minor,
                                   const char                *commodity);
char *heng_statement_unit         (const HengStatementWriter *self);
char *heng_statement_span         (HengDay                    from_day,
                                   HengDay                    to_day);
char *heng_statement_day          (HengDay                    day);
char *heng_statement_number       (const HengNumber          *number);
char *heng_statement_window       (HengWindow                 window);
/** "Title (code)" of an agreement in the user's language. */
char *heng_statement_title        (const HengAgreement       *agreement);

/* Blocks. */
HengPageTable *heng_statement_add_money_table (const HengStatementWriter *self,
                                               const char                *title);
/** A row of @n_cells texts, given away. */
void           heng_statement_take_row        (HengPageTable             *table,
                                               char                     **cells,
                                               guint                      n_cells);
void           heng_statement_add_signatures  (const HengStatementWriter *self,
                                               const HengAgreement       *agreement);

/** What is owed, booked and paid between two parties in one commodity; each may be below zero, against the direction. */
typedef enum
{
  HENG_STATEMENT_OWED,
  HENG_STATEMENT_BOOKED,
  HENG_STATEMENT_PAID,
  HENG_STATEMENT_INTEREST, /* booked because it was late */
  HENG_N_STATEMENT_FIGURES
} HengStatementFigure;

typedef struct
{
  char  *from;
  char  *to;
  char  *commodity;
  gint64 figures[HENG_N_STATEMENT_FIGURES];
  gint64 due_minor;     /* owed, and late interest booked, less paid */
  gint64 to_book_minor; /* owed less booked */
} HengStatementPair;

/** Returns: (transfer full) (element-type HengStatementPair): those of a settlement and of the entries for its period, directed */
GPtrArray *heng_statement_list_pairs (HengSettlement      *settlement,
                                      GPtrArray           *entries,
                                      GError             **error);

/* Parts that have a file of their own. */
gboolean heng_statement_add_account      (HengStatementWriter  *self,
                                          const HengAgreement  *agreement,
                                          GError              **error);
gboolean heng_statement_add_flows        (HengStatementWriter  *self,
                                          const HengAgreement  *agreement,
                                          GError              **error);
void     heng_statement_add_observations (HengStatementWriter  *self,
                                          HengSettlement       *settlement);
void     heng_statement_add_computation  (HengStatementWriter  *self,
                                          HengSettlement       *settlement);
/** Part 3 and 4 of a settlement statement. @entries: those of its period */
gboolean heng_statement_add_dues         (HengStatementWriter  *self,
                                          HengSettlement       *settlement,
                                          GPtrArray            *entries,
                                          GError              **error);
/** Number and confirmation, for the head of a settlement statement. */
void     heng_statement_add_review_head  (HengStatementWriter  *self,
                                          const HengAgreement  *agreement,
                                          HengPagePairs        *pairs);
/** Part 6: who confirmed, and what is disputed. */
void     heng_statement_add_review       (HengStatementWriter  *self,
                                          const HengAgreement  *agreement);
/** What open disputes leave of what is owed. Returns: (transfer full) (nullable) (element-type HengReviewFigure): %NULL where none is
 * open, or where what is owed is not what was disputed */
GArray  *heng_statement_list_disputed    (const HengStatementWriter *self);
/** Instalments and clearing of a period, where the agreement says when to pay. */
gboolean heng_statement_add_instalments  (HengStatementWriter   *self,
                                          const HengSettlement  *settlement,
                                          GError               **error);
/** What a region has still to pay or to get, by due day. */
gboolean heng_statement_add_region_dues  (HengStatementWriter  *self,
                                          const char           *region,
                                          const char           *heading,
                                          GError              **error);
/** When the agreement is to be paid, where it says so. */
void     heng_statement_add_payment_terms (HengStatementWriter *self,
                                           const HengAgreement *agreement);
gboolean heng_statement_is_settled       (const HengSettlement *settlement);
void     heng_statement_add_sources      (HengStatementWriter  *self,
                                          HengSettlement       *settlement,
                                          GPtrArray            *payments);
/** (element-type HengEntry): oldest first by date; of @period where it is not %NULL. Returns: (transfer full) */
GPtrArray *heng_statement_list_entries   (HengStatementWriter  *self,
                                          const char           *agreement,
                                          const char           *region,
                                          const HengPeriod     *period,
                                          GError              **error);
/** Whether an entry moves money or goods; and lists those lines. */
gboolean heng_statement_has_payment      (const HengEntry      *entry);
void     heng_statement_add_payments     (HengStatementWriter  *self,
                                          const HengAgreement  *agreement,
                                          GPtrArray            *entries,
                                          const char           *title);

G_END_DECLS

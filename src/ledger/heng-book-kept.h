// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-entries.h"
#include "heng-book-private.h"

G_BEGIN_DECLS

/* Sums of lines that are kept in the file, so that balances need not read every line. They are computed, never facts: whoever writes
 * entries adds to them in the same transaction, whoever reads them checks their digest, and heng_book_verify() computes them anew. */

/** What sums are kept by. */
typedef enum
{
  HENG_KEPT_ALL,   /* region or pool */
  HENG_KEPT_MONTH, /* month of the date (a #HengMonth) × region or pool */
  HENG_KEPT_BLOCK, /* #HENG_KEPT_BLOCK_ENTRIES entries in the order booked, from 0 × region or pool */
  HENG_KEPT_PAIR,  /* two parties */
  HENG_KEPT_UNIT,  /* assessed period × two parties */
  HENG_N_KEPT
} HengKeptAxis;

/* At most so many entries are read one by one to look back: about a millisecond. */
#define HENG_KEPT_BLOCK_ENTRIES 4096

/**
 * One sum. The first five name it.
 * @axis: a #HengKeptAxis; @segment: the month, the block, the period's code, else 0
 * @party: of regions the least number of a party of the region, of a pool its own; of two parties the smaller number
 * @other: of two parties the greater number, else 0; @commodity: its number
 * @accrued_minor, @paid_minor: what @party gets (a region), or what goes from @party to @other; negative the other way
 * @accrued_day, @paid_day: of two parties the latest date of either kind; #HENG_DAY_NONE where there was none
 */
typedef struct
{
  gint64 axis;
  gint64 segment;
  gint64 party;
  gint64 other;
  gint64 commodity;
  gint64 accrued_minor;
  gint64 paid_minor;
  gint64 accrued_day;
  gint64 paid_day;
} HengKeptRow;

/** A period as a segment; 0 for none. */
gint64     heng_kept_period_code   (gboolean     has_period,
                                    HengPeriod   period);
gboolean   heng_kept_period_decode (gint64       code,
                                    HengPeriod  *period);

/** A line as sums see it. @period_code: see heng_kept_period_code() */
typedef struct
{
  gint64       entry;
  HengDay      date;
  gint64       period_code;
  HengLineKind kind;
  gint64       payer;
  gint64       receiver;
  gint64       commodity;
  gint64       amount_minor;
} HengKeptLine;

/* ---- sums as a set ---- */

typedef struct _HengKeptRows HengKeptRows;

HengKeptRows *heng_kept_rows_new   (void);
void          heng_kept_rows_free  (HengKeptRows       *self);
/** The place of the sum with the name of @name; where there is none, of one of nothing that is made. */
guint         heng_kept_rows_find  (HengKeptRows       *self,
                                    const HengKeptRow  *name);
/** The sum with the name of @name, %NULL where there is none; valid as below. */
HengKeptRow  *heng_kept_rows_lookup (HengKeptRows      *self,
                                     const HengKeptRow *name);
/** Valid until another is made. */
HengKeptRow  *heng_kept_rows_get   (HengKeptRows       *self,
                                    guint               index);
guint         heng_kept_rows_get_n (HengKeptRows       *self);
/** Adds the figures of @added to those of its name. */
gboolean      heng_kept_rows_add   (HengKeptRows       *self,
                                    const HengKeptRow  *added,
                                    GError            **error);
/** All in the order of their names, valid until another is made. Returns: (transfer container) (element-type HengKeptRow) */
GPtrArray    *heng_kept_rows_list  (HengKeptRows       *self);
int           heng_kept_row_compare (const HengKeptRow *a,
                                     const HengKeptRow *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengKeptRows, heng_kept_rows_free)

/* ---- adding up ---- */

HengKeptSums *heng_kept_sums_new   (HengBook      *book,
                                    GError       **error);
void          heng_kept_sums_free  (HengKeptSums  *self);
gboolean      heng_kept_sums_add   (HengKeptSums        *self,
                                    const HengKeptLine  *line,
                                    GError             **error);
/** Waits until all is added, which is done meanwhile. %FALSE where a sum is too large; lines behind the one that was too much, up to this
 * call, are in none. */
gboolean      heng_kept_sums_finish (HengKeptSums  *self,
                                     GError       **error);
/** Whether both, of the line that was added last, are parties of @agreement. */
gboolean      heng_kept_sums_is_of (HengKeptSums  *self,
                                    const char    *agreement);
/** All sums in the order of their names, once everything is added. Returns: (transfer container) (element-type HengKeptRow) */
GPtrArray    *heng_kept_sums_list  (HengKeptSums  *self,
                                    GError       **error);
/** Reads all parties at once, which is less work than one by one where most are asked for. */
gboolean      heng_kept_sums_read_parties (HengKeptSums  *self,
                                           GError       **error);
/** The number that stands for the region of party @number in sums, or its own where it is a pool. */
gboolean      heng_kept_sums_find_place (HengKeptSums  *self,
                                         gint64         number,
                                         gint64        *place,
                                         GError       **error);
/** Of which agreement party @number is. */
gboolean      heng_kept_sums_find_agreement (HengKeptSums  *self,
                                             gint64         number,
                                             const char   **agreement,
                                             gboolean      *is_pool,
                                             GError       **error);
/** What stands for @row in digests: its figures, and the names of parties and commodity as the file has them now.
 * %HENG_ERROR_BOOK_DAMAGED where it has none. */
gboolean      heng_kept_sums_digest (HengKeptSums       *self,
                                     const HengKeptRow  *row,
                                     guint64            *digest,
                                     GError            **error);
/** Sixty-four bits from sixty-four, each of which depends on all. */
guint64       heng_kept_mix        (guint64 value);
/** The same of a text, after @before. */
guint64       heng_kept_mix_text   (guint64     before,
                                    const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengKeptSums, heng_kept_sums_free)

/* ---- the file ---- */

/** Adds @sums, of the entries from @first to before @end, to what is kept. Inside a transaction. %HENG_ERROR_BOOK_KEPT where what is kept does not
 * end before @first. */
gboolean      heng_book_kept_write   (HengBook      *book,
                                      HengKeptSums  *sums,
                                      gint64         first,
                                      gint64         end,
                                      GError       **error);
/** Adds the lines of entries from @first to before @end, as they stand in the file, to @sums. */
gboolean      heng_book_kept_read    (HengBook      *book,
                                      HengKeptSums  *sums,
                                      gint64         first,
                                      gint64         end,
                                      GError       **error);
/** Throws away what is kept, and computes it anew from all entries. Inside a transaction. */
gboolean      heng_book_kept_rebuild (HengBook      *book,
                                      GError       **error);
/** Whether figures of all entries may be taken from what is kept: not in a book of an older format, that is looked back at, or with
 * HENGPING_NO_KEPT in the environment. */
gboolean      heng_book_kept_serves  (HengBook      *book);
/** The same for sums by block, which serve the past too. */
gboolean      heng_book_kept_serves_past (HengBook  *book);

typedef gboolean (*HengKeptFunc) (const HengKeptRow  *row,
                                  gpointer            data,
                                  GError            **error);
/** The sums along @axis of the segments @from … @to. %HENG_ERROR_BOOK_KEPT where they are not those that were written, and from then on
 * the book is only read; what @func was given before counts for nothing then. Inside a transaction or while reading. */
gboolean      heng_book_kept_foreach (HengBook      *book,
                                      HengKeptAxis   axis,
                                      gint64         from,
                                      gint64         to,
                                      HengKeptFunc   func,
                                      gpointer       data,
                                      GError       **error);

/** Called with what is kept (0 where nothing is) and what the entries make of it. */
typedef void (*HengKeptFindingFunc) (const char *what,
                                     const char *kept,
                                     const char *computed,
                                     gpointer    data);
/** Compares everything that is kept with @sums, of all entries. */
gboolean      heng_book_kept_compare (HengBook             *book,
                                      HengKeptSums         *sums,
                                      HengKeptFindingFunc   found,
                                      gpointer              data,
                                      GError              **error);
/** Computes all anew and compares; @block: only that block, -1 for everything. %HENG_ERROR_BOOK_KEPT where something differs. */
gboolean      heng_book_kept_check   (HengBook  *book,
                                      gint64     block,
                                      GError   **error);

G_END_DECLS

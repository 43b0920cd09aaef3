// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-progress.h"

G_BEGIN_DECLS

/** Facts that lie one behind the other and are not in the rescued book. */
typedef struct
{
  gint64 from;
  gint64 to;
  char  *kind; /* (nullable): of the facts, where the log still tells */
  char  *why;  /* "lost", "changed", "rows", "name", "reversal", "run", "region", "document", "hangs" */
  gint64 n_rows;     /* that they had, 0 where the log does not tell */
  char  *agreements; /* (nullable): codes that rows of theirs still name, by commas; nothing confirms them */
} HengRescueGap;

/** Entries that are taken over though the agreement that they are of is lost. */
typedef struct
{
  char  *code;
  gint64 n_entries;
} HengRescueOrphan;

/** A balance as the old book kept it beside its entries, and as the entries make it that were taken over: of a region or pool, what it gets; of two
 * parties of an agreement, what goes from the one to the other. Below zero the other way round. */
typedef struct
{
  char  *agreement; /* (nullable): of two parties */
  char  *from;      /* code of a region, or pool:AGREEMENT/NAME; of two parties the name of the one */
  char  *to;        /* (nullable): the name of the other */
  char  *name_zh;   /* (nullable) each: of a region that the new book knows */
  char  *name_en;
  char  *commodity;
  gint64 old_accrued_minor;
  gint64 old_paid_minor;
  gint64 new_accrued_minor;
  gint64 new_paid_minor;
} HengRescueAmount;

/** What a rescue found, took and left. */
typedef struct
{
  char      *old_name;     /* of the file */
  char      *old_identity; /* (nullable): the hash of the old book's first fact */
  gint64     old_format;   /* 0 where it cannot be told */
  gint64     old_count;    /* of facts, as far as known */
  char      *old_head;     /* (nullable): hash of the last, as far as known */
  guint      n_pages;
  guint      n_empty_pages;
  gboolean   is_log_lost;      /* a write-ahead log lies beside the file and cannot be read */
  gboolean   is_currency_known;
  gboolean   are_regions_ours; /* the old book's first regions are lost; the program's stand in their place */
  guint      n_nameless;       /* regions whose names are lost: their codes stand for them */
  gint64     n_taken;
  gint64     n_lost;
  gint64     n_doubtful; /* of the taken: who recorded them when is not confirmed */
  GPtrArray *gaps;       /* (element-type HengRescueGap): by number */
  GPtrArray *orphans;    /* (element-type HengRescueOrphan) */
  gboolean   are_amounts_known; /* what the old book kept can be read, and its digest confirms it; else the old amounts are 0 */
  GPtrArray *regions;    /* (element-type HengRescueAmount): all of either book, by region */
  GPtrArray *pairs;      /* (element-type HengRescueAmount): all of either book, by agreement */
  char      *currency;   /* of the new book */
  gint64     new_count;
  char      *new_head;
} HengRescue;

void heng_rescue_free (HengRescue *self);

/**
 * Makes the file @path, which must not exist, a book of the facts of @broken that its own digests confirm. @broken is only read, and may be damaged
 * in any way. Facts keep their numbers, times and names; in place of one that is lost stands an event that says so. The first fact is new: it names
 * the old book, its head and the gaps.
 *
 * @currency: of the book where the old one's cannot be read
 * @regions: (element-type HengRegion): that stand in for those that the old book knew from its beginning, where they are lost
 * @progress: (nullable)
 *
 * Returns: (transfer full): what is missing; %NULL with %HENG_ERROR_RESCUE_NOTHING where no fact could be confirmed, or another error; then
 * there is no new file
 */
HengRescue *heng_book_rescue (const char        *broken,
                              const char        *path,
                              const char        *currency,
                              const char        *recorder,
                              GPtrArray         *regions,
                              HengClock          clock,
                              gpointer           clock_data,
                              HengProgressFunc   progress,
                              gpointer           progress_data,
                              GCancellable      *cancellable,
                              GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRescue, heng_rescue_free)

G_END_DECLS

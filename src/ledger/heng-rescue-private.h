// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-private.h"
#include "heng-book-rescue.h"

G_BEGIN_DECLS

/** The rows that can be read of the file @path, whatever they are worth, as a book that nobody checked: tables without guards, types and
 * indexes, in the new file @staged. @report gets what is to be told of the file. @progress: (nullable): told of its pages; the book tells nobody any
 * more. Returns: (transfer full) */
HengBook *heng_rescue_stage     (const char   *path,
                                 const char   *staged,
                                 HengRescue   *report,
                                 HengProgressFunc progress,
                                 gpointer      progress_data,
                                 GCancellable *cancellable,
                                 GError      **error);

/** One row of the log as it was found. */
typedef struct
{
  gint64 number;
  int    kind; /* a #HengFactKind, or -1 */
  char  *kind_name;
  gint64 recorded_ms;
  char  *recorded_by;
  char  *source_name;   /* (nullable) */
  char  *source_digest; /* (nullable) */
  gint64 first_row;
  gint64 n_rows;
  char  *rows_digest;
  char  *hash;
} HengFoundFact;

/** Which facts are what was recorded. */
typedef struct _HengRescueChain HengRescueChain;

HengRescueChain *heng_rescue_chain_new  (HengBook         *staged,
                                         GError          **error);
void             heng_rescue_chain_free (HengRescueChain  *self);
/** The next fact that can be believed, with where its rows stand (@first_row); @why (static) is %NULL, or why its rows cannot be. @is_doubtful:
 * the facts before it are lost, so that only its rows and its place are certain, not who recorded it when. Returns: (nullable) (transfer none): valid
 * until the next call; %NULL at the end or with @error */
const HengFoundFact *heng_rescue_chain_next (HengRescueChain  *self,
                                             gint64           *first_row,
                                             const char      **why,
                                             gboolean         *is_doubtful,
                                             GError          **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRescueChain, heng_rescue_chain_free)

/** Takes rows over from the database that is attached to the new book's as `old`. */
typedef struct _HengRescueWriter HengRescueWriter;

HengRescueWriter *heng_rescue_writer_new  (HengBook          *book);
void              heng_rescue_writer_free (HengRescueWriter  *self);
/** Copies the rows of @fact and appends it, with its time and name. @hangs (static) (nullable) tells why it cannot stand in the new book though
 * it can be read; then nothing is written. Inside a transaction. */
gboolean          heng_rescue_writer_take (HengRescueWriter     *self,
                                           const HengFoundFact  *fact,
                                           gint64                first_row,
                                           const char          **hangs,
                                           GError              **error);
/** Appends the fact of the rows just written, as recorded then. Inside a transaction. */
gboolean          heng_rescue_append      (HengBook             *book,
                                           HengFactKind          kind,
                                           gint64                recorded_ms,
                                           const char           *recorded_by,
                                           const HengOrigin     *origin,
                                           gint64                first_row,
                                           gint64                n_rows,
                                           GError              **error);
/** The same of an event, recorded now. */
gboolean          heng_rescue_append_event (HengBook    *book,
                                            const char  *kind,
                                            const char  *subject,
                                            const char  *data,
                                            GError     **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRescueWriter, heng_rescue_writer_free)

/** The head's count of facts is believed up to here; it may be damaged itself. */
#define HENG_RESCUE_COUNT_MAX G_MAXINT32

/** A report of nothing yet. Returns: (transfer full) */
HengRescue *heng_rescue_new         (const char           *name);
/** Facts @from … @to are not there. @fact (nullable): what the log still tells of them, whose rows stood from @first_row on. */
void        heng_rescue_add_gap     (HengRescue           *report,
                                     HengBook             *staged,
                                     gint64                from,
                                     gint64                to,
                                     const char           *why,
                                     const HengFoundFact  *fact,
                                     gint64                first_row);
/** The gaps as canonical JSON. Returns: (transfer full) */
char       *heng_rescue_write_gaps  (const HengRescue     *report);
/** Compares what the old book, of which @copy is the file, kept of its balances with those of @book. */
gboolean    heng_rescue_compare_amounts (HengRescue  *report,
                                         const char  *copy,
                                         HengBook    *book,
                                         GError     **error);
/** Writes regions in the place of lost ones, as one fact: @standard (nullable), and those that agreements and entries name and @book has not, whose
 * codes stand for their names, so that no amount is lost with a name. @n (out): how many. Inside a transaction. */
gboolean    heng_rescue_replace_regions (HengRescue  *report,
                                         HengBook    *staged,
                                         HengBook    *book,
                                         GPtrArray   *standard,
                                         guint       *n,
                                         GError     **error);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book-entries.h"
#include "heng-book-progress.h"
#include "heng-book.h"
#include "heng-database.h"
#include "heng-observations.h"

G_BEGIN_DECLS

/** For statements in SQL. */
#define HENG_ENTRY_INTEREST_NUMBER 4
G_STATIC_ASSERT (HENG_ENTRY_INTEREST == HENG_ENTRY_INTEREST_NUMBER);

#define HENG_BOOK_APPLICATION_ID 0x48656e67 /* "Heng" */
#define HENG_BOOK_VERSION 3
/* The first format that keeps sums. */
#define HENG_BOOK_KEPT_VERSION 3

struct _HengBook
{
  HengDatabase *database;
  gint64        version;   /* of the file's schema: older than HENG_BOOK_VERSION where the book is only read */
  char         *kept_copy; /* (nullable) */
  char         *currency;
  char         *recorder;
  HengClock     clock;
  gpointer      clock_data;

  HengProgressFunc progress; /* (nullable) */
  gpointer         progress_data;
  GCancellable    *cancellable; /* (nullable) (transfer none) */

  /* What was read last: the periods of an agreement are settled one after the other. Valid for one state of the file. */
  char             *versions_code;
  gint64            versions_known;
  gint64            versions_last;
  HengDatabaseState versions_state;
  GPtrArray        *versions;
  char             *observations_agreement;
  gint64            observations_known;
  gint64            observations_count;
  gboolean          observations_detailed;
  HengDatabaseState observations_state;
  HengObservations *observations;
  HengDatabaseState head_state;
  gint64            head_count;
  GHashTable       *digits_shown; /* commodity → decimals + 1 */
  gint64            digits_last;
  GHashTable       *exceptions; /* agreement → GPtrArray of HengException: of the whole book, in the order recorded */
  HengDatabaseState exceptions_state;
  gint64            exceptions_last; /* the last row of events that is in them */

  HengObservations *assumed; /* (nullable): in place of what is observed, see heng-book-assume-private.h */
  char             *assumed_agreement;
  gint64            assumed_known;

  gboolean          kept_wrong; /* kept sums were found that are not what was written: nothing is written any more */

  gboolean          lacks_entries; /* a damaged file: what it keeps may be of entries that cannot be read */
  gint64            then_known; /* 0, or what heng_book_look_back() looks back to */
  HengDay           then_day;
};

/** The kinds of fact, in the order of their tables. */
typedef enum
{
  HENG_FACT_AGREEMENT,
  HENG_FACT_REGION,
  HENG_FACT_OBSERVATION,
  HENG_FACT_ENTRY,
  HENG_FACT_EVENT,
  HENG_N_FACTS
} HengFactKind;

typedef struct _HengFactReader HengFactReader;
typedef struct _HengKeptSums HengKeptSums;

/** The canonical texts of the rows of one kind, read back from the file. */
HengFactReader *heng_fact_reader_new  (HengBook        *book,
                                       HengFactKind     kind,
                                       GError         **error);
void            heng_fact_reader_free (HengFactReader  *self);
/** Every line read from here on is added to @sums (nullable). (transfer none) */
void            heng_fact_reader_set_sums (HengFactReader      *self,
                                           HengKeptSums        *sums);
/** How many lines were read so far; and, where there are sums, whether one was of parties of another agreement than its entry's, since
 * the last call. */
gint64          heng_fact_reader_get_n_lines  (HengFactReader *self);
/** How many of these name somebody or something that the file has not: they stand in no digest. */
gint64          heng_fact_reader_get_n_nameless (HengFactReader *self);
gboolean        heng_fact_reader_take_foreign (HengFactReader *self);
/** SHA-256 over the texts of @n_rows rows from @first_row on, each with a line feed; a row that lacks is an error. */
char           *heng_fact_reader_get_digest (HengFactReader  *self,
                                             gint64           first_row,
                                             gint64           n_rows,
                                             GError         **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFactReader, heng_fact_reader_free)

const char *heng_fact_kind_get_name  (HengFactKind kind);
const char *heng_fact_kind_get_table (HengFactKind kind);

/** The hash of a fact from everything it states and the hash before. Returns: (transfer full) */
char       *heng_fact_make_hash (gint64      number,
                                 const char *kind,
                                 gint64      recorded_ms,
                                 const char *recorded_by,
                                 const char *source_name,
                                 const char *source_digest,
                                 gint64      n_rows,
                                 const char *rows_digest,
                                 const char *hash_before);

/** The number of the next row of @kind. */
gboolean    heng_fact_next_row (HengBook      *book,
                                HengFactKind   kind,
                                gint64        *row,
                                GError       **error);
/** Appends the fact of the rows just written, from @first_row on. Inside a transaction. */
gboolean    heng_fact_append   (HengBook          *book,
                                HengFactKind       kind,
                                const HengOrigin  *origin,
                                gint64             first_row,
                                gint64             n_rows,
                                GError           **error);
/** Writes the row of the log that is number @number, and the head. Inside a transaction. */
gboolean    heng_fact_insert   (HengBook          *book,
                                gint64             number,
                                HengFactKind       kind,
                                gint64             recorded_ms,
                                const char        *recorded_by,
                                const HengOrigin  *origin,
                                gint64             first_row,
                                gint64             n_rows,
                                const char        *digest,
                                const char        *hash,
                                GError           **error);
/** Appends an event: @data is JSON. Inside a transaction. */
gboolean    heng_fact_append_event (HengBook          *book,
                                    const char        *kind,
                                    const char        *subject,
                                    const char        *data,
                                    const HengOrigin  *origin,
                                    GError           **error);

/** The id that @name has in a table of names, made where it is new. */
gboolean    heng_book_name_id  (HengBook      *book,
                                const char    *table,
                                const char    *name,
                                gint64        *id,
                                GError       **error);
/** Rows of @kind that facts up to @known hold: ids below this. G_MAXINT64 for 0. */
gboolean    heng_book_row_bound (HengBook      *book,
                                 HengFactKind   kind,
                                 gint64         known,
                                 gint64        *bound,
                                 GError       **error);

/** The same as heng_book_get_observations(), but who recorded when, methods and documents are only there where @detailed: settling
 * without an explanation asks for none, and reads much less. Returns: (transfer full) */
HengObservations *heng_book_read_observations (HengBook    *book,
                                               const char  *agreement,
                                               gint64       known,
                                               gboolean     detailed,
                                               GError     **error);

/** Writes row @row of the agreements' versions, without its fact. %HENG_ERROR_DOCUMENT_REGION_UNKNOWN. Inside a transaction. */
gboolean    heng_book_insert_agreement (HengBook       *book,
                                        HengAgreement  *agreement,
                                        gint64          row,
                                        GError        **error);
/** Whether the texts that lists of agreements read are those made from @agreement and the regions known at @fact. */
gboolean    heng_book_check_texts (HengBook       *book,
                                   HengAgreement  *agreement,
                                   gint64          fact,
                                   const char     *stored_parties,
                                   const char     *stored_search,
                                   gboolean       *right,
                                   GError        **error);

/** Whether all that is booked for a period up to and with @entry is what the facts known then make due. */
gboolean    heng_book_check_run (HengBook      *book,
                                 gint64         entry,
                                 const char    *agreement,
                                 HengPeriod     period,
                                 gint64         known,
                                 gboolean      *right,
                                 GError       **error);

/** A book without its content. @database (transfer full). Returns: (transfer full) */
HengBook   *heng_book_wrap      (HengDatabase  *database,
                                 const char    *recorder,
                                 HengClock      clock,
                                 gpointer       clock_data);
/** Makes an empty file a book of today's format. Inside a transaction. */
gboolean    heng_book_create_schema (HengBook  *book,
                                     GError   **error);
/** Checks that the file is a book and has its format's schema to the letter. One of an older format is brought to today's if
 * @bring_up and it can be written, after a copy was kept beside it; else it is only read. */
gboolean    heng_book_open_schema   (HengBook  *book,
                                     gboolean   bring_up,
                                     GError   **error);

/** Forgets what was read: after a rollback rows of the same numbers hold something else. */
void        heng_book_forget    (HengBook      *book);
/** Whether @agreement, a new version, still has the parties that exceptions in force name. %HENG_ERROR_DOCUMENT_PARTY_LOST */
gboolean    heng_book_check_excepted_parties (HengBook       *book,
                                              HengAgreement  *agreement,
                                              GError        **error);
/** The first open day on or after today: the day that entries are booked on. */
gboolean    heng_book_get_booking_day (HengBook  *book,
                                       HengDay   *day,
                                       GError   **error);

/** Called with what is found wrong: the fact (0: not known) and what of it. */
typedef void (*HengFindingFunc) (gint64      fact,
                                 const char *what,
                                 gpointer    data);
/** Whether exceptions, closings and runs are ones that the program records, and no entry was booked on a closed day; with
 * @settlements also whether nothing was new in a run without an entry. */
gboolean    heng_book_check_events (HengBook        *book,
                                    gboolean         settlements,
                                    HengFindingFunc  found,
                                    gpointer         data,
                                    GError         **error);

/** The same as heng_book_backup() into the empty file @path, which is half there where it fails. */
gboolean    heng_book_copy     (HengBook    *book,
                                const char  *path,
                                GError     **error);

/** Ends a transaction: commits where @done, else rolls back. Returns: whether it was committed */
gboolean    heng_book_end      (HengBook      *book,
                                gboolean       done,
                                GError       **error);

G_END_DECLS

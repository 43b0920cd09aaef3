// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/**
 * HengBook: an open book file. One connection, used from one thread; another thread opens its own. Every function that writes
 * happens whole or not at all, and fails with %HENG_ERROR_BOOK_READ_ONLY, _BUSY, _FULL, _GONE or _IO where the file cannot take it.
 */
typedef struct _HengBook HengBook;

/** What is looked at: entries dated up to @on_day (#HENG_DAY_NONE: all), and only the first @known facts (0: all). */
typedef struct
{
  HengDay on_day;
  gint64  known;
} HengView;

/** The time in milliseconds since 1970-01-01 UTC; the ledger never asks the system itself. */
typedef gint64 (*HengClock) (gpointer data);

typedef enum
{
  HENG_BOOK_OPEN_WRITE,     /* for reading and writing; a file that cannot be written is opened for reading (heng_book_is_read_only) */
  HENG_BOOK_OPEN_READ_ONLY,
  HENG_BOOK_OPEN_AS_IT_IS   /* as for writing, but a book of an older format is not brought to today's and only read */
} HengBookOpen;

/**
 * Creates the file @path, which must not exist, as an empty book that knows @regions.
 *
 * @currency: an ISO 4217 code
 * @recorder: who records
 * @regions: (element-type HengRegion)
 */
HengBook   *heng_book_new         (const char   *path,
                                   const char   *currency,
                                   const char   *recorder,
                                   GPtrArray    *regions,
                                   HengClock     clock,
                                   gpointer      clock_data,
                                   GError      **error);
/** What a book shall know from its first day on. */
typedef gboolean (*HengBookFillFunc) (HengBook  *book,
                                      gpointer   data,
                                      GError   **error);
/** The same with what @fill (nullable) records: a book with all of it, or no file at all. */
HengBook   *heng_book_new_filled  (const char       *path,
                                   const char       *currency,
                                   const char       *recorder,
                                   GPtrArray        *regions,
                                   HengBookFillFunc  fill,
                                   gpointer          fill_data,
                                   HengClock         clock,
                                   gpointer          clock_data,
                                   GError          **error);
HengBook   *heng_book_open        (const char   *path,
                                   HengBookOpen  mode,
                                   const char   *recorder,
                                   HengClock     clock,
                                   gpointer      clock_data,
                                   GError      **error);
void        heng_book_free        (HengBook     *self);

/** A #HengClock that asks the system. */
gint64      heng_clock_system     (gpointer      data);

const char *heng_book_get_path      (HengBook *self);
const char *heng_book_get_currency  (HengBook *self);
gboolean    heng_book_is_read_only  (HengBook *self);
/** Opened as it is, or from where it cannot be written. */
gboolean    heng_book_is_of_older_format (HengBook *self);
/** Whether sums that are kept in the book were found wrong (%HENG_ERROR_BOOK_KEPT), so that it is only read; and that this was found through
 * another connection to it. */
gboolean    heng_book_is_kept_wrong (HengBook *self);
void        heng_book_note_kept_wrong (HengBook *self);
/** Where opening brought a book of an older format to today's: the path of the copy of it as it was. (nullable) */
const char *heng_book_get_kept_copy (HengBook *self);
/** The day in China's time (UTC+8) of a moment such as those that facts are recorded at. */
HengDay     heng_day_of_ms          (gint64    recorded_ms);
/** Today by the book's clock, in China's time (UTC+8). */
HengDay     heng_book_get_today     (HengBook *self);

/** The head: how many facts there are and the hash of the last (64 hexadecimal digits; @hash (transfer full) (nullable)). */
gboolean    heng_book_get_head      (HengBook  *self,
                                     gint64    *count,
                                     char     **hash,
                                     GError   **error);
/** A number that changes when anything in the file has been changed, by this connection or another. */
gint64      heng_book_get_data_version (HengBook *self);
/** How many facts were recorded by the end of @day (UTC+8). */
gboolean    heng_book_count_known_on (HengBook  *self,
                                      HengDay    day,
                                      gint64    *count,
                                      GError   **error);

/** Several calls as one: what is written between begin and commit is there whole or, after rollback, not at all. Calls nest. */
gboolean    heng_book_begin         (HengBook  *self,
                                     GError   **error);
gboolean    heng_book_commit        (HengBook  *self,
                                     GError   **error);
void        heng_book_rollback      (HengBook  *self);

/** Several reading calls as one: all see the same facts, whatever is written meanwhile. Nothing may be written before the end. */
gboolean    heng_book_begin_reading (HengBook  *self,
                                     GError   **error);
void        heng_book_end_reading   (HengBook  *self);

/** Where the rows of a fact come from: a file's name and SHA-256; %NULL where they were typed in. */
typedef struct
{
  const char *name;
  const char *digest;
} HengOrigin;

/** The file of @digest imported before: its name then and the day. Returns: whether there is one */
gboolean    heng_book_find_import   (HengBook    *self,
                                     const char  *digest,
                                     char       **name,
                                     HengDay     *day,
                                     GError     **error);

/* ---- regions ---- */

typedef struct
{
  char *code;
  char *name_zh;
  char *name_en;
  char *parent; /* (nullable) each from here on */
  char *plate;
  char *grain_role;
  char *energy_role;
  char *longitude;
  char *latitude;
  char *capital;
} HengRegion;

HengRegion *heng_region_new  (void);
void        heng_region_free (HengRegion *self);

/** Appends the regions that are new or differ from their last version. @n_appended (nullable). */
gboolean    heng_book_append_regions (HengBook          *self,
                                      GPtrArray         *regions,
                                      const HengOrigin  *origin,
                                      guint             *n_appended,
                                      GError           **error);
/** Returns: (nullable) (transfer full): the last version, %NULL where the book does not know @code (no error) */
HengRegion *heng_book_find_region    (HengBook          *self,
                                      const char        *code,
                                      GError           **error);
/** Returns: (transfer full) (element-type HengRegion): the last versions, by code */
GPtrArray  *heng_book_list_regions   (HengBook          *self,
                                      GError           **error);

/* ---- agreements ---- */

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

/* ---- observations ---- */

/** One row to be recorded. An empty @value withdraws. */
typedef struct
{
  char      *agreement;
  char      *indicator;
  HengPeriod period;
  char      *value;
  char      *source;
  char      *method;   /* (nullable) */
  char      *document; /* (nullable) */
} HengObservationInput;

void              heng_observation_input_free    (HengObservationInput *self);
/** Appends what is new or a revision. The inputs are checked against their agreements by the caller. Counts (nullable). */
gboolean          heng_book_append_observations  (HengBook          *self,
                                                  GPtrArray         *inputs,
                                                  const HengOrigin  *origin,
                                                  guint             *n_new,
                                                  guint             *n_revised,
                                                  guint             *n_same,
                                                  GError           **error);
/** Input number @index of many; its texts are the giver's. */
typedef void    (*HengObservationInputFunc)      (guint                 index,
                                                  HengObservationInput *input,
                                                  gpointer              data);
/** The same of @n_inputs inputs, each of which is asked for several times: so many need not stand in memory twice. Tells the book's
 * progress, in inputs. */
gboolean          heng_book_append_observations_from (HengBook                *self,
                                                      guint                    n_inputs,
                                                      HengObservationInputFunc get_input,
                                                      gpointer                 data,
                                                      const HengOrigin        *origin,
                                                      guint                   *n_new,
                                                      guint                   *n_revised,
                                                      guint                   *n_same,
                                                      GError                 **error);
/** Everything known of an agreement's indicators. Returns: (transfer full) */
HengObservations *heng_book_get_observations     (HengBook          *self,
                                                  const char        *agreement,
                                                  gint64             known,
                                                  GError           **error);

/** A row for listing: every revision, the newest first within a period. */
typedef struct
{
  gint64     number;
  char      *indicator;
  HengPeriod period;
  char      *value; /* (nullable): withdrawn */
  char      *source;
  char      *method;
  char      *document;
  gint64     recorded_ms;
  char      *recorded_by;
  gboolean   is_superseded;
} HengObservationRow;

void       heng_observation_row_free     (HengObservationRow *self);
/** Returns: (transfer full) (element-type HengObservationRow): by indicator, period, newest first; at most @limit */
GPtrArray *heng_book_list_observations   (HengBook           *self,
                                          const char         *agreement,
                                          guint               limit,
                                          GError            **error);

/* ---- settling ---- */

/** Computes without booking. Returns: (transfer full): %NULL with @error where agreement or period are wrong */
HengSettlement *heng_book_settle        (HengBook     *self,
                                         const char   *agreement,
                                         HengPeriod    period,
                                         gint64        known,
                                         gboolean      traced,
                                         GError      **error);
/** The assessed periods of an agreement, see heng_versions_list_periods(); those that are booked but no longer assessed included. */
GArray         *heng_book_list_periods  (HengBook          *self,
                                         const char        *agreement,
                                         HengDay            ended_by,
                                         const HengPeriod  *within,
                                         gint64             known,
                                         GError           **error);

/** What booking would add: the difference between what is owed and what is booked. */
typedef struct
{
  char  *from;
  char  *to;
  char  *commodity;
  gint64 amount_minor; /* above zero */
} HengDifference;

void       heng_difference_free       (HengDifference *self);
/** Returns: (transfer full) (element-type HengDifference): empty unless the settlement is complete or nothing is new */
GPtrArray *heng_book_list_differences (HengBook        *self,
                                       HengSettlement  *settlement,
                                       GError         **error);
/** Books the difference, dated @date; sets the status to posted or unchanged. An incomplete, blocked or failed one books nothing. */
gboolean   heng_book_post_settlement  (HengBook        *self,
                                       HengSettlement  *settlement,
                                       HengDay          date,
                                       gint64          *entry,
                                       GError         **error);

/* ---- entries ---- */

typedef enum
{
  HENG_ENTRY_SETTLEMENT,
  HENG_ENTRY_PAYMENT,
  HENG_ENTRY_REVERSAL,
  HENG_ENTRY_OPENING,
  HENG_ENTRY_INTEREST, /* late interest: never part of what a settlement owes */
  HENG_N_ENTRY_KINDS
} HengEntryKind;

typedef enum
{
  HENG_LINE_ACCRUAL = 1,
  HENG_LINE_PAYMENT = 2
} HengLineKind;

typedef struct
{
  HengLineKind kind;
  char        *from; /* party */
  char        *to;
  char        *from_region; /* (nullable): a pool's is none */
  char        *to_region;
  char        *commodity;
  gint64       amount_minor;
} HengLine;

typedef struct
{
  gint64        number;
  gint64        fact;  /* the number of its fact, which other entries may share */
  gint64        known; /* how many facts there were when it was computed */
  HengEntryKind kind;
  char         *agreement;
  gboolean      has_period;
  HengPeriod    period;
  HengDay       date;   /* what it counts for */
  HengDay       booked; /* the day it was booked on */
  gint64        reverses;    /* 0 or the entry that it reverses */
  gint64        reversed_by; /* 0 or the entry that reverses it */
  char         *memo;     /* (nullable): also the reason of a reversal */
  char         *document; /* (nullable) */
  gint64        recorded_ms;
  char         *recorded_by;
  GPtrArray    *lines; /* (element-type HengLine) */
} HengEntry;

HengEntry  *heng_entry_new  (HengEntryKind kind);
void        heng_entry_free (HengEntry *self);
HengLine   *heng_entry_add_line (HengEntry   *self,
                                 HengLineKind kind,
                                 const char  *from,
                                 const char  *to,
                                 const char  *commodity,
                                 gint64       amount_minor);
const char *heng_entry_kind_get_name (HengEntryKind kind);

/** Appends entries (payments, openings) as one fact. Parties, commodity and period are checked against the agreement. @notices
 * (nullable) (out) (element-type gint64): numbers of the entries between parties that nothing was ever due between. Sets the numbers. */
gboolean    heng_book_append_entries (HengBook          *self,
                                      GPtrArray         *entries,
                                      const HengOrigin  *origin,
                                      GArray            *notices,
                                      GError           **error);
/** Gives the next entry: valid until the next call; %NULL at the end, or with @error set. Returns: (transfer none) (nullable) */
typedef HengEntry *(*HengEntryFunc) (gpointer   data,
                                     GError   **error);
/** The same for entries that are not all there at once; it is called until it gives none. An error of @next is handed on as it is. */
gboolean    heng_book_append_entries_from (HengBook          *self,
                                           HengEntryFunc      next,
                                           gpointer           data,
                                           const HengOrigin  *origin,
                                           GArray            *notices,
                                           GError           **error);
/** Whether the last version of @agreement has both parties, and they are two. An entry without lines has nothing to check them by. */
gboolean    heng_book_check_parties  (HengBook          *self,
                                      const char        *agreement,
                                      const char        *from,
                                      const char        *to,
                                      GError           **error);
/** A linked opposite entry, dated today. */
gboolean    heng_book_reverse        (HengBook          *self,
                                      gint64             entry,
                                      const char        *reason,
                                      gint64            *reversal,
                                      GError           **error);

typedef struct
{
  const char *agreement; /* (nullable) each */
  const char *region;
  const char *other_region; /* with @region: entries between the two */
  gint64      before;    /* only entries with smaller numbers; 0: all */
  guint       limit;     /* 0: all */
  HengView    view;
} HengEntryQuery;

/** Returns: (transfer full) (element-type HengEntry): the newest first */
GPtrArray  *heng_book_list_entries   (HengBook              *self,
                                      const HengEntryQuery  *query,
                                      GError               **error);

/** At most @limit entries behind the number @after, the oldest first. Returns: (transfer full) (element-type HengEntry) */
GPtrArray  *heng_book_list_entries_after (HengBook           *self,
                                          gint64              after,
                                          guint               limit,
                                          GError            **error);

/* ---- balances ---- */

typedef enum
{
  HENG_BALANCE_BY_REGION,
  HENG_BALANCE_BY_PAIR,
  HENG_BALANCE_BY_MECHANISM,
  HENG_BALANCE_BY_AGREEMENT,
  HENG_BALANCE_BY_MONTH /* and region: what the entries dated in each month add */
} HengBalanceBy;

/** One line of balances; which of the texts are set depends on what it is by. Pools have the id `pool:AGREEMENT/NAME`. The texts are
 * interned: tables repeat few names in many lines, and a line is made and freed as one piece. */
typedef struct
{
  const char *region;    /* by region: the code, %NULL for a pool */
  const char *pool;      /* by region: the pool's id, else %NULL */
  const char *from;      /* by pair: codes or pool ids */
  const char *to;
  const char *key;       /* by mechanism or agreement: its name or code */
  HengMonth   month;     /* by month; else 0 */
  const char *name_zh;   /* of what the line is for; of a pair "a → b" */
  const char *name_en;
  const char *commodity;
  gint64      accrued_minor;
  gint64      paid_minor;
  gint64      outstanding_minor;
} HengBalance;

void       heng_balance_free       (HengBalance    *self);
/** @by_province: cities and counties are added up into their provinces. Returns: (transfer full) (element-type HengBalance) */
GPtrArray *heng_book_list_balances (HengBook       *self,
                                    HengBalanceBy   by,
                                    gboolean        by_province,
                                    HengView        view,
                                    GError        **error);
/** The balances of the parties of one agreement, `name_*` being the parties' names, by region as above. */
GPtrArray *heng_book_list_party_balances (HengBook    *self,
                                          const char  *agreement,
                                          HengView     view,
                                          GError     **error);
/** Accrued, paid and outstanding volume of one agreement in the book's currency. */
gboolean   heng_book_get_volume    (HengBook       *self,
                                    const char     *agreement,
                                    HengView        view,
                                    gint64         *accrued_minor,
                                    gint64         *paid_minor,
                                    gint64         *outstanding_minor,
                                    GError        **error);

/** Commodities that have lines, the currency first. Returns: (transfer full) (element-type utf8) */
GPtrArray *heng_book_list_commodities (HengBook       *self,
                                       GError        **error);
/** Decimals that amounts of @commodity are shown with: the currency's, or as fine as any agreement's step. */
guint      heng_book_get_digits_shown (HengBook       *self,
                                       const char     *commodity);

/* ---- trust ---- */

/** Called with each thing found wrong: @fact (0: the file), and a #HENG_ERROR that says what. */
typedef void (*HengVerifyFunc) (gint64        fact,
                                const GError *finding,
                                gpointer      data);
/** Checks file, chain, digests, derived columns; with @settlements computes each run anew from the facts it knew.
 * @n_found: (nullable) (out). Returns: %FALSE with @error where it could not be done */
gboolean   heng_book_verify (HengBook        *self,
                             gboolean         settlements,
                             HengVerifyFunc   found,
                             gpointer         data,
                             gint64          *n_found,
                             GError         **error);
/** Whether the book is one that once had the head @count and @hash, of which the beginning will do, as pages and exports state it: no fact up to then was
 * changed, taken away or put in, if heng_book_verify() finds nothing. %HENG_ERROR_BOOK_HEAD */
gboolean   heng_book_check_head   (HengBook    *self,
                                   gint64       count,
                                   const char  *hash,
                                   GError     **error);
/** The head of the book as pages and exports state it, COUNT:HASH, of the hash the first @n_digits (0: all); of the state with @known facts,
 * of today's where @known is 0 or more than there are. Returns: (transfer full): %NULL with @error */
char      *heng_book_word_head    (HengBook    *self,
                                   gint64       known,
                                   guint        n_digits,
                                   GError     **error);
/** Computes anew the sums that the book keeps, where they are found wrong and the facts are right. The only repair there is. */
gboolean   heng_book_rebuild_kept (HengBook  *self,
                                   GError   **error);
/** A consistent copy as a single file, while others may write. Refuses an existing file. */
gboolean   heng_book_backup (HengBook        *self,
                             const char      *path,
                             GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengBook, heng_book_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRegion, heng_region_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengEntry, heng_entry_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-period.h"

#include <glib.h>

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
/** The head of the book as pages and exports state it, COUNT:HASH, of the hash the first @n_digits (0: all); of the state with @known facts,
 * of today's where @known is 0 or more than there are. Returns: (transfer full): %NULL with @error */
char      *heng_book_word_head    (HengBook    *self,
                                   gint64       known,
                                   guint        n_digits,
                                   GError     **error);
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengBook, heng_book_free)

G_END_DECLS

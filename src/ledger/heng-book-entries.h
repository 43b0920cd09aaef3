// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengEntry, heng_entry_free)

G_END_DECLS

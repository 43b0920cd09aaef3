// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** What waits in a book: assessed periods that have ended and are not settled. */

typedef enum
{
  HENG_BACKLOG_READY,      /* complete, and something would be booked */
  HENG_BACKLOG_INCOMPLETE, /* observations are missing */
  HENG_BACKLOG_WRONG       /* blocked or failed */
} HengBacklogKind;

typedef struct
{
  HengBacklogKind kind;
  char           *agreement;
  char           *title_zh; /* (nullable) */
  char           *title_en; /* (nullable) */
  HengPeriod      period;
} HengBacklogRow;

typedef struct
{
  guint      n_ready;
  guint      n_incomplete;
  guint      n_wrong;
  guint      n_agreements; /* looked at */
  gboolean   is_all;       /* %FALSE: the time was up before the last agreement */
  GPtrArray *rows;         /* (element-type HengBacklogRow): the first of each kind */
} HengBacklog;

HengBacklog *heng_backlog_new  (void);
void         heng_backlog_free (HengBacklog  *self);
/** Looks through @book for at most some seconds. To be called in a thread. */
gboolean     heng_backlog_find (HengBacklog  *self,
                                HengBook     *book,
                                GCancellable *cancellable,
                                GError      **error);
/** Settles what may have something to book, all or nothing, as one fact; counts what was booked in n_ready. Tells the book's progress, which may stop it
 * with %HENG_ERROR_CANCELLED. To be called in a thread. */
gboolean     heng_backlog_settle (HengBacklog  *self,
                                  HengBook     *book,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengBacklog, heng_backlog_free)

G_END_DECLS

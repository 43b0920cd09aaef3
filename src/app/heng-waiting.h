// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** What waits in a book: assessed periods that have ended and are not settled. */

typedef enum
{
  HENG_WAITING_READY,      /* complete, and something would be booked */
  HENG_WAITING_INCOMPLETE, /* observations are missing */
  HENG_WAITING_WRONG       /* blocked or failed */
} HengWaitingKind;

typedef struct
{
  HengWaitingKind kind;
  char           *agreement;
  char           *title_zh; /* (nullable) */
  char           *title_en; /* (nullable) */
  HengPeriod      period;
} HengWaitingRow;

typedef struct
{
  guint      n_ready;
  guint      n_incomplete;
  guint      n_wrong;
  guint      n_agreements; /* looked at */
  gboolean   is_all;       /* %FALSE: the time was up before the last agreement */
  GPtrArray *rows;         /* (element-type HengWaitingRow): the first of each kind */
} HengWaiting;

HengWaiting *heng_waiting_new  (void);
void         heng_waiting_free (HengWaiting  *self);
/** Looks through @book for at most some seconds. To be called in a thread. */
gboolean     heng_waiting_find (HengWaiting  *self,
                                HengBook     *book,
                                GCancellable *cancellable,
                                GError      **error);
/** Settles what is ready; counts what was booked in n_ready. To be called in a thread. */
gboolean     heng_waiting_settle (HengWaiting  *self,
                                  HengBook     *book,
                                  GCancellable *cancellable,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengWaiting, heng_waiting_free)

G_END_DECLS

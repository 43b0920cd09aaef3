// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-progress.h"

G_BEGIN_DECLS

/** What a backup is to the book that it would take the place of. */
typedef enum
{
  HENG_RESTORE_NEW,        /* there is no book */
  HENG_RESTORE_SAME,       /* the same facts */
  HENG_RESTORE_EARLIER,    /* the book went on from the backup: its later facts would be lost */
  HENG_RESTORE_LATER,      /* the backup went on from the book */
  HENG_RESTORE_OTHER,      /* they part at some fact, or are two books */
  HENG_RESTORE_UNREADABLE  /* the book cannot be read */
} HengRestoreRelation;

/** A fact of the book that the backup has not. */
typedef struct
{
  gint64 number;
  char  *kind;
  gint64 n_rows;
  gint64 recorded_ms;
  char  *recorded_by;
} HengRestoreLoss;

typedef struct
{
  HengRestoreRelation relation;
  gint64     backup_count;
  char      *backup_head;
  gint64     book_count;
  char      *book_head;   /* (nullable) */
  gint64     common;      /* facts that both have */
  gint64     n_lost;
  GPtrArray *losses;      /* (element-type HengRestoreLoss): the newest first, at most %HENG_RESTORE_LOSSES_MAX */
} HengRestorePlan;

#define HENG_RESTORE_LOSSES_MAX 20

void             heng_restore_plan_free (HengRestorePlan *self);
/** Verifies @backup (%HENG_ERROR_BOOK_DAMAGED where anything is found) and compares it with the book @path, which need not exist. Writes nothing.
 * @progress (nullable). Returns: (transfer full) */
HengRestorePlan *heng_book_plan_restore (const char        *backup,
                                         const char        *path,
                                         HengProgressFunc   progress,
                                         gpointer           progress_data,
                                         GCancellable      *cancellable,
                                         GError           **error);
/** Puts a copy of @backup, which a plan has verified, in the place of the book @path. What was there is kept beside it, as NAME.before-restore or
 * with a number behind. @kept (out) (transfer full) (nullable): its name. %HENG_ERROR_RESTORE_OPEN where another program has the book open, as far as
 * that can be told. Either the old book stands there at any time, or the restored one; the old one after any error but one that the disk gives at the
 * very end, when the restored one may stand there already. @progress (nullable): told of the pages that are copied */
gboolean         heng_book_restore      (const char        *backup,
                                         const char        *path,
                                         HengProgressFunc   progress,
                                         gpointer           progress_data,
                                         GCancellable      *cancellable,
                                         char             **kept,
                                         GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRestorePlan, heng_restore_plan_free)

G_END_DECLS

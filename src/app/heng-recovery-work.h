// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-rescue.h"
#include "heng-book-restore.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What is done to a damaged book's file, in a thread: nothing of it is a widget. */
typedef struct
{
  char            *path;
  char            *other;    /* the backup, or the new book */
  char            *recorder;
  char            *kept;     /* (nullable): where restoring put the book as it was */
  HengRestorePlan *plan;     /* (nullable) */
  HengRescue      *rescue;   /* (nullable) */
} HengRecoveryWork;

/** Fills in its part of the work; runs in the thread. */
typedef gboolean (*HengRecoveryTask) (HengRecoveryWork  *work,
                                      GError           **error);

/** What putting the backup in the book's place would change. */
gboolean heng_recovery_work_plan    (HengRecoveryWork    *work,
                                     GError             **error);
gboolean heng_recovery_work_restore (HengRecoveryWork    *work,
                                     GError             **error);
/** Saves what can be confirmed of the book into the new one. */
gboolean heng_recovery_work_rescue  (HengRecoveryWork    *work,
                                     GError             **error);

/** @done: gets a #GTask of @source whose task data is the work; it propagates a boolean */
void     heng_recovery_work_start   (GObject             *source,
                                     const char          *path,
                                     const char          *other,
                                     HengRecoveryTask     task,
                                     GAsyncReadyCallback  done);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-progress.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** Slow work in a thread, with a connection of its own to the session's book: no widget is touched there, nothing is shared. */

/** Runs in the thread. @data is the job's own until it is done. */
typedef gboolean (*HengJobWork) (HengBook     *book,
                                 gpointer      data,
                                 GCancellable *cancellable,
                                 GError      **error);
/** Runs in the main thread when all is over. @source is alive but may have left its window. @error: (nullable) */
typedef void     (*HengJobDone) (GtkWidget    *source,
                                 gpointer      data,
                                 const GError *error);

typedef struct
{
  const char    *telling;     /* (nullable): what the strip says meanwhile */
  gboolean       writes;      /* views are told when it is done */
  gboolean       can_stop;    /* the strip offers to stop it, and tells so where it fails with HENG_ERROR_CANCELLED */
  HengProgress  *progress;    /* (nullable): is told how far it has come as well as the strip */
  HengJobWork    work;
  HengJobDone    done;
  HengJobDone    stopped;     /* (nullable): called in its place after a stop that was asked for, which the strip has told */
  gpointer       data;
  GDestroyNotify free_data;   /* (nullable) */
} HengJob;

/** @cancellable: (nullable) */
void heng_job_run (const HengJob *job,
                   GtkWidget     *source,
                   HengSession   *session,
                   GCancellable  *cancellable);

G_END_DECLS

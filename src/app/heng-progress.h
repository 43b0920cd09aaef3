// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HengProgress: how far work in a thread has come: written there, read in the window. Reference-counted. */
typedef struct _HengProgress HengProgress;

HengProgress *heng_progress_new   (void);
HengProgress *heng_progress_ref   (HengProgress *self);
void          heng_progress_unref (HengProgress *self);

/** A #HengProgressFunc whose data is a #HengProgress. */
void          heng_progress_tell  (guint64       done,
                                   guint64       total,
                                   gpointer      progress);
/** Returns: from 0 to 1; below 0 where it is not known yet */
double        heng_progress_get_fraction (HengProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengProgress, heng_progress_unref)

G_END_DECLS

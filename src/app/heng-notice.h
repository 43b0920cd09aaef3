// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-progress.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HengNotice: the strip at the foot of a window that tells what was done (it goes by itself), what went wrong (it stays until it is
 * closed), and what is being worked on (with a way to stop it). Never more than one thing at a time: the newest.
 */
#define HENG_TYPE_NOTICE (heng_notice_get_type ())
G_DECLARE_FINAL_TYPE (HengNotice, heng_notice, HENG, NOTICE, GtkWidget)

/** The strip of the window that @widget is in, or of the window its dialog belongs to. */
HengNotice *heng_notice_find  (GtkWidget    *widget);

/** Whether @widget still is in a window that has one. */
gboolean    heng_notice_is_near (GtkWidget  *widget);

/** @with_undo: whether a button takes it back, by the window's action `book.undo` */
void        heng_notice_tell  (HengNotice   *self,
                               const char   *text,
                               gboolean      with_undo);
/** @details: (nullable): shown when asked for */
void        heng_notice_warn  (HengNotice   *self,
                               const char   *text,
                               const char   *details);
/** Adds a button to what was just said, which does something about it. @target: (nullable): floating */
void        heng_notice_offer (HengNotice   *self,
                               const char   *label,
                               const char   *action,
                               GVariant     *target);
/** Says @error as a sentence; where it is of a damaged book, with what helps against that. */
void        heng_notice_error (HengNotice   *self,
                               const GError *error);
/** Whether what is wrong is the book itself, so that a backup or a rescue helps. @error: (nullable) */
gboolean    heng_notice_is_damage (const GError *error);
/** @cancellable: (nullable): cancelled by a button; without one there is none. @progress: how far it has come */
void        heng_notice_work  (HengNotice   *self,
                               const char   *text,
                               GCancellable *cancellable,
                               HengProgress *progress);
void        heng_notice_close (HengNotice   *self);

G_END_DECLS

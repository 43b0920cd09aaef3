// SPDX-License-Identifier: GPL-3.0-or-later
/* What a disk still holds after the power went: a model of what fsync guarantees. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How far a file's own fate and that of its entry in the folder reach. */
typedef enum
{
  FAULT_DISK_SYNC_FILE,  /* the file's bytes and length are on the disk */
  FAULT_DISK_SYNC_FOLDER /* and so are the names in its folder */
} FaultDiskSync;

/** Begins to follow @folder as it is: all that stands there is on the disk. Files ending in `-shm` are memory, not files. */
void     fault_disk_begin       (const char    *folder);
/** Forgets everything. */
void     fault_disk_end         (void);

/** What the program did. Bytes are copied; nothing of it is on the disk before a sync. */
void     fault_disk_created     (const char    *path);
void     fault_disk_wrote       (const char    *path,
                                 gint64         offset,
                                 gconstpointer  bytes,
                                 gsize          n_bytes);
void     fault_disk_truncated   (const char    *path,
                                 gint64         length);
/** @is_synced: the folder was synced with it */
void     fault_disk_deleted     (const char    *path,
                                 gboolean       is_synced);
/** @from takes the place of @to, whole: either name may stand after a power loss until the folder is synced, never half of either. */
void     fault_disk_renamed     (const char    *from,
                                 const char    *to);
/** The file @from has the name @to as well. */
void     fault_disk_linked      (const char    *from,
                                 const char    *to);
/** What is put into it may be gone with it until the folder that it lies in is synced. */
void     fault_disk_made_folder (const char    *path);
void     fault_disk_synced      (const char    *path,
                                 FaultDiskSync  sync);
void     fault_disk_folder_synced (const char    *folder);

/** Stops following: what the disk holds now may be asked for any number of times. */
void     fault_disk_cut         (void);
/**
 * Replaces the folder's content by what a disk may hold after the cut. Each 512 bytes that were written and not synced are there, not
 * there, there in part, or garbage; a file that was made and whose name was not synced may be gone; one that was deleted may be back.
 *
 * @seed: 0: nothing that was not synced; 1: everything, as after a killed process; others: at random
 */
void     fault_disk_materialise (guint64        seed);

G_END_DECLS

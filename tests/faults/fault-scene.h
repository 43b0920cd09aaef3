// SPDX-License-Identifier: GPL-3.0-or-later
/* What faults happen to: a folder with a book, in one of a few states, and everything that can be seen of it. */
#pragma once

#include "heng-book.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_BASE_EMPTY, /* no book */
  FAULT_BASE_BOOK,
  FAULT_BASE_HOT,   /* the same with its last facts in a write-ahead log that a killed program left behind */
  FAULT_BASE_COPY,  /* a backup in the book's place, which is a single file and not logged */
  FAULT_BASE_OLD,   /* a book of format 1 */
  FAULT_BASE_BROKEN, /* no book in a book's place, and something in place of its log */
  FAULT_N_BASES
} FaultBase;

/** Which second book an action makes beside the one it is about. */
typedef enum
{
  FAULT_OTHER_COPY,     /* with the name of its own */
  FAULT_OTHER_KEPT,     /* what a restored book was before */
  FAULT_OTHER_MIGRATED, /* what a book of an older format was before */
  FAULT_OTHER_AUTOMATIC /* the one in the folder of automatic backups */
} FaultOther;

typedef struct
{
  char       *folder;  /* followed by the model of the disk */
  char       *inputs;  /* another, with files to import, a backup to restore and a book to rescue */
  char       *path;    /* of the book */
  char       *other;   /* where a second book may come to stand: a copy */
  gint64      now_ms;
  gint64      dispute; /* an open one of FAULT_BASE_BOOK */
  GHashTable *bases[FAULT_N_BASES]; /* name of a file → its bytes */
} FaultScene;

/** Makes the folders and the state of each base; the VFS must not fail meanwhile. */
FaultScene *fault_scene_new   (void);
void        fault_scene_free  (FaultScene  *self);
/** Puts the files of @base into the folder, and nothing else. */
void        fault_scene_reset (FaultScene  *self,
                               FaultBase    base);
/** The folder's files and their bytes, folders in it included, and the other way round: nothing else is there then. Returns: (transfer full) */
GHashTable *fault_scene_take  (FaultScene  *self);
void        fault_scene_put   (FaultScene  *self,
                               GHashTable  *files);
/** Path of a file to import. Returns: (transfer full) */
char       *fault_scene_get_input (FaultScene  *self,
                                   const char  *name);
HengBook   *fault_scene_open  (FaultScene    *self,
                               const char    *path,
                               HengBookOpen   mode,
                               GError       **error);

/** Everything that the program shows of a book, as one text. Returns: (transfer full) (nullable): %NULL with @error where one of the views fails */
char       *fault_views_describe (HengBook  *book,
                                  GError   **error);
/**
 * The book at @path as the next program finds it: opened, verified with its settlements, described. Returns: (transfer full): "absent"
 * where there is no file, else a text that begins with "broken" where anything is wrong
 */
char       *fault_scene_describe (FaultScene  *self,
                                  const char  *path);
/** A digest of the bytes of all files of the folder. Returns: (transfer full) */
char       *fault_scene_digest   (FaultScene  *self);

/** Path of the second book, as if it were there. Returns: (transfer full) */
char       *fault_scene_find_other (FaultScene  *self,
                                    FaultOther   other);
/** Removes what a killed program left; then whether something is left nevertheless. Returns: (transfer full) (nullable): its name */
char       *fault_scene_clean      (FaultScene  *self);

G_END_DECLS

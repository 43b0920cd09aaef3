// SPDX-License-Identifier: GPL-3.0-or-later
/* A layer between SQLite and the system that fails when it is told to. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_NONE,
  FAULT_ERROR, /* anything that asks the system for something fails */
  FAULT_FULL,  /* the disk takes no more: a write fails */
  FAULT_SHORT, /* the same after half of the bytes */
  FAULT_POWER, /* the power goes while something is changed: from then on nothing works */
  FAULT_N_KINDS
} FaultKind;

/** A fault at the point number @at (from 1) of those that such a fault can meet; 0: none. */
typedef struct
{
  FaultKind kind;
  gboolean  is_lasting; /* and at each one after it */
  guint64   at;
} FaultPlan;

/** What an operation asks for, and so which faults it can meet. */
typedef enum
{
  FAULT_ASKS,    /* the system may refuse */
  FAULT_CHANGES, /* and it changes the disk */
  FAULT_FILLS    /* and it takes room */
} FaultOperation;

/** How connections of the program sync, against its own will; for proving that the tests can fail. */
typedef enum
{
  FAULT_SYNC_AS_IT_IS,
  FAULT_SYNC_NORMAL,
  FAULT_SYNC_OFF
} FaultSync;

const char *fault_kind_get_name (FaultKind  kind);

/** Makes it what SQLite uses from here on. Before anything else uses SQLite. */
void    fault_vfs_register      (void);
/** How connections sync that are opened from here on. */
void    fault_vfs_force_sync    (FaultSync  sync);
/** Begins to count the points that @plan's kind can meet, and to fail. */
void    fault_vfs_begin         (FaultPlan  plan);
/** Stops failing. @is_hit: (out) (nullable): whether it came to the fault. Returns: how many points there were */
guint64 fault_vfs_end           (gboolean  *is_hit);
/** Files that are open: none once every book is freed. */
guint   fault_vfs_get_n_open    (void);

/** For what the program asks the system around SQLite: whether that fails now, with errno. @is_last: (out): the power goes in it: it is done as far as
 * the model of the disk lets it, then fault_vfs_cut_power() */
gboolean fault_vfs_fails        (FaultOperation  operation,
                                 gboolean       *is_last);
void    fault_vfs_cut_power     (void);
/** Whether what is written stops in the middle. */
gboolean fault_vfs_is_short     (void);

G_END_DECLS

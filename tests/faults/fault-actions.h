// SPDX-License-Identifier: GPL-3.0-or-later
/* Every action that writes, and those that read. */
#pragma once

#include "fault-scene.h"

G_BEGIN_DECLS

/**
 * @base: what it begins with
 * @opens: the book is opened for it, in @mode; else @book is %NULL
 * @act: (out) @shown (nullable) (transfer full): what it showed
 */
typedef struct
{
  const char  *name;
  FaultBase    base;
  gboolean     opens;
  HengBookOpen mode;
  FaultOther   other;  /* the second book that it may make */
  gboolean   (*act) (FaultScene  *scene,
                     HengBook    *book,
                     char       **shown,
                     GError     **error);
  gboolean     records; /* facts in a book that is there, by SQLite's own syncing */
} FaultAction;

extern const FaultAction fault_actions[];
extern const guint fault_n_actions;

G_END_DECLS

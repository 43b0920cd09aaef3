// SPDX-License-Identifier: GPL-3.0-or-later
/* Which faults each action met. */
#pragma once

#include "fault-vfs.h"

G_BEGIN_DECLS

/** Points that failed once, then lastingly, by kind; of power losses the disks; and faults while it recovered. */
typedef struct
{
  guint64 once[FAULT_N_KINDS];
  guint64 lasting[FAULT_N_KINDS];
  guint64 recovery;
} FaultCoverage;

/** Prints action × kind of fault: points where it failed once/lastingly, disks after power losses, faults during recovery. @coverages: one for each
 * action; @word: only actions whose name holds it. Returns: whether each met each, and no action lacks that there must be */
gboolean fault_coverage_print (const FaultCoverage *coverages,
                               const char          *word);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault-coverage.h"

#include "fault-actions.h"

#include <stdio.h>
#include <string.h>

/* The first words of actions that must be among them. */
static const char *const needed[] = { "new", "import", "settle", "pay", "amend", "close", "reverse", "backup", "automatic backup", "restore", "rescue", "migrate" };

/* An action that changes nothing on the disk meets no full one; where there was no book there may be none to recover. */
static gboolean
is_complete (const FaultAction   *action,
             const FaultCoverage *coverage)
{
  gboolean writes = strstr (action->name, "views") == NULL && strcmp (action->name, "verify") != 0;

  for (FaultKind kind = FAULT_ERROR; kind < FAULT_POWER; kind++)
    if ((kind == FAULT_ERROR || writes) && (coverage->once[kind] == 0 || coverage->lasting[kind] == 0))
      return FALSE;
  return coverage->lasting[FAULT_POWER] > 0 && (coverage->recovery > 0 || action->base == FAULT_BASE_EMPTY);
}

gboolean
fault_coverage_print (const FaultCoverage *coverages,
                      const char          *word)
{
  gboolean complete = TRUE;

  printf ("# %-34s %11s %11s %11s %9s %9s\n", "action", "I/O error", "full disk", "short write", "power", "recovery");
  for (guint i = 0; i < fault_n_actions; i++)
    if (strstr (fault_actions[i].name, word) != NULL)
      {
        const FaultCoverage *coverage = &coverages[i];

        printf ("# %-34s", fault_actions[i].name);
        for (FaultKind kind = FAULT_ERROR; kind < FAULT_POWER; kind++)
          printf (" %5" G_GUINT64_FORMAT "/%-5" G_GUINT64_FORMAT, coverage->once[kind], coverage->lasting[kind]);
        printf (" %9" G_GUINT64_FORMAT " %9" G_GUINT64_FORMAT "%s\n", coverage->lasting[FAULT_POWER], coverage->recovery,
                is_complete (&fault_actions[i], coverage) ? "" : " incomplete");
        complete = complete && is_complete (&fault_actions[i], coverage);
      }
  for (guint i = 0; i < G_N_ELEMENTS (needed) && *word == '\0'; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < fault_n_actions && !found; j++)
        found = g_str_has_prefix (fault_actions[j].name, needed[i]);
      if (!found)
        printf ("# %s is not among the actions\n", needed[i]);
      complete = complete && found;
    }
  return complete;
}

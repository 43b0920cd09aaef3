// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-runs.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** HengRunsView: the runs of one assessed period: what each booked, when, and from how many facts. */
#define HENG_TYPE_RUNS_VIEW (heng_runs_view_get_type ())
G_DECLARE_FINAL_TYPE (HengRunsView, heng_runs_view, HENG, RUNS_VIEW, GtkWidget)

void  heng_runs_view_show     (HengRunsView *self,
                               HengSession  *session,
                               const char   *agreement,
                               HengPeriod    period);

/** What a run is called: "re-settlement 2". @resettlement: its number, where it is one. Returns: (transfer full) */
char *heng_runs_view_word_run (HengRunKind   kind,
                               guint         resettlement);

G_END_DECLS

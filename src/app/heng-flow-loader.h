// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-choice.h"
#include "heng-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What is asked for: a choice on a page of this size. */
typedef struct
{
  const HengFlowChoice *choice;
  double                width_pt;
  double                height_pt;
  gboolean              keeps_order; /* as much of the order before as there is */
} HengFlowWish;

/**
 * HengFlowLoader: reads a book's flows and lays them out, in a thread: of many wishes the last one counts, and a book of a hundred thousand
 * agreements leaves its window alive. The first picture comes with little effort; a refined one of the same follows.
 *
 * Emits `loaded` (gboolean: whether it is the refined one) and `failed` (an error).
 */
#define HENG_TYPE_FLOW_LOADER (heng_flow_loader_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowLoader, heng_flow_loader, HENG, FLOW_LOADER, GObject)

/** @source: a widget of the window, which the loader does not outlive */
HengFlowLoader *heng_flow_loader_new         (HengSession        *session,
                                              GtkWidget          *source);
void            heng_flow_loader_load        (HengFlowLoader     *self,
                                              const HengFlowWish *wish);
/** The book has changed: what was read is not asked for again. */
void            heng_flow_loader_forget      (HengFlowLoader     *self);
/** The refined picture is not wanted any more, because the user is about to use this one. */
void            heng_flow_loader_stop_refining (HengFlowLoader   *self);
gboolean        heng_flow_loader_is_loading  (HengFlowLoader     *self);

/** Returns: (nullable) (transfer none): the last picture, its rows (element-type HengFlowRow) and its choice */
HengFlowLayout *heng_flow_loader_get_layout  (HengFlowLoader     *self);
GPtrArray      *heng_flow_loader_get_rows    (HengFlowLoader     *self);
const HengFlowChoice *heng_flow_loader_get_choice (HengFlowLoader *self);
/** What stands over the last picture, in the words of what is exported. Returns: (transfer none) */
const HengFlowCaption *heng_flow_loader_get_caption (HengFlowLoader *self);
/** Returns: (transfer none) (element-type int): in which something flows, where years are told apart */
const GArray   *heng_flow_loader_get_years   (HengFlowLoader     *self);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-area.h"
#include "heng-flow-detail.h"
#include "heng-flow-filters.h"
#include "heng-flow-loader.h"
#include "heng-flow-pins.h"
#include "heng-flow-table.h"
#include "heng-flows-page.h"

G_BEGIN_DECLS

struct _HengFlowsPage
{
  GtkWidget       parent_instance;
  GtkWidget      *box;
  GtkWidget      *diagram_drop;
  GtkWidget      *measure_drop;
  GtkWidget      *time_drop;
  GtkWidget      *show_button;
  GtkWidget      *filters;
  GtkWidget      *spinner;
  GtkWidget      *table_button;
  GtkWidget      *title;
  GtkWidget      *subtitle;
  GtkWidget      *filter_box;
  GtkWidget      *filter_label;
  GtkWidget      *clear_button;
  GtkWidget      *years_bar;
  GtkWidget      *year_scale;
  GtkWidget      *before_check;
  GtkWidget      *paned;
  GtkWidget      *stack;
  GtkWidget      *area;
  GtkWidget      *empty_label;
  GtkWidget      *empty_button;
  GtkWidget      *table;
  GtkWidget      *strip;
  GtkWidget      *popover;
  GtkWidget      *detail;
  HengSession    *session;
  HengFlowLoader *loader;
  HengFlowPins   *pins;
  HengFlowWords  *words;      /* (nullable): of what is shown */
  HengFlowChoice  choice;
  guint           update_id;
  gboolean        is_wide;    /* there is room for the table beside the drawing */
  gboolean        was_wide;
  gboolean        has_table;  /* where there is room */
  gboolean        is_placing; /* the bar between the two is not moved by the user */
  int             table_px;   /* the width the user gave the table; 0: none */
  int             last_width;
  gboolean        has_size;
  gboolean        is_showing; /* what changes is not the user's doing */
  gboolean        is_moving;  /* a node is being dragged: all its moves are one */
};

/* ---- heng-flows-page.c ---- */

/* Asks for what is chosen. @keeps_order: as much of the order on screen as there is */
void heng_flows_page_load         (HengFlowsPage  *self,
                                   gboolean        keeps_order);
/* Takes the user's orders of what is chosen into the choice. */
void heng_flows_page_load_orders  (HengFlowsPage  *self);

/* ---- heng-flows-page-panes.c ---- */

void heng_flows_page_bind_panes   (GtkWidgetClass *widget_class);

/* ---- heng-flows-page-picture.c ---- */

void heng_flows_page_bind_picture (GtkWidgetClass *widget_class);
void heng_flows_page_watch_loader (HengFlowsPage  *self);
void heng_flows_page_show_loading (HengFlowsPage  *self,
                                   gboolean        is_loading);

G_END_DECLS

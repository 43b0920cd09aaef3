// SPDX-License-Identifier: GPL-3.0-or-later
/* Drawing and table: beside each other where there is room, else one of them. */
#include "heng-flows-page-private.h"

/* From this width on, in the drawing's points, the table stands beside the drawing: larger texts take more room. */
#define WIDE_PT 710
/* The table's share of the width, and its bounds in the drawing's points, until the user says otherwise. */
#define TABLE_SHARE 0.26
#define TABLE_MIN_PT 335
#define TABLE_MAX_PT 520

static void
update_panes (HengFlowsPage *self)
{
  gboolean is_on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button));

  gtk_widget_set_visible (self->table, is_on);
  gtk_widget_set_visible (self->stack, self->is_wide || !is_on);
}

static void
table_toggled_cb (HengFlowsPage *self)
{
  gboolean is_on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button));

  if (self->is_wide)
    self->has_table = is_on;
  update_panes (self);
}

static void
place_table (HengFlowsPage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double scale = heng_flow_area_get_scale (HENG_FLOW_AREA (self->area));
  int table = self->table_px > 0 ? self->table_px
                                 : (int) CLAMP (width * TABLE_SHARE, TABLE_MIN_PT * scale, MIN (TABLE_MAX_PT * scale, width * 0.5));

  self->is_placing = TRUE;
  gtk_paned_set_position (GTK_PANED (self->paned), MAX (width - table, 0));
  self->is_placing = FALSE;
}

static void
position_cb (HengFlowsPage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (!self->is_placing && self->is_wide && width > 0 && gtk_widget_get_visible (self->table))
    self->table_px = width - gtk_paned_get_position (GTK_PANED (self->paned));
}

static gboolean
width_changed_cb (gpointer data)
{
  HengFlowsPage *self = data;

  self->update_id = 0;
  if (self->is_wide)
    place_table (self);
  if (self->is_wide == self->was_wide)
    return G_SOURCE_REMOVE;

  self->was_wide = self->is_wide;
  /* Where there is room for both the table is as the user last had it there; where there is not the drawing comes first. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->table_button), self->is_wide && self->has_table);
  update_panes (self);

  return G_SOURCE_REMOVE;
}

static void
measure (GtkWidget     *widget,
         GtkOrientation orientation,
         int            for_size,
         int           *minimum,
         int           *natural,
         int           *minimum_baseline,
         int           *natural_baseline)
{
  gtk_widget_measure (HENG_FLOWS_PAGE (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
  /* Must be able to become narrow before it knows that it is. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 320);
}

static void
size_allocate (GtkWidget *widget,
               int        width,
               int        height,
               int        baseline)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);
  gboolean is_wide = width >= WIDE_PT * heng_flow_area_get_scale (HENG_FLOW_AREA (self->area));
  GtkAllocation whole = { 0, 0, width, height };
  int minimum;

  /* Children must not come and go in the middle of an allocation. */
  if ((is_wide != self->is_wide || width != self->last_width) && self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, self, NULL);
  self->is_wide = is_wide;
  self->last_width = width;
  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  whole.width = MAX (width, minimum);
  self->is_placing = TRUE;
  gtk_widget_size_allocate (self->box, &whole, baseline);
  self->is_placing = FALSE;
  gtk_popover_present (GTK_POPOVER (self->popover));
}

void
heng_flows_page_bind_panes (GtkWidgetClass *widget_class)
{
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_bind_template_callback (widget_class, position_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_toggled_cb);
}

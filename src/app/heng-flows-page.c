// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flows-page.h"

#include "heng-flow-export.h"
#include "heng-flows-page-private.h"
#include "heng-notice.h"

#include <glib/gi18n-lib.h>

/* From this width on the table stands beside the drawing. */
#define WIDE_PX 860

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengFlowsPage, heng_flows_page, GTK_TYPE_WIDGET)

/* ---- what is asked for ---- */

void
heng_flows_page_load (HengFlowsPage *self,
                      gboolean       keeps_order)
{
  const HengFlowChoice *before = heng_flow_loader_get_choice (self->loader);
  HengFlowWish wish = { .choice = &self->choice };

  /* The drawing is not laid out yet, or the page is not seen: both come for it when they are. */
  if (self->is_showing || !self->has_size || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  wish.keeps_order = keeps_order && before != NULL && before->diagram == self->choice.diagram &&
                     before->middle == self->choice.middle && before->time == self->choice.time;
  heng_flow_area_get_page (HENG_FLOW_AREA (self->area), &wish.width_pt, &wish.height_pt);
  heng_flow_loader_load (self->loader, &wish);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), heng_flow_loader_is_loading (self->loader));
}

void
heng_flows_page_load_orders (HengFlowsPage *self)
{
  const char *view = heng_flow_choice_get_view (&self->choice);

  for (HengFlowColumn column = 0; column < HENG_FLOW_N_COLUMNS; column++)
    heng_flow_choice_set_order (&self->choice, column, heng_flow_pins_get (self->pins, view, column));
  heng_flow_area_set_order (HENG_FLOW_AREA (self->area), &self->choice);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flows.undo", heng_flow_pins_can_undo (self->pins));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flows.redo", heng_flow_pins_can_redo (self->pins));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flows.reset-order",
                                 heng_flow_choice_can_order (&self->choice) && heng_flow_choice_has_order (&self->choice));
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
reload (GtkWidget *widget)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);

  heng_flow_loader_forget (self->loader);
  heng_flows_page_load (self, TRUE);
}

static void
choice_changed_cb (HengFlowsPage *self)
{
  if (self->session == NULL || self->is_showing)
    return;

  self->choice.diagram = (HengFlowDiagram) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->diagram_drop));
  self->choice.measure = (HengFlowMeasure) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure_drop));
  self->choice.time = (HengFlowTime) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->time_drop));
  self->choice.with_before = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->before_check));
  heng_flows_page_load_orders (self);
  heng_flows_page_load (self, TRUE);
}

static void
show_filters (HengFlowsPage *self)
{
  heng_flow_filters_show (HENG_FLOW_FILTERS (self->filters), self->session, &self->choice);
}

static void
filters_changed_cb (HengFlowsPage *self)
{
  heng_flow_filters_fill (HENG_FLOW_FILTERS (self->filters), &self->choice);
  heng_flows_page_load_orders (self);
  heng_flows_page_load (self, TRUE);
}

static void
year_changed_cb (HengFlowsPage *self)
{
  if (self->session == NULL || self->is_showing)
    return;

  self->choice.year = (int) gtk_range_get_value (GTK_RANGE (self->year_scale));
  heng_flows_page_load (self, TRUE);
}

static void
sized_cb (HengFlowsPage *self)
{
  self->has_size = TRUE;
  heng_flows_page_load (self, TRUE);
}

/* ---- actions ---- */

static void
clear_filters_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);

  heng_flow_choice_clear_filters (&self->choice);
  show_filters (self);
  heng_flows_page_load (self, TRUE);
}

static void
show_accrued_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (HENG_FLOWS_PAGE (widget)->measure_drop), HENG_FLOW_ACCRUED);
}

static void
step_year_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GtkRange *range = GTK_RANGE (HENG_FLOWS_PAGE (widget)->year_scale);

  gtk_range_set_value (range, gtk_range_get_value (range) + g_variant_get_int32 (parameter));
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);

  if (g_str_equal (action, "flows.undo"))
    heng_flow_pins_undo (self->pins);
  else
    heng_flow_pins_redo (self->pins);
  heng_flows_page_load_orders (self);
  heng_flows_page_load (self, TRUE);
}

static void
reset_order_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);

  heng_flow_pins_reset (self->pins, heng_flow_choice_get_view (&self->choice));
  heng_flows_page_load_orders (self);
  heng_flows_page_load (self, FALSE);
}

static void
output_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);

  if (g_str_equal (action, "flows.export"))
    heng_flow_export_write (widget, self->session, &self->choice);
  else if (g_str_equal (action, "flows.print"))
    heng_flow_export_print (widget, self->session, &self->choice);
  else
    heng_flow_export_copy (widget, self->session, &self->choice);
}

/* ---- drawing and table ---- */

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

static gboolean
width_changed_cb (gpointer data)
{
  HengFlowsPage *self = data;

  self->update_id = 0;
  /* Where there is room for both the table is as the user last had it there; where there is not the drawing comes first. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->table_button), self->is_wide && self->has_table);
  update_panes (self);

  return G_SOURCE_REMOVE;
}

static void
heng_flows_page_measure (GtkWidget     *widget,
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
heng_flows_page_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);
  gboolean is_wide = width >= WIDE_PX;
  GtkAllocation whole = { 0, 0, width, height };
  int minimum;

  /* Children must not come and go in the middle of an allocation. */
  if (is_wide != self->is_wide && self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, self, NULL);
  self->is_wide = is_wide;
  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  whole.width = MAX (width, minimum);
  gtk_widget_size_allocate (self->box, &whole, baseline);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

/* ---- the object ---- */

static void
heng_flows_page_dispose (GObject *object)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->loader != NULL)
    g_signal_handlers_disconnect_by_data (self->loader, self);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->words, heng_flow_words_free);
  g_clear_pointer (&self->pins, heng_flow_pins_free);
  heng_flow_choice_clear (&self->choice);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_flows_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, name)
  BIND (box);
  BIND (diagram_drop);
  BIND (measure_drop);
  BIND (time_drop);
  BIND (show_button);
  BIND (filters);
  BIND (spinner);
  BIND (table_button);
  BIND (title);
  BIND (subtitle);
  BIND (filter_box);
  BIND (filter_label);
  BIND (years_bar);
  BIND (year_scale);
  BIND (before_check);
  BIND (stack);
  BIND (area);
  BIND (empty_label);
  BIND (empty_button);
  BIND (table);
  BIND (strip);
  BIND (popover);
  BIND (detail);
#undef BIND
}

static void
heng_flows_page_class_init (HengFlowsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_flows_page_dispose;
  widget_class->measure = heng_flows_page_measure;
  widget_class->size_allocate = heng_flows_page_size_allocate;

  signals[SHOWN] = g_signal_new ("shown", HENG_TYPE_FLOWS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HENG_TYPE_FLOW_AREA);
  g_type_ensure (HENG_TYPE_FLOW_DETAIL);
  g_type_ensure (HENG_TYPE_FLOW_FILTERS);
  g_type_ensure (HENG_TYPE_FLOW_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-flows-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, sized_cb);
  heng_flows_page_bind_picture (widget_class);
  gtk_widget_class_install_action (widget_class, "flows.export", NULL, output_cb);
  gtk_widget_class_install_action (widget_class, "flows.print", NULL, output_cb);
  gtk_widget_class_install_action (widget_class, "flows.copy", NULL, output_cb);
  gtk_widget_class_install_action (widget_class, "flows.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "flows.redo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "flows.reset-order", NULL, reset_order_cb);
  gtk_widget_class_install_action (widget_class, "flows.clear-filters", NULL, clear_filters_cb);
  gtk_widget_class_install_action (widget_class, "flows.show-accrued", NULL, show_accrued_cb);
  gtk_widget_class_install_action (widget_class, "flows.step-year", "i", step_year_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "flows.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "flows.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "flows.print", NULL);
}

static void
heng_flows_page_init (HengFlowsPage *self)
{
  heng_flow_choice_init (&self->choice);
  self->has_table = TRUE;
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->table, FALSE);
  self->is_showing = FALSE;
}

GtkWidget *
heng_flows_page_new (HengSession *session)
{
  HengFlowsPage *self;
  g_autofree char *file = g_build_filename (g_get_user_config_dir (), "hengping", "flow-orders.ini", NULL);

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_FLOWS_PAGE, NULL);
  self->session = g_object_ref (session);
  self->pins = heng_flow_pins_new (file, heng_book_get_path (heng_session_get_book (session)));
  self->loader = heng_flow_loader_new (session, GTK_WIDGET (self));
  heng_flow_table_set_session (HENG_FLOW_TABLE (self->table), session);
  heng_flows_page_watch_loader (self);
  heng_flows_page_load_orders (self);
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->show_button)), "map", G_CALLBACK (show_filters), self,
                           G_CONNECT_SWAPPED);
  heng_session_watch (session, GTK_WIDGET (self), reload);

  return GTK_WIDGET (self);
}

gboolean
heng_flows_page_can_undo (HengFlowsPage *self)
{
  g_return_val_if_fail (HENG_IS_FLOWS_PAGE (self), FALSE);

  return heng_flow_pins_can_undo (self->pins);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flows-page.h"

#include "heng-flow-export.h"
#include "heng-flows-page-private.h"
#include "heng-notice.h"

#include <glib/gi18n-lib.h>

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
  heng_flows_page_show_loading (self, heng_flow_loader_is_loading (self->loader));
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

/* Only a Sankey has a picture for each year: whichever of the two was chosen last counts. */
static void
agree_on_series (HengFlowsPage *self)
{
  gboolean was_series = self->choice.time == HENG_FLOW_TIME_SERIES;

  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->time_drop)) != HENG_FLOW_TIME_SERIES ||
      gtk_drop_down_get_selected (GTK_DROP_DOWN (self->diagram_drop)) == HENG_FLOW_DIAGRAM_SANKEY)
    return;

  self->is_showing = TRUE;
  if (was_series)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->time_drop), HENG_FLOW_TIME_TOGETHER);
  else
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->diagram_drop), HENG_FLOW_DIAGRAM_SANKEY);
  self->is_showing = FALSE;
}

static void
choice_changed_cb (HengFlowsPage *self)
{
  if (self->session == NULL || self->is_showing)
    return;

  agree_on_series (self);
  self->choice.diagram = (HengFlowDiagram) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->diagram_drop));
  self->choice.measure = (HengFlowMeasure) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure_drop));
  self->choice.time = (HengFlowTime) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->time_drop));
  gtk_widget_set_sensitive (self->before_check, self->choice.diagram == HENG_FLOW_DIAGRAM_SANKEY);
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
  gboolean had_order[HENG_FLOW_N_COLUMNS];
  gboolean keeps_order = TRUE;

  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    had_order[i] = self->choice.order[i] != NULL;
  if (g_str_equal (action, "flows.undo"))
    heng_flow_pins_undo (self->pins);
  else
    heng_flow_pins_redo (self->pins);
  heng_flows_page_load_orders (self);
  /* A column that is left to the program again is not to stay as it was moved. */
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    keeps_order = keeps_order && (!had_order[i] || self->choice.order[i] != NULL);
  heng_flows_page_load (self, keeps_order);
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
  BIND (clear_button);
  BIND (years_bar);
  BIND (year_scale);
  BIND (before_check);
  BIND (paned);
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
  gtk_widget_class_bind_template_callback (widget_class, sized_cb);
  heng_flows_page_bind_panes (widget_class);
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
}

/* Also while the sidebar has the keyboard, which it has when one has just come here. */
static gboolean
print_key_cb (GtkWidget *widget,
              GVariant  *parameter,
              gpointer   user_data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, "flows.print", NULL);
}

static void
add_print_key (HengFlowsPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_p, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (print_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
heng_flows_page_init (HengFlowsPage *self)
{
  heng_flow_choice_init (&self->choice);
  self->has_table = TRUE;
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_print_key (self);
  gtk_widget_set_visible (self->table, FALSE);
  gtk_label_set_text (GTK_LABEL (self->strip), _("The flows are being read…"));
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

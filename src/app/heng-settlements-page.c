// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlements-page.h"

#include "heng-notice.h"
#include "heng-period-cells.h"
#include "heng-period-view.h"
#include "heng-split.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengSettlementsPage
{
  GtkWidget           parent_instance;
  GtkWidget          *split;
  GtkWidget          *search;
  GtkWidget          *filter_drop;
  GtkWidget          *list_stack;
  GtkWidget          *table;
  GtkWidget          *spinner;
  GtkWidget          *count;
  GtkWidget          *more_button;
  GtkWidget          *unit;
  GtkWidget          *view;
  HengSession        *session;
  HengPagedList      *periods;
  GtkSingleSelection *selection;
};

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengSettlementsPage, heng_settlements_page, GTK_TYPE_WIDGET)

static void
show_count (HengSettlementsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (heng_paged_list_get_rows (self->periods)));
  gboolean is_loading = heng_paged_list_is_loading (self->periods);
  gboolean is_filtered = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0'
                         || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter_drop)) > 0;
  g_autofree char *text = NULL;
  const char *child = "table";

  if (is_loading && n == 0)
    text = g_strdup (_("Computing…"));
  else if (is_loading || heng_paged_list_is_all (self->periods))
    text = g_strdup_printf (ngettext ("%u period", "%u periods", n), n);
  else if (n == 0 && heng_paged_list_has_failed (self->periods))
    text = g_strdup ("");
  else
    text = g_strdup_printf (ngettext ("The first period", "The first %u periods", n), n);
  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_widget_set_visible (self->spinner, is_loading);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_loading);
  gtk_widget_set_visible (self->more_button, !is_loading && !heng_paged_list_is_all (self->periods)
                                             && !(n == 0 && heng_paged_list_has_failed (self->periods)));

  if (n == 0 && is_loading)
    child = "computing";
  else if (n == 0 && heng_paged_list_has_failed (self->periods))
    child = "failed";
  else if (n == 0)
    child = is_filtered ? "nothing-found" : "empty";
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), child);
}

static void
selected_cb (HengSettlementsPage *self)
{
  const HengPeriodRow *row = heng_table_get_selected (GTK_COLUMN_VIEW (self->table));

  heng_period_view_show (HENG_PERIOD_VIEW (self->view), self->session, row);
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
changed_cb (HengSettlementsPage *self)
{
  show_count (self);
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION
      && g_list_model_get_n_items (G_LIST_MODEL (heng_paged_list_get_rows (self->periods))) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  else if (!heng_paged_list_is_loading (self->periods))
    selected_cb (self);
}

static void
failed_cb (HengSettlementsPage *self,
           const GError        *error)
{
  show_count (self);
  if (heng_notice_is_near (GTK_WIDGET (self)))
    heng_notice_error (heng_notice_find (GTK_WIDGET (self)), error);
}

static void
reload (GtkWidget *widget)
{
  HengSettlementsPage *self = HENG_SETTLEMENTS_PAGE (widget);
  g_autofree char *unit = heng_session_word_unit (self->session);

  gtk_label_set_text (GTK_LABEL (self->unit), unit);
  heng_paged_list_reload (self->periods, widget);
}

static void
filter_cb (HengSettlementsPage *self)
{
  guint filter = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter_drop));
  g_autofree char *query = NULL;

  if (self->periods == NULL || filter == GTK_INVALID_LIST_POSITION)
    return;

  query = heng_period_row_write_query ((HengPeriodFilter) filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  heng_paged_list_set_query (self->periods, query);
  /* Other rows are asked for: none of those shown is waited with. */
  heng_record_list_take (heng_paged_list_get_rows (self->periods), NULL);
  heng_paged_list_reload (self->periods, GTK_WIDGET (self));
}

static void
more_cb (HengSettlementsPage *self)
{
  heng_paged_list_load_more (self->periods, GTK_WIDGET (self));
}

static void
edge_cb (HengSettlementsPage *self,
         GtkPositionType      edge)
{
  if (edge == GTK_POS_BOTTOM)
    more_cb (self);
}

static void
chosen_cb (HengSettlementsPage *self)
{
  if (heng_table_get_selected (GTK_COLUMN_VIEW (self->table)) != NULL)
    heng_split_set_shows_detail (HENG_SPLIT (self->split), TRUE);
}

static void
settle_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengSettlementsPage *self = HENG_SETTLEMENTS_PAGE (widget);
  const HengPeriodRow *row = heng_table_get_selected (GTK_COLUMN_VIEW (self->table));
  g_autofree char *period = row == NULL ? NULL : heng_period_format (row->period);

  if (row != NULL)
    gtk_widget_activate_action (widget, "book.settle", "(ss)", row->agreement, period);
}

static void
heng_settlements_page_dispose (GObject *object)
{
  HengSettlementsPage *self = HENG_SETTLEMENTS_PAGE (object);

  g_clear_pointer (&self->split, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->periods);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_settlements_page_parent_class)->dispose (object);
}

static void
heng_settlements_page_class_init (HengSettlementsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_settlements_page_dispose;

  signals[SHOWN] = g_signal_new ("shown", HENG_TYPE_SETTLEMENTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HENG_TYPE_SPLIT);
  g_type_ensure (HENG_TYPE_PERIOD_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-settlements-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, split);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, search);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, filter_drop);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, table);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, count);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, unit);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "settlements.settle", NULL, settle_cb);
}

static void
heng_settlements_page_init (HengSettlementsPage *self)
{
  static const char *const names[HENG_N_PERIOD_FILTERS] = {
    [HENG_PERIOD_FILTER_ALL] = N_("All periods"),
    [HENG_PERIOD_FILTER_READY] = N_("To be settled"),
    [HENG_PERIOD_FILTER_STUCK] = N_("Incomplete or stuck"),
    [HENG_PERIOD_FILTER_TO_ISSUE] = N_("To be issued"),
    [HENG_PERIOD_FILTER_ISSUED] = N_("Waiting for parties"),
    [HENG_PERIOD_FILTER_DISPUTED] = N_("Disputed"),
    [HENG_PERIOD_FILTER_JOINT] = N_("Jointly confirmed"),
  };
  g_autoptr (GtkStringList) filters = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (HengPeriodFilter filter = 0; filter < HENG_N_PERIOD_FILTERS; filter++)
    gtk_string_list_append (filters, _(names[filter]));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->filter_drop), G_LIST_MODEL (filters));
}

GtkWidget *
heng_settlements_page_new (HengSession *session)
{
  HengSettlementsPage *self;
  g_autofree char *query = heng_period_row_write_query (HENG_PERIOD_FILTER_ALL, NULL);

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_SETTLEMENTS_PAGE, NULL);
  self->session = g_object_ref (session);
  heng_period_cells_add_columns (GTK_COLUMN_VIEW (self->table), session);
  self->periods = heng_paged_list_new (session, heng_period_row_find, heng_period_row_is_same, (GDestroyNotify) heng_period_row_free);
  heng_paged_list_set_query (self->periods, query);
  self->selection = g_object_ref (heng_table_show (GTK_COLUMN_VIEW (self->table),
                                                   G_LIST_MODEL (heng_paged_list_get_rows (self->periods)), TRUE));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->periods, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->periods, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  heng_session_watch (session, GTK_WIDGET (self), reload);

  return GTK_WIDGET (self);
}

void
heng_settlements_page_show (HengSettlementsPage *self,
                            const char          *agreement)
{
  g_return_if_fail (HENG_IS_SETTLEMENTS_PAGE (self));
  g_return_if_fail (agreement != NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->filter_drop), HENG_PERIOD_FILTER_ALL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), agreement);
}

gboolean
heng_settlements_page_has_period (HengSettlementsPage *self)
{
  g_return_val_if_fail (HENG_IS_SETTLEMENTS_PAGE (self), FALSE);

  return heng_table_get_selected (GTK_COLUMN_VIEW (self->table)) != NULL;
}

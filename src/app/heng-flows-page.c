// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flows-page.h"

#include "heng-chip.h"
#include "heng-dialogs.h"
#include "heng-flow-area.h"
#include "heng-notice.h"
#include "heng-record-list.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Years that can be chosen back from today. */
#define YEARS_MAX 30

struct _HengFlowsPage
{
  GtkWidget            parent_instance;
  GtkWidget           *box;
  GtkWidget           *measure_drop;
  GtkWidget           *diagram_drop;
  GtkWidget           *mechanism_drop;
  GtkWidget           *from_drop;
  GtkWidget           *to_drop;
  GtkWidget           *stack;
  GtkWidget           *area;
  GtkWidget           *table;
  GtkWidget           *choices;
  GtkWidget           *choices_list;
  GtkColumnViewColumn *amount_column;
  HengSession         *session;
  HengRecordList      *list;
  int                  last_year;
};

G_DEFINE_FINAL_TYPE (HengFlowsPage, heng_flows_page, GTK_TYPE_WIDGET)

static guint
get_choice (GtkWidget *drop)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  return selected == GTK_INVALID_LIST_POSITION ? 0 : selected;
}

/* The year a drop-down stands on; 0 for "any". */
static int
get_year (HengFlowsPage *self,
          GtkWidget     *drop)
{
  guint selected = get_choice (drop);

  return selected == 0 ? 0 : self->last_year - (int) selected + 1;
}

static void
fill_figure (HengFlowsPage  *self,
             HengFlowFigure *figure)
{
  int from = get_year (self, self->from_drop);
  int to = get_year (self, self->to_drop);

  heng_flow_figure_init (figure);
  figure->diagram = (HengFlowDiagram) get_choice (self->diagram_drop);
  figure->query.measure = (HengFlowMeasure) get_choice (self->measure_drop);
  figure->query.mechanism = (int) get_choice (self->mechanism_drop) - 1;
  figure->query.from_day = from == 0 ? HENG_DAY_NONE : heng_day_new (from, 1, 1);
  figure->query.to_day = to == 0 ? HENG_DAY_NONE : heng_day_new (to, 12, 31);
  figure->unit = heng_session_get_unit (self->session);
}

/* ---- the table ---- */

static void
row_free (gpointer data)
{
  heng_flow_row_free (data);
}

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  const HengFlowRow *one = a;
  const HengFlowRow *other = b;

  return g_str_equal (one->agreement, other->agreement) && g_str_equal (one->from, other->from) && g_str_equal (one->to, other->to);
}

static char *
from_text (HengSession  *session,
           gconstpointer data)
{
  const HengFlowRow *row = data;

  return g_strdup (heng_wording_pick (row->from_name_zh, row->from_name_en));
}

static char *
to_text (HengSession  *session,
         gconstpointer data)
{
  const HengFlowRow *row = data;

  return g_strdup (heng_wording_pick (row->to_name_zh, row->to_name_en));
}

static char *
agreement_text (HengSession  *session,
                gconstpointer data)
{
  return g_strdup (((const HengFlowRow *) data)->agreement);
}

static char *
amount_text (HengSession  *session,
             gconstpointer data)
{
  return heng_session_format_money (session, ((const HengFlowRow *) data)->amount_minor);
}

static GtkWidget *
new_chip_cell (HengSession *session)
{
  return heng_chip_new ();
}

static void
update_chip_cell (HengSession  *session,
                  GtkWidget    *cell,
                  gconstpointer data)
{
  heng_chip_set_mechanism (HENG_CHIP (cell), ((const HengFlowRow *) data)->mechanism);
}

static void
add_columns (HengFlowsPage *self)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);

  heng_table_add_text (table, self->session, _("From"), HENG_COLUMN_STRONG, 200, from_text);
  heng_table_add_text (table, self->session, _("To"), HENG_COLUMN_STRONG, 200, to_text);
  heng_table_add_widget (table, self->session, _("Mechanism"), 0, 150, new_chip_cell, update_chip_cell);
  heng_table_add_text (table, self->session, _("Agreement"), HENG_COLUMN_EXPAND, 0, agreement_text);
  self->amount_column = heng_table_add_text (table, self->session, "", HENG_COLUMN_NUMBER, 160, amount_text);
  heng_table_align_heads (table);
  heng_table_show (table, G_LIST_MODEL (self->list), TRUE);
}

static void
row_activated_cb (HengFlowsPage *self,
                  guint          position)
{
  const HengFlowRow *row = heng_record_list_get (self->list, position);

  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "book.show-agreement", "s", row->agreement);
}

/* ---- what is shown ---- */

static void
reload (GtkWidget *widget)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);
  HengFlowFigure figure;
  GPtrArray *rows;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strdup_printf (_("Amount, %s"), heng_session_get_unit_label (self->session));

  gtk_column_view_column_set_title (self->amount_column, title);
  fill_figure (self, &figure);
  if (!heng_flow_area_show (HENG_FLOW_AREA (self->area), self->session, &figure, &error))
    {
      heng_notice_error (heng_notice_find (widget), error);
      return;
    }

  rows = heng_book_list_flows (heng_session_get_book (self->session), &figure.query, NULL);
  heng_record_list_take (self->list, rows);
}

static void
choice_changed_cb (HengFlowsPage *self)
{
  if (self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (GTK_WIDGET (self));
}

static void
choice_clicked_cb (HengFlowsPage *self,
                   GtkListBoxRow *row)
{
  const char *code = g_object_get_data (G_OBJECT (row), "heng-code");

  gtk_popover_popdown (GTK_POPOVER (self->choices));
  gtk_widget_activate_action (GTK_WIDGET (self), "book.show-agreement", "s", code);
}

/* One agreement opens at once, several are offered. */
static void
chosen_cb (HengFlowsPage *self,
           GPtrArray     *rows)
{
  GtkWidget *child;

  if (rows->len == 1)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, 0);

      gtk_widget_activate_action (GTK_WIDGET (self), "book.show-agreement", "s", row->agreement);
      return;
    }

  while ((child = gtk_widget_get_first_child (self->choices_list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->choices_list), child);
  for (guint i = 0; i < rows->len; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, i);
      g_autofree char *amount = heng_session_format_amount (self->session, row->amount_minor, heng_session_get_currency (self->session));
      g_autofree char *text = g_strdup_printf ("%s · %s", row->agreement, amount);
      GtkWidget *line = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), gtk_label_new (text));
      g_object_set_data_full (G_OBJECT (line), "heng-code", g_strdup (row->agreement), g_free);
      gtk_list_box_append (GTK_LIST_BOX (self->choices_list), line);
    }
  gtk_popover_popup (GTK_POPOVER (self->choices));
}

static void
export_chosen_cb (GtkWidget *widget,
                  GStrv      paths,
                  gpointer   data)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengFlowLayout) layout = NULL;
  HengFlowFigure figure;

  fill_figure (self, &figure);
  layout = heng_flow_figure_new_layout (heng_session_get_book (self->session), &figure, NULL, &error);
  if (layout == NULL || !heng_flow_figure_write (layout, HENG_FLOW_PALETTE_LIGHT, paths[0], &error))
    heng_notice_error (heng_notice_find (widget), error);
  else
    {
      g_autofree char *name = g_filename_display_basename (paths[0]);
      g_autofree char *told = g_strdup_printf (_("Wrote %s."), name);

      heng_notice_tell (heng_notice_find (widget), told, FALSE);
    }
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  static const char *const patterns[] = { "*.svg", "*.pdf", "*.png", NULL };
  HengFlowsPage *self = HENG_FLOWS_PAGE (widget);
  /* Translators: suggested name for the file of a drawing */
  g_autofree char *name = g_strdup_printf ("%s.pdf", _("Flows"));
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Export the drawing as .pdf, .svg or .png"),
    .accept = _("_Export"),
    .suggested_name = name,
    .filter_name = _("Drawings (*.pdf, *.svg, *.png)"),
    .patterns = patterns,
  };

  heng_dialogs_choose_files (widget, heng_session_get_preferences (self->session), &choice, export_chosen_cb, NULL, NULL);
}

static void
heng_flows_page_dispose (GObject *object)
{
  HengFlowsPage *self = HENG_FLOWS_PAGE (object);

  g_clear_pointer (&self->choices, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_flows_page_parent_class)->dispose (object);
}

static void
heng_flows_page_class_init (HengFlowsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_flows_page_dispose;

  g_type_ensure (HENG_TYPE_FLOW_AREA);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-flows-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, box);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, measure_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, diagram_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, mechanism_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, from_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, to_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, area);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, table);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, choices);
  gtk_widget_class_bind_template_child (widget_class, HengFlowsPage, choices_list);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "flows.export", NULL, export_cb);
}

static void
heng_flows_page_init (HengFlowsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_drops (HengFlowsPage *self)
{
  g_autoptr (GtkStringList) mechanisms = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) from = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) to = gtk_string_list_new (NULL);

  gtk_string_list_append (mechanisms, _("All mechanisms"));
  for (HengMechanism mechanism = 0; mechanism < HENG_N_MECHANISMS; mechanism++)
    gtk_string_list_append (mechanisms, heng_wording_mechanism (mechanism));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->mechanism_drop), G_LIST_MODEL (mechanisms));

  self->last_year = heng_day_get_year (heng_book_get_today (heng_session_get_book (self->session)));
  gtk_string_list_append (from, _("From the beginning"));
  gtk_string_list_append (to, _("Until today"));
  for (int year = self->last_year; year > self->last_year - YEARS_MAX; year--)
    {
      g_autofree char *since = g_strdup_printf (_("From %d"), year);
      g_autofree char *until = g_strdup_printf (_("Until %d"), year);

      gtk_string_list_append (from, since);
      gtk_string_list_append (to, until);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->from_drop), G_LIST_MODEL (from));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to_drop), G_LIST_MODEL (to));
}

GtkWidget *
heng_flows_page_new (HengSession *session)
{
  HengFlowsPage *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_FLOWS_PAGE, NULL);
  self->session = g_object_ref (session);
  self->list = heng_record_list_new (is_same, row_free);
  add_columns (self);
  fill_drops (self);
  heng_session_watch (session, GTK_WIDGET (self), reload);

  return GTK_WIDGET (self);
}

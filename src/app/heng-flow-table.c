// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-table.h"

#include "heng-chip.h"
#include "heng-flow-link-list.h"
#include "heng-table.h"

#include <glib/gi18n-lib.h>

struct _HengFlowTable
{
  GtkWidget            parent_instance;
  GtkWidget           *scrolled;
  GtkColumnView       *view;      /* in the scrolled window */
  GtkColumnViewColumn *year_column; /* where drawings of several years stand side by side */
  GtkColumnViewColumn *amount_column;
  GtkSingleSelection  *selection; /* belongs to the view */
  HengSession         *session;
  HengFlowLinkList    *list;
  gboolean             is_selecting; /* not by the user */
};

enum
{
  CHOSEN,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengFlowTable, heng_flow_table, GTK_TYPE_WIDGET)

static const HengFlowLink *
get_link (gconstpointer data)
{
  const HengFlowLinkRow *row = data;

  return heng_flow_layout_get_link (row->layout, row->link);
}

static const char *
get_from (gconstpointer data)
{
  return heng_flow_layout_get_node (((const HengFlowLinkRow *) data)->layout, get_link (data)->from)->name;
}

static const char *
get_to (gconstpointer data)
{
  return heng_flow_layout_get_node (((const HengFlowLinkRow *) data)->layout, get_link (data)->to)->name;
}

static char *
from_text (HengSession  *session,
           gconstpointer data)
{
  return g_strdup (get_from (data));
}

static char *
to_text (HengSession  *session,
         gconstpointer data)
{
  return g_strdup (get_to (data));
}

static char *
year_text (HengSession  *session,
           gconstpointer data)
{
  HengFlowGraph *graph = heng_flow_layout_get_graph (((const HengFlowLinkRow *) data)->layout);

  return g_strdup (heng_flow_graph_get_panel_label (graph, get_link (data)->panel));
}

static char *
amount_text (HengSession  *session,
             gconstpointer data)
{
  const char *commodity = ((const HengFlowLinkRow *) data)->commodity;

  return commodity == NULL ? heng_session_format_money (session, get_link (data)->amount)
                           : heng_session_format_amount (session, get_link (data)->amount, commodity);
}

static GtkWidget *
new_chip (HengSession *session)
{
  return heng_chip_new_compact ();
}

static void
update_chip (HengSession  *session,
             GtkWidget    *cell,
             gconstpointer data)
{
  const HengFlowLinkRow *row = data;
  HengFlowGraph *graph = heng_flow_layout_get_graph (row->layout);

  /* Mechanisms have the colours of their numbers. */
  heng_chip_set_mechanism (HENG_CHIP (cell), (HengMechanism) heng_flow_graph_get_mechanism (graph, get_link (data)->mechanism)->colour_index);
}

static int
compare_from (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  return g_utf8_collate (get_from (heng_record_get_data ((HengRecord *) a)), get_from (heng_record_get_data ((HengRecord *) b)));
}

static int
compare_to (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  return g_utf8_collate (get_to (heng_record_get_data ((HengRecord *) a)), get_to (heng_record_get_data ((HengRecord *) b)));
}

static int
compare_mechanisms (gconstpointer a,
                    gconstpointer b,
                    gpointer      data)
{
  guint first = get_link (heng_record_get_data ((HengRecord *) a))->mechanism;
  guint second = get_link (heng_record_get_data ((HengRecord *) b))->mechanism;

  return (first > second) - (first < second);
}

/* Panels come in the order of their years. */
static int
compare_years (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  guint first = get_link (heng_record_get_data ((HengRecord *) a))->panel;
  guint second = get_link (heng_record_get_data ((HengRecord *) b))->panel;

  return (first > second) - (first < second);
}

static int
compare_amounts (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  gint64 first = get_link (heng_record_get_data ((HengRecord *) a))->amount;
  gint64 second = get_link (heng_record_get_data ((HengRecord *) b))->amount;

  return (first > second) - (first < second);
}

static void
set_sorter (GtkColumnViewColumn *column,
            GCompareDataFunc     compare)
{
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));

  gtk_column_view_column_set_sorter (column, sorter);
}

static void
selected_cb (HengFlowTable *self)
{
  const HengFlowLinkRow *row = heng_table_get_selected (self->view);

  if (!self->is_selecting && row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, row->link);
}

static void
activated_cb (HengFlowTable *self,
              guint          position)
{
  g_autoptr (HengRecord) record = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (record != NULL)
    g_signal_emit (self, signals[OPENED], 0, ((const HengFlowLinkRow *) heng_record_get_data (record))->link);
}

static void
heng_flow_table_dispose (GObject *object)
{
  HengFlowTable *self = HENG_FLOW_TABLE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_flow_table_parent_class)->dispose (object);
}

static void
heng_flow_table_class_init (HengFlowTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heng_flow_table_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", HENG_TYPE_FLOW_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPENED] = g_signal_new ("opened", HENG_TYPE_FLOW_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
heng_flow_table_init (HengFlowTable *self)
{
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "plain-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Flows"), -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  self->list = heng_flow_link_list_new ();
}

GtkWidget *
heng_flow_table_new (void)
{
  return g_object_new (HENG_TYPE_FLOW_TABLE, NULL);
}

void
heng_flow_table_set_session (HengFlowTable *self,
                             HengSession   *session)
{
  g_return_if_fail (HENG_IS_FLOW_TABLE (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  set_sorter (heng_table_add_text (self->view, session, _("From"), HENG_COLUMN_STRONG | HENG_COLUMN_EXPAND, 90, from_text), compare_from);
  set_sorter (heng_table_add_text (self->view, session, _("To"), HENG_COLUMN_STRONG | HENG_COLUMN_EXPAND, 90, to_text), compare_to);
  self->year_column = heng_table_add_text (self->view, session, _("Year"), HENG_COLUMN_TEXT, 0, year_text);
  set_sorter (self->year_column, compare_years);
  gtk_column_view_column_set_visible (self->year_column, FALSE);
  /* Translators: head of a column of icons: the mechanism */
  set_sorter (heng_table_add_widget (self->view, session, _("Kind"), 0, 0, new_chip, update_chip), compare_mechanisms);
  self->amount_column = heng_table_add_text (self->view, session, "", HENG_COLUMN_NUMBER, 0, amount_text);
  set_sorter (self->amount_column, compare_amounts);
  heng_table_align_heads (self->view);
  heng_flow_link_list_set_sorter (self->list, gtk_column_view_get_sorter (self->view));
  self->selection = heng_table_show (self->view, G_LIST_MODEL (self->list), TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
has_years (const HengFlowLayout *layout)
{
  for (guint i = 1; i < heng_flow_layout_get_n_links (layout); i++)
    if (heng_flow_layout_get_link (layout, i)->panel != heng_flow_layout_get_link (layout, 0)->panel)
      return TRUE;

  return FALSE;
}

void
heng_flow_table_show (HengFlowTable  *self,
                      HengFlowLayout *layout,
                      const char     *commodity)
{
  g_return_if_fail (HENG_IS_FLOW_TABLE (self));
  g_return_if_fail (self->session != NULL);

  gtk_column_view_column_set_title (self->amount_column, commodity == NULL ? heng_session_get_unit_label (self->session) : _("Amount"));
  gtk_column_view_column_set_visible (self->year_column, layout != NULL && has_years (layout));
  self->is_selecting = TRUE;
  heng_flow_link_list_set_layout (self->list, layout, commodity);
  self->is_selecting = FALSE;
}

/* GTK 4.8 has no call to scroll a table; its list has an action for it. */
static void
scroll_to (HengFlowTable *self,
           guint          position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

void
heng_flow_table_select (HengFlowTable *self,
                        int            link,
                        gboolean       scrolls)
{
  guint position;

  g_return_if_fail (HENG_IS_FLOW_TABLE (self));

  position = link < 0 ? GTK_INVALID_LIST_POSITION : heng_flow_link_list_find (self->list, (guint) link);
  self->is_selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_selecting = FALSE;
  if (scrolls && position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self)))
    scroll_to (self, position);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-table.h"

typedef struct
{
  HengSession    *session;
  HengColumnFlags flags;
  HengCellText    tip;    /* (nullable) */
  HengCellText    below;  /* (nullable): a second line */
  HengCellText    text;   /* (nullable): the column has widgets of its own */
  HengCellSetup   setup;  /* (nullable) */
  HengCellUpdate  update; /* (nullable) */
} Column;

static void
column_free (gpointer data,
             GClosure *closure)
{
  Column *column = data;

  g_object_unref (column->session);
  g_free (column);
}

/* What does not fit is read by pointing at it. */
static gboolean
query_tooltip_cb (GtkLabel   *label,
                  int         x,
                  int         y,
                  gboolean    keyboard_mode,
                  GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));

  return TRUE;
}

static GtkWidget *
new_label (HengColumnFlags flags)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), (flags & HENG_COLUMN_NUMBER) != 0 ? 1 : 0);
  if ((flags & HENG_COLUMN_NUMBER) != 0)
    {
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (label, "figures");
    }
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_has_tooltip (label, TRUE);
      g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    }
  if ((flags & HENG_COLUMN_TOP) != 0)
    {
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, "top");
    }
  if ((flags & HENG_COLUMN_DIM) != 0)
    gtk_widget_add_css_class (label, "dim-label");
  if ((flags & HENG_COLUMN_STRONG) != 0)
    gtk_widget_add_css_class (label, "strong");

  return label;
}

static GtkWidget *
new_lines (HengColumnFlags flags)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_valign (box, (flags & HENG_COLUMN_TOP) != 0 ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_label (flags));
  gtk_box_append (GTK_BOX (box), new_label (HENG_COLUMN_DIM));

  return box;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          Column                   *column)
{
  GtkWidget *child;

  if (column->setup != NULL)
    child = column->setup (column->session);
  else
    child = column->below != NULL ? new_lines (column->flags) : new_label (column->flags);
  gtk_list_item_set_child (item, child);
}

static void
set_text (Column        *column,
          GtkWidget     *label,
          gconstpointer  row)
{
  g_autofree char *text = column->text (column->session, row);

  gtk_label_set_text (GTK_LABEL (label), text == NULL ? "" : text);
  if (column->tip != NULL)
    {
      g_autofree char *tip = column->tip (column->session, row);

      gtk_widget_set_tooltip_text (label, tip);
    }
}

static void
update_cell (Column      *column,
             GtkListItem *item)
{
  HengRecord *record = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  gpointer row = heng_record_get_data (record);

  if (column->update != NULL)
    column->update (column->session, child, row);
  else if (column->below == NULL)
    set_text (column, child, row);
  else
    {
      g_autofree char *below = column->below (column->session, row);
      GtkWidget *second = gtk_widget_get_last_child (child);

      set_text (column, gtk_widget_get_first_child (child), row);
      gtk_label_set_text (GTK_LABEL (second), below == NULL ? "" : below);
      gtk_widget_set_visible (second, below != NULL && *below != '\0');
    }
}

static void
record_changed_cb (HengRecord  *record,
                   GtkListItem *item)
{
  update_cell (g_object_get_data (G_OBJECT (item), "heng-column"), item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         Column                   *column)
{
  g_object_set_data (G_OBJECT (item), "heng-column", column);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (record_changed_cb), item);
  update_cell (column, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           Column                   *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), record_changed_cb, item);
}

static GtkColumnViewColumn *
add_column (GtkColumnView *view,
            const char    *title,
            int            width_px,
            Column        *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = NULL;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), column, column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);

  added = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (added, (column->flags & HENG_COLUMN_EXPAND) != 0);
  gtk_column_view_column_set_resizable (added, TRUE);
  if (width_px > 0)
    gtk_column_view_column_set_fixed_width (added, width_px);
  g_object_set_data (G_OBJECT (added), "heng-number", GINT_TO_POINTER ((column->flags & HENG_COLUMN_NUMBER) != 0));
  g_object_set_data (G_OBJECT (added), "heng-column", column);
  gtk_column_view_append_column (view, added);

  /* The view holds it. */
  return added;
}

GtkColumnViewColumn *
heng_table_add_text (GtkColumnView   *view,
                     HengSession     *session,
                     const char      *title,
                     HengColumnFlags  flags,
                     int              width_px,
                     HengCellText     text)
{
  Column *column;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  column = g_new0 (Column, 1);
  column->session = g_object_ref (session);
  column->flags = flags;
  column->text = text;

  return add_column (view, title, width_px, column);
}

GtkColumnViewColumn *
heng_table_add_widget (GtkColumnView   *view,
                       HengSession     *session,
                       const char      *title,
                       HengColumnFlags  flags,
                       int              width_px,
                       HengCellSetup    setup,
                       HengCellUpdate   update)
{
  Column *column;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (setup != NULL && update != NULL, NULL);

  column = g_new0 (Column, 1);
  column->session = g_object_ref (session);
  column->flags = flags;
  column->setup = setup;
  column->update = update;

  return add_column (view, title, width_px, column);
}

void
heng_table_set_tip (GtkColumnViewColumn *column,
                    HengCellText         tip)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  ((Column *) g_object_get_data (G_OBJECT (column), "heng-column"))->tip = tip;
}

void
heng_table_set_below (GtkColumnViewColumn *column,
                      HengCellText         below)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  ((Column *) g_object_get_data (G_OBJECT (column), "heng-column"))->below = below;
}

void
heng_table_align_heads (GtkColumnView *view)
{
  GListModel *columns;
  GtkWidget *head;
  guint i = 0;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  /* GTK has no call for this; where its widgets are built otherwise the heads just stay at the left. */
  columns = gtk_column_view_get_columns (view);
  head = gtk_widget_get_first_child (GTK_WIDGET (view));
  for (head = head == NULL ? NULL : gtk_widget_get_first_child (head); head != NULL; head = gtk_widget_get_next_sibling (head))
    {
      g_autoptr (GObject) column = g_list_model_get_item (columns, i++);
      GtkWidget *inside = gtk_widget_get_first_child (head);

      if (column != NULL && inside != NULL && g_object_get_data (column, "heng-number") != NULL)
        gtk_widget_set_halign (inside, GTK_ALIGN_END);
    }
}

GtkSingleSelection *
heng_table_show (GtkColumnView *view,
                 GListModel    *list,
                 gboolean       can_select)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (list), NULL);

  if (can_select)
    {
      model = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (list)));
      gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (model), FALSE);
      gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (model), TRUE);
    }
  else
    model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (list)));
  gtk_column_view_set_model (view, model);

  /* The view holds it. */
  return can_select ? GTK_SINGLE_SELECTION (model) : NULL;
}

gpointer
heng_table_get_selected (GtkColumnView *view)
{
  GtkSelectionModel *model;
  gpointer record;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  model = gtk_column_view_get_model (view);
  record = GTK_IS_SINGLE_SELECTION (model) ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;

  return record == NULL ? NULL : heng_record_get_data (record);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-explanation-view.h"

#include "heng-explanation.h"

#include <glib/gi18n-lib.h>

/* Lines of a formula; the rest is read under the pointer. */
#define LINES_MAX 3

struct _HengExplanationView
{
  GtkWidget  parent_instance;
  GtkWidget *scroller;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (HengExplanationView, heng_explanation_view, GTK_TYPE_WIDGET)

static GtkWidget *
new_line (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), LINES_MAX);
      gtk_widget_add_css_class (label, style);
    }

  return label;
}

static void
set_line (GtkWidget  *label,
          const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text == NULL ? "" : text);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_visible (label, text != NULL);
}

static void
setup_what_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_line (NULL));
  gtk_box_append (GTK_BOX (box), new_line ("formula"));
  gtk_box_append (GTK_BOX (box), new_line ("formula"));
  gtk_box_append (GTK_BOX (box), new_line ("dim-label"));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

static void
bind_what_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_tree_expander_get_child (expander));
  g_autoptr (HengExplanation) explanation = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_list_row (expander, row);
  set_line (label, heng_explanation_get_label (explanation));
  label = gtk_widget_get_next_sibling (label);
  set_line (label, heng_explanation_get_formula (explanation));
  label = gtk_widget_get_next_sibling (label);
  set_line (label, heng_explanation_get_substituted (explanation));
  label = gtk_widget_get_next_sibling (label);
  set_line (label, heng_explanation_get_origin (explanation));
}

static void
setup_number_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "figures");
  gtk_list_item_set_child (item, label);
}

static void
bind_number_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  g_autoptr (HengExplanation) explanation = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), heng_explanation_get_value (explanation));
}

static void
heng_explanation_view_dispose (GObject *object)
{
  g_clear_pointer (&HENG_EXPLANATION_VIEW (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_explanation_view_parent_class)->dispose (object);
}

static void
heng_explanation_view_class_init (HengExplanationViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_explanation_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-explanation-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengExplanationView, scroller);
  gtk_widget_class_bind_template_child (widget_class, HengExplanationView, view);
  gtk_widget_class_bind_template_callback (widget_class, setup_what_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_what_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_number_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_number_cb);
}

static void
heng_explanation_view_init (HengExplanationView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_explanation_view_take (HengExplanationView *self,
                            HengSession         *session,
                            HengSettlement      *settlement)
{
  g_autoptr (GtkTreeListModel) tree = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (HENG_IS_EXPLANATION_VIEW (self));

  if (settlement != NULL)
    {
      guint n_roots;

      tree = heng_explanation_new_tree (session, settlement);
      n_roots = g_list_model_get_n_items (G_LIST_MODEL (tree));
      /* The first level opens where it leaves an overview; further down the reader opens what he doubts. */
      for (guint i = n_roots; i > 0 && n_roots <= 4; i--)
        {
          g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (tree, i - 1);

          gtk_tree_list_row_set_expanded (row, TRUE);
        }
      selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (tree))));
    }
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), selection);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-widgets.h"

#include "heng-wording.h"

static const char *
pick (const HengBilingual *text)
{
  return heng_bilingual_pick (text, heng_wording_is_chinese ());
}

GtkWidget *
heng_template_row_new (HengTemplate *template_)
{
  GtkWidget *row;
  GtkWidget *label;

  g_return_val_if_fail (template_ != NULL, NULL);

  row = gtk_list_box_row_new ();
  label = gtk_label_new (pick (&template_->title));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_widget_set_tooltip_text (row, pick (&template_->help));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), "heng-template", heng_template_ref (template_), (GDestroyNotify) heng_template_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, pick (&template_->title), -1);

  return row;
}

HengTemplate *
heng_template_row_get (GtkWidget *row)
{
  g_return_val_if_fail (GTK_IS_LIST_BOX_ROW (row), NULL);

  return g_object_get_data (G_OBJECT (row), "heng-template");
}

gboolean
heng_template_row_matches (GtkWidget  *row,
                           const char *search)
{
  const HengTemplate *template_ = heng_template_row_get (row);

  g_return_val_if_fail (template_ != NULL && search != NULL, FALSE);

  return *search == '\0' || g_str_match_string (search, pick (&template_->title), TRUE)
         || g_str_match_string (search, pick (&template_->help), TRUE);
}

GtkWidget *
heng_template_caption_new (const HengParameter *parameter)
{
  const char *help;
  GtkWidget *label;

  g_return_val_if_fail (parameter != NULL, NULL);

  help = pick (&parameter->help);
  label = gtk_label_new (pick (&parameter->title));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_add_css_class (label, "dim-label");
  if (*help != '\0')
    gtk_widget_set_tooltip_text (label, help);

  return label;
}

GtkWidget *
heng_template_choice_new (const HengParameter *parameter,
                          const char          *value)
{
  GtkStringList *titles;
  guint selected = GTK_INVALID_LIST_POSITION;
  GtkWidget *drop;

  g_return_val_if_fail (parameter != NULL && parameter->choices != NULL, NULL);

  titles = gtk_string_list_new (NULL);
  for (guint i = 0; i < parameter->choices->len; i++)
    {
      const HengChoice *choice = g_ptr_array_index (parameter->choices, i);

      gtk_string_list_append (titles, pick (&choice->title));
      if (g_strcmp0 (choice->value, value) == 0)
        selected = i;
    }
  drop = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
  gtk_widget_set_hexpand (drop, TRUE);

  return drop;
}

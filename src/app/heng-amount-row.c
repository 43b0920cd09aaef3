// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-amount-row.h"

GtkWidget *
heng_amount_row_new (const char *who,
                     const char *amount)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = gtk_label_new (who);
  GtkWidget *right = gtk_label_new (amount);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_ellipsize (GTK_LABEL (left), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (left, who);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_add_css_class (right, "figures");
  gtk_widget_add_css_class (right, "strong");
  gtk_widget_add_css_class (row, "preview-row");
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);

  return row;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-field.h"

#include "heng-wording.h"

gboolean
heng_field_tell_problem (GtkWidget    *field,
                         GtkWidget    *label,
                         const GError *error)
{
  g_autofree char *sentence = error == NULL ? NULL : heng_wording_error_sentence (error);

  g_return_val_if_fail (GTK_IS_WIDGET (field), FALSE);
  g_return_val_if_fail (GTK_IS_LABEL (label), FALSE);

  gtk_label_set_text (GTK_LABEL (label), sentence == NULL ? "" : sentence);
  gtk_widget_set_visible (label, error != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               error == NULL ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  if (error == NULL)
    gtk_widget_remove_css_class (field, "error");
  else
    gtk_widget_add_css_class (field, "error");

  return error == NULL;
}

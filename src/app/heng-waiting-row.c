// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-waiting-row.h"

#include "heng-chip.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Two cards stand side by side where this much of each name has room. */
#define NAME_CHARS 22

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_set_tooltip_text (label, text);

  return label;
}

GtkWidget *
heng_waiting_row_new (const HengBacklogRow *row)
{
  static const struct
  {
    const char *icon;
    const char *word;
    const char *style;
  } looks[] = {
    [HENG_BACKLOG_READY] = { "document-edit-symbolic", N_("to be settled"), "status-ready" },
    [HENG_BACKLOG_INCOMPLETE] = { "content-loading-symbolic", N_("incomplete"), NULL },
    [HENG_BACKLOG_WRONG] = { "dialog-error-symbolic", N_("cannot be settled"), "status-wrong" },
  };
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *chip = heng_chip_new ();
  GtkWidget *name = new_label (heng_wording_pick (row->title_zh, row->title_en));
  g_autofree char *period = heng_period_format (row->period);
  g_autofree char *period_text = heng_wording_period (row->period);
  GtkWidget *period_label = new_label (period_text);
  /* Translators: an agreement and one of its periods */
  g_autofree char *spoken = g_strdup_printf (_("%s, %s"), heng_wording_pick (row->title_zh, row->title_en), period_text);

  gtk_widget_set_hexpand (name, TRUE);
  heng_chip_set (HENG_CHIP (chip), looks[row->kind].icon, _(looks[row->kind].word), looks[row->kind].style);
  gtk_box_append (GTK_BOX (box), name);
  gtk_widget_add_css_class (period_label, "dim-label");
  gtk_box_append (GTK_BOX (box), period_label);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  /* The target first: a name without one is an error to GTK. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", row->agreement, period);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "book.settle");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_add_css_class (button, "row-button");
  return button;
}

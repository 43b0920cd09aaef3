// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-example.h"

#include "heng-template-make.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Rows that are shown: an example of months has many. */
#define ROWS_MAX 24

struct _HengTemplateExample
{
  GtkWidget    parent_instance;
  GtkWidget   *grid;
  HengSession *session; /* (nullable) */
  int          row;
};

G_DEFINE_FINAL_TYPE (HengTemplateExample, heng_template_example, GTK_TYPE_WIDGET)

static void
attach (HengTemplateExample *self,
        const char          *text,
        int                  column,
        int                  n_columns,
        const char          *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 2 ? 1 : 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (column != 2)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), n_columns > 1 ? 24 : 8);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
    }
  if (column == 1)
    gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, self->row, n_columns, 1);
}

static void
append_settlement (HengTemplateExample  *self,
                   const HengSettlement *settlement)
{
  g_autofree char *period = heng_wording_period (settlement->period);
  HengBook *book = heng_session_get_book (self->session);

  attach (self, period, 0, 1, "strong");
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      g_autofree char *from = heng_wording_party (book, settlement->agreement, obligation->from);
      g_autofree char *to = heng_wording_party (book, settlement->agreement, obligation->to);
      g_autofree char *who = g_strdup_printf ("%s → %s", from, to);
      g_autofree char *amount = heng_session_format_amount (self->session, obligation->amount_minor, obligation->commodity);

      attach (self, who, 1, 1, NULL);
      attach (self, amount, 2, 1, "figures");
      self->row++;
    }
  if (settlement->obligations->len == 0)
    {
      attach (self, settlement->status == HENG_SETTLEMENT_COMPLETE ? _("Nothing is owed")
                                                                   : heng_wording_settlement_status (settlement->status),
              1, 2, "dim-label");
      self->row++;
    }
}

static void
heng_template_example_dispose (GObject *object)
{
  HengTemplateExample *self = HENG_TEMPLATE_EXAMPLE (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_template_example_parent_class)->dispose (object);
}

static void
heng_template_example_class_init (HengTemplateExampleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_template_example_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heng_template_example_init (HengTemplateExample *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

static void
append_line (HengTemplateExample *self,
             const char          *text)
{
  attach (self, text, 0, 3, "dim-label");
  self->row++;
}

void
heng_template_example_show (HengTemplateExample      *self,
                            HengSession              *session,
                            const HengTemplateValues *values)
{
  HengTemplate *template_;
  g_autoptr (GPtrArray) settlements = NULL;
  gboolean is_own;
  GtkWidget *child;

  g_return_if_fail (HENG_IS_TEMPLATE_EXAMPLE (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (values != NULL);

  g_set_object (&self->session, session);
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->row = 0;

  template_ = heng_template_values_get_template (values);
  settlements = heng_template_try (values, heng_session_get_currency (session), NULL);
  is_own = settlements != NULL;
  if (!is_own)
    {
      g_autoptr (HengTemplateValues) example = heng_template_values_new_example (template_);

      settlements = heng_template_try (example, heng_session_get_currency (session), NULL);
    }

  append_line (self, is_own ? _("With the values filled in, for the observations of the example:")
                            : _("With the example’s own values, until yours are filled in:"));
  for (guint i = 0; settlements != NULL && i < settlements->len && self->row < ROWS_MAX; i++)
    append_settlement (self, g_ptr_array_index (settlements, i));
  if (*heng_bilingual_pick (&template_->note, heng_wording_is_chinese ()) != '\0')
    append_line (self, heng_bilingual_pick (&template_->note, heng_wording_is_chinese ()));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-lines-editor.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengLinesEditor
{
  GtkWidget            parent_instance;
  GtkWidget           *box;
  GtkWidget           *grid;
  GtkWidget           *head;
  GtkWidget           *new_row;
  GtkWidget           *from_drop;
  GtkWidget           *to_drop;
  GtkWidget           *commodity_drop;
  HengSession         *session;     /* (nullable) */
  HengAgreement       *agreement;   /* (nullable) */
  GPtrArray           *commodities; /* (element-type utf8) */
  GPtrArray           *lines;       /* (element-type HengReviewLine) */
  GPtrArray           *entries;     /* (element-type GtkWidget): beside each line */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengLinesEditor, heng_lines_editor, GTK_TYPE_WIDGET)

static void
typed_cb (HengLinesEditor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_cb (HengLinesEditor *self)
{
  guint from = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from_drop));
  guint to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to_drop));
  guint commodity = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->commodity_drop));
  g_autoptr (HengReviewLine) line = NULL;

  if (from == to || self->agreement == NULL)
    return;

  line = heng_review_line_new (heng_agreement_get_party (self->agreement, from)->name, heng_agreement_get_party (self->agreement, to)->name,
                               g_ptr_array_index (self->commodities, MIN (commodity, self->commodities->len - 1)), 0);
  heng_lines_editor_add (self, line, NULL, NULL);
  gtk_widget_grab_focus (g_ptr_array_index (self->entries, self->entries->len - 1));
}

/* A line from a party to itself is none. */
static void
parties_cb (HengLinesEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lines.add",
                                 gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from_drop))
                                 != gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to_drop)));
}

static void
add_action_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  add_cb (HENG_LINES_EDITOR (widget));
}

static void
heng_lines_editor_dispose (GObject *object)
{
  HengLinesEditor *self = HENG_LINES_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->agreement, heng_agreement_unref);
  g_clear_pointer (&self->commodities, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (heng_lines_editor_parent_class)->dispose (object);
}

static void
heng_lines_editor_class_init (HengLinesEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_lines_editor_dispose;

  signals[CHANGED] = g_signal_new ("changed", HENG_TYPE_LINES_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-lines-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HengLinesEditor, box);
  gtk_widget_class_bind_template_child (widget_class, HengLinesEditor, grid);
  gtk_widget_class_bind_template_child (widget_class, HengLinesEditor, head);
  gtk_widget_class_bind_template_child (widget_class, HengLinesEditor, new_row);
  gtk_widget_class_bind_template_child (widget_class, HengLinesEditor, from_drop);
  gtk_widget_class_bind_template_child (widget_class, HengLinesEditor, to_drop);
  gtk_widget_class_bind_template_child (widget_class, HengLinesEditor, commodity_drop);
  gtk_widget_class_bind_template_callback (widget_class, parties_cb);
  gtk_widget_class_install_action (widget_class, "lines.add", NULL, add_action_cb);
}

static void
heng_lines_editor_init (HengLinesEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = heng_review_lines_new ();
  self->entries = g_ptr_array_new ();
}

void
heng_lines_editor_set_agreement (HengLinesEditor     *self,
                                 HengSession         *session,
                                 const HengAgreement *agreement,
                                 const char          *head)
{
  g_return_if_fail (HENG_IS_LINES_EDITOR (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL && head != NULL);

  g_set_object (&self->session, session);
  g_clear_pointer (&self->agreement, heng_agreement_unref);
  self->agreement = heng_agreement_ref ((HengAgreement *) agreement);
  gtk_label_set_text (GTK_LABEL (self->head), head);
}

void
heng_lines_editor_add (HengLinesEditor      *self,
                       const HengReviewLine *line,
                       const char           *stated,
                       const char           *text)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *figure = gtk_label_new (stated);
  GtkWidget *unit;
  GtkWidget *pair;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *who = NULL;
  int row;

  g_return_if_fail (HENG_IS_LINES_EDITOR (self));
  g_return_if_fail (self->agreement != NULL);
  g_return_if_fail (line != NULL);

  from = heng_wording_party_name (heng_session_get_book (self->session), self->agreement, line->from);
  to = heng_wording_party_name (heng_session_get_book (self->session), self->agreement, line->to);
  who = g_strdup_printf ("%s → %s", from, to);
  pair = gtk_label_new (who);
  gtk_label_set_xalign (GTK_LABEL (pair), 0);
  gtk_label_set_ellipsize (GTK_LABEL (pair), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (pair, who);
  gtk_widget_set_hexpand (pair, TRUE);
  gtk_label_set_xalign (GTK_LABEL (figure), 1);
  gtk_widget_add_css_class (figure, "figures");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 13);
  gtk_label_set_width_chars (GTK_LABEL (pair), 18);
  gtk_editable_set_text (GTK_EDITABLE (entry), text == NULL ? "" : text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, who, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  unit = gtk_label_new (line->commodity);
  gtk_label_set_xalign (GTK_LABEL (unit), 0);
  gtk_widget_add_css_class (unit, "dim-label");

  g_ptr_array_add (self->lines, heng_review_line_new (line->from, line->to, line->commodity, line->amount_minor));
  g_ptr_array_add (self->entries, entry);
  row = (int) self->lines->len;
  gtk_grid_attach (GTK_GRID (self->grid), pair, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), figure, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), entry, 2, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), unit, 3, row, 1, 1);
}

void
heng_lines_editor_allow_new (HengLinesEditor *self)
{
  g_autoptr (GtkStringList) parties = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (HENG_IS_LINES_EDITOR (self));
  g_return_if_fail (self->agreement != NULL);

  for (guint i = 0; i < heng_agreement_get_n_parties (self->agreement); i++)
    {
      g_autofree char *name = heng_wording_party (heng_session_get_book (self->session), self->agreement, i);

      gtk_string_list_append (parties, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->from_drop), G_LIST_MODEL (parties));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to_drop), G_LIST_MODEL (parties));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to_drop), 1);

  g_clear_pointer (&self->commodities, g_ptr_array_unref);
  self->commodities = heng_agreement_list_units (self->agreement);
  g_ptr_array_insert (self->commodities, 0, g_strdup (heng_session_get_currency (self->session)));
  for (guint i = 0; i < self->commodities->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (self->commodities, i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->commodity_drop), G_LIST_MODEL (names));
  gtk_widget_set_visible (self->commodity_drop, self->commodities->len > 1);
  gtk_widget_set_visible (self->new_row, TRUE);
  parties_cb (self);
}

GPtrArray *
heng_lines_editor_list (HengLinesEditor *self,
                        GError         **error)
{
  g_autoptr (GPtrArray) written = heng_review_lines_new ();

  g_return_val_if_fail (HENG_IS_LINES_EDITOR (self), NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (self->lines, i);
      const char *text = gtk_editable_get_text (GTK_EDITABLE (g_ptr_array_index (self->entries, i)));
      gint64 amount = 0;

      if (*text == '\0')
        continue;
      if (!heng_amount_parse (text, heng_commodity_digits (line->commodity, heng_session_get_currency (self->session)), &amount, error))
        return NULL;
      g_ptr_array_add (written, heng_review_line_new (line->from, line->to, line->commodity, amount));
    }

  return g_steal_pointer (&written);
}

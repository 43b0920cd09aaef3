// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-terms-view.h"

#include "heng-book-agreements.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengTermsView
{
  GtkWidget  parent_instance;
  GtkWidget *scroller;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (HengTermsView, heng_terms_view, GTK_TYPE_WIDGET)

static GtkWidget *
new_text (const char *text,
          const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 70);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A page of text is no chain of tab stops. */
  gtk_widget_set_can_focus (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* A titled card with two columns: what at the left, what is said of it at the right. */
static GtkGrid *
append_card (HengTermsView *self,
             const char    *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();

  gtk_box_append (GTK_BOX (box), new_text (title, "heading"));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_widget_add_css_class (grid, "card");
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (self->content), box);

  return GTK_GRID (grid);
}

static void
append_row (GtkGrid    *grid,
            int         row,
            const char *what,
            const char *said,
            const char *style)
{
  GtkWidget *left = new_text (what, "dim-label");
  GtkWidget *right = new_text (said, style);

  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (left), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (left), 16);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
}

static void
append_parties (HengTermsView       *self,
                HengSession         *session,
                const HengAgreement *agreement)
{
  GtkGrid *grid = append_card (self, _("Parties"));

  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    {
      const HengParty *party = heng_agreement_get_party (agreement, i);
      g_autofree char *name = heng_wording_party (heng_session_get_book (session), agreement, i);
      g_autofree char *said = NULL;

      if (party->region == NULL)
        said = g_strdup (name);
      else
        /* Translators: a party's name and the code of its region: "Henan (410000)" */
        said = g_strdup_printf (_("%s (%s)"), name, party->region);
      append_row (grid, (int) i, heng_wording_role (party->role), said, NULL);
    }
}

static void
append_rules (HengTermsView       *self,
              const HengAgreement *agreement)
{
  GtkGrid *grid = append_card (self, _("Rules"));

  for (guint i = 0; i < agreement->rule_texts->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      append_row (grid, (int) i, number, g_ptr_array_index (agreement->rule_texts, i), "rule");
    }
}

static void
append_indicators (HengTermsView       *self,
                   const HengAgreement *agreement)
{
  GtkGrid *grid;

  if (agreement->indicators->len == 0)
    return;

  grid = append_card (self, _("Indicators"));
  for (guint i = 0; i < agreement->indicators->len; i++)
    {
      const HengIndicator *indicator = heng_agreement_get_indicator (agreement, i);
      g_autoptr (GString) said = g_string_new (indicator->unit);

      if (indicator->section != NULL)
        {
          /* Translators: a unit, and where something is measured in it: "mg/L at 刘庄" */
          g_autofree char *at = said->len == 0 ? g_strdup (indicator->section)
                                               : g_strdup_printf (_("%s at %s"), said->str, indicator->section);

          g_string_assign (said, at);
        }
      g_string_append_printf (said, "%s%s", said->len > 0 ? _(", ") : "", heng_wording_observed (indicator->observed));
      if (indicator->observed < agreement->assessed)
        g_string_append_printf (said, "%s%s", _(", "), heng_wording_aggregate (indicator->aggregate));
      append_row (grid, (int) i, indicator->name, said->str, NULL);
    }
}

static void
append_terms (HengTermsView       *self,
              const HengAgreement *agreement)
{
  GtkGrid *grid = NULL;
  int row = 0;

  for (HengTerm term = 0; term < HENG_N_TERMS; term++)
    {
      if (agreement->terms[term] == NULL || *agreement->terms[term] == '\0')
        continue;
      if (grid == NULL)
        grid = append_card (self, _("Terms"));
      append_row (grid, row++, heng_wording_term (term), agreement->terms[term], NULL);
    }
}

static void
append_dates (HengTermsView       *self,
              HengSession         *session,
              const HengAgreement *agreement)
{
  GtkGrid *grid = append_card (self, _("Document"));
  g_autoptr (GPtrArray) versions = heng_book_list_versions (heng_session_get_book (session), agreement->code, 0, NULL);
  g_autofree char *signed_day = heng_wording_day (agreement->signed_day);
  g_autofree char *from = heng_wording_day (agreement->from_day);
  g_autofree char *to = agreement->to_day == HENG_DAY_NONE ? g_strdup (_("open end")) : heng_wording_day (agreement->to_day);
  /* Translators: first and last day of what an agreement covers */
  g_autofree char *covers = g_strdup_printf (_("%s – %s"), from, to);
  int row = 0;

  append_row (grid, row++, _("Code"), agreement->code, NULL);
  append_row (grid, row++, _("Signed"), signed_day, NULL);
  append_row (grid, row++, _("Covers"), covers, NULL);
  append_row (grid, row++, _("Assessed"), heng_wording_observed (agreement->assessed), NULL);
  if (agreement->replaces != NULL)
    append_row (grid, row++, _("Replaces"), agreement->replaces, NULL);
  if (versions != NULL && versions->len > 1)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u version", "%u versions", versions->len), versions->len);

      append_row (grid, row++, _("Versions"), count, NULL);
    }
}

static void
heng_terms_view_dispose (GObject *object)
{
  g_clear_pointer (&HENG_TERMS_VIEW (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_terms_view_parent_class)->dispose (object);
}

static void
heng_terms_view_class_init (HengTermsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_terms_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-terms-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengTermsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, HengTermsView, content);
}

static void
heng_terms_view_init (HengTermsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_terms_view_show (HengTermsView       *self,
                      HengSession         *session,
                      const HengAgreement *agreement)
{
  GtkWidget *child;

  g_return_if_fail (HENG_IS_TERMS_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  while ((child = gtk_widget_get_first_child (self->content)) != NULL)
    gtk_box_remove (GTK_BOX (self->content), child);

  append_parties (self, session, agreement);
  append_rules (self, agreement);
  append_indicators (self, agreement);
  append_terms (self, agreement);
  append_dates (self, session, agreement);
}

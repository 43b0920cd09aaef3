// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-agreement-view.h"

#include "heng-book-agreements.h"
#include "heng-book-balances.h"
#include "heng-entries-view.h"
#include "heng-figure.h"
#include "heng-observations-view.h"
#include "heng-parties-view.h"
#include "heng-settlements-view.h"
#include "heng-terms-view.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengAgreementView
{
  GtkWidget    parent_instance;
  GtkWidget   *stack;
  GtkWidget   *title;
  GtkWidget   *line;
  GtkWidget   *accrued;
  GtkWidget   *paid;
  GtkWidget   *outstanding;
  GtkWidget   *tabs;
  GtkWidget   *terms;
  GtkWidget   *observations;
  GtkWidget   *settlements;
  GtkWidget   *entries;
  GtkWidget   *parties;
  HengSession *session;
  char        *code; /* (nullable) */
  HengAgreement *agreement; /* (nullable): its last version */
};

G_DEFINE_FINAL_TYPE (HengAgreementView, heng_agreement_view, GTK_TYPE_WIDGET)

static char *
word_years (const HengAgreement *agreement)
{
  int from = heng_day_get_year (agreement->from_day);
  int to;

  if (agreement->to_day == HENG_DAY_NONE)
    return g_strdup_printf (_("since %d"), from);

  to = heng_day_get_year (agreement->to_day);

  return from == to ? g_strdup_printf ("%d", from) : g_strdup_printf ("%d–%d", from, to);
}

/* "Shandong → Henan": who gives by the roles is first; where they do not tell, the parties are only named. */
static char *
word_parties (HengAgreementView   *self,
              const HengAgreement *agreement)
{
  g_autoptr (GString) givers = g_string_new (NULL);
  g_autoptr (GString) takers = g_string_new (NULL);
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    {
      g_autofree char *name = heng_wording_party (heng_session_get_book (self->session), agreement, i);
      GString *side = others;

      switch (heng_agreement_get_party (agreement, i)->role)
        {
        case HENG_ROLE_BENEFICIARY:
        case HENG_ROLE_CONSUMER:
        case HENG_ROLE_IMPORTER:
        case HENG_ROLE_SUPPORTER:
        case HENG_ROLE_CENTRAL:
        case HENG_ROLE_ENTERPRISE:
          side = givers;
          break;
        case HENG_ROLE_PROTECTOR:
        case HENG_ROLE_PRODUCER:
        case HENG_ROLE_EXPORTER:
        case HENG_ROLE_SUPPORTED:
          side = takers;
          break;
        case HENG_ROLE_PARTNER:
        case HENG_ROLE_POOL:
        case HENG_ROLE_ORGANISATION:
        case HENG_N_ROLES:
        default:
          break;
        }
      /* Translators: between the names of parties */
      g_string_append_printf (side, "%s%s", side->len > 0 ? _(", ") : "", name);
    }

  if (givers->len > 0 && takers->len > 0)
    return g_strdup_printf ("%s → %s", givers->str, takers->str);
  if (givers->len > 0)
    g_string_append_printf (others, "%s%s", others->len > 0 ? _(", ") : "", givers->str);
  if (takers->len > 0)
    g_string_append_printf (others, "%s%s", others->len > 0 ? _(", ") : "", takers->str);

  return g_strdup (others->str);
}

static void
show_figures (HengAgreementView *self)
{
  HengView view = { HENG_DAY_NONE, 0 };
  gint64 amounts[3] = { 0 };
  HengFigure *figures[3] = { HENG_FIGURE (self->accrued), HENG_FIGURE (self->paid), HENG_FIGURE (self->outstanding) };

  heng_book_get_volume (heng_session_get_book (self->session), self->code, view, &amounts[0], &amounts[1], &amounts[2], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *text = heng_session_format_money (self->session, amounts[i]);
      g_autofree char *exact = heng_session_format_amount (self->session, amounts[i], heng_session_get_currency (self->session));

      /* The unit stands at the foot of the list, once. */
      heng_figure_set (figures[i], text, NULL);
      gtk_widget_set_tooltip_text (GTK_WIDGET (figures[i]), exact);
    }
}

/* Only what is looked at is read: a tab is filled when it is chosen. */
static void
show_tab_cb (HengAgreementView *self)
{
  GtkWidget *tab = gtk_stack_get_visible_child (GTK_STACK (self->tabs));

  if (self->agreement == NULL)
    return;

  if (tab == self->terms)
    heng_terms_view_show (HENG_TERMS_VIEW (tab), self->session, self->agreement);
  else if (tab == self->observations)
    heng_observations_view_show (HENG_OBSERVATIONS_VIEW (tab), self->session, self->agreement);
  else if (tab == self->settlements)
    heng_settlements_view_show (HENG_SETTLEMENTS_VIEW (tab), self->session, self->agreement);
  else if (tab == self->entries)
    heng_entries_view_show_agreement (HENG_ENTRIES_VIEW (tab), self->session, self->code);
  else
    heng_parties_view_show (HENG_PARTIES_VIEW (tab), self->session, self->code);
}

static void
reload (GtkWidget *widget)
{
  HengAgreementView *self = HENG_AGREEMENT_VIEW (widget);
  HengBook *book = heng_session_get_book (self->session);
  const HengAgreement *agreement;
  g_autofree char *parties = NULL;
  g_autofree char *years = NULL;
  g_autofree char *line = NULL;

  g_clear_pointer (&self->agreement, heng_agreement_unref);
  if (self->code != NULL)
    self->agreement = heng_book_get_agreement (book, self->code, NULL);
  agreement = self->agreement;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), agreement == NULL ? "nothing" : "agreement");
  if (agreement == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (self->title), heng_wording_pick (agreement->title_zh, agreement->title_en));
  parties = word_parties (self, agreement);
  years = word_years (agreement);
  line = g_strdup_printf ("%s · %s · %s · %s", parties, heng_wording_mechanism (agreement->mechanism), years, self->code);
  gtk_label_set_text (GTK_LABEL (self->line), line);
  gtk_widget_set_tooltip_text (self->line, line);
  show_figures (self);

  show_tab_cb (self);
}

static void
do_with_code (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  static const char *const verbs[][2] = {
    { "agreement.pay", "book.pay" },
    { "agreement.export", "book.export-summary" },
    { "agreement.print", "book.print-summary" },
    { "agreement.settlements", "book.show-settlements" },
  };
  HengAgreementView *self = HENG_AGREEMENT_VIEW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (verbs) && self->code != NULL; i++)
    if (g_str_equal (action, verbs[i][0]))
      gtk_widget_activate_action (widget, verbs[i][1], "s", self->code);
}

static void
heng_agreement_view_dispose (GObject *object)
{
  HengAgreementView *self = HENG_AGREEMENT_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->agreement, heng_agreement_unref);

  G_OBJECT_CLASS (heng_agreement_view_parent_class)->dispose (object);
}

static void
heng_agreement_view_class_init (HengAgreementViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_agreement_view_dispose;

  g_type_ensure (HENG_TYPE_FIGURE);
  g_type_ensure (HENG_TYPE_TERMS_VIEW);
  g_type_ensure (HENG_TYPE_OBSERVATIONS_VIEW);
  g_type_ensure (HENG_TYPE_SETTLEMENTS_VIEW);
  g_type_ensure (HENG_TYPE_ENTRIES_VIEW);
  g_type_ensure (HENG_TYPE_PARTIES_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-agreement-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, title);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, line);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, accrued);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, paid);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, outstanding);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, tabs);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, terms);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, observations);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, settlements);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, entries);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementView, parties);
  gtk_widget_class_bind_template_callback (widget_class, show_tab_cb);
  gtk_widget_class_install_action (widget_class, "agreement.pay", NULL, do_with_code);
  gtk_widget_class_install_action (widget_class, "agreement.export", NULL, do_with_code);
  gtk_widget_class_install_action (widget_class, "agreement.print", NULL, do_with_code);
  gtk_widget_class_install_action (widget_class, "agreement.settlements", NULL, do_with_code);
}

static void
heng_agreement_view_init (HengAgreementView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_agreement_view_set_session (HengAgreementView *self,
                                 HengSession       *session)
{
  g_return_if_fail (HENG_IS_AGREEMENT_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  heng_session_watch (session, GTK_WIDGET (self), reload);
}

void
heng_agreement_view_set_code (HengAgreementView *self,
                              const char        *code)
{
  g_return_if_fail (HENG_IS_AGREEMENT_VIEW (self));
  g_return_if_fail (self->session != NULL);

  g_free (self->code);
  self->code = g_strdup (code);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agreement.pay",
                                 code != NULL && !heng_book_is_read_only (heng_session_get_book (self->session)));
  reload (GTK_WIDGET (self));
}

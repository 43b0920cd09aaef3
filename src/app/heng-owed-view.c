// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-owed-view.h"

#include "heng-exception.h"
#include "heng-explanation-view.h"
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>

/* Missing observations that are named one by one. */
#define MISSING_NAMED_MAX 6

struct _HengOwedView
{
  GtkWidget    parent_instance;
  GtkWidget   *box;
  GtkWidget   *reason;
  GtkWidget   *amounts;
  GtkWidget   *exception;
  GtkWidget   *exception_title;
  GtkWidget   *exception_reason;
  GtkWidget   *exception_line;
  GtkWidget   *exception_formula;
  GtkWidget   *end_button;
  GtkWidget   *explanation;
  HengSession *session; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HengOwedView, heng_owed_view, GTK_TYPE_WIDGET)

static void
append_amount (HengOwedView *self,
               const char   *who,
               const char   *amount)
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
  gtk_box_append (GTK_BOX (self->amounts), row);
}

static char *
word_owed (HengOwedView         *self,
           const HengSettlement *settlement,
           guint                 index,
           char                **amount)
{
  const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, index);
  HengBook *book = heng_session_get_book (self->session);
  g_autofree char *from = heng_wording_party (book, settlement->agreement, obligation->from);
  g_autofree char *to = heng_wording_party (book, settlement->agreement, obligation->to);

  *amount = heng_session_format_amount (self->session, obligation->amount_minor, obligation->commodity);

  /* Translators: who owes whom */
  return g_strdup_printf (_("%s owes %s"), from, to);
}

/* Why nothing is owed, or nobody knows; %NULL where something is. */
static char *
word_reason (const HengSettlement *settlement)
{
  g_autoptr (GString) names = g_string_new (NULL);

  switch (settlement->status)
    {
    case HENG_SETTLEMENT_INCOMPLETE:
      for (guint i = 0; i < settlement->missing->len && i < MISSING_NAMED_MAX; i++)
        {
          const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
          g_autofree char *period = heng_wording_period (missing->period);

          g_string_append_printf (names, "%s%s %s", i == 0 ? "" : _(", "), missing->indicator, period);
        }
      if (settlement->missing->len > MISSING_NAMED_MAX)
        g_string_append_printf (names, _(" and %u more"), settlement->missing->len - MISSING_NAMED_MAX);
      /* Translators: a list of indicators with their periods */
      return g_strdup_printf (_("Not observed yet: %s."), names->str);
    case HENG_SETTLEMENT_BLOCKED:
      return g_strdup_printf (_("Nothing is owed, because a requirement of the agreement does not hold: %s"),
                              settlement->reason == NULL ? "" : settlement->reason);
    case HENG_SETTLEMENT_FAILED:
      return settlement->error == NULL ? g_strdup (_("The rules cannot be computed for this period."))
                                       : heng_wording_error (settlement->error);
    case HENG_SETTLEMENT_COMPLETE:
    case HENG_SETTLEMENT_OVERRIDDEN:
    case HENG_SETTLEMENT_POSTED:
    case HENG_SETTLEMENT_UNCHANGED:
    default:
      return settlement->obligations->len == 0 ? g_strdup (_("Nothing is owed for this period.")) : NULL;
    }
}

/* What the rules give where something else was agreed. */
static char *
word_formula (HengOwedView         *self,
              const HengSettlement *settlement)
{
  const HengSettlement *formula = settlement->formula;
  g_autoptr (GString) text = g_string_new (NULL);

  if (formula == NULL)
    return NULL;

  for (guint i = 0; i < formula->obligations->len; i++)
    {
      g_autofree char *amount = NULL;
      g_autofree char *who = word_owed (self, formula, i, &amount);

      g_string_append_printf (text, "%s%s %s", i > 0 ? _(", ") : "", who, amount);
    }
  if (text->len == 0)
    {
      g_autofree char *reason = word_reason (formula);

      g_string_append (text, reason == NULL ? "" : reason);
    }

  return settlement->exception->kind == HENG_EXCEPTION_OVERRIDE
           /* Translators: what the rules would give instead of what was agreed */
           ? g_strdup_printf (_("By the rules: %s"), text->str)
           /* Translators: what would be owed were the period not frozen */
           : g_strdup_printf (_("As known today: %s"), text->str);
}

static void
show_exception (HengOwedView         *self,
                const HengSettlement *settlement)
{
  const HengException *exception = settlement->exception;
  g_autofree char *day = NULL;
  g_autofree char *line = NULL;
  g_autofree char *formula = NULL;

  gtk_widget_set_visible (self->exception, exception != NULL);
  if (exception == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (self->exception_title),
                      exception->kind == HENG_EXCEPTION_OVERRIDE ? _("An agreed exception takes the place of the rules")
                                                                 : _("The period is frozen as it was computed"));
  gtk_label_set_text (GTK_LABEL (self->exception_reason), exception->reason);
  day = heng_wording_recorded_day (exception->recorded_ms);
  /* Translators: the document an exception rests on, who recorded it and on which day */
  line = g_strdup_printf (_("Document: %s · recorded by %s on %s"), exception->document, exception->recorded_by, day);
  gtk_label_set_text (GTK_LABEL (self->exception_line), line);
  formula = word_formula (self, settlement);
  gtk_label_set_text (GTK_LABEL (self->exception_formula), formula == NULL ? "" : formula);
  gtk_widget_set_visible (self->exception_formula, formula != NULL);
  /* The target first: a name without one is an error to GTK. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->end_button), "x", exception->number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->end_button), "book.end-exception");
}

static void
heng_owed_view_dispose (GObject *object)
{
  HengOwedView *self = HENG_OWED_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_owed_view_parent_class)->dispose (object);
}

static void
heng_owed_view_class_init (HengOwedViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_owed_view_dispose;

  g_type_ensure (HENG_TYPE_EXPLANATION_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-owed-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, box);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, reason);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, amounts);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, exception);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, exception_title);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, exception_reason);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, exception_line);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, exception_formula);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, end_button);
  gtk_widget_class_bind_template_child (widget_class, HengOwedView, explanation);
}

static void
heng_owed_view_init (HengOwedView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_owed_view_show (HengOwedView *self,
                     HengSession  *session,
                     const char   *agreement,
                     HengPeriod    period)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) settlement = NULL;
  g_autofree char *reason = NULL;
  GtkWidget *child;

  g_return_if_fail (HENG_IS_OWED_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  g_set_object (&self->session, session);
  while ((child = gtk_widget_get_first_child (self->amounts)) != NULL)
    gtk_box_remove (GTK_BOX (self->amounts), child);
  settlement = heng_book_settle (heng_session_get_book (session), agreement, period, 0, TRUE, &error);
  reason = settlement == NULL ? heng_wording_error (error) : word_reason (settlement);
  gtk_label_set_text (GTK_LABEL (self->reason), reason == NULL ? "" : reason);
  gtk_widget_set_visible (self->reason, reason != NULL);
  gtk_widget_set_visible (self->exception, FALSE);
  gtk_widget_set_visible (self->amounts, settlement != NULL && settlement->obligations->len > 0);
  gtk_widget_set_visible (self->explanation, settlement != NULL && settlement->contributions->len > 0);
  if (settlement == NULL)
    return;

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      g_autofree char *amount = NULL;
      g_autofree char *who = word_owed (self, settlement, i, &amount);

      append_amount (self, who, amount);
    }
  show_exception (self, settlement);
  heng_explanation_view_take (HENG_EXPLANATION_VIEW (self->explanation), session, g_steal_pointer (&settlement));
}

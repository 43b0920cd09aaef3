// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-owed-view.h"

#include "heng-amount-row.h"
#include "heng-book-settle.h"
#include "heng-exception.h"
#include "heng-explanation-view.h"
#include "heng-settlement-words.h"
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>

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
  formula = heng_settlement_words_formula (self->session, settlement);
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
  reason = settlement == NULL ? heng_wording_error (error) : heng_settlement_words_reason (settlement);
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
      g_autofree char *who = heng_settlement_words_owed (self->session, settlement, i, &amount);

      gtk_box_append (GTK_BOX (self->amounts), heng_amount_row_new (who, amount));
    }
  show_exception (self, settlement);
  heng_explanation_view_take (HENG_EXPLANATION_VIEW (self->explanation), session, g_steal_pointer (&settlement));
}

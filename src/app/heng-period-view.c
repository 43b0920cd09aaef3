// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period-view.h"

#include "heng-chip.h"
#include "heng-dues-view.h"
#include "heng-owed-view.h"
#include "heng-review-view.h"
#include "heng-runs-view.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengPeriodView
{
  GtkWidget    parent_instance;
  GtkWidget   *stack;
  GtkWidget   *title;
  GtkWidget   *line;
  GtkWidget   *next_button;
  GtkWidget   *status_chip;
  GtkWidget   *review_chip;
  GtkWidget   *exception_chip;
  GtkWidget   *tabs;
  GtkWidget   *owed;
  GtkWidget   *runs;
  GtkWidget   *review;
  GtkWidget   *dues;
  HengSession *session;   /* (nullable) */
  char        *agreement; /* (nullable) */
  HengPeriod   period;
};

G_DEFINE_FINAL_TYPE (HengPeriodView, heng_period_view, GTK_TYPE_WIDGET)

/* What the view calls a verb, and the window's action for it, which takes the agreement and the period. */
static const struct
{
  const char *name;
  const char *action;
} verbs[] = {
  { "period.settle", "book.settle" },
  { "period.issue", "book.issue" },
  { "period.export", "book.export-settlement" },
  { "period.confirm", "book.confirm" },
  { "period.dispute", "book.dispute" },
  { "period.override", "book.override" },
  { "period.freeze", "book.freeze" },
};

/* The one verb that comes next. */
static void
show_next (HengPeriodView      *self,
           const HengPeriodRow *row)
{
  const char *label = _("_Settle…");
  const char *action = "period.settle";

  switch (row->status)
    {
    case HENG_SETTLEMENT_INCOMPLETE:
      label = _("_Missing data");
      action = "period.show-data";
      break;
    case HENG_SETTLEMENT_BLOCKED:
    case HENG_SETTLEMENT_FAILED:
      label = _("_Override…");
      action = "period.override";
      break;
    case HENG_SETTLEMENT_COMPLETE:
    case HENG_SETTLEMENT_OVERRIDDEN:
    case HENG_SETTLEMENT_POSTED:
    case HENG_SETTLEMENT_UNCHANGED:
    default:
      break;
    }
  if (row->status == HENG_SETTLEMENT_UNCHANGED)
    switch (row->review)
      {
      case HENG_REVIEW_STATE_ISSUED:
      case HENG_REVIEW_STATE_CONFIRMED:
        label = _("_Confirm…");
        action = "period.confirm";
        break;
      case HENG_REVIEW_STATE_DISPUTED:
        label = _("_Resolve dispute…");
        action = "period.resolve";
        break;
      case HENG_REVIEW_STATE_JOINT:
        label = _("_Export statement…");
        action = "period.export";
        break;
      case HENG_REVIEW_STATE_UNSETTLED:
      case HENG_REVIEW_STATE_COMPUTED:
      case HENG_REVIEW_STATE_OUTDATED:
      case HENG_N_REVIEW_STATES:
      default:
        label = _("_Issue statement…");
        action = "period.issue";
        break;
      }
  gtk_button_set_label (GTK_BUTTON (self->next_button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->next_button), action);
}

static void
update_verbs (HengPeriodView      *self,
              const HengPeriodRow *row)
{
  gboolean can_write = !heng_book_is_read_only (heng_session_get_book (self->session));
  gboolean is_issued = row->review == HENG_REVIEW_STATE_ISSUED || row->review == HENG_REVIEW_STATE_CONFIRMED
                       || row->review == HENG_REVIEW_STATE_DISPUTED;
  const struct
  {
    const char *name;
    gboolean    can;
  } states[] = {
    { "period.issue", row->status == HENG_SETTLEMENT_UNCHANGED
                      && (row->review == HENG_REVIEW_STATE_COMPUTED || row->review == HENG_REVIEW_STATE_OUTDATED) },
    { "period.confirm", is_issued },
    { "period.dispute", is_issued },
    { "period.resolve", row->review == HENG_REVIEW_STATE_DISPUTED },
    { "period.override", !row->has_exception },
    { "period.freeze", !row->has_exception && row->status != HENG_SETTLEMENT_INCOMPLETE && row->status != HENG_SETTLEMENT_BLOCKED
                       && row->status != HENG_SETTLEMENT_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), states[i].name, can_write && states[i].can);
}

static void
show_chips (HengPeriodView      *self,
            const HengPeriodRow *row)
{
  heng_chip_set_period_status (HENG_CHIP (self->status_chip), row->status);
  heng_chip_set_review (HENG_CHIP (self->review_chip), row->review);
  gtk_widget_set_visible (self->review_chip, row->review != HENG_REVIEW_STATE_UNSETTLED);
  gtk_widget_set_visible (self->exception_chip, row->has_exception);
  if (row->has_exception)
    heng_chip_set (HENG_CHIP (self->exception_chip), "changes-prevent-symbolic",
                   row->exception == HENG_EXCEPTION_OVERRIDE ? _("overridden") : _("frozen"), NULL);
}

/* Only what is looked at is read: a tab is filled when it is chosen. */
static void
show_tab_cb (HengPeriodView *self)
{
  GtkWidget *tab = gtk_stack_get_visible_child (GTK_STACK (self->tabs));

  if (self->agreement == NULL)
    return;

  if (tab == self->owed)
    heng_owed_view_show (HENG_OWED_VIEW (tab), self->session, self->agreement, self->period);
  else if (tab == self->runs)
    heng_runs_view_show (HENG_RUNS_VIEW (tab), self->session, self->agreement, self->period);
  else if (tab == self->review)
    heng_review_view_show (HENG_REVIEW_VIEW (tab), self->session, self->agreement, self->period);
  else
    heng_dues_view_show (HENG_DUES_VIEW (tab), self->session, self->agreement, self->period);
}

static void
verb_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HengPeriodView *self = HENG_PERIOD_VIEW (widget);
  g_autofree char *period = self->agreement == NULL ? NULL : heng_period_format (self->period);

  for (guint i = 0; i < G_N_ELEMENTS (verbs) && period != NULL; i++)
    if (g_str_equal (action, verbs[i].name))
      gtk_widget_activate_action (widget, verbs[i].action, "(ss)", self->agreement, period);
}

/* The first dispute that is open. */
static void
resolve_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HengPeriodView *self = HENG_PERIOD_VIEW (widget);
  g_autoptr (HengReview) review = self->agreement == NULL ? NULL
                                                          : heng_book_get_review (heng_session_get_book (self->session), self->agreement,
                                                                                  self->period, 0, NULL);
  const HengReviewStatement *last = review == NULL ? NULL : heng_review_get_statement (review);

  for (guint i = 0; last != NULL && i < last->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (last->disputes, i);

      if (dispute->end == NULL)
        {
          gtk_widget_activate_action (widget, "book.resolve", "x", dispute->event->number);
          return;
        }
    }
}

static void
show_data_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "page.show", "s", "data");
}

static void
show_agreement_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  HengPeriodView *self = HENG_PERIOD_VIEW (widget);

  if (self->agreement != NULL)
    gtk_widget_activate_action (widget, "book.show-agreement", "s", self->agreement);
}

static void
heng_period_view_dispose (GObject *object)
{
  HengPeriodView *self = HENG_PERIOD_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->agreement, g_free);

  G_OBJECT_CLASS (heng_period_view_parent_class)->dispose (object);
}

static void
heng_period_view_class_init (HengPeriodViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_period_view_dispose;

  g_type_ensure (HENG_TYPE_CHIP);
  g_type_ensure (HENG_TYPE_OWED_VIEW);
  g_type_ensure (HENG_TYPE_RUNS_VIEW);
  g_type_ensure (HENG_TYPE_REVIEW_VIEW);
  g_type_ensure (HENG_TYPE_DUES_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-period-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, title);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, line);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, next_button);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, status_chip);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, review_chip);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, exception_chip);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, tabs);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, owed);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, runs);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, review);
  gtk_widget_class_bind_template_child (widget_class, HengPeriodView, dues);
  gtk_widget_class_bind_template_callback (widget_class, show_tab_cb);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    gtk_widget_class_install_action (widget_class, verbs[i].name, NULL, verb_cb);
  gtk_widget_class_install_action (widget_class, "period.resolve", NULL, resolve_cb);
  gtk_widget_class_install_action (widget_class, "period.show-data", NULL, show_data_cb);
  gtk_widget_class_install_action (widget_class, "period.show-agreement", NULL, show_agreement_cb);
}

static void
heng_period_view_init (HengPeriodView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_period_view_show (HengPeriodView      *self,
                       HengSession         *session,
                       const HengPeriodRow *row)
{
  g_autofree char *period = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (HENG_IS_PERIOD_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));

  g_set_object (&self->session, session);
  g_clear_pointer (&self->agreement, g_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), row == NULL ? "nothing" : "period");
  if (row == NULL)
    return;

  self->agreement = g_strdup (row->agreement);
  self->period = row->period;
  period = heng_wording_period (row->period);
  gtk_label_set_text (GTK_LABEL (self->title), heng_session_name_agreement (session, row->agreement));
  title = g_strdup_printf ("%s · %s", period, row->agreement);
  gtk_label_set_text (GTK_LABEL (self->line), title);
  show_chips (self, row);
  update_verbs (self, row);
  show_next (self, row);
  show_tab_cb (self);
}

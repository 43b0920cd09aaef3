// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-missing-view.h"

#include "heng-error.h"
#include "heng-field.h"
#include "heng-notice.h"
#include "heng-tried-values.h"
#include "heng-what-if-view.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* How long typing may rest before its effect is computed. */
#define REST_MS 200
/* Statements that wait, shown one by one. */
#define WAITING_MAX 6

struct _HengMissingView
{
  GtkWidget       parent_instance;
  GtkWidget       *stack;
  GtkWidget       *title;
  GtkWidget       *line;
  GtkWidget       *agreement_button;
  GtkWidget       *agreement_name;
  GtkWidget       *value_entry;
  GtkWidget       *unit;
  GtkWidget       *value_problem;
  GtkWidget       *value_warning;
  GtkWidget       *source_entry;
  GtkWidget       *method_entry;
  GtkWidget       *document_entry;
  GtkWidget       *waiting;
  GtkWidget       *assumed;
  GtkWidget       *effect;
  HengSession     *session; /* (nullable) */
  guint           rest_id;
  HengTriedValues *tried; /* often only several values together come to an amount */

  /* What is missing. */
  char            *agreement; /* (nullable) */
  char            *indicator; /* (nullable) */
  HengPeriod      period;
  GArray          *periods; /* (element-type HengPeriod): that wait for it */
};

G_DEFINE_FINAL_TYPE (HengMissingView, heng_missing_view, GTK_TYPE_WIDGET)

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
has_value (HengMissingView *self)
{
  return *get_text (self->value_entry) != '\0';
}

/* The row as it would be recorded. */
static HengObservationInput *
new_input (HengMissingView *self)
{
  HengObservationInput *input = g_new0 (HengObservationInput, 1);
  const char *method = get_text (self->method_entry);
  const char *document = get_text (self->document_entry);

  input->agreement = g_strdup (self->agreement);
  input->indicator = g_strdup (self->indicator);
  input->period = self->period;
  input->value = g_strstrip (g_strdup (get_text (self->value_entry)));
  input->source = g_strstrip (g_strdup (get_text (self->source_entry)));
  input->method = *method == '\0' ? NULL : g_strdup (method);
  input->document = *document == '\0' ? NULL : g_strdup (document);

  return input;
}

/* Checks what is typed as a row of a table would be. Returns: whether it can be recorded */
static gboolean
check_value (HengMissingView *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_implausible = FALSE;

  if (has_value (self))
    {
      g_autoptr (HengIntake) intake = heng_intake_new (heng_session_get_book (self->session));
      HengObservationInput *input = new_input (self);

      if (heng_intake_add (intake, input, NULL, 0, &error) && heng_intake_finish (intake, NULL, NULL, NULL, &error))
        is_implausible = heng_intake_get_n_implausible (intake) > 0;
      heng_observation_input_free (input);
    }
  heng_field_tell_problem (self->value_entry, self->value_problem, error);
  gtk_widget_set_visible (self->value_warning, is_implausible);

  return error == NULL && has_value (self);
}

static void
tell_assumed (HengMissingView *self,
              GPtrArray       *assumptions)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < assumptions->len; i++)
    {
      const HengAssumption *assumption = g_ptr_array_index (assumptions, i);
      g_autofree char *period = heng_wording_period (assumption->period);

      if (g_str_equal (assumption->indicator, self->indicator) && heng_period_equal (assumption->period, self->period))
        continue;
      /* Translators: an indicator, a period and a value that is assumed */
      g_string_append_printf (text, _("%s%s for %s: %s"), text->len > 0 ? _(", ") : "", assumption->indicator, period, assumption->value);
    }
  if (text->len > 0)
    {
      g_autofree char *sentence = g_strdup_printf (_("Also assumed: %s"), text->str);

      gtk_label_set_text (GTK_LABEL (self->assumed), sentence);
    }
  gtk_widget_set_visible (self->assumed, text->len > 0);
}

static void
show_effect (HengMissingView *self)
{
  gboolean can_record = check_value (self);
  g_autofree char *value = g_strstrip (g_strdup (get_text (self->value_entry)));
  g_autoptr (GPtrArray) assumptions = NULL;

  heng_tried_values_set (self->tried, self->agreement, self->indicator, self->period, can_record ? value : NULL);
  assumptions = heng_tried_values_list (self->tried, self->agreement);
  tell_assumed (self, assumptions);
  heng_what_if_view_show (HENG_WHAT_IF_VIEW (self->effect), self->session, self->agreement, self->periods, assumptions);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "missing.record",
                                 can_record && !heng_book_is_read_only (heng_session_get_book (self->session)));
}

static gboolean
rested_cb (gpointer data)
{
  HengMissingView *self = data;

  self->rest_id = 0;
  show_effect (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (HengMissingView *self)
{
  if (self->agreement == NULL)
    return;

  /* Until what is typed has been looked at it is not recorded. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "missing.record", FALSE);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
}

static void
record_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengMissingView *self = HENG_MISSING_VIEW (widget);
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_observation_input_free);
  HengObservationInput *input = new_input (self);
  HengNotice *notice = heng_notice_find (widget);
  g_autofree char *period = heng_wording_period (self->period);
  g_autofree char *code = heng_period_format (self->period);
  g_autofree char *told = NULL;
  g_autoptr (GVariant) undo = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (inputs, input);
  if (!heng_book_append_observations (heng_session_get_book (self->session), inputs, NULL, NULL, NULL, NULL, &error))
    {
      heng_notice_error (notice, error);
      return;
    }

  /* Translators: an indicator, its period and the value that was recorded */
  told = g_strdup_printf (_("Recorded %s for %s: %s."), input->indicator, period, input->value);
  undo = g_variant_ref_sink (g_variant_new ("(ssss)", input->agreement, input->indicator, code, input->source));
  heng_tried_values_set (self->tried, self->agreement, self->indicator, self->period, NULL);
  heng_notice_tell (notice, told, FALSE);
  heng_notice_offer (notice, _("_Withdraw"), "book.withdraw", undo);
  heng_session_notice_change (self->session);
}

static void
show_agreement_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  HengMissingView *self = HENG_MISSING_VIEW (widget);

  if (self->agreement != NULL)
    gtk_widget_activate_action (widget, "book.show-agreement", "s", self->agreement);
}

static void
heng_missing_view_dispose (GObject *object)
{
  HengMissingView *self = HENG_MISSING_VIEW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->agreement, g_free);
  g_clear_pointer (&self->indicator, g_free);
  g_clear_pointer (&self->periods, g_array_unref);
  g_clear_pointer (&self->tried, heng_tried_values_free);

  G_OBJECT_CLASS (heng_missing_view_parent_class)->dispose (object);
}

static void
heng_missing_view_class_init (HengMissingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_missing_view_dispose;

  g_type_ensure (HENG_TYPE_WHAT_IF_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-missing-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, title);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, line);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, agreement_button);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, agreement_name);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, value_entry);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, unit);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, value_problem);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, value_warning);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, source_entry);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, method_entry);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, document_entry);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, waiting);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, assumed);
  gtk_widget_class_bind_template_child (widget_class, HengMissingView, effect);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_install_action (widget_class, "missing.record", NULL, record_cb);
  gtk_widget_class_install_action (widget_class, "missing.show-agreement", NULL, show_agreement_cb);
}

static void
heng_missing_view_init (HengMissingView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "missing.record", FALSE);
  self->tried = heng_tried_values_new ();
}

static void
append_waiting (HengMissingView *self,
                const char      *name,
                const char      *rule)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  if (rule != NULL)
    {
      GtkWidget *text = gtk_label_new (rule);

      gtk_label_set_xalign (GTK_LABEL (text), 0);
      gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (text, rule);
      gtk_widget_add_css_class (text, "formula");
      gtk_box_append (GTK_BOX (box), text);
    }
  gtk_box_append (GTK_BOX (self->waiting), box);
}

/* The rules that wait, each once with the periods that it waits for. */
static void
show_waiting (HengMissingView      *self,
              const HengMissingRow *row)
{
  GtkWidget *child;
  guint n_shown = 0;
  guint n_left = 0;

  while ((child = gtk_widget_get_first_child (self->waiting)) != NULL)
    gtk_box_remove (GTK_BOX (self->waiting), child);
  g_array_set_size (self->periods, 0);
  for (guint i = 0; i < row->waiting->len; i++)
    {
      const HengWaitingRule *waiting = &g_array_index (row->waiting, HengWaitingRule, i);
      g_autofree char *period = heng_wording_period (waiting->period);
      /* Translators: an assessed period, and the number of the rule that waits in it */
      g_autofree char *name = g_strdup_printf (_("%s, rule %u"), period, waiting->statement + 1);
      gboolean is_new = self->periods->len == 0
                        || !heng_period_equal (g_array_index (self->periods, HengPeriod, self->periods->len - 1), waiting->period);

      if (is_new)
        g_array_append_val (self->periods, waiting->period);
      if (n_shown++ < WAITING_MAX)
        append_waiting (self, name, waiting->text);
      else
        n_left++;
    }
  if (n_left > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_left), n_left);

      append_waiting (self, more, NULL);
    }
}

static void
show_head (HengMissingView      *self,
           const HengMissingRow *row)
{
  g_autofree char *period = heng_wording_period (row->period);
  /* Translators: an indicator or formula, and for when: "flow, 2020" */
  g_autofree char *title = g_strdup_printf (_("%s, %s"), row->indicator, period);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->line), row->section == NULL ? "" : row->section);
  gtk_widget_set_visible (self->line, row->section != NULL);
  gtk_label_set_text (GTK_LABEL (self->agreement_name), heng_session_name_agreement (self->session, row->agreement));
  gtk_widget_set_tooltip_text (self->agreement_button, row->agreement);
  gtk_label_set_text (GTK_LABEL (self->unit), row->unit == NULL ? "" : row->unit);
}

void
heng_missing_view_show (HengMissingView      *self,
                        HengSession          *session,
                        const HengMissingRow *row)
{
  gboolean is_other;

  g_return_if_fail (HENG_IS_MISSING_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));

  g_set_object (&self->session, session);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), row == NULL ? "nothing" : "missing");
  is_other = row == NULL || g_strcmp0 (self->agreement, row->agreement) != 0 || g_strcmp0 (self->indicator, row->indicator) != 0
             || !heng_period_equal (self->period, row->period);
  g_clear_pointer (&self->agreement, g_free);
  g_clear_pointer (&self->indicator, g_free);
  if (row == NULL)
    return;

  /* While no agreement is set nothing is computed for what changes. The source stays: it is often the same for many. */
  if (is_other)
    {
      const char *tried = heng_tried_values_find (self->tried, row->agreement, row->indicator, row->period);

      gtk_editable_set_text (GTK_EDITABLE (self->value_entry), tried == NULL ? "" : tried);
    }

  self->agreement = g_strdup (row->agreement);
  self->indicator = g_strdup (row->indicator);
  self->period = row->period;
  if (self->periods == NULL)
    self->periods = g_array_new (FALSE, FALSE, sizeof (HengPeriod));
  show_head (self, row);
  show_waiting (self, row);
  show_effect (self);
}

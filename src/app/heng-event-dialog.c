// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-event-dialog.h"

#include "heng-field.h"
#include "heng-lines-editor.h"
#include "heng-notice.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengEventDialog
{
  GtkWindow       parent_instance;
  GtkWidget      *subject;
  GtkWidget      *explanation;
  GtkWidget      *party_label;
  GtkWidget      *party_drop;
  GtkWidget      *end_label;
  GtkWidget      *end_drop;
  GtkWidget      *day_label;
  GtkWidget      *day_entry;
  GtkWidget      *day_problem;
  GtkWidget      *lines;
  GtkWidget      *reason_label;
  GtkWidget      *reason_entry;
  GtkWidget      *document_label;
  GtkWidget      *document_entry;
  GtkWidget      *problem;
  GtkWidget      *accept_button;
  HengSession    *session;
  HengEventAsks   asks;
  GStrv           parties;
  HengEventRecord record;
  gpointer        data;
  GDestroyNotify  free_data;
  char           *offer_label;  /* (nullable) */
  char           *offer_action; /* (nullable) */
  GVariant       *offer_target; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HengEventDialog, heng_event_dialog, GTK_TYPE_WINDOW)

static char *
dup_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static gboolean
asks (HengEventDialog *self,
      HengEventAsks    what)
{
  return (self->asks & what) != 0;
}

static HengDisputeEnd
get_end (HengEventDialog *self)
{
  return (HengDisputeEnd) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->end_drop));
}

static void
show_problem (HengEventDialog *self,
              const GError    *error)
{
  g_autofree char *sentence = error == NULL ? NULL : heng_wording_error (error);

  gtk_label_set_text (GTK_LABEL (self->problem), sentence == NULL ? "" : sentence);
  gtk_widget_set_visible (self->problem, error != NULL);
}

/* What is typed is looked at as a whole: nothing can be recorded that lacks a part. */
static void
check_cb (HengEventDialog *self)
{
  g_autofree char *reason = dup_text (self->reason_entry);
  g_autofree char *document = dup_text (self->document_entry);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) day_error = NULL;
  HengDay day;
  gboolean can;

  /* The fields are still being filled. */
  if (self->record == NULL)
    return;

  can = (!asks (self, HENG_EVENT_ASKS_REASON) || *reason != '\0') && (!asks (self, HENG_EVENT_NEEDS_DOCUMENT) || *document != '\0');
  if (asks (self, HENG_EVENT_ASKS_LINES))
    {
      gboolean has_lines = !asks (self, HENG_EVENT_ASKS_END) || get_end (self) != HENG_DISPUTE_WITHDRAWN;

      gtk_widget_set_sensitive (self->lines, has_lines);
      lines = has_lines ? heng_lines_editor_list (HENG_LINES_EDITOR (self->lines), &error) : NULL;
      can = can && error == NULL;
    }
  if (asks (self, HENG_EVENT_ASKS_DAY))
    {
      heng_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day_entry)), &day, &day_error);
      can = heng_field_tell_problem (self->day_entry, self->day_problem, day_error) && can;
    }
  show_problem (self, error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.record", can);
}

static void
record_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengEventDialog *self = HENG_EVENT_DIALOG (widget);
  HengNotice *notice = heng_notice_find (widget);
  g_autofree char *reason = dup_text (self->reason_entry);
  g_autofree char *document = dup_text (self->document_entry);
  g_autofree char *told = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  HengEventAnswer answer = {
    .day = HENG_DAY_NONE,
    .reason = asks (self, HENG_EVENT_ASKS_REASON) ? reason : NULL,
    .document = *document == '\0' ? NULL : document,
  };

  if (asks (self, HENG_EVENT_ASKS_PARTY))
    answer.party = self->parties[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->party_drop))];
  if (asks (self, HENG_EVENT_ASKS_END))
    answer.end = get_end (self);
  if (asks (self, HENG_EVENT_ASKS_DAY))
    heng_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day_entry)), &answer.day, NULL);
  if (asks (self, HENG_EVENT_ASKS_LINES))
    lines = heng_lines_editor_list (HENG_LINES_EDITOR (self->lines), &error);
  answer.lines = lines;
  if (error != NULL || !self->record (heng_session_get_book (self->session), &answer, self->data, &told, &error))
    {
      show_problem (self, error);
      gtk_widget_action_set_enabled (widget, "dialog.record", FALSE);
      return;
    }

  heng_notice_tell (notice, told == NULL ? "" : told, FALSE);
  if (self->offer_action != NULL)
    heng_notice_offer (notice, self->offer_label, self->offer_action, self->offer_target);
  heng_session_notice_change (self->session);
  gtk_window_close (GTK_WINDOW (self));
}

static void
heng_event_dialog_dispose (GObject *object)
{
  HengEventDialog *self = HENG_EVENT_DIALOG (object);

  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);
  self->record = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->parties, g_strfreev);
  g_clear_pointer (&self->offer_label, g_free);
  g_clear_pointer (&self->offer_action, g_free);
  g_clear_pointer (&self->offer_target, g_variant_unref);

  G_OBJECT_CLASS (heng_event_dialog_parent_class)->dispose (object);
}

static void
heng_event_dialog_class_init (HengEventDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_event_dialog_dispose;

  g_type_ensure (HENG_TYPE_LINES_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-event-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, party_label);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, party_drop);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, end_label);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, end_drop);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, day_label);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, day_entry);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, day_problem);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, reason_label);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, document_label);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, document_entry);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HengEventDialog, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_install_action (widget_class, "dialog.record", NULL, record_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_event_dialog_init (HengEventDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_fields (HengEventDialog *self)
{
  const struct
  {
    HengEventAsks what;
    GtkWidget    *widgets[2];
  } fields[] = {
    { HENG_EVENT_ASKS_PARTY, { self->party_label, self->party_drop } },
    { HENG_EVENT_ASKS_END, { self->end_label, self->end_drop } },
    { HENG_EVENT_ASKS_DAY, { self->day_label, self->day_entry } },
    { HENG_EVENT_ASKS_LINES, { self->lines, self->lines } },
    { HENG_EVENT_ASKS_REASON, { self->reason_label, self->reason_entry } },
    { HENG_EVENT_ASKS_DOCUMENT | HENG_EVENT_NEEDS_DOCUMENT, { self->document_label, self->document_entry } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < 2; j++)
      gtk_widget_set_visible (fields[i].widgets[j], asks (self, fields[i].what));
  if (!asks (self, HENG_EVENT_NEEDS_DOCUMENT))
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->document_entry), _("may be left empty"));
}

static void
fill_drops (HengEventDialog     *self,
            const HengAgreement *agreement)
{
  /* In the order of the enumeration. */
  static const char *const ends[HENG_N_DISPUTE_ENDS] = { N_("Withdrawn"), N_("Agreed"), N_("Decided") };
  g_autoptr (GtkStringList) parties = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < HENG_N_DISPUTE_ENDS; i++)
    gtk_string_list_append (names, _(ends[i]));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->end_drop), G_LIST_MODEL (names));
  for (guint i = 0; self->parties != NULL && self->parties[i] != NULL; i++)
    {
      HengBook *book = heng_session_get_book (self->session);
      g_autofree char *name = agreement == NULL ? g_strdup (self->parties[i])
                                                : heng_wording_party_name (book, agreement, self->parties[i]);

      gtk_string_list_append (parties, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->party_drop), G_LIST_MODEL (parties));
}

HengEventDialog *
heng_event_dialog_new (GtkWindow           *parent,
                       HengSession         *session,
                       const HengEventForm *form)
{
  const HengAgreement *agreement;
  HengEventDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (form != NULL && form->record != NULL, NULL);

  self = g_object_new (HENG_TYPE_EVENT_DIALOG, "transient-for", parent, "title", form->title, NULL);
  self->session = g_object_ref (session);
  self->asks = form->asks;
  self->parties = g_strdupv (form->parties);
  agreement = form->agreement == NULL ? NULL : heng_session_get_agreement (session, form->agreement);
  if (agreement != NULL)
    {
      g_autofree char *period = heng_wording_period (form->period);
      g_autofree char *subject = g_strdup_printf ("%s · %s", heng_wording_pick (agreement->title_zh, agreement->title_en), period);

      gtk_label_set_text (GTK_LABEL (self->subject), subject);
    }
  gtk_widget_set_visible (self->subject, agreement != NULL);
  gtk_label_set_text (GTK_LABEL (self->explanation), form->explanation);
  gtk_button_set_label (GTK_BUTTON (self->accept_button), form->accept);
  show_fields (self);
  fill_drops (self, agreement);
  if (agreement != NULL && form->lines_head != NULL)
    heng_lines_editor_set_agreement (HENG_LINES_EDITOR (self->lines), session, agreement, form->lines_head);
  if (asks (self, HENG_EVENT_ASKS_NEW_LINES))
    heng_lines_editor_allow_new (HENG_LINES_EDITOR (self->lines));
  if (asks (self, HENG_EVENT_ASKS_DAY))
    {
      g_autofree char *today = heng_day_format (heng_book_get_today (heng_session_get_book (session)));

      gtk_editable_set_text (GTK_EDITABLE (self->day_entry), today);
    }
  self->record = form->record;
  self->data = form->data;
  self->free_data = form->free_data;
  check_cb (self);

  return self;
}

void
heng_event_dialog_add_line (HengEventDialog      *self,
                            const HengReviewLine *line,
                            const char           *stated,
                            const char           *text)
{
  g_return_if_fail (HENG_IS_EVENT_DIALOG (self));

  heng_lines_editor_add (HENG_LINES_EDITOR (self->lines), line, stated, text);
  check_cb (self);
}

void
heng_event_dialog_offer (HengEventDialog *self,
                         const char      *label,
                         const char      *action,
                         GVariant        *target)
{
  g_return_if_fail (HENG_IS_EVENT_DIALOG (self));
  g_return_if_fail (label != NULL && action != NULL);

  self->offer_label = g_strdup (label);
  self->offer_action = g_strdup (action);
  self->offer_target = target == NULL ? NULL : g_variant_ref_sink (target);
}

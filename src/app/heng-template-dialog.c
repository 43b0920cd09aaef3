// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-dialog.h"

#include "heng-book-agreements.h"
#include "heng-dialogs.h"
#include "heng-file.h"
#include "heng-notice.h"
#include "heng-template-example.h"
#include "heng-template-form.h"
#include "heng-template-make.h"
#include "heng-template-widgets.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* How long typing may rest before the example is computed. */
#define REST_MS 200

struct _HengTemplateDialog
{
  GtkWindow           parent_instance;
  GtkWidget          *search;
  GtkWidget          *list;
  GtkWidget          *title;
  GtkWidget          *help;
  GtkWidget          *code_entry;
  GtkWidget          *version_note;
  GtkWidget          *title_entry;
  GtkWidget          *from_entry;
  GtkWidget          *to_entry;
  GtkWidget          *assessed_drop;
  GtkWidget          *form;
  GtkWidget          *rules;
  GtkWidget          *example;
  GtkWidget          *problem;
  HengSession        *session;
  GPtrArray          *templates; /* (element-type HengTemplate) */
  HengTemplateValues *values;    /* (nullable) */
  HengAgreement      *made;      /* (nullable): what the form comes to, where it is complete */
  guint               rest_id;
  gboolean            is_filling;
};

G_DEFINE_FINAL_TYPE (HengTemplateDialog, heng_template_dialog, GTK_TYPE_WINDOW)

static const char *
pick (const HengBilingual *text)
{
  return heng_bilingual_pick (text, heng_wording_is_chinese ());
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static HengTemplate *
get_template (HengTemplateDialog *self)
{
  return heng_template_values_get_template (self->values);
}

static void
show_rules (HengTemplateDialog *self)
{
  g_autoptr (GPtrArray) rules = heng_template_preview_rules (self->values, heng_wording_is_chinese ());
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (rules, i));
  gtk_label_set_text (GTK_LABEL (self->rules), text->str);
}

/* The kinds of period that the template may be assessed by, in the order of the drop-down. */
static HengPeriodKind
get_kind (HengTemplateDialog *self,
          guint               index)
{
  guint n = 0;

  for (HengPeriodKind kind = 0; kind <= HENG_PERIOD_ONCE; kind++)
    if ((get_template (self)->assessed & (1u << kind)) != 0 && n++ == index)
      return kind;

  return get_template (self)->assessed_first;
}

static void
take_head (HengTemplateDialog *self)
{
  guint assessed = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->assessed_drop));
  const char *code = get_text (self->code_entry);
  gboolean is_known = *code != '\0' && heng_session_get_agreement (self->session, code) != NULL;

  heng_template_values_set_head (self->values, "code", code);
  heng_template_values_set_head (self->values, heng_wording_is_chinese () ? "title.zh" : "title.en", get_text (self->title_entry));
  heng_template_values_set_head (self->values, "from", get_text (self->from_entry));
  heng_template_values_set_head (self->values, "to", get_text (self->to_entry));
  heng_template_values_set_head (self->values, "assessed", heng_period_kind_get_name (get_kind (self, assessed)));
  gtk_widget_set_visible (self->version_note, is_known);
}

/* What the agreement itself still lacks, in the words of the form; %NULL where it is all there. */
static const char *
word_lacking (HengTemplateDialog *self)
{
  if (*get_text (self->code_entry) == '\0')
    return _("Give the agreement a code.");
  if (*get_text (self->title_entry) == '\0')
    return _("Give the agreement a title.");
  if (*get_text (self->from_entry) == '\0')
    return _("Say from which day on it holds.");

  return NULL;
}

static void
make (HengTemplateDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean can_write = !heng_book_is_read_only (heng_session_get_book (self->session));

  take_head (self);
  show_rules (self);
  g_clear_pointer (&self->made, heng_agreement_unref);
  self->made = heng_template_make (self->values, heng_session_get_currency (self->session), &error);
  if (error != NULL)
    sentence = word_lacking (self) != NULL ? g_strdup (word_lacking (self)) : heng_wording_error_sentence (error);
  gtk_label_set_text (GTK_LABEL (self->problem), sentence == NULL ? "" : sentence);
  gtk_widget_set_visible (self->problem, error != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", self->made != NULL && can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", self->made != NULL);
  heng_template_example_show (HENG_TEMPLATE_EXAMPLE (self->example), self->session, self->values);
}

static gboolean
rested_cb (gpointer data)
{
  HengTemplateDialog *self = data;

  self->rest_id = 0;
  make (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (HengTemplateDialog *self)
{
  if (self->is_filling || self->values == NULL)
    return;

  /* Until it has been looked at nothing is added. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
}

static void
fill_assessed (HengTemplateDialog *self)
{
  const HengTemplate *template_ = get_template (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;
  guint n = 0;

  for (HengPeriodKind kind = 0; kind <= HENG_PERIOD_ONCE; kind++)
    {
      if ((template_->assessed & (1u << kind)) == 0)
        continue;
      if (kind == template_->assessed_first)
        selected = n;
      gtk_string_list_append (names, heng_wording_observed (kind));
      n++;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->assessed_drop), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->assessed_drop), selected);
}

/* @values: (transfer full) */
static void
take_values (HengTemplateDialog *self,
             HengTemplateValues *values)
{
  g_autoptr (HengTemplateValues) before = g_steal_pointer (&self->values);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->is_filling = TRUE;
  self->values = values;
  heng_template_values_set_chinese (values, heng_wording_is_chinese ());
  gtk_label_set_text (GTK_LABEL (self->title), pick (&get_template (self)->title));
  gtk_label_set_text (GTK_LABEL (self->help), pick (&get_template (self)->help));
  fill_assessed (self);
  heng_template_form_show (HENG_TEMPLATE_FORM (self->form), self->session, values);
  self->is_filling = FALSE;
  make (self);
}

static void
row_selected_cb (HengTemplateDialog *self,
                 GtkListBoxRow      *row)
{
  HengTemplate *template_ = row == NULL ? NULL : heng_template_row_get (GTK_WIDGET (row));

  if (template_ != NULL)
    take_values (self, heng_template_values_new (template_, heng_wording_is_chinese ()));
}

static gboolean
matches_cb (GtkListBoxRow *row,
            gpointer       data)
{
  return heng_template_row_matches (GTK_WIDGET (row), get_text (HENG_TEMPLATE_DIALOG (data)->search));
}

static void
search_cb (HengTemplateDialog *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static void
example_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HengTemplateDialog *self = HENG_TEMPLATE_DIALOG (widget);
  HengTemplateValues *values = heng_template_values_new_example (get_template (self));
  const char *from = heng_template_values_get_head (values, "from");
  const char *to = heng_template_values_get_head (values, "to");

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->from_entry), from == NULL ? "" : from);
  gtk_editable_set_text (GTK_EDITABLE (self->to_entry), to == NULL ? "" : to);
  self->is_filling = FALSE;
  take_values (self, values);
}

static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  HengTemplateDialog *self = HENG_TEMPLATE_DIALOG (widget);
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  gboolean appended = FALSE;

  if (!heng_book_append_agreement (heng_session_get_book (self->session), self->made, NULL, &appended, &error))
    {
      g_autofree char *sentence = heng_wording_error (error);

      gtk_label_set_text (GTK_LABEL (self->problem), sentence);
      gtk_widget_set_visible (self->problem, TRUE);
      return;
    }

  if (appended)
    /* Translators: an agreement's code */
    told = g_strdup_printf (_("Added the agreement %s."), self->made->code);
  else
    told = g_strdup (_("The book has this agreement already, word by word."));
  heng_notice_tell (heng_notice_find (widget), told, FALSE);
  heng_session_notice_change (self->session);
  gtk_widget_activate_action (window, "book.show-agreement", "s", self->made->code);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_chosen_cb (GtkWidget *widget,
                GStrv      paths,
                gpointer   data)
{
  HengTemplateDialog *self = HENG_TEMPLATE_DIALOG (widget);
  g_autofree char *name = g_filename_display_basename (paths[0]);
  /* Translators: the name of a file */
  g_autofree char *told = g_strdup_printf (_("Wrote %s."), name);
  g_autoptr (GError) error = NULL;

  if (self->made == NULL)
    return;
  if (!heng_file_write_text (paths[0], self->made->document, &error))
    heng_notice_error (heng_notice_find (widget), error);
  else
    heng_notice_tell (heng_notice_find (widget), told, FALSE);
}

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  static const char *const patterns[] = { "*.json", NULL };
  HengTemplateDialog *self = HENG_TEMPLATE_DIALOG (widget);
  g_autofree char *name = g_strdup_printf ("%s.json", self->made->code);
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Save the document"),
    .accept = _("_Save"),
    .suggested_name = name,
    .filter_name = _("Agreement documents (*.json)"),
    .patterns = patterns,
  };

  heng_dialogs_choose_files (widget, heng_session_get_preferences (self->session), &choice, save_chosen_cb, NULL, NULL);
}

static void
heng_template_dialog_dispose (GObject *object)
{
  HengTemplateDialog *self = HENG_TEMPLATE_DIALOG (object);

  /* Entries that are emptied while the window goes have nothing to fill in any more. */
  self->is_filling = TRUE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->made, heng_agreement_unref);

  G_OBJECT_CLASS (heng_template_dialog_parent_class)->dispose (object);
}

static void
heng_template_dialog_finalize (GObject *object)
{
  HengTemplateDialog *self = HENG_TEMPLATE_DIALOG (object);

  g_clear_pointer (&self->values, heng_template_values_free);
  g_clear_pointer (&self->templates, g_ptr_array_unref);

  G_OBJECT_CLASS (heng_template_dialog_parent_class)->finalize (object);
}

static void
heng_template_dialog_class_init (HengTemplateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_template_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = heng_template_dialog_finalize;

  g_type_ensure (HENG_TYPE_TEMPLATE_FORM);
  g_type_ensure (HENG_TYPE_TEMPLATE_EXAMPLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-template-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, list);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, help);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, code_entry);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, version_note);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, title_entry);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, from_entry);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, to_entry);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, assessed_drop);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, rules);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, example);
  gtk_widget_class_bind_template_child (widget_class, HengTemplateDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "dialog.example", NULL, example_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_template_dialog_init (HengTemplateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), matches_cb, self, NULL);
}

HengTemplateDialog *
heng_template_dialog_new (GtkWindow   *parent,
                          HengSession *session)
{
  HengTemplateDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_TEMPLATE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->templates = heng_template_list_standard ();
  for (guint i = 0; i < self->templates->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), heng_template_row_new (g_ptr_array_index (self->templates, i)));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));

  return self;
}

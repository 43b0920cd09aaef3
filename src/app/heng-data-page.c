// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-data-page.h"

#include "heng-book-agreements.h"
#include "heng-book-intake.h"
#include "heng-missing-view.h"
#include "heng-notice.h"
#include "heng-paged-list.h"
#include "heng-split.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengDataPage
{
  GtkWidget           parent_instance;
  GtkWidget          *split;
  GtkWidget          *search;
  GtkWidget          *list_stack;
  GtkWidget          *table;
  GtkWidget          *count;
  GtkWidget          *spinner;
  GtkWidget          *more_button;
  GtkWidget          *view;
  HengSession        *session;
  HengPagedList      *missing;
  GtkFilter          *filter;
  GListModel         *shown; /* what the search leaves */
  GtkSingleSelection *selection;
  guint               position; /* of the row selected last */
};

G_DEFINE_FINAL_TYPE (HengDataPage, heng_data_page, GTK_TYPE_WIDGET)

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  const HengMissingRow *one = a;
  const HengMissingRow *other = b;

  return g_str_equal (one->agreement, other->agreement) && g_str_equal (one->indicator, other->indicator)
         && heng_period_equal (one->period, other->period);
}

static GPtrArray *
find_missing (HengBook            *book,
              const HengPageStep  *step,
              GCancellable        *cancellable,
              char               **next,
              GError             **error)
{
  HengMissingQuery query = { NULL, NULL, heng_book_get_today (book), 0 };

  return heng_book_list_missing (book, &query, step->after, step->limit, step->n_agreements_max, cancellable, next, error);
}

/* ---- columns ---- */

static char *
indicator_text (HengSession  *session,
                gconstpointer row)
{
  return g_strdup (((const HengMissingRow *) row)->indicator);
}

static char *
section_text (HengSession  *session,
              gconstpointer row)
{
  return g_strdup (((const HengMissingRow *) row)->section);
}

static char *
period_text (HengSession  *session,
             gconstpointer row)
{
  return heng_wording_period (((const HengMissingRow *) row)->period);
}

static char *
agreement_text (HengSession  *session,
                gconstpointer row)
{
  return g_strdup (heng_session_name_agreement (session, ((const HengMissingRow *) row)->agreement));
}

/* "Q4 2025 and 3 more": the assessed periods that wait, each once. */
static char *
waits_text (HengSession  *session,
            gconstpointer data)
{
  const HengMissingRow *row = data;
  g_autofree char *first = NULL;
  guint n_periods = 0;

  for (guint i = 0; i < row->waiting->len; i++)
    {
      const HengWaitingRule *waiting = &g_array_index (row->waiting, HengWaitingRule, i);

      if (i == 0 || !heng_period_equal (waiting->period, waiting[-1].period))
        n_periods++;
    }
  if (n_periods == 0)
    return NULL;

  first = heng_wording_period (g_array_index (row->waiting, HengWaitingRule, 0).period);

  return n_periods == 1 ? g_steal_pointer (&first)
                        /* Translators: an assessed period, and how many others wait as well */
                        : g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n_periods - 1), first, n_periods - 1);
}

static gboolean
matches_cb (gpointer item,
            gpointer data)
{
  HengDataPage *self = data;
  const HengMissingRow *row = heng_record_get_data (item);
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *title = agreement_text (self->session, row);
  const char *const texts[] = { row->agreement, row->indicator, row->section, title };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && g_str_match_string (search, texts[i], TRUE))
      return TRUE;

  return *search == '\0';
}

/* ---- what is shown ---- */

static void
show_count (HengDataPage *self)
{
  guint n = g_list_model_get_n_items (self->shown);
  guint n_found = g_list_model_get_n_items (G_LIST_MODEL (heng_paged_list_get_rows (self->missing)));
  guint n_agreements = 0;
  g_autofree char *text = NULL;
  const char *child = "table";

  heng_book_count_agreements (heng_session_get_book (self->session), NULL, -1, &n_agreements, NULL);
  if (heng_paged_list_is_loading (self->missing))
    {
      g_autofree char *looked = heng_money_format_count (MIN (heng_paged_list_get_n_looked (self->missing), n_agreements));
      g_autofree char *all = heng_money_format_count (n_agreements);

      /* Translators: two counts of agreements */
      text = g_strdup_printf (_("Looking for what is missing: %s of %s agreements"), looked, all);
    }
  else if (heng_paged_list_is_all (self->missing))
    text = g_strdup_printf (ngettext ("%u missing value", "%u missing values", n), n);
  else if (n == 0 && heng_paged_list_has_failed (self->missing))
    text = g_strdup ("");
  else
    text = g_strdup_printf (ngettext ("The first missing value", "The first %u missing values", n), n);
  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_widget_set_visible (self->spinner, heng_paged_list_is_loading (self->missing));
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), heng_paged_list_is_loading (self->missing));
  gtk_widget_set_visible (self->more_button, !heng_paged_list_is_loading (self->missing) && !heng_paged_list_is_all (self->missing)
                                             && !(n == 0 && heng_paged_list_has_failed (self->missing)));

  if (n_agreements == 0)
    child = "empty";
  else if (n == 0 && n_found > 0)
    child = "nothing-found";
  else if (n == 0 && heng_paged_list_is_loading (self->missing))
    child = "looking";
  else if (n == 0)
    child = heng_paged_list_has_failed (self->missing) ? "failed" : "complete";
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), child);
}

/* Where the row selected is gone, because its value was recorded, the next one is up. */
static void
select_next (HengDataPage *self)
{
  guint n = g_list_model_get_n_items (self->shown);

  if (n > 0 && gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, MIN (self->position, n - 1));
}

static void
selected_cb (HengDataPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    self->position = position;
  heng_missing_view_show (HENG_MISSING_VIEW (self->view), self->session, heng_table_get_selected (GTK_COLUMN_VIEW (self->table)));
}

static void
changed_cb (HengDataPage *self)
{
  show_count (self);
  select_next (self);
  /* The row may have stayed and other periods wait for it now. */
  selected_cb (self);
}

static void
failed_cb (HengDataPage *self,
           const GError *error)
{
  show_count (self);
  if (heng_notice_is_near (GTK_WIDGET (self)))
    heng_notice_error (heng_notice_find (GTK_WIDGET (self)), error);
}

static void
reload (GtkWidget *widget)
{
  HengDataPage *self = HENG_DATA_PAGE (widget);

  heng_paged_list_reload (self->missing, widget);
}

static void
search_cb (HengDataPage *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
  select_next (self);
}

static void
more_cb (HengDataPage *self)
{
  heng_paged_list_load_more (self->missing, GTK_WIDGET (self));
}

static void
edge_cb (HengDataPage   *self,
         GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    more_cb (self);
}

static void
activated_cb (HengDataPage *self)
{
  heng_split_set_shows_detail (HENG_SPLIT (self->split), TRUE);
}

static void
pressed_cb (HengDataPage *self)
{
  if (heng_table_get_selected (GTK_COLUMN_VIEW (self->table)) != NULL)
    heng_split_set_shows_detail (HENG_SPLIT (self->split), TRUE);
}

static gboolean
drop_cb (HengDataPage *self,
         const GValue *value)
{
  g_autoptr (GVariantBuilder) paths = g_variant_builder_new (G_VARIANT_TYPE ("aay"));
  guint n_paths = 0;

  for (GSList *file = gdk_file_list_get_files (g_value_get_boxed (value)); file != NULL; file = file->next)
    {
      g_autofree char *path = g_file_get_path (file->data);

      if (path != NULL)
        {
          g_variant_builder_add (paths, "^ay", path);
          n_paths++;
        }
    }
  if (n_paths > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "book.preview", "aay", paths);

  return n_paths > 0;
}

static void
heng_data_page_dispose (GObject *object)
{
  HengDataPage *self = HENG_DATA_PAGE (object);

  g_clear_pointer (&self->split, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->missing);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_data_page_parent_class)->dispose (object);
}

static void
heng_data_page_class_init (HengDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_data_page_dispose;

  g_type_ensure (HENG_TYPE_SPLIT);
  g_type_ensure (HENG_TYPE_MISSING_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, split);
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, search);
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, table);
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, count);
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, HengDataPage, view);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
heng_data_page_init (HengDataPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
add_columns (HengDataPage *self)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);

  heng_table_set_below (heng_table_add_text (table, self->session, _("Missing"), HENG_COLUMN_STRONG, 124, indicator_text), section_text);
  heng_table_add_text (table, self->session, _("For"), 0, 124, period_text);
  heng_table_add_text (table, self->session, _("Agreement"), HENG_COLUMN_EXPAND, 140, agreement_text);
  heng_table_add_text (table, self->session, _("What waits"), HENG_COLUMN_DIM, 120, waits_text);
}

GtkWidget *
heng_data_page_new (HengSession *session)
{
  HengDataPage *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_DATA_PAGE, NULL);
  self->session = g_object_ref (session);
  self->missing = heng_paged_list_new (session, find_missing, is_same, (GDestroyNotify) heng_missing_row_free);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (heng_paged_list_get_rows (self->missing))),
                                                         g_object_ref (self->filter)));
  add_columns (self);
  self->selection = g_object_ref (heng_table_show (GTK_COLUMN_VIEW (self->table), self->shown, TRUE));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missing, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missing, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  heng_session_watch (session, GTK_WIDGET (self), reload);

  return GTK_WIDGET (self);
}

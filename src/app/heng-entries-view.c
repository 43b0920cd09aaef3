// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-entries-view.h"

#include "heng-record-list.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* The newest that are shown, as the sentence in the template says; whoever needs older ones exports the journal. */
#define ENTRIES_MAX 1000

struct _HengEntriesView
{
  GtkWidget           parent_instance;
  GtkWidget          *stack;
  GtkWidget          *table;
  GtkWidget          *limit;
  GtkWidget          *foot;
  GtkWidget          *chosen;
  GtkWidget          *show_button;
  HengSession        *session; /* (nullable): until there is one */
  HengRecordList     *list;
  GtkSingleSelection *selection; /* belongs to the table */
};

G_DEFINE_FINAL_TYPE (HengEntriesView, heng_entries_view, GTK_TYPE_WIDGET)

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  return ((const HengEntry *) a)->number == ((const HengEntry *) b)->number;
}

static char *
date_text (HengSession  *session,
           gconstpointer row)
{
  return heng_day_format (((const HengEntry *) row)->date);
}

static char *
lines_text (HengSession  *session,
            gconstpointer data)
{
  const HengEntry *entry = data;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      g_autofree char *from = heng_session_word_party (session, entry->agreement, line->from);
      g_autofree char *to = heng_session_word_party (session, entry->agreement, line->to);

      g_string_append_printf (text, "%s%s → %s", i > 0 ? "\n" : "", from, to);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_amounts (HengSession      *session,
              const HengEntry  *entry,
              char           *(*format) (HengSession *session,
                                         gint64       amount_minor,
                                         const char  *commodity))
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      g_autofree char *amount = format (session, line->amount_minor, line->commodity);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
amounts_text (HengSession  *session,
              gconstpointer data)
{
  return join_amounts (session, data, heng_session_format_cell);
}

static char *
amounts_tip (HengSession  *session,
             gconstpointer data)
{
  return join_amounts (session, data, heng_session_format_amount);
}

/* "No. 13 · payment, reversed · 2020 · 2021-04 of the treasury" */
static char *
below_text (HengSession  *session,
            gconstpointer data)
{
  const HengEntry *entry = data;
  GString *text = g_string_new (NULL);

  /* Translators: the number and the kind of an entry */
  g_string_append_printf (text, _("No. %" PRId64 " · %s"), entry->number, heng_wording_entry_kind (entry->kind));
  if (entry->reversed_by > 0)
    /* Translators: behind the kind of an entry: "payment, reversed" */
    g_string_append (text, _(", reversed"));
  if (entry->has_period)
    {
      g_autofree char *period = heng_wording_period (entry->period);

      g_string_append_printf (text, " · %s", period);
    }
  if (entry->memo != NULL)
    g_string_append_printf (text, " · %s", entry->memo);
  if (entry->document != NULL)
    g_string_append_printf (text, " · %s", entry->document);

  return g_string_free (text, FALSE);
}

static void
selected_cb (HengEntriesView *self)
{
  const HengEntry *entry = heng_table_get_selected (GTK_COLUMN_VIEW (self->table));
  gboolean can_reverse = entry != NULL && entry->kind != HENG_ENTRY_REVERSAL && entry->reversed_by == 0
                         && !heng_book_is_read_only (heng_session_get_book (self->session));

  gtk_widget_set_visible (self->foot, entry != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entries.reverse", can_reverse);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entries.show-agreement", entry != NULL);
  if (entry == NULL)
    return;

  if (entry->reverses > 0 || entry->reversed_by > 0)
    {
      g_autofree char *text = entry->reverses > 0
                                ? g_strdup_printf (_("Entry %" PRId64 " reverses entry %" PRId64), entry->number, entry->reverses)
                                : g_strdup_printf (_("Entry %" PRId64 " is reversed by entry %" PRId64), entry->number, entry->reversed_by);

      gtk_label_set_text (GTK_LABEL (self->chosen), text);
    }
  else
    {
      /* Translators: number of an entry, the code of its agreement, who recorded it */
      g_autofree char *text = g_strdup_printf (_("Entry %" PRId64 ", %s, recorded by %s"), entry->number, entry->agreement,
                                               entry->recorded_by == NULL ? "–" : entry->recorded_by);

      gtk_label_set_text (GTK_LABEL (self->chosen), text);
    }
}

static void
reverse_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  const HengEntry *entry = heng_table_get_selected (GTK_COLUMN_VIEW (HENG_ENTRIES_VIEW (widget)->table));

  if (entry != NULL)
    gtk_widget_activate_action (widget, "book.reverse", "x", entry->number);
}

static void
show_agreement_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  const HengEntry *entry = heng_table_get_selected (GTK_COLUMN_VIEW (HENG_ENTRIES_VIEW (widget)->table));

  if (entry != NULL)
    gtk_widget_activate_action (widget, "book.show-agreement", "s", entry->agreement);
}

static void
heng_entries_view_dispose (GObject *object)
{
  HengEntriesView *self = HENG_ENTRIES_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_entries_view_parent_class)->dispose (object);
}

static void
heng_entries_view_class_init (HengEntriesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_entries_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-entries-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengEntriesView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengEntriesView, table);
  gtk_widget_class_bind_template_child (widget_class, HengEntriesView, limit);
  gtk_widget_class_bind_template_child (widget_class, HengEntriesView, foot);
  gtk_widget_class_bind_template_child (widget_class, HengEntriesView, chosen);
  gtk_widget_class_bind_template_child (widget_class, HengEntriesView, show_button);
  gtk_widget_class_install_action (widget_class, "entries.reverse", NULL, reverse_cb);
  gtk_widget_class_install_action (widget_class, "entries.show-agreement", NULL, show_agreement_cb);
}

static void
heng_entries_view_init (HengEntriesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->foot, FALSE);
}

static void
set_session (HengEntriesView *self,
             HengSession     *session)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);

  if (self->session != NULL)
    return;

  self->session = g_object_ref (session);
  self->list = heng_record_list_new (is_same, (GDestroyNotify) heng_entry_free);
  heng_table_add_text (table, session, _("Date"), HENG_COLUMN_TOP, 96, date_text);
  heng_table_set_below (heng_table_add_text (table, session, _("From → to"), HENG_COLUMN_EXPAND | HENG_COLUMN_TOP, 150, lines_text),
                        below_text);
  /* As wide as its texts: amounts in kind have their unit behind them. */
  heng_table_set_tip (heng_table_add_text (table, session, _("Amount"), HENG_COLUMN_NUMBER | HENG_COLUMN_TOP, 0, amounts_text), amounts_tip);
  heng_table_align_heads (table);
  self->selection = heng_table_show (table, G_LIST_MODEL (self->list), TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

/* Of an entry with many lines those of the region asked for: a fund's entry moves money between all its members. */
static void
keep_lines (HengEntry  *entry,
            const char *region,
            const char *other_region)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      gboolean is_from = g_strcmp0 (line->from_region, region) == 0;
      gboolean is_to = g_strcmp0 (line->to_region, region) == 0;

      if (other_region == NULL ? is_from || is_to
                               : (is_from && g_strcmp0 (line->to_region, other_region) == 0)
                                 || (is_to && g_strcmp0 (line->from_region, other_region) == 0))
        g_ptr_array_add (kept, GUINT_TO_POINTER (i + 1));
    }
  /* A province stands for its cities, a pool for no region: then all lines are what was asked for. */
  if (kept->len == 0)
    return;

  for (guint i = entry->lines->len; i > 0; i--)
    if (!g_ptr_array_find (kept, GUINT_TO_POINTER (i), NULL))
      g_ptr_array_remove_index (entry->lines, i - 1);
}

static void
show_query (HengEntriesView      *self,
            const HengEntryQuery *query)
{
  GPtrArray *rows = heng_book_list_entries (heng_session_get_book (self->session), query, NULL);
  gboolean is_cut = rows != NULL && rows->len > ENTRIES_MAX;

  if (is_cut)
    g_ptr_array_set_size (rows, ENTRIES_MAX);
  gtk_widget_set_visible (self->limit, is_cut);
  for (guint i = 0; rows != NULL && query->region != NULL && i < rows->len; i++)
    keep_lines (g_ptr_array_index (rows, i), query->region, query->other_region);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), rows == NULL || rows->len == 0 ? "empty" : "table");
  heng_record_list_take (self->list, rows);
  selected_cb (self);
}

void
heng_entries_view_show_agreement (HengEntriesView *self,
                                  HengSession     *session,
                                  const char      *agreement)
{
  HengEntryQuery query = { .agreement = agreement, .limit = ENTRIES_MAX + 1 };

  g_return_if_fail (HENG_IS_ENTRIES_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  set_session (self, session);
  gtk_widget_set_visible (self->show_button, FALSE);
  show_query (self, &query);
}

void
heng_entries_view_show_region (HengEntriesView *self,
                               HengSession     *session,
                               const char      *region,
                               const char      *other_region)
{
  HengEntryQuery query = { .region = region, .other_region = other_region, .limit = ENTRIES_MAX + 1 };

  g_return_if_fail (HENG_IS_ENTRIES_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));

  set_session (self, session);
  gtk_widget_set_visible (self->show_button, TRUE);
  show_query (self, &query);
}

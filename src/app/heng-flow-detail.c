// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-detail.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of many agreements the largest are listed with their entries, the others by their amounts, and of very many not even all: each
 * agreement's page has the whole. */
#define AGREEMENTS_MAX 100
#define WITH_ENTRIES_MAX 5
#define ENTRIES_MAX 6

struct _HengFlowDetail
{
  GtkWidget    parent_instance;
  GtkWidget   *box;
  GtkWidget   *title;
  GtkWidget   *list;
};

G_DEFINE_FINAL_TYPE (HengFlowDetail, heng_flow_detail, GTK_TYPE_WIDGET)

static void
row_activated_cb (HengFlowDetail *self,
                  GtkListBoxRow  *row)
{
  const char *action = g_object_get_data (G_OBJECT (row), "heng-action");
  const char *code = g_object_get_data (G_OBJECT (row), "heng-code");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  g_autofree char *kept = g_strdup (code);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", kept);
}

static void
heng_flow_detail_dispose (GObject *object)
{
  HengFlowDetail *self = HENG_FLOW_DETAIL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_flow_detail_parent_class)->dispose (object);
}

static void
heng_flow_detail_class_init (HengFlowDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heng_flow_detail_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
heng_flow_detail_init (HengFlowDetail *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->title), 50);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (self->box), self->title);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Agreements and entries of the flow"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 340);
  gtk_box_append (GTK_BOX (self->box), scrolled);
}

GtkWidget *
heng_flow_detail_new (void)
{
  return g_object_new (HENG_TYPE_FLOW_DETAIL, NULL);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* A row that leads somewhere: what it is at the left, its amount at the right. */
static void
add_row (HengFlowDetail *self,
         GtkWidget      *what,
         const char     *amount,
         const char     *said,
         const char     *action,
         const char     *code)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *figure = gtk_label_new (amount);

  gtk_widget_set_hexpand (what, TRUE);
  gtk_widget_add_css_class (figure, "figures");
  gtk_box_append (GTK_BOX (box), what);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_object_set_data_full (G_OBJECT (row), "heng-code", g_strdup (code), g_free);
  g_object_set_data (G_OBJECT (row), "heng-action", (gpointer) action);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_agreement (HengFlowDetail    *self,
               HengSession       *session,
               const char        *commodity,
               const HengFlowRow *row)
{
  const HengAgreement *agreement = heng_session_get_agreement (session, row->agreement);
  const char *title = agreement == NULL ? NULL : heng_wording_pick (agreement->title_zh, agreement->title_en);
  g_autofree char *amount = heng_session_format_amount (session, row->amount_minor,
                                                        commodity != NULL ? commodity : heng_session_get_currency (session));
  g_autofree char *said = g_strdup_printf ("%s, %s", row->agreement, amount);
  GtkWidget *what = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (what), new_label (title != NULL && *title != '\0' ? title : row->agreement, "strong"));
  gtk_box_append (GTK_BOX (what), new_label (row->agreement, "dim-label"));
  add_row (self, what, amount, said, "book.show-agreement", row->agreement);
}

/* Of an entry between several only what is between these two. */
static gboolean
is_between (const HengLine    *line,
            const HengFlowRow *row)
{
  gboolean is_forth = g_strcmp0 (line->from_region, row->from) == 0 && g_strcmp0 (line->to_region, row->to) == 0;
  gboolean is_back = g_strcmp0 (line->from_region, row->to) == 0 && g_strcmp0 (line->to_region, row->from) == 0;

  return is_forth || is_back || line->from_region == NULL || line->to_region == NULL;
}

static void
add_entry (HengFlowDetail    *self,
           HengSession       *session,
           const HengFlowRow *row,
           const HengEntry   *entry)
{
  g_autofree char *day = heng_day_format (entry->date);
  g_autofree char *what = g_strdup_printf ("%s · %s", day, heng_wording_entry_kind (entry->kind));

  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      g_autofree char *amount = heng_session_format_amount (session, line->amount_minor, line->commodity);
      g_autofree char *said = g_strdup_printf ("%s, %s", what, amount);
      GtkWidget *label;

      if (!is_between (line, row))
        continue;
      label = new_label (what, "dim-label");
      gtk_widget_set_margin_start (label, 18);
      add_row (self, label, amount, said, "book.show-settlements", entry->agreement);
    }
}

/* Entries between the two where both are regions; a pool's are those of its agreement. */
static void
add_entries (HengFlowDetail    *self,
             HengSession       *session,
             const HengFlowRow *row)
{
  gboolean is_pair = strchr (row->from, ':') == NULL && strchr (row->to, ':') == NULL;
  HengEntryQuery query = {
    .agreement = row->agreement,
    .region = is_pair ? row->from : NULL,
    .other_region = is_pair ? row->to : NULL,
    .limit = ENTRIES_MAX,
  };
  g_autoptr (GPtrArray) entries = heng_book_list_entries (heng_session_get_book (session), &query, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    add_entry (self, session, row, g_ptr_array_index (entries, i));
}

void
heng_flow_detail_show (HengFlowDetail *self,
                       HengSession    *session,
                       const char     *commodity,
                       const char     *sentence,
                       GPtrArray      *agreements)
{
  GtkWidget *child;

  g_return_if_fail (HENG_IS_FLOW_DETAIL (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreements != NULL);

  gtk_label_set_text (GTK_LABEL (self->title), sentence);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < MIN (agreements->len, AGREEMENTS_MAX); i++)
    {
      const HengFlowRow *row = g_ptr_array_index (agreements, i);

      add_agreement (self, session, commodity, row);
      if (i < WITH_ENTRIES_MAX)
        add_entries (self, session, row);
    }
  if (agreements->len > AGREEMENTS_MAX)
    {
      guint n = agreements->len - AGREEMENTS_MAX;
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u smaller agreement", "and %u smaller agreements", n), n);

      add_row (self, new_label (more, "dim-label"), "", more, NULL, NULL);
    }
}

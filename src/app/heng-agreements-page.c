// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-agreements-page.h"

#include "heng-agreement-list.h"
#include "heng-agreement-view.h"
#include "heng-book-agreements.h"
#include "heng-chip.h"
#include "heng-notice.h"
#include "heng-split.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengAgreementsPage
{
  GtkWidget            parent_instance;
  GtkWidget           *split;
  GtkWidget           *search;
  GtkWidget           *mechanism_drop;
  GtkWidget           *list_stack;
  GtkWidget           *table;
  GtkWidget           *count;
  GtkWidget           *view;
  GtkWidget           *unit;
  HengSession         *session;
  HengAgreementList   *list;
  GtkSingleSelection  *selection;
  GtkColumnViewColumn *word_column; /* the mechanism's icon and word … */
  GtkColumnViewColumn *icon_column; /* … or its icon alone */
  guint                room_id;
  char                *code; /* (nullable): the agreement shown */
};

/* A list narrower than this shows the icons of mechanisms without their words. */
#define WORDS_ROOM_PX 600
#define WORD_PX 140
#define ICON_PX 44

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengAgreementsPage, heng_agreements_page, GTK_TYPE_WIDGET)

static char *
name_text (HengSession  *session,
           gconstpointer data)
{
  const HengAgreementRow *row = data;

  return row->title_zh == NULL && row->title_en == NULL ? g_strdup (row->code) : g_strdup (heng_wording_pick (row->title_zh, row->title_en));
}

static char *
parties_text (HengSession  *session,
              gconstpointer data)
{
  const HengAgreementRow *row = data;
  const HengAgreement *agreement = heng_session_get_agreement (session, row->code);
  g_autoptr (GString) text = g_string_new (NULL);

  if (agreement == NULL)
    return g_strdup (row->parties);

  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    {
      g_autofree char *name = heng_wording_party (heng_session_get_book (session), agreement, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
years_text (HengSession  *session,
            gconstpointer data)
{
  const HengAgreementRow *row = data;
  int from = row->from_day == HENG_DAY_NONE ? 0 : heng_day_get_year (row->from_day);
  int to = row->to_day == HENG_DAY_NONE ? 0 : heng_day_get_year (row->to_day);

  if (from == 0)
    return NULL;
  if (to == 0)
    /* Translators: an agreement without an end, and the year it began in */
    return g_strdup_printf (_("since %d"), from);

  return from == to ? g_strdup_printf ("%d", from) : g_strdup_printf ("%d–%d", from, to);
}

static char *
outstanding_text (HengSession  *session,
                  gconstpointer data)
{
  return heng_session_format_money (session, ((const HengAgreementRow *) data)->outstanding_minor);
}

static char *
outstanding_tip (HengSession  *session,
                 gconstpointer data)
{
  return heng_session_format_amount (session, ((const HengAgreementRow *) data)->outstanding_minor, heng_session_get_currency (session));
}

static GtkWidget *
new_chip_cell (HengSession *session)
{
  return heng_chip_new ();
}

static GtkWidget *
new_icon_cell (HengSession *session)
{
  return heng_chip_new_compact ();
}

static void
update_chip_cell (HengSession  *session,
                  GtkWidget    *cell,
                  gconstpointer data)
{
  heng_chip_set_mechanism (HENG_CHIP (cell), ((const HengAgreementRow *) data)->mechanism);
}

static void
add_columns (HengAgreementsPage *self)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);

  heng_table_set_below (heng_table_add_text (table, self->session, _("Agreement"), HENG_COLUMN_EXPAND | HENG_COLUMN_STRONG, 160, name_text),
                        parties_text);
  self->word_column = heng_table_add_widget (table, self->session, _("Mechanism"), 0, WORD_PX, new_chip_cell, update_chip_cell);
  self->icon_column = heng_table_add_widget (table, self->session, "", 0, ICON_PX, new_icon_cell, update_chip_cell);
  gtk_column_view_column_set_visible (self->icon_column, FALSE);
  gtk_column_view_column_set_fixed_width (self->icon_column, 0);
  heng_table_add_text (table, self->session, _("Period"), 0, 104, years_text);
  heng_table_set_tip (heng_table_add_text (table, self->session, _("Outstanding"), HENG_COLUMN_NUMBER, 112, outstanding_text),
                      outstanding_tip);
  heng_table_align_heads (table);
}

static gboolean
make_room_cb (gpointer data)
{
  HengAgreementsPage *self = data;
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->table));
  gboolean has_room = gtk_adjustment_get_page_size (across) >= WORDS_ROOM_PX;

  self->room_id = 0;
  gtk_column_view_column_set_visible (self->word_column, has_room);
  gtk_column_view_column_set_visible (self->icon_column, !has_room);
  /* GTK 4.8 keeps the room of a hidden column of fixed width. */
  gtk_column_view_column_set_fixed_width (self->word_column, has_room ? WORD_PX : 0);
  gtk_column_view_column_set_fixed_width (self->icon_column, has_room ? 0 : ICON_PX);

  return G_SOURCE_REMOVE;
}

static void
width_changed_cb (HengAgreementsPage *self)
{
  /* Columns must not come and go in the middle of an allocation. */
  if (self->room_id == 0)
    self->room_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, make_room_cb, self, NULL);
}

static void
update_count (HengAgreementsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean is_filtered = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0'
                         || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mechanism_drop)) > 0;
  g_autofree char *count = heng_money_format_count (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s agreement", "%s agreements", n), count);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), n > 0 ? "table" : is_filtered ? "nothing-found" : "empty");
}

static void
show_code (HengAgreementsPage *self,
           const char         *code)
{
  if (g_strcmp0 (self->code, code) == 0)
    return;

  g_free (self->code);
  self->code = g_strdup (code);
  heng_agreement_view_set_code (HENG_AGREEMENT_VIEW (self->view), code);
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
selected_cb (HengAgreementsPage *self)
{
  const HengAgreementRow *row = heng_table_get_selected (GTK_COLUMN_VIEW (self->table));

  if (row != NULL)
    show_code (self, row->code);
}

static void
activated_cb (HengAgreementsPage *self)
{
  heng_split_set_shows_detail (HENG_SPLIT (self->split), TRUE);
}

/* A pointer press on a row means it to be read; where there is no room for both, that is all there is to show. */
static void
pressed_cb (HengAgreementsPage *self)
{
  if (self->code != NULL)
    heng_split_set_shows_detail (HENG_SPLIT (self->split), TRUE);
}

static void
filter_cb (HengAgreementsPage *self)
{
  guint mechanism = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mechanism_drop));

  if (self->list == NULL || mechanism == GTK_INVALID_LIST_POSITION)
    return;

  /* Without this GTK would look for the selected row among all that the new search finds. */
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  heng_agreement_list_set_filter (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)), (int) mechanism - 1);
  update_count (self);
  /* The only one that matches is the one that was meant. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 1)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
reload (GtkWidget *widget)
{
  HengAgreementsPage *self = HENG_AGREEMENTS_PAGE (widget);
  g_autofree char *unit = heng_session_word_unit (self->session);

  gtk_label_set_text (GTK_LABEL (self->unit), unit);
  heng_agreement_list_reload (self->list);
  update_count (self);
  if (self->code == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
failed_cb (HengAgreementsPage *self,
           const GError       *error)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    heng_notice_error (heng_notice_find (GTK_WIDGET (self)), error);
}

static void
settle_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengAgreementsPage *self = HENG_AGREEMENTS_PAGE (widget);

  if (self->code != NULL)
    gtk_widget_activate_action (widget, "book.settle", "(ss)", self->code, "");
}

static void
heng_agreements_page_dispose (GObject *object)
{
  HengAgreementsPage *self = HENG_AGREEMENTS_PAGE (object);

  g_clear_handle_id (&self->room_id, g_source_remove);
  g_clear_pointer (&self->split, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (heng_agreements_page_parent_class)->dispose (object);
}

static void
heng_agreements_page_class_init (HengAgreementsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_agreements_page_dispose;

  signals[SHOWN] = g_signal_new ("shown", HENG_TYPE_AGREEMENTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HENG_TYPE_SPLIT);
  g_type_ensure (HENG_TYPE_AGREEMENT_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-agreements-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, split);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, search);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, mechanism_drop);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, table);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, count);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, unit);
  gtk_widget_class_bind_template_child (widget_class, HengAgreementsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_install_action (widget_class, "agreements.settle", NULL, settle_cb);
}

static void
heng_agreements_page_init (HengAgreementsPage *self)
{
  g_autoptr (GtkStringList) mechanisms = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (mechanisms, _("All mechanisms"));
  for (HengMechanism mechanism = 0; mechanism < HENG_N_MECHANISMS; mechanism++)
    gtk_string_list_append (mechanisms, heng_wording_mechanism (mechanism));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->mechanism_drop), G_LIST_MODEL (mechanisms));
}

GtkWidget *
heng_agreements_page_new (HengSession *session)
{
  HengAgreementsPage *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_AGREEMENTS_PAGE, NULL);
  self->session = g_object_ref (session);
  heng_agreement_view_set_session (HENG_AGREEMENT_VIEW (self->view), session);
  add_columns (self);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->table)), "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);

  self->list = heng_agreement_list_new (session);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  self->selection = g_object_ref (heng_table_show (GTK_COLUMN_VIEW (self->table), G_LIST_MODEL (self->list), TRUE));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  heng_session_watch (session, GTK_WIDGET (self), reload);

  return GTK_WIDGET (self);
}

void
heng_agreements_page_show (HengAgreementsPage *self,
                           const char         *code)
{
  guint position;

  g_return_if_fail (HENG_IS_AGREEMENTS_PAGE (self));
  g_return_if_fail (code != NULL);

  position = heng_agreement_list_find (self->list, code);
  gtk_single_selection_set_selected (self->selection, position);
  show_code (self, code);
  heng_split_set_shows_detail (HENG_SPLIT (self->split), TRUE);
}

void
heng_agreements_page_search (HengAgreementsPage *self)
{
  g_return_if_fail (HENG_IS_AGREEMENTS_PAGE (self));

  heng_split_set_shows_detail (HENG_SPLIT (self->split), FALSE);
  gtk_widget_grab_focus (self->search);
}

const char *
heng_agreements_page_get_code (HengAgreementsPage *self)
{
  g_return_val_if_fail (HENG_IS_AGREEMENTS_PAGE (self), NULL);

  return self->code;
}

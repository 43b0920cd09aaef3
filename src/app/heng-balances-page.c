// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-balances-page.h"

#include "heng-balance-cells.h"
#include "heng-balance-reading.h"
#include "heng-entries-view.h"
#include "heng-record-list.h"
#include "heng-split.h"
#include "heng-statement-print.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengBalancesPage
{
  GtkWidget           parent_instance;
  GtkWidget          *split;
  GtkWidget          *by_drop;
  GtkWidget          *province_check;
  GtkWidget          *commodity_drop;
  GtkWidget          *unit;
  GtkWidget          *list_stack;
  GtkWidget          *table;
  GtkWidget          *detail_stack;
  GtkWidget          *detail_title;
  GtkWidget          *detail_line;
  GtkWidget          *show_button;
  GtkWidget          *entries;
  GtkWidget          *spinner;
  HengSession        *session;
  HengBalanceReading *reading;
  HengRecordList     *list;
  GtkSingleSelection *selection; /* belongs to the table */
  HengBalanceColumns  columns;
  GPtrArray          *commodities; /* (nullable) (element-type utf8) */
};

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengBalancesPage, heng_balances_page, GTK_TYPE_WIDGET)

static HengBalanceBy
get_by (HengBalancesPage *self)
{
  return (HengBalanceBy) MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->by_drop)), HENG_BALANCE_BY_AGREEMENT);
}

static const char *
get_commodity (HengBalancesPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->commodity_drop));

  if (self->commodities == NULL || selected >= self->commodities->len)
    return heng_session_get_currency (self->session);

  return g_ptr_array_index (self->commodities, selected);
}

/* The agreement a line is about, if it is about one: by agreement, or a pool's. Returns: (transfer full) (nullable) */
static char *
get_agreement (const HengBalance *balance,
               HengBalanceBy      by)
{
  const char *id = balance->pool;
  const char *slash;

  if (by == HENG_BALANCE_BY_AGREEMENT)
    return g_strdup (balance->key);
  if (id == NULL || !g_str_has_prefix (id, "pool:"))
    return NULL;

  id += strlen ("pool:");
  slash = strchr (id, '/');

  return slash == NULL ? g_strdup (id) : g_strndup (id, (gsize) (slash - id));
}

static char *
word_balance (HengBalancesPage  *self,
              const HengBalance *balance)
{
  g_autofree char *accrued = heng_session_format_amount (self->session, balance->accrued_minor, balance->commodity);
  g_autofree char *paid = heng_session_format_amount (self->session, balance->paid_minor, balance->commodity);
  g_autofree char *outstanding = heng_session_format_amount (self->session, balance->outstanding_minor, balance->commodity);

  /* Translators: three amounts of one region */
  return g_strdup_printf (_("Accrued %s · paid %s · outstanding %s"), accrued, paid, outstanding);
}

static void
show_detail (HengBalancesPage *self)
{
  const HengBalance *balance = heng_table_get_selected (GTK_COLUMN_VIEW (self->table));
  HengBalanceBy by = get_by (self);
  g_autofree char *agreement = NULL;
  g_autofree char *line = NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->detail_stack), balance == NULL ? "nothing" : "entries");
  g_signal_emit (self, signals[SHOWN], 0);
  if (balance == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (self->detail_title), heng_wording_pick (balance->name_zh, balance->name_en));
  line = word_balance (self, balance);
  gtk_label_set_text (GTK_LABEL (self->detail_line), line);

  agreement = get_agreement (balance, by);
  gtk_widget_set_visible (self->show_button, agreement != NULL);
  if (agreement != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_button), "s", agreement);

  if (agreement != NULL)
    heng_entries_view_show_agreement (HENG_ENTRIES_VIEW (self->entries), self->session, agreement);
  else if (by == HENG_BALANCE_BY_PAIR)
    heng_entries_view_show_region (HENG_ENTRIES_VIEW (self->entries), self->session, balance->from, balance->to);
  else if (by == HENG_BALANCE_BY_REGION)
    heng_entries_view_show_region (HENG_ENTRIES_VIEW (self->entries), self->session, balance->region, NULL);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->detail_stack), "no-entries");
}

/* Takes @balances. */
static GPtrArray *
keep_commodity (GPtrArray  *balances,
                const char *commodity)
{
  g_autoptr (GPtrArray) owned = balances;
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_balance_free);

  for (guint i = 0; i < owned->len; i++)
    if (g_str_equal (((const HengBalance *) g_ptr_array_index (owned, i))->commodity, commodity))
      g_ptr_array_add (kept, g_steal_pointer (&owned->pdata[i]));
  g_ptr_array_set_free_func (owned, NULL);

  return kept;
}

static void
read_commodities (HengBalancesPage *self)
{
  g_autoptr (GPtrArray) commodities = heng_book_list_commodities (heng_session_get_book (self->session), NULL);
  g_autoptr (GtkStringList) names = NULL;

  if (commodities == NULL || (self->commodities != NULL && commodities->len == self->commodities->len))
    return;

  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < commodities->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (commodities, i));
  g_clear_pointer (&self->commodities, g_ptr_array_unref);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->commodity_drop), G_LIST_MODEL (names));
  self->commodities = g_steal_pointer (&commodities);
  gtk_widget_set_visible (self->commodity_drop, self->commodities->len > 1);
}

static void
set_reading (HengBalancesPage *self,
             gboolean          is_reading)
{
  gtk_widget_set_visible (self->spinner, is_reading);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_reading);
}

static void
show_balances (GtkWidget *widget,
               GPtrArray *read)
{
  static const char *const names[] = { N_("Region"), N_("Pair"), N_("Mechanism"), N_("Agreement") };
  HengBalancesPage *self = HENG_BALANCES_PAGE (widget);
  GPtrArray *balances;

  set_reading (self, FALSE);
  if (read == NULL)
    {
      heng_record_list_take (self->list, NULL);
      gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), "failed");
      show_detail (self);
      return;
    }

  balances = keep_commodity (read, get_commodity (self));
  gtk_column_view_column_set_title (self->columns.name, _(names[get_by (self)]));
  heng_balance_columns_set_scale (&self->columns, balances);
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), balances->len == 0 ? "empty" : "table");
  heng_record_list_take (self->list, balances);
  show_detail (self);
}

static void
reload (GtkWidget *widget)
{
  HengBalancesPage *self = HENG_BALANCES_PAGE (widget);
  HengBalanceBy by = get_by (self);
  gboolean is_by_place = by == HENG_BALANCE_BY_REGION || by == HENG_BALANCE_BY_PAIR;
  g_autofree char *unit = heng_session_word_unit (self->session);

  gtk_label_set_text (GTK_LABEL (self->unit), unit);
  read_commodities (self);
  gtk_widget_set_sensitive (self->province_check, is_by_place);
  set_reading (self, TRUE);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), "computing");
  heng_balance_reading_start (self->reading, by, is_by_place && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->province_check)));
}

static void
choice_changed_cb (HengBalancesPage *self)
{
  /* The drop-downs are still being filled. */
  if (self->list == NULL || self->commodities == NULL)
    return;

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  /* What is shown is by something else than what is chosen now. */
  heng_record_list_take (self->list, NULL);
  reload (GTK_WIDGET (self));
}

static void
chosen_cb (HengBalancesPage *self)
{
  if (heng_table_get_selected (GTK_COLUMN_VIEW (self->table)) != NULL)
    heng_split_set_shows_detail (HENG_SPLIT (self->split), TRUE);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengBalancesPage *self = HENG_BALANCES_PAGE (widget);
  const HengBalance *balance = heng_table_get_selected (GTK_COLUMN_VIEW (self->table));

  if (!heng_balances_page_has_statement (self))
    return;

  if (balance->region != NULL)
    heng_statement_export (widget, self->session, HENG_STATEMENT_REGION, balance->region);
  else
    heng_statement_export (widget, self->session, HENG_STATEMENT_AGREEMENT, balance->key);
}

static void
heng_balances_page_dispose (GObject *object)
{
  HengBalancesPage *self = HENG_BALANCES_PAGE (object);

  g_clear_pointer (&self->reading, heng_balance_reading_free);
  g_clear_pointer (&self->split, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_pointer (&self->commodities, g_ptr_array_unref);

  G_OBJECT_CLASS (heng_balances_page_parent_class)->dispose (object);
}

static void
heng_balances_page_class_init (HengBalancesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_balances_page_dispose;

  signals[SHOWN] = g_signal_new ("shown", HENG_TYPE_BALANCES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HENG_TYPE_SPLIT);
  g_type_ensure (HENG_TYPE_ENTRIES_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-balances-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, split);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, by_drop);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, province_check);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, commodity_drop);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, unit);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, table);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, detail_title);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, detail_line);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, show_button);
  gtk_widget_class_bind_template_child (widget_class, HengBalancesPage, entries);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "balances.export", NULL, export_cb);
}

static void
heng_balances_page_init (HengBalancesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
heng_balances_page_new (HengSession *session)
{
  HengBalancesPage *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_BALANCES_PAGE, NULL);
  self->session = g_object_ref (session);
  self->reading = heng_balance_reading_new (session, GTK_WIDGET (self), show_balances);
  self->list = heng_record_list_new (heng_balance_is_same, (GDestroyNotify) heng_balance_free);
  heng_balance_columns_add (&self->columns, GTK_COLUMN_VIEW (self->table), session, "");
  self->selection = heng_table_show (GTK_COLUMN_VIEW (self->table), G_LIST_MODEL (self->list), TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_detail), self, G_CONNECT_SWAPPED);
  heng_session_watch (session, GTK_WIDGET (self), reload);

  return GTK_WIDGET (self);
}

gboolean
heng_balances_page_has_statement (HengBalancesPage *self)
{
  const HengBalance *balance;

  g_return_val_if_fail (HENG_IS_BALANCES_PAGE (self), FALSE);

  balance = heng_table_get_selected (GTK_COLUMN_VIEW (self->table));

  return balance != NULL && (balance->region != NULL || get_by (self) == HENG_BALANCE_BY_AGREEMENT);
}

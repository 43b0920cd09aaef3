// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-parties-view.h"

#include "heng-balance-cells.h"
#include "heng-book-balances.h"
#include "heng-record-list.h"
#include "heng-table.h"

#include <glib/gi18n-lib.h>

struct _HengPartiesView
{
  GtkWidget            parent_instance;
  GtkWidget           *stack;
  GtkWidget           *table;
  HengRecordList      *list; /* (nullable): until there is a session */
  HengBalanceColumns   columns;
};

G_DEFINE_FINAL_TYPE (HengPartiesView, heng_parties_view, GTK_TYPE_WIDGET)

static void
heng_parties_view_dispose (GObject *object)
{
  HengPartiesView *self = HENG_PARTIES_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (heng_parties_view_parent_class)->dispose (object);
}

static void
heng_parties_view_class_init (HengPartiesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_parties_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-parties-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengPartiesView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengPartiesView, table);
}

static void
heng_parties_view_init (HengPartiesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_parties_view_show (HengPartiesView *self,
                        HengSession     *session,
                        const char      *agreement)
{
  HengView view = { HENG_DAY_NONE, 0 };
  GPtrArray *balances;

  g_return_if_fail (HENG_IS_PARTIES_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  if (self->list == NULL)
    {
      self->list = heng_record_list_new (heng_balance_is_same, (GDestroyNotify) heng_balance_free);
      heng_balance_columns_add (&self->columns, GTK_COLUMN_VIEW (self->table), session, _("Party"));
      heng_table_show (GTK_COLUMN_VIEW (self->table), G_LIST_MODEL (self->list), FALSE);
    }

  balances = heng_book_list_party_balances (heng_session_get_book (session), agreement, view, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), balances == NULL || balances->len == 0 ? "empty" : "table");
  heng_balance_columns_set_scale (&self->columns, balances);
  heng_record_list_take (self->list, balances);
}

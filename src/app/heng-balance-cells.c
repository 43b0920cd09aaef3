// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-balance-cells.h"

#include "heng-balance-bar.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

gboolean
heng_balance_is_same (gconstpointer a,
                      gconstpointer b)
{
  const HengBalance *one = a;
  const HengBalance *other = b;

  return g_strcmp0 (one->region, other->region) == 0 && g_strcmp0 (one->pool, other->pool) == 0
         && g_strcmp0 (one->from, other->from) == 0 && g_strcmp0 (one->to, other->to) == 0
         && g_strcmp0 (one->key, other->key) == 0 && g_strcmp0 (one->commodity, other->commodity) == 0
         && g_strcmp0 (one->name_zh, other->name_zh) == 0;
}

static char *
name_text (HengSession  *session,
           gconstpointer data)
{
  const HengBalance *balance = data;

  return g_strdup (heng_wording_pick (balance->name_zh, balance->name_en));
}

static char *
format (HengSession       *session,
        const HengBalance *balance,
        gint64             amount_minor)
{
  if (g_str_equal (balance->commodity, heng_session_get_currency (session)))
    return heng_session_format_money (session, amount_minor);

  return heng_commodity_format (heng_session_get_book (session), amount_minor, balance->commodity, heng_session_get_unit (session));
}

static char *
accrued_text (HengSession  *session,
              gconstpointer data)
{
  return format (session, data, ((const HengBalance *) data)->accrued_minor);
}

static char *
paid_text (HengSession  *session,
           gconstpointer data)
{
  return format (session, data, ((const HengBalance *) data)->paid_minor);
}

static char *
outstanding_text (HengSession  *session,
                  gconstpointer data)
{
  return format (session, data, ((const HengBalance *) data)->outstanding_minor);
}

/* The sign alone is easily overlooked: a word and an arrow say which way it goes. */
static char *
words_text (HengSession  *session,
            gconstpointer data)
{
  const HengBalance *balance = data;
  gint64 amount = balance->outstanding_minor != 0 ? balance->outstanding_minor : balance->accrued_minor;

  /* A pair or a volume has no side of its own. */
  if (balance->from != NULL || balance->key != NULL)
    return NULL;
  if (balance->outstanding_minor == 0)
    /* Translators: nothing is outstanding */
    return g_strdup (amount == 0 ? NULL : _("settled up"));

  return g_strdup (amount > 0 ? _("← receives") : _("→ gives"));
}

static GtkWidget *
new_bar_cell (HengSession *session)
{
  return heng_balance_bar_new (TRUE);
}

static void
update_bar_cell (HengSession  *session,
                 GtkWidget    *cell,
                 gconstpointer data)
{
  GtkWidget *table = gtk_widget_get_ancestor (cell, GTK_TYPE_COLUMN_VIEW);
  double *longest = table == NULL ? NULL : g_object_get_data (G_OBJECT (table), "heng-longest");
  const HengBalance *balance = data;

  heng_balance_bar_set (HENG_BALANCE_BAR (cell), longest == NULL || *longest == 0 ? 0 : (double) balance->outstanding_minor / *longest);
}

void
heng_balance_columns_add (HengBalanceColumns *self,
                          GtkColumnView      *table,
                          HengSession        *session,
                          const char         *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_COLUMN_VIEW (table));

  self->name = heng_table_add_text (table, session, name, HENG_COLUMN_STRONG | HENG_COLUMN_EXPAND, 0, name_text);
  self->accrued = heng_table_add_text (table, session, "", HENG_COLUMN_NUMBER, 120, accrued_text);
  self->paid = heng_table_add_text (table, session, "", HENG_COLUMN_NUMBER, 120, paid_text);
  self->outstanding = heng_table_add_text (table, session, "", HENG_COLUMN_NUMBER | HENG_COLUMN_STRONG, 130, outstanding_text);
  self->words = heng_table_add_text (table, session, "", HENG_COLUMN_DIM, 96, words_text);
  self->bar = heng_table_add_widget (table, session, "", 0, 130, new_bar_cell, update_bar_cell);
  heng_table_align_heads (table);
  g_object_set_data_full (G_OBJECT (table), "heng-longest", g_new0 (double, 1), g_free);
}

void
heng_balance_columns_set_scale (HengBalanceColumns *self,
                                HengSession        *session,
                                GPtrArray          *balances)
{
  double *longest;
  const char *commodity = NULL;
  const char *unit;
  g_autofree char *accrued = NULL;
  g_autofree char *paid = NULL;
  g_autofree char *outstanding = NULL;

  g_return_if_fail (self != NULL && self->name != NULL);

  longest = g_object_get_data (G_OBJECT (gtk_column_view_column_get_column_view (self->name)), "heng-longest");
  *longest = 0;
  for (guint i = 0; balances != NULL && i < balances->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (balances, i);

      *longest = MAX (*longest, ABS ((double) balance->outstanding_minor));
      commodity = balance->commodity;
    }

  unit = commodity == NULL || g_str_equal (commodity, heng_session_get_currency (session)) ? heng_session_get_unit_label (session) : commodity;
  accrued = g_strdup_printf (_("Accrued, %s"), unit);
  paid = g_strdup_printf (_("Paid, %s"), unit);
  outstanding = g_strdup_printf (_("Outstanding, %s"), unit);
  gtk_column_view_column_set_title (self->accrued, accrued);
  gtk_column_view_column_set_title (self->paid, paid);
  gtk_column_view_column_set_title (self->outstanding, outstanding);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-balance-cells.h"

#include "heng-balance-bar.h"
#include "heng-book-balances.h"
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

/* The unit of what is in kind stands under the name, once. */
static char *
format (HengSession       *session,
        const HengBalance *balance,
        gint64             amount_minor)
{
  char *text = heng_session_format_cell (session, amount_minor, balance->commodity);
  g_autofree char *unit = g_strconcat (" ", balance->commodity, NULL);

  if (g_str_has_suffix (text, unit))
    text[strlen (text) - strlen (unit)] = '\0';

  return text;
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

static char *
outstanding_tip (HengSession  *session,
                 gconstpointer data)
{
  const HengBalance *balance = data;

  return heng_session_format_amount (session, balance->outstanding_minor, balance->commodity);
}

/* The sign alone is easily overlooked: a word and an arrow say which way it goes. */
static const char *
word_side (const HengBalance *balance)
{
  /* A pair names both sides, a volume has none. */
  if (balance->region == NULL && balance->pool == NULL)
    return NULL;
  if (balance->outstanding_minor == 0)
    /* Translators: nothing is outstanding */
    return balance->accrued_minor == 0 ? NULL : _("settled up");

  return balance->outstanding_minor > 0 ? _("← receives") : _("→ gives");
}

static char *
below_text (HengSession  *session,
            gconstpointer data)
{
  const HengBalance *balance = data;
  const char *side = word_side (balance);
  const char *unit = g_str_equal (balance->commodity, heng_session_get_currency (session)) ? NULL : balance->commodity;

  if (side != NULL && unit != NULL)
    return g_strdup_printf ("%s · %s", side, unit);

  return g_strdup (side != NULL ? side : unit);
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
  const HengBalance *balance = data;
  GHashTable *longest = table == NULL ? NULL : g_object_get_data (G_OBJECT (table), "heng-longest");
  const double *full = longest == NULL ? NULL : g_hash_table_lookup (longest, balance->commodity);

  heng_balance_bar_set (HENG_BALANCE_BAR (cell), full == NULL || *full == 0 ? 0 : (double) balance->outstanding_minor / *full);
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
  heng_table_set_below (self->name, below_text);
  self->accrued = heng_table_add_text (table, session, _("Accrued"), HENG_COLUMN_NUMBER, 0, accrued_text);
  self->paid = heng_table_add_text (table, session, _("Paid"), HENG_COLUMN_NUMBER, 0, paid_text);
  self->outstanding = heng_table_add_text (table, session, _("Outstanding"), HENG_COLUMN_NUMBER | HENG_COLUMN_STRONG, 0, outstanding_text);
  heng_table_set_tip (self->outstanding, outstanding_tip);
  self->bar = heng_table_add_widget (table, session, "", 0, 90, new_bar_cell, update_bar_cell);
  heng_table_align_heads (table);
  g_object_set_data_full (G_OBJECT (table), "heng-longest", g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                          (GDestroyNotify) g_hash_table_unref);
}

void
heng_balance_columns_set_scale (HengBalanceColumns *self,
                                GPtrArray          *balances)
{
  GHashTable *longest;

  g_return_if_fail (self != NULL && self->name != NULL);

  longest = g_object_get_data (G_OBJECT (gtk_column_view_column_get_column_view (self->name)), "heng-longest");
  g_hash_table_remove_all (longest);
  for (guint i = 0; balances != NULL && i < balances->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (balances, i);
      double *full = g_hash_table_lookup (longest, balance->commodity);

      if (full == NULL)
        {
          full = g_new0 (double, 1);
          g_hash_table_insert (longest, g_strdup (balance->commodity), full);
        }
      *full = MAX (*full, ABS ((double) balance->outstanding_minor));
    }
}

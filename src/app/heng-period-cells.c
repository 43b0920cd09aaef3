// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period-cells.h"

#include "heng-book-settle.h"
#include "heng-chip.h"
#include "heng-period-row.h"
#include "heng-runs-view.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static char *
period_text (HengSession  *session,
             gconstpointer row)
{
  return heng_wording_period (((const HengPeriodRow *) row)->period);
}

static char *
agreement_text (HengSession  *session,
                gconstpointer row)
{
  return g_strdup (heng_session_name_agreement (session, ((const HengPeriodRow *) row)->agreement));
}

static char *
agreement_tip (HengSession  *session,
               gconstpointer data)
{
  g_autofree char *title = agreement_text (session, data);

  return g_strdup_printf ("%s · %s", title, ((const HengPeriodRow *) data)->agreement);
}

/* The first amount that is owed, money before kinds. */
static const HengDifference *
find_first (HengSession         *session,
            const HengPeriodRow *row)
{
  for (guint i = 0; i < row->owed->len; i++)
    {
      const HengDifference *owed = g_ptr_array_index (row->owed, i);

      if (g_str_equal (owed->commodity, heng_session_get_currency (session)))
        return owed;
    }

  return row->owed->len == 0 ? NULL : g_ptr_array_index (row->owed, 0);
}

static char *
owed_text (HengSession  *session,
           gconstpointer data)
{
  const HengPeriodRow *row = data;
  const HengDifference *first = find_first (session, row);
  gboolean is_known = row->status == HENG_SETTLEMENT_COMPLETE || row->status == HENG_SETTLEMENT_OVERRIDDEN
                      || row->status == HENG_SETTLEMENT_UNCHANGED;

  if (first == NULL)
    return is_known ? g_strdup ("–") : NULL;

  return heng_session_format_cell (session, first->amount_minor, first->commodity);
}

static char *
more_owed_text (HengSession  *session,
                gconstpointer data)
{
  const HengPeriodRow *row = data;

  if (row->owed->len < 2)
    return NULL;

  /* Translators: behind one amount: how many others there are */
  return g_strdup_printf (ngettext ("and %u more", "and %u more", row->owed->len - 1), row->owed->len - 1);
}

static char *
owed_tip (HengSession  *session,
          gconstpointer data)
{
  const HengPeriodRow *row = data;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->owed->len; i++)
    {
      const HengDifference *owed = g_ptr_array_index (row->owed, i);
      g_autofree char *from = heng_session_word_party (session, row->agreement, owed->from);
      g_autofree char *to = heng_session_word_party (session, row->agreement, owed->to);
      g_autofree char *amount = heng_session_format_amount (session, owed->amount_minor, owed->commodity);

      g_string_append_printf (text, "%s%s → %s %s", i > 0 ? "\n" : "", from, to, amount);
    }

  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
new_state_cell (HengSession *session)
{
  return heng_chip_new_pair ();
}

static void
update_state_cell (HengSession  *session,
                   GtkWidget    *cell,
                   gconstpointer data)
{
  const HengPeriodRow *row = data;
  GtkWidget *review = gtk_widget_get_last_child (cell);

  heng_chip_set_period_status (HENG_CHIP (gtk_widget_get_first_child (cell)), row->status);
  heng_chip_set_review (HENG_CHIP (review), row->review);
  /* What nobody has stated yet has no state with the parties. */
  gtk_widget_set_visible (review, row->review != HENG_REVIEW_STATE_UNSETTLED && row->review != HENG_REVIEW_STATE_COMPUTED);
}

static char *
run_text (HengSession  *session,
          gconstpointer data)
{
  const HengPeriodRow *row = data;

  return row->n_runs == 0 ? NULL : heng_runs_view_word_run (row->run, row->resettlement);
}

static char *
exception_text (HengSession  *session,
                gconstpointer data)
{
  const HengPeriodRow *row = data;

  if (!row->has_exception)
    return NULL;

  return g_strdup (row->exception == HENG_EXCEPTION_OVERRIDE ? _("overridden") : _("frozen"));
}

void
heng_period_cells_add_columns (GtkColumnView *table,
                               HengSession   *session)
{
  GtkColumnViewColumn *column;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (table));

  column = heng_table_add_text (table, session, _("Period"), HENG_COLUMN_EXPAND | HENG_COLUMN_STRONG, 150, period_text);
  heng_table_set_below (column, agreement_text);
  heng_table_set_tip (column, agreement_tip);
  column = heng_table_add_text (table, session, _("Owed"), HENG_COLUMN_NUMBER, 116, owed_text);
  heng_table_set_below (column, more_owed_text);
  heng_table_set_tip (column, owed_tip);
  heng_table_set_below (heng_table_add_text (table, session, _("Run"), HENG_COLUMN_DIM, 112, run_text), exception_text);
  heng_table_add_widget (table, session, _("State"), 0, 150, new_state_cell, update_state_cell);
  heng_table_align_heads (table);
}

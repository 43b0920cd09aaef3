// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-intake-cells.h"

#include "heng-book-intake.h"
#include "heng-chip.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  const char *icon;
  const char *style;
} looks[HENG_N_INTAKE_CLASSES] = {
  [HENG_INTAKE_NEW] = { N_("New"), "list-add-symbolic", "status-ready" },
  [HENG_INTAKE_SAME] = { N_("Unchanged"), "object-select-symbolic", NULL },
  [HENG_INTAKE_REVISION] = { N_("Revision"), "document-edit-symbolic", "status-ready" },
  [HENG_INTAKE_WITHDRAWAL] = { N_("Withdrawal"), "edit-clear-symbolic", NULL },
  [HENG_INTAKE_CONFLICT] = { N_("Conflict"), "dialog-warning-symbolic", "status-wrong" },
};

const char *
heng_intake_cells_word_class (int kind)
{
  g_return_val_if_fail (kind >= 0 && kind < HENG_N_INTAKE_CLASSES, "");

  return _(looks[kind].word);
}

static GtkWidget *
new_kind_cell (HengSession *session)
{
  return heng_chip_new_pair ();
}

static void
update_kind_cell (HengSession  *session,
                  GtkWidget    *cell,
                  gconstpointer data)
{
  const HengIntakeRow *row = data;
  GtkWidget *chip = gtk_widget_get_first_child (cell);
  GtkWidget *warning = gtk_widget_get_last_child (cell);

  heng_chip_set (HENG_CHIP (chip), looks[row->kind].icon, _(looks[row->kind].word), looks[row->kind].style);
  /* Translators: state of a value outside the limits that the agreement states */
  heng_chip_set (HENG_CHIP (warning), "dialog-warning-symbolic", _("Implausible"), "status-wrong");
  gtk_widget_set_visible (warning, row->is_implausible);
}

static char *
indicator_text (HengSession  *session,
                gconstpointer row)
{
  return g_strdup (((const HengIntakeRow *) row)->indicator);
}

static char *
agreement_text (HengSession  *session,
                gconstpointer row)
{
  return g_strdup (heng_session_name_agreement (session, ((const HengIntakeRow *) row)->agreement));
}

static char *
period_text (HengSession  *session,
             gconstpointer row)
{
  return heng_wording_period (((const HengIntakeRow *) row)->period);
}

static char *
value_text (HengSession  *session,
            gconstpointer data)
{
  const HengIntakeRow *row = data;
  const char *value = row->value == NULL ? _("withdrawn") : row->value;

  if (row->has_before && (row->kind == HENG_INTAKE_REVISION || row->kind == HENG_INTAKE_WITHDRAWAL || row->kind == HENG_INTAKE_CONFLICT)
      && g_strcmp0 (row->before, row->value) != 0)
    return g_strdup_printf ("%s → %s", row->before == NULL ? _("withdrawn") : row->before, value);

  return g_strdup (value);
}

static char *
source_text (HengSession  *session,
             gconstpointer data)
{
  const char *source = ((const HengIntakeRow *) data)->source;

  return g_strdup (source == NULL || *source == '\0' ? "–" : source);
}

/* Which of two sources counts. */
static char *
counts_text (HengSession  *session,
             gconstpointer data)
{
  const HengIntakeRow *row = data;
  const char *other = row->other_source == NULL || *row->other_source == '\0' ? _("no source named") : row->other_source;

  if (row->other_value == NULL)
    return NULL;
  if (row->kind == HENG_INTAKE_WITHDRAWAL)
    /* Translators: a value and its source, which count when another is withdrawn */
    return g_strdup_printf (_("then %s counts (%s)"), row->other_value, other);
  if (row->counts)
    /* Translators: a value and its source, against which the row counts */
    return g_strdup_printf (_("counts against %s (%s)"), row->other_value, other);

  /* Translators: a value and its source, which count instead of the row */
  return g_strdup_printf (_("%s counts (%s)"), row->other_value, other);
}

static char *
place_tip (HengSession  *session,
           gconstpointer data)
{
  const HengIntakeRow *row = data;
  g_autofree char *name = row->file == NULL ? NULL : g_filename_display_basename (row->file);

  /* Translators: a file's name and a line in it */
  return name == NULL ? NULL : g_strdup_printf (_("%s, line %u"), name, row->line);
}

void
heng_intake_cells_add_columns (GtkColumnView *table,
                               HengSession   *session)
{
  GtkColumnViewColumn *column;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (table));

  heng_table_add_widget (table, session, _("Effect"), 0, 124, new_kind_cell, update_kind_cell);
  column = heng_table_add_text (table, session, _("Indicator"), HENG_COLUMN_EXPAND | HENG_COLUMN_STRONG, 140, indicator_text);
  heng_table_set_below (column, agreement_text);
  heng_table_set_tip (column, place_tip);
  heng_table_add_text (table, session, _("Period"), 0, 134, period_text);
  heng_table_add_text (table, session, _("Value"), HENG_COLUMN_NUMBER, 118, value_text);
  heng_table_set_below (heng_table_add_text (table, session, _("Source"), HENG_COLUMN_EXPAND, 180, source_text), counts_text);
  heng_table_align_heads (table);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Texts and blocks that several statements share. */
#include "heng-statement-private.h"

#include "heng-page-signatures.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Numbers of a computation are shown to this many decimals; what needs more is marked as rounded. */
#define DECIMALS_MAX 6

char *
heng_statement_amount (const HengStatementWriter *self,
                       gint64                     amount_minor,
                       const char                *commodity)
{
  if (amount_minor == 0)
    return g_strdup ("–");

  return heng_commodity_format (self->book, amount_minor, commodity, self->unit);
}

char *
heng_statement_unit (const HengStatementWriter *self)
{
  return heng_wording_fill (_("Unit: %1$s"), heng_money_unit_get_label (self->unit, self->currency), "", "", "");
}

char *
heng_statement_day (HengDay day)
{
  return day != HENG_DAY_NONE ? heng_day_format (day) : g_strdup ("");
}

char *
heng_statement_span (HengDay from_day,
                     HengDay to_day)
{
  g_autofree char *from = heng_day_format (from_day);
  g_autofree char *to = to_day != HENG_DAY_NONE ? heng_day_format (to_day) : NULL;

  if (to == NULL)
    return heng_wording_fill (_("from %1$s"), from, "", "", "");
  /* Translators: from one date to another. */
  return heng_wording_fill (_("%1$s to %2$s"), from, to, "", "");
}

char *
heng_statement_number (const HengNumber *number)
{
  g_autofree char *plain = heng_number_format (number, DECIMALS_MAX);
  const char *digits = plain + strcspn (plain, "0123456789");
  gsize n_whole = strspn (digits, "0123456789");
  GString *text = g_string_new (NULL);

  g_string_append_len (text, plain, digits - plain);
  if (text->len > 0 && text->str[text->len - 1] == '-')
    {
      g_string_truncate (text, text->len - 1);
      g_string_append (text, "−");
    }
  for (gsize i = 0; i < n_whole; i++)
    {
      if (i > 0 && (n_whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  g_string_append (text, digits + n_whole);
  return g_string_free (text, FALSE);
}

/* A stretch of months is called by the period it is, else by its ends. */
char *
heng_statement_window (HengWindow window)
{
  g_autofree char *first = NULL, *last = NULL;

  for (HengPeriodKind kind = HENG_PERIOD_MONTH; kind <= HENG_PERIOD_YEAR; kind++)
    {
      HengPeriod period = heng_period_of_month (kind, window.first);

      if (heng_period_get_first_month (period) == window.first && heng_period_get_last_month (period) == window.last)
        return heng_wording_period (period);
    }

  first = heng_period_format ((HengPeriod) { HENG_PERIOD_MONTH, window.first });
  last = heng_period_format ((HengPeriod) { HENG_PERIOD_MONTH, window.last });
  return heng_wording_fill (_("%1$s to %2$s"), first, last, "", "");
}

char *
heng_statement_title (const HengAgreement *agreement)
{
  return g_strdup (heng_wording_pick (agreement->title_zh, agreement->title_en));
}

HengPageTable *
heng_statement_add_money_table (const HengStatementWriter *self,
                                const char                *title)
{
  HengPageTable *table = heng_page_content_add_table (self->content);
  g_autofree char *unit = heng_statement_unit (self);

  heng_page_table_set_title (table, title, unit);
  return table;
}

void
heng_statement_take_row (HengPageTable  *table,
                         char          **cells,
                         guint           n_cells)
{
  const char **row = g_newa0 (const char *, n_cells + 1);

  for (guint i = 0; i < n_cells; i++)
    row[i] = cells[i] != NULL ? cells[i] : "";
  heng_page_table_add_row (table, row);
  for (guint i = 0; i < n_cells; i++)
    g_free (cells[i]);
}

void
heng_statement_add_signatures (const HengStatementWriter *self,
                               const HengAgreement       *agreement)
{
  const char *roles[] = { _("Prepared by"), _("Checked by"), _("Responsible"), NULL };
  HengPageSignatures *signatures;

  /* Translators: what is printed on the line for a date, to be filled in by hand: "年　　月　　日". */
  signatures = heng_page_content_add_signatures (self->content, _("Date"), C_("date by hand", "day / month / year"), _("Seal"));
  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    {
      g_autofree char *name = heng_wording_party (self->book, agreement, i);

      /* A common fund is nobody who could sign. */
      if (heng_agreement_get_party (agreement, i)->role != HENG_ROLE_POOL)
        heng_page_signatures_add_party (signatures, name, roles);
    }
}

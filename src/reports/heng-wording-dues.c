// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-wording-dues.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>

const char *
heng_wording_due_state (HengDueState state)
{
  static const char *const words[] = {
    N_("No due day agreed"), N_("Waits for the statement"), N_("Not yet paid"), N_("Overdue"), N_("Disputed"), N_("Paid in full"),
  };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (words), "");
  return _(words[state]);
}

static char *
format_month_day (const HengDueTerm *term)
{
  /* A leap year has every day. */
  g_autoptr (GDateTime) date = g_date_time_new_utc (2000, (gint) term->month, (gint) term->day, 0, 0, 0);

  /* Translators: a day of any year for strftime: "30 April". */
  return g_date_time_format (date, C_("day of the year", "%-d %B"));
}

static char *
word_on (const HengDueTerm *term)
{
  g_autofree char *day = format_month_day (term), *years = g_strdup_printf ("%d", ABS (term->year));

  if (term->year == 0)
    /* Translators: a day of the year in which the assessed period ends: "by 30 April" */
    return heng_wording_fill (_("by %1$s"), day, "", "", "");
  if (term->year == 1)
    return heng_wording_fill (_("by %1$s of the year after"), day, "", "", "");
  if (term->year == -1)
    return heng_wording_fill (_("by %1$s of the year before"), day, "", "", "");
  return heng_wording_fill (_("by %1$s, %2$s years after"), day, years, "", "");
}

char *
heng_wording_due_term (const HengDueTerm *term)
{
  g_autofree char *format = NULL, *days = NULL;

  if (term->kind == HENG_DUE_ON)
    return word_on (term);

  days = g_strdup_printf ("%u", term->days);
  if (term->kind == HENG_DUE_AFTER_STATEMENT)
    format = g_strdup (term->working ? ngettext ("%1$s working day after the statement", "%1$s working days after the statement", term->days)
                                     : ngettext ("%1$s day after the statement", "%1$s days after the statement", term->days));
  else
    format = g_strdup (term->working ? ngettext ("%1$s working day after the period", "%1$s working days after the period", term->days)
                                     : ngettext ("%1$s day after the period", "%1$s days after the period", term->days));
  return heng_wording_fill (format, days, "", "", "");
}

char *
heng_wording_due_day (const HengInstalment *instalment)
{
  g_autofree char *day = instalment->due_day != HENG_DAY_NONE ? heng_day_format (instalment->due_day) : NULL;

  if (day == NULL)
    return instalment->term != NULL ? heng_wording_due_term (instalment->term) : g_strdup ("–");
  if (instalment->missing_year != 0)
    return heng_wording_fill (_("%1$s (provisional)"), day, "", "", "");
  return g_steal_pointer (&day);
}

char *
heng_wording_due_status (const HengInstalment *instalment)
{
  g_autofree char *days = g_strdup_printf ("%d", instalment->days_late);
  gulong n = (gulong) instalment->days_late;

  if (n > 0 && instalment->state == HENG_DUE_OVERDUE)
    return heng_wording_fill (ngettext ("Overdue, %1$s day", "Overdue, %1$s days", n), days, "", "", "");
  if (n > 0 && instalment->state == HENG_DUE_PAID)
    return heng_wording_fill (ngettext ("Paid in full, %1$s day late", "Paid in full, %1$s days late", n), days, "", "", "");
  return g_strdup (heng_wording_due_state (instalment->state));
}

char *
heng_wording_missing_year (const char *calendar,
                           gint        year)
{
  g_autofree char *number = g_strdup_printf ("%d", year);

  return heng_wording_fill (_("The calendar %1$s has no %2$s: due days that need it count Saturdays and Sundays only and are provisional."),
                            calendar, number, "", "");
}

char *
heng_wording_roll (const HengPaymentTerms *terms)
{
  if (terms->roll == HENG_ROLL_NONE || terms->calendar == NULL)
    return NULL;

  return heng_wording_fill (terms->roll == HENG_ROLL_FOLLOWING
                              ? _("A due day that is no working day by the calendar %1$s moves to the next one.")
                              : _("A due day that is no working day by the calendar %1$s moves to the one before."),
                            terms->calendar, "", "", "");
}

char *
heng_wording_late_interest (const HengPaymentTerms *terms)
{
  g_auto (HengNumber) percent = { 0 }, hundred = { 0 };
  g_autofree char *number = NULL, *rate = NULL;

  if (!terms->has_interest)
    return NULL;

  heng_number_init (&percent);
  heng_number_init (&hundred);
  heng_number_set_int64 (&hundred, 100);
  if (heng_number_multiply (&percent, &terms->rate, &hundred, NULL))
    number = heng_number_format (&percent, 10);
  rate = g_strdup_printf ("%s %%", number != NULL ? number : "–");
  /* A day is a day, but where each month has thirty. */
  return heng_wording_fill (!terms->is_per_day ? _("%1$s a year, simple, %2$s")
                              : terms->day_count == HENG_DAY_COUNT_30_360 ? _("%1$s a day, simple, %2$s") : _("%1$s a day, simple"),
                            rate, heng_day_count_names[terms->day_count], "", "");
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-intake.h"
#include "heng-error.h"
#include "heng-settlement-show.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GStrv     agreements;
  GStrv     periods;
  gboolean  post;
  char     *date;
  char     *format;
  char     *known_on;
  GStrv     assume;

  HengSettlement *without;     /* (nullable): of the period in hand, without assumptions */
  HengBook      *book;
  HengDay        day;
  gint64         known;
  gboolean       checking;   /* the first of two passes: only whether anything fails */
  char          *failed;     /* "CODE\nPERIOD" of the first that failed */
  HengSettlementShow show;
} Settling;

static void
settling_clear (Settling *self)
{
  g_strfreev (self->agreements);
  g_strfreev (self->periods);
  g_free (self->date);
  g_free (self->format);
  g_free (self->known_on);
  g_free (self->failed);
  g_strfreev (self->assume);
  g_clear_pointer (&self->show.assumptions, g_ptr_array_unref);
  g_clear_pointer (&self->without, heng_settlement_free);
  heng_settlement_show_clear (&self->show);
  g_clear_pointer (&self->book, heng_book_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

/* ---- computing ---- */

/* One after the other, so that a book of any size takes the same memory. Takes @settlement. */
static gboolean
handle (Settling        *self,
        HengSettlement  *settlement,
        GError         **error)
{
  g_autoptr (HengSettlement) owned = settlement;

  if (self->checking)
    {
      if (settlement->status == HENG_SETTLEMENT_FAILED && self->failed == NULL)
        {
          g_autofree char *period = heng_period_format (settlement->period);

          self->failed = g_strdup_printf ("%s\n%s", settlement->agreement->code, period);
        }
      return TRUE;
    }

  if (self->post && self->failed == NULL && !heng_book_post_settlement (self->book, settlement, self->day, NULL, error))
    return FALSE;
  heng_settlement_show_take (&self->show, g_steal_pointer (&owned), self->without);
  return TRUE;
}

static HengSettlement *
compute (Settling    *self,
         const char  *agreement,
         HengPeriod   period,
         GError     **error)
{
  gboolean traced = self->show.explain && !self->checking;

  if (self->show.assumptions == NULL)
    return heng_book_settle (self->book, agreement, period, self->known, traced, error);

  g_clear_pointer (&self->without, heng_settlement_free);
  self->without = heng_book_settle (self->book, agreement, period, self->known, FALSE, error);
  return self->without == NULL ? NULL : heng_book_settle_assuming (self->book, agreement, period, self->known, self->show.assumptions,
                                                                   traced, error);
}

static gboolean
settle_periods (Settling    *self,
                const char  *agreement,
                GArray      *periods,
                GError     **error)
{
  for (guint i = 0; i < periods->len; i++)
    {
      HengSettlement *settlement = compute (self, agreement, g_array_index (periods, HengPeriod, i), error);

      if (settlement == NULL || !handle (self, settlement, error))
        return FALSE;
    }

  return TRUE;
}

/* Before anything is printed: what was asked for must be there. */
static gboolean
check_asked (Settling  *self,
             GError   **error)
{
  HengPeriod period;

  for (guint i = 0; self->periods != NULL && self->periods[i] != NULL; i++)
    if (!heng_period_parse (self->periods[i], &period, error))
      return FALSE;
  for (guint i = 0; self->agreements != NULL && self->agreements[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) versions = heng_book_list_versions (self->book, self->agreements[i], self->known, error);

      if (versions == NULL)
        return FALSE;
      for (guint j = 0; self->periods != NULL && self->periods[j] != NULL; j++)
        {
          g_autoptr (GArray) periods = NULL;

          heng_period_parse (self->periods[j], &period, NULL);
          periods = heng_book_list_periods (self->book, self->agreements[i], self->day, &period, self->known, error);
          if (periods == NULL)
            return FALSE;
        }
    }

  return TRUE;
}

/* A period that was named need not be one of every agreement, only of one. */
static gboolean
settle_agreement (Settling    *self,
                  const char  *agreement,
                  gboolean     named,
                  GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; self->periods != NULL && self->periods[i] != NULL; i++)
    {
      g_autoptr (GArray) periods = NULL;
      HengPeriod within;

      if (!heng_period_parse (self->periods[i], &within, error))
        return FALSE;
      periods = heng_book_list_periods (self->book, agreement, self->day, &within, self->known, &local_error);
      if (periods == NULL && !named &&
          (heng_error_is (local_error, HENG_ERROR_PERIOD_OUTSIDE) || heng_error_is (local_error, HENG_ERROR_PERIOD_NOT_ASSESSED)))
        {
          g_clear_error (&local_error);
          continue;
        }
      if (periods == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!settle_periods (self, agreement, periods, error))
        return FALSE;
    }
  if (self->periods == NULL)
    {
      g_autoptr (GArray) periods = heng_book_list_periods (self->book, agreement, self->day, NULL, self->known, error);

      return periods != NULL && settle_periods (self, agreement, periods, error);
    }

  return TRUE;
}

static gboolean
settle_all (Settling  *self,
            GError   **error)
{
  g_autoptr (GPtrArray) codes = NULL;

  if (self->agreements != NULL)
    {
      for (guint i = 0; self->agreements[i] != NULL; i++)
        if (!settle_agreement (self, self->agreements[i], TRUE, error))
          return FALSE;
      return TRUE;
    }

  codes = heng_book_list_codes (self->book, self->known, error);
  if (codes == NULL)
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (!settle_agreement (self, g_ptr_array_index (codes, i), FALSE, error))
      return FALSE;

  return TRUE;
}

/* Books all or nothing: where any computation fails all is computed and shown, and nothing booked. */
static gboolean
post_all (Settling  *self,
          GError   **error)
{
  if (!heng_book_begin (self->book, error))
    return FALSE;

  self->checking = TRUE;
  if (!settle_all (self, error))
    {
      heng_book_rollback (self->book);
      return FALSE;
    }
  self->checking = FALSE;
  if (!settle_all (self, error))
    {
      heng_book_rollback (self->book);
      return FALSE;
    }

  return heng_book_commit (self->book, error);
}

static gboolean
set_failed (const Settling  *self,
            GError         **error)
{
  g_auto (GStrv) parts = NULL;

  if (self->failed == NULL)
    return TRUE;

  parts = g_strsplit (self->failed, "\n", 2);
  heng_error_set (error, HENG_ERROR_SETTLEMENT_FAILED, parts[0], parts[1], NULL);
  return FALSE;
}

/* What is assumed is of one agreement, and never booked. */
static gboolean
read_assumptions (Settling  *self,
                  GError   **error)
{
  if (self->assume == NULL)
    return TRUE;
  if (self->post)
    {
      heng_call_set_usage (error, "--post --assume", "--assume");
      return FALSE;
    }
  if (self->agreements == NULL || g_strv_length (self->agreements) != 1)
    {
      heng_call_set_usage (error, "--assume", "--agreement CODE --assume INDICATOR@PERIOD=VALUE");
      return FALSE;
    }

  self->show.assumptions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_assumption_free);
  for (guint i = 0; self->assume[i] != NULL; i++)
    {
      HengAssumption *assumption = heng_assumption_new (self->assume[i], error);

      if (assumption == NULL)
        return FALSE;
      g_ptr_array_add (self->show.assumptions, assumption);
    }

  return TRUE;
}

gboolean
heng_command_settle (HengCall  *call,
                     GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  g_auto (Settling) settling = { 0 };
  int format;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.agreements, N_("Only this agreement (may be given again)"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.periods, N_("Only this period (may be given again)"), N_("PERIOD") },
    { "post", 0, 0, G_OPTION_ARG_NONE, &settling.post, N_("Book what is new"), NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &settling.date, N_("What has ended by this day, and the date of entries (default: today)"),
      N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &settling.format, N_("table or json"), N_("FORMAT") },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &settling.show.explain, N_("Show how each amount comes about"), NULL },
    { "assume", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.assume,
      N_("What if this were observed (may be given again; nothing is written)"), N_("INDICATOR@PERIOD=VALUE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &settling.known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      (format = heng_call_choose ("--format", settling.format, formats, 0, error)) < 0)
    return FALSE;
  if (settling.post && settling.known_on != NULL)
    {
      heng_call_set_usage (error, "--post --known-on", "--post");
      return FALSE;
    }
  if (!read_assumptions (&settling, error))
    return FALSE;
  if ((settling.book = heng_call_open (call, settling.post, error)) == NULL ||
      !heng_call_get_known (settling.book, settling.known_on, &settling.known, error) ||
      !heng_call_get_day (settling.date, heng_book_get_today (settling.book), &settling.day, error) || !check_asked (&settling, error))
    return FALSE;

  settling.show.book = settling.book;
  heng_settlement_show_begin (&settling.show, format == 1);
  if (!(settling.post ? post_all (&settling, error) : settle_all (&settling, error)))
    return FALSE;
  heng_settlement_show_end (&settling.show);
  return set_failed (&settling, error);
}

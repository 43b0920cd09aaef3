// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-changed.h"
#include "heng-book-post-many.h"
#include "heng-book-settle-many.h"
#include "heng-call-watch.h"
#include "heng-error.h"
#include "heng-settlement-json.h"
#include "heng-settlement-show.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GStrv     agreements;
  GStrv     periods;
  gboolean  post;
  gboolean  changed;
  char     *date;
  char     *format;
  char     *known_on;
  GStrv     assume;

  HengBook      *book;
  HengDay        day;
  gint64         known;
  HengPoster    *poster;           /* (nullable): of what is booked */
  char          *failed_agreement; /* (nullable): the first that failed */
  HengPeriod     failed_period;
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
  g_strfreev (self->assume);
  g_free (self->failed_agreement);
  g_clear_pointer (&self->poster, heng_poster_free);
  g_clear_pointer (&self->show.assumptions, g_ptr_array_unref);
  heng_settlement_show_clear (&self->show);
  g_clear_pointer (&self->book, heng_book_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

/* ---- computing ---- */

/* In any thread: the book's currency never changes. */
static gpointer
prepare (const HengSettlement *settlement,
         gpointer              data)
{
  const Settling *self = data;

  return heng_settlement_json_begin (settlement, heng_book_get_currency (self->book));
}

static void
prepared_free (gpointer data)
{
  g_string_free (data, TRUE);
}

/* What is assumed beside what is not. Takes @without. */
static gboolean
take_assuming (Settling        *self,
               HengSettlement  *without,
               GError         **error)
{
  g_autoptr (HengSettlement) owned = without;
  HengSettlement *assuming = heng_book_settle_assuming (self->book, without->agreement->code, without->period, self->known,
                                                        self->show.assumptions, self->show.explain, error);

  if (assuming == NULL)
    return FALSE;
  heng_settlement_show_take (&self->show, assuming, without, NULL);
  return TRUE;
}

/* One after the other, so that a book of any size takes the same memory. */
static gboolean
take (HengSettlement  *settlement,
      gpointer         prepared,
      gpointer         data,
      GError         **error)
{
  Settling *self = data;

  if (self->show.assumptions != NULL)
    return take_assuming (self, settlement, error);

  if (settlement->status == HENG_SETTLEMENT_FAILED && self->failed_agreement == NULL)
    {
      self->failed_agreement = g_strdup (settlement->agreement->code);
      self->failed_period = settlement->period;
    }
  if (self->poster != NULL && self->failed_agreement == NULL && !heng_poster_add (self->poster, settlement, NULL, error))
    {
      heng_settlement_free (settlement);
      g_clear_pointer (&prepared, prepared_free);
      return FALSE;
    }

  heng_settlement_show_take (&self->show, settlement, NULL, prepared);
  return TRUE;
}

/* The periods that were named. Returns: (transfer full) (nullable) (element-type HengPeriod) */
static GArray *
parse_periods (Settling  *self,
               GError   **error)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (HengPeriod));
  HengPeriod period;

  for (guint i = 0; self->periods != NULL && self->periods[i] != NULL; i++)
    {
      if (!heng_period_parse (self->periods[i], &period, error))
        return NULL;
      g_array_append_val (periods, period);
    }

  return g_steal_pointer (&periods);
}

/* Before anything is computed: what was asked for must be there. */
static gboolean
check_asked (Settling  *self,
             GArray    *periods,
             GError   **error)
{
  for (guint i = 0; self->agreements != NULL && self->agreements[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) versions = heng_book_list_versions (self->book, self->agreements[i], self->known, error);

      if (versions == NULL)
        return FALSE;
      for (guint j = 0; j < periods->len; j++)
        {
          g_autoptr (GArray) within = heng_book_list_periods (self->book, self->agreements[i], self->day,
                                                              &g_array_index (periods, HengPeriod, j), self->known, error);

          if (within == NULL)
            return FALSE;
        }
    }

  return TRUE;
}

/* Returns: (transfer full) (element-type HengSettleTarget) */
static GPtrArray *
list_targets (Settling  *self,
              GError   **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settle_target_free);
  g_autoptr (GPtrArray) codes = NULL;

  if (self->changed)
    return heng_book_list_changed (self->book, self->day, error);
  for (guint i = 0; self->agreements != NULL && self->agreements[i] != NULL; i++)
    g_ptr_array_add (targets, heng_settle_target_new (self->agreements[i], NULL));
  if (self->agreements != NULL)
    return g_steal_pointer (&targets);

  codes = heng_book_list_codes (self->book, self->known, error);
  if (codes == NULL)
    return NULL;
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (targets, heng_settle_target_new (g_ptr_array_index (codes, i), NULL));

  return g_steal_pointer (&targets);
}

static gboolean
settle_all (Settling   *self,
            GPtrArray  *targets,
            GArray     *periods,
            GError    **error)
{
  const HengSettleRequest request = {
    .ended_by = self->day, .within = (const HengPeriod *) (gpointer) periods->data, .n_within = periods->len,
    /* A period that was named need not be one of every agreement, only of one. */
    .skip_outside = self->agreements == NULL, .known = self->known,
    .traced = self->show.explain && self->show.assumptions == NULL,
    .prepare = self->show.table == NULL && !self->show.explain && self->show.assumptions == NULL ? prepare : NULL, .take = take, .free_prepared = prepared_free, .data = self,
  };

  return heng_book_settle_many (self->book, targets, &request, error);
}

/* Where all is booked that was asked for, and all that may have changed was asked for, the book remembers it. */
static gboolean
finish_posting (Settling  *self,
                GError   **error)
{
  return heng_poster_finish (self->poster, error) &&
         (self->agreements != NULL || self->periods != NULL || heng_book_mark_settled (self->book, self->day, error));
}

/* Books all or nothing: where any computation fails all is computed and shown, and nothing booked. */
static gboolean
post_all (Settling  *self,
          GArray    *periods,
          GError   **error)
{
  g_autoptr (GPtrArray) targets = NULL;

  if (!heng_book_begin (self->book, error))
    return FALSE;

  self->poster = heng_poster_new (self->book, self->day, error);
  if (self->poster == NULL || (targets = list_targets (self, error)) == NULL || !settle_all (self, targets, periods, error) ||
      (self->failed_agreement == NULL && !finish_posting (self, error)))
    {
      heng_book_rollback (self->book);
      return FALSE;
    }
  if (self->failed_agreement == NULL)
    return heng_book_commit (self->book, error);

  heng_book_rollback (self->book);
  g_clear_pointer (&self->poster, heng_poster_free);
  heng_settlement_show_begin (&self->show, self->show.table == NULL, TRUE);
  return settle_all (self, targets, periods, error);
}

static gboolean
set_failed (const Settling  *self,
            GError         **error)
{
  g_autofree char *period = NULL;

  if (self->failed_agreement == NULL || !self->post)
    return TRUE;

  period = heng_period_format (self->failed_period);
  heng_error_set (error, HENG_ERROR_SETTLEMENT_FAILED, self->failed_agreement, period, NULL);
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
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GArray) periods = NULL;
  gboolean done;
  int format;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.agreements, N_("Only this agreement (may be given again)"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.periods, N_("Only this period (may be given again)"), N_("PERIOD") },
    { "post", 0, 0, G_OPTION_ARG_NONE, &settling.post, N_("Book what is new"), NULL },
    { "changed", 0, 0, G_OPTION_ARG_NONE, &settling.changed,
      N_("Only what may have changed since everything was booked last"), NULL },
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
  if (settling.changed && (settling.agreements != NULL || settling.periods != NULL || settling.known_on != NULL))
    {
      heng_call_set_usage (error, settling.known_on != NULL ? "--changed --known-on" : settling.agreements != NULL
                           ? "--changed --agreement" : "--changed --period", "--changed");
      return FALSE;
    }
  if (!read_assumptions (&settling, error))
    return FALSE;
  if ((settling.book = heng_call_open (call, settling.post, error)) == NULL ||
      !heng_call_get_known (settling.book, settling.known_on, &settling.known, error) ||
      !heng_call_get_day (settling.date, heng_book_get_today (settling.book), &settling.day, error) ||
      (periods = parse_periods (&settling, error)) == NULL || !check_asked (&settling, periods, error))
    return FALSE;

  settling.show.book = settling.book;
  heng_settlement_show_begin (&settling.show, format == 1, settling.post);
  heng_call_watch (settling.book);
  if (settling.post)
    done = post_all (&settling, periods, error);
  else
    done = (targets = list_targets (&settling, error)) != NULL && settle_all (&settling, targets, periods, error);
  heng_call_unwatch (settling.book);
  return done && heng_settlement_show_end (&settling.show, error) && set_failed (&settling, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-agreements.h"
#include "heng-book-changed.h"
#include "heng-book-post-many.h"
#include "heng-book-settle-many.h"
#include "heng-book-settle.h"
#include "heng-call-watch.h"
#include "heng-error.h"
#include "heng-settlement-json.h"
#include "heng-settlement-output.h"
#include "heng-what-if.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GStrv     agreements;
  GStrv     periods;
  gboolean  post;
  gboolean  explain;
  gboolean  changed;
  char     *date;
  char     *format;
  char     *known_on;
  GStrv     assume;
  char     *kind;

  GPtrArray     *assumptions; /* (nullable) (element-type HengAssumption): what if */
  HengBook      *book;
  HengDay        day;
  gint64         known;
  HengRunKind    run_kind;
  HengPoster    *poster;     /* (nullable): of what is booked */
  gboolean       failed;
  char          *failed_agreement; /* the first that failed */
  HengPeriod     failed_period;
  HengSettlementOutput output;
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
  g_clear_pointer (&self->assumptions, g_ptr_array_unref);
  g_free (self->kind);
  g_free (self->failed_agreement);
  g_clear_pointer (&self->poster, heng_poster_free);
  heng_settlement_output_clear (&self->output);
  g_clear_pointer (&self->book, heng_book_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

/* ---- computing ---- */

static void
prepared_free (gpointer data)
{
  g_string_free (data, TRUE);
}

/* In any thread: the book's currency never changes. */
static gpointer
prepare (const HengSettlement *settlement,
         gpointer              data)
{
  const Settling *self = data;

  /* Few have an exception; they are written the long way. */
  if (settlement->exception != NULL)
    return NULL;
  return heng_settlement_json_begin (settlement, heng_book_get_currency (self->book));
}

/* One after the other, so that a book of any size takes the same memory. */
static gboolean
take (HengSettlement  *settlement,
      gpointer         prepared,
      gpointer         data,
      GError         **error)
{
  g_autoptr (HengSettlement) owned = settlement;
  g_autoptr (HengSettlement) without = NULL;
  Settling *self = data;

  if (self->assumptions != NULL)
    {
      without = g_steal_pointer (&owned);
      owned = settlement = heng_book_settle_assuming (self->book, without->agreement->code, without->period, self->known,
                                                      self->assumptions, self->explain, error);
      if (settlement == NULL)
        return FALSE;
    }
  if (settlement->status == HENG_SETTLEMENT_FAILED && !self->failed)
    {
      self->failed = TRUE;
      self->failed_agreement = g_strdup (settlement->agreement->code);
      self->failed_period = settlement->period;
    }
  if (self->poster != NULL && !self->failed && !heng_poster_add (self->poster, settlement, NULL, error))
    {
      if (prepared != NULL)
        prepared_free (prepared);
      return FALSE;
    }

  heng_settlement_output_take (&self->output, g_steal_pointer (&owned), without, prepared);
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
    .skip_outside = self->agreements == NULL, .known = self->known, .traced = self->explain,
    .prepare = self->output.table == NULL && !self->explain && self->assumptions == NULL ? prepare : NULL, .take = take, .free_prepared = prepared_free, .data = self,
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
  if (self->poster != NULL)
    heng_poster_set_kind (self->poster, self->run_kind);
  if (self->poster == NULL || (targets = list_targets (self, error)) == NULL || !settle_all (self, targets, periods, error) ||
      (!self->failed && !finish_posting (self, error)))
    {
      heng_book_rollback (self->book);
      return FALSE;
    }
  if (!self->failed)
    return heng_book_commit (self->book, error);

  heng_book_rollback (self->book);
  g_clear_pointer (&self->poster, heng_poster_free);
  heng_settlement_output_begin (&self->output, self->output.table == NULL);
  return settle_all (self, targets, periods, error);
}

static gboolean
set_failed (const Settling  *self,
            GError         **error)
{
  g_autofree char *period = NULL;

  if (!self->failed || !self->post)
    return TRUE;

  period = heng_period_format (self->failed_period);
  heng_error_set (error, HENG_ERROR_SETTLEMENT_FAILED, self->failed_agreement, period, NULL);
  return FALSE;
}

gboolean
heng_command_settle (HengCall  *call,
                     GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  static const char *const kinds[] = { "provisional", "final", NULL };
  g_auto (Settling) settling = { 0 };
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GArray) periods = NULL;
  gboolean done;
  int format, kind = 0;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.agreements, N_("Only this agreement (may be given again)"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.periods, N_("Only this period (may be given again)"), N_("PERIOD") },
    { "post", 0, 0, G_OPTION_ARG_NONE, &settling.post, N_("Book what is new"), NULL },
    { "changed", 0, 0, G_OPTION_ARG_NONE, &settling.changed,
      N_("Only what may have changed since everything was booked last"), NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &settling.kind, N_("With --post: the run is provisional or final"), N_("KIND") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &settling.date, N_("What has ended by this day, and the date of entries (default: today)"),
      N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &settling.format, N_("table or json"), N_("FORMAT") },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &settling.explain, N_("Show how each amount comes about"), NULL },
    { "assume", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.assume,
      N_("What if this were observed (may be given again; nothing is written)"), N_("INDICATOR@PERIOD=VALUE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &settling.known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      (format = heng_call_choose ("--format", settling.format, formats, 0, error)) < 0)
    return FALSE;
  if (settling.kind != NULL && !settling.post)
    {
      heng_call_set_usage (error, "--kind", "--post --kind");
      return FALSE;
    }
  if (settling.kind != NULL && (kind = heng_call_choose ("--kind", settling.kind, kinds, 0, error)) < 0)
    return FALSE;
  settling.run_kind = settling.kind == NULL ? HENG_RUN_FIRST : kind == 0 ? HENG_RUN_PROVISIONAL : HENG_RUN_FINAL;
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
  if (!heng_what_if_read (settling.assume, settling.agreements, settling.post, &settling.assumptions, error) ||
      (settling.book = heng_call_open (call, settling.post, error)) == NULL ||
      !heng_call_get_known (settling.book, settling.known_on, &settling.known, error) ||
      !heng_call_get_day (settling.date, heng_book_get_today (settling.book), &settling.day, error) ||
      (periods = parse_periods (&settling, error)) == NULL || !check_asked (&settling, periods, error))
    return FALSE;

  settling.output.book = settling.book;
  settling.output.explain = settling.explain;
  settling.output.is_held = settling.post;
  settling.output.assumptions = settling.assumptions;
  heng_settlement_output_begin (&settling.output, format == 1);
  heng_call_watch (settling.book);
  if (settling.post)
    done = post_all (&settling, periods, error);
  else
    done = (targets = list_targets (&settling, error)) != NULL && settle_all (&settling, targets, periods, error);
  heng_call_unwatch (settling.book);
  return done && heng_settlement_output_end (&settling.output, error) && set_failed (&settling, error);
}

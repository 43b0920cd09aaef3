// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-changed.h"
#include "heng-book-post-many.h"
#include "heng-book-settle-many.h"
#include "heng-call-watch.h"
#include "heng-error.h"
#include "heng-exception-text.h"
#include "heng-explanation-text.h"
#include "heng-json-write.h"
#include "heng-settlement-json.h"
#include "heng-text-table.h"
#include "heng-what-if.h"
#include "heng-wording-exception.h"
#include "heng-wording.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
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
  HengTextTable *table;      /* (nullable): else JSON */
  FILE          *held;       /* (nullable): JSON that counts only when all is booked */
  gboolean       any;        /* something is printed already */
  GPtrArray     *explained;  /* (element-type HengSettlement): kept until the table is printed */
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
  g_clear_pointer (&self->table, heng_text_table_free);
  g_clear_pointer (&self->explained, g_ptr_array_unref);
  if (self->held != NULL)
    fclose (self->held);
  g_clear_pointer (&self->book, heng_book_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

static gpointer prepare      (const HengSettlement *settlement, gpointer data);
static void     show         (Settling *self, HengSettlement *settlement, HengSettlement *without, GString *prepared);
static void     begin_output (Settling *self, gboolean json);
static gboolean end_output   (Settling *self, GError **error);

/* ---- computing ---- */

static void
prepared_free (gpointer data)
{
  g_string_free (data, TRUE);
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

  show (self, settlement, without, prepared);
  if (self->explained != NULL)
    g_ptr_array_add (self->explained, g_steal_pointer (&owned));
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
    .prepare = self->table == NULL && !self->explain && self->assumptions == NULL ? prepare : NULL, .take = take, .free_prepared = prepared_free, .data = self,
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
  begin_output (self, self->table == NULL);
  return settle_all (self, targets, periods, error);
}

/* ---- showing ---- */

static void
add_obligations (Settling              *self,
                 const HengSettlement  *settlement,
                 JsonObject            *object)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      JsonObject *member = json_object_new ();
      g_autofree char *amount = heng_obligation_format_amount (obligation, settlement, heng_book_get_currency (self->book));

      heng_json_set_string (member, "from", heng_agreement_get_party (settlement->agreement, obligation->from)->name);
      heng_json_set_string (member, "to", heng_agreement_get_party (settlement->agreement, obligation->to)->name);
      heng_json_set_string (member, "amount", amount);
      heng_json_set_string (member, "commodity", obligation->commodity);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (object, "obligations", array);
}

static void
add_missing (const HengSettlement *settlement,
             JsonObject           *object)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < settlement->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      JsonObject *member = json_object_new ();
      g_autofree char *period = heng_period_format (missing->period);

      heng_json_set_string (member, "indicator", missing->indicator);
      heng_json_set_string (member, "period", period);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (object, "missing", array);
}

static JsonObject *settlement_to_json (Settling *self, const HengSettlement *settlement, gboolean explain);

/* With what the formula gives from the facts known: instead of what was agreed, or of what was known when the period was frozen. */
static JsonObject *
exception_to_json (Settling              *self,
                   const HengSettlement  *settlement,
                   gboolean               explain)
{
  JsonObject *object = heng_exception_to_json (self->book, settlement->exception);
  JsonObject *formula = settlement_to_json (self, settlement->formula, explain);

  json_object_remove_member (object, "agreement");
  json_object_remove_member (object, "period");
  json_object_remove_member (formula, "agreement");
  json_object_remove_member (formula, "period");
  json_object_set_object_member (object, "formula", formula);
  return object;
}

static JsonObject *
settlement_to_json (Settling              *self,
                    const HengSettlement  *settlement,
                    gboolean               explain)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (settlement->period);

  heng_json_set_string (object, "agreement", settlement->agreement->code);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "status", heng_settlement_status_get_name (settlement->status));
  add_obligations (self, settlement, object);
  add_missing (settlement, object);
  if (settlement->status == HENG_SETTLEMENT_BLOCKED)
    heng_json_set_string (object, "reason", settlement->reason);
  if (settlement->status == HENG_SETTLEMENT_FAILED)
    {
      g_autofree char *sentence = heng_wording_error_sentence (settlement->error);

      heng_json_set_string (object, "reason", sentence);
      json_object_set_int_member (object, "line", settlement->statement + 1);
      json_object_set_int_member (object, "column", heng_error_get_column (settlement->error));
    }
  if (settlement->exception != NULL)
    json_object_set_object_member (object, "exception", exception_to_json (self, settlement, explain));
  if (explain)
    json_object_set_member (object, "explanation", heng_explanation_to_json (settlement, heng_book_get_currency (self->book)));
  return object;
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

static void
put (Settling   *self,
     const char *text)
{
  if (self->held != NULL)
    fputs (text, self->held);
  else
    heng_call_write_utf8 (text);
}

static void
print_json (Settling              *self,
            const HengSettlement  *settlement,
            const HengSettlement  *without,
            GString               *prepared)
{
  put (self, self->any ? ",\n" : "\n");
  self->any = TRUE;
  if (prepared != NULL)
    {
      heng_settlement_json_end (settlement, prepared);
      put (self, prepared->str);
      g_string_free (prepared, TRUE);
    }
  else
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      JsonObject *object = settlement_to_json (self, settlement, self->explain);
      g_autofree char *text = NULL;

      if (without != NULL)
        json_object_set_object_member (object, "without", settlement_to_json (self, without, FALSE));
      json_node_take_object (node, object);
      text = heng_json_write (node, 2);
      put (self, text);
    }
}

/* What is missing, why it is blocked or failed. */
static char *
describe_state (const HengSettlement *settlement)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (settlement->status == HENG_SETTLEMENT_BLOCKED)
    return g_strdup (settlement->reason);
  if (settlement->status == HENG_SETTLEMENT_FAILED)
    return heng_wording_error_sentence (settlement->error);

  for (guint i = 0; i < settlement->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      g_autofree char *period = heng_period_format (missing->period);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", missing->indicator, period);
      if (i == 5 && settlement->missing->len > 7)
        {
          g_string_append_printf (text, ", … (%u)", settlement->missing->len);
          break;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a line says besides amounts: that there is an exception, and the rest. */
static char *
describe (const HengSettlement *settlement)
{
  g_autofree char *state = describe_state (settlement), *exception = NULL;

  if (settlement->exception == NULL)
    return g_steal_pointer (&state);

  exception = heng_wording_exception (settlement->exception);
  return *state == '\0' ? g_steal_pointer (&exception) : g_strdup_printf ("%s; %s", exception, state);
}

static void
add_rows (Settling              *self,
          HengTextTable         *table,
          const HengSettlement  *settlement)
{
  g_autofree char *period = heng_period_format (settlement->period), *remark = describe (settlement);
  const char *status = heng_wording_settlement_status (settlement->status);

  if (settlement->obligations->len == 0)
    heng_text_table_add (table, (const char *[]) { settlement->agreement->code, period, status, "", "", "–", "", remark });
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      g_autofree char *amount = heng_obligation_format_amount (obligation, settlement, heng_book_get_currency (self->book));
      const char *from = heng_agreement_get_party (settlement->agreement, obligation->from)->name;
      const char *to = heng_agreement_get_party (settlement->agreement, obligation->to)->name;

      heng_text_table_add (table, (const char *[]) { i == 0 ? settlement->agreement->code : "", i == 0 ? period : "",
                                                     i == 0 ? status : "", from, to, amount, obligation->commodity, remark });
    }
}

static void
show (Settling        *self,
      HengSettlement  *settlement,
      HengSettlement  *without,
      GString         *prepared)
{
  if (self->table != NULL && without != NULL)
    {
      g_autofree char *remark = describe (settlement);

      heng_what_if_add_rows (self->table, settlement, without, heng_book_get_currency (self->book), remark);
    }
  else if (self->table != NULL)
    add_rows (self, self->table, settlement);
  else
    print_json (self, settlement, without, prepared);
}

/* Called again where nothing can be booked: what was shown before is dropped. */
static void
begin_output (Settling *self,
              gboolean  json)
{
  g_autofree char *begin = self->assumptions != NULL ? heng_what_if_to_json (self->assumptions) : NULL;

  if (json)
    {
      if (self->held != NULL)
        fclose (self->held);
      /* Where there is no room beside, what is printed may come before what stops the booking. */
      self->held = self->post ? tmpfile () : NULL;
      self->any = FALSE;
      put (self, begin != NULL ? begin : "{\"settlements\": [");
      return;
    }

  g_clear_pointer (&self->table, heng_text_table_free);
  g_clear_pointer (&self->explained, g_ptr_array_unref);
  self->table = self->assumptions != NULL ? heng_what_if_new_table () : heng_text_table_new ("lllllrll");
  if (self->assumptions == NULL)
    heng_text_table_add (self->table, (const char *[]) { _("Agreement"), _("Period"), _("Status"), _("From"), _("To"), _("Amount"),
                                                         _("Unit"), _("Remark") });
  if (self->explain)
    self->explained = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settlement_free);
}

static gboolean
print_held (Settling  *self,
            GError   **error)
{
  char buffer[65536];
  gsize length;

  /* What did not arrive there is not printed as if it were all. */
  if (fflush (self->held) != 0 || ferror (self->held))
    {
      heng_error_set (error, HENG_ERROR_FILE_WRITE, g_get_tmp_dir (), g_strerror (errno), NULL);
      return FALSE;
    }

  rewind (self->held);
  while ((length = fread (buffer, 1, sizeof buffer, self->held)) > 0)
    fwrite (buffer, 1, length, stdout);
  return TRUE;
}

static gboolean
end_output (Settling  *self,
            GError   **error)
{
  if (self->table == NULL)
    {
      put (self, self->any ? "\n]}\n" : "]}\n");
      return self->held == NULL || print_held (self, error);
    }

  heng_text_table_print (self->table);
  for (guint i = 0; self->explained != NULL && i < self->explained->len; i++)
    heng_explanation_print (g_ptr_array_index (self->explained, i), heng_book_get_currency (self->book));
  return TRUE;
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
  int format, kind;
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

  begin_output (&settling, format == 1);
  heng_call_watch (settling.book);
  if (settling.post)
    done = post_all (&settling, periods, error);
  else
    done = (targets = list_targets (&settling, error)) != NULL && settle_all (&settling, targets, periods, error);
  heng_call_unwatch (settling.book);
  return done && end_output (&settling, error) && set_failed (&settling, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* new, import, export, verify. */
#include "heng-call.h"

#include "heng-book-log.h"
#include "heng-book-verify.h"
#include "heng-call-watch.h"
#include "heng-digest.h"
#include "heng-error.h"
#include "heng-export.h"
#include "heng-import.h"
#include "heng-preview.h"
#include "heng-rescue-text.h"
#include "heng-standard-book.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <unistd.h>

gboolean
heng_command_new (HengCall  *call,
                  GError   **error)
{
  g_autofree char *currency = NULL;
  g_autoptr (HengBook) book = NULL;
  const GOptionEntry entries[] = {
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, N_("The book’s currency (default: CNY)"), N_("CODE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error))
    return FALSE;

  book = heng_standard_book_new (call->argv[1], currency != NULL ? currency : "CNY", call->recorder, heng_clock_system, NULL, error);
  return book != NULL;
}

static void
print_count (const char *words,
             guint       count)
{
  if (count > 0)
    g_print ("%u  %s\n", count, words);
}

/* Warnings that are told one by one; the count tells of the others. */
#define WARNINGS_MAX 20

static void
print_warning (const HengImportWarning *warning,
               gpointer                 data)
{
  guint *n_warned = data;
  g_autofree char *period = NULL, *what = NULL, *sentence = NULL;

  if ((*n_warned)++ >= WARNINGS_MAX)
    return;

  period = heng_period_format (warning->period);
  what = g_strjoin (" ", warning->agreement, warning->indicator, period, NULL);
  /* Translators: agreement, indicator and period; the value; the limits, such as 0…50 */
  sentence = heng_wording_fill (_("%1$s: %2$s is outside the limits %3$s"), what, warning->value, warning->limits, "");
  g_printerr ("%s:%u: %s\n", warning->file, warning->line, sentence);
}

static void
print_report (const HengImportReport *report)
{
  print_count (_("regions"), report->n_regions);
  print_count (_("agreement versions"), report->n_agreements);
  print_count (_("agreement versions unchanged"), report->n_agreements_same);
  print_count (_("calendars"), report->n_calendars);
  print_count (_("opening balances"), report->n_openings);
  print_count (_("observations"), report->n_observations);
  print_count (_("observations revised"), report->n_observations_revised);
  print_count (_("observations unchanged"), report->n_observations_same);
  print_count (_("observations not filled in"), report->n_observations_unfilled);
  print_count (_("observations outside the limits of plausibility"), report->n_observations_implausible);
  print_count (_("payments"), report->n_payments);
}

gboolean
heng_command_import (HengCall  *call,
                     GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  HengImportOptions options = { .warn = print_warning };
  gboolean preview = FALSE;
  g_autofree char *format = NULL;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (HengIntake) intake = NULL;
  HengImportReport report;
  guint n_warned = 0;
  gboolean done;
  int chosen;
  const GOptionEntry entries[] = {
    { "again", 0, 0, G_OPTION_ARG_NONE, &options.again, N_("Take files that were imported before"), NULL },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_("Show what each observation would do, and write nothing"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table or json, of a preview"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 2, G_MAXINT, error) ||
      (chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0)
    return FALSE;
  if (format != NULL && !preview)
    {
      heng_call_set_usage (error, "--format", "--preview --format");
      return FALSE;
    }
  options.warn_data = &n_warned;
  if ((book = heng_call_open (call, !preview, error)) == NULL)
    return FALSE;
  if (preview)
    options.intake = intake = heng_intake_new (book);
  heng_call_watch (book);
  done = heng_import_files_with (book, (const char *const *) call->argv + 2, (guint) call->argc - 2, &options, &report, error);
  heng_call_unwatch (book);
  if (!done)
    return FALSE;

  if (!preview)
    print_report (&report);
  else
    (chosen == 1 ? heng_preview_print_json : heng_preview_print) (book, intake, &report);
  return TRUE;
}

gboolean
heng_command_export (HengCall  *call,
                     GError   **error)
{
  static const char *const formats[] = { "hledger", "beancount", "csv", "json", NULL };
  g_autofree char *format = NULL, *output = NULL;
  g_autoptr (HengBook) book = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("hledger (also for Ledger), beancount, csv or json"), N_("FORMAT") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("Write into a file instead of standard output"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  int chosen;

  if (!heng_call_parse (call, entries, 1, 1, error))
    return FALSE;
  if (format == NULL)
    {
      heng_call_set_usage (error, _("The format is missing"), "--format hledger, beancount, csv, json");
      return FALSE;
    }
  if ((chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0 || (book = heng_call_open (call, FALSE, error)) == NULL)
    return FALSE;

  return output != NULL ? heng_export_to_file (book, (HengExportFormat) chosen, output, error)
                        : heng_export (book, (HengExportFormat) chosen, stdout, error);
}

typedef struct
{
  guint  n_kept; /* findings about what is kept */
  gint64 first;  /* the least number of a fact that was found wrong; 0: none */
} Findings;

static void
print_finding (gint64        fact,
               const GError *finding,
               gpointer      data)
{
  g_autofree char *sentence = heng_wording_error_sentence (finding);
  Findings *findings = data;

  if (heng_error_is (finding, HENG_ERROR_BOOK_KEPT_SUM))
    findings->n_kept++;
  if (fact > 0 && (findings->first == 0 || fact < findings->first))
    findings->first = fact;
  g_print ("%s\n", sentence);
}

/* Says where to look: which fact it is by what the log says of it, be it right or not. */
static gboolean
print_first (const HengLogFact  *fact,
             gpointer            data,
             GError            **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, fact->number), *what = NULL, *line = NULL;
  g_autofree char *day = heng_wording_day (heng_day_of_ms (fact->recorded_ms));
  const char *kind = heng_rescue_word_kind (fact->kind);

  if (fact->n_rows == 1)
    what = g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, fact->first_row);
  else
    what = g_strdup_printf ("%s %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, kind, fact->first_row, fact->first_row + fact->n_rows - 1);
  /* Translators: number of a fact, its kind and the numbers of its rows, the day, the recorder */
  line = heng_wording_fill (_("The first fact that is not as it was recorded: %1$s (%2$s, recorded %3$s by %4$s)"), number, what, day,
                            fact->recorded_by);
  g_print ("%s\n", line);
  return TRUE;
}

static gboolean
print_first_wrong (HengBook        *book,
                   const Findings  *findings,
                   GError         **error)
{
  gboolean found = FALSE;

  if (findings->first == 0)
    return TRUE;
  if (!heng_book_find_fact (book, findings->first, print_first, NULL, &found, error))
    return FALSE;
  if (!found)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, findings->first);
      /* Translators: number of a fact */
      g_autofree char *line = heng_wording_fill (_("The first fact that is not as it was recorded: %1$s (the log does not have it)"), number, "", "", "");

      g_print ("%s\n", line);
    }
  return TRUE;
}

static gboolean
rebuild (HengBook  *book,
         GError   **error)
{
  if (!heng_book_rebuild_kept (book, error))
    return FALSE;

  g_print ("%s\n", _("The balances that the book keeps were computed anew from its entries."));
  return TRUE;
}

gboolean
heng_command_verify (HengCall  *call,
                     GError   **error)
{
  gboolean settlements = FALSE, rebuilding = FALSE;
  g_autoptr (HengBook) book = NULL;
  g_autofree char *hash = NULL, *state = NULL, *head = NULL, *old_hash = NULL;
  gint64 n_found, count, old_count = 0;
  Findings findings = { 0 };
  gboolean done;
  const GOptionEntry entries[] = {
    { "settlements", 0, 0, G_OPTION_ARG_NONE, &settlements, N_("Compute each settlement anew from the facts it knew"), NULL },
    { "head", 0, 0, G_OPTION_ARG_STRING, &head, N_("The count of facts and the hash that a page or an export states: the book must be the one it was of"), N_("COUNT:HASH") },
    { "rebuild", 0, 0, G_OPTION_ARG_NONE, &rebuilding, N_("Where only balances that the book keeps are wrong, compute them anew"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error))
    return FALSE;
  if (head != NULL && !heng_head_parse (head, &old_count, &old_hash))
    {
      heng_call_set_usage (error, head, "--head 504:98ead1c77eff7a49");
      return FALSE;
    }
  if ((book = heng_call_open (call, rebuilding, error)) == NULL)
    return FALSE;

  heng_call_watch (book);
  done = heng_book_verify (book, settlements, print_finding, &findings, &n_found, error);
  heng_call_unwatch (book);
  if (!print_first_wrong (book, &findings, done ? error : NULL) || !done || !heng_book_get_head (book, &count, &hash, error))
    return FALSE;
  if (rebuilding && findings.n_kept > 0 && findings.n_kept == n_found)
    return rebuild (book, error);
  if (n_found > 0)
    {
      g_autofree char *found = g_strdup_printf ("%" G_GINT64_FORMAT, n_found);

      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, found, NULL);
      heng_error_place (error, call->argv[1], 0, 0);
      return FALSE;
    }

  if (head != NULL && !heng_book_check_head (book, old_count, old_hash, error))
    return FALSE;

  state = heng_head_format (count, hash, 0);
  /* Translators: the count of facts; this count and the hash of the last one, such as 504:98ead1c77eff7a49…. */
  g_print (_("Nothing is wrong. %" PRId64 " facts, head %s\n"), count, state);
  return TRUE;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* issue, confirm, dispute, resolve. */
#include "heng-call.h"

#include "heng-book-review.h"
#include "heng-error.h"
#include "heng-review-text.h"
#include "heng-statement.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What the four have in common. */
typedef struct
{
  char      *agreement;
  char      *period_text;
  char      *party;
  char      *document;
  char      *reason;
  char      *output;
  char      *how;
  char      *date;
  GStrv      lines;
  int        statement;
  HengPeriod period;
  HengBook  *book;
} Reviewing;

static void
reviewing_clear (Reviewing *self)
{
  g_free (self->agreement);
  g_free (self->period_text);
  g_free (self->party);
  g_free (self->document);
  g_free (self->reason);
  g_free (self->output);
  g_free (self->how);
  g_free (self->date);
  g_strfreev (self->lines);
  g_clear_pointer (&self->book, heng_book_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reviewing, reviewing_clear)

#define AGREEMENT_ENTRY(self) { "agreement", 0, 0, G_OPTION_ARG_STRING, &(self).agreement, N_("The agreement"), N_("CODE") }
#define PERIOD_ENTRY(self) { "period", 0, 0, G_OPTION_ARG_STRING, &(self).period_text, N_("The assessed period"), N_("PERIOD") }
#define PARTY_ENTRY(self) { "party", 0, 0, G_OPTION_ARG_STRING, &(self).party, N_("The party, by its name in the agreement"), N_("NAME") }
#define DOCUMENT_ENTRY(self) { "document", 0, 0, G_OPTION_ARG_STRING, &(self).document, N_("Number of the document"), N_("NUMBER") }
#define STATEMENT_ENTRY(self) \
  { "statement", 0, 0, G_OPTION_ARG_INT, &(self).statement, N_("Number of the statement (default: the last)"), N_("NUMBER") }

static gboolean
check_given (const char  *value,
             const char  *option,
             const char  *expected,
             GError     **error)
{
  g_autofree char *wrong = value == NULL ? g_strdup_printf (_("%s is missing"), option) : NULL;

  if (wrong != NULL)
    heng_call_set_usage (error, wrong, expected);
  return value != NULL;
}

/* Agreement, period and, where @with_party, party must have been given; opens the book. */
static gboolean
open_for (Reviewing  *self,
          HengCall   *call,
          gboolean    with_party,
          GError    **error)
{
  const char *expected = with_party ? "--agreement, --period, --party" : "--agreement, --period";

  if (!check_given (self->agreement, "--agreement", expected, error) || !check_given (self->period_text, "--period", expected, error) ||
      (with_party && !check_given (self->party, "--party", expected, error)))
    return FALSE;
  if (self->statement < 0)
    {
      heng_call_set_usage (error, "--statement", "1, 2, …");
      return FALSE;
    }

  return heng_period_parse (self->period_text, &self->period, error) && (self->book = heng_call_open (call, TRUE, error)) != NULL;
}

static GPtrArray *
parse_lines (Reviewing   *self,
             const char  *option,
             GError     **error)
{
  g_autoptr (GPtrArray) lines = heng_review_lines_new ();

  for (guint i = 0; self->lines != NULL && self->lines[i] != NULL; i++)
    {
      HengReviewLine *line = heng_review_line_parse (self->lines[i], option, heng_book_get_currency (self->book), error);

      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
    }
  return g_steal_pointer (&lines);
}

/* ---- issue ---- */

/* The statement is what is known with its own issue, so that it is printed with its number. */
static gboolean
print_statement (Reviewing  *self,
                 gint64      fact,
                 GError    **error)
{
  HengStatementOptions options = { .unit = HENG_MONEY_UNIT_WAN, .view = { .known = fact } };
  g_autoptr (HengPageContent) content = heng_statement_new_settlement (self->book, self->agreement, self->period, &options, error);

  return content != NULL && heng_statement_write_pdf (self->book, content, NULL, self->output, error);
}

gboolean
heng_command_issue (HengCall  *call,
                    GError   **error)
{
  g_auto (Reviewing) self = { 0 };
  guint statement;
  gint64 fact;
  const GOptionEntry entries[] = {
    AGREEMENT_ENTRY (self), PERIOD_ENTRY (self), DOCUMENT_ENTRY (self),
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &self.output, N_("Prints the statement into this PDF file"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || !open_for (&self, call, FALSE, error) || !heng_book_begin (self.book, error))
    return FALSE;
  /* What cannot be printed is not issued. */
  if (!heng_book_append_issue (self.book, self.agreement, self.period, self.document, &statement, &fact, error) ||
      (self.output != NULL && !print_statement (&self, fact, error)))
    {
      heng_book_rollback (self.book);
      return FALSE;
    }
  if (!heng_book_commit (self.book, error))
    return FALSE;

  g_print (_("Statement %u, fact %" PRId64 "\n"), statement, fact);
  return TRUE;
}

/* ---- confirm and dispute ---- */

gboolean
heng_command_confirm (HengCall  *call,
                      GError   **error)
{
  g_auto (Reviewing) self = { 0 };
  gint64 fact;
  const GOptionEntry entries[] = {
    AGREEMENT_ENTRY (self), PERIOD_ENTRY (self), PARTY_ENTRY (self), STATEMENT_ENTRY (self), DOCUMENT_ENTRY (self),
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || !open_for (&self, call, TRUE, error) ||
      !heng_book_append_confirmation (self.book, self.agreement, self.period, (guint) self.statement, self.party, self.document, &fact,
                                      error))
    return FALSE;

  g_print (_("Confirmed, fact %" PRId64 "\n"), fact);
  return TRUE;
}

gboolean
heng_command_dispute (HengCall  *call,
                      GError   **error)
{
  g_auto (Reviewing) self = { 0 };
  g_autoptr (GPtrArray) lines = NULL;
  gint64 fact;
  const GOptionEntry entries[] = {
    AGREEMENT_ENTRY (self), PERIOD_ENTRY (self), PARTY_ENTRY (self), STATEMENT_ENTRY (self),
    { "line", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.lines,
      N_("A line of the statement and the amount proposed for it (may be given again)"), N_("FROM>TO=AMOUNT[ UNIT]") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &self.reason, N_("Why"), N_("TEXT") },
    DOCUMENT_ENTRY (self),
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || !check_given (self.reason, "--reason", "--reason TEXT", error) ||
      (self.lines == NULL && !check_given (NULL, "--line", "--line \"FROM>TO=AMOUNT[ UNIT]\"", error)) ||
      !open_for (&self, call, TRUE, error) || (lines = parse_lines (&self, "--line", error)) == NULL ||
      !heng_book_append_dispute (self.book, self.agreement, self.period, (guint) self.statement, self.party, lines, self.reason,
                                 self.document, &fact, error))
    return FALSE;

  g_print (_("Dispute %" PRId64 "\n"), fact);
  return TRUE;
}

/* ---- resolve ---- */

static gboolean
get_outcome (Reviewing           *self,
             HengDisputeOutcome  *outcome,
             GError             **error)
{
  static const char *const hows[] = { "withdrawn", "agreed", "decided", NULL };
  int how;

  if (!check_given (self->how, "--how", "--how withdrawn | agreed | decided", error) ||
      !check_given (self->reason, "--reason", "--reason TEXT", error) ||
      (how = heng_call_choose ("--how", self->how, hows, -1, error)) < 0)
    return FALSE;
  if (how == HENG_DISPUTE_WITHDRAWN && (self->lines != NULL || self->date != NULL))
    {
      heng_call_set_usage (error, self->lines != NULL ? "--how withdrawn --pay" : "--how withdrawn --date", "--how agreed | decided");
      return FALSE;
    }

  outcome->how = (HengDisputeEnd) how;
  outcome->reason = self->reason;
  outcome->document = self->document;
  return TRUE;
}

gboolean
heng_command_resolve (HengCall  *call,
                      GError   **error)
{
  g_auto (Reviewing) self = { 0 };
  g_autoptr (GPtrArray) amounts = NULL;
  HengDisputeOutcome outcome = { 0 };
  guint64 dispute;
  gint64 entry, fact;
  const GOptionEntry entries[] = {
    { "how", 0, 0, G_OPTION_ARG_STRING, &self.how, N_("How it ended: withdrawn, agreed or decided"), N_("HOW") },
    { "pay", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.lines,
      N_("What was agreed or decided for a line (may be given again); without, what the facts say by now"), N_("FROM>TO=AMOUNT[ UNIT]") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &self.reason, N_("Why"), N_("TEXT") },
    DOCUMENT_ENTRY (self),
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("The date of the run's entry (default: today)"), N_("DATE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 2, 2, error) || !get_outcome (&self, &outcome, error))
    return FALSE;
  if (!g_ascii_string_to_unsigned (call->argv[2], 10, 1, G_MAXINT64, &dispute, NULL))
    {
      heng_error_set (error, HENG_ERROR_DISPUTE_UNKNOWN, call->argv[2], NULL);
      return FALSE;
    }
  if ((self.book = heng_call_open (call, TRUE, error)) == NULL ||
      !heng_call_get_day (self.date, heng_book_get_today (self.book), &outcome.date, error) ||
      (amounts = parse_lines (&self, "--pay", error)) == NULL)
    return FALSE;

  outcome.amounts = amounts;
  if (!heng_book_end_dispute (self.book, (gint64) dispute, &outcome, &entry, &fact, error))
    return FALSE;

  g_print (_("Dispute ended, fact %" PRId64 "\n"), fact);
  if (entry != 0)
    g_print (_("Entry %" PRId64 "\n"), entry);
  return TRUE;
}

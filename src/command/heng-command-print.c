// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-review.h"
#include "heng-error.h"
#include "heng-statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static HengPageContent *
make_content (HengBook                    *book,
              HengCall                    *call,
              const HengStatementOptions  *options,
              GError                     **error)
{
  const char *what = call->argv[2], *code = call->argv[3];
  HengPeriod period;

  if (strcmp (what, "agreement") == 0 && call->argc == 4)
    return heng_statement_new_agreement (book, code, options, error);
  if (strcmp (what, "region") == 0 && call->argc == 4)
    return heng_statement_new_region (book, code, options, error);
  if (strcmp (what, "settlement") == 0 && call->argc == 5)
    return heng_period_parse (call->argv[4], &period, error) ? heng_statement_new_settlement (book, code, period, options, error) : NULL;

  heng_call_set_usage (error, what, "agreement CODE, settlement CODE PERIOD, region CODE");
  return NULL;
}

/* A statement as it was issued is what was known with its issue, to the last letter of its page. */
static gboolean
look_at_statement (HengBook    *book,
                   HengCall    *call,
                   int          number,
                   gint64      *known,
                   GError     **error)
{
  g_autoptr (HengReview) review = NULL;
  g_autofree char *asked = g_strdup_printf ("%d", number), *last = NULL;
  HengPeriod period;

  if (strcmp (call->argv[2], "settlement") != 0 || call->argc != 5)
    {
      heng_call_set_usage (error, "--statement", "settlement CODE PERIOD --statement NUMBER");
      return FALSE;
    }
  if (!heng_period_parse (call->argv[4], &period, error) ||
      (review = heng_book_get_review (book, call->argv[3], period, 0, error)) == NULL)
    return FALSE;
  if (number >= 1 && (guint) number <= review->statements->len)
    {
      const HengReviewStatement *issued = g_ptr_array_index (review->statements, (guint) number - 1);
      g_autofree char *fact = g_strdup_printf ("#%" G_GINT64_FORMAT, issued->issue->number);

      return heng_call_get_known (book, fact, known, error);
    }

  if (review->statements->len == 0)
    {
      heng_error_set (error, HENG_ERROR_REVIEW_NOT_ISSUED, call->argv[3], call->argv[4], NULL);
      return FALSE;
    }
  last = g_strdup_printf ("%u", review->statements->len);
  heng_error_set (error, HENG_ERROR_REVIEW_STATEMENT, call->argv[3], call->argv[4], asked, last, NULL);
  return FALSE;
}

gboolean
heng_command_print (HengCall  *call,
                    GError   **error)
{
  static const char *const units[] = { "yuan", "wan", "yi", NULL };
  g_autofree char *output = NULL, *unit = NULL, *on = NULL, *known_on = NULL;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (HengPageContent) content = NULL;
  HengStatementOptions options = { 0 };
  int chosen, statement = G_MININT;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file"), N_("FILE") },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Amounts in yuan, wan (万元, default) or yi (亿元)"), N_("UNIT") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("Entries dated up to this day"), N_("DATE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "statement", 0, 0, G_OPTION_ARG_INT, &statement, N_("A settlement statement as it was issued by this number"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 3, 4, error))
    return FALSE;
  if (output == NULL)
    {
      heng_call_set_usage (error, _("The output file is missing"), "--output FILE.pdf");
      return FALSE;
    }
  if ((chosen = heng_call_choose ("--unit", unit, units, HENG_MONEY_UNIT_WAN, error)) < 0 ||
      (book = heng_call_open (call, FALSE, error)) == NULL ||
      !heng_call_get_day (on, HENG_DAY_NONE, &options.view.on_day, error) ||
      !heng_call_get_known (book, known_on, &options.view.known, error))
    return FALSE;
  if (statement != G_MININT && known_on != NULL)
    {
      heng_call_set_usage (error, "--statement --known-on", _("one of the two"));
      return FALSE;
    }
  if (statement != G_MININT && !look_at_statement (book, call, statement, &options.view.known, error))
    return FALSE;

  options.unit = (HengMoneyUnit) chosen;
  return (content = make_content (book, call, &options, error)) != NULL &&
         heng_statement_write_pdf (book, content, NULL, output, error);
}

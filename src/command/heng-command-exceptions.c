// SPDX-License-Identifier: GPL-3.0-or-later
/* override, freeze, end-exception, exceptions, close. */
#include "heng-call.h"

#include "heng-book-agreements.h"
#include "heng-book-exceptions.h"
#include "heng-error.h"
#include "heng-exception-text.h"
#include "heng-text-table.h"
#include "heng-wording-exception.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  char    *agreement;
  char    *period;
  GStrv    pay;
  gboolean nothing;
  char    *reason;
  char    *document;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->agreement);
  g_free (self->period);
  g_strfreev (self->pay);
  g_free (self->reason);
  g_free (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_given (const char *const  *values,
             const char *const  *names,
             GError            **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (values[i] == NULL)
      {
        g_autofree char *wrong = heng_wording_fill (_("%1$s is missing"), names[i], "", "", "");
        g_autofree char *expected = g_strjoinv (", ", (char **) names);

        heng_call_set_usage (error, wrong, expected);
        return FALSE;
      }

  return TRUE;
}

/* "FROM>TO=AMOUNT" or "FROM>TO=AMOUNT UNIT": the amount ends at the first space. */
static HengAgreedAmount *
parse_amount (HengBook    *book,
              const char  *text,
              GError     **error)
{
  const char *arrow = strchr (text, '>'), *equals = arrow != NULL ? strchr (arrow, '=') : NULL;
  const char *currency = heng_book_get_currency (book);
  g_autofree char *from = NULL, *to = NULL;
  g_auto (GStrv) words = NULL;
  HengAgreedAmount *amount;
  gint64 amount_minor;

  if (equals == NULL)
    {
      heng_call_set_usage (error, text, _("payer>receiver=amount, such as “Shandong>Henan=2000万” or “Henan>Shandong=30 t”"));
      return NULL;
    }

  from = g_strstrip (g_strndup (text, (gsize) (arrow - text)));
  to = g_strstrip (g_strndup (arrow + 1, (gsize) (equals - arrow - 1)));
  while (*++equals == ' ')
    ;
  words = g_strsplit (equals, " ", 2);
  if (words[0] != NULL && words[1] != NULL)
    g_strstrip (words[1]);
  else
    {
      g_autofree char *only = g_strdup (words[0] != NULL ? words[0] : "");

      g_strfreev (words);
      words = g_new0 (char *, 3);
      words[0] = g_steal_pointer (&only);
      words[1] = g_strdup (currency);
    }
  if (!heng_amount_parse (words[0], heng_commodity_digits (words[1], currency), &amount_minor, error))
    return NULL;
  if (amount_minor <= 0)
    {
      heng_error_set (error, HENG_ERROR_MONEY_NOT_POSITIVE, words[0], NULL);
      return NULL;
    }

  amount = g_new0 (HengAgreedAmount, 1);
  amount->from = g_steal_pointer (&from);
  amount->to = g_steal_pointer (&to);
  amount->commodity = g_strdup (words[1]);
  amount->amount_minor = amount_minor;
  return amount;
}

static GPtrArray *
parse_amounts (HengBook  *book,
               GStrv      texts,
               GError   **error)
{
  g_autoptr (GPtrArray) amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      HengAgreedAmount *amount = parse_amount (book, texts[i], error);

      if (amount == NULL)
        return NULL;
      g_ptr_array_add (amounts, amount);
    }
  return g_steal_pointer (&amounts);
}

gboolean
heng_command_override (HengCall  *call,
                       GError   **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (HengBook) book = NULL;
  g_autoptr (GPtrArray) amounts = NULL;
  HengPeriod period;
  gint64 number;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &options.agreement, N_("The agreement"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, N_("The assessed period"), N_("PERIOD") },
    { "pay", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.pay, N_("What was agreed: “payer>receiver=amount [unit]” (may be given again)"),
      N_("PAYMENT") },
    { "nothing", 0, 0, G_OPTION_ARG_NONE, &options.nothing, N_("It was agreed that nothing is owed"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_("Why"), N_("TEXT") },
    { "document", 0, 0, G_OPTION_ARG_STRING, &options.document, N_("The document it was agreed by"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      !check_given ((const char *[]) { options.agreement, options.period, options.reason, options.document },
                    (const char *[]) { "--agreement", "--period", "--reason", "--document", NULL }, error))
    return FALSE;
  if ((options.pay != NULL) == options.nothing)
    {
      heng_call_set_usage (error, options.nothing ? "--pay --nothing" : _("What was agreed is missing"), "--pay | --nothing");
      return FALSE;
    }
  if (!heng_period_parse (options.period, &period, error) || (book = heng_call_open (call, TRUE, error)) == NULL ||
      (amounts = parse_amounts (book, options.pay, error)) == NULL ||
      !heng_book_append_override (book, options.agreement, period, amounts, options.reason, options.document, &number, error))
    return FALSE;

  g_print (_("Exception %" PRId64 "\n"), number);
  return TRUE;
}

gboolean
heng_command_freeze (HengCall  *call,
                     GError   **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (HengBook) book = NULL;
  HengPeriod period;
  gint64 number;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &options.agreement, N_("The agreement"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, N_("The assessed period"), N_("PERIOD") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_("Why"), N_("TEXT") },
    { "document", 0, 0, G_OPTION_ARG_STRING, &options.document, N_("The document it was agreed by"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      !check_given ((const char *[]) { options.agreement, options.period, options.reason, options.document },
                    (const char *[]) { "--agreement", "--period", "--reason", "--document", NULL }, error) ||
      !heng_period_parse (options.period, &period, error) || (book = heng_call_open (call, TRUE, error)) == NULL ||
      !heng_book_append_freeze (book, options.agreement, period, options.reason, options.document, &number, error))
    return FALSE;

  g_print (_("Exception %" PRId64 "\n"), number);
  return TRUE;
}

gboolean
heng_command_end_exception (HengCall  *call,
                            GError   **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (HengBook) book = NULL;
  guint64 exception;
  gint64 number;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_("Why"), N_("TEXT") },
    { "document", 0, 0, G_OPTION_ARG_STRING, &options.document, N_("The document it was agreed by"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 2, 2, error) ||
      !check_given ((const char *[]) { options.reason, options.document }, (const char *[]) { "--reason", "--document", NULL }, error))
    return FALSE;
  if (!g_ascii_string_to_unsigned (call->argv[2], 10, 0, G_MAXINT64 - 1, &exception, NULL))
    {
      heng_error_set (error, HENG_ERROR_EXCEPTION_UNKNOWN, call->argv[2], NULL);
      return FALSE;
    }
  if ((book = heng_call_open (call, TRUE, error)) == NULL ||
      !heng_book_end_exception (book, (gint64) exception, options.reason, options.document, &number, error))
    return FALSE;

  g_print (_("Fact %" PRId64 "\n"), number);
  return TRUE;
}

/* ---- listing ---- */

static void
add_rows (HengBook             *book,
          const HengException  *exception,
          HengTextTable        *table)
{
  g_autofree char *number = g_strdup_printf ("%" PRId64, exception->number), *period = heng_period_format (exception->period);
  g_autofree char *recorded = heng_wording_exception_recorded (exception);
  g_autofree char *remark = g_strdup_printf ("%s (%s), %s", exception->reason, exception->document, recorded);
  const char *kind = heng_wording_exception_kind (exception->kind);
  const char *state = exception->ended_by_fact != 0 ? _("Ended") : _("In force");

  if (exception->amounts->len == 0)
    heng_text_table_add (table, (const char *[]) { number, exception->agreement, period, kind, state, "", "", "–", "", remark });
  for (guint i = 0; i < exception->amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (exception->amounts, i);
      g_autofree char *text = heng_exception_format_amount (book, amount->amount_minor, amount->commodity);

      heng_text_table_add (table, (const char *[]) { i == 0 ? number : "", i == 0 ? exception->agreement : "", i == 0 ? period : "",
                                                     i == 0 ? kind : "", i == 0 ? state : "", amount->from, amount->to, text,
                                                     amount->commodity, i == 0 ? remark : "" });
    }
}

static void
print_json (HengBook   *book,
            GPtrArray  *exceptions)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < exceptions->len; i++)
    json_array_add_object_element (array, heng_exception_to_json (book, g_ptr_array_index (exceptions, i)));
  json_object_set_array_member (object, "exceptions", array);
  heng_call_take_json (object);
}

gboolean
heng_command_exceptions (HengCall  *call,
                         GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  g_autofree char *agreement = NULL, *period_text = NULL, *known_on = NULL, *format = NULL;
  g_autoptr (HengTextTable) table = NULL;
  g_autoptr (GPtrArray) exceptions = NULL, versions = NULL;
  g_autoptr (HengBook) book = NULL;
  HengPeriod period;
  gint64 known;
  int chosen;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &agreement, N_("Only this agreement"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &period_text, N_("Only this period"), N_("PERIOD") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || (chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0 ||
      (period_text != NULL && !heng_period_parse (period_text, &period, error)) ||
      (book = heng_call_open (call, FALSE, error)) == NULL || !heng_call_get_known (book, known_on, &known, error) ||
      (agreement != NULL && (versions = heng_book_list_versions (book, agreement, known, error)) == NULL) ||
      (exceptions = heng_book_list_exceptions (book, agreement, period_text != NULL ? &period : NULL, known, error)) == NULL)
    return FALSE;

  if (chosen == 1)
    {
      print_json (book, exceptions);
      return TRUE;
    }
  table = heng_text_table_new ("rllllllrll");
  heng_text_table_add (table, (const char *[]) { _("Number"), _("Agreement"), _("Period"), _("Kind"), _("Status"), _("From"), _("To"),
                                                 _("Amount"), _("Unit"), _("Remark") });
  for (guint i = 0; i < exceptions->len; i++)
    add_rows (book, g_ptr_array_index (exceptions, i), table);
  heng_text_table_print (table);
  return TRUE;
}

/* ---- closing ---- */

gboolean
heng_command_close (HengCall  *call,
                    GError   **error)
{
  g_autofree char *until_text = NULL, *reason = NULL, *number_text = NULL, *sentence = NULL;
  g_autoptr (HengBook) book = NULL;
  HengDay until;
  gint64 number;
  const GOptionEntry entries[] = {
    { "until", 0, 0, G_OPTION_ARG_STRING, &until_text, N_("The last day that takes no entry any more"), N_("DATE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      !check_given ((const char *[]) { until_text, reason }, (const char *[]) { "--until", "--reason", NULL }, error) ||
      !heng_day_parse (until_text, &until, error) || (book = heng_call_open (call, TRUE, error)) == NULL ||
      !heng_book_close (book, until, reason, &number, error))
    return FALSE;

  number_text = g_strdup_printf ("%" PRId64, number);
  sentence = heng_wording_fill (_("Closed up to %1$s (fact %2$s)"), until_text, number_text, "", "");
  g_print ("%s\n", sentence);
  return TRUE;
}

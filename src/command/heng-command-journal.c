// SPDX-License-Identifier: GPL-3.0-or-later
/* pay, reverse. */
#include "heng-call.h"

#include "heng-error.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  char *agreement;
  char *from;
  char *to;
  char *amount;
  char *date;
  char *period;
  char *commodity;
  char *document;
} Payment;

static void
payment_clear (Payment *self)
{
  g_free (self->agreement);
  g_free (self->from);
  g_free (self->to);
  g_free (self->amount);
  g_free (self->date);
  g_free (self->period);
  g_free (self->commodity);
  g_free (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Payment, payment_clear)

static gboolean
check_given (const Payment  *payment,
             GError        **error)
{
  const struct { const char *value, *option; } needed[] = {
    { payment->agreement, "--agreement" }, { payment->from, "--from" }, { payment->to, "--to" }, { payment->amount, "--amount" },
    { payment->date, "--date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (needed[i].value == NULL)
      {
        g_autofree char *wrong = g_strdup_printf (_("%s is missing"), needed[i].option);

        heng_call_set_usage (error, wrong, "--agreement, --from, --to, --amount, --date");
        return FALSE;
      }

  return TRUE;
}

static HengEntry *
make_entry (HengBook       *book,
            const Payment  *payment,
            GError        **error)
{
  g_autoptr (HengEntry) entry = heng_entry_new (HENG_ENTRY_PAYMENT);
  const char *currency = heng_book_get_currency (book);
  const char *commodity = payment->commodity != NULL ? payment->commodity : currency;
  gint64 amount;

  entry->agreement = g_strdup (payment->agreement);
  entry->document = g_strdup (payment->document);
  entry->has_period = payment->period != NULL;
  if (!heng_day_parse (payment->date, &entry->date, error) ||
      (payment->period != NULL && !heng_period_parse (payment->period, &entry->period, error)) ||
      !heng_amount_parse (payment->amount, heng_commodity_digits (commodity, currency), &amount, error))
    return NULL;
  if (amount <= 0)
    {
      heng_error_set (error, HENG_ERROR_MONEY_NOT_POSITIVE, payment->amount, NULL);
      return NULL;
    }

  heng_entry_add_line (entry, HENG_LINE_PAYMENT, payment->from, payment->to, commodity, amount);
  return g_steal_pointer (&entry);
}

gboolean
heng_command_pay (HengCall  *call,
                  GError   **error)
{
  g_auto (Payment) payment = { 0 };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GArray) notices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (HengBook) book = NULL;
  HengEntry *entry;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &payment.agreement, N_("The agreement"), N_("CODE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &payment.from, N_("Who paid or delivered"), N_("PARTY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &payment.to, N_("Who received"), N_("PARTY") },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &payment.amount, N_("How much, such as 2000万 or 66000000.00"), N_("AMOUNT") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &payment.date, N_("On which day"), N_("DATE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &payment.period, N_("For which assessed period"), N_("PERIOD") },
    { "commodity", 0, 0, G_OPTION_ARG_STRING, &payment.commodity, N_("What, if not money"), N_("UNIT") },
    { "document", 0, 0, G_OPTION_ARG_STRING, &payment.document, N_("Number of the document"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || !check_given (&payment, error) ||
      (book = heng_call_open (call, TRUE, error)) == NULL || (entry = make_entry (book, &payment, error)) == NULL)
    return FALSE;
  g_ptr_array_add (list, entry);
  if (!heng_book_append_entries (book, list, NULL, notices, error))
    return FALSE;

  g_print (_("Entry %" PRId64 "\n"), entry->number);
  if (notices->len > 0)
    {
      g_autofree char *format = heng_wording_fill (_("Note: nothing was due between %1$s and %2$s so far"), payment.from, payment.to, "", "");

      g_printerr ("hengping-cli: %s\n", format);
    }
  return TRUE;
}

gboolean
heng_command_reverse (HengCall  *call,
                      GError   **error)
{
  g_autofree char *reason = NULL;
  g_autoptr (HengBook) book = NULL;
  gint64 reversal;
  guint64 number;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 2, 2, error))
    return FALSE;
  if (reason == NULL)
    {
      heng_call_set_usage (error, _("The reason is missing"), "--reason TEXT");
      return FALSE;
    }
  if (!g_ascii_string_to_unsigned (call->argv[2], 10, 0, G_MAXINT64 - 1, &number, NULL))
    {
      heng_error_set (error, HENG_ERROR_ENTRY_UNKNOWN, call->argv[2], NULL);
      return FALSE;
    }
  if ((book = heng_call_open (call, TRUE, error)) == NULL ||
      !heng_book_reverse (book, (gint64) number, reason, &reversal, error))
    return FALSE;

  g_print (_("Entry %" PRId64 "\n"), reversal);
  return TRUE;
}

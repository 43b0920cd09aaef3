// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-exception-text.h"

#include "heng-book-balances.h"
#include "heng-json-write.h"
#include "heng-wording-exception.h"

char *
heng_exception_format_amount (HengBook   *book,
                              gint64      amount_minor,
                              const char *commodity)
{
  return heng_amount_format (amount_minor, heng_commodity_digits (commodity, heng_book_get_currency (book)),
                             heng_book_get_digits_shown (book, commodity));
}

JsonObject *
heng_exception_amount_to_json (HengBook   *book,
                               const char *from,
                               const char *to,
                               gint64      amount_minor,
                               const char *commodity)
{
  g_autofree char *amount = heng_exception_format_amount (book, amount_minor, commodity);
  JsonObject *object = json_object_new ();

  heng_json_set_string (object, "from", from);
  heng_json_set_string (object, "to", to);
  heng_json_set_string (object, "amount", amount);
  heng_json_set_string (object, "commodity", commodity);
  return object;
}

static JsonArray *
amounts_to_json (HengBook            *book,
                 const HengException *exception)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < exception->amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (exception->amounts, i);

      json_array_add_object_element (array, heng_exception_amount_to_json (book, amount->from, amount->to, amount->amount_minor,
                                                                           amount->commodity));
    }
  return array;
}

static void
set_recorded (JsonObject *object,
              gint64      recorded_ms,
              const char *recorded_by)
{
  g_autofree char *day = heng_day_format (heng_day_of_ms (recorded_ms));

  heng_json_set_string (object, "recorded", day);
  heng_json_set_string (object, "by", recorded_by);
}

JsonObject *
heng_exception_to_json (HengBook            *book,
                        const HengException *exception)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (exception->period);

  json_object_set_int_member (object, "number", exception->number);
  heng_json_set_string (object, "kind", heng_exception_kind_get_name (exception->kind));
  heng_json_set_string (object, "agreement", exception->agreement);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "reason", exception->reason);
  heng_json_set_string (object, "document", exception->document);
  set_recorded (object, exception->recorded_ms, exception->recorded_by);
  if (exception->kind == HENG_EXCEPTION_OVERRIDE)
    json_object_set_array_member (object, "obligations", amounts_to_json (book, exception));
  if (exception->ended_by_fact != 0)
    {
      JsonObject *end = json_object_new ();

      json_object_set_int_member (end, "number", exception->ended_by_fact);
      heng_json_set_string (end, "reason", exception->end_reason);
      heng_json_set_string (end, "document", exception->end_document);
      set_recorded (end, exception->ended_ms, exception->ended_by);
      json_object_set_object_member (object, "ended", end);
    }
  return object;
}

/* As in the table of what is owed: plain figures, the unit behind them. */
static char *
format_amount (gconstpointer  data,
               gint64         amount_minor,
               const char    *commodity)
{
  const char *currency = data;
  guint digits = heng_commodity_digits (commodity, currency);
  g_autofree char *amount = heng_amount_format (amount_minor, digits, strcmp (commodity, currency) == 0 ? digits : 0);

  return g_strdup_printf ("%s %s", amount, commodity);
}

void
heng_exception_print (const HengSettlement *settlement,
                      const char           *currency)
{
  g_autofree char *line = heng_wording_exception (settlement->exception);
  g_autofree char *recorded = heng_wording_exception_recorded (settlement->exception);
  g_autofree char *formula = heng_wording_exception_formula (settlement, format_amount, currency);

  g_print ("  %s\n    %s\n    %s\n", line, recorded, formula);
}

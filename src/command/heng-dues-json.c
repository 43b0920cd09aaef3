// SPDX-License-Identifier: GPL-3.0-or-later
/* Dues as JSON. */
#include "heng-dues-json.h"

#include "heng-book-balances.h"
#include "heng-call.h"
#include "heng-json-write.h"

char *
heng_dues_format_amount (const HengDuesListing *self,
                         gint64                 amount_minor,
                         const char            *commodity)
{
  return heng_amount_format (amount_minor, heng_commodity_digits (commodity, heng_book_get_currency (self->book)),
                             heng_book_get_digits_shown (self->book, commodity));
}

char *
heng_dues_format_period (const HengDuesRow *row)
{
  return row->has_period ? heng_period_format (row->period) : NULL;
}

static void
set_amount (const HengDuesListing *self,
            JsonObject            *object,
            const char            *key,
            gint64                 amount_minor,
            const char            *commodity)
{
  g_autofree char *text = heng_dues_format_amount (self, amount_minor, commodity);

  heng_json_set_string (object, key, text);
}

static void
set_text_or_null (JsonObject *object,
                  const char *key,
                  const char *text)
{
  if (text != NULL)
    heng_json_set_string (object, key, text);
  else
    json_object_set_null_member (object, key);
}

static void
set_day (JsonObject *object,
         const char *key,
         HengDay     day)
{
  g_autofree char *text = day != HENG_DAY_NONE ? heng_day_format (day) : NULL;

  set_text_or_null (object, key, text);
}

static JsonObject *
instalment_to_json (const HengDuesListing *self,
                    const HengInstalment  *instalment,
                    const char            *commodity)
{
  JsonObject *object = json_object_new ();

  set_day (object, "due", instalment->due_day);
  json_object_set_boolean_member (object, "provisional", instalment->missing_year != 0);
  if (instalment->missing_year != 0)
    json_object_set_int_member (object, "missing_year", instalment->missing_year);
  set_amount (self, object, "amount", instalment->amount_minor, commodity);
  set_amount (self, object, "disputed", instalment->disputed_minor, commodity);
  set_amount (self, object, "paid", instalment->paid_minor, commodity);
  set_amount (self, object, "outstanding", instalment->outstanding_minor, commodity);
  set_amount (self, object, "overdue", instalment->overdue_minor, commodity);
  set_amount (self, object, "interest", instalment->interest_minor, commodity);
  heng_json_set_string (object, "state", heng_due_state_get_name (instalment->state));
  json_object_set_int_member (object, "days_late", instalment->days_late);
  set_day (object, "paid_on", instalment->paid_day);
  return object;
}

static JsonObject *
row_to_json (const HengDuesListing *self,
             const HengDuesRow     *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *instalments = json_array_new ();
  g_autofree char *period = heng_dues_format_period (row);
  const HengDues *dues = row->dues;

  heng_json_set_string (object, "agreement", row->agreement);
  set_text_or_null (object, "period", period);
  heng_json_set_string (object, "from", row->from);
  heng_json_set_string (object, "to", row->to);
  heng_json_set_string (object, "commodity", row->commodity);
  set_amount (self, object, "assessed", dues->assessed_minor, row->commodity);
  set_amount (self, object, "disputed", dues->disputed_minor, row->commodity);
  set_amount (self, object, "advanced", dues->advanced_minor, row->commodity);
  set_amount (self, object, "paid", dues->paid_minor, row->commodity);
  set_amount (self, object, "remaining", dues->remaining_minor, row->commodity);
  set_amount (self, object, "overdue", dues->overdue_minor, row->commodity);
  set_amount (self, object, "interest", dues->interest_minor, row->commodity);
  set_amount (self, object, "interest_booked", dues->interest_booked_minor, row->commodity);
  for (guint i = 0; i < dues->instalments->len; i++)
    json_array_add_object_element (instalments, instalment_to_json (self, heng_dues_get (dues, i), row->commodity));
  json_object_set_array_member (object, "instalments", instalments);
  return object;
}

static JsonObject *
total_to_json (const HengDuesListing *self,
               const HengDuesTotal   *total)
{
  JsonObject *object = json_object_new ();

  heng_json_set_string (object, "commodity", total->commodity);
  set_amount (self, object, "outstanding", total->outstanding_minor, total->commodity);
  set_amount (self, object, "returnable", total->returnable_minor, total->commodity);
  set_amount (self, object, "overdue", total->overdue_minor, total->commodity);
  set_amount (self, object, "interest", total->interest_minor, total->commodity);
  set_amount (self, object, "interest_booked", total->interest_booked_minor, total->commodity);
  return object;
}

void
heng_dues_print_json (const HengDuesListing *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *dues = json_array_new (), *totals = json_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    json_array_add_object_element (dues, row_to_json (self, g_ptr_array_index (self->rows, i)));
  for (guint i = 0; i < self->totals->len; i++)
    json_array_add_object_element (totals, total_to_json (self, g_ptr_array_index (self->totals, i)));
  set_day (object, "on", self->day);
  json_object_set_array_member (object, "dues", dues);
  json_object_set_array_member (object, "totals", totals);
  heng_call_take_json (object);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-balances.h"
#include "heng-csv-reader.h"
#include "heng-json-write.h"
#include "heng-text-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  HengBook      *book;
  HengBalanceBy  by;
  HengDay        day;
  GPtrArray     *rows; /* (element-type HengBalance) */

  const char    *commodity; /* (nullable): what these are of */
  guint          digits;
  guint          digits_shown;
} Listing;

static void
set_commodity (Listing    *self,
               const char *commodity)
{
  /* Rows of one commodity come one after the other, mostly. */
  if (self->commodity != NULL && strcmp (self->commodity, commodity) == 0)
    return;

  self->commodity = commodity;
  self->digits = heng_commodity_digits (commodity, heng_book_get_currency (self->book));
  self->digits_shown = heng_book_get_digits_shown (self->book, commodity);
}

static char *
format_amount (Listing    *self,
               gint64      amount_minor,
               const char *commodity)
{
  set_commodity (self, commodity);
  return heng_amount_format (amount_minor, self->digits, self->digits_shown);
}

static gboolean
is_by_region (const Listing *self)
{
  return self->by == HENG_BALANCE_BY_REGION || self->by == HENG_BALANCE_BY_MONTH;
}

/* The texts that say what a line is for, `name` apart. */
static void
get_keys (const Listing      *self,
          const HengBalance  *balance,
          const char         *keys[2],
          const char         *values[2],
          char                month[16])
{
  static const char *const names[][2] = {
    [HENG_BALANCE_BY_REGION] = { "region", NULL },
    [HENG_BALANCE_BY_PAIR] = { "from", "to" },
    [HENG_BALANCE_BY_MECHANISM] = { "mechanism", NULL },
    [HENG_BALANCE_BY_AGREEMENT] = { "agreement", NULL },
    [HENG_BALANCE_BY_MONTH] = { "region", "month" },
  };

  keys[0] = names[self->by][0];
  keys[1] = names[self->by][1];
  values[0] = is_by_region (self) ? balance->region : self->by == HENG_BALANCE_BY_PAIR ? balance->from : balance->key;
  values[1] = self->by == HENG_BALANCE_BY_PAIR ? balance->to : self->by == HENG_BALANCE_BY_MONTH ? month : NULL;
  if (self->by == HENG_BALANCE_BY_MONTH)
    {
      int digits = balance->month / 12 * 100 + balance->month % 12 + 1;

      memcpy (month, "0000-00", sizeof "0000-00");
      for (int i = 6; i >= 0; i -= i == 5 ? 2 : 1, digits /= 10)
        month[i] = (char) ('0' + digits % 10);
    }
}

/* A pool's name is the party's; names in JSON do not follow the user's language. */
static const char *
get_plain_name (const HengBalance *balance)
{
  if (balance->pool != NULL && balance->key != NULL)
    return balance->key;
  return balance->name_en != NULL && *balance->name_en != '\0' ? balance->name_en : balance->name_zh;
}

static JsonObject *
balance_to_json (Listing            *self,
                 const HengBalance  *balance)
{
  JsonObject *object = json_object_new ();
  g_autofree char *accrued = format_amount (self, balance->accrued_minor, balance->commodity);
  g_autofree char *paid = format_amount (self, balance->paid_minor, balance->commodity);
  g_autofree char *outstanding = format_amount (self, balance->outstanding_minor, balance->commodity);
  const char *keys[2], *values[2];
  char month[16];

  get_keys (self, balance, keys, values, month);
  if (values[0] != NULL)
    heng_json_set_string (object, keys[0], values[0]);
  else
    json_object_set_null_member (object, keys[0]);
  if (keys[1] != NULL)
    heng_json_set_string (object, keys[1], values[1]);
  if (is_by_region (self))
    heng_json_set_string (object, "pool", balance->pool);
  heng_json_set_string (object, "name", get_plain_name (balance));
  heng_json_set_string (object, "commodity", balance->commodity);
  heng_json_set_string (object, "accrued", accrued);
  heng_json_set_string (object, "paid", paid);
  heng_json_set_string (object, "outstanding", outstanding);
  return object;
}

static void
print_json (Listing *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL, *on = heng_day_format (self->day);

  for (guint i = 0; i < self->rows->len; i++)
    json_array_add_object_element (array, balance_to_json (self, g_ptr_array_index (self->rows, i)));
  heng_json_set_string (object, "on", on);
  json_object_set_array_member (object, "balances", array);
  json_node_take_object (node, object);
  text = heng_json_write (node, 2);
  heng_call_write_utf8 (text);
  heng_call_write_utf8 ("\n");
}

/* Text is put out in pieces of this size. */
#define PIECE_BYTES 65536

/* Rows of one region come one after the other: what they have in common is put together once. */
static void
append_name (GString           *text,
             const HengBalance *balance,
             const HengBalance *before,
             GString           *words)
{
  if (before == NULL || balance->name_zh != before->name_zh || balance->name_en != before->name_en || balance->commodity != before->commodity)
    {
      g_string_assign (words, ",");
      heng_csv_append (words, heng_wording_pick (balance->name_zh, balance->name_en));
      g_string_append_c (words, ',');
      heng_csv_append (words, balance->commodity);
    }
  g_string_append_len (text, words->str, (gssize) words->len);
}

static void
print_csv (Listing *self)
{
  g_autoptr (GString) text = g_string_sized_new (PIECE_BYTES + 1024), words = g_string_new (NULL);
  const char *keys[2], *values[2];
  char month[16];

  get_keys (self, &(HengBalance) { 0 }, keys, values, month);
  g_string_printf (text, "%s,%s%sname,commodity,accrued,paid,outstanding\r\n", keys[0], keys[1] != NULL ? keys[1] : "",
                   keys[1] != NULL ? "," : "");
  for (guint i = 0; i < self->rows->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (self->rows, i);
      const gint64 amounts[] = { balance->accrued_minor, balance->paid_minor, balance->outstanding_minor };

      get_keys (self, balance, keys, values, month);
      heng_csv_append (text, values[0] != NULL ? values[0] : balance->pool != NULL ? balance->pool : "");
      if (keys[1] != NULL)
        {
          g_string_append_c (text, ',');
          heng_csv_append (text, values[1]);
        }
      append_name (text, balance, i > 0 ? g_ptr_array_index (self->rows, i - 1) : NULL, words);
      set_commodity (self, balance->commodity);
      for (gsize j = 0; j < G_N_ELEMENTS (amounts); j++)
        {
          g_string_append_c (text, ',');
          heng_amount_append (text, amounts[j], self->digits, self->digits_shown);
        }
      g_string_append_len (text, "\r\n", 2);
      if (text->len >= PIECE_BYTES)
        {
          heng_call_write_utf8 (text->str);
          g_string_truncate (text, 0);
        }
    }
  heng_call_write_utf8 (text->str);
}

static const char *
get_name (const Listing      *self,
          const HengBalance  *balance)
{
  if (self->by == HENG_BALANCE_BY_MECHANISM)
    {
      HengMechanism mechanism;

      if (heng_mechanism_parse (balance->key, &mechanism))
        return heng_wording_mechanism (mechanism);
    }
  return heng_wording_pick (balance->name_zh, balance->name_en);
}

static void
print_table (Listing *self)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("llrrrl");
  const char *heads[] = { _("Region"), _("From → to"), _("Mechanism"), _("Agreement"), _("Region, month") };

  heng_text_table_add (table, (const char *[]) { heads[self->by], _("Name"), _("Accrued"), _("Paid"), _("Outstanding"), _("Unit") });
  for (guint i = 0; i < self->rows->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (self->rows, i);
      g_autofree char *accrued = format_amount (self, balance->accrued_minor, balance->commodity);
      g_autofree char *paid = format_amount (self, balance->paid_minor, balance->commodity);
      g_autofree char *outstanding = format_amount (self, balance->outstanding_minor, balance->commodity);
      const char *keys[2], *values[2];
      char month[16];
      g_autofree char *key = NULL;

      get_keys (self, balance, keys, values, month);
      if (values[0] == NULL)
        values[0] = balance->pool;
      key = values[1] != NULL ? g_strdup_printf (self->by == HENG_BALANCE_BY_PAIR ? "%s → %s" : "%s %s", values[0], values[1])
                              : g_strdup (values[0]);
      heng_text_table_add (table, (const char *[]) { key, get_name (self, balance), accrued, paid, outstanding, balance->commodity });
    }
  heng_text_table_print (table);
}

gboolean
heng_command_balances (HengCall  *call,
                       GError   **error)
{
  static const char *const bys[] = { "region", "pair", "mechanism", "agreement", "month", NULL };
  static const char *const levels[] = { "province", NULL };
  static const char *const formats[] = { "table", "csv", "json", NULL };
  g_autofree char *by = NULL, *level = NULL, *on = NULL, *known_on = NULL, *format = NULL;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  HengView view = { 0 };
  Listing listing;
  int chosen_by, chosen_level, chosen_format;
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_("region (default), pair, mechanism, agreement or month (and region)"), N_("WHAT") },
    { "level", 0, 0, G_OPTION_ARG_STRING, &level, N_("province: add cities and counties up"), N_("LEVEL") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("Entries dated up to this day"), N_("DATE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table, csv or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      (chosen_by = heng_call_choose ("--by", by, bys, HENG_BALANCE_BY_REGION, error)) < 0 ||
      (level != NULL && (chosen_level = heng_call_choose ("--level", level, levels, 0, error)) < 0) ||
      (chosen_format = heng_call_choose ("--format", format, formats, 0, error)) < 0 ||
      (book = heng_call_open (call, FALSE, error)) == NULL || !heng_call_get_day (on, HENG_DAY_NONE, &view.on_day, error) ||
      !heng_call_get_known (book, known_on, &view.known, error) ||
      (rows = heng_book_list_balances (book, (HengBalanceBy) chosen_by, level != NULL, view, error)) == NULL)
    return FALSE;

  listing = (Listing) { book, (HengBalanceBy) chosen_by, view.on_day != HENG_DAY_NONE ? view.on_day : heng_book_get_today (book), rows };
  if (chosen_format == 2)
    print_json (&listing);
  else if (chosen_format == 1)
    print_csv (&listing);
  else
    print_table (&listing);
  return TRUE;
}

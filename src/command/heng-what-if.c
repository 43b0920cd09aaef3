// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-what-if.h"

#include "heng-call.h"
#include "heng-json-write.h"
#include "heng-settlement-json.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
heng_what_if_read (GStrv       texts,
                   GStrv       agreements,
                   gboolean    post,
                   GPtrArray **assumptions,
                   GError    **error)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_assumption_free);

  if (texts == NULL)
    return TRUE;
  if (post || agreements == NULL || g_strv_length (agreements) != 1)
    {
      heng_call_set_usage (error, post ? "--post --assume" : "--assume", "--agreement CODE --assume INDICATOR@PERIOD=VALUE");
      return FALSE;
    }

  for (guint i = 0; texts[i] != NULL; i++)
    {
      HengAssumption *assumption = heng_assumption_new (texts[i], error);

      if (assumption == NULL)
        return FALSE;
      g_ptr_array_add (read, assumption);
    }
  *assumptions = g_steal_pointer (&read);
  return TRUE;
}

char *
heng_what_if_to_json (GPtrArray *assumptions)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < assumptions->len; i++)
    {
      const HengAssumption *assumption = g_ptr_array_index (assumptions, i);
      g_autofree char *period = heng_period_format (assumption->period);
      JsonObject *object = json_object_new ();

      heng_json_set_string (object, "indicator", assumption->indicator);
      heng_json_set_string (object, "period", period);
      heng_json_set_string (object, "value", assumption->value);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  text = heng_json_write (node, 0);
  return g_strdup_printf ("{\"assumptions\": %s, \"settlements\": [", text);
}

HengTextTable *
heng_what_if_new_table (void)
{
  HengTextTable *table = heng_text_table_new ("lllllrrll");

  heng_text_table_add (table, (const char *[]) { _("Agreement"), _("Period"), _("Status"), _("From"), _("To"), _("Assumed"),
                                                 _("Without"), _("Unit"), _("Remark") });
  return table;
}

static const HengObligation *
find_pair (const HengSettlement *settlement,
           const HengObligation *obligation,
           gboolean             *turned)
{
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *candidate = &g_array_index (settlement->obligations, HengObligation, i);

      *turned = candidate->from == obligation->to && candidate->to == obligation->from;
      if (strcmp (candidate->commodity, obligation->commodity) == 0 &&
          (*turned || (candidate->from == obligation->from && candidate->to == obligation->to)))
        return candidate;
    }

  return NULL;
}

/* What @settlement makes due between the parties of @obligation, negative the other way; where it could not be computed, its status. */
static char *
format_between (const HengSettlement *settlement,
                const HengObligation *obligation,
                const char           *currency)
{
  HengObligation between = *obligation;
  const HengObligation *found;
  gboolean turned;

  if (!heng_settlement_is_due (settlement))
    return g_strdup (heng_wording_settlement_status (settlement->status));

  found = find_pair (settlement, obligation, &turned);
  between.amount_minor = found == NULL ? 0 : turned ? -found->amount_minor : found->amount_minor;
  return heng_obligation_format_amount (&between, settlement, currency);
}

/* Pairs of either, each once, in the direction with the assumptions. */
void
heng_what_if_add_rows (HengTextTable        *table,
                       const HengSettlement *with,
                       const HengSettlement *without,
                       const char           *currency,
                       const char           *remark)
{
  g_autofree char *period = heng_period_format (with->period);
  const char *status = heng_wording_settlement_status (with->status), *code = with->agreement->code;
  guint n_rows = 0;
  gboolean turned;

  for (guint i = 0; i < with->obligations->len + without->obligations->len; i++)
    {
      gboolean own = i < with->obligations->len;
      const HengObligation *pair = own ? &g_array_index (with->obligations, HengObligation, i)
                                       : &g_array_index (without->obligations, HengObligation, i - with->obligations->len);
      g_autofree char *amount = NULL, *other = NULL;

      if (!own && find_pair (with, pair, &turned) != NULL)
        continue;
      amount = format_between (with, pair, currency);
      other = format_between (without, pair, currency);
      heng_text_table_add (table, (const char *[]) { n_rows == 0 ? code : "", n_rows == 0 ? period : "", n_rows == 0 ? status : "",
                                                     heng_agreement_get_party (with->agreement, pair->from)->name,
                                                     heng_agreement_get_party (with->agreement, pair->to)->name, amount, other,
                                                     pair->commodity, remark });
      n_rows++;
    }
  if (n_rows == 0)
    heng_text_table_add (table, (const char *[]) { code, period, status, "", "", "–",
                                                   without->status == with->status ? "–"
                                                   : heng_wording_settlement_status (without->status), "", remark });
}

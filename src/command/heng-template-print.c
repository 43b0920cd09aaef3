// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-print.h"

#include "heng-text-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- parameters ---- */

/* What may stand there: the words of a choice, the range of a number, the role of a party. */
static char *
describe_limits (const HengParameter *parameter)
{
  GString *text = g_string_new (NULL);
  const struct { const char *sign, *bound; } bounds[] = {
    { "≥", parameter->min }, { ">", parameter->above }, { "≤", parameter->max }, { "<", parameter->below },
  };

  if (parameter->kind == HENG_PARAMETER_PARTY)
    g_string_append (text, heng_wording_role (parameter->role));
  for (guint i = 0; i < parameter->choices->len; i++)
    {
      const HengChoice *choice = g_ptr_array_index (parameter->choices, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " | " : "", choice->value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (bounds[i].bound != NULL)
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", bounds[i].sign, bounds[i].bound);
  if (parameter->optional)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _("optional"));
  return g_string_free (text, FALSE);
}

static const char *
get_kind_words (HengParameterKind kind)
{
  static const char *const words[] = {
    [HENG_PARAMETER_MONEY] = N_("amount"), [HENG_PARAMETER_NUMBER] = N_("number"), [HENG_PARAMETER_PERCENT] = N_("percentage"),
    [HENG_PARAMETER_COUNT] = N_("whole number"), [HENG_PARAMETER_PARTY] = N_("party"), [HENG_PARAMETER_INDICATOR] = N_("indicator"),
    [HENG_PARAMETER_UNIT] = N_("unit"), [HENG_PARAMETER_TEXT] = N_("text"), [HENG_PARAMETER_CHOICE] = N_("choice"),
    [HENG_PARAMETER_DAY] = N_("day of the year"), [HENG_PARAMETER_LIST] = N_("list"),
  };

  return _(words[kind]);
}

static void
add_parameters (HengTextTable   *table,
                const GPtrArray *parameters,
                const char      *prefix)
{
  gboolean chinese = heng_wording_is_chinese ();

  for (guint i = 0; i < parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (parameters, i);
      g_autofree char *limits = describe_limits (parameter), *name = g_strconcat (prefix, parameter->name, NULL);
      const char *fallback = parameter->kind != HENG_PARAMETER_LIST ? heng_bilingual_pick (&parameter->fallback, chinese) : "";
      const char *cells[] = { name, heng_bilingual_pick (&parameter->title, chinese), get_kind_words (parameter->kind), limits, fallback };
      g_autofree char *inner = g_strconcat (name, "[…].", NULL);

      heng_text_table_add (table, cells);
      add_parameters (table, parameter->fields, inner);
    }
}

static void
print_parameters (const HengTemplate *item)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("lllll");
  const char *head[] = { _("Name"), _("Meaning"), _("Kind"), _("Range"), _("Default") };

  heng_text_table_add (table, head);
  add_parameters (table, item->parameters, "");
  heng_text_table_print (table);
}

/* ---- the example ---- */

static void
print_values (const HengTemplateValues *values,
              const GPtrArray          *parameters,
              const char               *prefix)
{
  for (guint i = 0; i < parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (parameters, i);
      g_autofree char *path = g_strconcat (prefix, parameter->name, NULL);
      g_autofree char *region_path = g_strconcat (path, ".region", NULL);
      const char *text = parameter->kind != HENG_PARAMETER_LIST ? heng_template_values_get (values, path) : NULL;
      const char *region = parameter->kind == HENG_PARAMETER_PARTY ? heng_template_values_get (values, region_path) : NULL;

      if (text != NULL)
        g_print ("  %s = %s%s%s\n", path, text, region != NULL ? "@" : "", region != NULL ? region : "");
      for (guint row = 0; parameter->kind == HENG_PARAMETER_LIST && row < heng_template_values_get_n_rows (values, path); row++)
        {
          g_autofree char *inner = g_strdup_printf ("%s[%u].", path, row);

          print_values (values, parameter->fields, inner);
        }
    }
}

static void
print_settlement (const HengSettlement *settlement)
{
  g_autofree char *period = heng_period_format (settlement->period);

  if (settlement->obligations->len == 0)
    g_print ("  %s  %s\n", period, heng_wording_settlement_status (settlement->status));
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      guint digits = heng_commodity_digits (obligation->commodity, "CNY");
      g_autofree char *amount = heng_amount_format (obligation->amount_minor, digits, strcmp (obligation->commodity, "CNY") == 0 ? digits : 0);

      g_print ("  %s  %s → %s  %s %s\n", period, heng_agreement_get_party (settlement->agreement, obligation->from)->name,
               heng_agreement_get_party (settlement->agreement, obligation->to)->name, amount, obligation->commodity);
    }
}

static gboolean
print_example (HengTemplate  *item,
               GError       **error)
{
  gboolean chinese = heng_wording_is_chinese ();
  g_autoptr (HengTemplateValues) values = heng_template_values_new_example (item);
  g_autoptr (GPtrArray) rules = heng_template_preview_rules (values, chinese);
  g_autoptr (GPtrArray) settlements = NULL;
  const char *note = heng_bilingual_pick (&item->note, chinese);

  settlements = heng_template_try (values, "CNY", error);
  if (settlements == NULL)
    return FALSE;

  g_print ("\n%s\n", _("Example:"));
  if (*note != '\0')
    g_print ("  %s\n", note);
  print_values (values, item->parameters, "");
  g_print ("\n%s\n", _("Its rules:"));
  for (guint i = 0; i < rules->len; i++)
    g_print ("  %s\n", (const char *) g_ptr_array_index (rules, i));
  if (item->observations->len > 0)
    g_print ("\n%s\n", _("What was measured:"));
  for (guint i = 0; i < item->observations->len; i++)
    {
      const HengExampleObservation *observation = g_ptr_array_index (item->observations, i);
      const char *name = heng_template_values_get (values, observation->indicator);

      g_print ("  %s  %s = %s\n", observation->period, name != NULL ? name : observation->indicator, observation->value);
    }
  g_print ("\n%s\n", _("What is owed:"));
  for (guint i = 0; i < settlements->len; i++)
    print_settlement (g_ptr_array_index (settlements, i));
  return TRUE;
}

gboolean
heng_template_print (HengTemplate  *item,
                     GError       **error)
{
  gboolean chinese = heng_wording_is_chinese ();

  g_print ("%s  (%s)\n%s\n\n", heng_bilingual_pick (&item->title, chinese), item->id, heng_bilingual_pick (&item->help, chinese));
  print_parameters (item);
  return item->expected->len == 0 || print_example (item, error);
}

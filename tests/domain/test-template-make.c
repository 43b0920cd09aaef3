// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-make.h"

#include "testing.h"

/* ---- the examples of the library ---- */

static char *
describe (const HengSettlement *settlement,
          const HengObligation *obligation)
{
  g_autofree char *period = heng_period_format (settlement->period);
  const char *status = heng_settlement_status_get_name (settlement->status);
  g_autofree char *amount = NULL;
  guint digits;

  if (obligation == NULL)
    return g_strdup_printf ("%s %s", period, status);
  digits = heng_commodity_digits (obligation->commodity, "CNY");
  amount = heng_amount_format (obligation->amount_minor, digits, strcmp (obligation->commodity, "CNY") == 0 ? digits : 0);
  return g_strdup_printf ("%s %s %s>%s %s %s", period, status, heng_agreement_get_party (settlement->agreement, obligation->from)->name,
                          heng_agreement_get_party (settlement->agreement, obligation->to)->name, amount, obligation->commodity);
}

static char *
describe_all (const GPtrArray *settlements)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < settlements->len; i++)
    {
      const HengSettlement *settlement = g_ptr_array_index (settlements, i);

      for (guint j = 0; j < MAX (settlement->obligations->len, 1); j++)
        {
          const HengObligation *obligation = settlement->obligations->len > 0 ? &g_array_index (settlement->obligations, HengObligation, j) : NULL;
          g_autofree char *line = describe (settlement, obligation);

          g_string_append_printf (text, "%s\n", line);
        }
      if (settlement->error != NULL)
        g_string_append_printf (text, "%s\n", settlement->error->message);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_expected (const HengTemplate *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->expected->len; i++)
    {
      const HengExampleAmount *amount = g_ptr_array_index (item->expected, i);

      if (amount->from == NULL)
        g_string_append_printf (text, "%s %s\n", amount->period, amount->status);
      else
        g_string_append_printf (text, "%s %s %s>%s %s %s\n", amount->period, amount->status, amount->from, amount->to, amount->amount,
                                amount->commodity);
    }

  return g_string_free (text, FALSE);
}

static void
print_rules (const HengTemplateValues *values)
{
  g_autoptr (GPtrArray) rules = heng_template_preview_rules (values, heng_template_values_get_chinese (values));

  for (guint i = 0; i < rules->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (rules, i));
}

/* The worked example of each template comes out as the template says, with English and with Chinese words. */
static void
test_example (gconstpointer data)
{
  g_autoptr (HengTemplate) item = heng_template_find_standard (data, NULL);
  g_autoptr (HengTemplateValues) values = heng_template_values_new_example (item);
  g_autofree char *expected = describe_expected (item);

  for (guint chinese = 0; chinese < 2; chinese++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) settlements = NULL;
      g_autofree char *found = NULL;

      heng_template_values_set_chinese (values, chinese > 0);
      print_rules (values);
      settlements = heng_template_try (values, "CNY", &error);
      if (error != NULL)
        g_test_message ("at %s", heng_error_get_path (error));
      g_assert_no_error (error);
      found = describe_all (settlements);
      g_assert_cmpstr (found, ==, expected);
    }
}

/* What a template brings as defaults stands in it: nothing but parties' names and amounts is asked for. */
static void
test_defaults (gconstpointer data)
{
  g_autoptr (HengTemplate) item = heng_template_find_standard (data, NULL);
  g_autoptr (HengTemplateValues) values = heng_template_values_new (item, FALSE);
  g_autoptr (GPtrArray) rules = heng_template_preview_rules (values, TRUE);

  g_assert_cmpuint (rules->len, >, 0);
  for (guint i = 0; i < item->parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (item->parameters, i);
      g_autoptr (GError) error = NULL;

      if (parameter->kind != HENG_PARAMETER_LIST && heng_template_values_get (values, parameter->name) != NULL)
        heng_template_check (values, parameter->name, &error);
      g_assert_no_error (error);
    }
}

static void
add_examples (GPtrArray *templates)
{
  for (guint i = 0; i < templates->len; i++)
    {
      const char *id = ((HengTemplate *) g_ptr_array_index (templates, i))->id;
      g_autofree char *example = g_strdup_printf ("/domain/template-make/example/%s", id);
      g_autofree char *defaults = g_strdup_printf ("/domain/template-make/defaults/%s", id);

      g_test_add_data_func (example, id, test_example);
      g_test_add_data_func (defaults, id, test_defaults);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) templates = heng_template_list_standard ();

  g_test_init (&argc, &argv, NULL);

  add_examples (templates);

  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The manual says what is so: its examples are rules, its tables name functions, its limits are those of the program. */
#include "heng-manual.h"

#include "heng-error.h"
#include "heng-rules.h"

#include <string.h>

static const char *const parties[] = { "Shandong", "Henan", "Fund", "A", "B", "C", "山东", "河南", "专户", "甲", "乙", "丙" };
static const HengRuleIndicator indicators[] = {
  { "COD", HENG_CLASS_USE_ANY }, { "NH3N", HENG_CLASS_USE_ANY }, { "TP", HENG_CLASS_USE_ANY }, { "P", HENG_CLASS_USE_NONE },
  { "flow", HENG_CLASS_USE_NONE }, { "met", HENG_CLASS_USE_NONE }, { "growth", HENG_CLASS_USE_NONE },
};

static void
check_rules (const GPtrArray *rules)
{
  HengRuleNames names = {
    .parties = parties, .n_parties = G_N_ELEMENTS (parties), .indicators = indicators, .n_indicators = G_N_ELEMENTS (indicators),
    .assessed = HENG_PERIOD_YEAR,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) parsed = heng_rules_new ((const char *const *) rules->pdata, rules->len, &names, &error);

  if (error != NULL)
    g_test_message ("%s, %u", heng_error_get_path (error), heng_error_get_column (error));
  g_assert_no_error (error);
  g_assert_cmpuint (heng_rules_get_n_statements (parsed), ==, rules->len);
}

/* Every block of code is a list of rules, one a line. Returns how many blocks there are. */
static guint
check_blocks (const char *manual)
{
  g_auto (GStrv) lines = g_strsplit (manual, "\n", -1);
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  gboolean inside = FALSE;
  guint n_blocks = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strcmp (lines[i], "```") == 0)
        {
          if (inside)
            check_rules (rules);
          g_ptr_array_set_size (rules, 0);
          n_blocks += inside;
          inside = !inside;
        }
      else if (inside)
        g_ptr_array_add (rules, lines[i]);
    }

  g_assert_false (inside);
  return n_blocks;
}

static void
test_examples (void)
{
  guint n_english = check_blocks (heng_manual_get_rules (FALSE)), n_chinese = check_blocks (heng_manual_get_rules (TRUE));

  g_assert_cmpuint (n_english, >=, 5);
  g_assert_cmpuint (n_chinese, ==, n_english);
}

/* A function stands in both manuals, and so does every limit. */
static void
test_words (void)
{
  static const char *const words[] = {
    "`ago(", "`class(", "`known(", "`default(", "`min(", "`max(", "`abs(", "`floor(", "`ceil(", "`round(", "`clamp(", "`ladder(", "`year`", "`month`",
    "`sum`", "`mean`", "`count`", "`product`", "over months", "over years", "支付", "提供", "当", "如果", "则", "否则", "要求", "且", "或", "非", "各",
    G_STRINGIFY (HENG_RULE_BYTES_MAX), G_STRINGIFY (HENG_RULES_MAX), G_STRINGIFY (HENG_RULE_DEPTH_MAX), G_STRINGIFY (HENG_RULE_STEPS_MAX),
    G_STRINGIFY (HENG_RULE_YEARS_MAX), G_STRINGIFY (HENG_NUMBER_DIGITS_MAX),
  };

  for (guint chinese = 0; chinese < 2; chinese++)
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      {
        g_test_message ("%s", words[i]);
        g_assert_nonnull (strstr (heng_manual_get_rules (chinese > 0), words[i]));
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reports/manual/examples", test_examples);
  g_test_add_func ("/reports/manual/words", test_words);

  return g_test_run ();
}

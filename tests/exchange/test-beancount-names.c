// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-beancount-names.h"

#include "testing.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *component;
} components[] = {
  { "410000", "410000" },
  { "640181-ND", "640181-ND" },
  { "T-1", "T-1" },
  { "Fund", "Fund" },
  { "补偿资金", "补偿资金" },
  { "Élan", "Élan" },
  { "阿·合", "阿·合" },
  { "A_b.c", "A-u5F-b-u2E-c" },
  { "A--b-", "A--b-" },
  /* What would be read back as something else. */
  { "A-u5F-b", "A-u2D-u5F-b" },
  { "X-u-a", "X-u2D-u-a" },
  { "A--u", "A--u2D-u" },
  /* What cannot begin a component. */
  { "abc", "X-u-abc" },
  { "-u", "X-u--u2D-u" },
  { "_", "X-u--u5F-" },
  { "-a", "X-u--a" },
  { ".é", "X-u--u2E-é" },
  { "", "X-u-" },
  { "a b:c\"", "X-u-a-u20-b-u3A-c-u22-" },
};

/* The other way round, as somebody would do it who has only the journal. */
static char *
read_back (const char *component)
{
  g_autoptr (GRegex) escape = g_regex_new ("-u([0-9A-F]+)-", 0, 0, NULL);
  const char *rest = g_str_has_prefix (component, "X-u-") ? component + strlen ("X-u-") : component;
  g_auto (GStrv) parts = g_regex_split (escape, rest, 0);
  GString *name = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (i % 2 == 0)
      g_string_append (name, parts[i]);
    else
      g_string_append_c (name, (char) g_ascii_strtoull (parts[i], NULL, 16));
  return g_string_free (name, FALSE);
}

static void
assert_component (const char *component)
{
  g_assert_true (g_regex_match_simple ("^([A-Z0-9]|[^\\x{0}-\\x{7f}])([A-Za-z0-9-]|[^\\x{0}-\\x{7f}])*$", component, G_REGEX_DOLLAR_ENDONLY, 0));
}

static void
test_component (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GString) text = g_string_new ("Assets:");
  g_autofree char *back = NULL;

  heng_beancount_append_component (text, components[row].name);
  g_assert_true (g_str_has_prefix (text->str, "Assets:"));
  g_assert_cmpstr (text->str + strlen ("Assets:"), ==, components[row].component);
  assert_component (text->str + strlen ("Assets:"));
  back = read_back (text->str + strlen ("Assets:"));
  g_assert_cmpstr (back, ==, components[row].name);
}

/* Names of few letters of the kind that escapes are made of, all of them: every one another component, each read back. */
static void
test_all_components (void)
{
  static const char letters[] = "-uXaA5_";
  const guint n_letters = strlen (letters);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_names = 1;

  for (guint length = 1; length <= 5; length++)
    {
      n_names *= n_letters;
      for (guint i = 0; i < n_names; i++)
        {
          g_autoptr (GString) component = g_string_new (NULL);
          g_autofree char *back = NULL;
          char name[6] = { 0 };

          for (guint at = 0, rest = i; at < length; at++, rest /= n_letters)
            name[at] = letters[rest % n_letters];
          heng_beancount_append_component (component, name);
          assert_component (component->str);
          back = read_back (component->str);
          g_assert_cmpstr (back, ==, name);
          g_assert_true (g_hash_table_add (seen, g_strdup (component->str)));
        }
    }
}

/* One after the other in one book. */
static const struct
{
  const char *commodity;
  const char *name;
} commodities[] = {
  { "CNY", "CNY" },
  { "t", "UNIT-T" },
  { "m³", "M3" },
  { "M3", "M3-2" },
  { "m3", "M3-3" },
  { "kWh", "KWH" },
  { "人次", "UNIT" },
  { "亩", "UNIT-2" },
  { "UNIT-2", "UNIT-2-2" },
  { "UNIT-3", "UNIT-3" },
  { "公顷", "UNIT-4" },
  { "training places", "TRAINING-PLACES" },
  { "café · crème!", "CAFE-CREME" },
  { "2020 t", "UNIT-2020-T" },
  { "cny", "CNY-2" },
  { "true", "TRUE-2" },
  { "a", "UNIT-A" },
  { "ａ", "UNIT-A-2" },
  { "\"m3; of\nwater\\", "M3-OF-WATER" },
  { "person-days of volunteers in the mountains", "PERSON-DAYS-OF-VOLUNTEER" },
  { "person-days of volunteers in the valleys", "PERSON-DAYS-OF-VOLUNTE-2" },
  { "abcdefghijklmnopqrstuv wxyz", "ABCDEFGHIJKLMNOPQRSTUV-W" },
  { "abcdefghijklmnopqrstuvw xyz", "ABCDEFGHIJKLMNOPQRSTUVW" },
  { "\xff", "UNIT-5" },
  { "", "UNIT-6" },
  /* What was asked for keeps its name. */
  { "m³", "M3" },
  { "公顷", "UNIT-4" },
};

static void
test_commodities (void)
{
  g_autoptr (HengBeancountCommodities) names = heng_beancount_commodities_new ("CNY");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (commodities); i++)
    {
      const char *name = heng_beancount_commodities_name (names, commodities[i].commodity);

      g_assert_cmpstr (name, ==, commodities[i].name);
      g_assert_true (g_regex_match_simple ("^[A-Z][A-Z0-9'._-]{0,22}[A-Z0-9]$", name, G_REGEX_DOLLAR_ENDONLY, 0));
      g_hash_table_add (seen, (gpointer) name);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, G_N_ELEMENTS (commodities) - 2);
}

/* However many would be called the same, and in no more time than it takes to count them. */
static void
test_many_commodities (void)
{
  g_autoptr (HengBeancountCommodities) names = heng_beancount_commodities_new ("JPY");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *commodity = g_strdup_printf ("person-days of the volunteers of %u", i);
      const char *name = heng_beancount_commodities_name (names, commodity);

      g_assert_cmpuint (strlen (name), <=, HENG_BEANCOUNT_COMMODITY_MAX);
      g_assert_true (g_hash_table_add (seen, (gpointer) name));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (components); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/beancount-names/component/%zu", i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_component);
    }
  g_test_add_func ("/exchange/beancount-names/all-components", test_all_components);
  g_test_add_func ("/exchange/beancount-names/commodities", test_commodities);
  g_test_add_func ("/exchange/beancount-names/many-commodities", test_many_commodities);
  return g_test_run ();
}

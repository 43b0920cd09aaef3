// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-standard-regions.h"

#include "heng-book-regions.h"

#include <string.h>

static void
test_all (void)
{
  g_autoptr (GPtrArray) regions = heng_standard_regions_new ();
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (regions->len, ==, 35);
  for (guint i = 0; i < regions->len; i++)
    {
      const HengRegion *region = g_ptr_array_index (regions, i);

      g_assert_cmpuint (strlen (region->code), ==, 6);
      g_assert_cmpuint (strspn (region->code, "0123456789"), ==, 6);
      g_assert_cmpstr (region->code + 2, ==, "0000");
      g_assert_true (region->name_zh != NULL && *region->name_zh != '\0' && g_utf8_validate (region->name_zh, -1, NULL));
      g_assert_true (region->name_en != NULL && *region->name_en != '\0' && g_str_is_ascii (region->name_en));
      g_assert_true (g_hash_table_add (codes, region->code));
      g_assert_true (g_hash_table_add (names, region->name_zh));
      g_assert_true (g_hash_table_add (names, region->name_en));
      g_assert_null (region->parent);
    }
}

static const struct
{
  const char *code;
  const char *name_zh;
  const char *name_en;
} some[] = {
  { "000000", "中央", "Central" },     { "110000", "北京", "Beijing" },  { "150000", "内蒙古", "Inner Mongolia" },
  { "410000", "河南", "Henan" },       { "610000", "陕西", "Shaanxi" },  { "140000", "山西", "Shanxi" },
  { "650000", "新疆", "Xinjiang" },    { "710000", "台湾", "Taiwan" },   { "810000", "香港", "Hong Kong" },
  { "820000", "澳门", "Macao" },
};

static void
test_some (void)
{
  g_autoptr (GPtrArray) regions = heng_standard_regions_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    {
      guint n_found = 0;

      for (guint j = 0; j < regions->len; j++)
        {
          const HengRegion *region = g_ptr_array_index (regions, j);

          if (strcmp (region->code, some[i].code) != 0)
            continue;
          n_found++;
          g_assert_cmpstr (region->name_zh, ==, some[i].name_zh);
          g_assert_cmpstr (region->name_en, ==, some[i].name_en);
        }
      g_assert_cmpuint (n_found, ==, 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/standard-regions/all", test_all);
  g_test_add_func ("/exchange/standard-regions/some", test_some);
  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-water-standard.h"

#include "testing.h"

typedef struct
{
  const char *label;
  const char *parameter;
  gboolean    lake;
  const char *value;
  guint       class;
} ClassRow;

static const ClassRow class_rows[] = {
  { "G28 ammonia 0.51", "NH3N", FALSE, "0.51", 3 }, { "ammonia at the limit", "NH3N", FALSE, "0.5", 2 },
  { "G29 phosphorus, river", "TP", FALSE, "0.10", 2 }, { "G29 phosphorus, lake", "TP", TRUE, "0.10", 4 },
  { "G30 COD at the limit of two classes", "COD", FALSE, "15.0", 1 }, { "COD just above", "COD", FALSE, "15.0000001", 3 },
  { "G31 oxygen below all", "DO", FALSE, "1.9", 6 }, { "oxygen, more is better", "DO", FALSE, "7.5", 1 }, { "oxygen 7.49", "DO", FALSE, "7.49", 2 }, { "oxygen 2", "DO", FALSE, "2", 5 },
  { "G32 too sour", "PH", FALSE, "5.9", 6 }, { "sour enough", "PH", FALSE, "6", 1 }, { "too alkaline", "PH", FALSE, "9.01", 6 }, { "alkaline at the limit", "PH", FALSE, "9", 1 },
  { "neutral", "PH", FALSE, "7", 1 }, { "lower limit alone", "PH_MIN", FALSE, "12", 1 }, { "upper limit alone", "PH_MAX", FALSE, "3", 1 },
  { "G33 nitrogen, lake", "TN", TRUE, "3.0", 6 }, { "nitrogen alone, river", "TN", FALSE, "3.0", 6 }, { "nitrogen alone, river, good", "TN", FALSE, "0.2", 1 },
  { "G34 half to even", "NH3N", FALSE, "0.50", 2 }, { "G34 half up", "NH3N", FALSE, "0.51", 3 },
  { "zero", "HG", FALSE, "0", 1 }, { "below zero", "COD", FALSE, "-1", 1 }, { "far beyond", "FC", FALSE, "999999999999", 6 },
};

static void
test_class (gconstpointer data)
{
  const ClassRow *row = data;
  g_auto (HengNumber) value = { 0 };

  heng_number_init (&value);
  g_assert_true (heng_number_parse (&value, row->value, NULL));
  g_assert_cmpuint (heng_water_standard_get_class (row->parameter, row->lake, &value), ==, row->class);
}

static void
test_use (void)
{
  g_assert_cmpint (heng_water_standard_get_use ("COD"), ==, HENG_CLASS_USE_ANY);
  g_assert_cmpint (heng_water_standard_get_use ("PH"), ==, HENG_CLASS_USE_ANY);
  g_assert_cmpint (heng_water_standard_get_use ("TN"), ==, HENG_CLASS_USE_ALONE);
  g_assert_cmpint (heng_water_standard_get_use ("FC"), ==, HENG_CLASS_USE_ALONE);
  g_assert_cmpint (heng_water_standard_get_use ("cod"), ==, HENG_CLASS_USE_NONE);
  g_assert_cmpint (heng_water_standard_get_use ("NO2"), ==, HENG_CLASS_USE_NONE);
  g_assert_cmpint (heng_water_standard_get_use (""), ==, HENG_CLASS_USE_NONE);
}

/* ---- against the table of reference data ---- */

static guint
class_of (const char *parameter,
          gboolean    lake,
          const char *limit,
          int         direction)
{
  g_auto (HengNumber) value = { 0 };
  g_auto (HengNumber) little = { 0 };

  heng_number_init (&value);
  heng_number_init (&little);
  g_assert_true (heng_number_parse (&value, limit, NULL));
  heng_number_set_ratio (&little, direction, 1000000000);
  g_assert_true (heng_number_add (&value, &value, &little, NULL));
  return heng_water_standard_get_class (parameter, lake, &value);
}

/* At each limit the best class that shares it; a little worse, the first class with a looser limit. */
static void
check_row (char     **fields,
           gboolean   lake)
{
  int worse = strcmp (fields[2], "min") == 0 ? -1 : 1;

  for (guint class = 1; class <= 5; class++)
    {
      guint best = class, next = class;

      while (best > 1 && strcmp (fields[2 + best], fields[2 + class]) == 0 && strcmp (fields[1 + best], fields[2 + class]) == 0)
        best--;
      while (next <= 5 && strcmp (fields[2 + next], fields[2 + class]) == 0)
        next++;
      g_assert_cmpuint (class_of (fields[0], lake, fields[2 + class], 0), ==, best);
      g_assert_cmpuint (class_of (fields[0], lake, fields[2 + class], -worse), ==, best);
      g_assert_cmpuint (class_of (fields[0], lake, fields[2 + class], worse), ==, next);
    }
}

static void
test_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "surface_water_limits.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *list = heng_water_standard_list ();
  g_auto (GStrv) listed = g_strsplit (list, ", ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "item,water_body,direction,class_1,class_2,class_3,class_4,class_5,used_for_class,"));
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      gboolean used = strcmp (fields[8], "1") == 0;

      g_assert_cmpint (heng_water_standard_get_use (fields[0]), ==, used ? HENG_CLASS_USE_ANY : HENG_CLASS_USE_ALONE);
      if (strcmp (fields[1], "lake") != 0)
        check_row (fields, FALSE);
      if (strcmp (fields[1], "river") != 0)
        check_row (fields, TRUE);
      g_hash_table_add (seen, g_strdup (g_str_has_prefix (fields[0], "PH_") ? "PH" : fields[0]));
    }

  g_assert_cmpuint (g_hash_table_size (seen), ==, g_strv_length (listed));
  for (guint i = 0; listed[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (seen, listed[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/water-standard/class", class_rows, test_class);
  g_test_add_func ("/domain/water-standard/use", test_use);
  g_test_add_func ("/domain/water-standard/table", test_table);

  return g_test_run ();
}

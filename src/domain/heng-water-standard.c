// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-water-standard.h"

#include <string.h>

typedef enum
{
  ANY,
  RIVER,
  LAKE
} WaterBody;

typedef struct
{
  const char *parameter;
  WaterBody   water_body;
  gboolean    higher_is_better;
  gboolean    used_for_class;
  const char *limits[HENG_WATER_CLASS_WORST - 1]; /* classes I to V, mg/L */
} Limit;

/* GB 3838-2002, table 1; data/surface_water_limits.csv holds the same rows with names and evidence, and a test compares the two. */
static const Limit table[] = {
  { "PH_MIN", ANY, TRUE, TRUE, { "6", "6", "6", "6", "6" } },
  { "PH_MAX", ANY, FALSE, TRUE, { "9", "9", "9", "9", "9" } },
  { "DO", ANY, TRUE, TRUE, { "7.5", "6", "5", "3", "2" } },
  { "CODMN", ANY, FALSE, TRUE, { "2", "4", "6", "10", "15" } },
  { "COD", ANY, FALSE, TRUE, { "15", "15", "20", "30", "40" } },
  { "BOD5", ANY, FALSE, TRUE, { "3", "3", "4", "6", "10" } },
  { "NH3N", ANY, FALSE, TRUE, { "0.15", "0.5", "1.0", "1.5", "2.0" } },
  { "TP", RIVER, FALSE, TRUE, { "0.02", "0.1", "0.2", "0.3", "0.4" } },
  { "TP", LAKE, FALSE, TRUE, { "0.01", "0.025", "0.05", "0.1", "0.2" } },
  { "TN", LAKE, FALSE, FALSE, { "0.2", "0.5", "1.0", "1.5", "2.0" } },
  { "CU", ANY, FALSE, TRUE, { "0.01", "1.0", "1.0", "1.0", "1.0" } },
  { "ZN", ANY, FALSE, TRUE, { "0.05", "1.0", "1.0", "2.0", "2.0" } },
  { "F", ANY, FALSE, TRUE, { "1.0", "1.0", "1.0", "1.5", "1.5" } },
  { "SE", ANY, FALSE, TRUE, { "0.01", "0.01", "0.01", "0.02", "0.02" } },
  { "AS", ANY, FALSE, TRUE, { "0.05", "0.05", "0.05", "0.1", "0.1" } },
  { "HG", ANY, FALSE, TRUE, { "0.00005", "0.00005", "0.0001", "0.001", "0.001" } },
  { "CD", ANY, FALSE, TRUE, { "0.001", "0.005", "0.005", "0.005", "0.01" } },
  { "CR6", ANY, FALSE, TRUE, { "0.01", "0.05", "0.05", "0.05", "0.1" } },
  { "PB", ANY, FALSE, TRUE, { "0.01", "0.01", "0.05", "0.05", "0.1" } },
  { "CN", ANY, FALSE, TRUE, { "0.005", "0.05", "0.2", "0.2", "0.2" } },
  { "PHENOL", ANY, FALSE, TRUE, { "0.002", "0.002", "0.005", "0.01", "0.1" } },
  { "OIL", ANY, FALSE, TRUE, { "0.05", "0.05", "0.05", "0.5", "1.0" } },
  { "LAS", ANY, FALSE, TRUE, { "0.2", "0.2", "0.2", "0.3", "0.3" } },
  { "S2", ANY, FALSE, TRUE, { "0.05", "0.1", "0.2", "0.5", "1.0" } },
  { "FC", ANY, FALSE, FALSE, { "200", "2000", "10000", "20000", "40000" } },
};

/* pH is one measured value against two limits. */
static gboolean
row_is_for (const Limit *row,
            const char  *parameter)
{
  return strcmp (row->parameter, parameter) == 0 ||
         (strcmp (parameter, "PH") == 0 && (strcmp (row->parameter, "PH_MIN") == 0 || strcmp (row->parameter, "PH_MAX") == 0));
}

HengClassUse
heng_water_standard_get_use (const char *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (row_is_for (&table[i], parameter))
      return table[i].used_for_class ? HENG_CLASS_USE_ANY : HENG_CLASS_USE_ALONE;

  return HENG_CLASS_USE_NONE;
}

static guint
class_by_row (const Limit      *row,
              const HengNumber *value)
{
  g_auto (HengNumber) limit = { 0 };

  heng_number_init (&limit);
  for (guint i = 0; i < G_N_ELEMENTS (row->limits); i++)
    {
      int order;

      if (!heng_number_parse (&limit, row->limits[i], NULL))
        g_assert_not_reached ();
      order = heng_number_compare (value, &limit);
      if (row->higher_is_better ? order >= 0 : order <= 0)
        return i + 1;
    }

  return HENG_WATER_CLASS_WORST;
}

guint
heng_water_standard_get_class (const char       *parameter,
                               gboolean          lake,
                               const HengNumber *value)
{
  guint worst = 0;
  gboolean own_row = FALSE;

  /* Total nitrogen has limits for lakes only; asked alone for a river it is judged by them. */
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    own_row = own_row || (row_is_for (&table[i], parameter) && table[i].water_body == (lake ? LAKE : RIVER));
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (row_is_for (&table[i], parameter) &&
        (!own_row || table[i].water_body == ANY || table[i].water_body == (lake ? LAKE : RIVER)))
      worst = MAX (worst, class_by_row (&table[i], value));

  g_return_val_if_fail (worst > 0, HENG_WATER_CLASS_WORST);
  return worst;
}

char *
heng_water_standard_list (void)
{
  GString *list = g_string_new ("PH");

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (!g_str_has_prefix (table[i].parameter, "PH_") && !(i > 0 && strcmp (table[i].parameter, table[i - 1].parameter) == 0))
      g_string_append_printf (list, ", %s", table[i].parameter);

  return g_string_free (list, FALSE);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-standard-regions.h"

#include "heng-regions.h"
#include "heng-table-import.h"

GPtrArray *
heng_standard_regions_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTable) table = heng_table_new (heng_regions_csv, sizeof heng_regions_csv - 1, &error);
  GPtrArray *regions;
  guint row;

  /* The table is part of the program. */
  g_assert_no_error (error);
  regions = heng_table_read_regions (table, &row, &error);
  g_assert_no_error (error);
  return regions;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-standard-book.h"

#include "heng-holidays-import.h"
#include "heng-standard-regions.h"

static gboolean
fill (HengBook  *book,
      gpointer   data,
      GError   **error)
{
  return heng_standard_holidays_append (book, error);
}

HengBook *
heng_standard_book_new (const char  *path,
                        const char  *currency,
                        const char  *recorder,
                        HengClock    clock,
                        gpointer     clock_data,
                        GError     **error)
{
  g_autoptr (GPtrArray) regions = heng_standard_regions_new ();

  return heng_book_new_filled (path, currency, recorder, regions, fill, NULL, clock, clock_data, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-dues.h"

G_BEGIN_DECLS

/** What a listing of dues shows. @rows: (element-type HengDuesRow) @totals: (element-type HengDuesTotal) */
typedef struct
{
  HengBook  *book;
  HengDay    day;
  gboolean   only_overdue;
  GPtrArray *rows;
  GPtrArray *totals;
} HengDuesListing;

/** Prints `{"on": …, "dues": […], "totals": […]}` to standard output. */
void  heng_dues_print_json    (const HengDuesListing *self);

/** Returns: (transfer full): with as many decimals as the book shows of @commodity */
char *heng_dues_format_amount (const HengDuesListing *self,
                               gint64                 amount_minor,
                               const char            *commodity);
/** Returns: (transfer full) (nullable): %NULL where the row has no period */
char *heng_dues_format_period (const HengDuesRow     *row);

G_END_DECLS

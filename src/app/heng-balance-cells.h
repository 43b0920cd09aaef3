// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** The columns that every table of balances has: name, accrued, paid, outstanding, and that as a bar. */
typedef struct
{
  GtkColumnViewColumn *name;
  GtkColumnViewColumn *accrued;
  GtkColumnViewColumn *paid;
  GtkColumnViewColumn *outstanding;
  GtkColumnViewColumn *bar;
} HengBalanceColumns;

gboolean heng_balance_is_same           (gconstpointer       a,
                                         gconstpointer       b);
void     heng_balance_columns_add       (HengBalanceColumns *self,
                                         GtkColumnView      *table,
                                         HengSession        *session,
                                         const char         *name);
/** Takes the longest bar of each commodity from @balances (nullable). To be called before the rows are shown. */
void     heng_balance_columns_set_scale (HengBalanceColumns *self,
                                         GPtrArray          *balances);

G_END_DECLS

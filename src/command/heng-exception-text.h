// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-exceptions.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** An amount with as many decimals as @commodity is shown with in @book. Returns: (transfer full) */
char       *heng_exception_format_amount (HengBook   *book,
                                          gint64      amount_minor,
                                          const char *commodity);
/** What @from owes @to, by their names, as JSON. Returns: (transfer full) */
JsonObject *heng_exception_amount_to_json (HengBook   *book,
                                           const char *from,
                                           const char *to,
                                           gint64      amount_minor,
                                           const char *commodity);
/** An exception as JSON, its end included where it has one. Returns: (transfer full) */
JsonObject *heng_exception_to_json       (HengBook            *book,
                                          const HengException *exception);
/** Prints, for people, which exception stands in the way of what the formula gives. */
void        heng_exception_print         (const HengSettlement *settlement,
                                          const char           *currency);

G_END_DECLS

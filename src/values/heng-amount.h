// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"

G_BEGIN_DECLS

/**
 * Amounts are whole minor units in 64 bits (`…_minor`): fen for CNY, millionths for anything in kind. The count of decimals that a
 * commodity is kept in is its `digits`.
 */

/** Decimals that amounts in kind (tonnes, kWh, training places …) are kept in: up to nine billion kWh thousandfold still fit. */
#define HENG_AMOUNT_IN_KIND_DIGITS 6

/** Whether @code has the form of a currency: three capital letters, as ISO 4217 codes are. */
gboolean heng_currency_is_valid (const char *code);

/** The minor unit's decimals by ISO 4217 (CNY 2, JPY 0, KWD 3); 2 for a code that is not in its table. */
guint    heng_currency_digits   (const char *code);

/** heng_currency_digits() where @commodity is the book's @currency, #HENG_AMOUNT_IN_KIND_DIGITS for anything in kind. */
guint    heng_commodity_digits  (const char *commodity,
                                 const char *currency);

/** Returns: %FALSE with %HENG_ERROR_MONEY_OVERFLOW where the sum does not fit; @sum may be one of the operands */
gboolean heng_amount_add        (gint64   a_minor,
                                 gint64   b_minor,
                                 gint64  *sum_minor,
                                 GError **error);
gboolean heng_amount_subtract   (gint64   a_minor,
                                 gint64   b_minor,
                                 gint64  *difference_minor,
                                 GError **error);

/** An exact conversion: a number finer than the minor unit or too large is an error. */
gboolean heng_amount_from_number (const HengNumber  *number,
                                  guint              digits,
                                  gint64            *amount_minor,
                                  GError           **error);
void     heng_amount_to_number   (gint64       amount_minor,
                                  guint        digits,
                                  HengNumber  *number);

/** Reads "2000万" or "66000000.00"; exact as heng_amount_from_number(). */
gboolean heng_amount_parse      (const char  *text,
                                 guint        digits,
                                 gint64      *amount_minor,
                                 GError     **error);

/** The amount in the C locale with exactly @digits decimals, of which the zeros beyond @digits_shown are left out. */
char    *heng_amount_format     (gint64 amount_minor,
                                 guint  digits,
                                 guint  digits_shown);
/** The same at the end of @text. */
void     heng_amount_append     (GString *text,
                                 gint64   amount_minor,
                                 guint    digits,
                                 guint    digits_shown);

G_END_DECLS

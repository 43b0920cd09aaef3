// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Most decimal digits a written number may have. */
#define HENG_NUMBER_DIGITS_MAX 30
/** Most bits a numerator or denominator may grow to; what would be larger is an error, never an abort. */
#define HENG_NUMBER_BITS_MAX 16384
/** Largest absolute value of an exponent. */
#define HENG_NUMBER_EXPONENT_MAX 1000

/**
 * HengNumber:
 *
 * An exact rational number, always in lowest terms. Initialise with heng_number_init(), end with heng_number_clear() or
 * `g_auto (HengNumber)`; a number is not copied by assignment. Results may be the same variable as operands.
 */
typedef struct
{
  gint64   numerator;   /* lowest terms; above zero below the line. The sizes that measurements and money have fit here … */
  gint64   denominator;
  gpointer large;       /* (nullable): … and what does not is GMP's, here */
} HengNumber;

void     heng_number_init        (HengNumber       *self);
void     heng_number_clear       (HengNumber       *self);
void     heng_number_set         (HengNumber       *self,
                                  const HengNumber *other);
void     heng_number_set_int64   (HengNumber       *self,
                                  gint64            integer);
/** @numerator over @denominator, the latter not 0. */
void     heng_number_set_ratio   (HengNumber       *self,
                                  gint64            numerator,
                                  gint64            denominator);
/** @units over 10 to the power of @decimals, which is at most #HENG_NUMBER_DIGITS_MAX. */
void     heng_number_set_decimal (HengNumber       *self,
                                  gint64            units,
                                  guint             decimals);

/**
 * Reads a number at the beginning of @text: digits with `_` between them and a decimal point, then one of `%`, `百 千 万 亿` (also
 * joined: `3千万`), ` thousand`, ` million`, ` billion`, ` trillion`, and `元` behind; no sign, no exponent.
 *
 * Returns: how many bytes were read, 0 with @error set
 */
gsize    heng_number_scan        (HengNumber       *self,
                                  const char       *text,
                                  GError          **error);

/**
 * Reads @text where it is nothing but digits, with a point or `-` at most, of not more than 18 digits: nearly every measured value.
 *
 * Returns: whether it is; its value is @units over 10 to the power of @decimals
 */
gboolean heng_number_parse_plain (const char       *text,
                                  gint64           *units,
                                  guint            *decimals);

/** Reads the whole @text as a number as heng_number_scan() does, with `-` or `+` before it; spaces around it are passed over. */
gboolean heng_number_parse       (HengNumber       *self,
                                  const char       *text,
                                  GError          **error);

gboolean heng_number_add         (HengNumber       *result,
                                  const HengNumber *a,
                                  const HengNumber *b,
                                  GError          **error);
gboolean heng_number_subtract    (HengNumber       *result,
                                  const HengNumber *a,
                                  const HengNumber *b,
                                  GError          **error);
gboolean heng_number_multiply    (HengNumber       *result,
                                  const HengNumber *a,
                                  const HengNumber *b,
                                  GError          **error);
gboolean heng_number_divide      (HengNumber       *result,
                                  const HengNumber *a,
                                  const HengNumber *b,
                                  GError          **error);
/** @exponent: a whole number of at most #HENG_NUMBER_EXPONENT_MAX either way; 0^0 is 1 */
gboolean heng_number_power       (HengNumber       *result,
                                  const HengNumber *base,
                                  const HengNumber *exponent,
                                  GError          **error);
void     heng_number_negate      (HengNumber       *result,
                                  const HengNumber *a);
void     heng_number_absolute    (HengNumber       *result,
                                  const HengNumber *a);
/** The largest whole number that is not above @a. */
void     heng_number_floor       (HengNumber       *result,
                                  const HengNumber *a);
/** The smallest whole number that is not below @a. */
void     heng_number_ceil        (HengNumber       *result,
                                  const HengNumber *a);

int      heng_number_compare     (const HengNumber *a,
                                  const HengNumber *b);
int      heng_number_sign        (const HengNumber *self);
gboolean heng_number_is_integer  (const HengNumber *self);
/** Returns: whether @self is a whole number within 64 bits, then in @integer */
gboolean heng_number_get_int64   (const HengNumber *self,
                                  gint64           *integer);

/**
 * The number in decimals, exactly where at most @decimals_max decimals do; otherwise rounded to them (half away from zero) behind
 * a `≈`. The point is `.`, nothing is grouped.
 *
 * Returns: (transfer full)
 */
char    *heng_number_format      (const HengNumber *self,
                                  guint             decimals_max);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengNumber, heng_number_clear)

G_END_DECLS

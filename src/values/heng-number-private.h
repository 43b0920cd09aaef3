// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"

#include <gmp.h>

G_BEGIN_DECLS

/** Seen only inside the layer: the two shapes of a number. */

/** Whether numerator and denominator are in the struct itself. */
static inline gboolean
heng_number_is_small (const HengNumber *self)
{
  return self->large == NULL;
}

/** The number as GMP has it, in @rational, which is initialised. */
void heng_number_get_mpq (const HengNumber *self,
                          mpq_t             rational);
/** Takes over the value of @rational, which is in lowest terms. */
void heng_number_set_mpq (HengNumber       *self,
                          mpq_t             rational);
/** @numerator over @denominator, above zero and in lowest terms, neither the least 64-bit number. */
void heng_number_set_small (HengNumber    *self,
                            gint64         numerator,
                            gint64         denominator);

/** 10 to the power of @exponent, which is at most 18. */
gint64 heng_number_power_of_ten (guint exponent);

/** The greatest common divisor; of 0 and @b it is @b. */
guint64 heng_number_gcd (guint64 a,
                         guint64 b);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_ROUNDING_HALF_UP,   /* a half goes away from zero */
  HENG_ROUNDING_HALF_EVEN, /* a half goes to the even multiple */
  HENG_ROUNDING_DOWN,      /* towards zero */
  HENG_ROUNDING_UP         /* away from zero */
} HengRoundingMode;

/** A step and what to do between two of its multiples. All modes are symmetric about zero. */
typedef struct
{
  HengNumber       step; /* above zero */
  HengRoundingMode mode;
} HengRounding;

void     heng_rounding_init  (HengRounding *self);
void     heng_rounding_clear (HengRounding *self);

/** Reads "0.01 half-up"; the other modes are `half-even`, `down` and `up`. */
gboolean heng_rounding_parse (HengRounding  *self,
                              const char    *text,
                              GError       **error);

/** @result: @number rounded to a multiple of the step; may be @number itself */
gboolean heng_rounding_apply (const HengRounding *self,
                              const HengNumber   *number,
                              HengNumber         *result,
                              GError            **error);

/**
 * The same of @units over 10 to the power of @decimals, in place.
 *
 * Returns: %FALSE, and nothing is changed, where the step is not 1, 0.1, 0.01 … within 64 bits
 */
gboolean heng_rounding_apply_plain (const HengRounding *self,
                                    gint64             *units,
                                    guint              *decimals);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengRounding, heng_rounding_clear)

G_END_DECLS

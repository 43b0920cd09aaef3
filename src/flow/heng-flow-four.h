// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* Four numbers at once, for pixels: what compilers know of vectors, and the two functions that they lack. */
typedef float HengFlowFour __attribute__ ((vector_size (16)));
typedef gint32 HengFlowFourInts __attribute__ ((vector_size (16)));
typedef guint32 HengFlowFourPixels __attribute__ ((vector_size (16)));
typedef guint16 HengFlowEightParts __attribute__ ((vector_size (16))); /* the channels of four pixels, every other one */

static inline HengFlowFour
heng_flow_four (float value)
{
  return (HengFlowFour) { value, value, value, value };
}

/* Memory of any alignment. */
static inline HengFlowFour
heng_flow_four_load (const float *values)
{
  HengFlowFour four;

  memcpy (&four, values, sizeof four);
  return four;
}

static inline void
heng_flow_four_store (float        *values,
                      HengFlowFour  four)
{
  memcpy (values, &four, sizeof four);
}

static inline HengFlowFour
heng_flow_four_min (HengFlowFour a,
                    HengFlowFour b)
{
#ifdef __SSE2__
  return (HengFlowFour) _mm_min_ps ((__m128) a, (__m128) b);
#else
  return (HengFlowFour) { MIN (a[0], b[0]), MIN (a[1], b[1]), MIN (a[2], b[2]), MIN (a[3], b[3]) };
#endif
}

static inline HengFlowFour
heng_flow_four_max (HengFlowFour a,
                    HengFlowFour b)
{
#ifdef __SSE2__
  return (HengFlowFour) _mm_max_ps ((__m128) a, (__m128) b);
#else
  return (HengFlowFour) { MAX (a[0], b[0]), MAX (a[1], b[1]), MAX (a[2], b[2]), MAX (a[3], b[3]) };
#endif
}

/* To between 0 and 1. */
static inline HengFlowFour
heng_flow_four_clamp (HengFlowFour four)
{
  return heng_flow_four_min (heng_flow_four_max (four, heng_flow_four (0)), heng_flow_four (1));
}

static inline HengFlowFour
heng_flow_four_root (HengFlowFour four)
{
#ifdef __SSE2__
  return (HengFlowFour) _mm_sqrt_ps ((__m128) four);
#else
  return (HengFlowFour) { __builtin_sqrtf (four[0]), __builtin_sqrtf (four[1]), __builtin_sqrtf (four[2]), __builtin_sqrtf (four[3]) };
#endif
}

/* Rounded towards zero. */
static inline HengFlowFourInts
heng_flow_four_cut (HengFlowFour four)
{
  return __builtin_convertvector (four, HengFlowFourInts);
}

G_END_DECLS

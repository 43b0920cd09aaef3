// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Random numbers that are the same on any machine (splitmix64). */
static inline guint64
case_random_next (guint64 *state)
{
  guint64 mixed = (*state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15));

  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return mixed ^ (mixed >> 31);
}

/** A number from @first to @last, both included. */
static inline gint
case_random_range (guint64 *state,
                   gint     first,
                   gint     last)
{
  return first + (gint) (case_random_next (state) % (guint64) (last - first + 1));
}

static inline gboolean
case_random_percent (guint64 *state,
                     gint     percent)
{
  return case_random_range (state, 0, 99) < percent;
}

G_END_DECLS

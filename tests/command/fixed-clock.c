// SPDX-License-Identifier: GPL-3.0-or-later
/* hengping-cli with a clock that stands: linked with --wrap, so that everything else is the program as it is. */
#include <glib.h>

gint64 __wrap_g_get_real_time (void);

/* Microseconds since 1970 in UTC, from FIXED_CLOCK_MS. */
gint64
__wrap_g_get_real_time (void)
{
  const char *text = g_getenv ("FIXED_CLOCK_MS");

  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10) * 1000;
}

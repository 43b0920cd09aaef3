// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Most bytes of an input that a target looks at; what is longer is passed over, so that the time for one input stays bounded. */
#define FUZZ_BYTES_MAX 65536

/**
 * What each target defines: tries any bytes and ends the process where something is wrong with what the program makes of them.
 * libFuzzer calls it with inputs that it invents; replay.c, in the ordinary tests, with those of the corpus. The name is libFuzzer's.
 *
 * Returns: 0, always
 */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size_bytes);

/** Makes each warning the end, once. Every target calls it first. */
static inline void
fuzz_begin (void)
{
  static gsize begun = 0;

  if (g_once_init_enter (&begun))
    {
      g_log_set_always_fatal (G_LOG_LEVEL_MASK & ~(G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG));
      g_once_init_leave (&begun, 1);
    }
}

G_END_DECLS

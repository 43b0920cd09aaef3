// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HENG_JSON_BYTES_MAX (16 * 1024 * 1024)
#define HENG_JSON_DEPTH_MAX 64
#define HENG_JSON_DIGITS_MAX 18

/**
 * Checks that @text is JSON by RFC 8259, to the letter: json-glib takes comments, trailing commas and keys written twice, and goes
 * to the end of the stack or beyond a number's range, so it gets to see only what has passed here. Also refused: NUL characters in
 * strings, numbers of more than #HENG_JSON_DIGITS_MAX digits, and what is larger or deeper than the limits.
 *
 * Returns: (transfer full) (element-type utf8 guint): the line of each value by its path, such as `parties[0].region`; %NULL with
 *   @error, which has line and column
 */
GHashTable *heng_json_scan (const char *text,
                            gsize       length_bytes,
                            GError    **error);

G_END_DECLS

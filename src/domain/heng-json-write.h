// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * The canonical text of @node: keys sorted by their bytes, no white space outside strings, UTF-8 as it is, only `"`, `\` and control
 * characters escaped. The same content always gives the same bytes. The only JSON writer of the project.
 *
 * @indent: 0 for the canonical text, in which fractions have three decimals; otherwise spaces a level, for people, and up to nine
 *
 * Returns: (transfer full)
 */
char *heng_json_write (JsonNode *node,
                       guint     indent);

/** Appends @text as a JSON string, quoted. */
void  heng_json_append_string (GString    *json,
                               const char *text);

/** Builders of members, so that no caller needs to know json-glib's; %NULL texts are left out. */
void  heng_json_set_string (JsonObject *object,
                            const char *key,
                            const char *text);

/** Reads a text that was written canonically, such as an event's data. Returns: (transfer full): %NULL where it is no JSON object */
JsonObject *heng_json_read_object (const char  *text,
                                   GError     **error);
/** Returns: (nullable) (transfer none): %NULL where there is no text of that key */
const char *heng_json_get_string  (JsonObject *object,
                                   const char *key);
/** Returns: the whole number of that key, @fallback where there is none */
gint64      heng_json_get_int64   (JsonObject *object,
                                   const char *key,
                                   gint64      fallback);

G_END_DECLS

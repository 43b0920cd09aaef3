// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HengDocumentReader: reads members of a JSON object strictly and says where what is wrong stands. After the first error every call
 * does nothing, so that a caller may read on and ask once at the end.
 */
typedef struct
{
  GHashTable *lines; /* (nullable): of heng_json_scan(), to say where what is wrong stands */
  GError    **error;
  gboolean    failed;
} HengDocumentReader;

/**
 * Reads @text as JSON whose root is an object.
 *
 * @lines: (out) (transfer full): for the reader
 *
 * Returns: (transfer full): what holds the tree
 */
JsonParser *heng_document_parse             (const char         *text,
                                             gsize               length_bytes,
                                             GHashTable        **lines,
                                             GError            **error);

/** Ends reading: places the error just set at @path. */
void        heng_document_reader_fail       (HengDocumentReader *self,
                                             const char         *path);

/** Refuses members that are not in @keys. */
void        heng_document_reader_check_keys (HengDocumentReader *self,
                                             JsonObject         *object,
                                             const char         *path,
                                             const char *const  *keys);
/** Returns: (nullable): the text, of at most @characters_max; %NULL where it is absent, which is an error if @required */
const char *heng_document_reader_get_text   (HengDocumentReader *self,
                                             JsonObject         *object,
                                             const char         *path,
                                             const char         *key,
                                             gboolean            required,
                                             glong               characters_max);
/** Returns: index of the text in @words, @fallback where it is absent (-1: it is required) */
int         heng_document_reader_get_word   (HengDocumentReader *self,
                                             JsonObject         *object,
                                             const char         *path,
                                             const char         *key,
                                             const char *const  *words,
                                             int                 fallback);
/** Returns: (nullable) (transfer none) */
JsonObject *heng_document_reader_get_object (HengDocumentReader *self,
                                             JsonObject         *object,
                                             const char         *path,
                                             const char         *key);
JsonArray  *heng_document_reader_get_array  (HengDocumentReader *self,
                                             JsonObject         *object,
                                             const char         *path,
                                             const char         *key,
                                             gboolean            required);
/** The object number @index of @array, which stands at @path. */
JsonObject *heng_document_reader_get_element (HengDocumentReader *self,
                                              JsonArray          *array,
                                              const char         *path,
                                              guint               index);

/** Returns: (transfer full): `path.key`, or `key` where @path is empty */
char       *heng_document_path              (const char         *path,
                                             const char         *key);

G_END_DECLS

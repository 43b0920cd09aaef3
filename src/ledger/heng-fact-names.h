// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-private.h"

G_BEGIN_DECLS

/** Names that rows of facts have numbers for. */
typedef enum
{
  HENG_NAME_SERIES, /* of observations: agreement and indicator */
  HENG_NAME_SOURCE,
  HENG_NAME_PARTY,  /* of lines of entries: name, region and role */
  HENG_NAME_COMMODITY,
  HENG_N_NAMES
} HengNameKind;

/** As they stand in canonical texts, each looked up once. */
typedef struct _HengNames HengNames;

/** The kind of the facts whose rows have such numbers. */
HengFactKind heng_names_get_kind (HengNameKind   which);
HengNames   *heng_names_new      (HengDatabase  *database,
                                  HengNameKind   which,
                                  GError       **error);
void         heng_names_free     (HengNames     *self);
/** Appends the name with the number @id. Returns: %FALSE where the file has none, or, with @error, cannot be read; then nothing is appended */
gboolean     heng_names_append   (HengNames     *self,
                                  gint64         id,
                                  GString       *text,
                                  GError       **error);

G_END_DECLS

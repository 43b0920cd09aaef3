// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-private.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** One event as it was recorded. */
typedef struct
{
  gint64      row;    /* among the events */
  gint64      number; /* of its fact */
  char       *kind;
  char       *subject;
  char       *text; /* canonical JSON */
  JsonObject *data;
  gint64      recorded_ms;
  char       *recorded_by;
} HengEvent;

void       heng_event_free (HengEvent *self);

/**
 * Events in the order they were recorded.
 *
 * @subject: (nullable): only those about it
 * @kinds: ended by %NULL: only these
 * @after_row: only rows behind this; 0: all
 * @known: only those of the first @known facts; 0: all
 *
 * Returns: (transfer full) (element-type HengEvent): %HENG_ERROR_BOOK_DAMAGED where the data of one is no JSON object
 */
GPtrArray *heng_event_list (HengBook           *book,
                            const char         *subject,
                            const char *const  *kinds,
                            gint64              after_row,
                            gint64              known,
                            GError            **error);

/** Appends an event of @data (transfer full) and tells its fact's number (nullable). Inside a transaction. */
gboolean   heng_event_append (HengBook    *book,
                              const char  *kind,
                              const char  *subject,
                              JsonObject  *data,
                              gint64      *number,
                              GError     **error);

/** The error of an event that cannot be read. */
void       heng_event_set_damaged (const HengEvent  *self,
                                   GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengEvent, heng_event_free)

G_END_DECLS

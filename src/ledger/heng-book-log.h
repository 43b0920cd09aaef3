// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** A fact as the log has it. Valid while the function is called that it is given to. */
typedef struct
{
  gint64      number;
  const char *kind;
  gint64      recorded_ms;
  const char *recorded_by;
  const char *source_name;   /* (nullable): of the file it came from */
  const char *source_digest; /* (nullable) */
  gint64      first_row;     /* its rows in the table of its kind */
  gint64      n_rows;
  const char *rows_digest;
  const char *hash;
} HengLogFact;

/** An event as it was recorded. Valid while the function is called that it is given to. */
typedef struct
{
  gint64      row;  /* among the events */
  gint64      fact; /* number of its fact; 0 where none names it */
  const char *kind;
  const char *subject;
  const char *data; /* canonical JSON, an object */
} HengLogEvent;

/** %FALSE with @error ends the walk. */
typedef gboolean (*HengLogFactFunc)  (const HengLogFact  *fact,
                                      gpointer            data,
                                      GError            **error);
typedef gboolean (*HengLogEventFunc) (const HengLogEvent *event,
                                      gpointer            data,
                                      GError            **error);

/** All facts, by number. */
gboolean   heng_book_foreach_fact          (HengBook          *self,
                                            HengLogFactFunc    func,
                                            gpointer           data,
                                            GError           **error);
/** The fact @number, if there is one. @found: (out) */
gboolean   heng_book_find_fact             (HengBook          *self,
                                            gint64             number,
                                            HengLogFactFunc    func,
                                            gpointer           data,
                                            gboolean          *found,
                                            GError           **error);
/** All events, in the order they were recorded. %HENG_ERROR_BOOK_DAMAGED where the data of one is no JSON object */
gboolean   heng_book_foreach_event         (HengBook          *self,
                                            HengLogEventFunc   func,
                                            gpointer           data,
                                            GError           **error);
/** Agreements that have observations, by code, also those whose documents a rescue could not save. Returns: (transfer full) (element-type utf8) */
GPtrArray *heng_book_list_observed_codes   (HengBook          *self,
                                            GError           **error);
/** Versions of regions that later ones have replaced, by code and age. Returns: (transfer full) (element-type HengRegion) */
GPtrArray *heng_book_list_earlier_regions  (HengBook          *self,
                                            GError           **error);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
/* Tables of holidays, which are events: results do not depend on what a version of the program brings along. */
#include "heng-book-calendars.h"

#include "heng-book-private.h"

#include <string.h>

#define CALENDAR_EVENT "calendar"

static HengQuery *
prepare (HengBook    *self,
         const char  *code,
         gint64       known,
         GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT data FROM event WHERE kind = '" CALENDAR_EVENT "' AND subject = :code AND id < :bound ORDER BY id", error);
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_EVENT, known, &bound, error))
    return NULL;

  heng_query_bind_text (query, ":code", code);
  heng_query_bind_int64 (query, ":bound", bound);
  return g_steal_pointer (&query);
}

static gboolean
read_last (HengBook    *self,
           const char  *code,
           char       **data,
           GError     **error)
{
  g_autoptr (HengQuery) query = prepare (self, code, 0, error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query))
    {
      g_free (*data);
      *data = heng_query_dup_name (query, 0);
    }
  return heng_query_done (query, error);
}

gboolean
heng_book_append_calendar (HengBook          *self,
                           const char        *code,
                           const char        *data,
                           const HengOrigin  *origin,
                           gboolean          *appended,
                           GError           **error)
{
  g_autofree char *last = NULL;
  gboolean is_new;

  g_return_val_if_fail (code != NULL && data != NULL, FALSE);

  if (!heng_book_begin (self, error))
    return FALSE;
  if (!read_last (self, code, &last, error))
    return heng_book_end (self, FALSE, error);

  is_new = g_strcmp0 (last, data) != 0;
  if (appended != NULL)
    *appended = is_new;
  return heng_book_end (self, !is_new || heng_fact_append_event (self, CALENDAR_EVENT, code, data, origin, error), error);
}

HengCalendar *
heng_book_get_calendar (HengBook    *self,
                        const char  *code,
                        gint64       known,
                        GError     **error)
{
  g_autoptr (HengQuery) query = prepare (self, code, known, error);
  g_autoptr (HengCalendar) calendar = heng_calendar_new (code);

  if (query == NULL)
    return NULL;
  while (heng_query_next (query))
    {
      const char *data = heng_query_get_text (query, 0);

      if (!heng_calendar_read_years (calendar, data != NULL ? data : "", heng_query_failure (query)))
        break;
    }
  return heng_query_done (query, error) ? g_steal_pointer (&calendar) : NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Closed days: what comes late is booked on the first open one. */
#include "heng-book-exceptions.h"

#include "heng-book-kept.h"
#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-json-write.h"

static const char closed_kind[] = "closed";

gboolean
heng_book_get_closed_until (HengBook  *self,
                            gint64     known,
                            HengDay   *until,
                            GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT data FROM event WHERE subject = '' AND kind = 'closed' AND id < :bound ORDER BY id DESC LIMIT 1", error);
  g_autoptr (GError) local_error = NULL;
  gint64 bound;

  *until = HENG_DAY_NONE;
  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_EVENT, known, &bound, error))
    return FALSE;
  heng_query_bind_int64 (query, ":bound", bound);
  if (heng_query_step (query, &local_error))
    {
      g_autoptr (JsonObject) data = heng_json_read_object (heng_query_get_name (query, 0), NULL);
      const char *text = data != NULL ? heng_json_get_string (data, "until") : NULL;

      if (text == NULL || !heng_day_parse (text, until, NULL))
        heng_error_set (&local_error, HENG_ERROR_BOOK_DAMAGED, closed_kind, NULL);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_book_get_booking_day (HengBook  *book,
                           HengDay   *day,
                           GError   **error)
{
  HengDay closed;

  if (!heng_book_get_closed_until (book, 0, &closed, error))
    return FALSE;

  *day = heng_book_get_today (book);
  if (closed != HENG_DAY_NONE)
    *day = MAX (*day, closed + 1);
  return TRUE;
}

static gboolean
append_closing (HengBook    *self,
                HengDay      until,
                const char  *reason,
                gint64      *number,
                GError     **error)
{
  g_autofree char *day = heng_day_format (until);
  HengDay today = heng_book_get_today (self), closed;
  JsonObject *data;

  if (!heng_book_get_closed_until (self, 0, &closed, error))
    return FALSE;
  if (until > today || until <= closed)
    {
      g_autofree char *other = heng_day_format (until > today ? today : closed);

      heng_error_set (error, until > today ? HENG_ERROR_CLOSE_FUTURE : HENG_ERROR_CLOSE_EARLIER, day, other, NULL);
      return FALSE;
    }

  /* What is reported of closed days rests on what is kept. */
  if (!heng_book_kept_check (self, -1, error))
    return FALSE;

  data = json_object_new ();
  heng_json_set_string (data, "until", day);
  heng_json_set_string (data, "reason", reason);
  return heng_event_append (self, closed_kind, "", data, number, error);
}

gboolean
heng_book_close (HengBook    *self,
                 HengDay      until,
                 const char  *reason,
                 gint64      *number,
                 GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  gint64 made = 0;

  if (*stripped == '\0')
    {
      heng_error_set (error, HENG_ERROR_REASON_EMPTY, NULL);
      return FALSE;
    }
  if (!heng_book_begin (self, error) || !heng_book_end (self, append_closing (self, until, stripped, &made, error), error))
    return FALSE;

  if (number != NULL)
    *number = made;
  return TRUE;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Events read back and appended: exceptions, closings, runs, and whatever else is about an agreement. */
#include "heng-event-private.h"

#include "heng-error.h"
#include "heng-json-write.h"

void
heng_event_free (HengEvent *self)
{
  if (self == NULL)
    return;

  g_free (self->kind);
  g_free (self->subject);
  g_free (self->text);
  g_clear_pointer (&self->data, json_object_unref);
  g_free (self->recorded_by);
  g_free (self);
}

void
heng_event_set_damaged (const HengEvent  *self,
                        GError          **error)
{
  g_autofree char *number = g_strdup_printf ("%s #%" G_GINT64_FORMAT, self->kind, self->number);

  heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, number, NULL);
}

static HengEvent *
read_event (HengQuery  *query,
            GError    **error)
{
  g_autoptr (HengEvent) event = g_new0 (HengEvent, 1);

  event->row = heng_query_get_int64 (query, 0);
  event->number = heng_query_get_int64 (query, 1);
  event->kind = g_strdup (heng_query_get_name (query, 2));
  event->subject = g_strdup (heng_query_get_name (query, 3));
  event->text = g_strdup (heng_query_get_name (query, 4));
  event->recorded_ms = heng_query_get_int64 (query, 5);
  event->recorded_by = g_strdup (heng_query_get_name (query, 6));
  event->data = heng_json_read_object (event->text, NULL);
  if (event->data == NULL)
    {
      heng_event_set_damaged (event, error);
      return NULL;
    }

  return g_steal_pointer (&event);
}

GPtrArray *
heng_event_list (HengBook           *book,
                 const char         *subject,
                 const char *const  *kinds,
                 gint64              after_row,
                 gint64              known,
                 GError            **error)
{
  /* The kinds are words of the program, so they may stand in the statement. */
  g_autofree char *words = g_strjoinv ("', '", (char **) kinds);
  g_autofree char *sql = g_strconcat (
    "SELECT e.id, f.number, e.kind, e.subject, e.data, f.recorded_ms, f.recorded_by FROM event e "
    "JOIN fact f ON f.kind = 'event' AND f.first_row = e.id WHERE ", subject != NULL ? "e.subject = :subject AND " : "",
    "e.kind IN ('", words, "') AND e.id > :after AND e.id < :bound ORDER BY e.id", NULL);
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, sql, error);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_event_free);
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (book, HENG_FACT_EVENT, known, &bound, error))
    return NULL;
  if (subject != NULL)
    heng_query_bind_text (query, ":subject", subject);
  heng_query_bind_int64 (query, ":after", after_row);
  heng_query_bind_int64 (query, ":bound", bound);

  while (heng_query_next (query))
    {
      HengEvent *event = read_event (query, heng_query_failure (query));

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
  return heng_query_done (query, error) ? g_steal_pointer (&events) : NULL;
}

gboolean
heng_event_append (HengBook    *book,
                   const char  *kind,
                   const char  *subject,
                   JsonObject  *data,
                   gint64      *number,
                   GError     **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  gint64 count;

  json_node_take_object (node, data);
  text = heng_json_write (node, 0);
  if (!heng_fact_append_event (book, kind, subject, text, NULL, error) || !heng_book_get_head (book, &count, NULL, error))
    return FALSE;

  if (number != NULL)
    *number = count;
  return TRUE;
}

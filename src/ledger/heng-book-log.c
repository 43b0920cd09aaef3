// SPDX-License-Identifier: GPL-3.0-or-later
/* The log as it is, from end to end: what an export of everything needs beside the views. */
#include "heng-book-log.h"

#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-json-write.h"

#define FACT_COLUMNS "number, kind, recorded_ms, recorded_by, source_name, source_digest, first_row, n_rows, rows_digest, hash"

static void
give_fact (HengQuery        *query,
           HengLogFactFunc   func,
           gpointer          data,
           GError          **error)
{
  HengLogFact fact = {
    .number = heng_query_get_int64 (query, 0),
    .kind = heng_query_get_name (query, 1),
    .recorded_ms = heng_query_get_int64 (query, 2),
    .recorded_by = heng_query_get_name (query, 3),
    .source_name = heng_query_get_text (query, 4),
    .source_digest = heng_query_get_text (query, 5),
    .first_row = heng_query_get_int64 (query, 6),
    .n_rows = heng_query_get_int64 (query, 7),
    .rows_digest = heng_query_get_name (query, 8),
    .hash = heng_query_get_name (query, 9),
  };

  func (&fact, data, error);
}

gboolean
heng_book_foreach_fact (HengBook         *self,
                        HengLogFactFunc   func,
                        gpointer          data,
                        GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT " FACT_COLUMNS " FROM fact ORDER BY number", error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query))
    give_fact (query, func, data, heng_query_failure (query));
  return heng_query_done (query, error);
}

gboolean
heng_book_find_fact (HengBook         *self,
                     gint64            number,
                     HengLogFactFunc   func,
                     gpointer          data,
                     gboolean         *found,
                     GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT " FACT_COLUMNS " FROM fact WHERE number = ?1", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, number);
  *found = heng_query_next (query);
  if (*found)
    give_fact (query, func, data, heng_query_failure (query));
  return heng_query_done (query, error);
}

static gboolean
check_event (const HengLogEvent  *event,
             GError             **error)
{
  g_autoptr (JsonObject) object = heng_json_read_object (event->data, NULL);
  g_autofree char *place = NULL;

  if (object != NULL)
    return TRUE;

  place = g_strdup_printf ("%s #%" G_GINT64_FORMAT, event->kind, event->fact);
  heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, place, NULL);
  return FALSE;
}

gboolean
heng_book_foreach_event (HengBook          *self,
                         HengLogEventFunc   func,
                         gpointer           data,
                         GError           **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT e.id, (SELECT number FROM fact f WHERE f.kind = 'event' AND f.first_row = e.id), e.kind, e.subject, e.data "
    "FROM event e ORDER BY e.id", error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query))
    {
      HengLogEvent event = {
        .row = heng_query_get_int64 (query, 0),
        .fact = heng_query_get_int64 (query, 1),
        .kind = heng_query_get_name (query, 2),
        .subject = heng_query_get_name (query, 3),
        .data = heng_query_get_name (query, 4),
      };

      if (check_event (&event, heng_query_failure (query)))
        func (&event, data, heng_query_failure (query));
    }
  return heng_query_done (query, error);
}

GPtrArray *
heng_book_list_observed_codes (HengBook  *self,
                               GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT DISTINCT s.agreement FROM series s WHERE EXISTS (SELECT 1 FROM observation o WHERE o.series = s.id) ORDER BY 1", error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  if (query == NULL)
    return NULL;
  while (heng_query_next (query))
    g_ptr_array_add (codes, heng_query_dup_name (query, 0));
  return heng_query_done (query, error) ? g_steal_pointer (&codes) : NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether the events of a book are ones that the program records: exceptions, closed days, runs. */
#include "heng-book-exceptions.h"
#include "heng-book-runs.h"
#include "heng-book-settle-private.h"
#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-json-write.h"

#include <string.h>

/* What cannot be read is a finding; what goes wrong otherwise is an error. */
static gboolean
take_damage (GError           *local_error,
             HengFindingFunc   found,
             gpointer          data,
             GError          **error)
{
  if (!heng_error_is (local_error, HENG_ERROR_BOOK_DAMAGED))
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  found (0, heng_error_get_argument (local_error, 0), data);
  g_error_free (local_error);
  return TRUE;
}

static gboolean
check_exceptions (HengBook         *self,
                  HengFindingFunc   found,
                  gpointer          data,
                  GError          **error)
{
  GError *local_error = NULL;
  g_autoptr (GPtrArray) exceptions = heng_book_list_exceptions (self, NULL, NULL, 0, &local_error);

  if (exceptions == NULL)
    return take_damage (local_error, found, data, error);

  for (guint i = 0; i < exceptions->len; i++)
    {
      const HengException *exception = g_ptr_array_index (exceptions, i);

      for (guint j = 0; j < i; j++)
        {
          const HengException *earlier = g_ptr_array_index (exceptions, j);

          if (strcmp (earlier->agreement, exception->agreement) == 0 && heng_period_equal (earlier->period, exception->period) &&
              heng_exception_is_open (earlier, exception->number))
            found (exception->number, heng_exception_kind_get_name (exception->kind), data);
        }
    }
  return TRUE;
}

static gboolean
read_until (const HengEvent *event,
            HengDay         *until)
{
  const char *text = heng_json_get_string (event->data, "until");

  return text != NULL && heng_day_parse (text, until, NULL);
}

static void
check_closings (GPtrArray        *closings,
                HengFindingFunc   found,
                gpointer          data)
{
  HengDay before = HENG_DAY_NONE, until;

  for (guint i = 0; i < closings->len; i++)
    {
      const HengEvent *event = g_ptr_array_index (closings, i);

      if (!read_until (event, &until) || until <= before)
        found (event->number, event->kind, data);
      else
        before = until;
    }
}

/* No entry was booked on a day that was closed when it was recorded. */
static gboolean
check_booked_days (HengBook         *self,
                   HengFindingFunc   found,
                   gpointer          data,
                   GError          **error)
{
  static const char *const kinds[] = { "closed", NULL };
  GError *local_error = NULL;
  g_autoptr (GPtrArray) closings = heng_event_list (self, NULL, kinds, 0, 0, &local_error);
  g_autoptr (HengQuery) query = NULL;
  HengDay closed = HENG_DAY_NONE;
  guint next = 0;

  if (closings == NULL)
    return take_damage (local_error, found, data, error);
  check_closings (closings, found, data);
  if (closings->len == 0)
    return TRUE;

  query = heng_query_prepare (self->database,
    "SELECT f.number, e.booked FROM fact f JOIN entry e ON e.id >= f.first_row AND e.id < f.first_row + f.n_rows "
    "WHERE f.kind = 'entry' ORDER BY f.number", error);
  if (query == NULL)
    return FALSE;
  while (heng_query_step (query, &local_error))
    {
      gint64 number = heng_query_get_int64 (query, 0);
      HengDay until;

      for (; next < closings->len && ((HengEvent *) g_ptr_array_index (closings, next))->number < number; next++)
        if (read_until (g_ptr_array_index (closings, next), &until))
          closed = MAX (closed, until);
      if (heng_query_get_int64 (query, 1) <= closed)
        found (number, "booked", data);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);
  return FALSE;
}

/* A named run is of an entry booked before for the same period, which no other run names, or of none. */
static gboolean
check_run_event (HengBook         *self,
                 const HengEvent  *event,
                 gboolean         *right,
                 GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT 1 FROM entry e WHERE e.id = :entry AND e.id < :bound AND e.kind = 0 AND e.agreement = :agreement "
    "AND e.period_kind = :kind AND e.period_index = :index", error);
  const char *text = heng_json_get_string (event->data, "period"), *kind = heng_json_get_string (event->data, "kind");
  gint64 entry = heng_json_get_int64 (event->data, "entry", 0), bound;
  GError *local_error = NULL;
  HengPeriod period;

  *right = text != NULL && heng_period_parse (text, &period, NULL) && kind != NULL &&
           (strcmp (kind, heng_run_kind_get_name (HENG_RUN_PROVISIONAL)) == 0 || strcmp (kind, heng_run_kind_get_name (HENG_RUN_FINAL)) == 0);
  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_ENTRY, event->number, &bound, error))
    return FALSE;
  if (!*right || entry == 0)
    return TRUE;

  heng_query_bind_int64 (query, ":bound", bound);
  heng_query_bind_int64 (query, ":entry", entry);
  heng_query_bind_text (query, ":agreement", event->subject);
  heng_query_bind_int64 (query, ":kind", period.kind);
  heng_query_bind_int64 (query, ":index", period.index);
  *right = heng_query_step (query, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);
  return FALSE;
}

/* Without an entry nothing may have been new. */
static gboolean
is_empty_run_right (HengBook         *self,
                    const HengEvent  *event)
{
  HengPeriod period;
  gboolean right;
  gint64 bound;

  return heng_period_parse (heng_json_get_string (event->data, "period"), &period, NULL) &&
         heng_book_row_bound (self, HENG_FACT_ENTRY, event->number, &bound, NULL) &&
         heng_book_check_run (self, bound - 1, event->subject, period, event->number - 1, &right, NULL) && right;
}

static gboolean
check_runs (HengBook         *self,
            gboolean          settlements,
            HengFindingFunc   found,
            gpointer          data,
            GError          **error)
{
  static const char *const kinds[] = { "run", NULL };
  GError *local_error = NULL;
  g_autoptr (GPtrArray) events = heng_event_list (self, NULL, kinds, 0, 0, &local_error);
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  if (events == NULL)
    return take_damage (local_error, found, data, error);
  for (guint i = 0; i < events->len; i++)
    {
      const HengEvent *event = g_ptr_array_index (events, i);
      gint64 entry = heng_json_get_int64 (event->data, "entry", 0);
      gboolean right;

      if (!check_run_event (self, event, &right, error))
        return FALSE;
      if (right && settlements && entry == 0)
        right = is_empty_run_right (self, event);
      if (entry != 0 && !g_hash_table_add (named, GSIZE_TO_POINTER (entry)))
        right = FALSE;
      if (!right)
        found (event->number, event->kind, data);
    }

  return TRUE;
}

gboolean
heng_book_check_events (HengBook         *self,
                        gboolean          settlements,
                        HengFindingFunc   found,
                        gpointer          data,
                        GError          **error)
{
  return check_exceptions (self, found, data, error) && check_booked_days (self, found, data, error) &&
         check_runs (self, settlements, found, data, error);
}

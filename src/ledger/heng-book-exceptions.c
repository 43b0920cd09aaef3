// SPDX-License-Identifier: GPL-3.0-or-later
/* Agreed exceptions. */
#include "heng-book-exceptions.h"

#include "heng-book-agreements.h"
#include "heng-book-settle-private.h"
#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-json-write.h"
#include "heng-versions.h"

#include <string.h>

static const char ended_kind[] = "exception-ended";

/* ---- what is known of exceptions ---- */

static GPtrArray *
get_list (HengBook   *self,
          const char *agreement)
{
  GPtrArray *list = g_hash_table_lookup (self->exceptions, agreement);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_exception_unref);
      g_hash_table_insert (self->exceptions, g_strdup (agreement), list);
    }
  return list;
}

static HengException *
find_number (GPtrArray *list,
             gint64     number)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (((HengException *) g_ptr_array_index (list, i))->number == number)
      return g_ptr_array_index (list, i);

  return NULL;
}

static gboolean
take_event (HengBook         *self,
            const HengEvent  *event,
            GError          **error)
{
  GPtrArray *list = get_list (self, event->subject);
  HengException *exception;

  if (strcmp (event->kind, ended_kind) == 0)
    {
      exception = find_number (list, heng_json_get_int64 (event->data, "exception", 0));
      if (exception == NULL || exception->ended_by_fact != 0)
        {
          heng_event_set_damaged (event, error);
          return FALSE;
        }
      exception->ended_by_fact = event->number;
      exception->end_reason = g_strdup (heng_json_get_string (event->data, "reason"));
      exception->end_document = g_strdup (heng_json_get_string (event->data, "document"));
      exception->ended_ms = event->recorded_ms;
      exception->ended_by = g_strdup (event->recorded_by);
      return TRUE;
    }

  exception = heng_exception_read (strcmp (event->kind, "freeze") == 0 ? HENG_EXCEPTION_FREEZE : HENG_EXCEPTION_OVERRIDE,
                                   event->subject, event->text, self->currency, NULL);
  if (exception == NULL)
    {
      heng_event_set_damaged (event, error);
      return FALSE;
    }
  exception->number = event->number;
  exception->recorded_ms = event->recorded_ms;
  exception->recorded_by = g_strdup (event->recorded_by);
  g_ptr_array_add (list, exception);
  return TRUE;
}

/* Every period that is settled asks for its exception: so all of them are kept, and only new events are read. */
static gboolean
read_new (HengBook  *self,
          GError   **error)
{
  static const char *const kinds[] = { "override", "freeze", ended_kind, NULL };
  g_autoptr (GPtrArray) events = NULL;
  gint64 last;

  if (self->exceptions != NULL && heng_database_is_at (self->database, &self->exceptions_state))
    return TRUE;
  if (!heng_database_get_int64 (self->database, "SELECT coalesce (max (id), 0) FROM event", 0, &last, error))
    return FALSE;
  if (self->exceptions == NULL)
    self->exceptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  heng_database_get_state (self->database, &self->exceptions_state);
  if (last == self->exceptions_last)
    return TRUE;

  events = heng_event_list (self, NULL, kinds, self->exceptions_last, 0, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    if (!take_event (self, g_ptr_array_index (events, i), error))
      {
        g_clear_pointer (&events, g_ptr_array_unref);
        break;
      }
  if (events == NULL)
    {
      heng_book_forget (self);
      return FALSE;
    }

  self->exceptions_last = last;
  return TRUE;
}

/* As it was known then: what ended it later is not. */
static HengException *
as_known (HengException *original,
          gint64         known)
{
  HengException *copy;

  if (known == 0 || original->ended_by_fact <= known)
    return heng_exception_ref (original);

  copy = heng_exception_new (original->kind, original->agreement, original->period, original->reason, original->document);

  copy->number = original->number;
  copy->recorded_ms = original->recorded_ms;
  copy->recorded_by = g_strdup (original->recorded_by);
  for (guint i = 0; i < original->amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (original->amounts, i);

      heng_exception_add_amount (copy, amount->from, amount->to, amount->commodity, amount->amount_minor);
    }
  return copy;
}

gboolean
heng_book_find_exception (HengBook        *self,
                          const char      *agreement,
                          HengPeriod       period,
                          gint64           known,
                          HengException  **exception,
                          GError         **error)
{
  GPtrArray *list;

  *exception = NULL;
  if (!read_new (self, error))
    return FALSE;

  list = g_hash_table_lookup (self->exceptions, agreement);
  for (guint i = 0; list != NULL && i < list->len && *exception == NULL; i++)
    {
      HengException *candidate = g_ptr_array_index (list, i);

      if (heng_period_equal (candidate->period, period) && heng_exception_is_open (candidate, known))
        *exception = as_known (candidate, known);
    }
  return TRUE;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const HengException *first = *(HengException *const *) a, *second = *(HengException *const *) b;

  return first->number < second->number ? -1 : first->number > second->number;
}

static void
add_known (GPtrArray         *list,
           const HengPeriod  *period,
           gint64             known,
           GPtrArray         *exceptions)
{
  for (guint i = 0; i < list->len; i++)
    {
      HengException *exception = g_ptr_array_index (list, i);

      if ((period == NULL || heng_period_equal (*period, exception->period)) && (known == 0 || exception->number <= known))
        g_ptr_array_add (exceptions, as_known (exception, known));
    }
}

GPtrArray *
heng_book_list_exceptions (HengBook          *self,
                           const char        *agreement,
                           const HengPeriod  *period,
                           gint64             known,
                           GError           **error)
{
  g_autoptr (GPtrArray) exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_exception_unref);
  GHashTableIter iter;
  gpointer list;

  if (!read_new (self, error))
    return NULL;
  if (agreement != NULL)
    {
      list = g_hash_table_lookup (self->exceptions, agreement);
      if (list != NULL)
        add_known (list, period, known, exceptions);
      return g_steal_pointer (&exceptions);
    }

  g_hash_table_iter_init (&iter, self->exceptions);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    add_known (list, period, known, exceptions);
  g_ptr_array_sort (exceptions, compare_numbers);
  return g_steal_pointer (&exceptions);
}

/* ---- recording ---- */

static gboolean
check_free (HengBook             *self,
            const HengException  *exception,
            GError              **error)
{
  g_autoptr (HengException) open = NULL;
  g_autofree char *period = NULL, *number = NULL;

  if (!heng_book_find_exception (self, exception->agreement, exception->period, 0, &open, error))
    return FALSE;
  if (open == NULL)
    return TRUE;

  period = heng_period_format (exception->period);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, open->number);
  heng_error_set (error, HENG_ERROR_EXCEPTION_OPEN, exception->agreement, period, number, NULL);
  return FALSE;
}

static gboolean
append (HengBook             *self,
        const HengException  *exception,
        gint64               *number,
        GError              **error)
{
  g_autoptr (GPtrArray) versions = heng_book_list_versions (self, exception->agreement, 0, error);
  g_autofree char *text = NULL;
  HengAgreement *version;
  HengWindow window;

  if (versions == NULL)
    return FALSE;
  version = heng_versions_find (versions, exception->period, &window);
  if (version == NULL)
    return heng_versions_set_outside (versions, exception->period, error);
  if (!heng_exception_check (exception, version, self->currency, error) || !check_free (self, exception, error))
    return FALSE;

  text = heng_exception_write (exception, self->currency);
  return heng_fact_append_event (self, heng_exception_kind_get_name (exception->kind), exception->agreement, text, NULL, error) &&
         heng_book_get_head (self, number, NULL, error);
}

static gboolean
append_exception (HengBook       *self,
                  HengException  *exception,
                  gint64         *number,
                  GError        **error)
{
  gint64 made = 0;

  if (!heng_book_begin (self, error) || !heng_book_end (self, append (self, exception, &made, error), error))
    return FALSE;

  if (number != NULL)
    *number = made;
  return TRUE;
}

gboolean
heng_book_append_override (HengBook    *self,
                           const char  *agreement,
                           HengPeriod   period,
                           GPtrArray   *amounts,
                           const char  *reason,
                           const char  *document,
                           gint64      *number,
                           GError     **error)
{
  g_autoptr (HengException) exception = heng_exception_new (HENG_EXCEPTION_OVERRIDE, agreement, period, reason, document);

  for (guint i = 0; i < amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (amounts, i);

      heng_exception_add_amount (exception, amount->from, amount->to, amount->commodity, amount->amount_minor);
    }
  return append_exception (self, exception, number, error);
}

gboolean
heng_book_append_freeze (HengBook    *self,
                         const char  *agreement,
                         HengPeriod   period,
                         const char  *reason,
                         const char  *document,
                         gint64      *number,
                         GError     **error)
{
  g_autoptr (HengException) exception = heng_exception_new (HENG_EXCEPTION_FREEZE, agreement, period, reason, document);

  return append_exception (self, exception, number, error);
}

static gboolean
append_end (HengBook    *self,
            gint64       exception_number,
            const char  *reason,
            const char  *document,
            gint64      *number,
            GError     **error)
{
  g_autoptr (GPtrArray) all = heng_book_list_exceptions (self, NULL, NULL, 0, error);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, exception_number);
  HengException *exception;
  JsonObject *data;

  if (all == NULL)
    return FALSE;
  exception = find_number (all, exception_number);
  if (exception == NULL)
    {
      heng_error_set (error, HENG_ERROR_EXCEPTION_UNKNOWN, text, NULL);
      return FALSE;
    }
  if (exception->ended_by_fact != 0)
    {
      g_autofree char *by = g_strdup_printf ("%" G_GINT64_FORMAT, exception->ended_by_fact);

      heng_error_set (error, HENG_ERROR_EXCEPTION_ENDED, text, by, NULL);
      return FALSE;
    }

  data = json_object_new ();
  json_object_set_int_member (data, "exception", exception_number);
  heng_json_set_string (data, "reason", reason);
  heng_json_set_string (data, "document", document);
  return heng_event_append (self, ended_kind, exception->agreement, data, number, error);
}

gboolean
heng_book_end_exception (HengBook    *self,
                         gint64       exception,
                         const char  *reason,
                         const char  *document,
                         gint64      *number,
                         GError     **error)
{
  gint64 made = 0;

  if (!heng_exception_check_grounds (reason, document, error) || !heng_book_begin (self, error) ||
      !heng_book_end (self, append_end (self, exception, reason, document, &made, error), error))
    return FALSE;

  if (number != NULL)
    *number = made;
  return TRUE;
}

/* What it owes would have nobody. */
gboolean
heng_book_check_excepted_parties (HengBook       *self,
                                  HengAgreement  *agreement,
                                  GError        **error)
{
  g_autoptr (GPtrArray) exceptions = heng_book_list_exceptions (self, agreement->code, NULL, 0, error);

  for (guint i = 0; exceptions != NULL && i < exceptions->len; i++)
    {
      const HengException *exception = g_ptr_array_index (exceptions, i);

      for (guint j = 0; j < exception->amounts->len && heng_exception_is_open (exception, 0); j++)
        {
          const HengAgreedAmount *amount = g_ptr_array_index (exception->amounts, j);
          gboolean pays = heng_agreement_find_party (agreement, amount->from) >= 0;

          if (pays && heng_agreement_find_party (agreement, amount->to) >= 0)
            continue;
          heng_error_set (error, HENG_ERROR_DOCUMENT_PARTY_LOST, pays ? amount->to : amount->from, NULL);
          heng_error_place_path (error, "parties");
          return FALSE;
        }
    }

  return exceptions != NULL;
}

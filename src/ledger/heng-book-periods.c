// SPDX-License-Identifier: GPL-3.0-or-later
/* Which periods of an agreement are settled. */
#include "heng-book.h"

#include "heng-book-agreements.h"
#include "heng-book-exceptions.h"
#include "heng-book-private.h"
#include "heng-book-settle-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"
#include "heng-versions.h"

gboolean
heng_versions_set_outside (GPtrArray   *versions,
                           HengPeriod   period,
                           GError     **error)
{
  const HengAgreement *last = g_ptr_array_index (versions, versions->len - 1);
  g_autofree char *text = heng_period_format (period);
  g_autofree char *from = heng_day_format (last->from_day);
  g_autofree char *to = last->to_day != HENG_DAY_NONE ? heng_day_format (last->to_day) : g_strdup ("…");

  if (last->assessed != period.kind)
    heng_error_set (error, HENG_ERROR_PERIOD_NOT_ASSESSED, last->code, text, heng_period_kind_get_name (last->assessed), NULL);
  else
    heng_error_set (error, HENG_ERROR_PERIOD_OUTSIDE, last->code, text, from, to, NULL);
  return FALSE;
}

static int
compare_periods (gconstpointer a,
                 gconstpointer b)
{
  const HengPeriod *first = a, *second = b;

  return heng_period_compare (*first, *second);
}

/* Adds a period that no version assesses any more, once. What is still assessed was listed already, or has not ended yet. */
static void
add_dropped (GPtrArray         *versions,
             HengPeriod         period,
             const HengPeriod  *within,
             guint              n_assessed,
             GArray            *periods)
{
  HengWindow window;

  if ((within != NULL && !heng_period_lies_within (period, *within)) || heng_versions_find (versions, period, &window) != NULL)
    return;
  for (guint i = n_assessed; i < periods->len; i++)
    if (heng_period_equal (g_array_index (periods, HengPeriod, i), period))
      return;

  g_array_append_val (periods, period);
}

/* Something is booked for it. */
static gboolean
add_booked_periods (HengBook          *self,
                    const char        *agreement,
                    GPtrArray         *versions,
                    const HengPeriod  *within,
                    gint64             known,
                    GArray            *periods,
                    GError           **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT DISTINCT e.period_kind, e.period_index FROM entry e JOIN line l ON l.entry = e.id "
    "WHERE e.agreement = :agreement AND e.period_kind IS NOT NULL AND l.kind = 1 AND e.id < :bound "
    HENG_WITHOUT_INTEREST, error);
  guint n_assessed = periods->len;
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_ENTRY, known, &bound, error))
    return FALSE;
  heng_query_bind_text (query, ":agreement", agreement);
  heng_query_bind_int64 (query, ":bound", bound);
  while (heng_query_next (query))
    add_dropped (versions, heng_query_get_period (query, 0), within, n_assessed, periods);
  return heng_query_done (query, error);
}

/* An exception is in force for it, which an amendment does not end. */
static gboolean
add_excepted_periods (HengBook          *self,
                      const char        *agreement,
                      GPtrArray         *versions,
                      const HengPeriod  *within,
                      gint64             known,
                      guint              n_assessed,
                      GArray            *periods,
                      GError           **error)
{
  g_autoptr (GPtrArray) exceptions = heng_book_list_exceptions (self, agreement, NULL, known, error);

  for (guint i = 0; exceptions != NULL && i < exceptions->len; i++)
    {
      const HengException *exception = g_ptr_array_index (exceptions, i);

      if (heng_exception_is_open (exception, known))
        add_dropped (versions, exception->period, within, n_assessed, periods);
    }
  return exceptions != NULL;
}

GArray *
heng_book_list_periods (HengBook          *self,
                        const char        *agreement,
                        HengDay            ended_by,
                        const HengPeriod  *within,
                        gint64             known,
                        GError           **error)
{
  g_autoptr (GPtrArray) versions = heng_book_list_versions (self, agreement, known, error);
  g_autoptr (GArray) periods = NULL;
  guint n_assessed;

  if (versions == NULL)
    return NULL;

  periods = heng_versions_list_periods (versions, ended_by, within);
  n_assessed = periods->len;
  if (!add_booked_periods (self, agreement, versions, within, known, periods, error) ||
      !add_excepted_periods (self, agreement, versions, within, known, n_assessed, periods, error))
    return NULL;
  if (periods->len > n_assessed)
    g_array_sort (periods, compare_periods);
  if (periods->len == 0 && within != NULL)
    {
      heng_versions_set_outside (versions, *within, error);
      return NULL;
    }

  return g_steal_pointer (&periods);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Settling from the book. */
#include "heng-book-settle.h"

#include "heng-book-agreements.h"
#include "heng-book-entries-private.h"
#include "heng-book-exceptions.h"
#include "heng-book-private.h"
#include "heng-book-settle-private.h"
#include "heng-versions.h"

/* A period that no version assesses any more, though something is booked or agreed for it, settles to nothing. */
static HengSettlement *
settle_to_nothing (HengBook             *self,
                   GPtrArray            *versions,
                   const char           *agreement,
                   HengPeriod            period,
                   gint64                known,
                   const HengException  *exception,
                   GError              **error)
{
  g_autoptr (GPtrArray) booked = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);
  gint64 bound;

  if (!heng_book_row_bound (self, HENG_FACT_ENTRY, known, &bound, error) ||
      !heng_book_read_booked (self, agreement, period, bound, booked, error))
    return NULL;
  if (booked->len == 0 && exception == NULL)
    {
      heng_versions_set_outside (versions, period, error);
      return NULL;
    }

  return heng_settlement_new_nothing (g_ptr_array_index (versions, versions->len - 1), period);
}

/* @exception: (nullable): in force for the period, which the rules know nothing of */
static HengSettlement *
settle_by_rules (HengBook             *self,
                 const char           *agreement,
                 HengPeriod            period,
                 gint64                known,
                 const HengException  *exception,
                 gboolean              traced,
                 GError              **error)
{
  g_autoptr (GPtrArray) versions = heng_book_list_versions (self, agreement, known, error);
  HengObservations *observations;
  HengSettlement *settlement;
  HengAgreement *version;
  HengWindow window;
  gint64 count;

  if (versions == NULL || !heng_book_get_head (self, &count, NULL, error))
    return NULL;

  version = heng_versions_find (versions, period, &window);
  if (version == NULL)
    settlement = settle_to_nothing (self, versions, agreement, period, known, exception, error);
  else if ((observations = heng_book_read_observations (self, agreement, known, traced, error)) != NULL)
    settlement = heng_settlement_new (version, period, window, observations, self->currency, traced);
  else
    return NULL;

  if (settlement != NULL)
    settlement->known = count;
  return settlement;
}

HengSettlement *
heng_book_settle (HengBook    *self,
                  const char  *agreement,
                  HengPeriod   period,
                  gint64       known,
                  gboolean     traced,
                  GError     **error)
{
  g_autoptr (HengException) exception = NULL;
  g_autoptr (HengSettlement) formula = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  HengSettlement *frozen;

  if (!heng_book_find_exception (self, agreement, period, known, &exception, error))
    return NULL;
  formula = settle_by_rules (self, agreement, period, known, exception, traced, error);
  if (formula == NULL || exception == NULL)
    return g_steal_pointer (&formula);

  if (exception->kind == HENG_EXCEPTION_OVERRIDE)
    {
      versions = heng_book_list_versions (self, agreement, known, error);
      return versions != NULL ? heng_settlement_new_overridden (g_steal_pointer (&formula),
                                                                g_ptr_array_index (versions, versions->len - 1), exception)
                              : NULL;
    }

  frozen = settle_by_rules (self, agreement, period, exception->number - 1, exception, traced, error);
  if (frozen != NULL)
    heng_settlement_set_frozen (frozen, g_steal_pointer (&formula), exception);
  return frozen;
}

gboolean
heng_book_check_run (HengBook    *self,
                     gint64       entry,
                     const char  *agreement,
                     HengPeriod   period,
                     gint64       known,
                     gboolean    *right,
                     GError     **error)
{
  g_autoptr (HengSettlement) settlement = heng_book_settle (self, agreement, period, known, FALSE, error);
  g_autoptr (GPtrArray) differences = NULL;

  if (settlement == NULL || (differences = heng_book_list_differences_before (self, settlement, entry + 1, error)) == NULL)
    return FALSE;

  *right = heng_settlement_is_due (settlement) && differences->len == 0;
  return TRUE;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* All statements of a book that wait for somebody. */
#include "heng-book-review.h"

#include "heng-book-agreements.h"
#include "heng-book-private.h"
#include "heng-book-review-private.h"

#include <string.h>

static int
compare_reviews (gconstpointer a,
                 gconstpointer b)
{
  const HengReview *first = *(HengReview *const *) a, *second = *(HengReview *const *) b;

  return heng_period_compare (first->period, second->period);
}

static gboolean
has_period (GPtrArray  *reviews,
            HengPeriod  period)
{
  for (guint i = 0; i < reviews->len; i++)
    if (heng_period_equal (((const HengReview *) g_ptr_array_index (reviews, i))->period, period))
      return TRUE;

  return FALSE;
}

/* Booked, and not issued yet. */
static gboolean
add_booked (HengQuery   *booked,
            const char  *agreement,
            GPtrArray   *reviews,
            GError     **error)
{
  guint n_issued = reviews->len;

  heng_query_bind_text (booked, ":agreement", agreement);
  while (heng_query_next (booked))
    {
      HengPeriod period = heng_query_get_period (booked, 0);

      if (n_issued == 0 || !has_period (reviews, period))
        g_ptr_array_add (reviews, heng_review_new (agreement, period));
    }
  heng_query_reset (booked);
  return heng_query_done (booked, error);
}

static gboolean
add_agreement (HengBook               *self,
               const HengReviewQuery  *query,
               HengQuery              *booked,
               const char             *agreement,
               GPtrArray              *list,
               GError                **error)
{
  g_autoptr (GPtrArray) reviews = heng_book_load_reviews (self, agreement, query->known, error);

  if (reviews == NULL || !add_booked (booked, agreement, reviews, error))
    return FALSE;

  g_ptr_array_sort (reviews, compare_reviews);
  while (reviews->len > 0)
    {
      g_autoptr (HengReview) review = g_ptr_array_steal_index (reviews, 0);

      if (query->period != NULL && !heng_period_lies_within (review->period, *query->period))
        continue;
      if (review->statements->len > 0 && !heng_book_update_review (self, review, query->known, error))
        return FALSE;
      if (!query->waiting || heng_review_get_state (review) != HENG_REVIEW_STATE_JOINT)
        g_ptr_array_add (list, g_steal_pointer (&review));
    }
  return TRUE;
}

static HengQuery *
prepare_booked (HengBook  *self,
                gint64     known,
                GError   **error)
{
  g_autoptr (HengQuery) booked = heng_query_prepare (self->database,
    "SELECT DISTINCT e.period_kind, e.period_index FROM entry e "
    "WHERE e.agreement = :agreement AND e.kind = 0 AND e.period_kind IS NOT NULL AND e.id < :bound "
    "AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id AND r.id < :bound)", error);
  gint64 bound;

  G_STATIC_ASSERT (HENG_ENTRY_SETTLEMENT == 0);
  if (booked == NULL || !heng_book_row_bound (self, HENG_FACT_ENTRY, known, &bound, error))
    return NULL;

  heng_query_bind_int64 (booked, ":bound", bound);
  return g_steal_pointer (&booked);
}

static gboolean
list_reviews (HengBook               *self,
              const HengReviewQuery  *query,
              GPtrArray              *list,
              GError                **error)
{
  g_autoptr (HengQuery) booked = prepare_booked (self, query->known, error);
  g_autoptr (GPtrArray) codes = NULL;

  if (booked == NULL)
    return FALSE;
  if (query->agreement != NULL)
    {
      codes = heng_book_list_versions (self, query->agreement, query->known, error);
      return codes != NULL && add_agreement (self, query, booked, query->agreement, list, error);
    }

  codes = heng_book_list_codes (self, query->known, error);
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);

      if (query->after != NULL && strcmp (code, query->after) <= 0)
        continue;
      if (!add_agreement (self, query, booked, code, list, error))
        return FALSE;
      if (query->limit > 0 && list->len >= query->limit)
        break;
    }
  return codes != NULL;
}

GPtrArray *
heng_book_list_reviews (HengBook               *self,
                        const HengReviewQuery  *query,
                        GError                **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_review_free);
  gboolean done;

  if (!heng_book_begin_reading (self, error))
    return NULL;
  done = list_reviews (self, query, list, error);
  heng_book_end_reading (self);
  return done ? g_steal_pointer (&list) : NULL;
}

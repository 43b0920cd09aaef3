// SPDX-License-Identifier: GPL-3.0-or-later
/* Which booked periods the rows of a table would change: each is settled without them and with them. */
#include "heng-book-assume-private.h"
#include "heng-book-intake-private.h"

#include "heng-book-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"

#include <string.h>

/* Numbers of rows that are not in the book yet, above all that are. */
#define NUMBER_MIN (G_MAXINT64 / 2)

static gboolean
list_booked_periods (HengBook    *book,
                     const char  *agreement,
                     GArray      *periods,
                     GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database,
    "SELECT DISTINCT e.period_kind, e.period_index FROM entry e JOIN line l ON l.entry = e.id "
    "WHERE e.agreement = :agreement AND e.period_kind IS NOT NULL AND l.kind = 1 ORDER BY 1, 2", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":agreement", agreement);
  while (heng_query_next (query))
    {
      HengPeriod period = heng_query_get_period (query, 0);

      g_array_append_val (periods, period);
    }
  return heng_query_done (query, error);
}

/* What the agreement's observations would be. */
static HengObservations *
make_observations (HengIntake  *self,
                   const char  *agreement,
                   GArray      *series_numbers,
                   GError     **error)
{
  HengObservations *observations = heng_book_load_observations (self->book, agreement, 0, FALSE, error);

  for (guint i = 0; observations != NULL && i < series_numbers->len; i++)
    {
      const HengIntakeSeries *series = &g_array_index (self->series, HengIntakeSeries, g_array_index (series_numbers, guint, i));

      for (guint j = series->first; j < series->first + series->n_items; j++)
        {
          guint number = g_array_index (self->order, guint, j);
          const HengIntakeItem *item = &g_array_index (self->items, HengIntakeItem, number);
          HengPeriod period = { (HengPeriodKind) item->period_kind, item->period_index };

          if (item->kind != HENG_INTAKE_SAME)
            heng_observations_take (observations, series->indicator,
                                    heng_observation_new (NUMBER_MIN + number, period,
                                                          g_ptr_array_index (self->sources, item->source),
                                                          heng_intake_get_text (self, item->value)));
        }
    }

  return observations;
}

static gboolean
is_same_settlement (const HengSettlement *a,
                    const HengSettlement *b)
{
  if (a->status != b->status || a->obligations->len != b->obligations->len)
    return FALSE;
  for (guint i = 0; i < a->obligations->len; i++)
    {
      const HengObligation *first = &g_array_index (a->obligations, HengObligation, i);
      const HengObligation *second = &g_array_index (b->obligations, HengObligation, i);

      if (first->from != second->from || first->to != second->to || first->amount_minor != second->amount_minor ||
          strcmp (first->commodity, second->commodity) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
try_period (HengIntake        *self,
            const char        *agreement,
            HengPeriod         period,
            HengObservations  *observations,
            GError           **error)
{
  g_autoptr (HengSettlement) without = heng_book_settle (self->book, agreement, period, 0, FALSE, error);
  g_autoptr (HengSettlement) with = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  HengIntakePeriod *found;

  if (without == NULL)
    return FALSE;
  heng_book_assume (self->book, agreement, 0, observations);
  with = heng_book_settle (self->book, agreement, period, 0, FALSE, error);
  heng_book_assume (self->book, NULL, 0, NULL);
  if (with == NULL)
    return FALSE;
  if (is_same_settlement (without, with))
    return TRUE;
  if ((differences = heng_book_list_differences (self->book, with, error)) == NULL)
    return FALSE;

  found = g_new0 (HengIntakePeriod, 1);
  found->agreement = g_strdup (agreement);
  found->period = period;
  found->status = with->status;
  found->differences = g_steal_pointer (&differences);
  g_ptr_array_add (self->periods, found);
  return TRUE;
}

static gboolean
try_agreement (HengIntake    *self,
               const char    *agreement,
               GArray        *series_numbers,
               GError       **error)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (HengPeriod));
  g_autoptr (HengObservations) observations = NULL;

  if (!list_booked_periods (self->book, agreement, periods, error))
    return FALSE;
  if (periods->len == 0)
    return TRUE;

  observations = make_observations (self, agreement, series_numbers, error);
  if (observations == NULL)
    return FALSE;
  for (guint i = 0; i < periods->len; i++)
    if (!try_period (self, agreement, g_array_index (periods, HengPeriod, i), observations, error))
      return FALSE;

  return TRUE;
}

/* The agreements for which another value would count, with their series: nothing else can change. */
static GHashTable *
list_changed (HengIntake *self,
              GPtrArray  *codes)
{
  GHashTable *changed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) any = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      const HengIntakeItem *item = &g_array_index (self->items, HengIntakeItem, i);
      HengIntakeSeries *series = &g_array_index (self->series, HengIntakeSeries, item->series);

      if (item->changes && g_hash_table_add (any, series->agreement))
        g_ptr_array_add (codes, series->agreement);
    }
  for (guint i = 0; i < self->series->len; i++)
    {
      HengIntakeSeries *series = &g_array_index (self->series, HengIntakeSeries, i);
      GArray *numbers = g_hash_table_lookup (changed, series->agreement);

      if (!g_hash_table_contains (any, series->agreement))
        continue;
      if (numbers == NULL)
        {
          numbers = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (changed, series->agreement, numbers);
        }
      g_array_append_val (numbers, i);
    }

  return changed;
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

gboolean
heng_intake_find_periods (HengIntake  *self,
                          GError     **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GHashTable) changed = list_changed (self, codes);

  g_ptr_array_sort (codes, compare_codes);
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);

      if (!heng_intake_report (self, i, codes->len, error) ||
          !try_agreement (self, code, g_hash_table_lookup (changed, code), error))
        return FALSE;
    }

  return TRUE;
}

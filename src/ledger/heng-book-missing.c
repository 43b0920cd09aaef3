// SPDX-License-Identifier: GPL-3.0-or-later
/* What is still to be observed: a list to work through. */
#include "heng-book-intake.h"

#include "heng-book-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"

#include <string.h>

static void
waiting_clear (gpointer data)
{
  g_free (((HengWaitingRule *) data)->text);
}

void
heng_missing_row_free (HengMissingRow *self)
{
  g_free (self->agreement);
  g_free (self->indicator);
  g_free (self->unit);
  g_free (self->section);
  g_array_unref (self->waiting);
  g_free (self);
}

typedef struct
{
  HengBook               *book;
  const HengMissingQuery *query;
  GCancellable           *cancellable;
  GPtrArray              *rows;
  GHashTable             *known;  /* "indicator period" → row of the agreement looked at */
} Listing;

static HengMissingRow *
find_row (Listing               *self,
          const HengSettlement  *settlement,
          const HengMissing     *missing)
{
  const HengAgreement *version = settlement->agreement;
  const HengIndicator *indicator = heng_agreement_get_indicator (version,
                                                                 (guint) heng_agreement_find_indicator (version, missing->indicator));
  g_autofree char *period = heng_period_format (missing->period);
  g_autofree char *key = g_strdup_printf ("%s %s", missing->indicator, period);
  HengMissingRow *row = g_hash_table_lookup (self->known, key);

  if (row != NULL)
    return row;

  row = g_new0 (HengMissingRow, 1);
  row->agreement = g_strdup (version->code);
  row->indicator = g_strdup (missing->indicator);
  row->period = missing->period;
  row->unit = g_strdup (indicator->unit);
  row->section = g_strdup (indicator->section);
  row->observed = indicator->observed;
  row->waiting = g_array_new (FALSE, FALSE, sizeof (HengWaitingRule));
  g_array_set_clear_func (row->waiting, waiting_clear);
  g_hash_table_insert (self->known, g_steal_pointer (&key), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Whether @trace asked for @indicator over months that hold @period, and got nothing. A value that is used twice is looked into once. */
static gboolean
lacks (const HengTrace *trace,
       guint            indicator,
       HengPeriod       period,
       GHashTable      *seen)
{
  if (trace->known || !g_hash_table_add (seen, (gpointer) trace))
    return FALSE;
  if (trace->kind == HENG_TRACE_INDICATOR && trace->indicator == indicator)
    return period.kind == HENG_PERIOD_ONCE || (heng_period_get_first_month (period) <= trace->window.last &&
                                               heng_period_get_last_month (period) >= trace->window.first);

  for (guint i = 0; i < trace->children->len; i++)
    if (lacks (g_ptr_array_index (trace->children, i), indicator, period, seen))
      return TRUE;

  return FALSE;
}

/* The statement that @trace explains; traces stand in the order of statements, and some statements have none. */
static guint
find_statement (const HengRules  *rules,
                const HengTrace  *trace,
                guint             from)
{
  for (guint i = from; i < heng_rules_get_n_statements (rules); i++)
    if (strcmp (heng_rules_get_text (rules, i), trace->text) == 0)
      return i;

  return from;
}

static void
add_waiting (const HengSettlement *settlement,
             const HengMissing    *missing,
             HengMissingRow       *row)
{
  guint indicator = (guint) heng_agreement_find_indicator (settlement->agreement, missing->indicator), statement = 0;

  for (guint i = 0; i < settlement->traces->len; i++)
    {
      const HengTrace *trace = g_ptr_array_index (settlement->traces, i);
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      statement = find_statement (settlement->agreement->rules, trace, statement);
      if (lacks (trace, indicator, missing->period, seen))
        {
          HengWaitingRule waiting = { settlement->period, statement, g_strdup (trace->text) };

          g_array_append_val (row->waiting, waiting);
        }
      statement++;
    }
}

static gboolean
look_at_period (Listing     *self,
                const char  *code,
                HengPeriod   period,
                GError     **error)
{
  g_autoptr (HengSettlement) settlement = heng_book_settle (self->book, code, period, self->query->known, FALSE, error);
  g_autoptr (HengSettlement) traced = NULL;

  if (settlement == NULL)
    return FALSE;
  if (settlement->status != HENG_SETTLEMENT_INCOMPLETE)
    return TRUE;

  traced = heng_book_settle (self->book, code, period, self->query->known, TRUE, error);
  if (traced == NULL)
    return FALSE;
  for (guint i = 0; i < traced->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (traced->missing, HengMissing, i);

      add_waiting (traced, missing, find_row (self, traced, missing));
    }
  return TRUE;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const HengMissingRow *first = *(const HengMissingRow *const *) a, *second = *(const HengMissingRow *const *) b;
  int order = strcmp (first->agreement, second->agreement);

  if (order == 0)
    order = strcmp (first->indicator, second->indicator);
  return order != 0 ? order : heng_period_compare (first->period, second->period);
}

static gboolean
go_on (Listing  *self,
       GError  **error)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    return heng_book_report_progress (self->book, 0, 0, error);

  heng_error_set (error, HENG_ERROR_CANCELLED, NULL);
  return FALSE;
}

static gboolean
look_at_agreement (Listing     *self,
                   const char  *code,
                   GError     **error)
{
  const HengMissingQuery *query = self->query;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) periods = heng_book_list_periods (self->book, code, query->ended_by, query->within, query->known, &local_error);

  /* A period that was named need not be one of every agreement. */
  if (periods == NULL && query->agreement == NULL &&
      (heng_error_is (local_error, HENG_ERROR_PERIOD_OUTSIDE) || heng_error_is (local_error, HENG_ERROR_PERIOD_NOT_ASSESSED)))
    return TRUE;
  if (periods == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < periods->len; i++)
    if (!go_on (self, error) || !look_at_period (self, code, g_array_index (periods, HengPeriod, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
look_at_all (Listing     *self,
             const char  *after,
             guint        limit,
             guint        n_agreements_max,
             char       **next,
             GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT code FROM agreement_version WHERE code > :after AND id < :bound GROUP BY code ORDER BY code", error);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *last = NULL;
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (self->book, HENG_FACT_AGREEMENT, self->query->known, &bound, error))
    return FALSE;
  heng_query_bind_text (query, ":after", after != NULL ? after : "");
  heng_query_bind_int64 (query, ":bound", bound);
  for (guint n_looked = 0; heng_query_step (query, &local_error); n_looked++)
    {
      if (n_looked > 0 && (self->rows->len >= limit || (n_agreements_max > 0 && n_looked >= n_agreements_max)))
        {
          *next = g_steal_pointer (&last);
          return TRUE;
        }
      g_free (last);
      last = heng_query_dup_name (query, 0);
      if (!look_at_agreement (self, last, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
heng_book_list_missing (HengBook                *self,
                        const HengMissingQuery  *query,
                        const char              *after,
                        guint                    limit,
                        guint                    n_agreements_max,
                        GCancellable            *cancellable,
                        char                   **next,
                        GError                 **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_missing_row_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = { .book = self, .query = query, .cancellable = cancellable, .rows = rows, .known = known };
  gboolean done;

  *next = NULL;
  if (!heng_book_begin_reading (self, error))
    return NULL;
  done = query->agreement != NULL ? look_at_agreement (&listing, query->agreement, error)
                                  : look_at_all (&listing, after, limit, n_agreements_max, next, error);
  heng_book_end_reading (self);
  if (!done)
    return NULL;

  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

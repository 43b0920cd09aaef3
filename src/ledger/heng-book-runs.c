// SPDX-License-Identifier: GPL-3.0-or-later
/* The runs of a period: each settlement that was booked, or named. */
#include "heng-book-runs.h"

#include "heng-book-agreements.h"
#include "heng-book-private.h"
#include "heng-book-settle-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-json-write.h"

#include <string.h>

static const char run_kind[] = "run";
static const char *const kind_names[] = { "first", "provisional", "final", "re-settlement" };

const char *
heng_run_kind_get_name (HengRunKind kind)
{
  return kind_names[kind];
}

void
heng_run_free (HengRun *self)
{
  if (self == NULL)
    return;

  g_free (self->agreement);
  g_free (self->recorded_by);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->totals);
  g_free (self);
}

static HengRun *
run_new (const char *agreement,
         HengPeriod  period)
{
  HengRun *self = g_new0 (HengRun, 1);

  self->agreement = g_strdup (agreement);
  self->period = period;
  self->kind = HENG_RUN_RESETTLEMENT;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);
  return self;
}

gboolean
heng_book_name_run (HengBook     *self,
                    const char   *agreement,
                    HengPeriod    period,
                    HengRunKind   kind,
                    gint64        entry,
                    GError      **error)
{
  g_autofree char *period_text = heng_period_format (period);
  JsonObject *data;

  if (kind != HENG_RUN_PROVISIONAL && kind != HENG_RUN_FINAL)
    return TRUE;

  data = json_object_new ();
  heng_json_set_string (data, "period", period_text);
  heng_json_set_string (data, "kind", kind_names[kind]);
  if (entry != 0)
    json_object_set_int_member (data, "entry", entry);
  else
    json_object_set_null_member (data, "entry");
  return heng_event_append (self, run_kind, agreement, data, NULL, error);
}

/* ---- listing ---- */

/* What changes the runs of a period or their totals: an entry, or an event that names a run without one. */
typedef struct
{
  HengPeriod       period;
  gint64           fact;
  const HengEntry *entry; /* (nullable) */
  const HengEvent *event; /* (nullable): what names the run */
} Step;

/* One agreement's runs while they are made, period by period. */
typedef struct
{
  GPtrArray  *runs;   /* (element-type HengRun) */
  GPtrArray  *totals; /* (element-type HengDifference): of the period so far */
  HengRun    *last;   /* (nullable) (transfer none): of the period */
  guint       n_resettled;
} Listing;

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const Step *first = a, *second = b;
  int order = heng_period_compare (first->period, second->period);

  if (order == 0)
    order = first->fact < second->fact ? -1 : first->fact > second->fact;
  /* Entries booked together are one fact. */
  if (order == 0 && first->entry != NULL && second->entry != NULL)
    order = first->entry->number < second->entry->number ? -1 : first->entry->number > second->entry->number;
  return order;
}

static gboolean
is_accrual (const HengEntry *entry)
{
  for (guint i = 0; i < entry->lines->len; i++)
    if (((HengLine *) g_ptr_array_index (entry->lines, i))->kind == HENG_LINE_ACCRUAL)
      return TRUE;

  return FALSE;
}

/* Late interest is no run, and neither is its reversal. */
static GHashTable *
find_interest (GPtrArray *entries)
{
  GHashTable *interest = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      HengEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind == HENG_ENTRY_INTEREST)
        {
          g_hash_table_add (interest, &entry->number);
          if (entry->reversed_by != 0)
            g_hash_table_add (interest, &entry->reversed_by);
        }
    }

  return interest;
}

static GArray *
make_steps (GPtrArray         *entries,
            GPtrArray         *events,
            const HengPeriod  *period,
            GError           **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_autoptr (GHashTable) named = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) interest = find_interest (entries);
  g_autofree gint64 *numbers = g_new0 (gint64, events->len);

  for (guint i = 0; i < events->len; i++)
    {
      HengEvent *event = g_ptr_array_index (events, i);
      const char *text = heng_json_get_string (event->data, "period");
      Step step = { .fact = event->number, .event = event };

      numbers[i] = heng_json_get_int64 (event->data, "entry", 0);
      if (text == NULL || !heng_period_parse (text, &step.period, NULL))
        {
          heng_event_set_damaged (event, error);
          return NULL;
        }
      if (numbers[i] != 0)
        g_hash_table_insert (named, &numbers[i], event);
      else if (period == NULL || heng_period_equal (*period, step.period))
        g_array_append_val (steps, step);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      HengEntry *entry = g_ptr_array_index (entries, i);
      Step step = { entry->period, entry->fact, entry, g_hash_table_lookup (named, &entry->number) };

      if (entry->has_period && is_accrual (entry) && !g_hash_table_contains (interest, &entry->number) &&
          (period == NULL || heng_period_equal (*period, entry->period)))
        g_array_append_val (steps, step);
    }

  g_array_sort (steps, compare_steps);
  return g_steal_pointer (&steps);
}

static gboolean
add_lines (GPtrArray        *differences,
           const HengEntry  *entry,
           GError          **error)
{
  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);

      if (line->kind == HENG_LINE_ACCRUAL &&
          !heng_differences_add (differences, line->from, line->to, line->commodity, line->amount_minor, error))
        return FALSE;
    }

  return TRUE;
}

static void
set_from_entry (HengRun         *run,
                const HengEntry *entry)
{
  run->entry = entry->number;
  run->reversed_by = entry->reversed_by;
  run->date = entry->date;
  run->booked = entry->booked;
  run->known = entry->known;
  run->recorded_ms = entry->recorded_ms;
  run->recorded_by = g_strdup (entry->recorded_by);
}

/* A run that booked nothing counts for the day it was recorded. */
static void
set_from_event (HengRun         *run,
                const HengEvent *event)
{
  run->date = run->booked = heng_day_of_ms (event->recorded_ms);
  run->known = event->number - 1;
  run->recorded_ms = event->recorded_ms;
  run->recorded_by = g_strdup (event->recorded_by);
}

static void
number_run (Listing         *self,
            HengRun         *run,
            const HengEvent *event)
{
  if (event != NULL)
    {
      const char *word = heng_json_get_string (event->data, "kind");

      run->kind = g_strcmp0 (word, kind_names[HENG_RUN_FINAL]) == 0 ? HENG_RUN_FINAL : HENG_RUN_PROVISIONAL;
      run->event = event->number;
    }
  else if (self->last == NULL)
    run->kind = HENG_RUN_FIRST;
  else
    run->resettlement = ++self->n_resettled;

  run->before = self->last != NULL ? self->last->number : 0;
  run->number = run->before + 1;
  self->last = run;
}

static gboolean
add_step (Listing     *self,
          const char  *agreement,
          const Step  *step,
          GError     **error)
{
  HengRun *run;

  if (step->entry != NULL && !add_lines (self->totals, step->entry, error))
    return FALSE;
  if (step->entry != NULL && step->entry->kind != HENG_ENTRY_SETTLEMENT)
    return TRUE;

  run = run_new (agreement, step->period);
  g_ptr_array_add (self->runs, run);
  number_run (self, run, step->event);
  if (step->entry != NULL)
    set_from_entry (run, step->entry);
  else
    set_from_event (run, step->event);
  if (step->entry != NULL && !add_lines (run->lines, step->entry, error))
    return FALSE;

  for (guint i = 0; i < self->totals->len; i++)
    {
      const HengDifference *pair = g_ptr_array_index (self->totals, i);

      if (!heng_differences_add (run->totals, pair->from, pair->to, pair->commodity, pair->amount_minor, error))
        return FALSE;
    }
  heng_differences_tidy (run->totals);
  return TRUE;
}

static gboolean
list_of_agreement (HengBook          *self,
                   const char        *agreement,
                   const HengPeriod  *period,
                   gint64             known,
                   GPtrArray         *runs,
                   GError           **error)
{
  static const char *const kinds[] = { run_kind, NULL };
  HengEntryQuery query = { .agreement = agreement, .view = { .known = known } };
  g_autoptr (GPtrArray) entries = heng_book_list_entries (self, &query, error);
  g_autoptr (GPtrArray) events = entries != NULL ? heng_event_list (self, agreement, kinds, 0, known, error) : NULL;
  g_autoptr (GArray) steps = events != NULL ? make_steps (entries, events, period, error) : NULL;
  g_autoptr (GPtrArray) totals = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);
  Listing listing = { .runs = runs, .totals = totals };

  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (i > 0 && !heng_period_equal (step->period, g_array_index (steps, Step, i - 1).period))
        {
          listing.last = NULL;
          listing.n_resettled = 0;
          g_ptr_array_set_size (totals, 0);
        }
      if (!add_step (&listing, agreement, step, error))
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
heng_book_list_runs (HengBook          *self,
                     const char        *agreement,
                     const HengPeriod  *period,
                     gint64             known,
                     GError           **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_run_free);
  g_autoptr (GPtrArray) codes = NULL;

  if (agreement != NULL)
    {
      g_autoptr (GPtrArray) versions = heng_book_list_versions (self, agreement, known, error);

      return versions != NULL && list_of_agreement (self, agreement, period, known, runs, error) ? g_steal_pointer (&runs) : NULL;
    }

  codes = heng_book_list_codes (self, known, error);
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    if (!list_of_agreement (self, g_ptr_array_index (codes, i), period, known, runs, error))
      return NULL;
  return codes != NULL ? g_steal_pointer (&runs) : NULL;
}

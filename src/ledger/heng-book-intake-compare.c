// SPDX-License-Identifier: GPL-3.0-or-later
/* What each row of a table would do: compared with what the book holds for its period, from its source and from others. */
#include "heng-book-intake-private.h"

#include "heng-book-private.h"
#include "heng-error.h"
#include "heng-indicator.h"
#include "heng-versions.h"

#include <string.h>

/* Rows between two reports of how far it has come. */
#define ROWS_A_TELLING 4096

/* What one source says of a period. */
typedef struct
{
  guint32 source;
  guint32 value;  /* as in items */
  gint64  number; /* a later one has a larger */
  guint32 item;   /* the row of the table it comes from, + 1; 0: from the book */
} Stand;

typedef struct
{
  HengIntake *intake;
  HengQuery  *read;
  gboolean    more;     /* the query stands on a row not yet taken */
  HengPeriod  at;       /* of that row */
  GArray     *stands;   /* (element-type Stand): of the period looked at */
  guint       n_done;
} Comparing;

static HengIntakeItem *
item_at (HengIntake *self,
         guint       place)
{
  return &g_array_index (self->items, HengIntakeItem, g_array_index (self->order, guint, place));
}

static HengPeriod
period_of (const HengIntakeItem *item)
{
  return (HengPeriod) { (HengPeriodKind) item->period_kind, item->period_index };
}

/* Equal values are equal numbers, as where rows are recorded. */
static gboolean
is_same_value (HengIntake *self,
               guint32     a,
               guint32     b)
{
  const char *first_text = heng_intake_get_text (self, a), *second_text = heng_intake_get_text (self, b);
  g_auto (HengNumber) first = { 0 };
  g_auto (HengNumber) second = { 0 };

  heng_number_init (&first);
  heng_number_init (&second);
  if (first_text == NULL || second_text == NULL)
    return first_text == second_text;
  if (strcmp (first_text, second_text) == 0)
    return TRUE;

  return heng_number_parse (&first, first_text, NULL) && heng_number_parse (&second, second_text, NULL) &&
         heng_number_compare (&first, &second) == 0;
}

static Stand *
find_stand (Comparing *self,
            guint32    source)
{
  for (guint i = 0; i < self->stands->len; i++)
    if (g_array_index (self->stands, Stand, i).source == source)
      return &g_array_index (self->stands, Stand, i);

  return NULL;
}

/* The precedence that the version in force for the assessed period states, else the last version. */
static const char *const *
find_precedence (const HengIntakeSeries *series,
                 HengPeriod              period)
{
  HengWindow window;

  for (guint i = series->versions->len; i > 0; i--)
    {
      const HengAgreement *version = g_ptr_array_index (series->versions, i - 1);
      int index = heng_agreement_find_indicator (version, series->indicator);
      HengPeriod assessed = { HENG_PERIOD_ONCE, 0 };

      if (period.kind != HENG_PERIOD_ONCE && version->assessed != HENG_PERIOD_ONCE)
        assessed = heng_period_of_month (version->assessed, heng_period_get_first_month (period));
      if (index >= 0 && heng_versions_find (series->versions, assessed, &window) == version)
        return (const char *const *) heng_agreement_get_indicator (version, (guint) index)->precedence;
    }

  {
    const HengAgreement *last = g_ptr_array_index (series->versions, series->versions->len - 1);
    int index = heng_agreement_find_indicator (last, series->indicator);

    return index >= 0 ? (const char *const *) heng_agreement_get_indicator (last, (guint) index)->precedence : NULL;
  }
}

/* The stand that counts: as heng_observations_find() chooses. @except: a stand passed over (nullable), and with it its value. */
static const Stand *
find_best (Comparing         *self,
           const char *const *precedence,
           const Stand       *except)
{
  HengIntake *intake = self->intake;
  const Stand *best = NULL;
  guint best_rank = 0;

  for (guint i = 0; i < self->stands->len; i++)
    {
      const Stand *stand = &g_array_index (self->stands, Stand, i);
      guint rank;

      if (stand->value == 0 || (except != NULL && (stand == except || is_same_value (intake, stand->value, except->value))))
        continue;
      rank = heng_source_get_rank (precedence, g_ptr_array_index (intake->sources, stand->source));
      if (best == NULL || rank < best_rank || (rank == best_rank && stand->number > best->number))
        {
          best = stand;
          best_rank = rank;
        }
    }

  return best;
}

/* ---- the book's side ---- */

static gboolean
step (Comparing  *self,
      GError    **error)
{
  g_autoptr (GError) local_error = NULL;

  self->more = heng_query_step (self->read, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->more)
    self->at = heng_query_get_period (self->read, 0);
  return TRUE;
}

static gboolean
begin_series (Comparing               *self,
              const HengIntakeSeries  *series,
              GError                 **error)
{
  HengPeriod first = period_of (item_at (self->intake, series->first));
  HengPeriod last = period_of (item_at (self->intake, series->first + series->n_items - 1));

  heng_query_reset (self->read);
  heng_query_bind_text (self->read, ":agreement", series->agreement);
  heng_query_bind_text (self->read, ":indicator", series->indicator);
  heng_query_bind_int64 (self->read, ":first_kind", first.kind);
  heng_query_bind_int64 (self->read, ":first_index", first.index);
  heng_query_bind_int64 (self->read, ":last_kind", last.kind);
  heng_query_bind_int64 (self->read, ":last_index", last.index);
  return step (self, error);
}

/* Reads on to @period and takes what stands there: of each source the last. */
static gboolean
read_stands (Comparing   *self,
             HengPeriod   period,
             GError     **error)
{
  g_array_set_size (self->stands, 0);
  while (self->more && heng_period_compare (self->at, period) <= 0)
    {
      if (heng_period_equal (self->at, period))
        {
          guint32 source = heng_intake_number_of (self->intake, heng_query_get_name (self->read, 2));
          Stand *stand = find_stand (self, source), made = { .source = source };

          if (stand == NULL)
            {
              g_array_append_val (self->stands, made);
              stand = &g_array_index (self->stands, Stand, self->stands->len - 1);
            }
          stand->value = heng_intake_add_text (self->intake, heng_query_get_text (self->read, 3));
          stand->number = heng_query_get_int64 (self->read, 4);
        }
      if (!step (self, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- rows against it ---- */

static gboolean
check_twice (Comparing             *self,
             const HengIntakeItem  *item,
             const Stand           *stand,
             GError               **error)
{
  const HengIntakeSeries *series = &g_array_index (self->intake->series, HengIntakeSeries, item->series);
  g_autofree char *period = NULL, *what = NULL, *line = NULL;
  const HengIntakeItem *first;

  if (stand == NULL || stand->item == 0)
    return TRUE;
  first = &g_array_index (self->intake->items, HengIntakeItem, stand->item - 1);
  if (first->file != item->file)
    return TRUE;

  period = heng_period_format (period_of (item));
  what = g_strdup_printf ("%s %s %s", series->agreement, series->indicator, period);
  line = g_strdup_printf ("%u", first->line);
  heng_error_set (error, HENG_ERROR_TABLE_TWICE, what, line, NULL);
  heng_error_place (error, g_ptr_array_index (self->intake->files, item->file), item->line, 0);
  return FALSE;
}

/* Against the same source; the row takes its place. */
static gboolean
take_item (Comparing  *self,
           guint       number,
           GError    **error)
{
  HengIntakeItem *item = &g_array_index (self->intake->items, HengIntakeItem, number);
  Stand *stand = find_stand (self, item->source), made = { .source = item->source };

  if (!check_twice (self, item, stand, error))
    return FALSE;

  item->has_before = stand != NULL;
  item->before = stand != NULL ? stand->value : 0;
  if (stand != NULL ? is_same_value (self->intake, stand->value, item->value) : item->value == 0)
    item->kind = HENG_INTAKE_SAME;
  else
    item->kind = item->value == 0 ? HENG_INTAKE_WITHDRAWAL : stand != NULL ? HENG_INTAKE_REVISION : HENG_INTAKE_NEW;
  if (stand == NULL)
    {
      g_array_append_val (self->stands, made);
      stand = &g_array_index (self->stands, Stand, self->stands->len - 1);
    }
  if (item->kind != HENG_INTAKE_SAME)
    {
      stand->value = item->value;
      stand->number = G_MAXINT64 - G_MAXUINT32 + number;
    }
  stand->item = number + 1;
  return TRUE;
}

/* Against the other sources, once all rows of the period are there. */
static void
judge_item (Comparing      *self,
            HengIntakeItem *item,
            const char *const *precedence,
            const Stand    *best,
            gboolean        changes)
{
  const Stand *own = find_stand (self, item->source);
  const Stand *other = NULL;

  item->counts = best != NULL && best == own && item->value != 0;
  item->changes = changes;
  if (item->kind == HENG_INTAKE_NEW || item->kind == HENG_INTAKE_REVISION)
    other = find_best (self, precedence, own);
  else if (item->kind == HENG_INTAKE_WITHDRAWAL)
    other = best;
  if (other != NULL)
    {
      item->other_source = other->source + 1;
      item->other_value = other->value;
      if (item->kind != HENG_INTAKE_WITHDRAWAL)
        item->kind = HENG_INTAKE_CONFLICT;
    }
  self->intake->n_of[item->kind]++;
}

/* The rows of one period, at @first … @first + @n_items - 1 of the order. */
static gboolean
compare_period (Comparing               *self,
                const HengIntakeSeries  *series,
                guint                    first,
                guint                    n_items,
                GError                 **error)
{
  HengPeriod period = period_of (item_at (self->intake, first));
  const char *const *precedence = find_precedence (series, period);
  const Stand *best;
  guint32 value_before;
  gboolean changes;

  if (!read_stands (self, period, error))
    return FALSE;
  best = find_best (self, precedence, NULL);
  value_before = best != NULL ? best->value : 0;

  for (guint i = 0; i < n_items; i++)
    if (!take_item (self, g_array_index (self->intake->order, guint, first + i), error))
      return FALSE;

  best = find_best (self, precedence, NULL);
  changes = !is_same_value (self->intake, value_before, best != NULL ? best->value : 0);
  for (guint i = 0; i < n_items; i++)
    judge_item (self, item_at (self->intake, first + i), precedence, best, changes);
  return TRUE;
}

static gboolean
compare_series (Comparing               *self,
                const HengIntakeSeries  *series,
                GError                 **error)
{
  guint end = series->first + series->n_items;

  if (!begin_series (self, series, error))
    return FALSE;

  for (guint i = series->first, next; i < end; i = next)
    {
      HengPeriod period = period_of (item_at (self->intake, i));

      for (next = i + 1; next < end && heng_period_equal (period_of (item_at (self->intake, next)), period); next++)
        ;
      if (!compare_period (self, series, i, next - i, error))
        return FALSE;
      if (self->n_done / ROWS_A_TELLING != (self->n_done + next - i) / ROWS_A_TELLING &&
          !heng_intake_report (self->intake, self->n_done, self->intake->items->len, error))
        return FALSE;
      self->n_done += next - i;
    }

  return TRUE;
}

gboolean
heng_intake_compare_all (HengIntake  *self,
                         GError     **error)
{
  g_autoptr (HengQuery) read = heng_query_prepare (self->book->database,
    "SELECT o.period_kind, o.period_index, c.name, o.value, o.id FROM series s JOIN observation o ON o.series = s.id "
    "JOIN source c ON c.id = o.source WHERE s.agreement = :agreement AND s.indicator = :indicator "
    "AND (o.period_kind, o.period_index) >= (:first_kind, :first_index) "
    "AND (o.period_kind, o.period_index) <= (:last_kind, :last_index) "
    "ORDER BY o.period_kind, o.period_index, o.source, o.id", error);
  g_autoptr (GArray) stands = g_array_new (FALSE, FALSE, sizeof (Stand));
  Comparing comparing = { .intake = self, .read = read, .stands = stands };

  if (read == NULL)
    return FALSE;
  for (guint i = 0; i < self->series->len; i++)
    if (!compare_series (&comparing, &g_array_index (self->series, HengIntakeSeries, i), error))
      return FALSE;

  return TRUE;
}

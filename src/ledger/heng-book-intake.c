// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows of tables on their way in: taken one by one, kept small. */
#include "heng-book-intake-private.h"

#include "heng-book-agreements.h"
#include "heng-book-private.h"
#include "heng-error.h"
#include "heng-indicator.h"

#include <string.h>

const char *
heng_intake_class_get_name (HengIntakeClass self)
{
  static const char *const names[] = { "new", "same", "revision", "withdrawal", "conflict" };

  return names[self];
}

static void
series_clear (gpointer data)
{
  HengIntakeSeries *self = data;

  g_free (self->agreement);
  g_free (self->indicator);
  g_ptr_array_unref (self->versions);
}

static void
period_free (gpointer data)
{
  HengIntakePeriod *self = data;

  g_free (self->agreement);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

HengIntake *
heng_intake_new (HengBook *book)
{
  HengIntake *self = g_new0 (HengIntake, 1);

  self->book = book;
  self->items = g_array_new (FALSE, FALSE, sizeof (HengIntakeItem));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->series = g_array_new (FALSE, FALSE, sizeof (HengIntakeSeries));
  g_array_set_clear_func (self->series, series_clear);
  self->sources = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->series_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->source_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  /* Offset 0 stands for no text. */
  self->texts = g_string_new_len ("", 1);
  self->periods = g_ptr_array_new_with_free_func (period_free);
  return self;
}

void
heng_intake_free (HengIntake *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->items);
  g_array_unref (self->order);
  g_array_unref (self->series);
  g_hash_table_unref (self->series_numbers);
  g_hash_table_unref (self->source_numbers);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->files);
  g_string_free (self->texts, TRUE);
  g_ptr_array_unref (self->periods);
  g_free (self);
}

gboolean
heng_intake_report (HengIntake  *self,
                    guint64      done,
                    guint64      total,
                    GError     **error)
{
  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
  if (!g_cancellable_is_cancelled (self->cancellable))
    return heng_book_report_progress (self->book, done, total, error);

  heng_error_set (error, HENG_ERROR_CANCELLED, NULL);
  return FALSE;
}

const char *
heng_intake_get_text (HengIntake *self,
                      guint32     offset)
{
  return offset != 0 ? self->texts->str + offset : NULL;
}

guint32
heng_intake_add_text (HengIntake *self,
                      const char *text)
{
  gsize offset = self->texts->len;

  if (text == NULL)
    return 0;
  /* Tables are at most a gigabyte, and what stands in the book for their periods is of their kind. */
  g_assert (offset < G_MAXUINT32 - 65536);
  g_string_append_len (self->texts, text, (gssize) strlen (text) + 1);
  return (guint32) offset;
}

guint32
heng_intake_number_of (HengIntake *self,
                       const char *source)
{
  gpointer known;
  char *name;

  if (g_hash_table_lookup_extended (self->source_numbers, source, NULL, &known))
    return GPOINTER_TO_UINT (known);

  name = g_strdup (source);
  g_ptr_array_add (self->sources, name);
  g_hash_table_insert (self->source_numbers, name, GUINT_TO_POINTER (self->sources->len - 1));
  return self->sources->len - 1;
}

static gboolean
find_series (HengIntake                  *self,
             const HengObservationInput  *input,
             guint32                     *number,
             GError                     **error)
{
  g_autofree char *key = g_strjoin ("\n", input->agreement, input->indicator, NULL);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->series_numbers, key));
  HengIntakeSeries series = { 0 };

  if (known != 0)
    {
      *number = known - 1;
      return TRUE;
    }

  series.versions = heng_book_list_versions (self->book, input->agreement, 0, error);
  if (series.versions == NULL)
    return FALSE;
  series.agreement = g_strdup (input->agreement);
  series.indicator = g_strdup (input->indicator);
  g_array_append_val (self->series, series);
  g_hash_table_insert (self->series_numbers, g_steal_pointer (&key), GUINT_TO_POINTER (self->series->len));
  *number = self->series->len - 1;
  return TRUE;
}

gboolean
heng_intake_add (HengIntake                  *self,
                 const HengObservationInput  *input,
                 const char                  *file,
                 guint                        line,
                 GError                     **error)
{
  const char *value = input->value != NULL && *input->value != '\0' ? input->value : NULL;
  g_auto (HengNumber) number = { 0 };
  const HengAgreement *last;
  const HengIndicator *indicator;
  const HengIntakeSeries *series;
  HengIntakeItem item = { 0 };

  if (!find_series (self, input, &item.series, error))
    return FALSE;
  series = &g_array_index (self->series, HengIntakeSeries, item.series);
  last = g_ptr_array_index (series->versions, series->versions->len - 1);
  heng_number_init (&number);
  indicator = heng_agreement_check_observation (last, input->indicator, input->period, value, &number, error);
  if (indicator == NULL)
    return FALSE;

  if (self->files->len == 0 || g_strcmp0 (g_ptr_array_index (self->files, self->files->len - 1), file) != 0)
    g_ptr_array_add (self->files, g_strdup (file));
  item.file = self->files->len - 1;
  item.line = line;
  item.source = heng_intake_number_of (self, input->source != NULL ? input->source : "");
  item.period_kind = input->period.kind & 15;
  item.period_index = input->period.index;
  item.value = heng_intake_add_text (self, value);
  item.is_implausible = value != NULL && !heng_indicator_is_plausible (indicator, &number);
  self->n_implausible += item.is_implausible;
  g_array_append_val (self->items, item);
  return TRUE;
}

/* By series, period and as they came, so that each series of the book is walked once, along its index. */
static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const HengIntake *self = data;
  guint first_number = *(const guint *) a, second_number = *(const guint *) b;
  const HengIntakeItem *first = &g_array_index (self->items, HengIntakeItem, first_number);
  const HengIntakeItem *second = &g_array_index (self->items, HengIntakeItem, second_number);

  if (first->series != second->series)
    return first->series < second->series ? -1 : 1;
  if (first->period_kind != second->period_kind)
    return first->period_kind < second->period_kind ? -1 : 1;
  if (first->period_index != second->period_index)
    return first->period_index < second->period_index ? -1 : 1;
  return first_number < second_number ? -1 : first_number > second_number;
}

static void
put_in_order (HengIntake *self)
{
  g_array_set_size (self->order, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    g_array_index (self->order, guint, i) = i;
  g_array_sort_with_data (self->order, compare_items, self);

  for (guint i = 0; i < self->order->len; i++)
    {
      const HengIntakeItem *item = &g_array_index (self->items, HengIntakeItem, g_array_index (self->order, guint, i));
      HengIntakeSeries *series = &g_array_index (self->series, HengIntakeSeries, item->series);

      if (series->n_items++ == 0)
        series->first = i;
    }
}

gboolean
heng_intake_finish (HengIntake        *self,
                    GCancellable      *cancellable,
                    HengProgressFunc   progress,
                    gpointer           progress_data,
                    GError           **error)
{
  self->cancellable = cancellable;
  self->progress = progress;
  self->progress_data = progress_data;
  put_in_order (self);
  return heng_intake_compare_all (self, error) && heng_intake_find_periods (self, error);
}

/* ---- reading ---- */

guint
heng_intake_get_n_rows (HengIntake *self)
{
  return self->items->len;
}

guint
heng_intake_get_n_of (HengIntake      *self,
                      HengIntakeClass  kind)
{
  return self->n_of[kind];
}

guint
heng_intake_get_n_implausible (HengIntake *self)
{
  return self->n_implausible;
}

void
heng_intake_get_row (HengIntake    *self,
                     guint          index,
                     HengIntakeRow *row)
{
  const HengIntakeItem *item = &g_array_index (self->items, HengIntakeItem, index);
  const HengIntakeSeries *series = &g_array_index (self->series, HengIntakeSeries, item->series);

  *row = (HengIntakeRow) {
    .kind = (HengIntakeClass) item->kind,
    .file = g_ptr_array_index (self->files, item->file),
    .line = item->line,
    .agreement = series->agreement,
    .indicator = series->indicator,
    .period = { (HengPeriodKind) item->period_kind, item->period_index },
    .value = heng_intake_get_text (self, item->value),
    .source = g_ptr_array_index (self->sources, item->source),
    .has_before = item->has_before,
    .before = heng_intake_get_text (self, item->before),
    .other_source = item->other_source != 0 ? g_ptr_array_index (self->sources, item->other_source - 1) : NULL,
    .other_value = heng_intake_get_text (self, item->other_value),
    .counts = item->counts,
    .is_implausible = item->is_implausible,
  };
}

GArray *
heng_intake_find_rows (HengIntake *self,
                       int         kind,
                       gboolean    implausible)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->items->len; i++)
    {
      const HengIntakeItem *item = &g_array_index (self->items, HengIntakeItem, i);

      if ((kind < 0 || item->kind == (guint) kind) && (!implausible || item->is_implausible))
        g_array_append_val (rows, i);
    }

  return rows;
}

GPtrArray *
heng_intake_get_periods (HengIntake *self)
{
  return self->periods;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Where observations go that are to be recorded: their series and sources by number, and the order in which they are written. */
#include "heng-book-observations-private.h"

#include "heng-book-private.h"

#include <string.h>

/* A series by its names, which are borrowed from the inputs or the table of series. */
typedef struct
{
  char  *agreement;
  char  *indicator;
  gint64 id;
  guint  order;
} Series;

typedef struct
{
  HengBook                *book;
  HengObservationInputFunc get_input;
  gpointer                 data;
  guint                    n_inputs;

  GHashTable *series;  /* (element-type Series) */
  GHashTable *sources; /* name → id */
  HengQuery  *find;
  HengQuery  *make;
  GArray     *list;    /* (element-type HengObservationPlace) */
} Places;

static guint
series_hash (gconstpointer data)
{
  const Series *self = data;

  return g_str_hash (self->agreement) * 31 + g_str_hash (self->indicator);
}

static gboolean
series_equal (gconstpointer a,
              gconstpointer b)
{
  const Series *first = a, *second = b;

  return strcmp (first->indicator, second->indicator) == 0 && strcmp (first->agreement, second->agreement) == 0;
}

static void
series_free (gpointer data)
{
  Series *self = data;

  g_free (self->agreement);
  g_free (self->indicator);
  g_free (self);
}

static gboolean
find_series (Places                     *self,
             const HengObservationInput *input,
             HengObservationPlace       *place,
             GError                    **error)
{
  const Series wanted = { input->agreement, input->indicator, 0, 0 };
  const Series *known = g_hash_table_lookup (self->series, &wanted);
  HengQuery *queries[] = { self->find, self->make };
  g_autoptr (GError) local_error = NULL;
  Series *found;

  if (known != NULL)
    {
      place->series = known->id;
      place->order = known->order;
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (queries) && place->series == 0 && local_error == NULL; i++)
    {
      heng_query_bind_text (queries[i], ":agreement", input->agreement);
      heng_query_bind_text (queries[i], ":indicator", input->indicator);
      if (heng_query_step (queries[i], &local_error))
        place->series = heng_query_get_int64 (queries[i], 0);
      heng_query_reset (queries[i]);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  found = g_new (Series, 1);
  place->order = g_hash_table_size (self->series);
  *found = (Series) { g_strdup (input->agreement), g_strdup (input->indicator), place->series, place->order };
  g_hash_table_add (self->series, found);
  return TRUE;
}

static gboolean
find_source (Places     *self,
             const char *name,
             guint32    *number,
             GError    **error)
{
  gpointer known = g_hash_table_lookup (self->sources, name);
  gint64 id;

  if (known == NULL)
    {
      if (!heng_book_name_id (self->book, "source", name, &id, error))
        return FALSE;
      known = GSIZE_TO_POINTER (id);
      g_hash_table_insert (self->sources, g_strdup (name), known);
    }

  *number = (guint32) GPOINTER_TO_SIZE (known);
  return TRUE;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const HengObservationPlace *first = a, *second = b;

  if (first->period != second->period)
    return first->period < second->period ? -1 : 1;
  return (first->index > second->index) - (first->index < second->index);
}

/* By series as they were first seen, then by period, then in the order of the inputs. Tables come by month or by series, so nearly all
 * is in order once each series is by itself. */
static void
sort_places (Places *self)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (HengObservationPlace), self->list->len);
  g_autofree guint *ends = g_new0 (guint, g_hash_table_size (self->series) + 1);
  guint first = 0;

  g_array_set_size (sorted, self->list->len);
  for (guint i = 0; i < self->list->len; i++)
    ends[g_array_index (self->list, HengObservationPlace, i).order + 1]++;
  for (guint i = 1; i <= g_hash_table_size (self->series); i++)
    ends[i] += ends[i - 1];
  for (guint i = 0; i < self->list->len; i++)
    {
      const HengObservationPlace *place = &g_array_index (self->list, HengObservationPlace, i);

      g_array_index (sorted, HengObservationPlace, ends[place->order]++) = *place;
    }
  g_array_unref (self->list);
  self->list = g_steal_pointer (&sorted);

  for (guint i = 0; i < g_hash_table_size (self->series); first = ends[i++])
    for (guint j = first + 1; j < ends[i]; j++)
      if (g_array_index (self->list, HengObservationPlace, j - 1).period > g_array_index (self->list, HengObservationPlace, j).period)
        {
          qsort (&g_array_index (self->list, HengObservationPlace, first), ends[i] - first, sizeof (HengObservationPlace), compare_places);
          break;
        }
}

static gboolean
find_places (Places  *self,
             GError **error)
{
  for (guint i = 0; i < self->n_inputs; i++)
    {
      HengObservationInput input = { 0 };
      HengObservationPlace place = { .index = i };

      self->get_input (i, &input, self->data);
      if (!find_series (self, &input, &place, error) || !find_source (self, input.source, &place.source, error))
        return FALSE;
      place.period = (gint64) input.period.kind * G_GINT64_CONSTANT (0x100000000) + input.period.index;
      g_array_append_val (self->list, place);
    }

  sort_places (self);
  return TRUE;
}

GArray *
heng_observation_places_new (HengBook                *book,
                             guint                    n_inputs,
                             HengObservationInputFunc get_input,
                             gpointer                 data,
                             GError                 **error)
{
  Places places = { .book = book, .get_input = get_input, .data = data, .n_inputs = n_inputs };
  gboolean done;

  places.series = g_hash_table_new_full (series_hash, series_equal, series_free, NULL);
  places.sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  places.list = g_array_sized_new (FALSE, FALSE, sizeof (HengObservationPlace), n_inputs);
  done = (places.find = heng_query_prepare (book->database,
            "SELECT id FROM series WHERE agreement = :agreement AND indicator = :indicator", error)) != NULL &&
         (places.make = heng_query_prepare (book->database,
            "INSERT INTO series (agreement, indicator) VALUES (:agreement, :indicator) RETURNING id", error)) != NULL &&
         find_places (&places, error);
  heng_query_finish (places.find);
  heng_query_finish (places.make);
  g_hash_table_unref (places.series);
  g_hash_table_unref (places.sources);
  if (done)
    return places.list;

  g_array_unref (places.list);
  return NULL;
}

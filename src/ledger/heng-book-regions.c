// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-regions.h"

#include "heng-book-log.h"
#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

#define REGION_COLUMNS "code, name_zh, name_en, parent, plate, grain_role, energy_role, longitude, latitude, capital"
#define N_REGION_COLUMNS 10

/* A hierarchy deeper than this is a loop. */
#define DEPTH_MAX 8

HengRegion *
heng_region_new (void)
{
  return g_new0 (HengRegion, 1);
}

/* The texts in the order of the columns. */
static void
get_fields (HengRegion   *self,
            char       ***fields)
{
  fields[0] = &self->code;
  fields[1] = &self->name_zh;
  fields[2] = &self->name_en;
  fields[3] = &self->parent;
  fields[4] = &self->plate;
  fields[5] = &self->grain_role;
  fields[6] = &self->energy_role;
  fields[7] = &self->longitude;
  fields[8] = &self->latitude;
  fields[9] = &self->capital;
}

void
heng_region_free (HengRegion *self)
{
  char **fields[N_REGION_COLUMNS];

  if (self == NULL)
    return;

  get_fields (self, fields);
  for (guint i = 0; i < N_REGION_COLUMNS; i++)
    g_free (*fields[i]);
  g_free (self);
}

static HengRegion *
read_region (HengQuery *query)
{
  HengRegion *region = heng_region_new ();
  char **fields[N_REGION_COLUMNS];

  get_fields (region, fields);
  for (guint i = 0; i < N_REGION_COLUMNS; i++)
    *fields[i] = heng_query_dup_text (query, (int) i);
  return region;
}

static gboolean
is_same (HengRegion *a,
         HengRegion *b)
{
  char **first[N_REGION_COLUMNS], **second[N_REGION_COLUMNS];

  get_fields (a, first);
  get_fields (b, second);
  for (guint i = 0; i < N_REGION_COLUMNS; i++)
    if (g_strcmp0 (*first[i], *second[i]) != 0)
      return FALSE;

  return TRUE;
}

HengRegion *
heng_book_find_region (HengBook    *self,
                       const char  *code,
                       GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT " REGION_COLUMNS " FROM region_version WHERE code = :code ORDER BY id DESC LIMIT 1", error);

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":code", code);
  return heng_query_step (query, error) ? read_region (query) : NULL;
}

static GPtrArray *
list_regions (HengBook    *self,
              const char  *sql,
              GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, sql, error);
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);

  if (query == NULL)
    return NULL;
  while (heng_query_next (query))
    g_ptr_array_add (regions, read_region (query));
  return heng_query_done (query, error) ? g_steal_pointer (&regions) : NULL;
}

GPtrArray *
heng_book_list_regions (HengBook  *self,
                        GError   **error)
{
  return list_regions (self, "SELECT " REGION_COLUMNS " FROM region_version v "
                             "WHERE NOT EXISTS (SELECT 1 FROM region_version w WHERE w.code = v.code AND w.id > v.id) ORDER BY code", error);
}

GPtrArray *
heng_book_list_earlier_regions (HengBook  *self,
                                GError   **error)
{
  return list_regions (self, "SELECT " REGION_COLUMNS " FROM region_version v "
                             "WHERE EXISTS (SELECT 1 FROM region_version w WHERE w.code = v.code AND w.id > v.id) ORDER BY code, id", error);
}

/* Provinces are found by following parents; a parent that is not known or leads back would break that. */
static gboolean
check_parents (HengBook    *self,
               HengRegion  *region,
               GError     **error)
{
  g_autofree char *at = g_strdup (region->parent);

  for (guint depth = 0; at != NULL; depth++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (HengRegion) parent = heng_book_find_region (self, at, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (parent == NULL)
        {
          heng_error_set (error, HENG_ERROR_REGION_PARENT, region->code, at, NULL);
          return FALSE;
        }
      if (strcmp (at, region->code) == 0 || depth > DEPTH_MAX)
        {
          heng_error_set (error, HENG_ERROR_REGION_PARENT_LOOP, region->code, NULL);
          return FALSE;
        }
      g_free (at);
      at = g_strdup (parent->parent);
    }

  return TRUE;
}

static gboolean
insert_region (HengQuery   *insert,
               gint64       row,
               HengRegion  *region,
               GError     **error)
{
  static const char *const names[] = {
    ":code", ":name_zh", ":name_en", ":parent", ":plate", ":grain_role", ":energy_role", ":longitude", ":latitude", ":capital",
  };
  char **fields[N_REGION_COLUMNS];

  get_fields (region, fields);
  heng_query_bind_int64 (insert, ":id", row);
  for (guint i = 0; i < N_REGION_COLUMNS; i++)
    heng_query_bind_text (insert, names[i], *fields[i]);
  return heng_query_run (insert, error);
}

static gboolean
append (HengBook          *self,
        GPtrArray         *regions,
        const HengOrigin  *origin,
        guint             *n_appended,
        GError           **error)
{
  g_autoptr (HengQuery) insert = heng_query_prepare (self->database,
    "INSERT INTO region_version (id, " REGION_COLUMNS ") VALUES (:id, :code, :name_zh, :name_en, :parent, :plate, :grain_role, "
    ":energy_role, :longitude, :latitude, :capital)", error);
  gint64 first_row;

  if (insert == NULL || !heng_fact_next_row (self, HENG_FACT_REGION, &first_row, error))
    return FALSE;

  for (guint i = 0; i < regions->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      HengRegion *region = g_ptr_array_index (regions, i);
      g_autoptr (HengRegion) last = heng_book_find_region (self, region->code, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (last != NULL && is_same (last, region))
        continue;
      if (!insert_region (insert, first_row + *n_appended, region, error))
        return FALSE;
      (*n_appended)++;
    }
  for (guint i = 0; i < regions->len; i++)
    if (!check_parents (self, g_ptr_array_index (regions, i), error))
      {
        /* Rows of a table are told apart by the caller, who knows their lines. */
        g_autofree char *path = g_strdup_printf ("regions[%u]", i);

        heng_error_place_path (error, path);
        return FALSE;
      }

  return *n_appended == 0 || heng_fact_append (self, HENG_FACT_REGION, origin, first_row, *n_appended, error);
}

gboolean
heng_book_append_regions (HengBook          *self,
                          GPtrArray         *regions,
                          const HengOrigin  *origin,
                          guint             *n_appended,
                          GError           **error)
{
  guint n = 0;

  if (!heng_book_begin (self, error) ||
      !heng_book_end (self, append (self, regions, origin, &n, error), error))
    return FALSE;

  if (n_appended != NULL)
    *n_appended = n;
  return TRUE;
}

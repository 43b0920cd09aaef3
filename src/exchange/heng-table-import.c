// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows of tables become facts. */
#include "heng-table-import.h"

#include "heng-book-regions.h"
#include "heng-entry-feed.h"
#include "heng-error.h"
#include "heng-holidays-import.h"

#include <stdio.h>
#include <string.h>

static const char *
get_or_null (const HengTable *table,
             guint            row,
             const char      *column)
{
  const char *field = heng_table_get (table, row, column);

  return *field != '\0' ? field : NULL;
}

/* ---- regions ---- */

static const char *const plates[] = { "east", "central", "west", "northeast", "none", NULL };
static const char *const grain_roles[] = { "producer", "consumer", "balanced", "none", NULL };
static const char *const energy_roles[] = { "exporter", "importer", "mixed", "none", NULL };

static gboolean
check_word (const HengTable    *table,
            guint               row,
            const char         *column,
            const char *const  *words,
            GError            **error)
{
  const char *field = heng_table_get (table, row, column);
  g_autofree char *known = NULL;

  if (*field == '\0' || g_strv_contains (words, field))
    return TRUE;

  known = g_strjoinv (", ", (char **) words);
  heng_error_set (error, HENG_ERROR_TABLE_WORD, column, field, known, NULL);
  return FALSE;
}

static gboolean
code_is_valid (const char *code)
{
  if (*code == '\0' || strlen (code) > 32)
    return FALSE;
  for (const char *at = code; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("._-", *at) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
check_degrees (const HengTable  *table,
               guint             row,
               const char       *column,
               GError          **error)
{
  g_auto (HengNumber) number = { 0 };
  const char *field = heng_table_get (table, row, column);

  heng_number_init (&number);
  return *field == '\0' || heng_number_parse (&number, field, error);
}

static HengRegion *
read_region (const HengTable *table,
             guint            row)
{
  HengRegion *region = heng_region_new ();

  region->code = g_strdup (heng_table_get (table, row, "code"));
  region->name_zh = g_strdup (heng_table_get (table, row, "name_zh"));
  region->name_en = g_strdup (heng_table_get (table, row, "name_en"));
  region->parent = g_strdup (get_or_null (table, row, "parent"));
  region->plate = g_strdup (get_or_null (table, row, "plate"));
  region->grain_role = g_strdup (get_or_null (table, row, "grain_role"));
  region->energy_role = g_strdup (get_or_null (table, row, "energy_role"));
  region->longitude = g_strdup (get_or_null (table, row, "longitude"));
  region->latitude = g_strdup (get_or_null (table, row, "latitude"));
  region->capital = g_strdup (get_or_null (table, row, "capital"));
  return region;
}

static gboolean
check_region (const HengTable   *table,
              guint              row,
              const HengRegion  *region,
              GHashTable        *seen,
              GError           **error)
{
  gpointer first = g_hash_table_lookup (seen, region->code);

  if (!code_is_valid (region->code))
    {
      heng_error_set (error, HENG_ERROR_REGION_CODE, region->code, NULL);
      return FALSE;
    }
  if (first != NULL)
    {
      g_autofree char *line = g_strdup_printf ("%u", GPOINTER_TO_UINT (first));

      heng_error_set (error, HENG_ERROR_TABLE_TWICE, region->code, line, NULL);
      return FALSE;
    }

  return check_word (table, row, "plate", plates, error) && check_word (table, row, "grain_role", grain_roles, error) &&
         check_word (table, row, "energy_role", energy_roles, error) && check_degrees (table, row, "longitude", error) &&
         check_degrees (table, row, "latitude", error);
}

GPtrArray *
heng_table_read_regions (const HengTable  *table,
                         guint            *row,
                         GError          **error)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (*row = 0; *row < heng_table_get_n_rows (table); (*row)++)
    {
      HengRegion *region = read_region (table, *row);

      g_ptr_array_add (regions, region);
      if (!check_region (table, *row, region, seen, error))
        return NULL;
      g_hash_table_insert (seen, region->code, GUINT_TO_POINTER (heng_table_get_line (table, *row)));
    }

  return g_steal_pointer (&regions);
}

static gboolean
import_regions (HengBook          *book,
                const HengTable   *table,
                const HengOrigin  *origin,
                HengImportReport  *report,
                guint             *row,
                GError           **error)
{
  g_autoptr (GPtrArray) regions = heng_table_read_regions (table, row, error);
  guint n_appended = 0;

  if (regions == NULL)
    return FALSE;

  *row = G_MAXUINT;
  if (!heng_book_append_regions (book, regions, origin, &n_appended, error))
    {
      const char *path = error != NULL ? heng_error_get_path (*error) : NULL;

      if (path != NULL)
        sscanf (path, "regions[%u]", row);
      return FALSE;
    }
  report->n_regions += n_appended;
  return TRUE;
}

/* ---- payments and openings ---- */

typedef struct
{
  HengBook        *book;
  const HengTable *table;
  HengEntryFeed   *feed;
} Entries;

static HengEntry *
give_entry (gpointer   data,
            GError   **error)
{
  Entries *self = data;
  HengEntry *entry = heng_entry_feed_next (self->feed, error);

  /* Where nothing stood the entry has no lines, and yet its parties must be right. */
  if (entry != NULL && entry->lines->len == 0)
    {
      guint row = heng_entry_feed_get_row (self->feed);

      if (!heng_book_check_parties (self->book, entry->agreement, heng_table_get (self->table, row, "from"),
                                    heng_table_get (self->table, row, "to"), error))
        return NULL;
    }
  return entry;
}

static gboolean
import_entries (HengBook          *book,
                const HengTable   *table,
                const HengOrigin  *origin,
                HengEntryKind      kind,
                guint             *n_imported,
                guint             *row,
                GError           **error)
{
  g_autoptr (HengEntryFeed) feed = heng_entry_feed_new (table, kind, heng_book_get_currency (book));
  Entries entries = { book, table, feed };

  *row = G_MAXUINT;
  if (heng_table_get_n_rows (table) > 0 && !heng_book_append_entries_from (book, give_entry, &entries, origin, NULL, error))
    {
      /* An error before all rows were given is one of the last of them; later it is of none. */
      if (!heng_entry_feed_is_done (feed))
        *row = heng_entry_feed_get_row (feed);
      return FALSE;
    }

  *n_imported += heng_table_get_n_rows (table);
  return TRUE;
}

gboolean
heng_table_import (HengBook                 *book,
                   const HengTable          *table,
                   const char               *path,
                   const HengOrigin         *origin,
                   const HengImportOptions  *options,
                   HengImportReport         *report,
                   GError                  **error)
{
  guint row = G_MAXUINT;
  gboolean done;

  switch (heng_table_get_kind (table))
    {
    case HENG_TABLE_REGIONS:
      done = import_regions (book, table, origin, report, &row, error);
      break;
    case HENG_TABLE_HOLIDAYS:
      done = heng_holidays_import (book, table, origin, &report->n_calendars, &row, error);
      break;
    case HENG_TABLE_OBSERVATIONS:
      done = heng_table_import_observations (book, table, path, origin, options, report, &row, error);
      break;
    case HENG_TABLE_OPENINGS:
      done = import_entries (book, table, origin, HENG_ENTRY_OPENING, &report->n_openings, &row, error);
      break;
    case HENG_TABLE_PAYMENTS:
    case HENG_N_TABLES:
    default:
      done = import_entries (book, table, origin, HENG_ENTRY_PAYMENT, &report->n_payments, &row, error);
      break;
    }

  if (!done && row != G_MAXUINT)
    heng_error_place (error, NULL, heng_table_get_line (table, row), 0);
  return done;
}

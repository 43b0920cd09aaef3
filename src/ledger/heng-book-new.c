// SPDX-License-Identifier: GPL-3.0-or-later
/* A new book: made under another name, so that what bears its own is whole. */
#include "heng-book.h"

#include "heng-book-private.h"
#include "heng-book-regions.h"
#include "heng-error.h"
#include "heng-new-file.h"

static gboolean
create_content (HengBook          *self,
                GPtrArray         *regions,
                HengBookFillFunc   fill,
                gpointer           fill_data,
                GError           **error)
{
  g_autofree char *data = g_strdup_printf ("{\"currency\":\"%s\"}", self->currency);

  if (!heng_book_begin (self, error))
    return FALSE;

  return heng_book_end (self,
                        heng_book_create_schema (self, error) &&
                        heng_database_execute (self->database, "INSERT INTO head (id, count, hash) VALUES (1, 0, '')", error) &&
                        heng_fact_append_event (self, "created", self->currency, data, NULL, error) &&
                        heng_book_append_regions (self, regions, NULL, NULL, error) &&
                        (fill == NULL || fill (self, fill_data, error)),
                        error);
}

/* A book of today's format in the empty file @path, closed again. */
static gboolean
create_file (const char        *path,
             const char        *currency,
             const char        *recorder,
             GPtrArray         *regions,
             HengBookFillFunc   fill,
             gpointer           fill_data,
             HengClock          clock,
             gpointer           clock_data,
             GError           **error)
{
  HengDatabase *database = heng_database_open (path, HENG_DATABASE_WRITE, error);
  g_autoptr (HengBook) self = NULL;

  if (database == NULL)
    return FALSE;

  self = heng_book_wrap (database, recorder, clock, clock_data);
  self->version = HENG_BOOK_VERSION;
  self->currency = g_strdup (currency);
  /* One file, without a log beside it, is what can take another name. */
  return create_content (self, regions, fill, fill_data, error) && heng_database_make_single (database, error);
}

HengBook *
heng_book_new_filled (const char        *path,
                      const char        *currency,
                      const char        *recorder,
                      GPtrArray         *regions,
                      HengBookFillFunc   fill,
                      gpointer           fill_data,
                      HengClock          clock,
                      gpointer           clock_data,
                      GError           **error)
{
  g_autoptr (HengNewFile) file = NULL;

  g_return_val_if_fail (path != NULL && recorder != NULL && clock != NULL, NULL);

  if (!heng_currency_is_valid (currency))
    {
      heng_error_set (error, HENG_ERROR_CURRENCY_SYNTAX, currency, NULL);
      return NULL;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      heng_error_set (error, HENG_ERROR_FILE_EXISTS, path, NULL);
      return NULL;
    }

  file = heng_new_file_begin (path, error);
  if (file == NULL)
    return NULL;
  if (!create_file (heng_new_file_get_name (file), currency, recorder, regions, fill, fill_data, clock, clock_data, error))
    {
      heng_new_file_place (file, error);
      return NULL;
    }

  return heng_new_file_publish (file, error) ? heng_book_open (path, HENG_BOOK_OPEN_WRITE, recorder, clock, clock_data, error) : NULL;
}

HengBook *
heng_book_new (const char   *path,
               const char   *currency,
               const char   *recorder,
               GPtrArray    *regions,
               HengClock     clock,
               gpointer      clock_data,
               GError      **error)
{
  return heng_book_new_filled (path, currency, recorder, regions, NULL, NULL, clock, clock_data, error);
}

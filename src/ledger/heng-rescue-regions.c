// SPDX-License-Identifier: GPL-3.0-or-later
/* Regions in the place of those that are lost. */
#include "heng-rescue-private.h"

#include "heng-book-regions.h"

#include <string.h>

static gboolean
is_region_code (const char *text)
{
  /* What tables of regions may hold. */
  return *text != '\0' && strlen (text) <= 32 &&
         strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == strlen (text);
}

static void
add_nameless (HengBook   *book,
              GPtrArray  *regions,
              GHashTable *seen,
              const char *code)
{
  HengRegion *region;
  g_autoptr (HengRegion) known = NULL;

  if (code == NULL || !is_region_code (code) || g_hash_table_contains (seen, code) ||
      (known = heng_book_find_region (book, code, NULL)) != NULL)
    return;

  region = heng_region_new ();
  region->code = g_strdup (code);
  region->name_zh = g_strdup (code);
  region->name_en = g_strdup (code);
  g_ptr_array_add (regions, region);
  g_hash_table_add (seen, region->code);
}

/* Regions that agreements and entries name and the book has not: their codes stand for their names, so that no amount is lost with a name.
 * Returns: (transfer full) (element-type HengRegion) */
static GPtrArray *
list_nameless (HengBook *staged,
               HengBook *book)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HengQuery) parties = heng_query_prepare (staged->database, "SELECT DISTINCT region FROM party ORDER BY region", NULL);
  g_autoptr (HengQuery) documents = heng_query_prepare (staged->database, "SELECT document FROM agreement_version ORDER BY id", NULL);

  while (parties != NULL && heng_query_step (parties, NULL))
    add_nameless (book, regions, seen, heng_query_get_text (parties, 0));
  while (documents != NULL && heng_query_step (documents, NULL))
    {
      g_autoptr (HengAgreement) agreement = heng_agreement_new_from_document (heng_query_get_name (documents, 0), book->currency, NULL);

      for (guint i = 0; agreement != NULL && i < agreement->parties->len; i++)
        add_nameless (book, regions, seen, heng_agreement_get_party (agreement, i)->region);
    }
  return regions;
}

gboolean
heng_rescue_replace_regions (HengRescue  *report,
                             HengBook    *staged,
                             HengBook    *book,
                             GPtrArray   *standard,
                             guint       *n,
                             GError     **error)
{
  g_autoptr (GPtrArray) nameless = list_nameless (staged, book);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  *n = 0;
  for (guint i = 0; standard != NULL && i < standard->len; i++)
    {
      HengRegion *region = g_ptr_array_index (standard, i);

      g_ptr_array_add (all, region);
      g_hash_table_add (codes, region->code);
    }
  for (guint i = 0; i < nameless->len; i++)
    {
      HengRegion *region = g_ptr_array_index (nameless, i);

      if (g_hash_table_contains (codes, region->code))
        continue;
      g_ptr_array_add (all, region);
      report->n_nameless++;
    }
  report->are_regions_ours = report->are_regions_ours || standard != NULL;
  return all->len == 0 || heng_book_append_regions (book, all, NULL, n, error);
}

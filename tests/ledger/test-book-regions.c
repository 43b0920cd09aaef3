// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

static GPtrArray *
list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);
}

static guint
append (Testing   *self,
        GPtrArray *regions,
        GError   **error)
{
  guint n_appended = 99;

  return heng_book_append_regions (self->book, regions, NULL, &n_appended, error) ? n_appended : 99;
}

static void
test_list (Testing       *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) regions = heng_book_list_regions (self->book, &error);
  g_autoptr (HengRegion) nowhere = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (regions->len, ==, 8);
  for (guint i = 1; i < regions->len; i++)
    g_assert_cmpstr (((HengRegion *) regions->pdata[i - 1])->code, <, ((HengRegion *) regions->pdata[i])->code);
  nowhere = heng_book_find_region (self->book, "999999", &error);
  g_assert_null (nowhere);
  g_assert_no_error (error);
}

/* What is equal is no fact; what differs is the next version, and the list shows the last one once. */
static void
test_versions (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) same = testing_regions (), other = list_new (), listed = NULL;
  g_autoptr (HengRegion) found = NULL;
  g_autoptr (GError) error = NULL;
  HengRegion *region;

  testing_assert_untouched (self, g_assert_cmpuint (append (self, same, &error), ==, 0));
  g_assert_no_error (error);

  testing_add_region (other, "330782", "义乌市", "Yiwu", "330700");
  testing_add_region (other, "340000", "安徽", "Anhui", NULL);
  testing_add_region (other, "350000", "福建", "Fujian", NULL);
  region = g_ptr_array_index (other, 2);
  region->plate = g_strdup ("east");
  region->longitude = g_strdup ("119.2953");
  g_assert_cmpuint (append (self, other, &error), ==, 2);
  g_assert_no_error (error);
  testing_reopen (self);
  found = heng_book_find_region (self->book, "330782", &error);
  g_assert_cmpstr (found->name_zh, ==, "义乌市");
  g_assert_cmpstr (found->parent, ==, "330700");
  g_assert_null (found->plate);
  listed = heng_book_list_regions (self->book, &error);
  g_assert_cmpuint (listed->len, ==, 9);
  region = g_ptr_array_index (listed, 6);
  g_assert_cmpstr (region->code, ==, "350000");
  g_assert_cmpstr (region->plate, ==, "east");
  g_assert_cmpstr (region->longitude, ==, "119.2953");
}

static const struct
{
  const char   *name;
  const char   *regions[6]; /* code, parent; twice or three times */
  HengErrorCode code;
  const char   *path;
} refused[] = {
  { "unknown", { "350000", NULL, "350100", "359999" }, HENG_ERROR_REGION_PARENT, "regions[1]" },
  { "itself", { "350000", "350000" }, HENG_ERROR_REGION_PARENT_LOOP, "regions[0]" },
  { "each-other", { "350000", "350100", "350100", "350000" }, HENG_ERROR_REGION_PARENT_LOOP, "regions[0]" },
  { "known-one", { "330000", "330782" }, HENG_ERROR_REGION_PARENT_LOOP, "regions[0]" },
  { "behind-a-loop", { "350101", "350100", "350000", "350100", "350100", "350000" }, HENG_ERROR_REGION_PARENT_LOOP, "regions[0]" },
};

static void
test_refused (Testing       *self,
              gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GPtrArray) regions = list_new (), listed = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refused[row].regions) && refused[row].regions[i] != NULL; i += 2)
    testing_add_region (regions, refused[row].regions[i], "某地", "Somewhere", refused[row].regions[i + 1]);
  testing_assert_untouched (self, g_assert_cmpuint (append (self, regions, &error), ==, 99));
  g_assert_error (error, HENG_ERROR, (int) refused[row].code);
  g_assert_cmpstr (heng_error_get_path (error), ==, refused[row].path);
  listed = heng_book_list_regions (self->book, NULL);
  g_assert_cmpuint (listed->len, ==, 8);
}

/* A parent may stand behind its child in the same list. */
static void
test_order (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = list_new ();
  g_autoptr (GError) error = NULL;

  testing_add_region (regions, "350100", "福州", "Fuzhou", "350000");
  testing_add_region (regions, "350000", "福建", "Fujian", NULL);
  g_assert_cmpuint (append (self, regions, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_true (heng_book_append_regions (self->book, regions, NULL, NULL, &error));
}

static void
test_read_only (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = list_new ();
  g_autoptr (GError) error = NULL;

  testing_close (self);
  self->book = heng_book_open (self->path, HENG_BOOK_OPEN_READ_ONLY, "tester", testing_clock, &self->now_ms, &error);
  g_assert_no_error (error);
  testing_add_region (regions, "350000", "福建", "Fujian", NULL);
  testing_assert_untouched (self, g_assert_cmpuint (append (self, regions, &error), ==, 99));
  testing_assert_error (error, BOOK_READ_ONLY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/regions/list", Testing, NULL, testing_set_up, test_list, testing_tear_down);
  g_test_add ("/ledger/regions/versions", Testing, NULL, testing_set_up, test_versions, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/regions/refused/%s", refused[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), testing_set_up, test_refused, testing_tear_down);
    }
  g_test_add ("/ledger/regions/order", Testing, NULL, testing_set_up, test_order, testing_tear_down);
  g_test_add ("/ledger/regions/read-only", Testing, NULL, testing_set_up, test_read_only, testing_tear_down);
  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-split.h"

#include "testing.h"

#define N_PARTS_MAX 8

typedef struct
{
  const char *label;
  gint64      total;
  const char *weights[N_PARTS_MAX];
  int         error;
  gint64      parts[N_PARTS_MAX];
} SplitRow;

static const SplitRow split_rows[] = {
  { "alone", 100, { "1" }, HENG_TEST_NO_ERROR, { 100 } },
  { "halves", 100, { "1", "1" }, HENG_TEST_NO_ERROR, { 50, 50 } },
  { "tie goes to the first named", 101, { "1", "1" }, HENG_TEST_NO_ERROR, { 51, 50 } },
  { "thirds", 100, { "1", "1", "1" }, HENG_TEST_NO_ERROR, { 34, 33, 33 } },
  { "two left of three", 101, { "1", "1", "1" }, HENG_TEST_NO_ERROR, { 34, 34, 33 } },
  { "1:5:4", 20000000000, { "1", "5", "4" }, HENG_TEST_NO_ERROR, { 2000000000, 10000000000, 8000000000 } },
  { "3:4:3", 20000000000, { "3", "4", "3" }, HENG_TEST_NO_ERROR, { 6000000000, 8000000000, 6000000000 } },
  { "15:15:70 of 1000000.01", 100000001, { "15%", "15%", "70%" }, HENG_TEST_NO_ERROR, { 15000000, 15000000, 70000001 } },
  { "15:15:70 of one cent", 1, { "15", "15", "70" }, HENG_TEST_NO_ERROR, { 0, 0, 1 } },
  { "one cent among equals", 1, { "1", "1", "1" }, HENG_TEST_NO_ERROR, { 1, 0, 0 } },
  { "largest remainder, not largest part", 10, { "5.4", "2.3", "2.3" }, HENG_TEST_NO_ERROR, { 6, 2, 2 } },
  { "remainders 0.4 0.8 0.8", 10, { "1.4", "4.8", "3.8" }, HENG_TEST_NO_ERROR, { 1, 5, 4 } },
  { "nothing", 0, { "1", "2" }, HENG_TEST_NO_ERROR, { 0, 0 } },
  { "a weight of zero gets nothing", 7, { "0", "1", "0", "1" }, HENG_TEST_NO_ERROR, { 0, 4, 0, 3 } },
  { "weights need not be whole", 12, { "0.5", "0.25", "0.25" }, HENG_TEST_NO_ERROR, { 6, 3, 3 } },
  { "as large as 64 bits", G_MAXINT64, { "1", "1" }, HENG_TEST_NO_ERROR, { 4611686018427387904, 4611686018427387903 } },
  { "as large as 64 bits, alone", G_MAXINT64, { "99999999999999999999999999" }, HENG_TEST_NO_ERROR, { G_MAXINT64 } },
  { "as large as 64 bits, thirds", G_MAXINT64, { "1", "1", "1" }, HENG_TEST_NO_ERROR,
    { 3074457345618258603, 3074457345618258602, 3074457345618258602 } },
  { "all zero", 5, { "0", "0" }, HENG_ERROR_SHARES_ZERO, { 0 } },
  { "all zero of nothing", 0, { "0" }, HENG_ERROR_SHARES_ZERO, { 0 } },
  { "negative", 5, { "2", "-1" }, HENG_ERROR_SHARES_NEGATIVE, { 0 } },
  { "negative sum of zero", 5, { "1", "-1" }, HENG_ERROR_SHARES_NEGATIVE, { 0 } },
};

static void
test_split (gconstpointer data)
{
  const SplitRow *row = data;
  HengNumber weights[N_PARTS_MAX];
  gint64 parts[N_PARTS_MAX] = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_parts = 0;

  for (; n_parts < N_PARTS_MAX && row->weights[n_parts] != NULL; n_parts++)
    {
      heng_number_init (&weights[n_parts]);
      g_assert_true (heng_number_parse (&weights[n_parts], row->weights[n_parts], NULL));
    }

  g_assert_true (heng_split (row->total, weights, n_parts, parts, &error) == (row->error == HENG_TEST_NO_ERROR));
  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  for (guint i = 0; i < n_parts; i++)
    {
      if (error == NULL)
        g_assert_cmpint (parts[i], ==, row->parts[i]);
      heng_number_clear (&weights[i]);
    }
}

/* Whatever the weights: the parts add up, none is one unit or more from its exact share, and a weight of zero gets nothing. */
static void
test_parts_add_up (void)
{
  for (guint round = 0; round < 1000; round++)
    {
      guint n_parts = (guint) g_test_rand_int_range (1, 20);
      g_autofree HengNumber *weights = g_new0 (HengNumber, n_parts);
      g_autofree gint64 *parts = g_new0 (gint64, n_parts);
      g_auto (HengNumber) sum = { 0 };
      g_auto (HengNumber) distance = { 0 };
      g_auto (HengNumber) part = { 0 };
      gint64 total = (gint64) (((guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()) >>
                               g_test_rand_int_range (1, 64));
      gint64 added = 0;

      heng_number_init (&sum);
      heng_number_init (&distance);
      heng_number_init (&part);
      for (guint i = 0; i < n_parts; i++)
        {
          heng_number_init (&weights[i]);
          heng_number_set_ratio (&weights[i], g_test_rand_int_range (0, 1000), g_test_rand_int_range (1, 100));
          if (i == 0)
            heng_number_set_int64 (&weights[i], 1);
          g_assert_true (heng_number_add (&sum, &sum, &weights[i], NULL));
        }

      g_assert_true (heng_split (total, weights, n_parts, parts, NULL));
      for (guint i = 0; i < n_parts; i++)
        {
          added += parts[i];
          heng_number_set_int64 (&distance, total);
          heng_number_set_int64 (&part, parts[i]);
          g_assert_true (heng_number_multiply (&distance, &distance, &weights[i], NULL));
          g_assert_true (heng_number_divide (&distance, &distance, &sum, NULL));
          g_assert_true (heng_number_subtract (&distance, &distance, &part, NULL));
          heng_number_absolute (&distance, &distance);
          heng_number_set_int64 (&part, 1);
          g_assert_cmpint (heng_number_compare (&distance, &part), <, 0);
          if (heng_number_sign (&weights[i]) == 0)
            g_assert_cmpint (parts[i], ==, 0);
          heng_number_clear (&weights[i]);
        }
      g_assert_cmpint (added, ==, total);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/values/split/table", split_rows, test_split);
  g_test_add_func ("/values/split/parts-add-up", test_parts_add_up);

  return g_test_run ();
}

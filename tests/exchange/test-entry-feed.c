// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-entry-feed.h"

#include "heng-error.h"

#include <string.h>

/* Payments of 0.01, 0.02, … whose row @wrong has an amount that is none. @wrong: G_MAXUINT for none */
static HengTable *
make_table (guint n_rows,
            guint wrong)
{
  g_autoptr (GString) text = g_string_new ("agreement,from,to,amount,date,memo\n");
  g_autoptr (GError) error = NULL;
  HengTable *table;

  for (guint i = 0; i < n_rows; i++)
    if (i == wrong)
      g_string_append (text, "T-1,Down,Up,much,2024-01-01,\n");
    else
      g_string_append_printf (text, "T-1,Down,Up,%u.%02u,2024-01-01,%u\n", (i + 1) / 100, (i + 1) % 100, i);
  table = heng_table_new (text->str, text->len, &error);
  g_assert_no_error (error);
  return table;
}

static void
assert_entry (const HengEntry *entry,
              guint            row)
{
  g_autofree char *memo = g_strdup_printf ("%u", row);
  const HengLine *line = g_ptr_array_index (entry->lines, 0);

  g_assert_cmpuint (entry->lines->len, ==, 1);
  g_assert_cmpint (line->amount_minor, ==, row + 1);
  g_assert_cmpstr (line->from, ==, "Down");
  g_assert_cmpstr (line->to, ==, "Up");
  g_assert_cmpstr (line->commodity, ==, "CNY");
  g_assert_cmpstr (entry->memo, ==, memo);
}

/* Rows, the row that is wrong, after how many nobody asks any more: around the ends of what is handed over together. */
static const struct
{
  const char *name;
  guint       n_rows;
  guint       wrong;
  guint       asked;
} rows[] = {
  { "none", 0, G_MAXUINT, G_MAXUINT },
  { "one", 1, G_MAXUINT, G_MAXUINT },
  { "one-piece", 1024, G_MAXUINT, G_MAXUINT },
  { "two-pieces", 1025, G_MAXUINT, G_MAXUINT },
  { "whole-pieces", 4096, G_MAXUINT, G_MAXUINT },
  { "many", 10000, G_MAXUINT, G_MAXUINT },
  { "wrong-first", 3000, 0, G_MAXUINT },
  { "wrong-in-short", 10, 7, G_MAXUINT },
  { "wrong-at-end-of-piece", 3000, 1023, G_MAXUINT },
  { "wrong-at-begin-of-piece", 3000, 1024, G_MAXUINT },
  { "wrong-last", 10000, 9999, G_MAXUINT },
  { "left-at-once", 10000, G_MAXUINT, 0 },
  { "left-after-one", 10000, G_MAXUINT, 1 },
  { "left-at-end-of-piece", 10000, G_MAXUINT, 1024 },
  { "left-in-the-middle", 10000, G_MAXUINT, 5000 },
  { "left-before-the-error", 10000, 6000, 5990 },
  { "left-after-the-last", 5000, G_MAXUINT, 5000 },
};

static void
test_rows (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  g_autoptr (HengTable) table = make_table (rows[index].n_rows, rows[index].wrong);
  g_autoptr (HengEntryFeed) feed = heng_entry_feed_new (table, HENG_ENTRY_PAYMENT, "CNY");
  g_autoptr (GError) error = NULL;
  guint last = MIN (MIN (rows[index].n_rows, rows[index].wrong), rows[index].asked);

  g_assert_cmpuint (heng_entry_feed_get_row (feed), ==, G_MAXUINT);
  for (guint i = 0; i < last; i++)
    {
      const HengEntry *entry = heng_entry_feed_next (feed, &error);

      g_assert_no_error (error);
      g_assert_nonnull (entry);
      g_assert_cmpuint (heng_entry_feed_get_row (feed), ==, i);
      assert_entry (entry, i);
    }
  g_assert_false (heng_entry_feed_is_done (feed));
  if (rows[index].asked != G_MAXUINT)
    return;

  g_assert_null (heng_entry_feed_next (feed, &error));
  if (rows[index].wrong == G_MAXUINT)
    {
      g_assert_no_error (error);
      g_assert_true (heng_entry_feed_is_done (feed));
      g_assert_null (heng_entry_feed_next (feed, &error));
      return;
    }
  g_assert_nonnull (error);
  g_assert_cmpuint (heng_entry_feed_get_row (feed), ==, rows[index].wrong);
  g_assert_false (heng_entry_feed_is_done (feed));
}

static void
test_openings (void)
{
  static const char text[] = "agreement,from,to,accrued,paid,date,commodity\nT-1,Down,Up,2.00,1.00,2024-01-01,\n"
                             "T-1,Down,Up,-3.5,0,2024-01-01,t\nT-1,Down,Up,0,0,2024-01-01,\n";
  g_autoptr (HengTable) table = heng_table_new (text, strlen (text), NULL);
  g_autoptr (HengEntryFeed) feed = heng_entry_feed_new (table, HENG_ENTRY_OPENING, "CNY");
  const HengEntry *entry = heng_entry_feed_next (feed, NULL);
  const HengLine *line = g_ptr_array_index (entry->lines, 0);

  g_assert_cmpuint (entry->lines->len, ==, 2);
  g_assert_cmpint (line->amount_minor, ==, 200);
  entry = heng_entry_feed_next (feed, NULL);
  line = g_ptr_array_index (entry->lines, 0);
  g_assert_cmpuint (entry->lines->len, ==, 1);
  g_assert_cmpstr (line->from, ==, "Up");
  g_assert_cmpstr (line->commodity, ==, "t");
  g_assert_cmpint (line->amount_minor, ==, 3500000);
  entry = heng_entry_feed_next (feed, NULL);
  g_assert_cmpuint (entry->lines->len, ==, 0);
  g_assert_null (heng_entry_feed_next (feed, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/exchange/entry-feed/%s", rows[i].name);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_rows);
    }
  g_test_add_func ("/exchange/entry-feed/openings", test_openings);
  return g_test_run ();
}

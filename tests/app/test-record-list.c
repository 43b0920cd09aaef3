// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-record-list.h"

typedef struct
{
  int key;
  int value;
} Row;

static guint n_alive;

static void
row_free (gpointer row)
{
  n_alive--;
  g_free (row);
}

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  return ((const Row *) a)->key == ((const Row *) b)->key;
}

static GPtrArray *
new_rows (int n,
          int first_key,
          int value)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (int i = 0; i < n; i++)
    {
      Row *row = g_new (Row, 1);

      row->key = first_key + i;
      row->value = value;
      n_alive++;
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
the_same_rows_keep_their_records (void)
{
  HengRecordList *list = heng_record_list_new (is_same, row_free);
  guint n_changes = 0;
  guint n_notices = 0;
  g_autoptr (HengRecord) record = NULL;
  g_autoptr (HengRecord) again = NULL;

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_changes);
  heng_record_list_take (list, new_rows (3, 0, 1));
  g_assert_cmpuint (n_changes, ==, 1);
  record = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_signal_connect_swapped (record, "changed", G_CALLBACK (count_cb), &n_notices);

  heng_record_list_take (list, new_rows (3, 0, 2));
  again = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (record == again);
  g_assert_cmpint (((Row *) heng_record_get_data (record))->value, ==, 2);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (n_notices, ==, 1);

  g_clear_object (&record);
  g_clear_object (&again);
  g_assert_finalize_object (list);
  g_assert_cmpuint (n_alive, ==, 0);
}

static void
other_rows_take_their_place (void)
{
  HengRecordList *list = heng_record_list_new (is_same, row_free);
  guint n_changes = 0;

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_changes);
  heng_record_list_take (list, NULL);
  g_assert_cmpuint (n_changes, ==, 0);
  heng_record_list_take (list, new_rows (3, 0, 1));
  heng_record_list_take (list, new_rows (3, 1, 1));
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpint (((Row *) heng_record_list_get (list, 0))->key, ==, 1);
  heng_record_list_take (list, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (heng_record_list_get (list, 0));

  g_assert_finalize_object (list);
  g_assert_cmpuint (n_alive, ==, 0);
}

static void
changed_cb (GListModel *list,
            guint       position,
            guint       n_removed,
            guint       n_added,
            guint      *change)
{
  change[0] = position;
  change[1] = n_removed;
  change[2] = n_added;
}

/* What a change says, and that the rows stand in order behind it. */
static void
assert_change (HengRecordList *list,
               const guint    *change,
               guint           position,
               guint           n_removed,
               guint           n_added)
{
  g_assert_cmpuint (change[0], ==, position);
  g_assert_cmpuint (change[1], ==, n_removed);
  g_assert_cmpuint (change[2], ==, n_added);
  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_assert_cmpint (((Row *) heng_record_list_get (list, i - 1))->key, <, ((Row *) heng_record_list_get (list, i))->key);
}

static void
only_what_differs_changes (void)
{
  HengRecordList *list = heng_record_list_new (is_same, row_free);
  guint change[3] = { 0 };
  GPtrArray *rows;

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), change);
  heng_record_list_take (list, new_rows (6, 0, 1));
  rows = new_rows (6, 0, 2);
  g_ptr_array_remove_index (rows, 2);
  heng_record_list_take (list, rows);
  assert_change (list, change, 2, 1, 0);
  g_assert_cmpint (((Row *) heng_record_list_get (list, 4))->value, ==, 2);
  heng_record_list_take (list, new_rows (6, 0, 3));
  assert_change (list, change, 2, 0, 1);
  heng_record_list_append (list, new_rows (2, 6, 3));
  assert_change (list, change, 6, 0, 2);
  heng_record_list_take (list, new_rows (4, 4, 3));
  assert_change (list, change, 0, 4, 0);

  g_assert_finalize_object (list);
  g_assert_cmpuint (n_alive, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/record-list/the-same-rows-keep-their-records", the_same_rows_keep_their_records);
  g_test_add_func ("/app/record-list/other-rows-take-their-place", other_rows_take_their_place);
  g_test_add_func ("/app/record-list/only-what-differs-changes", only_what_differs_changes);

  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-relay.h"

#include <glib.h>

/* What went through: numbers in their order. */
typedef struct
{
  GArray  *numbers; /* (element-type int) */
  GThread *maker;
  guint    n_other; /* pieces that another thread than the maker's worked on */
} Worked;

static guint n_pieces;

static gpointer
make_piece (void)
{
  n_pieces++;
  return g_array_new (FALSE, FALSE, sizeof (int));
}

static void
free_piece (gpointer data)
{
  n_pieces--;
  g_array_unref (data);
}

static void
work (gpointer data,
      gpointer user_data)
{
  GArray *piece = data;
  Worked *worked = user_data;

  g_array_append_vals (worked->numbers, piece->data, piece->len);
  worked->n_other += g_thread_self () != worked->maker;
  /* Now and then whoever makes is the faster. */
  if (worked->numbers->len % 7 == 0)
    g_usleep (200);
  g_array_set_size (piece, 0);
}

static void
test_order (gconstpointer data)
{
  int count = GPOINTER_TO_INT (data);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  Worked worked = { numbers, g_thread_self (), 0 };
  HengRelay *relay = heng_relay_new ("relay", make_piece, free_piece, work, &worked);
  GArray *piece = make_piece ();

  for (int i = 0; i < count; i++)
    {
      g_assert_cmpuint (piece->len, ==, 0);
      g_array_append_val (piece, i);
      piece = heng_relay_hand_over (relay, piece);
      g_assert_nonnull (piece);
    }
  heng_relay_finish (relay);
  free_piece (piece);

  g_assert_cmpuint (numbers->len, ==, count);
  g_assert_cmpuint (worked.n_other, ==, count);
  for (int i = 0; i < count; i++)
    g_assert_cmpint (g_array_index (numbers, int, i), ==, i);
  g_assert_cmpuint (n_pieces, ==, 0);
}

static void
test_none (void)
{
  heng_relay_finish (NULL);
}

int
main (int    argc,
      char **argv)
{
  static const int counts[] = { 0, 1, 2, 3, 4, 1000 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/relay/none", test_none);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/values/relay/pieces/%d", counts[i]);

      g_test_add_data_func (path, GINT_TO_POINTER (counts[i]), test_order);
    }
  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-backup-row.h"

#define NOW_MS G_GINT64_CONSTANT (1717200000000) /* 2024-06-01 08:00 in China */
#define MINUTE_MS G_GINT64_CONSTANT (60000)

typedef struct
{
  gint64      age_ms;
  const char *words;
} Age;

static const Age ages[] = {
  { -MINUTE_MS, "just now" }, /* the clock was put back */
  { 0, "just now" },
  { MINUTE_MS - 1, "just now" },
  { MINUTE_MS, "1 minute ago" },
  { 59 * MINUTE_MS, "59 minutes ago" },
  { 60 * MINUTE_MS, "1 hour ago" },
  { 24 * 60 * MINUTE_MS - 1, "23 hours ago" },
  { 24 * 60 * MINUTE_MS, "1 day ago" },
  { 366 * 24 * 60 * MINUTE_MS, "366 days ago" },
};

static void
test_age (gconstpointer data)
{
  const Age *age = data;
  g_autofree char *words = heng_backup_word_age (NOW_MS - age->age_ms, NOW_MS);

  g_assert_cmpstr (words, ==, age->words);
}

static void
test_moment (void)
{
  g_autofree char *words = heng_backup_word_moment (NOW_MS);

  g_assert_cmpstr (words, ==, "2024-06-01 08:00");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *name = g_strdup_printf ("/app/backup-row/age/%" G_GINT64_FORMAT, ages[i].age_ms);

      g_test_add_data_func (name, &ages[i], test_age);
    }
  g_test_add_func ("/app/backup-row/moment", test_moment);

  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-breaker.h"

#include <string.h>

/*
 * Units are written as heights, with "k" when they keep with the next, "b" when a page ends after them, "h"
 * when they are the head of all that follow, "+n" for white before. Pages are written as the numbers of their
 * units, with "|" between pages; a number in brackets is a unit that was scaled down.
 */
typedef struct
{
  const char *name;
  double height_pt;
  const char *units;
  const char *pages;
} Case;

static const Case cases[] = {
  { "nothing-gives-one-page", 100, "", "" },
  { "one-unit", 100, "40", "0" },
  { "fills-a-page-exactly", 100, "40 60 10", "0 1|2" },
  { "what-does-not-fit-moves", 100, "40 61 10", "0|1 2" },
  { "sums-of-fractions-still-fit", 1, "0.1 0.2 0.1 0.2 0.1 0.2 0.1", "0 1 2 3 4 5 6" },

  { "white-counts", 100, "50 45+5 10", "0 1|2" },
  { "white-pushes-over", 100, "50 45+6", "0|1" },
  { "white-is-left-out-at-the-top", 100, "100 95+20 5", "0|1 2" },

  { "heading-moves-with-its-text", 100, "80 15k 10", "0|1 2" },
  { "heading-stays-with-its-text", 100, "80 10k 10", "0 1 2" },
  { "chain-moves-as-a-whole", 100, "50 20k 20k 20", "0|1 2 3" },
  { "chain-longer-than-a-page-breaks", 100, "50 40k 40k 40k 40", "0 1|2 3|4" },
  { "last-may-keep-with-nothing", 100, "50 20k", "0 1" },
  { "unit-too-high-after-heading", 100, "50 20k 120", "0 1|[2]" },

  { "break-ends-the-page", 100, "10 0b 10", "0 1|2" },
  { "break-at-the-top-gives-no-page", 100, "0b 10", "1" },
  { "two-breaks-are-one", 100, "10 0b 0b 10", "0 1|3" },
  { "break-at-the-end-gives-no-page", 100, "10 0b", "0 1" },
  { "break-after-a-full-page", 100, "100 0b 10", "0 1|2" },
  { "break-ends-a-chain", 100, "10k 0kb 95", "0 1|2" },

  { "head-comes-again", 100, "20hk 40 40 40 40", "0 1 2|0 3 4" },
  { "head-does-not-stay-alone", 100, "75 10hk 20 20", "0|1 2 3" },
  { "head-counts-on-every-page", 100, "20hk 80 80 81", "0 1|0 2|3" },
  { "high-head-does-not-come-again", 100, "60hk 40 50 50", "0 1|2 3" },

  { "too-high-is-scaled", 100, "10 200 10", "0|[1]|2" },
};

static void
read_unit (const char   *word,
           guint         unit_index,
           HengPageUnit *unit,
           guint        *head)
{
  char *rest = NULL;

  unit->height_pt = g_ascii_strtod (word, &rest);
  unit->keeps_with_next = strchr (rest, 'k') != NULL;
  unit->breaks_page = strchr (rest, 'b') != NULL;
  if (*head != G_MAXUINT)
    {
      unit->first_head = *head;
      unit->n_heads = 1;
    }
  if (strchr (rest, 'h') != NULL)
    *head = unit_index;
  if (strchr (rest, '+') != NULL)
    unit->gap_pt = g_ascii_strtod (strchr (rest, '+') + 1, NULL);
}

static GArray *
read_units (const char *text)
{
  GArray *units = g_array_new (FALSE, TRUE, sizeof (HengPageUnit));
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  guint head = G_MAXUINT;

  for (guint i = 0; words[i] != NULL; i++)
    {
      HengPageUnit unit = { 0 };

      if (*words[i] == '\0')
        continue;
      read_unit (words[i], i, &unit, &head);
      g_array_append_val (units, unit);
    }

  return units;
}

static char *
write_pages (const HengPageBreaks *breaks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < heng_page_breaks_get_n_pages (breaks); i++)
    {
      HengPageRange page = heng_page_breaks_get_page (breaks, i);

      if (i > 0)
        g_string_append_c (text, '|');
      for (guint j = page.first; j < page.end; j++)
        {
          const HengPagePlace *place = heng_page_breaks_get_place (breaks, j);

          g_string_append_printf (text, place->scale < 1 ? "%s[%u]" : "%s%u", j > page.first ? " " : "",
                                  place->unit_index);
        }
    }

  return g_string_free (text, FALSE);
}

/* Whatever the case: nothing hangs over the foot, nothing lies on another, order is kept. */
static void
check_places (const HengPageBreaks *breaks,
              const GArray         *units,
              double                height_pt)
{
  for (guint i = 0; i < heng_page_breaks_get_n_pages (breaks); i++)
    {
      HengPageRange page = heng_page_breaks_get_page (breaks, i);
      double reached_pt = 0;

      for (guint j = page.first; j < page.end; j++)
        {
          const HengPagePlace *place = heng_page_breaks_get_place (breaks, j);

          g_assert_cmpfloat (place->y_pt, >=, reached_pt);
          g_assert_cmpfloat (place->scale, >, 0);
          reached_pt = place->y_pt
                       + g_array_index (units, HengPageUnit, place->unit_index).height_pt * place->scale;
        }
      g_assert_cmpfloat (reached_pt, <=, height_pt + 0.02);
    }
}

static void
break_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GArray) units = read_units (test->units);
  g_autoptr(HengPageBreaks) breaks = heng_page_breaks_new (units, test->height_pt);
  g_autofree char *pages = write_pages (breaks);

  g_assert_cmpstr (pages, ==, test->pages);
  check_places (breaks, units, test->height_pt);
}

static void
loses_nothing (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20250402);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr(GArray) units = g_array_new (FALSE, TRUE, sizeof (HengPageUnit));
      g_autoptr(HengPageBreaks) breaks = NULL;
      guint next = 0;

      for (guint i = 0; i < 120; i++)
        {
          HengPageUnit unit = {
            .height_pt = g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 40 : 90),
            .gap_pt = g_rand_int_range (rand, 0, 12),
            .keeps_with_next = g_rand_int_range (rand, 0, 3) == 0,
            .breaks_page = g_rand_int_range (rand, 0, 20) == 0,
          };

          g_array_append_val (units, unit);
        }
      breaks = heng_page_breaks_new (units, 100);
      check_places (breaks, units, 100);
      for (guint i = 0; i < heng_page_breaks_get_n_pages (breaks); i++)
        {
          HengPageRange page = heng_page_breaks_get_page (breaks, i);

          g_assert_cmpuint (page.first, <, page.end);
          for (guint j = page.first; j < page.end; j++)
            g_assert_cmpuint (heng_page_breaks_get_place (breaks, j)->unit_index, ==, next++);
        }
      g_assert_cmpuint (next, ==, units->len);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reports/page-breaker/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], break_case);
    }
  g_test_add_func ("/reports/page-breaker/loses-nothing", loses_nothing);

  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-book-verify.h"

/* A second book, kept as naively as can be: every line ever written, and sums over all of them. */
typedef struct
{
  gint64  entry;
  gint64  known; /* the fact it came with */
  HengDay date;
  gboolean payment;
  guint   year;
  guint   from;
  guint   to;
  gint64  amount;
} Line;

static const char *const commodities[] = { "CNY", "places" };
static const char *const party_names[] = { "Down", "Up", "Yiwu", "Dongyang", "Fund" };
static const char *const party_ids[] = { "370000", "410000", "330782", "330783", "pool:T-1/Fund" };
static const char *const province_ids[] = { "370000", "410000", "330000", "330000", "pool:T-1/Fund" };

typedef struct
{
  Testing *testing;
  GArray  *lines;
  gint64   q[4];      /* observed for 2020 … 2023, or -1000: nothing */
  gint64   booked[4]; /* Down → Up */
  gint64   n_entries;
} Walk;

static void
add (Walk    *self,
     gint64   entry,
     HengDay  date,
     gboolean payment,
     guint    year,
     guint    from,
     guint    to,
     gint64   amount)
{
  Line line = { entry, testing_head (self->testing, NULL), date, payment, year, from, to, amount };

  g_array_append_val (self->lines, line);
}

static void
settle (Walk  *self,
        guint  year)
{
  g_autofree char *period = g_strdup_printf ("%u", 2020 + year);
  gint64 difference;

  if (self->q[year] == -1000)
    return;
  difference = self->q[year] * 10000 - self->booked[year];
  if (testing_post (self->testing, "T-1", period, difference != 0 ? HENG_SETTLEMENT_POSTED : HENG_SETTLEMENT_UNCHANGED) != 0)
    add (self, ++self->n_entries, testing_day ("2024-05-31"), FALSE, year, difference > 0 ? 0 : 1, difference > 0 ? 1 : 0, ABS (difference));
  self->booked[year] += difference;
}

static void
step (Walk *self)
{
  guint year = (guint) g_test_rand_int_range (0, 4), from = (guint) g_test_rand_int_range (0, 5);
  guint to = (from + (guint) g_test_rand_int_range (1, 5)) % 5;
  gint64 amount = g_test_rand_int_range (1, 1000000);
  g_autofree char *date = g_strdup_printf ("%u-%02d-15", 2020 + year, g_test_rand_int_range (1, 13));
  g_autofree char *period = g_strdup_printf ("%u", 2020 + year);
  int kind = g_test_rand_int_range (0, 10);

  if (kind < 2)
    {
      g_autofree char *value = NULL;

      self->q[year] = g_test_rand_int_range (-50, 50);
      value = g_strdup_printf ("%d", (int) self->q[year]);
      testing_observe (self->testing, "T-1", "q", period, value);
      settle (self, year);
    }
  else
    {
      gint64 number = testing_try_pay (self->testing, "T-1", party_names[from], party_names[to], "CNY", amount, date, period, NULL, NULL);

      g_assert_cmpint (number, ==, ++self->n_entries);
      add (self, number, testing_day (date), TRUE, year, from, to, amount);
      if (kind == 9)
        {
          g_assert_true (heng_book_reverse (self->testing->book, number, "walk", NULL, NULL));
          add (self, ++self->n_entries, heng_book_get_today (self->testing->book), TRUE, year, to, from, amount);
        }
    }
}

static void
compare (Walk              *self,
         const char *const *ids,
         gboolean           by_province,
         HengView           view)
{
  g_autoptr (GPtrArray) rows = heng_book_list_balances (self->testing->book, HENG_BALANCE_BY_REGION, by_province, view, NULL);

  for (guint party = 0; party < 5; party++)
    {
      const HengBalance *row = testing_find_balance (rows, ids[party], "CNY");
      gint64 accrued = 0, paid = 0;

      for (guint i = 0; i < self->lines->len; i++)
        {
          const Line *line = &g_array_index (self->lines, Line, i);
          gint64 *figure = line->payment ? &paid : &accrued;

          if ((view.known != 0 && line->known > view.known) || (view.on_day != HENG_DAY_NONE && line->date > view.on_day))
            continue;
          *figure += strcmp (ids[line->to], ids[party]) == 0 ? line->amount : 0;
          *figure -= strcmp (ids[line->from], ids[party]) == 0 ? line->amount : 0;
        }
      g_assert_cmpint (row != NULL ? row->accrued_minor : 0, ==, accrued);
      g_assert_cmpint (row != NULL ? row->paid_minor : 0, ==, paid);
      g_assert_cmpint (row != NULL ? row->outstanding_minor : 0, ==, accrued - paid);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commodities); i++)
    {
      gint64 accrued = 0, paid = 0, outstanding = 0;

      for (guint j = 0; j < rows->len; j++)
        {
          const HengBalance *row = g_ptr_array_index (rows, j);

          if (strcmp (row->commodity, commodities[i]) != 0)
            continue;
          accrued += row->accrued_minor;
          paid += row->paid_minor;
          outstanding += row->outstanding_minor;
        }
      g_assert_cmpint (accrued, ==, 0);
      g_assert_cmpint (paid, ==, 0);
      g_assert_cmpint (outstanding, ==, 0);
    }
}

/* Volume: what parties that are no pools give, unit by unit, in the direction that the unit has in the end. */
static void
compare_volume (Walk *self)
{
  static const char *const keys[] = { "watershed", "T-1" };
  gint64 accrued = 0, paid = 0;

  for (guint year = 0; year < 4; year++)
    for (guint from = 0; from < 5; from++)
      for (guint to = from + 1; to < 5; to++)
        {
          gint64 due = 0, moved = 0;

          for (guint i = 0; i < self->lines->len; i++)
            {
              const Line *line = &g_array_index (self->lines, Line, i);
              gint64 *figure = line->payment ? &moved : &due;

              if (line->year == year && line->from == from && line->to == to)
                *figure += line->amount;
              else if (line->year == year && line->from == to && line->to == from)
                *figure -= line->amount;
            }
          accrued += due < 0 && to == 4 ? 0 : ABS (due);
          paid += moved < 0 && to == 4 ? 0 : ABS (moved);
        }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GPtrArray) rows = heng_book_list_balances (self->testing->book,
        i == 0 ? HENG_BALANCE_BY_MECHANISM : HENG_BALANCE_BY_AGREEMENT, FALSE, (HengView) { 0 }, NULL);
      const HengBalance *row = testing_find_balance (rows, keys[i], "CNY");

      g_assert_cmpint (row != NULL ? row->accrued_minor : 0, ==, accrued);
      g_assert_cmpint (row != NULL ? row->paid_minor : 0, ==, paid);
    }
}

static void
test_walk (Testing       *self,
           gconstpointer  data)
{
  Walk walk = { self, g_array_new (FALSE, FALSE, sizeof (Line)), { -1000, -1000, -1000, -1000 }, { 0 }, 0 };
  gint64 n_found;

  /* What is provided in kind beside the money must change nothing in it. */
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE ",\"Up provides Down q \\\"places\\\"\"");
  for (guint i = 0; i < 1500; i++)
    {
      step (&walk);
      if (i % 50 != 49)
        continue;
      compare (&walk, party_ids, FALSE, (HengView) { 0 });
      compare (&walk, province_ids, TRUE, (HengView) { 0 });
      compare (&walk, party_ids, FALSE, (HengView) { .on_day = testing_day ("2022-06-30") });
      compare (&walk, party_ids, FALSE, (HengView) { .known = testing_head (self, NULL) / 2 });
      compare_volume (&walk);
    }
  g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &n_found, NULL));
  g_assert_cmpint (n_found, ==, 0);
  g_array_unref (walk.lines);
}

static void
test_pairs (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  const HengBalance *row;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "-5");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  testing_pay (self, "T-1", "Down", "Up", 100);
  rows = heng_book_list_balances (self->book, HENG_BALANCE_BY_PAIR, FALSE, (HengView) { 0 }, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->from, ==, "410000");
  g_assert_cmpint (row->accrued_minor, ==, 50000);
  g_assert_cmpint (row->paid_minor, ==, -100);
  g_assert_cmpint (row->outstanding_minor, ==, 50100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/balances/walk", Testing, NULL, testing_set_up, test_walk, testing_tear_down);
  g_test_add ("/ledger/balances/pairs", Testing, NULL, testing_set_up, test_pairs, testing_tear_down);
  return g_test_run ();
}

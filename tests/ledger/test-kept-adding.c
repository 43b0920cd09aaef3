// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines added up by many at once are what adding them one by one makes. */
#include "heng-kept-adding.h"

#include "heng-error.h"

#define N_PLACES 7
#define N_PARTIES 12

typedef struct
{
  HengKeptAdding *adding;
  HengKeptPlace  *places[N_PLACES];
  HengKeptParty   parties[N_PARTIES];
  GHashTable     *expected; /* text of a name → gint64[4]: accrued, paid, and their days */
  GRand          *chance;
} Adding;

static void
set_up (Adding        *self,
        gconstpointer  data)
{
  self->adding = heng_kept_adding_new ();
  for (int i = 0; i < N_PLACES; i++)
    {
      self->places[i] = g_new0 (HengKeptPlace, 1);
      self->places[i]->number = 100 + i;
    }
  for (int i = 0; i < N_PARTIES; i++)
    self->parties[i] = (HengKeptParty) { .place = self->places[i % N_PLACES], .agreement = "T-1" };
  self->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->chance = g_rand_new_with_seed (7);
}

static void
tear_down (Adding        *self,
           gconstpointer  data)
{
  heng_kept_adding_free (self->adding);
  for (int i = 0; i < N_PLACES; i++)
    heng_kept_place_free (self->places[i]);
  g_hash_table_unref (self->expected);
  g_rand_free (self->chance);
}

static char *
name_row (gint64 axis,
          gint64 segment,
          gint64 party,
          gint64 other,
          gint64 commodity)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, axis,
                          segment, party, other, commodity);
}

static void
expect (Adding             *self,
        char               *name,
        const HengKeptLine *line,
        gint64              amount_minor,
        gboolean            dated)
{
  gint64 *figures = g_hash_table_lookup (self->expected, name);
  int kind = line->kind == HENG_LINE_ACCRUAL ? 0 : 1;

  if (figures == NULL)
    {
      figures = g_new0 (gint64, 4);
      g_hash_table_insert (self->expected, g_strdup (name), figures);
    }
  figures[kind] += amount_minor;
  if (dated)
    figures[2 + kind] = MAX (figures[2 + kind], line->date);
  g_free (name);
}

static void
expect_line (Adding             *self,
             int                 from,
             int                 to,
             const HengKeptLine *line)
{
  gint64 month = heng_day_get_month (line->date), block = (line->entry - 1) / HENG_KEPT_BLOCK_ENTRIES;

  for (int i = 0; i < 2; i++)
    {
      gint64 place = self->parties[i == 0 ? from : to].place->number, amount = i == 0 ? -line->amount_minor : line->amount_minor;

      expect (self, name_row (HENG_KEPT_MONTH, month, place, 0, line->commodity), line, amount, FALSE);
      expect (self, name_row (HENG_KEPT_BLOCK, block, place, 0, line->commodity), line, amount, FALSE);
    }
  expect (self, name_row (HENG_KEPT_UNIT, line->period_code, MIN (line->payer, line->receiver), MAX (line->payer, line->receiver),
                          line->commodity), line, line->payer < line->receiver ? line->amount_minor : -line->amount_minor, TRUE);
}

/* Mostly of the years around 2000, some of any year; of several units. */
static void
add_some (Adding  *self,
          gint64   first,
          guint    n_lines,
          gboolean counts)
{
  for (guint i = 0; i < n_lines; i++)
    {
      int from = g_rand_int_range (self->chance, 0, N_PARTIES), to = (from + g_rand_int_range (self->chance, 1, N_PARTIES)) % N_PARTIES;
      int year = g_rand_int_range (self->chance, 0, 50) > 0 ? g_rand_int_range (self->chance, 1990, 2020) : g_rand_int_range (self->chance, 1, 9999);
      HengKeptLine line = {
        .entry = first + i, .date = heng_day_new (year, g_rand_int_range (self->chance, 1, 13), g_rand_int_range (self->chance, 1, 29)),
        .period_code = g_rand_int_range (self->chance, 0, 3), .kind = g_rand_boolean (self->chance) ? HENG_LINE_ACCRUAL : HENG_LINE_PAYMENT,
        .payer = from, .receiver = to, .commodity = g_rand_int_range (self->chance, 0, 4) / 2 + 1,
        .amount_minor = g_rand_int_range (self->chance, 1, 1000000),
      };

      heng_kept_adding_add (self->adding, &self->parties[from], &self->parties[to], &line);
      if (counts)
        expect_line (self, from, to, &line);
    }
}

static void
assert_expected (Adding *self)
{
  g_autoptr (GPtrArray) rows = heng_kept_rows_list (heng_kept_adding_get_rows (self->adding));

  g_assert_cmpuint (rows->len, ==, g_hash_table_size (self->expected));
  for (guint i = 0; i < rows->len; i++)
    {
      const HengKeptRow *row = g_ptr_array_index (rows, i);
      g_autofree char *name = name_row (row->axis, row->segment, row->party, row->other, row->commodity);
      const gint64 *figures = g_hash_table_lookup (self->expected, name);

      g_assert_nonnull (figures);
      g_assert_cmpint (row->accrued_minor, ==, figures[0]);
      g_assert_cmpint (row->paid_minor, ==, figures[1]);
      g_assert_cmpint (row->accrued_day, ==, figures[2]);
      g_assert_cmpint (row->paid_day, ==, figures[3]);
      g_assert_true (i == 0 || heng_kept_row_compare (g_ptr_array_index (rows, i - 1), row) < 0);
    }
}

/* Few, so many that a thread adds them, and again. */
static void
test_sums (Adding        *self,
           gconstpointer  data)
{
  static const guint counts[] = { 1, 5000, 60000, 0, 2048, 40000, 3 };
  g_autoptr (GError) error = NULL;
  gint64 first = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      add_some (self, first, counts[i], TRUE);
      first += counts[i];
      g_assert_true (heng_kept_adding_finish (self->adding, &error));
      g_assert_no_error (error);
      assert_expected (self);
    }
}

/* One that is too much is told, by whoever adds; then those behind it count for nothing, and those after the call do. */
static void
test_too_much (Adding        *self,
               gconstpointer  data)
{
  static const guint counts[] = { 10, 30000 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GError) error = NULL;
      HengKeptLine line = { .entry = 1, .date = heng_day_new (1500, 1, 1), .kind = HENG_LINE_PAYMENT, .payer = 0, .receiver = 1,
                            .commodity = 9 + (gint64) i, .amount_minor = G_MAXINT64 };

      add_some (self, 1, counts[i], TRUE);
      heng_kept_adding_add (self->adding, &self->parties[0], &self->parties[1], &line);
      expect_line (self, 0, 1, &line);
      line.amount_minor = 2;
      heng_kept_adding_add (self->adding, &self->parties[0], &self->parties[1], &line);
      add_some (self, 1, counts[i], FALSE);
      g_assert_false (heng_kept_adding_finish (self->adding, &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_MONEY_OVERFLOW);

      add_some (self, 1, counts[i], TRUE);
      g_assert_true (heng_kept_adding_finish (self->adding, NULL));
      assert_expected (self);
    }
}

/* Thrown away while a thread is at it. */
static void
test_thrown_away (Adding        *self,
                  gconstpointer  data)
{
  add_some (self, 1, 50000, FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/kept-adding/sums", Adding, NULL, set_up, test_sums, tear_down);
  g_test_add ("/ledger/kept-adding/too-much", Adding, NULL, set_up, test_too_much, tear_down);
  g_test_add ("/ledger/kept-adding/thrown-away", Adding, NULL, set_up, test_thrown_away, tear_down);
  return g_test_run ();
}

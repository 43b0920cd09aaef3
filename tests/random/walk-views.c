// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk-model.h"

#include "heng-book-balances.h"
#include "heng-book-dues.h"
#include "heng-book-flows.h"
#include "heng-book-runs.h"
#include "heng-book-settle.h"

#include <stdlib.h>
#include <string.h>

const WalkParty walk_parties[WALK_PARTIES] = {
  { "Down", "370000", "370000" },
  { "Up", "410000", "410000" },
  { "Yiwu", "330782", "330000" },
  { "Dongyang", "330783", "330000" },
  { "Fund", NULL, NULL },
};
const char *const walk_codes[WALK_AGREEMENTS] = { "W-0", "W-1" };
const char *const walk_mechanisms[WALK_AGREEMENTS] = { "watershed", "grain" };

/* Two figures of something named by a text. */
typedef struct
{
  gint64 accrued;
  gint64 paid;
} Figures;

void
walk_model_init (WalkModel *self)
{
  *self = (WalkModel) { .lines = g_array_new (FALSE, FALSE, sizeof (WalkLine)) };
  for (guint i = 0; i < WALK_AGREEMENTS; i++)
    for (guint year = 0; year < WALK_YEARS; year++)
      self->agreements[i].values[year] = -1;
}

void
walk_model_clear (WalkModel *self)
{
  g_array_unref (self->lines);
}

gint64
walk_model_due (WalkModel *self,
                guint      agreement,
                guint      year)
{
  const WalkAgreement *of = &self->agreements[agreement];

  if (of->exceptions[year] != 0)
    return of->excepted[year];
  return of->values[year] < 0 ? -1 : of->rates[year] * of->values[year];
}

gint64
walk_model_booked (WalkModel *self,
                   guint      agreement,
                   guint      year)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const WalkLine *line = &g_array_index (self->lines, WalkLine, i);

      if (line->is_accrual && line->agreement == agreement && line->year == WALK_FIRST_YEAR + (gint) year)
        sum += line->from == 0 ? line->minor : -line->minor;
    }
  return sum;
}

/* ---- figures by name ---- */

static Figures *
find (GHashTable *figures,
      char       *name)
{
  Figures *found = g_hash_table_lookup (figures, name);

  if (found == NULL)
    g_hash_table_insert (figures, name, found = g_new0 (Figures, 1));
  else
    g_free (name);
  return found;
}

static void
add (Figures *figures,
     gboolean is_accrual,
     gint64   minor)
{
  *(is_accrual ? &figures->accrued : &figures->paid) += minor;
}

static GHashTable *
figures_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static char *
place_of (const WalkLine *line,
          guint           party,
          gboolean        by_province)
{
  const WalkParty *of = &walk_parties[party];

  return of->region == NULL ? g_strdup_printf ("pool:%s/%s", walk_codes[line->agreement], of->name)
                            : g_strdup (by_province ? of->province : of->region);
}

static gboolean
is_seen (const WalkLine *line,
         HengView        view)
{
  return (view.on_day == HENG_DAY_NONE || line->date <= view.on_day) && (view.known == 0 || line->fact <= view.known);
}

/* Names of units: agreement, year, the two parties in order; figures from the first to the second. */
static GHashTable *
add_up_units (WalkModel *self,
              HengView   view)
{
  GHashTable *units = figures_new ();

  for (guint i = 0; i < self->lines->len; i++)
    {
      const WalkLine *line = &g_array_index (self->lines, WalkLine, i);

      if (is_seen (line, view))
        add (find (units, g_strdup_printf ("%u %d %u %u", line->agreement, line->year, MIN (line->from, line->to), MAX (line->from, line->to))),
             line->is_accrual, line->from < line->to ? line->minor : -line->minor);
    }
  return units;
}

static void
read_unit (const char *name,
           guint       parts[4])
{
  g_auto (GStrv) words = g_strsplit (name, " ", 4);

  for (guint i = 0; i < 4; i++)
    parts[i] = (guint) atoi (words[i]);
}

static GHashTable *
add_up (WalkModel     *self,
        HengBalanceBy  by,
        gboolean       by_province,
        HengView       view)
{
  GHashTable *figures = figures_new ();
  g_autoptr (GHashTable) units = NULL;
  GHashTableIter iter;
  gpointer name, value;

  for (guint i = 0; i < self->lines->len && (by == HENG_BALANCE_BY_REGION || by == HENG_BALANCE_BY_PAIR); i++)
    {
      const WalkLine *line = &g_array_index (self->lines, WalkLine, i);
      g_autofree char *from = place_of (line, line->from, by_province), *to = place_of (line, line->to, by_province);
      gboolean in_order = strcmp (from, to) < 0;

      if (!is_seen (line, view))
        continue;
      if (by == HENG_BALANCE_BY_PAIR)
        {
          add (find (figures, g_strdup_printf ("%s %s", in_order ? from : to, in_order ? to : from)), line->is_accrual,
               in_order ? line->minor : -line->minor);
          continue;
        }
      add (find (figures, g_strdup (from)), line->is_accrual, -line->minor);
      add (find (figures, g_strdup (to)), line->is_accrual, line->minor);
    }
  if (by == HENG_BALANCE_BY_REGION || by == HENG_BALANCE_BY_PAIR)
    return figures;

  units = add_up_units (self, view);
  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Figures *unit = value;
      guint parts[4];

      read_unit (name, parts);
      for (guint i = 0; i < 2; i++)
        {
          gint64 minor = i == 0 ? unit->accrued : unit->paid;
          guint giver = minor > 0 ? parts[2] : parts[3];

          if (walk_parties[giver].region != NULL)
            add (find (figures, g_strdup (by == HENG_BALANCE_BY_AGREEMENT ? walk_codes[parts[0]] : walk_mechanisms[parts[0]])), i == 0, ABS (minor));
        }
    }
  return figures;
}

static GHashTable *
add_up_flows (WalkModel       *self,
              HengFlowMeasure  measure)
{
  g_autoptr (GHashTable) units = add_up_units (self, (HengView) { 0 }), open = figures_new ();
  GHashTable *flows = figures_new ();
  GHashTableIter iter;
  gpointer name, value;

  /* A payment that names no period makes all that is open between two one amount. */
  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Figures *unit = value;
      guint parts[4];
      Figures *pair;

      read_unit (name, parts);
      pair = find (open, g_strdup_printf ("%u 0 %u %u", parts[0], parts[2], parts[3]));
      pair->accrued += unit->accrued - unit->paid;
      pair->paid += parts[1] == 0 && unit->paid != 0;
    }
  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Figures *unit = value;
      guint parts[4];
      g_autofree char *key = NULL;
      Figures *pair;
      gint64 minor = measure == HENG_FLOW_ACCRUED ? unit->accrued : measure == HENG_FLOW_PAID ? unit->paid : unit->accrued - unit->paid;

      read_unit (name, parts);
      key = g_strdup_printf ("%u 0 %u %u", parts[0], parts[2], parts[3]);
      pair = g_hash_table_lookup (open, key);
      if (measure == HENG_FLOW_OUTSTANDING && pair->paid > 0)
        {
          minor = pair->accrued;
          pair->accrued = 0;
        }
      if (minor != 0)
        add (find (flows, g_strdup_printf ("%s %s>%s", walk_codes[parts[0]], walk_parties[minor > 0 ? parts[2] : parts[3]].name,
                                           walk_parties[minor > 0 ? parts[3] : parts[2]].name)), TRUE, ABS (minor));
    }
  return flows;
}

/* ---- comparing ---- */

static void
compare (GHashTable *expected,
         GHashTable *shown,
         const char *view,
         GString    *words)
{
  for (guint i = 0; i < 2; i++)
    {
      GHashTable *one = i == 0 ? expected : shown, *other = i == 0 ? shown : expected;
      GHashTableIter iter;
      gpointer name, value;

      g_hash_table_iter_init (&iter, one);
      while (g_hash_table_iter_next (&iter, &name, &value))
        {
          const Figures *figures = value, *found = g_hash_table_lookup (other, name), none = { 0 };

          if (found == NULL)
            found = &none;
          if (figures->accrued != found->accrued || figures->paid != found->paid)
            g_string_append_printf (words, "%s of %s: %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s, %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                                    view, (char *) name, figures->accrued, figures->paid, i == 0 ? "expected, shown" : "shown, expected",
                                    found->accrued, found->paid);
        }
    }
}

static void
compare_balances (WalkModel *self,
                  HengBook  *book,
                  HengView   view,
                  GString   *words)
{
  static const char *const views[] = { "by region", "by pair", "by mechanism", "by agreement", "by province" };
  static const HengBalanceBy bys[] = { HENG_BALANCE_BY_REGION, HENG_BALANCE_BY_PAIR, HENG_BALANCE_BY_MECHANISM, HENG_BALANCE_BY_AGREEMENT,
                                       HENG_BALANCE_BY_REGION };

  for (guint i = 0; i < G_N_ELEMENTS (bys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = heng_book_list_balances (book, bys[i], i == 4, view, &error);
      g_autoptr (GHashTable) expected = add_up (self, bys[i], i == 4, view), shown = figures_new ();
      g_autofree char *title = g_strdup_printf ("%s (%d, %" G_GINT64_FORMAT ")", views[i], view.on_day, view.known);

      g_assert_no_error (error);
      for (guint j = 0; j < rows->len; j++)
        {
          const HengBalance *row = g_ptr_array_index (rows, j);
          gboolean turned = row->from != NULL && strcmp (row->from, row->to) > 0;
          Figures *figures = find (shown, row->from != NULL ? g_strdup_printf ("%s %s", turned ? row->to : row->from, turned ? row->from : row->to)
                                          : g_strdup (row->region != NULL ? row->region : row->pool != NULL ? row->pool : row->key));

          figures->accrued += turned ? -row->accrued_minor : row->accrued_minor;
          figures->paid += turned ? -row->paid_minor : row->paid_minor;
          if (row->outstanding_minor != row->accrued_minor - row->paid_minor)
            g_string_append_printf (words, "%s: what is outstanding is not accrued less paid\n", title);
        }
      compare (expected, shown, title, words);
    }
}

static const char *
party_of (const char *id)
{
  for (guint i = 0; i < WALK_PARTIES; i++)
    if (g_strcmp0 (walk_parties[i].region, id) == 0)
      return walk_parties[i].name;
  return "Fund";
}

static void
compare_flows (WalkModel *self,
               HengBook  *book,
               GString   *words)
{
  static const char *const titles[] = { "flows accrued", "flows paid", "flows outstanding" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const HengFlowQuery query = { .measure = (HengFlowMeasure) i, .mechanism = -1 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = heng_book_list_flows (book, &query, &error);
      g_autoptr (GHashTable) expected = add_up_flows (self, query.measure), shown = figures_new ();

      g_assert_no_error (error);
      for (guint j = 0; j < rows->len; j++)
        {
          const HengFlowRow *row = g_ptr_array_index (rows, j);

          add (find (shown, g_strdup_printf ("%s %s>%s", row->agreement, party_of (row->from), party_of (row->to))), TRUE, row->amount_minor);
        }
      compare (expected, shown, titles[i], words);
    }
}

/* What every unit's dues leave open is what is accrued less what is paid: dues only spread it over days. */
static void
compare_dues (WalkModel *self,
              HengBook  *book,
              GString   *words)
{
  const HengDuesQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = heng_book_list_dues (book, &query, NULL, &error);
  g_autoptr (GPtrArray) runs = heng_book_list_runs (book, NULL, NULL, 0, &error);
  gint64 sums[WALK_AGREEMENTS][WALK_YEARS] = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < runs->len; i++)
    {
      const HengRun *run = g_ptr_array_index (runs, i);
      gint64 *sum = &sums[strcmp (run->agreement, walk_codes[0]) != 0][run->period.index - WALK_FIRST_YEAR];

      *sum = 0;
      for (guint j = 0; j < run->totals->len; j++)
        {
          const HengDifference *total = g_ptr_array_index (run->totals, j);

          *sum += strcmp (total->from, walk_parties[0].name) == 0 ? total->amount_minor : -total->amount_minor;
        }
    }
  for (guint i = 0; i < WALK_AGREEMENTS; i++)
    for (guint year = 0; year < WALK_YEARS; year++)
      {
        gboolean reversed = FALSE;

        /* A run that was reversed afterwards keeps what it led to then. */
        for (guint j = 0; j < runs->len; j++)
          {
            const HengRun *run = g_ptr_array_index (runs, j);

            reversed = reversed || (run->reversed_by != 0 && strcmp (run->agreement, walk_codes[i]) == 0 &&
                                    run->period.index == WALK_FIRST_YEAR + (gint) year);
          }
        if (!reversed && sums[i][year] != walk_model_booked (self, i, year))
          g_string_append_printf (words, "runs of %s %u: %" G_GINT64_FORMAT " shown\n", walk_codes[i], WALK_FIRST_YEAR + year, sums[i][year]);
      }
}

void
walk_compare (WalkModel *self,
              HengBook  *book,
              HengDay    on_day,
              gint64     known,
              GString   *words)
{
  compare_balances (self, book, (HengView) { 0 }, words);
  compare_balances (self, book, (HengView) { .on_day = on_day }, words);
  compare_balances (self, book, (HengView) { .known = known }, words);
  compare_balances (self, book, (HengView) { on_day, known }, words);
  compare_flows (self, book, words);
  compare_dues (self, book, words);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Random walks over everything that can be done to a book, every view compared with plain arrays after every step.
 *
 *     test-random-walk [WALKS [SEED]]
 *
 * A walk that fails is made as short as it goes by leaving out steps; the steps, each of which makes do with whatever state it finds, are
 * printed. What the walks cover is counted: which kind of step followed which. */
#include "walk-model.h"

#include "exception-testing.h"
#include "heng-book-backups.h"
#include "heng-book-review.h"

#include <stdio.h>
#include <stdlib.h>

#define STEPS 60

typedef enum
{
  AMEND, OBSERVE, SETTLE, PAY, PAY_MANY, REVERSE, CLOSE, OVERRIDE, FREEZE, END, REOPEN, WAIT, RESTORE, ISSUE, CONFIRM, N_KINDS
} Kind;

static const char *const kind_names[N_KINDS] = {
  "amend", "observe", "settle", "pay", "pay many", "reverse", "close", "override", "freeze", "end an exception", "reopen", "wait", "restore",
  "issue", "confirm"
};

typedef struct
{
  Kind  kind;
  guint agreement;
  guint year;
  guint one;
  guint other;
} Step;

typedef struct
{
  Testing   testing;
  WalkModel model;
  guint     last_from[WALK_AGREEMENTS];
  guint     n_copies;
  GString  *words;
} Walk;

static guint64 n_done[N_KINDS];
static guint64 n_followed[N_KINDS][N_KINDS];
static guint64 n_compared;

/* ---- steps ---- */

static void
add_line (Walk     *self,
          gint64    entry,
          gboolean  is_accrual,
          guint     agreement,
          gint      year,
          HengDay   date,
          guint     from,
          guint     to,
          gint64    minor,
          gboolean  can_reverse)
{
  WalkLine line = { entry, testing_head (&self->testing, NULL), is_accrual, can_reverse, agreement, year, date, from, to, minor };

  g_array_append_val (self->model.lines, line);
}

static void
amend (Walk       *self,
       const Step *step)
{
  WalkAgreement *of = &self->model.agreements[step->agreement];
  guint from = of->is_agreed ? MAX (self->last_from[step->agreement], step->year) : 0;
  g_autofree char *dates = g_strdup_printf ("\"from\":\"%u-01-01\",\"to\":\"%u-12-31\",\"assessed\":\"year\"", WALK_FIRST_YEAR + from,
                                            (guint) (WALK_FIRST_YEAR + WALK_YEARS - 1));
  g_autofree char *text = g_strdup_printf ("{\"hengping\":\"agreement/1\",\"code\":\"%s\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"%s\","
                                           "\"parties\":[" TESTING_PARTIES "],%s,\"indicators\":[" TESTING_INDICATORS "],\"rules\":["
                                           "\"Down pays Up %u * q\"]}", walk_codes[step->agreement], walk_mechanisms[step->agreement], dates, step->one % 50);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) version = heng_agreement_new_from_json (text, strlen (text), "CNY", &error);

  g_assert_no_error (error);
  g_assert_true (heng_book_append_agreement (self->testing.book, version, NULL, NULL, &error));
  of->is_agreed = TRUE;
  self->last_from[step->agreement] = from;
  for (guint year = from; year < WALK_YEARS; year++)
    of->rates[year] = step->one % 50 * 100;
}

static void
observe (Walk       *self,
         const Step *step)
{
  g_autofree char *year = g_strdup_printf ("%u", WALK_FIRST_YEAR + step->year), *value = g_strdup_printf ("%u", step->one % 30);

  testing_observe (&self->testing, walk_codes[step->agreement], "q", year, value);
  self->model.agreements[step->agreement].values[step->year] = step->one % 30;
}

static void
settle (Walk       *self,
        const Step *step)
{
  HengDay date = testing_day ("2024-05-31");

  for (guint year = 0; year < WALK_YEARS; year++)
    {
      HengPeriod period = { HENG_PERIOD_YEAR, WALK_FIRST_YEAR + (gint) year };
      g_autoptr (GError) error = NULL;
      g_autoptr (HengSettlement) settlement = heng_book_settle (self->testing.book, walk_codes[step->agreement], period, 0, FALSE, &error);
      gint64 due = walk_model_due (&self->model, step->agreement, year), entry = 0;
      gint64 difference = due < 0 ? 0 : due - walk_model_booked (&self->model, step->agreement, year);

      g_assert_no_error (error);
      g_assert_true (heng_book_post_settlement (self->testing.book, settlement, date, &entry, &error));
      g_assert_no_error (error);
      if ((entry != 0) != (difference != 0))
        g_string_append_printf (self->words, "settling %d books entry %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " is new\n", period.index, entry, difference);
      if (difference != 0)
        add_line (self, entry, TRUE, step->agreement, period.index, date, difference > 0 ? 0 : 1, difference > 0 ? 1 : 0, ABS (difference), TRUE);
    }
}

static void
pay (Walk       *self,
     const Step *step,
     guint       n_payments)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_payments; i++)
    {
      HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);
      guint from = (step->one + i) % WALK_PARTIES, to = (from + 1 + (step->other + i) % (WALK_PARTIES - 1)) % WALK_PARTIES;

      entry->agreement = g_strdup (walk_codes[step->agreement]);
      entry->date = testing_day ("2021-01-01") + (HengDay) (step->other % 1000 + i);
      entry->has_period = (step->one + i) % 3 != 0;
      entry->period = (HengPeriod) { HENG_PERIOD_YEAR, WALK_FIRST_YEAR + (gint) step->year };
      heng_entry_add_line (entry, HENG_LINE_PAYMENT, walk_parties[from].name, walk_parties[to].name, "CNY", step->other % 1000 * 7 + i + 1);
      g_ptr_array_add (entries, entry);
    }
  g_assert_true (heng_book_append_entries (self->testing.book, entries, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < n_payments; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);
      guint from = (step->one + i) % WALK_PARTIES, to = (from + 1 + (step->other + i) % (WALK_PARTIES - 1)) % WALK_PARTIES;

      add_line (self, entry->number, FALSE, step->agreement, entry->has_period ? entry->period.index : 0, entry->date, from, to,
                step->other % 1000 * 7 + i + 1, TRUE);
    }
}

static void
reverse (Walk       *self,
         const Step *step)
{
  guint n_lines = self->model.lines->len;
  g_autoptr (GError) error = NULL;
  gint64 number;
  WalkLine line;

  for (guint i = 0; i < n_lines; i++)
    {
      guint at = (step->one + i) % n_lines;

      line = g_array_index (self->model.lines, WalkLine, at);
      if (!line.can_reverse)
        continue;
      g_assert_true (heng_book_reverse (self->testing.book, line.entry, "wrong", &number, &error));
      g_assert_no_error (error);
      g_array_index (self->model.lines, WalkLine, at).can_reverse = FALSE;
      add_line (self, number, line.is_accrual, line.agreement, line.year, heng_book_get_today (self->testing.book), line.to, line.from, line.minor, FALSE);
      return;
    }
}

static void
except (Walk       *self,
        const Step *step)
{
  WalkAgreement *of = &self->model.agreements[step->agreement];
  g_autofree char *year = g_strdup_printf ("%u", WALK_FIRST_YEAR + step->year), *amount = g_strdup_printf ("Down>Up=%u CNY", step->one % 9000 + 1);

  if (step->kind == END && of->exceptions[step->year] != 0)
    {
      testing_end (&self->testing, of->exceptions[step->year]);
      of->exceptions[step->year] = 0;
    }
  else if (step->kind == FREEZE && of->exceptions[step->year] == 0)
    {
      of->excepted[step->year] = walk_model_due (&self->model, step->agreement, step->year);
      of->exceptions[step->year] = testing_freeze (&self->testing, walk_codes[step->agreement], year);
    }
  else if (step->kind == OVERRIDE && of->exceptions[step->year] == 0)
    {
      of->excepted[step->year] = step->one % 9000 + 1;
      of->exceptions[step->year] = testing_override (&self->testing, walk_codes[step->agreement], year, amount);
    }
}

/* A copy takes the book's place. */
static void
restore (Walk *self)
{
  g_autofree char *path = g_strdup_printf ("%s/copy-%u.hengping", self->testing.folder, ++self->n_copies);
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_backup (self->testing.book, path, &error));
  g_assert_no_error (error);
  testing_close (&self->testing);
  g_assert_cmpint (g_rename (path, self->testing.path), ==, 0);
  testing_reopen (&self->testing);
}

/* Whether a statement can be issued or confirmed now is not what is looked at, only that no figure changes. */
static void
review (Walk       *self,
        const Step *step)
{
  HengPeriod period = { HENG_PERIOD_YEAR, WALK_FIRST_YEAR + (gint) step->year };
  g_autoptr (GError) error = NULL;
  gboolean done = step->kind == ISSUE
                  ? heng_book_append_issue (self->testing.book, walk_codes[step->agreement], period, NULL, NULL, NULL, &error)
                  : heng_book_append_confirmation (self->testing.book, walk_codes[step->agreement], period, 0, walk_parties[step->one % 4].name, NULL,
                                                   NULL, &error);

  g_assert_true (done || heng_error_get_class (error) == HENG_ERROR_CLASS_DATA);
}

static void
close_days (Walk *self)
{
  HengDay today = heng_book_get_today (self->testing.book);
  g_autoptr (GError) error = NULL;

  if (today <= self->model.closed)
    return;
  g_assert_true (heng_book_close (self->testing.book, today, "closed", NULL, &error));
  g_assert_no_error (error);
  self->model.closed = today;
}

static void
take (Walk       *self,
      const Step *step)
{
  if (!self->model.agreements[step->agreement].is_agreed && step->kind != AMEND)
    amend (self, step);
  switch (step->kind)
    {
    case AMEND: amend (self, step); break;
    case OBSERVE: observe (self, step); break;
    case SETTLE: settle (self, step); break;
    case PAY: pay (self, step, 1); break;
    case PAY_MANY: pay (self, step, 2 + step->one % 20); break;
    case REVERSE: reverse (self, step); break;
    case CLOSE: close_days (self); break;
    case OVERRIDE:
    case FREEZE:
    case END: except (self, step); break;
    case REOPEN: testing_reopen (&self->testing); break;
    case WAIT: self->testing.now_ms += TESTING_DAY_MS * (1 + step->one % 40); break;
    case RESTORE: restore (self); break;
    case ISSUE:
    case CONFIRM: review (self, step); break;
    case N_KINDS:
    default: g_assert_not_reached ();
    }
}

/* ---- walks ---- */

static void
found_cb (gint64        fact,
          const GError *finding,
          gpointer      data)
{
  g_string_append_printf (data, "verify finds at fact %" G_GINT64_FORMAT ": %s\n", fact, finding->message);
}

/* Returns: whether all was right; @words: what was not, (nullable) */
static gboolean
try_walk (GArray  *steps,
          char   **words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Walk self = { .words = text };
  g_autoptr (GError) error = NULL;
  guint i;

  testing_set_up (&self.testing, NULL);
  walk_model_init (&self.model);
  for (i = 0; i < steps->len && text->len == 0; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      take (&self, step);
      walk_compare (&self.model, self.testing.book, testing_day ("2021-01-01") + (HengDay) (step->other % 1300),
                    1 + step->one % testing_head (&self.testing, NULL), text);
      n_compared++;
    }
  if (text->len == 0)
    g_assert_true (heng_book_verify (self.testing.book, TRUE, found_cb, text, NULL, &error));
  if (text->len > 0 && words != NULL)
    *words = g_strdup_printf ("after step %u:\n%s", i, text->str);
  walk_model_clear (&self.model);
  testing_tear_down (&self.testing, NULL);
  return text->len == 0;
}

static void
shrink (GArray *steps)
{
  for (guint length = steps->len / 2; length > 0; length /= 2)
    for (guint at = 0; at + length <= steps->len; )
      {
        g_autoptr (GArray) shorter = g_array_copy (steps);

        g_array_remove_range (shorter, at, length);
        if (try_walk (shorter, NULL))
          at += length;
        else
          g_array_remove_range (steps, at, length);
      }
}

static void
report (GArray  *steps,
        guint64  seed)
{
  g_autofree char *words = NULL;

  shrink (steps);
  try_walk (steps, &words);
  printf ("not ok 1 walk %" G_GUINT64_FORMAT "\n", seed);
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      fprintf (stderr, "%u. %s: agreement %u, year %u, %u, %u\n", i + 1, kind_names[step->kind], step->agreement, step->year, step->one, step->other);
    }
  fprintf (stderr, "%s", words);
}

static GArray *
make_steps (guint64 seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed ((guint32) seed);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));
  Kind before = N_KINDS;

  for (guint i = 0; i < STEPS; i++)
    {
      Step step = { (Kind) g_rand_int_range (chance, 0, N_KINDS), (guint) g_rand_int_range (chance, 0, WALK_AGREEMENTS),
                    (guint) g_rand_int_range (chance, 0, WALK_YEARS), (guint) g_rand_int_range (chance, 0, 10000),
                    (guint) g_rand_int_range (chance, 0, 10000) };

      n_done[step.kind]++;
      if (before != N_KINDS)
        n_followed[before][step.kind]++;
      before = step.kind;
      g_array_append_val (steps, step);
    }
  return steps;
}

static void
print_coverage (guint64 n_walks)
{
  guint n_pairs = 0;

  for (guint i = 0; i < N_KINDS; i++)
    for (guint j = 0; j < N_KINDS; j++)
      n_pairs += n_followed[i][j] > 0;
  printf ("# %" G_GUINT64_FORMAT " walks, all views compared after %" G_GUINT64_FORMAT " steps; %u of %u pairs of kinds\n#", n_walks, n_compared, n_pairs,
          (guint) (N_KINDS * N_KINDS));
  for (guint i = 0; i < N_KINDS; i++)
    printf (" %" G_GUINT64_FORMAT " %s%s", n_done[i], kind_names[i], i + 1 < N_KINDS ? "," : "\n");
}

int
main (int    argc,
      char **argv)
{
  guint64 n_walks = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 20;
  guint64 seed = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 1;

  printf ("1..1\n");
  for (guint64 i = 0; i < n_walks; i++)
    {
      g_autoptr (GArray) steps = make_steps (seed + i);

      if (!try_walk (steps, NULL))
        {
          report (steps, seed + i);
          return EXIT_FAILURE;
        }
    }
  print_coverage (n_walks);
  printf ("ok 1 walks\n");
  return EXIT_SUCCESS;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Settling only what may have changed books what settling everything books: random histories, each on two books. */
#include "heng-book-changed.h"
#include "heng-book-exceptions.h"
#include "heng-book-post-many.h"
#include "heng-book-progress.h"

#include "ledger-testing.h"
#include "heng-book-verify.h"

#define N_AGREEMENTS 40
#define N_STEPS 60

static const char *const rules[] = {
  "\"Down pays Up 100 * q\"",
  "\"Down pays Up 100 * q + 10 * default(ago(q, 1 year), 0)\"",
  "\"Down pays Up sum over years 2020..year (default(q, 1))\"",
  "\"Up pays Fund 3 * t when t > 2\",\"Down:1, Yiwu:2 pay Up 7\"",
};

static gboolean
take (HengSettlement  *settlement,
      gpointer         prepared,
      gpointer         data,
      GError         **error)
{
  g_autoptr (HengSettlement) owned = settlement;

  return heng_poster_add (data, settlement, NULL, error);
}

/* Returns: how many agreements were computed */
static guint
settle (Testing *self,
        HengDay  day,
        gboolean changed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (HengPoster) poster = NULL;
  HengSettleRequest request = { .ended_by = day, .take = take };

  g_assert_true (heng_book_begin (self->book, &error));
  request.data = poster = heng_poster_new (self->book, day, &error);
  g_assert_no_error (error);
  if (changed)
    targets = heng_book_list_changed (self->book, day, &error);
  else
    {
      g_autoptr (GPtrArray) codes = heng_book_list_codes (self->book, 0, &error);

      targets = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settle_target_free);
      for (guint i = 0; i < codes->len; i++)
        g_ptr_array_add (targets, heng_settle_target_new (g_ptr_array_index (codes, i), NULL));
    }
  g_assert_no_error (error);
  heng_book_settle_many (self->book, targets, &request, &error);
  g_assert_no_error (error);
  heng_poster_finish (poster, &error);
  g_assert_no_error (error);
  if (changed)
    heng_book_mark_settled (self->book, day, &error);
  g_assert_no_error (error);
  g_assert_true (heng_book_commit (self->book, &error));
  return targets->len;
}

static char *
dump (Testing *self)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *rows;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
    "SELECT e.id || ' ' || e.kind || ' ' || e.agreement || ' ' || coalesce (e.period_kind || '/' || e.period_index, '-') || ' ' || e.date || ' ' "
    "|| l.kind || ' ' || p.name || '>' || r.name || ' ' || c.name || ' ' || l.amount FROM entry e JOIN line l ON l.entry = e.id "
    "JOIN party p ON p.id = l.payer JOIN party r ON r.id = l.receiver JOIN commodity c ON c.id = l.commodity ORDER BY e.id, l.sequence",
    -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", sqlite3_column_text (rows, 0));
  sqlite3_finalize (rows);
  sqlite3_close (handle);
  return g_string_free (text, FALSE);
}

/* What may come in between two runs, the same on both books: so all chance is drawn beforehand. */
typedef struct
{
  guint  what;
  char  *code;
  guint  rule;
  int    year;
  guint  month;
  int    value;
  gint64 entry;
} Event;

static void
amend (Testing     *self,
       const Event *event)
{
  static const char *const assessed[] = { "year", "year", "year", "month" };
  g_autofree char *dates = g_strdup_printf ("\"from\":\"%d-01-01\",\"to\":\"%d-%02u-28\",\"assessed\":\"%s\"", event->year,
                                            event->year + 1 + event->value % 4, event->month, assessed[event->value % 4]);

  testing_agree (self, event->code, dates, rules[event->rule]);
}

static void
except (Testing     *self,
        const Event *event)
{
  g_autofree char *year = g_strdup_printf ("%d", event->year);
  g_autoptr (GPtrArray) amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);

  /* Whether it may be is for both books alike; most are refused, since the period is not assessed or one is in force. */
  if (event->value % 2 == 0)
    heng_book_append_freeze (self->book, event->code, testing_period (year), "so agreed", "No 1", NULL, NULL);
  else
    {
      HengAgreedAmount *amount = g_new0 (HengAgreedAmount, 1);

      *amount = (HengAgreedAmount) { g_strdup ("Down"), g_strdup ("Up"), g_strdup ("CNY"), 1234 + event->value };
      g_ptr_array_add (amounts, amount);
      heng_book_append_override (self->book, event->code, testing_period (year), amounts, "so agreed", "No 2", NULL, NULL);
    }
}

static void
end_exceptions (Testing     *self,
                const Event *event)
{
  g_autoptr (GPtrArray) exceptions = heng_book_list_exceptions (self->book, event->code, NULL, 0, NULL);

  for (guint i = 0; i < exceptions->len; i++)
    heng_book_end_exception (self->book, ((HengException *) g_ptr_array_index (exceptions, i))->number, "over", "No 3", NULL, NULL);
}

static void
apply (Testing     *self,
       const Event *event)
{
  g_autofree char *year = g_strdup_printf ("%d", event->year), *month = g_strdup_printf ("%d-%02u", event->year, event->month);
  g_autofree char *value = event->value == 0 ? g_strdup ("") : g_strdup_printf ("%d.5", event->value - 5);
  gint64 number;

  self->now_ms += TESTING_DAY_MS;
  switch (event->what)
    {
    case 0:
    case 1:
    case 2:
    case 3:
      testing_observe (self, event->code, "q", year, value);
      break;
    case 4:
    case 5:
      testing_observe (self, event->code, "t", month, value);
      break;
    case 6:
      amend (self, event);
      break;
    case 7:
      testing_pay (self, event->code, "Down", "Up", 100);
      break;
    case 8:
      heng_book_reverse (self->book, event->entry, "by mistake", &number, NULL);
      break;
    case 9:
      except (self, event);
      break;
    default:
      end_exceptions (self, event);
      break;
    }
}

static void
test_histories (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  guint n_computed = 0, n_entries = 0;
  Testing full = { 0 };

  testing_set_up (&full, NULL);
  for (guint i = 0; i < N_AGREEMENTS; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%u", i);

      testing_agree (self, code, TESTING_YEARS, rules[i % G_N_ELEMENTS (rules)]);
      testing_agree (&full, code, TESTING_YEARS, rules[i % G_N_ELEMENTS (rules)]);
    }

  for (guint step = 0; step < N_STEPS; step++)
    {
      /* Now and then a day that lies before the run before. */
      HengDay day = testing_day ("2020-06-01") + (HengDay) step * 30 - g_rand_int_range (chance, 0, 3) * 100;
      guint n_events = (guint) g_rand_int_range (chance, 0, 5);
      g_autofree char *own = NULL, *expected = NULL;

      for (guint i = 0; i < n_events; i++)
        {
          g_autofree char *code = g_strdup_printf ("T-%d", g_rand_int_range (chance, 0, N_AGREEMENTS));
          Event event = { (guint) g_rand_int_range (chance, 0, 11), code, (guint) g_rand_int_range (chance, 0, G_N_ELEMENTS (rules)),
                          g_rand_int_range (chance, 2019, 2026), (guint) g_rand_int_range (chance, 1, 13),
                          g_rand_int_range (chance, 0, 12), g_rand_int_range (chance, 1, (gint) n_entries + 2) };

          apply (self, &event);
          apply (&full, &event);
        }
      n_computed += settle (self, day, TRUE);
      settle (&full, day, FALSE);
      own = dump (self);
      expected = dump (&full);
      g_assert_cmpstr (own, ==, expected);
      for (const char *at = own; (at = strchr (at, '\n')) != NULL; at++)
        n_entries = (guint) MAX (n_entries, g_ascii_strtoull (at + 1, NULL, 10));
    }
  /* Something was saved, and something happened. */
  g_assert_cmpuint (n_computed, <, N_STEPS * N_AGREEMENTS / 2);
  g_assert_cmpuint (n_entries, >, N_STEPS);
  testing_tear_down (&full, NULL);
}

static void
test_nothing_new (Testing       *self,
                  gconstpointer  data)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  g_assert_cmpuint (settle (self, testing_day ("2024-05-31"), TRUE), ==, 1);
  testing_assert_untouched (self, g_assert_cmpuint (settle (self, testing_day ("2024-05-31"), TRUE), ==, 0));
  testing_pay (self, "T-1", "Down", "Up", 100);
  g_assert_cmpuint (settle (self, testing_day ("2024-05-31"), TRUE), ==, 0);
  testing_observe (self, "T-1", "q", "2022", "5");
  g_assert_cmpuint (settle (self, testing_day ("2024-05-31"), TRUE), ==, 1);
}

static gint64
count_findings (Testing *self)
{
  g_autoptr (GError) error = NULL;
  gint64 n_found;

  g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &n_found, &error));
  g_assert_no_error (error);
  return n_found;
}

/* What is remembered wrongly would leave something out for ever. */
static void
test_remembered_wrongly (Testing       *self,
                         gconstpointer  data)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  settle (self, testing_day ("2024-05-31"), TRUE);
  testing_observe (self, "T-1", "q", "2021", "6");
  g_assert_cmpint (count_findings (self), ==, 0);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, "UPDATE settled SET known = (SELECT count FROM head)"), ==, SQLITE_OK);
  self->book = testing_open_another (self);
  g_assert_cmpint (count_findings (self), ==, 1);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, "UPDATE settled SET known = 1000000"), ==, SQLITE_OK);
  self->book = testing_open_another (self);
  g_assert_cmpint (count_findings (self), ==, 1);
}

static void
cancel_cb (guint64  done,
           guint64  total,
           gpointer data)
{
  if (done > 0)
    g_cancellable_cancel (data);
}

/* What is cancelled leaves nothing behind. */
static void
test_cancelled (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settle_target_free);
  g_autoptr (HengPoster) poster = NULL;
  g_autoptr (GError) error = NULL;
  HengSettleRequest request = { .ended_by = testing_day ("2024-05-31"), .take = take };

  for (guint i = 0; i < N_AGREEMENTS; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%u", i);

      testing_agree (self, code, TESTING_YEARS, TESTING_RULE);
      testing_observe (self, code, "q", "2021", "5");
      g_ptr_array_add (targets, heng_settle_target_new (code, NULL));
    }

  heng_book_set_progress (self->book, cancel_cb, cancellable, cancellable);
  testing_assert_untouched (self, {
    g_assert_true (heng_book_begin (self->book, NULL));
    request.data = poster = heng_poster_new (self->book, request.ended_by, NULL);
    g_assert_false (heng_book_settle_many (self->book, targets, &request, &error));
    testing_assert_error (error, CANCELLED);
    heng_book_rollback (self->book);
  });
  heng_book_set_progress (self->book, NULL, NULL, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/ledger/book-changed/histories/%u", seed);

      g_test_add (path, Testing, GUINT_TO_POINTER (seed), testing_set_up, test_histories, testing_tear_down);
    }
  g_test_add ("/ledger/book-changed/nothing-new", Testing, NULL, testing_set_up, test_nothing_new, testing_tear_down);
  g_test_add ("/ledger/book-changed/remembered-wrongly", Testing, NULL, testing_set_up, test_remembered_wrongly, testing_tear_down);
  g_test_add ("/ledger/book-changed/cancelled", Testing, NULL, testing_set_up, test_cancelled, testing_tear_down);
  return g_test_run ();
}

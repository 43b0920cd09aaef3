// SPDX-License-Identifier: GPL-3.0-or-later
/* What is left of damaged books. The reference is the same book before it was damaged. */
#include "exception-testing.h"

#include "heng-book-look-back.h"
#include "heng-book-rescue.h"
#include "heng-book-review.h"

#define N_PAYMENTS 150
#define N_SEEDS 200

typedef struct
{
  guint8 *bytes;
  gsize   n_bytes;
  gint64  amounts[N_PAYMENTS * 2 + 1]; /* by fact: what it pays */
  gint64  count;
  char   *broken;
  char   *saved;
} Fixture;

static Fixture fixture;

/* Many facts of each kind, so that tables have several pages; closed, so that the file is single. */
static void
set_up (Testing       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 reversal;

  testing_set_up (self, data);
  memset (fixture.amounts, 0, sizeof fixture.amounts);
  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "A", "q", "2021", "3");
  testing_post (self, "A", "2021", HENG_SETTLEMENT_POSTED);
  testing_agree (self, "B", TESTING_YEARS, "\"Down pays Up 7 * q\"");
  for (guint i = 0; i < N_PAYMENTS; i++)
    {
      self->now_ms += TESTING_DAY_MS / 10;
      if (i % 10 == 3)
        {
          g_autofree char *value = g_strdup_printf ("%u", i + 1);

          testing_observe (self, i % 20 == 3 ? "A" : "B", "t", i % 20 == 3 ? "2021-03" : "2022-04", value);
        }
      testing_pay (self, i % 3 == 0 ? "B" : "A", "Down", "Up", 1000 + (gint64) i * i * 7);
      fixture.amounts[testing_head (self, NULL)] = 1000 + (gint64) i * i * 7;
    }
  g_assert_true (heng_book_reverse (self->book, 20, "a mistake", &reversal, &error));
  g_assert_no_error (error);
  testing_observe (self, "A", "q", "2022", "5");
  testing_post (self, "A", "2022", HENG_SETTLEMENT_POSTED);
  fixture.count = testing_head (self, NULL);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, "PRAGMA journal_mode = DELETE"), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (self->path, (char **) &fixture.bytes, &fixture.n_bytes, &error));
  g_assert_no_error (error);
  fixture.broken = g_build_filename (self->folder, "broken.hengping", NULL);
  fixture.saved = g_build_filename (self->folder, "saved.hengping", NULL);
}

static void
tear_down (Testing       *self,
           gconstpointer  data)
{
  g_clear_pointer (&fixture.bytes, g_free);
  g_clear_pointer (&fixture.broken, g_free);
  g_clear_pointer (&fixture.saved, g_free);
  testing_tear_down (self, data);
}

static HengRescue *
rescue_bytes (Testing       *self,
              const guint8  *bytes,
              gsize          n_bytes,
              GError       **error)
{
  g_autoptr (GPtrArray) regions = testing_regions ();

  g_remove (fixture.saved);
  g_assert_true (g_file_set_contents (fixture.broken, (const char *) bytes, (gssize) n_bytes, NULL));
  return heng_book_rescue (fixture.broken, fixture.saved, "CNY", "rescuer", regions, testing_clock, &self->now_ms, NULL, NULL, NULL, error);
}

static gboolean
is_lost (const HengRescue *rescue,
         gint64            fact)
{
  for (guint i = 0; i < rescue->gaps->len; i++)
    {
      const HengRescueGap *gap = g_ptr_array_index (rescue->gaps, i);

      if (fact >= gap->from && fact <= gap->to)
        return TRUE;
    }

  return FALSE;
}

/* Nothing is in the folder but the book, the broken file and the saved one. */
static void
assert_tidy (Testing *self)
{
  g_autoptr (GDir) files = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    g_assert_null (strstr (name, ".part"));
}

/* The saved book is whole, and pays what the facts pay that are not missing: no more, no less. */
static void
assert_saved (Testing          *self,
              const HengRescue *rescue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  HengEntryQuery query = { 0 };
  HengView view = { .on_day = HENG_DAY_NONE };
  gint64 n_found = -1, expected = 0, paid = 0;

  self->book = heng_book_open (fixture.saved, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);
  g_assert_no_error (error);
  g_assert_true (heng_book_verify (self->book, FALSE, NULL, NULL, &n_found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_found, ==, 0);
  g_assert_cmpint (rescue->n_taken + rescue->n_lost + (is_lost (rescue, 1) ? 0 : 1), ==, rescue->old_count);

  query.view = view;
  entries = heng_book_list_entries (self->book, &query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind != HENG_ENTRY_PAYMENT)
        continue;
      g_assert_false (is_lost (rescue, entry->fact));
      g_assert_cmpint (((HengLine *) g_ptr_array_index (entry->lines, 0))->amount_minor, ==, fixture.amounts[entry->fact]);
      g_assert_cmpstr (entry->recorded_by, ==, "tester");
      if (entry->reversed_by == 0)
        paid += fixture.amounts[entry->fact];
    }
  for (gint64 i = 1; i <= fixture.count; i++)
    if (!is_lost (rescue, i))
      expected += fixture.amounts[i];
  /* What was reversed pays nothing. */
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind == HENG_ENTRY_PAYMENT && entry->reversed_by != 0)
        expected -= fixture.amounts[entry->fact];
    }
  g_assert_cmpint (paid, ==, expected);
  {
    g_autoptr (GPtrArray) rows = heng_book_list_balances (self->book, HENG_BALANCE_BY_REGION, FALSE, view, &error);
    const HengBalance *row;

    g_assert_no_error (error);
    row = testing_find_balance (rows, "410000", "CNY");
    g_assert_cmpint (row != NULL ? row->paid_minor : 0, ==, expected);
  }
  /* It goes on as a book. */
  if (!is_lost (rescue, 1) && rescue->orphans->len == 0 && rescue->n_lost == 0)
    testing_pay (self, "A", "Down", "Up", 1);
  testing_close (self);
}

static void
test_whole (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRescue) rescue = rescue_bytes (self, fixture.bytes, fixture.n_bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rescue->n_lost, ==, 0);
  g_assert_cmpint (rescue->n_doubtful, ==, 0);
  g_assert_cmpint (rescue->old_count, ==, fixture.count);
  g_assert_cmpint (rescue->new_count, ==, fixture.count);
  g_assert_cmpstr (rescue->new_head, !=, rescue->old_head);
  g_assert_cmpint (rescue->old_format, ==, 3);
  g_assert_nonnull (rescue->old_identity);
  assert_saved (self, rescue);
  assert_tidy (self);
}

/* The first fact names the old book, its head and the gaps; the gap itself is in the log. */
static void
test_first_fact (Testing       *self,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRescue) rescue = NULL;
  sqlite3 *handle;
  sqlite3_stmt *statement;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (self->path, (char *) fixture.bytes, (gssize) fixture.n_bytes, NULL));
  g_assert_cmpint (testing_raw (self->path, "DROP TRIGGER line_no_update; UPDATE line SET amount = amount + 1 WHERE entry = 7"), ==, SQLITE_OK);
  g_free (g_steal_pointer (&fixture.bytes));
  g_assert_true (g_file_get_contents (self->path, (char **) &fixture.bytes, &fixture.n_bytes, NULL));
  rescue = rescue_bytes (self, fixture.bytes, fixture.n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rescue->n_lost, ==, 1);
  g_assert_cmpuint (rescue->gaps->len, ==, 1);
  g_assert_cmpstr (((HengRescueGap *) g_ptr_array_index (rescue->gaps, 0))->why, ==, "rows");
  g_assert_cmpstr (((HengRescueGap *) g_ptr_array_index (rescue->gaps, 0))->kind, ==, "entry");
  g_assert_nonnull (((HengRescueGap *) g_ptr_array_index (rescue->gaps, 0))->agreements);
  assert_saved (self, rescue);

  g_assert_cmpint (sqlite3_open_v2 (fixture.saved, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT data, (SELECT count (*) FROM event WHERE kind = 'lost') FROM event WHERE id = 1", -1,
                                       &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  g_assert_cmpint (sqlite3_column_int (statement, 1), ==, 1);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  g_assert_nonnull (strstr (text, "\"name\":\"broken.hengping\""));
  g_assert_nonnull (strstr (text, rescue->old_identity));
  g_assert_nonnull (strstr (text, rescue->old_head));
  g_assert_nonnull (strstr (text, "\"gaps\":[{\"from\":"));
}

/* A reversal whose entry is lost is not taken: it would pay back what nobody paid. */
static void
test_reversal (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRescue) rescue = NULL;
  const HengRescueGap *last;

  g_assert_cmpint (testing_raw (self->path, "DROP TRIGGER line_no_update; UPDATE line SET amount = amount + 1 WHERE entry = 20"), ==, SQLITE_OK);
  g_free (g_steal_pointer (&fixture.bytes));
  g_assert_true (g_file_get_contents (self->path, (char **) &fixture.bytes, &fixture.n_bytes, NULL));
  rescue = rescue_bytes (self, fixture.bytes, fixture.n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rescue->n_lost, ==, 2);
  last = g_ptr_array_index (rescue->gaps, rescue->gaps->len - 1);
  g_assert_cmpstr (last->why, ==, "reversal");
  assert_saved (self, rescue);
}

/* A fact's own hash, its time, its place: each is found, and no more than it is lost. */
static void
test_log (Testing       *self,
          gconstpointer  data)
{
  static const struct
  {
    const char *sql;
    gint64      n_lost;
    gint64      n_doubtful;
  } cases[] = {
    { "UPDATE fact SET hash = '00' || substr (hash, 3) WHERE number = 30", 0, 0 }, /* the next one tells what it was */
    { "UPDATE fact SET recorded_ms = recorded_ms + 1 WHERE number = 30", 1, 0 },
    { "UPDATE fact SET recorded_by = 'nobody' WHERE number = 30", 1, 0 },
    { "UPDATE fact SET first_row = first_row + 1 WHERE number = 30", 0, 0 },       /* the rows follow the entry before */
    { "UPDATE fact SET rows_digest = hash WHERE number = 30", 1, 0 },
    { "DELETE FROM fact WHERE number = 30", 1, 1 },
    { "DELETE FROM fact WHERE number > 100", -1, 0 },
    { "DELETE FROM fact WHERE number = 2", 1, 1 },                                 /* the regions: the program's stand in */
    { "DELETE FROM fact WHERE number = 1", 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strconcat ("DROP TRIGGER fact_no_update; DROP TRIGGER fact_no_delete; ", cases[i].sql, NULL);
      g_autofree guint8 *bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HengRescue) rescue = NULL;
      gsize n_bytes;

      g_assert_true (g_file_set_contents (self->path, (char *) fixture.bytes, (gssize) fixture.n_bytes, NULL));
      g_assert_cmpint (testing_raw (self->path, sql), ==, SQLITE_OK);
      g_assert_true (g_file_get_contents (self->path, (char **) &bytes, &n_bytes, NULL));
      rescue = rescue_bytes (self, bytes, n_bytes, &error);
      g_test_message ("%s", cases[i].sql);
      g_assert_no_error (error);
      g_assert_cmpint (rescue->n_lost, ==, cases[i].n_lost >= 0 ? cases[i].n_lost : fixture.count - 100);
      g_assert_cmpint (rescue->n_doubtful, ==, cases[i].n_doubtful);
      assert_saved (self, rescue);
    }
}

static void
damage (guint    seed,
        guint8  *bytes,
        gsize   *n_bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint n_pages = (guint) (*n_bytes / 4096), times = (guint) g_rand_int_range (random, 1, seed % 10 == 0 ? 30 : 4);

  for (guint i = 0; i < times; i++)
    {
      guint page = (guint) g_rand_int_range (random, 0, (gint32) n_pages);

      switch ((seed + i) % 5)
        {
        case 0:
          memset (bytes + page * 4096, 0, 4096);
          break;
        case 1:
          for (guint j = 0; j < 8; j++)
            bytes[page * 4096 + (guint) g_rand_int_range (random, 0, 4096)] ^= (guint8) g_rand_int_range (random, 1, 256);
          break;
        case 2:
          for (guint j = 0; j < 4096; j++)
            bytes[page * 4096 + j] = (guint8) g_rand_int_range (random, 0, 256);
          break;
        case 3:
          memcpy (bytes + page * 4096, bytes + (guint) g_rand_int_range (random, 0, (gint32) n_pages) * 4096, 4096);
          break;
        default:
          *n_bytes = seed % 2 == 0 ? (gsize) g_rand_int_range (random, 0, (gint32) *n_bytes + 1) : *n_bytes;
          n_pages = MAX ((guint) (*n_bytes / 4096), 1);
          break;
        }
      if (*n_bytes < 4096)
        return;
    }
}

static void
test_damage (Testing       *self,
             gconstpointer  data)
{
  guint n_saved = 0, n_partly = 0;

  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      g_autofree guint8 *bytes = g_memdup2 (fixture.bytes, fixture.n_bytes);
      gsize n_bytes = fixture.n_bytes;
      g_autoptr (GError) error = NULL;
      g_autoptr (HengRescue) rescue = NULL;

      damage (seed, bytes, &n_bytes);
      g_test_message ("seed %u", seed);
      rescue = rescue_bytes (self, bytes, n_bytes, &error);
      assert_tidy (self);
      if (rescue == NULL)
        {
          g_test_message ("nothing of %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes", n_bytes, fixture.n_bytes);
          testing_assert_error (error, RESCUE_NOTHING);
          g_assert_false (g_file_test (fixture.saved, G_FILE_TEST_EXISTS));
          continue;
        }
      n_saved++;
      n_partly += rescue->n_lost > 0;
      assert_saved (self, rescue);
    }
  /* The cases reach what they are made for. */
  g_test_message ("saved %u, partly %u", n_saved, n_partly);
  g_assert_cmpuint (n_saved, >, N_SEEDS / 2);
  g_assert_cmpuint (n_partly, >, N_SEEDS / 5);
}

static void
test_refused (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (GError) error = NULL, missing = NULL;
  g_autofree char *nowhere = g_build_filename (self->folder, "nowhere", NULL);

  g_assert_null (heng_book_rescue (self->path, self->path, "CNY", "x", regions, testing_clock, &self->now_ms, NULL, NULL, NULL, &error));
  testing_assert_error (error, FILE_EXISTS);
  g_assert_null (heng_book_rescue (nowhere, fixture.saved, "CNY", "x", regions, testing_clock, &self->now_ms, NULL, NULL, NULL, &missing));
  testing_assert_error (missing, BOOK_MISSING);
}

/* What was known on a day is what of it is left: facts keep their numbers and times. */
static void
test_known_on (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRescue) rescue = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  gint64 lost = 0, last = -1;
  guint n_days = 0;

  g_assert_true (g_file_set_contents (self->path, (char *) fixture.bytes, (gssize) fixture.n_bytes, NULL));
  g_assert_cmpint (testing_raw (self->path, "DROP TRIGGER line_no_update; UPDATE line SET amount = amount + 1 WHERE entry = 60"), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (self->path, &bytes, &n_bytes, NULL));
  rescue = rescue_bytes (self, (const guint8 *) bytes, n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rescue->n_lost, ==, 1);
  for (gint64 i = 1; i <= fixture.count; i++)
    lost = is_lost (rescue, i) ? i : lost;
  g_assert_cmpint (fixture.amounts[lost], >, 0);

  for (HengDay day = heng_day_of_ms (TESTING_START_MS);; day++)
    {
      g_autoptr (HengBook) book = heng_book_open (fixture.saved, HENG_BOOK_OPEN_READ_ONLY, "tester", testing_clock, &self->now_ms, &error);
      g_autoptr (GPtrArray) rows = NULL;
      const HengBalance *row;
      gint64 count, expected = 0;

      g_assert_no_error (error);
      g_assert_true (heng_book_count_known_on (book, day, &count, &error));
      /* The last three facts reverse, observe and settle. */
      if (count > fixture.count - 3)
        break;
      g_assert_cmpint (count, >=, last);
      last = count;
      g_assert_true (heng_book_look_back (book, count > 0 ? count : -1, day, &error));
      rows = heng_book_list_balances (book, HENG_BALANCE_BY_REGION, FALSE, (HengView) { HENG_DAY_NONE, 0 }, &error);
      g_assert_no_error (error);
      for (gint64 i = 1; i <= count; i++)
        expected += i == lost ? 0 : fixture.amounts[i];
      row = testing_find_balance (rows, "410000", "CNY");
      g_assert_cmpint (row != NULL ? row->paid_minor : 0, ==, expected);
      n_days++;
    }
  g_assert_cmpuint (n_days, >, 5);
  g_assert_cmpint (last, >, lost);
}

/* Stopped at whatever moment it tells of, it leaves nothing. */
static void
test_stopped (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = testing_regions ();
  guint n_files, n_told = 0;

  g_assert_true (g_file_set_contents (fixture.broken, (char *) fixture.bytes, (gssize) fixture.n_bytes, NULL));
  n_files = testing_count_files (self->folder);
  for (guint at = 0; at == 0 || at <= n_told; at += MAX (1, n_told / 12))
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      TestingStop stop = { cancellable, at, 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (HengRescue) rescue = heng_book_rescue (fixture.broken, fixture.saved, "CNY", "rescuer", regions, testing_clock, &self->now_ms,
                                                        testing_stop_cb, &stop, cancellable, &error);

      /* First nobody stops it. */
      if (at == 0)
        {
          g_assert_no_error (error);
          n_told = stop.n_told;
          g_assert_cmpint (g_remove (fixture.saved), ==, 0);
        }
      else
        {
          g_assert_null (rescue);
          testing_assert_error (error, CANCELLED);
        }
      g_assert_cmpuint (testing_count_files (self->folder), ==, n_files);
    }
  g_assert_cmpuint (n_told, >, 10);
}

/* What stands in the log beside the file only, as after a crash, is taken from it; it is neither changed nor gone afterwards. */
static void
test_log_beside (Testing       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRescue) rescue = NULL;
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL), *log_of_broken = g_strconcat (fixture.broken, "-wal", NULL);
  g_autofree char *bytes = NULL, *log_bytes = NULL, *log_after = NULL;
  gsize n_bytes, n_log_bytes, n_after;
  gint64 number;

  self->book = heng_book_open (self->path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);
  g_assert_no_error (error);
  testing_pay (self, "A", "Down", "Up", 4711);
  number = testing_head (self, NULL);
  g_assert_true (g_file_get_contents (self->path, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_get_contents (log, &log_bytes, &n_log_bytes, NULL));
  g_assert_cmpuint (n_log_bytes, >, 0);
  testing_close (self);

  g_assert_true (g_file_set_contents (fixture.broken, bytes, (gssize) n_bytes, NULL));
  g_assert_true (g_file_set_contents (log_of_broken, log_bytes, (gssize) n_log_bytes, NULL));
  rescue = heng_book_rescue (fixture.broken, fixture.saved, "CNY", "rescuer", regions, testing_clock, &self->now_ms, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rescue->is_log_lost);
  g_assert_cmpint (rescue->n_lost, ==, 0);
  g_assert_cmpint (rescue->old_count, ==, number);
  fixture.count = number;
  fixture.amounts[number] = 4711;
  assert_saved (self, rescue);
  g_assert_true (g_file_get_contents (log_of_broken, &log_after, &n_after, NULL));
  g_assert_cmpmem (log_after, n_after, log_bytes, n_log_bytes);
}

/* What facts speak of each other, each lost in its turn: what speaks of a lost fact is not taken, and why is said. */
static const struct
{
  const char *lost;   /* the fact that is changed, by SQL */
  const char *why;    /* of what hangs on it; (nullable): nothing does */
  gint64      n_lost;
} hanging[] = {
  { "UPDATE event SET data = data || ' ' WHERE kind = 'override'", "hangs", 2 },
  { "UPDATE event SET data = data || ' ' WHERE kind = 'exception-ended'", NULL, 1 },
  { "UPDATE event SET data = data || ' ' WHERE kind = 'issued'", "hangs", 2 },
  { "UPDATE region_version SET name_zh = '别' WHERE code = '370100'", NULL, 1 }, /* a nameless one stands in its place */
  { "UPDATE line SET amount = amount + 1 WHERE entry = (SELECT max (entry) FROM line)", "run", 2 },
  /* The entries behind a lost one have other numbers, by which a run names its own. */
  { "UPDATE line SET amount = amount + 1 WHERE entry = 5", NULL, 1 },
};

static void
speak_of_each_other (Testing *self)
{
  HengRegion region = { .code = (char *) "370100", .name_zh = (char *) "济南", .name_en = (char *) "Jinan", .parent = (char *) "370000" };
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  g_autoptr (HengAgreement) agreement = NULL;
  g_autoptr (HengSettlement) settlement = NULL;
  g_autoptr (GError) error = NULL;

  self->book = heng_book_open (self->path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);
  g_assert_no_error (error);
  testing_end (self, testing_override (self, "A", "2020", "Down>Up=500 CNY"));
  g_assert_true (heng_book_append_issue (self->book, "A", testing_period ("2021"), "函1", NULL, NULL, &error));
  g_assert_true (heng_book_append_confirmation (self->book, "A", testing_period ("2021"), 0, "Up", NULL, NULL, &error));
  g_ptr_array_add (regions, &region);
  g_assert_true (heng_book_append_regions (self->book, regions, NULL, NULL, &error));
  agreement = testing_agreement_new ("C", "协议", "{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"},"
                                     "{\"name\":\"Down\",\"region\":\"370100\",\"role\":\"beneficiary\"}", TESTING_YEARS, TESTING_RULE);
  g_assert_true (heng_book_append_agreement (self->book, agreement, NULL, NULL, &error));
  testing_observe (self, "A", "q", "2020", "6");
  settlement = heng_book_settle (self->book, "A", testing_period ("2020"), 0, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (heng_book_post_run (self->book, settlement, HENG_RUN_FINAL, testing_day ("2024-05-31"), NULL, &error));
  g_assert_no_error (error);
  fixture.count = testing_head (self, NULL);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, "PRAGMA journal_mode = DELETE"), ==, SQLITE_OK);
  g_free (fixture.bytes);
  g_assert_true (g_file_get_contents (self->path, (char **) &fixture.bytes, &fixture.n_bytes, NULL));
}

static void
test_hanging (Testing       *self,
              gconstpointer  data)
{
  speak_of_each_other (self);
  for (guint i = 0; i < G_N_ELEMENTS (hanging); i++)
    {
      g_autofree char *sql = g_strconcat ("DROP TRIGGER event_no_update; DROP TRIGGER line_no_update; DROP TRIGGER region_version_no_update; ",
                                          hanging[i].lost, NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HengRescue) rescue = NULL;
      const HengRescueGap *last;
      gsize n_bytes;

      g_test_message ("%s", hanging[i].lost);
      g_assert_true (g_file_set_contents (self->path, (char *) fixture.bytes, (gssize) fixture.n_bytes, NULL));
      g_assert_cmpint (testing_raw (self->path, sql), ==, SQLITE_OK);
      g_assert_true (g_file_get_contents (self->path, &bytes, &n_bytes, NULL));
      rescue = rescue_bytes (self, (const guint8 *) bytes, n_bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (rescue->n_lost, ==, hanging[i].n_lost);
      last = g_ptr_array_index (rescue->gaps, rescue->gaps->len - 1);
      g_assert_cmpstr (last->why, ==, hanging[i].why != NULL ? hanging[i].why : "rows");
      assert_saved (self, rescue);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/book-rescue/whole", Testing, NULL, set_up, test_whole, tear_down);
  g_test_add ("/book-rescue/first-fact", Testing, NULL, set_up, test_first_fact, tear_down);
  g_test_add ("/book-rescue/reversal", Testing, NULL, set_up, test_reversal, tear_down);
  g_test_add ("/book-rescue/log", Testing, NULL, set_up, test_log, tear_down);
  g_test_add ("/book-rescue/damage", Testing, NULL, set_up, test_damage, tear_down);
  g_test_add ("/book-rescue/known-on", Testing, NULL, set_up, test_known_on, tear_down);
  g_test_add ("/book-rescue/log-beside", Testing, NULL, set_up, test_log_beside, tear_down);
  g_test_add ("/book-rescue/hanging", Testing, NULL, set_up, test_hanging, tear_down);
  g_test_add ("/book-rescue/stopped", Testing, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/book-rescue/refused", Testing, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}

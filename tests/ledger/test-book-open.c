// SPDX-License-Identifier: GPL-3.0-or-later
/* A file and a log that lie side by side: the file's own log is taken, any other is found. */
#include "ledger-testing.h"

#include "heng-book-exceptions.h"
#include "heng-book-restore.h"
#include "heng-book-verify.h"

typedef struct
{
  char *bytes;
  gsize n_bytes;
} Content;

/* What happens to the book from one of the four states to the next: a letter each, see act(). The log goes from the second to the third. */
typedef struct
{
  const char *name;
  const char *before;
  const char *logged;
  const char *after;
} History;

static const History histories[] = {
  { "payments", "ppp", "ppp", "ppp" },
  { "other-regions", "p", "y", "p" },
  { "many", "PPPPPPPPPPPPPPPPPPPP", "p", "PPPPPPPPPPPPPPPPPPPP" },
  { "much-logged", "p", "PPPPPPPPPP", "p" },
  { "observations-then-payments", "oooooooo", "p", "oooooooo" },
  { "payments-then-observations", "PPPP", "o", "PPPP" },
  { "settled", "os", "op", "oo" },
  { "agreements", "aaaaaaaaaaaa", "p", "aaaaaaaaaaaa" },
  { "closed", "c", "p", "c" },
  { "one-each", "p", "p", "p" },
  { "indexes-of-others", "PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP", "c", "PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP" },
};

static void
pay_many (Testing *self,
          guint    number)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 25; i++)
    {
      HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);

      entry->agreement = g_strdup (i % 2 == 0 ? "T-1" : "T-0");
      entry->date = testing_day ("2024-03-01");
      heng_entry_add_line (entry, HENG_LINE_PAYMENT, i % 3 == 0 ? "Down" : "Yiwu", "Up", "CNY", number + i);
      g_ptr_array_add (entries, entry);
    }
  g_assert_true (heng_book_append_entries (self->book, entries, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
act (Testing    *self,
     const char *letters,
     guint      *counter)
{
  for (; *letters != '\0'; letters++)
    {
      guint number = ++*counter;
      g_autofree char *text = g_strdup_printf ("%u.5", number), *code = g_strdup_printf ("T-%03u", number);

      switch (*letters)
        {
        case 'p':
          testing_pay (self, "T-1", "Down", "Up", number);
          break;
        case 'P':
          pay_many (self, number);
          break;
        case 'y':
          testing_pay (self, "T-1", "Yiwu", "Fund", number);
          break;
        case 'o':
          testing_observe (self, "T-1", "q", number % 2 == 0 ? "2021" : "2022", text);
          break;
        case 's':
          testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
          break;
        case 'a':
          testing_agree (self, code, TESTING_YEARS, TESTING_RULE);
          break;
        case 'c':
          g_assert_true (heng_book_close (self->book, testing_day ("2019-01-01") + (HengDay) number, "closed", NULL, NULL));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static Content
take (const char *path,
      const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  Content content;

  g_assert_true (g_file_get_contents (name, &content.bytes, &content.n_bytes, NULL));
  return content;
}

static void
put (const char    *path,
     const char    *ending,
     const Content *content)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  g_assert_true (g_file_set_contents (name, content->bytes, (gssize) content->n_bytes, NULL));
}

static Content
close_and_take (Testing *self)
{
  testing_close (self);
  return take (self->path, "");
}

enum { FILE_EARLIER, FILE_OWN, FILE_LATER, N_FILES };

static guint n_earlier_refused;

/* Every way to open it: as it was when the log was written, or refused; and looking changes nothing of what is refused. */
static guint
check (Testing       *self,
       const Content *file,
       const Content *log,
       gint64         count)
{
  static const HengBookOpen modes[] = { HENG_BOOK_OPEN_READ_ONLY, HENG_BOOK_OPEN_AS_IT_IS, HENG_BOOK_OPEN_WRITE };
  guint n_refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HengBook) book = NULL;
      gint64 n_found = -1;

      put (self->path, "", file);
      put (self->path, "-wal", log);
      book = heng_book_open (self->path, modes[i], "tester", testing_clock, &self->now_ms, &error);
      if (book == NULL)
        {
          Content found = take (self->path, ""), found_log = take (self->path, "-wal");

          testing_assert_error (error, BOOK_LOG);
          g_assert_cmpmem (found.bytes, found.n_bytes, file->bytes, file->n_bytes);
          g_assert_cmpmem (found_log.bytes, found_log.n_bytes, log->bytes, log->n_bytes);
          g_free (found.bytes);
          g_free (found_log.bytes);
          n_refused++;
        }
      else
        {
          Testing other = { .book = book };

          g_assert_true (heng_book_verify (book, TRUE, NULL, NULL, &n_found, NULL));
          g_assert_cmpint (n_found, ==, 0);
          g_assert_cmpint (testing_head (&other, NULL), ==, count);
        }
    }
  return n_refused;
}

#define N_TORN 3
#define SECTOR_BYTES 512

/* Where the power went while the log was written into the file: of what is changed by that some is there, some not, and some is garbage. */
static void
check_torn (Testing       *self,
            const Content *file,
            const Content *log,
            gint64         count)
{
  g_autofree char *folder = g_dir_make_tmp ("hengping-test-XXXXXX", NULL), *path = g_build_filename (folder, "torn", NULL);
  Testing other = { .folder = folder, .path = path, .now_ms = self->now_ms };
  g_autoptr (GRand) chance = g_rand_new_with_seed (1);
  Content written, torn;

  put (path, "", file);
  put (path, "-wal", log);
  g_assert_cmpint (testing_raw (path, "PRAGMA wal_checkpoint (TRUNCATE)"), ==, SQLITE_OK);
  written = take (path, "");
  torn.bytes = g_malloc (written.n_bytes);
  torn.n_bytes = written.n_bytes;
  for (guint i = 0; i < N_TORN; i++)
    {
      for (gsize at = 0; at < torn.n_bytes; at += SECTOR_BYTES)
        {
          gboolean is_there = at < file->n_bytes, changes = !is_there || memcmp (file->bytes + at, written.bytes + at, SECTOR_BYTES) != 0;
          gint32 what = g_rand_int_range (chance, 0, 3);

          memcpy (torn.bytes + at, (what == 0 && is_there ? file : &written)->bytes + at, SECTOR_BYTES);
          if (changes && what == 1)
            memset (torn.bytes + at, g_rand_int_range (chance, 0, 256), SECTOR_BYTES / 2);
        }
      /* The file's own header tells SQLite what it is. */
      memcpy (torn.bytes, file->bytes, SECTOR_BYTES);
      g_assert_cmpuint (check (&other, &torn, log, count), ==, 0);
    }
  g_free (written.bytes);
  g_free (torn.bytes);
  testing_remove_folder (folder);
}

static void
test_left_log (Testing       *self,
               gconstpointer  data)
{
  const History *history = data;
  Content files[N_FILES], log, hot;
  guint counter = 0, n_refused[N_FILES];
  gint64 count;

  testing_agree (self, "T-0", TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  testing_observe (self, "T-1", "q", "2022", "6");
  testing_pay (self, "T-1", "Down", "Up", 100);
  files[FILE_EARLIER] = close_and_take (self);
  self->book = testing_open_another (self);
  act (self, history->before, &counter);
  files[FILE_OWN] = close_and_take (self);
  self->book = testing_open_another (self);
  act (self, history->logged, &counter);
  hot = take (self->path, "");
  log = take (self->path, "-wal");
  count = testing_head (self, NULL);
  g_assert_cmpmem (hot.bytes, hot.n_bytes, files[FILE_OWN].bytes, files[FILE_OWN].n_bytes);
  check_torn (self, &files[FILE_OWN], &log, count);
  act (self, history->after, &counter);
  files[FILE_LATER] = close_and_take (self);

  for (guint i = 0; i < N_FILES; i++)
    n_refused[i] = check (self, &files[i], &log, count);
  g_assert_cmpuint (n_refused[FILE_OWN], ==, 0);
  g_test_message ("earlier %u, later %u refused", n_refused[FILE_EARLIER], n_refused[FILE_LATER]);
  g_assert_cmpuint (n_refused[FILE_LATER], ==, 3);
  /* Where the log has every page that was changed in between the two are whole. */
  g_assert_cmpuint (n_refused[FILE_EARLIER] % 3, ==, 0);
  n_earlier_refused += n_refused[FILE_EARLIER] > 0;

  /* To restore keeps both as they are, and the log is not put beside what is restored. */
  {
    g_autofree char *backup = g_build_filename (self->folder, "backup", NULL), *kept = NULL;
    Content found, found_log;
    g_autoptr (GError) error = NULL;

    put (backup, "", &files[FILE_OWN]);
    put (self->path, "", &files[FILE_LATER]);
    put (self->path, "-wal", &log);
    g_assert_true (heng_book_restore (backup, self->path, NULL, NULL, NULL, &kept, &error));
    g_assert_no_error (error);
    found = take (kept, "");
    found_log = take (kept, "-wal");
    g_assert_cmpmem (found.bytes, found.n_bytes, files[FILE_LATER].bytes, files[FILE_LATER].n_bytes);
    g_assert_cmpmem (found_log.bytes, found_log.n_bytes, log.bytes, log.n_bytes);
    g_free (found.bytes);
    g_free (found_log.bytes);
    self->book = testing_open_another (self);
    g_assert_cmpint (testing_head (self, NULL), <, count);
  }
  for (guint i = 0; i < N_FILES; i++)
    g_free (files[i].bytes);
  g_free (hot.bytes);
  g_free (log.bytes);
}

/* The histories are such that something would be wrong. */
static void
test_enough (Testing       *self,
             gconstpointer  data)
{
  g_assert_cmpuint (n_earlier_refused, >=, 4);
}

/* A log that another program is writing is nobody's leaving: it is not read through each time somebody looks. */
static void
test_living_log (Testing       *self,
                 gconstpointer  data)
{
  g_autoptr (HengBook) other = NULL;
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  for (guint i = 0; i < 3; i++)
    {
      testing_pay (self, "T-1", "Down", "Up", 100);
      g_clear_pointer (&other, heng_book_free);
      other = heng_book_open (self->path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);
      g_assert_no_error (error);
    }
  testing_pay (self, "T-1", "Down", "Up", 100);
}

/* What somebody has open is not left, whatever stands in its log; also where it is open in another place of the same program. Who opens it for reading
 * only cannot lock it, and so cannot tell. */
static void
test_not_left (Testing       *self,
               gconstpointer  data)
{
  static const HengBookOpen modes[] = { HENG_BOOK_OPEN_WRITE, HENG_BOOK_OPEN_AS_IT_IS };
  guint counter = 0;
  sqlite3 *other;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  act (self, "pp", &counter);
  testing_reopen (self);
  g_assert_cmpint (sqlite3_open (self->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "UPDATE kept SET paid = paid + 1", NULL, NULL, NULL), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HengBook) book = heng_book_open (self->path, modes[i], "tester", testing_clock, &self->now_ms, &error);

      g_assert_no_error (error);
      g_assert_nonnull (book);
    }
  sqlite3_close (other);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autofree char *path = g_strconcat ("/book-open/left-log/", histories[i].name, NULL);

      g_test_add (path, Testing, &histories[i], testing_set_up, test_left_log, testing_tear_down);
    }
  g_test_add ("/book-open/living-log", Testing, NULL, testing_set_up, test_living_log, testing_tear_down);
  g_test_add ("/book-open/of-these/enough", Testing, NULL, testing_set_up, test_enough, testing_tear_down);
  g_test_add ("/ledger/book-open/not-left", Testing, NULL, testing_set_up, test_not_left, testing_tear_down);
  return g_test_run ();
}

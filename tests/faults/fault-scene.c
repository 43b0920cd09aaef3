// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault-scene.h"

#include "heng-book-backups.h"
#include "heng-new-file.h"

#include "review-testing.h"
#include "exception-testing.h"

#include <stdlib.h>

#define DOCUMENT "{\"hengping\":\"agreement/1\",\"code\":\"T-2\",\"title\":{\"zh\":\"协议二（合成）\"},\"mechanism\":\"grain\",\"parties\":[" \
  TESTING_PARTIES "]," TESTING_YEARS ",\"indicators\":[" TESTING_INDICATORS "],\"rules\":[\"Down pays Fund 7 * q\",\"Up provides Down q \\\"t\\\"\"]}"

static void
add_input (FaultScene *self,
           const char *name,
           const char *text)
{
  g_autofree char *path = fault_scene_get_input (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
make_inputs (FaultScene *self)
{
  g_autoptr (GString) observations = g_string_new ("agreement,indicator,period,value,source\n");
  g_autoptr (GString) payments = g_string_new ("agreement,from,to,amount,date,memo\n");

  for (guint month = 1; month <= 12; month++)
    g_string_append_printf (observations, "T-1,t,2022-%02u,%u.5,station\n", month, month);
  g_string_append (observations, "T-1,q,2023,9.25,station\nT-2,q,2020,3,station\nT-2,q,2021,4,station\n");
  for (guint i = 1; i <= 40; i++)
    g_string_append_printf (payments, "T-1,%s,%s,%u.%02u,2024-02-%02u,部分 %u\n", i % 3 == 0 ? "Up" : "Down", i % 3 == 0 ? "Fund" : "Up", i, i,
                            i % 28 + 1, i);
  add_input (self, "t-2.json", DOCUMENT);
  add_input (self, "observations.csv", observations->str);
  add_input (self, "payments.csv", payments->str);
  add_input (self, "regions.csv", "code,name_zh,name_en,parent\n370100,济南,Jinan,370000\n410100,郑州,Zhengzhou,410000\n");
}

/* ---- bases ---- */

static void
take_folder (FaultScene *self,
             const char *within,
             GHashTable *taken)
{
  g_autofree char *folder = g_build_filename (self->folder, within, NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *whole = g_build_filename (within, name, NULL);
      char *bytes;
      gsize length;

      if (g_str_has_suffix (name, "-shm"))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          take_folder (self, whole, taken);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_hash_table_insert (taken, g_steal_pointer (&whole), g_bytes_new_take (bytes, length));
    }
}

GHashTable *
fault_scene_take (FaultScene *self)
{
  GHashTable *taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  take_folder (self, "", taken);
  return taken;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
    }
  testing_remove_folder (folder);
}

/* A book in which each kind of fact stands, statements and exceptions included. Synthetic. */
static gint64
fill_book (Testing *testing)
{
  static const char *const years[] = { "2020", "2021", "2022" };
  gint64 disputed;

  testing_agree (testing, "T-1", TESTING_YEARS, TESTING_RULE ",\"Down provides Up 0.5 * q \\\"t\\\"\"");
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    testing_observe (testing, "T-1", "q", years[i], "7.5");
  testing_observe (testing, "T-1", "q", "2021", "8");
  testing_post (testing, "T-1", "2020", HENG_SETTLEMENT_POSTED);
  testing_post (testing, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  testing_pay (testing, "T-1", "Down", "Up", 12345);
  testing_pay (testing, "T-1", "Yiwu", "Fund", 200);
  testing->now_ms += TESTING_DAY_MS;
  issue (testing, "2020", 1);
  issue (testing, "2021", 1);
  g_assert_true (try_confirm (testing, "2020", "Down", NULL));
  disputed = dispute (testing, "2021", 70000);
  testing_override (testing, "T-1", "2023", "Down>Up=500 CNY");
  g_assert_true (heng_book_reverse (testing->book, 4, "wrong", NULL, NULL));
  testing->now_ms += TESTING_DAY_MS;
  return disputed;
}

/* A backup to restore, of a state before the book's last, and a copy that lacks a page. */
static void
keep_inputs (FaultScene *self,
             Testing    *testing)
{
  g_autofree char *backup = fault_scene_get_input (self, "backup.hengping"), *broken = fault_scene_get_input (self, "broken.hengping");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  testing->book = testing_open_another (testing);
  g_assert_true (heng_book_backup (testing->book, backup, &error));
  testing_pay (testing, "T-1", "Down", "Up", 55);
  g_assert_true (heng_book_backup (testing->book, broken, &error));
  testing_close (testing);
  g_assert_true (g_file_get_contents (broken, &bytes, &n_bytes, NULL));
  memset (bytes + n_bytes / 2 / 4096 * 4096, 0, 4096);
  g_assert_true (g_file_set_contents (broken, bytes, (gssize) n_bytes, NULL));
  self->bases[FAULT_BASE_BOOK] = fault_scene_take (self);
}

static void
make_bases (FaultScene *self)
{
  Testing testing = { .folder = self->folder, .path = self->path, .now_ms = TESTING_START_MS };
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "ledger", "schema-1.hengping.gz", NULL);
  g_autofree char *log = NULL, *unpack = NULL, *quoted_packed = g_shell_quote (packed), *quoted = g_shell_quote (self->path);
  g_autoptr (GError) error = NULL;

  self->bases[FAULT_BASE_EMPTY] = fault_scene_take (self);
  testing.book = heng_book_new (self->path, "CNY", "tester", regions, testing_clock, &testing.now_ms, &error);
  g_assert_no_error (error);
  self->dispute = fill_book (&testing);
  testing_close (&testing);

  keep_inputs (self, &testing);

  testing.book = testing_open_another (&testing);
  testing_pay (&testing, "T-1", "Down", "Up", 777);
  testing_observe (&testing, "T-1", "q", "2020", "7.75");
  testing_post (&testing, "T-1", "2020", HENG_SETTLEMENT_POSTED);
  self->bases[FAULT_BASE_HOT] = fault_scene_take (self);
  testing_close (&testing);
  self->now_ms = testing.now_ms;

  fault_scene_reset (self, FAULT_BASE_BOOK);
  testing.book = testing_open_another (&testing);
  g_assert_true (heng_book_backup (testing.book, self->other, &error));
  testing_close (&testing);
  g_assert_cmpint (g_rename (self->other, self->path), ==, 0);
  self->bases[FAULT_BASE_COPY] = fault_scene_take (self);

  fault_scene_reset (self, FAULT_BASE_EMPTY);
  unpack = g_strdup_printf ("gzip -dc %s > %s", quoted_packed, quoted);
  g_assert_cmpint (system (unpack), ==, 0);
  self->bases[FAULT_BASE_OLD] = fault_scene_take (self);

  fault_scene_reset (self, FAULT_BASE_EMPTY);
  log = g_strconcat (self->path, "-wal", NULL);
  g_assert_true (g_file_set_contents (self->path, "no book at all", -1, NULL));
  g_assert_true (g_file_set_contents (log, "nor its log", -1, NULL));
  self->bases[FAULT_BASE_BROKEN] = fault_scene_take (self);
}

FaultScene *
fault_scene_new (void)
{
  FaultScene *self = g_new0 (FaultScene, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("hengping-faults-XXXXXX", &error);
  g_assert_no_error (error);
  self->inputs = g_dir_make_tmp ("hengping-inputs-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "a book 账.hengping", NULL);
  self->other = g_build_filename (self->folder, "another.hengping", NULL);
  make_inputs (self);
  make_bases (self);
  return self;
}

void
fault_scene_free (FaultScene *self)
{
  remove_folder (self->folder);
  testing_remove_folder (self->inputs);
  for (guint i = 0; i < FAULT_N_BASES; i++)
    g_hash_table_unref (self->bases[i]);
  g_free (self->folder);
  g_free (self->inputs);
  g_free (self->path);
  g_free (self->other);
  g_free (self);
}

void
fault_scene_put (FaultScene *self,
                 GHashTable *files)
{
  GHashTableIter iter;
  gpointer name, bytes;

  remove_folder (self->folder);
  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL), *folder = g_path_get_dirname (path);

      g_mkdir (folder, 0700);
      g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

void
fault_scene_reset (FaultScene *self,
                   FaultBase   base)
{
  fault_scene_put (self, self->bases[base]);
}

char *
fault_scene_get_input (FaultScene *self,
                       const char *name)
{
  return g_build_filename (self->inputs, name, NULL);
}

HengBook *
fault_scene_open (FaultScene    *self,
                  const char    *path,
                  HengBookOpen   mode,
                  GError       **error)
{
  return heng_book_open (path, mode, "tester", testing_clock, &self->now_ms, error);
}

/* ---- afterwards ---- */

static void
found_cb (gint64        fact,
          const GError *finding,
          gpointer      data)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT " %s; ", fact, heng_error_get_argument (finding, 1));
}

char *
fault_scene_describe (FaultScene *self,
                      const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (GString) found = g_string_new ("broken: verify finds ");
  g_autofree char *views = NULL;
  gint64 n_found = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup ("absent");
  book = fault_scene_open (self, path, HENG_BOOK_OPEN_AS_IT_IS, &error);
  if (book == NULL || !heng_book_verify (book, TRUE, found_cb, found, &n_found, &error))
    return g_strdup_printf ("broken: %s", error->message);
  if (n_found > 0)
    return g_string_free (g_steal_pointer (&found), FALSE);
  if ((views = fault_views_describe (book, &error)) == NULL)
    return g_strdup_printf ("broken: %s", error->message);

  return g_strdup_printf ("%s%s", heng_book_is_read_only (book) ? "read only\n" : "", views);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
fault_scene_digest (FaultScene *self)
{
  g_autoptr (GHashTable) files = fault_scene_take (self);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  guint n_names;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (files, &n_names);

  qsort (names, n_names, sizeof *names, compare_names);
  for (guint i = 0; i < n_names; i++)
    {
      GBytes *bytes = g_hash_table_lookup (files, names[i]);

      g_checksum_update (sum, names[i], -1);
      g_checksum_update (sum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* ---- beside the book ---- */

/* The first file of the folder of automatic backups. */
static char *
find_automatic (FaultScene *self)
{
  g_autofree char *folder = g_strconcat (self->path, ".backups", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".hengping"))
      return g_build_filename (folder, name, NULL);
  return g_build_filename (folder, "none", NULL);
}

char *
fault_scene_find_other (FaultScene *self,
                        FaultOther  other)
{
  switch (other)
    {
    case FAULT_OTHER_KEPT: return g_strconcat (self->path, ".before-restore", NULL);
    case FAULT_OTHER_MIGRATED: return g_strconcat (self->path, ".before-2", NULL);
    case FAULT_OTHER_AUTOMATIC: return find_automatic (self);
    case FAULT_OTHER_COPY:
    default: return g_strdup (self->other);
    }
}

char *
fault_scene_clean (FaultScene *self)
{
  g_autofree char *backups = g_strconcat (self->path, ".backups", NULL);
  g_autoptr (GHashTable) files = NULL;
  GHashTableIter iter;
  gpointer name;

  heng_new_file_clean (self->folder);
  heng_new_file_clean (backups);
  files = fault_scene_take (self);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strstr (name, ".part") != NULL)
      return g_strdup (name);
  return NULL;
}

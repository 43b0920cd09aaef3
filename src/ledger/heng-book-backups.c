// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-backups.h"

#include "heng-book-private.h"
#include "heng-file.h"
#include "heng-new-file.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define ENDING ".hengping"
#define HEAD_DIGITS 16
#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)
#define N_DAYS 7
#define N_WEEKS 4
#define N_MONTHS 12
/* What a new book holds before anybody writes into it. */
#define COUNT_EMPTY 2

void
heng_backup_free (HengBackup *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->head);
  g_free (self);
}

gboolean
heng_backups_are_on (void)
{
  return g_strcmp0 (g_getenv ("HENGPING_BACKUPS"), "0") != 0;
}

char *
heng_backups_get_folder (const char *path)
{
  return g_strconcat (path, ".backups", NULL);
}

/* ---- names ---- */

/* 20261122T081530Z-504-98ead1c77eff7a49.hengping */
static char *
make_name (gint64      made_ms,
           gint64      count,
           const char *head)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (made_ms / 1000);
  g_autofree char *time = moment != NULL ? g_date_time_format (moment, "%Y%m%dT%H%M%SZ") : g_strdup ("00010101T000000Z");

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%.*s" ENDING, time, count, HEAD_DIGITS, head);
}

static HengBackup *
parse_name (const char *folder,
            const char *name)
{
  int year, month, day, hour, minute, second, n_read = 0;
  g_auto (GStrv) parts = g_strsplit (name, "-", 3);
  g_autoptr (GDateTime) moment = NULL;
  guint64 count;
  HengBackup *backup;

  if (g_strv_length (parts) != 3 || strlen (parts[0]) != strlen ("20261122T081530Z") ||
      sscanf (parts[0], "%4d%2d%2dT%2d%2d%2dZ%n", &year, &month, &day, &hour, &minute, &second, &n_read) != 6 || n_read != 16 ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXINT64, &count, NULL) ||
      strlen (parts[2]) != HEAD_DIGITS + strlen (ENDING) || strcmp (parts[2] + HEAD_DIGITS, ENDING) != 0 ||
      strspn (parts[2], "0123456789abcdef") < HEAD_DIGITS ||
      (moment = g_date_time_new_utc (year, month, day, hour, minute, second)) == NULL)
    return NULL;

  backup = g_new0 (HengBackup, 1);
  backup->path = g_build_filename (folder, name, NULL);
  backup->made_ms = g_date_time_to_unix (moment) * 1000;
  backup->count = (gint64) count;
  backup->head = g_strndup (parts[2], HEAD_DIGITS);
  return backup;
}

/* Whether the file is a book that has the head its name states: nobody else's file is listed, used or removed. */
static gboolean
is_ours (HengBackup *self)
{
  g_autoptr (HengDatabase) database = NULL;
  g_autoptr (HengQuery) query = NULL;
  gint64 application_id = 0;
  GStatBuf status;

  if (g_lstat (self->path, &status) != 0 || !S_ISREG (status.st_mode) ||
      (database = heng_database_open (self->path, HENG_DATABASE_READ_ONLY, NULL)) == NULL ||
      !heng_database_get_int64 (database, "PRAGMA application_id", 0, &application_id, NULL) || application_id != HENG_BOOK_APPLICATION_ID ||
      (query = heng_query_prepare (database, "SELECT count, hash FROM head WHERE id = 1", NULL)) == NULL)
    return FALSE;

  self->size = status.st_size;
  return heng_query_step (query, NULL) && heng_query_get_int64 (query, 0) == self->count &&
         g_str_has_prefix (heng_query_get_name (query, 1), self->head);
}

static int
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  const HengBackup *first = *(HengBackup *const *) a, *second = *(HengBackup *const *) b;

  if (first->made_ms != second->made_ms)
    return first->made_ms > second->made_ms ? -1 : 1;
  return first->count > second->count ? -1 : first->count < second->count;
}

/* @checked: only those whose file was looked into */
static GPtrArray *
list (const char *path,
      gboolean    checked)
{
  g_autofree char *folder = heng_backups_get_folder (path);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_backup_free);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      HengBackup *backup = parse_name (folder, name);

      if (backup != NULL && (!checked || is_ours (backup)))
        g_ptr_array_add (backups, backup);
      else
        heng_backup_free (backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

GPtrArray *
heng_backups_list (const char *path)
{
  return list (path, TRUE);
}

/* ---- the rule ---- */

GByteArray *
heng_backups_choose (GPtrArray *backups)
{
  static const guint most[] = { N_DAYS, N_WEEKS, N_MONTHS };
  GByteArray *kept = g_byte_array_new ();
  gint64 last[G_N_ELEMENTS (most)] = { G_MININT64, G_MININT64, G_MININT64 };
  guint n[G_N_ELEMENTS (most)] = { 0 };

  for (guint i = 0; i < backups->len; i++)
    {
      const HengBackup *backup = g_ptr_array_index (backups, i);
      HengDay day = heng_day_of_ms (backup->made_ms);
      g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (backup->made_ms / 1000 + 8 * 3600);
      /* Day 1 was a Monday. */
      const gint64 spans[] = { day, (day - 1) / 7, moment != NULL ? g_date_time_get_year (moment) * 12 + g_date_time_get_month (moment) : 0 };
      guint8 is_kept = i == 0;

      for (guint j = 0; j < G_N_ELEMENTS (most); j++)
        if (spans[j] != last[j] && n[j] < most[j])
          {
            last[j] = spans[j];
            n[j]++;
            is_kept = 1;
          }
      g_byte_array_append (kept, &is_kept, 1);
    }

  return kept;
}

static void
thin (const char *path)
{
  g_autoptr (GPtrArray) backups = heng_backups_list (path);
  g_autoptr (GByteArray) kept = heng_backups_choose (backups);

  for (guint i = 1; i < backups->len; i++)
    if (!kept->data[i])
      g_remove (((HengBackup *) g_ptr_array_index (backups, i))->path);
}

/* ---- making ---- */

/* Returns: (nullable): the newest that was made up to now. Where the clock was set back there are some of the time to come, which must not keep new ones
 * from being made, nor make each call make one. */
static const HengBackup *
find_newest (GPtrArray *backups,
             gint64     now_ms)
{
  for (guint i = 0; i < backups->len; i++)
    if (((HengBackup *) g_ptr_array_index (backups, i))->made_ms <= now_ms)
      return g_ptr_array_index (backups, i);

  return NULL;
}

/* What the name states must be what is copied. @pause_ms: how old the newest must be */
static gboolean
make_backup (HengBook  *book,
             gint64     pause_ms,
             gboolean  *made,
             GError   **error)
{
  const char *path = heng_book_get_path (book);
  g_autofree char *folder = heng_backups_get_folder (path), *head = NULL, *name = NULL, *target = NULL, *beside = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  const HengBackup *newest;
  gint64 count, now_ms = book->clock (book->clock_data);

  if (!heng_book_get_head (book, &count, &head, error))
    return FALSE;
  backups = list (path, FALSE);
  newest = find_newest (backups, now_ms);
  if (count <= COUNT_EMPTY || head == NULL ||
      (newest != NULL && (now_ms - newest->made_ms < pause_ms || g_str_has_prefix (head, newest->head))))
    return TRUE;

  if (!heng_file_make_folder (folder, error))
    return FALSE;
  /* What was left behind beside the book, too: there new files are seldom made. */
  beside = g_path_get_dirname (path);
  heng_new_file_clean (beside);
  name = make_name (now_ms, count, head);
  target = g_build_filename (folder, name, NULL);
  if (!heng_book_backup (book, target, error))
    return FALSE;

  *made = TRUE;
  return TRUE;
}

static gboolean
make_one (HengBook  *book,
          gint64     pause_ms,
          gboolean  *made,
          GError   **error)
{
  gboolean is_made = FALSE, done;

  if (!heng_book_begin_reading (book, error))
    return FALSE;
  done = make_backup (book, pause_ms, &is_made, error);
  heng_book_end_reading (book);
  if (is_made)
    thin (heng_book_get_path (book));
  if (made != NULL)
    *made = is_made;
  return done;
}

gboolean
heng_backups_keep (HengBook  *book,
                   gboolean  *made,
                   GError   **error)
{
  if (made != NULL)
    *made = FALSE;
  return !heng_backups_are_on () || make_one (book, DAY_MS, made, error);
}

gboolean
heng_backups_make (HengBook  *book,
                   gboolean  *made,
                   GError   **error)
{
  if (made != NULL)
    *made = FALSE;
  return make_one (book, 0, made, error);
}

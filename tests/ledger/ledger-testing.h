// SPDX-License-Identifier: GPL-3.0-or-later
/* What every test of the book begins with: a real file in a folder of its own, a clock that the test sets, small agreements. */
#pragma once

#include "heng-agreement.h"
#include "heng-book-agreements.h"
#include "heng-book-balances.h"
#include "heng-book-entries.h"
#include "heng-book-observations.h"
#include "heng-book-regions.h"
#include "heng-book-settle.h"
#include "heng-book.h"
#include "heng-error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* 2024-06-01 08:00 in China. */
#define TESTING_START_MS G_GINT64_CONSTANT (1717200000000)
#define TESTING_DAY_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  char     *folder;
  char     *path;
  HengBook *book;
  gint64    now_ms;
} Testing;

static inline gint64
testing_clock (gpointer data)
{
  return *(gint64 *) data;
}

static inline void
testing_add_region (GPtrArray  *regions,
                    const char *code,
                    const char *name_zh,
                    const char *name_en,
                    const char *parent)
{
  HengRegion *region = heng_region_new ();

  region->code = g_strdup (code);
  region->name_zh = g_strdup (name_zh);
  region->name_en = g_strdup (name_en);
  region->parent = g_strdup (parent);
  g_ptr_array_add (regions, region);
}

static inline GPtrArray *
testing_regions (void)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);

  testing_add_region (regions, "000000", "中央", "Central", NULL);
  testing_add_region (regions, "330000", "浙江", "Zhejiang", NULL);
  testing_add_region (regions, "330700", "金华", "Jinhua", "330000");
  testing_add_region (regions, "330782", "义乌", "Yiwu", "330700");
  testing_add_region (regions, "330783", "东阳", "Dongyang", "330700");
  testing_add_region (regions, "340000", "安徽", "Anhui", NULL);
  testing_add_region (regions, "370000", "山东", "Shandong", NULL);
  testing_add_region (regions, "410000", "河南", "Henan", NULL);
  return regions;
}

static inline void
testing_set_up (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("hengping-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "a book 账.hengping", NULL);
  self->now_ms = TESTING_START_MS;
  self->book = heng_book_new (self->path, "CNY", "tester", regions, testing_clock, &self->now_ms, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->book);
}

static inline void
testing_remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_chmod (path, 0600);
      g_remove (path);
    }
  g_rmdir (folder);
}

static inline void
testing_tear_down (Testing       *self,
                   gconstpointer  data)
{
  g_clear_pointer (&self->book, heng_book_free);
  testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static inline void
testing_close (Testing *self)
{
  g_clear_pointer (&self->book, heng_book_free);
}

static inline HengBook *
testing_open_another (Testing *self)
{
  g_autoptr (GError) error = NULL;
  HengBook *book = heng_book_open (self->path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);

  g_assert_no_error (error);
  return book;
}

static inline void
testing_reopen (Testing *self)
{
  testing_close (self);
  self->book = testing_open_another (self);
}

/* An agreement of four provinces, two towns of one province and a pool; money by q, tonnes by t. */
#define TESTING_PARTIES \
  "{\"name\":\"Down\",\"region\":\"370000\",\"role\":\"beneficiary\"},{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"}," \
  "{\"name\":\"Yiwu\",\"region\":\"330782\",\"role\":\"partner\"},{\"name\":\"Dongyang\",\"region\":\"330783\",\"role\":\"partner\"}," \
  "{\"name\":\"Fund\",\"role\":\"pool\"}"
#define TESTING_INDICATORS "{\"name\":\"q\",\"observed\":\"year\"},{\"name\":\"t\",\"observed\":\"month\",\"aggregate\":\"sum\"}"

static inline HengAgreement *
testing_agreement_new (const char  *code,
                       const char  *title,
                       const char  *parties,
                       const char  *dates,
                       const char  *rules)
{
  g_autofree char *text = g_strdup_printf (
    "{\"hengping\":\"agreement/1\",\"code\":\"%s\",\"title\":{\"zh\":\"%s\"},\"mechanism\":\"watershed\",\"parties\":[%s],%s,"
    "\"indicators\":[" TESTING_INDICATORS "],\"rules\":[%s],\"units\":{\"t\":\"0.001\"}}", code, title, parties, dates, rules);
  g_autoptr (GError) error = NULL;
  HengAgreement *agreement = heng_agreement_new_from_json (text, strlen (text), "CNY", &error);

  g_assert_no_error (error);
  return agreement;
}

static inline gboolean
testing_agree (Testing    *self,
               const char *code,
               const char *dates,
               const char *rules)
{
  g_autoptr (HengAgreement) agreement = testing_agreement_new (code, "协议", TESTING_PARTIES, dates, rules);
  g_autoptr (GError) error = NULL;
  gboolean appended = FALSE;

  g_assert_true (heng_book_append_agreement (self->book, agreement, NULL, &appended, &error));
  g_assert_no_error (error);
  return appended;
}

#define TESTING_YEARS "\"from\":\"2020-01-01\",\"to\":\"2023-12-31\",\"assessed\":\"year\""
#define TESTING_RULE "\"Down pays Up 100 * q\""

static inline HengPeriod
testing_period (const char *text)
{
  HengPeriod period;

  g_assert_true (heng_period_parse (text, &period, NULL));
  return period;
}

static inline HengDay
testing_day (const char *text)
{
  HengDay day;

  g_assert_true (heng_day_parse (text, &day, NULL));
  return day;
}

static inline void
testing_observe_counted (Testing    *self,
                         const char *agreement,
                         const char *indicator,
                         const char *period,
                         const char *value,
                         const char *source,
                         guint       counts[3])
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_observation_input_free);
  HengObservationInput *input = g_new0 (HengObservationInput, 1);
  g_autoptr (GError) error = NULL;

  input->agreement = g_strdup (agreement);
  input->indicator = g_strdup (indicator);
  input->period = testing_period (period);
  input->value = g_strdup (value);
  input->source = g_strdup (source);
  g_ptr_array_add (inputs, input);
  g_assert_true (heng_book_append_observations (self->book, inputs, NULL, &counts[0], &counts[1], &counts[2], &error));
  g_assert_no_error (error);
}

static inline void
testing_observe (Testing    *self,
                 const char *agreement,
                 const char *indicator,
                 const char *period,
                 const char *value)
{
  guint counts[3];

  testing_observe_counted (self, agreement, indicator, period, value, "station", counts);
}

/* Amounts in fen. Returns the number of the entry, 0 where it failed. */
static inline gint64
testing_try_pay (Testing     *self,
                 const char  *agreement,
                 const char  *from,
                 const char  *to,
                 const char  *commodity,
                 gint64       amount,
                 const char  *date,
                 const char  *period,
                 GArray      *notices,
                 GError     **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);

  entry->agreement = g_strdup (agreement);
  entry->date = testing_day (date);
  if (period != NULL)
    {
      entry->has_period = TRUE;
      entry->period = testing_period (period);
    }
  heng_entry_add_line (entry, HENG_LINE_PAYMENT, from, to, commodity, amount);
  g_ptr_array_add (entries, entry);
  return heng_book_append_entries (self->book, entries, NULL, notices, error) ? entry->number : 0;
}

static inline gint64
testing_pay (Testing    *self,
             const char *agreement,
             const char *from,
             const char *to,
             gint64      amount)
{
  g_autoptr (GError) error = NULL;
  gint64 number = testing_try_pay (self, agreement, from, to, "CNY", amount, "2024-03-01", NULL, NULL, &error);

  g_assert_no_error (error);
  return number;
}

/* Settles and books; the number of the entry, 0 where nothing was new. */
static inline gint64
testing_post (Testing               *self,
              const char            *agreement,
              const char            *period,
              HengSettlementStatus   expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) settlement = heng_book_settle (self->book, agreement, testing_period (period), 0, FALSE, &error);
  gint64 entry;

  g_assert_no_error (error);
  g_assert_true (heng_book_post_settlement (self->book, settlement, testing_day ("2024-05-31"), &entry, &error));
  g_assert_no_error (error);
  g_assert_cmpint (settlement->status, ==, expected);
  return entry;
}

static inline gint64
testing_head (Testing  *self,
              char    **hash)
{
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (heng_book_get_head (self->book, &count, hash, &error));
  g_assert_no_error (error);
  return count;
}

/* Nothing was changed: the head before is the head after. */
#define testing_assert_untouched(self, statement) \
  G_STMT_START { \
    g_autofree char *hash_before = NULL, *hash_after = NULL; \
    gint64 head_before = testing_head (self, &hash_before); \
    statement; \
    g_assert_cmpint (testing_head (self, &hash_after), ==, head_before); \
    g_assert_cmpstr (hash_before, ==, hash_after); \
  } G_STMT_END

/* Stops work when it has told how far it is for the @left-th time. */
typedef struct
{
  GCancellable *cancellable;
  guint         left;
  guint         n_told;
} TestingStop;

static inline void
testing_stop_cb (guint64  done,
                 guint64  total,
                 gpointer data)
{
  TestingStop *stop = data;

  g_assert_true (done <= total);
  stop->n_told++;
  if (stop->left > 0 && --stop->left == 0)
    g_cancellable_cancel (stop->cancellable);
}

static inline guint
testing_count_files (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (files) != NULL)
    n_files++;
  return n_files;
}

#define testing_assert_error(error, code) g_assert_error (error, HENG_ERROR, HENG_ERROR_##code)

/* By a connection that knows nothing of the program. Returns: SQLite's result */
static inline int
testing_raw (const char *path,
             const char *sql)
{
  sqlite3 *handle;
  int code;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  code = sqlite3_exec (handle, sql, NULL, NULL, NULL);
  sqlite3_close (handle);
  return code;
}

static inline HengBalance *
testing_find_balance (GPtrArray  *rows,
                      const char *id,
                      const char *commodity)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HengBalance *row = g_ptr_array_index (rows, i);
      const char *found = row->region != NULL ? row->region : row->pool != NULL ? row->pool : row->key;

      if (g_strcmp0 (found, id) == 0 && strcmp (row->commodity, commodity) == 0)
        return row;
    }

  return NULL;
}

/* The figures of a region, pool, mechanism or agreement; all 0 where it has no line. */
static inline void
testing_assert_balance (Testing       *self,
                        HengBalanceBy  by,
                        gboolean       by_province,
                        HengView       view,
                        const char    *id,
                        gint64         accrued,
                        gint64         paid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = heng_book_list_balances (self->book, by, by_province, view, &error);
  const HengBalance *row;

  g_assert_no_error (error);
  row = testing_find_balance (rows, id, "CNY");
  g_assert_cmpint (row != NULL ? row->accrued_minor : 0, ==, accrued);
  g_assert_cmpint (row != NULL ? row->paid_minor : 0, ==, paid);
  g_assert_cmpint (row != NULL ? row->outstanding_minor : 0, ==, accrued - paid);
}

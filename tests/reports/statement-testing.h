// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-settle.h"
#include "heng-import.h"
#include "heng-statement.h"
#include "page-testing.h"

/* A book in a folder that goes away, on a fixed day, with the sample documents and tables that a test names. */

typedef struct
{
  PageTest  pages;
  char     *book_path;
  HengBook *book;
} StatementTest;

static inline gint64
statement_test_clock (gpointer data)
{
  /* 2026-03-02 04:00 UTC: noon in China. */
  return G_GINT64_CONSTANT (1772424000000);
}

static inline void
statement_test_import (StatementTest *self,
                       const char    *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", name, NULL);
  const char *paths[] = { path };
  HengImportReport report;
  g_autoptr (GError) error = NULL;

  heng_import_files (self->book, paths, 1, FALSE, &report, &error);
  g_assert_no_error (error);
}

/* Documents or rows that a test writes itself. */
static inline void
statement_test_import_text (StatementTest *self,
                            const char    *name,
                            const char    *text)
{
  g_autofree char *path = g_build_filename (self->pages.folder, name, NULL);
  const char *paths[] = { path };
  HengImportReport report;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  heng_import_files (self->book, paths, 1, FALSE, &report, &error);
  g_assert_no_error (error);
}

static inline int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static inline void
statement_test_import_sample (StatementTest *self)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "sample", "agreements", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  static const char *const tables[] = { "regions.csv", "observations.csv", "payments.csv", "openings.csv" };
  HengImportReport report;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  /* Folders come in no order, and the second version of an agreement is to be the second. */
  g_ptr_array_sort (paths, compare_paths);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_ptr_array_add (paths, g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "sample", tables[i], NULL));

  heng_import_files (self->book, (const char *const *) paths->pdata, paths->len, FALSE, &report, &error);
  g_assert_no_error (error);
}

static inline void
statement_test_set_up (StatementTest *self,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  page_test_set_up (&self->pages, data);
  self->book_path = g_build_filename (self->pages.folder, "test.hengping", NULL);
  self->book = heng_book_new (self->book_path, "CNY", "tester", regions, statement_test_clock, NULL, &error);
  g_assert_no_error (error);
  statement_test_import (self, "regions.csv");
}

static inline void
statement_test_tear_down (StatementTest *self,
                          gconstpointer  data)
{
  heng_book_free (self->book);
  g_free (self->book_path);
  page_test_tear_down (&self->pages, data);
}

/* Books every settled period of an agreement. */
static inline void
statement_test_post (StatementTest *self,
                     const char    *agreement)
{
  g_autoptr (GError) error = NULL;
  HengDay today = heng_book_get_today (self->book);
  g_autoptr (GArray) periods = heng_book_list_periods (self->book, agreement, today, NULL, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < periods->len; i++)
    {
      HengPeriod period = g_array_index (periods, HengPeriod, i);
      g_autoptr (HengSettlement) settlement = heng_book_settle (self->book, agreement, period, 0, FALSE, &error);

      g_assert_no_error (error);
      g_assert_true (heng_book_post_settlement (self->book, settlement, today, NULL, &error));
      g_assert_no_error (error);
    }
}

/* Writes @content, which is given away, and reads it back. Returns: (nullable): NULL where there is no second reader */
static inline char *
statement_test_print (StatementTest   *self,
                      HengPageContent *content,
                      const char      *name)
{
  g_autoptr (HengPageContent) owned = content;
  const char *folder = g_getenv ("HENG_PAGE_SAMPLES");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (content);
  heng_statement_write_pdf (self->book, content, NULL, self->pages.path, &error);
  g_assert_no_error (error);
  if (folder != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (heng_statement_write_pdf (self->book, content, NULL, path, &error));
    }

  return page_test_read (self->pages.path);
}

static inline HengPeriod
statement_test_period (const char *text)
{
  g_autoptr (GError) error = NULL;
  HengPeriod period;

  g_assert_true (heng_period_parse (text, &period, &error));
  return period;
}

static inline char *
statement_test_print_settlement (StatementTest *self,
                                 const char    *agreement,
                                 const char    *period,
                                 HengMoneyUnit  unit)
{
  HengStatementOptions options = { .unit = unit };
  g_autofree char *name = g_strdup_printf ("settlement-%s-%s.pdf", agreement, period);
  g_autoptr (GError) error = NULL;
  HengPageContent *content = heng_statement_new_settlement (self->book, agreement, statement_test_period (period), &options, &error);

  g_assert_no_error (error);
  return statement_test_print (self, content, name);
}

static inline char *
statement_test_print_agreement (StatementTest *self,
                                const char    *agreement,
                                HengView       view)
{
  HengStatementOptions options = { .unit = HENG_MONEY_UNIT_WAN, .view = view };
  g_autofree char *name = g_strdup_printf ("agreement-%s.pdf", agreement);
  g_autoptr (GError) error = NULL;
  HengPageContent *content = heng_statement_new_agreement (self->book, agreement, &options, &error);

  g_assert_no_error (error);
  return statement_test_print (self, content, name);
}

static inline char *
statement_test_print_region (StatementTest *self,
                             const char    *region)
{
  HengStatementOptions options = { .unit = HENG_MONEY_UNIT_WAN };
  g_autofree char *name = g_strdup_printf ("region-%s.pdf", region);
  g_autoptr (GError) error = NULL;
  HengPageContent *content = heng_statement_new_region (self->book, region, &options, &error);

  g_assert_no_error (error);
  return statement_test_print (self, content, name);
}

#define assert_has(text, part) \
  G_STMT_START { \
    if (!page_test_has (text, part)) \
      g_error ("%s is not in:\n%s", part, text); \
  } G_STMT_END

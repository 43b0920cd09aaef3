// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* A book in a folder of its own, with as many small agreements as a test asks for. */

#include "heng-book-agreements.h"
#include "heng-session.h"
#include "heng-standard-regions.h"

#include <glib/gstdio.h>

typedef struct
{
  char        *folder;
  char        *path;
  HengSession *session;
} AppFixture;

static inline void
app_fixture_add_agreements (AppFixture *fixture,
                            guint       first,
                            guint       n_agreements,
                            const char *rule)
{
  HengBook *book = heng_session_get_book (fixture->session);
  g_autoptr (GError) error = NULL;

  heng_book_begin (book, &error);
  g_assert_no_error (error);
  for (guint i = first; i < first + n_agreements; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"hengping\": \"agreement/1\", \"code\": \"A-%05u\", \"title\": {\"en\": \"Agreement %u\"},"
                                               "\"mechanism\": \"%s\", \"parties\": ["
                                               "{\"name\": \"Henan\", \"region\": \"410000\", \"role\": \"protector\"},"
                                               "{\"name\": \"Shandong\", \"region\": \"370000\", \"role\": \"beneficiary\"}],"
                                               "\"from\": \"2020-01-01\", \"to\": \"2020-12-31\", \"assessed\": \"year\","
                                               "\"indicators\": [{\"name\": \"COD\", \"unit\": \"mg/L\", \"observed\": \"year\"}],"
                                               "\"rules\": [\"%s\"]}",
                                               i, i, i % 2 == 0 ? "watershed" : "grain", rule);
      g_autoptr (HengAgreement) agreement = heng_agreement_new_from_json (text, strlen (text), "CNY", &error);

      g_assert_no_error (error);
      heng_book_append_agreement (book, agreement, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  heng_book_commit (book, &error);
  g_assert_no_error (error);
}

static inline void
app_fixture_set_up (AppFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) regions = heng_standard_regions_new ();
  g_autoptr (HengPreferences) preferences = heng_preferences_new ();
  HengBook *book;

  fixture->folder = g_dir_make_tmp ("hengping-app-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "book.hengping", NULL);
  book = heng_book_new (fixture->path, "CNY", "tester", regions, heng_clock_system, NULL, &error);
  g_assert_no_error (error);
  fixture->session = heng_session_new (book, preferences);
}

static inline void
app_fixture_tear_down (AppFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert_finalize_object (fixture->session);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

#define APP_TEST(path, test) g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-pdf.h"

#include <glib/gstdio.h>
#include <string.h>

/* cairo keeps some memory of each PDF surface that is finished, fontconfig its configuration. What is allocated
 * elsewhere in them and not given back is ours. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:cairo_surface_finish\nleak:libfontconfig\n";
}

/* What the tests of pages share: a folder that goes away, and a second reader of what was written. */

typedef struct
{
  char *folder;
  char *path;
} PageTest;

static inline void
page_test_set_up (PageTest      *self,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("hengping-pages-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "pages.pdf", NULL);
}

static inline guint
page_test_count_files (const PageTest *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static inline void
page_test_tear_down (PageTest      *self,
                     gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

static inline HengPagePdfInfo
page_test_get_info (const char *title)
{
  static GDateTime *created = NULL;

  if (created == NULL)
    created = g_date_time_new_from_iso8601 ("2025-04-02T10:30:00+08:00", NULL);

  return (HengPagePdfInfo) { .title = title, .author = "Hengping", .created = created };
}

static inline void
page_test_write (const HengPageLayout *layout,
                 const char           *path)
{
  g_autoptr(GError) error = NULL;
  HengPagePdfInfo info = page_test_get_info ("Pages");
  gboolean is_written = heng_page_pdf_write (layout, &info, path, &error);

  g_assert_no_error (error);
  g_assert_true (is_written);
}

/* Returns: (transfer full) (nullable): what stands on the pages, with a form feed after each; NULL and the
 * test skipped where there is no second reader. */
static inline char *
page_test_read (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *arguments[] = { program, "-layout", "-enc", "UTF-8", path, "-", NULL };
  g_autoptr(GError) error = NULL;
  char *text = NULL;
  int status = 0;

  if (program == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return NULL;
    }
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return text;
}

static inline guint
page_test_count (const char *text,
                 const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + strlen (part), part))
    n++;

  return n;
}

static inline char *
page_test_strip (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (stripped, g_utf8_get_char (p));

  return g_string_free (stripped, FALSE);
}

/* Whether @part can be found by searching, however it is spaced and wherever its lines end. */
static inline gboolean
page_test_has (const char *text,
               const char *part)
{
  g_autofree char *stripped_text = page_test_strip (text);
  g_autofree char *stripped_part = page_test_strip (part);

  return strstr (stripped_text, stripped_part) != NULL;
}

/* For looking at: with HENG_PAGE_SAMPLES set to a folder, a copy is left there. */
static inline void
page_test_show (const HengPageLayout *layout,
                const char           *name)
{
  const char *folder = g_getenv ("HENG_PAGE_SAMPLES");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, name, NULL);
  page_test_write (layout, path);
}

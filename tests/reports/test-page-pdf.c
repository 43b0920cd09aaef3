// SPDX-License-Identifier: GPL-3.0-or-later
#include "page-testing.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include "heng-page-figure.h"
#include "heng-page-prose.h"
#include "heng-page-table.h"

static HengPageLayout *
make_layout (guint n_paragraphs)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPageTable *table;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_content_add_title (content, "补偿资金结算单");
  for (guint i = 0; i < n_paragraphs; i++)
    heng_page_content_add_paragraph (content, "谁受益、谁补偿；谁保护、谁受偿。Who benefits, compensates.");
  table = heng_page_content_add_table (content);
  heng_page_table_add_column (table, "金额", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_row (table, (const char *[]) { "−1,234.56", NULL });

  return heng_page_layout_new (content, &setup);
}

static void
assert_no_write (const HengPageLayout *layout,
                 const char           *path,
                 GFileError            code)
{
  g_autoptr(GError) error = NULL;
  HengPagePdfInfo info = page_test_get_info ("Pages");

  g_assert_false (heng_page_pdf_write (layout, &info, path, &error));
  g_assert_error (error, G_FILE_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "The file “"));
}

static void
writes_same_bytes_twice (PageTest      *test,
                         gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize n_first;
  gsize n_second;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(HengPageLayout) layout = make_layout (200);
      g_autoptr(GError) error = NULL;

      page_test_write (layout, test->path);
      g_file_get_contents (test->path, i == 0 ? &first : &second, i == 0 ? &n_first : &n_second, &error);
      g_assert_no_error (error);
      /* A second lies between the two, so that a clock that got into the file is seen. */
      if (i == 0)
        g_usleep (1100 * 1000);
    }
  g_assert_cmpmem (first, n_first, second, n_second);
  g_assert_true (g_str_has_prefix (first, "%PDF-"));
}

static void
paints_again_the_same (PageTest      *test,
                       gconstpointer  data)
{
  g_autoptr(HengPageLayout) layout = make_layout (60);
  cairo_surface_t *surfaces[2];
  gsize n_bytes;

  for (guint i = 0; i < 2; i++)
    {
      cairo_t *cr;

      surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 596, 842);
      cr = cairo_create (surfaces[i]);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      heng_page_layout_paint (layout, 1, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surfaces[i]);
    }
  n_bytes = 842 * (gsize) cairo_image_surface_get_stride (surfaces[0]);
  g_assert_cmpmem (cairo_image_surface_get_data (surfaces[0]), n_bytes,
                   cairo_image_surface_get_data (surfaces[1]), n_bytes);
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

static void
writes_text_and_metadata (PageTest      *test,
                          gconstpointer  data)
{
  g_autoptr(HengPageLayout) layout = make_layout (1);
  HengPagePdfInfo info = page_test_get_info ("2024 年度结算 & <more>");
  g_autofree char *program = g_find_program_in_path ("pdfinfo");
  const char *arguments[] = { program, "-isodates", test->path, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *about = NULL;

  info.author = "河南省财政厅";
  info.subject = "Settlement";
  g_assert_true (heng_page_pdf_write (layout, &info, test->path, &error));
  g_assert_no_error (error);
  text = page_test_read (test->path);
  if (text == NULL || program == NULL)
    return;
  g_assert_true (page_test_has (text, "谁受益、谁补偿；谁保护、谁受偿。Who benefits, compensates."));
  g_assert_true (page_test_has (text, "−1,234.56"));
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &about, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (about, "2024 年度结算 & <more>"));
  g_assert_nonnull (strstr (about, "河南省财政厅"));
  g_assert_nonnull (strstr (about, "2025-04-02T10:30:00+08"));
  g_assert_nonnull (strstr (about, "A4"));
}

static void
replaces_a_file (PageTest      *test,
                 gconstpointer  data)
{
  g_autoptr(HengPageLayout) layout = make_layout (1);
  g_autofree char *link = g_build_filename (test->folder, "link.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf status;

  g_file_set_contents (test->path, "old", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (test->path, 0640), ==, 0);
  g_assert_cmpint (symlink ("pages.pdf", link), ==, 0);
  page_test_write (layout, link);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (test->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);
  g_file_get_contents (test->path, &bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_cmpuint (page_test_count_files (test), ==, 2);
}

static void
refuses_bad_folders (PageTest      *test,
                     gconstpointer  data)
{
  g_autoptr(HengPageLayout) layout = make_layout (1);
  g_autofree char *missing = g_build_filename (test->folder, "missing", "pages.pdf", NULL);
  g_autofree char *pipe = g_build_filename (test->folder, "pipe", NULL);
  g_autofree char *below_file = g_build_filename (test->path, "pages.pdf", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (test->path, "old", -1, &error);
  g_assert_no_error (error);
  assert_no_write (layout, missing, G_FILE_ERROR_NOENT);
  assert_no_write (layout, below_file, G_FILE_ERROR_NOTDIR);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_no_write (layout, pipe, G_FILE_ERROR_FAILED);
  g_assert_cmpint (g_unlink (pipe), ==, 0);
  /* A folder cannot be replaced by a file. */
  assert_no_write (layout, test->folder, G_FILE_ERROR_ISDIR);
  g_assert_cmpuint (page_test_count_files (test), ==, 1);
}

static void
refuses_folder_without_permission (PageTest      *test,
                                   gconstpointer  data)
{
  g_autoptr(HengPageLayout) layout = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("nothing is forbidden to root");
      return;
    }
  layout = make_layout (1);
  g_assert_cmpint (g_chmod (test->folder, 0500), ==, 0);
  assert_no_write (layout, test->path, G_FILE_ERROR_ACCES);
  g_assert_cmpint (g_chmod (test->folder, 0700), ==, 0);
  g_assert_cmpuint (page_test_count_files (test), ==, 0);
}

/* A limit on the size of files stands for a disk that is full. */
static void
keeps_old_file_when_disk_is_full (PageTest      *test,
                                  gconstpointer  data)
{
  g_autoptr(HengPageLayout) layout = make_layout (100);
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit before;
  struct rlimit small;

  g_file_set_contents (test->path, "old", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4096;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_no_write (layout, test->path, G_FILE_ERROR_FAILED);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_DFL);

  g_file_get_contents (test->path, &bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bytes, ==, "old");
  g_assert_cmpuint (page_test_count_files (test), ==, 1);
}

static void
break_context (cairo_t *cr,
               double   width_pt,
               double   height_pt,
               gpointer user_data)
{
  cairo_matrix_t singular = { 0 };

  cairo_transform (cr, &singular);
}

static void
reports_a_broken_figure (PageTest      *test,
                         gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPagePdfInfo info = page_test_get_info ("Pages");
  g_autoptr(HengPageLayout) layout = NULL;
  g_autoptr(GError) error = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_content_add_figure (content, 10, 10, NULL, break_context, NULL, NULL);
  layout = heng_page_layout_new (content, &setup);
  g_assert_false (heng_page_pdf_write (layout, &info, test->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_assert_cmpuint (page_test_count_files (test), ==, 0);
}

#define ADD(name, data, function) \
  g_test_add ("/reports/page-pdf/" name, PageTest, data, page_test_set_up, function, page_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("writes-same-bytes-twice", NULL, writes_same_bytes_twice);
  ADD ("paints-again-the-same", NULL, paints_again_the_same);
  ADD ("writes-text-and-metadata", NULL, writes_text_and_metadata);
  ADD ("replaces-a-file", NULL, replaces_a_file);
  ADD ("refuses-bad-folders", NULL, refuses_bad_folders);
  ADD ("refuses-folder-without-permission", NULL, refuses_folder_without_permission);
  ADD ("keeps-old-file-when-disk-is-full", NULL, keeps_old_file_when_disk_is_full);
  ADD ("reports-a-broken-figure", NULL, reports_a_broken_figure);

  return g_test_run ();
}

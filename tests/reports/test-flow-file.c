// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-figure.h"

#include "heng-error.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  HengFlowLayout *layout;
  char           *folder;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  HengFlowGraphBuilder *builder = heng_flow_graph_builder_new ();
  g_autoptr (HengFlowGraph) graph = NULL;
  HengFlowOptions options;
  GError *error = NULL;

  heng_flow_graph_builder_add_node (builder, "330000", "浙江", &error);
  heng_flow_graph_builder_add_node (builder, "340000", "安徽", &error);
  heng_flow_graph_builder_add_mechanism (builder, "watershed", "流域补偿", 0, &error);
  heng_flow_graph_builder_add_link (builder, "330000", "watershed", "340000", FALSE, 21000, 1, &error);
  graph = heng_flow_graph_builder_finish (builder, &error);
  g_assert_no_error (error);
  heng_flow_options_init (&options);
  options.width_pt = 600;
  options.height_pt = 400;
  options.texts.title = "Zhejiang pays Anhui";
  options.texts.subtitle = "Accrued";
  self->layout = heng_flow_layout_new (graph, &options);
  self->folder = g_dir_make_tmp ("hengping-flow-file-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  /* Nothing but what was asked for is left. */
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  heng_flow_layout_unref (self->layout);
}

/* Returns: (transfer full): the bytes of a file that is gone again */
static GBytes *
write_and_read (Fixture    *self,
                const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GError *error = NULL;
  char *text = NULL;
  gsize n_bytes;

  g_assert_true (heng_flow_figure_write (self->layout, HENG_FLOW_PALETTE_LIGHT, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &n_bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  return g_bytes_new_take (text, n_bytes);
}

static void
test_same_bytes (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GBytes) one = write_and_read (self, data);
  g_autoptr (GBytes) other = write_and_read (self, data);

  g_assert_cmpuint (g_bytes_get_size (one), >, 1000);
  g_assert_true (g_bytes_equal (one, other));
}

static void
test_png_has_its_size (Fixture       *self,
                       gconstpointer  data)
{
  static const guint8 resolution[] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's', 0, 0, 0x16, 0x25, 0, 0, 0x16, 0x25, 1, 0x49, 0x52, 0x24, 0xf0 };
  g_autoptr (GBytes) bytes = write_and_read (self, "a.PNG");
  const guint8 *file = g_bytes_get_data (bytes, NULL);

  g_assert_cmpmem (file + 1, 3, "PNG", 3);
  /* 600 × 400 pt at 144 pixels an inch, which are 5669 a metre. */
  g_assert_cmphex (file[18] << 8 | file[19], ==, 1200);
  g_assert_cmphex (file[22] << 8 | file[23], ==, 800);
  g_assert_cmpmem (file + 33, sizeof resolution, resolution, sizeof resolution);
}

static void
test_pdf_says_what_it_is (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (GBytes) bytes = write_and_read (self, "a.pdf");
  gsize n_bytes;
  const char *file = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (GString) text = g_string_new_len (file, (gssize) n_bytes);

  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == 0)
      text->str[i] = ' ';
  g_assert_true (g_str_has_prefix (text->str, "%PDF-"));
  g_assert_nonnull (strstr (text->str, "/Title (Zhejiang pays Anhui)"));
  g_assert_nonnull (strstr (text->str, "/Subject (Accrued)"));
}

static void
test_svg_says_what_it_is (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (GBytes) bytes = write_and_read (self, "a.svg");
  gsize n_bytes;
  const char *file = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *text = g_strndup (file, n_bytes);

  g_assert_nonnull (strstr (text, "<title id=\"title\">Zhejiang pays Anhui</title>"));
  g_assert_nonnull (strstr (text, ">浙江</text>"));
  g_assert_null (strstr (text, "<image"));
}

static void
test_tells_what_it_cannot_write (Fixture       *self,
                                 gconstpointer  data)
{
  g_autofree char *picture = g_build_filename (self->folder, "a.gif", NULL);
  const char *const endings[] = { "svg", "pdf", "png" };
  GError *error = NULL;

  g_assert_false (heng_flow_figure_write (self->layout, HENG_FLOW_PALETTE_LIGHT, picture, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_FLOW_FORMAT);
  g_clear_error (&error);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("a.", endings[i], NULL);
      g_autofree char *path = g_build_filename (self->folder, "nowhere", name, NULL);

      g_assert_false (heng_flow_figure_write (self->layout, HENG_FLOW_PALETTE_LIGHT, path, &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_FILE_WRITE);
      g_clear_error (&error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reports/flow-file/same-bytes/svg", Fixture, "a.svg", set_up, test_same_bytes, tear_down);
  g_test_add ("/reports/flow-file/same-bytes/pdf", Fixture, "a.pdf", set_up, test_same_bytes, tear_down);
  g_test_add ("/reports/flow-file/same-bytes/png", Fixture, "a.png", set_up, test_same_bytes, tear_down);
  g_test_add ("/reports/flow-file/png-has-its-size", Fixture, NULL, set_up, test_png_has_its_size, tear_down);
  g_test_add ("/reports/flow-file/pdf-says-what-it-is", Fixture, NULL, set_up, test_pdf_says_what_it_is, tear_down);
  g_test_add ("/reports/flow-file/svg-says-what-it-is", Fixture, NULL, set_up, test_svg_says_what_it_is, tear_down);
  g_test_add ("/reports/flow-file/tells-what-it-cannot-write", Fixture, NULL, set_up, test_tells_what_it_cannot_write, tear_down);

  return g_test_run ();
}

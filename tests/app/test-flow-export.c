// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-export.h"

#include <cairo-pdf.h>
#include <math.h>

/* The printable part of A4 on its side, 15 mm from its edges. */
#define WIDTH_PT 756.8
#define HEIGHT_PT 510.2

/* Three regions that give to one another by two mechanisms. */
static HengFlowLayout *
new_layout (HengFlowDiagram diagram)
{
  HengFlowGraphBuilder *builder = heng_flow_graph_builder_new ();
  static const char *const ids[] = { "330000", "340000", "360000" };
  static const char *const names[] = { "浙江", "Anhui", "Jiangxi" };
  g_autoptr (HengFlowGraph) graph = NULL;
  g_autoptr (GError) error = NULL;
  HengFlowOptions options;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    heng_flow_graph_builder_add_node (builder, ids[i], names[i], &error);
  heng_flow_graph_builder_add_mechanism (builder, "watershed", "Watershed", 0, &error);
  heng_flow_graph_builder_add_mechanism (builder, "grain", "Grain", 2, &error);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    heng_flow_graph_builder_add_link (builder, ids[i], i == 1 ? "grain" : "watershed", ids[(i + 1) % 3], FALSE, 1000 * (i + 1), i, &error);
  g_assert_no_error (error);
  graph = heng_flow_graph_builder_finish (builder, &error);
  g_assert_no_error (error);
  heng_flow_options_init (&options);
  options.diagram = diagram;
  options.width_pt = WIDTH_PT;
  options.height_pt = HEIGHT_PT;
  options.texts.title = "Zhejiang gives Anhui 10 yuan";

  return heng_flow_layout_new (graph, &options);
}

/* Returns: how many of the pixels are neither white nor grey; *@n_inked: how many are not white */
static guint
count_coloured (HengFlowLayout *layout,
                gboolean        is_grey,
                guint          *n_inked)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (WIDTH_PT), (int) ceil (HEIGHT_PT));
  cairo_t *cr = cairo_create (surface);
  guint n_coloured = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  heng_flow_export_paint (layout, is_grey, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  *n_inked = 0;
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        {
          const guchar *pixel = row + 4 * x;
          int most = MAX (pixel[0], MAX (pixel[1], pixel[2])), least = MIN (pixel[0], MIN (pixel[1], pixel[2]));

          *n_inked += least < 255;
          n_coloured += most - least > 40;
        }
    }
  cairo_surface_destroy (surface);

  return n_coloured;
}

static void
paper_has_colour_or_hatching (void)
{
  for (HengFlowDiagram diagram = HENG_FLOW_DIAGRAM_SANKEY; diagram <= HENG_FLOW_DIAGRAM_CHORD; diagram++)
    {
      g_autoptr (HengFlowLayout) layout = new_layout (diagram);
      guint n_inked;

      g_assert_cmpuint (count_coloured (layout, FALSE, &n_inked), >, 1000);
      g_assert_cmpuint (count_coloured (layout, TRUE, &n_inked), ==, 0);
      g_assert_cmpuint (n_inked, >, 1000);
    }
}

/* What the printer is given stays within the printable part of the page. */
static void
paper_is_not_left (void)
{
  for (HengFlowDiagram diagram = HENG_FLOW_DIAGRAM_SANKEY; diagram <= HENG_FLOW_DIAGRAM_CHORD; diagram++)
    {
      g_autoptr (HengFlowLayout) layout = new_layout (diagram);
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      double x0, y0, width, height;

      heng_flow_export_paint (layout, FALSE, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_recording_surface_ink_extents (surface, &x0, &y0, &width, &height);
      cairo_surface_destroy (surface);
      g_assert_cmpfloat (x0, >=, 0);
      g_assert_cmpfloat (y0, >=, 0);
      g_assert_cmpfloat (x0 + width, <=, WIDTH_PT + 1);
      g_assert_cmpfloat (y0 + height, <=, HEIGHT_PT + 1);
      g_assert_cmpfloat (width * height, >, WIDTH_PT * HEIGHT_PT / 3);
    }
}

static cairo_status_t
append_bytes (void                *data,
              const unsigned char *bytes,
              unsigned int         length)
{
  g_byte_array_append (data, bytes, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Letters stay letters, and no picture stands for the drawing. */
static void
paper_has_text_and_no_picture (void)
{
  g_autoptr (HengFlowLayout) layout = new_layout (HENG_FLOW_DIAGRAM_SANKEY);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, WIDTH_PT, HEIGHT_PT);
  cairo_t *cr = cairo_create (surface);

  heng_flow_export_paint (layout, TRUE, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_nonnull (memmem (bytes->data, bytes->len, "/FontFile", 9));
  g_assert_null (memmem (bytes->data, bytes->len, "/Subtype /Image", 15));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/flow-export/paper-has-colour-or-hatching", paper_has_colour_or_hatching);
  g_test_add_func ("/app/flow-export/paper-is-not-left", paper_is_not_left);
  g_test_add_func ("/app/flow-export/paper-has-text-and-no-picture", paper_has_text_and_no_picture);

  return g_test_run ();
}

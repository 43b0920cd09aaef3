// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-painter.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#define WIDTH 640
#define HEIGHT 420

static HengFlowLayout *
lay_out (HengFlowDiagram diagram)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (34, 30, 2, FLOW_NAMES_CHINESE);
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = diagram;
  options.width_pt = WIDTH;
  options.height_pt = HEIGHT;
  options.n_restarts = 10;
  flow_fixture_fill_texts (&options.texts);

  return heng_flow_layout_new (graph, &options);
}

static cairo_surface_t *
paint (const HengFlowLayout    *layout,
       HengFlowPaletteKind      kind,
       const HengFlowHighlight *highlight,
       gboolean                 with_paper)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, kind);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, highlight, with_paper, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           double           x,
           double           y)
{
  const unsigned char *row = cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, row + (int) x * 4, 4);

  return pixel;
}

static void
test_stays_on_the_page (gconstpointer data)
{
  for (HengFlowDiagram diagram = HENG_FLOW_DIAGRAM_SANKEY; diagram <= HENG_FLOW_DIAGRAM_OD_MAP; diagram++)
    {
      g_autoptr(HengFlowLayout) layout = lay_out (diagram);
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      HengFlowPalette palette;
      double x, y, width, height;

      heng_flow_palette_init (&palette, GPOINTER_TO_INT (data));
      heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, FALSE, cr);
      cairo_destroy (cr);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      cairo_surface_destroy (surface);
      g_test_message ("diagram %u: %.1f %.1f %.1f %.1f", (guint) diagram, x, y, width, height);
      g_assert_cmpfloat (x, >=, 0);
      g_assert_cmpfloat (y, >=, 0);
      g_assert_cmpfloat (x + width, <=, WIDTH);
      g_assert_cmpfloat (y + height, <=, HEIGHT);
      g_assert_cmpfloat (width, >, WIDTH / 2);
    }
}

static void
test_bars_are_where_the_layout_says (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY);
  cairo_surface_t *surface = paint (layout, HENG_FLOW_PALETTE_LIGHT, NULL, TRUE);

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      if (node->y1 - node->y0 > 4 && node->side != HENG_FLOW_SIDE_MIDDLE)
        g_assert_cmphex (get_pixel (surface, (node->x0 + node->x1) / 2, (node->y0 + node->y1) / 2), ==, 0xff47525e);
    }
  g_assert_cmphex (get_pixel (surface, 1, 1), ==, 0xffffffff);
  cairo_surface_destroy (surface);
}

static void
test_leaves_the_ground_alone (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY);
  cairo_surface_t *surface = paint (layout, HENG_FLOW_PALETTE_DARK, NULL, FALSE);

  g_assert_cmphex (get_pixel (surface, 1, 1), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_gives_the_context_back (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_CHORD);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  HengFlowPalette palette;
  cairo_matrix_t before;
  cairo_matrix_t after;
  double x0, y0, x1, y1;

  cairo_translate (cr, 3, 4);
  cairo_set_line_width (cr, 7);
  cairo_get_matrix (cr, &before);
  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_GREY);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, TRUE, cr);
  cairo_get_matrix (cr, &after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpfloat (cairo_get_line_width (cr), ==, 7);
  g_assert_cmpint (cairo_get_dash_count (cr), ==, 0);
  g_assert_false (cairo_has_current_point (cr));
  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  g_assert_cmpfloat (x1 - x0, ==, WIDTH);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* How far a pixel is from white. */
static guint
get_ink (guint32 pixel)
{
  return 3 * 255 - (pixel & 255) - (pixel >> 8 & 255) - (pixel >> 16 & 255);
}

static void
test_highlight_fades_the_rest (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY);
  g_autoptr(HengFlowHighlight) highlight = heng_flow_highlight_new (layout);
  cairo_surface_t *plain = paint (layout, HENG_FLOW_PALETTE_LIGHT, NULL, TRUE);
  cairo_surface_t *lit = NULL;
  const HengFlowLink *link = heng_flow_layout_get_link (layout, 0);

  heng_flow_highlight_add_link (highlight, 0);
  g_assert_true (heng_flow_highlight_has_link (highlight, 0));
  g_assert_false (heng_flow_highlight_has_link (highlight, 1));
  g_assert_true (heng_flow_highlight_has_node (highlight, link->from));
  g_assert_true (heng_flow_highlight_has_node (highlight, link->middle));
  lit = paint (layout, HENG_FLOW_PALETTE_LIGHT, highlight, TRUE);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);
      double x = (node->x0 + node->x1) / 2;
      double y = (node->y0 + node->y1) / 2;

      if (node->y1 - node->y0 <= 4)
        continue;
      if (heng_flow_highlight_has_node (highlight, i))
        g_assert_cmphex (get_pixel (lit, x, y), ==, get_pixel (plain, x, y));
      else
        g_assert_cmpuint (get_ink (get_pixel (lit, x, y)), <, get_ink (get_pixel (plain, x, y)) / 3);
    }
  cairo_surface_destroy (plain);
  cairo_surface_destroy (lit);
}

/* What a widget shows that keeps the faded picture and lays the lit parts over it. */
static void
test_lit_is_laid_over_faded (gconstpointer data)
{
  g_autoptr(HengFlowLayout) layout = lay_out ((HengFlowDiagram) GPOINTER_TO_INT (data));
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  g_autoptr(HengFlowHighlight) highlight = heng_flow_highlight_new (layout);
  cairo_surface_t *over = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_surface_t *whole = NULL;
  cairo_t *cr = cairo_create (over);
  HengFlowPalette palette;
  double x0, y0, x1, y1;
  guint n_outside = 0, n_lit = 0;

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_LIGHT);
  g_assert_false (heng_flow_get_lit_extents (display, highlight, &x0, &y0, &x1, &y1));
  heng_flow_highlight_add_node (highlight, 0);
  g_assert_true (heng_flow_get_lit_extents (display, highlight, &x0, &y0, &x1, &y1));
  heng_flow_paint_lit (display, &palette, highlight, cr);
  cairo_surface_flush (over);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (get_pixel (over, x, y) != 0)
        {
          n_lit++;
          n_outside += x + 1 < x0 || x > x1 || y + 1 < y0 || y > y1;
        }
  g_assert_cmpuint (n_lit, >, 100);
  g_assert_cmpuint (n_outside, ==, 0);

  cairo_destroy (cr);
  cr = cairo_create (over);
  heng_flow_paint_faded (display, &palette, TRUE, cr);
  heng_flow_paint_lit (display, &palette, highlight, cr);
  cairo_surface_flush (over);
  whole = paint (layout, HENG_FLOW_PALETTE_LIGHT, highlight, TRUE);
  g_assert_cmpmem (cairo_image_surface_get_data (over), WIDTH * HEIGHT * 4, cairo_image_surface_get_data (whole), WIDTH * HEIGHT * 4);
  cairo_destroy (cr);
  cairo_surface_destroy (over);
  cairo_surface_destroy (whole);
}

/* Where band lies over band, too: a picture that is full of them must not stay dark. */
static void
test_crowds_fade (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (34, 1000, 2, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) layout = NULL;
  g_autoptr(HengFlowHighlight) highlight = NULL;
  HengFlowOptions options;
  cairo_surface_t *pictures[2];
  guint64 inks[2] = { 0 };

  heng_flow_options_init (&options);
  options.width_pt = WIDTH;
  options.height_pt = HEIGHT;
  options.n_restarts = 1;
  layout = heng_flow_layout_new (graph, &options);
  highlight = heng_flow_highlight_new (layout);
  for (guint i = 0; i < 2; i++)
    {
      pictures[i] = paint (layout, HENG_FLOW_PALETTE_LIGHT, i == 0 ? NULL : highlight, TRUE);
      for (int y = HEIGHT / 4; y < HEIGHT * 3 / 4; y++)
        for (int x = WIDTH / 4; x < WIDTH * 3 / 4; x++)
          inks[i] += get_ink (get_pixel (pictures[i], x, y));
    }
  g_test_message ("faded to %.3f", (double) inks[1] / inks[0]);
  g_assert_cmpfloat (fabs ((double) inks[1] / inks[0] - 0.25), <, 0.01);
  cairo_surface_destroy (pictures[0]);
  cairo_surface_destroy (pictures[1]);
}

static cairo_status_t
take_bytes (void                *closure,
            const unsigned char *data,
            unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Exports are vectors: they keep the text as text, and are the same twice. */
static GByteArray *
export_svg (const HengFlowLayout *layout)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (take_bytes, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_GREY);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, TRUE, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return bytes;
}

static void
test_export_holds_no_pictures (void)
{
  for (HengFlowDiagram diagram = HENG_FLOW_DIAGRAM_SANKEY; diagram <= HENG_FLOW_DIAGRAM_OD_MAP; diagram++)
    {
      g_autoptr(HengFlowLayout) layout = lay_out (diagram);
      g_autoptr(GByteArray) bytes = export_svg (layout);

      g_assert_null (g_strstr_len ((const char *) bytes->data, bytes->len, "<image"));
      g_assert_nonnull (g_strstr_len ((const char *) bytes->data, bytes->len, "<path"));
    }
}

static void
test_export_repeats_itself (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY);
  g_autoptr(GByteArray) one = export_svg (layout);
  g_autoptr(GByteArray) other = export_svg (layout);

  /* cairo numbers its surfaces for as long as the process lives; only the lengths compare. */
  g_assert_cmpuint (one->len, >, 1000);
  g_assert_cmpint (ABS ((int) one->len - (int) other->len), <, 1000);
}

/* Bands go straight into an image's pixels, and by way of cairo everywhere else: nobody may see which. A recording has no pixels. */
static void
test_pixels_and_cairo_agree (gconstpointer data)
{
  HengFlowDiagram diagram = (HengFlowDiagram) GPOINTER_TO_INT (data);
  g_autoptr(HengFlowLayout) layout = lay_out (diagram);
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  const double scale = 1.5;
  cairo_surface_t *surfaces[2];
  HengFlowPalette palette;
  double sum = 0;
  guint n_far = 0;

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_LIGHT);
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *recorder = cairo_create (recording);
      cairo_t *cr;

      surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (WIDTH * scale), (int) (HEIGHT * scale));
      cr = cairo_create (surfaces[i]);
      cairo_scale (cr, scale, scale);
      heng_flow_paint (display, &palette, NULL, TRUE, i == 0 ? cr : recorder);
      if (i == 1)
        {
          cairo_set_source_surface (cr, recording, 0, 0);
          cairo_paint (cr);
        }
      cairo_destroy (recorder);
      cairo_surface_destroy (recording);
      cairo_destroy (cr);
      cairo_surface_flush (surfaces[i]);
    }

  for (int y = 0; y < (int) (HEIGHT * scale); y++)
    for (int x = 0; x < (int) (WIDTH * scale); x++)
      {
        guint32 a = get_pixel (surfaces[0], x, y), b = get_pixel (surfaces[1], x, y);

        for (guint shift = 0; shift < 32; shift += 8)
          {
            int far = ABS ((int) (a >> shift & 255) - (int) (b >> shift & 255));

            sum += far;
            n_far += far > 64;
          }
      }
  g_test_message ("mean %g, %u far", sum / (WIDTH * HEIGHT * scale * scale * 4), n_far);
  g_assert_cmpfloat (sum / (WIDTH * HEIGHT * scale * scale * 4), <, 0.35);
  g_assert_cmpuint (n_far, <, 400);

  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/flow/painter/stays-on-the-page/light", GINT_TO_POINTER (HENG_FLOW_PALETTE_LIGHT), test_stays_on_the_page);
  g_test_add_data_func ("/flow/painter/stays-on-the-page/grey", GINT_TO_POINTER (HENG_FLOW_PALETTE_GREY), test_stays_on_the_page);
  g_test_add_func ("/flow/painter/bars-are-where-the-layout-says", test_bars_are_where_the_layout_says);
  g_test_add_func ("/flow/painter/leaves-the-ground-alone", test_leaves_the_ground_alone);
  g_test_add_func ("/flow/painter/gives-the-context-back", test_gives_the_context_back);
  g_test_add_func ("/flow/painter/highlight-fades-the-rest", test_highlight_fades_the_rest);
  g_test_add_data_func ("/flow/painter/lit-is-laid-over-faded/sankey", GINT_TO_POINTER (HENG_FLOW_DIAGRAM_SANKEY),
                        test_lit_is_laid_over_faded);
  g_test_add_data_func ("/flow/painter/lit-is-laid-over-faded/chord", GINT_TO_POINTER (HENG_FLOW_DIAGRAM_CHORD),
                        test_lit_is_laid_over_faded);
  g_test_add_func ("/flow/painter/crowds-fade", test_crowds_fade);
  g_test_add_func ("/flow/painter/export-holds-no-pictures", test_export_holds_no_pictures);
  g_test_add_func ("/flow/painter/export-repeats-itself", test_export_repeats_itself);
  g_test_add_data_func ("/flow/painter/pixels-and-cairo-agree/sankey", GINT_TO_POINTER (HENG_FLOW_DIAGRAM_SANKEY), test_pixels_and_cairo_agree);
  g_test_add_data_func ("/flow/painter/pixels-and-cairo-agree/network", GINT_TO_POINTER (HENG_FLOW_DIAGRAM_NETWORK), test_pixels_and_cairo_agree);

  return g_test_run ();
}

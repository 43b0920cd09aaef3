// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-raster.h"
#include "heng-flow-random.h"
#include "heng-flow-ribbon.h"

#include <string.h>

#define WIDTH 320
#define HEIGHT 240

static const HengFlowColour blue = { 0, 0.45, 0.7 };
static const HengFlowColour black = { 0, 0, 0 };

typedef struct
{
  const char *name;
  double      x0, y0, x1, y1;
  double      width_pt;
  double      scale;
  double      shift;       /* of the context, along both axes */
  gboolean    is_clipped;
  double      mean, worst; /* how far a pixel's channel may be from what cairo paints, of 255; the mean is that of the inked ones */
} Case;

/* Where a curve bends within a pixel's width its coverage is a ramp where cairo's is a shape; hence what is allowed there. */
static const Case cases[] = {
  { "level", 20, 100, 300, 100, 20, 1, 0, FALSE, 0.1, 1 },
  { "level-on-fractions", 20.3, 100.4, 299.6, 100.4, 20.3, 1, 0, FALSE, 0.2, 3 },
  { "gentle", 20, 60, 300, 160, 30, 1, 0, FALSE, 0.5, 26 },
  { "steep", 120, 20, 200, 220, 18, 1, 0, FALSE, 0.6, 26 },
  { "shifted", 20, 60, 200, 160, 30, 1, 7.25, FALSE, 0.5, 26 },
  { "scaled", 20, 40, 200, 120, 16, 1.5, 0, FALSE, 0.7, 26 },
  { "clipped", 20, 60, 300, 160, 30, 1, 0, TRUE, 0.5, 26 },
  { "outside", -60, -30, 400, 270, 30, 1, 0, FALSE, 0.6, 28 },
  { "thin-level", 20, 100, 300, 100, 1.6, 1, 0, FALSE, 1, 3 },
  { "thin-gentle", 20, 60, 300, 160, 1.6, 1, 0, FALSE, 6, 28 },
  { "thin-steep", 120, 20, 200, 220, 1.6, 1, 0, FALSE, 6, 28 },
  { "thin-short", 143, 20, 158, 220, 1.6, 1, 0, FALSE, 6, 48 },
  { "thin-on-fractions", 20.3, 60.2, 299.4, 160.7, 2.2, 1, 0, FALSE, 6, 28 },
  { "thin-scaled", 20, 40, 200, 120, 1.2, 1.5, 0, FALSE, 6, 28 },
  { "thin-clipped", 20, 60, 300, 160, 2, 1, 0, TRUE, 6, 28 },
  { "thin-outside", -60, -30, 400, 270, 2, 1, 0, FALSE, 6, 28 },
};

static cairo_surface_t *
begin (const Case  *data,
       cairo_t    **cr)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);

  *cr = cairo_create (surface);
  cairo_set_source_rgb (*cr, 1, 1, 1);
  cairo_paint (*cr);
  if (data->is_clipped)
    {
      cairo_rectangle (*cr, 90, 70, 101, 63);
      cairo_clip (*cr);
    }
  cairo_translate (*cr, data->shift, data->shift);
  cairo_scale (*cr, data->scale, data->scale);

  return surface;
}

static void
trace (const HengFlowStep *steps,
       guint               n_steps,
       cairo_t            *cr)
{
  for (guint i = 0; i < n_steps; i++)
    if (steps[i].kind == HENG_FLOW_STEP_MOVE)
      cairo_move_to (cr, steps[i].x, steps[i].y);
    else if (steps[i].kind == HENG_FLOW_STEP_LINE)
      cairo_line_to (cr, steps[i].x, steps[i].y);
    else
      {
        cairo_curve_to (cr, steps[i].x, steps[i].y, steps[i + 1].x, steps[i + 1].y, steps[i + 2].x, steps[i + 2].y);
        i += 2;
      }
}

static const guint8 *
get_pixels (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);

  return cairo_image_surface_get_data (surface);
}

static void
test_fills_as_cairo_does (gconstpointer pointer)
{
  const Case *data = pointer;
  g_autoptr(HengFlowDisplay) display = heng_flow_display_new ("Sans 10", WIDTH, HEIGHT);
  HengFlowRibbon ribbon = heng_flow_ribbon_init (data->x0, data->y0, data->x1, data->y1, data->width_pt);
  HengFlowShape *shape = heng_flow_ribbon_add (&ribbon, -data->width_pt / 2, data->width_pt / 2, display);
  HengFlowRasterStyle style = { .colour = &blue, .opacity = 0.75, .thin_pt = data->width_pt < 3 ? shape->thickness_pt : 0 };
  g_autoptr(HengFlowRaster) raster = NULL;
  guint n_steps, n_inked = 0;
  const HengFlowStep *steps = heng_flow_display_get_path (display, 0, &n_steps);
  cairo_t *ours_cr, *theirs_cr;
  cairo_surface_t *ours = begin (data, &ours_cr), *theirs = begin (data, &theirs_cr);
  const guint8 *a, *b;
  double sum = 0, worst = 0;

  raster = heng_flow_raster_new (ours_cr);
  g_assert_nonnull (raster);
  heng_flow_raster_fill (raster, steps, n_steps, &style);
  heng_flow_raster_done (raster);
  trace (steps, n_steps, theirs_cr);
  cairo_set_source_rgba (theirs_cr, blue.red, blue.green, blue.blue, 0.75);
  cairo_fill (theirs_cr);

  a = get_pixels (ours);
  b = get_pixels (theirs);
  for (guint i = 0; i < WIDTH * HEIGHT * 4; i++)
    {
      double far = ABS ((int) a[i] - (int) b[i]);

      n_inked += i % 4 == 2 && (a[i] < 255 || b[i] < 255);
      sum += i % 4 == 2 ? far : 0;
      worst = MAX (worst, far);
    }
  g_test_message ("%u pixels, mean %.2f, worst %.0f", n_inked, sum / n_inked, worst);
  g_assert_cmpuint (n_inked, >, 90);
  g_assert_cmpfloat (sum / n_inked, <=, data->mean);
  g_assert_cmpfloat (worst, <=, data->worst);

  cairo_destroy (ours_cr);
  cairo_destroy (theirs_cr);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
}

/* Thick and thin ones mixed, more than threads wait for. */
static void
fill_many (guint    n_threads,
           gboolean one_by_one,
           cairo_t *cr)
{
  g_autoptr(HengFlowDisplay) display = heng_flow_display_new ("Sans 10", WIDTH, HEIGHT);
  g_autoptr(HengFlowRaster) raster = heng_flow_raster_new (cr);
  HengFlowHatch hatch = { HENG_FLOW_HATCH_FALLING, 5, 1.2, blue, 0.8 };
  HengFlowRandom random = heng_flow_random_seeded (7);
  const guint n = 1000;

  for (guint i = 0; i < n; i++)
    {
      double width = i % 50 == 0 ? 12 : 1 + heng_flow_random_below (&random, 100) / 60.0;
      HengFlowRibbon ribbon = heng_flow_ribbon_init (heng_flow_random_below (&random, 100), heng_flow_random_below (&random, HEIGHT),
                                                     WIDTH - heng_flow_random_below (&random, 100),
                                                     heng_flow_random_below (&random, HEIGHT), width);

      heng_flow_ribbon_add (&ribbon, -width / 2, width / 2, display);
    }
  heng_flow_raster_set_n_threads (raster, n_threads);
  for (guint i = 0; i < n; i++)
    {
      gboolean thick = i % 50 == 0;
      HengFlowRasterStyle style = { .colour = i / 100 % 2 == 0 ? &blue : &black, .opacity = 0.3,
                                    .thin_pt = thick ? 0 : heng_flow_display_get_shape (display, i)->thickness_pt,
                                    .edge = thick ? &black : NULL, .edge_opacity = 0.5, .edge_pt = 0.5,
                                    .hatch = i % 100 == 0 ? &hatch : NULL };
      guint n_steps;
      const HengFlowStep *steps = heng_flow_display_get_path (display, i, &n_steps);

      heng_flow_raster_fill (raster, steps, n_steps, &style);
      if (one_by_one)
        heng_flow_raster_done (raster);
    }
  heng_flow_raster_done (raster);
}

static void
test_threads_do_not_show (void)
{
  const Case plain = { .scale = 1 };
  cairo_t *cr;
  cairo_surface_t *alone = begin (&plain, &cr);

  fill_many (1, FALSE, cr);
  cairo_destroy (cr);
  for (guint n_threads = 2; n_threads <= 5; n_threads++)
    {
      cairo_surface_t *together = begin (&plain, &cr);

      fill_many (n_threads, FALSE, cr);
      g_assert_cmpmem (get_pixels (alone), WIDTH * HEIGHT * 4, get_pixels (together), WIDTH * HEIGHT * 4);
      cairo_destroy (cr);
      cairo_surface_destroy (together);
    }
  cairo_surface_destroy (alone);
}

/* Bands that wait for each other are laid in their order; only rounding tells them from bands painted at once. */
static void
test_order_is_kept (void)
{
  const Case plain = { .scale = 1 };
  cairo_t *cr;
  cairo_surface_t *alone = begin (&plain, &cr), *together;
  guint worst = 0;

  fill_many (1, TRUE, cr);
  cairo_destroy (cr);
  together = begin (&plain, &cr);
  fill_many (2, FALSE, cr);
  for (guint i = 0; i < WIDTH * HEIGHT * 4; i++)
    worst = MAX (worst, (guint) ABS ((int) get_pixels (alone)[i] - (int) get_pixels (together)[i]));
  g_test_message ("worst %u", worst);
  g_assert_cmpuint (worst, <=, 6);
  cairo_destroy (cr);
  cairo_surface_destroy (alone);
  cairo_surface_destroy (together);
}

static void
test_hatches_as_cairo_does (gconstpointer data)
{
  const Case plain = { .scale = 1 };
  HengFlowHatch hatch = { (HengFlowHatchKind) GPOINTER_TO_INT (data), 5, 1.2, blue, 0.8 };
  g_autoptr(HengFlowDisplay) display = heng_flow_display_new ("Sans 10", WIDTH, HEIGHT);
  HengFlowRibbon ribbon = heng_flow_ribbon_init (10, 80, 310, 150, 100);
  HengFlowRasterStyle style = { .colour = &black, .opacity = 0, .hatch = &hatch };
  g_autoptr(HengFlowRaster) raster = NULL;
  guint n_steps;
  const HengFlowStep *steps;
  cairo_t *ours_cr, *theirs_cr;
  cairo_surface_t *ours = begin (&plain, &ours_cr), *theirs = begin (&plain, &theirs_cr), *recording;
  cairo_t *recorder;
  double sum = 0, ink = 0;

  heng_flow_ribbon_add (&ribbon, -50, 50, display);
  steps = heng_flow_display_get_path (display, 0, &n_steps);
  raster = heng_flow_raster_new (ours_cr);
  heng_flow_raster_fill (raster, steps, n_steps, &style);
  heng_flow_raster_done (raster);

  /* A script has lines where an image has a repeated picture of them. */
  recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  recorder = cairo_create (recording);
  trace (steps, n_steps, recorder);
  heng_flow_hatch_fill (&hatch, recorder);
  cairo_set_source_surface (theirs_cr, recording, 0, 0);
  cairo_paint (theirs_cr);
  for (guint i = 2; i < WIDTH * HEIGHT * 4; i += 4)
    {
      sum += ABS ((int) get_pixels (ours)[i] - (int) get_pixels (theirs)[i]);
      ink += 255 - get_pixels (theirs)[i];
    }
  g_test_message ("%.3f of the ink elsewhere", sum / ink);
  g_assert_cmpfloat (ink, >, 100000);
  g_assert_cmpfloat (sum / ink, <, 0.25);

  cairo_destroy (recorder);
  cairo_surface_destroy (recording);
  cairo_destroy (ours_cr);
  cairo_destroy (theirs_cr);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
}

/* The dashes of a thin band, and of one that is too steep to be filled as thin ones are. */
static void
test_dashes_as_cairo_does (gconstpointer data)
{
  const Case plain = { .scale = 1 };
  HengFlowHatch hatch = { HENG_FLOW_HATCH_UPRIGHT, 7, 4.5, blue, 0.8 };
  g_autoptr(HengFlowDisplay) display = heng_flow_display_new ("Sans 10", WIDTH, HEIGHT);
  double x0 = GPOINTER_TO_INT (data);
  HengFlowRibbon ribbon = heng_flow_ribbon_init (x0, 20, 300, 220, 2);
  HengFlowRasterStyle style = { .colour = &black, .opacity = 0, .thin_pt = 2, .hatch = &hatch };
  g_autoptr(HengFlowRaster) raster = NULL;
  guint n_steps;
  const HengFlowStep *steps;
  cairo_t *ours_cr, *theirs_cr;
  cairo_surface_t *ours = begin (&plain, &ours_cr), *theirs = begin (&plain, &theirs_cr);
  double sum = 0, ink = 0;

  heng_flow_ribbon_add (&ribbon, -1, 1, display);
  steps = heng_flow_display_get_path (display, 0, &n_steps);
  raster = heng_flow_raster_new (ours_cr);
  heng_flow_raster_fill (raster, steps, n_steps, &style);
  heng_flow_raster_done (raster);
  for (double x = 0; x < WIDTH; x += 7)
    cairo_rectangle (theirs_cr, x - 2.25, 0, 4.5, HEIGHT);
  cairo_clip (theirs_cr);
  trace (steps, n_steps, theirs_cr);
  cairo_set_source_rgba (theirs_cr, blue.red, blue.green, blue.blue, 0.8);
  cairo_fill (theirs_cr);
  for (guint i = 2; i < WIDTH * HEIGHT * 4; i += 4)
    {
      sum += ABS ((int) get_pixels (ours)[i] - (int) get_pixels (theirs)[i]);
      ink += 255 - get_pixels (theirs)[i];
    }
  g_test_message ("%.3f of the ink elsewhere", sum / ink);
  g_assert_cmpfloat (ink, >, 10000);
  g_assert_cmpfloat (sum / ink, <, 0.12);

  cairo_destroy (ours_cr);
  cairo_destroy (theirs_cr);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
}

static void
test_leaves_other_targets_to_cairo (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 16, 16);
  cairo_t *cr = cairo_create (surface);

  g_assert_null (heng_flow_raster_new (cr));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 16, 16);
  cr = cairo_create (surface);
  cairo_scale (cr, 2, 1);
  g_assert_null (heng_flow_raster_new (cr));
  cairo_identity_matrix (cr);
  cairo_arc (cr, 8, 8, 6, 0, 6);
  cairo_clip (cr);
  g_assert_null (heng_flow_raster_new (cr));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/raster/fills-as-cairo-does/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_fills_as_cairo_does);
    }
  g_test_add_func ("/flow/raster/threads-do-not-show", test_threads_do_not_show);
  g_test_add_func ("/flow/raster/order-is-kept", test_order_is_kept);
  for (HengFlowHatchKind kind = HENG_FLOW_HATCH_RISING; kind <= HENG_FLOW_HATCH_LEVEL; kind++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/raster/hatches-as-cairo-does/%u", (guint) kind);

      g_test_add_data_func (path, GINT_TO_POINTER (kind), test_hatches_as_cairo_does);
    }
  g_test_add_data_func ("/flow/raster/dashes-as-cairo-does/thin", GINT_TO_POINTER (20), test_dashes_as_cairo_does);
  g_test_add_data_func ("/flow/raster/dashes-as-cairo-does/steep", GINT_TO_POINTER (255), test_dashes_as_cairo_does);
  g_test_add_func ("/flow/raster/leaves-other-targets-to-cairo", test_leaves_other_targets_to_cairo);

  return g_test_run ();
}

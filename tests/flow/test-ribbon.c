// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-ribbon.h"

#include <cairo.h>
#include <math.h>

typedef struct
{
  const char *name;
  double      x1, y1;
  double      width_pt;
  gboolean    is_square; /* the width is measured square to the run all along */
} Row;

/* From the origin; steep and wide ones cannot keep their width without folding back. */
static const Row rows[] = {
  { "level", 300, 0, 20, TRUE },
  { "gentle", 300, 40, 20, TRUE },
  { "falling", 300, 200, 12, TRUE },
  { "rising", 300, -200, 12, TRUE },
  { "thin-and-steep", 100, 600, 2, TRUE },
  { "hairline", 300, 200, 0.001, TRUE },
  { "wide-and-steep", 80, 500, 90, FALSE },
};

static HengFlowDisplay *
draw (const Row *row)
{
  HengFlowDisplay *display = heng_flow_display_new ("Sans 10", 1000, 1000);
  HengFlowRibbon ribbon = heng_flow_ribbon_init (0, 0, row->x1, row->y1, row->width_pt);

  heng_flow_ribbon_add (&ribbon, -row->width_pt / 2, row->width_pt / 2, display);

  return display;
}

/* Both edges run forward and end as far apart as the band is wide. */
static void
test_runs_forward (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(HengFlowDisplay) display = draw (row);
  double width = MAX (row->width_pt, 1);
  guint n_steps;
  const HengFlowStep *steps = heng_flow_display_get_path (display, 0, &n_steps);
  double furthest = -G_MAXDOUBLE;

  for (guint i = 0; i < n_steps / 2; i++)
    {
      if (steps[i].kind == HENG_FLOW_STEP_CURVE && i + 2 < n_steps / 2)
        i += 2;
      g_assert_cmpfloat (steps[i].x, >=, furthest - 1e-6);
      furthest = steps[i].x;
    }
  g_assert_cmpfloat_with_epsilon (steps[0].y, -width / 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (steps[n_steps - 1].x, 0, 1e-3);
  g_assert_cmpfloat_with_epsilon (steps[n_steps - 1].y, width / 2, 1e-3);
}

/* The area of a band of even width is its width times the length of its run. */
static void
test_keeps_its_width (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(HengFlowDisplay) display = draw (row);
  double width = MAX (row->width_pt, 1);
  guint n_steps;
  const HengFlowStep *steps = heng_flow_display_get_path (display, 0, &n_steps);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  cairo_path_t *path;
  double area = 0;
  double length = 0;
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < n_steps; i++)
    if (steps[i].kind == HENG_FLOW_STEP_CURVE)
      {
        cairo_curve_to (cr, steps[i].x, steps[i].y, steps[i + 1].x, steps[i + 1].y, steps[i + 2].x, steps[i + 2].y);
        i += 2;
      }
    else if (i == 0)
      cairo_move_to (cr, steps[i].x, steps[i].y);
    else
      cairo_line_to (cr, steps[i].x, steps[i].y);
  cairo_close_path (cr);
  cairo_set_tolerance (cr, 0.01);
  path = cairo_copy_path_flat (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      double x = path->data[i].header.type == CAIRO_PATH_CLOSE_PATH ? steps[0].x : path->data[i + 1].point.x;
      double y = path->data[i].header.type == CAIRO_PATH_CLOSE_PATH ? steps[0].y : path->data[i + 1].point.y;

      if (i > 0)
        area += last_x * y - x * last_y;
      last_x = x;
      last_y = y;
    }
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  last_x = last_y = 0;
  for (guint i = 1; i <= 2000; i++)
    {
      double t = i / 2000.0;
      double x = row->x1 * (1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t);
      double y = row->y1 * (3 * t * t * (1 - t) + t * t * t);

      length += hypot (x - last_x, y - last_y);
      last_x = x;
      last_y = y;
    }
  area = fabs (area) / 2;
  g_test_message ("%s: %.2f wide on the mean, %.2f asked for", row->name, area / length, width);
  if (row->is_square)
    g_assert_cmpfloat (fabs (area / length - width), <=, 0.03 * width);
  else
    g_assert_cmpfloat (area / length, <=, width);
}

/* It stays inside the ribbon, and points to its end. */
static void
test_notch_points_the_way (void)
{
  const HengFlowRibbon ribbon = heng_flow_ribbon_init (10, 20, 200, 90, 30), near = heng_flow_ribbon_init (10, 20, 20, 25, 30);
  g_autoptr(HengFlowDisplay) display = heng_flow_display_new ("Sans 10", 400, 400);
  const double widths_pt[] = { 6, 9, 30, 200 };

  g_assert_null (heng_flow_ribbon_add_notch (&ribbon, 5.9, display));
  g_assert_null (heng_flow_ribbon_add_notch (&near, 30, display));
  for (guint i = 0; i < G_N_ELEMENTS (widths_pt); i++)
    {
      const HengFlowShape *shape = heng_flow_ribbon_add_notch (&ribbon, widths_pt[i], display);
      guint n_steps;
      const HengFlowStep *steps = heng_flow_display_get_path (display, i, &n_steps);

      g_assert_nonnull (shape);
      g_assert_cmpfloat (shape->x1 + shape->stroke_pt, <, 200);
      g_assert_cmpfloat (shape->y0, >, 90 - widths_pt[i] / 2);
      g_assert_cmpfloat (shape->y1, <, 90 + widths_pt[i] / 2);
      g_assert_cmpfloat (shape->y1 - shape->y0, >=, 3);
      g_assert_cmpuint (n_steps, ==, 3);
      g_assert_cmpfloat (steps[1].x, ==, shape->x1);
      g_assert_cmpfloat (steps[1].y, ==, 90);
    }
}

/* Two that go on in each other: the first ends as steep as the second begins, and neither swings out. */
static void
test_rising_ends_meet (void)
{
  const double rise = 0.4;
  HengFlowRibbon first = heng_flow_ribbon_init_rising (0, 10, 0, 100, 60, rise, 4);
  HengFlowRibbon second = heng_flow_ribbon_init_rising (100, 60, rise, 200, 110, 0, 4);
  double before = 10;

  g_assert_cmpfloat_with_epsilon (heng_flow_ribbon_get_y (&first, 0), 10, 1e-3);
  g_assert_cmpfloat_with_epsilon (heng_flow_ribbon_get_y (&first, 100), 60, 1e-3);
  g_assert_cmpfloat_with_epsilon (heng_flow_ribbon_get_y (&second, 200), 110, 1e-3);
  g_assert_cmpfloat_with_epsilon (60 - heng_flow_ribbon_get_y (&first, 99), rise, 0.02);
  g_assert_cmpfloat_with_epsilon (heng_flow_ribbon_get_y (&second, 101) - 60, rise, 0.02);
  g_assert_cmpfloat_with_epsilon (heng_flow_ribbon_get_y (&first, 1), 10, 0.05);
  for (double x = 0; x <= 200; x += 2)
    {
      double y = heng_flow_ribbon_get_y (x < 100 ? &first : &second, x);

      g_assert_cmpfloat (y, >=, before - 1e-3);
      before = y;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *forward = g_strconcat ("/flow/ribbon/runs-forward/", rows[i].name, NULL);
      g_autofree char *even = g_strconcat ("/flow/ribbon/keeps-its-width/", rows[i].name, NULL);

      g_test_add_data_func (forward, &rows[i], test_runs_forward);
      g_test_add_data_func (even, &rows[i], test_keeps_its_width);
    }
  g_test_add_func ("/flow/ribbon/notch-points-the-way", test_notch_points_the_way);
  g_test_add_func ("/flow/ribbon/rising-ends-meet", test_rising_ends_meet);

  return g_test_run ();
}

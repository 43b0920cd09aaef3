// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-hatch.h"
#include "heng-flow-palette.h"

#include <math.h>

/* Closest that two data colours may come, in CIELAB; neighbours in the legend stand further apart. */
#define LEAST_APART 11.0
#define LEAST_APART_NEXT 13.5

typedef struct
{
  const char *name;
  double      matrix[3][3]; /* of linear red, green, blue */
} Sight;

/* Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009), severity 1. */
static const Sight sights[] = {
  { "full", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
  { "protanopia",
    { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } } },
  { "deuteranopia",
    { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } } },
  { "tritanopia",
    { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } } },
};

static double
linearise (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
warp (double part)
{
  return part > 216.0 / 24389 ? cbrt (part) : (24389.0 / 27 * part + 16) / 116;
}

/* A colour as somebody sees it, in CIELAB for the white of sRGB. */
static void
see (const HengFlowColour *colour,
     const Sight          *sight,
     double               *lab)
{
  static const double to_xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
                                       { 0.2126729, 0.7151522, 0.0721750 },
                                       { 0.0193339, 0.1191920, 0.9503041 } };
  static const double white[3] = { 0.95047, 1, 1.08883 };
  double linear[3] = { linearise (colour->red), linearise (colour->green), linearise (colour->blue) };
  double seen[3], warped[3];

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (sight->matrix[i][0] * linear[0] + sight->matrix[i][1] * linear[1] + sight->matrix[i][2] * linear[2], 0, 1);
  for (guint i = 0; i < 3; i++)
    warped[i] = warp ((to_xyz[i][0] * seen[0] + to_xyz[i][1] * seen[1] + to_xyz[i][2] * seen[2]) / white[i]);
  lab[0] = 116 * warped[1] - 16;
  lab[1] = 500 * (warped[0] - warped[1]);
  lab[2] = 200 * (warped[1] - warped[2]);
}

static double
get_distance (const HengFlowColour *a,
              const HengFlowColour *b,
              const Sight          *sight)
{
  double first[3], second[3];

  see (a, sight, first);
  see (b, sight, second);

  return sqrt (pow (first[0] - second[0], 2) + pow (first[1] - second[1], 2) + pow (first[2] - second[2], 2));
}

static void
test_colours_are_told_apart (gconstpointer data)
{
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, (HengFlowPaletteKind) GPOINTER_TO_INT (data));
  for (guint sight = 0; sight < G_N_ELEMENTS (sights); sight++)
    {
      for (guint i = 0; i < 8; i++)
        for (guint j = i + 1; j < 8; j++)
          {
            double far = get_distance (&palette.data[i].colour, &palette.data[j].colour, &sights[sight]);

            if (far < LEAST_APART || (j == i + 1 && far < LEAST_APART_NEXT))
              {
                g_test_message ("%s: %u and %u are only %.1f apart", sights[sight].name, i, j, far);
                g_test_fail ();
              }
          }
      g_assert_cmpfloat (get_distance (&palette.forward.colour, &palette.reversed.colour, &sights[sight]), >, 60);
    }
}

static void
test_colours_stand_out (gconstpointer data)
{
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, (HengFlowPaletteKind) GPOINTER_TO_INT (data));
  g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.text, &palette.paper), >=, 7);
  g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.text, &palette.cell), >=, 7);
  g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.dim, &palette.paper), >=, 4.5);
  g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.dim, &palette.cell), >=, 4.5);
  g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.node, &palette.paper), >=, 3);
  for (guint i = 0; i < HENG_FLOW_N_DATA_COLOURS; i++)
    g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.data[i].colour, &palette.paper), >=, 3);
  g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.forward.colour, &palette.paper), >=, 3);
  g_assert_cmpfloat (heng_flow_colour_get_contrast (&palette.reversed.colour, &palette.paper), >=, 3);
}

static void
test_indexes_find_their_colours (void)
{
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_LIGHT);
  g_assert_true (heng_flow_palette_get_data (&palette, 0) == &palette.data[0]);
  g_assert_true (heng_flow_palette_get_data (&palette, 7) == &palette.data[7]);
  g_assert_true (heng_flow_palette_get_data (&palette, 8) == &palette.data[8]);
  g_assert_true (heng_flow_palette_get_data (&palette, 4000) == &palette.data[8]);
  g_assert_true (heng_flow_palette_get_data (&palette, HENG_FLOW_INDEX_FORWARD) == &palette.forward);
  g_assert_true (heng_flow_palette_get_data (&palette, HENG_FLOW_INDEX_REVERSED) == &palette.reversed);
}

/* How dark a patch is on the whole, from 0 to 1, drawn as bands are. */
static double
get_darkness (const HengFlowPalette    *palette,
              const HengFlowDataColour *data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 120);
  cairo_t *cr = cairo_create (surface);
  HengFlowHatch hatch = { data->hatch, data->spacing_pt, data->spacing_pt < 4.5 ? 0.8 : 1.2, data->colour, 1 };
  const guint8 *pixels;
  double sum = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_rectangle (cr, 0, 0, 120, 120);
  cairo_set_source_rgba (cr, data->colour.red, data->colour.green, data->colour.blue,
                         palette->band_opacity * (data->hatch == HENG_FLOW_HATCH_NONE ? 1 : data->ground));
  cairo_fill_preserve (cr);
  heng_flow_hatch_fill (&hatch, cr);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (guint i = 0; i < 120 * 120; i++)
    sum += 1 - pixels[4 * i + 1] / 255.0;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return sum / (120 * 120);
}

/* A photocopy keeps directions of lines, and greys that differ clearly. Neighbours have both. */
static void
test_greys_survive_a_photocopy (void)
{
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_GREY);
  for (guint i = 0; i < HENG_FLOW_N_DATA_COLOURS; i++)
    {
      const HengFlowDataColour *a = &palette.data[i];

      g_assert_cmpfloat (a->colour.red, ==, a->colour.green);
      g_assert_cmpfloat (a->colour.red, ==, a->colour.blue);
      g_test_message ("%u: darkness %.2f", i, get_darkness (&palette, a));
      for (guint j = i + 1; j < HENG_FLOW_N_DATA_COLOURS; j++)
        {
          const HengFlowDataColour *b = &palette.data[j];
          double darker = fabs (get_darkness (&palette, a) - get_darkness (&palette, b));

          if (a->hatch == b->hatch)
            {
              g_assert_cmpfloat (MAX (a->spacing_pt, b->spacing_pt) / MIN (a->spacing_pt, b->spacing_pt), >=, 2);
              g_assert_cmpfloat (darker, >=, 0.08);
            }
          if (j == i + 1)
            g_assert_cmpfloat (darker, >=, 0.08);
        }
    }
  g_assert_cmpfloat (fabs (get_darkness (&palette, &palette.forward) - get_darkness (&palette, &palette.reversed)), >=, 0.08);
  g_assert_cmpint (palette.forward.hatch, !=, palette.reversed.hatch);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const names[] = { "light", "dark", "grey" };

  g_test_init (&argc, &argv, NULL);
  for (HengFlowPaletteKind kind = HENG_FLOW_PALETTE_LIGHT; kind <= HENG_FLOW_PALETTE_GREY; kind++)
    {
      g_autofree char *stand = g_strconcat ("/flow/palette/colours-stand-out/", names[kind], NULL);
      g_autofree char *apart = g_strconcat ("/flow/palette/colours-are-told-apart/", names[kind], NULL);

      g_test_add_data_func (stand, GINT_TO_POINTER (kind), test_colours_stand_out);
      if (kind != HENG_FLOW_PALETTE_GREY)
        g_test_add_data_func (apart, GINT_TO_POINTER (kind), test_colours_are_told_apart);
    }
  g_test_add_func ("/flow/palette/indexes-find-their-colours", test_indexes_find_their_colours);
  g_test_add_func ("/flow/palette/greys-survive-a-photocopy", test_greys_survive_a_photocopy);

  return g_test_run ();
}

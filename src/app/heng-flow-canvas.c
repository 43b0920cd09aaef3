// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-canvas.h"

#include <math.h>
#include <string.h>

/* A picture to be put elsewhere: pixels a point. */
#define COPY_SCALE 2.0

typedef enum
{
  PICTURE_PLAIN,
  PICTURE_FADED,
  N_PICTURES
} Picture;

struct _HengFlowCanvas
{
  HengFlowLayout          *layout;
  double                   scale;
  int                      device_scale;
  HengFlowPalette          palette;
  GdkTexture              *pictures[N_PICTURES]; /* (nullable) each */
  GdkTexture              *lit;                  /* (nullable) */
  graphene_rect_t          lit_box;
  const HengFlowHighlight *lit_for; /* only compared */
};

HengFlowCanvas *
heng_flow_canvas_new (HengFlowLayout *layout,
                      double          scale)
{
  HengFlowCanvas *self = g_new0 (HengFlowCanvas, 1);

  self->layout = heng_flow_layout_ref (layout);
  self->scale = scale;
  self->device_scale = 1;
  heng_flow_palette_init (&self->palette, HENG_FLOW_PALETTE_LIGHT);

  return self;
}

static void
drop_pictures (HengFlowCanvas *self)
{
  for (guint i = 0; i < N_PICTURES; i++)
    g_clear_object (&self->pictures[i]);
  g_clear_object (&self->lit);
  self->lit_for = NULL;
}

void
heng_flow_canvas_free (HengFlowCanvas *self)
{
  if (self == NULL)
    return;

  drop_pictures (self);
  heng_flow_layout_unref (self->layout);
  g_free (self);
}

void
heng_flow_canvas_set_look (HengFlowCanvas        *self,
                           const HengFlowPalette *palette,
                           int                    device_scale)
{
  if (self->device_scale == device_scale && memcmp (&self->palette, palette, sizeof *palette) == 0)
    return;

  self->device_scale = device_scale;
  self->palette = *palette;
  drop_pictures (self);
}

/* An image of our own: what GTK records to paint later has no pixels, and thousands of bands would go the slow way. */
static cairo_t *
begin_image (double width_px,
             double height_px,
             double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) ceil (width_px)), MAX (1, (int) ceil (height_px)));
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_scale (cr, scale, scale);

  return cr;
}

/* Takes @cr. */
static GdkTexture *
end_image (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
append (HengFlowCanvas *self,
        GdkTexture     *texture,
        double          x,
        double          y,
        GtkSnapshot    *snapshot)
{
  float width = (float) gdk_texture_get_width (texture) / (float) self->device_scale;
  float height = (float) gdk_texture_get_height (texture) / (float) self->device_scale;

  gtk_snapshot_append_texture (snapshot, texture, &GRAPHENE_RECT_INIT ((float) x, (float) y, width, height));
}

static cairo_t *
begin_page (HengFlowCanvas        *self,
            const HengFlowDisplay *display)
{
  double scale = self->scale * self->device_scale;
  double width;
  double height;

  heng_flow_display_get_size (display, &width, &height);

  return begin_image (width * scale, height * scale, scale);
}

static GdkTexture *
get_picture (HengFlowCanvas *self,
             Picture         picture)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (self->layout);

  if (self->pictures[picture] == NULL)
    {
      cairo_t *cr = begin_page (self, display);

      if (picture == PICTURE_PLAIN)
        heng_flow_paint_plain (display, &self->palette, FALSE, cr);
      else
        heng_flow_paint_faded (display, &self->palette, FALSE, cr);
      self->pictures[picture] = end_image (cr);
    }

  return self->pictures[picture];
}

static void
paint_lit (HengFlowCanvas          *self,
           const HengFlowHighlight *highlight)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (self->layout);
  double scale = self->scale * self->device_scale;
  double x0, y0, x1, y1;
  cairo_t *cr;

  g_clear_object (&self->lit);
  self->lit_for = highlight;
  if (!heng_flow_get_lit_extents (display, highlight, &x0, &y0, &x1, &y1))
    return;

  /* Whole pixels, so that what is lit stands exactly over what has faded. */
  x0 = floor (MAX (x0, 0) * scale) / scale;
  y0 = floor (MAX (y0, 0) * scale) / scale;
  cr = begin_image ((x1 - x0) * scale, (y1 - y0) * scale, scale);
  cairo_translate (cr, -x0, -y0);
  heng_flow_paint_lit (display, &self->palette, highlight, cr);
  self->lit = end_image (cr);
  self->lit_box = GRAPHENE_RECT_INIT ((float) (x0 * self->scale), (float) (y0 * self->scale), 0, 0);
}

void
heng_flow_canvas_snapshot (HengFlowCanvas          *self,
                           const HengFlowHighlight *highlight,
                           GtkSnapshot             *snapshot)
{
  append (self, get_picture (self, highlight == NULL ? PICTURE_PLAIN : PICTURE_FADED), 0, 0, snapshot);
  if (highlight == NULL)
    return;

  if (self->lit_for != highlight)
    paint_lit (self, highlight);
  if (self->lit != NULL)
    append (self, self->lit, self->lit_box.origin.x, self->lit_box.origin.y, snapshot);
}

void
heng_flow_canvas_snapshot_frame (HengFlowCanvas        *self,
                                 const HengFlowDisplay *display,
                                 GtkSnapshot           *snapshot)
{
  cairo_t *cr = begin_page (self, display);
  g_autoptr (GdkTexture) texture = NULL;

  heng_flow_paint_plain (display, &self->palette, FALSE, cr);
  texture = end_image (cr);
  append (self, texture, 0, 0, snapshot);
}

GdkTexture *
heng_flow_canvas_copy (HengFlowLayout *layout)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  HengFlowPalette palette;
  double width;
  double height;
  cairo_t *cr;

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_LIGHT);
  heng_flow_display_get_size (display, &width, &height);
  cr = begin_image (width * COPY_SCALE, height * COPY_SCALE, COPY_SCALE);
  heng_flow_paint_plain (display, &palette, TRUE, cr);

  return end_image (cr);
}

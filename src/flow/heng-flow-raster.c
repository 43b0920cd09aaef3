// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-raster.h"

#include <math.h>

/* A curve is followed in straight pieces of about this length. */
#define PIECE_PX 8.0
#define PIECES_MIN 3
#define PIECES_MAX 48

/* Edges steeper than this are smoothed as if they were not: the band is narrower than a column then. */
#define STEEPEST 64.0f

/* Bands are painted in strips this wide, so many of them at a time that a strip's pixels are still in the cache for the next. */
#define STRIP_PX 64
#define HEIGHTS_MAX (1024 * 1024)

struct _HengFlowRaster
{
  cairo_surface_t *surface;
  guchar          *pixels;
  int              stride_bytes;
  double           scale_x, scale_y;  /* from points to pixels */
  double           origin_x, origin_y;
  int              left, top, right, bottom; /* the clip, in pixels; right and bottom outside */

  GArray          *bands;   /* (element-type Band): not painted yet */
  float           *heights; /* of their edges; HEIGHTS_MAX of them */
  gsize            n_heights;
};

/* A colour that is laid over pixels, its channels two by two. */
typedef struct
{
  guint32 red_blue;
  guint32 alpha_green;
  float   opacity; /* 0 to 256 */
} Ink;

/* A band in pixels: the heights of both edges in the middle of each of its columns, the upper edge's first. */
typedef struct
{
  double begin, end;
  int    first; /* column */
  int    n;
  gsize  heights;
  Ink    ink;
  Ink    edge; /* of no opacity where there is none */
  float  edge_px;
} Band;

/* ---- the target ---- */

static gboolean
find_clip (HengFlowRaster *self,
           cairo_t        *cr)
{
  cairo_rectangle_list_t *clip = cairo_copy_clip_rectangle_list (cr);
  gboolean is_rectangle = clip->status == CAIRO_STATUS_SUCCESS && clip->num_rectangles == 1;

  if (is_rectangle)
    {
      const cairo_rectangle_t *area = &clip->rectangles[0];

      self->left = (int) round (area->x * self->scale_x + self->origin_x);
      self->top = (int) round (area->y * self->scale_y + self->origin_y);
      self->right = (int) round ((area->x + area->width) * self->scale_x + self->origin_x);
      self->bottom = (int) round ((area->y + area->height) * self->scale_y + self->origin_y);
      self->left = MAX (self->left, 0);
      self->top = MAX (self->top, 0);
      self->right = MIN (self->right, cairo_image_surface_get_width (self->surface));
      self->bottom = MIN (self->bottom, cairo_image_surface_get_height (self->surface));
    }

  cairo_rectangle_list_destroy (clip);
  return is_rectangle && self->left < self->right && self->top < self->bottom;
}

HengFlowRaster *
heng_flow_raster_new (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  g_autoptr (HengFlowRaster) self = NULL;
  double device_x, device_y;
  cairo_matrix_t matrix;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE ||
      (cairo_image_surface_get_format (surface) != CAIRO_FORMAT_ARGB32 &&
       cairo_image_surface_get_format (surface) != CAIRO_FORMAT_RGB24))
    return NULL;
  cairo_get_matrix (cr, &matrix);
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx <= 0 || matrix.yy <= 0 || cairo_get_operator (cr) != CAIRO_OPERATOR_OVER)
    return NULL;

  self = g_new0 (HengFlowRaster, 1);
  self->surface = cairo_surface_reference (surface);
  cairo_surface_get_device_scale (surface, &device_x, &device_y);
  cairo_surface_get_device_offset (surface, &self->origin_x, &self->origin_y);
  self->scale_x = matrix.xx * device_x;
  self->scale_y = matrix.yy * device_y;
  self->origin_x += matrix.x0 * device_x;
  self->origin_y += matrix.y0 * device_y;
  if (!find_clip (self, cr))
    return NULL;

  self->pixels = cairo_image_surface_get_data (surface);
  self->stride_bytes = cairo_image_surface_get_stride (surface);
  self->bands = g_array_new (FALSE, FALSE, sizeof (Band));
  self->heights = g_new (float, HEIGHTS_MAX);
  return g_steal_pointer (&self);
}

void
heng_flow_raster_free (HengFlowRaster *self)
{
  if (self == NULL)
    return;

  if (self->bands != NULL)
    heng_flow_raster_done (self);
  g_clear_pointer (&self->bands, g_array_unref);
  cairo_surface_destroy (self->surface);
  g_free (self->heights);
  g_free (self);
}

/* ---- edges ---- */

typedef struct
{
  double x, y;
} Point;

static Point
to_pixels (const HengFlowRaster *self,
           const HengFlowStep   *step)
{
  return (Point) { step->x * self->scale_x + self->origin_x, step->y * self->scale_y + self->origin_y };
}

/* One edge on its way: the columns that it may enter. */
typedef struct
{
  const HengFlowRaster *raster;
  int                   first;
  int                   n;
  float                *heights;
} Edge;

/* The heights of a straight piece in the middles of the columns that it passes. */
static void
follow_line (const Edge *self,
             Point       from,
             Point       to)
{
  int first = MAX ((int) ceil (from.x - 0.5), self->first);
  int last = MIN ((int) ceil (to.x - 0.5), self->first + self->n) - 1;
  double slope;

  if (to.x <= from.x || first > last)
    return;

  slope = (to.y - from.y) / (to.x - from.x);
  for (int x = first; x <= last; x++)
    self->heights[x - self->first] = (float) (from.y + slope * (x + 0.5 - from.x));
}

static void
follow_curve (const Edge *self,
              Point       from,
              Point       a,
              Point       b,
              Point       to)
{
  double length_px = fabs (to.x - from.x) + fabs (to.y - from.y);
  int n_pieces = CLAMP ((int) (length_px / PIECE_PX), PIECES_MIN, PIECES_MAX);
  Point before = from;

  for (int i = 1; i <= n_pieces; i++)
    {
      double t = i / (double) n_pieces, s = 1 - t;
      double p = s * s * s, q = 3 * s * s * t, r = 3 * s * t * t, u = t * t * t;
      Point next = { p * from.x + q * a.x + r * b.x + u * to.x, p * from.y + q * a.y + r * b.y + u * to.y };

      follow_line (self, before, next);
      before = next;
    }
}

/* The upper edge: a point and the steps behind it. */
static void
follow_forwards (const Edge         *self,
                 const HengFlowStep *steps,
                 guint               n_steps)
{
  Point at = to_pixels (self->raster, &steps[0]);

  for (guint i = 1; i < n_steps; i++)
    if (steps[i].kind == HENG_FLOW_STEP_CURVE)
      {
        Point to = to_pixels (self->raster, &steps[i + 2]);

        follow_curve (self, at, to_pixels (self->raster, &steps[i]), to_pixels (self->raster, &steps[i + 1]), to);
        at = to;
        i += 2;
      }
    else
      {
        Point to = to_pixels (self->raster, &steps[i]);

        follow_line (self, at, to);
        at = to;
      }
}

/* The lower edge runs back: every piece of it is followed from its end to its beginning. */
static void
follow_backwards (const Edge         *self,
                  const HengFlowStep *steps,
                  guint               n_steps)
{
  Point at = to_pixels (self->raster, &steps[0]);

  for (guint i = 1; i < n_steps; i++)
    if (steps[i].kind == HENG_FLOW_STEP_CURVE)
      {
        Point to = to_pixels (self->raster, &steps[i + 2]);

        follow_curve (self, to, to_pixels (self->raster, &steps[i + 1]), to_pixels (self->raster, &steps[i]), at);
        at = to;
        i += 2;
      }
    else
      {
        Point to = to_pixels (self->raster, &steps[i]);

        follow_line (self, to, at);
        at = to;
      }
}

/* ---- pixels ---- */

static Ink
make_ink (const HengFlowColour *colour,
          double                opacity)
{
  guint red = (guint) (colour->red * 255 + 0.5), green = (guint) (colour->green * 255 + 0.5), blue = (guint) (colour->blue * 255 + 0.5);

  return (Ink) { red << 16 | blue, 255u << 16 | green, (float) (opacity * 256) };
}

/* Lays the ink over a pixel whose colours are multiplied by its alpha, as those of cairo's images are. @share: 0 to 256 */
static inline void
lay_over (guint32   *pixel,
          const Ink *ink,
          guint32    share)
{
  guint32 red_blue = *pixel & 0xff00ff, alpha_green = *pixel >> 8 & 0xff00ff;

  red_blue = (red_blue * (256 - share) + ink->red_blue * share + 0x800080) >> 8 & 0xff00ff;
  alpha_green = (alpha_green * (256 - share) + ink->alpha_green * share + 0x800080) & 0xff00ff00;
  *pixel = red_blue | alpha_green;
}

static inline float
steepness (const float *heights,
           int          i,
           int          n)
{
  float rise = fabsf (heights[MIN (i + 1, n - 1)] - heights[MAX (i - 1, 0)]);

  return MIN (i > 0 && i < n - 1 ? rise / 2 : rise, STEEPEST);
}

static inline float
clamp_part (float part)
{
  return part < 0 ? 0 : part > 1 ? 1 : part;
}

/*
 * The column's pixels between two heights. An edge that falls by `steep` within the column cuts rows from half of that above its
 * height in the middle to half of it below. Casts stand for floor: what lies above the clip is cut off first.
 * @share: how much of the column's width the band takes
 */
static inline void
fill_column (HengFlowRaster *self,
             int             x,
             float           upper,
             float           upper_steep,
             float           lower,
             float           lower_steep,
             float           share,
             const Ink      *ink)
{
  float begin = upper - upper_steep / 2, end = lower + lower_steep / 2;
  int first = begin > (float) self->top ? (int) begin : self->top;
  int last = end < (float) self->bottom ? (int) end : self->bottom - 1;
  float upper_part = 1 / (1 + upper_steep), lower_part = 1 / (1 + lower_steep);
  float above_lower = (end - (float) first) * lower_part, above_upper = (upper + upper_steep / 2 - (float) first) * upper_part;
  float whole = ink->opacity * share;
  guint32 *pixel = (guint32 *) (gpointer) (self->pixels + (gssize) first * self->stride_bytes) + x;
  gssize stride = self->stride_bytes / (gssize) sizeof (guint32);

  for (int y = first; y <= last; y++)
    {
      float part = clamp_part (above_lower) - clamp_part (above_upper);

      lay_over (pixel, ink, (guint32) (clamp_part (part) * whole + 0.5f));
      pixel += stride;
      above_lower -= lower_part;
      above_upper -= upper_part;
    }
}

/* A line along one edge, as wide as @line_px measured square to it. */
static inline void
fill_edge (HengFlowRaster *self,
           int             x,
           float           height,
           float           steep,
           float           share,
           float           line_px,
           const Ink      *ink)
{
  float half = line_px / 2 * sqrtf (1 + steep * steep);

  fill_column (self, x, height - half, steep, height + half, steep, share, ink);
}

/* The columns of a band that lie in the strip from @left to before @right. */
static void
fill_strip (HengFlowRaster *self,
            const Band     *band,
            int             left,
            int             right)
{
  const float *upper = self->heights + band->heights, *lower = upper + band->n;
  int first = MAX (band->first, left), end = MIN (band->first + band->n, right);

  for (int x = first; x < end; x++)
    {
      int i = x - band->first;
      float upper_steep = steepness (upper, i, band->n), lower_steep = steepness (lower, i, band->n);
      float share = (float) (MIN (x + 1.0, band->end) - MAX ((double) x, band->begin));

      fill_column (self, x, upper[i], upper_steep, lower[i], lower_steep, share, &band->ink);
      if (band->edge.opacity > 0)
        {
          fill_edge (self, x, upper[i], upper_steep, share, band->edge_px, &band->edge);
          fill_edge (self, x, lower[i], lower_steep, share, band->edge_px, &band->edge);
        }
    }
}

void
heng_flow_raster_done (HengFlowRaster *self)
{
  if (self->bands->len == 0)
    return;

  cairo_surface_flush (self->surface);
  for (int left = self->left; left < self->right; left += STRIP_PX)
    for (guint i = 0; i < self->bands->len; i++)
      fill_strip (self, &g_array_index (self->bands, Band, i), left, MIN (left + STRIP_PX, self->right));
  cairo_surface_mark_dirty (self->surface);
  g_array_set_size (self->bands, 0);
  self->n_heights = 0;
}

void
heng_flow_raster_fill (HengFlowRaster       *self,
                       const HengFlowStep   *steps,
                       guint                 n_steps,
                       const HengFlowColour *colour,
                       double                opacity,
                       const HengFlowColour *edge,
                       double                edge_opacity,
                       double                edge_pt)
{
  guint n_upper = n_steps / 2;
  Point first = to_pixels (self, &steps[0]), last = to_pixels (self, &steps[n_upper]);
  Band band = { .begin = first.x, .end = last.x, .ink = make_ink (colour, opacity), .edge_px = (float) (edge_pt * self->scale_y) };
  float *upper, *lower;

  g_assert (n_steps >= 4 && n_steps % 2 == 0);

  band.first = MAX ((int) floor (band.begin), self->left);
  band.n = MIN ((int) ceil (band.end), self->right) - band.first;
  if (band.n <= 0)
    return;
  if (self->n_heights + 2 * (gsize) band.n > HEIGHTS_MAX)
    heng_flow_raster_done (self);
  if (edge != NULL)
    band.edge = make_ink (edge, edge_opacity);
  band.heights = self->n_heights;
  self->n_heights += 2 * (gsize) band.n;

  upper = self->heights + band.heights;
  lower = upper + band.n;
  /* Columns whose middle the band does not reach have the height of its end. */
  upper[0] = (float) first.y;
  upper[band.n - 1] = (float) to_pixels (self, &steps[n_upper - 1]).y;
  lower[0] = (float) to_pixels (self, &steps[n_steps - 1]).y;
  lower[band.n - 1] = (float) last.y;
  follow_forwards (&(Edge) { self, band.first, band.n, upper }, steps, n_upper);
  follow_backwards (&(Edge) { self, band.first, band.n, lower }, steps + n_upper, n_steps - n_upper);
  g_array_append_val (self->bands, band);
}

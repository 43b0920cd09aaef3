// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-raster.h"

#include "heng-flow-heights.h"
#include "heng-flow-line-cache.h"
#include "heng-flow-strip.h"

#include <math.h>

/* So many bands, and heights of their edges, are kept before they are painted: an image is turned to and fro for them. */
#define BANDS_MAX (16 * 1024)
#define HEIGHTS_MAX (2 * 1024 * 1024)

/* Threads are worth their while from so many strips of bands on. */
#define STRIPS_FOR_THREADS (4 * 1024)
#define THREADS_MAX 8

/* Thin bands that fall more steeply have heights as well: knots are too far from each other for them. */
#define STEEPEST_TIED 4

/* Bands that a thread takes at once. */
#define BANDS_AT_ONCE 32

typedef struct
{
  const HengFlowStep *steps;
  guint               n_steps;
} Path;

struct _HengFlowRaster
{
  cairo_surface_t   *surface;
  guchar            *pixels;
  int                stride_bytes;
  HengFlowGrid       grid;
  int                left, top, right, bottom; /* the clip, in pixels; right and bottom outside */
  guint              n_threads;
  HengFlowLineCache *lines;

  GArray            *bands;    /* (element-type HengFlowBand): not painted yet */
  GArray            *paths;    /* (element-type Path): theirs */
  GPtrArray         *bodies;   /* (element-type HengFlowBody): of those that are not thin */
  float             *heights;  /* (nullable): HEIGHTS_MAX of them */
  gsize              n_heights;
  HengFlowKnot      *knots;    /* strip by strip, of every band; only while painting */
  int                first_row, end_row; /* what the waiting bands touch */
  int                first_column, end_column;
};

/* ---- the target ---- */

static gboolean
find_clip (HengFlowRaster *self,
           cairo_t        *cr)
{
  cairo_rectangle_list_t *clip = cairo_copy_clip_rectangle_list (cr);
  gboolean is_rectangle = clip->status == CAIRO_STATUS_SUCCESS && clip->num_rectangles == 1;
  const HengFlowGrid *grid = &self->grid;

  if (is_rectangle)
    {
      const cairo_rectangle_t *area = &clip->rectangles[0];

      self->left = (int) round (area->x * grid->scale_x + grid->origin_x);
      self->top = (int) round (area->y * grid->scale_y + grid->origin_y);
      self->right = (int) round ((area->x + area->width) * grid->scale_x + grid->origin_x);
      self->bottom = (int) round ((area->y + area->height) * grid->scale_y + grid->origin_y);
      self->left = MAX (self->left, 0);
      self->top = MAX (self->top, 0);
      self->right = MIN (self->right, cairo_image_surface_get_width (self->surface));
      self->bottom = MIN (self->bottom, cairo_image_surface_get_height (self->surface));
    }

  cairo_rectangle_list_destroy (clip);
  return is_rectangle && self->left < self->right && self->top < self->bottom;
}

static void
forget_bands (HengFlowRaster *self)
{
  g_array_set_size (self->bands, 0);
  g_array_set_size (self->paths, 0);
  g_ptr_array_set_size (self->bodies, 0);
  self->n_heights = 0;
  self->first_row = self->first_column = G_MAXINT;
  self->end_row = self->end_column = 0;
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
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx <= 0 || matrix.yy != matrix.xx || cairo_get_operator (cr) != CAIRO_OPERATOR_OVER)
    return NULL;

  self = g_new0 (HengFlowRaster, 1);
  self->surface = cairo_surface_reference (surface);
  cairo_surface_get_device_scale (surface, &device_x, &device_y);
  cairo_surface_get_device_offset (surface, &self->grid.origin_x, &self->grid.origin_y);
  self->grid.scale_x = matrix.xx * device_x;
  self->grid.scale_y = matrix.yy * device_y;
  self->grid.origin_x += matrix.x0 * device_x;
  self->grid.origin_y += matrix.y0 * device_y;
  if (!find_clip (self, cr))
    return NULL;

  self->pixels = cairo_image_surface_get_data (surface);
  self->stride_bytes = cairo_image_surface_get_stride (surface);
  self->n_threads = MIN (g_get_num_processors (), THREADS_MAX);
  self->bands = g_array_new (FALSE, FALSE, sizeof (HengFlowBand));
  self->paths = g_array_new (FALSE, FALSE, sizeof (Path));
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->lines = heng_flow_line_cache_new (&self->grid, self->right, self->bottom);
  forget_bands (self);
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
  g_clear_pointer (&self->paths, g_array_unref);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_clear_pointer (&self->lines, heng_flow_line_cache_free);
  cairo_surface_destroy (self->surface);
  g_free (self->heights);
  g_free (self);
}

void
heng_flow_raster_set_n_threads (HengFlowRaster *self,
                                guint           n_threads)
{
  g_assert (n_threads > 0);

  self->n_threads = n_threads;
}

/* ---- painting ---- */

typedef struct
{
  HengFlowRaster *raster;
  int             first_strip;
  int             n_strips;
  int             next; /* atomic: what nobody has taken yet */
} Job;

static void
follow_band (const Job *job,
             guint      index)
{
  const HengFlowRaster *self = job->raster;
  const Path *path = &g_array_index (self->paths, Path, index);
  const HengFlowBody *body = g_array_index (self->bands, HengFlowBand, index).body;

  if (body == NULL)
    {
      heng_flow_heights_tie (&self->grid, path->steps, path->n_steps, job->first_strip, job->n_strips + 1, self->bands->len,
                             self->knots + index);
      return;
    }

  heng_flow_heights_follow (&self->grid, path->steps, path->n_steps, FALSE, body->first, body->n, body->upper);
  heng_flow_heights_follow (&self->grid, path->steps, path->n_steps, TRUE, body->first, body->n, body->lower);
}

static gpointer
follow_bands (gpointer data)
{
  Job *job = data;
  guint n = job->raster->bands->len;

  for (guint begin; (begin = (guint) g_atomic_int_add (&job->next, BANDS_AT_ONCE)) < n;)
    for (guint i = begin; i < MIN (begin + BANDS_AT_ONCE, n); i++)
      follow_band (job, i);

  return NULL;
}

static gpointer
fill_strips (gpointer data)
{
  Job *job = data;
  const HengFlowRaster *self = job->raster;
  int n_rows = self->end_row - self->first_row;
  HengFlowStrip *strip = heng_flow_strip_new (n_rows);

  for (int i; (i = g_atomic_int_add (&job->next, 1)) < job->n_strips;)
    {
      int left = MAX ((job->first_strip + i) * HENG_FLOW_STRIP_PX, self->first_column);
      int right = MIN ((job->first_strip + i + 1) * HENG_FLOW_STRIP_PX, self->end_column);
      const HengFlowKnot *entries = self->knots + (gsize) i * self->bands->len, *exits = entries + self->bands->len;

      heng_flow_strip_begin (strip, self->pixels + (gssize) self->first_row * self->stride_bytes + (gssize) left * 4,
                             self->stride_bytes, left, self->first_row, right - left, n_rows);
      for (guint band = 0; band < self->bands->len; band++)
        heng_flow_strip_fill (strip, &g_array_index (self->bands, HengFlowBand, band), &entries[band], &exits[band]);
      heng_flow_strip_end (strip);
    }

  heng_flow_strip_free (strip);
  return NULL;
}

static void
share_out (const Job   *whole,
           GThreadFunc  work)
{
  Job job = *whole;
  gsize n_pieces = (gsize) job.n_strips * job.raster->bands->len;
  guint n_threads = n_pieces < STRIPS_FOR_THREADS ? 1 : job.raster->n_threads;
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);

  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("bands", work, &job, NULL);
  work (&job);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
}

void
heng_flow_raster_done (HengFlowRaster *self)
{
  Job job = { .raster = self, .first_strip = self->first_column / HENG_FLOW_STRIP_PX };

  if (self->bands->len == 0)
    return;

  job.n_strips = (self->end_column + HENG_FLOW_STRIP_PX - 1) / HENG_FLOW_STRIP_PX - job.first_strip;
  self->knots = g_new (HengFlowKnot, (gsize) (job.n_strips + 1) * self->bands->len);
  cairo_surface_flush (self->surface);
  share_out (&job, follow_bands);
  share_out (&job, fill_strips);
  cairo_surface_mark_dirty (self->surface);
  g_clear_pointer (&self->knots, g_free);
  forget_bands (self);
}

/* ---- bands ---- */

static void
hatch_band (HengFlowRaster      *self,
            const HengFlowHatch *hatch,
            HengFlowBody        *body)
{
  if (hatch == NULL || hatch->kind == HENG_FLOW_HATCH_NONE)
    return;

  body->lines_ink = heng_flow_inkwell (&hatch->colour, hatch->opacity);
  if (hatch->kind != HENG_FLOW_HATCH_CROSSED)
    body->lines[0] = heng_flow_line_cache_get (self->lines, hatch, hatch->kind);
  else
    {
      body->lines[0] = heng_flow_line_cache_get (self->lines, hatch, HENG_FLOW_HATCH_RISING);
      body->lines[1] = heng_flow_line_cache_get (self->lines, hatch, HENG_FLOW_HATCH_FALLING);
    }
}

/* Returns: whether any of the band, with its edge, is inside the clip */
static gboolean
note_rows (HengFlowRaster     *self,
           const HengFlowStep *steps,
           guint               n_steps,
           double              rim_pt)
{
  double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;
  int first, end;

  for (guint i = 0; i < n_steps; i++)
    {
      least = MIN (least, steps[i].y);
      most = MAX (most, steps[i].y);
    }
  first = (int) MAX (floor ((least - rim_pt) * self->grid.scale_y + self->grid.origin_y) - 1, self->top);
  end = (int) MIN (ceil ((most + rim_pt) * self->grid.scale_y + self->grid.origin_y) + 1, self->bottom);
  if (first >= end)
    return FALSE;

  self->first_row = MIN (self->first_row, first);
  self->end_row = MAX (self->end_row, end);
  return TRUE;
}

static HengFlowBody *
add_body (HengFlowRaster            *self,
          const HengFlowRasterStyle *style,
          int                        first,
          int                        n)
{
  HengFlowBody *body = g_new0 (HengFlowBody, 1);
  gsize n_heights = (gsize) n + HENG_FLOW_HEIGHTS_BEFORE + HENG_FLOW_HEIGHTS_BEHIND;

  if (self->heights == NULL)
    self->heights = g_new (float, HEIGHTS_MAX);
  body->first = first;
  body->n = n;
  body->upper = self->heights + self->n_heights + HENG_FLOW_HEIGHTS_BEFORE;
  body->lower = body->upper + n_heights;
  self->n_heights += 2 * n_heights;
  if (style->edge != NULL)
    body->edge = heng_flow_inkwell (style->edge, style->edge_opacity);
  body->edge_px = (float) (style->edge_pt * self->grid.scale_y);
  hatch_band (self, style->hatch, body);
  g_ptr_array_add (self->bodies, body);
  return body;
}

void
heng_flow_raster_fill (HengFlowRaster            *self,
                       const HengFlowStep        *steps,
                       guint                      n_steps,
                       const HengFlowRasterStyle *style)
{
  const HengFlowGrid *grid = &self->grid;
  const HengFlowStep *end = &steps[n_steps / 2], *before = end - 1, *last = &steps[n_steps - 1];
  HengFlowBand band = { .begin = (float) (steps[0].x * grid->scale_x + grid->origin_x),
                        .end = (float) (end->x * grid->scale_x + grid->origin_x),
                        .begin_y = (float) ((steps[0].y + last->y) / 2 * grid->scale_y + grid->origin_y),
                        .end_y = (float) ((before->y + end->y) / 2 * grid->scale_y + grid->origin_y),
                        .half_px = (float) (style->thin_pt / 2 * grid->scale_y),
                        .ink = heng_flow_inkwell (style->colour, style->opacity) };
  Path path = { steps, n_steps };
  int first = (int) MAX (floorf (band.begin), (float) self->left), n = (int) MIN (ceilf (band.end), (float) self->right) - first;

  gboolean thin = style->thin_pt > 0 && fabsf (band.end_y - band.begin_y) <= STEEPEST_TIED * (band.end - band.begin);

  g_assert (n_steps >= 4 && n_steps % 2 == 0 && (style->thin_pt == 0 || style->edge == NULL));

  if (self->bands->len == BANDS_MAX || self->n_heights + 2 * (gsize) (MAX (n, 0) + 8) > HEIGHTS_MAX)
    heng_flow_raster_done (self);
  if (n <= 0 || !note_rows (self, steps, n_steps, style->edge != NULL ? style->edge_pt : 0))
    return;

  self->first_column = MIN (self->first_column, first);
  self->end_column = MAX (self->end_column, first + n);
  band.body = thin ? NULL : add_body (self, style, first, n);
  if (thin && style->hatch != NULL)
    {
      g_assert (style->hatch->kind == HENG_FLOW_HATCH_UPRIGHT);
      band.ink = heng_flow_inkwell (&style->hatch->colour, style->hatch->opacity);
      band.dashes = heng_flow_line_cache_get (self->lines, style->hatch, HENG_FLOW_HATCH_UPRIGHT).table;
    }
  g_array_append_val (self->bands, band);
  g_array_append_val (self->paths, path);
}

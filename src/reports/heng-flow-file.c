// SPDX-License-Identifier: GPL-3.0-or-later
/* Flow diagrams as files: SVG, PDF, PNG. */
#include "heng-flow-figure.h"

#include "heng-error.h"
#include "heng-flow-painter.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define PIXELS_PER_PT 2

static gboolean
has_ending (const char *path,
            const char *ending)
{
  gsize length = strlen (path), ending_length = strlen (ending);

  return length > ending_length && g_ascii_strcasecmp (path + length - ending_length, ending) == 0;
}

static cairo_surface_t *
new_surface (const char *path,
             const char *temporary,
             double      width_pt,
             double      height_pt)
{
  cairo_surface_t *surface;

  if (has_ending (path, ".svg"))
    {
      surface = cairo_svg_surface_create (temporary, width_pt, height_pt);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
      return surface;
    }
  if (has_ending (path, ".pdf"))
    {
      surface = cairo_pdf_surface_create (temporary, width_pt, height_pt);
      /* No date: the same flows give the same bytes. */
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
      return surface;
    }
  if (has_ending (path, ".png"))
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width_pt * PIXELS_PER_PT), (int) (height_pt * PIXELS_PER_PT));

  return NULL;
}

static cairo_status_t
paint (HengFlowLayout      *layout,
       HengFlowPaletteKind  kind,
       cairo_surface_t     *surface,
       const char          *temporary)
{
  gboolean image = cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE;
  HengFlowPalette palette;
  cairo_status_t status;
  cairo_t *cr = cairo_create (surface);

  heng_flow_palette_init (&palette, kind);
  if (image)
    cairo_scale (cr, PIXELS_PER_PT, PIXELS_PER_PT);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, TRUE, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (image && status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png (surface, temporary);
  cairo_surface_finish (surface);
  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
}

gboolean
heng_flow_figure_write (HengFlowLayout       *layout,
                        HengFlowPaletteKind   palette,
                        const char           *path,
                        GError              **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  double width_pt, height_pt;
  cairo_surface_t *surface;
  cairo_status_t status;

  heng_flow_display_get_size (heng_flow_layout_get_display (layout), &width_pt, &height_pt);
  surface = new_surface (path, temporary, width_pt, height_pt);
  if (surface == NULL)
    {
      heng_error_set (error, HENG_ERROR_FLOW_FORMAT, path, NULL);
      return FALSE;
    }

  status = paint (layout, palette, surface, temporary);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS && g_rename (temporary, path) == 0)
    return TRUE;

  heng_error_set (error, HENG_ERROR_FILE_WRITE, path,
                  status != CAIRO_STATUS_SUCCESS ? cairo_status_to_string (status) : g_strerror (errno), NULL);
  g_remove (temporary);
  return FALSE;
}

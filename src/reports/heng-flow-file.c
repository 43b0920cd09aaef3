// SPDX-License-Identifier: GPL-3.0-or-later
/* Flow diagrams as files: SVG, PDF, PNG. */
#include "heng-flow-figure.h"

#include "heng-error.h"
#include "heng-file.h"
#include "heng-flow-painter.h"
#include "heng-flow-svg.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define PIXELS_PER_PT 2
#define POINTS_PER_METRE (72 / 0.0254)

static gboolean
has_ending (const char *path,
            const char *ending)
{
  gsize length = strlen (path), ending_length = strlen (ending);

  return length > ending_length && g_ascii_strcasecmp (path + length - ending_length, ending) == 0;
}

static cairo_status_t
paint (HengFlowLayout      *layout,
       HengFlowPaletteKind  kind,
       double               scale,
       cairo_surface_t     *surface)
{
  HengFlowPalette palette;
  cairo_status_t status;
  cairo_t *cr = cairo_create (surface);

  heng_flow_palette_init (&palette, kind);
  cairo_scale (cr, scale, scale);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, TRUE, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

/* Returns: (transfer full) (nullable): what is wrong */
static char *
tell (cairo_status_t status)
{
  return status == CAIRO_STATUS_SUCCESS ? NULL : g_strdup (cairo_status_to_string (status));
}

/* ---- SVG ---- */

static char *
write_svg (HengFlowLayout      *layout,
           HengFlowPaletteKind  kind,
           const char          *temporary)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, kind);
  text = heng_flow_svg_write (layout, &palette);
  return g_file_set_contents (temporary, text, -1, &error) ? NULL : g_strdup (error->message);
}

/* ---- PDF ---- */

static char *
write_pdf (HengFlowLayout      *layout,
           HengFlowPaletteKind  kind,
           const char          *temporary)
{
  const char *title = heng_flow_layout_get_title (layout), *notes = heng_flow_layout_get_notes (layout);
  double width_pt, height_pt;
  cairo_surface_t *surface;
  cairo_status_t status;

  heng_flow_display_get_size (heng_flow_layout_get_display (layout), &width_pt, &height_pt);
  surface = cairo_pdf_surface_create (temporary, width_pt, height_pt);
  if (title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (notes != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, notes);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Hengping");
  /* No date: the same flows give the same bytes. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  status = paint (layout, kind, 1, surface);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return tell (status);
}

/* ---- PNG ---- */

/* The checksum of a part of a PNG file. */
static guint32
sum_up (const guint8 *bytes,
        gsize         n_bytes)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < n_bytes; i++)
    {
      sum ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }

  return ~sum;
}

static void
put_number (guint8  *bytes,
            guint32  number)
{
  for (guint i = 0; i < 4; i++)
    bytes[i] = number >> (24 - 8 * i) & 255;
}

/* Says behind the file's first part how many pixels a metre has, so that the picture comes out at the size of its page. */
static void
add_resolution (GByteArray *file)
{
  const guint32 per_metre = (guint32) (PIXELS_PER_PT * POINTS_PER_METRE + 0.5);
  const gsize header_bytes = 8 + 25;
  guint8 part[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's', [16] = 1 };

  put_number (part + 8, per_metre);
  put_number (part + 12, per_metre);
  put_number (part + 17, sum_up (part + 4, 13));
  g_byte_array_set_size (file, file->len + sizeof part);
  memmove (file->data + header_bytes + sizeof part, file->data + header_bytes, file->len - sizeof part - header_bytes);
  memcpy (file->data + header_bytes, part, sizeof part);
}

static cairo_status_t
take_bytes (void                *closure,
            const unsigned char *data,
            unsigned int         n_bytes)
{
  g_byte_array_append (closure, data, n_bytes);

  return CAIRO_STATUS_SUCCESS;
}

static char *
write_png (HengFlowLayout      *layout,
           HengFlowPaletteKind  kind,
           const char          *temporary)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  double width_pt, height_pt;
  cairo_surface_t *surface;
  cairo_status_t status;

  heng_flow_display_get_size (heng_flow_layout_get_display (layout), &width_pt, &height_pt);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width_pt * PIXELS_PER_PT), (int) (height_pt * PIXELS_PER_PT));
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = paint (layout, kind, PIXELS_PER_PT, surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, take_bytes, file);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return tell (status);

  add_resolution (file);
  return g_file_set_contents (temporary, (const char *) file->data, file->len, &error) ? NULL : g_strdup (error->message);
}

/* ---- all ---- */

gboolean
heng_flow_figure_write (HengFlowLayout       *layout,
                        HengFlowPaletteKind   palette,
                        const char           *path,
                        GError              **error)
{
  static const struct
  {
    const char *ending;
    char     *(*write) (HengFlowLayout *layout, HengFlowPaletteKind kind, const char *temporary);
  } kinds[] = { { ".svg", write_svg }, { ".pdf", write_pdf }, { ".png", write_png } };
  g_autofree char *place = NULL, *temporary = NULL, *wrong = NULL;
  guint kind = 0;

  while (kind < G_N_ELEMENTS (kinds) && !has_ending (path, kinds[kind].ending))
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    {
      heng_error_set (error, HENG_ERROR_FLOW_FORMAT, path, NULL);
      return FALSE;
    }

  if ((place = heng_file_find_place (path, error)) == NULL)
    return FALSE;
  temporary = g_strconcat (place, ".part", NULL);
  wrong = kinds[kind].write (layout, palette, temporary);
  if (wrong == NULL && g_rename (temporary, place) == 0)
    return TRUE;

  heng_error_set (error, HENG_ERROR_FILE_WRITE, path, wrong != NULL ? wrong : g_strerror (errno), NULL);
  g_remove (temporary);
  return FALSE;
}

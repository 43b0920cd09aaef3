// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-pdf.h"

#include <cairo-pdf.h>

#include "heng-page-atomic-file.h"

static cairo_status_t
write_bytes (void                *closure,
             const unsigned char *bytes,
             unsigned int         n_bytes)
{
  return heng_page_atomic_file_write (closure, bytes, n_bytes) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
set_metadata (cairo_surface_t      *surface,
              cairo_pdf_metadata_t  key,
              const char           *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return;
  valid = g_utf8_make_valid (text, -1);
  cairo_pdf_surface_set_metadata (surface, key, valid);
}

static void
set_info (cairo_surface_t       *surface,
          const HengPagePdfInfo *info)
{
  /* Without a date given cairo takes the clock's, and no two files are alike. */
  g_autofree char *created = g_date_time_format (info->created, "%Y-%m-%dT%H:%M:%S%:z");

  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, info->title);
  set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, info->author);
  set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, info->subject);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Hengping");
  set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
}

static cairo_status_t
paint_pages (const HengPageLayout *layout,
             cairo_surface_t      *surface)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  for (guint i = 0; i < heng_page_layout_get_n_pages (layout); i++)
    {
      heng_page_layout_paint (layout, i, cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);

  return status;
}

/**
 * heng_page_pdf_write:
 * @layout: the pages
 * @info: what the file says about itself
 * @path: where to, in the encoding of file names
 * @error: return location; of domain %G_FILE_ERROR, with a sentence
 *
 * Writes pages to a PDF file, with text that can be searched and copied. The same pages and the same @info
 * give the same bytes. A file that stands there is replaced when the new one is complete, and stays as
 * it is when it cannot be completed.
 *
 * Returns: whether the file was written
 */
gboolean
heng_page_pdf_write (const HengPageLayout   *layout,
                     const HengPagePdfInfo  *info,
                     const char             *path,
                     GError                **error)
{
  g_autoptr(HengPageAtomicFile) file = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (info != NULL && info->created != NULL, FALSE);
  g_return_val_if_fail (path != NULL && *path != '\0', FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  file = heng_page_atomic_file_new (path, error);
  if (file == NULL)
    return FALSE;

  surface = cairo_pdf_surface_create_for_stream (write_bytes, file, heng_page_layout_get_width (layout),
                                                 heng_page_layout_get_height (layout));
  set_info (surface, info);
  status = paint_pages (layout, surface);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  /* A write error is worded by the file, which knows why. */
  if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_WRITE_ERROR)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "The pages could not be drawn: %s",
                   cairo_status_to_string (status));
      return FALSE;
    }

  return heng_page_atomic_file_commit (file, error);
}

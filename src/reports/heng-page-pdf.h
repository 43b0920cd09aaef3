// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-layout.h"

G_BEGIN_DECLS

/**
 * HengPagePdfInfo:
 * @title: (nullable): name of the document
 * @author: (nullable): who made it
 * @subject: (nullable): what it is about
 * @created: when it was made; the file has no other date in it
 *
 * What a PDF file says about itself.
 */
typedef struct
{
  const char *title;
  const char *author;
  const char *subject;
  GDateTime *created;
} HengPagePdfInfo;

gboolean heng_page_pdf_write (const HengPageLayout   *layout,
                              const HengPagePdfInfo  *info,
                              const char             *path,
                              GError                **error);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

#include <stdio.h>

G_BEGIN_DECLS

typedef enum
{
  HENG_EXPORT_HLEDGER,   /* a journal for hledger and Ledger: claims and funds of each region and pool; the head in a comment on top */
  HENG_EXPORT_BEANCOUNT, /* the same for Beancount, with its names of accounts and commodities; the head with each transaction too */
  HENG_EXPORT_CSV,       /* the journal's lines as one table, the head in its last column */
  HENG_EXPORT_JSON,      /* everything: regions, documents, observations, entries, events, the log, and the head */
  HENG_N_EXPORT_FORMATS
} HengExportFormat;

/** Writes the book's content to @stream. Nothing in it depends on locale, time zone or clock. */
gboolean heng_export (HengBook          *book,
                      HengExportFormat   format,
                      FILE              *stream,
                      GError           **error);

/** The same into the file @path, which is replaced only when all is written. */
gboolean heng_export_to_file (HengBook          *book,
                              HengExportFormat   format,
                              const char        *path,
                              GError           **error);

G_END_DECLS

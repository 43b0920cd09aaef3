// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** Largest table file. */
#define HENG_IMPORT_TABLE_MB_MAX 1024

/** What an import brought. */
typedef struct
{
  guint n_regions;
  guint n_agreements;        /* new or new versions */
  guint n_agreements_same;
  guint n_observations;      /* new */
  guint n_observations_revised;
  guint n_observations_same;
  guint n_payments;
  guint n_openings;
  guint n_calendars;         /* new or with other years */
} HengImportReport;

/**
 * Imports agreement documents (`.json`) and tables (`.csv`), all or nothing. Whatever the order of @paths, regions are recorded
 * first, then agreements, holidays, openings, observations and payments. A file with the same bytes as one imported before is refused unless
 * @again. Every error names file and line. @report (nullable).
 */
gboolean heng_import_files (HengBook           *book,
                            const char *const  *paths,
                            guint               n_paths,
                            gboolean            again,
                            HengImportReport   *report,
                            GError            **error);

/** The line of the value at @path (`parties[0].region`) in a document; 0 where there is none. */
guint    heng_import_find_line (const char         *text,
                                gsize               length_bytes,
                                const char         *path);

G_END_DECLS

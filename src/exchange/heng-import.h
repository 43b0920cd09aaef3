// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"

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
  guint n_observations_unfilled;    /* rows whose value is still "?": passed over */
  guint n_observations_implausible; /* outside the limits that their indicator states; taken all the same */
  guint n_payments;
  guint n_openings;
  guint n_calendars;         /* new or with other years */
} HengImportReport;

/** What stands as the value of a row that is still to be filled in; such a row is passed over. */
#define HENG_IMPORT_UNFILLED "?"

/** A value outside the limits of plausibility, on @line of @file. @limits: as heng_indicator_format_plausible() writes them */
typedef struct
{
  const char *file;
  guint       line;
  const char *agreement;
  const char *indicator;
  HengPeriod  period;
  const char *value;
  const char *limits;
} HengImportWarning;

typedef void (*HengImportWarningFunc) (const HengImportWarning *warning,
                                       gpointer                 data);

typedef struct
{
  gboolean              again;     /* files that were imported before are taken */
  HengIntake           *intake;    /* (nullable): a preview: takes the observations, and nothing is written */
  HengImportWarningFunc warn;      /* (nullable): called for rows as they are read; the import may still fail */
  gpointer              warn_data;
  GCancellable         *cancellable; /* (nullable): of a preview, as the next two */
  HengProgressFunc      progress;    /* (nullable) */
  gpointer              progress_data;
} HengImportOptions;

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

/** The same with @options. A preview ends with heng_intake_finish() done: observations are compared with the book as it would be with
 * the regions, agreements and entries of the same files, which are checked as if they were recorded. Files other than tables of
 * observations need a book that can be written, although it is not. */
gboolean heng_import_files_with (HengBook                *book,
                                 const char *const       *paths,
                                 guint                    n_paths,
                                 const HengImportOptions *options,
                                 HengImportReport        *report,
                                 GError                 **error);

/** The line of the value at @path (`parties[0].region`) in a document; 0 where there is none. */
guint    heng_import_find_line (const char         *text,
                                gsize               length_bytes,
                                const char         *path);

G_END_DECLS

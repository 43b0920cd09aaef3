// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-settlement.h"
#include "reference.h"

G_BEGIN_DECLS

/** In what the program and the reference may differ. */
typedef enum
{
  DIFFERENCE_NONE,
  DIFFERENCE_DOCUMENT, /* the program refuses what is right */
  DIFFERENCE_PERIODS,
  DIFFERENCE_VERSION,
  DIFFERENCE_STATUS,
  DIFFERENCE_FAILURE,
  DIFFERENCE_REASON,
  DIFFERENCE_MISSING,
  DIFFERENCE_OBLIGATIONS,
  DIFFERENCE_EXPLAINED, /* with and without an explanation */
  N_DIFFERENCES
} Difference;

extern const char *const difference_names[N_DIFFERENCES];

/** What was tried, added up over cases. */
typedef struct
{
  guint64 n_cases;
  guint64 n_settlements;
  guint64 n_passed_over; /* numbers near the program's bounds */
  guint64 statuses[N_REFERENCE_STATUSES];
  guint64 failures[N_FAILURES];
  guint64 obligations;
  guint64 missing;
} Tally;

/** Settles some periods of @made by both ways. @words: (out): what differs, where anything does. */
Difference compare_case       (const Case *made,
                               Tally      *tally,
                               char      **words);

/** Compares one settlement of the program with that of the reference. */
Difference compare_settlement (const HengSettlement      *settlement,
                               const ReferenceSettlement *expected,
                               GString                   *words);

/** Returns: (transfer full): the texts in order, each with a semicolon behind it */
char       *compare_join                 (GPtrArray                 *texts);
/** Returns: (transfer full): "from>to amount commodity; …" in minor units */
char       *compare_describe_obligations (const ReferenceSettlement *expected);
/** Returns: (transfer full): "status | obligations | missing" */
char       *compare_describe_settlement  (const HengSettlement      *settlement);

/** Returns: (transfer full): the program's reading of a version; %NULL with @error */
HengAgreement *compare_read_version (const Case  *made,
                                     guint        version,
                                     GError     **error);
HengPeriod     compare_period       (CasePeriod   period);
HengDay        compare_day          (gint32       day);

G_END_DECLS

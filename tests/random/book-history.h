// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare.h"

G_BEGIN_DECLS

/** What histories of books had, added up. */
typedef struct
{
  guint64 n_histories;
  guint64 n_passed_over;
  guint64 n_settlements;
  guint64 n_runs;
  guint64 n_known;      /* settlements asked again as they were known */
  guint64 n_overrides;
  guint64 n_freezes;
  guint64 n_ended;
  guint64 n_closed;
  guint64 n_payments;
  guint64 n_reopened;
  guint64 n_dropped;    /* settlements of periods that were booked and are no longer assessed */
} BookTally;

/**
 * Lives through the history of @made in a book of its own: batch by batch versions and observations are recorded, exceptions agreed and
 * ended, days closed, payments made, and what has ended is settled and booked. After each batch every settlement, and what all runs of
 * each period add up to, must be as the reference computes it from scratch; at the end everything that was given before is asked for
 * again as it was known then, and the book verifies.
 *
 * Returns: whether all was right; @words: (out): what was not
 */
gboolean book_history_try (const Case  *made,
                           BookTally   *tally,
                           char       **words);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-lines-private.h"
#include "heng-book-sums-private.h"

G_BEGIN_DECLS

/* Rows hold no days here; of the sums of a view they tell that lines were taken away, or that one is in the view for certain. */
#define MAY_BE_GONE accrued_day
#define IS_THERE paid_day

typedef struct
{
  HengBook      *book;
  HengLinesBy    by;
  gboolean       by_place; /* regions and pools, not pairs */
  HengLineRange  range;    /* the view */
  HengLineSample sample;
  HengKeptSums  *names;    /* who is of which region */
  HengKeptRows  *rows;
} HengSums;

/** Hands the sums to @taker; of those that come to nothing only what has lines in the view. */
gboolean heng_sums_hand_over  (HengSums             *self,
                               const HengSumsTaker  *taker,
                               GError              **error);
/** The sum of two parties as that of the places of both. */
gboolean heng_sums_split_pair (HengSums            *self,
                               const HengKeptRow   *pair,
                               HengKeptRow          places[2],
                               GError             **error);

G_END_DECLS

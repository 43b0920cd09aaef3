// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-kept.h"

G_BEGIN_DECLS

/** The sum that was added to last: lines near one another are often of the same. */
typedef struct
{
  gint64 segment;
  gint64 other;
  gint64 commodity;
  guint  n; /* of a row, from 1; 0 where there is none yet */
} HengKeptRecent;

/** A region, or a pool. Everything behind the digest is of who adds, and 0 at first. */
typedef struct
{
  gint64  number;    /* see HengKeptRow.party */
  guint64 digest;

  HengKeptRecent block;
  gint64   commodity; /* that the months are of */
  gint64   first;     /* the first of the months */
  guint    n_months;
  guint32 *months;    /* (nullable): the number of each one's row, from 1; 0 where there is none yet */
} HengKeptPlace;

/** A party; the same of its unit. */
typedef struct
{
  HengKeptPlace *place;
  guint64        digest;    /* of all that is known of the party */
  const char    *agreement;
  gboolean       is_pool;

  HengKeptRecent unit;      /* where it is the party with the smaller number */
} HengKeptParty;

void heng_kept_place_free (HengKeptPlace *self);

/** Adds lines up by month, block and unit. Of many of them a thread does it, while others are read. */
typedef struct _HengKeptAdding HengKeptAdding;

HengKeptAdding *heng_kept_adding_new      (void);
void            heng_kept_adding_free     (HengKeptAdding      *self);
/** @from, @to: the payer and the receiver, to stay until it is freed; @line: of a valid day */
void            heng_kept_adding_add      (HengKeptAdding      *self,
                                           HengKeptParty       *from,
                                           HengKeptParty       *to,
                                           const HengKeptLine  *line);
/** Waits until all is added. %FALSE where one could not be; then those behind it, up to this call, are not added either. */
gboolean        heng_kept_adding_finish   (HengKeptAdding      *self,
                                           GError             **error);
/** What was added; nobody may add meanwhile: to be asked for anew, and used, after heng_kept_adding_finish() only. */
HengKeptRows   *heng_kept_adding_get_rows (HengKeptAdding      *self);

G_END_DECLS

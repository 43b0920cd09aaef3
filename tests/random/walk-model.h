// SPDX-License-Identifier: GPL-3.0-or-later
/* A book as plain arrays: what every view must show, added up line by line. Shares nothing with src/ but its types. */
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

#define WALK_AGREEMENTS 2
#define WALK_PARTIES 5
#define WALK_FIRST_YEAR 2020
#define WALK_YEARS 4

/** What a party is called, its id in balances, and the id of its province; the fund's depend on the agreement. */
typedef struct
{
  const char *name;
  const char *region;
  const char *province;
} WalkParty;

extern const WalkParty walk_parties[WALK_PARTIES];
extern const char *const walk_codes[WALK_AGREEMENTS];
extern const char *const walk_mechanisms[WALK_AGREEMENTS];

/** @year: %WALK_FIRST_YEAR …, 0 for none */
typedef struct
{
  gint64   entry;
  gint64   fact;
  gboolean is_accrual;
  gboolean can_reverse;
  guint    agreement;
  gint     year;
  HengDay  date;
  guint    from;
  guint    to;
  gint64   minor;
} WalkLine;

typedef struct
{
  gboolean is_agreed;
  gint64   rates[WALK_YEARS];    /* of the version in force, in fen */
  gint64   values[WALK_YEARS];   /* observed; -1: not */
  gint64   exceptions[WALK_YEARS]; /* the fact of the one in force; 0 */
  gint64   excepted[WALK_YEARS]; /* what it makes due; -1: incomplete */
} WalkAgreement;

typedef struct
{
  WalkAgreement agreements[WALK_AGREEMENTS];
  GArray       *lines; /* (element-type WalkLine) */
  HengDay       closed;
} WalkModel;

void     walk_model_init  (WalkModel  *self);
void     walk_model_clear (WalkModel  *self);
/** What is due for a year from the first party to the second; -1 where it is not known. */
gint64   walk_model_due   (WalkModel  *self,
                           guint       agreement,
                           guint       year);
/** What is booked for it. */
gint64   walk_model_booked (WalkModel *self,
                            guint      agreement,
                            guint      year);

/** Compares every view of @book with the model. @on_day, @known: a second look at the past. @words: what differs is added */
void     walk_compare     (WalkModel  *self,
                           HengBook   *book,
                           HengDay     on_day,
                           gint64      known,
                           GString    *words);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "book-history.h"

#include "ledger-testing.h"

G_BEGIN_DECLS

/** A period with what is agreed for it and what is booked. */
typedef struct
{
  CasePeriod period;
  gint64     exception;      /* the fact of the one in force; 0: none */
  gboolean   is_frozen;
  guint      frozen_versions;
  gint16     frozen_observations;
  gint64     agreed_minor;   /* of an override, from the first to the second party */
  char      *booked;         /* what all runs add up to */
  gboolean   was_booked;
} BookPeriod;

/** What the program gave when so many facts were known. */
typedef struct
{
  gint64     known;
  HengPeriod period;
  char      *text;
} Given;

typedef struct
{
  const Case *made;
  Testing     testing;
  guint64     random;
  guint       n_versions;
  gint16      n_observations;
  GArray     *periods; /* (element-type BookPeriod) */
  GArray     *given;   /* (element-type Given) */
  HengDay     closed_until;
  BookTally  *tally;
  GString    *words;
  gboolean    passed_over;
} History;

/** The period of the history, made where it is new; valid until the next one is made. */
BookPeriod *book_history_find_period (History    *self,
                                      CasePeriod  period);
/** Now and then agrees on an exception for one of the periods @listed or ends one, closes days, pays, opens the book anew. */
void        book_history_agree       (History    *self,
                                      GArray     *listed);

G_END_DECLS

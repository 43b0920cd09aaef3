// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-calendar.h"
#include "heng-payment-terms.h"
#include "heng-rounding.h"

G_BEGIN_DECLS

/** What was paid on a day; below zero where it went back. */
typedef struct
{
  HengDay day;
  gint64  amount_minor;
} HengDuesPayment;

/**
 * HengDuesUnit: what is known of one unit: an agreement × assessed period × pair × commodity. Amounts are in minor units and in the
 * direction in which something is owed, so that what is assessed is not below zero.
 * @assessed_minor: all runs added up
 * @interest_booked_minor: late interest that was booked for the unit
 * @disputed_minor: the part that an open dispute holds back, 0 … @assessed_minor
 * @payments: (element-type HengDuesPayment): in any order; a payment that was reversed is not among them, nor is its reversal
 * @settled_day: the day that the first run counts for; #HENG_DAY_NONE before there is one
 * @statement_day: the day that the period's first statement was issued; #HENG_DAY_NONE before
 * @period_last: the last day assessed
 * @on_day: the day looked at; payments after it are passed over
 * @step_minor: the step of the agreement's rounding, in which the instalments are divided: half of 31 training places are 16 and 15; 0 or
 *   where @assessed_minor is no multiple of it: the minor unit
 */
typedef struct
{
  gint64  assessed_minor;
  gint64  interest_booked_minor;
  gint64  disputed_minor;
  GArray *payments;
  HengDay settled_day;
  HengDay statement_day;
  HengDay period_last;
  HengDay on_day;
  gint64  step_minor;
} HengDuesUnit;

typedef enum
{
  HENG_DUE_UNDATED,  /* no terms say when */
  HENG_DUE_WAITING,  /* it is due some days after a statement that was not issued yet */
  HENG_DUE_OPEN,     /* not paid, and not late */
  HENG_DUE_OVERDUE,
  HENG_DUE_DISPUTED, /* what is not paid is disputed */
  HENG_DUE_PAID,
  HENG_N_DUE_STATES
} HengDueState;

/**
 * HengInstalment: one part of what is due.
 * @term: (nullable): %NULL where nothing is said of when to pay
 * @due_day: after rolling; #HENG_DAY_NONE where it is not known
 * @missing_year: the first year that the calendar lacks, so that @due_day is provisional; 0 where it is sure
 * @paid_day: the day on which the whole was paid (the last time); #HENG_DAY_NONE where it is not
 * @days_late: days from the due day to @paid_day or, while it is not paid, to the day looked at; 0 where that is not late
 * @interest: of every stretch that a part was late, rounded; never of what is in kind
 */
typedef struct
{
  const HengDueTerm *term;
  gint64             amount_minor;
  gint64             disputed_minor;
  gint64             paid_minor;
  gint64             outstanding_minor;
  gint64             overdue_minor;
  gint64             interest_minor;
  HengDay            due_day;
  gint               missing_year;
  HengDay            paid_day;
  gint32             days_late;
  HengDueState       state;
} HengInstalment;

/**
 * HengDues: instalments and how they stand, and the clearing: what was paid before and after settling, and what remains.
 * @instalments: by due day, those without one last
 * @advanced_minor: paid before the day of the first run; everything while there is none
 * @paid_minor: paid on that day or after
 * @remaining_minor: assessed and booked interest less what was paid: above zero still to pay, below zero to be returned
 */
typedef struct
{
  GArray *instalments; /* (element-type HengInstalment) */
  gint64  assessed_minor;
  gint64  disputed_minor;
  gint64  advanced_minor;
  gint64  paid_minor;
  gint64  remaining_minor;
  gint64  overdue_minor;
  gint64  interest_minor;
  gint64  interest_booked_minor;
} HengDues;

/**
 * Computes the dues of @unit: a pure function of its arguments.
 *
 * The amount is split by the shares (largest remainders; ties to the first named). What was paid by a day pays the instalments in
 * the order of their due days, first what is not disputed. Interest is simple: on the late balance of each instalment from one change
 * of it to the next, added up exactly and rounded once. It follows from all runs: a later run that assesses more makes the difference
 * late from the same due day, one that assesses less takes interest back.
 *
 * @terms: (nullable): nothing is late without them
 * @calendar: (nullable): of @terms
 * @rounding: (nullable): of the commodity; without it no interest is computed (it is in kind)
 * @digits: decimals of the commodity's minor unit
 *
 * Returns: (transfer full): %NULL with @error where an amount does not fit
 */
HengDues *heng_dues_new  (const HengPaymentTerms  *terms,
                          const HengCalendar      *calendar,
                          const HengDuesUnit      *unit,
                          const HengRounding      *rounding,
                          guint                    digits,
                          GError                 **error);
void      heng_dues_free (HengDues                *self);

const HengInstalment *heng_dues_get (const HengDues *self,
                                     guint           index);

/** The day that @term makes something due, #HENG_DAY_NONE before the statement that it waits for. */
HengDay   heng_due_term_find_day (const HengDueTerm   *term,
                                  const HengCalendar  *calendar,
                                  HengRoll             roll,
                                  HengDay              period_last,
                                  HengDay              statement_day,
                                  gint                *missing_year);

/** `undated`, `waiting`, `open`, `overdue`, `disputed`, `paid`. */
const char *heng_due_state_get_name (HengDueState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengDues, heng_dues_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmp.h>

#include "case.h"

G_BEGIN_DECLS

/**
 * The reference: settles a case by definition, slowly, without anything of the program. Everything is looked up anew each time, no
 * value is kept, and every observation is looked through for every value.
 */

typedef enum
{
  REFERENCE_COMPLETE,
  REFERENCE_INCOMPLETE,
  REFERENCE_BLOCKED,
  REFERENCE_FAILED,
  REFERENCE_NOT_ASSESSED,
  N_REFERENCE_STATUSES
} ReferenceStatus;

/** Why a computation fails. */
typedef enum
{
  FAILURE_NONE,
  FAILURE_DIVISION_BY_ZERO,
  FAILURE_POWER,         /* an exponent that is no whole number, or beyond a thousand */
  FAILURE_ROUND_DIGITS,
  FAILURE_CLAMP_ORDER,
  FAILURE_EMPTY_RANGE,
  FAILURE_YEARS,         /* more than 200 */
  FAILURE_YEAR,          /* no whole number, or out of range */
  FAILURE_WEIGHT_NEGATIVE,
  FAILURE_WEIGHTS_ZERO,
  FAILURE_OVERFLOW,
  FAILURE_TOO_LARGE,     /* numbers grew so much that the program's bounds may tell: the case is passed over */
  N_FAILURES
} Failure;

typedef struct
{
  gint32 first;
  gint32 last;
} Months;

typedef enum { VALUE_UNKNOWN, VALUE_NUMBER, VALUE_CONDITION } ValueKind;

typedef struct
{
  ValueKind kind;
  gboolean  truth;
  mpq_t     number;
} Value;

typedef struct
{
  const Case *made;
  guint       version;
  gint16      n_observations; /* only the first so many are known */
  guint       muted;          /* how many known() and default() are open */
  Failure     failure;
  GPtrArray  *missing;        /* (element-type utf8): "COD 2020-03", each once */
} Reference;

/** What one pair owes: by names, "from to commodity" and the amount in minor units, above zero. */
typedef struct
{
  gint16 from;
  gint16 to;
  gint16 unit;  /* -1: money */
  gint64 minor;
} ReferenceObligation;

typedef struct
{
  ReferenceStatus status;
  Failure         failure;
  gint16          blocked_by;  /* the statement, -1: none */
  gint16          version;     /* that governs the period; -1 where it is not assessed */
  GArray         *obligations; /* (element-type ReferenceObligation): by parties' names and unit */
  GPtrArray      *missing;
} ReferenceSettlement;

/** Settles @period from the first @n_versions versions and @n_observations observations. */
ReferenceSettlement *reference_settle (const Case *made,
                                       CasePeriod  period,
                                       guint       n_versions,
                                       gint16      n_observations);
void reference_settlement_free (ReferenceSettlement *self);

/** The version that governs @period and the months of it that are assessed; -1 where it is not assessed. */
gint16   reference_find_version (const Case *made,
                                 guint       n_versions,
                                 CasePeriod  period,
                                 Months     *months);
/** All periods that are assessed and have ended by @day, by their first days. Returns: (element-type CasePeriod) */
GArray  *reference_list_periods (const Case *made,
                                 guint       n_versions,
                                 gint32      day);

/* ---- parts of it ---- */

void     value_init             (Value     *self);
void     value_clear            (Value     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Value, value_clear)

/** %FALSE where it fails, with @failure in @self. */
gboolean reference_evaluate     (Reference *self,
                                 gint16     node,
                                 Months     months,
                                 Value     *value);
/** The value of an indicator over @months; unknown where a part lacks, which is then noted. */
gboolean reference_observe      (Reference *self,
                                 gint16     indicator,
                                 Months     months,
                                 Value     *value);
/** The class by the national standard, 1 to 6. */
gint     reference_classify     (const Indicator *indicator,
                                 mpq_srcptr       value);
/** @result: @number as a count of steps, rounded */
void     reference_round        (mpz_t        result,
                                 mpq_srcptr   number,
                                 mpq_srcptr   step,
                                 Mode         mode);
void     reference_set_literal  (mpq_t          number,
                                 const Literal *literal);
gboolean reference_compare      (Order        order,
                                 mpq_srcptr   a,
                                 mpq_srcptr   b);

/** What the payment @statement makes due of @whole, with the weights of both sides, is added to @contributions (element-type
 * ReferenceObligation; of any sign). %FALSE where it fails. */
gboolean reference_add_payment  (Reference       *self,
                                 const Statement *statement,
                                 mpq_srcptr       whole,
                                 mpq_t           *payer_weights,
                                 mpq_t           *receiver_weights,
                                 GArray          *contributions);
gboolean reference_add_up       (Reference       *self,
                                 GArray          *contributions,
                                 GArray          *obligations);

G_END_DECLS

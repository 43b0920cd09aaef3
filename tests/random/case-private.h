// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "case.h"

G_BEGIN_DECLS

/** The state of making one case. */
typedef struct
{
  guint64  random;
  Case    *made;
  guint    version;
  guint    statement;   /* definitions before it may be used */
  guint    months_open; /* how many brackets of `over months` are open */
  guint    overs_open;
} CaseMaker;

/** Literals: any number, one that stands for an amount, one with a text of its own. */
Literal case_literal_any    (CaseMaker  *maker);
Literal case_literal_amount (CaseMaker  *maker);
Literal case_literal_new    (gint64      numerator,
                             gint64      denominator,
                             const char *text);
/** @number times @factor, which @behind stands for. */
Literal case_literal_scaled (gint        number,
                             gint64      factor,
                             const char *behind);
/** @decimals digits behind the point of @scaled. */
Literal case_literal_decimal (gint64     scaled,
                              guint      decimals);

/** Returns: the index of a new node; a number or a condition of at most @depth levels */
gint16  case_make_number    (CaseMaker  *maker,
                             guint       depth);
gint16  case_make_condition (CaseMaker  *maker,
                             guint       depth);
gint16  case_make_literal   (CaseMaker  *maker,
                             Literal     literal);

void    case_make_statements   (CaseMaker *maker);
void    case_make_observations (CaseMaker *maker);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** The unit that amounts of money are shown in. Only the showing: nothing is rounded in the book. */
typedef enum
{
  HENG_MONEY_UNIT_YUAN,        /* 元, or the currency's own */
  HENG_MONEY_UNIT_WAN,         /* 万元: ten thousand */
  HENG_MONEY_UNIT_YI           /* 亿元: a hundred million */
} HengMoneyUnit;

/** The unit's name for column heads: 元, 万元, 亿元; "yuan", "10,000 yuan", "100 million yuan" in English. Another currency's code. */
const char *heng_money_unit_get_label (HengMoneyUnit unit,
                                       const char   *currency);

/**
 * The amount for people: grouped by thousands, `−` as U+2212, zero as `–`; in 万元 and 亿元 exactly, with as many decimals as the amount needs
 * but at least two.
 *
 * @signed_always: whether a plus sign stands before what is received
 *
 * Returns: (transfer full)
 */
char *heng_money_format        (gint64        amount_minor,
                                const char   *currency,
                                HengMoneyUnit unit,
                                gboolean      signed_always);
/** Money as heng_money_format(), anything in kind with its own unit behind it ("30 training places"). Returns: (transfer full) */
char *heng_commodity_format    (HengBook     *book,
                                gint64        amount_minor,
                                const char   *commodity,
                                HengMoneyUnit unit);
/** For labels of drawings: as heng_money_format(), but rounded to two decimals, half away from zero; what is not zero but would
 * round to it is "<0.01". The drawing says that it rounds. Returns: (transfer full) */
char *heng_money_format_rounded (gint64        amount_minor,
                                 const char   *currency,
                                 HengMoneyUnit unit);
/** How many of something, grouped as amounts are: "100,000"; none is "0". Returns: (transfer full) */
char *heng_money_format_count  (guint         count);
/** With the unit behind it, for prose: "2,797.5万元"; in English always in yuan: "27,975,000.00 yuan". Returns: (transfer full) */
char *heng_money_format_full   (gint64        amount_minor,
                                const char   *currency,
                                HengMoneyUnit unit);

/**
 * With the unit behind it, for headlines: in 万元 and 亿元 rounded to two decimals, "约427,975.46万元"; in English a million stands for 万元 and
 * a billion for 亿元, "about 4,279.75 million yuan", and what is less than a million is written out. What is exact is not marked.
 *
 * Returns: (transfer full)
 */
char *heng_money_format_headline (gint64        amount_minor,
                                  const char   *currency,
                                  HengMoneyUnit unit);

G_END_DECLS

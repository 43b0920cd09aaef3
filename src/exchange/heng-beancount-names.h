// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Names that Beancount reads. A component of an account is of ASCII letters and digits, `-`, and anything that is not ASCII, and begins
 * with a capital letter, a digit, or what is not ASCII; a commodity is of 2 to 24 capital letters, digits and `'._-`, between a letter and a
 * letter or digit.
 */

/** The longest commodity, in bytes. */
#define HENG_BEANCOUNT_COMMODITY_MAX 24

/** What may stand before a component and says nothing. */
#define HENG_BEANCOUNT_NOTHING "X-u-"

/**
 * The component for @name at the end of @text. Other characters are written as `-u5F-` with their code point, which a hyphen before a `u` is
 * too; #HENG_BEANCOUNT_NOTHING stands before a name that cannot begin a component, an empty one too. So different names are different
 * components, whatever else a book has, and each can be read back.
 */
void heng_beancount_append_component (GString    *text,
                                      const char *name);

/**
 * What commodities are called, by the order in which they were asked for: `m³` is M3, `t` is UNIT-T, 人次 is UNIT; the second that would
 * be called the same gets a number (UNIT-2). As a book only grows, a name stays what it was.
 */
typedef struct _HengBeancountCommodities HengBeancountCommodities;

/** @currency keeps its name; it counts as the first that was asked for. */
HengBeancountCommodities *heng_beancount_commodities_new  (const char               *currency);
void                      heng_beancount_commodities_free (HengBeancountCommodities *self);
/** Returns: (transfer none): the same for the same @commodity, different for different ones */
const char               *heng_beancount_commodities_name (HengBeancountCommodities *self,
                                                           const char               *commodity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengBeancountCommodities, heng_beancount_commodities_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-settlement.h"
#include "heng-template-values.h"

G_BEGIN_DECLS

/**
 * Checks the value at @path alone: whether it is there, of its kind and in its range. The error has @path as its path and the
 * parameter's titles.
 */
gboolean       heng_template_check         (const HengTemplateValues *values,
                                            const char               *path,
                                            GError                  **error);

/**
 * The agreement that the values make: everything checked, the rules expanded and parsed. A value can put nothing into the rules but a
 * literal of its kind. An error that comes of a value has the value's path (`stake`, `factors[0].weight`), one of the head the
 * document's.
 *
 * @currency: of the book; what the values say goes before
 *
 * Returns: (transfer full): the agreement, whose `document` is the canonical JSON
 */
HengAgreement *heng_template_make          (const HengTemplateValues *values,
                                            const char               *currency,
                                            GError                  **error);

/**
 * The rules as far as the values are filled in: what lacks or is wrong stands as ‹title›. For showing only; never fails.
 *
 * Returns: (transfer full) (element-type utf8)
 */
GPtrArray     *heng_template_preview_rules (const HengTemplateValues *values,
                                            gboolean                  chinese);

/**
 * Settles the template's example with these values: its dates and its observations, for each of its periods.
 *
 * Returns: (transfer full) (element-type HengSettlement): in the order of the periods; %NULL with @error as heng_template_make()
 */
GPtrArray     *heng_template_try           (const HengTemplateValues *values,
                                            const char               *currency,
                                            GError                  **error);

G_END_DECLS

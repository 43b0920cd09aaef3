// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"

G_BEGIN_DECLS

/**
 * HengPagePairs:
 *
 * Labels with their values, two beside each other where they are short: the head of a form. It belongs
 * to its content.
 */
typedef struct _HengPagePairs HengPagePairs;

HengPagePairs *heng_page_content_add_pairs (HengPageContent *content);
void           heng_page_pairs_add         (HengPagePairs   *self,
                                            const char      *label,
                                            const char      *value);

G_END_DECLS

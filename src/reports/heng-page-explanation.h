// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"

G_BEGIN_DECLS

/**
 * HengPageExplanation:
 *
 * How a number came about: lines that go in with their depth, label at the left, number at the right,
 * and where there is one the formula with names over the formula with numbers. It belongs to its content.
 */
typedef struct _HengPageExplanation HengPageExplanation;

HengPageExplanation *heng_page_content_add_explanation (HengPageContent     *content);
void                 heng_page_explanation_add         (HengPageExplanation *self,
                                                        guint                depth,
                                                        const char          *label,
                                                        const char          *number);
void                 heng_page_explanation_add_formula (HengPageExplanation *self,
                                                        guint                depth,
                                                        const char          *with_names,
                                                        const char          *with_numbers);

G_END_DECLS

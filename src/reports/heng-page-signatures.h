// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"

G_BEGIN_DECLS

/**
 * HengPageSignatures:
 *
 * Where parties sign and seal: a column for each, three beside each other at most. It belongs to its content.
 */
typedef struct _HengPageSignatures HengPageSignatures;

HengPageSignatures *heng_page_content_add_signatures (HengPageContent    *content,
                                                      const char         *date_label,
                                                      const char         *date_form,
                                                      const char         *seal_label);
void                heng_page_signatures_add_party   (HengPageSignatures *self,
                                                      const char         *name,
                                                      const char * const *roles);

G_END_DECLS

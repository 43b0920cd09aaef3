// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"

G_BEGIN_DECLS

/** An agreement without content. */
HengAgreement *heng_agreement_new_empty (void);

/** The words of the document, each list ended by %NULL. */
extern const char *const heng_mechanism_names[];
extern const char *const heng_role_names[];
extern const char *const heng_aggregate_names[];
extern const char *const heng_term_names[];

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-rescue.h"

G_BEGIN_DECLS

/** What a rescue found and what is missing, in sentences, a line each. Returns: (transfer full) */
char *heng_rescue_text (const HengRescue *rescue);
/** A kind of fact; @kind (nullable). */
const char *heng_rescue_word_kind (const char *kind);
/** The same report for programs. Returns: (transfer full): JSON, ended by a line feed */
char *heng_rescue_json (const HengRescue *rescue);

G_END_DECLS

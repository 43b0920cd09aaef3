// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The manual of the rule language, as Markdown, in Chinese or English. */
const char *heng_manual_get_rules (gboolean chinese);

G_END_DECLS

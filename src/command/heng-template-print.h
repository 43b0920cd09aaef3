// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-template-make.h"

G_BEGIN_DECLS

/** Prints what the template is, what it asks for, and its example with rules and amounts, in the user's language. */
gboolean heng_template_print (HengTemplate  *item,
                              GError       **error);

G_END_DECLS

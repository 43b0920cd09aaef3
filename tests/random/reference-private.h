// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference.h"

G_BEGIN_DECLS

/** Returns: %FALSE, having noted @failure */
gboolean reference_fail          (Reference  *self,
                                  Failure     failure);
/** Makes @value a number; %FALSE where it has grown beyond what is judged. */
gboolean reference_check_size    (Reference  *self,
                                  Value      *value);
gboolean reference_evaluate_over (Reference  *self,
                                  const Node *node,
                                  Months      months,
                                  Value      *value);

G_END_DECLS

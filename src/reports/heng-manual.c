// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-manual.h"

#include "heng-manual-texts.h"

const char *
heng_manual_get_rules (gboolean chinese)
{
  return heng_manual_rules[chinese ? 1 : 0];
}

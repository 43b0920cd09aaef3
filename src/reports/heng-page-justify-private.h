// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pango/pango.h>

void heng_page_justify (PangoLayout *layout,
                        double       size_pt);

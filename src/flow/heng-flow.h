// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* All that other layers need: a graph, its layout, what it is painted with, and what finds things in it. */
#include "heng-flow-graph.h"
#include "heng-flow-layout.h"
#include "heng-flow-painter.h"
#include "heng-flow-palette.h"
#include "heng-flow-picker.h"
#include "heng-flow-tile-grid.h"

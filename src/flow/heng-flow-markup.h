// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-palette.h"

G_BEGIN_DECLS

/* Parts of an SVG document. Numbers have two places, whatever the user's language. */
void heng_flow_markup_add_number    (GString              *text,
                                     double                value);
void heng_flow_markup_add_attribute (GString              *text,
                                     const char           *name,
                                     double                value);

/* @name: "fill" or "stroke"; adds its opacity (0 to 1) as well */
void heng_flow_markup_add_colour    (GString              *text,
                                     const char           *name,
                                     const HengFlowColour *colour,
                                     double                opacity);

/* @words: any text; @start, @end: markup around it */
void heng_flow_markup_add_element   (GString              *text,
                                     const char           *start,
                                     const char           *words,
                                     const char           *end);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-choice.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** A diagram as a page of its own: with title, unit, scale, filters and state of knowledge, ordered anew unless the user has ordered it. */

/** Asks for a file and writes the drawing to it, as its ending says. */
void heng_flow_export_write (GtkWidget            *source,
                             HengSession          *session,
                             const HengFlowChoice *choice);
/** The same on paper, in colour or in grey. */
void heng_flow_export_print (GtkWidget            *source,
                             HengSession          *session,
                             const HengFlowChoice *choice);
/** Paints what is on that paper: @layout was laid out for the printable part of the page, @cr is in points from its upper left corner. */
void heng_flow_export_paint (const HengFlowLayout *layout,
                             gboolean              is_grey,
                             cairo_t              *cr);
/** The same as a picture to be put elsewhere. */
void heng_flow_export_copy  (GtkWidget            *source,
                             HengSession          *session,
                             const HengFlowChoice *choice);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-template.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Small things that templates are shown and filled in with. */

/** A row of a list of templates. Returns: (transfer floating) */
GtkWidget    *heng_template_row_new     (HengTemplate        *template_);
HengTemplate *heng_template_row_get     (GtkWidget           *row);
/** Whether title or help of its template match @search; an empty one matches all. */
gboolean      heng_template_row_matches (GtkWidget           *row,
                                         const char          *search);

/** What a parameter is called, with its help under the pointer. Returns: (transfer floating) */
GtkWidget    *heng_template_caption_new (const HengParameter *parameter);
/** The words that a parameter takes. @value: (nullable): the one chosen. Returns: (transfer floating) */
GtkWidget    *heng_template_choice_new  (const HengParameter *parameter,
                                         const char          *value);

G_END_DECLS

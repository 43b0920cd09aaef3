// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-choice.h"

G_BEGIN_DECLS

/**
 * HengFlowPins: the orders that the user has given the columns of a book's diagrams, kept as text in a file of habits; with a way back.
 */
typedef struct _HengFlowPins HengFlowPins;

/** @file: (nullable) (type filename): where they are kept; %NULL: nowhere. @book: whose they are. Returns: (transfer full) */
HengFlowPins      *heng_flow_pins_new      (const char        *file,
                                            const char        *book);
void               heng_flow_pins_free     (HengFlowPins      *self);

/** Returns: (nullable) (transfer none): ids from the top; %NULL where the column has none */
const char *const *heng_flow_pins_get      (HengFlowPins      *self,
                                            const char        *view,
                                            HengFlowColumn     column);
/** Gives a column an order. @goes_on: it is one step with what was done before, as while something is dragged */
void               heng_flow_pins_set      (HengFlowPins      *self,
                                            const char        *view,
                                            HengFlowColumn     column,
                                            const char *const *order,
                                            gboolean           goes_on);
/** Leaves all columns of a view to the program again: one step. */
void               heng_flow_pins_reset    (HengFlowPins      *self,
                                            const char        *view);
gboolean           heng_flow_pins_can_undo (HengFlowPins      *self);
gboolean           heng_flow_pins_can_redo (HengFlowPins      *self);
void               heng_flow_pins_undo     (HengFlowPins      *self);
void               heng_flow_pins_redo     (HengFlowPins      *self);

/** @ids: of a column from the top. Returns: (transfer full): the same with @id at @place, or as near to it as there is */
GStrv              heng_flow_pins_move     (const char *const *ids,
                                            const char        *id,
                                            int                place);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-figure.h"

G_BEGIN_DECLS

/** How years are shown. */
typedef enum
{
  HENG_FLOW_TIME_TOGETHER, /* all of them added up */
  HENG_FLOW_TIME_YEAR,     /* one at a time */
  HENG_FLOW_TIME_SERIES    /* a small picture each, side by side */
} HengFlowTime;

/** Which regions of a side stand for themselves; the others are drawn as one, so that totals never change. */
typedef enum
{
  HENG_FLOW_KEEP_ALL,    /* as many as can be told apart */
  HENG_FLOW_KEEP_LARGEST,
  HENG_FLOW_KEEP_AMOUNT, /* those with at least an amount */
  HENG_FLOW_KEEP_SHARE   /* the largest that together have a share of all */
} HengFlowKeep;

/** The columns that can have an order of the user's own. */
typedef enum
{
  HENG_FLOW_COLUMN_PAYERS,
  HENG_FLOW_COLUMN_MIDDLES,
  HENG_FLOW_COLUMN_RECEIVERS,
  HENG_FLOW_N_COLUMNS
} HengFlowColumn;

/** HengFlowChoice: what the user has chosen to see of a book's flows, and how. Plain data; no book, no widget. */
typedef struct
{
  HengFlowDiagram   diagram;
  HengFlowMeasure   measure;
  int               mechanism;    /* -1: any */
  char             *region;       /* (nullable): a region's code: flows that touch it */
  char             *commodity;    /* (nullable): what flows; %NULL: money */
  int               from_year;    /* 0: from the beginning */
  int               to_year;      /* 0: until today */
  HengFlowKeep      keep;
  guint             n_largest;
  gint64            amount_minor;
  guint             percent;      /* 1 to 100 */
  HengFlowMiddle    middle;
  HengFlowColouring colouring;
  HengFlowTime      time;
  int               year;         /* of #HENG_FLOW_TIME_YEAR; 0: the last there is */
  gboolean          with_before;  /* the year before as an outline */
  GStrv             order[HENG_FLOW_N_COLUMNS]; /* (nullable) each: ids from the top */
} HengFlowChoice;

void             heng_flow_choice_init         (HengFlowChoice        *self);
void             heng_flow_choice_clear        (HengFlowChoice        *self);
/** Returns: (transfer full): freed by heng_flow_choice_free() */
HengFlowChoice  *heng_flow_choice_copy         (const HengFlowChoice  *self);
void             heng_flow_choice_free         (HengFlowChoice        *self);

/** Whether the same rows of the book are asked for, so that only the drawing differs. */
gboolean         heng_flow_choice_same_query   (const HengFlowChoice  *self,
                                                const HengFlowChoice  *other);
/** Whether something is left out or put together; how it is drawn is no filter. */
gboolean         heng_flow_choice_is_filtered  (const HengFlowChoice  *self);
/** How many filters of the page's popover are set. */
guint            heng_flow_choice_count        (const HengFlowChoice  *self);
/** Shows everything again, drawn as it was. */
void             heng_flow_choice_clear_filters (HengFlowChoice       *self);

/** @commodity: (nullable): what flows; copied. A least amount in another one is forgotten. */
void             heng_flow_choice_set_commodity (HengFlowChoice       *self,
                                                 const char           *commodity);

/** Whether columns can be put in order by hand in this diagram. */
gboolean         heng_flow_choice_can_order    (const HengFlowChoice  *self);
gboolean         heng_flow_choice_has_order    (const HengFlowChoice  *self);
/** The name of the view an order is kept for: an order of programmes is none of mechanisms. */
const char      *heng_flow_choice_get_view     (const HengFlowChoice  *self);
/** @order: (nullable): copied */
void             heng_flow_choice_set_order    (HengFlowChoice        *self,
                                                HengFlowColumn         column,
                                                const char *const     *order);

/** Sets what is chosen in @figure, whose size, unit and texts are left alone. Texts of @self are borrowed. */
void             heng_flow_choice_fill_figure  (const HengFlowChoice  *self,
                                                HengFlowFigure        *figure);

G_END_DECLS

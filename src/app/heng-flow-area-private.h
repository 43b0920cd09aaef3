// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-area.h"
#include "heng-flow-canvas.h"
#include "heng-flow-focus.h"
#include "heng-flow-motion.h"

G_BEGIN_DECLS

struct _HengFlowArea
{
  GtkWidget          parent_instance;
  HengFlowLayout    *layout;    /* (nullable): until there is one */
  HengFlowWords     *words;     /* (nullable): with the layout, like the next two */
  HengFlowPicker    *picker;
  HengFlowCanvas    *canvas;
  HengFlowHighlight *highlight; /* (nullable): nothing stands out */
  HengFlowItem       item;      /* lit now */
  HengFlowItem       kept;      /* lit when the pointer is elsewhere: where the keys or the table have led to */
  double             scale;     /* pixels a point of the layout that is shown */
  double             page_scale; /* of the layout that should be */
  int                width;
  int                height;

  HengFlowMotion    *motion;    /* (nullable) */
  double             progress;
  gint64             began_us;
  guint              tick_id;

  GtkWidget         *frames[2]; /* take turns, so that each step is a change of focus */
  guint              frame;     /* the one used last */
  GtkWidget         *pins[HENG_FLOW_N_COLUMNS];
  gboolean           can_move;
  gboolean           is_dragging;
  int                dragged;   /* the side of the node that is dragged */
  char              *dragged_id; /* (nullable): of the node that is pressed on and can be moved */
  double             pointer_x; /* where it was last seen to move */
  double             pointer_y;
  double             begin_x;
  double             begin_y;
};

/* ---- heng-flow-area.c ---- */

/* Lights @item for as long as the pointer is there. */
void         heng_flow_area_set_item        (HengFlowArea         *self,
                                             HengFlowItem          item);
/* Lights @item until another is kept. */
void         heng_flow_area_keep_item       (HengFlowArea         *self,
                                             HengFlowItem          item);
void         heng_flow_area_open            (HengFlowArea         *self);
gboolean     heng_flow_area_can_move        (HengFlowArea         *self,
                                             HengFlowItem          item);
/* Asks for node @index to be @place-th from the top of its column, from 0. */
void         heng_flow_area_move            (HengFlowArea         *self,
                                             guint                 index,
                                             int                   place);
void         heng_flow_area_drop            (HengFlowArea         *self);

/* ---- heng-flow-area-draw.c ---- */

/* Returns: pixels a point, so that texts are as large as the theme has them */
double       heng_flow_area_measure_scale   (HengFlowArea         *self);
void         heng_flow_area_snapshot        (GtkWidget            *widget,
                                             GtkSnapshot          *snapshot);
/* What is shown turns into the layout from @before. */
void         heng_flow_area_begin_moving    (HengFlowArea         *self,
                                             HengFlowLayout       *before);
void         heng_flow_area_stop_moving     (HengFlowArea         *self);

/* ---- heng-flow-area-input.c ---- */

void         heng_flow_area_install_keys    (GtkWidgetClass       *widget_class);
void         heng_flow_area_add_controllers (HengFlowArea         *self);
gboolean     heng_flow_area_has_keyboard    (HengFlowArea         *self);
/* Gives the keyboard to @item, so that it is read. */
void         heng_flow_area_say             (HengFlowArea         *self,
                                             HengFlowItem          item);
/* The same thing in another layout; nothing where it is not there any more. */
HengFlowItem heng_flow_area_find_again      (const HengFlowLayout *before,
                                             HengFlowItem          item,
                                             const HengFlowLayout *after);

G_END_DECLS

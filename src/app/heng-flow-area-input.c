// SPDX-License-Identifier: GPL-3.0-or-later
/* Pointer and keyboard in a flow diagram. */
#include "heng-flow-area-private.h"

#include <math.h>
#include <string.h>

/* A press that moves less than this is a click. */
#define DRAG_MIN_PX 6

static const HengFlowItem nothing = { HENG_FLOW_ITEM_NONE, 0 };

/* ---- the same thing in another layout ---- */

static gboolean
is_same_node (const HengFlowNode *a,
              const HengFlowNode *b)
{
  return a->side == b->side && strcmp (a->id, b->id) == 0;
}

static const char *
get_mechanism (const HengFlowLayout *layout,
               const HengFlowLink   *link)
{
  return heng_flow_graph_get_mechanism (heng_flow_layout_get_graph (layout), link->mechanism)->id;
}

HengFlowItem
heng_flow_area_find_again (const HengFlowLayout *before,
                           HengFlowItem          item,
                           const HengFlowLayout *after)
{
  if (item.kind == HENG_FLOW_ITEM_NODE)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (before, item.index);

      for (guint i = 0; i < heng_flow_layout_get_n_nodes (after); i++)
        if (is_same_node (node, heng_flow_layout_get_node (after, i)))
          return (HengFlowItem) { HENG_FLOW_ITEM_NODE, i };
    }
  else if (item.kind == HENG_FLOW_ITEM_LINK)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (before, item.index);

      for (guint i = 0; i < heng_flow_layout_get_n_links (after); i++)
        {
          const HengFlowLink *other = heng_flow_layout_get_link (after, i);

          if (link->is_reversed == other->is_reversed &&
              strcmp (get_mechanism (before, link), get_mechanism (after, other)) == 0 &&
              is_same_node (heng_flow_layout_get_node (before, link->from), heng_flow_layout_get_node (after, other->from)) &&
              is_same_node (heng_flow_layout_get_node (before, link->to), heng_flow_layout_get_node (after, other->to)))
            return (HengFlowItem) { HENG_FLOW_ITEM_LINK, i };
        }
    }

  return nothing;
}

/* ---- keyboard ---- */

gboolean
heng_flow_area_has_keyboard (HengFlowArea *self)
{
  return gtk_widget_has_focus (GTK_WIDGET (self)) || gtk_widget_has_focus (self->frames[0]) || gtk_widget_has_focus (self->frames[1]);
}

void
heng_flow_area_say (HengFlowArea *self,
                    HengFlowItem  item)
{
  g_autofree char *sentence = heng_flow_words_say (self->words, item);

  if (sentence == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }

  self->frame = (self->frame + 1) % G_N_ELEMENTS (self->frames);
  heng_flow_focus_say (HENG_FLOW_FOCUS (self->frames[self->frame]), sentence);
  gtk_widget_grab_focus (self->frames[self->frame]);
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);
  HengFlowItem item;

  if (self->layout == NULL || heng_flow_layout_get_n_nodes (self->layout) == 0)
    return FALSE;

  item = heng_flow_layout_step (self->layout, self->kept, (HengFlowDirection) g_variant_get_int32 (arguments));
  heng_flow_area_keep_item (self, item);
  heng_flow_area_say (self, item);

  return TRUE;
}

static gboolean
open_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);

  heng_flow_area_set_item (self, self->kept);
  heng_flow_area_open (self);

  return self->kept.kind != HENG_FLOW_ITEM_NONE;
}

/* Back from a link or node to the drawing as a whole, and from there to whoever else waits for Escape. */
static gboolean
back_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);

  if (self->kept.kind == HENG_FLOW_ITEM_NONE)
    return FALSE;

  heng_flow_area_keep_item (self, nothing);
  gtk_widget_grab_focus (widget);

  return TRUE;
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);
  const HengFlowNode *node;

  if (self->layout == NULL || !heng_flow_area_can_move (self, self->kept))
    return FALSE;

  node = heng_flow_layout_get_node (self->layout, self->kept.index);
  heng_flow_area_move (self, self->kept.index, (int) node->place + g_variant_get_int32 (arguments));
  heng_flow_area_drop (self);

  return TRUE;
}

/* Tab comes to the drawing and leaves it: what is in it is walked by arrows. */
static gboolean
focus (GtkWidget        *widget,
       GtkDirectionType  direction)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);

  if (heng_flow_area_has_keyboard (self))
    return FALSE;

  return gtk_widget_grab_focus (widget);
}

void
heng_flow_area_install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint             key;
    HengFlowDirection direction;
  } steps[] = {
    { GDK_KEY_Up, HENG_FLOW_UP },
    { GDK_KEY_Down, HENG_FLOW_DOWN },
    { GDK_KEY_Left, HENG_FLOW_LEFT },
    { GDK_KEY_Right, HENG_FLOW_RIGHT },
    { GDK_KEY_KP_Up, HENG_FLOW_UP },
    { GDK_KEY_KP_Down, HENG_FLOW_DOWN },
    { GDK_KEY_KP_Left, HENG_FLOW_LEFT },
    { GDK_KEY_KP_Right, HENG_FLOW_RIGHT },
  };

  widget_class->focus = focus;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "i", (int) steps[i].direction);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, open_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, open_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, open_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_cb, "i", 1);
}

/* ---- pointer ---- */

static HengFlowItem
find_at (HengFlowArea *self,
         double        x,
         double        y)
{
  return self->picker == NULL ? nothing : heng_flow_picker_find (self->picker, x / self->scale, y / self->scale);
}

static void
moved_cb (HengFlowArea *self,
          double        x,
          double        y)
{
  HengFlowItem item;

  /* Where the page moves under a pointer at rest GTK tells so, too: that is no reason to leave what the keys have led to. */
  if (self->is_dragging || self->layout == NULL || (x == self->pointer_x && y == self->pointer_y))
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  item = find_at (self, x, y);
  heng_flow_area_set_item (self, item.kind == HENG_FLOW_ITEM_NONE ? self->kept : item);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), item.kind == HENG_FLOW_ITEM_NONE ? NULL : "pointer");
}

static void
left_cb (HengFlowArea *self)
{
  if (self->layout != NULL && !self->is_dragging)
    heng_flow_area_set_item (self, self->kept);
}

/* How many other nodes of its column have their middle above @y. */
static int
find_place (HengFlowArea *self,
            guint         index,
            double        y)
{
  const HengFlowNode *node = heng_flow_layout_get_node (self->layout, index);
  int place = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (self->layout); i++)
    {
      const HengFlowNode *other = heng_flow_layout_get_node (self->layout, i);

      place += i != index && other->side == node->side && other->column == node->column && (other->y0 + other->y1) / 2 < y;
    }

  return place;
}

/* The drawing may have changed under the pointer. Returns: the index, or -1 */
static int
find_dragged (HengFlowArea *self)
{
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (self->layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (self->layout, i);

      if (strcmp (node->id, self->dragged_id) == 0 && (int) node->side == self->dragged)
        return (int) i;
    }

  return -1;
}

static void
drag_begin_cb (HengFlowArea *self,
               double        x,
               double        y)
{
  HengFlowItem item = find_at (self, x, y);

  self->begin_x = x;
  self->begin_y = y;
  g_clear_pointer (&self->dragged_id, g_free);
  if (self->layout != NULL && heng_flow_area_can_move (self, item))
    {
      const HengFlowNode *node = heng_flow_layout_get_node (self->layout, item.index);

      self->dragged_id = g_strdup (node->id);
      self->dragged = (int) node->side;
    }
}

static void
drag_update_cb (HengFlowArea *self,
                double        x,
                double        y)
{
  int index;
  int place;

  if (self->layout == NULL || self->dragged_id == NULL || (!self->is_dragging && fabs (y) < DRAG_MIN_PX))
    return;

  self->is_dragging = TRUE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  index = find_dragged (self);
  if (index < 0)
    return;
  heng_flow_area_keep_item (self, (HengFlowItem) { HENG_FLOW_ITEM_NODE, (guint) index });
  place = find_place (self, (guint) index, (self->begin_y + y) / self->scale);
  if (place != (int) heng_flow_layout_get_node (self->layout, (guint) index)->place)
    heng_flow_area_move (self, (guint) index, place);
}

static void
drag_end_cb (HengFlowArea *self,
             double        x,
             double        y)
{
  HengFlowItem item;

  g_clear_pointer (&self->dragged_id, g_free);
  if (self->is_dragging)
    {
      self->is_dragging = FALSE;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
      heng_flow_area_drop (self);
      return;
    }
  if (self->layout == NULL || hypot (x, y) >= DRAG_MIN_PX)
    return;

  item = find_at (self, self->begin_x, self->begin_y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  heng_flow_area_keep_item (self, item);
  heng_flow_area_open (self);
}

void
heng_flow_area_add_controllers (HengFlowArea *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

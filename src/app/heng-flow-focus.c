// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-focus.h"

/* The frame keeps off what it frames. */
#define GAP_PT 1.5f

struct _HengFlowFocus
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (HengFlowFocus, heng_flow_focus, GTK_TYPE_WIDGET)

static void
heng_flow_focus_class_init (HengFlowFocusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "flowfocus");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
heng_flow_focus_init (HengFlowFocus *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
heng_flow_focus_new (void)
{
  return g_object_new (HENG_TYPE_FLOW_FOCUS, NULL);
}

void
heng_flow_focus_say (HengFlowFocus *self,
                     const char    *sentence)
{
  g_return_if_fail (HENG_IS_FLOW_FOCUS (self));
  g_return_if_fail (sentence != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static gboolean
is_of (const HengFlowShape *shape,
       HengFlowItem         item)
{
  if (shape->kind == HENG_FLOW_SHAPE_TEXT)
    return FALSE;

  return item.kind == HENG_FLOW_ITEM_LINK ? shape->link == (int) item.index : shape->link < 0 && shape->node == (int) item.index;
}

gboolean
heng_flow_focus_find_box (const HengFlowLayout *layout,
                          HengFlowItem          item,
                          graphene_rect_t      *box)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  if (item.kind == HENG_FLOW_ITEM_NONE)
    return FALSE;

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);

      if (!is_of (shape, item))
        continue;
      x0 = MIN (x0, shape->x0);
      y0 = MIN (y0, shape->y0);
      x1 = MAX (x1, shape->x1);
      y1 = MAX (y1, shape->y1);
    }
  if (x0 > x1)
    return FALSE;

  *box = GRAPHENE_RECT_INIT ((float) x0 - GAP_PT, (float) y0 - GAP_PT, (float) (x1 - x0) + 2 * GAP_PT, (float) (y1 - y0) + 2 * GAP_PT);

  return TRUE;
}

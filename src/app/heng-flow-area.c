// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-area.h"

#include "heng-flow-area-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A drawing under this would show nothing; the layout has bounds of its own. */
#define SIZE_MIN_PX 200
/* The mark of an ordered column stands over the column's head. */
#define PIN_RISE_PX 42

enum
{
  LIT,
  OPENED,
  MOVED,
  DROPPED,
  SIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengFlowArea, heng_flow_area, GTK_TYPE_WIDGET)

static const HengFlowItem nothing = { HENG_FLOW_ITEM_NONE, 0 };

/* ---- sizes ---- */

static void
place_child (HengFlowArea          *self,
             GtkWidget             *child,
             const graphene_rect_t *box)
{
  int width;
  int height;
  GtkAllocation place = {
    (int) floor (box->origin.x * self->scale), (int) floor (box->origin.y * self->scale),
    (int) ceil (box->size.width * self->scale), (int) ceil (box->size.height * self->scale),
  };

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  place.width = MAX (place.width, width);
  place.height = MAX (place.height, height);
  gtk_widget_size_allocate (child, &place, -1);
}

/* Where the mark of a column with an order of its own stands: over its first node. */
static gboolean
find_column_top (HengFlowArea    *self,
                 HengFlowColumn   column,
                 graphene_rect_t *box)
{
  static const HengFlowSide sides[] = { HENG_FLOW_SIDE_PAYER, HENG_FLOW_SIDE_MIDDLE, HENG_FLOW_SIDE_RECEIVER };
  const HengFlowNode *top = NULL;

  for (guint i = 0; self->layout != NULL && i < heng_flow_layout_get_n_nodes (self->layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (self->layout, i);

      if (node->side == sides[column] && (top == NULL || node->y0 < top->y0))
        top = node;
    }
  if (top == NULL)
    return FALSE;

  *box = GRAPHENE_RECT_INIT ((float) ((top->x0 + top->x1) / 2 - 8 / self->scale), (float) MAX (0, top->y0 - PIN_RISE_PX / self->scale), 0, 0);

  return TRUE;
}

static void
heng_flow_area_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  double scale = heng_flow_area_measure_scale (self);

  for (HengFlowColumn column = 0; column < HENG_FLOW_N_COLUMNS; column++)
    if (gtk_widget_get_visible (self->pins[column]))
      {
        find_column_top (self, column, &box);
        place_child (self, self->pins[column], &box);
      }
  if (self->layout == NULL || !heng_flow_focus_find_box (self->layout, self->item, &box))
    box = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->frames); i++)
    place_child (self, self->frames[i], &box);

  if (width == self->width && height == self->height && scale == self->page_scale)
    return;
  self->width = width;
  self->height = height;
  self->page_scale = scale;
  g_signal_emit (self, signals[SIZED], 0);
}

static void
heng_flow_area_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = SIZE_MIN_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 700 : 400;
}

/* ---- what is lit ---- */

void
heng_flow_area_set_item (HengFlowArea *self,
                         HengFlowItem  item)
{
  if (item.kind == self->item.kind && item.index == self->item.index)
    return;

  self->item = item;
  g_clear_pointer (&self->highlight, heng_flow_highlight_free);
  if (item.kind != HENG_FLOW_ITEM_NONE)
    {
      self->highlight = heng_flow_highlight_new (self->layout);
      if (item.kind == HENG_FLOW_ITEM_LINK)
        heng_flow_highlight_add_link (self->highlight, item.index);
      else
        heng_flow_highlight_add_node (self->highlight, item.index);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[LIT], 0);
}

void
heng_flow_area_keep_item (HengFlowArea *self,
                          HengFlowItem  item)
{
  self->kept = item;
  heng_flow_area_set_item (self, item);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
heng_flow_area_open (HengFlowArea *self)
{
  if (self->item.kind != HENG_FLOW_ITEM_NONE)
    g_signal_emit (self, signals[OPENED], 0);
}

gboolean
heng_flow_area_can_move (HengFlowArea *self,
                         HengFlowItem  item)
{
  return self->can_move && item.kind == HENG_FLOW_ITEM_NODE &&
         heng_flow_layout_get_node (self->layout, item.index)->n_bundled == 0;
}

void
heng_flow_area_move (HengFlowArea *self,
                     guint         index,
                     int           place)
{
  const HengFlowNode *node = heng_flow_layout_get_node (self->layout, index);
  HengFlowColumn column = node->side == HENG_FLOW_SIDE_PAYER      ? HENG_FLOW_COLUMN_PAYERS
                          : node->side == HENG_FLOW_SIDE_RECEIVER ? HENG_FLOW_COLUMN_RECEIVERS
                                                                  : HENG_FLOW_COLUMN_MIDDLES;

  g_signal_emit (self, signals[MOVED], 0, (guint) column, node->id, place);
}

void
heng_flow_area_drop (HengFlowArea *self)
{
  g_signal_emit (self, signals[DROPPED], 0);
}

static gboolean
query_tooltip_cb (HengFlowArea *self,
                  int           x,
                  int           y,
                  gboolean      keyboard_mode,
                  GtkTooltip   *tooltip)
{
  g_autofree char *text = NULL;

  if (self->layout == NULL || keyboard_mode || self->is_dragging)
    return FALSE;

  text = heng_flow_words_say (self->words, heng_flow_picker_find (self->picker, x / self->scale, y / self->scale));
  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* ---- the object ---- */

static void
heng_flow_area_dispose (GObject *object)
{
  HengFlowArea *self = HENG_FLOW_AREA (object);

  heng_flow_area_stop_moving (self);
  g_clear_pointer (&self->highlight, heng_flow_highlight_free);
  g_clear_pointer (&self->picker, heng_flow_picker_free);
  g_clear_pointer (&self->canvas, heng_flow_canvas_free);
  g_clear_pointer (&self->words, heng_flow_words_free);
  g_clear_pointer (&self->layout, heng_flow_layout_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->frames); i++)
    g_clear_pointer (&self->frames[i], gtk_widget_unparent);
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    g_clear_pointer (&self->pins[i], gtk_widget_unparent);

  G_OBJECT_CLASS (heng_flow_area_parent_class)->dispose (object);
}

static void
heng_flow_area_class_init (HengFlowAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_flow_area_dispose;
  widget_class->snapshot = heng_flow_area_snapshot;
  widget_class->size_allocate = heng_flow_area_size_allocate;
  widget_class->measure = heng_flow_area_measure;

  signals[LIT] = g_signal_new ("lit", HENG_TYPE_FLOW_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", HENG_TYPE_FLOW_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", HENG_TYPE_FLOW_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                 G_TYPE_UINT, G_TYPE_STRING, G_TYPE_INT);
  signals[DROPPED] = g_signal_new ("dropped", HENG_TYPE_FLOW_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIZED] = g_signal_new ("sized", HENG_TYPE_FLOW_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "flowarea");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  heng_flow_area_install_keys (widget_class);
}

static void
heng_flow_area_init (HengFlowArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->scale = 1;
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    {
      self->pins[i] = gtk_image_new_from_icon_name ("view-pin-symbolic");
      gtk_widget_set_tooltip_text (self->pins[i], _("This column is in your own order"));
      gtk_widget_set_visible (self->pins[i], FALSE);
      gtk_widget_set_parent (self->pins[i], widget);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->frames); i++)
    {
      self->frames[i] = heng_flow_focus_new ();
      gtk_widget_set_parent (self->frames[i], widget);
    }
  heng_flow_area_add_controllers (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
}

void
heng_flow_area_show (HengFlowArea   *self,
                     HengFlowLayout *layout,
                     HengFlowWords  *words,
                     gboolean        moves)
{
  g_autoptr (HengFlowLayout) before = NULL;
  HengFlowItem kept;
  gboolean had_keyboard;
  double width;
  double height;

  g_return_if_fail (HENG_IS_FLOW_AREA (self));
  g_return_if_fail (layout != NULL && words != NULL);

  before = g_steal_pointer (&self->layout);
  kept = before == NULL ? nothing : heng_flow_area_find_again (before, self->kept, layout);
  had_keyboard = before != NULL && self->kept.kind != HENG_FLOW_ITEM_NONE && heng_flow_area_has_keyboard (self);
  heng_flow_area_stop_moving (self);
  g_clear_pointer (&self->highlight, heng_flow_highlight_free);
  g_clear_pointer (&self->picker, heng_flow_picker_free);
  g_clear_pointer (&self->canvas, heng_flow_canvas_free);
  g_clear_pointer (&self->words, heng_flow_words_free);
  self->layout = heng_flow_layout_ref (layout);
  self->words = words;
  self->picker = heng_flow_picker_new (layout);
  heng_flow_display_get_size (heng_flow_layout_get_display (layout), &width, &height);
  self->scale = self->width > 0 ? self->width / width : 1;
  self->canvas = heng_flow_canvas_new (layout, self->scale);
  self->item = nothing;
  heng_flow_area_keep_item (self, kept);
  if (had_keyboard)
    heng_flow_area_say (self, kept);
  if (moves && before != NULL)
    heng_flow_area_begin_moving (self, before);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
heng_flow_area_get_page (HengFlowArea *self,
                         double       *width_pt,
                         double       *height_pt)
{
  g_return_if_fail (HENG_IS_FLOW_AREA (self));

  *width_pt = MAX (self->width, SIZE_MIN_PX) / self->page_scale;
  *height_pt = MAX (self->height, SIZE_MIN_PX) / self->page_scale;
}

double
heng_flow_area_get_scale (HengFlowArea *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_AREA (self), 1);

  return heng_flow_area_measure_scale (self);
}

HengFlowItem
heng_flow_area_get_item (HengFlowArea *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_AREA (self), nothing);

  return self->item;
}

void
heng_flow_area_light (HengFlowArea *self,
                      HengFlowItem  item)
{
  g_return_if_fail (HENG_IS_FLOW_AREA (self));

  if (self->layout != NULL)
    heng_flow_area_keep_item (self, item);
}

gboolean
heng_flow_area_get_lit_box (HengFlowArea *self,
                            GdkRectangle *box)
{
  graphene_rect_t found;

  g_return_val_if_fail (HENG_IS_FLOW_AREA (self), FALSE);

  if (self->layout == NULL || !heng_flow_focus_find_box (self->layout, self->item, &found))
    return FALSE;
  *box = (GdkRectangle) { (int) (found.origin.x * self->scale), (int) (found.origin.y * self->scale),
                          (int) (found.size.width * self->scale), (int) (found.size.height * self->scale) };

  return TRUE;
}

void
heng_flow_area_set_order (HengFlowArea         *self,
                          const HengFlowChoice *choice)
{
  g_return_if_fail (HENG_IS_FLOW_AREA (self));

  self->can_move = heng_flow_choice_can_order (choice);
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    /* A series has a column in each of its pictures. */
    gtk_widget_set_visible (self->pins[i], self->can_move && choice->order[i] != NULL && choice->time != HENG_FLOW_TIME_SERIES);
}

gboolean
heng_flow_area_is_kept (HengFlowArea *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_AREA (self), FALSE);

  return self->item.kind == self->kept.kind && self->item.index == self->kept.index;
}

gboolean
heng_flow_area_is_used (HengFlowArea *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_AREA (self), FALSE);

  return self->item.kind != HENG_FLOW_ITEM_NONE || self->is_dragging;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-area.h"

#include "heng-flow-painter.h"
#include "heng-flow-picker.h"

#include <glib/gi18n-lib.h>

/* A drawing under this would show nothing; the layout has bounds of its own. */
#define SIZE_MIN_PX 200

struct _HengFlowArea
{
  GtkWidget          parent_instance;
  HengSession       *session;     /* (nullable) */
  HengFlowFigure     figure;
  char              *commodity;   /* (nullable): held for the figure */
  HengFlowLayout    *layout;      /* (nullable) */
  HengFlowPicker    *picker;      /* (nullable) */
  HengFlowHighlight *highlight;   /* (nullable): nothing stands out */
  HengFlowItem       item;
  GPtrArray         *rows;        /* (nullable) (element-type HengFlowRow) */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengFlowArea, heng_flow_area, GTK_TYPE_WIDGET)

static void
clear_layout (HengFlowArea *self)
{
  g_clear_pointer (&self->highlight, heng_flow_highlight_free);
  g_clear_pointer (&self->picker, heng_flow_picker_free);
  g_clear_pointer (&self->layout, heng_flow_layout_unref);
  self->item = (HengFlowItem) { HENG_FLOW_ITEM_NONE, 0 };
}

static gboolean
lay_out (HengFlowArea *self,
         GError      **error)
{
  g_autoptr (HengFlowLayout) previous = self->layout == NULL ? NULL : heng_flow_layout_ref (self->layout);
  GPtrArray *rows = NULL;
  HengFlowLayout *layout;

  self->figure.width_pt = MAX (gtk_widget_get_width (GTK_WIDGET (self)), SIZE_MIN_PX);
  self->figure.height_pt = MAX (gtk_widget_get_height (GTK_WIDGET (self)), SIZE_MIN_PX);
  self->figure.unit = heng_session_get_unit (self->session);
  /* Where the same flows come again, everybody finds them where they were. */
  self->figure.previous = previous;
  layout = heng_flow_figure_new_layout (heng_session_get_book (self->session), &self->figure, &rows, error);
  self->figure.previous = NULL;
  if (layout == NULL)
    return FALSE;

  clear_layout (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->layout = layout;
  self->rows = rows;
  self->picker = heng_flow_picker_new (layout);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

static gboolean
is_dark (GtkWidget *widget,
         GdkRGBA   *text)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), text);

  return text->red + text->green + text->blue > 1.5;
}

/* An image of our own: what GTK records to paint later has no pixels, and thousands of bands would go the slow way. */
static GdkTexture *
paint_texture (HengFlowArea          *self,
               int                    width,
               int                    height,
               const HengFlowPalette *palette)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_scale (cr, scale, scale);
  heng_flow_paint (heng_flow_layout_get_display (self->layout), palette, self->highlight, FALSE, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * (gsize) height * (gsize) scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes,
                                 (gsize) cairo_image_surface_get_stride (surface));
}

static void
heng_flow_area_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  HengFlowPalette palette;
  GdkRGBA text;
  g_autoptr (GdkTexture) texture = NULL;

  if (self->layout == NULL || width <= 0 || height <= 0)
    return;

  heng_flow_palette_init (&palette, is_dark (widget, &text) ? HENG_FLOW_PALETTE_DARK : HENG_FLOW_PALETTE_LIGHT);
  texture = paint_texture (self, width, height, &palette);
  gtk_snapshot_append_texture (snapshot, texture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
heng_flow_area_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);

  if (self->session == NULL || (self->layout != NULL && self->figure.width_pt == width && self->figure.height_pt == height))
    return;

  lay_out (self, NULL);
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
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 500;
}

static void
light (HengFlowArea *self,
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
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), item.kind == HENG_FLOW_ITEM_NONE ? NULL : "pointer");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What the thing under the pointer says. Returns: (transfer full) (nullable) */
static char *
word_item (HengFlowArea *self,
           HengFlowItem  item)
{
  const char *commodity = self->commodity == NULL ? heng_session_get_currency (self->session) : self->commodity;

  if (item.kind == HENG_FLOW_ITEM_LINK)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (self->layout, item.index);
      const HengFlowNode *from = heng_flow_layout_get_node (self->layout, link->from);
      const HengFlowNode *to = heng_flow_layout_get_node (self->layout, link->to);
      HengFlowGraph *graph = heng_flow_layout_get_graph (self->layout);
      g_autofree char *amount = heng_session_format_amount (self->session, link->amount, commodity);

      return g_strdup_printf ("%s → %s\n%s · %s", from->name, to->name,
                              heng_flow_graph_get_mechanism (graph, link->mechanism)->label, amount);
    }
  if (item.kind == HENG_FLOW_ITEM_NODE)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (self->layout, item.index);
      g_autofree char *paid = heng_session_format_amount (self->session, node->paid, commodity);
      g_autofree char *received = heng_session_format_amount (self->session, node->received, commodity);

      if (node->side == HENG_FLOW_SIDE_PAYER)
        /* Translators: a region, and what it gives in all */
        return g_strdup_printf (_("%s gives %s"), node->name, paid);
      if (node->side == HENG_FLOW_SIDE_RECEIVER)
        /* Translators: a region, and what it receives in all */
        return g_strdup_printf (_("%s receives %s"), node->name, received);
      if (node->side == HENG_FLOW_SIDE_BOTH)
        return g_strdup_printf (_("%s gives %s and receives %s"), node->name, paid, received);
      /* A mechanism passes on what it receives. */
      return g_strdup_printf ("%s · %s", node->name, received);
    }

  return NULL;
}

static void
moved_cb (HengFlowArea *self,
          double        x,
          double        y)
{
  if (self->picker != NULL)
    light (self, heng_flow_picker_find (self->picker, x, y));
}

static void
left_cb (HengFlowArea *self)
{
  light (self, (HengFlowItem) { HENG_FLOW_ITEM_NONE, 0 });
}

static void
choose (HengFlowArea *self)
{
  g_autoptr (GPtrArray) chosen = NULL;
  const HengFlowLink *link;

  if (self->item.kind != HENG_FLOW_ITEM_LINK || self->rows == NULL)
    return;

  link = heng_flow_layout_get_link (self->layout, self->item.index);
  chosen = g_ptr_array_new ();
  for (guint i = 0; i < link->n_records; i++)
    if (link->records[i] < self->rows->len)
      g_ptr_array_add (chosen, g_ptr_array_index (self->rows, link->records[i]));
  if (chosen->len > 0)
    g_signal_emit (self, signals[CHOSEN], 0, chosen);
}

static void
pressed_cb (HengFlowArea *self,
            int           n_press,
            double        x,
            double        y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  moved_cb (self, x, y);
  choose (self);
}

static gboolean
query_tooltip_cb (HengFlowArea *self,
                  int           x,
                  int           y,
                  gboolean      keyboard_mode,
                  GtkTooltip   *tooltip)
{
  HengFlowItem item = self->item;
  g_autofree char *text = NULL;

  if (self->layout == NULL)
    return FALSE;
  if (!keyboard_mode)
    item = heng_flow_picker_find (self->picker, x, y);
  text = word_item (self, item);
  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);
  g_autofree char *spoken = NULL;

  if (self->layout == NULL)
    return FALSE;

  light (self, heng_flow_layout_step (self->layout, self->item, (HengFlowDirection) g_variant_get_int32 (arguments)));
  spoken = word_item (self, self->item);
  if (spoken != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);

  return TRUE;
}

static gboolean
choose_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  choose (HENG_FLOW_AREA (widget));

  return TRUE;
}

static void
heng_flow_area_dispose (GObject *object)
{
  HengFlowArea *self = HENG_FLOW_AREA (object);

  clear_layout (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->commodity, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_flow_area_parent_class)->dispose (object);
}

static void
heng_flow_area_class_init (HengFlowAreaClass *klass)
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
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_flow_area_dispose;
  widget_class->snapshot = heng_flow_area_snapshot;
  widget_class->size_allocate = heng_flow_area_size_allocate;
  widget_class->measure = heng_flow_area_measure;

  signals[CHOSEN] = g_signal_new ("chosen", HENG_TYPE_FLOW_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_css_name (widget_class, "flowarea");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "i", (int) steps[i].direction);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, choose_cb, NULL);
}

static void
heng_flow_area_init (HengFlowArea *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "released", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
heng_flow_area_show (HengFlowArea         *self,
                     HengSession          *session,
                     const HengFlowFigure *figure,
                     GError              **error)
{
  g_return_val_if_fail (HENG_IS_FLOW_AREA (self), FALSE);
  g_return_val_if_fail (HENG_IS_SESSION (session), FALSE);
  g_return_val_if_fail (figure != NULL, FALSE);

  g_set_object (&self->session, session);
  self->figure = *figure;
  if (self->commodity != figure->query.commodity)
    {
      g_free (self->commodity);
      self->commodity = g_strdup (figure->query.commodity);
    }
  self->figure.query.commodity = self->commodity;

  return lay_out (self, error);
}

GPtrArray *
heng_flow_area_get_rows (HengFlowArea *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_AREA (self), NULL);

  return self->rows;
}

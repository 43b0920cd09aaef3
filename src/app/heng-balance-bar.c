// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-balance-bar.h"

#define BAR_HEIGHT_PX 10
/* Even the smallest amount is seen. */
#define BAR_WIDTH_MIN_PX 1.5

struct _HengBalanceBar
{
  GtkWidget parent_instance;
  double    share;
  gboolean  is_diverging;
};

G_DEFINE_FINAL_TYPE (HengBalanceBar, heng_balance_bar, GTK_TYPE_WIDGET)

static void
heng_balance_bar_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : BAR_HEIGHT_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : BAR_HEIGHT_PX;
}

static void
append_box (GtkSnapshot   *snapshot,
            const GdkRGBA *colour,
            double         x,
            double         y,
            double         width,
            double         height)
{
  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
heng_balance_bar_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  HengBalanceBar *self = HENG_BALANCE_BAR (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double middle = self->is_diverging ? width / 2 : 0;
  double length = ABS (self->share) * (width - middle);
  double top = (height - BAR_HEIGHT_PX) / 2;
  GdkRGBA text;
  GdkRGBA bar;

  /* gtk_widget_get_color() came with GTK 4.10. */
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  bar = text;
  text.alpha *= 0.25f;
  if (self->is_diverging)
    append_box (snapshot, &text, middle - 0.5, top - 3, 1, BAR_HEIGHT_PX + 6);
  if (self->share == 0)
    return;

  length = MAX (length, BAR_WIDTH_MIN_PX);
  /* Giving is drawn hollow: the side and the shape say it, not the colour. */
  if (self->share < 0)
    {
      GskRoundedRect frame;
      const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
      const GdkRGBA colours[4] = { bar, bar, bar, bar };

      bar.alpha *= 0.25f;
      append_box (snapshot, &bar, middle - length, top, length, BAR_HEIGHT_PX);
      gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT ((float) (middle - length), (float) top, (float) length, BAR_HEIGHT_PX), 0);
      if (length > 4)
        gtk_snapshot_append_border (snapshot, &frame, widths, colours);
    }
  else
    append_box (snapshot, &bar, middle, top, length, BAR_HEIGHT_PX);
}

static void
heng_balance_bar_class_init (HengBalanceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = heng_balance_bar_measure;
  widget_class->snapshot = heng_balance_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "balancebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heng_balance_bar_init (HengBalanceBar *self)
{
}

GtkWidget *
heng_balance_bar_new (gboolean is_diverging)
{
  HengBalanceBar *self = g_object_new (HENG_TYPE_BALANCE_BAR, NULL);

  self->is_diverging = is_diverging;

  return GTK_WIDGET (self);
}

void
heng_balance_bar_set (HengBalanceBar *self,
                      double          share)
{
  g_return_if_fail (HENG_IS_BALANCE_BAR (self));

  share = CLAMP (share, -1, 1);
  if (self->share == share)
    return;

  self->share = share;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

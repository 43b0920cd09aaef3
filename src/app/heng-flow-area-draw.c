// SPDX-License-Identifier: GPL-3.0-or-later
/* What a flow diagram shows: its pictures, and the way from one to another. */
#include "heng-flow-area-private.h"

#include <math.h>
#include <string.h>

/* The size that a page's texts are set in. */
#define PAGE_FONT_PT 10.0
/* A drawing's texts are somewhat smaller than the window's: there are many of them. */
#define FONT_SHARE 0.9
#define MOTION_US (200 * G_TIME_SPAN_MILLISECOND)

double
heng_flow_area_measure_scale (HengFlowArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) > 0 ? pango_cairo_context_get_resolution (context) / 72 : 96.0 / 72;

  return CLAMP (size * FONT_SHARE / PAGE_FONT_PT, 0.5, 5);
}

/* Themes for those who need it say so by their names. */
static gboolean
has_high_contrast (GtkWidget *widget)
{
  g_autofree char *theme = NULL;

  g_object_get (gtk_widget_get_settings (widget), "gtk-theme-name", &theme, NULL);

  return theme != NULL && (strstr (theme, "HighContrast") != NULL || strstr (theme, "-hc") != NULL);
}

static void
set_look (HengFlowArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HengFlowPalette palette;
  GdkRGBA text;
  gboolean is_dark;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  G_GNUC_END_IGNORE_DEPRECATIONS
  is_dark = text.red + text.green + text.blue > 1.5;
  heng_flow_palette_init (&palette, is_dark ? HENG_FLOW_PALETTE_DARK : HENG_FLOW_PALETTE_LIGHT);
  if (has_high_contrast (widget))
    {
      palette.text = (HengFlowColour) { text.red, text.green, text.blue };
      palette.dim = palette.text;
      palette.rule = palette.text;
    }
  heng_flow_canvas_set_look (self->canvas, &palette, gtk_widget_get_scale_factor (widget));
}

void
heng_flow_area_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);

  if (self->layout == NULL)
    return;

  set_look (self);
  if (self->motion != NULL)
    heng_flow_canvas_snapshot_frame (self->canvas, heng_flow_motion_at (self->motion, self->progress), snapshot);
  else
    heng_flow_canvas_snapshot (self->canvas, self->highlight, snapshot);
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    gtk_widget_snapshot_child (widget, self->pins[i], snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (self->frames); i++)
    gtk_widget_snapshot_child (widget, self->frames[i], snapshot);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  HengFlowArea *self = HENG_FLOW_AREA (widget);
  double share = (double) (gdk_frame_clock_get_frame_time (clock) - self->began_us) / MOTION_US;

  /* Fast first, then coming to rest. */
  self->progress = 1 - pow (1 - CLAMP (share, 0, 1), 3);
  gtk_widget_queue_draw (widget);
  if (share < 1)
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->motion, heng_flow_motion_free);
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

void
heng_flow_area_stop_moving (HengFlowArea *self)
{
  if (self->tick_id > 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_pointer (&self->motion, heng_flow_motion_free);
}

void
heng_flow_area_begin_moving (HengFlowArea   *self,
                             HengFlowLayout *before)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_enabled = FALSE;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &is_enabled, NULL);
  if (!is_enabled || !gtk_widget_get_mapped (widget))
    return;

  self->motion = heng_flow_motion_new (before, self->layout);
  if (self->motion == NULL)
    return;

  self->progress = 0;
  self->began_us = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (widget));
  self->tick_id = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-type.h"

#define DEFAULT_SIZE_PT 10.0

static PangoLanguage *
find_language (void)
{
  PangoLanguage *language = pango_language_get_default ();

  if (pango_language_matches (language, "zh;ja;ko"))
    return language;

  return pango_language_from_string ("zh-cn");
}

void
heng_flow_type_init (HengFlowType *self,
                     const char   *font)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  g_assert (font != NULL);

  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  self->font = pango_font_description_from_string (font);
  self->size_pt = pango_font_description_get_size (self->font) / (double) PANGO_SCALE;
  if (self->size_pt <= 0)
    self->size_pt = DEFAULT_SIZE_PT;

  /* Without a hint the same Chinese text is set with Japanese forms on many desktops that run in English. */
  pango_context_set_language (self->context, find_language ());
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 72);
  cairo_font_options_destroy (options);
}

void
heng_flow_type_clear (HengFlowType *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->font, pango_font_description_free);
}

PangoLayout *
heng_flow_type_set (const HengFlowType    *self,
                    const char            *text,
                    const HengFlowSetting *setting)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autoptr(PangoFontDescription) font = pango_font_description_copy (self->font);

  pango_font_description_set_absolute_size (font, setting->size_pt * PANGO_SCALE);
  if (setting->is_bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);

  /* Figures of one width, so that amounts line up. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (setting->n_lines > 1)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (layout, -(int) setting->n_lines);
    }
  else
    pango_layout_set_single_paragraph_mode (layout, TRUE);

  if (setting->width_pt >= 0)
    {
      /* Half a unit of Pango is lost in rounding; without it a box as wide as its text would cut the text. */
      pango_layout_set_width (layout, (int) (setting->width_pt * PANGO_SCALE) + 1);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  return layout;
}

void
heng_flow_type_measure (const HengFlowType    *self,
                        const char            *text,
                        const HengFlowSetting *setting,
                        double                *width_pt,
                        double                *height_pt)
{
  g_autoptr(PangoLayout) layout = heng_flow_type_set (self, text, setting);
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  *width_pt = extents.width / (double) PANGO_SCALE;
  *height_pt = extents.height / (double) PANGO_SCALE;
}

guint
heng_flow_type_wrap (const HengFlowType    *self,
                     const char            *text,
                     const HengFlowSetting *setting,
                     double                *width_pt)
{
  g_autoptr(PangoLayout) layout = heng_flow_type_set (self, text, setting);
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  *width_pt = extents.width / (double) PANGO_SCALE;

  return (guint) pango_layout_get_line_count (layout);
}

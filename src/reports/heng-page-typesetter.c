// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-typesetter.h"

#include <math.h>

/* The language of Han characters is fixed: a page shows the forms of the mainland, whoever prints it
 * and in whatever locale. */
#define HAN_LANGUAGE "zh-cn"

/* A text's longest word is looked for in its beginning only: breaking a very long text at every place takes
 * seconds, and its column is made as wide as it can be anyway. */
#define N_CHARS_SEARCHED 1000

struct _HengPageTypesetter
{
  PangoContext *context;
  PangoAttrList *attributes;
  PangoFontDescription *font;
  PangoLayout *ruler; /* for measuring only: a new layout for each cell of a long table costs as much as its text */
  gboolean justifies_prose;
};

static PangoContext *
make_context (void)
{
  g_autoptr(PangoFontMap) font_map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (font_map);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Pages must break alike on screen, on paper and in a file. So nothing here is taken from a surface:
   * one unit is one point, and no glyph is moved to a pixel. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72.0);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (HAN_LANGUAGE));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);

  return context;
}

/**
 * heng_page_typesetter_new: (skip)
 * @setup: where fonts and language are read
 *
 * Makes what turns texts into lines, the same on every surface. It has fonts of its own, so that
 * it may be made in one thread and used in another, by one at a time.
 */
HengPageTypesetter *
heng_page_typesetter_new (const HengPageSetup *setup)
{
  HengPageTypesetter *self;
  gboolean is_chinese;

  g_assert (setup != NULL);

  is_chinese = g_ascii_strncasecmp (setup->language, "zh", 2) == 0;
  self = g_new0 (HengPageTypesetter, 1);
  self->context = make_context ();
  self->attributes = pango_attr_list_new ();
  self->font = pango_font_description_from_string (setup->font_family);
  self->justifies_prose = is_chinese;
  pango_attr_list_insert (self->attributes, pango_attr_language_new (pango_language_from_string (HAN_LANGUAGE)));
  /* Chinese fonts set quotes and dashes a full square wide; in any other language that tears words apart. */
  pango_attr_list_insert (self->attributes,
                          pango_attr_font_features_new (is_chinese ? "tnum=1" : "tnum=1, pwid=1"));
  self->ruler = pango_layout_new (self->context);
  pango_layout_set_attributes (self->ruler, self->attributes);

  return self;
}

/**
 * heng_page_typesetter_free: (skip)
 * @self: (nullable): a typesetter
 */
void
heng_page_typesetter_free (HengPageTypesetter *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->ruler);
  g_object_unref (self->context);
  pango_attr_list_unref (self->attributes);
  pango_font_description_free (self->font);
  g_free (self);
}

static void
apply_style (const HengPageTypesetter *self,
             PangoLayout              *layout,
             const HengPageStyle      *style)
{
  pango_font_description_set_absolute_size (self->font, round (style->size_pt * PANGO_SCALE));
  pango_font_description_set_weight (self->font, style->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, self->font);
}

/**
 * heng_page_typesetter_set: (skip)
 * @self: a typesetter
 * @text: the text as it stands, without markup; a line feed begins a new paragraph
 * @style: how it looks
 * @width_pt: width of the column, or a negative number for one line as long as it gets
 *
 * Breaks @text into lines. A word longer than the column is broken.
 *
 * Returns: (transfer full): the lines
 */
PangoLayout *
heng_page_typesetter_set (const HengPageTypesetter *self,
                          const char               *text,
                          const HengPageStyle      *style,
                          double                    width_pt)
{
  static const PangoAlignment alignments[] = {
    [HENG_PAGE_ALIGN_LEFT] = PANGO_ALIGN_LEFT,
    [HENG_PAGE_ALIGN_CENTRE] = PANGO_ALIGN_CENTER,
    [HENG_PAGE_ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
  };
  PangoLayout *layout;

  g_assert (self != NULL && text != NULL && style != NULL);

  layout = pango_layout_new (self->context);
  pango_layout_set_attributes (layout, self->attributes);
  apply_style (self, layout, style);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, alignments[style->align]);
  if (width_pt >= 0)
    {
      pango_layout_set_width (layout, MAX (1, (int) floor (width_pt * PANGO_SCALE)));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }

  return layout;
}

/**
 * heng_page_typesetter_measure: (skip)
 * @self: a typesetter
 * @text: a text
 * @style: how it looks
 * @out_width_pt: (out) (optional): its width when nothing is wrapped
 * @out_height_pt: (out) (optional): its height then
 */
void
heng_page_typesetter_measure (const HengPageTypesetter *self,
                              const char               *text,
                              const HengPageStyle      *style,
                              double                   *out_width_pt,
                              double                   *out_height_pt)
{
  int width;
  int height;

  g_assert (self != NULL && text != NULL && style != NULL);

  apply_style (self, self->ruler, style);
  pango_layout_set_width (self->ruler, -1);
  pango_layout_set_text (self->ruler, text, -1);
  pango_layout_get_size (self->ruler, &width, &height);
  if (out_width_pt != NULL)
    *out_width_pt = width / (double) PANGO_SCALE;
  if (out_height_pt != NULL)
    *out_height_pt = height / (double) PANGO_SCALE;
}

/**
 * heng_page_typesetter_measure_word: (skip)
 * @self: a typesetter
 * @text: a text
 * @style: how it looks
 *
 * Returns: the width in points of the longest part of @text in which no line may end, looked for
 *   in its first thousand characters
 */
double
heng_page_typesetter_measure_word (const HengPageTypesetter *self,
                                   const char               *text,
                                   const HengPageStyle      *style)
{
  g_autofree char *beginning = NULL;
  PangoRectangle logical;

  g_assert (self != NULL && text != NULL && style != NULL);

  apply_style (self, self->ruler, style);
  pango_layout_set_wrap (self->ruler, PANGO_WRAP_WORD);
  pango_layout_set_width (self->ruler, 1);
  beginning = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), N_CHARS_SEARCHED));
  pango_layout_set_text (self->ruler, beginning, -1);
  pango_layout_get_extents (self->ruler, NULL, &logical);

  return logical.width / (double) PANGO_SCALE;
}

/**
 * heng_page_typesetter_justifies_prose: (skip)
 * @self: a typesetter
 *
 * Returns: whether lines of prose are filled to both sides: in Chinese, where every sign has the same
 *   width and a ragged side looks like a fault; elsewhere only with hyphens, which nothing here sets
 */
gboolean
heng_page_typesetter_justifies_prose (const HengPageTypesetter *self)
{
  g_assert (self != NULL);

  return self->justifies_prose;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-svg.h"

#include "heng-flow-dress.h"
#include "heng-flow-markup.h"

#include <string.h>

/* Of the fonts that a reader has, the first. */
#define FONTS "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"

typedef struct
{
  const HengFlowLayout  *layout;
  const HengFlowDisplay *display;
  const HengFlowPalette *palette;
  HengFlowType           type;
  GString               *text;
  GPtrArray             *hatches;    /* (element-type char): definitions of patterns; their places are their ids */
  guint8                *link_named; /* whether an id is taken */
  guint8                *node_named;
} Writer;

static void
add_path (Writer *self,
          guint   index)
{
  guint n_steps;
  const HengFlowStep *steps = heng_flow_display_get_path (self->display, index, &n_steps);
  gboolean closed = heng_flow_display_get_shape (self->display, index)->kind == HENG_FLOW_SHAPE_AREA;

  g_string_append (self->text, " d=\"");
  for (guint i = 0; i < n_steps; i++)
    {
      if (closed && i > 0 && steps[i].kind == HENG_FLOW_STEP_MOVE)
        g_string_append_c (self->text, 'Z');
      /* Letters stand before the first of three points of a curve only. */
      if (steps[i].kind == HENG_FLOW_STEP_CURVE)
        g_string_append_c (self->text, 'C');
      else
        g_string_append_c (self->text, steps[i].kind == HENG_FLOW_STEP_MOVE ? 'M' : 'L');
      for (guint n = steps[i].kind == HENG_FLOW_STEP_CURVE ? 3 : 1; n > 0; n--)
        {
          heng_flow_markup_add_number (self->text, steps[i].x);
          g_string_append_c (self->text, ' ');
          heng_flow_markup_add_number (self->text, steps[i].y);
          if (n > 1)
            {
              g_string_append_c (self->text, ' ');
              i++;
            }
        }
    }
  g_string_append (self->text, closed ? "Z\"" : "\"");
}

/* ---- hatching ---- */

/* One period of the lines, as a pattern that begins at the page's corner. Returns: its id */
static guint
add_hatch (Writer              *self,
           const HengFlowHatch *hatch)
{
  gboolean is_slanted = hatch->kind != HENG_FLOW_HATCH_UPRIGHT && hatch->kind != HENG_FLOW_HATCH_LEVEL;
  gboolean is_crossed = hatch->kind == HENG_FLOW_HATCH_CROSSED;
  double angle = is_slanted ? (hatch->kind == HENG_FLOW_HATCH_FALLING ? -45 : 45) : hatch->kind == HENG_FLOW_HATCH_LEVEL ? 90 : 0;
  GString *text = g_string_new (NULL);

  heng_flow_markup_add_attribute (text, "width", hatch->spacing_pt);
  heng_flow_markup_add_attribute (text, "height", hatch->spacing_pt);
  g_string_append (text, " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(");
  heng_flow_markup_add_number (text, angle);
  g_string_append (text, ")\"><path d=\"M0 0V");
  heng_flow_markup_add_number (text, hatch->spacing_pt);
  g_string_append (text, "M");
  heng_flow_markup_add_number (text, hatch->spacing_pt);
  g_string_append (text, " 0V");
  heng_flow_markup_add_number (text, hatch->spacing_pt);
  for (guint i = 0; is_crossed && i < 2; i++)
    {
      g_string_append (text, "M0 ");
      heng_flow_markup_add_number (text, i * hatch->spacing_pt);
      g_string_append (text, "H");
      heng_flow_markup_add_number (text, hatch->spacing_pt);
    }
  g_string_append_c (text, '"');
  heng_flow_markup_add_attribute (text, "stroke-width", hatch->line_pt);
  heng_flow_markup_add_colour (text, "stroke", &hatch->colour, hatch->opacity);
  g_string_append (text, "/></pattern>\n");

  for (guint i = 0; i < self->hatches->len; i++)
    if (strcmp (g_ptr_array_index (self->hatches, i), text->str) == 0)
      {
        g_string_free (text, TRUE);
        return i;
      }
  g_ptr_array_add (self->hatches, g_string_free (text, FALSE));
  return self->hatches->len - 1;
}

/* ---- shapes ---- */

static void
add_link_title (Writer *self,
                guint   index)
{
  const HengFlowLink *link = heng_flow_layout_get_link (self->layout, index);
  HengFlowGraph *graph = heng_flow_layout_get_graph (self->layout);
  g_autofree char *words = g_strdup_printf ("%s → %s\n%s · %s", heng_flow_layout_get_node (self->layout, link->from)->name,
                                            heng_flow_layout_get_node (self->layout, link->to)->name,
                                            heng_flow_graph_get_mechanism (graph, link->mechanism)->label, link->words);

  heng_flow_markup_add_element (self->text, "<title>", words, "</title>");
}

/* Opens the group that a shape of a link or node stands in. Returns: whether there is one to be closed */
static gboolean
begin_item (Writer              *self,
            const HengFlowShape *shape)
{
  if (shape->link >= 0)
    {
      g_string_append (self->text, "<g class=\"link\"");
      if (!self->link_named[shape->link])
        g_string_append_printf (self->text, " id=\"link-%d\"", shape->link);
      self->link_named[shape->link] = TRUE;
      g_string_append_c (self->text, '>');
      add_link_title (self, (guint) shape->link);
      return TRUE;
    }
  if (shape->node >= 0 && shape->kind == HENG_FLOW_SHAPE_AREA && shape->role == HENG_FLOW_ROLE_NODE)
    {
      g_string_append (self->text, "<g");
      if (!self->node_named[shape->node])
        g_string_append_printf (self->text, " id=\"node-%d\"", shape->node);
      self->node_named[shape->node] = TRUE;
      g_string_append_c (self->text, '>');
      heng_flow_markup_add_element (self->text, "<title>", heng_flow_layout_get_node (self->layout, (guint) shape->node)->name, "</title>");
      return TRUE;
    }

  return FALSE;
}

static void
add_data_area (Writer              *self,
               guint                index,
               const HengFlowShape *shape,
               double               opacity)
{
  HengFlowDress dress = heng_flow_dress (self->palette, shape, opacity);

  g_string_append (self->text, "<path");
  add_path (self, index);
  heng_flow_markup_add_colour (self->text, "fill", &dress.colour, shape->only_when_lit ? 0 : dress.opacity);
  if (!shape->only_when_lit && dress.lines.kind != HENG_FLOW_HATCH_NONE)
    {
      guint hatch = add_hatch (self, &dress.lines);

      g_string_append (self->text, "/><path");
      add_path (self, index);
      g_string_append_printf (self->text, " fill=\"url(#hatch-%u)\"", hatch);
    }
  if (!shape->only_when_lit && dress.edge_pt > 0)
    {
      heng_flow_markup_add_colour (self->text, "stroke", &dress.edge, dress.edge_opacity);
      heng_flow_markup_add_attribute (self->text, "stroke-width", dress.edge_pt);
      if (dress.edge_dash_pt > 0)
        {
          g_string_append (self->text, " stroke-dasharray=\"");
          heng_flow_markup_add_number (self->text, dress.edge_dash_pt);
          g_string_append_c (self->text, ' ');
          heng_flow_markup_add_number (self->text, dress.edge_dash_pt * 2 / 3);
          g_string_append_c (self->text, '"');
        }
    }
  g_string_append (self->text, "/>");
}

static void
add_stroke (Writer              *self,
            guint                index,
            const HengFlowShape *shape,
            double               opacity)
{
  g_string_append (self->text, "<path");
  add_path (self, index);
  g_string_append (self->text, " fill=\"none\"");
  heng_flow_markup_add_colour (self->text, "stroke", heng_flow_dress_get_colour (self->palette, shape), opacity);
  heng_flow_markup_add_attribute (self->text, "stroke-width", shape->stroke_pt);
  if (shape->is_hatched)
    {
      g_string_append (self->text, " stroke-dasharray=\"");
      heng_flow_markup_add_number (self->text, HENG_FLOW_STROKE_DASH_PT);
      g_string_append_c (self->text, ' ');
      heng_flow_markup_add_number (self->text, HENG_FLOW_STROKE_DASH_PT / 2);
      g_string_append_c (self->text, '"');
    }
  g_string_append (self->text, "/>");
}

/* What of a line is seen: an ellipsis stands for what it covers. Returns: (transfer full) */
static char *
read_line (PangoLayout     *layout,
           PangoLayoutLine *line)
{
  GString *words = g_string_new (NULL);

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *run = l->data;

      if (run->item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS)
        g_string_append (words, "…");
      else
        g_string_append_len (words, pango_layout_get_text (layout) + run->item->offset, run->item->length);
    }

  return g_string_free (words, FALSE);
}

static void
add_line (Writer              *self,
          const HengFlowShape *shape,
          const char          *words,
          double               x,
          double               y,
          double               width)
{
  if (*words == 0)
    return;

  g_string_append (self->text, "<text");
  heng_flow_markup_add_attribute (self->text, "x", x);
  heng_flow_markup_add_attribute (self->text, "y", y);
  heng_flow_markup_add_attribute (self->text, "font-size", shape->size_pt);
  if (g_utf8_strlen (words, -1) > 1)
    heng_flow_markup_add_attribute (self->text, "textLength", width);
  if (shape->is_bold)
    g_string_append (self->text, " font-weight=\"bold\"");
  heng_flow_markup_add_colour (self->text, "fill", heng_flow_dress_get_colour (self->palette, shape), 1);
  if (shape->has_halo)
    {
      heng_flow_markup_add_colour (self->text, "stroke", &self->palette->paper, HENG_FLOW_HALO_OPACITY);
      g_string_append (self->text, " class=\"halo\"");
    }
  heng_flow_markup_add_element (self->text, ">", words, "</text>");
}

static void
add_text (Writer              *self,
          const HengFlowShape *shape)
{
  double x, y;
  g_autoptr(PangoLayout) layout = heng_flow_dress_set_text (&self->type, shape, &x, &y);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  if (shape->angle != 0)
    {
      g_string_append (self->text, "<g transform=\"translate(");
      heng_flow_markup_add_number (self->text, shape->anchor_x);
      g_string_append_c (self->text, ' ');
      heng_flow_markup_add_number (self->text, shape->anchor_y);
      g_string_append (self->text, ") rotate(");
      heng_flow_markup_add_number (self->text, shape->angle * 180 / G_PI);
      g_string_append (self->text, ")\">");
    }
  do
    {
      g_autofree char *words = read_line (layout, pango_layout_iter_get_line_readonly (iter));
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      add_line (self, shape, words, x + extents.x / (double) PANGO_SCALE,
                y + pango_layout_iter_get_baseline (iter) / (double) PANGO_SCALE, extents.width / (double) PANGO_SCALE);
    }
  while (pango_layout_iter_next_line (iter));
  if (shape->angle != 0)
    g_string_append (self->text, "</g>");
  pango_layout_iter_free (iter);
}

static void
add_shape (Writer *self,
           guint   index)
{
  const HengFlowShape *shape = heng_flow_display_get_shape (self->display, index);
  double opacity = heng_flow_dress_get_opacity (self->palette, shape, FALSE);
  gboolean in_item;

  /* What is drawn only when lit is there for the pointer all the same. */
  if (shape->only_when_lit && (shape->kind != HENG_FLOW_SHAPE_AREA || shape->ink != HENG_FLOW_INK_DATA))
    return;

  in_item = begin_item (self, shape);
  if (shape->kind == HENG_FLOW_SHAPE_TEXT)
    add_text (self, shape);
  else if (shape->kind == HENG_FLOW_SHAPE_STROKE)
    add_stroke (self, index, shape, opacity);
  else if (shape->ink == HENG_FLOW_INK_DATA && shape->role != HENG_FLOW_ROLE_NODE)
    add_data_area (self, index, shape, opacity);
  else
    {
      g_string_append (self->text, "<path");
      add_path (self, index);
      heng_flow_markup_add_colour (self->text, "fill", heng_flow_dress_get_colour (self->palette, shape), opacity);
      g_string_append (self->text, "/>");
    }
  g_string_append (self->text, in_item ? "</g>\n" : "\n");
}

static void
add_head (Writer *self,
          double  width_pt,
          double  height_pt)
{
  const char *title = heng_flow_layout_get_title (self->layout), *notes = heng_flow_layout_get_notes (self->layout);
  GString *text = self->text;

  g_string_append (text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
  heng_flow_markup_add_number (text, width_pt);
  g_string_append (text, "pt\" height=\"");
  heng_flow_markup_add_number (text, height_pt);
  g_string_append (text, "pt\" viewBox=\"0 0 ");
  heng_flow_markup_add_number (text, width_pt);
  g_string_append_c (text, ' ');
  heng_flow_markup_add_number (text, height_pt);
  g_string_append (text, "\" role=\"img\" aria-labelledby=\"title notes\" font-family=\"" FONTS "\">\n");
  heng_flow_markup_add_element (text, "<title id=\"title\">", title != NULL ? title : "", "</title>\n");
  heng_flow_markup_add_element (text, "<desc id=\"notes\">", notes != NULL ? notes : "", "</desc>\n");
  g_string_append (text, "<style>.halo{paint-order:stroke;stroke-width:");
  heng_flow_markup_add_number (text, HENG_FLOW_HALO_PT);
  g_string_append (text, ";stroke-linejoin:round}text{white-space:pre;font-variant-numeric:tabular-nums}"
                         ".link:hover path{fill-opacity:.9}</style>\n");
}

char *
heng_flow_svg_write (const HengFlowLayout  *layout,
                     const HengFlowPalette *palette)
{
  Writer self = { .layout = layout, .palette = palette, .text = g_string_new (NULL) };
  double width_pt, height_pt;
  gsize head;
  g_autoptr(GString) defs = g_string_new ("<defs>\n");

  g_return_val_if_fail (layout != NULL && palette != NULL, NULL);

  self.display = heng_flow_layout_get_display (layout);
  self.hatches = g_ptr_array_new_with_free_func (g_free);
  self.link_named = g_new0 (guint8, heng_flow_layout_get_n_links (layout) + 1);
  self.node_named = g_new0 (guint8, heng_flow_layout_get_n_nodes (layout) + 1);
  heng_flow_type_init (&self.type, heng_flow_display_get_font (self.display));
  heng_flow_display_get_size (self.display, &width_pt, &height_pt);

  add_head (&self, width_pt, height_pt);
  head = self.text->len;
  g_string_append (self.text, "<rect width=\"100%\" height=\"100%\"");
  heng_flow_markup_add_colour (self.text, "fill", &palette->paper, 1);
  g_string_append (self.text, "/>\n");
  for (guint i = 0; i < heng_flow_display_get_n_shapes (self.display); i++)
    add_shape (&self, i);
  g_string_append (self.text, "</svg>\n");

  for (guint i = 0; i < self.hatches->len; i++)
    g_string_append_printf (defs, "<pattern id=\"hatch-%u\"%s", i, (const char *) g_ptr_array_index (self.hatches, i));
  g_string_append (defs, "</defs>\n");
  if (self.hatches->len > 0)
    g_string_insert (self.text, (gssize) head, defs->str);

  g_ptr_array_unref (self.hatches);
  g_free (self.link_named);
  g_free (self.node_named);
  heng_flow_type_clear (&self.type);

  return g_string_free (self.text, FALSE);
}

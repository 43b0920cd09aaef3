// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-row.h"

#include "heng-page-ink-private.h"
#include "heng-page-justify-private.h"

/* Heights are sums of fractions; what differs by less than this is the same place. */
#define SAME_PLACE_PT 0.01

/* A line of a cell, in points from the cell's upper left corner. Noted once: walking through a long text
 * for each of its lines again takes minutes. */
typedef struct
{
  PangoLayoutLine *line; /* the layout's */
  double x_pt;
  double top_pt;
  double bottom_pt;
  double baseline_pt;
} Line;

typedef struct
{
  PangoLayout *layout;
  GArray *lines;
  double x_pt;
  double y_pt; /* white above its own first line, within the row's */
  double height_pt;
  gboolean is_quiet;
} Cell;

struct _HengPageRow
{
  GArray *cells;
  double padding_top_pt;
  double padding_bottom_pt;
  double text_height_pt;
};

typedef struct
{
  double top_pt;
  double bottom_pt;
} Span;

static void
clear_cell (gpointer data)
{
  Cell *cell = data;

  g_array_unref (cell->lines);
  g_object_unref (cell->layout);
}

static GArray *
find_lines (PangoLayout *layout)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      Line line = { .line = pango_layout_iter_get_line_readonly (iter) };
      PangoRectangle logical;
      int top;
      int bottom;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      line.x_pt = logical.x / (double) PANGO_SCALE;
      line.top_pt = top / (double) PANGO_SCALE;
      line.bottom_pt = bottom / (double) PANGO_SCALE;
      line.baseline_pt = pango_layout_iter_get_baseline (iter) / (double) PANGO_SCALE;
      g_array_append_val (lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  return lines;
}

/**
 * heng_page_row_new: (skip)
 * @padding_top_pt: white above the texts
 * @padding_bottom_pt: white below the texts
 *
 * Makes a row of texts that stand side by side, each in lines of its own: the cells of a table, a label
 * and its value, or a paragraph alone.
 */
HengPageRow *
heng_page_row_new (double padding_top_pt,
                   double padding_bottom_pt)
{
  HengPageRow *self = g_new0 (HengPageRow, 1);

  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->padding_top_pt = padding_top_pt;
  self->padding_bottom_pt = padding_bottom_pt;

  return self;
}

/**
 * heng_page_row_free: (skip)
 * @self: (nullable): a row
 */
void
heng_page_row_free (HengPageRow *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->cells);
  g_free (self);
}

/**
 * heng_page_row_add: (skip)
 * @self: a row
 * @typesetter: what breaks lines
 * @text: (nullable): the text
 * @style: how it looks
 * @x_pt: left side of its column, from the left side of the body
 * @width_pt: width of its column
 */
void
heng_page_row_add (HengPageRow              *self,
                   const HengPageTypesetter *typesetter,
                   const char               *text,
                   const HengPageStyle      *style,
                   double                    x_pt,
                   double                    width_pt)
{
  Cell cell = { .x_pt = x_pt };
  int height;

  g_assert (self != NULL && style != NULL);

  if (text == NULL || *text == '\0')
    return;

  cell.layout = heng_page_typesetter_set (typesetter, text, style, MAX (width_pt, 0));
  if (style->is_prose && heng_page_typesetter_justifies_prose (typesetter))
    heng_page_justify (cell.layout, style->size_pt);
  cell.lines = find_lines (cell.layout);
  cell.is_quiet = style->is_quiet;
  pango_layout_get_size (cell.layout, NULL, &height);
  cell.height_pt = height / (double) PANGO_SCALE;
  self->text_height_pt = MAX (self->text_height_pt, cell.height_pt);
  g_array_append_val (self->cells, cell);
}

/**
 * heng_page_row_sink: (skip)
 * @self: a row that has all its texts
 *
 * Lets the last lines stand level instead of the first ones, as heads of columns do.
 */
void
heng_page_row_sink (HengPageRow *self)
{
  g_assert (self != NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);

      cell->y_pt = self->text_height_pt - cell->height_pt;
    }
}

/**
 * heng_page_row_get_height: (skip)
 * @self: a row
 *
 * Returns: its height with the white above and below, in points
 */
double
heng_page_row_get_height (const HengPageRow *self)
{
  g_assert (self != NULL);

  return self->padding_top_pt + self->text_height_pt + self->padding_bottom_pt;
}

static Span
get_line_span (const HengPageRow *self,
               const Cell        *cell,
               guint              line_index)
{
  const Line *line = &g_array_index (cell->lines, Line, line_index);
  double y_pt = self->padding_top_pt + cell->y_pt;

  return (Span) { y_pt + line->top_pt, y_pt + line->bottom_pt };
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *one = a;
  const Span *other = b;

  return (one->top_pt > other->top_pt) - (one->top_pt < other->top_pt);
}

/**
 * heng_page_row_find_cuts: (skip)
 * @self: a row
 *
 * Finds where the row may be cut without cutting a line of any of its texts. The last cut is
 * the row's whole height, so there is always one.
 *
 * Returns: (transfer full) (element-type double): distances from the row's top in points, growing
 */
GArray *
heng_page_row_find_cuts (const HengPageRow *self)
{
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (double));
  double reached_pt = 0;
  double height_pt;

  g_assert (self != NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      for (guint j = 0; j < cell->lines->len; j++)
        {
          Span span = get_line_span (self, cell, j);

          g_array_append_val (spans, span);
        }
    }

  /* In the order of their tops, a line that begins below all before it leaves a gap above itself. */
  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (i > 0 && span->top_pt >= reached_pt - SAME_PLACE_PT)
        g_array_append_val (cuts, reached_pt);
      reached_pt = MAX (reached_pt, span->bottom_pt);
    }
  height_pt = heng_page_row_get_height (self);
  g_array_append_val (cuts, height_pt);

  return cuts;
}

static void
paint_cell (const HengPageRow *self,
            const Cell        *cell,
            cairo_t           *cr,
            double             from_pt,
            double             to_pt)
{
  heng_page_ink_set (cr, cell->is_quiet ? HENG_PAGE_INK_QUIET : HENG_PAGE_INK_TEXT);
  for (guint i = 0; i < cell->lines->len; i++)
    {
      const Line *line = &g_array_index (cell->lines, Line, i);
      Span span = get_line_span (self, cell, i);
      double middle_pt = (span.top_pt + span.bottom_pt) / 2;

      if (middle_pt < from_pt || middle_pt >= to_pt)
        continue;
      cairo_move_to (cr, cell->x_pt + line->x_pt,
                     self->padding_top_pt + cell->y_pt - from_pt + line->baseline_pt);
      pango_cairo_show_layout_line (cr, line->line);
    }
}

/**
 * heng_page_row_paint: (skip)
 * @self: a row
 * @cr: where to paint; the part's upper left corner is at 0, 0
 * @from_pt: where the part begins, from the row's top
 * @to_pt: where the part ends
 *
 * Paints the lines between two cuts; 0 and the row's height paint all of it.
 */
void
heng_page_row_paint (const HengPageRow *self,
                     cairo_t           *cr,
                     double             from_pt,
                     double             to_pt)
{
  g_assert (self != NULL && from_pt <= to_pt);

  for (guint i = 0; i < self->cells->len; i++)
    paint_cell (self, &g_array_index (self->cells, Cell, i), cr, from_pt, to_pt);
}

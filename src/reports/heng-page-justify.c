// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-justify-private.h"

/* More white than this between signs is seen; such a line stays ragged. In parts of the letters' size. */
#define WIDENING_MAX_EM 0.12

static guint
count_gaps (PangoLayoutLine *line)
{
  guint n_clusters = 0;

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *run = l->data;

      for (int i = 0; i < run->glyphs->num_glyphs; i++)
        n_clusters += run->glyphs->glyphs[i].attr.is_cluster_start;
    }

  return n_clusters > 0 ? n_clusters - 1 : 0;
}

/* The white goes before each sign but the first, a little more where the division leaves a rest, so that the
 * line ends exactly at the side. */
static void
widen (PangoLayoutLine *line,
       int              slack,
       guint            n_gaps)
{
  guint gap_index = 0;

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *run = l->data;

      for (int i = 0; i < run->glyphs->num_glyphs; i++)
        {
          PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
          gint64 before = (gint64) slack * gap_index / n_gaps;
          int white = (int) ((gint64) slack * (gap_index + 1) / n_gaps - before);

          if (!glyph->attr.is_cluster_start)
            continue;
          if (l == line->runs && i == 0)
            continue;
          glyph->geometry.x_offset += white;
          glyph->geometry.width += white;
          gap_index++;
        }
    }
}

/**
 * heng_page_justify: (skip)
 * @layout: lines of a given width, aligned left
 * @size_pt: size of the letters
 *
 * Fills the lines to the right side, the last of each paragraph excepted, by the same little white between all
 * signs. Pango's own way puts all white into the few spaces around figures and foreign words, where it
 * tears holes into a Chinese line.
 */
void
heng_page_justify (PangoLayout *layout,
                   double       size_pt)
{
  int width = pango_layout_get_width (layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean has_next;

  g_assert (width > 0);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line (iter);
      PangoRectangle logical;
      PangoLayoutLine *next;
      guint n_gaps = count_gaps (line);
      int slack;

      pango_layout_line_get_extents (line, NULL, &logical);
      slack = width - logical.width;
      has_next = pango_layout_iter_next_line (iter);
      next = has_next ? pango_layout_iter_get_line_readonly (iter) : NULL;
      if (next == NULL || next->is_paragraph_start || n_gaps == 0)
        continue;
      if (slack > 0 && slack <= n_gaps * WIDENING_MAX_EM * size_pt * PANGO_SCALE)
        widen (line, slack, n_gaps);
    }
  while (has_next);
  pango_layout_iter_free (iter);
}

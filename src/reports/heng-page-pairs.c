// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-pairs.h"

#include "heng-page-block-private.h"
#include "heng-page-ink-private.h"

#define GAP_PT 6.0
#define COLUMN_GAP_PT 18.0
#define LABEL_GAP_PT 10.0
#define PADDING_PT 2.5

/* Labels take this much of a column at most; longer ones are wrapped. */
#define LABEL_SHARE_MAX 0.4

typedef struct
{
  char *label;
  char *value;
} Pair;

struct _HengPagePairs
{
  HengPageBlock block;
  GArray *pairs;
};

typedef struct
{
  guint first;
  guint n_pairs; /* 1 or 2 beside each other */
} Line;

typedef struct
{
  double column_width_pt;
  double label_width_pt;
  GArray *lines;
} Measure;

static const HengPageStyle label_style = { 9, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_LEFT };
static const HengPageStyle value_style = { 9, FALSE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT };

static const Pair *
get_pair (const HengPagePairs *self,
          guint                pair_index)
{
  return &g_array_index (self->pairs, Pair, pair_index);
}

static HengPageRow *
build_pairs_row (const HengPageBlock *block,
                 gconstpointer        measure_data,
                 const HengPageFrame *frame,
                 guint                row)
{
  const HengPagePairs *self = (const HengPagePairs *) block;
  const Measure *measure = measure_data;
  const Line *line = &g_array_index (measure->lines, Line, row);
  HengPageRow *texts = heng_page_row_new (PADDING_PT, PADDING_PT);

  for (guint i = 0; i < line->n_pairs; i++)
    {
      const Pair *pair = get_pair (self, line->first + i);
      double x_pt = i * (measure->column_width_pt + COLUMN_GAP_PT);
      double value_x_pt = x_pt + measure->label_width_pt + LABEL_GAP_PT;
      double end_pt = line->n_pairs == 1 ? frame->width_pt : x_pt + measure->column_width_pt;

      heng_page_row_add (texts, frame->typesetter, pair->label, &label_style, x_pt, measure->label_width_pt);
      heng_page_row_add (texts, frame->typesetter, pair->value, &value_style, value_x_pt, end_pt - value_x_pt);
    }

  return texts;
}

static double
measure_labels (const HengPagePairs *self,
                const HengPageFrame *frame,
                double               column_width_pt)
{
  double width_max_pt = 0;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      double width_pt;

      heng_page_typesetter_measure (frame->typesetter, get_pair (self, i)->label, &label_style, &width_pt, NULL);
      width_max_pt = MAX (width_max_pt, width_pt);
    }

  return MIN (width_max_pt + 1, column_width_pt * LABEL_SHARE_MAX);
}

static gboolean
is_short (const HengPagePairs *self,
          guint                pair_index,
          const Measure       *measure,
          const HengPageFrame *frame)
{
  double width_pt;

  if (pair_index >= self->pairs->len)
    return FALSE;
  heng_page_typesetter_measure (frame->typesetter, get_pair (self, pair_index)->value, &value_style, &width_pt, NULL);

  return width_pt <= measure->column_width_pt - measure->label_width_pt - LABEL_GAP_PT;
}

static void
find_lines (const HengPagePairs *self,
            Measure             *measure,
            const HengPageFrame *frame)
{
  for (guint i = 0; i < self->pairs->len; )
    {
      Line line = { i, 1 };

      if (is_short (self, i, measure, frame) && is_short (self, i + 1, measure, frame))
        line.n_pairs = 2;
      g_array_append_val (measure->lines, line);
      i += line.n_pairs;
    }
}

static gpointer
measure_pairs (const HengPageBlock *block,
               HengPageFrame       *frame)
{
  const HengPagePairs *self = (const HengPagePairs *) block;
  Measure *measure = g_new0 (Measure, 1);

  measure->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  measure->column_width_pt = (frame->width_pt - COLUMN_GAP_PT) / 2;
  measure->label_width_pt = measure_labels (self, frame, measure->column_width_pt);
  find_lines (self, measure, frame);
  for (guint row = 0; row < measure->lines->len; row++)
    {
      g_autoptr(HengPageRow) texts = build_pairs_row (block, measure, frame, row);
      double height_pt = heng_page_row_get_height (texts);
      double gap_pt = row == 0 ? GAP_PT : 0;

      if (height_pt > frame->height_pt)
        heng_page_frame_add_lines (frame, row, gap_pt, texts);
      else
        heng_page_frame_add_unit (frame, row, gap_pt, height_pt);
    }

  return measure;
}

static void
free_measure (gpointer data)
{
  Measure *measure = data;

  g_array_unref (measure->lines);
  g_free (measure);
}

static void
decorate_pairs (const HengPageBlock *block,
                gconstpointer        measure_data,
                const HengPageFrame *frame,
                const HengPageUnit  *unit,
                gboolean             ends_part,
                cairo_t             *cr)
{
  const Measure *measure = measure_data;
  const Line *line = &g_array_index (measure->lines, Line, unit->row);
  double width_pt = line->n_pairs == 1 ? frame->width_pt : measure->column_width_pt;

  for (guint i = 0; i < line->n_pairs; i++)
    heng_page_ink_line (cr, HENG_PAGE_INK_HAIRLINE, HENG_PAGE_HAIRLINE_PT,
                        i * (measure->column_width_pt + COLUMN_GAP_PT), unit->height_pt, width_pt);
}

static void
clear_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->label);
  g_free (pair->value);
}

static void
free_pairs (HengPageBlock *block)
{
  HengPagePairs *self = (HengPagePairs *) block;

  g_array_unref (self->pairs);
  g_free (self);
}

/**
 * heng_page_content_add_pairs:
 * @content: a content that is not sealed
 *
 * Returns: (transfer none): a block of labels and values, still empty
 */
HengPagePairs *
heng_page_content_add_pairs (HengPageContent *content)
{
  static const HengPageBlockClass klass = {
    .free = free_pairs,
    .measure = measure_pairs,
    .free_measure = free_measure,
    .build_row = build_pairs_row,
    .decorate = decorate_pairs,
  };
  HengPagePairs *self;

  g_return_val_if_fail (content != NULL && !heng_page_content_is_sealed (content), NULL);

  self = g_new0 (HengPagePairs, 1);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_array_set_clear_func (self->pairs, clear_pair);
  heng_page_content_take_block (content, &self->block, &klass);

  return self;
}

/**
 * heng_page_pairs_add:
 * @self: a block of a content that is not sealed
 * @label: what it is
 * @value: (nullable): what is so
 *
 * Adds a label and its value. A value that is too long for half the width has a line of its own.
 */
void
heng_page_pairs_add (HengPagePairs *self,
                     const char    *label,
                     const char    *value)
{
  Pair pair;

  g_return_if_fail (self != NULL && !heng_page_content_is_sealed (self->block.content));
  g_return_if_fail (label != NULL);

  pair.label = heng_page_text_dup (label);
  pair.value = heng_page_text_dup (value != NULL ? value : "");
  g_array_append_val (self->pairs, pair);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-explanation.h"

#include "heng-page-block-private.h"
#include "heng-page-ink-private.h"

#define GAP_PT 6.0
#define INDENT_PT 14.0
#define NUMBER_GAP_PT 14.0
#define PADDING_PT 2.0

/* However deep a line is, this much of the width is left for its text. */
#define TEXT_SHARE_MIN 0.35
#define NUMBER_SHARE_MAX 0.4

typedef enum
{
  KIND_LABEL,
  KIND_NAMES,
  KIND_NUMBERS,
} Kind;

typedef struct
{
  Kind kind;
  guint depth;
  char *text;
  char *number;
} Line;

struct _HengPageExplanation
{
  HengPageBlock block;
  GArray *lines;
};

static const HengPageStyle top_style = { 9.5, TRUE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT };
static const HengPageStyle top_number_style = { 9.5, TRUE, FALSE, FALSE, HENG_PAGE_ALIGN_RIGHT };
static const HengPageStyle label_style = { 9, FALSE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT };
static const HengPageStyle number_style = { 9, FALSE, FALSE, FALSE, HENG_PAGE_ALIGN_RIGHT };
static const HengPageStyle formula_style = { 8.5, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_LEFT };

static const Line *
get_line (const HengPageExplanation *self,
          guint                      line_index)
{
  return &g_array_index (self->lines, Line, line_index);
}

static gboolean
is_last_of_step (const HengPageExplanation *self,
                 guint                      line_index)
{
  return line_index + 1 == self->lines->len || get_line (self, line_index + 1)->kind == KIND_LABEL;
}

static double
get_indent (const Line          *line,
            const HengPageFrame *frame)
{
  double indent_pt = (line->depth + (line->kind == KIND_LABEL ? 0 : 1)) * INDENT_PT;

  return MIN (indent_pt, frame->width_pt * (1 - NUMBER_SHARE_MAX - TEXT_SHARE_MIN));
}

static HengPageRow *
build_explanation_row (const HengPageBlock *block,
                       gconstpointer        measure,
                       const HengPageFrame *frame,
                       guint                row)
{
  const HengPageExplanation *self = (const HengPageExplanation *) block;
  const Line *line = get_line (self, row);
  const double *number_width_pt = measure;
  gboolean is_top = line->depth == 0;
  double x_pt = get_indent (line, frame);
  HengPageRow *texts = heng_page_row_new (line->kind == KIND_LABEL ? PADDING_PT : 0,
                                          is_last_of_step (self, row) ? PADDING_PT : 0);

  if (line->kind != KIND_LABEL)
    {
      heng_page_row_add (texts, frame->typesetter, line->text, &formula_style, x_pt, frame->width_pt - x_pt);
      return texts;
    }

  heng_page_row_add (texts, frame->typesetter, line->text, is_top ? &top_style : &label_style, x_pt,
                     frame->width_pt - *number_width_pt - NUMBER_GAP_PT - x_pt);
  heng_page_row_add (texts, frame->typesetter, line->number, is_top ? &top_number_style : &number_style,
                     frame->width_pt - *number_width_pt, *number_width_pt);

  return texts;
}

static double *
measure_numbers (const HengPageExplanation *self,
                 const HengPageFrame       *frame)
{
  double *number_width_pt = g_new0 (double, 1);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = get_line (self, i);
      double width_pt;

      if (line->number == NULL)
        continue;
      heng_page_typesetter_measure (frame->typesetter, line->number,
                                    line->depth == 0 ? &top_number_style : &number_style, &width_pt, NULL);
      *number_width_pt = MAX (*number_width_pt, width_pt + 1);
    }
  *number_width_pt = MIN (*number_width_pt, frame->width_pt * NUMBER_SHARE_MAX);

  return number_width_pt;
}

static gpointer
measure_explanation (const HengPageBlock *block,
                     HengPageFrame       *frame)
{
  const HengPageExplanation *self = (const HengPageExplanation *) block;
  double *number_width_pt = measure_numbers (self, frame);

  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autoptr(HengPageRow) texts = build_explanation_row (block, number_width_pt, frame, i);
      double height_pt = heng_page_row_get_height (texts);
      double gap_pt = i == 0 ? GAP_PT : 0;

      if (height_pt > frame->height_pt)
        heng_page_frame_add_lines (frame, i, gap_pt, texts);
      else
        heng_page_frame_add_unit (frame, i, gap_pt, height_pt)->keeps_with_next = !is_last_of_step (self, i);
    }

  return number_width_pt;
}

static void
decorate_explanation (const HengPageBlock *block,
                      gconstpointer        measure,
                      const HengPageFrame *frame,
                      const HengPageUnit  *unit,
                      gboolean             ends_part,
                      cairo_t             *cr)
{
  const HengPageExplanation *self = (const HengPageExplanation *) block;
  const Line *line = get_line (self, unit->row);
  double x_pt = line->depth * INDENT_PT;

  if (!is_last_of_step (self, unit->row))
    return;

  x_pt = MIN (x_pt, get_indent (line, frame));
  heng_page_ink_line (cr, HENG_PAGE_INK_HAIRLINE, HENG_PAGE_HAIRLINE_PT, x_pt, unit->height_pt,
                      frame->width_pt - x_pt);
}

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line->number);
}

static void
free_explanation (HengPageBlock *block)
{
  HengPageExplanation *self = (HengPageExplanation *) block;

  g_array_unref (self->lines);
  g_free (self);
}

/**
 * heng_page_content_add_explanation:
 * @content: a content that is not sealed
 *
 * Returns: (transfer none): an explanation, still without steps
 */
HengPageExplanation *
heng_page_content_add_explanation (HengPageContent *content)
{
  static const HengPageBlockClass klass = {
    .free = free_explanation,
    .measure = measure_explanation,
    .free_measure = g_free,
    .build_row = build_explanation_row,
    .decorate = decorate_explanation,
  };
  HengPageExplanation *self;

  g_return_val_if_fail (content != NULL && !heng_page_content_is_sealed (content), NULL);

  self = g_new0 (HengPageExplanation, 1);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  heng_page_content_take_block (content, &self->block, &klass);

  return self;
}

static void
add_line (HengPageExplanation *self,
          Kind                 kind,
          guint                depth,
          const char          *text,
          const char          *number)
{
  Line line = {
    .kind = kind,
    .depth = depth,
    .text = heng_page_text_dup (text),
    .number = heng_page_text_dup (number),
  };

  g_array_append_val (self->lines, line);
}

/**
 * heng_page_explanation_add:
 * @self: an explanation of a content that is not sealed
 * @depth: 0 for what is explained, 1 for what it is made of, and so on
 * @label: what the number is
 * @number: (nullable): the number with its unit
 *
 * Adds a step.
 */
void
heng_page_explanation_add (HengPageExplanation *self,
                           guint                depth,
                           const char          *label,
                           const char          *number)
{
  g_return_if_fail (self != NULL && !heng_page_content_is_sealed (self->block.content));
  g_return_if_fail (label != NULL);

  add_line (self, KIND_LABEL, depth, label, number);
}

/**
 * heng_page_explanation_add_formula:
 * @self: an explanation of a content that is not sealed and has a step
 * @depth: depth of the step the formula belongs to
 * @with_names: the formula as the agreement has it
 * @with_numbers: (nullable): the same with numbers put in
 *
 * Adds the formula of the step before, kept on one page with it.
 */
void
heng_page_explanation_add_formula (HengPageExplanation *self,
                                   guint                depth,
                                   const char          *with_names,
                                   const char          *with_numbers)
{
  g_return_if_fail (self != NULL && !heng_page_content_is_sealed (self->block.content));
  g_return_if_fail (self->lines->len > 0);
  g_return_if_fail (with_names != NULL);

  add_line (self, KIND_NAMES, depth, with_names, NULL);
  if (with_numbers != NULL)
    add_line (self, KIND_NUMBERS, depth, with_numbers, NULL);
}

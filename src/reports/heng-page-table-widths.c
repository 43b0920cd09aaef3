// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-table-private.h"

#define SIZE_PT 9.0
#define SIZE_MIN_PT 7.0
#define SIZE_STEP_PT 0.5

/* Letters get that small only to keep numbers whole: “−123,456.7” over “8” is read as another number. */
#define SIZE_HARD_MIN_PT 5.0

/* Text cells are not squeezed below this many letters' width before the letters shrink. */
#define TEXT_MIN_EM 8.0

/* Where even small letters do not fit, texts are squeezed to this before numbers are broken. */
#define TEXT_HARD_MIN_EM 3.0

/* White at either side of a column, for large and for small letters. */
#define PADDING_PT 5.0
#define PADDING_MIN_PT 2.0

/* A head longer than this is rather broken into two lines than that other columns give way for it. */
#define HEAD_MAX_EM 6.0

/* A word or a number is kept whole up to this width. */
#define WORD_MAX_EM 14.0

/* A width scaled from another size of letters is right to far less than this. */
#define SCALING_ERROR_PT 0.2

/* What a column's texts need at 9 points: in one line each, with its head and without a long head; at least; and
 * when there is not room for that. */
typedef struct
{
  double full_pt;
  double natural_pt;
  double least_pt;
  double hard_least_pt;
} Need;

typedef struct
{
  const HengPageTable *table;
  const HengPageFrame *frame;
  Need *needs;
  float *cell_widths_pt;
  float *row_heights_pt;
} Survey;

/* Heads may be broken in two or three lines, but not in a word. */
static void
survey_head (Survey *self,
             guint   column_index)
{
  HengPageStyle style = heng_page_table_get_style (self->table, column_index, TRUE, SIZE_PT);
  const char *title = heng_page_table_get_column (self->table, column_index)->title;
  Need *need = &self->needs[column_index];
  double natural_pt;
  double word_pt;

  if (title == NULL || *title == '\0')
    return;
  heng_page_typesetter_measure (self->frame->typesetter, title, &style, &natural_pt, NULL);
  word_pt = heng_page_typesetter_measure_word (self->frame->typesetter, title, &style);
  word_pt = MIN (word_pt, WORD_MAX_EM * SIZE_PT);
  need->least_pt = MAX (MIN (natural_pt, MAX (natural_pt / 2.5, 2 * SIZE_PT)), word_pt);
  need->full_pt = natural_pt;
  need->natural_pt = MAX (MIN (natural_pt, MAX (natural_pt / 1.8, HEAD_MAX_EM * SIZE_PT)), need->least_pt);
}

static void
survey_cell (Survey *self,
             guint   row_index,
             guint   column_index)
{
  gboolean is_bold = heng_page_table_is_total (self->table, row_index);
  HengPageStyle style = heng_page_table_get_style (self->table, column_index, is_bold, SIZE_PT);
  const char *text = heng_page_table_get_cell (self->table, row_index, column_index);
  Need *need = &self->needs[column_index];
  double natural_pt;
  double height_pt;
  double least_pt;

  if (text == NULL)
    return;
  heng_page_typesetter_measure (self->frame->typesetter, text, &style, &natural_pt, &height_pt);
  self->cell_widths_pt[row_index * heng_page_table_get_n_columns (self->table) + column_index] = (float) natural_pt;
  self->row_heights_pt[row_index] = MAX (self->row_heights_pt[row_index], (float) height_pt);
  if (heng_page_table_get_span (self->table, row_index, column_index) > 1)
    return;

  need->full_pt = MAX (need->full_pt, natural_pt);
  need->natural_pt = MAX (need->natural_pt, natural_pt);
  least_pt = natural_pt;
  if (natural_pt > TEXT_MIN_EM * SIZE_PT && natural_pt > need->least_pt)
    least_pt = MAX (TEXT_MIN_EM * SIZE_PT,
                    MIN (heng_page_typesetter_measure_word (self->frame->typesetter, text, &style),
                         WORD_MAX_EM * SIZE_PT));
  least_pt = MIN (least_pt, natural_pt);
  need->least_pt = MAX (need->least_pt, least_pt);
  if (style.align == HENG_PAGE_ALIGN_LEFT)
    least_pt = MIN (least_pt, TEXT_HARD_MIN_EM * SIZE_PT);
  need->hard_least_pt = MAX (need->hard_least_pt, least_pt);
}

static void
survey_table (Survey *self)
{
  guint n_columns = heng_page_table_get_n_columns (self->table);
  guint n_rows = heng_page_table_get_n_rows (self->table);

  self->needs = g_new0 (Need, MAX (n_columns, 1));
  self->cell_widths_pt = g_new0 (float, MAX ((gsize) n_columns * n_rows, 1));
  self->row_heights_pt = g_new0 (float, MAX (n_rows, 1));
  for (guint column = 0; column < n_columns; column++)
    survey_head (self, column);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      survey_cell (self, row, column);
}

static double
find_padding (double size_pt)
{
  double part = MAX (size_pt - SIZE_MIN_PT, 0) / (SIZE_PT - SIZE_MIN_PT);

  return PADDING_MIN_PT + (PADDING_PT - PADDING_MIN_PT) * part;
}

/* What a column takes of the width with letters of @size_pt, if it needs @need_pt with letters of 9 points. */
static double
get_width (const Survey *self,
           guint         column_index,
           double        need_pt,
           double        size_pt)
{
  const HengPageTableColumn *column = heng_page_table_get_column (self->table, column_index);

  if (column->width_pt > 0)
    return column->width_pt;

  return need_pt * size_pt / SIZE_PT + 2 * find_padding (size_pt) + SCALING_ERROR_PT;
}

static double
get_hard_least (const Survey *self,
                guint         column_index,
                double        size_pt)
{
  return get_width (self, column_index, self->needs[column_index].hard_least_pt, size_pt);
}

static double
get_least (const Survey *self,
           guint         column_index,
           double        size_pt)
{
  return get_width (self, column_index, self->needs[column_index].least_pt, size_pt);
}

/* What it would like; a column with a share is content with the least, and gets its share of the rest. */
static double
get_natural (const Survey *self,
             guint         column_index,
             double        size_pt)
{
  const Need *need = &self->needs[column_index];
  gboolean has_share = heng_page_table_get_column (self->table, column_index)->share > 0;

  return get_width (self, column_index, has_share ? need->least_pt : need->natural_pt, size_pt);
}

static double
get_full (const Survey *self,
          guint         column_index,
          double        size_pt)
{
  const Need *need = &self->needs[column_index];
  gboolean has_share = heng_page_table_get_column (self->table, column_index)->share > 0;

  return get_width (self, column_index, has_share ? need->least_pt : need->full_pt, size_pt);
}

typedef struct
{
  double hard_least_pt;
  double least_pt;
  double natural_pt;
  double full_pt;
  double shares;
} Sums;

static Sums
sum_up (const Survey *self,
        double        size_pt)
{
  Sums sums = { 0 };

  for (guint i = 0; i < heng_page_table_get_n_columns (self->table); i++)
    {
      sums.hard_least_pt += get_hard_least (self, i, size_pt);
      sums.least_pt += get_least (self, i, size_pt);
      sums.natural_pt += get_natural (self, i, size_pt);
      sums.full_pt += get_full (self, i, size_pt);
      sums.shares += heng_page_table_get_column (self->table, i)->share;
    }

  return sums;
}

/* If nothing helps, numbers are broken at last, and then rather in letters that can be read. */
static double
find_size (const Survey *self)
{
  double width_pt = self->frame->width_pt;

  for (double size_pt = SIZE_PT; size_pt >= SIZE_MIN_PT; size_pt -= SIZE_STEP_PT)
    if (sum_up (self, size_pt).least_pt <= width_pt)
      return size_pt;
  for (double size_pt = SIZE_MIN_PT; size_pt >= SIZE_HARD_MIN_PT; size_pt -= SIZE_STEP_PT)
    if (sum_up (self, size_pt).hard_least_pt <= width_pt)
      return size_pt;

  return SIZE_MIN_PT;
}

/* Between @low_pt, which is a column's part of @sum_low_pt, and @high_pt, its part of @sum_high_pt. */
static double
interpolate (double width_pt,
             double low_pt,
             double sum_low_pt,
             double high_pt,
             double sum_high_pt)
{
  return low_pt + (high_pt - low_pt) * (width_pt - sum_low_pt) / (sum_high_pt - sum_low_pt);
}

/*
 * Too narrow for anything: all columns give the same part. From there on columns grow together, first
 * to the least they need, then to what their cells would like, then to what their heads would. Beyond that
 * shares divide the rest, and without shares all columns grow alike, so that a table is as wide as the
 * text around it.
 */
static double
find_width (const Survey *self,
            const Sums   *sums,
            guint         column_index,
            double        size_pt)
{
  double width_pt = self->frame->width_pt;
  double share = heng_page_table_get_column (self->table, column_index)->share;
  double hard_least_pt = get_hard_least (self, column_index, size_pt);
  double least_pt = get_least (self, column_index, size_pt);
  double natural_pt = get_natural (self, column_index, size_pt);
  double full_pt = get_full (self, column_index, size_pt);

  if (width_pt <= sums->hard_least_pt)
    return hard_least_pt * width_pt / sums->hard_least_pt;
  if (width_pt < sums->least_pt)
    return interpolate (width_pt, hard_least_pt, sums->hard_least_pt, least_pt, sums->least_pt);
  if (width_pt < sums->natural_pt)
    return interpolate (width_pt, least_pt, sums->least_pt, natural_pt, sums->natural_pt);
  if (width_pt < sums->full_pt)
    return interpolate (width_pt, natural_pt, sums->natural_pt, full_pt, sums->full_pt);
  if (sums->shares > 0)
    return full_pt + (width_pt - sums->full_pt) * share / sums->shares;

  return full_pt * width_pt / sums->full_pt;
}

/* One line of text needs no setting again: its height scales with the letters. */
static void
mark_wrapped_rows (const Survey        *self,
                   HengPageTableWidths *widths)
{
  guint n_columns = heng_page_table_get_n_columns (self->table);
  double scale = widths->size_pt / SIZE_PT;

  for (guint row = 0; row < heng_page_table_get_n_rows (self->table); row++)
    {
      gboolean is_wrapped = FALSE;

      for (guint column = 0; column < n_columns; column++)
        {
          const char *text = heng_page_table_get_cell (self->table, row, column);
          double width_pt = self->cell_widths_pt[row * n_columns + column] * scale;
          guint n_spanned = heng_page_table_get_span (self->table, row, column);

          is_wrapped = is_wrapped
                       || width_pt + SCALING_ERROR_PT / 2 > heng_page_table_widths_get (widths, column, n_spanned)
                       || (text != NULL && strchr (text, '\n') != NULL);
        }
      widths->row_height_pt[row] = is_wrapped ? -1 : (float) (self->row_heights_pt[row] * scale);
    }
}

/**
 * heng_page_table_widths_new: (skip)
 * @self: a table
 * @frame: the body it stands in
 *
 * Finds how wide the columns are. Letters of 9 points shrink to 7 before numbers, words and short
 * texts are broken; longer texts are wrapped at once. If that is not enough, texts get narrow columns, and
 * only at last are numbers broken.
 */
HengPageTableWidths *
heng_page_table_widths_new (const HengPageTable *self,
                            const HengPageFrame *frame)
{
  HengPageTableWidths *widths = g_new0 (HengPageTableWidths, 1);
  Survey survey = { .table = self, .frame = frame };
  guint n_columns = heng_page_table_get_n_columns (self);
  Sums sums;

  survey_table (&survey);
  widths->size_pt = find_size (&survey);
  widths->padding_pt = find_padding (widths->size_pt);
  widths->x_pt = g_new0 (double, n_columns + 1);
  sums = sum_up (&survey, widths->size_pt);
  for (guint i = 0; i < n_columns; i++)
    widths->x_pt[i + 1] = widths->x_pt[i] + find_width (&survey, &sums, i, widths->size_pt);
  widths->row_height_pt = g_new0 (float, MAX (heng_page_table_get_n_rows (self), 1));
  mark_wrapped_rows (&survey, widths);

  g_free (survey.needs);
  g_free (survey.cell_widths_pt);
  g_free (survey.row_heights_pt);

  return widths;
}

void
heng_page_table_widths_free (HengPageTableWidths *self)
{
  g_free (self->x_pt);
  g_free (self->row_height_pt);
  g_free (self);
}

/**
 * heng_page_table_widths_get: (skip)
 * @self: widths
 * @first_column: a column
 * @n_columns: how many from there on
 *
 * Returns: the width in points that is left for text in these columns together, without the white at their sides
 */
double
heng_page_table_widths_get (const HengPageTableWidths *self,
                            guint                      first_column,
                            guint                      n_columns)
{
  double width_pt = self->x_pt[first_column + n_columns] - self->x_pt[first_column];

  return MAX (width_pt - 2 * self->padding_pt, 1);
}

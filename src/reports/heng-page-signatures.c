// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-signatures.h"

#include "heng-page-block-private.h"
#include "heng-page-ink-private.h"

#define GAP_PT 14.0
#define COLUMN_GAP_PT 20.0
#define LABEL_GAP_PT 4.0
#define PADDING_PT 3.0
#define WRITING_HEIGHT_PT 12.0 /* white above a writing line, for a hand */
#define SEAL_DIAMETER_PT (42.0 * HENG_PAGE_PT_PER_MM)
#define SEAL_GAP_PT 12.0
#define N_COLUMNS_MAX 3

typedef struct
{
  char *name;
  char **roles;
} Party;

struct _HengPageSignatures
{
  HengPageBlock block;
  char *date_label;
  char *date_form;
  char *seal_label;
  GArray *parties;
};

/*
 * Parties stand in bands of equal numbers of columns. A band has rows across its columns: name, roles,
 * seal, date, so that the lines of neighbours are level; every row of it is a unit.
 */
typedef enum
{
  KIND_NAME,
  KIND_ROLE,
  KIND_SEAL,
  KIND_DATE,
} Kind;

typedef struct
{
  Kind kind;
  guint first_party;
  guint end_party;
  guint role_index;
} Row;

typedef struct
{
  double column_width_pt;
  GArray *rows;
} Measure;

static const HengPageStyle name_style = { 10, TRUE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT };
static const HengPageStyle label_style = { 9, FALSE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT };
static const HengPageStyle form_style = { 9, FALSE, FALSE, FALSE, HENG_PAGE_ALIGN_RIGHT };
static const HengPageStyle seal_style = { 9, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_CENTRE };

static const Party *
get_party (const HengPageSignatures *self,
           guint                     party_index)
{
  return &g_array_index (self->parties, Party, party_index);
}

static double
get_x (const Measure *measure,
       const Row     *row,
       guint          party_index)
{
  return (party_index - row->first_party) * (measure->column_width_pt + COLUMN_GAP_PT);
}

/* What stands before a writing line, or nothing where a party has fewer roles than its neighbours. */
static const char *
get_label (const HengPageSignatures *self,
           const Row                *row,
           guint                     party_index)
{
  const Party *party = get_party (self, party_index);

  if (row->kind == KIND_DATE)
    return self->date_label;
  if (row->kind == KIND_ROLE && row->role_index < g_strv_length (party->roles))
    return party->roles[row->role_index];

  return NULL;
}

static void
add_cell (const HengPageSignatures *self,
          const Measure            *measure,
          const HengPageFrame      *frame,
          const Row                *row,
          guint                     party_index,
          HengPageRow              *texts)
{
  double x_pt = get_x (measure, row, party_index);
  double width_pt = measure->column_width_pt;

  switch (row->kind)
    {
    case KIND_NAME:
      heng_page_row_add (texts, frame->typesetter, get_party (self, party_index)->name, &name_style, x_pt, width_pt);
      break;
    case KIND_SEAL:
      heng_page_row_add (texts, frame->typesetter, self->seal_label, &seal_style, x_pt,
                         MIN (SEAL_DIAMETER_PT, width_pt));
      break;
    case KIND_DATE:
      heng_page_row_add (texts, frame->typesetter, self->date_form, &form_style, x_pt, width_pt);
      G_GNUC_FALLTHROUGH;
    case KIND_ROLE:
      heng_page_row_add (texts, frame->typesetter, get_label (self, row, party_index), &label_style, x_pt, width_pt);
      break;
    default:
      g_assert_not_reached ();
    }
}

static HengPageRow *
build_signatures_row (const HengPageBlock *block,
                      gconstpointer        measure_data,
                      const HengPageFrame *frame,
                      guint                row_index)
{
  static const double padding_top_pt[] = {
    [KIND_NAME] = PADDING_PT,
    [KIND_ROLE] = WRITING_HEIGHT_PT,
    [KIND_SEAL] = SEAL_GAP_PT + SEAL_DIAMETER_PT / 2 - 7,
    [KIND_DATE] = WRITING_HEIGHT_PT,
  };
  const HengPageSignatures *self = (const HengPageSignatures *) block;
  const Measure *measure = measure_data;
  const Row *row = &g_array_index (measure->rows, Row, row_index);
  HengPageRow *texts = heng_page_row_new (padding_top_pt[row->kind], PADDING_PT);

  for (guint i = row->first_party; i < row->end_party; i++)
    add_cell (self, measure, frame, row, i, texts);

  return texts;
}

static void
add_row (Measure *measure,
         Kind     kind,
         guint    first_party,
         guint    end_party,
         guint    role_index)
{
  Row row = { kind, first_party, end_party, role_index };

  g_array_append_val (measure->rows, row);
}

static void
add_band (const HengPageSignatures *self,
          Measure                  *measure,
          guint                     first_party,
          guint                     end_party)
{
  guint n_roles_max = 0;

  for (guint i = first_party; i < end_party; i++)
    n_roles_max = MAX (n_roles_max, g_strv_length (get_party (self, i)->roles));

  add_row (measure, KIND_NAME, first_party, end_party, 0);
  for (guint i = 0; i < n_roles_max; i++)
    add_row (measure, KIND_ROLE, first_party, end_party, i);
  add_row (measure, KIND_SEAL, first_party, end_party, 0);
  add_row (measure, KIND_DATE, first_party, end_party, 0);
}

/* All parties sign on one page. If there are too many for that, each still signs and seals on one. */
static void
keep_together (const Measure       *measure,
               const HengPageFrame *frame,
               guint                first_unit)
{
  double total_pt = 0;

  for (guint i = first_unit; i < frame->units->len; i++)
    {
      const HengPageUnit *unit = &g_array_index (frame->units, HengPageUnit, i);

      total_pt += unit->height_pt + (i > first_unit ? unit->gap_pt : 0);
    }
  for (guint i = first_unit; i + 1 < frame->units->len; i++)
    {
      HengPageUnit *unit = &g_array_index (frame->units, HengPageUnit, i);
      Kind kind = g_array_index (measure->rows, Row, unit->row).kind;

      unit->keeps_with_next = kind != KIND_DATE || total_pt <= frame->height_pt;
    }
}

static gpointer
measure_signatures (const HengPageBlock *block,
                    HengPageFrame       *frame)
{
  const HengPageSignatures *self = (const HengPageSignatures *) block;
  Measure *measure = g_new0 (Measure, 1);
  guint first_unit = frame->units->len;
  guint n_bands = (self->parties->len + N_COLUMNS_MAX - 1) / N_COLUMNS_MAX;
  guint n_columns = n_bands > 0 ? (self->parties->len + n_bands - 1) / n_bands : 1;

  measure->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  /* A party alone does not sign across the whole page. */
  measure->column_width_pt = (frame->width_pt - (MAX (n_columns, 2) - 1) * COLUMN_GAP_PT) / MAX (n_columns, 2);
  for (guint first = 0; first < self->parties->len; first += n_columns)
    add_band (self, measure, first, MIN (first + n_columns, self->parties->len));

  for (guint i = 0; i < measure->rows->len; i++)
    {
      const Row *row = &g_array_index (measure->rows, Row, i);
      g_autoptr(HengPageRow) texts = build_signatures_row (block, measure, frame, i);
      double height_pt = heng_page_row_get_height (texts);

      if (row->kind == KIND_SEAL)
        height_pt = MAX (height_pt, SEAL_GAP_PT + SEAL_DIAMETER_PT);
      heng_page_frame_add_unit (frame, i, row->kind == KIND_NAME ? GAP_PT : 0, height_pt);
    }
  keep_together (measure, frame, first_unit);

  return measure;
}

static void
free_measure (gpointer data)
{
  Measure *measure = data;

  g_array_unref (measure->rows);
  g_free (measure);
}

static void
draw_seal (cairo_t *cr,
           double   x_pt,
           double   width_pt)
{
  double diameter_pt = MIN (SEAL_DIAMETER_PT, width_pt);

  heng_page_ink_set (cr, HENG_PAGE_INK_HAIRLINE);
  cairo_set_line_width (cr, HENG_PAGE_HAIRLINE_PT);
  cairo_new_path (cr);
  cairo_arc (cr, x_pt + diameter_pt / 2, SEAL_GAP_PT + SEAL_DIAMETER_PT / 2, diameter_pt / 2, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
decorate_signatures (const HengPageBlock *block,
                     gconstpointer        measure_data,
                     const HengPageFrame *frame,
                     const HengPageUnit  *unit,
                     gboolean             ends_part,
                     cairo_t             *cr)
{
  const HengPageSignatures *self = (const HengPageSignatures *) block;
  const Measure *measure = measure_data;
  const Row *row = &g_array_index (measure->rows, Row, unit->row);

  for (guint i = row->first_party; i < row->end_party; i++)
    {
      double x_pt = get_x (measure, row, i);
      const char *label = get_label (self, row, i);

      if (row->kind == KIND_SEAL)
        draw_seal (cr, x_pt, measure->column_width_pt);
      else if (label != NULL)
        {
          double label_width_pt;

          heng_page_typesetter_measure (frame->typesetter, label, &label_style, &label_width_pt, NULL);
          label_width_pt = MIN (label_width_pt + LABEL_GAP_PT, measure->column_width_pt);
          heng_page_ink_line (cr, HENG_PAGE_INK_RULE, HENG_PAGE_RULE_PT, x_pt + label_width_pt,
                              unit->height_pt - PADDING_PT, measure->column_width_pt - label_width_pt);
        }
    }
}

static void
clear_party (gpointer data)
{
  Party *party = data;

  g_free (party->name);
  g_strfreev (party->roles);
}

static void
free_signatures (HengPageBlock *block)
{
  HengPageSignatures *self = (HengPageSignatures *) block;

  g_array_unref (self->parties);
  g_free (self->date_label);
  g_free (self->date_form);
  g_free (self->seal_label);
  g_free (self);
}

/**
 * heng_page_content_add_signatures:
 * @content: a content that is not sealed
 * @date_label: what stands before the date's writing line
 * @date_form: (nullable): what is printed on that line, at its right: "年　　月　　日"
 * @seal_label: (nullable): what stands in the circle for the seal
 *
 * Returns: (transfer none): a signature block, still without parties; all of it comes on one page
 *   as long as a page can hold it
 */
HengPageSignatures *
heng_page_content_add_signatures (HengPageContent *content,
                                  const char      *date_label,
                                  const char      *date_form,
                                  const char      *seal_label)
{
  static const HengPageBlockClass klass = {
    .free = free_signatures,
    .measure = measure_signatures,
    .free_measure = free_measure,
    .build_row = build_signatures_row,
    .decorate = decorate_signatures,
  };
  HengPageSignatures *self;

  g_return_val_if_fail (content != NULL && !heng_page_content_is_sealed (content), NULL);
  g_return_val_if_fail (date_label != NULL, NULL);

  self = g_new0 (HengPageSignatures, 1);
  self->date_label = heng_page_text_dup (date_label);
  self->date_form = heng_page_text_dup (date_form);
  self->seal_label = heng_page_text_dup (seal_label);
  self->parties = g_array_new (FALSE, FALSE, sizeof (Party));
  g_array_set_clear_func (self->parties, clear_party);
  heng_page_content_take_block (content, &self->block, &klass);

  return self;
}

/**
 * heng_page_signatures_add_party:
 * @self: a signature block of a content that is not sealed
 * @name: who signs
 * @roles: (array zero-terminated=1): who signs for them, each with a writing line
 *
 * Adds a column.
 */
void
heng_page_signatures_add_party (HengPageSignatures *self,
                                const char         *name,
                                const char * const *roles)
{
  Party party;

  g_return_if_fail (self != NULL && !heng_page_content_is_sealed (self->block.content));
  g_return_if_fail (name != NULL && roles != NULL);

  party.name = heng_page_text_dup (name);
  party.roles = g_new0 (char *, g_strv_length ((char **) roles) + 1);
  for (guint i = 0; roles[i] != NULL; i++)
    party.roles[i] = heng_page_text_dup (roles[i]);
  g_array_append_val (self->parties, party);
}

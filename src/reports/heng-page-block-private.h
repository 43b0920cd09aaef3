// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"
#include "heng-page-row.h"

G_BEGIN_DECLS

/*
 * A block is one thing on a page as its author sees it: a paragraph, a table, a figure.
 * For breaking pages a block falls into units, which are never cut: a line of a paragraph, a row of
 * a table, a figure. What must not be parted from what follows says so in its units, so that breaking pages
 * needs to know nothing of any kind of block.
 */

typedef struct _HengPageBlock HengPageBlock;
typedef struct _HengPageBlockClass HengPageBlockClass;

/**
 * HengPageUnit:
 * @block_index: the block it is part of
 * @row: its row in the block
 * @first_head: the first of the units that come again at the top of a page when this one begins the page
 * @n_heads: how many of them there are
 * @height_pt: its height
 * @gap_pt: white before it, left out at the top of a page
 * @from_pt: where in its row the unit begins
 * @to_pt: where in its row the unit ends
 * @keeps_with_next: whether the next unit comes on the same page
 * @breaks_page: whether the next unit comes on a new page
 * @ends_row: whether it is all or the last part of its row
 */
typedef struct
{
  guint block_index;
  guint row;
  guint first_head;
  guint n_heads;
  double height_pt;
  double gap_pt;
  double from_pt;
  double to_pt;
  guint keeps_with_next : 1;
  guint breaks_page : 1;
  guint ends_row : 1;
} HengPageUnit;

/**
 * HengPageFrame:
 * @typesetter: what breaks lines
 * @width_pt: width of the body
 * @height_pt: height of the body
 * @units: (element-type HengPageUnit): grows while blocks are measured
 * @block_index: the block that is being measured
 */
typedef struct
{
  const HengPageTypesetter *typesetter;
  double width_pt;
  double height_pt;
  GArray *units;
  guint block_index;
} HengPageFrame;

/**
 * HengPageBlockClass:
 * @free: frees the block
 * @measure: appends the block's units and gives back what it found out for painting, to be freed by @free_measure
 * @free_measure: (nullable): frees it
 * @build_row: (nullable): sets the texts of one row again
 * @decorate: (nullable): paints what is not text: rules, figures, circles. The unit's upper left corner is at 0, 0
 */
struct _HengPageBlockClass
{
  void         (*free)         (HengPageBlock       *block);
  gpointer     (*measure)      (const HengPageBlock *block,
                                HengPageFrame       *frame);
  void         (*free_measure) (gpointer             measure);
  HengPageRow *(*build_row)    (const HengPageBlock *block,
                                gconstpointer        measure,
                                const HengPageFrame *frame,
                                guint                row);
  void         (*decorate)     (const HengPageBlock *block,
                                gconstpointer        measure,
                                const HengPageFrame *frame,
                                const HengPageUnit  *unit,
                                gboolean             ends_part,
                                cairo_t             *cr);
};

struct _HengPageBlock
{
  const HengPageBlockClass *klass;
  const HengPageContent *content;
  gboolean keeps_with_next;
};

void           heng_page_content_take_block  (HengPageContent          *self,
                                              HengPageBlock            *block,
                                              const HengPageBlockClass *klass);
gboolean       heng_page_content_is_sealed   (const HengPageContent    *self);
void           heng_page_content_seal        (HengPageContent          *self);
GPtrArray     *heng_page_content_get_blocks  (const HengPageContent    *self);
char          *heng_page_text_dup            (const char               *text) G_GNUC_WARN_UNUSED_RESULT;

HengPageUnit  *heng_page_frame_add_unit      (HengPageFrame            *self,
                                              guint                     row,
                                              double                    gap_pt,
                                              double                    height_pt);
void           heng_page_frame_add_lines     (HengPageFrame            *self,
                                              guint                     row,
                                              double                    gap_pt,
                                              const HengPageRow        *texts);

G_END_DECLS

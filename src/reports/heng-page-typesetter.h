// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-setup.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum
{
  HENG_PAGE_ALIGN_LEFT,
  HENG_PAGE_ALIGN_CENTRE,
  HENG_PAGE_ALIGN_RIGHT,
} HengPageAlign;

/**
 * HengPageStyle:
 * @size_pt: size of the letters
 * @is_bold: whether they are bold
 * @is_quiet: whether they stand back, in grey
 * @is_prose: whether lines are filled to both sides where the language does so
 * @align: where lines stand in their column
 */
typedef struct
{
  double size_pt;
  gboolean is_bold;
  gboolean is_quiet;
  gboolean is_prose;
  HengPageAlign align;
} HengPageStyle;

typedef struct _HengPageTypesetter HengPageTypesetter;

HengPageTypesetter *heng_page_typesetter_new     (const HengPageSetup      *setup) G_GNUC_WARN_UNUSED_RESULT;
void                heng_page_typesetter_free    (HengPageTypesetter       *self);
PangoLayout        *heng_page_typesetter_set     (const HengPageTypesetter *self,
                                                  const char               *text,
                                                  const HengPageStyle      *style,
                                                  double                    width_pt) G_GNUC_WARN_UNUSED_RESULT;
void                heng_page_typesetter_measure (const HengPageTypesetter *self,
                                                  const char               *text,
                                                  const HengPageStyle      *style,
                                                  double                   *out_width_pt,
                                                  double                   *out_height_pt);
double              heng_page_typesetter_measure_word
                                                 (const HengPageTypesetter *self,
                                                  const char               *text,
                                                  const HengPageStyle      *style);
gboolean            heng_page_typesetter_justifies_prose
                                                 (const HengPageTypesetter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageTypesetter, heng_page_typesetter_free)

G_END_DECLS

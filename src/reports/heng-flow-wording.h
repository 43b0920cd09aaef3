// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-figure.h"

G_BEGIN_DECLS

/** Every text of a flow diagram, in the user's language. */
typedef struct
{
  HengBook             *book;
  const HengFlowFigure *figure;
  const char           *commodity;
  char                 *title;
  char                 *subtitle;
  char                 *filter;        /* (nullable) */
  char                 *footer;
  char                 *reversed_note; /* (nullable): nothing runs against its direction */
  char                 *back_note;
  char                 *baseline_note; /* (nullable) */
  char                 *grid_error;    /* (nullable): why the arrangement of tiles is not the one asked for */
} HengFlowWording;

/** @panel, @baseline: as in #HengFlowOptions */
void heng_flow_wording_init    (HengFlowWording      *self,
                                HengBook             *book,
                                const HengFlowFigure *figure,
                                const HengFlowGraph  *graph,
                                int                   panel,
                                int                   baseline);
void heng_flow_wording_clear   (HengFlowWording      *self);

/** What only a layout knows: what went into "other", how much runs back. Returns: whether a text has become another */
gboolean heng_flow_wording_complete (HengFlowWording      *self,
                                     const HengFlowLayout *layout);

/** Texts that belong to @self. */
void heng_flow_wording_fill    (HengFlowWording *self,
                                HengFlowTexts   *texts);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengFlowWording, heng_flow_wording_clear)

G_END_DECLS

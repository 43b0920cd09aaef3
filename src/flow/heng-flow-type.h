// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/*
 * Setting of type, for measuring in the layout and for painting alike. Hinting is off and a point is a unit, so that a text
 * is as wide on the screen as on paper and the boxes found by the layout hold on every surface.
 */
typedef struct
{
  PangoContext         *context;
  PangoFontDescription *font;
  double                size_pt; /* of the font that was asked for */
} HengFlowType;

typedef struct
{
  double     size_pt;
  gboolean   is_bold;
  guint      n_lines;  /* lines it may take, from 1 */
  double     width_pt; /* to be cut at with …; below zero for no limit */
} HengFlowSetting;

void         heng_flow_type_init    (HengFlowType          *self,
                                     const char            *font);
void         heng_flow_type_clear   (HengFlowType          *self);

/* Returns: (transfer full) */
PangoLayout *heng_flow_type_set     (const HengFlowType    *self,
                                     const char            *text,
                                     const HengFlowSetting *setting) G_GNUC_WARN_UNUSED_RESULT;
void         heng_flow_type_measure (const HengFlowType    *self,
                                     const char            *text,
                                     const HengFlowSetting *setting,
                                     double                *width_pt,
                                     double                *height_pt);

/* Returns: how many lines a text takes, from 1 to those the setting allows; @width_pt: of the widest of them */
guint        heng_flow_type_wrap    (const HengFlowType    *self,
                                     const char            *text,
                                     const HengFlowSetting *setting,
                                     double                *width_pt);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengFlowType, heng_flow_type_clear)

G_END_DECLS

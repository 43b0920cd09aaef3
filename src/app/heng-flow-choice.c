// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-choice.h"

/* How many regions of a side, and what share, are offered first. */
#define LARGEST_DEFAULT 10
#define PERCENT_DEFAULT 90

void
heng_flow_choice_init (HengFlowChoice *self)
{
  *self = (HengFlowChoice) {
    .mechanism = -1,
    .middle = HENG_FLOW_MIDDLE_MECHANISM,
    .n_largest = LARGEST_DEFAULT,
    .percent = PERCENT_DEFAULT,
  };
}

void
heng_flow_choice_clear (HengFlowChoice *self)
{
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->commodity, g_free);
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    g_clear_pointer (&self->order[i], g_strfreev);
}

HengFlowChoice *
heng_flow_choice_copy (const HengFlowChoice *self)
{
  HengFlowChoice *copy = g_new (HengFlowChoice, 1);

  *copy = *self;
  copy->region = g_strdup (self->region);
  copy->commodity = g_strdup (self->commodity);
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    copy->order[i] = g_strdupv (self->order[i]);

  return copy;
}

void
heng_flow_choice_free (HengFlowChoice *self)
{
  if (self == NULL)
    return;

  heng_flow_choice_clear (self);
  g_free (self);
}

gboolean
heng_flow_choice_same_query (const HengFlowChoice *self,
                             const HengFlowChoice *other)
{
  return self->measure == other->measure && self->mechanism == other->mechanism && self->from_year == other->from_year &&
         self->to_year == other->to_year && g_strcmp0 (self->region, other->region) == 0 &&
         g_strcmp0 (self->commodity, other->commodity) == 0 &&
         (self->time == HENG_FLOW_TIME_TOGETHER) == (other->time == HENG_FLOW_TIME_TOGETHER) &&
         (self->middle == HENG_FLOW_MIDDLE_GROUP) == (other->middle == HENG_FLOW_MIDDLE_GROUP) &&
         (self->diagram == HENG_FLOW_DIAGRAM_MATRIX) == (other->diagram == HENG_FLOW_DIAGRAM_MATRIX);
}

gboolean
heng_flow_choice_is_filtered (const HengFlowChoice *self)
{
  return heng_flow_choice_count (self) > 0;
}

guint
heng_flow_choice_count (const HengFlowChoice *self)
{
  return (self->mechanism >= 0) + (self->region != NULL) + (self->from_year != 0 || self->to_year != 0) +
         (self->keep != HENG_FLOW_KEEP_ALL) + (self->commodity != NULL);
}

void
heng_flow_choice_clear_filters (HengFlowChoice *self)
{
  self->mechanism = -1;
  g_clear_pointer (&self->region, g_free);
  heng_flow_choice_set_commodity (self, NULL);
  self->from_year = 0;
  self->to_year = 0;
  self->keep = HENG_FLOW_KEEP_ALL;
}

void
heng_flow_choice_set_commodity (HengFlowChoice *self,
                                const char     *commodity)
{
  char *copy = g_strdup (commodity);

  /* An amount of the one is none of the other. */
  if (g_strcmp0 (self->commodity, commodity) != 0)
    self->amount_minor = 0;
  g_free (self->commodity);
  self->commodity = copy;
}

gboolean
heng_flow_choice_can_order (const HengFlowChoice *self)
{
  return self->diagram == HENG_FLOW_DIAGRAM_SANKEY;
}

gboolean
heng_flow_choice_has_order (const HengFlowChoice *self)
{
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    if (self->order[i] != NULL)
      return TRUE;

  return FALSE;
}

const char *
heng_flow_choice_get_view (const HengFlowChoice *self)
{
  static const char *const views[] = {
    [HENG_FLOW_MIDDLE_NONE] = "sankey",
    [HENG_FLOW_MIDDLE_MECHANISM] = "sankey-mechanism",
    [HENG_FLOW_MIDDLE_GROUP] = "sankey-programme",
  };

  return views[self->middle];
}

void
heng_flow_choice_set_order (HengFlowChoice    *self,
                            HengFlowColumn     column,
                            const char *const *order)
{
  GStrv copy = order == NULL || order[0] == NULL ? NULL : g_strdupv ((char **) order);

  g_strfreev (self->order[column]);
  self->order[column] = copy;
}

void
heng_flow_choice_fill_figure (const HengFlowChoice *self,
                              HengFlowFigure       *figure)
{
  figure->diagram = self->diagram;
  figure->query.measure = self->measure;
  figure->query.mechanism = self->mechanism;
  figure->query.from_day = self->from_year == 0 ? HENG_DAY_NONE : heng_day_new (self->from_year, 1, 1);
  figure->query.to_day = self->to_year == 0 ? HENG_DAY_NONE : heng_day_new (self->to_year, 12, 31);
  figure->query.region = self->region;
  figure->query.commodity = self->commodity;
  figure->middle = self->middle;
  figure->colouring = self->colouring;
  figure->max_nodes = self->keep == HENG_FLOW_KEEP_LARGEST ? self->n_largest : 0;
  figure->min_amount_minor = self->keep == HENG_FLOW_KEEP_AMOUNT ? self->amount_minor : 0;
  figure->min_share = self->keep == HENG_FLOW_KEEP_SHARE ? self->percent / 100.0 : 0;
  figure->is_series = self->time == HENG_FLOW_TIME_SERIES;
  /* Any year: which of them is known when the flows are. */
  figure->year = self->time != HENG_FLOW_TIME_YEAR ? 0 : self->year != 0 ? self->year : G_MAXINT;
  figure->with_difference = self->time == HENG_FLOW_TIME_YEAR && self->with_before && self->diagram == HENG_FLOW_DIAGRAM_SANKEY;
  figure->has_common_scale = self->time == HENG_FLOW_TIME_YEAR;
  if (!heng_flow_choice_can_order (self))
    return;
  figure->order_of_payers = (const char *const *) self->order[HENG_FLOW_COLUMN_PAYERS];
  figure->order_of_middles = (const char *const *) self->order[HENG_FLOW_COLUMN_MIDDLES];
  figure->order_of_receivers = (const char *const *) self->order[HENG_FLOW_COLUMN_RECEIVERS];
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: what labels say and how wide they are, and how the width is shared. */
#include "heng-flow-network-private.h"

#include <math.h>

#define MOST_LABEL_SHARE 0.24
#define MOST_INNER_EM 20.0
#define TAG_AWAY_PT 4.0

/* What a gap between layers wants at least, in the size of type; and how far apart two layers stand for what rises between them. */
#define LEAST_GAP_EM 5.0
#define MEAN_RISE_SHARE 0.7
#define MOST_RISE_SHARE 0.25

/* With less of what all gaps want the labels outside give up their amounts. */
#define LEAST_WANTED_SHARE 0.5

/* Returns: (nullable): what a node gives (below zero) and receives */
static const char *
word_amounts (HengFlowNetwork    *self,
              const HengFlowNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (self->draft->options->texts.format_amount == NULL)
    return NULL;

  if (node->paid > 0)
    g_string_append_printf (text, "−%s", heng_flow_draft_format_amount (self->draft, node->paid));
  if (node->received > 0)
    g_string_append_printf (text, "%s+%s", text->len > 0 ? "  " : "", heng_flow_draft_format_amount (self->draft, node->received));

  return heng_flow_draft_keep_string (self->draft, g_string_free (g_steal_pointer (&text), FALSE));
}

void
heng_flow_network_find_tags (HengFlowNetwork *self)
{
  guint n = self->draft->layout->nodes->len;
  HengFlowSetting setting = { .size_pt = self->label_pt, .n_lines = 1, .width_pt = -1 };
  HengFlowSetting small = { .size_pt = 0.9 * self->label_pt, .n_lines = 1, .width_pt = -1 };
  double height;

  self->tags = g_new0 (HengFlowTag, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      HengFlowTag *tag = &self->tags[i];

      tag->name = node->name;
      tag->amounts = word_amounts (self, node);
      heng_flow_type_measure (&self->draft->type, tag->name, &setting, &tag->name_pt, &height);
      if (tag->amounts != NULL)
        heng_flow_type_measure (&self->draft->type, tag->amounts, &small, &tag->amounts_pt, &height);
    }
}

static double
get_tag_width (const HengFlowNetwork *self,
               guint                  node)
{
  const HengFlowTag *tag = &self->tags[node];

  return tag->name_pt + (tag->amounts_pt > 0 ? heng_flow_network_get_tag_gap (self) + tag->amounts_pt : 0);
}

/* Returns: what the labels at the outer side of the first or last layer take: as wide as the widest that fits in full */
static double
measure_outer (HengFlowNetwork *self,
               guint            side,
               double           most,
               gboolean         with_amounts)
{
  double widest = 0;

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      if (heng_flow_network_get_outside (self, i) != (int) side)
        continue;
      /* The amounts are left out before the name is cut. */
      widest = MAX (widest, with_amounts && get_tag_width (self, i) <= most ? get_tag_width (self, i) : MIN (self->tags[i].name_pt, most));
    }

  return widest;
}

/* What the labels in a gap want: from its left layer, beside or above the bars, and from its right one, of those that take nothing. */
static double
measure_inner (HengFlowNetwork *self,
               guint            layer)
{
  double left = 0;
  double right = 0;

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      guint at = heng_flow_draft_node (self->draft, i)->column;
      double width = MIN (get_tag_width (self, i), MOST_INNER_EM * self->label_pt) + 2 * TAG_AWAY_PT;

      if (heng_flow_network_get_outside (self, i) >= 0)
        continue;
      if (at == layer && self->is_given_to[i])
        left = MAX (left, width);
      if (at == layer + 1 && !self->is_given_to[i])
        right = MAX (right, width);
    }

  return MAX (left, right) + 0.4 * MIN (left, right);
}

/* How far the links of a gap rise and fall: on average, by money, and at most. */
static double
measure_rise (HengFlowNetwork *self,
              guint            layer)
{
  double sum = 0;
  double total = 0;
  double most = 0;

  for (guint i = 0; i < self->trunks->len; i++)
    {
      const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, i);
      guint first = heng_flow_draft_node (self->draft, trunk->from)->column;
      const HengFlowBody *from;
      const HengFlowBody *to;
      double rise;

      if (first > layer || heng_flow_draft_node (self->draft, trunk->to)->column <= layer)
        continue;
      from = &self->bodies[heng_flow_network_get_stop (self, trunk, layer - first)];
      to = &self->bodies[heng_flow_network_get_stop (self, trunk, layer + 1 - first)];
      rise = fabs (from->y + from->height_pt / 2 - to->y - to->height_pt / 2);
      sum += rise * trunk->amount;
      total += trunk->amount;
      most = MAX (most, rise);
    }

  return MEAN_RISE_SHARE * (total > 0 ? sum / total : 0) + MOST_RISE_SHARE * most;
}

/* Returns: (transfer full): what each gap wants; @total: together */
static double *
find_wanted (HengFlowNetwork *self,
             double          *total)
{
  double *wanted = g_new0 (double, self->n_layers + 1);

  *total = 0;
  for (guint i = 0; i + 1 < self->n_layers; i++)
    {
      wanted[i] = MAX (LEAST_GAP_EM * self->label_pt + measure_rise (self, i), measure_inner (self, i)) +
                  self->turn_pt[self->n_layers + i] + self->turn_pt[i + 1];
      *total += wanted[i];
    }

  return wanted;
}

/* What is left of the width is shared among the gaps by what they want, whether that is more or less. */
static void
share_gaps (HengFlowNetwork *self,
            const double    *wanted,
            double           total,
            double           x0,
            double           x1)
{
  double room = x1 - x0 - self->n_layers * self->bar_pt;

  self->layer_x[0] = self->n_layers > 1 ? x0 : (x0 + x1 - self->bar_pt) / 2;
  for (guint i = 0; i + 1 < self->n_layers; i++)
    self->layer_x[i + 1] = self->layer_x[i] + self->bar_pt + wanted[i] / total * room;
}

void
heng_flow_network_find_widths (HengFlowNetwork *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double width = frame->x1 - frame->x0;
  double away = MIN (1.6 * self->label_pt, width / 24);
  guint n_nodes = self->draft->layout->nodes->len;
  double margins[2];
  double total;
  g_autofree double *wanted = find_wanted (self, &total);

  self->layer_x = g_new0 (double, self->n_layers + 1);
  for (guint with_amounts = 2; with_amounts-- > 0;)
    {
      for (guint side = 0; side < 2; side++)
        {
          double turns = self->turn_pt[side == 0 ? 0 : 2 * self->n_layers - 1];

          self->label_most_pt[side] = measure_outer (self, side, MOST_LABEL_SHARE * width, with_amounts);
          margins[side] = self->label_most_pt[side] + turns + away;
        }
      /* Names and links between the layers come before amounts outside of them. */
      if (width - margins[0] - margins[1] >= LEAST_WANTED_SHARE * total)
        break;
    }
  share_gaps (self, wanted, total, frame->x0 + margins[0], frame->x1 - margins[1]);
  self->label_x[0] = frame->x0 + self->label_most_pt[0];
  self->label_x[1] = frame->x1 - self->label_most_pt[1];
  /* A single layer stands in the middle, and its labels beside it. */
  if (self->n_layers == 1)
    self->label_x[1] = self->layer_x[0] + self->bar_pt + self->turn_pt[1] + away;

  for (guint i = 0; i < n_nodes; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      node->x0 = self->layer_x[node->column];
      node->x1 = node->x0 + self->bar_pt;
      node->y0 = self->bodies[i].y;
      node->y1 = node->y0 + self->bodies[i].height_pt;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: the labels at the outer sides of the first and the last layer. */
#include "heng-flow-isotonic.h"
#include "heng-flow-network-private.h"

#include <math.h>

/* From this distance between a bar's middle and its label on a line joins them. */
#define LEADER_PT 4.0

typedef struct
{
  int    node; /* -1: the line that counts the labels left out */
  gint64 weight;
  double y;    /* upper edge */
} Entry;

static HengFlowShape *
add_text (HengFlowNetwork *self,
          int              node,
          const char      *text,
          gboolean         is_small,
          double           x0,
          double           y0,
          double           width)
{
  /* Smaller figures sit on the line of the name. */
  double lower = is_small ? 0.09 * self->label_pt : 0;
  HengFlowShape *shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL,
                                                     is_small || node < 0 ? HENG_FLOW_INK_DIM : HENG_FLOW_INK_TEXT, text,
                                                     (is_small ? 0.9 : 1.0) * self->label_pt,
                                                     x0, y0 + lower, x0 + width, y0 + self->line_pt);

  shape->node = node;

  return shape;
}

void
heng_flow_network_draw_tag (HengFlowNetwork    *self,
                            const HengFlowSpot *spot)
{
  const HengFlowTag *tag = &self->tags[spot->node];
  HengFlowAlign align = spot->amounts_first ? HENG_FLOW_ALIGN_END : HENG_FLOW_ALIGN_START;
  HengFlowShape *shape = add_text (self, (int) spot->node, tag->name, FALSE, spot->amounts_first ? spot->x1 - spot->name_pt : spot->x0,
                                   spot->y0, spot->name_pt);

  shape->has_halo = spot->has_halo;
  shape->align = align;
  if (spot->amounts_pt > 0)
    {
      shape = add_text (self, (int) spot->node, tag->amounts, TRUE, spot->amounts_first ? spot->x0 : spot->x1 - spot->amounts_pt,
                        spot->y0, spot->amounts_pt);
      shape->has_halo = spot->has_halo;
      shape->align = align;
      /* The dim ink is too faint there. */
      if (spot->on_band)
        shape->ink = HENG_FLOW_INK_TEXT;
    }
  heng_flow_draft_add_label (self->draft, (int) spot->node, heng_flow_draft_node (self->draft, spot->node)->side, tag->name,
                             spot->x0, spot->y0, spot->x1, spot->y1);
}

static int
compare_by_weight (gconstpointer a,
                   gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;

  return first->node < second->node ? -1 : 1;
}

static int
compare_by_height (gconstpointer a,
                   gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  if (first->node < 0 || second->node < 0)
    return second->node - first->node;

  return (first->y > second->y) - (first->y < second->y);
}

/* Moves the labels of one side apart. */
static void
spread (HengFlowNetwork *self,
        GArray          *entries)
{
  const HengFlowFrame *frame = &self->draft->frame;
  guint n = entries->len;
  g_autofree double *wish = g_new (double, n + 1);
  g_autofree double *height = g_new (double, n + 1);
  g_autofree double *weight = g_new (double, n + 1);

  g_array_sort (entries, compare_by_height);
  for (guint i = 0; i < n; i++)
    {
      wish[i] = g_array_index (entries, Entry, i).y;
      height[i] = self->line_pt;
      weight[i] = g_array_index (entries, Entry, i).node < 0 ? 1e-6 : 1;
    }
  heng_flow_isotonic_place (wish, height, weight, n, 0, frame->y0, frame->y1);
  for (guint i = 0; i < n; i++)
    g_array_index (entries, Entry, i).y = wish[i];
}

static void
draw_leader (HengFlowNetwork *self,
             const Entry     *entry,
             guint            side)
{
  const HengFlowNode *node = heng_flow_draft_node (self->draft, (guint) entry->node);
  double from = (node->y0 + node->y1) / 2;
  double to = entry->y + self->line_pt / 2;
  double sign = side == 0 ? -1 : 1;
  HengFlowShape *leader;

  if (fabs (from - to) <= LEADER_PT)
    return;

  leader = heng_flow_display_add_line (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, (side == 0 ? node->x0 : node->x1) + sign * 1.5,
                                       from, self->label_x[side] - sign * 1.5, to);
  leader->node = entry->node;
  leader->stroke_pt = 0.5;
}

static void
draw_entry (HengFlowNetwork *self,
            const Entry     *entry,
            guint            side)
{
  const HengFlowTag *tag = &self->tags[entry->node];
  double most = self->label_most_pt[side] + 1e-6;
  HengFlowSpot spot = { .node = (guint) entry->node, .y0 = entry->y, .y1 = entry->y + self->line_pt, .amounts_first = side == 0,
                        .name_pt = MIN (tag->name_pt, self->label_most_pt[side]) };
  double width = spot.name_pt;

  if (tag->amounts_pt > 0 && tag->name_pt + heng_flow_network_get_tag_gap (self) + tag->amounts_pt <= most)
    {
      spot.amounts_pt = tag->amounts_pt;
      width += heng_flow_network_get_tag_gap (self) + tag->amounts_pt;
    }
  spot.x0 = side == 0 ? self->label_x[0] - width : self->label_x[1];
  spot.x1 = spot.x0 + width;
  draw_leader (self, entry, side);
  heng_flow_network_draw_tag (self, &spot);
}

static void
draw_more (HengFlowNetwork *self,
           const Entry     *entry,
           guint            n_left_out)
{
  const char *text = heng_flow_draft_format_more (self->draft, n_left_out);
  HengFlowSetting setting = { .size_pt = self->label_pt, .n_lines = 1, .width_pt = -1 };
  double width;
  double height;
  double x1;

  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);
  x1 = MIN (self->label_x[1] + width, self->draft->frame.x1);
  add_text (self, -1, text, FALSE, x1 - width, entry->y, width);
  heng_flow_draft_add_label (self->draft, -1, HENG_FLOW_SIDE_BOTH, text, x1 - width, entry->y, x1, entry->y + self->line_pt);
}

/* @n_left_out: of the other layers; the last one counts them. Returns: how many of its own are left out */
static guint
draw_outer (HengFlowNetwork *self,
            guint            side,
            guint            n_left_out)
{
  const HengFlowFrame *frame = &self->draft->frame;
  g_autoptr(GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  guint most = MAX (1, (guint) floor ((frame->y1 - frame->y0) / self->line_pt));
  guint n;

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      Entry entry = { (int) i, heng_flow_network_get_extent (self, i), (node->y0 + node->y1 - self->line_pt) / 2 };

      if (heng_flow_network_get_outside (self, i) == (int) side)
        g_array_append_val (entries, entry);
    }
  n = entries->len;
  if (n > most || (side == 1 && n_left_out > 0))
    {
      g_array_sort (entries, compare_by_weight);
      g_array_set_size (entries, MIN (n, side == 1 ? most - 1 : most));
    }
  n_left_out += n - entries->len;
  if (side == 1 && n_left_out > 0)
    {
      Entry more = { -1, 0, frame->y1 };

      g_array_append_val (entries, more);
    }
  spread (self, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->node >= 0)
        draw_entry (self, entry, side);
      else
        draw_more (self, entry, n_left_out);
    }

  return n - (entries->len - (side == 1 && n_left_out > 0));
}

void
heng_flow_network_draw_labels (HengFlowNetwork *self)
{
  guint n_left_out = self->n_layers > 1 ? draw_outer (self, 0, 0) : 0;

  for (guint layer = 1; layer + 1 < self->n_layers; layer++)
    n_left_out += heng_flow_network_draw_inner (self, layer);
  draw_outer (self, 1, n_left_out);
}

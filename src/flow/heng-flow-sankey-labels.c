// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-label-column.h"
#include "heng-flow-sankey-private.h"

#include <math.h>

/* From this distance between a bar's middle and its label on a line joins them. */
#define LEADER_PT 4.0

/* Wider than any label. */
#define UNBOUNDED_PT 1e5

/* A label and the amount beside it. */
typedef struct
{
  int         node; /* -1: the line that counts the labels left out */
  int         shown_as; /* the node's number in the finished layout */
  const char *name;
  const char *amount;
  double      name_pt; /* width */
  double      amount_pt; /* 0 when there is no room for it */
  guint       n_lines;
  double      y0, y1;
} Entry;

static double
get_amount_gap (const HengFlowSankey *self)
{
  return 0.6 * self->label_pt;
}

/* The name stands first in line for room; the amount is left out before the name runs on. */
static void
measure_entry (HengFlowSankey *self,
               Entry          *entry,
               double          most_pt)
{
  HengFlowSetting name = { .size_pt = self->label_pt, .n_lines = HENG_FLOW_MOST_NAME_LINES, .width_pt = most_pt };
  HengFlowSetting amount = { .size_pt = 0.9 * self->label_pt, .n_lines = 1, .width_pt = -1 };
  double height;

  entry->n_lines = heng_flow_type_wrap (&self->draft->type, entry->name, &name, &entry->name_pt);
  entry->amount_pt = 0;
  if (entry->amount != NULL)
    heng_flow_type_measure (&self->draft->type, entry->amount, &amount, &entry->amount_pt, &height);
  if (entry->n_lines > 1 || entry->name_pt + get_amount_gap (self) + entry->amount_pt > most_pt)
    entry->amount_pt = 0;
  entry->name_pt = MIN (entry->name_pt, most_pt);
}

static double
get_width (const HengFlowSankey *self,
           const Entry          *entry)
{
  return entry->name_pt + (entry->amount_pt > 0 ? get_amount_gap (self) + entry->amount_pt : 0);
}

/* What a node pays or receives and, against a baseline, by how much that is more or less. */
static const char *
compose_amount (HengFlowSankey     *self,
                const HengFlowNode *node)
{
  gint64 now = MAX (node->paid, node->received);
  gint64 before = MAX (node->paid_before, node->received_before);
  const char *amount = heng_flow_draft_format_amount (self->draft, now);

  if (!heng_flow_draft_has_baseline (self->draft) || now == before)
    return amount;
  if (now == 0)
    return heng_flow_draft_format_change (self->draft, -before);

  return heng_flow_draft_keep_string (self->draft,
                                      g_strdup_printf ("%s  %s", amount, heng_flow_draft_format_change (self->draft, now - before)));
}

static Entry
compose_entry (HengFlowSankey *self,
               guint           index,
               double          most_pt)
{
  const HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  Entry entry = { .node = index, .name = node->name };

  entry.shown_as = self->shown_as != NULL ? self->shown_as[index] : (int) index;
  if (self->with_amounts)
    entry.amount = compose_amount (self, node);
  measure_entry (self, &entry, most_pt);

  return entry;
}

double
heng_flow_sankey_measure_labels (HengFlowSankey       *self,
                                 const HengFlowColumn *column,
                                 double                most_pt)
{
  double widest = 0;

  for (guint i = column->first; i < column->end; i++)
    {
      Entry entry = compose_entry (self, i, most_pt);

      widest = MAX (widest, get_width (self, &entry));
    }

  return widest;
}

gboolean
heng_flow_sankey_fits (HengFlowSankey       *self,
                       const HengFlowColumn *column,
                       gboolean              with_amounts,
                       double                most_pt)
{
  gboolean had_amounts = self->with_amounts;
  double widest;

  self->with_amounts = with_amounts;
  widest = heng_flow_sankey_measure_labels (self, column, UNBOUNDED_PT);
  self->with_amounts = had_amounts;

  return widest <= most_pt;
}

/* Returns: (transfer full) (element-type Entry): as many labels as there is room for, the largest amounts, from the top down */
static GArray *
choose_entries (HengFlowSankey       *self,
                const HengFlowColumn *column)
{
  g_autoptr(GArray) all = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_autoptr(GArray) labels = g_array_new (FALSE, TRUE, sizeof (HengFlowColumnLabel));
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  guint n_left_out;

  for (guint i = column->first; i < column->end; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      Entry entry = compose_entry (self, i, column->label_width_pt);
      HengFlowColumnLabel label = { (int) i, all->len, self->extents[i], 0, entry.n_lines * self->line_pt };

      if (entry.shown_as < 0)
        continue;
      /* Beside the bar or above it, where room was kept; else across it. */
      label.y = column->room_pt > 0 ? node->y0 - label.height_pt : (node->y0 + node->y1 - label.height_pt) / 2;
      g_array_append_val (all, entry);
      g_array_append_val (labels, label);
    }
  n_left_out = heng_flow_label_column_arrange (labels, self->line_pt, self->top, self->bottom, 0, TRUE);
  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowColumnLabel *label = heng_flow_label_column_get (labels, i);
      Entry entry = { .node = -1, .shown_as = -1 };

      if (label->node >= 0)
        entry = g_array_index (all, Entry, label->index);
      else
        {
          entry.name = heng_flow_draft_format_more (self->draft, n_left_out);
          measure_entry (self, &entry, column->label_width_pt);
        }
      entry.y0 = label->y;
      entry.y1 = label->y + label->height_pt;
      g_array_append_val (entries, entry);
    }

  return entries;
}

static HengFlowShape *
add_text (HengFlowSankey *self,
          const Entry    *entry,
          gboolean        is_amount,
          double          x0,
          double          x1)
{
  double size = (is_amount ? 0.9 : 1.0) * self->label_pt;
  gboolean is_led = entry->node >= 0 && (self->is_led == NULL || self->is_led[entry->node]);
  HengFlowInk ink = is_amount || !is_led ? HENG_FLOW_INK_DIM : HENG_FLOW_INK_TEXT;
  /* Smaller figures sit on the line of the name. */
  double lower = is_amount ? 0.09 * self->label_pt : 0;
  HengFlowShape *shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, ink,
                                                     is_amount ? entry->amount : entry->name, size,
                                                     x0, entry->y0 + lower, x1, entry->y1);

  shape->node = entry->shown_as;
  shape->n_lines = entry->n_lines;

  return shape;
}

/* The name is next to the bar, the amount beyond it. */
static void
draw_outer (HengFlowSankey       *self,
            const HengFlowColumn *column,
            const Entry          *entry)
{
  gboolean is_left = column->side == HENG_FLOW_SIDE_PAYER;
  double width = get_width (self, entry);
  double x0 = is_left ? column->label_x - width : column->label_x;
  double x1 = x0 + width;

  if (entry->node >= 0 && (self->is_led == NULL || self->is_led[entry->node]))
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, entry->node);
      double from = (node->y0 + node->y1) / 2;
      double to = (entry->y0 + entry->y1) / 2;

      if (fabs (from - to) > LEADER_PT)
        {
          double near = is_left ? column->x0 - 1.5 : column->x1 + 1.5;
          double far = is_left ? x1 + 1.5 : x0 - 1.5;
          HengFlowShape *leader = heng_flow_display_add_line (self->draft->layout->display, HENG_FLOW_ROLE_LABEL,
                                                              near, from, far, to);

          leader->node = entry->shown_as;
          leader->stroke_pt = 0.5;
        }
    }
  if (is_left)
    {
      add_text (self, entry, FALSE, x1 - entry->name_pt, x1)->align = HENG_FLOW_ALIGN_END;
      if (entry->amount_pt > 0)
        add_text (self, entry, TRUE, x0, x0 + entry->amount_pt)->align = HENG_FLOW_ALIGN_END;
    }
  else
    {
      add_text (self, entry, FALSE, x0, x0 + entry->name_pt);
      if (entry->amount_pt > 0)
        add_text (self, entry, TRUE, x1 - entry->amount_pt, x1);
    }
  heng_flow_draft_add_label (self->draft, entry->shown_as, column->side, entry->name, x0, entry->y0, x1, entry->y1);
}

static void
draw_middle (HengFlowSankey       *self,
             const HengFlowColumn *column,
             const Entry          *entry)
{
  double width = get_width (self, entry);
  double x0 = (column->x0 + column->x1 - width) / 2;
  double x1 = x0 + width;
  HengFlowShape *name = add_text (self, entry, FALSE, x0, x0 + entry->name_pt);

  name->has_halo = TRUE;
  name->align = entry->n_lines > 1 ? HENG_FLOW_ALIGN_CENTRE : HENG_FLOW_ALIGN_START;
  if (entry->amount_pt > 0)
    add_text (self, entry, TRUE, x1 - entry->amount_pt, x1)->has_halo = TRUE;
  heng_flow_draft_add_label (self->draft, entry->shown_as, column->side, entry->name, x0, entry->y0, x1, entry->y1);
}

void
heng_flow_sankey_draw_labels (HengFlowSankey       *self,
                              const HengFlowColumn *column)
{
  g_autoptr(GArray) entries = choose_entries (self, column);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (column->side == HENG_FLOW_SIDE_MIDDLE)
        draw_middle (self, column, entry);
      else
        draw_outer (self, column, entry);
    }
}

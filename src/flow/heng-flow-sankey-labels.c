// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-isotonic.h"
#include "heng-flow-sankey-private.h"

#include <math.h>

/* From this distance between a bar's middle and its label on a line joins them. */
#define LEADER_PT 4.0

/* A label and the amount beside it. */
typedef struct
{
  int         node; /* -1: the line that counts the labels left out */
  int         shown_as; /* the node's number in the finished layout */
  const char *name;
  const char *amount;
  double      name_pt; /* width; what is cut to fit is narrower than the text */
  double      amount_pt; /* 0 when there is no room for it */
  gint64      weight;
  double      y; /* upper edge */
} Entry;

static HengFlowSetting
get_setting (const HengFlowSankey *self,
             double                size)
{
  return (HengFlowSetting) { .size_pt = size * self->label_pt, .n_lines = 1, .width_pt = -1 };
}

static double
get_amount_gap (const HengFlowSankey *self)
{
  return 0.6 * self->label_pt;
}

/* The name stands first in line for room; the amount is left out before the name is cut. */
static void
measure_entry (HengFlowSankey *self,
               Entry          *entry,
               double          most_pt)
{
  HengFlowSetting name = get_setting (self, 1.0);
  HengFlowSetting amount = get_setting (self, 0.9);
  double height;

  heng_flow_type_measure (&self->draft->type, entry->name, &name, &entry->name_pt, &height);
  entry->amount_pt = 0;
  if (entry->amount != NULL)
    heng_flow_type_measure (&self->draft->type, entry->amount, &amount, &entry->amount_pt, &height);
  if (entry->name_pt + get_amount_gap (self) + entry->amount_pt > most_pt)
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
  Entry entry = { .node = index, .name = node->name, .weight = self->extents[index] };

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
  widest = heng_flow_sankey_measure_labels (self, column, G_MAXINT);
  self->with_amounts = had_amounts;

  return widest <= most_pt;
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

/* Returns: (transfer full) (element-type Entry): as many labels as lines fit, the largest amounts, from the top down */
static GArray *
choose_entries (HengFlowSankey       *self,
                const HengFlowColumn *column)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  guint most = MAX (1, (guint) floor ((self->bottom - self->top) / self->line_pt));

  for (guint i = column->first; i < column->end; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      Entry entry = compose_entry (self, i, column->label_width_pt);

      if (entry.shown_as < 0)
        continue;
      /* Beside the bar or above it, where room was kept; else across it. */
      entry.y = column->room_pt > 0 ? node->y0 - self->line_pt : (node->y0 + node->y1 - self->line_pt) / 2;
      g_array_append_val (entries, entry);
    }
  if (entries->len > most)
    {
      Entry more = { .node = -1, .shown_as = -1, .y = self->bottom };
      guint n = entries->len;

      g_array_sort (entries, compare_by_weight);
      g_array_set_size (entries, most - 1);
      more.name = heng_flow_draft_format_more (self->draft, n - (most - 1));
      measure_entry (self, &more, column->label_width_pt);
      g_array_append_val (entries, more);
    }
  g_array_sort (entries, compare_by_height);

  return entries;
}

/* Moves the labels apart. */
static void
spread_entries (HengFlowSankey *self,
                GArray         *entries)
{
  guint n = entries->len;
  g_autofree double *wish = g_new (double, n + 1);
  g_autofree double *height = g_new (double, n + 1);
  g_autofree double *weight = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      wish[i] = g_array_index (entries, Entry, i).y;
      height[i] = self->line_pt;
      weight[i] = g_array_index (entries, Entry, i).node < 0 ? 1e-6 : 1;
    }
  heng_flow_isotonic_place (wish, height, weight, n, 0, self->top, self->bottom);
  for (guint i = 0; i < n; i++)
    g_array_index (entries, Entry, i).y = wish[i];
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
                                                     x0, entry->y + lower, x1, entry->y + self->line_pt);

  shape->node = entry->shown_as;

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
      double to = entry->y + self->line_pt / 2;

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
  heng_flow_draft_add_label (self->draft, entry->shown_as, column->side, entry->name, x0, entry->y, x1, entry->y + self->line_pt);
}

static void
draw_middle (HengFlowSankey       *self,
             const HengFlowColumn *column,
             const Entry          *entry)
{
  double width = get_width (self, entry);
  double x0 = (column->x0 + column->x1 - width) / 2;
  double x1 = x0 + width;

  add_text (self, entry, FALSE, x0, x0 + entry->name_pt)->has_halo = TRUE;
  if (entry->amount_pt > 0)
    add_text (self, entry, TRUE, x1 - entry->amount_pt, x1)->has_halo = TRUE;
  heng_flow_draft_add_label (self->draft, entry->shown_as, column->side, entry->name, x0, entry->y, x1, entry->y + self->line_pt);
}

void
heng_flow_sankey_draw_labels (HengFlowSankey       *self,
                              const HengFlowColumn *column)
{
  g_autoptr(GArray) entries = choose_entries (self, column);

  spread_entries (self, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (column->side == HENG_FLOW_SIDE_MIDDLE)
        draw_middle (self, column, entry);
      else
        draw_outer (self, column, entry);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-chord-private.h"
#include "heng-flow-circle.h"

#include <math.h>
#include <string.h>

/* More than this many arcs cannot be told apart; the rest is bundled. */
#define MOST_NODES 72

/* Gaps between arcs take this share of the circle at most. */
#define MOST_GAP_SHARE 0.25
#define WIDEST_GAP 0.035

#define WHOLE_WEIGHT (1 << 24)

/* One end of a link on the arc of a node. */
typedef struct
{
  guint    node;
  guint    distance; /* places clockwise to the other end's node; 0 for a loop */
  gint64   rank;     /* among links to the same node: falls at one end, rises at the other, so that they run side by side */
  guint    link;
  gboolean arrives;
} End;

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const End *first = a;
  const End *second = b;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  if (first->distance != second->distance)
    return first->distance > second->distance ? -1 : 1;
  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;

  return first->arrives - second->arrives;
}

static void
find_order (HengFlowChord *self)
{
  HengFlowLayout *layout = self->draft->layout;
  const HengFlowLayout *previous = self->draft->options->previous;
  guint n = layout->nodes->len;
  g_autofree gint64 *weight = g_new0 (gint64, (gsize) n * n + 1);
  g_autofree guint *order = g_new (guint, n + 1);
  double total = heng_flow_graph_get_total (self->draft->graph);
  gboolean resumes = previous != NULL && previous->diagram == HENG_FLOW_DIAGRAM_CHORD;
  guint n_placed = 0;

  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      gint64 share = MAX (1, (gint64) (link->amount / total * WHOLE_WEIGHT));

      weight[(gsize) link->from * n + link->to] += share;
      if (link->from != link->to)
        weight[(gsize) link->to * n + link->from] += share;
    }

  /* An earlier circle is taken up as it was, with new nodes at its end. */
  if (resumes)
    for (guint place = 0; place < previous->nodes->len; place++)
      for (guint i = 0; i < previous->nodes->len; i++)
        for (guint j = 0; heng_flow_layout_get_node (previous, i)->place == place && j < n; j++)
          if (g_str_equal (heng_flow_layout_get_node (previous, i)->id, heng_flow_draft_node (self->draft, j)->id))
            order[n_placed++] = j;
  for (guint i = 0; i < n; i++)
    {
      gboolean is_placed = FALSE;

      for (guint j = 0; j < n_placed && !is_placed; j++)
        is_placed = order[j] == i;
      if (!is_placed)
        order[n_placed++] = i;
    }
  g_assert (n_placed == n);
  heng_flow_circle_order (weight, n, resumes ? 0 : self->draft->options->n_restarts, order);
  for (guint i = 0; i < n; i++)
    heng_flow_draft_node (self->draft, order[i])->place = i;
}

/* Arcs begin at the top and go clockwise; an arc is as long as what its node gives and takes together. */
static void
place_nodes (HengFlowChord *self)
{
  guint n = self->draft->layout->nodes->len;
  double total = heng_flow_graph_get_total (self->draft->graph);
  double gap = n > 1 ? MIN (WIDEST_GAP, 2 * G_PI * MOST_GAP_SHARE / n) : 0;
  double at = -G_PI / 2 + gap / 2;

  self->angle_per_amount = (2 * G_PI - n * gap) / (2 * total);
  if (self->draft->options->full_scale > 0)
    self->angle_per_amount = MIN (self->angle_per_amount, (2 * G_PI - n * gap) / (2 * self->draft->options->full_scale));
  self->draft->layout->scale = self->angle_per_amount * self->inner_pt;
  for (guint place = 0; place < n; place++)
    for (guint i = 0; i < n; i++)
      {
        HengFlowNode *node = heng_flow_draft_node (self->draft, i);

        if (node->place != place)
          continue;
        self->arcs[i].from = at;
        at += ((double) node->paid + (double) node->received) * self->angle_per_amount;
        self->arcs[i].to = at;
        at += gap;
      }
}

static void
place_ends (HengFlowChord *self)
{
  HengFlowLayout *layout = self->draft->layout;
  guint n = layout->nodes->len;
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));
  double at = 0;

  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      guint from = heng_flow_draft_node (self->draft, link->from)->place;
      guint to = heng_flow_draft_node (self->draft, link->to)->place;
      End leaves = { link->from, (to + n - from) % n, from < to ? i : -(gint64) i, i, FALSE };
      End arrives = { link->to, (from + n - to) % n, from < to ? -(gint64) i : i, i, TRUE };

      g_array_append_val (ends, leaves);
      g_array_append_val (ends, arrives);
    }
  g_array_sort (ends, compare_ends);

  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);
      HengFlowLink *link = heng_flow_draft_link (self->draft, end->link);
      HengFlowArc *arc = end->arrives ? &self->arrivals[end->link] : &self->departures[end->link];
      double radius = end->arrives ? self->arrival_pt : self->inner_pt;
      double middle;

      if (i == 0 || end[-1].node != end->node)
        at = self->arcs[end->node].from;
      arc->from = at;
      arc->to = at += link->amount * self->angle_per_amount;
      middle = (arc->from + arc->to) / 2;
      if (end->arrives)
        {
          link->x1 = self->centre_x + radius * cos (middle);
          link->y1 = self->centre_y + radius * sin (middle);
        }
      else
        {
          link->x0 = self->centre_x + radius * cos (middle);
          link->y0 = self->centre_y + radius * sin (middle);
        }
    }
}

static void
find_circle (HengFlowChord *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double size = self->draft->type.size_pt;
  double width = frame->x1 - frame->x0;
  double height = frame->y1 - frame->y0;
  HengFlowSetting setting = { .size_pt = size, .n_lines = 1, .width_pt = -1 };
  double counted;
  double ignored;

  heng_flow_type_measure (&self->draft->type, "Ág衡", &setting, &ignored, &self->line_pt);
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      double label;

      heng_flow_type_measure (&self->draft->type, heng_flow_draft_node (self->draft, i)->name, &setting, &label, &ignored);
      self->label_pt = MAX (self->label_pt, label);
    }
  /* The line that counts the labels left out may be longer than any of them. */
  heng_flow_type_measure (&self->draft->type, heng_flow_draft_format_more (self->draft, self->draft->layout->nodes->len), &setting,
                          &counted, &ignored);
  self->label_pt = MAX (self->label_pt, counted);
  self->label_pt = MIN (self->label_pt, 0.24 * width);
  self->outer_pt = MAX (10, MIN ((height - self->line_pt) / 2, width / 2 - self->label_pt - 1.6 * size));
  self->inner_pt = self->outer_pt - MIN (0.9 * size, 0.1 * self->outer_pt);
  self->arrival_pt = 0.96 * self->inner_pt;
  self->centre_x = (frame->x0 + frame->x1) / 2;
  self->centre_y = (frame->y0 + frame->y1) / 2;
}

static void
finish_nodes (HengFlowChord *self)
{
  HengFlowLayout *layout = self->draft->layout;

  for (guint i = 0; i < layout->nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      const HengFlowShape *shape = heng_flow_chord_draw_arc (self, i);

      node->x0 = shape->x0;
      node->y0 = shape->y0;
      node->x1 = shape->x1;
      node->y1 = shape->y1;
    }
}

static int
compare_widths (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  HengFlowDraft *draft = data;
  gint64 first = heng_flow_draft_link (draft, *(const guint *) a)->amount;
  gint64 second = heng_flow_draft_link (draft, *(const guint *) b)->amount;

  return first > second ? -1 : first < second;
}

void
heng_flow_chord_lay_out (HengFlowDraft *draft)
{
  HengFlowChord self = { .draft = draft };
  HengFlowLayout *layout = draft->layout;
  guint most_nodes = draft->options->max_nodes > 0 ? MIN (draft->options->max_nodes, MOST_NODES) : MOST_NODES;
  g_autofree guint *by_width = NULL;

  heng_flow_draft_fill_one_sided (draft, most_nodes);
  self.arcs = g_new0 (HengFlowArc, layout->nodes->len + 1);
  self.departures = g_new0 (HengFlowArc, layout->links->len + 1);
  self.arrivals = g_new0 (HengFlowArc, layout->links->len + 1);
  find_circle (&self);
  find_order (&self);
  place_nodes (&self);
  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (draft, i);

      link->width = link->amount * layout->scale;
      link->is_hairline = link->width < 1;
      if (link->is_hairline)
        layout->hairline_amount = (gint64) ceil (1 / layout->scale);
    }
  place_ends (&self);

  by_width = g_new (guint, layout->links->len + 1);
  for (guint i = 0; i < layout->links->len; i++)
    by_width[i] = i;
  g_qsort_with_data (by_width, layout->links->len, sizeof (guint), compare_widths, draft);
  for (guint i = 0; i < layout->links->len; i++)
    heng_flow_chord_draw_link (&self, by_width[i]);
  finish_nodes (&self);
  heng_flow_chord_draw_labels (&self);

  g_free (self.arcs);
  g_free (self.departures);
  g_free (self.arrivals);
}

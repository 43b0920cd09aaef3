// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-chord-private.h"
#include "heng-flow-label-column.h"

#include <math.h>
#include <stdlib.h>

#define LEAST_WIDTH_PT 1.0
#define LEADER_PT 4.0

/* How far towards the centre a link bends: neighbours in a shallow bow, opposite nodes almost straight through. */
static double
get_depth (const HengFlowArc *a,
           const HengFlowArc *b)
{
  double apart = fabs ((a->from + a->to - b->from - b->to) / 2);

  if (apart > G_PI)
    apart = 2 * G_PI - apart;

  return 0.05 + 0.7 * (1 - apart / G_PI);
}

static HengFlowArc
widen (HengFlowArc arc,
       double      radius_pt)
{
  double spare = MAX (LEAST_WIDTH_PT / radius_pt - (arc.to - arc.from), 0) / 2;

  return (HengFlowArc) { arc.from - spare, arc.to + spare };
}

static void
curve_across (HengFlowChord *self,
              double         from,
              double         from_pt,
              double         to,
              double         to_pt,
              double         depth)
{
  heng_flow_display_curve_to (self->draft->layout->display,
                              self->centre_x + from_pt * depth * cos (from), self->centre_y + from_pt * depth * sin (from),
                              self->centre_x + to_pt * depth * cos (to), self->centre_y + to_pt * depth * sin (to),
                              self->centre_x + to_pt * cos (to), self->centre_y + to_pt * sin (to));
}

void
heng_flow_chord_draw_link (HengFlowChord *self,
                           guint          index)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  HengFlowArc a = widen (self->departures[index], self->inner_pt);
  HengFlowArc b = widen (self->arrivals[index], self->arrival_pt);
  double depth = get_depth (&a, &b);
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);

  shape->link = index;
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
  shape->is_hairline = link->is_hairline;
  heng_flow_display_move_to (display, self->centre_x + self->inner_pt * cos (a.from),
                             self->centre_y + self->inner_pt * sin (a.from));
  heng_flow_display_arc_to (display, self->centre_x, self->centre_y, self->inner_pt, a.from, a.to);
  curve_across (self, a.to, self->inner_pt, b.from, self->arrival_pt, depth);
  heng_flow_display_arc_to (display, self->centre_x, self->centre_y, self->arrival_pt, b.from, b.to);
  curve_across (self, b.to, self->arrival_pt, a.from, self->inner_pt, depth);
}

const HengFlowShape *
heng_flow_chord_draw_arc (HengFlowChord *self,
                          guint          index)
{
  HengFlowDisplay *display = self->draft->layout->display;
  HengFlowArc arc = widen (self->arcs[index], self->outer_pt);
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_NODE, HENG_FLOW_INK_NODE);

  shape->node = index;
  shape->is_solid = TRUE;
  heng_flow_display_move_to (display, self->centre_x + self->outer_pt * cos (arc.from),
                             self->centre_y + self->outer_pt * sin (arc.from));
  heng_flow_display_arc_to (display, self->centre_x, self->centre_y, self->outer_pt, arc.from, arc.to);
  heng_flow_display_arc_to (display, self->centre_x, self->centre_y, self->inner_pt + 1, arc.to, arc.from);

  return shape;
}

typedef struct
{
  int         node;    /* -1: the line that counts the labels left out */
  const char *text;
  double      angle;
  double      name_pt; /* width */
  guint       n_lines;
  double      y0, y1;
} Entry;

static void
measure_entry (HengFlowChord *self,
               Entry         *entry)
{
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .n_lines = HENG_FLOW_MOST_NAME_LINES, .width_pt = self->label_pt };

  entry->n_lines = heng_flow_type_wrap (&self->draft->type, entry->text, &setting, &entry->name_pt);
}

/* Returns: (transfer full): those of @entries that stay, where they stand */
static GArray *
take_entries (HengFlowChord *self,
              GArray        *entries,
              GArray        *labels,
              guint          n_left_out)
{
  GArray *taken = g_array_sized_new (FALSE, TRUE, sizeof (Entry), labels->len);

  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowColumnLabel *label = heng_flow_label_column_get (labels, i);
      Entry entry = { .node = -1 };

      if (label->node >= 0)
        entry = g_array_index (entries, Entry, label->index);
      else
        {
          entry.text = heng_flow_draft_format_more (self->draft, n_left_out);
          measure_entry (self, &entry);
        }
      entry.y0 = label->y;
      entry.y1 = label->y + label->height_pt;
      g_array_append_val (taken, entry);
    }

  return taken;
}

/* Returns: (transfer full) (element-type Entry): the labels of one half of the circle, from the top down */
static GArray *
choose_entries (HengFlowChord *self,
                gboolean       is_left)
{
  const HengFlowFrame *frame = &self->draft->frame;
  g_autoptr(GArray) labels = g_array_new (FALSE, TRUE, sizeof (HengFlowColumnLabel));
  g_autoptr(GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  guint n_left_out;

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      Entry entry = { .node = i, .text = node->name, .angle = (self->arcs[i].from + self->arcs[i].to) / 2 };
      HengFlowColumnLabel label = { .node = i };

      if ((cos (entry.angle) < 0) != is_left)
        continue;
      measure_entry (self, &entry);
      label.weight = (gint64) (((guint64) node->paid + (guint64) node->received) / 2);
      label.height_pt = entry.n_lines * self->line_pt;
      label.y = self->centre_y + (self->outer_pt + 0.4 * self->line_pt) * sin (entry.angle) - label.height_pt / 2;
      label.index = entries->len;
      g_array_append_val (entries, entry);
      g_array_append_val (labels, label);
    }
  n_left_out = heng_flow_label_column_arrange (labels, self->line_pt, frame->y0, frame->y1, 0, TRUE);
  return take_entries (self, entries, labels, n_left_out);
}

/* Where a label stands on its line. */
typedef struct
{
  double x0, x1;
} Span;

/* Returns: (nullable): what a node gives (below zero) and receives */
static const char *
word_amounts (HengFlowChord *self,
              const Entry   *entry)
{
  const HengFlowNode *node = entry->node >= 0 ? heng_flow_draft_node (self->draft, entry->node) : NULL;
  GString *text = g_string_new (NULL);

  if (node != NULL && node->paid > 0)
    g_string_append_printf (text, "−%s", heng_flow_draft_format_amount (self->draft, node->paid));
  if (node != NULL && node->received > 0)
    g_string_append_printf (text, "%s+%s", text->len > 0 ? "  " : "", heng_flow_draft_format_amount (self->draft, node->received));

  return heng_flow_draft_keep_string (self->draft, g_string_free (text, FALSE));
}

/* Puts the amounts behind the name, away from the circle. Returns: what both take; the name alone where there is no room */
static Span
draw_amounts (HengFlowChord *self,
              const Entry   *entry,
              gboolean       is_left,
              Span           name)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double size = self->draft->type.size_pt;
  const char *text = word_amounts (self, entry);
  HengFlowSetting setting = { .size_pt = 0.9 * size, .n_lines = 1, .width_pt = -1 };
  double width, height, middle = (entry->y0 + entry->y1) / 2;
  HengFlowShape *shape;
  Span span;

  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);
  span = is_left ? (Span) { name.x0 - 0.6 * size - width, name.x0 - 0.6 * size }
                 : (Span) { name.x1 + 0.6 * size, name.x1 + 0.6 * size + width };
  if (*text == 0 || entry->n_lines > 1 || span.x0 < frame->x0 || span.x1 > frame->x1)
    return name;

  shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_DIM, text, setting.size_pt,
                                      span.x0, middle - height / 2, span.x1, middle + height / 2);
  shape->node = entry->node;
  return (Span) { MIN (span.x0, name.x0), MAX (span.x1, name.x1) };
}

static void
draw_leader (HengFlowChord *self,
             const Entry   *entry,
             double         to_x)
{
  double from_x = self->centre_x + (self->outer_pt + 1.5) * cos (entry->angle);
  double from_y = self->centre_y + (self->outer_pt + 1.5) * sin (entry->angle);
  double to_y = (entry->y0 + entry->y1) / 2;
  HengFlowShape *shape;

  if (hypot (to_x - from_x, to_y - from_y) <= LEADER_PT + 0.9 * self->draft->type.size_pt)
    return;

  shape = heng_flow_display_add_line (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, from_x, from_y, to_x, to_y);
  shape->node = entry->node;
  shape->stroke_pt = 0.5;
}

static void
draw_entry (HengFlowChord *self,
            const Entry   *entry,
            gboolean       is_left)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double size = self->draft->type.size_pt;
  /* The label begins where its nearest corner clears the circle. */
  double radius = self->outer_pt + 0.9 * size;
  double off = CLAMP (self->centre_y, entry->y0, entry->y1) - self->centre_y;
  double reach = sqrt (MAX (radius * radius - off * off, 0));
  HengFlowShape *shape;
  Span name, whole;

  name.x0 = is_left ? MAX (frame->x0, self->centre_x - reach - entry->name_pt) : MIN (frame->x1 - entry->name_pt, self->centre_x + reach);
  name.x1 = name.x0 + entry->name_pt;
  shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL,
                                      entry->node >= 0 ? HENG_FLOW_INK_TEXT : HENG_FLOW_INK_DIM, entry->text, size,
                                      name.x0, entry->y0, name.x1, entry->y1);
  shape->node = entry->node;
  shape->n_lines = entry->n_lines;
  shape->align = is_left ? HENG_FLOW_ALIGN_END : HENG_FLOW_ALIGN_START;
  whole = draw_amounts (self, entry, is_left, name);
  heng_flow_draft_add_label (self->draft, entry->node, HENG_FLOW_SIDE_BOTH, entry->text, whole.x0, entry->y0, whole.x1, entry->y1);
  if (entry->node >= 0)
    draw_leader (self, entry, is_left ? name.x1 + 1.5 : name.x0 - 1.5);
}

void
heng_flow_chord_draw_labels (HengFlowChord *self)
{
  for (guint half = 0; half < 2; half++)
    {
      g_autoptr(GArray) entries = choose_entries (self, half == 0);

      for (guint i = 0; i < entries->len; i++)
        draw_entry (self, &g_array_index (entries, Entry, i), half == 0);
    }
}

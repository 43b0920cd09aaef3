// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-chord-private.h"
#include "heng-flow-isotonic.h"

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
  int     node; /* -1: the line that counts the labels left out */
  double  angle;
  double  y;    /* upper edge */
  guint64 amount;
} Entry;

static int
compare_by_amount (gconstpointer a,
                   gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  if (first->amount != second->amount)
    return first->amount > second->amount ? -1 : 1;

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
  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;

  return first->node < second->node ? -1 : 1;
}

/* Returns: (transfer full) (element-type Entry): the labels of one half of the circle, from the top down */
static GArray *
choose_entries (HengFlowChord *self,
                gboolean       is_left)
{
  const HengFlowFrame *frame = &self->draft->frame;
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint most = MAX (1, (guint) floor ((frame->y1 - frame->y0) / self->line_pt));

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      double angle = (self->arcs[i].from + self->arcs[i].to) / 2;
      Entry entry = { i, angle, 0, (guint64) node->paid + (guint64) node->received };

      entry.y = self->centre_y + (self->outer_pt + 0.4 * self->line_pt) * sin (angle) - self->line_pt / 2;
      if ((cos (angle) < 0) == is_left)
        g_array_append_val (entries, entry);
    }
  if (entries->len > most)
    {
      Entry more = { .node = -1, .y = frame->y1, .amount = entries->len - (most - 1) };

      g_array_sort (entries, compare_by_amount);
      g_array_set_size (entries, most - 1);
      g_array_append_val (entries, more);
    }
  g_array_sort (entries, compare_by_height);

  return entries;
}

static void
spread_entries (HengFlowChord *self,
                GArray        *entries)
{
  g_autofree double *wish = g_new (double, entries->len + 1);
  g_autofree double *height = g_new (double, entries->len + 1);
  g_autofree double *weight = g_new (double, entries->len + 1);

  for (guint i = 0; i < entries->len; i++)
    {
      wish[i] = g_array_index (entries, Entry, i).y;
      height[i] = self->line_pt;
      weight[i] = 1;
    }
  heng_flow_isotonic_place (wish, height, weight, entries->len, 0, self->draft->frame.y0, self->draft->frame.y1);
  for (guint i = 0; i < entries->len; i++)
    g_array_index (entries, Entry, i).y = wish[i];
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
  double width, height, middle = entry->y + self->line_pt / 2;
  HengFlowShape *shape;
  Span span;

  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);
  span = is_left ? (Span) { name.x0 - 0.6 * size - width, name.x0 - 0.6 * size }
                 : (Span) { name.x1 + 0.6 * size, name.x1 + 0.6 * size + width };
  if (*text == 0 || span.x0 < frame->x0 || span.x1 > frame->x1)
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
  double to_y = entry->y + self->line_pt / 2;
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
  const char *text = entry->node >= 0 ? heng_flow_draft_node (self->draft, entry->node)->name
                                      : heng_flow_draft_format_more (self->draft, entry->amount);
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .n_lines = 1, .width_pt = self->label_pt };
  /* The label begins where its nearest corner clears the circle. */
  double radius = self->outer_pt + 0.9 * setting.size_pt;
  double off = CLAMP (self->centre_y, entry->y, entry->y + self->line_pt) - self->centre_y;
  double reach = sqrt (MAX (radius * radius - off * off, 0));
  double width, height;
  HengFlowShape *shape;
  Span name, whole;

  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);
  name.x0 = is_left ? MAX (frame->x0, self->centre_x - reach - width) : MIN (frame->x1 - width, self->centre_x + reach);
  name.x1 = name.x0 + width;
  shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL,
                                      entry->node >= 0 ? HENG_FLOW_INK_TEXT : HENG_FLOW_INK_DIM, text, setting.size_pt,
                                      name.x0, entry->y, name.x1, entry->y + self->line_pt);
  shape->node = entry->node;
  shape->align = is_left ? HENG_FLOW_ALIGN_END : HENG_FLOW_ALIGN_START;
  whole = draw_amounts (self, entry, is_left, name);
  heng_flow_draft_add_label (self->draft, entry->node, HENG_FLOW_SIDE_BOTH, text,
                             whole.x0, entry->y, whole.x1, entry->y + self->line_pt);
  if (entry->node >= 0)
    draw_leader (self, entry, is_left ? name.x1 + 1.5 : name.x0 - 1.5);
}

void
heng_flow_chord_draw_labels (HengFlowChord *self)
{
  for (guint half = 0; half < 2; half++)
    {
      g_autoptr(GArray) entries = choose_entries (self, half == 0);

      spread_entries (self, entries);
      for (guint i = 0; i < entries->len; i++)
        draw_entry (self, &g_array_index (entries, Entry, i), half == 0);
    }
}

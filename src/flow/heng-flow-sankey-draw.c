// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sankey-private.h"

/* Links that run side by side from one bar to the next and look alike: drawn as one band, found and lit one by one. */
typedef struct
{
  guint  first; /* in `links` */
  guint  end;
  double x0, y0;
  double x1, y1;
  double width;
  guint  colour_index;
} Band;

typedef struct
{
  GArray *bands;
  GArray *links; /* guint, band after band, from the top down */
} BandList;

typedef enum
{
  HALF_WHOLE, /* from payer to receiver */
  HALF_FIRST, /* from payer to mechanism */
  HALF_SECOND,
} Half;

static double
get_start (const HengFlowLink *link,
           Half                half)
{
  return half == HALF_SECOND ? link->middle_y1 : link->y0;
}

static double
get_end (const HengFlowLink *link,
         Half                half)
{
  return half == HALF_FIRST ? link->middle_y0 : link->y1;
}

static gboolean
run_together (const HengFlowLink *a,
              const HengFlowLink *b,
              Half                half)
{
  switch (half)
    {
    case HALF_FIRST:
      return a->from == b->from && a->middle == b->middle && a->mechanism == b->mechanism && a->is_reversed == b->is_reversed;
    case HALF_SECOND:
      return a->to == b->to && a->middle == b->middle && a->mechanism == b->mechanism && a->is_reversed == b->is_reversed;
    case HALF_WHOLE:
    default:
      return FALSE;
    }
}

static void
gather_bands (HengFlowSankey *self,
              const guint    *sorted,
              Half            half,
              BandList       *list)
{
  guint n_links = self->draft->layout->links->len;
  const HengFlowColumn *from = &self->columns[half == HALF_SECOND ? 1 : 0];
  const HengFlowColumn *to = &self->columns[half == HALF_FIRST ? 1 : self->n_columns - 1];

  for (guint i = 0; i < n_links; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, sorted[i]);
      Band *band;

      if (i == 0 || heng_flow_draft_has_baseline (self->draft) ||
          !run_together (heng_flow_draft_link (self->draft, sorted[i - 1]), link, half))
        {
          Band begun = { .first = list->links->len, .x0 = from->x1, .x1 = to->x0,
                         .y0 = get_start (link, half) - link->width / 2, .y1 = get_end (link, half) - link->width / 2 };

          g_array_append_val (list->bands, begun);
        }
      g_array_append_val (list->links, sorted[i]);
      band = &g_array_index (list->bands, Band, list->bands->len - 1);
      band->end = list->links->len;
      band->width += link->width;
      band->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
    }
}

/* Thin ones last, hairlines at the very end, both colour by colour, since a painter can fill a run of them at once. */
static guint
get_class (const Band *band)
{
  if (band->width >= HENG_FLOW_LEAST_EDGED_PT)
    return 0;

  return (band->width < 1 ? 2000 : 1000) + MIN (band->colour_index, 999);
}

static int
compare_bands (gconstpointer a,
               gconstpointer b)
{
  const Band *first = a;
  const Band *second = b;

  if (get_class (first) != get_class (second))
    return get_class (first) < get_class (second) ? -1 : 1;
  if (first->width != second->width)
    return first->width > second->width ? -1 : 1;

  return first->first < second->first ? -1 : first->first > second->first;
}

static void
dress_band (HengFlowSankey     *self,
            const HengFlowLink *link,
            gboolean            is_hairline,
            HengFlowShape      *shape)
{
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
  shape->is_hairline = is_hairline;
}

static void
draw_band (HengFlowSankey *self,
           const BandList *list,
           const Band     *band)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double half_pt = band->width / 2;
  HengFlowRibbon ribbon = heng_flow_ribbon_init (band->x0, band->y0 + half_pt, band->x1, band->y1 + half_pt, band->width);
  guint first = g_array_index (list->links, guint, band->first);
  double upper = -half_pt;
  HengFlowShape *shape;

  if (heng_flow_draft_has_baseline (self->draft))
    {
      heng_flow_difference_draw_band (self, &ribbon, first);
      return;
    }

  shape = heng_flow_ribbon_add (&ribbon, -half_pt, half_pt, display);
  dress_band (self, heng_flow_draft_link (self->draft, first), band->width < 1, shape);
  if (band->end - band->first == 1)
    {
      shape->link = first;
      return;
    }

  for (guint i = band->first; i < band->end; i++)
    {
      guint index = g_array_index (list->links, guint, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, index);

      shape = heng_flow_ribbon_add (&ribbon, upper, upper + link->width, display);
      dress_band (self, link, link->is_hairline, shape);
      shape->link = index;
      shape->only_when_lit = TRUE;
      upper += link->width;
    }
}

/* Where money arrives. After all bands, which a painter can fill together. */
static void
draw_notch (HengFlowSankey *self,
            const BandList *list,
            const Band     *band)
{
  double middle = band->width / 2;
  HengFlowRibbon ribbon = heng_flow_ribbon_init (band->x0, band->y0 + middle, band->x1, band->y1 + middle, band->width);
  HengFlowShape *shape = NULL;

  if (band->x1 == self->columns[self->n_columns - 1].x0)
    shape = heng_flow_ribbon_add_notch (&ribbon, band->width, self->draft->layout->display);
  if (shape == NULL)
    return;

  shape->colour_index = band->colour_index;
  if (band->end - band->first == 1)
    shape->link = g_array_index (list->links, guint, band->first);
}

void
heng_flow_sankey_draw_bands (HengFlowSankey *self)
{
  BandList list = { g_array_new (FALSE, FALSE, sizeof (Band)), g_array_new (FALSE, FALSE, sizeof (guint)) };

  if (self->n_columns == 3)
    {
      gather_bands (self, self->by_entry, HALF_FIRST, &list);
      gather_bands (self, self->by_exit, HALF_SECOND, &list);
    }
  else
    gather_bands (self, self->by_payer, HALF_WHOLE, &list);

  /* The thick ones first, so that no thin one is buried. */
  g_array_sort (list.bands, compare_bands);
  for (guint i = 0; i < list.bands->len; i++)
    draw_band (self, &list, &g_array_index (list.bands, Band, i));
  for (guint i = 0; i < list.bands->len && !heng_flow_draft_has_baseline (self->draft); i++)
    draw_notch (self, &list, &g_array_index (list.bands, Band, i));

  g_array_unref (list.bands);
  g_array_unref (list.links);
}

void
heng_flow_sankey_draw_bars (HengFlowSankey *self)
{
  const double least = 1.0;

  if (heng_flow_draft_has_baseline (self->draft))
    {
      heng_flow_difference_draw_bars (self);
      return;
    }

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      double spare = MAX (least - (node->y1 - node->y0), 0) / 2;
      HengFlowShape *shape = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_NODE, HENG_FLOW_INK_NODE,
                                                        node->x0, node->y0 - spare, node->x1, node->y1 + spare);

      shape->node = i;
      shape->is_solid = TRUE;
      if (node->mechanism >= 0 && self->draft->options->colouring == HENG_FLOW_COLOUR_MECHANISM)
        {
          shape->ink = HENG_FLOW_INK_DATA;
          shape->colour_index = heng_flow_graph_get_mechanism (self->draft->graph, node->mechanism)->colour_index;
        }
    }
}

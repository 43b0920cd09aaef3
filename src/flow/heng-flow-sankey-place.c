// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-place.h"
#include "heng-flow-sankey-private.h"

#include <math.h>

/* Ports: the four places where links are sorted along a bar. */
typedef enum
{
  AT_PAYER,
  AT_ENTRY,
  AT_EXIT,
  AT_RECEIVER,
} Port;

typedef struct
{
  HengFlowDraft *draft;
  Port           port;
} PortSort;

static guint
get_port_node (const HengFlowLink *link,
               Port                port)
{
  switch (port)
    {
    case AT_PAYER:
      return link->from;
    case AT_RECEIVER:
      return link->to;
    case AT_ENTRY:
    case AT_EXIT:
    default:
      return link->middle;
    }
}

#define N_KEYS 4

/*
 * First by where the link goes next, then by its mark and its mechanism, then by where it goes after that. So links that run side
 * by side keep the same order at both ends and make one smooth band.
 */
static void
get_port_keys (HengFlowDraft      *draft,
               const HengFlowLink *link,
               Port                port,
               guint               keys[N_KEYS])
{
  guint payer = heng_flow_draft_node (draft, link->from)->place;
  guint receiver = heng_flow_draft_node (draft, link->to)->place;
  gboolean has_middle = link->middle >= 0;
  guint middle = has_middle ? heng_flow_draft_node (draft, link->middle)->place : 0;

  keys[1] = link->is_reversed;
  keys[2] = link->mechanism;
  switch (port)
    {
    case AT_PAYER:
      keys[0] = has_middle ? middle : receiver;
      keys[3] = receiver;
      break;
    case AT_ENTRY:
      keys[0] = payer;
      keys[3] = receiver;
      break;
    case AT_EXIT:
      keys[0] = receiver;
      keys[3] = payer;
      break;
    case AT_RECEIVER:
    default:
      keys[0] = has_middle ? middle : payer;
      keys[3] = payer;
      break;
    }
}

static int
compare_ports (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const PortSort *sort = data;
  const HengFlowLink *first = heng_flow_draft_link (sort->draft, *(const guint *) a);
  const HengFlowLink *second = heng_flow_draft_link (sort->draft, *(const guint *) b);
  guint first_node = get_port_node (first, sort->port);
  guint second_node = get_port_node (second, sort->port);
  guint first_keys[N_KEYS];
  guint second_keys[N_KEYS];

  if (first_node != second_node)
    return first_node < second_node ? -1 : 1;

  get_port_keys (sort->draft, first, sort->port, first_keys);
  get_port_keys (sort->draft, second, sort->port, second_keys);
  for (guint i = 0; i < N_KEYS; i++)
    if (first_keys[i] != second_keys[i])
      return first_keys[i] < second_keys[i] ? -1 : 1;

  return 0;
}

static double *
get_port_end (HengFlowLink *link,
              Port          port)
{
  switch (port)
    {
    case AT_PAYER:
      return &link->y0;
    case AT_ENTRY:
      return &link->middle_y0;
    case AT_EXIT:
      return &link->middle_y1;
    case AT_RECEIVER:
    default:
      return &link->y1;
    }
}

/* Returns: (transfer full): all links, node by node in the order of their ports */
static guint *
sort_port (HengFlowSankey *self,
           Port            port)
{
  GArray *links = self->draft->layout->links;
  guint *sorted = g_new (guint, links->len + 1);
  PortSort sort = { self->draft, port };
  double offset = 0;

  for (guint i = 0; i < links->len; i++)
    sorted[i] = i;
  g_qsort_with_data (sorted, links->len, sizeof (guint), compare_ports, &sort);

  for (guint i = 0; i < links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, sorted[i]);

      if (i == 0 || get_port_node (link, port) != get_port_node (heng_flow_draft_link (self->draft, sorted[i - 1]), port))
        offset = 0;
      *get_port_end (link, port) = offset + link->width / 2;
      offset += link->width;
    }

  return sorted;
}

void
heng_flow_sankey_sort_ports (HengFlowSankey *self)
{
  HengFlowLayout *layout = self->draft->layout;
  const HengFlowColumn *left = &self->columns[0];
  const HengFlowColumn *right = &self->columns[self->n_columns - 1];

  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      link->width = heng_flow_sankey_get_extent (link) * self->scale;
      link->is_hairline = link->width < 1;
      link->x0 = left->x1;
      link->x1 = right->x0;
      if (link->is_hairline)
        layout->hairline_amount = (gint64) ceil (1 / self->scale);
    }
  self->by_payer = sort_port (self, AT_PAYER);
  self->by_receiver = sort_port (self, AT_RECEIVER);
  if (self->n_columns == 3)
    {
      self->by_entry = sort_port (self, AT_ENTRY);
      self->by_exit = sort_port (self, AT_EXIT);
    }
}

/* Each link pulls its bars level, in the three-column form once on either side of the mechanism. */
static GArray *
list_ties (HengFlowSankey *self)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (HengFlowTie));

  for (guint i = 0; i < self->draft->layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      HengFlowTie whole = { link->from, link->to, link->y0, link->y1, link->width };
      HengFlowTie first = { link->from, link->middle, link->y0, link->middle_y0, link->width };
      HengFlowTie second = { link->middle, link->to, link->middle_y1, link->y1, link->width };

      if (link->middle < 0)
        g_array_append_val (ties, whole);
      else
        {
          g_array_append_val (ties, first);
          g_array_append_val (ties, second);
        }
    }

  return ties;
}

void
heng_flow_sankey_take_places (HengFlowSankey *self,
                              const double   *upper)
{
  HengFlowLayout *layout = self->draft->layout;

  for (guint i = 0; i < layout->nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      const HengFlowColumn *column = &self->columns[node->column];

      node->x0 = column->x0;
      node->x1 = column->x1;
      node->y0 = upper[i];
      node->y1 = upper[i] + self->extents[i] * self->scale;
    }
  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      link->y0 += upper[link->from];
      link->y1 += upper[link->to];
      if (link->middle >= 0)
        {
          link->middle_y0 += upper[link->middle];
          link->middle_y1 += upper[link->middle];
        }
    }
}

void
heng_flow_sankey_place (HengFlowSankey *self)
{
  guint n_nodes = self->draft->layout->nodes->len;
  g_autofree HengFlowBody *bodies = g_new0 (HengFlowBody, n_nodes + 1);
  g_autofree double *upper = g_new0 (double, n_nodes + 1);
  g_autofree double *rooms = heng_flow_sankey_find_rooms (self);
  g_autoptr(GArray) ties = list_ties (self);
  double gaps[HENG_FLOW_MOST_COLUMNS];

  for (guint i = 0; i < self->n_columns; i++)
    gaps[i] = self->columns[i].gap_pt;
  for (guint i = 0; i < n_nodes; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      bodies[i].layer = node->column;
      bodies[i].place = node->place;
      bodies[i].height_pt = self->extents[i] * self->scale;
      bodies[i].room_pt = rooms[i];
    }
  heng_flow_place_bodies (bodies, n_nodes, (const HengFlowTie *) ties->data, ties->len, gaps, self->n_columns,
                          self->top, self->bottom);
  for (guint i = 0; i < n_nodes; i++)
    upper[i] = bodies[i].y;
  heng_flow_sankey_take_places (self, upper);
}

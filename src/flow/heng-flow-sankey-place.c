// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-isotonic.h"
#include "heng-flow-sankey-private.h"

#include <math.h>

#define MOST_ROUNDS 200
#define STILL_PT 1e-7

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

/*
 * First by where the link goes next, then by its mark, then by where it goes after that. So links that run side by side keep
 * the same order at both ends and make one smooth band.
 */
static void
get_port_keys (HengFlowDraft      *draft,
               const HengFlowLink *link,
               Port                port,
               guint               keys[3])
{
  guint payer = heng_flow_draft_node (draft, link->from)->place;
  guint receiver = heng_flow_draft_node (draft, link->to)->place;
  gboolean has_middle = link->middle >= 0;
  guint middle = has_middle ? heng_flow_draft_node (draft, link->middle)->place : link->mechanism;

  keys[1] = link->is_reversed;
  switch (port)
    {
    case AT_PAYER:
      keys[0] = has_middle ? middle : receiver;
      keys[2] = has_middle ? receiver : middle;
      break;
    case AT_ENTRY:
      keys[0] = payer;
      keys[2] = receiver;
      break;
    case AT_EXIT:
      keys[0] = receiver;
      keys[2] = payer;
      break;
    case AT_RECEIVER:
    default:
      keys[0] = has_middle ? middle : payer;
      keys[2] = has_middle ? payer : middle;
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
  guint first_keys[3];
  guint second_keys[3];

  if (first_node != second_node)
    return first_node < second_node ? -1 : 1;

  get_port_keys (sort->draft, first, sort->port, first_keys);
  get_port_keys (sort->draft, second, sort->port, second_keys);
  for (guint i = 0; i < 3; i++)
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

      link->width = link->amount * self->scale;
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

/* Where the bars of one column would best begin: for each the mean of its links' far ends, less where they leave it. */
static void
gather_wishes (HengFlowSankey *self,
               guint           at,
               const double   *y,
               double         *wish,
               double         *weight)
{
  const HengFlowColumn *column = &self->columns[at];
  GArray *links = self->draft->layout->links;

  for (guint i = column->first; i < column->end; i++)
    wish[i] = weight[i] = 0;
  for (guint i = 0; i < links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      gboolean has_middle = self->n_columns == 3;

      if (at == 0)
        wish[link->from] += link->width * ((has_middle ? y[link->middle] + link->middle_y0 : y[link->to] + link->y1) - link->y0);
      else if (at == self->n_columns - 1)
        wish[link->to] += link->width * ((has_middle ? y[link->middle] + link->middle_y1 : y[link->from] + link->y0) - link->y1);
      else
        wish[link->middle] += link->width * (y[link->from] + link->y0 - link->middle_y0 + y[link->to] + link->y1 -
                                             link->middle_y1);
      if (at == 0)
        weight[link->from] += link->width;
      else if (at == self->n_columns - 1)
        weight[link->to] += link->width;
      else
        weight[link->middle] += 2 * link->width;
    }
  for (guint i = column->first; i < column->end; i++)
    wish[i] = weight[i] > 0 ? wish[i] / weight[i] : y[i];
}

/* Room for one column's numbers, by place rather than by node. */
typedef struct
{
  double *wish;
  double *height;
  double *weight;
  guint  *node;
} Stack;

static void
load_stack (HengFlowSankey *self,
            guint           at,
            const double   *wish,
            const double   *weight,
            Stack          *stack)
{
  const HengFlowColumn *column = &self->columns[at];

  for (guint i = column->first; i < column->end; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      stack->node[node->place] = i;
      stack->wish[node->place] = wish[i] - column->room_pt;
      stack->weight[node->place] = MAX (weight[i], 1e-12);
      stack->height[node->place] = MAX (node->paid, node->received) * self->scale + column->room_pt;
    }
}

/* Places one column while the others stand. Returns: the furthest any bar moved */
static double
place_column (HengFlowSankey *self,
              guint           at,
              double         *y,
              const double   *wish,
              const double   *weight,
              Stack          *stack)
{
  const HengFlowColumn *column = &self->columns[at];
  guint n = column->end - column->first;
  double furthest = 0;

  load_stack (self, at, wish, weight, stack);
  heng_flow_isotonic_place (stack->wish, stack->height, stack->weight, n, column->gap_pt, self->top, self->bottom);
  for (guint i = 0; i < n; i++)
    {
      double moved = stack->wish[i] + column->room_pt;

      furthest = MAX (furthest, fabs (moved - y[stack->node[i]]));
      y[stack->node[i]] = moved;
    }

  return furthest;
}

static void
take_places (HengFlowSankey *self,
             const double   *y)
{
  HengFlowLayout *layout = self->draft->layout;

  for (guint i = 0; i < layout->nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      const HengFlowColumn *column = &self->columns[node->column];

      node->x0 = column->x0;
      node->x1 = column->x1;
      node->y0 = y[i];
      node->y1 = y[i] + MAX (node->paid, node->received) * self->scale;
    }
  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      link->y0 += y[link->from];
      link->y1 += y[link->to];
      if (link->middle >= 0)
        {
          link->middle_y0 += y[link->middle];
          link->middle_y1 += y[link->middle];
        }
    }
}

void
heng_flow_sankey_place (HengFlowSankey *self)
{
  guint n_nodes = self->draft->layout->nodes->len;
  g_autofree double *y = g_new0 (double, n_nodes + 1);
  g_autofree double *wish = g_new0 (double, n_nodes + 1);
  g_autofree double *weight = g_new0 (double, n_nodes + 1);
  g_autofree double *stack_numbers = g_new0 (double, 3 * (n_nodes + 1));
  g_autofree guint *stack_nodes = g_new0 (guint, n_nodes + 1);
  Stack stack = { stack_numbers, stack_numbers + n_nodes + 1, stack_numbers + 2 * (n_nodes + 1), stack_nodes };

  /* First all bars of a column as one block in the middle of the height, since all wish for the same place. */
  for (guint i = 0; i < n_nodes; i++)
    wish[i] = weight[i] = 1;
  for (guint at = 0; at < self->n_columns; at++)
    {
      const HengFlowColumn *column = &self->columns[at];
      double height = -column->gap_pt;

      load_stack (self, at, wish, weight, &stack);
      for (guint i = 0; i < column->end - column->first; i++)
        height += stack.height[i] + column->gap_pt;
      height = (self->top + self->bottom - height) / 2;
      for (guint i = 0; i < column->end - column->first; i++)
        {
          y[stack.node[i]] = height + column->room_pt;
          height += stack.height[i] + column->gap_pt;
        }
    }

  /* Each step is exact and the sum of squares is convex, so the rounds end at the best of all places. */
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      double furthest = 0;

      for (guint at = 0; at < self->n_columns; at++)
        {
          gather_wishes (self, at, y, wish, weight);
          furthest = MAX (furthest, place_column (self, at, y, wish, weight, &stack));
        }
      if (furthest < STILL_PT)
        break;
    }
  take_places (self, y);
}

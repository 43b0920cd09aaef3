// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout-private.h"
#include "heng-flow-painter.h"

struct _HengFlowHighlight
{
  const HengFlowLayout *layout; /* only its graph of nodes and links is read, and only while lighting */
  guint8               *links;
  guint8               *nodes;
  guint                 n_links;
  guint                 n_nodes;
};

HengFlowHighlight *
heng_flow_highlight_new (const HengFlowLayout *layout)
{
  HengFlowHighlight *self;

  g_return_val_if_fail (layout != NULL, NULL);

  self = g_new0 (HengFlowHighlight, 1);
  self->layout = heng_flow_layout_ref ((HengFlowLayout *) layout);
  self->n_links = heng_flow_layout_get_n_links (layout);
  self->n_nodes = heng_flow_layout_get_n_nodes (layout);
  self->links = g_new0 (guint8, self->n_links + 1);
  self->nodes = g_new0 (guint8, self->n_nodes + 1);

  return self;
}

void
heng_flow_highlight_free (HengFlowHighlight *self)
{
  if (self == NULL)
    return;

  heng_flow_layout_unref ((HengFlowLayout *) self->layout);
  g_free (self->links);
  g_free (self->nodes);
  g_free (self);
}

void
heng_flow_highlight_add_link (HengFlowHighlight *self,
                              guint              link)
{
  const HengFlowLink *lit;

  g_return_if_fail (self != NULL && link < self->n_links);

  lit = heng_flow_layout_get_link (self->layout, link);
  self->links[link] = TRUE;
  self->nodes[lit->from] = TRUE;
  self->nodes[lit->to] = TRUE;
  if (lit->middle >= 0)
    self->nodes[lit->middle] = TRUE;
}

void
heng_flow_highlight_add_node (HengFlowHighlight *self,
                              guint              node)
{
  g_return_if_fail (self != NULL && node < self->n_nodes);

  self->nodes[node] = TRUE;
  for (guint i = 0; i < self->n_links; i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (self->layout, i);

      if (link->from == node || link->to == node || link->middle == (int) node)
        heng_flow_highlight_add_link (self, i);
    }
}

gboolean
heng_flow_highlight_has_link (const HengFlowHighlight *self,
                              guint                    link)
{
  g_return_val_if_fail (self != NULL && link < self->n_links, FALSE);

  return self->links[link];
}

gboolean
heng_flow_highlight_has_node (const HengFlowHighlight *self,
                              guint                    node)
{
  g_return_val_if_fail (self != NULL && node < self->n_nodes, FALSE);

  return self->nodes[node];
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-motion.h"

#include "heng-flow-display-private.h"

struct _HengFlowMotion
{
  HengFlowLayout  *before;
  HengFlowLayout  *after;
  GArray          *partners; /* (element-type int): per shape of the later display, its partner in the earlier one or -1 */
  HengFlowDisplay *frame;    /* (nullable) */
};

/* The first panel that is drawn: a year that takes another's place is the same picture. */
static guint
get_first_panel (const HengFlowLayout *layout)
{
  guint first = G_MAXUINT;

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    first = MIN (first, heng_flow_layout_get_node (layout, i)->panel);

  return first;
}

/* What a shape is of, in words that hold in every layout of the same flows. Returns: (transfer full) (nullable): a page's, a grid's */
static char *
name_shape (const HengFlowLayout *layout,
            guint                 first_panel,
            const HengFlowShape  *shape)
{
  HengFlowGraph *graph = heng_flow_layout_get_graph (layout);

  if (shape->link >= 0)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, (guint) shape->link);
      const char *middle = link->middle < 0 ? "" : heng_flow_layout_get_node (layout, (guint) link->middle)->id;

      return g_strdup_printf ("%u %u %u %s>%s>%s>%s %d", shape->kind, shape->role, link->panel - first_panel,
                              heng_flow_layout_get_node (layout, link->from)->id,
                              heng_flow_graph_get_mechanism (graph, link->mechanism)->id, middle,
                              heng_flow_layout_get_node (layout, link->to)->id, link->is_reversed);
    }
  if (shape->node >= 0)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, (guint) shape->node);

      return g_strdup_printf ("%u %u %u %u %s", shape->kind, shape->role, node->panel - first_panel, node->side, node->id);
    }

  return NULL;
}

/* Several shapes may be of one thing: the first is the partner of the first. Returns: (transfer full) (nullable) */
static char *
number_shape (const HengFlowLayout *layout,
              guint                 first_panel,
              const HengFlowShape  *shape,
              GHashTable           *counts)
{
  g_autofree char *name = name_shape (layout, first_panel, shape);
  guint n;

  if (name == NULL)
    return NULL;

  n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1;
  g_hash_table_insert (counts, g_strdup (name), GUINT_TO_POINTER (n));

  return g_strdup_printf ("%s #%u", name, n);
}

static GHashTable *
index_shapes (const HengFlowLayout *layout)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint first_panel = get_first_panel (layout);
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      char *name = number_shape (layout, first_panel, heng_flow_display_get_shape (display, i), counts);

      if (name != NULL)
        g_hash_table_insert (index, name, GUINT_TO_POINTER (i + 1));
    }

  return index;
}

/* Whether one path turns into the other by moving its points. */
static gboolean
is_alike (const HengFlowDisplay *before,
          guint                  first,
          const HengFlowDisplay *after,
          guint                  second)
{
  guint n_before;
  guint n_after;
  const HengFlowStep *from = heng_flow_display_get_path (before, first, &n_before);
  const HengFlowStep *to = heng_flow_display_get_path (after, second, &n_after);

  if (n_before != n_after)
    return FALSE;
  for (guint i = 0; i < n_after; i++)
    if (from[i].kind != to[i].kind)
      return FALSE;

  return TRUE;
}

/* Returns: how many shapes have a partner */
static guint
find_partners (HengFlowMotion *self)
{
  const HengFlowDisplay *before = heng_flow_layout_get_display (self->before);
  const HengFlowDisplay *after = heng_flow_layout_get_display (self->after);
  g_autoptr (GHashTable) index = index_shapes (self->before);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint first_panel = get_first_panel (self->after);
  guint n = 0;

  for (guint i = 0; i < heng_flow_display_get_n_shapes (after); i++)
    {
      g_autofree char *name = number_shape (self->after, first_panel, heng_flow_display_get_shape (after, i), counts);
      int partner = name == NULL ? -1 : GPOINTER_TO_INT (g_hash_table_lookup (index, name)) - 1;

      if (partner >= 0 && !is_alike (before, (guint) partner, after, i))
        partner = -1;
      n += partner >= 0;
      g_array_append_val (self->partners, partner);
    }

  return n;
}

HengFlowMotion *
heng_flow_motion_new (HengFlowLayout *before,
                      HengFlowLayout *after)
{
  g_autoptr (HengFlowMotion) self = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  if (before == after || heng_flow_layout_get_diagram (before) != heng_flow_layout_get_diagram (after) ||
      heng_flow_display_get_n_shapes (heng_flow_layout_get_display (before)) > HENG_FLOW_MOTION_SHAPES_MAX ||
      heng_flow_display_get_n_shapes (heng_flow_layout_get_display (after)) > HENG_FLOW_MOTION_SHAPES_MAX)
    return NULL;

  self = g_new0 (HengFlowMotion, 1);
  self->before = heng_flow_layout_ref (before);
  self->after = heng_flow_layout_ref (after);
  self->partners = g_array_new (FALSE, FALSE, sizeof (int));

  return find_partners (self) == 0 ? NULL : g_steal_pointer (&self);
}

void
heng_flow_motion_free (HengFlowMotion *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->frame, heng_flow_display_free);
  g_array_unref (self->partners);
  heng_flow_layout_unref (self->before);
  heng_flow_layout_unref (self->after);
  g_free (self);
}

static double
mix (double before,
     double after,
     double progress)
{
  return before + (after - before) * progress;
}

/* Copies shape @i of the later display to the frame, on its way from @partner (nullable). */
static void
add_shape (HengFlowMotion      *self,
           guint                i,
           const HengFlowShape *partner,
           const HengFlowStep  *partner_steps,
           double               progress)
{
  const HengFlowDisplay *after = heng_flow_layout_get_display (self->after);
  const HengFlowShape *shape = heng_flow_display_get_shape (after, i);
  guint n;
  const HengFlowStep *steps = heng_flow_display_get_path (after, i, &n);
  HengFlowShape *copy;

  if (shape->kind == HENG_FLOW_SHAPE_TEXT)
    copy = heng_flow_display_add_text (self->frame, shape->role, shape->ink, shape->text, shape->size_pt, 0, 0, 0, 0);
  else
    copy = heng_flow_display_add (self->frame, shape->kind, shape->role, shape->ink);
  {
    const char *text = copy->text;

    *copy = *shape;
    copy->text = text;
  }
  if (partner == NULL)
    {
      partner = shape;
      partner_steps = steps;
    }
  copy->x0 = mix (partner->x0, shape->x0, progress);
  copy->y0 = mix (partner->y0, shape->y0, progress);
  copy->x1 = mix (partner->x1, shape->x1, progress);
  copy->y1 = mix (partner->y1, shape->y1, progress);
  copy->thickness_pt = mix (partner->thickness_pt, shape->thickness_pt, progress);
  copy->anchor_x = mix (partner->anchor_x, shape->anchor_x, progress);
  copy->anchor_y = mix (partner->anchor_y, shape->anchor_y, progress);
  for (guint step = 0; step < n; step++)
    {
      double x = mix (partner_steps[step].x, steps[step].x, progress);
      double y = mix (partner_steps[step].y, steps[step].y, progress);

      heng_flow_display_add_step (self->frame, steps[step].kind, x, y);
    }
}

const HengFlowDisplay *
heng_flow_motion_at (HengFlowMotion *self,
                     double          progress)
{
  const HengFlowDisplay *before;
  const HengFlowDisplay *after;
  double width;
  double height;

  g_return_val_if_fail (self != NULL, NULL);

  before = heng_flow_layout_get_display (self->before);
  after = heng_flow_layout_get_display (self->after);
  progress = CLAMP (progress, 0, 1);
  heng_flow_display_get_size (after, &width, &height);
  g_clear_pointer (&self->frame, heng_flow_display_free);
  self->frame = heng_flow_display_new (heng_flow_display_get_font (after), width, height);
  for (guint i = 0; i < self->partners->len; i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (after, i);
      int partner = g_array_index (self->partners, int, i);
      guint n;

      if (partner >= 0)
        add_shape (self, i, heng_flow_display_get_shape (before, (guint) partner),
                   heng_flow_display_get_path (before, (guint) partner, &n), progress);
      else if (progress >= 0.5 || (shape->link < 0 && shape->node < 0))
        add_shape (self, i, NULL, NULL, progress);
    }

  return self->frame;
}

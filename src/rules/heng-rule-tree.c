// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rule-tree.h"

HengNode *
heng_node_new (HengNodeKind kind,
               guint        start)
{
  HengNode *self = g_new0 (HengNode, 1);

  self->kind = kind;
  self->start = start;
  self->depth = 1;
  self->reach = 1;
  heng_number_init (&self->number);
  return self;
}

void
heng_node_free (HengNode *self)
{
  if (self == NULL)
    return;

  heng_number_clear (&self->number);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->comparisons, g_array_unref);
  g_free (self);
}

void
heng_node_add (HengNode *self,
               HengNode *child)
{
  g_assert (child != NULL);

  if (self->children == NULL)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_node_free);
  g_ptr_array_add (self->children, child);
  self->depth = MAX (self->depth, child->depth + 1);
  self->reach = MAX (self->reach, child->reach + 1);
}

HengNode *
heng_node_get (const HengNode *self,
               guint           index)
{
  g_assert (self->children != NULL && index < self->children->len);

  return g_ptr_array_index (self->children, index);
}

static void
side_member_clear (gpointer data)
{
  HengSideMember *member = data;

  heng_node_free (member->weight);
}

HengStatement *
heng_statement_new (const char *text)
{
  HengStatement *self = g_new0 (HengStatement, 1);

  self->text = g_strdup (text);
  self->payers = g_array_new (FALSE, TRUE, sizeof (HengSideMember));
  self->receivers = g_array_new (FALSE, TRUE, sizeof (HengSideMember));
  g_array_set_clear_func (self->payers, side_member_clear);
  g_array_set_clear_func (self->receivers, side_member_clear);
  return self;
}

void
heng_statement_free (HengStatement *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->name);
  g_array_unref (self->payers);
  g_array_unref (self->receivers);
  heng_node_free (self->value);
  g_free (self->unit);
  heng_node_free (self->condition);
  g_free (self->reason);
  g_free (self);
}

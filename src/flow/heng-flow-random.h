// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Marsaglia's 32-bit xorshift (13, 17, 5). Random steps of a layout come from a fixed seed, never from the clock: the same
 * flows must give the same drawing in every office.
 */
typedef struct
{
  guint32 state;
} HengFlowRandom;

static inline guint32
heng_flow_random_next (HengFlowRandom *self)
{
  self->state ^= self->state << 13;
  self->state ^= self->state >> 17;
  self->state ^= self->state << 5;

  return self->state;
}

static inline HengFlowRandom
heng_flow_random_seeded (guint32 seed)
{
  HengFlowRandom self = { seed * 2654435761u };

  if (self.state == 0)
    self.state = 1;
  for (int i = 0; i < 8; i++)
    heng_flow_random_next (&self);

  return self;
}

/* Returns: a number from 0 to n - 1 */
static inline guint
heng_flow_random_below (HengFlowRandom *self,
                        guint           n)
{
  return ((guint64) heng_flow_random_next (self) * n) >> 32;
}

G_END_DECLS

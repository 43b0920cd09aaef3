// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-relay.h"

/* One is made, one is worked on, one lies between. */
#define N_PIECES 3

struct _HengRelay
{
  GThread      *thread;
  GAsyncQueue  *full;  /* pieces; at last the relay itself, for the end */
  GAsyncQueue  *empty;
  HengRelayFunc func;
  gpointer      data;
};

static gpointer
work_in_thread (gpointer data)
{
  HengRelay *self = data;
  gpointer piece;

  while ((piece = g_async_queue_pop (self->full)) != data)
    {
      self->func (piece, self->data);
      g_async_queue_push (self->empty, piece);
    }

  return NULL;
}

HengRelay *
heng_relay_new (const char     *name,
                gpointer      (*make_piece) (void),
                GDestroyNotify  free_piece,
                HengRelayFunc   func,
                gpointer        data)
{
  HengRelay *self = g_new0 (HengRelay, 1);

  self->func = func;
  self->data = data;
  self->full = g_async_queue_new ();
  self->empty = g_async_queue_new_full (free_piece);
  for (guint i = 1; i < N_PIECES; i++)
    g_async_queue_push (self->empty, make_piece ());
  self->thread = g_thread_new (name, work_in_thread, self);
  return self;
}

gpointer
heng_relay_hand_over (HengRelay *self,
                      gpointer   piece)
{
  g_async_queue_push (self->full, piece);
  return g_async_queue_pop (self->empty);
}

void
heng_relay_finish (HengRelay *self)
{
  if (self == NULL)
    return;

  g_async_queue_push (self->full, self);
  g_thread_join (self->thread);
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->empty);
  g_free (self);
}

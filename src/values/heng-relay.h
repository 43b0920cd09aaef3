// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HengRelay: pieces of work, handed over to a thread in their order, while the next is made. Few pieces go round, so that whoever is faster
 * waits for the other.
 */
typedef struct _HengRelay HengRelay;

/** Works on @piece, in the thread, and empties it. */
typedef void (*HengRelayFunc) (gpointer piece,
                               gpointer data);

/**
 * @name: the thread's, at most 15 bytes
 * @make_piece, @free_piece: an empty piece
 * @data: to stay until heng_relay_finish(); the thread's until then, as is all that @func touches
 */
HengRelay *heng_relay_new       (const char     *name,
                                 gpointer      (*make_piece) (void),
                                 GDestroyNotify  free_piece,
                                 HengRelayFunc   func,
                                 gpointer        data);
/** Takes @piece. Returns: (transfer full): an empty one, instead of it */
gpointer   heng_relay_hand_over (HengRelay      *self,
                                 gpointer        piece);
/** Waits until everything is worked on, and frees. @self: (nullable) */
void       heng_relay_finish    (HengRelay      *self);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengHeadLink: the head of a book as pages state it, in short; pressed, it shows the state of the book, where it is verified. */
#define HENG_TYPE_HEAD_LINK (heng_head_link_get_type ())
G_DECLARE_FINAL_TYPE (HengHeadLink, heng_head_link, HENG, HEAD_LINK, GtkWidget)

void heng_head_link_set_session (HengHeadLink *self,
                                 HengSession  *session);

G_END_DECLS

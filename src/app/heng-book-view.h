// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengBookView: the pages of one book, beside the list to choose among them. Emits `head-changed` when what the header bar says of the
 * page has changed.
 */
#define HENG_TYPE_BOOK_VIEW (heng_book_view_get_type ())
G_DECLARE_FINAL_TYPE (HengBookView, heng_book_view, HENG, BOOK_VIEW, GtkWidget)

HengBookView *heng_book_view_new               (HengSession  *session);
/** @name: `overview`, `agreements`, `data`, `settlements`, `balances` or `flows` */
void          heng_book_view_show_page         (HengBookView *self,
                                                const char   *name);
void          heng_book_view_show_agreement    (HengBookView *self,
                                                const char   *code);
/** Lists the settlements of one agreement. */
void          heng_book_view_show_settlements  (HengBookView *self,
                                                const char   *code);
void          heng_book_view_search            (HengBookView *self);

/** What the page on screen shows, and its one verb for the header bar. */
const char   *heng_book_view_get_subtitle      (HengBookView *self);
const char   *heng_book_view_get_primary_label (HengBookView *self);
/** Why the verb cannot be done now. Returns: (nullable): %NULL where it can */
const char   *heng_book_view_word_obstacle     (HengBookView *self);
void          heng_book_view_do_primary        (HengBookView *self);

/** Whether the page on screen has something of its own to take back that no book holds, such as a region moved in a drawing. */
gboolean      heng_book_view_can_undo          (HengBookView *self);
void          heng_book_view_undo              (HengBookView *self);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-runs.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/** HengPoster: books the differences of many settlements as one fact. Lives inside one transaction of the book, in which nothing else is
 * recorded meanwhile. */
typedef struct _HengPoster HengPoster;

/** @date: what the entries count for */
HengPoster *heng_poster_new    (HengBook        *book,
                                HengDay          date,
                                GError         **error);
void        heng_poster_free   (HengPoster      *self);
/** All runs from here on are named: provisional or final, see heng_book_post_run(). */
void        heng_poster_set_kind (HengPoster    *self,
                                  HengRunKind    kind);
/** As heng_book_post_settlement() does; quickest agreement by agreement. @entry (nullable) */
gboolean    heng_poster_add    (HengPoster      *self,
                                HengSettlement  *settlement,
                                gint64          *entry,
                                GError         **error);
/** Appends the fact, unless nothing was new, and what names the runs. */
gboolean    heng_poster_finish (HengPoster      *self,
                                GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPoster, heng_poster_free)

G_END_DECLS

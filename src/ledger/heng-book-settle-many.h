// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/** One agreement and which of its periods. */
typedef struct
{
  char   *agreement;
  GArray *periods; /* (element-type HengPeriod) (nullable): all that heng_book_list_periods() names */
} HengSettleTarget;

HengSettleTarget *heng_settle_target_new  (const char       *agreement,
                                           GArray           *periods);
void              heng_settle_target_free (HengSettleTarget *self);

/**
 * HengSettleRequest: what heng_book_settle_many() settles.
 * @ended_by: where a target names no periods, those that have ended by then …
 * @within: (array length=n_within) (nullable): … or those that lie within these, whether they have ended or not
 * @skip_outside: an agreement that assesses none within is no error
 * @traced: whether to explain
 * @prepare: (nullable): called with each settlement, perhaps in another thread than the book's and several at once; what it returns goes to
 *   @take
 * @take: called with each settlement (transfer full) and what @prepare made of it (transfer full), in the thread of the call, target by
 *   target and period by period; %FALSE with @error ends the work
 * @free_prepared: (nullable): frees what @prepare made and @take has not had
 */
typedef struct
{
  HengDay           ended_by;
  const HengPeriod *within;
  guint             n_within;
  gboolean          skip_outside;
  gint64         known;
  gboolean       traced;
  gpointer     (*prepare) (const HengSettlement *settlement,
                           gpointer              data);
  gboolean     (*take)    (HengSettlement  *settlement,
                           gpointer         prepared,
                           gpointer         data,
                           GError         **error);
  GDestroyNotify free_prepared;
  gpointer       data;
} HengSettleRequest;

/**
 * Settles @targets, all from one state of the book. Where there are many, other threads compute with connections of their own.
 * Tells the book's progress, in targets.
 */
gboolean heng_book_settle_many (HengBook                *self,
                                GPtrArray               *targets,
                                const HengSettleRequest *request,
                                GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengSettleTarget, heng_settle_target_free)

G_END_DECLS

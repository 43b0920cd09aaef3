// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-record-list.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** What one step looks for: rows of at most @n_agreements_max whole agreements behind the code @after, until at least @limit are found. */
typedef struct
{
  const char *query; /* whatever the list was given */
  const char *after; /* (nullable): from the beginning */
  guint       limit;
  guint       n_agreements_max;
} HengPageStep;

/**
 * Finds the rows of a step. Runs in a thread.
 *
 * @next: (out) (transfer full) (nullable): the code to go on behind; %NULL: that was all
 *
 * Returns: (transfer full)
 */
typedef GPtrArray *(*HengPageWork) (HengBook            *book,
                                    const HengPageStep  *step,
                                    GCancellable        *cancellable,
                                    char               **next,
                                    GError             **error);

/**
 * HengPagedList: rows that have to be computed, agreement by agreement, looked for in a thread as far as somebody wants to see them.
 * Emits `changed` when there is more to show or to say, and `failed` with an error.
 */
#define HENG_TYPE_PAGED_LIST (heng_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (HengPagedList, heng_paged_list, HENG, PAGED_LIST, GObject)

HengPagedList   *heng_paged_list_new          (HengSession    *session,
                                               HengPageWork    work,
                                               HengRecordSame  same,
                                               GDestroyNotify  free_row);
/** Returns: (transfer none): a model of #HengRecord over the rows */
HengRecordList  *heng_paged_list_get_rows     (HengPagedList  *self);
/** What steps are given from the next time it begins anew. */
void             heng_paged_list_set_query    (HengPagedList  *self,
                                               const char     *query);
/** Begins anew; what is shown stays until as much is found again. @source: a widget that lives in the window */
void             heng_paged_list_reload       (HengPagedList  *self,
                                               GtkWidget      *source);
/** Looks further behind what was found. */
void             heng_paged_list_load_more    (HengPagedList  *self,
                                               GtkWidget      *source);
gboolean         heng_paged_list_is_loading   (HengPagedList  *self);
/** Whether the last agreement was looked at. */
gboolean         heng_paged_list_is_all       (HengPagedList  *self);
/** Whether the last step ended with an error, so that what is missing was not looked for. */
gboolean         heng_paged_list_has_failed   (HengPagedList  *self);
/** How many agreements were looked at so far, at most. */
guint            heng_paged_list_get_n_looked (HengPagedList  *self);

G_END_DECLS

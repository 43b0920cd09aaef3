// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-balance-reading.h"

#include "heng-job.h"
#include "heng-notice.h"

struct _HengBalanceReading
{
  HengSession     *session;
  GtkWidget       *widget;
  HengBalanceTake  take;
  GCancellable    *running; /* (nullable): the latest question */
};

typedef struct
{
  HengBalanceReading *reading; /* alive unless the question was cancelled */
  GCancellable       *question;
  HengBalanceBy       by;
  gboolean            by_province;
  GPtrArray          *balances;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_object_unref (self->question);
  g_clear_pointer (&self->balances, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_work (HengBook     *book,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Answer *self = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  self->balances = heng_book_list_balances (book, self->by, self->by_province, (HengView) { HENG_DAY_NONE, 0 }, error);

  return self->balances != NULL;
}

static void
read_done (GtkWidget    *widget,
           gpointer      data,
           const GError *error)
{
  Answer *self = data;

  if (g_cancellable_is_cancelled (self->question))
    return;

  g_clear_object (&self->reading->running);
  if (error != NULL)
    heng_notice_error (heng_notice_find (widget), error);
  self->reading->take (widget, g_steal_pointer (&self->balances));
}

HengBalanceReading *
heng_balance_reading_new (HengSession     *session,
                          GtkWidget       *widget,
                          HengBalanceTake  take)
{
  HengBalanceReading *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (take != NULL, NULL);

  self = g_new0 (HengBalanceReading, 1);
  self->session = g_object_ref (session);
  self->widget = widget;
  self->take = take;

  return self;
}

static void
drop (HengBalanceReading *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

void
heng_balance_reading_free (HengBalanceReading *self)
{
  drop (self);
  g_object_unref (self->session);
  g_free (self);
}

void
heng_balance_reading_start (HengBalanceReading *self,
                            HengBalanceBy       by,
                            gboolean            by_province)
{
  Answer *answer;
  HengJob job = { .work = read_work, .done = read_done, .free_data = answer_free };

  g_return_if_fail (self != NULL);

  drop (self);
  self->running = g_cancellable_new ();
  job.data = answer = g_new0 (Answer, 1);
  answer->reading = self;
  answer->question = g_object_ref (self->running);
  answer->by = by;
  answer->by_province = by_province;
  heng_job_run (&job, self->widget, self->session, self->running);
}

gboolean
heng_balance_reading_is_running (HengBalanceReading *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->running != NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-progress.h"

#include "heng-book-private.h"
#include "heng-error.h"

void
heng_book_set_progress (HengBook          *self,
                        HengProgressFunc   func,
                        gpointer           data,
                        GCancellable      *cancellable)
{
  self->progress = func;
  self->progress_data = data;
  self->cancellable = cancellable;
}

gboolean
heng_book_report_progress (HengBook  *self,
                           guint64    done,
                           guint64    total,
                           GError   **error)
{
  if (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable))
    {
      heng_error_set (error, HENG_ERROR_CANCELLED, NULL);
      return FALSE;
    }

  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
  return TRUE;
}

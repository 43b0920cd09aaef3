// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** HengRecord: a row that a ledger function returned, as an item of a list model. Emits `changed` when other data took its place. */
#define HENG_TYPE_RECORD (heng_record_get_type ())
G_DECLARE_FINAL_TYPE (HengRecord, heng_record, HENG, RECORD, GObject)

/** @data: (transfer full): freed by @free_data */
HengRecord *heng_record_new      (gpointer       data,
                                  GDestroyNotify free_data);
gpointer    heng_record_get_data (HengRecord    *self);
/** @data: (transfer full) */
void        heng_record_set_data (HengRecord    *self,
                                  gpointer       data);

G_END_DECLS

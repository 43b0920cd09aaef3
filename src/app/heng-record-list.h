// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-record.h"

G_BEGIN_DECLS

/** Whether two rows are about the same thing, so that the later one may take the earlier one's place on screen. */
typedef gboolean (*HengRecordSame) (gconstpointer a,
                                    gconstpointer b);

/** HengRecordList: a list model of records that are read as a whole; for what is short by nature. */
#define HENG_TYPE_RECORD_LIST (heng_record_list_get_type ())
G_DECLARE_FINAL_TYPE (HengRecordList, heng_record_list, HENG, RECORD_LIST, GObject)

HengRecordList *heng_record_list_new  (HengRecordSame  same,
                                       GDestroyNotify  free_row);
/**
 * Shows @rows from now on. Those at the beginning and at the end that are about the same things as before keep their records, which only
 * speak of their change: selection and scrolling stay where they are.
 *
 * @rows: (transfer full) (nullable): none
 */
void            heng_record_list_take (HengRecordList *self,
                                       GPtrArray      *rows);
/** @rows: (transfer full): go behind those shown */
void            heng_record_list_append (HengRecordList *self,
                                         GPtrArray      *rows);
/** Returns: (nullable): the row at @index */
gpointer        heng_record_list_get  (HengRecordList *self,
                                       guint           index);

G_END_DECLS

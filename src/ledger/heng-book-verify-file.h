// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-private.h"

G_BEGIN_DECLS

/** Checks the structure of a book's file in a thread and by a connection of its own, while the caller checks what stands in it. */
typedef struct _HengFileCheck HengFileCheck;

HengFileCheck *heng_file_check_new    (HengBook       *book);
/** Stops it before its end, where it has none yet. */
void           heng_file_check_free   (HengFileCheck  *self);
/** Waits for the end. Returns: (transfer none) (element-type utf8): what is wrong; %NULL where it could not be checked */
GPtrArray     *heng_file_check_finish (HengFileCheck  *self,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFileCheck, heng_file_check_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book-entries.h"
#include "heng-book.h"

G_BEGIN_DECLS

/** Writes the rows of one fact of entries. Inside a transaction. */
typedef struct _HengEntryWriter HengEntryWriter;

HengEntryWriter *heng_entry_writer_new    (HengBook             *book,
                                           GError              **error);
void             heng_entry_writer_free   (HengEntryWriter      *self);
/** The versions of an agreement, read once. (transfer none) */
GPtrArray       *heng_entry_writer_get_versions (HengEntryWriter  *self,
                                                 const char       *code,
                                                 GError          **error);
/** Writes @entry, whose lines are right, and gives it its number. @agreement: the version that has its parties */
gboolean         heng_entry_writer_add    (HengEntryWriter      *self,
                                           HengEntry            *entry,
                                           const HengAgreement  *agreement,
                                           GError              **error);
/** From here on rows may wait for one another, and are in the file once the writer is finished: for who reads no entries meanwhile. */
void             heng_entry_writer_set_waiting (HengEntryWriter *self);
/** Appends the fact, unless nothing was added. */
gboolean         heng_entry_writer_finish (HengEntryWriter      *self,
                                           const HengOrigin     *origin,
                                           GError              **error);

/** One entry. Returns: (transfer full): %NULL with %HENG_ERROR_ENTRY_UNKNOWN */
HengEntry       *heng_book_get_entry      (HengBook             *self,
                                           gint64                number,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengEntryWriter, heng_entry_writer_free)

G_END_DECLS

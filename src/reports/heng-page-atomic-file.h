// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HengPageAtomicFile:
 *
 * A file that comes into being at once: what is written stands beside it under another name until it is
 * complete, and then takes its name. Freed before that it leaves nothing behind.
 */
typedef struct _HengPageAtomicFile HengPageAtomicFile;

HengPageAtomicFile *heng_page_atomic_file_new    (const char          *path,
                                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                heng_page_atomic_file_free   (HengPageAtomicFile  *self);
gboolean            heng_page_atomic_file_write  (HengPageAtomicFile  *self,
                                                  const guint8        *bytes,
                                                  gsize                n_bytes);
gboolean            heng_page_atomic_file_commit (HengPageAtomicFile  *self,
                                                  GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPageAtomicFile, heng_page_atomic_file_free)

G_END_DECLS

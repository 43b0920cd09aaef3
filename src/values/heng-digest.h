// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SHA-256 of bytes that come in pieces, computed with what the processor has for it. */
typedef struct _HengDigest HengDigest;

HengDigest *heng_digest_new    (void);
void        heng_digest_free   (HengDigest *self);
void        heng_digest_update (HengDigest *self,
                                const char *bytes,
                                gsize       length);
/** Ends it. Returns: (transfer full): sixty-four hexadecimal digits, small letters */
char       *heng_digest_finish (HengDigest *self);
/** The same of one piece. Returns: (transfer full) */
char       *heng_digest_make   (const char *bytes,
                                gsize       length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengDigest, heng_digest_free)

G_END_DECLS

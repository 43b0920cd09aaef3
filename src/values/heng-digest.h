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
/** The same, done meanwhile by a thread of its own. @piece: (transfer full). Returns: (transfer full): an empty one for what comes next */
GString    *heng_digest_take   (HengDigest *self,
                                GString    *piece);
/** Ends it. Returns: (transfer full): sixty-four hexadecimal digits, small letters */
char       *heng_digest_finish (HengDigest *self);
/** The same of one piece. Returns: (transfer full) */
char       *heng_digest_make   (const char *bytes,
                                gsize       length);

/** How many digits of a head's hash people are shown and have to type: two heads that agree in them cannot be made on purpose. */
#define HENG_HEAD_DIGITS 16

/** A head as it stands on pages and in exports: COUNT:HASH, of the hash the first @n_digits (0: all). @hash: (nullable): not known */
char       *heng_head_format   (gint64      count,
                                const char *hash,
                                guint       n_digits);
/** Reads what heng_head_format() wrote, also as people type it: with spaces around it, capitals, a full-width colon. The hash has at least
 * %HENG_HEAD_DIGITS digits. @hash: (out): small letters. Returns: %FALSE where it is none; then nothing is set */
gboolean    heng_head_parse    (const char  *text,
                                gint64      *count,
                                char       **hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengDigest, heng_digest_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * An amount of renminbi in Chinese capital figures (大写), as receipts and statements have it so that no figure can be changed
 * into another: "壹亿贰仟陆佰万元整", "壹仟零捌拾元零伍分". It is exact to the fen, and there is a 整 behind whatever has no fen.
 * Below zero there is a 负 before it.
 *
 * @amount_fen: the amount in fen, hundredths of a yuan
 *
 * Returns: (transfer full)
 */
char *heng_money_words_format (gint64 amount_fen) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-preferences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HengSession: a book that is open in a window, and the unit its amounts are shown in.
 *
 * Emits `changed` when facts were added, by this program or another, when amounts are shown otherwise, and when the book can only be read any
 * more. Views read again then; nobody else tells them.
 */
#define HENG_TYPE_SESSION (heng_session_get_type ())
G_DECLARE_FINAL_TYPE (HengSession, heng_session, HENG, SESSION, GObject)

/** @book: (transfer full): only used in the main thread from now on */
HengSession   *heng_session_new           (HengBook        *book,
                                           HengPreferences *preferences);
HengBook      *heng_session_get_book      (HengSession     *self);
const char    *heng_session_get_currency  (HengSession     *self);
HengMoneyUnit  heng_session_get_unit      (HengSession     *self);
HengPreferences *heng_session_get_preferences (HengSession *self);
/** Returns: (transfer full): the book's name: its file's without the ending */
char          *heng_session_dup_name      (HengSession     *self);
/** To be called after a write, so that views need not wait for the next look at the file. */
void           heng_session_notice_change (HengSession     *self);

/** The entry that this program booked last and that may be taken back; 0: none. */
gint64         heng_session_get_last_entry (HengSession    *self);
/** Tells that @entry was booked (0: that there is nothing to take back any more), and so of a change. */
void           heng_session_note_booked   (HengSession     *self,
                                           gint64           entry);

/** The money of a column or figure, without the unit, rounded to 0.01 of it. Returns: (transfer full) */
char          *heng_session_format_money  (HengSession     *self,
                                           gint64           amount_minor);
/** The same amount of @commodity in a column: what is in kind has its unit behind it. Returns: (transfer full) */
char          *heng_session_format_cell   (HengSession     *self,
                                           gint64           amount_minor,
                                           const char      *commodity);
/** With its unit: for sentences, and wherever no head names it. Returns: (transfer full) */
char          *heng_session_format_amount (HengSession     *self,
                                           gint64           amount_minor,
                                           const char      *commodity);
/** The name of the unit, for heads. */
const char    *heng_session_get_unit_label (HengSession    *self);
/** What the figures of a page are in, said once: "In 10,000 yuan, rounded to 0.01". Returns: (transfer full) */
char          *heng_session_word_unit      (HengSession    *self);

/** The last version of an agreement, read once until the book changes. Returns: (nullable) (transfer none): %NULL where unknown */
const HengAgreement *heng_session_get_agreement (HengSession *self,
                                                 const char  *code);
/** An agreement as people call it: its title, or its code where it is unknown. (transfer none): until the book changes */
const char    *heng_session_name_agreement (HengSession    *self,
                                            const char     *code);
/** A party of an agreement as people call it. Returns: (transfer full) */
char          *heng_session_word_party     (HengSession    *self,
                                            const char     *code,
                                            const char     *party);

/** Reads the view anew by @reload when the session changes, at once where @widget is on screen, else when it next appears. */
typedef void (*HengReload) (GtkWidget *widget);
void           heng_session_watch         (HengSession     *self,
                                           GtkWidget       *widget,
                                           HengReload       reload);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-review.h"
#include "heng-settlement.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HengChip: an icon and a word in a rounded frame: what kind something is, or how it stands. Never colour alone. */
#define HENG_TYPE_CHIP (heng_chip_get_type ())
G_DECLARE_FINAL_TYPE (HengChip, heng_chip, HENG, CHIP, GtkWidget)

GtkWidget  *heng_chip_new           (void);
/** Only the icon, where there is no room: the word is read under the pointer and by screen readers. */
GtkWidget  *heng_chip_new_compact   (void);
/** Two of them in a cell, the second below the first. Returns: (transfer floating): a box of the two */
GtkWidget  *heng_chip_new_pair      (void);
/** @style: (nullable): a style class that colours the icon */
void        heng_chip_set           (HengChip             *self,
                                     const char           *icon,
                                     const char           *word,
                                     const char           *style);
void        heng_chip_set_mechanism (HengChip             *self,
                                     HengMechanism         mechanism);
void        heng_chip_set_status    (HengChip             *self,
                                     HengSettlementStatus  status);
/** The same where it is about what is to be done: what can be booked waits to be settled, what nothing is new of is settled. */
void        heng_chip_set_period_status (HengChip             *self,
                                         HengSettlementStatus  status);
/** How far a period's statement has come with the parties. */
void        heng_chip_set_review    (HengChip             *self,
                                     HengReviewState       state);

/** The name of the icon that stands for @mechanism. */
const char *heng_chip_get_mechanism_icon (HengMechanism mechanism);

G_END_DECLS

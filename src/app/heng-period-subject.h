// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-event-dialog.h"
#include "heng-main-window.h"

G_BEGIN_DECLS

/** What a form of the window is about: one assessed period, or one fact about it. */
typedef struct
{
  char      *agreement; /* (nullable): the whole book */
  HengPeriod period;
  gint64     fact;      /* of a dispute or an exception: its number */
  guint      statement; /* the one that is answered, as it was shown; 0: none */
} HengPeriodSubject;

/** @agreement: (nullable) */
HengPeriodSubject *heng_period_subject_new        (const char        *agreement,
                                                   HengPeriod         period,
                                                   gint64             fact);
void               heng_period_subject_free       (HengPeriodSubject *self);
/** The agreement and period that an action is given (ss). Returns: (nullable) (transfer full): told in @window where they are wrong */
HengPeriodSubject *heng_period_subject_read       (GtkWidget         *window,
                                                   GVariant          *parameter);
/** The same as the target of an action. Returns: (transfer floating) */
GVariant          *heng_period_subject_new_target (const HengPeriodSubject *self);

/**
 * Asks @form about a subject in @window.
 *
 * @subject: (transfer full): becomes the form's data
 * @form: its agreement, period and data are those of the subject
 */
HengEventDialog   *heng_period_subject_ask        (HengPeriodSubject *subject,
                                                   GtkWidget         *window,
                                                   HengEventForm     *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPeriodSubject, heng_period_subject_free)

G_END_DECLS

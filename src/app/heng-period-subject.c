// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period-subject.h"

HengPeriodSubject *
heng_period_subject_new (const char *agreement,
                         HengPeriod  period,
                         gint64      fact)
{
  HengPeriodSubject *self = g_new0 (HengPeriodSubject, 1);

  self->agreement = g_strdup (agreement);
  self->period = period;
  self->fact = fact;

  return self;
}

void
heng_period_subject_free (HengPeriodSubject *self)
{
  g_free (self->agreement);
  g_free (self);
}

HengPeriodSubject *
heng_period_subject_read (GtkWidget *window,
                          GVariant  *parameter)
{
  const char *agreement;
  const char *period_text;
  HengPeriod period;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (window), NULL);

  g_variant_get (parameter, "(&s&s)", &agreement, &period_text);
  if (heng_period_parse (period_text, &period, &error))
    return heng_period_subject_new (agreement, period, 0);

  heng_notice_error (heng_main_window_get_notice (HENG_MAIN_WINDOW (window)), error);

  return NULL;
}

GVariant *
heng_period_subject_new_target (const HengPeriodSubject *self)
{
  g_autofree char *period = NULL;

  g_return_val_if_fail (self != NULL && self->agreement != NULL, NULL);

  period = heng_period_format (self->period);

  return g_variant_new ("(ss)", self->agreement, period);
}

HengEventDialog *
heng_period_subject_ask (HengPeriodSubject *subject,
                         GtkWidget         *window,
                         HengEventForm     *form)
{
  HengEventDialog *dialog;

  g_return_val_if_fail (subject != NULL, NULL);
  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (window), NULL);
  g_return_val_if_fail (form != NULL, NULL);

  form->agreement = subject->agreement;
  form->period = subject->period;
  form->data = subject;
  form->free_data = (GDestroyNotify) heng_period_subject_free;
  dialog = heng_event_dialog_new (GTK_WINDOW (window), heng_main_window_get_session (HENG_MAIN_WINDOW (window)), form);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* An agreement whose indicator has sources in an order and limits, and rows of a table for it. */
#pragma once

#include "heng-book-agreements.h"
#include "heng-book-intake.h"

#include "testing.h"
#include "ledger-testing.h"

#define YEARS TESTING_YEARS
/* q is observed yearly by three sources, best first; r by any, the newest counts; both within limits. */
#define RANKED \
  "{\"hengping\":\"agreement/1\",\"code\":\"R-1\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"watershed\",\"parties\":[" TESTING_PARTIES "]," \
  YEARS ",\"indicators\":[{\"name\":\"q\",\"observed\":\"year\",\"unit\":\"mg/L\",\"section\":\"桥\",\"rounding\":\"0.01 half-even\"," \
  "\"precedence\":[\"joint\",\"station\",\"own\"],\"plausible\":{\"min\":\"0\",\"max\":\"50\"}}," \
  "{\"name\":\"r\",\"observed\":\"month\"}],\"rules\":[%s]}"

static inline void
agree (Testing    *self,
       const char *rules)
{
  g_autofree char *text = g_strdup_printf (RANKED, rules);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = heng_agreement_new_from_json (text, strlen (text), "CNY", &error);

  g_assert_no_error (error);
  g_assert_true (heng_book_append_agreement (self->book, agreement, NULL, NULL, &error));
  g_assert_no_error (error);
}

static inline gboolean
add (HengIntake  *intake,
     const char  *indicator,
     const char  *period,
     const char  *value,
     const char  *source,
     const char  *file,
     guint        line,
     GError     **error)
{
  const HengObservationInput input = {
    .agreement = (char *) "R-1", .indicator = (char *) indicator, .period = testing_period (period), .value = (char *) value,
    .source = (char *) source,
  };

  return heng_intake_add (intake, &input, file, line, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-statement-private.h"

G_BEGIN_DECLS

/** Which observations a settlement rests on: what of its evaluation decides on the tables of observations. */
typedef struct
{
  HengSettlement *settlement;
  gboolean       *has_class;  /* by indicator: whether the rules asked for its class */
  gboolean       *is_earlier; /* by indicator: whether they looked at other stretches of time */
  GArray         *earlier;    /* (element-type HengWindow): which ones, the latest first */
  GHashTable     *visited;
} HengStatementSurvey;

void                 heng_statement_survey_init           (HengStatementSurvey       *self,
                                                           HengSettlement            *settlement);
void                 heng_statement_survey_clear          (HengStatementSurvey       *self);

guint                heng_statement_survey_count          (const HengStatementSurvey *self);
const HengIndicator *heng_statement_survey_get            (const HengStatementSurvey *self,
                                                           guint                      index);

/* Texts, all (transfer full). */
char                *heng_statement_survey_describe_value (const HengStatementSurvey *self,
                                                           guint                      index,
                                                           HengWindow                 window,
                                                           const char                *unknown);
char                *heng_statement_survey_describe_month (const HengStatementSurvey *self,
                                                           guint                      index,
                                                           HengMonth                  month,
                                                           guint                      n_characters,
                                                           const char                *unknown);
char                *heng_statement_survey_describe_class (const HengStatementSurvey *self,
                                                           guint                      index,
                                                           HengWindow                 window);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_STATEMENT_AGREEMENT, /* the summary of an agreement, by its code */
  HENG_STATEMENT_REGION,    /* the statement of a region, by its code */
  HENG_STATEMENT_SETTLEMENT /* that of a period of an agreement, by the agreement's code */
} HengStatementKind;

/** Asks for a file and writes the pages to it as PDF. */
void heng_statement_export (GtkWidget         *source,
                            HengSession       *session,
                            HengStatementKind  kind,
                            const char        *code);
/** The same for the settlement statement of one assessed period. */
void heng_statement_export_settlement (GtkWidget   *source,
                                       HengSession *session,
                                       const char  *agreement,
                                       HengPeriod   period);
/** The same pages on paper. */
void heng_statement_print  (GtkWidget         *source,
                            HengSession       *session,
                            HengStatementKind  kind,
                            const char        *code);

G_END_DECLS

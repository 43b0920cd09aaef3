// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_STATEMENT_AGREEMENT, /* the summary of an agreement, by its code */
  HENG_STATEMENT_REGION     /* the statement of a region, by its code */
} HengStatementKind;

/** Asks for a file and writes the pages to it as PDF. */
void heng_statement_export (GtkWidget         *source,
                            HengSession       *session,
                            HengStatementKind  kind,
                            const char        *code);
/** The same pages on paper. */
void heng_statement_print  (GtkWidget         *source,
                            HengSession       *session,
                            HengStatementKind  kind,
                            const char        *code);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-statement-print.h"

void
heng_statement_export (GtkWidget        *source,
                       HengSession      *session,
                       HengStatementKind kind,
                       const char       *code)
{
}

void
heng_statement_print (GtkWidget        *source,
                      HengSession      *session,
                      HengStatementKind kind,
                      const char       *code)
{
}

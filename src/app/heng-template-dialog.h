// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengTemplateDialog: makes an agreement from a template of rules: a form for what the template asks for, the rules that come of it, and
 * what they give for an example, as they are filled in.
 */
#define HENG_TYPE_TEMPLATE_DIALOG (heng_template_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengTemplateDialog, heng_template_dialog, HENG, TEMPLATE_DIALOG, GtkWindow)

HengTemplateDialog *heng_template_dialog_new (GtkWindow   *parent,
                                              HengSession *session);

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"
#include "heng-template-values.h"

G_BEGIN_DECLS

/** HengTemplateForm: a field for everything that a template asks for. Emits `changed` when a value was changed by the user. */
#define HENG_TYPE_TEMPLATE_FORM (heng_template_form_get_type ())
G_DECLARE_FINAL_TYPE (HengTemplateForm, heng_template_form, HENG, TEMPLATE_FORM, GtkWidget)

/** @values: (transfer none): filled in by the form, and outlives it */
void heng_template_form_show (HengTemplateForm   *self,
                              HengSession        *session,
                              HengTemplateValues *values);

G_END_DECLS

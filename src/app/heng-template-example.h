// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"
#include "heng-template-values.h"

G_BEGIN_DECLS

/** HengTemplateExample: what rules made from a template give for the observations of its example. */
#define HENG_TYPE_TEMPLATE_EXAMPLE (heng_template_example_get_type ())
G_DECLARE_FINAL_TYPE (HengTemplateExample, heng_template_example, HENG, TEMPLATE_EXAMPLE, GtkWidget)

/** Shows it with @values or, as long as those are not complete, with the example's own. */
void heng_template_example_show (HengTemplateExample      *self,
                                 HengSession              *session,
                                 const HengTemplateValues *values);

G_END_DECLS

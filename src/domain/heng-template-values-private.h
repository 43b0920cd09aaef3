// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-template-values.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * @cells: (element-type utf8 utf8): text by path; of a party and an indicator only of their members, `name` among them
 * @rows: (element-type utf8 guint): count of rows by list
 * @head: members of the agreement's document besides parties, indicators and rules
 */
struct _HengTemplateValues
{
  HengTemplate *item;
  GHashTable   *cells;
  GHashTable   *rows;
  JsonObject   *head;
  gboolean      chinese;
};

/** Members of the head that are texts, ended by %NULL. */
extern const char *const heng_template_head_texts[];

HengTemplateValues *heng_template_values_new_empty   (HengTemplate        *item);
void                heng_template_values_remove_rows (HengTemplateValues  *self,
                                                      const char          *list);
/** Sets name and region of a party, name and section of an indicator: `Henan@410000`, `COD@刘庄`. */
void                heng_template_values_set_whole   (HengTemplateValues  *self,
                                                      const HengParameter *parameter,
                                                      const char          *path,
                                                      const char          *text);

G_END_DECLS

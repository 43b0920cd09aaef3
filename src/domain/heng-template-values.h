// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-template.h"

G_BEGIN_DECLS

/**
 * HengTemplateValues: what somebody has filled into a template so far: texts by their paths. A path is a parameter's name (`stake`), a
 * field in a row of a list (`factors[0].weight`), or, of a party or an indicator, one of its members behind either (`payer.name`,
 * `payer.region`, `factors[0].indicator.section`). Nothing is checked before heng_template_check() or heng_template_make().
 */
typedef struct _HengTemplateValues HengTemplateValues;

/** Values with what the template brings as defaults, named in Chinese or English. Returns: (transfer full) */
HengTemplateValues *heng_template_values_new         (HengTemplate       *item,
                                                      gboolean            chinese);
/** The values of the template's example. Returns: (transfer full) */
HengTemplateValues *heng_template_values_new_example (HengTemplate       *item);
HengTemplateValues *heng_template_values_copy        (HengTemplateValues *self);
void                heng_template_values_free        (HengTemplateValues *self);

/** Returns: (transfer none) */
HengTemplate       *heng_template_values_get_template (const HengTemplateValues *self);

/**
 * Sets the text at @path, removes it where @text is %NULL or empty. Of a party `Henan@410000`, of an indicator `COD@刘庄` set name and
 * region, name and section at once. A list takes rows at once: `Yunnan@530000, 1; Guizhou@520000, 5`. A row that is not there yet comes
 * into being, with those before it.
 *
 * Returns: %FALSE with @error where the template asks for nothing of that path
 */
gboolean            heng_template_values_set         (HengTemplateValues *self,
                                                      const char         *path,
                                                      const char         *text,
                                                      GError            **error);
/** Returns: (nullable) (transfer none): the text at @path; of a party or an indicator itself its name */
const char         *heng_template_values_get         (const HengTemplateValues *self,
                                                      const char         *path);

guint               heng_template_values_get_n_rows  (const HengTemplateValues *self,
                                                      const char         *list);
/** Appends an empty row. */
void                heng_template_values_add_row     (HengTemplateValues *self,
                                                      const char         *list);
/** Removes a row; those behind it move up. */
void                heng_template_values_remove_row  (HengTemplateValues *self,
                                                      const char         *list,
                                                      guint               row);

/**
 * Members of the agreement's document besides parties, indicators and rules: `code`, `title.zh`, `title.en`, `mechanism`, `signed`,
 * `from`, `to`, `assessed`, `replaces`, … ; %NULL or an empty text removes one.
 */
void                heng_template_values_set_head    (HengTemplateValues *self,
                                                      const char         *key,
                                                      const char         *text);
const char         *heng_template_values_get_head    (const HengTemplateValues *self,
                                                      const char         *key);

/** Whether the rules are written with Chinese words (支付, 当, …). */
void                heng_template_values_set_chinese (HengTemplateValues *self,
                                                      gboolean            chinese);
gboolean            heng_template_values_get_chinese (const HengTemplateValues *self);

/**
 * Takes over a document of values: `{"hengping": "values/1", "template": ID, "parameters": {…}}` and any members of the agreement's
 * head. What it names replaces what was there, a list as a whole. Errors have line and path.
 */
gboolean            heng_template_values_read_json   (HengTemplateValues *self,
                                                      const char         *text,
                                                      gsize               length_bytes,
                                                      GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengTemplateValues, heng_template_values_free)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-error.h"
#include "heng-template-make.h"
#include "heng-template-private.h"
#include "heng-template-values-private.h"

G_BEGIN_DECLS

/**
 * What stands for the value at @path in a rule: a literal of the parameter's kind, checked, and nothing else.
 *
 * Returns: (transfer full): "" where nothing is given and nothing is needed; %NULL with @error
 */
char    *heng_template_get_literal  (const HengTemplateValues  *values,
                                     const HengParameter       *parameter,
                                     const char                *path,
                                     GError                   **error);

/** Checks the rows of a list: how many, whether they ascend, what they add up to. Each value must have been checked. */
gboolean heng_template_check_list   (const HengTemplateValues  *values,
                                     const HengParameter       *list,
                                     GError                   **error);

/** Sets an error of @code about the value at @path; its first argument is the parameter's title. */
void     heng_template_set_error    (GError                   **error,
                                     HengErrorCode              code,
                                     const HengParameter       *parameter,
                                     const char                *path,
                                     const char                *second,
                                     const char                *third);

/** Returns: (transfer full): `stake`, or `factors[0].weight` where @list is given */
char    *heng_template_join_path    (const HengParameter       *list,
                                     guint                      row,
                                     const HengParameter       *parameter);

/** Which value stands where in an expanded text, counted in characters. */
typedef struct
{
  guint start;
  guint end;
  char *path;
} HengTemplateSpan;

/**
 * A text being expanded.
 * @names: (element-type utf8 utf8): what stands for each definition
 * @preview: show what lacks as ‹title› instead of failing
 * @in_quotes: between two quotation marks of the template's text
 */
typedef struct
{
  const HengTemplateValues *values;
  GHashTable               *names;
  gboolean                  preview;
  gboolean                  chinese;
  gboolean                  in_quotes;
  guint                     n_steps;
  GString                  *text;
  GArray                   *spans; /* (element-type HengTemplateSpan) */
} HengTemplateText;

void     heng_template_text_init    (HengTemplateText          *self,
                                     const HengTemplateValues  *values,
                                     GHashTable                *names);
void     heng_template_text_clear   (HengTemplateText          *self);

/** Whether the conditions of @piece hold, in @row of its list where it has one. */
gboolean heng_template_text_holds   (const HengTemplateValues  *values,
                                     const HengTemplatePiece   *piece,
                                     const HengParameter       *list,
                                     guint                      row);

/** Appends the text of a template with what stands for its placeholders, in @row of @list (nullable). */
gboolean heng_template_text_expand  (HengTemplateText          *self,
                                     const char                *text,
                                     const HengParameter       *list,
                                     guint                      row,
                                     GError                   **error);

/** Returns: (nullable): the path of the value that stands at the character @column, counted from 1 */
const char *heng_template_text_find (const HengTemplateText    *self,
                                     guint                      column);

/** Calls @take with each rule, expanded. @take may be called with an empty text of a comment. */
gboolean heng_template_expand_rules (const HengTemplateValues  *values,
                                     gboolean                   preview,
                                     gboolean                   chinese,
                                     void                     (*take) (const HengTemplateText *text, gpointer data),
                                     gpointer                   data,
                                     GError                   **error);

/** The further members of the agreement's document that the template states, expanded, into @document. */
gboolean heng_template_expand_members (const HengTemplateValues *values,
                                       JsonObject               *document,
                                       GError                  **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengTemplateText, heng_template_text_clear)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
/* Texts of a template with what stands for their placeholders. */
#include "heng-template-make-private.h"

#include "heng-error.h"

#include <string.h>

/* Parts may name parts before them; a hostile template could double a text in every one. */
#define STEPS_MAX 10000

static const struct { const char *english, *chinese; } twins[] = {
  { "pays", "支付" }, { "pay", "支付" }, { "provides", "提供" }, { "provide", "提供" }, { "when", "当" }, { "if", "如果" }, { "then", "则" },
  { "else", "否则" }, { "require", "要求" }, { "and", "且" }, { "or", "或" }, { "not", "非" },
};

static void
span_clear (gpointer data)
{
  g_free (((HengTemplateSpan *) data)->path);
}

void
heng_template_text_init (HengTemplateText         *self,
                         const HengTemplateValues *values,
                         GHashTable               *names)
{
  *self = (HengTemplateText) { .values = values, .names = names };
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (HengTemplateSpan));
  g_array_set_clear_func (self->spans, span_clear);
}

void
heng_template_text_clear (HengTemplateText *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
}

static guint
count_characters (const HengTemplateText *self)
{
  return (guint) g_utf8_strlen (self->text->str, (gssize) self->text->len);
}

const char *
heng_template_text_find (const HengTemplateText *self,
                         guint                   column)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const HengTemplateSpan *span = &g_array_index (self->spans, HengTemplateSpan, i);

      if (column > span->start && column <= span->end)
        return span->path;
    }

  return NULL;
}

/* ---- the template's own words ---- */

/* Appends one word of the template, in the language of the rules. */
static void
append_word (HengTemplateText *self,
             const char       *word,
             gsize             length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (twins) && self->chinese && !self->in_quotes; i++)
    if (strlen (twins[i].english) == length && strncmp (twins[i].english, word, length) == 0)
      {
        g_string_append (self->text, twins[i].chinese);
        return;
      }

  g_string_append_len (self->text, word, (gssize) length);
}

static void
append_own (HengTemplateText *self,
            const char       *text,
            gsize             length)
{
  for (gsize i = 0; i < length;)
    {
      gsize start = i;

      while (i < length && (g_ascii_isalnum (text[i]) || text[i] == '_'))
        i++;
      if (i > start)
        {
          append_word (self, text + start, i - start);
          continue;
        }
      self->in_quotes ^= text[i] == '"';
      g_string_append_c (self->text, text[i]);
      i++;
    }
}

/* ---- conditions ---- */

static gboolean
condition_holds (const HengTemplateValues *values,
                 const char               *condition,
                 const HengParameter      *list,
                 guint                     row)
{
  gsize length = strcspn (condition, "=");
  g_autofree char *name = g_strndup (condition, length);
  const char *word = condition[length] == '=' ? condition + length + 1 : NULL;
  const HengParameter *field = list != NULL ? heng_template_find_named (list->fields, name) : NULL;
  const HengParameter *parameter = field != NULL ? field : heng_template_find_named (values->item->parameters, name);
  g_autofree char *path = NULL;
  const char *text;

  g_return_val_if_fail (parameter != NULL, FALSE);

  if (parameter->kind == HENG_PARAMETER_LIST)
    return heng_template_values_get_n_rows (values, name) > 0;
  path = heng_template_join_path (field != NULL ? list : NULL, row, parameter);
  text = heng_template_values_get (values, path);
  return word != NULL ? g_strcmp0 (text, word) == 0 : text != NULL;
}

gboolean
heng_template_text_holds (const HengTemplateValues *values,
                          const HengTemplatePiece  *piece,
                          const HengParameter      *list,
                          guint                     row)
{
  return (piece->where == NULL || condition_holds (values, piece->where, list, row)) &&
         (piece->unless == NULL || !condition_holds (values, piece->unless, list, row));
}

/* ---- placeholders ---- */

static gboolean
expand_value (HengTemplateText     *self,
              const HengParameter  *parameter,
              const HengParameter  *list,
              guint                 row,
              GError              **error)
{
  g_autofree char *path = heng_template_join_path (list, row, parameter);
  g_autofree char *literal = heng_template_get_literal (self->values, parameter, path, self->preview ? NULL : error);
  HengTemplateSpan span = { .start = count_characters (self) };

  if (literal != NULL && (*literal != '\0' || !self->preview || parameter->kind == HENG_PARAMETER_CHOICE))
    g_string_append (self->text, literal);
  else if (self->preview)
    g_string_append_printf (self->text, "‹%s›", heng_bilingual_pick (&parameter->title, self->chinese));
  else
    return FALSE;

  span.end = count_characters (self);
  span.path = g_steal_pointer (&path);
  g_array_append_val (self->spans, span);
  return TRUE;
}

static gboolean
expand_part (HengTemplateText         *self,
             const HengTemplatePiece  *piece,
             const HengParameter      *outer,
             guint                     outer_row,
             GError                  **error)
{
  const HengParameter *list = piece->each != NULL ? heng_template_find_named (self->values->item->parameters, piece->each) : NULL;
  guint n_rows = list != NULL ? heng_template_values_get_n_rows (self->values, list->name) : 1;
  gboolean first = TRUE;

  for (guint row = 0; row < n_rows; row++)
    {
      if (list != NULL && !heng_template_text_holds (self->values, piece, list, row))
        continue;
      if (!first && piece->join != NULL)
        append_own (self, piece->join, strlen (piece->join));
      first = FALSE;
      if (!heng_template_text_expand (self, piece->text, list != NULL ? list : outer, list != NULL ? row : outer_row, error))
        return FALSE;
    }

  return TRUE;
}

/* Of the parts of one name the first whose conditions hold; one that stands for each row is asked row by row. */
static gboolean
expand_parts (HengTemplateText     *self,
              const char           *name,
              const HengParameter  *list,
              guint                 row,
              GError              **error)
{
  const GPtrArray *parts = self->values->item->parts;

  for (guint i = 0; i < parts->len; i++)
    {
      const HengTemplatePiece *piece = g_ptr_array_index (parts, i);

      if (strcmp (piece->name, name) == 0 && (piece->each != NULL || heng_template_text_holds (self->values, piece, list, row)))
        return expand_part (self, piece, list, row, error);
    }

  return TRUE;
}

static gboolean
expand_placeholder (HengTemplateText     *self,
                    const char           *name,
                    const HengParameter  *list,
                    guint                 row,
                    GError              **error)
{
  const HengParameter *field = list != NULL ? heng_template_find_named (list->fields, name) : NULL;
  const HengParameter *parameter = field != NULL ? field : heng_template_find_named (self->values->item->parameters, name);
  const char *defined = g_hash_table_lookup (self->names, name);

  if (*name == '#')
    {
      g_string_append_printf (self->text, "%u", heng_template_values_get_n_rows (self->values, name + 1));
      return TRUE;
    }
  if (parameter != NULL)
    return expand_value (self, parameter, field != NULL ? list : NULL, row, error);
  if (defined == NULL)
    return expand_parts (self, name, list, row, error);

  g_string_append (self->text, defined);
  return TRUE;
}

gboolean
heng_template_text_expand (HengTemplateText     *self,
                           const char           *text,
                           const HengParameter  *list,
                           guint                 row,
                           GError              **error)
{
  if (++self->n_steps > STEPS_MAX || self->text->len > HENG_RULE_BYTES_MAX)
    {
      heng_error_set (error, HENG_ERROR_RULE_TOO_LONG, G_STRINGIFY (HENG_RULE_BYTES_MAX), NULL);
      return FALSE;
    }

  while (*text != '\0')
    {
      gsize length = strcspn (text, "{");

      append_own (self, text, length);
      text += length;
      if (*text == '{')
        {
          g_autofree char *name = heng_template_take_placeholder (text, &text);

          if (!expand_placeholder (self, name, list, row, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* ---- rules ---- */

/* Collects the names of parties and indicators, which a definition may not bear. */
static void
take_names (const HengTemplateValues *values,
            const GPtrArray          *parameters,
            const HengParameter      *list,
            guint                     row,
            GHashTable               *taken)
{
  for (guint i = 0; i < parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (parameters, i);
      g_autofree char *path = heng_template_join_path (list, row, parameter);
      const char *name = parameter->kind == HENG_PARAMETER_LIST ? NULL : heng_template_values_get (values, path);

      for (guint j = 0; parameter->kind == HENG_PARAMETER_LIST && j < heng_template_values_get_n_rows (values, parameter->name); j++)
        take_names (values, parameter->fields, parameter, j, taken);
      if (name != NULL && (parameter->kind == HENG_PARAMETER_PARTY || parameter->kind == HENG_PARAMETER_INDICATOR))
        g_hash_table_add (taken, g_strdup (name));
    }
}

/* Returns: (element-type utf8 utf8): a free name for each definition */
static GHashTable *
choose_names (const HengTemplateValues *values,
              gboolean                  chinese)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  take_names (values, values->item->parameters, NULL, 0, taken);
  for (guint i = 0; i < values->item->definitions->len; i++)
    {
      const HengBilingual *definition = g_ptr_array_index (values->item->definitions, i);
      const char *wanted = heng_bilingual_pick (definition, chinese);
      char *name = g_strdup (wanted);

      for (guint n = 2; g_hash_table_contains (taken, name); n++)
        {
          g_free (name);
          name = g_strdup_printf ("%s_%u", wanted, n);
        }
      g_hash_table_add (taken, g_strdup (name));
      g_hash_table_insert (names, g_strdup (definition->en), name);
    }

  return names;
}

gboolean
heng_template_expand_rules (const HengTemplateValues  *values,
                            gboolean                   preview,
                            gboolean                   chinese,
                            void                     (*take) (const HengTemplateText *text, gpointer data),
                            gpointer                   data,
                            GError                   **error)
{
  g_autoptr (GHashTable) names = choose_names (values, chinese);

  for (guint i = 0; i < values->item->rules->len; i++)
    {
      const HengTemplatePiece *rule = g_ptr_array_index (values->item->rules, i);
      const HengParameter *list = rule->each != NULL ? heng_template_find_named (values->item->parameters, rule->each) : NULL;
      guint n_rows = list != NULL ? heng_template_values_get_n_rows (values, list->name) : 1;

      for (guint row = 0; row < n_rows; row++)
        {
          g_auto (HengTemplateText) text = { 0 };

          heng_template_text_init (&text, values, names);
          text.preview = preview;
          text.chinese = chinese;
          if (!heng_template_text_holds (values, rule, list, row))
            continue;
          if (!heng_template_text_expand (&text, rule->text, list, row, error) && !preview)
            return FALSE;
          take (&text, data);
        }
    }

  return TRUE;
}

static void
take_rule (const HengTemplateText *text,
           gpointer                data)
{
  g_ptr_array_add (data, g_strdup (text->text->str));
}

GPtrArray *
heng_template_preview_rules (const HengTemplateValues *values,
                             gboolean                  chinese)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (values != NULL, rules);

  heng_template_expand_rules (values, TRUE, chinese, take_rule, rules, NULL);
  return rules;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rules.h"

#include "heng-error.h"
#include "heng-rules-private.h"

#include <string.h>

static GHashTable *
index_names (guint         n_names,
             const char *(*get_name) (const HengRuleNames *names, guint index),
             const HengRuleNames *names)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_names; i++)
    g_hash_table_insert (table, (gpointer) get_name (names, i), GUINT_TO_POINTER (i + 1));
  return table;
}

static const char *
get_party (const HengRuleNames *names,
           guint                index)
{
  return names->parties[index];
}

static const char *
get_indicator (const HengRuleNames *names,
               guint                index)
{
  return names->indicators[index].name;
}

static HengStatement *
parse_one (HengRuleParser  *parser,
           const char      *text,
           GError         **error)
{
  HengStatement *statement;
  const char *bad;

  if (strlen (text) > HENG_RULE_BYTES_MAX)
    {
      heng_error_set (error, HENG_ERROR_RULE_TOO_LONG, G_STRINGIFY (HENG_RULE_BYTES_MAX), NULL);
      return NULL;
    }
  /* Behind the first bytes of a letter that is cut short, a walk by letters would run over the end of the text. */
  if (!g_utf8_validate (text, -1, &bad))
    {
      g_autofree char *byte = g_strdup_printf ("\\x%02x", (guint) (guchar) *bad);

      heng_error_set (error, HENG_ERROR_RULE_CHARACTER, byte, NULL);
      heng_rule_place_error (error, text, (guint) (bad - text));
      return NULL;
    }

  parser->text = text;
  parser->at = 0;
  parser->depth = 0;
  parser->over_months = 0;
  parser->tokens = heng_rule_tokens_new (text, error);
  if (parser->tokens == NULL)
    return NULL;

  statement = heng_rule_parse_statement (parser, error);
  g_clear_pointer (&parser->tokens, g_array_unref);
  return statement;
}

HengRules *
heng_rules_new (const char *const    *texts,
                guint                 n_texts,
                const HengRuleNames  *names,
                GError              **error)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_statement_free);
  g_autoptr (GHashTable) parties = index_names (names->n_parties, get_party, names);
  g_autoptr (GHashTable) indicators = index_names (names->n_indicators, get_indicator, names);
  g_autoptr (GHashTable) definitions = g_hash_table_new (g_str_hash, g_str_equal);
  HengRuleParser parser = {
    .names = names,
    .parties = parties,
    .indicators = indicators,
    .definitions = definitions,
    .statements = statements,
  };
  HengRules *self;

  if (n_texts > HENG_RULES_MAX)
    {
      heng_error_set (error, HENG_ERROR_RULE_TOO_MANY, G_STRINGIFY (HENG_RULES_MAX), NULL);
      return NULL;
    }

  for (guint i = 0; i < n_texts; i++)
    {
      HengStatement *statement = parse_one (&parser, texts[i], error);

      if (statement == NULL)
        {
          g_autofree char *path = g_strdup_printf ("rules[%u]", i);
          heng_error_place_path (error, path);
          return NULL;
        }
      if (statement->kind == HENG_STATEMENT_DEFINE)
        g_hash_table_insert (definitions, statement->name, GUINT_TO_POINTER (statements->len + 1));
      g_ptr_array_add (statements, statement);
    }

  self = g_new0 (HengRules, 1);
  self->statements = g_steal_pointer (&statements);
  self->assessed = names->assessed;
  return self;
}

void
heng_rules_free (HengRules *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->statements);
  g_free (self);
}

guint
heng_rules_get_n_statements (const HengRules *self)
{
  return self->statements->len;
}

const char *
heng_rules_get_text (const HengRules *self,
                     guint            statement)
{
  g_return_val_if_fail (statement < self->statements->len, NULL);

  return ((const HengStatement *) g_ptr_array_index (self->statements, statement))->text;
}

void
heng_rules_foreach_unit (const HengRules *self,
                         void           (*unit_func) (const char *unit,
                                                      gpointer    data),
                         gpointer         data)
{
  for (guint i = 0; i < self->statements->len; i++)
    {
      const HengStatement *statement = g_ptr_array_index (self->statements, i);

      if (statement->unit != NULL)
        unit_func (statement->unit, data);
    }
}

gboolean
heng_rules_name_is_valid (const char *name,
                          gboolean   *reserved)
{
  return heng_rule_name_is_valid (name, reserved);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template.h"

#include "heng-error.h"
#include "heng-template-private.h"
#include "heng-templates.h"

#include <string.h>

const char *const heng_parameter_kind_names[] = {
  "money", "number", "percent", "count", "party", "indicator", "unit", "text", "choice", "day", "list", NULL,
};
const char *const heng_template_assessed_words[] = { "month", "quarter", "year", "once", NULL };
const char *const heng_template_party_members[] = { "region", NULL };
const char *const heng_template_indicator_members[] = {
  "section", "unit", "standard", "observed", "aggregate", "rounding", "water", NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (heng_parameter_kind_names) == HENG_N_PARAMETER_KINDS + 1);

static void
bilingual_clear (HengBilingual *self)
{
  g_free (self->zh);
  g_free (self->en);
}

static void
choice_free (gpointer data)
{
  HengChoice *self = data;

  g_free (self->value);
  g_free (self->text);
  bilingual_clear (&self->title);
  g_free (self);
}

HengParameter *
heng_parameter_new (void)
{
  HengParameter *self = g_new0 (HengParameter, 1);

  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_parameter_free);
  return self;
}

void
heng_parameter_free (HengParameter *self)
{
  g_free (self->name);
  bilingual_clear (&self->title);
  bilingual_clear (&self->help);
  bilingual_clear (&self->fallback);
  g_free (self->min);
  g_free (self->max);
  g_free (self->above);
  g_free (self->below);
  g_free (self->unit);
  g_free (self->standard);
  g_free (self->observed);
  g_free (self->aggregate);
  g_free (self->sum);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

void
heng_template_piece_free (HengTemplatePiece *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self->each);
  g_free (self->join);
  g_free (self->where);
  g_free (self->unless);
  g_free (self);
}

static void
definition_free (gpointer data)
{
  bilingual_clear (data);
  g_free (data);
}

static void
observation_free (gpointer data)
{
  HengExampleObservation *self = data;

  g_free (self->indicator);
  g_free (self->period);
  g_free (self->value);
  g_free (self);
}

static void
amount_free (gpointer data)
{
  HengExampleAmount *self = data;

  g_free (self->period);
  g_free (self->status);
  g_free (self->from);
  g_free (self->to);
  g_free (self->amount);
  g_free (self->commodity);
  g_free (self);
}

HengTemplate *
heng_template_new_empty (void)
{
  HengTemplate *self = g_new0 (HengTemplate, 1);

  g_atomic_ref_count_init (&self->references);
  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_parameter_free);
  self->observations = g_ptr_array_new_with_free_func (observation_free);
  self->expected = g_ptr_array_new_with_free_func (amount_free);
  self->definitions = g_ptr_array_new_with_free_func (definition_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_template_piece_free);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_template_piece_free);
  return self;
}

HengTemplate *
heng_template_ref (HengTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
heng_template_unref (HengTemplate *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->id);
  bilingual_clear (&self->title);
  bilingual_clear (&self->help);
  bilingual_clear (&self->note);
  g_ptr_array_unref (self->parameters);
  g_ptr_array_unref (self->observations);
  g_ptr_array_unref (self->expected);
  g_ptr_array_unref (self->definitions);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->rules);
  g_free (self->document);
  g_free (self->members);
  g_free (self->example);
  g_free (self);
}

/* ---- the library ---- */

/* The library is part of the program. */
static HengTemplate *
read_standard (gsize index)
{
  g_autoptr (GError) error = NULL;
  HengTemplate *item = heng_template_new_from_json (heng_templates_json[index], strlen (heng_templates_json[index]), &error);

  g_assert_no_error (error);
  return item;
}

GPtrArray *
heng_template_list_standard (void)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_template_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (heng_templates_json); i++)
    g_ptr_array_add (templates, read_standard (i));

  return templates;
}

HengTemplate *
heng_template_find_standard (const char  *id,
                             GError     **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (heng_templates_json); i++)
    {
      g_autoptr (HengTemplate) item = NULL;

      /* Reading all of them takes longer than looking which one can be meant. */
      if (*id != '\0' && strstr (heng_templates_json[i], id) == NULL)
        continue;
      item = read_standard (i);
      if (strcmp (item->id, id) == 0)
        return g_steal_pointer (&item);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (heng_templates_json); i++)
    {
      g_autoptr (HengTemplate) item = read_standard (i);

      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", item->id);
    }
  heng_error_set (error, HENG_ERROR_TEMPLATE_UNKNOWN, id, known->str, NULL);
  return NULL;
}

/* ---- paths ---- */

const HengParameter *
heng_template_find_named (const GPtrArray *parameters,
                          const char      *name)
{
  for (guint i = 0; i < parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (parameters, i);

      if (strcmp (parameter->name, name) == 0)
        return parameter;
    }

  return NULL;
}

gboolean
heng_parameter_has_members (const HengParameter *self)
{
  return self->kind == HENG_PARAMETER_PARTY || self->kind == HENG_PARAMETER_INDICATOR;
}

static gboolean
is_member_of (HengParameterKind  kind,
              const char        *member)
{
  const char *const *members = kind == HENG_PARAMETER_PARTY ? heng_template_party_members
                               : kind == HENG_PARAMETER_INDICATOR ? heng_template_indicator_members : NULL;

  return members != NULL && (strcmp (member, "name") == 0 || g_strv_contains (members, member));
}

/* Reads `[12]` at @at. Returns: what stands behind, %NULL where there is no row or one too far down */
static const char *
read_row (const char *at,
          int        *row)
{
  char *end;
  guint64 number;

  if (*at != '[' || !g_ascii_isdigit (at[1]))
    return NULL;
  number = g_ascii_strtoull (at + 1, &end, 10);
  if (*end != ']' || number >= HENG_TEMPLATE_ROWS_MAX)
    return NULL;

  *row = (int) number;
  return end + 1;
}

const HengParameter *
heng_template_split_path (const HengTemplate  *self,
                          const char          *path,
                          char               **list,
                          int                 *row,
                          char               **member)
{
  gsize length = strcspn (path, ".[");
  g_autofree char *name = g_strndup (path, length);
  const HengParameter *parameter = heng_template_find_named (self->parameters, name);
  const char *at = path + length;

  *list = *member = NULL;
  *row = -1;
  if (parameter == NULL)
    return NULL;

  if (parameter->kind == HENG_PARAMETER_LIST && *at != '\0')
    {
      g_autofree char *field = NULL;

      at = read_row (at, row);
      if (at == NULL || *at != '.')
        return NULL;
      at++;
      length = strcspn (at, ".[");
      field = g_strndup (at, length);
      at += length;
      parameter = heng_template_find_named (parameter->fields, field);
      if (parameter == NULL)
        return NULL;
    }
  if (*at == '.' && is_member_of (parameter->kind, at + 1))
    {
      *member = g_strdup (at + 1);
      at += strlen (at);
    }
  if (*at != '\0')
    {
      g_clear_pointer (member, g_free);
      return NULL;
    }

  if (*row >= 0)
    *list = g_steal_pointer (&name);
  return parameter;
}

const HengParameter *
heng_template_find_parameter (const HengTemplate *self,
                              const char         *path)
{
  g_autofree char *list = NULL, *member = NULL;
  int row;

  return heng_template_split_path (self, path, &list, &row, &member);
}

char *
heng_template_take_placeholder (const char  *at,
                                const char **end)
{
  gsize length = strcspn (at + 1, "}");

  *end = at + 1 + length + (at[1 + length] == '}');
  return g_strndup (at + 1, length);
}

/* ---- words ---- */

const char *
heng_parameter_kind_get_name (HengParameterKind kind)
{
  g_return_val_if_fail (kind < HENG_N_PARAMETER_KINDS, NULL);

  return heng_parameter_kind_names[kind];
}

const char *
heng_bilingual_pick (const HengBilingual *self,
                     gboolean             chinese)
{
  const char *first = chinese ? self->zh : self->en, *second = chinese ? self->en : self->zh;

  return first != NULL ? first : second != NULL ? second : "";
}

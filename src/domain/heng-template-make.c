// SPDX-License-Identifier: GPL-3.0-or-later
/* The agreement's document that values make. */
#include "heng-template-make.h"

#include "heng-error.h"
#include "heng-json-write.h"
#include "heng-template-make-private.h"
#include "heng-versions.h"
#include "heng-water-standard.h"

#include <string.h>

/**
 * The state of making one document.
 * @named: (element-type utf8 JsonObject): parties and indicators by name, unowned
 * @party_paths, @indicator_paths: (element-type utf8): the value that named each first
 * @texts: (element-type HengTemplateText): the rules with their spans
 */
typedef struct
{
  const HengTemplateValues *values;
  JsonArray                *parties;
  JsonArray                *indicators;
  GHashTable               *named;
  GPtrArray                *party_paths;
  GPtrArray                *indicator_paths;
  GPtrArray                *texts;
} Making;

static void
text_free (gpointer data)
{
  heng_template_text_clear (data);
  g_free (data);
}

static void
making_init (Making                   *self,
             const HengTemplateValues *values)
{
  self->values = values;
  self->parties = json_array_new ();
  self->indicators = json_array_new ();
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->party_paths = g_ptr_array_new_with_free_func (g_free);
  self->indicator_paths = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (text_free);
}

static void
making_clear (Making *self)
{
  json_array_unref (self->parties);
  json_array_unref (self->indicators);
  g_hash_table_unref (self->named);
  g_ptr_array_unref (self->party_paths);
  g_ptr_array_unref (self->indicator_paths);
  g_ptr_array_unref (self->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/* ---- parties and indicators ---- */

/* Whether one is a party and the other an indicator, or one a pool and the other a party with a region. */
static gboolean
is_other_kind (JsonObject *known,
               JsonObject *said)
{
  const char *pool = heng_role_get_name (HENG_ROLE_POOL);
  const char *known_role = json_object_get_string_member_with_default (known, "role", NULL);
  const char *said_role = json_object_get_string_member_with_default (said, "role", NULL);

  return (known_role == NULL) != (said_role == NULL) || (g_strcmp0 (known_role, pool) == 0) != (g_strcmp0 (said_role, pool) == 0);
}

/* A name may stand in several places; what is said of it must agree. */
static gboolean
add_named (Making               *self,
           const HengParameter  *parameter,
           const char           *path,
           JsonObject           *said,
           JsonArray            *array,
           GPtrArray            *paths,
           GError              **error)
{
  const char *name = json_object_get_string_member (said, "name");
  JsonObject *known = g_hash_table_lookup (self->named, name);
  g_autoptr (GList) keys = json_object_get_members (said);

  if (known == NULL)
    {
      g_hash_table_insert (self->named, g_strdup (name), said);
      g_ptr_array_add (paths, g_strdup (path));
      json_array_add_object_element (array, json_object_ref (said));
      return TRUE;
    }

  if (is_other_kind (known, said))
    {
      heng_template_set_error (error, HENG_ERROR_TEMPLATE_CLASH, parameter, path, name, "role");
      return FALSE;
    }
  for (GList *at = keys; at != NULL; at = at->next)
    {
      const char *text = json_object_get_string_member (said, at->data);

      if (!json_object_has_member (known, at->data))
        json_object_set_string_member (known, at->data, text);
      else if (strcmp (at->data, "role") != 0 && strcmp (json_object_get_string_member (known, at->data), text) != 0)
        {
          heng_template_set_error (error, HENG_ERROR_TEMPLATE_CLASH, parameter, path, name, at->data);
          return FALSE;
        }
    }

  return TRUE;
}

/* What a value says of itself, else what the template says. */
static void
set_member (Making     *self,
            JsonObject *object,
            const char *path,
            const char *key,
            const char *fallback)
{
  g_autofree char *full = g_strdup_printf ("%s.%s", path, key);
  const char *text = heng_template_values_get (self->values, full);

  heng_json_set_string (object, key, text != NULL ? text : fallback);
}

static gboolean
add_party (Making               *self,
           const HengParameter  *parameter,
           const char           *path,
           const char           *name,
           GError              **error)
{
  g_autoptr (JsonObject) party = json_object_new ();

  heng_json_set_string (party, "name", name);
  heng_json_set_string (party, "role", heng_role_get_name (parameter->role));
  if (parameter->role != HENG_ROLE_POOL)
    set_member (self, party, path, "region", NULL);
  return add_named (self, parameter, path, party, self->parties, self->party_paths, error);
}

static gboolean
add_indicator (Making               *self,
               const HengParameter  *parameter,
               const char           *path,
               const char           *name,
               GError              **error)
{
  g_autoptr (JsonObject) indicator = json_object_new ();
  const char *standard = parameter->standard;

  if (standard != NULL && strcmp (standard, "*") == 0)
    standard = heng_water_standard_get_use (name) != HENG_CLASS_USE_NONE ? name : NULL;
  heng_json_set_string (indicator, "name", name);
  for (guint i = 0; heng_template_indicator_members[i] != NULL; i++)
    {
      const char *key = heng_template_indicator_members[i];

      set_member (self, indicator, path, key,
                  strcmp (key, "unit") == 0 ? parameter->unit : strcmp (key, "standard") == 0 ? standard
                  : strcmp (key, "observed") == 0 ? parameter->observed : strcmp (key, "aggregate") == 0 ? parameter->aggregate : NULL);
    }
  return add_named (self, parameter, path, indicator, self->indicators, self->indicator_paths, error);
}

/* Checks every value, and collects parties and indicators in the order in which the template asks for them. */
static gboolean
take_values (Making               *self,
             const GPtrArray      *parameters,
             const HengParameter  *list,
             guint                 row,
             GError              **error)
{
  for (guint i = 0; i < parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (parameters, i);
      g_autofree char *path = heng_template_join_path (list, row, parameter), *literal = NULL;

      if (parameter->kind == HENG_PARAMETER_LIST)
        {
          guint n_rows = heng_template_values_get_n_rows (self->values, parameter->name);

          for (guint j = 0; j < n_rows; j++)
            if (!take_values (self, parameter->fields, parameter, j, error))
              return FALSE;
          if (!heng_template_check_list (self->values, parameter, error))
            return FALSE;
          continue;
        }

      literal = heng_template_get_literal (self->values, parameter, path, error);
      if (literal == NULL ||
          (*literal != '\0' && parameter->kind == HENG_PARAMETER_PARTY && !add_party (self, parameter, path, literal, error)) ||
          (*literal != '\0' && parameter->kind == HENG_PARAMETER_INDICATOR && !add_indicator (self, parameter, path, literal, error)))
        return FALSE;
    }

  return TRUE;
}

/* A region may be said where the party is named for the second time, so it is asked for in the end. */
static gboolean
check_regions (Making  *self,
               GError **error)
{
  for (guint i = 0; i < json_array_get_length (self->parties); i++)
    {
      JsonObject *party = json_array_get_object_element (self->parties, i);
      const char *path = g_ptr_array_index (self->party_paths, i);
      gboolean is_pool = strcmp (json_object_get_string_member (party, "role"), heng_role_get_name (HENG_ROLE_POOL)) == 0;

      if (is_pool == json_object_has_member (party, "region"))
        {
          heng_template_set_error (error, is_pool ? HENG_ERROR_TEMPLATE_CLASH : HENG_ERROR_TEMPLATE_REGION,
                                   heng_template_find_parameter (self->values->item, path), path,
                                   json_object_get_string_member (party, "name"), "region");
          return FALSE;
        }
    }

  return TRUE;
}

/* ---- the document ---- */

static void
take_rule (const HengTemplateText *text,
           gpointer                data)
{
  Making *self = data;
  HengTemplateText *kept = g_new (HengTemplateText, 1);

  *kept = *text;
  kept->text = g_string_new (text->text->str);
  kept->spans = g_array_ref (text->spans);
  g_ptr_array_add (self->texts, kept);
}

static gboolean
set_assessed (Making      *self,
              JsonObject  *document,
              GError     **error)
{
  const HengTemplate *item = self->values->item;
  const char *assessed = heng_template_values_get_head (self->values, "assessed");
  g_autoptr (GString) known = g_string_new (NULL);
  HengPeriodKind kind;

  if (assessed == NULL)
    assessed = heng_period_kind_get_name (item->assessed_first);
  heng_json_set_string (document, "assessed", assessed);
  if (heng_period_kind_parse (assessed, &kind) && (item->assessed & (1u << kind)) != 0)
    return TRUE;

  for (guint i = 0; heng_template_assessed_words[i] != NULL; i++)
    if (heng_period_kind_parse (heng_template_assessed_words[i], &kind) && (item->assessed & (1u << kind)) != 0)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", heng_template_assessed_words[i]);
  heng_error_set (error, HENG_ERROR_TEMPLATE_ASSESSED, assessed, known->str, NULL);
  heng_error_place_path (error, "assessed");
  return FALSE;
}

static gboolean
set_head (Making      *self,
          JsonObject  *document,
          const char  *currency,
          GError     **error)
{
  JsonObject *head = self->values->head;
  g_autoptr (GList) keys = json_object_get_members (head);

  heng_json_set_string (document, "hengping", "agreement/1");
  heng_json_set_string (document, "mechanism", heng_mechanism_get_name (self->values->item->mechanism));
  heng_json_set_string (document, "currency", currency);
  if (!heng_template_expand_members (self->values, document, error))
    return FALSE;
  for (GList *at = keys; at != NULL; at = at->next)
    json_object_set_member (document, at->data, json_node_copy (json_object_get_member (head, at->data)));
  return set_assessed (self, document, error);
}

/* Returns: (transfer full): the document, %NULL with @error */
static JsonObject *
make_document (Making      *self,
               const char  *currency,
               GError     **error)
{
  g_autoptr (JsonObject) document = json_object_new ();
  JsonArray *rules = json_array_new ();

  json_object_set_array_member (document, "rules", rules);
  if (!take_values (self, self->values->item->parameters, NULL, 0, error) || !check_regions (self, error) ||
      !set_head (self, document, currency, error) ||
      !heng_template_expand_rules (self->values, FALSE, self->values->chinese, take_rule, self, error))
    return NULL;

  json_object_set_array_member (document, "parties", json_array_ref (self->parties));
  json_object_set_array_member (document, "indicators", json_array_ref (self->indicators));
  for (guint i = 0; i < self->texts->len; i++)
    json_array_add_string_element (rules, ((HengTemplateText *) g_ptr_array_index (self->texts, i))->text->str);
  return g_steal_pointer (&document);
}

/* ---- errors of the document, told of the values ---- */

/* The number in `name[7]` or `name[7].member`; -1 where @path is of something else. */
static int
get_index (const char *path,
           const char *name)
{
  gsize length = strlen (name);

  return strncmp (path, name, length) == 0 && path[length] == '[' ? (int) g_ascii_strtoll (path + length + 1, NULL, 10) : -1;
}

static const char *
find_value (const Making *self,
            const GError *error)
{
  const char *path = heng_error_get_path (error);
  int index;

  if (path == NULL)
    return NULL;
  if ((index = get_index (path, "parties")) >= 0 && (guint) index < self->party_paths->len)
    return g_ptr_array_index (self->party_paths, (guint) index);
  if ((index = get_index (path, "indicators")) >= 0 && (guint) index < self->indicator_paths->len)
    return g_ptr_array_index (self->indicator_paths, (guint) index);
  if ((index = get_index (path, "rules")) >= 0 && (guint) index < self->texts->len)
    return heng_template_text_find (g_ptr_array_index (self->texts, (guint) index), heng_error_get_column (error));

  return NULL;
}

/* The document is nobody's text: a line in it, or a character of its rules, would be no place to look at. */
static void
retell (const Making  *self,
        GError       **error)
{
  g_autoptr (GError) original = g_steal_pointer (error);
  const char *value = find_value (self, original);

  heng_error_set (error, (HengErrorCode) original->code, heng_error_get_argument (original, 0), heng_error_get_argument (original, 1),
                  heng_error_get_argument (original, 2), heng_error_get_argument (original, 3), NULL);
  heng_error_place_path (error, value != NULL ? value : heng_error_get_path (original));
}

HengAgreement *
heng_template_make (const HengTemplateValues  *values,
                    const char                *currency,
                    GError                   **error)
{
  g_auto (Making) making = { 0 };
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  HengAgreement *agreement;

  g_return_val_if_fail (values != NULL, NULL);
  g_return_val_if_fail (currency != NULL, NULL);

  making_init (&making, values);
  document = make_document (&making, currency, error);
  if (document == NULL)
    return NULL;

  root = json_node_init_object (json_node_alloc (), document);
  text = heng_json_write (root, 0);
  agreement = heng_agreement_new_from_json (text, strlen (text), currency, &local_error);
  if (agreement == NULL)
    {
      retell (&making, &local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return agreement;
}

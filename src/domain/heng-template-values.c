// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-values.h"

#include "heng-error.h"
#include "heng-template-private.h"
#include "heng-template-values-private.h"

#include <string.h>

const char *const heng_template_head_texts[] = { "code", "mechanism", "currency", "signed", "from", "to", "assessed", "replaces", "water", NULL };

HengTemplateValues *
heng_template_values_new_empty (HengTemplate *item)
{
  HengTemplateValues *self = g_new0 (HengTemplateValues, 1);

  self->item = heng_template_ref (item);
  self->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->head = json_object_new ();
  return self;
}

void
heng_template_values_free (HengTemplateValues *self)
{
  g_return_if_fail (self != NULL);

  heng_template_unref (self->item);
  g_hash_table_unref (self->cells);
  g_hash_table_unref (self->rows);
  json_object_unref (self->head);
  g_free (self);
}

HengTemplateValues *
heng_template_values_copy (HengTemplateValues *self)
{
  HengTemplateValues *copy;
  g_autoptr (GList) members = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (self != NULL, NULL);

  copy = heng_template_values_new_empty (self->item);
  copy->chinese = self->chinese;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->cells, g_strdup (key), g_strdup (value));
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->rows, g_strdup (key), value);
  members = json_object_get_members (self->head);
  for (GList *at = members; at != NULL; at = at->next)
    json_object_set_member (copy->head, at->data, json_node_copy (json_object_get_member (self->head, at->data)));

  return copy;
}

HengTemplate *
heng_template_values_get_template (const HengTemplateValues *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->item;
}

void
heng_template_values_set_chinese (HengTemplateValues *self,
                                  gboolean            chinese)
{
  g_return_if_fail (self != NULL);

  self->chinese = chinese;
}

gboolean
heng_template_values_get_chinese (const HengTemplateValues *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->chinese;
}

/* ---- rows ---- */

guint
heng_template_values_get_n_rows (const HengTemplateValues *self,
                                 const char               *list)
{
  g_return_val_if_fail (self != NULL, 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, list));
}

static void
set_n_rows (HengTemplateValues *self,
            const char         *list,
            guint               n_rows)
{
  g_hash_table_insert (self->rows, g_strdup (list), GUINT_TO_POINTER (n_rows));
}

void
heng_template_values_add_row (HengTemplateValues *self,
                              const char         *list)
{
  const HengParameter *parameter;
  guint n_rows;

  g_return_if_fail (self != NULL);
  parameter = heng_template_find_named (self->item->parameters, list);
  g_return_if_fail (parameter != NULL && parameter->kind == HENG_PARAMETER_LIST);

  n_rows = heng_template_values_get_n_rows (self, list);
  if (n_rows == HENG_TEMPLATE_ROWS_MAX)
    return;
  set_n_rows (self, list, n_rows + 1);
  for (guint i = 0; i < parameter->fields->len; i++)
    {
      const HengParameter *field = g_ptr_array_index (parameter->fields, i);
      g_autofree char *path = g_strdup_printf ("%s[%u].%s", list, n_rows, field->name);
      const char *fallback = heng_bilingual_pick (&field->fallback, self->chinese);

      if (*fallback != '\0')
        heng_template_values_set (self, path, fallback, NULL);
    }
}

/* Takes the cells of one row away, into @target's row where it is not negative. */
static void
move_row (HengTemplateValues *self,
          const char         *list,
          guint               row,
          int                 target)
{
  g_autofree char *prefix = g_strdup_printf ("%s[%u].", list, row);
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, prefix))
      {
        g_hash_table_iter_steal (&iter);
        if (target >= 0)
          {
            g_ptr_array_add (moved, g_strdup_printf ("%s[%d].%s", list, target, (char *) key + strlen (prefix)));
            g_ptr_array_add (moved, value);
          }
        else
          g_free (value);
        g_free (key);
      }
  for (guint i = 0; i < moved->len; i += 2)
    g_hash_table_insert (self->cells, g_ptr_array_index (moved, i), g_ptr_array_index (moved, i + 1));
}

void
heng_template_values_remove_row (HengTemplateValues *self,
                                 const char         *list,
                                 guint               row)
{
  guint n_rows;

  g_return_if_fail (self != NULL);
  n_rows = heng_template_values_get_n_rows (self, list);
  g_return_if_fail (row < n_rows);

  for (guint i = row; i < n_rows; i++)
    move_row (self, list, i, i == row ? -1 : (int) i - 1);
  set_n_rows (self, list, n_rows - 1);
}

void
heng_template_values_remove_rows (HengTemplateValues *self,
                                  const char         *list)
{
  for (guint i = heng_template_values_get_n_rows (self, list); i > 0; i--)
    move_row (self, list, i - 1, -1);
  g_hash_table_remove (self->rows, list);
}

/* ---- cells ---- */

static void
set_path_error (const HengTemplateValues  *self,
                const char                *path,
                GError                   **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < self->item->parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (self->item->parameters, i);

      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", parameter->name);
      for (guint j = 0; j < parameter->fields->len; j++)
        g_string_append_printf (known, ", %s[0].%s", parameter->name, ((const HengParameter *) g_ptr_array_index (parameter->fields, j))->name);
    }
  heng_error_set (error, HENG_ERROR_TEMPLATE_PATH, path, known->str, NULL);
}

static void
set_cell (HengTemplateValues *self,
          const char         *path,
          const char         *member,
          const char         *text)
{
  g_autofree char *full = member != NULL ? g_strdup_printf ("%s.%s", path, member) : g_strdup (path);
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (stripped == NULL || *stripped == '\0')
    g_hash_table_remove (self->cells, full);
  else
    g_hash_table_insert (self->cells, g_steal_pointer (&full), g_steal_pointer (&stripped));
}

/* `Henan@410000`, `COD@刘庄`: a name, and what it is most often told apart by. */
void
heng_template_values_set_whole (HengTemplateValues  *self,
                                const HengParameter *parameter,
                                const char          *path,
                                const char          *text)
{
  const char *at = text != NULL ? strrchr (text, '@') : NULL;
  g_autofree char *name = at != NULL ? g_strndup (text, (gsize) (at - text)) : g_strdup (text);

  set_cell (self, path, "name", name);
  set_cell (self, path, parameter->kind == HENG_PARAMETER_PARTY ? "region" : "section", at != NULL ? at + 1 : NULL);
}

/* `Yunnan@530000, 1; Guizhou@520000, 5`: rows and their fields in order. */
static gboolean
set_rows (HengTemplateValues   *self,
          const HengParameter  *parameter,
          const char           *text,
          GError              **error)
{
  g_autoptr (GRegex) rows_break = g_regex_new ("[;；]", 0, 0, NULL);
  g_autoptr (GRegex) fields_break = g_regex_new ("[,，]", 0, 0, NULL);
  g_auto (GStrv) rows = g_regex_split (rows_break, text, 0);
  guint row = 0;

  heng_template_values_remove_rows (self, parameter->name);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_regex_split (fields_break, rows[i], 0);

      if (*g_strstrip (rows[i]) == '\0')
        continue;
      for (guint j = 0; fields[j] != NULL; j++)
        {
          const HengParameter *field = j < parameter->fields->len ? g_ptr_array_index (parameter->fields, j) : NULL;
          g_autofree char *path = field != NULL ? g_strdup_printf ("%s[%u].%s", parameter->name, row, field->name)
                                                : g_strdup_printf ("%s[%u].%s", parameter->name, row, g_strstrip (fields[j]));

          if (j == 0 && row < HENG_TEMPLATE_ROWS_MAX)
            heng_template_values_add_row (self, parameter->name);
          if (!heng_template_values_set (self, path, fields[j], error))
            return FALSE;
        }
      row++;
    }

  return TRUE;
}

gboolean
heng_template_values_set (HengTemplateValues  *self,
                          const char          *path,
                          const char          *text,
                          GError             **error)
{
  g_autofree char *list = NULL, *member = NULL;
  const HengParameter *parameter;
  int row;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  parameter = heng_template_split_path (self->item, path, &list, &row, &member);
  if (parameter == NULL || (text != NULL && !g_utf8_validate (text, -1, NULL)))
    {
      set_path_error (self, path, error);
      return FALSE;
    }
  if (parameter->kind == HENG_PARAMETER_LIST)
    return set_rows (self, parameter, text != NULL ? text : "", error);

  if (list != NULL && (guint) row >= heng_template_values_get_n_rows (self, list))
    set_n_rows (self, list, (guint) row + 1);
  if (member == NULL && heng_parameter_has_members (parameter))
    heng_template_values_set_whole (self, parameter, path, text);
  else
    set_cell (self, path, NULL, text);
  return TRUE;
}

const char *
heng_template_values_get (const HengTemplateValues *self,
                          const char               *path)
{
  g_autofree char *list = NULL, *member = NULL, *full = NULL;
  const HengParameter *parameter;
  int row;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  parameter = heng_template_split_path (self->item, path, &list, &row, &member);
  if (parameter == NULL)
    return NULL;

  full = member == NULL && heng_parameter_has_members (parameter) ? g_strdup_printf ("%s.name", path) : g_strdup (path);
  return g_hash_table_lookup (self->cells, full);
}

/* ---- the head ---- */

/* The title, to be written: one that came with a document is read-only. */
static JsonObject *
get_title (HengTemplateValues *self)
{
  static const char *const languages[] = { "zh", "en" };
  JsonObject *title = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *key = g_strdup_printf ("title.%s", languages[i]);
      const char *text = heng_template_values_get_head (self, key);

      if (text != NULL)
        json_object_set_string_member (title, languages[i], text);
    }
  json_object_set_object_member (self->head, "title", title);
  return title;
}

void
heng_template_values_set_head (HengTemplateValues *self,
                               const char         *key,
                               const char         *text)
{
  gboolean is_title = g_str_has_prefix (key, "title.");
  JsonObject *object = self->head;

  g_return_if_fail (self != NULL);
  g_return_if_fail (is_title || g_strv_contains (heng_template_head_texts, key));

  if (is_title)
    {
      object = get_title (self);
      key += strlen ("title.");
    }
  if (text == NULL || *text == '\0')
    json_object_remove_member (object, key);
  else
    json_object_set_string_member (object, key, text);
}

const char *
heng_template_values_get_head (const HengTemplateValues *self,
                               const char               *key)
{
  gboolean is_title = g_str_has_prefix (key, "title.");
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  object = self->head;
  if (is_title)
    {
      node = json_object_get_member (self->head, "title");
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return NULL;
      object = json_node_get_object (node);
      key += strlen ("title.");
    }
  node = json_object_get_member (object, key);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

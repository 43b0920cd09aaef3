// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-arrangement.h"

#include "heng-error.h"

#include <string.h>

#define N_COLUMNS 3

static const char *const headings[N_COLUMNS] = { "[payers]", "[middle]", "[receivers]" };

static void
get_columns (HengFlowArrangement *self,
             GStrv               *columns[N_COLUMNS])
{
  columns[0] = &self->payers;
  columns[1] = &self->middles;
  columns[2] = &self->receivers;
}

void
heng_flow_arrangement_free (HengFlowArrangement *self)
{
  GStrv *columns[N_COLUMNS];

  if (self == NULL)
    return;

  get_columns (self, columns);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_strfreev (*columns[i]);
  g_free (self);
}

static int
find_heading (const char *line)
{
  for (int i = 0; i < N_COLUMNS; i++)
    if (strcmp (line, headings[i]) == 0)
      return i;

  return -1;
}

/* Takes the ids of @lists, those of a column that has none apart. */
static HengFlowArrangement *
take_lists (GPtrArray *lists[N_COLUMNS])
{
  HengFlowArrangement *self = g_new0 (HengFlowArrangement, 1);
  GStrv *columns[N_COLUMNS];

  get_columns (self, columns);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      gboolean is_empty = lists[i]->len == 0;

      g_ptr_array_add (lists[i], NULL);
      *columns[i] = (GStrv) g_ptr_array_free (lists[i], is_empty);
    }

  return self;
}

HengFlowArrangement *
heng_flow_arrangement_new_from_text (const char  *text,
                                     GError     **error)
{
  g_auto (GStrv) lines = g_strsplit (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, "\n", -1);
  GPtrArray *lists[N_COLUMNS];
  HengFlowArrangement *self;
  int column = -1;
  gboolean is_right = TRUE;

  for (guint i = 0; i < N_COLUMNS; i++)
    lists[i] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; lines[i] != NULL && is_right; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line == '\0' || *line == '#')
        continue;
      is_right = *line == '[' ? (column = find_heading (line)) >= 0 : column >= 0;
      if (!is_right)
        {
          heng_error_set (error, HENG_ERROR_FLOW_ORDER, line, NULL);
          heng_error_place (error, NULL, i + 1, 0);
        }
      else if (*line != '[')
        g_ptr_array_add (lists[column], g_strdup (line));
    }

  self = take_lists (lists);
  if (is_right)
    return self;
  heng_flow_arrangement_free (self);
  return NULL;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  const HengFlowNode *first = *(const HengFlowNode *const *) a, *second = *(const HengFlowNode *const *) b;

  return (first->place > second->place) - (first->place < second->place);
}

HengFlowArrangement *
heng_flow_arrangement_new_from_layout (const HengFlowLayout *layout)
{
  static const HengFlowSide sides[N_COLUMNS] = { HENG_FLOW_SIDE_PAYER, HENG_FLOW_SIDE_MIDDLE, HENG_FLOW_SIDE_RECEIVER };
  GPtrArray *lists[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
      g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

      lists[i] = g_ptr_array_new_with_free_func (g_free);
      for (guint j = 0; j < heng_flow_layout_get_n_nodes (layout); j++)
        if (heng_flow_layout_get_node (layout, j)->side == sides[i] && heng_flow_layout_get_node (layout, j)->n_bundled == 0)
          g_ptr_array_add (nodes, (gpointer) heng_flow_layout_get_node (layout, j));
      g_ptr_array_sort (nodes, compare_nodes);
      for (guint j = 0; j < nodes->len; j++)
        if (g_hash_table_add (known, (gpointer) ((const HengFlowNode *) nodes->pdata[j])->id))
          g_ptr_array_add (lists[i], g_strdup (((const HengFlowNode *) nodes->pdata[j])->id));
    }

  return take_lists (lists);
}

char *
heng_flow_arrangement_to_text (const HengFlowArrangement *self)
{
  GString *text = g_string_new (NULL);
  GStrv *columns[N_COLUMNS];

  get_columns ((HengFlowArrangement *) self, columns);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (*columns[i] == NULL)
        continue;
      g_string_append_printf (text, "%s\n", headings[i]);
      for (guint j = 0; (*columns[i])[j] != NULL; j++)
        g_string_append_printf (text, "%s\n", (*columns[i])[j]);
    }

  return g_string_free (text, FALSE);
}

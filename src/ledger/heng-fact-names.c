// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-fact-names.h"

static const struct
{
  HengFactKind kind;
  const char  *sql;
  int          n_columns;
} names[] = {
  [HENG_NAME_SERIES] = { HENG_FACT_OBSERVATION, "SELECT heng_take (agreement, indicator) FROM series WHERE id = ?1", 2 },
  [HENG_NAME_SOURCE] = { HENG_FACT_OBSERVATION, "SELECT heng_take (name) FROM source WHERE id = ?1", 1 },
  [HENG_NAME_PARTY] = { HENG_FACT_ENTRY, "SELECT heng_take (name, region, role) FROM party WHERE id = ?1", 3 },
  [HENG_NAME_COMMODITY] = { HENG_FACT_ENTRY, "SELECT heng_take (name) FROM commodity WHERE id = ?1", 1 },
};

struct _HengNames
{
  HengNameKind which;
  HengQuery   *query;
  GHashTable  *texts; /* number → GString */
  GString     *made;  /* (nullable): of the one that is looked up */
};

static void
text_free (gpointer data)
{
  g_string_free (data, TRUE);
}

HengFactKind
heng_names_get_kind (HengNameKind which)
{
  return names[which].kind;
}

HengNames *
heng_names_new (HengDatabase  *database,
                HengNameKind   which,
                GError       **error)
{
  HengQuery *query = heng_query_prepare (database, names[which].sql, error);
  HengNames *self;

  if (query == NULL)
    return NULL;

  self = g_new0 (HengNames, 1);
  self->which = which;
  self->query = query;
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, text_free);
  return self;
}

void
heng_names_free (HengNames *self)
{
  if (self == NULL)
    return;

  heng_query_finish (self->query);
  g_hash_table_unref (self->texts);
  g_free (self);
}

static void
take_name (const HengRow *row,
           gpointer       data)
{
  HengNames *self = data;

  self->made = g_string_new (NULL);
  heng_row_append (row, 0, names[self->which].n_columns, self->made);
}

gboolean
heng_names_append (HengNames  *self,
                   gint64      id,
                   GString    *text,
                   GError    **error)
{
  const GString *known = g_hash_table_lookup (self->texts, GSIZE_TO_POINTER (id));

  if (known == NULL)
    {
      heng_query_bind_int64_at (self->query, 1, id);
      self->made = NULL;
      if (!heng_query_each (self->query, take_name, self, error))
        g_clear_pointer (&self->made, text_free);
      if (self->made == NULL)
        return FALSE;
      g_hash_table_insert (self->texts, GSIZE_TO_POINTER (id), self->made);
      known = self->made;
    }

  g_string_append_len (text, known->str, (gssize) known->len);
  return TRUE;
}

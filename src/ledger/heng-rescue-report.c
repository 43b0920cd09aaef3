// SPDX-License-Identifier: GPL-3.0-or-later
/* What a rescue found and left. */
#include "heng-rescue-private.h"

#include "heng-json-write.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
gap_free (gpointer data)
{
  HengRescueGap *self = data;

  g_free (self->kind);
  g_free (self->why);
  g_free (self->agreements);
  g_free (self);
}

static void
orphan_free (gpointer data)
{
  HengRescueOrphan *self = data;

  g_free (self->code);
  g_free (self);
}

static void
amount_free (gpointer data)
{
  HengRescueAmount *self = data;

  g_free (self->agreement);
  g_free (self->from);
  g_free (self->to);
  g_free (self->name_zh);
  g_free (self->name_en);
  g_free (self->commodity);
  g_free (self);
}

HengRescue *
heng_rescue_new (const char *name)
{
  HengRescue *self = g_new0 (HengRescue, 1);

  self->old_name = g_strdup (name);
  self->gaps = g_ptr_array_new_with_free_func (gap_free);
  self->orphans = g_ptr_array_new_with_free_func (orphan_free);
  self->regions = g_ptr_array_new_with_free_func (amount_free);
  self->pairs = g_ptr_array_new_with_free_func (amount_free);
  return self;
}

void
heng_rescue_free (HengRescue *self)
{
  if (self == NULL)
    return;

  g_free (self->old_name);
  g_free (self->old_identity);
  g_free (self->old_head);
  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->orphans);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->pairs);
  g_free (self->currency);
  g_free (self->new_head);
  g_free (self);
}

static char *
list_agreements (HengBook            *staged,
                 const HengFoundFact *fact,
                 gint64               first_row)
{
  static const char *const sql[] = {
    [HENG_FACT_AGREEMENT] = "SELECT DISTINCT code FROM agreement_version WHERE id >= :first AND id < :end ORDER BY 1",
    [HENG_FACT_OBSERVATION] = "SELECT DISTINCT s.agreement FROM observation o JOIN series s ON s.id = o.series "
                              "WHERE o.id >= :first AND o.id < :end ORDER BY 1",
    [HENG_FACT_ENTRY] = "SELECT DISTINCT agreement FROM entry WHERE id >= :first AND id < :end ORDER BY 1",
    [HENG_FACT_EVENT] = "SELECT DISTINCT subject FROM event WHERE id >= :first AND id < :end AND kind <> 'created' ORDER BY 1",
    [HENG_N_FACTS] = NULL,
  };
  g_autoptr (HengQuery) query = NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  if (fact->kind < 0 || sql[fact->kind] == NULL || fact->n_rows < 1 || fact->n_rows > HENG_RESCUE_COUNT_MAX || first_row < 1 ||
      first_row > G_MAXINT64 - HENG_RESCUE_COUNT_MAX || (query = heng_query_prepare (staged->database, sql[fact->kind], NULL)) == NULL)
    return NULL;

  heng_query_bind_int64 (query, ":first", first_row);
  heng_query_bind_int64 (query, ":end", first_row + fact->n_rows);
  while (heng_query_step (query, NULL))
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", heng_query_get_name (query, 0));
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

void
heng_rescue_add_gap (HengRescue          *report,
                     HengBook            *staged,
                     gint64               from,
                     gint64               to,
                     const char          *why,
                     const HengFoundFact *fact,
                     gint64               first_row)
{
  GPtrArray *gaps = report->gaps;
  HengRescueGap *last = gaps->len > 0 ? g_ptr_array_index (gaps, gaps->len - 1) : NULL;
  const char *kind = fact != NULL && fact->kind >= 0 ? heng_fact_kind_get_name ((HengFactKind) fact->kind) : NULL;
  g_autofree char *agreements = fact != NULL ? list_agreements (staged, fact, first_row) : NULL;
  HengRescueGap *gap;

  report->n_lost += to - from + 1;
  if (last != NULL && last->to == from - 1 && strcmp (last->why, why) == 0 && g_strcmp0 (last->kind, kind) == 0 &&
      g_strcmp0 (last->agreements, agreements) == 0)
    {
      last->to = to;
      last->n_rows += fact != NULL ? fact->n_rows : 0;
      return;
    }

  gap = g_new0 (HengRescueGap, 1);
  gap->from = from;
  gap->to = to;
  gap->kind = g_strdup (kind);
  gap->why = g_strdup (why);
  gap->n_rows = fact != NULL ? fact->n_rows : 0;
  gap->agreements = g_steal_pointer (&agreements);
  g_ptr_array_add (gaps, gap);
}

char *
heng_rescue_write_gaps (const HengRescue *report)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < report->gaps->len; i++)
    {
      const HengRescueGap *gap = g_ptr_array_index (report->gaps, i);
      JsonObject *member = json_object_new ();

      json_object_set_int_member (member, "from", gap->from);
      json_object_set_int_member (member, "to", gap->to);
      heng_json_set_string (member, "kind", gap->kind);
      heng_json_set_string (member, "why", gap->why);
      json_array_add_object_element (array, member);
    }
  json_node_set_array (node, array);
  return heng_json_write (node, 0);
}

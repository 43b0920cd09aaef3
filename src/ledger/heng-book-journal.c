// SPDX-License-Identifier: GPL-3.0-or-later
/* Entries read back. */
#include "heng-book.h"

#include "heng-book-entries-private.h"
#include "heng-book-private.h"
#include "heng-error.h"

#define ENTRIES \
  "SELECT e.id, e.kind, e.agreement, e.period_kind, e.period_index, e.date, e.booked, e.reverses, " \
  "(SELECT v.id FROM entry v WHERE v.reverses = e.id AND v.id < :bound), e.memo, e.document, f.recorded_ms, f.recorded_by, " \
  "f.number, e.known FROM entry e " \
  "JOIN fact f ON f.number = (SELECT number FROM fact g WHERE g.kind = 'entry' AND g.first_row <= e.id " \
  "ORDER BY g.first_row DESC LIMIT 1) WHERE e.id < :before AND e.date <= :on_day "

static HengEntry *
read_entry (HengQuery *query)
{
  HengEntry *entry = heng_entry_new ((HengEntryKind) heng_query_get_choice (query, 1, HENG_N_ENTRY_KINDS));

  entry->number = heng_query_get_int64 (query, 0);
  entry->agreement = g_strdup (heng_query_get_name (query, 2));
  entry->has_period = heng_query_get_text (query, 3) != NULL;
  entry->period = heng_query_get_period (query, 3);
  entry->date = heng_query_get_day (query, 5);
  entry->booked = heng_query_get_day (query, 6);
  entry->reverses = heng_query_get_int64 (query, 7);
  entry->reversed_by = heng_query_get_int64 (query, 8);
  entry->memo = heng_query_dup_text (query, 9);
  entry->document = heng_query_dup_text (query, 10);
  entry->recorded_ms = heng_query_get_int64 (query, 11);
  entry->recorded_by = heng_query_dup_name (query, 12);
  entry->fact = heng_query_get_int64 (query, 13);
  entry->known = heng_query_get_int64 (query, 14);
  return entry;
}

static gboolean
read_lines (HengBook   *self,
            GPtrArray  *entries,
            GError    **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT l.kind, p.name, p.region, r.name, r.region, c.name, l.amount FROM line l "
    "JOIN party p ON p.id = l.payer JOIN party r ON r.id = l.receiver JOIN commodity c ON c.id = l.commodity "
    "WHERE l.entry = :entry ORDER BY l.sequence", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len && local_error == NULL; i++)
    {
      HengEntry *entry = g_ptr_array_index (entries, i);

      heng_query_bind_int64 (query, ":entry", entry->number);
      while (heng_query_step (query, &local_error))
        {
          HengLine *line = heng_entry_add_line (entry, (HengLineKind) heng_query_get_choice (query, 0, HENG_LINE_PAYMENT + 1), heng_query_get_name (query, 1),
                                                heng_query_get_name (query, 3), heng_query_get_name (query, 5),
                                                heng_query_get_int64 (query, 6));
          const char *from_region = heng_query_get_name (query, 2), *to_region = heng_query_get_name (query, 4);

          line->from_region = *from_region != '\0' ? g_strdup (from_region) : NULL;
          line->to_region = *to_region != '\0' ? g_strdup (to_region) : NULL;
        }
      heng_query_reset (query);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
heng_book_list_entries_after (HengBook  *self,
                              gint64     after,
                              guint      limit,
                              GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, ENTRIES "AND e.id > :after ORDER BY e.id LIMIT :limit", error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  heng_query_bind_int64 (query, ":bound", G_MAXINT64);
  heng_query_bind_int64 (query, ":before", G_MAXINT64);
  heng_query_bind_int64 (query, ":on_day", G_MAXINT32);
  heng_query_bind_int64 (query, ":after", after);
  heng_query_bind_int64 (query, ":limit", limit);
  while (heng_query_step (query, &local_error))
    g_ptr_array_add (entries, read_entry (query));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return read_lines (self, entries, error) ? g_steal_pointer (&entries) : NULL;
}

/* A region's parties, or a pool by its id. */
#define PARTIES_OF(name) \
  "(SELECT id FROM party WHERE region = " name " OR (region = '' AND 'pool:' || agreement || '/' || name = " name "))"
#define ENTRIES_OF(name) \
  "AND e.agreement IN (SELECT agreement FROM party WHERE region = " name " OR (region = '' AND 'pool:' || agreement || '/' || name = " name ")) " \
  "AND EXISTS (SELECT 1 FROM line l WHERE l.entry = e.id AND (l.payer IN " PARTIES_OF (name) " OR l.receiver IN " PARTIES_OF (name) ")) "

GPtrArray *
heng_book_list_entries (HengBook              *self,
                        const HengEntryQuery  *asked,
                        GError               **error)
{
  g_autofree char *sql = g_strconcat (ENTRIES, asked->agreement != NULL ? "AND e.agreement = :agreement " : "",
                                      asked->region != NULL ? ENTRIES_OF (":region") : "",
                                      asked->other_region != NULL ? ENTRIES_OF (":other_region") : "",
                                      "ORDER BY e.id DESC LIMIT :limit", NULL);
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, sql, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GError) local_error = NULL;
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_ENTRY, asked->view.known, &bound, error))
    return NULL;

  heng_query_bind_int64 (query, ":bound", bound);
  heng_query_bind_int64 (query, ":before", asked->before > 0 ? MIN (asked->before, bound) : bound);
  heng_query_bind_int64 (query, ":on_day", asked->view.on_day != HENG_DAY_NONE ? asked->view.on_day : G_MAXINT32);
  heng_query_bind_int64 (query, ":limit", asked->limit > 0 ? (gint64) asked->limit : -1);
  if (asked->agreement != NULL)
    heng_query_bind_text (query, ":agreement", asked->agreement);
  if (asked->region != NULL)
    heng_query_bind_text (query, ":region", asked->region);
  if (asked->other_region != NULL)
    heng_query_bind_text (query, ":other_region", asked->other_region);

  while (heng_query_step (query, &local_error))
    g_ptr_array_add (entries, read_entry (query));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return read_lines (self, entries, error) ? g_steal_pointer (&entries) : NULL;
}

HengEntry *
heng_book_get_entry (HengBook  *self,
                     gint64     number,
                     GError   **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  HengEntryQuery query = { .before = number < G_MAXINT64 ? number + 1 : number, .limit = 1 };

  if (number > 0)
    entries = heng_book_list_entries (self, &query, error);
  if (number > 0 && entries == NULL)
    return NULL;
  if (entries == NULL || entries->len == 0 || ((HengEntry *) g_ptr_array_index (entries, 0))->number != number)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

      heng_error_set (error, HENG_ERROR_ENTRY_UNKNOWN, text, NULL);
      return NULL;
    }

  return g_ptr_array_steal_index (entries, 0);
}

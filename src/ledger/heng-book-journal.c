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
#define IS_OF(name) "(region = " name " OR (region = '' AND 'pool:' || agreement || '/' || name = " name "))"
#define AGREEMENTS_OF(name) "(SELECT agreement FROM party WHERE " IS_OF (name) ") "
#define PARTIES_OF(name) "(SELECT id FROM party WHERE " IS_OF (name) ")"
#define PARTIES_IN_AGREEMENT_OF(name) "(SELECT id FROM party WHERE agreement = :agreement AND " IS_OF (name) ")"
#define HAS_LINE_OF(parties) "AND EXISTS (SELECT 1 FROM line l WHERE l.entry = e.id AND (l.payer IN " parties " OR l.receiver IN " parties ")) "

static void
bind_asked (HengQuery             *query,
            const HengEntryQuery  *asked,
            gint64                 bound)
{
  heng_query_bind_int64 (query, ":before", asked->before > 0 ? MIN (asked->before, bound) : bound);
  heng_query_bind_int64 (query, ":on_day", asked->view.on_day != HENG_DAY_NONE ? asked->view.on_day : G_MAXINT32);
  if (asked->region != NULL)
    heng_query_bind_text (query, ":region", asked->region);
  if (asked->other_region != NULL)
    heng_query_bind_text (query, ":other_region", asked->other_region);
}

static int
compare_descending (gconstpointer a,
                    gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

/* Adds the numbers of the entries of one agreement that are among the newest. */
static gboolean
take_newest (HengQuery   *query,
             const char  *agreement,
             guint        limit,
             GArray      *numbers,
             GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  heng_query_bind_text (query, ":agreement", agreement);
  heng_query_bind_int64 (query, ":after", numbers->len == limit ? g_array_index (numbers, gint64, limit - 1) : 0);
  while (heng_query_step (query, &local_error))
    {
      gint64 number = heng_query_get_int64 (query, 0);

      g_array_append_val (numbers, number);
    }
  heng_query_reset (query);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_array_sort (numbers, compare_descending);
  g_array_set_size (numbers, MIN (numbers->len, limit));
  return TRUE;
}

/* The least number of the entries asked for, of a region: the newest of each of its agreements are taken, as far as they can be among the
 * newest of all. SQLite for itself would read and sort all entries of the region. */
static gboolean
find_oldest (HengBook              *self,
             const HengEntryQuery  *asked,
             gint64                 bound,
             gint64                *oldest,
             GError               **error)
{
  g_autofree char *agreements_sql = g_strconcat ("SELECT DISTINCT agreement FROM party WHERE " IS_OF (":region"),
                                                 asked->other_region != NULL ? " AND agreement IN " AGREEMENTS_OF (":other_region") : "", NULL);
  g_autofree char *newest_sql = g_strconcat (
    "SELECT e.id FROM entry e WHERE e.agreement = :agreement AND e.id > :after AND e.id < :before AND e.date <= :on_day "
    HAS_LINE_OF (PARTIES_IN_AGREEMENT_OF (":region")),
    asked->other_region != NULL ? HAS_LINE_OF (PARTIES_IN_AGREEMENT_OF (":other_region")) : "", "ORDER BY e.id DESC LIMIT :limit", NULL);
  g_autoptr (HengQuery) agreements = heng_query_prepare (self->database, agreements_sql, error);
  g_autoptr (HengQuery) newest = heng_query_prepare (self->database, newest_sql, error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (agreements == NULL || newest == NULL)
    return FALSE;
  heng_query_bind_text (agreements, ":region", asked->region);
  if (asked->other_region != NULL)
    heng_query_bind_text (agreements, ":other_region", asked->other_region);
  bind_asked (newest, asked, bound);
  heng_query_bind_int64 (newest, ":limit", asked->limit);
  while (heng_query_next (agreements))
    take_newest (newest, heng_query_get_name (agreements, 0), asked->limit, numbers, heng_query_failure (agreements));

  *oldest = numbers->len == asked->limit ? g_array_index (numbers, gint64, asked->limit - 1) : 0;
  return heng_query_done (agreements, error);
}

GPtrArray *
heng_book_list_entries (HengBook              *self,
                        const HengEntryQuery  *asked,
                        GError               **error)
{
  g_autofree char *sql = g_strconcat (ENTRIES "AND e.id >= :oldest ", asked->agreement != NULL ? "AND e.agreement = :agreement " : "",
                                      asked->region != NULL ? "AND e.agreement IN " AGREEMENTS_OF (":region")
                                                              HAS_LINE_OF (PARTIES_OF (":region")) : "",
                                      asked->other_region != NULL ? "AND e.agreement IN " AGREEMENTS_OF (":other_region")
                                                                    HAS_LINE_OF (PARTIES_OF (":other_region")) : "",
                                      "ORDER BY e.id DESC LIMIT :limit", NULL);
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, sql, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GError) local_error = NULL;
  gint64 bound, oldest = 0;

  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_ENTRY, asked->view.known, &bound, error) ||
      (asked->agreement == NULL && asked->region != NULL && asked->limit > 0 && !find_oldest (self, asked, bound, &oldest, error)))
    return NULL;

  bind_asked (query, asked, bound);
  heng_query_bind_int64 (query, ":bound", bound);
  heng_query_bind_int64 (query, ":oldest", oldest);
  heng_query_bind_int64 (query, ":limit", asked->limit > 0 ? (gint64) asked->limit : -1);
  if (asked->agreement != NULL)
    heng_query_bind_text (query, ":agreement", asked->agreement);

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

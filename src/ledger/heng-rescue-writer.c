// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows of another book, taken over as they were recorded. Only what must change does: numbers of entries behind a gap, and the short numbers
 * that stand for names. */
#include "heng-rescue-private.h"

#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-json-write.h"

#include <string.h>

/* Entries old_first … old_first + n - 1 are new_first … here. */
typedef struct
{
  gint64 old_first;
  gint64 n;
  gint64 new_first;
} Segment;

struct _HengRescueWriter
{
  HengBook *book;
  GArray   *segments; /* (element-type Segment): by old_first */
};

HengRescueWriter *
heng_rescue_writer_new (HengBook *book)
{
  HengRescueWriter *self = g_new0 (HengRescueWriter, 1);

  self->book = book;
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  return self;
}

void
heng_rescue_writer_free (HengRescueWriter *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->segments);
  g_free (self);
}

/* The number that an entry has here, 0 where it is lost. */
static gint64
map_entry (HengRescueWriter *self,
           gint64            old)
{
  for (guint low = 0, high = self->segments->len; low < high;)
    {
      guint middle = (low + high) / 2;
      const Segment *segment = &g_array_index (self->segments, Segment, middle);

      if (old < segment->old_first)
        high = middle;
      else if (old >= segment->old_first + segment->n)
        low = middle + 1;
      else
        return old - segment->old_first + segment->new_first;
    }

  return 0;
}

/* ---- the log ---- */

gboolean
heng_rescue_append (HengBook          *book,
                    HengFactKind       kind,
                    gint64             recorded_ms,
                    const char        *recorded_by,
                    const HengOrigin  *origin,
                    gint64             first_row,
                    gint64             n_rows,
                    GError           **error)
{
  g_autoptr (HengFactReader) reader = heng_fact_reader_new (book, kind, error);
  g_autofree char *digest = reader != NULL ? heng_fact_reader_get_digest (reader, first_row, n_rows, error) : NULL;
  g_autofree char *before = NULL, *hash = NULL;
  gint64 count;

  if (digest == NULL || !heng_book_get_head (book, &count, &before, error))
    return FALSE;

  hash = heng_fact_make_hash (count + 1, heng_fact_kind_get_name (kind), recorded_ms, recorded_by, origin != NULL ? origin->name : NULL,
                              origin != NULL ? origin->digest : NULL, n_rows, digest, before);
  return heng_fact_insert (book, count + 1, kind, recorded_ms, recorded_by, origin, first_row, n_rows, digest, hash, error);
}

static gboolean
insert_event (HengBook    *book,
              gint64       row,
              const char  *kind,
              const char  *subject,
              const char  *data,
              GError     **error)
{
  g_autoptr (HengQuery) insert = heng_query_prepare (book->database,
    "INSERT INTO event (id, kind, subject, data) VALUES (:id, :kind, :subject, :data)", error);

  if (insert == NULL)
    return FALSE;
  heng_query_bind_int64 (insert, ":id", row);
  heng_query_bind_text (insert, ":kind", kind);
  heng_query_bind_text (insert, ":subject", subject);
  heng_query_bind_text (insert, ":data", data);
  return heng_query_run (insert, error);
}

gboolean
heng_rescue_append_event (HengBook    *book,
                          const char  *kind,
                          const char  *subject,
                          const char  *data,
                          GError     **error)
{
  gint64 row;

  return heng_fact_next_row (book, HENG_FACT_EVENT, &row, error) && insert_event (book, row, kind, subject, data, error) &&
         heng_rescue_append (book, HENG_FACT_EVENT, book->clock (book->clock_data), book->recorder, NULL, row, 1, error);
}

/* ---- events ---- */

/* Whether fact @number here is an event of one of @kinds (ended by %NULL). */
static gboolean
has_event (HengRescueWriter  *self,
           gint64             number,
           const char *const *kinds)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT e.kind FROM fact f JOIN event e ON e.id = f.first_row WHERE f.number = :number AND f.kind = 'event'", NULL);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":number", number);
  return heng_query_step (query, NULL) && g_strv_contains (kinds, heng_query_get_name (query, 0));
}

/* Whether statement @statement of the period was issued here; the first needs none before it. */
static gboolean
has_statement (HengRescueWriter *self,
               const char       *agreement,
               const char       *period,
               gint64            statement)
{
  static const char *const kinds[] = { "issued", NULL };
  g_autoptr (GPtrArray) events = heng_event_list (self->book, agreement, kinds, 0, 0, NULL);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const HengEvent *event = g_ptr_array_index (events, i);

      if (heng_json_get_int64 (event->data, "statement", 0) == statement &&
          g_strcmp0 (heng_json_get_string (event->data, "period"), period) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What the event speaks of must be here: an entry, whose number may be another here, an exception, a dispute, a statement. */
static const char *
check_references (HengRescueWriter *self,
                  const char       *kind,
                  const char       *subject,
                  JsonObject       *data,
                  gboolean         *is_changed)
{
  static const char *const exceptions[] = { "override", "freeze", NULL }, *const disputes[] = { "disputed", NULL };
  gint64 entry = heng_json_get_int64 (data, "entry", 0), statement = heng_json_get_int64 (data, "statement", 0);
  gint64 exception = heng_json_get_int64 (data, "exception", 0), dispute = heng_json_get_int64 (data, "dispute", 0);
  gboolean is_issue = strcmp (kind, "issued") == 0;

  *is_changed = FALSE;
  if (strcmp (kind, "created") == 0)
    return "created";
  if (entry != 0 && strcmp (kind, "run") == 0)
    {
      gint64 here = map_entry (self, entry);

      if (here == 0)
        return "run";
      *is_changed = here != entry;
      json_object_set_int_member (data, "entry", here);
    }
  if ((exception != 0 && !has_event (self, exception, exceptions)) || (dispute != 0 && !has_event (self, dispute, disputes)) ||
      (statement > (is_issue ? 1 : 0) && !has_statement (self, subject, heng_json_get_string (data, "period"), statement - is_issue)))
    return "hangs";

  return NULL;
}

static gboolean
take_event (HengRescueWriter  *self,
            gint64             old_row,
            gint64             row,
            const char       **hangs,
            GError           **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, "SELECT kind, subject, data FROM old.event WHERE id = :id", error);
  g_autoptr (JsonObject) data = NULL;
  g_autofree char *text = NULL;
  gboolean is_changed = FALSE;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":id", old_row);
  if (!heng_query_step (query, error))
    return FALSE;

  if ((data = heng_json_read_object (heng_query_get_name (query, 2), NULL)) != NULL &&
      (*hangs = check_references (self, heng_query_get_name (query, 0), heng_query_get_name (query, 1), data, &is_changed)) != NULL)
    return TRUE;
  if (is_changed)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

      json_node_set_object (node, data);
      text = heng_json_write (node, 0);
    }

  return insert_event (self->book, row, heng_query_get_name (query, 0), heng_query_get_name (query, 1),
                       text != NULL ? text : heng_query_get_name (query, 2), error);
}

/* ---- entries ---- */

/* An entry that reverses a lost one would stand alone. */
static gboolean
check_reversals (HengRescueWriter  *self,
                 gint64             first,
                 gint64             end,
                 const char       **hangs,
                 GError           **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT reverses FROM old.entry WHERE id >= :first AND id < :end AND reverses IS NOT NULL", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":first", first);
  heng_query_bind_int64 (query, ":end", end);
  while (*hangs == NULL && heng_query_step (query, &local_error))
    if (map_entry (self, heng_query_get_int64 (query, 0)) == 0)
      *hangs = "reversal";
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Reversals are few, and each is found where its own fact is taken. */
static gboolean
insert_entries (HengRescueWriter  *self,
                gint64             first,
                gint64             end,
                gint64             row,
                GError           **error)
{
  g_autoptr (HengQuery) read = heng_query_prepare (self->book->database,
    "SELECT id, reverses FROM old.entry WHERE id >= :first AND id < :end ORDER BY id", error);
  g_autoptr (HengQuery) insert = heng_query_prepare (self->book->database,
    "INSERT INTO entry (id, kind, agreement, period_kind, period_index, date, booked, reverses, known, memo, document) "
    "SELECT :row, kind, agreement, period_kind, period_index, date, booked, :reverses, known, memo, document FROM old.entry WHERE id = :id",
    error);
  g_autoptr (GError) local_error = NULL;

  if (read == NULL || insert == NULL)
    return FALSE;
  heng_query_bind_int64 (read, ":first", first);
  heng_query_bind_int64 (read, ":end", end);
  while (local_error == NULL && heng_query_step (read, &local_error))
    {
      gint64 id = heng_query_get_int64 (read, 0);

      heng_query_bind_int64 (insert, ":id", id);
      heng_query_bind_int64 (insert, ":row", id - first + row);
      if (heng_query_is_null (read, 1))
        heng_query_bind_null (insert, ":reverses");
      else
        heng_query_bind_int64 (insert, ":reverses", map_entry (self, heng_query_get_int64 (read, 1)));
      heng_query_run (insert, &local_error);
      heng_query_reset (insert);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run_between (HengRescueWriter  *self,
             const char        *sql,
             gint64             first,
             gint64             end,
             gint64             row,
             GError           **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, sql, error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, first);
  heng_query_bind_int64_at (query, 2, end);
  heng_query_bind_int64_at (query, 3, row - first);
  return heng_query_run (query, error);
}

static gboolean
take_entries (HengRescueWriter  *self,
              gint64             first,
              gint64             n,
              gint64             row,
              const char       **hangs,
              GError           **error)
{
  Segment segment = { first, n, row }, *last;

  if (!check_reversals (self, first, first + n, hangs, error))
    return FALSE;
  if (*hangs != NULL)
    return TRUE;
  /* Names that lines of these entries use and the book has not yet. */
  if (!run_between (self, "INSERT INTO party (agreement, name, region, role) SELECT DISTINCT p.agreement, p.name, p.region, p.role "
                    "FROM old.line l JOIN old.party p ON p.id IN (l.payer, l.receiver) WHERE l.entry >= ?1 AND l.entry < ?2 AND ?3 IS NOT NULL "
                    "AND NOT EXISTS (SELECT 1 FROM party q WHERE q.agreement = p.agreement AND q.name = p.name AND q.region = p.region "
                    "AND q.role = p.role) ORDER BY p.id", first, first + n, row, error) ||
      !run_between (self, "INSERT INTO commodity (name) SELECT DISTINCT c.name FROM old.line l JOIN old.commodity c ON c.id = l.commodity "
                    "WHERE l.entry >= ?1 AND l.entry < ?2 AND ?3 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM commodity d WHERE d.name = c.name) "
                    "ORDER BY c.id", first, first + n, row, error) ||
      !insert_entries (self, first, first + n, row, error) ||
      !run_between (self, "INSERT INTO line (entry, sequence, kind, payer, receiver, commodity, amount) "
                    "SELECT l.entry + ?3, l.sequence, l.kind, "
                    "(SELECT q.id FROM old.party p JOIN party q USING (agreement, name, region, role) WHERE p.id = l.payer), "
                    "(SELECT q.id FROM old.party p JOIN party q USING (agreement, name, region, role) WHERE p.id = l.receiver), "
                    "(SELECT d.id FROM old.commodity c JOIN commodity d USING (name) WHERE c.id = l.commodity), l.amount "
                    "FROM old.line l WHERE l.entry >= ?1 AND l.entry < ?2 ORDER BY l.entry, l.sequence", first, first + n, row, error))
    return FALSE;

  last = self->segments->len > 0 ? &g_array_index (self->segments, Segment, self->segments->len - 1) : NULL;
  if (last != NULL && last->old_first + last->n == first && last->new_first + last->n == row)
    last->n += n;
  else
    g_array_append_val (self->segments, segment);
  return TRUE;
}

/* ---- other rows ---- */

static gboolean
take_observations (HengRescueWriter  *self,
                   gint64             first,
                   gint64             n,
                   gint64             row,
                   GError           **error)
{
  return run_between (self, "INSERT INTO series (agreement, indicator) SELECT DISTINCT s.agreement, s.indicator FROM old.observation o "
                      "JOIN old.series s ON s.id = o.series WHERE o.id >= ?1 AND o.id < ?2 AND ?3 IS NOT NULL AND NOT EXISTS "
                      "(SELECT 1 FROM series t WHERE t.agreement = s.agreement AND t.indicator = s.indicator) ORDER BY s.id",
                      first, first + n, row, error) &&
         run_between (self, "INSERT INTO source (name) SELECT DISTINCT s.name FROM old.observation o JOIN old.source s ON s.id = o.source "
                      "WHERE o.id >= ?1 AND o.id < ?2 AND ?3 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source t WHERE t.name = s.name) "
                      "ORDER BY s.id", first, first + n, row, error) &&
         run_between (self, "INSERT INTO observation (id, series, period_kind, period_index, source, value, method, document) "
                      "SELECT o.id + ?3, (SELECT t.id FROM old.series s JOIN series t USING (agreement, indicator) WHERE s.id = o.series), "
                      "o.period_kind, o.period_index, (SELECT t.id FROM old.source s JOIN source t USING (name) WHERE s.id = o.source), "
                      "o.value, o.method, o.document FROM old.observation o WHERE o.id >= ?1 AND o.id < ?2 ORDER BY o.id",
                      first, first + n, row, error);
}

static gboolean
take_agreement (HengRescueWriter  *self,
                gint64             old_row,
                gint64             row,
                const char       **hangs,
                GError           **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, "SELECT code, document FROM old.agreement_version WHERE id = :id", error);
  g_autoptr (HengAgreement) agreement = NULL;
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":id", old_row);
  if (!heng_query_step (query, error))
    return FALSE;

  agreement = heng_agreement_new_from_document (heng_query_get_name (query, 1), self->book->currency, NULL);
  if (agreement == NULL || strcmp (agreement->code, heng_query_get_name (query, 0)) != 0)
    {
      *hangs = "document";
      return TRUE;
    }
  if (heng_book_insert_agreement (self->book, agreement, row, &local_error))
    return TRUE;
  if (heng_error_is (local_error, HENG_ERROR_DOCUMENT_REGION_UNKNOWN))
    {
      *hangs = "region";
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_rescue_writer_take (HengRescueWriter     *self,
                         const HengFoundFact  *fact,
                         gint64                first_row,
                         const char          **hangs,
                         GError              **error)
{
  HengOrigin origin = { fact->source_name, fact->source_digest };
  HengFactKind kind = (HengFactKind) fact->kind;
  gboolean done = FALSE;
  gint64 row;

  *hangs = NULL;
  if (!heng_fact_next_row (self->book, kind, &row, error))
    return FALSE;

  switch (kind)
    {
    case HENG_FACT_EVENT:
      done = take_event (self, first_row, row, hangs, error);
      break;
    case HENG_FACT_ENTRY:
      done = take_entries (self, first_row, fact->n_rows, row, hangs, error);
      break;
    case HENG_FACT_OBSERVATION:
      done = take_observations (self, first_row, fact->n_rows, row, error);
      break;
    case HENG_FACT_AGREEMENT:
      done = take_agreement (self, first_row, row, hangs, error);
      break;
    case HENG_FACT_REGION:
      done = run_between (self, "INSERT INTO region_version SELECT id + ?3, code, name_zh, name_en, parent, plate, grain_role, energy_role, "
                          "longitude, latitude, capital FROM old.region_version WHERE id >= ?1 AND id < ?2 ORDER BY id",
                          first_row, first_row + fact->n_rows, row, error);
      break;
    default:
      g_return_val_if_reached (FALSE);
    }

  return done && (*hangs != NULL || heng_rescue_append (self->book, kind, fact->recorded_ms, fact->recorded_by, &origin, row, fact->n_rows,
                                                        error));
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The one log: what a fact's canonical text is, and how one is appended. */
#include "heng-book-kept.h"

#include "heng-digest.h"
#include "heng-error.h"
#include "heng-json-write.h"

/* The format of canonical texts; a later one keeps this for old facts. */
#define TEXT_FORMAT 1

static const struct
{
  const char *name;
  const char *table;
} kinds[] = {
  [HENG_FACT_AGREEMENT] = { "agreement", "agreement_version" },
  [HENG_FACT_REGION] = { "region", "region_version" },
  [HENG_FACT_OBSERVATION] = { "observation", "observation" },
  [HENG_FACT_ENTRY] = { "entry", "entry" },
  [HENG_FACT_EVENT] = { "event", "event" },
};

const char *
heng_fact_kind_get_name (HengFactKind kind)
{
  return kinds[kind].name;
}

const char *
heng_fact_kind_get_table (HengFactKind kind)
{
  return kinds[kind].table;
}

static void
append_text (GString    *text,
             const char *key,
             const char *value)
{
  g_string_append_printf (text, ",\"%s\":", key);
  if (value != NULL)
    heng_json_append_string (text, value);
  else
    g_string_append (text, "null");
}

char *
heng_fact_make_hash (gint64      number,
                     const char *kind,
                     gint64      recorded_ms,
                     const char *recorded_by,
                     const char *source_name,
                     const char *source_digest,
                     gint64      n_rows,
                     const char *rows_digest,
                     const char *hash_before)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "{\"format\":%d,\"number\":%" G_GINT64_FORMAT, TEXT_FORMAT, number);
  append_text (text, "kind", kind);
  g_string_append_printf (text, ",\"recorded_ms\":%" G_GINT64_FORMAT, recorded_ms);
  append_text (text, "recorded_by", recorded_by);
  append_text (text, "source_name", source_name);
  append_text (text, "source_digest", source_digest);
  g_string_append_printf (text, ",\"rows\":%" G_GINT64_FORMAT, n_rows);
  append_text (text, "rows_digest", rows_digest);
  append_text (text, "before", hash_before);
  g_string_append_c (text, '}');

  return heng_digest_make (text->str, text->len);
}

gboolean
heng_fact_next_row (HengBook      *book,
                    HengFactKind   kind,
                    gint64        *row,
                    GError       **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce(max(id), 0) + 1 FROM %s", kinds[kind].table);

  return heng_database_get_int64 (book->database, sql, 1, row, error);
}

/* The clock may be set back; the order of what is known may not. */
static gboolean
read_clock (HengBook  *book,
            gint64    *now_ms,
            GError   **error)
{
  gint64 last_ms;

  if (!heng_database_get_int64 (book->database, "SELECT recorded_ms FROM fact ORDER BY number DESC LIMIT 1", 0, &last_ms, error))
    return FALSE;

  *now_ms = MAX (book->clock (book->clock_data), last_ms);
  return TRUE;
}

gboolean
heng_fact_insert (HengBook          *book,
                  gint64             number,
                  HengFactKind       kind,
                  gint64             recorded_ms,
                  const char        *recorded_by,
                  const HengOrigin  *origin,
                  gint64             first_row,
                  gint64             n_rows,
                  const char        *digest,
                  const char        *hash,
                  GError           **error)
{
  g_autoptr (HengQuery) insert = heng_query_prepare (book->database,
    "INSERT INTO fact (number, kind, recorded_ms, recorded_by, source_name, source_digest, first_row, n_rows, rows_digest, hash) "
    "VALUES (:number, :kind, :recorded_ms, :recorded_by, :source_name, :source_digest, :first_row, :n_rows, :digest, :hash)", error);
  g_autoptr (HengQuery) update = heng_query_prepare (book->database,
    "UPDATE head SET count = :count, hash = :hash WHERE id = 1", error);

  if (insert == NULL || update == NULL)
    return FALSE;

  heng_query_bind_int64 (insert, ":number", number);
  heng_query_bind_text (insert, ":kind", kinds[kind].name);
  heng_query_bind_int64 (insert, ":recorded_ms", recorded_ms);
  heng_query_bind_text (insert, ":recorded_by", recorded_by);
  heng_query_bind_text (insert, ":source_name", origin != NULL ? origin->name : NULL);
  heng_query_bind_text (insert, ":source_digest", origin != NULL ? origin->digest : NULL);
  heng_query_bind_int64 (insert, ":first_row", first_row);
  heng_query_bind_int64 (insert, ":n_rows", n_rows);
  heng_query_bind_text (insert, ":digest", digest);
  heng_query_bind_text (insert, ":hash", hash);
  heng_query_bind_int64 (update, ":count", number);
  heng_query_bind_text (update, ":hash", hash);
  return heng_query_run (insert, error) && heng_query_run (update, error);
}

/* Lines are written in thousands without SQLite's looking up whom they name; whoever is not there would be told by nobody else. */
static gboolean
check_names (HengFactReader  *reader,
             GError         **error)
{
  if (heng_fact_reader_get_n_nameless (reader) == 0)
    return TRUE;

  heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "line", NULL);
  return FALSE;
}

gboolean
heng_fact_append (HengBook          *book,
                  HengFactKind       kind,
                  const HengOrigin  *origin,
                  gint64             first_row,
                  gint64             n_rows,
                  GError           **error)
{
  g_autoptr (HengFactReader) reader = heng_fact_reader_new (book, kind, error);
  g_autoptr (HengKeptSums) sums = NULL;
  g_autofree char *digest = NULL, *before = NULL, *hash = NULL;
  gint64 count, now_ms;

  g_return_val_if_fail (n_rows > 0, FALSE);

  if (reader == NULL || (kind == HENG_FACT_ENTRY && (sums = heng_kept_sums_new (book, error)) == NULL))
    return FALSE;
  heng_fact_reader_set_sums (reader, sums);
  /* The digest is of what the file holds, read back, not of what was meant; so are the sums. */
  if ((digest = heng_fact_reader_get_digest (reader, first_row, n_rows, error)) == NULL || !check_names (reader, error) ||
      (sums != NULL && !heng_book_kept_write (book, sums, first_row, first_row + n_rows, error)) ||
      !heng_book_get_head (book, &count, &before, error) || !read_clock (book, &now_ms, error))
    return FALSE;

  hash = heng_fact_make_hash (count + 1, kinds[kind].name, now_ms, book->recorder, origin != NULL ? origin->name : NULL,
                              origin != NULL ? origin->digest : NULL, n_rows, digest, before);
  return heng_fact_insert (book, count + 1, kind, now_ms, book->recorder, origin, first_row, n_rows, digest, hash, error);
}

gboolean
heng_fact_append_event (HengBook          *book,
                        const char        *kind,
                        const char        *subject,
                        const char        *data,
                        const HengOrigin  *origin,
                        GError           **error)
{
  g_autoptr (HengQuery) insert = heng_query_prepare (book->database,
    "INSERT INTO event (id, kind, subject, data) VALUES (:id, :kind, :subject, :data)", error);
  gint64 row;

  if (insert == NULL || !heng_fact_next_row (book, HENG_FACT_EVENT, &row, error))
    return FALSE;

  heng_query_bind_int64 (insert, ":id", row);
  heng_query_bind_text (insert, ":kind", kind);
  heng_query_bind_text (insert, ":subject", subject);
  heng_query_bind_text (insert, ":data", data);
  return heng_query_run (insert, error) && heng_fact_append (book, HENG_FACT_EVENT, origin, row, 1, error);
}

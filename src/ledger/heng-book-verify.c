// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether the file holds what was recorded, and nothing else. */
#include "heng-book-verify.h"

#include "heng-book-changed.h"
#include "heng-book-kept.h"
#include "heng-book-review-private.h"
#include "heng-book-verify-file.h"
#include "heng-digest.h"
#include "heng-error.h"
#include "heng-verify-progress.h"

#include <string.h>

typedef struct
{
  HengBook      *book;
  HengVerifyFunc found;
  gpointer       data;
  gint64         n_found;
  GHashTable    *told; /* (element-type utf8): the findings so far, each behind its fact */

  HengFactReader *readers[HENG_N_FACTS];
  gint64          next_rows[HENG_N_FACTS]; /* where the next fact of a kind must begin */
  char           *hash;
  gint64          n_facts;
  HengKeptSums   *sums; /* (nullable): of all lines, where the book keeps any */
  HengVerifyProgress progress;
} Verification;

/* Takes @finding, and tells it; several checks may come upon the same change, which is told, and counted, once. */
static void
take_finding (Verification *self,
              gint64        fact,
              GError       *finding_taken)
{
  g_autoptr (GError) finding = finding_taken;

  if (!g_hash_table_add (self->told, g_strdup_printf ("%" G_GINT64_FORMAT " %s", fact, finding->message)))
    return;

  self->n_found++;
  if (self->found != NULL)
    self->found (fact, finding, self->data);
}

static void
report (Verification *self,
        gint64        fact,
        const char   *what)
{
  GError *finding = NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, fact);

  heng_error_set (&finding, HENG_ERROR_BOOK_CHANGED, number, what, NULL);
  take_finding (self, fact, finding);
}

static void
report_kept (const char *what,
             const char *kept,
             const char *computed,
             gpointer    data)
{
  GError *finding = NULL;

  heng_error_set (&finding, HENG_ERROR_BOOK_KEPT_SUM, what, kept, computed, NULL);
  take_finding (data, 0, finding);
}

/* Waits for what was checked meanwhile. */
static gboolean
check_file (Verification   *self,
            HengFileCheck  *check,
            GError        **error)
{
  GPtrArray *found = heng_file_check_finish (check, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      GError *finding = NULL;

      heng_error_set (&finding, HENG_ERROR_BOOK_FILE, g_ptr_array_index (found, i), NULL);
      take_finding (self, 0, finding);
    }
  return found != NULL;
}

static int
find_kind (const char *name)
{
  for (int i = 0; i < HENG_N_FACTS; i++)
    if (g_strcmp0 (heng_fact_kind_get_name ((HengFactKind) i), name) == 0)
      return i;

  return -1;
}

/* %FALSE where the work shall end. */
static gboolean
check_fact (Verification  *self,
            HengQuery     *query,
            GError       **stopped)
{
  gint64 number = heng_query_get_int64 (query, 0), first_row = heng_query_get_int64 (query, 6), n_rows = heng_query_get_int64 (query, 7);
  const char *kind_name = heng_query_get_name (query, 1), *stored_hash = heng_query_get_text (query, 9);
  int kind = find_kind (kind_name);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL, *hash = NULL;

  if (number > self->n_facts + 1)
    report (self, self->n_facts + 1, "missing");
  else if (number != self->n_facts + 1)
    report (self, self->n_facts + 1, "number");
  if (kind < 0)
    report (self, number, "kind");
  else if (first_row != self->next_rows[kind] || n_rows < 1)
    report (self, number, "first row");
  else if ((digest = heng_fact_reader_get_digest (self->readers[kind], first_row, n_rows, &error)) == NULL)
    {
      if (heng_error_is (error, HENG_ERROR_CANCELLED))
        {
          g_propagate_error (stopped, g_steal_pointer (&error));
          return FALSE;
        }
      report (self, number, "row");
    }
  else if (g_strcmp0 (digest, heng_query_get_text (query, 8)) != 0)
    report (self, number, kind_name);
  /* A line's text names its parties; that they are parties of its agreement stands in the entry and beside the name. */
  if (kind >= 0 && heng_fact_reader_take_foreign (self->readers[kind]))
    report (self, number, "party");

  hash = heng_fact_make_hash (number, kind_name, heng_query_get_int64 (query, 2), heng_query_get_text (query, 3),
                              heng_query_get_text (query, 4), heng_query_get_text (query, 5), n_rows, heng_query_get_text (query, 8),
                              self->hash);
  if (g_strcmp0 (hash, stored_hash) != 0 || heng_query_has_hidden (query))
    report (self, number, "hash");
  g_free (self->hash);
  self->hash = g_strdup (stored_hash);
  if (kind >= 0)
    self->next_rows[kind] = first_row + n_rows;
  self->n_facts = number;
  return TRUE;
}

static gboolean
check_chain (Verification  *self,
             GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT number, kind, recorded_ms, recorded_by, source_name, source_digest, first_row, n_rows, rows_digest, hash "
    "FROM fact ORDER BY number", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  self->hash = g_strdup ("");
  for (guint i = 0; i < HENG_N_FACTS; i++)
    {
      self->next_rows[i] = 1;
      if ((self->readers[i] = heng_fact_reader_new (self->book, (HengFactKind) i, error)) == NULL)
        return FALSE;
    }
  if (self->book->version >= HENG_BOOK_KEPT_VERSION && (self->sums = heng_kept_sums_new (self->book, error)) == NULL)
    return FALSE;
  heng_fact_reader_set_sums (self->readers[HENG_FACT_ENTRY], self->sums);

  while (local_error == NULL && heng_query_step (query, &local_error))
    if (check_fact (self, query, &local_error))
      heng_verify_progress_add (&self->progress, (guint64) CLAMP (heng_query_get_int64 (query, 7), 0, G_MAXUINT32), &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Rows before the first and behind the last that facts name; those between are read with their facts. */
static gboolean
check_strays (Verification  *self,
              const char    *table,
              const char    *key,
              gint64         end,
              GError       **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*), min (%1$s) FROM %2$s WHERE %1$s < 1 OR %1$s >= :end", key, table);
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, sql, error);
  g_autofree char *n_rows = NULL, *first = NULL;
  g_autoptr (GError) local_error = NULL;
  GError *finding = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":end", end);
  if (!heng_query_step (query, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (heng_query_get_int64 (query, 0) == 0)
    return TRUE;

  n_rows = heng_query_dup_text (query, 0);
  first = heng_query_dup_text (query, 1);
  heng_error_set (&finding, HENG_ERROR_BOOK_STRAY, table, n_rows, first, NULL);
  take_finding (self, 0, finding);
  return TRUE;
}

/* A head that is not the last fact's: from where the two part nothing is as it was recorded. */
static void
check_head (Verification *self,
            gint64        count,
            const char   *head)
{
  g_autofree char *kept = NULL, *made = NULL;
  GError *finding = NULL;

  if (count == self->n_facts && g_strcmp0 (head, self->hash) == 0)
    return;

  kept = heng_head_format (count, head, 0);
  made = heng_head_format (self->n_facts, self->hash, 0);
  heng_error_set (&finding, HENG_ERROR_BOOK_APART, kept, made, NULL);
  take_finding (self, count == self->n_facts ? count : MIN (count, self->n_facts) + 1, finding);
}

static gboolean
check_ends (Verification  *self,
            GError       **error)
{
  g_autofree char *head = NULL;
  gint64 count, n_lines, n_hidden;

  for (guint i = 0; i < HENG_N_FACTS; i++)
    if (!check_strays (self, heng_fact_kind_get_table ((HengFactKind) i), "id", self->next_rows[i], error))
      return FALSE;
  if (!check_strays (self, "line", "entry", self->next_rows[HENG_FACT_ENTRY], error) ||
      !heng_database_get_int64 (self->book->database, "SELECT count (*) FROM line", 0, &n_lines, error) ||
      !heng_database_get_int64 (self->book->database, "SELECT count (*) FROM head WHERE instr (hash, char (0)) > 0", 0, &n_hidden, error) ||
      !heng_book_get_head (self->book, &count, &head, error))
    return FALSE;
  /* Nothing else is wrong, and still they are not as many. */
  if (self->n_found == 0 && n_lines != heng_fact_reader_get_n_lines (self->readers[HENG_FACT_ENTRY]))
    report (self, self->n_facts, "line");
  check_head (self, count, n_hidden > 0 ? NULL : head);
  return TRUE;
}

/* The columns that lists read are made from the documents. */
static gboolean
check_agreements (Verification  *self,
                  GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT v.code, v.document, v.title_zh, v.title_en, v.mechanism, v.from_day, v.to_day, "
    "(SELECT number FROM fact f WHERE f.kind = 'agreement' AND f.first_row <= v.id ORDER BY f.first_row DESC LIMIT 1), "
    "v.parties, v.search FROM agreement_version v ORDER BY v.id", error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query) && heng_verify_progress_add (&self->progress, HENG_VERIFY_AGREEMENT_STEPS, heng_query_failure (query)))
    {
      const char *document = heng_query_get_name (query, 1);
      g_autoptr (HengAgreement) agreement = heng_agreement_new_from_json (document, strlen (document), self->book->currency, NULL);
      gboolean right = FALSE;

      if (agreement == NULL || heng_query_has_hidden (query) || strcmp (agreement->code, heng_query_get_name (query, 0)) != 0 ||
          g_strcmp0 (agreement->title_zh, heng_query_get_text (query, 2)) != 0 ||
          g_strcmp0 (agreement->title_en, heng_query_get_text (query, 3)) != 0 ||
          (gint64) agreement->mechanism != heng_query_get_int64 (query, 4) ||
          agreement->from_day != heng_query_get_int64 (query, 5) || agreement->to_day != heng_query_get_int64 (query, 6) ||
          !heng_book_check_texts (self->book, agreement, heng_query_get_int64 (query, 7), heng_query_get_name (query, 8),
                                  heng_query_get_name (query, 9), &right, NULL) || !right)
        report (self, heng_query_get_int64 (query, 7), "agreement");
    }
  return heng_query_done (query, error);
}

#define FACT_OF_ENTRY "(SELECT number FROM fact f WHERE f.kind = 'entry' AND f.first_row <= e.id ORDER BY f.first_row DESC LIMIT 1) "

/* That parties are of the agreement of the entries that name them. Where sums are made, that is seen with the entries, but for what an
 * agreement's code has behind a NUL. */
static gboolean
check_parties (Verification  *self,
               GError       **error)
{
  static const char all[] =
    "SELECT DISTINCT " FACT_OF_ENTRY
    "FROM line l JOIN entry e ON e.id = l.entry JOIN party p ON p.id = l.payer JOIN party r ON r.id = l.receiver "
    "WHERE p.agreement <> e.agreement OR r.agreement <> e.agreement";
  static const char hidden[] =
    "SELECT min (" FACT_OF_ENTRY ") FROM party p CROSS JOIN line l ON p.id IN (l.payer, l.receiver) JOIN entry e ON e.id = l.entry "
    "WHERE instr (p.agreement, char (0)) > 0 GROUP BY p.id";
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, self->sums == NULL ? all : hidden, error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query))
    report (self, heng_query_get_int64 (query, 0), "party");
  return heng_query_done (query, error);
}

static gboolean
check_settlements (Verification  *self,
                   GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT e.id, e.agreement, e.period_kind, e.period_index, e.known, "
    "(SELECT number FROM fact f WHERE f.kind = 'entry' AND f.first_row <= e.id ORDER BY f.first_row DESC LIMIT 1) "
    "FROM entry e WHERE e.kind = 0 ORDER BY e.id", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  while (heng_query_step (query, &local_error) && heng_verify_progress_add (&self->progress, HENG_VERIFY_SETTLEMENT_STEPS, &local_error))
    {
      HengPeriod period = heng_query_get_period (query, 2);
      g_autoptr (GError) settle_error = NULL;
      gboolean right = FALSE;

      if (!heng_book_check_run (self->book, heng_query_get_int64 (query, 0), heng_query_get_name (query, 1), period,
                                heng_query_get_int64 (query, 4), &right, &settle_error) || !right)
        report (self, heng_query_get_int64 (query, 5), "settlement");
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
event_found_cb (gint64      fact,
                const char *what,
                gpointer    data)
{
  report (data, fact, what);
}

/* What was stated to the parties is what the facts known then make due. */
static gboolean
check_statements (Verification  *self,
                  GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT e.subject, e.data, f.number FROM event e JOIN fact f ON f.kind = 'event' AND f.first_row = e.id "
    "WHERE e.kind = 'issued' ORDER BY e.id", error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query))
    {
      g_autoptr (GError) settle_error = NULL;
      gboolean right = FALSE;

      if (!heng_book_check_issue (self->book, heng_query_get_name (query, 0), heng_query_get_name (query, 1), &right, &settle_error) ||
          !right)
        report (self, heng_query_get_int64 (query, 2), "statement");
    }
  return heng_query_done (query, error);
}

/* Lines that facts do not hold are in no sum; they were found before. */
static gboolean
check_kept (Verification  *self,
            GError       **error)
{
  return self->sums == NULL || heng_book_kept_compare (self->book, self->sums, report_kept, self, error);
}

/* What the book remembers as settled must be. */
static gboolean
check_settled (Verification  *self,
               GError       **error)
{
  g_autofree char *agreement = NULL;
  HengPeriod period;

  if (!heng_book_check_settled (self->book, &agreement, &period, error))
    return FALSE;
  if (agreement != NULL)
    report (self, self->n_facts, "settled");
  return TRUE;
}

static gboolean
check_facts (Verification  *self,
             gboolean       settlements,
             GError       **error)
{
  return check_chain (self, error) && check_ends (self, error) && check_kept (self, error) && check_agreements (self, error) &&
         check_parties (self, error) &&
         heng_book_check_events (self->book, settlements, event_found_cb, self, error) &&
         (!settlements || (check_settlements (self, error) && check_statements (self, error) && check_settled (self, error)));
}

gboolean
heng_book_verify (HengBook        *self,
                  gboolean         settlements,
                  HengVerifyFunc   found,
                  gpointer         data,
                  gint64          *n_found,
                  GError         **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Verification verification = { .book = self, .found = found, .data = data, .told = told };
  g_autoptr (HengFileCheck) check = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (!heng_book_begin_reading (self, error))
    return FALSE;

  heng_verify_progress_begin (&verification.progress, self, settlements);
  check = heng_file_check_new (self);
  done = check_facts (&verification, settlements, &local_error);
  /* What the file lacks is told even where it cannot be read on. */
  if (!heng_error_is (local_error, HENG_ERROR_CANCELLED))
    done = check_file (&verification, check, done ? &local_error : NULL) && done;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  for (guint i = 0; i < HENG_N_FACTS; i++)
    heng_fact_reader_free (verification.readers[i]);
  heng_verify_progress_end (&verification.progress);
  heng_kept_sums_free (verification.sums);
  g_free (verification.hash);
  heng_book_end_reading (self);
  if (n_found != NULL)
    *n_found = verification.n_found;
  return done;
}

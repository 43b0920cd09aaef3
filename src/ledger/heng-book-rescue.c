// SPDX-License-Identifier: GPL-3.0-or-later
/* A new book of what is left of a damaged one. */
#include "heng-book-rescue.h"

#include "heng-book-kept.h"
#include "heng-book-verify.h"
#include "heng-error.h"
#include "heng-file.h"
#include "heng-json-write.h"
#include "heng-new-file.h"
#include "heng-rescue-private.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

/* Each round knows the gaps that the one before found: two do, more where a fact can only stand with another that is lost. */
#define ROUNDS_MAX 12

typedef struct
{
  const char  *currency;
  const char  *recorder;
  GPtrArray   *regions;
  HengClock    clock;
  gpointer     clock_data;
  HengProgressFunc progress;
  gpointer     progress_data;
  GCancellable *cancellable;

  HengBook    *staged;
  const char  *staged_path;
  const char  *copy_path;
  HengRescue  *report;
  GHashTable  *excluded; /* numbers of facts that cannot stand */
  char        *gaps;     /* of the round before, as JSON */

  HengBook    *book;
  gint64       expected; /* number of the next fact */
} Rescue;

/* ---- the new book ---- */

/* What the first fact states: the old book, its head, and the gaps. */
static char *
write_created (Rescue *self)
{
  JsonObject *object = json_object_new (), *from = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) gaps = json_from_string (self->gaps, NULL);

  heng_json_set_string (object, "currency", self->book->currency);
  heng_json_set_string (from, "name", self->report->old_name);
  heng_json_set_string (from, "identity", self->report->old_identity);
  json_object_set_int_member (from, "count", self->report->old_count);
  heng_json_set_string (from, "head", self->report->old_head);
  json_object_set_member (from, "gaps", g_steal_pointer (&gaps));
  json_object_set_object_member (object, "rescued", from);
  json_node_take_object (node, object);
  return heng_json_write (node, 0);
}

/* The place of a lost fact: so that the others keep their numbers, by which facts speak of each other. @kind (nullable): what it was */
static gboolean
fill_gap (Rescue      *self,
          gint64       up_to,
          const char  *why,
          const char  *kind,
          GError     **error)
{
  for (; self->expected <= up_to; self->expected++)
    {
      g_autofree char *data = g_strdup_printf ("{\"fact\":%" G_GINT64_FORMAT ",\"why\":\"%s\"}", self->expected, why);
      guint n_regions = 0;

      /* A book knows its regions from its second fact on; without them no agreement can stand. */
      if ((kind == NULL || strcmp (kind, "region") == 0) && !heng_rescue_replace_regions (self->report, self->staged, self->book,
                                                                                      self->expected == 2 ? self->regions : NULL, &n_regions,
                                                                                      error))
        return FALSE;
      if (n_regions == 0 && !heng_rescue_append_event (self->book, "lost", "", data, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_fact (Rescue              *self,
           HengRescueWriter    *writer,
           const HengFoundFact *fact,
           gint64               first_row,
           const char          *why,
           gboolean             is_doubtful,
           GError             **error)
{
  gint64 first_missing = self->expected;

  if (!heng_book_report_progress (self->book, (guint64) MIN (fact->number, self->report->old_count), (guint64) self->report->old_count,
                                  error))
    return FALSE;
  if (fact->number > first_missing)
    {
      heng_rescue_add_gap (self->report, self->staged, first_missing, fact->number - 1, "lost", NULL, 0);
      if (!fill_gap (self, fact->number - 1, "lost", NULL, error))
        return FALSE;
    }
  /* The new book's first fact stands in place of the old one's. */
  if (fact->number == 1)
    return TRUE;
  if (why == NULL && g_hash_table_contains (self->excluded, GSIZE_TO_POINTER (fact->number)))
    why = "hangs";
  if (why == NULL && !heng_rescue_writer_take (writer, fact, first_row, &why, error))
    return FALSE;
  if (why != NULL)
    {
      heng_rescue_add_gap (self->report, self->staged, fact->number, fact->number, why, fact, first_row);
      return fill_gap (self, fact->number, why, heng_fact_kind_get_name ((HengFactKind) fact->kind), error);
    }

  self->expected++;
  self->report->n_taken++;
  self->report->n_doubtful += is_doubtful;
  return TRUE;
}

/* Finds out whether the first fact can be believed; the currency stands in it. */
static gboolean
read_first (Rescue  *self,
            char   **currency,
            GError **error)
{
  g_autoptr (HengRescueChain) chain = heng_rescue_chain_new (self->staged, error);
  g_autoptr (HengQuery) query = NULL;
  const HengFoundFact *fact;
  g_autoptr (GError) local_error = NULL;
  const char *why;
  gboolean is_doubtful;
  gint64 first_row;

  if (chain == NULL)
    return FALSE;
  fact = heng_rescue_chain_next (chain, &first_row, &why, &is_doubtful, &local_error);
  if (fact != NULL && fact->number == 1 && why == NULL && fact->kind == HENG_FACT_EVENT &&
      (query = heng_query_prepare (self->staged->database, "SELECT subject FROM event WHERE id = :id AND kind = 'created'", &local_error)) != NULL)
    {
      heng_query_bind_int64 (query, ":id", first_row);
      if (heng_query_step (query, &local_error) && heng_currency_is_valid (heng_query_get_name (query, 0)))
        {
          *currency = heng_query_dup_text (query, 0);
          self->report->old_identity = g_strdup (fact->hash);
        }
    }
  self->report->is_currency_known = *currency != NULL;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_facts (Rescue  *self,
            GError **error)
{
  g_autoptr (HengRescueChain) chain = heng_rescue_chain_new (self->staged, error);
  g_autoptr (HengRescueWriter) writer = heng_rescue_writer_new (self->book);
  const HengFoundFact *fact;
  g_autoptr (GError) local_error = NULL;
  const char *why;
  gboolean is_doubtful;
  gint64 first_row;

  if (chain == NULL)
    return FALSE;
  while ((fact = heng_rescue_chain_next (chain, &first_row, &why, &is_doubtful, &local_error)) != NULL)
    if (!take_fact (self, writer, fact, first_row, why, is_doubtful, error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* Nothing needs to hold the places behind the last fact. */
  if (self->report->old_count >= self->expected)
    heng_rescue_add_gap (self->report, self->staged, self->expected, self->report->old_count, "lost", NULL, 0);
  return TRUE;
}

static gboolean
list_orphans (Rescue  *self,
              GError **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT agreement, count (*) FROM entry WHERE agreement NOT IN (SELECT code FROM agreement_version) GROUP BY agreement ORDER BY agreement",
    error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query))
    {
      HengRescueOrphan *orphan = g_new0 (HengRescueOrphan, 1);

      orphan->code = heng_query_dup_text (query, 0);
      orphan->n_entries = heng_query_get_int64 (query, 1);
      g_ptr_array_add (self->report->orphans, orphan);
    }
  return heng_query_done (query, error);
}

static gboolean
fill_book (Rescue  *self,
           GError **error)
{
  g_autofree char *data = write_created (self);

  self->expected = 2;
  self->report->n_taken = self->report->n_lost = self->report->n_doubtful = 0;
  self->report->are_regions_ours = FALSE;
  self->report->n_nameless = 0;
  g_ptr_array_set_size (self->report->gaps, 0);
  g_ptr_array_set_size (self->report->orphans, 0);
  if (!self->report->is_currency_known)
    heng_rescue_add_gap (self->report, self->staged, 1, 1, "lost", NULL, 0);
  return heng_book_create_schema (self->book, error) &&
         heng_database_execute (self->book->database, "INSERT INTO head (id, count, hash) VALUES (1, 0, '')", error) &&
         heng_rescue_append_event (self->book, "created", self->book->currency, data, error) && take_facts (self, error) &&
         list_orphans (self, error) && heng_book_kept_rebuild (self->book, error);
}

/* ---- rounds ---- */

static void
found_cb (gint64        fact,
          const GError *finding,
          gpointer      data)
{
  Rescue *self = data;
  const char *what = heng_error_get_argument (finding, 1), *sign = what != NULL ? strchr (what, '#') : NULL;

  if (fact <= 0 && sign != NULL)
    fact = g_ascii_strtoll (sign + 1, NULL, 10);
  if (fact > 1)
    g_hash_table_add (self->excluded, GSIZE_TO_POINTER (fact));
}

/* Writes the empty file @path and checks it as any other book is checked. @is_done: nothing was found, and the first fact names the gaps. */
static gboolean
make_round (Rescue      *self,
            const char  *path,
            gboolean    *is_done,
            GError     **error)
{
  HengDatabase *database = heng_database_open (path, HENG_DATABASE_WRITE, error);
  g_autoptr (HengBook) book = NULL;
  g_autoptr (HengQuery) attach = NULL;
  g_autofree char *gaps = NULL;
  gint64 n_found;

  if (database == NULL)
    return FALSE;
  self->book = book = heng_book_wrap (database, self->recorder, self->clock, self->clock_data);
  book->version = HENG_BOOK_VERSION;
  book->currency = g_strdup (self->currency);
  heng_book_set_progress (book, self->progress, self->progress_data, self->cancellable);
  if ((attach = heng_query_prepare (database, "ATTACH DATABASE :path AS old", error)) == NULL)
    return FALSE;
  heng_query_bind_text (attach, ":path", self->staged_path);
  if (!heng_query_run (attach, error))
    return FALSE;
  g_clear_pointer (&attach, heng_query_finish);

  if (!heng_database_begin (database, error) || !heng_book_end (book, fill_book (self, error), error))
    return FALSE;
  gaps = heng_rescue_write_gaps (self->report);
  *is_done = strcmp (gaps, self->gaps) == 0;
  g_free (self->gaps);
  self->gaps = g_steal_pointer (&gaps);
  if (*is_done && !heng_book_verify (book, FALSE, found_cb, self, &n_found, error))
    return FALSE;
  *is_done = *is_done && n_found == 0;

  g_free (self->report->new_head);
  self->report->new_head = NULL;
  if (*is_done && !heng_rescue_compare_amounts (self->report, self->copy_path, book, error))
    return FALSE;

  return heng_book_get_head (book, &self->report->new_count, &self->report->new_head, error) &&
         heng_database_execute (database, "DETACH DATABASE old", error) && heng_database_make_single (database, error);
}

static gboolean
make_book (Rescue       *self,
           HengNewFile  *file,
           GError      **error)
{
  g_autofree char *currency = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean is_done = FALSE;
  gint64 count = 0;

  if (!read_first (self, &currency, error))
    return FALSE;
  if (currency != NULL)
    self->currency = currency;
  /* That there is none is no error; a disk that could not be read is. */
  if (!heng_book_get_head (self->staged, &count, &self->report->old_head, &local_error) && !heng_error_is (local_error, HENG_ERROR_BOOK_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (local_error != NULL || count > HENG_RESCUE_COUNT_MAX || count < 1)
    {
      g_clear_pointer (&self->report->old_head, g_free);
      count = 0;
    }
  self->report->old_count = count;

  for (guint i = 0; i < ROUNDS_MAX && !is_done; i++)
    {
      if (!heng_new_file_empty (file, error) || !make_round (self, heng_new_file_get_name (file), &is_done, error))
        return FALSE;
      if (self->report->n_taken == 0)
        break;
      /* Where the head cannot be read the last fact tells. */
      self->report->old_count = MAX (self->report->old_count, self->expected - 1);
    }
  self->book = NULL;
  if (is_done && self->report->n_taken > 0)
    return TRUE;

  heng_error_set (error, HENG_ERROR_RESCUE_NOTHING, NULL);
  return FALSE;
}

/* ---- the old file ---- */

static gboolean
check_broken (const char  *broken,
              GError     **error)
{
  if (g_file_test (broken, G_FILE_TEST_IS_REGULAR))
    return TRUE;

  heng_error_set (error, g_file_test (broken, G_FILE_TEST_EXISTS) ? HENG_ERROR_FILE_NO_FILE : HENG_ERROR_BOOK_MISSING, broken, NULL);
  heng_error_place (error, broken, 0, 0);
  return FALSE;
}

/* What the file's logs hold is put into the copy, where SQLite can still do that. */
static gboolean
copy_broken (const char  *broken,
             const char  *copy,
             HengRescue  *report,
             GError     **error)
{
  static const char *const logs[] = { "-wal", "-journal" };
  g_autofree char *followed = heng_file_follow (broken);
  gboolean has_log = FALSE;
  struct stat status;

  if (!heng_file_copy (broken, copy, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *from = g_strconcat (followed, logs[i], NULL), *to = g_strconcat (copy, logs[i], NULL);

      if (stat (from, &status) != 0 || status.st_size == 0)
        continue;
      if (!heng_file_copy (from, to, error))
        return FALSE;
      has_log = TRUE;
    }
  g_chmod (copy, 0600);
  if (has_log)
    {
      g_autoptr (HengDatabase) database = heng_database_open (copy, HENG_DATABASE_WRITE, NULL);
      gint64 n_pages;

      report->is_log_lost = database == NULL || !heng_database_get_int64 (database, "SELECT count (*) FROM sqlite_schema", 0, &n_pages, NULL) ||
                            !heng_database_execute (database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
    }

  return TRUE;
}

HengRescue *
heng_book_rescue (const char        *broken,
                  const char        *path,
                  const char        *currency,
                  const char        *recorder,
                  GPtrArray         *regions,
                  HengClock          clock,
                  gpointer           clock_data,
                  HengProgressFunc   progress,
                  gpointer           progress_data,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autofree char *name = g_path_get_basename (broken);
  g_autoptr (HengRescue) report = heng_rescue_new (name);
  Rescue self = { .currency = currency, .recorder = recorder, .regions = regions, .clock = clock, .clock_data = clock_data,
                  .progress = progress, .progress_data = progress_data, .cancellable = cancellable, .report = report };
  g_autofree char *full_path = g_canonicalize_filename (path, NULL), *copy = NULL, *staged = NULL;
  g_autoptr (HengNewFile) file = NULL;
  gboolean done;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      heng_error_set (error, HENG_ERROR_FILE_EXISTS, path, NULL);
      return NULL;
    }

  if (!check_broken (broken, error) || (file = heng_new_file_begin (full_path, error)) == NULL)
    return NULL;
  copy = g_strconcat (heng_new_file_get_name (file), "-copy", NULL);
  self.copy_path = copy;
  self.staged_path = staged = g_strconcat (heng_new_file_get_name (file), "-rows", NULL);
  self.excluded = g_hash_table_new (NULL, NULL);
  self.gaps = g_strdup ("[]");
  done = copy_broken (broken, copy, report, error) && (self.staged = heng_rescue_stage (copy, staged, report, progress, progress_data, cancellable, error)) != NULL &&
         make_book (&self, file, error);
  heng_book_free (self.staged);
  g_hash_table_unref (self.excluded);
  g_free (self.gaps);
  /* What the old file lacks is no fault of the new one's. */
  if (!done && error != NULL && heng_error_is (*error, HENG_ERROR_RESCUE_NOTHING))
    heng_error_place (error, broken, 0, 0);
  else if (!done)
    heng_new_file_place (file, error);

  return done && heng_new_file_publish (file, error) ? g_steal_pointer (&report) : NULL;
}

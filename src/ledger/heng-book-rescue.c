// SPDX-License-Identifier: GPL-3.0-or-later
/* A new book of what is left of a damaged one. */
#include "heng-book-rescue.h"

#include "heng-book-kept.h"
#include "heng-error.h"
#include "heng-json-write.h"
#include "heng-new-file.h"
#include "heng-rescue-private.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

/* Each round knows the gaps that the one before found: two do, more where a fact can only stand with another that is lost. */
#define ROUNDS_MAX 12
/* The head's count is believed up to here; it may be damaged itself. */
#define COUNT_MAX G_MAXINT32

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
  HengRescue  *report;
  GHashTable  *excluded; /* numbers of facts that cannot stand */
  char        *gaps;     /* of the round before, as JSON */

  HengBook    *book;
  gint64       expected; /* number of the next fact */
} Rescue;

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
  g_free (self->new_head);
  g_free (self);
}

/* ---- gaps ---- */

static char *
list_agreements (Rescue              *self,
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

  if (fact->kind < 0 || sql[fact->kind] == NULL || fact->n_rows < 1 || fact->n_rows > COUNT_MAX || first_row < 1 ||
      first_row > G_MAXINT64 - COUNT_MAX || (query = heng_query_prepare (self->staged->database, sql[fact->kind], NULL)) == NULL)
    return NULL;

  heng_query_bind_int64 (query, ":first", first_row);
  heng_query_bind_int64 (query, ":end", first_row + fact->n_rows);
  while (heng_query_step (query, NULL))
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", heng_query_get_name (query, 0));
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

/* @fact (nullable): what the log still tells of it. */
static void
add_gap (Rescue              *self,
         gint64               from,
         gint64               to,
         const char          *why,
         const HengFoundFact *fact,
         gint64               first_row)
{
  GPtrArray *gaps = self->report->gaps;
  HengRescueGap *last = gaps->len > 0 ? g_ptr_array_index (gaps, gaps->len - 1) : NULL;
  const char *kind = fact != NULL && fact->kind >= 0 ? heng_fact_kind_get_name ((HengFactKind) fact->kind) : NULL;
  g_autofree char *agreements = fact != NULL ? list_agreements (self, fact, first_row) : NULL;
  HengRescueGap *gap;

  self->report->n_lost += to - from + 1;
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

static char *
write_gaps (HengRescue *report)
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

static gboolean
is_region_code (const char *text)
{
  return strlen (text) == 6 && strspn (text, "0123456789") == 6;
}

static void
add_nameless (Rescue     *self,
              GPtrArray  *regions,
              GHashTable *seen,
              const char *code)
{
  HengRegion *region;
  g_autoptr (HengRegion) known = NULL;

  if (code == NULL || !is_region_code (code) || g_hash_table_contains (seen, code) ||
      (known = heng_book_find_region (self->book, code, NULL)) != NULL)
    return;

  region = heng_region_new ();
  region->code = g_strdup (code);
  region->name_zh = g_strdup (code);
  region->name_en = g_strdup (code);
  g_ptr_array_add (regions, region);
  g_hash_table_add (seen, region->code);
}

/* Regions that agreements and entries name and the book has not: their codes stand for their names, so that no amount is lost with a name.
 * Returns: (transfer full) (element-type HengRegion) */
static GPtrArray *
list_nameless (Rescue *self)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HengQuery) parties = heng_query_prepare (self->staged->database, "SELECT DISTINCT region FROM party ORDER BY region", NULL);
  g_autoptr (HengQuery) documents = heng_query_prepare (self->staged->database, "SELECT document FROM agreement_version ORDER BY id", NULL);

  while (parties != NULL && heng_query_step (parties, NULL))
    add_nameless (self, regions, seen, heng_query_get_text (parties, 0));
  while (documents != NULL && heng_query_step (documents, NULL))
    {
      g_autoptr (HengAgreement) agreement = heng_agreement_new_from_document (heng_query_get_name (documents, 0), self->currency, NULL);

      for (guint i = 0; agreement != NULL && i < agreement->parties->len; i++)
        add_nameless (self, regions, seen, heng_agreement_get_party (agreement, i)->region);
    }
  return regions;
}

/* Writes regions in the place of lost ones, as one fact. @n: how many */
static gboolean
replace_regions (Rescue   *self,
                 guint    *n,
                 GError  **error)
{
  g_autoptr (GPtrArray) nameless = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  *n = 0;
  if (self->expected == 2)
    for (guint i = 0; i < self->regions->len; i++)
      g_ptr_array_add (all, g_ptr_array_index (self->regions, i));
  nameless = list_nameless (self);
  for (guint i = 0; i < nameless->len; i++)
    {
      HengRegion *region = g_ptr_array_index (nameless, i);
      gboolean is_there = FALSE;

      for (guint j = 0; self->expected == 2 && j < self->regions->len && !is_there; j++)
        is_there = strcmp (((HengRegion *) g_ptr_array_index (self->regions, j))->code, region->code) == 0;
      if (!is_there)
        {
          g_ptr_array_add (all, region);
          self->report->n_nameless++;
        }
    }
  self->report->are_regions_ours = self->report->are_regions_ours || self->expected == 2;
  return all->len == 0 || heng_book_append_regions (self->book, all, NULL, n, error);
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
      if ((kind == NULL || strcmp (kind, "region") == 0) && !replace_regions (self, &n_regions, error))
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
      add_gap (self, first_missing, fact->number - 1, "lost", NULL, 0);
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
      add_gap (self, fact->number, fact->number, why, fact, first_row);
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
      (query = heng_query_prepare (self->staged->database, "SELECT subject FROM event WHERE id = :id AND kind = 'created'", NULL)) != NULL)
    {
      heng_query_bind_int64 (query, ":id", first_row);
      if (heng_query_step (query, NULL) && heng_currency_is_valid (heng_query_get_name (query, 0)))
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
    add_gap (self, self->expected, self->report->old_count, "lost", NULL, 0);
  return TRUE;
}

static gboolean
list_orphans (Rescue  *self,
              GError **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT agreement, count (*) FROM entry WHERE agreement NOT IN (SELECT code FROM agreement_version) GROUP BY agreement ORDER BY agreement",
    error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  while (heng_query_step (query, &local_error))
    {
      HengRescueOrphan *orphan = g_new0 (HengRescueOrphan, 1);

      orphan->code = heng_query_dup_text (query, 0);
      orphan->n_entries = heng_query_get_int64 (query, 1);
      g_ptr_array_add (self->report->orphans, orphan);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
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
    add_gap (self, 1, 1, "lost", NULL, 0);
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

/* Writes the file @path and checks it as any other book is checked. @is_done: nothing was found, and the first fact names the gaps. */
static gboolean
make_round (Rescue      *self,
            const char  *path,
            gboolean    *is_done,
            GError     **error)
{
  HengDatabase *database = heng_database_open (path, HENG_DATABASE_CREATE, error);
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
  gaps = write_gaps (self->report);
  *is_done = strcmp (gaps, self->gaps) == 0;
  g_free (self->gaps);
  self->gaps = g_steal_pointer (&gaps);
  if (*is_done && !heng_book_verify (book, FALSE, found_cb, self, &n_found, error))
    return FALSE;
  *is_done = *is_done && n_found == 0;

  g_free (self->report->new_head);
  self->report->new_head = NULL;
  return heng_book_get_head (book, &self->report->new_count, &self->report->new_head, error) &&
         heng_database_execute (database, "DETACH DATABASE old", error) && heng_database_make_single (database, error);
}

static gboolean
make_book (Rescue      *self,
           const char  *temporary,
           GError     **error)
{
  g_autofree char *currency = NULL;
  gboolean is_done = FALSE;
  gint64 count = 0;

  if (!read_first (self, &currency, error))
    return FALSE;
  if (currency != NULL)
    self->currency = currency;
  if (!heng_book_get_head (self->staged, &count, &self->report->old_head, NULL) || count > COUNT_MAX || count < 1)
    {
      g_clear_pointer (&self->report->old_head, g_free);
      count = 0;
    }
  self->report->old_count = count;

  for (guint i = 0; i < ROUNDS_MAX && !is_done; i++)
    {
      heng_new_file_discard (temporary, temporary, NULL);
      if (!make_round (self, temporary, &is_done, error))
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
copy_file (const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);
  g_autoptr (GError) local_error = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &local_error))
    return TRUE;

  heng_error_set (error, HENG_ERROR_FILE_READ, from, local_error->message, NULL);
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
  gboolean has_log = FALSE;
  struct stat status;

  if (stat (broken, &status) != 0 || !S_ISREG (status.st_mode))
    {
      heng_error_set (error, g_file_test (broken, G_FILE_TEST_EXISTS) ? HENG_ERROR_BOOK_FOREIGN : HENG_ERROR_BOOK_MISSING, broken, NULL);
      return FALSE;
    }
  if (!copy_file (broken, copy, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *from = g_strconcat (broken, logs[i], NULL), *to = g_strconcat (copy, logs[i], NULL);

      if (stat (from, &status) != 0 || status.st_size == 0)
        continue;
      if (!copy_file (from, to, error))
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
  g_autoptr (HengRescue) report = g_new0 (HengRescue, 1);
  Rescue self = { .currency = currency, .recorder = recorder, .regions = regions, .clock = clock, .clock_data = clock_data,
                  .progress = progress, .progress_data = progress_data, .cancellable = cancellable, .report = report };
  g_autofree char *folder_path = g_canonicalize_filename (path, NULL), *temporary = heng_new_file_begin (folder_path);
  g_autofree char *copy = g_strconcat (temporary, "-copy", NULL), *staged = g_strconcat (temporary, "-rows", NULL);
  gboolean done;

  report->gaps = g_ptr_array_new_with_free_func (gap_free);
  report->orphans = g_ptr_array_new_with_free_func (orphan_free);
  report->old_name = g_path_get_basename (broken);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      heng_error_set (error, HENG_ERROR_FILE_EXISTS, path, NULL);
      return NULL;
    }

  self.excluded = g_hash_table_new (NULL, NULL);
  self.gaps = g_strdup ("[]");
  self.staged_path = staged;
  done = copy_broken (broken, copy, report, error) && (self.staged = heng_rescue_stage (copy, staged, report, error)) != NULL &&
         make_book (&self, temporary, error);
  heng_book_free (self.staged);
  g_hash_table_unref (self.excluded);
  g_free (self.gaps);
  heng_new_file_discard (copy, copy, NULL);
  heng_new_file_discard (staged, staged, NULL);
  if (!done)
    heng_new_file_discard (temporary, path, error);

  return done && heng_new_file_publish (temporary, path, error) ? g_steal_pointer (&report) : NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-agreements.h"

#include "heng-book-balances.h"
#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

void
heng_agreement_row_free (HengAgreementRow *self)
{
  g_free (self->code);
  g_free (self->title_zh);
  g_free (self->title_en);
  g_free (self->parties);
  g_free (self);
}

static HengAgreement *
read_agreement (HengBook   *self,
                HengQuery  *query,
                int         column,
                GError    **error)
{
  return heng_agreement_new_from_document (heng_query_get_name (query, column), self->currency, error);
}

static GPtrArray *
read_versions (HengBook    *self,
               const char  *code,
               gint64       bound,
               GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT document FROM agreement_version WHERE code = :code AND id < :bound ORDER BY id", error);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreement_unref);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":code", code);
  heng_query_bind_int64 (query, ":bound", bound);
  while (heng_query_step (query, &local_error))
    {
      HengAgreement *version = read_agreement (self, query, 0, &local_error);

      if (version == NULL)
        break;
      g_ptr_array_add (versions, version);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&versions);
}

/* Rows are only added, so the number of the last one tells whether what was read before is still all there is. */
GPtrArray *
heng_book_list_versions (HengBook    *self,
                         const char  *code,
                         gint64       known,
                         GError     **error)
{
  g_autoptr (HengQuery) query = NULL;
  GPtrArray *versions;
  gint64 bound, last;

  if (self->versions != NULL && self->versions_known == known && strcmp (self->versions_code, code) == 0 &&
      heng_database_is_at (self->database, &self->versions_state))
    return g_ptr_array_ref (self->versions);
  query = heng_query_prepare (self->database,
    "SELECT coalesce (max (id), 0) FROM agreement_version WHERE code = :code AND id < :bound", error);
  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_AGREEMENT, known, &bound, error))
    return NULL;
  heng_query_bind_text (query, ":code", code);
  heng_query_bind_int64 (query, ":bound", bound);
  if (!heng_query_step (query, error))
    return NULL;
  last = heng_query_get_int64 (query, 0);
  if (last == 0)
    {
      heng_error_set (error, HENG_ERROR_AGREEMENT_UNKNOWN, code, NULL);
      return NULL;
    }

  if (self->versions == NULL || self->versions_last != last || strcmp (self->versions_code, code) != 0)
    {
      versions = read_versions (self, code, bound, error);
      if (versions == NULL)
        return NULL;
      g_clear_pointer (&self->versions, g_ptr_array_unref);
      g_free (self->versions_code);
      self->versions = versions;
      self->versions_code = g_strdup (code);
      self->versions_last = last;
    }
  self->versions_known = known;
  heng_database_get_state (self->database, &self->versions_state);
  return g_ptr_array_ref (self->versions);
}

static HengAgreement *
get_last (HengBook       *self,
          const char     *code,
          HengAgreement *(*read) (const char  *document,
                                  const char  *currency,
                                  GError     **error),
          GError        **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT document FROM agreement_version WHERE code = :code ORDER BY id DESC LIMIT 1", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":code", code);
  if (heng_query_step (query, &local_error))
    return read (heng_query_get_name (query, 0), self->currency, error);

  if (local_error == NULL)
    heng_error_set (&local_error, HENG_ERROR_AGREEMENT_UNKNOWN, code, NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

HengAgreement *
heng_book_get_agreement (HengBook    *self,
                         const char  *code,
                         GError     **error)
{
  return get_last (self, code, heng_agreement_new_from_document, error);
}

HengAgreement *
heng_book_get_observed (HengBook    *self,
                        const char  *code,
                        GError     **error)
{
  return get_last (self, code, heng_agreement_new_observed, error);
}

/* ---- appending ---- */

static void
add_search_text (GString    *search,
                 const char *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return;
  folded = g_utf8_casefold (text, -1);
  g_string_append_printf (search, "%s\n", folded);
}

/* What is searched: code, titles, parties, and the names of their regions. */
static gboolean
make_texts (HengBook       *self,
            HengAgreement  *agreement,
            gint64          region_bound,
            GString        *parties,
            GString        *search,
            GError        **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT name_zh, name_en FROM region_version WHERE code = :code AND id < :bound ORDER BY id DESC LIMIT 1", error);

  if (query == NULL)
    return FALSE;
  add_search_text (search, agreement->code);
  add_search_text (search, agreement->title_zh);
  add_search_text (search, agreement->title_en);

  for (guint i = 0; i < agreement->parties->len; i++)
    {
      const HengParty *party = heng_agreement_get_party (agreement, i);
      g_autoptr (GError) local_error = NULL;

      g_string_append_printf (parties, "%s%s", i > 0 ? " · " : "", party->name);
      add_search_text (search, party->name);
      if (party->region == NULL)
        continue;

      heng_query_bind_text (query, ":code", party->region);
      heng_query_bind_int64 (query, ":bound", region_bound);
      if (!heng_query_step (query, &local_error))
        {
          if (local_error == NULL)
            {
              g_autofree char *path = g_strdup_printf ("parties[%u].region", i);

              heng_error_set (&local_error, HENG_ERROR_DOCUMENT_REGION_UNKNOWN, party->name, party->region, NULL);
              heng_error_place_path (&local_error, path);
            }
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      add_search_text (search, heng_query_get_text (query, 0));
      add_search_text (search, heng_query_get_text (query, 1));
      heng_query_reset (query);
    }

  return TRUE;
}

gboolean
heng_book_check_texts (HengBook       *book,
                       HengAgreement  *agreement,
                       gint64          fact,
                       const char     *stored_parties,
                       const char     *stored_search,
                       gboolean       *right,
                       GError        **error)
{
  g_autoptr (GString) parties = g_string_new (NULL);
  g_autoptr (GString) search = g_string_new (NULL);
  gint64 bound;

  if (!heng_book_row_bound (book, HENG_FACT_REGION, fact, &bound, error) ||
      !make_texts (book, agreement, bound, parties, search, error))
    return FALSE;

  *right = strcmp (parties->str, stored_parties) == 0 && strcmp (search->str, stored_search) == 0;
  return TRUE;
}

/* A party that money is booked for cannot leave the agreement: its balance would have no name. */
static gboolean
check_booked_parties (HengBook       *self,
                      HengAgreement  *agreement,
                      GError        **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT DISTINCT name FROM party WHERE agreement = :code", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":code", agreement->code);
  while (heng_query_step (query, &local_error))
    if (heng_agreement_find_party (agreement, heng_query_get_name (query, 0)) < 0)
      {
        heng_error_set (error, HENG_ERROR_DOCUMENT_PARTY_LOST, heng_query_get_text (query, 0), NULL);
        heng_error_place_path (error, "parties");
        return FALSE;
      }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_last_version (HengBook       *self,
                 HengAgreement  *agreement,
                 gboolean       *same,
                 GError        **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT document FROM agreement_version WHERE code = :code ORDER BY id DESC LIMIT 1", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":code", agreement->code);
  *same = heng_query_step (query, &local_error) && strcmp (heng_query_get_name (query, 0), agreement->document) == 0;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_book_insert_agreement (HengBook       *book,
                            HengAgreement  *agreement,
                            gint64          row,
                            GError        **error)
{
  g_autoptr (HengQuery) insert = heng_query_prepare (book->database,
    "INSERT INTO agreement_version (id, code, document, title_zh, title_en, mechanism, from_day, to_day, parties, search) "
    "VALUES (:id, :code, :document, :title_zh, :title_en, :mechanism, :from_day, :to_day, :parties, :search)", error);
  g_autoptr (GString) parties = g_string_new (NULL);
  g_autoptr (GString) search = g_string_new (NULL);

  if (insert == NULL || !make_texts (book, agreement, G_MAXINT64, parties, search, error))
    return FALSE;

  heng_query_bind_int64 (insert, ":id", row);
  heng_query_bind_text (insert, ":code", agreement->code);
  heng_query_bind_text (insert, ":document", agreement->document);
  heng_query_bind_text (insert, ":title_zh", agreement->title_zh);
  heng_query_bind_text (insert, ":title_en", agreement->title_en);
  heng_query_bind_int64 (insert, ":mechanism", agreement->mechanism);
  heng_query_bind_int64 (insert, ":from_day", agreement->from_day);
  heng_query_bind_int64 (insert, ":to_day", agreement->to_day);
  heng_query_bind_text (insert, ":parties", parties->str);
  heng_query_bind_text (insert, ":search", search->str);
  return heng_query_run (insert, error);
}

static gboolean
append (HengBook          *self,
        HengAgreement     *agreement,
        const HengOrigin  *origin,
        gboolean          *appended,
        GError           **error)
{
  gboolean same;
  gint64 row;

  if (!check_booked_parties (self, agreement, error) || !heng_book_check_excepted_parties (self, agreement, error) || !is_last_version (self, agreement, &same, error) ||
      !heng_fact_next_row (self, HENG_FACT_AGREEMENT, &row, error))
    return FALSE;
  *appended = !same;
  return same || (heng_book_insert_agreement (self, agreement, row, error) &&
                  heng_fact_append (self, HENG_FACT_AGREEMENT, origin, row, 1, error));
}

gboolean
heng_book_append_agreement (HengBook          *self,
                            HengAgreement     *agreement,
                            const HengOrigin  *origin,
                            gboolean          *appended,
                            GError           **error)
{
  gboolean done = FALSE;

  if (!heng_book_begin (self, error) ||
      !heng_book_end (self, append (self, agreement, origin, &done, error), error))
    return FALSE;

  if (appended != NULL)
    *appended = done;
  return TRUE;
}

/* ---- listing ---- */

/* Search text goes in as a pattern whose own % and _ are letters. NULL matches everything. */
static char *
make_pattern (const char *search)
{
  g_autofree char *folded = NULL;
  GString *pattern;

  if (search == NULL || *search == '\0')
    return NULL;

  folded = g_utf8_casefold (search, -1);
  pattern = g_string_new ("%");
  for (const char *at = folded; *at != '\0'; at++)
    {
      if (strchr ("%_\\", *at) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *at);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

#define LAST_VERSIONS \
  " FROM agreement_version v WHERE NOT EXISTS (SELECT 1 FROM agreement_version w WHERE w.code = v.code AND w.id > v.id) " \
  "AND (:pattern IS NULL OR v.search LIKE :pattern ESCAPE '\\') AND (:mechanism < 0 OR v.mechanism = :mechanism) "

gboolean
heng_book_count_agreements (HengBook    *self,
                            const char  *search,
                            int          mechanism,
                            guint       *count,
                            GError     **error)
{
  g_autofree char *pattern = make_pattern (search);
  /* All of them by the index alone. */
  gboolean is_of_all = pattern == NULL && mechanism < 0;
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    is_of_all ? "SELECT count (*) FROM (SELECT DISTINCT code FROM agreement_version)" : "SELECT count (*)" LAST_VERSIONS, error);

  if (query == NULL)
    return FALSE;
  if (!is_of_all)
    {
      heng_query_bind_text (query, ":pattern", pattern);
      heng_query_bind_int64 (query, ":mechanism", mechanism);
    }
  if (!heng_query_step (query, error))
    return FALSE;

  *count = (guint) heng_query_get_int64 (query, 0);
  return TRUE;
}

static HengAgreementRow *
read_row (HengQuery *query)
{
  HengAgreementRow *row = g_new0 (HengAgreementRow, 1);

  row->code = heng_query_dup_name (query, 0);
  row->title_zh = heng_query_dup_text (query, 1);
  row->title_en = heng_query_dup_text (query, 2);
  row->parties = heng_query_dup_name (query, 3);
  row->mechanism = (HengMechanism) heng_query_get_choice (query, 4, HENG_N_MECHANISMS);
  row->from_day = heng_query_get_open_day (query, 5);
  row->to_day = heng_query_get_open_day (query, 6);
  row->n_versions = (guint) heng_query_get_int64 (query, 7);
  return row;
}

GPtrArray *
heng_book_list_agreements (HengBook    *self,
                           const char  *search,
                           int          mechanism,
                           const char  *after,
                           guint        limit,
                           GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT code, title_zh, title_en, parties, mechanism, from_day, to_day, "
    "(SELECT count (*) FROM agreement_version u WHERE u.code = v.code)" LAST_VERSIONS
    "AND v.code > :after ORDER BY v.code LIMIT :limit", error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreement_row_free);
  g_autofree char *pattern = make_pattern (search);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":pattern", pattern);
  heng_query_bind_int64 (query, ":mechanism", mechanism);
  heng_query_bind_text (query, ":after", after != NULL ? after : "");
  heng_query_bind_int64 (query, ":limit", limit);
  while (heng_query_step (query, &local_error))
    g_ptr_array_add (rows, read_row (query));

  for (guint i = 0; i < rows->len && local_error == NULL; i++)
    {
      HengAgreementRow *row = g_ptr_array_index (rows, i);
      gint64 accrued, paid;

      heng_book_get_volume (self, row->code, (HengView) { 0 }, &accrued, &paid, &row->outstanding_minor, &local_error);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

GPtrArray *
heng_book_list_window_ends (HengBook    *self,
                            const char  *search,
                            int          mechanism,
                            const char  *after,
                            guint        window,
                            GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT code FROM (SELECT v.code AS code, row_number () OVER (ORDER BY v.code) AS place" LAST_VERSIONS "AND v.code > :after) "
    "WHERE place % :window = 0 ORDER BY place", error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *pattern = make_pattern (search);
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (window > 0, NULL);

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":pattern", pattern);
  heng_query_bind_int64 (query, ":mechanism", mechanism);
  heng_query_bind_text (query, ":after", after != NULL ? after : "");
  heng_query_bind_int64 (query, ":window", window);
  while (heng_query_step (query, &local_error))
    g_ptr_array_add (codes, heng_query_dup_name (query, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&codes);
}

GPtrArray *
heng_book_list_codes (HengBook  *self,
                      gint64     known,
                      GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT DISTINCT code FROM agreement_version WHERE id < :bound ORDER BY code", error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_AGREEMENT, known, &bound, error))
    return NULL;
  heng_query_bind_int64 (query, ":bound", bound);
  while (heng_query_step (query, &local_error))
    g_ptr_array_add (codes, heng_query_dup_name (query, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&codes);
}

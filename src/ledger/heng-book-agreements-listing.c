// SPDX-License-Identifier: GPL-3.0-or-later
/* The list of agreements: searched, counted, and read in windows however many there are. */
#include "heng-book-agreements.h"

#include "heng-book-balances.h"
#include "heng-book-private.h"

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

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":pattern", pattern);
  heng_query_bind_int64 (query, ":mechanism", mechanism);
  heng_query_bind_text (query, ":after", after != NULL ? after : "");
  heng_query_bind_int64 (query, ":limit", limit);
  while (heng_query_next (query))
    g_ptr_array_add (rows, read_row (query));
  if (!heng_query_done (query, error))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      HengAgreementRow *row = g_ptr_array_index (rows, i);
      gint64 accrued, paid;

      if (!heng_book_get_volume (self, row->code, (HengView) { 0 }, &accrued, &paid, &row->outstanding_minor, error))
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

  g_return_val_if_fail (window > 0, NULL);

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":pattern", pattern);
  heng_query_bind_int64 (query, ":mechanism", mechanism);
  heng_query_bind_text (query, ":after", after != NULL ? after : "");
  heng_query_bind_int64 (query, ":window", window);
  while (heng_query_next (query))
    g_ptr_array_add (codes, heng_query_dup_name (query, 0));
  return heng_query_done (query, error) ? g_steal_pointer (&codes) : NULL;
}

GPtrArray *
heng_book_list_codes (HengBook  *self,
                      gint64     known,
                      GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT DISTINCT code FROM agreement_version WHERE id < :bound ORDER BY code", error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  gint64 bound;

  if (query == NULL || !heng_book_row_bound (self, HENG_FACT_AGREEMENT, known, &bound, error))
    return NULL;
  heng_query_bind_int64 (query, ":bound", bound);
  while (heng_query_next (query))
    g_ptr_array_add (codes, heng_query_dup_name (query, 0));
  return heng_query_done (query, error) ? g_steal_pointer (&codes) : NULL;
}

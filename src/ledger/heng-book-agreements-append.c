// SPDX-License-Identifier: GPL-3.0-or-later
/* A version of an agreement is appended: what it must agree with, and the texts that it is listed and found by. */
#include "heng-book-agreements.h"

#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

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

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":code", agreement->code);
  while (heng_query_next (query))
    if (heng_agreement_find_party (agreement, heng_query_get_name (query, 0)) < 0)
      {
        heng_error_set (heng_query_failure (query), HENG_ERROR_DOCUMENT_PARTY_LOST, heng_query_get_text (query, 0), NULL);
        heng_error_place_path (heng_query_failure (query), "parties");
      }
  return heng_query_done (query, error);
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

  if (!check_booked_parties (self, agreement, error) || !heng_book_check_excepted_parties (self, agreement, error) ||
      !is_last_version (self, agreement, &same, error) || !heng_fact_next_row (self, HENG_FACT_AGREEMENT, &row, error))
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

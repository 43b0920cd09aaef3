// SPDX-License-Identifier: GPL-3.0-or-later
/* The versions of an agreement, read back. */
#include "heng-book-agreements.h"

#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

static GPtrArray *
read_versions (HengBook    *self,
               const char  *code,
               gint64       bound,
               GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT document FROM agreement_version WHERE code = :code AND id < :bound ORDER BY id", error);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreement_unref);

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":code", code);
  heng_query_bind_int64 (query, ":bound", bound);
  while (heng_query_next (query))
    {
      HengAgreement *version = heng_agreement_new_from_document (heng_query_get_name (query, 0), self->currency,
                                                                 heng_query_failure (query));

      if (version != NULL)
        g_ptr_array_add (versions, version);
    }
  return heng_query_done (query, error) ? g_steal_pointer (&versions) : NULL;
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

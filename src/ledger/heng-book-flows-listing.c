// SPDX-License-Identifier: GPL-3.0-or-later
/* What a listing of flows asks for, and its rows. */
#include "heng-book-flows-private.h"

#include "heng-book-private.h"
#include "heng-book-regions.h"
#include "heng-error.h"

#include <string.h>

#define PARENTS_MAX 10

/* ---- what is asked for ---- */

gboolean
heng_flow_listing_takes (const HengFlowListing *self,
                         const char            *agreement,
                         const char            *commodity)
{
  const HengFlowAgreement *found;

  if (strcmp (commodity, self->commodity) != 0)
    return FALSE;
  if (self->query->mechanism < 0)
    return TRUE;

  found = g_hash_table_lookup (self->agreements, agreement);
  return found != NULL && (int) found->mechanism == self->query->mechanism;
}

gboolean
heng_flow_listing_touches (const HengFlowListing *self,
                           const HengLedgerParty *one,
                           const HengLedgerParty *other)
{
  return self->regions == NULL || (!one->is_pool && g_hash_table_contains (self->regions, one->id)) ||
         (!other->is_pool && g_hash_table_contains (self->regions, other->id));
}

gboolean
heng_flow_listing_covers (const HengFlowListing *self,
                          const HengPeriod      *period,
                          HengDay                day)
{
  HengDay first = day, last = day;

  if (period != NULL && period->kind != HENG_PERIOD_ONCE)
    {
      first = heng_period_get_first_day (*period);
      last = heng_period_get_last_day (*period);
    }

  return (self->query->from_day == HENG_DAY_NONE || first >= self->query->from_day) &&
         (self->query->to_day == HENG_DAY_NONE || last <= self->query->to_day);
}

gint
heng_flow_listing_year (const HengFlowListing *self,
                        const HengPeriod      *period,
                        HengDay                day)
{
  if (!self->query->by_year)
    return 0;
  if (period != NULL && period->kind != HENG_PERIOD_ONCE)
    day = heng_period_get_first_day (*period);
  return day != HENG_DAY_NONE ? heng_day_get_year (day) : 0;
}

/* The region and what is below it. */
gboolean
heng_flow_listing_find_regions (HengFlowListing  *self,
                                GError          **error)
{
  g_autoptr (GPtrArray) regions = NULL;
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->query->region == NULL)
    return TRUE;
  regions = heng_book_list_regions (self->book, error);
  if (regions == NULL)
    return FALSE;

  self->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < regions->len; i++)
    g_hash_table_insert (parents, ((HengRegion *) regions->pdata[i])->code, ((HengRegion *) regions->pdata[i])->parent);
  if (!g_hash_table_contains (parents, self->query->region))
    {
      heng_error_set (error, HENG_ERROR_REGION_UNKNOWN, self->query->region, NULL);
      return FALSE;
    }
  for (guint i = 0; i < regions->len; i++)
    {
      const char *code = ((HengRegion *) regions->pdata[i])->code, *at = code;

      for (guint depth = 0; at != NULL && depth < PARENTS_MAX && strcmp (at, self->query->region) != 0; depth++)
        at = g_hash_table_lookup (parents, at);
      if (at != NULL && strcmp (at, self->query->region) == 0)
        g_hash_table_add (self->regions, g_strdup (code));
    }

  return TRUE;
}

/* ---- agreements ---- */

static void
flow_agreement_free (gpointer data)
{
  HengFlowAgreement *self = data;

  g_free (self->title_zh);
  g_free (self->title_en);
  g_free (self->programme_zh);
  g_free (self->programme_en);
  g_free (self);
}

/* Documents are canonical: in a text the quotation marks would be escaped. Few documents have the key, and only theirs are taken apart. */
#define PROGRAMME(language) \
  "CASE WHEN instr (document, '\"programme\":{') > 0 THEN json_extract (document, '$.programme." language "') END"
#define AGREEMENTS(columns) "SELECT code, mechanism" columns " FROM agreement_version WHERE id < :bound ORDER BY id"

gboolean
heng_flow_listing_read_agreements (HengFlowListing  *self,
                                   GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database, self->query->with_programmes
    ? AGREEMENTS (", title_zh, title_en, " PROGRAMME ("zh") ", " PROGRAMME ("en")) : AGREEMENTS (""), error);
  gint64 bound;

  self->agreements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, flow_agreement_free);
  if (query == NULL || !heng_book_row_bound (self->book, HENG_FACT_AGREEMENT, self->query->known, &bound, error))
    return FALSE;
  heng_query_bind_int64 (query, ":bound", bound);
  while (heng_query_next (query))
    {
      HengFlowAgreement *agreement = g_new0 (HengFlowAgreement, 1);

      agreement->mechanism = (HengMechanism) heng_query_get_choice (query, 1, HENG_N_MECHANISMS);
      if (self->query->with_programmes)
        {
          agreement->title_zh = heng_query_dup_text (query, 2);
          agreement->title_en = heng_query_dup_text (query, 3);
          agreement->programme_zh = heng_query_dup_text (query, 4);
          agreement->programme_en = heng_query_dup_text (query, 5);
        }
      g_hash_table_insert (self->agreements, heng_query_dup_name (query, 0), agreement);
    }
  return heng_query_done (query, error);
}

/* ---- rows ---- */

HengFlowRow *
heng_flow_listing_append (HengFlowListing       *self,
                          const char            *agreement,
                          const HengLedgerParty *from,
                          const HengLedgerParty *to,
                          gint                   year)
{
  const HengFlowAgreement *found = g_hash_table_lookup (self->agreements, agreement);
  HengFlowRow *row = g_new0 (HengFlowRow, 1);

  row->agreement = g_strdup (agreement);
  if (found != NULL)
    {
      row->mechanism = found->mechanism;
      row->title_zh = g_strdup (found->title_zh);
      row->title_en = g_strdup (found->title_en);
      row->programme_zh = g_strdup (found->programme_zh);
      row->programme_en = g_strdup (found->programme_en);
    }
  row->from = g_strdup (from->id);
  row->to = g_strdup (to->id);
  row->from_name_zh = g_strdup (from->name_zh);
  row->from_name_en = g_strdup (from->name_en);
  row->to_name_zh = g_strdup (to->name_zh);
  row->to_name_en = g_strdup (to->name_en);
  row->from_role = from->role;
  row->to_role = to->role;
  row->year = year;
  g_ptr_array_add (self->rows, row);
  return row;
}

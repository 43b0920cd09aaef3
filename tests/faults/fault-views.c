// SPDX-License-Identifier: GPL-3.0-or-later
/* Everything that the program shows of a book, as one text: what is compared before and after a fault. */
#include "fault-scene.h"

#include "heng-book-agreements.h"
#include "heng-book-balances.h"
#include "heng-book-dues.h"
#include "heng-book-entries.h"
#include "heng-book-flows.h"
#include "heng-book-exceptions.h"
#include "heng-book-review.h"
#include "heng-book-runs.h"
#include "heng-export.h"

#include <stdio.h>
#include <stdlib.h>

static gboolean
add_balances (HengBook  *book,
              GString   *text,
              HengView   view,
              GError   **error)
{
  for (guint i = 0; i < 5; i++)
    {
      /* The fifth is by region again, added up into provinces. */
      g_autoptr (GPtrArray) rows = heng_book_list_balances (book, i == 4 ? HENG_BALANCE_BY_REGION : (HengBalanceBy) i, i == 4, view, error);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        {
          const HengBalance *row = g_ptr_array_index (rows, j);

          g_string_append_printf (text, "balance %u %s %s %s %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", i,
                                  row->region, row->pool, row->from, row->to, row->key, row->commodity, row->accrued_minor, row->paid_minor,
                                  row->outstanding_minor);
        }
    }
  return TRUE;
}

static gboolean
add_flows (HengBook  *book,
           GString   *text,
           GError   **error)
{
  for (guint i = 0; i < 3; i++)
    {
      const HengFlowQuery query = { .measure = (HengFlowMeasure) i, .mechanism = -1 };
      g_autoptr (GPtrArray) rows = heng_book_list_flows (book, &query, error);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        {
          const HengFlowRow *row = g_ptr_array_index (rows, j);

          g_string_append_printf (text, "flow %u %s %s %s %" G_GINT64_FORMAT "\n", i, row->agreement, row->from, row->to, row->amount_minor);
        }
    }
  return TRUE;
}

static gboolean
add_runs (HengBook  *book,
          GString   *text,
          GError   **error)
{
  g_autoptr (GPtrArray) runs = heng_book_list_runs (book, NULL, NULL, 0, error);
  g_autoptr (GPtrArray) entries = NULL;
  HengEntryQuery all = { .limit = 0 };

  if (runs == NULL || (entries = heng_book_list_entries (book, &all, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    {
      const HengRun *run = g_ptr_array_index (runs, i);

      g_string_append_printf (text, "run %s %u %" G_GINT64_FORMAT " %u\n", run->agreement, run->number, run->entry, run->totals->len);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "entry %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u\n", entry->number, entry->reversed_by, entry->lines->len);
    }
  return TRUE;
}

static gboolean
add_reviews (HengBook  *book,
             GString   *text,
             GError   **error)
{
  const HengReviewQuery query = { 0 };
  g_autoptr (GPtrArray) reviews = heng_book_list_reviews (book, &query, error), exceptions = NULL;
  HengDay closed;

  if (reviews == NULL || (exceptions = heng_book_list_exceptions (book, NULL, NULL, 0, error)) == NULL ||
      !heng_book_get_closed_until (book, 0, &closed, error))
    return FALSE;
  for (guint i = 0; i < reviews->len; i++)
    g_string_append_printf (text, "review %s\n", heng_review_state_get_name (heng_review_get_state (g_ptr_array_index (reviews, i))));
  g_string_append_printf (text, "%u exceptions, closed until %d\n", exceptions->len, closed);
  return TRUE;
}

static gboolean
add_dues (HengBook  *book,
          GString   *text,
          GError   **error)
{
  const HengDuesQuery query = { 0 };
  g_autoptr (GPtrArray) totals = NULL, rows = heng_book_list_dues (book, &query, &totals, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < totals->len; i++)
    {
      const HengDuesTotal *total = g_ptr_array_index (totals, i);

      g_string_append_printf (text, "dues %s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", total->commodity, total->n_rows,
                              total->outstanding_minor, total->returnable_minor);
    }
  return TRUE;
}

static gboolean
add_lists (HengBook  *book,
           GString   *text,
           GError   **error)
{
  g_autoptr (GPtrArray) codes = heng_book_list_codes (book, 0, error), commodities = NULL, agreements = NULL;
  gint64 accrued, paid, outstanding;

  if (codes == NULL || (commodities = heng_book_list_commodities (book, error)) == NULL ||
      (agreements = heng_book_list_agreements (book, NULL, -1, NULL, 1000, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < commodities->len; i++)
    g_string_append_printf (text, "commodity %s\n", (char *) g_ptr_array_index (commodities, i));
  for (guint i = 0; i < agreements->len; i++)
    {
      const HengAgreementRow *row = g_ptr_array_index (agreements, i);

      g_string_append_printf (text, "agreement %s %s %u %" G_GINT64_FORMAT "\n", row->code, row->parties, row->n_versions, row->outstanding_minor);
    }
  for (guint i = 0; i < codes->len; i++)
    {
      if (!heng_book_get_volume (book, g_ptr_array_index (codes, i), (HengView) { 0 }, &accrued, &paid, &outstanding, error))
        return FALSE;
      g_string_append_printf (text, "volume %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", accrued, paid, outstanding);
    }
  return TRUE;
}

static gboolean
add_export (HengBook  *book,
            GString   *text,
            GError   **error)
{
  for (guint i = HENG_EXPORT_HLEDGER; i < HENG_N_EXPORT_FORMATS; i++)
    {
      char *bytes = NULL;
      size_t length;
      FILE *stream = open_memstream (&bytes, &length);
      gboolean done = heng_export (book, (HengExportFormat) i, stream, error);

      fclose (stream);
      if (done)
        g_string_append_len (text, bytes, (gssize) length);
      free (bytes);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

char *
fault_views_describe (HengBook  *book,
                      GError   **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *hash = NULL;
  HengDay day;
  gint64 count;

  if (!heng_day_parse ("2024-03-31", &day, error) || !heng_book_get_head (book, &count, &hash, error))
    return FALSE;
  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s\n", count, hash);
  if (!add_balances (book, text, (HengView) { 0 }, error) || !add_balances (book, text, (HengView) { .on_day = day }, error) ||
      !add_balances (book, text, (HengView) { .known = MAX (count / 2, 1) }, error) || !add_flows (book, text, error) ||
      !add_runs (book, text, error) || !add_reviews (book, text, error) || !add_dues (book, text, error) || !add_lists (book, text, error) ||
      !add_export (book, text, error))
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

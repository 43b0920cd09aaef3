// SPDX-License-Identifier: GPL-3.0-or-later
/* The region statement: a region's account over all agreements. */
#include "heng-statement-private.h"

#include "heng-amount.h"
#include "heng-book-agreements.h"
#include "heng-book-regions.h"
#include "heng-error.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char   *agreement; /* (nullable): of all agreements together */
  char   *commodity;
  gint64  accrued_minor;
  gint64  paid_minor;
  gint64  outstanding_minor;
} Sum;

static void
clear_sum (gpointer data)
{
  Sum *sum = data;

  g_free (sum->agreement);
  g_free (sum->commodity);
}

static int
compare_sums (gconstpointer a,
              gconstpointer b)
{
  const Sum *first = a, *second = b;
  int order = g_strcmp0 (first->agreement, second->agreement);

  return order != 0 ? order : strcmp (first->commodity, second->commodity);
}

static Sum *
find_sum (GArray     *sums,
          const char *agreement,
          const char *commodity)
{
  Sum sum = { NULL, NULL, 0, 0, 0 };

  for (guint i = 0; i < sums->len; i++)
    {
      Sum *known = &g_array_index (sums, Sum, i);

      if (g_strcmp0 (known->agreement, agreement) == 0 && strcmp (known->commodity, commodity) == 0)
        return known;
    }

  sum.agreement = g_strdup (agreement);
  sum.commodity = g_strdup (commodity);
  g_array_append_val (sums, sum);
  return &g_array_index (sums, Sum, sums->len - 1);
}

/* 1 where the region receives, −1 where it gives, 0 where the line stays within it. */
static int
get_sign (const HengLine *line,
          const char     *region)
{
  return (g_strcmp0 (line->to_region, region) == 0) - (g_strcmp0 (line->from_region, region) == 0);
}

static gboolean
add_to_sum (Sum             *sum,
            const HengLine  *line,
            int              sign,
            GError         **error)
{
  gint64 *figure = line->kind == HENG_LINE_ACCRUAL ? &sum->accrued_minor : &sum->paid_minor;

  return heng_amount_add (*figure, sign * line->amount_minor, figure, error) &&
         heng_amount_subtract (sum->accrued_minor, sum->paid_minor, &sum->outstanding_minor, error);
}

static gboolean
add_up (GPtrArray   *entries,
        const char  *region,
        gboolean     by_agreement,
        GArray      *sums,
        GError     **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      for (guint j = 0; j < entry->lines->len; j++)
        {
          const HengLine *line = g_ptr_array_index (entry->lines, j);
          int sign = get_sign (line, region);

          if (sign != 0 && !add_to_sum (find_sum (sums, by_agreement ? entry->agreement : NULL, line->commodity), line, sign, error))
            return FALSE;
        }
    }

  g_array_sort (sums, compare_sums);
  return TRUE;
}

static void
add_total_rows (HengStatementWriter *self,
                HengPageTable       *table,
                GArray              *totals,
                guint                n_before)
{
  for (guint i = 0; i < totals->len; i++)
    {
      const Sum *sum = &g_array_index (totals, Sum, i);
      g_autofree char *accrued = heng_statement_amount (self, sum->accrued_minor, sum->commodity);
      g_autofree char *paid = heng_statement_amount (self, sum->paid_minor, sum->commodity);
      g_autofree char *outstanding = heng_statement_amount (self, sum->outstanding_minor, sum->commodity);
      const char *cells[12] = { NULL };

      for (guint j = 0; j < n_before; j++)
        cells[j] = "";
      cells[0] = i == 0 ? _("Total") : "";
      cells[n_before] = accrued;
      cells[n_before + 1] = paid;
      cells[n_before + 2] = outstanding;
      heng_page_table_add_total (table, cells);
    }
}

static gboolean
add_balances (HengStatementWriter  *self,
              GArray               *sums,
              GArray               *totals,
              GError              **error)
{
  HengPageTable *table = heng_statement_add_money_table (self, NULL);

  heng_page_table_add_column (table, _("Code"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_share_column (table, _("Agreement"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Accrued"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Outstanding"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("Positive: the region receives. Negative: it gives."));
  for (guint i = 0; i < sums->len; i++)
    {
      const Sum *sum = &g_array_index (sums, Sum, i);
      g_autoptr (HengAgreement) agreement = heng_book_get_agreement (self->book, sum->agreement, error);
      char *cells[5] = { NULL };

      if (agreement == NULL)
        return FALSE;
      cells[0] = g_strdup (sum->agreement);
      cells[1] = heng_statement_title (agreement);
      cells[2] = heng_statement_amount (self, sum->accrued_minor, sum->commodity);
      cells[3] = heng_statement_amount (self, sum->paid_minor, sum->commodity);
      cells[4] = heng_statement_amount (self, sum->outstanding_minor, sum->commodity);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }

  add_total_rows (self, table, totals, 2);
  return TRUE;
}

/* ---- entries ---- */

static char *
describe_other (HengStatementWriter *self,
                const HengLine      *line,
                int                  sign)
{
  const char *code = sign > 0 ? line->from_region : line->to_region, *name = sign > 0 ? line->from : line->to;
  g_autoptr (HengRegion) region = code != NULL ? heng_book_find_region (self->book, code, NULL) : NULL;

  return g_strdup (region != NULL ? heng_wording_pick (region->name_zh, region->name_en) : name);
}

static gboolean
add_entry_lines (HengStatementWriter  *self,
                 HengPageTable        *table,
                 const HengEntry      *entry,
                 const char           *region,
                 GArray               *running,
                 GError              **error)
{
  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      int sign = get_sign (line, region);
      char *cells[9] = { NULL };
      Sum *sum;

      if (sign == 0)
        continue;
      sum = find_sum (running, NULL, line->commodity);
      if (!add_to_sum (sum, line, sign, error))
        return FALSE;
      cells[0] = heng_statement_day (entry->date);
      cells[1] = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
      cells[2] = g_strdup (entry->agreement);
      cells[3] = entry->has_period ? heng_wording_period (entry->period) : g_strdup ("–");
      cells[4] = g_strdup (heng_wording_entry_kind (entry->kind));
      cells[5] = describe_other (self, line, sign);
      cells[line->kind == HENG_LINE_ACCRUAL ? 6 : 7] = heng_statement_amount (self, sign * line->amount_minor, line->commodity);
      cells[8] = heng_statement_amount (self, sum->outstanding_minor, line->commodity);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }

  return TRUE;
}

static gboolean
add_entries (HengStatementWriter  *self,
             GPtrArray            *entries,
             const char           *region,
             GArray               *totals,
             GError              **error)
{
  g_autoptr (GArray) running = g_array_new (FALSE, FALSE, sizeof (Sum));
  HengPageTable *table = heng_statement_add_money_table (self, NULL);

  g_array_set_clear_func (running, clear_sum);
  heng_page_table_add_column (table, _("Date"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Entry"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Agreement"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Period"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Kind"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("With"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Accrued"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Outstanding"), HENG_PAGE_ALIGN_RIGHT);
  for (guint i = 0; i < entries->len; i++)
    if (!add_entry_lines (self, table, g_ptr_array_index (entries, i), region, running, error))
      return FALSE;

  add_total_rows (self, table, totals, 6);
  return TRUE;
}

static void
add_head (HengStatementWriter *self,
          const HengRegion    *region,
          const char          *name)
{
  g_autofree char *day = heng_day_format (self->day);
  g_autoptr (HengRegion) parent = region->parent != NULL ? heng_book_find_region (self->book, region->parent, NULL) : NULL;
  HengPagePairs *pairs;

  heng_page_content_add_title (self->content, name);
  heng_page_content_add_subtitle (self->content, _("Region statement"));
  pairs = heng_page_content_add_pairs (self->content);
  heng_page_pairs_add (pairs, _("Code"), region->code);
  heng_page_pairs_add (pairs, _("As of"), day);
  if (parent != NULL)
    heng_page_pairs_add (pairs, _("Part of"), heng_wording_pick (parent->name_zh, parent->name_en));
  heng_page_pairs_add (pairs, _("Money in"), heng_money_unit_get_label (self->unit, self->currency));
}

static gboolean
add_all (HengStatementWriter  *self,
         const HengRegion     *region,
         const char           *name,
         GError              **error)
{
  g_autoptr (GPtrArray) entries = heng_statement_list_entries (self, NULL, region->code, NULL, error);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (Sum));

  g_array_set_clear_func (sums, clear_sum);
  g_array_set_clear_func (totals, clear_sum);
  if (entries == NULL || !add_up (entries, region->code, TRUE, sums, error) ||
      !add_up (entries, region->code, FALSE, totals, error))
    return FALSE;

  add_head (self, region, name);
  heng_page_content_add_heading (self->content, _("1. Balances by agreement"));
  if (sums->len == 0)
    {
      heng_page_content_add_note (self->content, _("Nothing is booked for this region."));
      return TRUE;
    }

  if (!add_balances (self, sums, totals, error))
    return FALSE;
  heng_page_content_add_heading (self->content, _("2. Entries by date"));
  return add_entries (self, entries, region->code, totals, error) &&
         heng_statement_add_region_dues (self, region->code, _("3. To be paid, by due day"), error);
}

HengPageContent *
heng_statement_new_region (HengBook                    *book,
                           const char                  *region,
                           const HengStatementOptions  *options,
                           GError                     **error)
{
  g_autoptr (HengRegion) found = NULL;
  g_autoptr (GError) local_error = NULL;
  HengPageContent *content = NULL;
  HengStatementWriter writer;

  g_return_val_if_fail (book != NULL && region != NULL && options != NULL, NULL);

  if (heng_statement_writer_init (&writer, book, options, &local_error))
    {
      found = heng_book_find_region (book, region, &local_error);
      if (found == NULL && local_error == NULL)
        heng_error_set (&local_error, HENG_ERROR_REGION_UNKNOWN, region, NULL);
    }
  if (found != NULL)
    {
      const char *name = heng_wording_pick (found->name_zh, found->name_en);
      g_autofree char *running = heng_wording_fill (_("%1$s (%2$s) · %3$s"), name, found->code, _("Region statement"), "");

      if (add_all (&writer, found, name, &local_error))
        content = heng_statement_writer_finish (&writer, running, &local_error);
    }

  heng_statement_writer_clear (&writer);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return content;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* The settlement statement of one assessed period. */
#include "heng-statement-private.h"

#include "heng-amount.h"
#include "heng-book-settle.h"
#include "heng-money-words.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What parties that are no pools give: a pool passes on what it was given. */
static gboolean
add_up_volume (const HengStatementWriter  *self,
               const HengSettlement       *settlement,
               gint64                     *volume_minor,
               GError                    **error)
{
  *volume_minor = 0;
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);

      if (strcmp (owed->commodity, self->currency) == 0 &&
          heng_agreement_get_party (settlement->agreement, owed->from)->role != HENG_ROLE_POOL &&
          !heng_amount_add (*volume_minor, owed->amount_minor, volume_minor, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_total (HengStatementWriter   *self,
           const HengSettlement  *settlement,
           HengPagePairs         *pairs,
           GError               **error)
{
  g_autofree char *total = NULL, *words = NULL;
  gint64 volume_minor;

  if (!heng_statement_is_settled (settlement))
    return TRUE;
  if (!add_up_volume (self, settlement, &volume_minor, error))
    return FALSE;

  total = volume_minor != 0 ? heng_money_format_full (volume_minor, self->currency, self->unit) : g_strdup ("–");
  heng_page_pairs_add (pairs, _("Total owed"), total);
  if (heng_wording_is_chinese () && strcmp (self->currency, "CNY") == 0)
    {
      words = heng_money_words_format (volume_minor);
      heng_page_pairs_add (pairs, _("Total in words"), words);
    }
  return TRUE;
}

/* What is settled once and for all needs no period in its title. */
static char *
describe_statement (HengPeriod period)
{
  g_autofree char *name = NULL;

  if (period.kind == HENG_PERIOD_ONCE)
    return g_strdup (_("Settlement statement"));

  name = heng_wording_period (period);
  return heng_wording_fill (_("Settlement statement, %1$s"), name, "", "", "");
}

static gboolean
add_head (HengStatementWriter   *self,
          const HengSettlement  *settlement,
          GError               **error)
{
  const HengAgreement *agreement = settlement->agreement;
  g_autofree char *title = heng_statement_title (agreement);
  g_autofree char *heading = describe_statement (settlement->period);
  g_autofree char *assessed = settlement->observations != NULL ? heng_statement_window (settlement->window) : g_strdup ("–");
  g_autofree char *day = heng_day_format (heng_book_get_today (self->book));
  HengPagePairs *pairs;

  heng_page_content_add_title (self->content, heading);
  heng_page_content_add_subtitle (self->content, title);
  pairs = heng_page_content_add_pairs (self->content);
  heng_page_pairs_add (pairs, _("Agreement"), agreement->code);
  heng_page_pairs_add (pairs, _("Mechanism"), heng_wording_mechanism (agreement->mechanism));
  heng_page_pairs_add (pairs, _("Assessed"), assessed);
  heng_page_pairs_add (pairs, _("State"), heng_wording_settlement_status (settlement->status));
  heng_statement_add_review_head (self, agreement, pairs);
  heng_page_pairs_add (pairs, _("Money in"), heng_money_unit_get_label (self->unit, self->currency));
  heng_page_pairs_add (pairs, _("Drawn up on"), day);
  return add_total (self, settlement, pairs, error);
}

static gboolean
add_all (HengStatementWriter  *self,
         HengSettlement       *settlement,
         GError              **error)
{
  g_autoptr (GPtrArray) entries = heng_statement_list_entries (self, settlement->agreement->code, NULL, &settlement->period, error);

  if (entries == NULL || !add_head (self, settlement, error))
    return FALSE;

  heng_statement_add_observations (self, settlement);
  heng_statement_add_computation (self, settlement);
  if (!heng_statement_add_dues (self, settlement, entries, error))
    return FALSE;
  heng_statement_add_sources (self, settlement, entries);
  heng_statement_add_review (self, settlement->agreement);
  heng_page_content_add_heading (self->content, _("7. Signatures"));
  heng_statement_add_signatures (self, settlement->agreement);
  return TRUE;
}

HengPageContent *
heng_statement_new_settlement (HengBook                    *book,
                               const char                  *agreement,
                               HengPeriod                   period,
                               const HengStatementOptions  *options,
                               GError                     **error)
{
  g_autoptr (HengSettlement) settlement = NULL;
  HengPageContent *content = NULL;
  HengStatementWriter writer;

  g_return_val_if_fail (book != NULL && agreement != NULL && options != NULL, NULL);

  if (heng_statement_writer_init (&writer, book, options, error) &&
      (settlement = heng_book_settle (book, agreement, period, writer.view.known, TRUE, error)) != NULL &&
      (writer.review = heng_book_get_review (book, agreement, period, writer.view.known, error)) != NULL)
    {
      g_autofree char *title = heng_statement_title (settlement->agreement);
      g_autofree char *heading = describe_statement (period);
      /* Translators: the head of a page: title and code of an agreement, and what the page is part of. */
      g_autofree char *running = heng_wording_fill (_("%1$s (%2$s) · %3$s"), title, settlement->agreement->code, heading, "");

      if (add_all (&writer, settlement, error))
        content = heng_statement_writer_finish (&writer, running, error);
    }

  heng_statement_writer_clear (&writer);
  return content;
}

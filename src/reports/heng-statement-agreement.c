// SPDX-License-Identifier: GPL-3.0-or-later
/* The agreement summary: what was agreed; what became of it is in heng-statement-account.c. */
#include "heng-statement-private.h"

#include "heng-book-agreements.h"
#include "heng-book-regions.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

static const char *
rounding_mode (HengRoundingMode mode)
{
  switch (mode)
    {
    case HENG_ROUNDING_HALF_EVEN:
      return _("half to even");
    case HENG_ROUNDING_DOWN:
      return _("down");
    case HENG_ROUNDING_UP:
      return _("up");
    case HENG_ROUNDING_HALF_UP:
    default:
      return _("half up");
    }
}

static char *
describe_rounding (const HengRounding *rounding)
{
  g_autofree char *step = heng_number_format (&rounding->step, 10);

  /* Translators: a rounding: its step and how a number between two steps goes: "0.01, half up". */
  return heng_wording_fill (_("%1$s, %2$s"), step, rounding_mode (rounding->mode), "", "");
}

static const char *
assessed (HengPeriodKind kind)
{
  switch (kind)
    {
    case HENG_PERIOD_MONTH:
      return _("Every month");
    case HENG_PERIOD_QUARTER:
      return _("Every quarter");
    case HENG_PERIOD_YEAR:
      return _("Every year");
    case HENG_PERIOD_DAY:
    case HENG_PERIOD_ONCE:
    default:
      return _("Once, as a whole");
    }
}

static void
add_head (HengStatementWriter  *self,
          const HengAgreement  *agreement,
          guint                 version)
{
  g_autofree char *title = heng_statement_title (agreement);
  g_autofree char *span = heng_statement_span (agreement->from_day, agreement->to_day);
  g_autofree char *signed_day = agreement->signed_day != HENG_DAY_NONE ? heng_day_format (agreement->signed_day) : NULL;
  g_autofree char *rounding = describe_rounding (&agreement->money_rounding);
  g_autofree char *version_text = g_strdup_printf ("%u", version);
  HengPagePairs *pairs;

  heng_page_content_add_title (self->content, title);
  heng_page_content_add_subtitle (self->content, _("Agreement summary"));
  pairs = heng_page_content_add_pairs (self->content);
  heng_page_pairs_add (pairs, _("Code"), agreement->code);
  heng_page_pairs_add (pairs, _("Mechanism"), heng_wording_mechanism (agreement->mechanism));
  heng_page_pairs_add (pairs, _("Signed"), signed_day != NULL ? signed_day : _("not stated"));
  heng_page_pairs_add (pairs, _("Assessed period"), span);
  heng_page_pairs_add (pairs, _("Assessed"), assessed (agreement->assessed));
  heng_page_pairs_add (pairs, _("Currency"), self->currency);
  heng_page_pairs_add (pairs, _("Amounts rounded to"), rounding);
  heng_page_pairs_add (pairs, _("Version"), version_text);
  if (agreement->replaces != NULL)
    heng_page_pairs_add (pairs, _("Follows"), agreement->replaces);
}

static void
add_parties (HengStatementWriter *self,
             const HengAgreement *agreement)
{
  HengPageTable *table;

  heng_page_content_add_heading (self->content, _("1. Parties"));
  table = heng_page_content_add_table (self->content);
  heng_page_table_add_share_column (table, _("Party"), HENG_PAGE_ALIGN_LEFT, 3);
  heng_page_table_add_share_column (table, _("Role"), HENG_PAGE_ALIGN_LEFT, 2);
  heng_page_table_add_share_column (table, _("Region"), HENG_PAGE_ALIGN_LEFT, 3);
  heng_page_table_add_share_column (table, _("Code"), HENG_PAGE_ALIGN_LEFT, 2);
  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    {
      const HengParty *party = heng_agreement_get_party (agreement, i);
      g_autoptr (HengRegion) region = party->region != NULL ? heng_book_find_region (self->book, party->region, NULL) : NULL;
      /* A pool has no region, but it may have a title. */
      const char *title = heng_wording_pick (party->title_zh, party->title_en);
      const char *cells[] = { party->name, heng_wording_role (party->role),
                              region != NULL ? heng_wording_pick (region->name_zh, region->name_en) : *title != '\0' ? title : "–",
                              or_dash (party->region), NULL };

      heng_page_table_add_row (table, cells);
    }
}

static void
add_terms (HengStatementWriter *self,
           const HengAgreement *agreement)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  HengPagePairs *pairs = NULL;

  heng_page_content_add_heading (self->content, _("2. Terms"));
  for (guint i = 0; i < HENG_N_TERMS; i++)
    {
      if (agreement->terms[i] == NULL || *agreement->terms[i] == '\0')
        {
          g_ptr_array_add (missing, (gpointer) heng_wording_term ((HengTerm) i));
          continue;
        }
      if (pairs == NULL)
        pairs = heng_page_content_add_pairs (self->content);
      heng_page_pairs_add (pairs, heng_wording_term ((HengTerm) i), agreement->terms[i]);
    }
  if (missing->len > 0)
    {
      g_autofree char *list = NULL, *note = NULL;

      g_ptr_array_add (missing, NULL);
      /* Translators: between the names in a list. */
      list = g_strjoinv (C_("list", ", "), (char **) missing->pdata);
      note = heng_wording_fill (_("Not stated: %1$s."), list, "", "", "");
      heng_page_content_add_note (self->content, note);
    }
}

static void
add_indicator (HengPageTable       *table,
               const HengIndicator *indicator)
{
  g_autofree char *rounding = indicator->is_rounded ? describe_rounding (&indicator->rounding) : NULL;
  g_autofree char *standard = indicator->standard == NULL ? NULL
                            : indicator->lake ? heng_wording_fill (_("%1$s, lakes"), indicator->standard, "", "", "")
                            : g_strdup (indicator->standard);
  g_autofree char *sources = indicator->precedence != NULL ? g_strjoinv (" > ", indicator->precedence) : NULL;
  const char *cells[] = { indicator->name, or_dash (indicator->section), or_dash (indicator->unit),
                          heng_wording_observed (indicator->observed),
                          indicator->observed != HENG_PERIOD_ONCE ? heng_wording_aggregate (indicator->aggregate) : "–",
                          or_dash (standard), or_dash (rounding), or_dash (sources), NULL };

  heng_page_table_add_row (table, cells);
}

static void
add_indicators (HengStatementWriter *self,
                const HengAgreement *agreement)
{
  HengPageTable *table;

  heng_page_content_add_heading (self->content, _("3. Indicators"));
  if (agreement->indicators->len == 0)
    {
      heng_page_content_add_note (self->content, _("The agreement measures nothing: its rules name no indicator."));
      return;
    }

  table = heng_page_content_add_table (self->content);
  heng_page_table_add_column (table, _("Indicator"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Section"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Unit"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Observed"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Aggregated by"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Standard"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Rounded to"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Sources, best first"), HENG_PAGE_ALIGN_LEFT);
  for (guint i = 0; i < agreement->indicators->len; i++)
    add_indicator (table, heng_agreement_get_indicator (agreement, i));
}

static void
add_rules (HengStatementWriter *self,
           const HengAgreement *agreement)
{
  HengPageTable *table;

  heng_page_content_add_heading (self->content, _("4. Rules"));
  if (agreement->rule_texts->len == 0)
    {
      heng_page_content_add_note (self->content, _("The agreement has no rules: nothing is ever due by it."));
      return;
    }

  table = heng_page_content_add_table (self->content);
  heng_page_table_add_column (table, _("No."), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_share_column (table, _("Rule as written"), HENG_PAGE_ALIGN_LEFT, 1);
  for (guint i = 0; i < agreement->rule_texts->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      heng_page_table_add_row (table, (const char *[]) { number, g_ptr_array_index (agreement->rule_texts, i), NULL });
    }
}

static gboolean
add_all (HengStatementWriter  *self,
         const HengAgreement  *agreement,
         guint                 version,
         GError              **error)
{
  add_head (self, agreement, version);
  add_parties (self, agreement);
  add_terms (self, agreement);
  heng_statement_add_payment_terms (self, agreement);
  add_indicators (self, agreement);
  add_rules (self, agreement);
  if (!heng_statement_add_account (self, agreement, error))
    return FALSE;

  heng_page_content_add_heading (self->content, _("8. Signatures"));
  heng_statement_add_signatures (self, agreement);
  return TRUE;
}

HengPageContent *
heng_statement_new_agreement (HengBook                    *book,
                              const char                  *agreement,
                              const HengStatementOptions  *options,
                              GError                     **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  HengPageContent *content = NULL;
  HengStatementWriter writer;

  g_return_val_if_fail (book != NULL && agreement != NULL && options != NULL, NULL);

  if (heng_statement_writer_init (&writer, book, options, error) &&
      (versions = heng_book_list_versions (book, agreement, writer.view.known, error)) != NULL)
    {
      const HengAgreement *last = g_ptr_array_index (versions, versions->len - 1);
      g_autofree char *title = heng_statement_title (last);
      g_autofree char *running = heng_wording_fill (_("%1$s (%2$s) · %3$s"), title, last->code, _("Agreement summary"), "");

      if (add_all (&writer, last, versions->len, error))
        content = heng_statement_writer_finish (&writer, running, error);
    }

  heng_statement_writer_clear (&writer);
  return content;
}

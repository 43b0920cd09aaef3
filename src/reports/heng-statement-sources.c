// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the observations that were used come from. */
#include "heng-statement-private.h"

#include "heng-page-prose.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const HengObservation *example;
  GPtrArray             *indicators; /* names, each once */
  guint                  n_observations;
} Source;

typedef struct
{
  GHashTable *visited;
  GPtrArray  *sources;
  GPtrArray  *revised; /* (element-type HengObservation): those that took the place of others */
  GPtrArray  *revised_indicators; /* (element-type utf8): the indicator of each */
} Survey;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_ptr_array_unref (source->indicators);
  g_free (source);
}

static void
add_observation (Survey                *self,
                 const char            *indicator,
                 const HengObservation *observation)
{
  Source *source = NULL;

  for (guint i = 0; i < self->sources->len && source == NULL; i++)
    {
      Source *known = g_ptr_array_index (self->sources, i);

      if (g_strcmp0 (known->example->source, observation->source) == 0 &&
          g_strcmp0 (known->example->method, observation->method) == 0 &&
          g_strcmp0 (known->example->document, observation->document) == 0 &&
          g_strcmp0 (known->example->recorded_by, observation->recorded_by) == 0 &&
          heng_day_of_ms (known->example->recorded_ms) == heng_day_of_ms (observation->recorded_ms))
        source = known;
    }
  if (source == NULL)
    {
      source = g_new0 (Source, 1);
      source->example = observation;
      source->indicators = g_ptr_array_new ();
      g_ptr_array_add (self->sources, source);
    }

  if (observation->revision > 1)
    {
      g_ptr_array_add (self->revised, (gpointer) observation);
      g_ptr_array_add (self->revised_indicators, (gpointer) indicator);
    }
  source->n_observations++;
  if (!g_ptr_array_find_with_equal_func (source->indicators, indicator, g_str_equal, NULL))
    g_ptr_array_add (source->indicators, (gpointer) indicator);
}

static void
visit (Survey               *self,
       const HengAgreement  *agreement,
       const HengTrace      *trace)
{
  if (!g_hash_table_add (self->visited, (gpointer) trace))
    return;
  for (guint i = 0; i < trace->observations->len; i++)
    {
      gpointer observation = g_ptr_array_index (trace->observations, i);

      /* The same observation serves several rules. */
      if (g_hash_table_add (self->visited, observation))
        add_observation (self, heng_agreement_get_indicator (agreement, trace->indicator)->name, observation);
    }
  for (guint i = 0; i < trace->children->len; i++)
    visit (self, agreement, g_ptr_array_index (trace->children, i));
}

static void
add_source_rows (HengStatementWriter *self,
                 GPtrArray           *sources)
{
  HengPageTable *table = heng_page_content_add_table (self->content);

  heng_page_table_add_share_column (table, _("Source"), HENG_PAGE_ALIGN_LEFT, 3);
  heng_page_table_add_share_column (table, _("Method"), HENG_PAGE_ALIGN_LEFT, 2);
  heng_page_table_add_share_column (table, _("Document"), HENG_PAGE_ALIGN_LEFT, 3);
  heng_page_table_add_share_column (table, _("Indicators"), HENG_PAGE_ALIGN_LEFT, 4);
  heng_page_table_add_share_column (table, _("Recorded"), HENG_PAGE_ALIGN_LEFT, 3);
  heng_page_table_add_column (table, _("Observations"), HENG_PAGE_ALIGN_RIGHT);
  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = g_ptr_array_index (sources, i);
      const HengObservation *example = source->example;
      char *cells[6] = { NULL };
      g_autofree char *day = heng_day_format (heng_day_of_ms (example->recorded_ms));

      g_ptr_array_add (source->indicators, NULL);
      cells[0] = g_strdup (*example->source != '\0' ? example->source : _("not stated"));
      cells[1] = g_strdup (example->method != NULL && *example->method != '\0' ? example->method : "–");
      cells[2] = g_strdup (example->document != NULL && *example->document != '\0' ? example->document : "–");
      cells[3] = g_strjoinv (C_("list", ", "), (char **) source->indicators->pdata);
      /* Translators: a day and who recorded something then */
      cells[4] = heng_wording_fill (_("%1$s by %2$s"), day, example->recorded_by != NULL ? example->recorded_by : "–", "", "");
      cells[5] = g_strdup_printf ("%u", source->n_observations);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

/* Values that took the place of others of their source, and what those were. */
static void
add_revised_rows (HengStatementWriter *self,
                  const Survey        *survey)
{
  HengPageTable *table = heng_page_content_add_table (self->content);

  heng_page_table_add_share_column (table, _("Revised"), HENG_PAGE_ALIGN_LEFT, 3);
  heng_page_table_add_share_column (table, _("Period"), HENG_PAGE_ALIGN_LEFT, 2);
  heng_page_table_add_share_column (table, _("Source"), HENG_PAGE_ALIGN_LEFT, 3);
  heng_page_table_add_column (table, _("Revision"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Before"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Value"), HENG_PAGE_ALIGN_RIGHT);
  for (guint i = 0; i < survey->revised->len; i++)
    {
      const HengObservation *observation = g_ptr_array_index (survey->revised, i);
      char *cells[6] = { NULL };

      cells[0] = g_strdup (g_ptr_array_index (survey->revised_indicators, i));
      cells[1] = heng_wording_period (observation->period);
      cells[2] = g_strdup (*observation->source != '\0' ? observation->source : _("not stated"));
      cells[3] = g_strdup_printf ("%u", observation->revision);
      cells[4] = g_strdup (observation->value_before != NULL ? observation->value_before : "–");
      cells[5] = g_strdup (observation->value_text);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

static void
add_agreement (HengStatementWriter *self,
               const HengAgreement *agreement)
{
  g_autofree char *title = heng_statement_title (agreement);
  g_autofree char *span = heng_statement_span (agreement->from_day, agreement->to_day);
  g_autofree char *signed_day = agreement->signed_day != HENG_DAY_NONE ? heng_wording_day (agreement->signed_day) : NULL;
  g_autofree char *text = signed_day != NULL
    ? heng_wording_fill (_("Agreement: %1$s (%2$s), signed on %4$s, for %3$s."), title, agreement->code, span, signed_day)
    : heng_wording_fill (_("Agreement: %1$s (%2$s), for %3$s; the day of signing is not stated."), title, agreement->code, span, "");

  heng_page_content_add_paragraph (self->content, text);
}

void
heng_statement_add_sources (HengStatementWriter *self,
                            HengSettlement      *settlement,
                            GPtrArray           *payments)
{
  Survey survey = { .visited = g_hash_table_new (NULL, NULL), .sources = g_ptr_array_new_with_free_func (free_source),
                    .revised = g_ptr_array_new (), .revised_indicators = g_ptr_array_new () };
  guint n_documents = 0;

  heng_page_content_add_heading (self->content, _("5. Documents and sources"));
  add_agreement (self, settlement->agreement);
  for (guint i = 0; i < settlement->traces->len; i++)
    visit (&survey, settlement->agreement, g_ptr_array_index (settlement->traces, i));
  if (survey.sources->len > 0)
    add_source_rows (self, survey.sources);
  else
    heng_page_content_add_note (self->content, _("No observation was used."));
  if (survey.revised->len > 0)
    add_revised_rows (self, &survey);

  for (guint i = 0; i < payments->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (payments, i);

      n_documents += heng_statement_has_payment (entry) && entry->document != NULL && *entry->document != '\0';
    }
  if (n_documents > 0)
    heng_page_content_add_note (self->content, _("The documents of payments stand beside them in part 4."));
  g_hash_table_unref (survey.visited);
  g_ptr_array_unref (survey.sources);
  g_ptr_array_unref (survey.revised);
  g_ptr_array_unref (survey.revised_indicators);
}

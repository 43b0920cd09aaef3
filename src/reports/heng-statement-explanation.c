// SPDX-License-Identifier: GPL-3.0-or-later
/* How the amounts came about: each rule with its numbers, and what these are made of. */
#include "heng-statement-private.h"

#include "heng-page-explanation.h"
#include "heng-page-prose.h"
#include "heng-wording-exception.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deeper levels are in the program; on paper they are lost among each other. */
#define DEPTH_MAX 4

typedef struct
{
  HengStatementWriter *writer;
  HengSettlement      *settlement;
  HengPageExplanation *page;
  GHashTable          *shown; /* (element-type HengTrace): values explained already */
} Explanation;

static char *
describe_trace_value (const HengTrace *trace)
{
  if (!trace->known)
    return g_strdup (_("not known"));
  if (trace->is_condition)
    return g_strdup (trace->truth ? _("holds") : _("does not hold"));
  /* A year is a name, not a count: it has no thousands. */
  if (trace->kind == HENG_TRACE_NUMBER)
    return heng_number_format (&trace->value, 0);

  return heng_statement_number (&trace->value);
}

static char *
describe_indicator (const Explanation *self,
                    const HengTrace   *trace)
{
  const HengIndicator *indicator = heng_agreement_get_indicator (self->settlement->agreement, trace->indicator);
  g_autofree char *span = indicator->observed == HENG_PERIOD_ONCE ? NULL : heng_statement_window (trace->window);
  g_autofree char *count = g_strdup_printf ("%u", trace->observations->len);

  if (span == NULL)
    return g_strdup (indicator->name);
  if (trace->observations->len > 1)
    /* Translators: an indicator, a period, how it is aggregated, of how many: "COD, 2020 (mean of 12 observations)". */
    return heng_wording_fill (_("%1$s, %2$s (%3$s of %4$s observations)"), indicator->name, span,
                              heng_wording_aggregate (indicator->aggregate), count);
  return heng_wording_fill (_("%1$s, %2$s"), indicator->name, span, "", "");
}

static char *
describe_label (const Explanation *self,
                const HengTrace   *trace)
{
  const char *equals = strchr (trace->text, '=');
  char *name;

  switch (trace->kind)
    {
    case HENG_TRACE_INDICATOR:
      return describe_indicator (self, trace);
    case HENG_TRACE_DEFINITION:
      if (equals == NULL)
        return g_strdup (trace->text);
      name = g_strndup (trace->text, equals - trace->text);
      return g_strstrip (name);
    case HENG_TRACE_STEP:
      return heng_statement_window (trace->window);
    case HENG_TRACE_STATEMENT:
    case HENG_TRACE_WEIGHT:
    case HENG_TRACE_AGO:
    case HENG_TRACE_CLASS:
    case HENG_TRACE_CALL:
    case HENG_TRACE_LADDER:
    case HENG_TRACE_NUMBER:
    case HENG_TRACE_AGGREGATE:
    default:
      return g_strdup (trace->text);
    }
}

static void
add_value (Explanation     *self,
           const HengTrace *trace,
           guint            depth)
{
  g_autofree char *label = describe_label (self, trace);
  g_autofree char *number = describe_trace_value (trace);
  gboolean is_definition = trace->kind == HENG_TRACE_DEFINITION;

  /* "ago (x)" says the same as x of then. */
  if (trace->kind == HENG_TRACE_AGO && trace->children->len == 1)
    {
      add_value (self, g_ptr_array_index (trace->children, 0), depth);
      return;
    }
  if (!g_hash_table_add (self->shown, (gpointer) trace) && trace->children->len > 0)
    {
      g_autofree char *again = heng_wording_fill (_("%1$s (see above)"), label, "", "", "");

      heng_page_explanation_add (self->page, depth, again, number);
      return;
    }

  heng_page_explanation_add (self->page, depth, label, number);
  if (is_definition)
    heng_page_explanation_add_formula (self->page, depth, trace->text, trace->substituted);
  else if (trace->substituted != NULL)
    heng_page_explanation_add_formula (self->page, depth, trace->substituted, NULL);
  /* The months of a sum have the formula of the sum; their values stand among the observations. */
  if (depth >= DEPTH_MAX || trace->kind == HENG_TRACE_STEP)
    return;
  for (guint i = 0; i < trace->children->len; i++)
    add_value (self, g_ptr_array_index (trace->children, i), depth + 1);
}

/* Rules have no numbers in a trace: it is the next one of the same text. */
static guint
find_rule (const Explanation *self,
           const HengTrace   *trace,
           guint              after)
{
  GPtrArray *texts = self->settlement->agreement->rule_texts;

  for (guint i = after; i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), trace->text) == 0)
      return i;

  return after;
}

static char *
format_amount (const HengStatementWriter *writer,
               gint64                     amount_minor,
               const char                *commodity)
{
  g_autofree char *amount = heng_statement_amount (writer, amount_minor, commodity);

  if (strcmp (commodity, writer->currency) != 0 || amount_minor == 0)
    return g_steal_pointer (&amount);

  return heng_money_format_full (amount_minor, commodity, writer->unit);
}

/* What the rule gives after rounding and splitting, pair by pair. */
static void
add_parts (const Explanation *self,
           const HengTrace   *trace)
{
  const HengAgreement *agreement = self->settlement->agreement;

  for (guint i = 0; i < self->settlement->contributions->len; i++)
    {
      const HengContribution *part = &g_array_index (self->settlement->contributions, HengContribution, i);
      gboolean is_turned = part->amount_minor < 0;
      g_autofree char *from = NULL, *to = NULL, *label = NULL, *amount = NULL;

      if (part->trace != trace)
        continue;
      from = heng_wording_party (self->writer->book, agreement, is_turned ? part->to : part->from);
      to = heng_wording_party (self->writer->book, agreement, is_turned ? part->from : part->to);
      label = g_strdup_printf ("%s → %s", from, to);
      amount = format_amount (self->writer, ABS (part->amount_minor), part->commodity);
      heng_page_explanation_add (self->page, 1, label, amount);
    }
}

/* The sum of what a rule gives, for its first line; %NULL where it gives nothing that can be said in one figure. */
static char *
describe_whole (const Explanation  *self,
                const HengTrace    *trace,
                const char        **commodity_out)
{
  const char *commodity = NULL;
  gint64 whole = 0;

  for (guint i = 0; i < self->settlement->contributions->len; i++)
    {
      const HengContribution *part = &g_array_index (self->settlement->contributions, HengContribution, i);

      if (part->trace != trace)
        continue;
      commodity = part->commodity;
      /* Too much for one figure; the parts say it all. */
      if (!heng_amount_add (whole, ABS (part->amount_minor), &whole, NULL))
        break;
    }
  *commodity_out = commodity;
  if (commodity != NULL)
    return format_amount (self->writer, whole, commodity);
  if (trace->is_condition)
    return describe_trace_value (trace);
  if (self->settlement->status == HENG_SETTLEMENT_COMPLETE)
    return g_strdup (_("nothing due"));
  /* Where the period is not settled, even what can be computed is not due. A rule whose condition does not hold has no value
   * either, but it lacks nothing. */
  for (guint i = 0; i < trace->children->len; i++)
    if (!((const HengTrace *) g_ptr_array_index (trace->children, i))->known)
      return g_strdup (_("not known"));

  return NULL;
}

static void
add_rule (Explanation     *self,
          const HengTrace *trace,
          guint            rule)
{
  g_autofree char *number = g_strdup_printf ("%u", rule + 1);
  g_autofree char *label = heng_wording_fill (_("Rule %1$s"), number, "", "", "");
  const char *commodity = NULL;
  g_autofree char *whole = describe_whole (self, trace, &commodity);

  self->page = heng_page_content_add_explanation (self->writer->content);
  heng_page_explanation_add (self->page, 0, label, whole);
  heng_page_explanation_add_formula (self->page, 0, trace->text, trace->substituted);
  for (guint i = 0; i < trace->children->len; i++)
    add_value (self, g_ptr_array_index (trace->children, i), 1);
  if (commodity != NULL)
    {
      g_autofree char *value = heng_statement_number (&trace->value);
      gboolean is_money = strcmp (commodity, self->writer->currency) == 0;
      g_autofree char *result = g_strdup_printf ("%s %s", value, is_money ? heng_money_unit_get_label (HENG_MONEY_UNIT_YUAN, commodity)
                                                                          : commodity);

      heng_page_explanation_add (self->page, 1, _("Result of the rule, before rounding"), result);
    }
  add_parts (self, trace);
}

static char *
format_in_formula (gconstpointer  data,
                   gint64         amount_minor,
                   const char    *commodity)
{
  return format_amount (data, amount_minor, commodity);
}

/* What stands in the way of the rules' result comes before it. */
static void
add_exception (HengStatementWriter   *writer,
               const HengSettlement  *settlement)
{
  g_autofree char *line = heng_wording_exception (settlement->exception);
  g_autofree char *recorded = heng_wording_exception_recorded (settlement->exception);
  g_autofree char *formula = heng_wording_exception_formula (settlement, format_in_formula, writer);

  heng_page_content_add_paragraph (writer->content, line);
  heng_page_content_add_paragraph (writer->content, recorded);
  heng_page_content_add_paragraph (writer->content, formula);
}

void
heng_statement_add_computation (HengStatementWriter *writer,
                                HengSettlement      *settlement)
{
  Explanation self = { .writer = writer };
  guint rule = 0;

  heng_page_content_add_heading (writer->content, _("2. Computation"));
  if (settlement->exception != NULL)
    add_exception (writer, settlement);
  if (settlement->exception != NULL && settlement->exception->kind == HENG_EXCEPTION_OVERRIDE)
    settlement = settlement->formula;
  self.settlement = settlement;
  if (settlement->traces->len == 0)
    {
      heng_page_content_add_note (writer->content, _("No rule was reached."));
      return;
    }

  self.shown = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < settlement->traces->len; i++)
    {
      const HengTrace *trace = g_ptr_array_index (settlement->traces, i);

      rule = find_rule (&self, trace, rule);
      add_rule (&self, trace, rule);
      rule++;
    }
  g_hash_table_unref (self.shown);
}

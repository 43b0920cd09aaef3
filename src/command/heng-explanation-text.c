// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-explanation-text.h"

#include "heng-exception-text.h"
#include "heng-settlement-json.h"
#include "heng-wording-observation.h"

#include <string.h>

static void
print_observation (const HengObservation *observation,
                   guint                  depth)
{
  g_autofree char *period = heng_period_format (observation->period);

  g_autofree char *origin = heng_wording_observation_origin (observation);

  g_print ("%*s%s: %s", (int) (2 * depth), "", period, observation->value_text);
  if (*observation->source != '\0' && !observation->is_assumed)
    g_print (", %s", observation->source);
  if (observation->is_assumed)
    g_print (" (%s)\n", origin);
  else
    g_print (" (#%" G_GINT64_FORMAT ": %s)\n", observation->number, origin);
}

/* A definition that is used more than once is explained once: a chain of definitions, each using the one before twice, would
 * otherwise double with every link. */
static gboolean
is_explained (const HengTrace *trace,
              GHashTable      *seen)
{
  return trace->kind == HENG_TRACE_DEFINITION && !g_hash_table_add (seen, (gpointer) trace);
}

static void
print_trace (const HengTrace *trace,
             guint            depth,
             GHashTable      *seen)
{
  g_autofree char *value = heng_trace_format_value (trace), *window = heng_explanation_format_window (trace->window);

  g_print ("%*s%s", (int) (2 * depth), "", trace->text);
  if (trace->kind != HENG_TRACE_STATEMENT)
    g_print (" [%s]", window);
  g_print (" = %s\n", value);
  if (is_explained (trace, seen))
    return;
  if (trace->substituted != NULL)
    g_print ("%*s= %s\n", (int) (2 * depth + 2), "", trace->substituted);

  for (guint i = 0; i < trace->children->len; i++)
    print_trace (g_ptr_array_index (trace->children, i), depth + 1, seen);
  for (guint i = 0; i < trace->observations->len; i++)
    print_observation (g_ptr_array_index (trace->observations, i), depth + 1);
}

/* What the clause gives between each two parties, after rounding and splitting. */
static void
print_amounts (const HengSettlement *settlement,
               const HengTrace      *trace,
               const char           *currency,
               guint                 depth)
{
  for (guint i = 0; i < settlement->contributions->len; i++)
    {
      const HengContribution *part = &g_array_index (settlement->contributions, HengContribution, i);
      g_autofree char *amount = NULL;

      if (part->trace != trace)
        continue;
      amount = heng_explanation_format_amount (part, settlement, currency);
      g_print ("%*s%s → %s: %s %s\n", (int) (2 * depth), "", heng_agreement_get_party (settlement->agreement, part->from)->name,
               heng_agreement_get_party (settlement->agreement, part->to)->name, amount, part->commodity);
    }
}

void
heng_explanation_print (const HengSettlement *settlement,
                        const char           *currency)
{
  g_autofree char *period = heng_period_format (settlement->period);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gboolean overridden = settlement->exception != NULL && settlement->exception->kind == HENG_EXCEPTION_OVERRIDE;
  const HengSettlement *explained = overridden ? settlement->formula : settlement;
  guint depth = overridden ? 3 : 1;

  g_print ("\n%s %s\n", settlement->agreement->code, period);
  if (settlement->exception != NULL)
    heng_exception_print (settlement, currency);
  for (guint i = 0; i < explained->traces->len; i++)
    {
      const HengTrace *trace = g_ptr_array_index (explained->traces, i);

      print_trace (trace, depth, seen);
      print_amounts (explained, trace, currency, depth + 1);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-wording-exception.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>

const char *
heng_wording_exception_kind (HengExceptionKind kind)
{
  static const char *const words[] = { N_("Agreed exception"), N_("Frozen") };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), "");
  return _(words[kind]);
}

char *
heng_wording_exception (const HengException *exception)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, exception->number);

  /* Translators: "Agreed exception 12: flood (Minutes 3)": kind, number, reason, document. */
  return heng_wording_fill (_("%1$s %2$s: %3$s (%4$s)"), heng_wording_exception_kind (exception->kind), number, exception->reason,
                            exception->document);
}

char *
heng_wording_exception_recorded (const HengException *exception)
{
  g_autofree char *day = heng_day_format (heng_day_of_ms (exception->recorded_ms)), *ended_day = NULL, *end = NULL, *recorded = NULL;

  recorded = heng_wording_fill (_("recorded on %1$s by %2$s"), day, exception->recorded_by != NULL ? exception->recorded_by : "–", "", "");
  if (exception->ended_by_fact == 0)
    return g_steal_pointer (&recorded);

  ended_day = heng_day_format (heng_day_of_ms (exception->ended_ms));
  end = heng_wording_fill (_("ended on %1$s by %2$s: %3$s (%4$s)"), ended_day, exception->ended_by != NULL ? exception->ended_by : "–",
                           exception->end_reason != NULL ? exception->end_reason : "–",
                           exception->end_document != NULL ? exception->end_document : "–");
  /* Translators: two halves of a remark: "recorded on …", "ended on …". */
  return heng_wording_fill (_("%1$s; %2$s"), recorded, end, "", "");
}

static char *
describe_formula (const HengSettlement *formula,
                  HengWordingAmount     format,
                  gconstpointer         data)
{
  g_autoptr (GString) text = g_string_new (heng_wording_settlement_status (formula->status));

  for (guint i = 0; i < formula->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (formula->obligations, HengObligation, i);
      g_autofree char *amount = format (data, owed->amount_minor, owed->commodity);

      g_string_append_printf (text, "%s %s → %s %s", i > 0 ? ";" : ",", heng_agreement_get_party (formula->agreement, owed->from)->name,
                              heng_agreement_get_party (formula->agreement, owed->to)->name, amount);
    }
  for (guint i = 0; i < formula->missing->len && i < 5; i++)
    {
      const HengMissing *missing = &g_array_index (formula->missing, HengMissing, i);
      g_autofree char *period = heng_period_format (missing->period);

      g_string_append_printf (text, ", %s %s", missing->indicator, period);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
heng_wording_exception_formula (const HengSettlement *settlement,
                                HengWordingAmount     format,
                                gconstpointer         data)
{
  g_autofree char *formula = describe_formula (settlement->formula, format, data), *known = NULL;

  if (settlement->exception->kind == HENG_EXCEPTION_OVERRIDE)
    return heng_wording_fill (_("The formula would have given: %1$s"), formula, "", "", "");

  known = g_strdup_printf ("#%" G_GINT64_FORMAT, settlement->exception->number - 1);
  return heng_wording_fill (_("Computed from the facts known then, up to %1$s. From those known now the formula gives: %2$s"), known, formula,
                            "", "");
}

char *
heng_wording_run (const HengRun *run)
{
  static const char *const words[] = { N_("First"), N_("Provisional"), N_("Final"), N_("Re-settlement %1$s") };
  g_autofree char *number = g_strdup_printf ("%u", run->resettlement);

  g_return_val_if_fail ((guint) run->kind < G_N_ELEMENTS (words), g_strdup (""));
  return heng_wording_fill (_(words[run->kind]), number, "", "", "");
}

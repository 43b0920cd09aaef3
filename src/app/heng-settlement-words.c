// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlement-words.h"

#include "heng-exception.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Missing observations that are named one by one. */
#define MISSING_NAMED_MAX 8

char *
heng_settlement_words_owed (HengSession          *session,
                            const HengSettlement *settlement,
                            guint                 obligation,
                            char                **amount)
{
  const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, obligation);
  HengBook *book = heng_session_get_book (session);
  g_autofree char *from = heng_wording_party (book, settlement->agreement, owed->from);
  g_autofree char *to = heng_wording_party (book, settlement->agreement, owed->to);

  *amount = heng_session_format_amount (session, owed->amount_minor, owed->commodity);

  /* Translators: who owes whom */
  return g_strdup_printf (_("%s owes %s"), from, to);
}

static char *
word_missing (const HengSettlement *settlement)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < settlement->missing->len && i < MISSING_NAMED_MAX; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      g_autofree char *period = heng_wording_period (missing->period);

      g_string_append_printf (names, "%s%s %s", i == 0 ? "" : _(", "), missing->indicator, period);
    }
  if (settlement->missing->len > MISSING_NAMED_MAX)
    /* Translators: behind a list of names that was cut */
    g_string_append_printf (names, _(" and %u more"), settlement->missing->len - MISSING_NAMED_MAX);

  /* Translators: a list of indicators with their periods */
  return g_strdup_printf (_("Not observed yet: %s. Until it is, nothing is owed for this period."), names->str);
}

char *
heng_settlement_words_reason (const HengSettlement *settlement)
{
  g_return_val_if_fail (settlement != NULL, NULL);

  switch (settlement->status)
    {
    case HENG_SETTLEMENT_INCOMPLETE:
      return word_missing (settlement);
    case HENG_SETTLEMENT_BLOCKED:
      /* Translators: the text is the agreement's own, of a requirement that does not hold */
      return g_strdup_printf (_("Nothing is owed, because a requirement of the agreement does not hold: %s"),
                              settlement->reason == NULL ? "" : settlement->reason);
    case HENG_SETTLEMENT_FAILED:
      return settlement->error == NULL ? g_strdup (_("The rules cannot be computed for this period."))
                                       : heng_wording_error (settlement->error);
    case HENG_SETTLEMENT_COMPLETE:
    case HENG_SETTLEMENT_OVERRIDDEN:
    case HENG_SETTLEMENT_POSTED:
    case HENG_SETTLEMENT_UNCHANGED:
    default:
      return settlement->obligations->len == 0 ? g_strdup (_("Nothing is owed for this period.")) : NULL;
    }
}

char *
heng_settlement_words_formula (HengSession          *session,
                               const HengSettlement *settlement)
{
  const HengSettlement *formula = settlement->formula;
  g_autoptr (GString) text = g_string_new (NULL);

  if (formula == NULL)
    return NULL;

  for (guint i = 0; i < formula->obligations->len; i++)
    {
      g_autofree char *amount = NULL;
      g_autofree char *who = heng_settlement_words_owed (session, formula, i, &amount);

      g_string_append_printf (text, "%s%s %s", i > 0 ? _(", ") : "", who, amount);
    }
  if (text->len == 0)
    {
      g_autofree char *reason = heng_settlement_words_reason (formula);

      g_string_append (text, reason == NULL ? "" : reason);
    }

  return settlement->exception->kind == HENG_EXCEPTION_OVERRIDE
           /* Translators: what the rules would give instead of what was agreed */
           ? g_strdup_printf (_("By the rules: %s"), text->str)
           /* Translators: what would be owed were the period not frozen */
           : g_strdup_printf (_("As known today: %s"), text->str);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* What is owed, booked and paid between two parties. */
#include "heng-statement-private.h"

#include "heng-amount.h"

#include <string.h>

static void
free_pair (gpointer data)
{
  HengStatementPair *pair = data;

  g_free (pair->from);
  g_free (pair->to);
  g_free (pair->commodity);
  g_free (pair);
}

static gboolean
add_figure (GPtrArray            *pairs,
            const char           *from,
            const char           *to,
            const char           *commodity,
            HengStatementFigure   figure,
            gint64                amount_minor,
            GError              **error)
{
  HengStatementPair *pair;

  for (guint i = 0; i < pairs->len; i++)
    {
      pair = g_ptr_array_index (pairs, i);
      if (strcmp (pair->commodity, commodity) != 0)
        continue;
      if (strcmp (pair->from, from) == 0 && strcmp (pair->to, to) == 0)
        return heng_amount_add (pair->figures[figure], amount_minor, &pair->figures[figure], error);
      if (strcmp (pair->from, to) == 0 && strcmp (pair->to, from) == 0)
        return heng_amount_subtract (pair->figures[figure], amount_minor, &pair->figures[figure], error);
    }

  pair = g_new0 (HengStatementPair, 1);
  pair->from = g_strdup (from);
  pair->to = g_strdup (to);
  pair->commodity = g_strdup (commodity);
  pair->figures[figure] = amount_minor;
  g_ptr_array_add (pairs, pair);
  return TRUE;
}

/* The direction is that of what is owed, else of what is booked, else of what was paid. */
static gboolean
direct (HengStatementPair  *pair,
        GError            **error)
{
  guint first = 0;
  char *from = pair->from;

  while (first < HENG_N_STATEMENT_FIGURES && pair->figures[first] == 0)
    first++;
  if (first < HENG_N_STATEMENT_FIGURES && pair->figures[first] < 0)
    {
      pair->from = pair->to;
      pair->to = from;
      for (guint i = 0; i < HENG_N_STATEMENT_FIGURES; i++)
        if (!heng_amount_subtract (0, pair->figures[i], &pair->figures[i], error))
          return FALSE;
    }

  return heng_amount_add (pair->figures[HENG_STATEMENT_OWED], pair->figures[HENG_STATEMENT_INTEREST], &pair->due_minor, error) &&
         heng_amount_subtract (pair->due_minor, pair->figures[HENG_STATEMENT_PAID], &pair->due_minor, error) &&
         heng_amount_subtract (pair->figures[HENG_STATEMENT_OWED], pair->figures[HENG_STATEMENT_BOOKED], &pair->to_book_minor, error);
}

/* Late interest is no part of what a settlement owes, nor is what takes it back. */
static HengStatementFigure
find_figure (GPtrArray       *entries,
             const HengEntry *entry,
             const HengLine  *line)
{
  if (line->kind == HENG_LINE_PAYMENT)
    return HENG_STATEMENT_PAID;
  if (entry->kind == HENG_ENTRY_INTEREST)
    return HENG_STATEMENT_INTEREST;
  for (guint i = 0; i < entries->len && entry->reverses != 0; i++)
    {
      const HengEntry *other = g_ptr_array_index (entries, i);

      if (other->number == entry->reverses && other->kind == HENG_ENTRY_INTEREST)
        return HENG_STATEMENT_INTEREST;
    }

  return HENG_STATEMENT_BOOKED;
}

GPtrArray *
heng_statement_list_pairs (HengSettlement  *settlement,
                           GPtrArray       *entries,
                           GError         **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (free_pair);

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);

      if (!add_figure (pairs, heng_agreement_get_party (settlement->agreement, owed->from)->name,
                       heng_agreement_get_party (settlement->agreement, owed->to)->name, owed->commodity, HENG_STATEMENT_OWED,
                       owed->amount_minor, error))
        return NULL;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      for (guint j = 0; j < entry->lines->len && entry->has_period && heng_period_equal (entry->period, settlement->period); j++)
        {
          const HengLine *line = g_ptr_array_index (entry->lines, j);

          if (!add_figure (pairs, line->from, line->to, line->commodity, find_figure (entries, entry, line), line->amount_minor, error))
            return NULL;
        }
    }

  for (guint i = 0; i < pairs->len; i++)
    if (!direct (g_ptr_array_index (pairs, i), error))
      return NULL;
  return g_steal_pointer (&pairs);
}

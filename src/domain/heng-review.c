// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the statements of a period stand; which event may follow is in heng-review-check.c. */
#include "heng-review.h"

#include "heng-amount.h"

#include <string.h>

static void
statement_free (gpointer data)
{
  HengReviewStatement *statement = data;

  g_ptr_array_unref (statement->confirmations);
  g_ptr_array_unref (statement->disputes);
  g_free (statement);
}

HengReview *
heng_review_new (const char *agreement,
                 HengPeriod  period)
{
  HengReview *self = g_new0 (HengReview, 1);

  self->agreement = g_strdup (agreement);
  self->period = period;
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_review_event_free);
  self->statements = g_ptr_array_new_with_free_func (statement_free);
  return self;
}

void
heng_review_free (HengReview *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->present, g_ptr_array_unref);
  g_ptr_array_unref (self->statements);
  g_ptr_array_unref (self->events);
  g_free (self->agreement);
  g_free (self);
}

const char *
heng_review_state_get_name (HengReviewState state)
{
  static const char *const names[] = {
    "unsettled", "computed", "issued", "confirmed", "jointly-confirmed", "disputed", "outdated",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == HENG_N_REVIEW_STATES);
  g_return_val_if_fail ((guint) state < HENG_N_REVIEW_STATES, "");
  return names[state];
}

/* ---- what the agreement and the settlement say ---- */

GStrv
heng_review_list_parties (const HengAgreement *agreement)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint pass = 0; pass < 2 && names->len == 0; pass++)
    for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
      {
        const HengParty *party = heng_agreement_get_party (agreement, i);

        if (party->role != HENG_ROLE_POOL && (party->role != HENG_ROLE_CENTRAL || pass == 1))
          g_ptr_array_add (names, g_strdup (party->name));
      }

  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

GPtrArray *
heng_review_list_owed (const HengSettlement *settlement)
{
  GPtrArray *lines;

  if (settlement->status == HENG_SETTLEMENT_INCOMPLETE || settlement->status == HENG_SETTLEMENT_BLOCKED ||
      settlement->status == HENG_SETTLEMENT_FAILED)
    return NULL;

  lines = heng_review_lines_new ();
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);

      g_ptr_array_add (lines, heng_review_line_new (heng_agreement_get_party (settlement->agreement, owed->from)->name,
                                                    heng_agreement_get_party (settlement->agreement, owed->to)->name,
                                                    owed->commodity, owed->amount_minor));
    }
  return lines;
}

/* ---- lines ---- */

HengReviewLine *
heng_review_find_line (GPtrArray            *lines,
                       const HengReviewLine *like)
{
  for (guint i = 0; i < lines->len; i++)
    {
      HengReviewLine *line = g_ptr_array_index (lines, i);

      if (strcmp (line->commodity, like->commodity) == 0 &&
          ((strcmp (line->from, like->from) == 0 && strcmp (line->to, like->to) == 0) ||
           (strcmp (line->from, like->to) == 0 && strcmp (line->to, like->from) == 0)))
        return line;
    }

  return NULL;
}

gboolean
heng_review_direct_lines (GPtrArray  *proposed,
                          GPtrArray  *stated,
                          GError    **error)
{
  for (guint i = 0; i < proposed->len; i++)
    {
      HengReviewLine *line = g_ptr_array_index (proposed, i);
      const HengReviewLine *found = heng_review_find_line (stated, line);
      char *from = line->from;

      if (found == NULL || strcmp (found->from, line->from) == 0)
        continue;
      if (!heng_amount_subtract (0, line->amount_minor, &line->amount_minor, error))
        return FALSE;
      line->from = line->to;
      line->to = from;
    }

  return TRUE;
}

gint64
heng_review_get_undisputed (gint64 stated_minor,
                            gint64 proposed_minor)
{
  g_return_val_if_fail (stated_minor > 0, 0);

  return CLAMP (proposed_minor, 0, stated_minor);
}

/* The order of lines goes by that of the parties, which another version may change. */
static gboolean
are_same (GPtrArray *a,
          GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (a, i), *other = heng_review_find_line (b, line);

      if (other == NULL || strcmp (other->from, line->from) != 0 || other->amount_minor != line->amount_minor)
        return FALSE;
    }

  return TRUE;
}

/* ---- taking events in ---- */

static HengReviewStatement *
get_last (const HengReview *self)
{
  return self->statements->len > 0 ? g_ptr_array_index (self->statements, self->statements->len - 1) : NULL;
}

gboolean
heng_review_add (HengReview       *self,
                 HengReviewEvent  *event,
                 GError          **error)
{
  g_autoptr (HengReviewEvent) owned = event;
  HengReviewStatement *statement = get_last (self);
  HengReviewDispute *dispute;

  if (!heng_review_check (self, event, error))
    return FALSE;

  g_ptr_array_add (self->events, g_steal_pointer (&owned));
  switch (event->kind)
    {
    case HENG_REVIEW_ISSUED:
      statement = g_new0 (HengReviewStatement, 1);
      statement->issue = event;
      statement->confirmations = g_ptr_array_new ();
      statement->disputes = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->statements, statement);
      break;
    case HENG_REVIEW_CONFIRMED:
      g_ptr_array_add (statement->confirmations, event);
      break;
    case HENG_REVIEW_DISPUTED:
      dispute = g_new0 (HengReviewDispute, 1);
      dispute->event = event;
      g_ptr_array_add (statement->disputes, dispute);
      break;
    case HENG_REVIEW_DISPUTE_ENDED:
      ((HengReviewDispute *) heng_review_find_dispute (self, event->dispute))->end = event;
      break;
    case HENG_N_REVIEW_EVENTS:
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}

void
heng_review_set_present (HengReview *self,
                         GPtrArray  *lines)
{
  g_clear_pointer (&self->present, g_ptr_array_unref);
  self->is_present = TRUE;
  self->is_settled = lines != NULL;
  self->present = lines;
}

/* ---- where it stands ---- */

const HengReviewStatement *
heng_review_get_statement (const HengReview *self)
{
  return get_last (self);
}

gboolean
heng_review_is_outdated (const HengReview *self)
{
  const HengReviewStatement *statement = get_last (self);

  return statement != NULL && self->is_present && (!self->is_settled || !are_same (self->present, statement->issue->lines));
}

static gboolean
is_disputed (const HengReviewStatement *statement)
{
  for (guint i = 0; i < statement->disputes->len; i++)
    if (((const HengReviewDispute *) g_ptr_array_index (statement->disputes, i))->end == NULL)
      return TRUE;

  return FALSE;
}

HengReviewState
heng_review_get_state (const HengReview *self)
{
  const HengReviewStatement *statement = get_last (self);
  guint n_parties;

  if (statement == NULL)
    return self->is_present && !self->is_settled ? HENG_REVIEW_STATE_UNSETTLED : HENG_REVIEW_STATE_COMPUTED;
  if (is_disputed (statement))
    return HENG_REVIEW_STATE_DISPUTED;
  if (heng_review_is_outdated (self))
    return HENG_REVIEW_STATE_OUTDATED;

  n_parties = g_strv_length (statement->issue->parties);
  if (statement->confirmations->len == 0)
    return HENG_REVIEW_STATE_ISSUED;
  return statement->confirmations->len < n_parties ? HENG_REVIEW_STATE_CONFIRMED : HENG_REVIEW_STATE_JOINT;
}

const HengReviewDispute *
heng_review_find_dispute (const HengReview *self,
                          gint64            number)
{
  for (guint i = 0; i < self->statements->len; i++)
    {
      const HengReviewStatement *statement = g_ptr_array_index (self->statements, i);

      for (guint j = 0; j < statement->disputes->len; j++)
        {
          const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, j);

          if (dispute->event->number == number)
            return dispute;
        }
    }

  return NULL;
}

const HengReviewEvent *
heng_review_find_confirmation (const HengReviewStatement *statement,
                               const char                *party)
{
  for (guint i = 0; i < statement->confirmations->len; i++)
    {
      const HengReviewEvent *event = g_ptr_array_index (statement->confirmations, i);

      if (strcmp (event->party, party) == 0)
        return event;
    }

  return NULL;
}

GPtrArray *
heng_review_list_waiting (const HengReview *self)
{
  const HengReviewStatement *statement = get_last (self);
  GPtrArray *names = g_ptr_array_new ();

  if (heng_review_is_outdated (self))
    return names;
  for (guint i = 0; statement != NULL && statement->issue->parties[i] != NULL; i++)
    if (heng_review_find_confirmation (statement, statement->issue->parties[i]) == NULL)
      g_ptr_array_add (names, statement->issue->parties[i]);

  return names;
}

GArray *
heng_review_list_figures (const HengReviewStatement *statement)
{
  GArray *figures = g_array_new (FALSE, TRUE, sizeof (HengReviewFigure));

  for (guint i = 0; i < statement->issue->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (statement->issue->lines, i);
      HengReviewFigure figure = { line, line->amount_minor, 0 };

      for (guint j = 0; j < statement->disputes->len; j++)
        {
          const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, j);
          const HengReviewLine *proposed = dispute->end == NULL ? heng_review_find_line (dispute->event->lines, line) : NULL;

          if (proposed != NULL)
            figure.undisputed_minor = MIN (figure.undisputed_minor,
                                           heng_review_get_undisputed (line->amount_minor, proposed->amount_minor));
        }
      /* Both lie between 0 and what is stated. */
      figure.disputed_minor = line->amount_minor - figure.undisputed_minor;
      g_array_append_val (figures, figure);
    }

  return figures;
}

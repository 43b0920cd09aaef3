// SPDX-License-Identifier: GPL-3.0-or-later
/* Which event may follow what has happened to a period's statements so far. */
#include "heng-review.h"

#include "heng-error.h"

#include <string.h>

static char *
number_text (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
line_text (const HengReviewLine *line)
{
  return g_strdup_printf ("%s>%s", line->from, line->to);
}

static char *
list_lines (GPtrArray *lines)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (texts, line_text (g_ptr_array_index (lines, i)));
  if (lines->len == 0)
    g_ptr_array_add (texts, g_strdup ("–"));
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (", ", (char **) texts->pdata);
}

static gboolean
fail_period (const HengReview  *self,
             HengErrorCode      code,
             GError           **error)
{
  g_autofree char *period = heng_period_format (self->period), *statement = g_strdup_printf ("%u", self->statements->len);

  heng_error_set (error, code, self->agreement, period, statement, NULL);
  return FALSE;
}

static gboolean
check_issue (const HengReview       *self,
             const HengReviewEvent  *event,
             GError                **error)
{
  const HengReviewStatement *last = heng_review_get_statement (self);

  if (self->is_present && !self->is_settled)
    return fail_period (self, HENG_ERROR_REVIEW_UNSETTLED, error);
  if (event->statement != self->statements->len + 1)
    return fail_period (self, HENG_ERROR_REVIEW_NUMBER, error);

  for (guint i = 0; last != NULL && i < last->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (last->disputes, i);
      g_autofree char *number = number_text (dispute->event->number);

      if (dispute->end != NULL)
        continue;
      heng_error_set (error, HENG_ERROR_REVIEW_DISPUTE_OPEN, number, dispute->event->party, NULL);
      return FALSE;
    }
  if (last != NULL && self->is_present && !heng_review_is_outdated (self))
    return fail_period (self, HENG_ERROR_REVIEW_SAME, error);

  return TRUE;
}

/* Who confirms or disputes: which statement, and who it is. */
static gboolean
check_party (const HengReview       *self,
             const HengReviewEvent  *event,
             GError                **error)
{
  const HengReviewStatement *last = heng_review_get_statement (self);

  if (last == NULL)
    return fail_period (self, HENG_ERROR_REVIEW_NOT_ISSUED, error);
  if (event->statement != last->issue->statement)
    {
      g_autofree char *asked = g_strdup_printf ("%u", event->statement), *number = g_strdup_printf ("%u", last->issue->statement);

      heng_error_set (error, HENG_ERROR_REVIEW_NOT_LAST, asked, number, NULL);
      return FALSE;
    }
  if (!g_strv_contains ((const char *const *) last->issue->parties, event->party))
    {
      g_autofree char *parties = g_strjoinv (", ", last->issue->parties);

      heng_error_set (error, HENG_ERROR_REVIEW_PARTY, self->agreement, event->party, parties, NULL);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_not_outdated (const HengReview  *self,
                    GError           **error)
{
  return !heng_review_is_outdated (self) || fail_period (self, HENG_ERROR_REVIEW_OUTDATED, error);
}

static gboolean
check_confirmation (const HengReview       *self,
                    const HengReviewEvent  *event,
                    GError                **error)
{
  const HengReviewStatement *last = heng_review_get_statement (self);
  const HengReviewEvent *before;
  g_autofree char *statement = g_strdup_printf ("%u", event->statement);

  if (!check_party (self, event, error))
    return FALSE;
  before = heng_review_find_confirmation (last, event->party);
  if (before != NULL)
    {
      g_autofree char *number = number_text (before->number);

      heng_error_set (error, HENG_ERROR_REVIEW_CONFIRMED, event->party, statement, number, NULL);
      return FALSE;
    }
  for (guint i = 0; i < last->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (last->disputes, i);
      g_autofree char *number = number_text (dispute->event->number);

      if (dispute->end != NULL || strcmp (dispute->event->party, event->party) != 0)
        continue;
      heng_error_set (error, HENG_ERROR_REVIEW_OWN_DISPUTE, event->party, statement, number, NULL);
      return FALSE;
    }

  return check_not_outdated (self, error);
}

/* A party has one open proposal for a line. */
static gboolean
check_line_free (const HengReviewStatement  *last,
                 const HengReviewEvent      *event,
                 const HengReviewLine       *line,
                 GError                    **error)
{
  for (guint i = 0; i < last->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (last->disputes, i);

      if (dispute->end == NULL && strcmp (dispute->event->party, event->party) == 0 &&
          heng_review_find_line (dispute->event->lines, line) != NULL)
        {
          g_autofree char *text = line_text (line), *number = number_text (dispute->event->number);

          heng_error_set (error, HENG_ERROR_REVIEW_LINE_DISPUTED, event->party, text, number, NULL);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_line (const HengReviewStatement  *last,
            const HengReviewEvent      *event,
            const HengReviewLine       *line,
            GError                    **error)
{
  const HengReviewLine *stated = heng_review_find_line (last->issue->lines, line);
  g_autofree char *text = line_text (line);

  if (stated == NULL || strcmp (stated->from, line->from) != 0)
    {
      g_autofree char *statement = g_strdup_printf ("%u", event->statement), *lines = list_lines (last->issue->lines);

      heng_error_set (error, HENG_ERROR_REVIEW_LINE_UNKNOWN, statement, text, line->commodity, lines, NULL);
      return FALSE;
    }
  /* The first of its like is itself, unless it stands there twice. */
  if (heng_review_find_line (event->lines, line) != line)
    {
      heng_error_set (error, HENG_ERROR_REVIEW_LINE_TWICE, text, NULL);
      return FALSE;
    }
  if (stated->amount_minor == line->amount_minor)
    {
      heng_error_set (error, HENG_ERROR_REVIEW_LINE_SAME, text, NULL);
      return FALSE;
    }

  return check_line_free (last, event, line, error);
}

static gboolean
check_reason (const HengReviewEvent  *event,
              GError                **error)
{
  const char *at = event->reason != NULL ? event->reason : "";

  while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (*at == '\0')
    heng_error_set (error, HENG_ERROR_REVIEW_REASON, NULL);
  return *at != '\0';
}

static gboolean
check_dispute (const HengReview       *self,
               const HengReviewEvent  *event,
               GError                **error)
{
  const HengReviewStatement *last = heng_review_get_statement (self);
  const HengReviewEvent *confirmation;

  if (!check_party (self, event, error) || !check_reason (event, error))
    return FALSE;
  confirmation = heng_review_find_confirmation (last, event->party);
  if (confirmation != NULL)
    {
      g_autofree char *statement = g_strdup_printf ("%u", event->statement), *number = number_text (confirmation->number);

      heng_error_set (error, HENG_ERROR_REVIEW_BOUND, event->party, statement, number, NULL);
      return FALSE;
    }
  if (event->lines->len == 0)
    {
      heng_error_set (error, HENG_ERROR_REVIEW_NO_LINES, NULL);
      return FALSE;
    }
  for (guint i = 0; i < event->lines->len; i++)
    if (!check_line (last, event, g_ptr_array_index (event->lines, i), error))
      return FALSE;

  return check_not_outdated (self, error);
}

static gboolean
check_end (const HengReview       *self,
           const HengReviewEvent  *event,
           GError                **error)
{
  const HengReviewDispute *dispute = heng_review_find_dispute (self, event->dispute);
  g_autofree char *number = number_text (event->dispute);

  if (dispute == NULL)
    {
      heng_error_set (error, HENG_ERROR_DISPUTE_UNKNOWN, number, NULL);
      return FALSE;
    }
  if (dispute->end != NULL)
    {
      g_autofree char *end = number_text (dispute->end->number);

      heng_error_set (error, HENG_ERROR_DISPUTE_ENDED, number, heng_dispute_end_get_name (dispute->end->how), end, NULL);
      return FALSE;
    }

  return check_reason (event, error);
}

gboolean
heng_review_check (const HengReview       *self,
                   const HengReviewEvent  *event,
                   GError                **error)
{
  switch (event->kind)
    {
    case HENG_REVIEW_ISSUED:
      return check_issue (self, event, error);
    case HENG_REVIEW_CONFIRMED:
      return check_confirmation (self, event, error);
    case HENG_REVIEW_DISPUTED:
      return check_dispute (self, event, error);
    case HENG_REVIEW_DISPUTE_ENDED:
      return check_end (self, event, error);
    case HENG_N_REVIEW_EVENTS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

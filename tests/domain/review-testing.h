// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/*
 * Steps of a story as texts: `issue A>B=100,C>B=5`, `confirm A`, `dispute B A>B=60,C>B=-2`, `end 2 agreed`, each an event whose number is
 * that of the step among the events, from 1 on; `owed A>B=90` says what is owed today (`owed` alone: nothing, `owed -`: there is no
 * result). Amounts are in fen of CNY; `5 t` stands for tonnes. The number of a statement may stand behind: `confirm A @1`.
 */

#include "heng-review.h"

#include "domain-testing.h"

static inline GPtrArray *
parse_lines (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  GPtrArray *lines = heng_review_lines_new ();

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit_set (parts[i], ">= ", -1);

      g_ptr_array_add (lines, heng_review_line_new (fields[0], fields[1], fields[3] != NULL ? fields[3] : "CNY",
                                                    g_ascii_strtoll (fields[2], NULL, 10)));
    }
  return lines;
}

/* The rest of a step behind its words, and the number of the statement behind "@". */
static inline HengReviewEvent *
parse_event (const char *step,
             gint64      number)
{
  g_auto (GStrv) halves = g_strsplit (step, " @", 2);
  g_auto (GStrv) words = g_strsplit (halves[0], " ", 3);
  HengReviewEvent *event = heng_review_event_new (HENG_REVIEW_ISSUED);
  gboolean bare = words[1] == NULL;

  event->number = number;
  event->period = (HengPeriod) { HENG_PERIOD_YEAR, 2021 };
  event->statement = halves[1] != NULL ? (guint) g_ascii_strtoull (halves[1], NULL, 10) : 1;
  event->recorded_by = g_strdup ("tester");
  if (strcmp (words[0], "issue") == 0)
    {
      event->known = number + 10;
      event->parties = g_strsplit ("A,B,C", ",", -1);
      event->lines = parse_lines (bare ? "" : halves[0] + strlen ("issue "));
    }
  else if (strcmp (words[0], "confirm") == 0)
    {
      event->kind = HENG_REVIEW_CONFIRMED;
      event->party = g_strdup (words[1]);
      event->document = g_strdup ("函1");
    }
  else if (strcmp (words[0], "dispute") == 0)
    {
      event->kind = HENG_REVIEW_DISPUTED;
      event->party = g_strdup (words[1]);
      event->reason = g_strdup ("a reason");
      event->lines = parse_lines (words[2] != NULL ? words[2] : "");
    }
  else
    {
      g_assert_cmpstr (words[0], ==, "end");
      event->kind = HENG_REVIEW_DISPUTE_ENDED;
      event->statement = 0;
      event->dispute = g_ascii_strtoll (words[1], NULL, 10);
      event->reason = g_strdup ("its end");
      while (strcmp (heng_dispute_end_get_name (event->how), words[2]) != 0)
        event->how++;
    }
  return event;
}

/* Also through the text that a book keeps. */
static inline HengReviewEvent *
write_and_read (HengReviewEvent *event)
{
  g_autofree char *text = heng_review_event_write (event, "CNY"), *again = NULL;
  g_autoptr (GError) error = NULL;
  HengReviewEvent *read = heng_review_event_read (event->kind, text, "CNY", &error);

  g_assert_no_error (error);
  again = heng_review_event_write (read, "CNY");
  g_assert_cmpstr (again, ==, text);
  read->number = event->number;
  read->parties = g_steal_pointer (&event->parties);
  heng_review_event_free (event);
  return read;
}

static inline gboolean
take_step (HengReview  *review,
           const char  *step,
           gint64      *number,
           GError     **error)
{
  const HengReviewStatement *last = heng_review_get_statement (review);
  HengReviewEvent *event;

  if (g_str_has_prefix (step, "owed"))
    {
      heng_review_set_present (review, strcmp (step, "owed -") == 0 ? NULL : parse_lines (step[4] != '\0' ? step + 5 : ""));
      return TRUE;
    }

  event = write_and_read (parse_event (step, ++*number));
  if (event->kind == HENG_REVIEW_DISPUTED && last != NULL)
    g_assert_true (heng_review_direct_lines (event->lines, last->issue->lines, NULL));
  return heng_review_add (review, event, error);
}

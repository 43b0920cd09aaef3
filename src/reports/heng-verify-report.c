// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-verify-report.h"

#include "heng-book-log.h"
#include "heng-book-verify.h"
#include "heng-digest.h"
#include "heng-error.h"
#include "heng-rescue-text.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

typedef struct
{
  HengVerifyReport *report;
  gint64            first; /* the least number of a fact that was found wrong; 0: none */
} Gathering;

void
heng_verify_report_free (HengVerifyReport *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->hash);
  g_ptr_array_unref (self->findings);
  g_free (self->first);
  g_free (self->head);
  g_free (self->head_problem);
  g_free (self);
}

static void
gather (gint64        fact,
        const GError *finding,
        gpointer      data)
{
  Gathering *self = data;

  if (heng_error_is (finding, HENG_ERROR_BOOK_KEPT_SUM))
    self->report->n_kept++;
  if (fact > 0 && (self->first == 0 || fact < self->first))
    self->first = fact;
  if (self->report->findings->len < HENG_VERIFY_REPORT_FINDINGS_MAX)
    {
      g_autofree char *sentence = heng_wording_error_sentence (finding);

      /* What says of a fact that it was changed names it. */
      if (fact > 0 && !heng_error_is (finding, HENG_ERROR_BOOK_CHANGED))
        /* Translators: the number of a fact in the book, and what is wrong with it */
        g_ptr_array_add (self->report->findings, g_strdup_printf (_("Fact %" PRId64 ": %s"), fact, sentence));
      else
        g_ptr_array_add (self->report->findings, g_steal_pointer (&sentence));
    }
}

/* Which fact it is, by what the log says of it, be it right or not. */
static gboolean
word_first (const HengLogFact  *fact,
            gpointer            data,
            GError            **error)
{
  HengVerifyReport *self = data;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, fact->number), *day = heng_wording_day (heng_day_of_ms (fact->recorded_ms));
  g_autofree char *rows = fact->n_rows == 1 ? g_strdup_printf ("%" G_GINT64_FORMAT, fact->first_row)
                                            : g_strdup_printf ("%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, fact->first_row,
                                                               fact->first_row + fact->n_rows - 1);
  g_autofree char *what = g_strdup_printf ("%s %s", heng_rescue_word_kind (fact->kind), rows);

  g_free (self->first);
  self->first = heng_wording_fill (_("The first fact that is not as it was recorded: %1$s (%2$s, recorded %3$s by %4$s)"), number, what, day,
                                   fact->recorded_by);
  return TRUE;
}

static gboolean
find_first (HengVerifyReport  *self,
            HengBook          *book,
            gint64             first,
            GError           **error)
{
  gboolean found = FALSE;

  if (first == 0)
    return TRUE;
  if (!heng_book_find_fact (book, first, word_first, self, &found, error))
    return FALSE;
  if (!found)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, first);

      self->first = heng_wording_fill (_("The first fact that is not as it was recorded: %1$s (the log does not have it)"), number, "", "", "");
    }
  return TRUE;
}

static gboolean
compare_head (HengVerifyReport  *self,
              HengBook          *book,
              const char        *head,
              GError           **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *hash = NULL;
  gint64 count;

  if (head == NULL || !heng_head_parse (head, &count, &hash))
    return TRUE;

  self->head = heng_head_format (count, hash, 0);
  if (heng_book_check_head (book, count, hash, &local_error))
    return TRUE;
  if (heng_error_is (local_error, HENG_ERROR_BOOK_HEAD))
    {
      self->head_problem = heng_wording_error_sentence (local_error);
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

HengVerifyReport *
heng_verify_report_new (HengBook    *book,
                        gboolean     settlements,
                        const char  *head,
                        GError     **error)
{
  g_autoptr (HengVerifyReport) self = g_new0 (HengVerifyReport, 1);
  Gathering gathering = { self, 0 };

  g_return_val_if_fail (book != NULL, NULL);

  self->path = g_strdup (heng_book_get_path (book));
  self->day = heng_book_get_today (book);
  self->settlements = settlements;
  self->findings = g_ptr_array_new_with_free_func (g_free);
  if (!heng_book_verify (book, settlements, gather, &gathering, &self->n_found, error) ||
      !heng_book_get_head (book, &self->n_facts, &self->hash, error) || !find_first (self, book, gathering.first, error) ||
      !compare_head (self, book, head, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
heng_verify_report_is_kept (const HengVerifyReport *self)
{
  return self->n_found > 0 && self->n_found == self->n_kept;
}

gboolean
heng_verify_report_is_right (const HengVerifyReport *self)
{
  return self->n_found == 0 && self->head_problem == NULL;
}

static char *
word_found (const HengVerifyReport *self)
{
  if (self->n_found == 0)
    return g_strdup_printf (self->settlements
                              ? ngettext ("Nothing is wrong: %" PRId64 " fact is as it was recorded, and every settlement computes the same.",
                                          "Nothing is wrong: %" PRId64 " facts are as they were recorded, and every settlement computes the same.",
                                          (gulong) self->n_facts)
                              : ngettext ("Nothing is wrong: %" PRId64 " fact is as it was recorded.",
                                          "Nothing is wrong: %" PRId64 " facts are as they were recorded.", (gulong) self->n_facts),
                            self->n_facts);
  if (heng_verify_report_is_kept (self))
    return g_strdup_printf (ngettext ("Every fact is as it was recorded, but %" PRId64 " balance that the book keeps does not match its entries.",
                                      "Every fact is as it was recorded, but %" PRId64 " balances that the book keeps do not match its entries.",
                                      (gulong) self->n_found),
                            self->n_found);
  return g_strdup_printf (ngettext ("The book is not as it was written: %" PRId64 " thing is wrong. Go back to a backup that verifies.",
                                    "The book is not as it was written: %" PRId64 " things are wrong. Go back to a backup that verifies.",
                                    (gulong) self->n_found),
                          self->n_found);
}

static char *
word_head (const HengVerifyReport *self)
{
  if (self->head == NULL)
    return NULL;
  if (self->head_problem != NULL)
    /* Translators: a head, COUNT:HASH; why it is not one of the book */
    return heng_wording_fill (_("The head %1$s is none that this book ever had. %2$s."), self->head, self->head_problem, "", "");
  if (self->n_found > 0)
    return heng_wording_fill (_("The log has the head %1$s, but what it was of is no longer all there."), self->head, "", "", "");
  return heng_wording_fill (_("The book once had the head %1$s, and nothing up to then was changed since."), self->head, "", "", "");
}

char *
heng_verify_report_word (const HengVerifyReport *self)
{
  g_autofree char *found = NULL, *head = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  found = word_found (self);
  head = word_head (self);
  return head == NULL ? g_steal_pointer (&found) : g_strdup_printf ("%s\n%s", found, head);
}

char *
heng_verify_report_text (const HengVerifyReport *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *file = NULL, *state = NULL, *day = NULL, *line = NULL, *word = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  file = g_filename_display_name (self->path);
  state = heng_head_format (self->n_facts, self->hash, 0);
  day = heng_wording_day (self->day);
  word = heng_verify_report_word (self);
  /* Translators: a file, a date, the count of facts and the hash of the last */
  line = heng_wording_fill (_("Book: %1$s\nVerified: %2$s\nHead: %3$s"), file, day, state, "");
  g_string_append_printf (text, "%s\n\n%s\n", line, word);
  if (self->first != NULL)
    g_string_append_printf (text, "%s\n", self->first);
  for (guint i = 0; i < self->findings->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (self->findings, i));
  if (self->n_found > self->findings->len)
    g_string_append (text, "…\n");

  return g_string_free (text, FALSE);
}

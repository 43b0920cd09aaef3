// SPDX-License-Identifier: GPL-3.0-or-later
/* reviews: where statements stand, and whom they wait for. */
#include "heng-call.h"

#include "heng-book-review.h"
#include "heng-json-write.h"
#include "heng-review-text.h"
#include "heng-text-table.h"
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char    *agreement;
  char    *period;
  char    *known_on;
  char    *format;
  gboolean waiting;
} Listing;

static void
listing_clear (Listing *self)
{
  g_free (self->agreement);
  g_free (self->period);
  g_free (self->known_on);
  g_free (self->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static void
append_joined (GString    *text,
               const char *name)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? C_("list", ", ") : "", name);
}

/* Open disputes by their numbers, which resolving them takes. */
static char *
describe_disputes (const HengReviewStatement *statement)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < statement->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, dispute->event->number), *words = NULL;

      if (dispute->end != NULL)
        continue;
      /* Translators: a dispute: its number, who disputes, and why. */
      words = heng_wording_fill (_("dispute %1$s by %2$s: %3$s"), number, dispute->event->party, dispute->event->reason, "");
      append_joined (text, words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_row (HengTextTable     *table,
         const HengReview  *review)
{
  const HengReviewStatement *last = heng_review_get_statement (review);
  g_autofree char *period = heng_period_format (review->period), *remark = NULL, *day = NULL;
  g_autofree char *number = last != NULL ? g_strdup_printf ("%u", last->issue->statement) : g_strdup ("–");
  g_autoptr (GString) confirmed = g_string_new (NULL), waiting = g_string_new (NULL);
  const char *state = heng_wording_review_state (heng_review_get_state (review));

  for (guint i = 0; last != NULL && last->issue->parties[i] != NULL; i++)
    {
      const char *party = last->issue->parties[i];

      append_joined (heng_review_find_confirmation (last, party) != NULL ? confirmed : waiting, party);
    }
  if (last != NULL)
    {
      day = heng_wording_recorded_day (last->issue->recorded_ms);
      remark = describe_disputes (last);
    }
  heng_text_table_add (table, (const char *[]) { review->agreement, period, number, day != NULL ? day : "–", state, confirmed->str,
                                                 waiting->str, remark != NULL ? remark : "" });
}

static void
print_table (GPtrArray *reviews)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("llrlllll");

  heng_text_table_add (table, (const char *[]) { _("Agreement"), _("Period"), _("Statement"), _("Issued"), _("State"), _("Confirmed by"),
                                                 _("Waiting for"), _("Remark") });
  for (guint i = 0; i < reviews->len; i++)
    add_row (table, g_ptr_array_index (reviews, i));
  heng_text_table_print (table);
}

static void
print_json (HengBook  *book,
            GPtrArray *reviews)
{
  heng_call_write_utf8 ("{\"reviews\": [");
  for (guint i = 0; i < reviews->len; i++)
    {
      g_autoptr (JsonNode) node = heng_review_to_json (book, g_ptr_array_index (reviews, i));
      g_autofree char *text = heng_json_write (node, 2);

      heng_call_write_utf8 (i > 0 ? ",\n" : "\n");
      heng_call_write_utf8 (text);
    }
  heng_call_write_utf8 (reviews->len > 0 ? "\n]}\n" : "]}\n");
}

gboolean
heng_command_reviews (HengCall  *call,
                      GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  g_auto (Listing) self = { 0 };
  g_autoptr (HengBook) book = NULL;
  g_autoptr (GPtrArray) reviews = NULL;
  HengReviewQuery query = { 0 };
  HengPeriod period;
  int format;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &self.agreement, N_("Only this agreement"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &self.period, N_("Only this period and its parts"), N_("PERIOD") },
    { "waiting", 0, 0, G_OPTION_ARG_NONE, &self.waiting, N_("Only what is not confirmed by all"), NULL },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &self.known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &self.format, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      (format = heng_call_choose ("--format", self.format, formats, 0, error)) < 0 ||
      (self.period != NULL && !heng_period_parse (self.period, &period, error)) ||
      (book = heng_call_open (call, FALSE, error)) == NULL || !heng_call_get_known (book, self.known_on, &query.known, error))
    return FALSE;

  query.agreement = self.agreement;
  query.period = self.period != NULL ? &period : NULL;
  query.waiting = self.waiting;
  if ((reviews = heng_book_list_reviews (book, &query, error)) == NULL)
    return FALSE;
  if (format == 1)
    print_json (book, reviews);
  else
    print_table (reviews);
  return TRUE;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Statements and their lines as text: as options give them, and as JSON. */
#include "heng-review-text.h"

#include "heng-amount.h"
#include "heng-book-balances.h"
#include "heng-call.h"
#include "heng-json-write.h"
#include "heng-wording-review.h"

#include <string.h>

/* ---- reading a line ---- */

static const char *
find_arrow (const char  *text,
            const char **behind)
{
  static const char *const arrows[] = { ">", "＞", "→" };
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      const char *found = strstr (text, arrows[i]);

      if (found != NULL && (first == NULL || found < first))
        {
          first = found;
          *behind = found + strlen (arrows[i]);
        }
    }
  return first;
}

/* The amount may have spaces in it ("3 million"), the unit too ("training places"): the longest beginning that is a number is it. */
static HengReviewLine *
parse_amount (const char  *from,
              const char  *to,
              const char  *text,
              const char  *currency,
              GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 amount_minor;

  if (heng_amount_parse (text, heng_commodity_digits (currency, currency), &amount_minor, &local_error))
    return heng_review_line_new (from, to, currency, amount_minor);

  for (const char *space = text + strlen (text); space > text; space--)
    {
      g_autofree char *number = NULL;

      if (*space != ' ' || space[1] == '\0')
        continue;
      number = g_strndup (text, (gsize) (space - text));
      if (heng_amount_parse (number, HENG_AMOUNT_IN_KIND_DIGITS, &amount_minor, NULL))
        {
          const char *unit = space + 1;

          /* The currency may stand there as well. */
          return strcmp (unit, currency) != 0 ? heng_review_line_new (from, to, unit, amount_minor)
                                              : parse_amount (from, to, number, currency, error);
        }
    }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

HengReviewLine *
heng_review_line_parse (const char  *text,
                        const char  *option,
                        const char  *currency,
                        GError     **error)
{
  const char *behind = NULL, *arrow = find_arrow (text, &behind), *equals = arrow != NULL ? strchr (behind, '=') : NULL;
  g_autofree char *from = NULL, *to = NULL, *amount = NULL;

  if (equals != NULL)
    {
      from = g_strstrip (g_strndup (text, (gsize) (arrow - text)));
      to = g_strstrip (g_strndup (behind, (gsize) (equals - behind)));
      amount = g_strstrip (g_strdup (equals + 1));
    }
  if (equals == NULL || *from == '\0' || *to == '\0' || *amount == '\0')
    {
      g_autofree char *wrong = g_strdup_printf ("%s %s", option, text);

      heng_call_set_usage (error, wrong, "\"FROM>TO=AMOUNT[ UNIT]\"");
      return NULL;
    }

  return parse_amount (from, to, amount, currency, error);
}

/* ---- writing JSON ---- */

static char *
format_amount (HengBook   *book,
               gint64      amount_minor,
               const char *commodity)
{
  return heng_amount_format (amount_minor, heng_commodity_digits (commodity, heng_book_get_currency (book)),
                             heng_book_get_digits_shown (book, commodity));
}

static void
set_amount (HengBook   *book,
            JsonObject *object,
            const char *key,
            gint64      amount_minor,
            const char *commodity)
{
  g_autofree char *amount = format_amount (book, amount_minor, commodity);

  heng_json_set_string (object, key, amount);
}

static JsonObject *
new_line (const HengReviewLine *line)
{
  JsonObject *object = json_object_new ();

  heng_json_set_string (object, "from", line->from);
  heng_json_set_string (object, "to", line->to);
  heng_json_set_string (object, "commodity", line->commodity);
  return object;
}

static JsonArray *
lines_to_json (HengBook  *book,
               GPtrArray *lines)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (lines, i);
      JsonObject *object = new_line (line);

      set_amount (book, object, "amount", line->amount_minor, line->commodity);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Who recorded it and when, which every event has. */
static void
set_recorded (JsonObject            *object,
              const HengReviewEvent *event)
{
  g_autofree char *day = heng_wording_recorded_day (event->recorded_ms);

  json_object_set_int_member (object, "fact", event->number);
  heng_json_set_string (object, "recorded", day);
  heng_json_set_string (object, "by", event->recorded_by);
  heng_json_set_string (object, "reason", event->reason);
  heng_json_set_string (object, "document", event->document);
}

static JsonArray *
disputed_to_json (HengBook                   *book,
                  const HengReviewStatement  *statement,
                  const HengReviewEvent      *event)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < event->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (event->lines, i);
      const HengReviewLine *stated = heng_review_find_line (statement->issue->lines, line);
      JsonObject *object = new_line (line);
      gint64 undisputed = heng_review_get_undisputed (stated->amount_minor, line->amount_minor);

      set_amount (book, object, "stated", stated->amount_minor, line->commodity);
      set_amount (book, object, "proposed", line->amount_minor, line->commodity);
      set_amount (book, object, "undisputed", undisputed, line->commodity);
      set_amount (book, object, "disputed", stated->amount_minor - undisputed, line->commodity);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
disputes_to_json (HengBook                  *book,
                  const HengReviewStatement *statement)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < statement->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, i);
      JsonObject *object = json_object_new ();

      set_recorded (object, dispute->event);
      heng_json_set_string (object, "party", dispute->event->party);
      json_object_set_array_member (object, "lines", disputed_to_json (book, statement, dispute->event));
      if (dispute->end != NULL)
        {
          JsonObject *end = json_object_new ();

          set_recorded (end, dispute->end);
          heng_json_set_string (end, "how", heng_dispute_end_get_name (dispute->end->how));
          json_object_set_object_member (object, "ended", end);
        }
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
payable_to_json (HengBook                  *book,
                 const HengReviewStatement *statement)
{
  g_autoptr (GArray) figures = heng_review_list_figures (statement);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < figures->len; i++)
    {
      const HengReviewFigure *figure = &g_array_index (figures, HengReviewFigure, i);
      JsonObject *object = new_line (figure->line);

      set_amount (book, object, "stated", figure->line->amount_minor, figure->line->commodity);
      set_amount (book, object, "undisputed", figure->undisputed_minor, figure->line->commodity);
      set_amount (book, object, "disputed", figure->disputed_minor, figure->line->commodity);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
statement_to_json (HengBook                  *book,
                   const HengReviewStatement *statement)
{
  JsonObject *object = json_object_new ();
  JsonArray *confirmed = json_array_new ();

  set_recorded (object, statement->issue);
  json_object_set_int_member (object, "statement", statement->issue->statement);
  json_object_set_int_member (object, "known", statement->issue->known);
  json_object_set_array_member (object, "obligations", lines_to_json (book, statement->issue->lines));
  for (guint i = 0; i < statement->confirmations->len; i++)
    {
      const HengReviewEvent *event = g_ptr_array_index (statement->confirmations, i);
      JsonObject *member = json_object_new ();

      set_recorded (member, event);
      heng_json_set_string (member, "party", event->party);
      json_array_add_object_element (confirmed, member);
    }
  json_object_set_array_member (object, "confirmed", confirmed);
  json_object_set_array_member (object, "disputes", disputes_to_json (book, statement));
  return object;
}

JsonNode *
heng_review_to_json (HengBook         *book,
                     const HengReview *review)
{
  const HengReviewStatement *last = heng_review_get_statement (review);
  g_autofree char *period = heng_period_format (review->period);
  g_autoptr (GPtrArray) waiting = heng_review_list_waiting (review);
  JsonObject *object = json_object_new ();
  JsonArray *statements = json_array_new (), *names = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  heng_json_set_string (object, "agreement", review->agreement);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "state", heng_review_state_get_name (heng_review_get_state (review)));
  json_object_set_boolean_member (object, "outdated", heng_review_is_outdated (review));
  for (guint i = 0; i < waiting->len; i++)
    json_array_add_string_element (names, g_ptr_array_index (waiting, i));
  json_object_set_array_member (object, "waiting", names);
  json_object_set_array_member (object, "payable", last != NULL ? payable_to_json (book, last) : json_array_new ());
  for (guint i = 0; i < review->statements->len; i++)
    json_array_add_object_element (statements, statement_to_json (book, g_ptr_array_index (review->statements, i)));
  json_object_set_array_member (object, "statements", statements);
  json_node_take_object (node, object);
  return node;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "review-testing.h"

/* A row is a story: steps separated by "; ", see review-testing.h. */
typedef struct
{
  const char *label;
  const char *steps;
  int         error; /* of the last step; the others are allowed */
  const char *state;
  const char *waiting;  /* who has not confirmed, joined by commas */
  const char *payable;  /* undisputed and disputed part of each line: "60+40 5+0" */
} StoryRow;

#define OK HENG_TEST_NO_ERROR
#define NO(code) HENG_ERROR_##code

static const StoryRow story_rows[] = {
  { "nothing has happened", "owed A>B=100", OK, "computed", "", "" },
  { "nothing owed is a result", "owed", OK, "computed", "", "" },
  { "no result", "owed -", OK, "unsettled", "", "" },
  { "issued", "owed A>B=100; issue A>B=100", OK, "issued", "A,B,C", "100+0" },
  { "that nothing is owed is issued and confirmed as well", "owed; issue; confirm A; confirm B; confirm C", OK, "jointly-confirmed", "", "" },
  { "one confirms", "owed A>B=100; issue A>B=100; confirm B", OK, "confirmed", "A,C", "100+0" },
  { "all confirm", "owed A>B=100; issue A>B=100; confirm B; confirm C; confirm A", OK, "jointly-confirmed", "", "100+0" },
  { "without a result nothing is issued", "owed -; issue A>B=100", NO (REVIEW_UNSETTLED), "unsettled", "", "" },
  { "a number is skipped", "owed A>B=100; issue A>B=100 @2", NO (REVIEW_NUMBER), "computed", "", "" },
  { "the same again", "owed A>B=100; issue A>B=100; issue A>B=100 @2", NO (REVIEW_SAME), "issued", "A,B,C", "100+0" },
  { "the same though the parties were amended into another order", "issue A>B=100,C>B=5; owed C>B=5,A>B=100", OK, "issued", "A,B,C", "100+0 5+0" },

  { "confirmed before it was issued", "owed A>B=100; confirm A", NO (REVIEW_NOT_ISSUED), "computed", "", "" },
  { "disputed before it was issued", "owed A>B=100; dispute A A>B=1", NO (REVIEW_NOT_ISSUED), "computed", "", "" },
  { "confirmed by nobody known", "issue A>B=100; confirm D", NO (REVIEW_PARTY), "issued", "A,B,C", "100+0" },
  { "confirmed by a pool", "issue A>Fund=100; confirm Fund", NO (REVIEW_PARTY), "issued", "A,B,C", "100+0" },
  { "disputed by a pool", "issue A>Fund=100; dispute Fund A>Fund=200", NO (REVIEW_PARTY), "issued", "A,B,C", "100+0" },
  { "names are told apart by case", "issue A>B=100; confirm a", NO (REVIEW_PARTY), "issued", "A,B,C", "100+0" },
  { "confirmed twice", "issue A>B=100; confirm A; confirm A", NO (REVIEW_CONFIRMED), "confirmed", "B,C", "100+0" },
  { "who owes nothing confirms as well", "issue A>B=100; confirm C", OK, "confirmed", "A,B", "100+0" },
  { "an earlier statement", "issue A>B=100; owed A>B=90; issue A>B=90 @2; confirm A @1", NO (REVIEW_NOT_LAST), "issued", "A,B,C", "90+0" },
  { "a later statement", "issue A>B=100; confirm A @2", NO (REVIEW_NOT_LAST), "issued", "A,B,C", "100+0" },

  { "one line of two disputed", "issue A>B=100,C>B=5; dispute A A>B=60", OK, "disputed", "A,B,C", "60+40 5+0" },
  { "more is proposed: what is stated is undisputed", "issue A>B=100; dispute B A>B=160", OK, "disputed", "A,B,C", "100+0" },
  { "nothing is proposed", "issue A>B=100; dispute A A>B=0", OK, "disputed", "A,B,C", "0+100" },
  { "the other direction is proposed", "issue A>B=100; dispute A A>B=-30", OK, "disputed", "A,B,C", "0+100" },
  { "the other direction by its own name", "issue A>B=100; dispute A B>A=30", OK, "disputed", "A,B,C", "0+100" },
  { "the same amount the other way round is another", "issue A>B=100; dispute A B>A=100", OK, "disputed", "A,B,C", "0+100" },
  { "a negative amount against the direction", "issue A>B=100; dispute A B>A=-60", OK, "disputed", "A,B,C", "60+40" },
  { "the stated amount by the other name", "issue A>B=100; dispute A B>A=-100", NO (REVIEW_LINE_SAME), "issued", "A,B,C", "100+0" },
  { "goods and money are two lines", "issue A>B=100,A>B=7 t; dispute B A>B=3 t", OK, "disputed", "A,B,C", "100+0 3+4" },
  { "two dispute one line", "issue A>B=100; dispute A A>B=60; dispute C A>B=80", OK, "disputed", "A,B,C", "60+40" },
  { "the one who proposed least withdraws", "issue A>B=100; dispute A A>B=60; dispute C A>B=80; end 2 withdrawn", OK, "disputed", "A,B,C", "80+20" },
  { "two lines of one dispute", "issue A>B=100,C>B=5; dispute B A>B=160,C>B=1", OK, "disputed", "A,B,C", "100+0 1+4" },
  { "a second dispute about another line", "issue A>B=100,C>B=5; dispute B A>B=60; dispute B C>B=1", OK, "disputed", "A,B,C", "60+40 1+4" },
  { "the largest amounts", "issue A>B=9223372036854775807; dispute A A>B=-9223372036854775807", OK, "disputed", "A,B,C", "0+9223372036854775807" },

  { "no line", "issue A>B=100; dispute A", NO (REVIEW_NO_LINES), "issued", "A,B,C", "100+0" },
  { "a line between others", "issue A>B=100; dispute A C>B=10", NO (REVIEW_LINE_UNKNOWN), "issued", "A,B,C", "100+0" },
  { "a line in another commodity", "issue A>B=100; dispute A A>B=10 t", NO (REVIEW_LINE_UNKNOWN), "issued", "A,B,C", "100+0" },
  { "a line where nothing is stated", "owed; issue; dispute A A>B=10", NO (REVIEW_LINE_UNKNOWN), "issued", "A,B,C", "" },
  { "a line twice", "issue A>B=100; dispute A A>B=10,A>B=20", NO (REVIEW_LINE_TWICE), "issued", "A,B,C", "100+0" },
  { "a line twice by both its names", "issue A>B=100; dispute A A>B=10,B>A=20", NO (REVIEW_LINE_TWICE), "issued", "A,B,C", "100+0" },
  { "the stated amount", "issue A>B=100; dispute A A>B=100", NO (REVIEW_LINE_SAME), "issued", "A,B,C", "100+0" },
  { "a line that it disputes", "issue A>B=100; dispute A A>B=60; dispute A A>B=70", NO (REVIEW_LINE_DISPUTED), "disputed", "A,B,C", "60+40" },
  { "having confirmed", "issue A>B=100; confirm A; dispute A A>B=60", NO (REVIEW_BOUND), "confirmed", "B,C", "100+0" },
  { "what others confirmed", "issue A>B=100; confirm A; confirm C; dispute B A>B=160", OK, "disputed", "B", "100+0" },

  { "confirming what one disputes", "issue A>B=100; dispute A A>B=60; confirm A", NO (REVIEW_OWN_DISPUTE), "disputed", "A,B,C", "60+40" },
  { "confirming what another disputes", "issue A>B=100; dispute A A>B=60; confirm B", OK, "disputed", "A,C", "60+40" },
  { "withdrawn", "issue A>B=100; dispute A A>B=60; end 2 withdrawn", OK, "issued", "A,B,C", "100+0" },
  { "withdrawn and confirmed", "issue A>B=100; dispute A A>B=60; end 2 withdrawn; confirm A", OK, "confirmed", "B,C", "100+0" },
  { "withdrawn and disputed again", "issue A>B=100; dispute A A>B=60; end 2 withdrawn; dispute A A>B=70", OK, "disputed", "A,B,C", "70+30" },
  { "ended twice", "issue A>B=100; dispute A A>B=60; end 2 withdrawn; end 2 decided", NO (DISPUTE_ENDED), "issued", "A,B,C", "100+0" },
  { "no such dispute", "issue A>B=100; dispute A A>B=60; end 7 withdrawn", NO (DISPUTE_UNKNOWN), "disputed", "A,B,C", "60+40" },
  { "an issue is no dispute", "issue A>B=100; dispute A A>B=60; end 1 withdrawn", NO (DISPUTE_UNKNOWN), "disputed", "A,B,C", "60+40" },
  { "one of two ended", "issue A>B=100,C>B=5; dispute A A>B=60; dispute B C>B=9; end 2 agreed", OK, "disputed", "A,B,C", "100+0 5+0" },

  { "outdated", "issue A>B=100; owed A>B=90", OK, "outdated", "", "100+0" },
  { "outdated by the direction alone", "issue A>B=100; owed B>A=100", OK, "outdated", "", "100+0" },
  { "outdated by a line less", "issue A>B=100,C>B=5; owed A>B=100", OK, "outdated", "", "100+0 5+0" },
  { "outdated by a line more", "issue A>B=100; owed A>B=100,C>B=5", OK, "outdated", "", "100+0" },
  { "outdated by another commodity", "issue A>B=100; owed A>B=100 t", OK, "outdated", "", "100+0" },
  { "outdated by nothing any more", "issue A>B=100; owed", OK, "outdated", "", "100+0" },
  { "outdated because there is no result any more", "issue A>B=100; owed -", OK, "outdated", "", "100+0" },
  { "confirmed by all, then outdated", "issue A>B=100; confirm A; confirm B; confirm C; owed A>B=90", OK, "outdated", "", "100+0" },
  { "back to what was issued", "issue A>B=100; confirm A; owed A>B=90; owed A>B=100", OK, "confirmed", "B,C", "100+0" },
  { "outdated, so not confirmed", "issue A>B=100; owed A>B=90; confirm A", NO (REVIEW_OUTDATED), "outdated", "", "100+0" },
  { "outdated, so not disputed", "issue A>B=100; owed A>B=90; dispute A A>B=60", NO (REVIEW_OUTDATED), "outdated", "", "100+0" },
  { "outdated, so issued again, and all begin anew", "issue A>B=100; confirm A; owed A>B=90; issue A>B=90 @2", OK, "issued", "A,B,C", "90+0" },
  { "an open dispute outlives what is owed", "issue A>B=100; dispute A A>B=60; owed A>B=60", OK, "disputed", "", "60+40" },
  { "not issued over an open dispute", "issue A>B=100; dispute A A>B=60; owed A>B=60; issue A>B=60 @2", NO (REVIEW_DISPUTE_OPEN), "disputed", "", "60+40" },
  { "ended over what has changed", "issue A>B=100; dispute A A>B=60; owed A>B=80; end 2 decided", OK, "outdated", "", "100+0" },
  { "issued after the end", "issue A>B=100; dispute A A>B=60; owed A>B=80; end 2 decided; issue A>B=80 @2; confirm A @2; confirm B @2; confirm C @2", OK,
    "jointly-confirmed", "", "80+0" },
  { "decided that what was stated stands", "owed A>B=100; issue A>B=100; dispute A A>B=60; end 2 decided; confirm A", OK, "confirmed", "B,C", "100+0" },
  { "an ended dispute of an earlier statement", "issue A>B=100; dispute A A>B=60; end 2 agreed; owed A>B=80; issue A>B=80 @2; end 2 agreed", NO (DISPUTE_ENDED), "issued",
    "A,B,C", "80+0" },
  { "the next statement is disputed", "issue A>B=100; confirm A; owed A>B=90; issue A>B=90 @2; dispute A A>B=60 @2", OK, "disputed", "A,B,C", "60+30" },
};

static void
test_story (gconstpointer data)
{
  const StoryRow *row = data;
  g_autoptr (HengReview) review = heng_review_new ("T-1", (HengPeriod) { HENG_PERIOD_YEAR, 2021 });
  g_auto (GStrv) steps = g_strsplit (row->steps, "; ", -1);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GArray) figures = NULL;
  g_autoptr (GString) names = g_string_new (NULL), payable = g_string_new (NULL);
  gint64 number = 0;

  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      take_step (review, steps[i], &number, &error);
      HENG_TEST_ASSERT_OUTCOME (error, steps[i + 1] == NULL ? row->error : OK);
    }

  g_assert_cmpstr (heng_review_state_get_name (heng_review_get_state (review)), ==, row->state);
  waiting = heng_review_list_waiting (review);
  for (guint i = 0; i < waiting->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "", (const char *) g_ptr_array_index (waiting, i));
  g_assert_cmpstr (names->str, ==, row->waiting);
  if (review->statements->len > 0)
    figures = heng_review_list_figures (heng_review_get_statement (review));
  for (guint i = 0; figures != NULL && i < figures->len; i++)
    {
      const HengReviewFigure *figure = &g_array_index (figures, HengReviewFigure, i);

      /* Tonnes are kept in millionths, which the rows leave out of sight. */
      g_string_append_printf (payable, "%s%" G_GINT64_FORMAT "+%" G_GINT64_FORMAT, i > 0 ? " " : "", figure->undisputed_minor,
                              figure->disputed_minor);
    }
  g_assert_cmpstr (payable->str, ==, row->payable);
}

/* Nothing is ever deleted: everything that happened is still there, in its order. */
static void
test_keeps (void)
{
  static const char *const steps[] = {
    "issue A>B=100", "confirm A", "dispute B A>B=160", "end 3 withdrawn", "owed A>B=90", "issue A>B=90 @2", "dispute A A>B=60 @2", "end 6 agreed",
  };
  g_autoptr (HengReview) review = heng_review_new ("T-1", (HengPeriod) { HENG_PERIOD_YEAR, 2021 });
  const HengReviewStatement *first;
  gint64 number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_true (take_step (review, steps[i], &number, NULL));

  g_assert_cmpuint (review->events->len, ==, 7);
  g_assert_cmpuint (review->statements->len, ==, 2);
  first = g_ptr_array_index (review->statements, 0);
  g_assert_cmpint (heng_review_find_confirmation (first, "A")->number, ==, 2);
  g_assert_null (heng_review_find_confirmation (first, "B"));
  g_assert_cmpint (heng_review_find_dispute (review, 3)->end->number, ==, 4);
  g_assert_cmpint (heng_review_find_dispute (review, 6)->end->how, ==, HENG_DISPUTE_AGREED);
  g_assert_null (heng_review_find_dispute (review, 1));
}

typedef struct
{
  const char *label;
  const char *parties; /* NAME:role */
  const char *expected;
} PartiesRow;

static const PartiesRow parties_rows[] = {
  { "all that are no pools", "A:beneficiary B:protector Fund:pool C:partner", "A,B,C" },
  { "central is not asked", "Center:central A:protector Fund:pool", "A" },
  { "enterprises are", "Works:enterprise Club:organisation", "Works,Club" },
  { "central where nobody else is left", "Center:central Fund:pool", "Center" },
  { "pools never", "Fund:pool Other:pool", "" },
};

static void
test_parties (gconstpointer data)
{
  const PartiesRow *row = data;
  g_auto (GStrv) given = g_strsplit (row->parties, " ", -1);
  g_autoptr (GString) text = g_string_new ("{\"hengping\":\"agreement/1\",\"code\":\"T-1\",\"title\":{\"en\":\"Test\"},\"mechanism\":\"watershed\","
                                           "\"from\":\"2020-01-01\",\"assessed\":\"year\",\"rules\":[],\"parties\":[");
  g_autoptr (HengAgreement) agreement = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; given[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (given[i], ":", 2);

      g_string_append_printf (text, "%s{\"name\":\"%s\",\"role\":\"%s\"%s}", i > 0 ? "," : "", halves[0], halves[1],
                              strcmp (halves[1], "pool") != 0 ? ",\"region\":\"110000\"" : "");
    }
  g_string_append (text, "]}");
  agreement = heng_agreement_new_from_json (text->str, text->len, "CNY", &error);
  g_assert_no_error (error);

  names = heng_review_list_parties (agreement);
  joined = g_strjoinv (",", names);
  g_assert_cmpstr (joined, ==, row->expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  HENG_TEST_ADD_ROWS ("/domain/review/story", story_rows, test_story);
  HENG_TEST_ADD_ROWS ("/domain/review/parties", parties_rows, test_parties);
  g_test_add_func ("/domain/review/keeps-everything", test_keeps);
  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-exception.h"

#include "heng-error.h"

#include "domain-testing.h"

#define MEMBERS "\"from\": \"2020-01-01\", \"assessed\": \"year\", \"units\": {\"t\": \"0.001\"}, \"rounding\": {\"money\": \"100 down\"}, "
#define RULES "\"indicators\": [{\"name\": \"P\"}], \"rules\": [\"A pays B 5\", \"A pays B P\", \"B provides C 3 \\\"t\\\"\", " \
              "\"A provides C 1 \\\"places\\\"\"]"

static HengException *
make_exception (const char *amounts,
                const char *reason,
                const char *document)
{
  HengException *exception = heng_exception_new (HENG_EXCEPTION_OVERRIDE, "T-1", (HengPeriod) { HENG_PERIOD_YEAR, 2020 }, reason, document);
  g_auto (GStrv) parts = g_strsplit (amounts, "; ", -1);

  /* "A>B=500 CNY" in minor units */
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (parts[i], ">= ", 4);

      heng_exception_add_amount (exception, words[0], words[1], words[3], g_ascii_strtoll (words[2], NULL, 10));
    }
  return exception;
}

static const struct
{
  const char *label;
  const char *amounts;
  const char *reason;
  const char *document;
  int         code; /* -1: right */
} check_rows[] = {
  { "money", "A>B=500 CNY", "why", "No. 1", -1 },
  { "nothing", "", "why", "No. 1", -1 },
  { "to the fen, however the rules round", "A>B=1 CNY", "why", "No. 1", -1 },
  { "to a pool", "A>Fund=1 CNY; Fund>B=1 CNY", "why", "No. 1", -1 },
  { "in kind", "B>C=3000 t", "why", "No. 1", -1 },
  { "two commodities", "A>B=1 CNY; A>B=1000 t", "why", "No. 1", -1 },
  { "against the rules' direction", "B>A=1 CNY", "why", "No. 1", -1 },
  { "no reason", "A>B=1 CNY", NULL, "No. 1", HENG_ERROR_EXCEPTION_UNREASONED },
  { "empty reason", "A>B=1 CNY", " \t", "No. 1", HENG_ERROR_EXCEPTION_UNREASONED },
  { "no document", "A>B=1 CNY", "why", NULL, HENG_ERROR_EXCEPTION_UNDOCUMENTED },
  { "empty document", "", "why", "\n", HENG_ERROR_EXCEPTION_UNDOCUMENTED },
  { "unknown payer", "X>B=1 CNY", "why", "No. 1", HENG_ERROR_PARTY_UNKNOWN },
  { "unknown receiver", "A>b=1 CNY", "why", "No. 1", HENG_ERROR_PARTY_UNKNOWN },
  { "itself", "A>A=1 CNY", "why", "No. 1", HENG_ERROR_PARTY_SAME },
  { "unknown commodity", "A>B=1 USD", "why", "No. 1", HENG_ERROR_COMMODITY_UNKNOWN },
  { "zero", "A>B=0 CNY", "why", "No. 1", HENG_ERROR_MONEY_NOT_POSITIVE },
  { "negative", "A>B=-1 CNY", "why", "No. 1", HENG_ERROR_MONEY_NOT_POSITIVE },
  { "finer than the unit's step", "B>C=1 t", "why", "No. 1", HENG_ERROR_MONEY_FINER },
  { "half a place", "A>C=500000 places", "why", "No. 1", HENG_ERROR_MONEY_FINER },
  { "twice", "A>B=1 CNY; A>B=2 CNY", "why", "No. 1", HENG_ERROR_EXCEPTION_PAIR_TWICE },
  { "twice, turned round", "A>B=1 CNY; B>C=1 CNY; B>A=2 CNY", "why", "No. 1", HENG_ERROR_EXCEPTION_PAIR_TWICE },
};

static void
test_check (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (HengAgreement) agreement = test_agreement_new (MEMBERS RULES);
  g_autoptr (HengException) exception = make_exception (check_rows[row].amounts, check_rows[row].reason, check_rows[row].document);
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_exception_check (exception, agreement, "CNY", &error) == (check_rows[row].code < 0));
  if (check_rows[row].code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, HENG_ERROR, check_rows[row].code);
}

/* What is written is canonical and reads back to itself: it is hashed into the chain. */
static void
test_event (void)
{
  g_autoptr (HengException) exception = make_exception ("A>B=600000001 CNY; B>C=1500 t", "flood “1998” \\", "豫财〔2021〕1号");
  g_autofree char *text = heng_exception_write (exception, "CNY"), *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengException) read = heng_exception_read (HENG_EXCEPTION_OVERRIDE, "T-1", text, "CNY", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "{\"document\":\"豫财〔2021〕1号\",\"obligations\":["
                             "{\"amount\":\"6000000.01\",\"commodity\":\"CNY\",\"from\":\"A\",\"to\":\"B\"},"
                             "{\"amount\":\"0.0015\",\"commodity\":\"t\",\"from\":\"B\",\"to\":\"C\"}],"
                             "\"period\":\"2020\",\"reason\":\"flood “1998” \\\\\"}");
  again = heng_exception_write (read, "CNY");
  g_assert_cmpstr (again, ==, text);
}

static const struct
{
  const char *label;
  const char *data;
  int         code;
} read_rows[] = {
  { "no object", "[]", HENG_ERROR_JSON_SYNTAX },
  { "no JSON", "{", HENG_ERROR_JSON_SYNTAX },
  { "no period", "{\"reason\":\"r\",\"document\":\"d\",\"obligations\":[]}", HENG_ERROR_PERIOD_SYNTAX },
  { "no reason", "{\"period\":\"2020\",\"document\":\"d\",\"obligations\":[]}", HENG_ERROR_DOCUMENT_KEY_MISSING },
  { "no document", "{\"period\":\"2020\",\"reason\":\"r\",\"obligations\":[]}", HENG_ERROR_DOCUMENT_KEY_MISSING },
  { "no amounts", "{\"period\":\"2020\",\"reason\":\"r\",\"document\":\"d\"}", HENG_ERROR_DOCUMENT_KEY_MISSING },
  { "amounts of another form", "{\"period\":\"2020\",\"reason\":\"r\",\"document\":\"d\",\"obligations\":[1]}", HENG_ERROR_DOCUMENT_KEY_MISSING },
  { "an amount below zero",
    "{\"period\":\"2020\",\"reason\":\"r\",\"document\":\"d\",\"obligations\":[{\"from\":\"A\",\"to\":\"B\",\"amount\":\"-1\",\"commodity\":\"CNY\"}]}",
    HENG_ERROR_MONEY_NOT_POSITIVE },
  { "an amount that does not fit",
    "{\"period\":\"2020\",\"reason\":\"r\",\"document\":\"d\",\"obligations\":[{\"from\":\"A\",\"to\":\"B\",\"amount\":\"100000000000000000000\",\"commodity\":\"CNY\"}]}",
    HENG_ERROR_MONEY_OVERFLOW },
};

static void
test_read (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_exception_read (HENG_EXCEPTION_OVERRIDE, "T-1", read_rows[row].data, "CNY", &error));
  g_assert_error (error, HENG_ERROR, read_rows[row].code);
}

static HengSettlement *
settle (HengAgreement *agreement)
{
  HengWindow window = { 2020 * 12, 2020 * 12 + 11 };

  return heng_settlement_new (agreement, (HengPeriod) { HENG_PERIOD_YEAR, 2020 }, window, heng_observations_new (), "CNY", TRUE);
}

/* It does not wait for what is missing, and its amounts are ordered as computed ones are. */
static void
test_overridden (void)
{
  g_autoptr (HengAgreement) agreement = test_agreement_new (MEMBERS RULES);
  g_autoptr (HengException) exception = make_exception ("B>A=7 CNY; A>C=1000000 places; A>B=2000 t", "why", "No. 1");
  g_autoptr (HengSettlement) settlement = heng_settlement_new_overridden (settle (agreement), agreement, exception);
  const HengObligation *first = &g_array_index (settlement->obligations, HengObligation, 0);

  g_assert_cmpint (settlement->status, ==, HENG_SETTLEMENT_OVERRIDDEN);
  g_assert_true (heng_settlement_is_due (settlement));
  g_assert_cmpuint (settlement->obligations->len, ==, 3);
  g_assert_cmpuint (settlement->missing->len, ==, 0);
  g_assert_cmpuint (first->from, ==, 0);
  g_assert_cmpuint (first->to, ==, 1);
  g_assert_cmpstr (first->commodity, ==, "t");
  g_assert_cmpuint (g_array_index (settlement->obligations, HengObligation, 2).from, ==, 1);
  g_assert_cmpint (settlement->formula->status, ==, HENG_SETTLEMENT_INCOMPLETE);
  g_assert_cmpuint (settlement->formula->missing->len, ==, 1);
  g_assert_true (settlement->exception == exception);
}

/* A party that the version lacks is looked for in the last one; one that both lack is an error, never a wrong party. */
static void
test_overridden_parties (void)
{
  g_autoptr (HengAgreement) agreement = test_agreement_new (MEMBERS RULES);
  g_autofree char *document = g_strdup ("{\"hengping\": \"agreement/1\", \"code\": \"T-1\", \"title\": {\"en\": \"Test\"}, \"mechanism\": \"watershed\", "
    "\"parties\": [{\"name\": \"D\", \"region\": \"110000\", \"role\": \"partner\"}, {\"name\": \"A\", \"region\": \"120000\", \"role\": \"partner\"}], "
    "\"from\": \"2020-01-01\", \"assessed\": \"year\", \"rules\": [\"D pays A 1\"]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) last = heng_agreement_new_from_json (document, strlen (document), "CNY", &error);
  g_autoptr (HengException) of_last = make_exception ("A>D=7 CNY", "why", "No. 1");
  g_autoptr (HengException) of_none = make_exception ("A>D=7 CNY; A>X=1 CNY", "why", "No. 1");
  g_autoptr (HengSettlement) right = heng_settlement_new_overridden (settle (agreement), last, of_last);
  g_autoptr (HengSettlement) wrong = heng_settlement_new_overridden (settle (agreement), last, of_none);

  g_assert_no_error (error);
  g_assert_cmpint (right->status, ==, HENG_SETTLEMENT_OVERRIDDEN);
  g_assert_true (right->agreement == last);
  g_assert_cmpuint (g_array_index (right->obligations, HengObligation, 0).from, ==, 1);
  g_assert_cmpint (wrong->status, ==, HENG_SETTLEMENT_FAILED);
  g_assert_error (wrong->error, HENG_ERROR, HENG_ERROR_PARTY_UNKNOWN);
  g_assert_cmpuint (wrong->obligations->len, ==, 0);
}

static void
test_open (void)
{
  g_autoptr (HengException) exception = make_exception ("", "why", "No. 1");

  exception->number = 10;
  g_assert_true (heng_exception_is_open (exception, 0));
  g_assert_false (heng_exception_is_open (exception, 9));
  g_assert_true (heng_exception_is_open (exception, 10));
  exception->ended_by_fact = 20;
  g_assert_false (heng_exception_is_open (exception, 0));
  g_assert_true (heng_exception_is_open (exception, 19));
  g_assert_false (heng_exception_is_open (exception, 20));
  g_assert_false (heng_exception_is_open (exception, -1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (check_rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/domain/exception/check/%s", check_rows[i].label);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_check);
    }
  g_test_add_func ("/domain/exception/event", test_event);
  for (gsize i = 0; i < G_N_ELEMENTS (read_rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/domain/exception/read/%s", read_rows[i].label);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_read);
    }
  g_test_add_func ("/domain/exception/overridden", test_overridden);
  g_test_add_func ("/domain/exception/overridden-parties", test_overridden_parties);
  g_test_add_func ("/domain/exception/open", test_open);
  return g_test_run ();
}

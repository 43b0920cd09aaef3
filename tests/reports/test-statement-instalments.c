// SPDX-License-Identifier: GPL-3.0-or-later
#include "statement-testing.h"

/* A river fund, synthetic: 12 000 (万元) in two halves, the second due on a Sunday. */
static const char document[] =
  "{\"hengping\":\"agreement/1\",\"code\":\"RF-1\",\"title\":{\"en\":\"River fund\"},\"mechanism\":\"watershed\",\"parties\":["
  "{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"},{\"name\":\"Down\",\"region\":\"370000\",\"role\":\"beneficiary\"},"
  "{\"name\":\"Fund\",\"role\":\"pool\",\"title\":{\"en\":\"Common fund\"}}],\"from\":\"2024-01-01\",\"to\":\"2024-12-31\",\"assessed\":\"year\","
  "\"rules\":[\"Down pays Fund 12000万\"],\"payment\":{\"due\":[{\"share\":\"50%\",\"on\":\"04-30\"},{\"share\":\"50%\",\"on\":\"06-30\"}],"
  "\"calendar\":\"CN\",\"roll\":\"following\",\"interest\":{\"rate\":\"0.05%\",\"per\":\"day\"}}}";

static void
fill (StatementTest *test)
{
  statement_test_import_text (test, "rf.json", document);
  statement_test_post (test, "RF-1");
  statement_test_import_text (test, "payments.csv", "agreement,from,to,amount,date,period\nRF-1,Down,Fund,70000000,2024-05-10,2024\n");
}

static void
settlement_lists_instalments (StatementTest *test,
                              gconstpointer  data)
{
  g_autofree char *text = NULL;

  fill (test);
  text = statement_test_print_settlement (test, "RF-1", "2024", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Instalments of what is booked");
  assert_has (text, "Common fund");
  assert_has (text, "Paid in full, 10");
  assert_has (text, "(provisional)");
  assert_has (text, "Overdue, 609");
  assert_has (text, "The calendar CN has no 2024");
  assert_has (text, "Clearing");
  assert_has (text, "5,000.00");
}

static void
summary_states_payment_terms (StatementTest *test,
                              gconstpointer  data)
{
  g_autofree char *text = NULL;

  fill (test);
  text = statement_test_print_agreement (test, "RF-1", (HengView) { 0 });
  if (text == NULL)
    return;
  assert_has (text, "50 % by 30 April, 50 % by 30 June");
  assert_has (text, "moves to the next one");
  assert_has (text, "0.05 % a day, simple");
  assert_has (text, "Common fund");
}

static void
region_lists_dues (StatementTest *test,
                   gconstpointer  data)
{
  g_autofree char *text = NULL, *other = NULL;

  fill (test);
  text = statement_test_print_region (test, "370000");
  other = statement_test_print_region (test, "410000");
  if (text == NULL || other == NULL)
    return;
  assert_has (text, "3. To be paid, by due day");
  assert_has (text, "Overdue, 609");
  g_assert_false (page_test_has (other, "Overdue"));
}

#define ADD(name, function) \
  g_test_add ("/reports/statement-instalments/" name, StatementTest, NULL, statement_test_set_up, function, statement_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("settlement", settlement_lists_instalments);
  ADD ("summary", summary_states_payment_terms);
  ADD ("region", region_lists_dues);

  return g_test_run ();
}

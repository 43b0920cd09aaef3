// SPDX-License-Identifier: GPL-3.0-or-later
#include "statement-testing.h"

#include "heng-error.h"

static void
settlement_says_who_owes_what (StatementTest *test,
                               gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  statement_test_post (test, "HHYL-1");
  text = statement_test_print_settlement (test, "HHYL-1", "2020", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Settlement statement, 2020");
  assert_has (text, "Shandong");
  assert_has (text, "Henan");
  assert_has (text, "6,600.00");
  assert_has (text, "−6,600.00");
  assert_has (text, "Prepared by");
  assert_has (text, "Responsible");
  assert_has (text, "6000万 * (3 - 2)");
  assert_has (text, "printed on 2026-03-02");
  assert_has (text, "Page 1 of");
}

static void
settlement_of_several_payers_nets_by_party (StatementTest *test,
                                            gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  text = statement_test_print_settlement (test, "CSH-1", "2019", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Yunnan");
  assert_has (text, "4,000.00");
  assert_has (text, "−2,000.00");
  /* A fund signs nothing: three parties do. */
  g_assert_cmpuint (page_test_count (text, "Prepared by"), ==, 3);
}

static void
looks (StatementTest *test,
       gconstpointer  data)
{
  static const char *const agreements[] = { "HHYL-1", "CSH-1", "LS-1", "YSH-1", "CQ19-1", "NSBD-1" };
  static const char *const settlements[][2] = { { "QG-1", "2025" }, { "CQ19-1", "2019-06" }, { "CQ19-1", "2019-09" },
                                                { "LS-1", "2024" }, { "NSBD-1", "2015" }, { "ABND-1", "once" }, { "JZJ-2", "2018" } };
  HengView view = { 0 };

  statement_test_import_sample (test);
  for (gsize i = 0; i < G_N_ELEMENTS (agreements); i++)
    {
      statement_test_post (test, agreements[i]);
      g_free (statement_test_print_agreement (test, agreements[i], view));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (settlements); i++)
    g_free (statement_test_print_settlement (test, settlements[i][0], settlements[i][1], HENG_MONEY_UNIT_WAN));
  g_free (statement_test_print_region (test, "430000"));
  g_free (statement_test_print_region (test, "110000"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/reports/statement/" name, StatementTest, NULL, statement_test_set_up, func, statement_test_tear_down)
  ADD ("settlement-says-who-owes-what", settlement_says_who_owes_what);
  ADD ("settlement-of-several-payers-nets-by-party", settlement_of_several_payers_nets_by_party);
  ADD ("looks", looks);
#undef ADD
  return g_test_run ();
}

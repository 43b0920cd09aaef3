// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-money-format.h"

#include "ledger-testing.h"

typedef struct
{
  gint64        amount;
  const char   *currency;
  HengMoneyUnit unit;
  gboolean      is_signed;
  const char   *text;
} Row;

static const Row exact[] = {
  { 0, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "–" },
  { 0, "CNY", HENG_MONEY_UNIT_YI, TRUE, "–" },
  { 1, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "0.01" },
  { -1, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "−0.01" },
  { 100, "CNY", HENG_MONEY_UNIT_YUAN, TRUE, "+1.00" },
  { -100, "CNY", HENG_MONEY_UNIT_YUAN, TRUE, "−1.00" },
  { 99999, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "999.99" },
  { 100000, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "1,000.00" },
  { -123456789, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "−1,234,567.89" },
  { 1, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "0.000001" },
  { 1000000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "1.00" },
  { 2797500000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "2,797.50" },
  { 12345678, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "12.345678" },
  { -12345600, "CNY", HENG_MONEY_UNIT_WAN, TRUE, "−12.3456" },
  { 1, "CNY", HENG_MONEY_UNIT_YI, FALSE, "0.0000000001" },
  { 12600000000, "CNY", HENG_MONEY_UNIT_YI, TRUE, "+1.26" },
  { 12605000000, "CNY", HENG_MONEY_UNIT_YI, FALSE, "1.2605" },
  { G_MAXINT64, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "92,233,720,368,547,758.07" },
  { G_MAXINT64, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "9,223,372,036,854.775807" },
  { G_MAXINT64, "CNY", HENG_MONEY_UNIT_YI, FALSE, "922,337,203.6854775807" },
  { G_MININT64, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "−92,233,720,368,547,758.08" },
  /* Another currency has decimals of its own, and is not counted in 万. */
  { 1234567, "JPY", HENG_MONEY_UNIT_YUAN, FALSE, "1,234,567" },
  { -1234567, "JPY", HENG_MONEY_UNIT_WAN, FALSE, "−1,234,567" },
  { 1234, "KWD", HENG_MONEY_UNIT_YI, FALSE, "1.234" },
  { 1230, "KWD", HENG_MONEY_UNIT_YUAN, FALSE, "1.23" },
  { 1000, "KWD", HENG_MONEY_UNIT_YUAN, FALSE, "1.00" },
  { 123456, "EUR", HENG_MONEY_UNIT_WAN, FALSE, "1,234.56" },
};

static const Row rounded[] = {
  { 0, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "–" },
  { 123456, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "1,234.56" },
  { 1, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "0.01" },
  { 1, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "<0.01" },
  { -1, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "<0.01" },
  { 4999, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "<0.01" },
  { 5000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "0.01" },
  { -5000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "−0.01" },
  { 14999, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "0.01" },
  { 15000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "0.02" },
  { -25000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "−0.03" },
  { 12345678, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "12.35" },
  { 99999999, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "100.00" },
  { 49999999, "CNY", HENG_MONEY_UNIT_YI, FALSE, "<0.01" },
  { 50000000, "CNY", HENG_MONEY_UNIT_YI, FALSE, "0.01" },
  { G_MAXINT64, "CNY", HENG_MONEY_UNIT_YI, FALSE, "922,337,203.69" },
  { G_MININT64, "CNY", HENG_MONEY_UNIT_YI, FALSE, "−922,337,203.69" },
  { G_MAXINT64, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "92,233,720,368,547,758.07" },
  { 1, "JPY", HENG_MONEY_UNIT_YI, FALSE, "1" },
  { 1234567, "JPY", HENG_MONEY_UNIT_WAN, FALSE, "1,234,567" },
  { 1234, "KWD", HENG_MONEY_UNIT_YUAN, FALSE, "1.23" },
  { 1235, "KWD", HENG_MONEY_UNIT_YUAN, FALSE, "1.24" },
  { 4, "KWD", HENG_MONEY_UNIT_YUAN, FALSE, "<0.01" },
};

static const Row full[] = {
  { 2797500000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "27,975,000.00 yuan" },
  { -5, "CNY", HENG_MONEY_UNIT_YI, FALSE, "−0.05 yuan" },
  { 0, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "– yuan" },
  { 1500, "JPY", HENG_MONEY_UNIT_WAN, FALSE, "1,500 JPY" },
};

/* In English a headline counts in millions and billions. */
static const Row headlines[] = {
  { 427975463425, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "about 4,279.75 million yuan" },
  { 427975463425, "CNY", HENG_MONEY_UNIT_YI, FALSE, "about 4.28 billion yuan" },
  { 427975463425, "CNY", HENG_MONEY_UNIT_YUAN, FALSE, "4,279,754,634.25 yuan" },
  { 12600000000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "126.00 million yuan" },
  { 12600000000, "CNY", HENG_MONEY_UNIT_YI, FALSE, "126.00 million yuan" },
  { 99999999999, "CNY", HENG_MONEY_UNIT_YI, FALSE, "about 1,000.00 million yuan" },
  { -12600000001, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "about −126.00 million yuan" },
  { 99999999, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "999,999.99 yuan" },
  { 100000000, "CNY", HENG_MONEY_UNIT_WAN, FALSE, "1.00 million yuan" },
  { G_MININT64, "CNY", HENG_MONEY_UNIT_YI, FALSE, "about −92,233,720.37 billion yuan" },
  { 1234567890, "JPY", HENG_MONEY_UNIT_WAN, FALSE, "1,234,567,890 JPY" },
  { 1234567, "KWD", HENG_MONEY_UNIT_YI, FALSE, "1,234.567 KWD" },
};

static void
test_headline (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = heng_money_format_headline (row->amount, row->currency, row->unit);

  g_assert_cmpstr (text, ==, row->text);
}

static void
test_exact (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = heng_money_format (row->amount, row->currency, row->unit, row->is_signed);

  g_assert_cmpstr (text, ==, row->text);
}

static void
test_rounded (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = heng_money_format_rounded (row->amount, row->currency, row->unit);

  g_assert_cmpstr (text, ==, row->text);
}

static void
test_full (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = heng_money_format_full (row->amount, row->currency, row->unit);

  g_assert_cmpstr (text, ==, row->text);
}

static void
test_labels (void)
{
  g_assert_cmpstr (heng_money_unit_get_label (HENG_MONEY_UNIT_YUAN, "CNY"), ==, "yuan");
  g_assert_cmpstr (heng_money_unit_get_label (HENG_MONEY_UNIT_WAN, "CNY"), ==, "10,000 yuan");
  g_assert_cmpstr (heng_money_unit_get_label (HENG_MONEY_UNIT_YI, "CNY"), ==, "100 million yuan");
  g_assert_cmpstr (heng_money_unit_get_label (HENG_MONEY_UNIT_YI, "JPY"), ==, "JPY");
}

static const struct { gint64 amount; const char *commodity; const char *text; } commodities[] = {
  { 30000000, "training places", "30 training places" },
  { 1234500000, "t", "1,234.5 t" },
  { -1, "t", "−0.000001 t" },
  { 0, "t", "–" },
  { 123450000, "CNY", "123.45" },
};

static void
test_commodities (Testing       *self,
                  gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commodities); i++)
    {
      g_autofree char *text = heng_commodity_format (self->book, commodities[i].amount, commodities[i].commodity, HENG_MONEY_UNIT_WAN);

      g_assert_cmpstr (text, ==, commodities[i].text);
    }
}

static void
test_counts (void)
{
  static const struct
  {
    guint       count;
    const char *text;
  } rows[] = { { 0, "0" }, { 26, "26" }, { 999, "999" }, { 1000, "1,000" }, { 100000, "100,000" }, { G_MAXUINT, "4,294,967,295" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = heng_money_format_count (rows[i].count);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
add_rows (const char    *prefix,
          const Row     *rows,
          gsize          n_rows,
          GTestDataFunc  test)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/reports/money-format/%s/%s/%d/%" G_GINT64_FORMAT, prefix, rows[i].currency,
                                               (int) rows[i].unit, rows[i].amount);

      g_test_add_data_func (path, &rows[i], test);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_rows ("exact", exact, G_N_ELEMENTS (exact), test_exact);
  add_rows ("rounded", rounded, G_N_ELEMENTS (rounded), test_rounded);
  add_rows ("full", full, G_N_ELEMENTS (full), test_full);
  add_rows ("headline", headlines, G_N_ELEMENTS (headlines), test_headline);
  g_test_add_func ("/reports/money-format/labels", test_labels);
  g_test_add_func ("/reports/money-format/counts", test_counts);
  g_test_add ("/reports/money-format/commodities", Testing, NULL, testing_set_up, test_commodities, testing_tear_down);
  return g_test_run ();
}

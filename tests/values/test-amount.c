// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-amount.h"

#include "testing.h"

/* ---- currencies ---- */

typedef struct
{
  const char *code;
  gboolean    valid;
  guint       digits;
} CurrencyRow;

static const CurrencyRow currency_rows[] = {
  { "CNY", TRUE, 2 }, { "JPY", TRUE, 0 }, { "KRW", TRUE, 0 }, { "KWD", TRUE, 3 }, { "USD", TRUE, 2 }, { "CLF", TRUE, 4 },
  { "ISK", TRUE, 0 }, { "XAF", TRUE, 0 }, { "BHD", TRUE, 3 },
  /* not in the table: two digits */
  { "XYZ", TRUE, 2 }, { "AAA", TRUE, 2 },
  { "cny", FALSE, 2 }, { "CN", FALSE, 2 }, { "CNYX", FALSE, 2 }, { "", FALSE, 2 }, { "C1Y", FALSE, 2 }, { "元", FALSE, 2 },
  { "ＣＮＹ", FALSE, 2 }, { "CN ", FALSE, 2 },
};

static void
test_currency (gconstpointer data)
{
  const CurrencyRow *row = data;

  g_assert_true (heng_currency_is_valid (row->code) == row->valid);
  g_assert_cmpuint (heng_currency_digits (row->code), ==, row->digits);
}

static void
test_commodity_digits (void)
{
  g_assert_cmpuint (heng_commodity_digits ("CNY", "CNY"), ==, 2);
  g_assert_cmpuint (heng_commodity_digits ("JPY", "JPY"), ==, 0);
  g_assert_cmpuint (heng_commodity_digits ("t", "CNY"), ==, HENG_AMOUNT_IN_KIND_DIGITS);
  /* A currency that is not the book's is a thing like any other. */
  g_assert_cmpuint (heng_commodity_digits ("JPY", "CNY"), ==, HENG_AMOUNT_IN_KIND_DIGITS);
}

/* ---- sums ---- */

typedef struct
{
  const char *label;
  gint64      a, b;
  gboolean    adds, subtracts;
  gint64      sum, difference;
} SumRow;

static const SumRow sum_rows[] = {
  { "small", 3, 4, TRUE, TRUE, 7, -1 },
  { "negative", -3, 4, TRUE, TRUE, 1, -7 },
  { "zero", 0, 0, TRUE, TRUE, 0, 0 },
  { "largest", G_MAXINT64, 0, TRUE, TRUE, G_MAXINT64, G_MAXINT64 },
  { "one-over", G_MAXINT64, 1, FALSE, TRUE, 0, G_MAXINT64 - 1 },
  { "one-under", -G_MAXINT64, 1, TRUE, FALSE, -G_MAXINT64 + 1, 0 },
  /* The smallest number of 64 bits could not be turned round. */
  { "not-the-smallest", -G_MAXINT64, -1, FALSE, TRUE, 0, -G_MAXINT64 + 1 },
  { "both-ends", G_MAXINT64, -G_MAXINT64, TRUE, FALSE, 0, 0 },
  { "twice-the-largest", G_MAXINT64, G_MAXINT64, FALSE, TRUE, 0, 0 },
};

static void
test_sum (gconstpointer data)
{
  const SumRow *row = data;
  g_autoptr (GError) error = NULL;
  gint64 result = 77;

  if (heng_amount_add (row->a, row->b, &result, &error))
    g_assert_cmpint (result, ==, row->sum);
  else
    g_assert_cmpint (result, ==, 77);
  g_assert_true (row->adds == (error == NULL));
  if (!row->adds)
    g_assert_error (error, HENG_ERROR, HENG_ERROR_MONEY_OVERFLOW);
  g_clear_error (&error);

  result = 77;
  if (heng_amount_subtract (row->a, row->b, &result, &error))
    g_assert_cmpint (result, ==, row->difference);
  else
    g_assert_cmpint (result, ==, 77);
  g_assert_true (row->subtracts == (error == NULL));
  if (!row->subtracts)
    g_assert_error (error, HENG_ERROR, HENG_ERROR_MONEY_OVERFLOW);
}

static void
test_sum_into_operand (void)
{
  gint64 a = 5;

  g_assert_true (heng_amount_add (a, a, &a, NULL));
  g_assert_cmpint (a, ==, 10);
}

/* ---- reading ---- */

typedef struct
{
  const char *text;
  guint       digits;
  int         error;
  gint64      minor;
} ParseRow;

static const ParseRow parse_rows[] = {
  { "66000000.00", 2, HENG_TEST_NO_ERROR, 6600000000 },
  { "2000万", 2, HENG_TEST_NO_ERROR, 2000000000 },
  { "1.26亿", 2, HENG_TEST_NO_ERROR, 12600000000 },
  { "2797.5万元", 2, HENG_TEST_NO_ERROR, 2797500000 },
  { "0.01", 2, HENG_TEST_NO_ERROR, 1 },
  { "-0.01", 2, HENG_TEST_NO_ERROR, -1 },
  { "0", 2, HENG_TEST_NO_ERROR, 0 },
  { "1.000", 2, HENG_TEST_NO_ERROR, 100 },
  { "0.5%", 3, HENG_TEST_NO_ERROR, 5 },
  { "12", 0, HENG_TEST_NO_ERROR, 12 },
  { "0.000001", 6, HENG_TEST_NO_ERROR, 1 },
  { "92233720368547758.07", 2, HENG_TEST_NO_ERROR, G_MAXINT64 },
  { "-92233720368547758.07", 2, HENG_TEST_NO_ERROR, -G_MAXINT64 },
  { "92233720368547758.08", 2, HENG_ERROR_MONEY_OVERFLOW, 0 },
  { "-92233720368547758.08", 2, HENG_ERROR_MONEY_OVERFLOW, 0 },
  { "999999999999999999999999999999", 2, HENG_ERROR_MONEY_OVERFLOW, 0 },
  { "9999999999999999亿", 2, HENG_ERROR_MONEY_OVERFLOW, 0 },
  { "0.005", 2, HENG_ERROR_MONEY_FINER, 0 },
  { "1.5", 0, HENG_ERROR_MONEY_FINER, 0 },
  { "0.0000001", 6, HENG_ERROR_MONEY_FINER, 0 },
  { "0.001%", 2, HENG_ERROR_MONEY_FINER, 0 },
  { "abc", 2, HENG_ERROR_NUMBER_SYNTAX, 0 },
  { "", 2, HENG_ERROR_NUMBER_SYNTAX, 0 },
  { "1e5", 2, HENG_ERROR_NUMBER_EXPONENT, 0 },
  { "-0", 2, HENG_ERROR_NUMBER_NEGATIVE_ZERO, 0 },
  { "-0.00", 2, HENG_ERROR_NUMBER_NEGATIVE_ZERO, 0 },
};

static void
test_parse (gconstpointer data)
{
  const ParseRow *row = data;
  g_autoptr (GError) error = NULL;
  gint64 minor = 77;

  g_assert_true (heng_amount_parse (row->text, row->digits, &minor, &error) == (row->error == HENG_TEST_NO_ERROR));
  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  g_assert_cmpint (minor, ==, error == NULL ? row->minor : 77);
}

static void
test_finer_names_the_step (void)
{
  g_autoptr (GError) error = NULL;
  gint64 minor;

  g_assert_false (heng_amount_parse ("0.005", 2, &minor, &error));
  g_assert_cmpstr (heng_error_get_argument (error, 0), ==, "0.005");
  g_assert_cmpstr (heng_error_get_argument (error, 1), ==, "0.01");
}

/* ---- writing ---- */

typedef struct
{
  const char *text;
  gint64      minor;
  guint       digits;
  guint       digits_shown;
} FormatRow;

static const FormatRow format_rows[] = {
  { "66000000.00", 6600000000, 2, 2 },
  { "0.00", 0, 2, 2 },
  { "0", 0, 2, 0 },
  { "0", 0, 0, 0 },
  { "-0.01", -1, 2, 2 },
  { "0.10", 10, 2, 2 },
  { "1.5", 150, 2, 0 },
  { "1.55", 155, 2, 0 },
  { "1", 100, 2, 0 },
  { "100", 10000, 2, 0 },
  { "100", 100, 0, 0 },
  { "30", 30000000, 6, 0 },
  { "30.5", 30500000, 6, 0 },
  { "30.500", 30500000, 6, 3 },
  { "30.5004", 30500400, 6, 3 },
  { "92233720368547758.07", G_MAXINT64, 2, 2 },
  { "-92233720368547758.07", -G_MAXINT64, 2, 2 },
  { "-9223372036854775808", G_MININT64, 0, 0 },
};

static void
test_format (gconstpointer data)
{
  const FormatRow *row = data;
  g_autofree char *text = heng_amount_format (row->minor, row->digits, row->digits_shown);

  g_autoptr (GString) appended = g_string_new ("before ");

  g_assert_cmpstr (text, ==, row->text);
  heng_amount_append (appended, row->minor, row->digits, row->digits_shown);
  g_assert_true (g_str_has_prefix (appended->str, "before "));
  g_assert_cmpstr (appended->str + strlen ("before "), ==, row->text);
}

static void
test_numbers_there_and_back (void)
{
  g_auto (HengNumber) number = { 0 };

  heng_number_init (&number);
  for (guint i = 0; i < 1000; i++)
    {
      guint digits = (guint) g_test_rand_int_range (0, 7);
      gint64 minor = (gint64) (((guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()) >> 1);
      gint64 back, read;
      g_autofree char *text = NULL;

      if (g_test_rand_bit ())
        minor = -minor;
      heng_amount_to_number (minor, digits, &number);
      g_assert_true (heng_amount_from_number (&number, digits, &back, NULL));
      g_assert_cmpint (back, ==, minor);

      text = heng_amount_format (minor, digits, digits);
      g_assert_true (heng_amount_parse (text, digits, &read, NULL));
      g_assert_cmpint (read, ==, minor);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/values/amount/currency", currency_rows, test_currency);
  g_test_add_func ("/values/amount/commodity-digits", test_commodity_digits);
  HENG_TEST_ADD_ROWS ("/values/amount/sum", sum_rows, test_sum);
  g_test_add_func ("/values/amount/sum-into-operand", test_sum_into_operand);
  HENG_TEST_ADD_ROWS ("/values/amount/parse", parse_rows, test_parse);
  g_test_add_func ("/values/amount/finer-names-the-step", test_finer_names_the_step);
  HENG_TEST_ADD_ROWS ("/values/amount/format", format_rows, test_format);
  g_test_add_func ("/values/amount/there-and-back", test_numbers_there_and_back);

  return g_test_run ();
}

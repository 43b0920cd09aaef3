// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-number.h"

#include "testing.h"

/* ---- reading ---- */

typedef struct
{
  const char *text;
  const char *value; /* as heng_number_format() writes it with 30 decimals; %NULL: an error */
  int         error;
} ParseRow;

#define OK(text, value) { text, value, HENG_TEST_NO_ERROR }
#define BAD(text, code) { text, NULL, HENG_ERROR_##code }

static const ParseRow parse_rows[] = {
  OK ("12", "12"), OK ("0", "0"), OK ("0.85", "0.85"), OK ("007", "7"), OK ("1.50", "1.5"), OK ("0.000", "0"),
  OK ("1_000", "1000"), OK ("1_000_000.25", "1000000.25"), OK ("0.000_1", "0.0001"),
  OK ("15.67%", "0.1567"), OK ("100%", "1"), OK ("0%", "0"), OK ("300%", "3"),
  OK ("100万", "1000000"), OK ("2亿", "200000000"), OK ("3千万", "30000000"), OK ("5百", "500"), OK ("6千", "6000"),
  OK ("2百万", "2000000"), OK ("1万亿", "1000000000000"), OK ("1.26亿", "126000000"), OK ("2797.5万", "27975000"),
  OK ("5万元", "50000"), OK ("2亿元", "200000000"), OK ("12元", "12"), OK ("1.5元", "1.5"),
  OK ("3 million", "3000000"), OK ("1.5 billion", "1500000000"), OK ("2 thousand", "2000"), OK ("1 trillion", "1000000000000"),
  OK ("0.5 million元", "500000"),
  OK ("+5", "5"), OK ("-5", "-5"), OK ("−5", "-5"), OK ("-15.67%", "-0.1567"), OK ("-3千万", "-30000000"), OK ("+0", "0"),
  OK (" 5 ", "5"), OK ("\t7\n", "7"),
  OK ("123456789012345678901234567890", "123456789012345678901234567890"), /* 30 digits */
  OK ("0.00000000000000000000000000001", "0.00000000000000000000000000001"), /* 30 with the zero before the point */

  BAD ("", NUMBER_SYNTAX), BAD (" ", NUMBER_SYNTAX), BAD ("-", NUMBER_SYNTAX), BAD ("+", NUMBER_SYNTAX), BAD ("abc", NUMBER_SYNTAX),
  BAD ("NaN", NUMBER_SYNTAX), BAD ("nan", NUMBER_SYNTAX), BAD ("Infinity", NUMBER_SYNTAX), BAD ("inf", NUMBER_SYNTAX),
  BAD ("--5", NUMBER_SYNTAX), BAD ("+-5", NUMBER_SYNTAX), BAD ("- 5", NUMBER_SYNTAX), BAD ("5-", NUMBER_SYNTAX),
  BAD (".5", NUMBER_SYNTAX), BAD ("5.", NUMBER_SYNTAX), BAD ("1.2.3", NUMBER_SYNTAX), BAD ("1..2", NUMBER_SYNTAX),
  BAD ("1,000", NUMBER_SYNTAX), BAD ("1 000", NUMBER_SYNTAX), BAD ("_1", NUMBER_SYNTAX), BAD ("1_", NUMBER_SYNTAX),
  BAD ("1__0", NUMBER_SYNTAX), BAD ("1_.5", NUMBER_SYNTAX), BAD ("1._5", NUMBER_SYNTAX),
  BAD ("0x10", NUMBER_SYNTAX), BAD ("1/2", NUMBER_SYNTAX), BAD ("5 6", NUMBER_SYNTAX), BAD ("5%%", NUMBER_SYNTAX),
  BAD ("5%万", NUMBER_SYNTAX), BAD ("5%元", NUMBER_SYNTAX), BAD ("万", NUMBER_SYNTAX), BAD ("元", NUMBER_SYNTAX), BAD ("5元元", NUMBER_SYNTAX),
  BAD ("5元万", NUMBER_SYNTAX), BAD ("5 元", NUMBER_SYNTAX), BAD ("5 万", NUMBER_SYNTAX), BAD ("5万亿亿", NUMBER_SYNTAX),
  BAD ("3 millions", NUMBER_SYNTAX), BAD ("3 Million", NUMBER_SYNTAX), BAD ("3 million_", NUMBER_SYNTAX), BAD ("3万 million", NUMBER_SYNTAX),
  BAD ("３", NUMBER_SYNTAX), BAD ("1％", NUMBER_SYNTAX), /* full-width forms are the rules' alone */
  BAD ("٣", NUMBER_SYNTAX), BAD ("1\xff", NUMBER_SYNTAX), BAD ("\xff", NUMBER_SYNTAX),
  BAD ("1e400", NUMBER_EXPONENT), BAD ("1E5", NUMBER_EXPONENT), BAD ("1.5e-3", NUMBER_EXPONENT), BAD ("-2e+7", NUMBER_EXPONENT),
  BAD ("-0", NUMBER_NEGATIVE_ZERO), BAD ("-0.00", NUMBER_NEGATIVE_ZERO), BAD ("−0", NUMBER_NEGATIVE_ZERO), BAD ("-0%", NUMBER_NEGATIVE_ZERO),
  BAD ("1234567890123456789012345678901", NUMBER_DIGITS), /* 31 digits */
  BAD ("0.000000000000000000000000000001", NUMBER_DIGITS), /* 31 with the zero before the point */
  BAD ("0000000000000000000000000000001", NUMBER_DIGITS),
  BAD ("-1234567890123456789012345678901234567890", NUMBER_DIGITS),
};

static void
test_parse (gconstpointer data)
{
  const ParseRow *row = data;
  g_auto (HengNumber) number = { 0 };
  g_autoptr (GError) error = NULL;

  heng_number_init (&number);
  g_assert_true (heng_number_parse (&number, row->text, &error) == (row->value != NULL));
  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  if (row->value != NULL)
    {
      g_autofree char *text = heng_number_format (&number, 30);
      g_assert_cmpstr (text, ==, row->value);
    }
}

static void
test_a_million_digits (void)
{
  g_auto (HengNumber) number = { 0 };
  g_autofree char *digits = g_strnfill (1000000, '7');

  heng_number_init (&number);
  for (guint point = 0; point < 2; point++)
    {
      g_autoptr (GError) error = NULL;

      if (point)
        digits[1] = '.';
      g_assert_false (heng_number_parse (&number, digits, &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_NUMBER_DIGITS);
      g_assert_cmpuint (strlen (heng_error_get_argument (error, 0)), <=, 20);
      g_assert_cmpstr (heng_error_get_argument (error, 1), ==, "30");
    }
}

typedef struct
{
  const char *text;
  gsize       length;
} ScanRow;

static const ScanRow scan_rows[] = {
  { "12", 2 }, { "12 * 3", 2 }, { "12%x", 3 }, { "2024..year", 4 }, { "5万 * 2", 4 }, { "5万元 * 2", 7 }, { "3 million * 2", 9 },
  { "3 metres", 1 }, { "1_000_x", 5 }, { "1.x", 1 }, { "-5", 0 }, { "x", 0 }, { "", 0 },
};

static void
test_scan (gconstpointer data)
{
  const ScanRow *row = data;
  g_auto (HengNumber) number = { 0 };
  g_autoptr (GError) error = NULL;

  heng_number_init (&number);
  g_assert_cmpuint (heng_number_scan (&number, row->text, &error), ==, row->length);
  g_assert_true ((error == NULL) == (row->length > 0));
}

/* ---- writing ---- */

typedef struct
{
  const char *text;
  gint64      numerator, denominator;
  guint       decimals_max;
} FormatRow;

static const FormatRow format_rows[] = {
  { "0", 0, 1, 0 }, { "0", 0, 1, 8 }, { "2", 2, 1, 8 }, { "-2", -2, 1, 0 }, { "0.5", 1, 2, 8 }, { "0.125", 1, 8, 3 },
  { "≈0.13", 1, 8, 2 }, { "≈-0.13", -1, 8, 2 }, { "≈0.33333333", 1, 3, 8 }, { "≈0.67", 2, 3, 2 }, { "≈-0.67", -2, 3, 2 },
  { "≈1", 1, 2, 0 }, { "≈0", 1, 3, 0 }, { "≈0.00", 1, 1000, 2 }, { "≈0.00", -1, 1000, 2 }, { "≈1.00", 999, 1000, 2 },
  { "0.05", 1, 20, 2 }, { "0.001", 1, 1000, 3 }, { "12345678.9", 123456789, 10, 8 }, { "1000000", 1000000, 1, 2 },
  { "9223372036854775807", G_MAXINT64, 1, 2 },
};

static void
test_format (gconstpointer data)
{
  const FormatRow *row = data;
  g_auto (HengNumber) number = { 0 };
  g_autofree char *text = NULL;

  heng_number_init (&number);
  heng_number_set_ratio (&number, row->numerator, row->denominator);
  text = heng_number_format (&number, row->decimals_max);
  g_assert_cmpstr (text, ==, row->text);
}

/* ---- arithmetic ---- */

typedef struct
{
  const char *label;
  char        operation;
  const char *a, *b;
  const char *result; /* with 30 decimals */
  int         error;
} ArithmeticRow;

static const ArithmeticRow arithmetic_rows[] = {
  { "add", '+', "0.1", "0.2", "0.3", HENG_TEST_NO_ERROR },
  { "subtract", '-', "0.3", "0.1", "0.2", HENG_TEST_NO_ERROR },
  { "multiply", '*', "1.1", "1.1", "1.21", HENG_TEST_NO_ERROR },
  { "divide", '/', "1", "8", "0.125", HENG_TEST_NO_ERROR },
  { "divide-thirds", '/', "2", "3", "≈0.666666666666666666666666666667", HENG_TEST_NO_ERROR },
  { "divide-negative", '/', "1", "-4", "-0.25", HENG_TEST_NO_ERROR },
  { "divide-by-zero", '/', "1", "0", NULL, HENG_ERROR_NUMBER_DIVISION_BY_ZERO },
  { "zero-by-zero", '/', "0", "0", NULL, HENG_ERROR_NUMBER_DIVISION_BY_ZERO },
  { "power", '^', "2", "10", "1024", HENG_TEST_NO_ERROR },
  { "power-zero", '^', "5", "0", "1", HENG_TEST_NO_ERROR },
  { "zero-to-zero", '^', "0", "0", "1", HENG_TEST_NO_ERROR },
  { "power-negative", '^', "2", "-2", "0.25", HENG_TEST_NO_ERROR },
  { "power-of-negative", '^', "-2", "3", "-8", HENG_TEST_NO_ERROR },
  { "negative-to-minus-one", '^', "-2", "-1", "-0.5", HENG_TEST_NO_ERROR },
  { "power-of-fraction", '^', "0.5", "3", "0.125", HENG_TEST_NO_ERROR },
  { "one-to-the-thousand", '^', "1", "1000", "1", HENG_TEST_NO_ERROR },
  { "zero-to-minus-one", '^', "0", "-1", NULL, HENG_ERROR_NUMBER_DIVISION_BY_ZERO },
  { "power-fraction", '^', "4", "0.5", NULL, HENG_ERROR_NUMBER_POWER },
  { "power-too-large", '^', "1", "1001", NULL, HENG_ERROR_NUMBER_POWER },
  { "power-too-small", '^', "1", "-1001", NULL, HENG_ERROR_NUMBER_POWER },
  { "power-beyond-64-bits", '^', "2", "99999999999999999999", NULL, HENG_ERROR_NUMBER_POWER },
  { "power-grows", '^', "999999999999", "1000", NULL, HENG_ERROR_NUMBER_SIZE },
  { "power-shrinks", '^', "0.000000000001", "1000", NULL, HENG_ERROR_NUMBER_SIZE },
};

static gboolean
operate (char         operation,
         HengNumber  *result,
         HengNumber  *a,
         HengNumber  *b,
         GError     **error)
{
  switch (operation)
    {
    case '+': return heng_number_add (result, a, b, error);
    case '-': return heng_number_subtract (result, a, b, error);
    case '*': return heng_number_multiply (result, a, b, error);
    case '/': return heng_number_divide (result, a, b, error);
    default: return heng_number_power (result, a, b, error);
    }
}

static void
test_arithmetic (gconstpointer data)
{
  const ArithmeticRow *row = data;
  g_auto (HengNumber) a = { 0 };
  g_auto (HengNumber) b = { 0 };
  g_auto (HengNumber) c = { 0 };
  g_autoptr (GError) error = NULL;

  heng_number_init (&a);
  heng_number_init (&b);
  heng_number_init (&c);
  g_assert_true (heng_number_parse (&a, row->a, NULL));
  g_assert_true (heng_number_parse (&b, row->b, NULL));
  g_assert_true (operate (row->operation, &c, &a, &b, &error) == (row->result != NULL));
  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  if (row->result != NULL)
    {
      g_autofree char *text = heng_number_format (&c, 30);
      g_autofree char *into_a = NULL;

      g_assert_cmpstr (text, ==, row->result);
      g_assert_true (operate (row->operation, &a, &a, &b, NULL));
      into_a = heng_number_format (&a, 30);
      g_assert_cmpstr (into_a, ==, row->result);
    }
}

/* 9^9^9 has 369 million digits: growth ends in an error long before memory does. */
static void
test_growth_is_bounded (void)
{
  g_auto (HengNumber) number = { 0 };
  g_autoptr (GError) error = NULL;
  guint rounds = 0;

  heng_number_init (&number);
  heng_number_set_int64 (&number, 9);
  while (heng_number_multiply (&number, &number, &number, &error))
    g_assert_cmpuint (rounds++, <, 20);
  g_assert_error (error, HENG_ERROR, HENG_ERROR_NUMBER_SIZE);
  g_clear_error (&error);

  heng_number_set_ratio (&number, 1, 3);
  for (rounds = 0; heng_number_multiply (&number, &number, &number, &error); rounds++)
    g_assert_cmpuint (rounds, <, 20);
  g_assert_error (error, HENG_ERROR, HENG_ERROR_NUMBER_SIZE);
}

static void
test_harmonic_sums_are_bounded (void)
{
  g_auto (HengNumber) sum = { 0 };
  g_auto (HengNumber) term = { 0 };
  g_autoptr (GError) error = NULL;

  heng_number_init (&sum);
  heng_number_init (&term);
  for (gint64 i = 1; i < 100000 && error == NULL; i++)
    {
      heng_number_set_ratio (&term, 1, i);
      heng_number_add (&sum, &sum, &term, &error);
    }
  g_assert_error (error, HENG_ERROR, HENG_ERROR_NUMBER_SIZE);
}

/* ---- whole numbers ---- */

typedef struct
{
  const char *value;
  gint64      floor, ceil;
  gboolean    integer;
  int         sign;
} WholeRow;

static const WholeRow whole_rows[] = {
  { "2.5", 2, 3, FALSE, 1 }, { "-2.5", -3, -2, FALSE, -1 }, { "2", 2, 2, TRUE, 1 }, { "-2", -2, -2, TRUE, -1 }, { "0", 0, 0, TRUE, 0 },
  { "0.0001", 0, 1, FALSE, 1 }, { "-0.0001", -1, 0, FALSE, -1 }, { "250%", 2, 3, FALSE, 1 },
};

static void
test_whole (gconstpointer data)
{
  const WholeRow *row = data;
  g_auto (HengNumber) number = { 0 };
  g_auto (HengNumber) result = { 0 };
  gint64 integer;

  heng_number_init (&number);
  heng_number_init (&result);
  g_assert_true (heng_number_parse (&number, row->value, NULL));
  g_assert_true (heng_number_is_integer (&number) == row->integer);
  g_assert_cmpint (heng_number_sign (&number), ==, row->sign);

  heng_number_floor (&result, &number);
  g_assert_true (heng_number_get_int64 (&result, &integer));
  g_assert_cmpint (integer, ==, row->floor);
  heng_number_ceil (&result, &number);
  g_assert_true (heng_number_get_int64 (&result, &integer));
  g_assert_cmpint (integer, ==, row->ceil);

  heng_number_negate (&result, &number);
  g_assert_cmpint (heng_number_sign (&result), ==, -row->sign);
  heng_number_absolute (&result, &number);
  g_assert_cmpint (heng_number_sign (&result), ==, ABS (row->sign));
}

static void
test_int64_limits (void)
{
  g_auto (HengNumber) number = { 0 };
  gint64 integer = 77;

  heng_number_init (&number);
  g_assert_true (heng_number_parse (&number, "9223372036854775807", NULL));
  g_assert_true (heng_number_get_int64 (&number, &integer));
  g_assert_cmpint (integer, ==, G_MAXINT64);
  integer = 77;
  g_assert_true (heng_number_parse (&number, "9223372036854775808", NULL));
  g_assert_false (heng_number_get_int64 (&number, &integer));
  g_assert_true (heng_number_parse (&number, "0.5", NULL));
  g_assert_false (heng_number_get_int64 (&number, &integer));
  g_assert_cmpint (integer, ==, 77);
}

static void
test_compare (void)
{
  g_auto (HengNumber) a = { 0 };
  g_auto (HengNumber) b = { 0 };

  heng_number_init (&a);
  heng_number_init (&b);
  heng_number_set_ratio (&a, 1, 3);
  heng_number_set_ratio (&b, 333333, 1000000);
  g_assert_cmpint (heng_number_compare (&a, &b), ==, 1);
  g_assert_cmpint (heng_number_compare (&b, &a), ==, -1);
  heng_number_set_ratio (&b, -2, -6);
  g_assert_cmpint (heng_number_compare (&a, &b), ==, 0);
  heng_number_negate (&b, &b);
  g_assert_cmpint (heng_number_compare (&b, &a), ==, -1);
}

static void
test_random_bytes (void)
{
  g_auto (HengNumber) number = { 0 };
  static const char likely[] = "0123456789._%eE+- \xe4\xb8\x87\xe5\x85\x83million";

  heng_number_init (&number);
  for (guint i = 0; i < 20000; i++)
    {
      char text[24] = { 0 };
      gint length = g_test_rand_int_range (0, sizeof text);

      for (gint j = 0; j < length; j++)
        text[j] = g_test_rand_bit () ? (char) g_test_rand_int_range (1, 256)
                                     : likely[g_test_rand_int_range (0, sizeof likely - 1)];
      {
        g_autoptr (GError) error = NULL;
        gboolean done = heng_number_parse (&number, text, &error);

        g_assert_true (done == (error == NULL));
      }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/values/number/parse", parse_rows, test_parse);
  g_test_add_func ("/values/number/a-million-digits", test_a_million_digits);
  HENG_TEST_ADD_ROWS ("/values/number/scan", scan_rows, test_scan);
  HENG_TEST_ADD_ROWS ("/values/number/format", format_rows, test_format);
  HENG_TEST_ADD_ROWS ("/values/number/arithmetic", arithmetic_rows, test_arithmetic);
  g_test_add_func ("/values/number/growth-is-bounded", test_growth_is_bounded);
  g_test_add_func ("/values/number/harmonic-sums-are-bounded", test_harmonic_sums_are_bounded);
  HENG_TEST_ADD_ROWS ("/values/number/whole", whole_rows, test_whole);
  g_test_add_func ("/values/number/int64-limits", test_int64_limits);
  g_test_add_func ("/values/number/compare", test_compare);
  g_test_add_func ("/values/number/random-bytes", test_random_bytes);

  return g_test_run ();
}

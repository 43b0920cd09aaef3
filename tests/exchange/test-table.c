// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-table.h"

#include "testing.h"

/* ---- what is read ---- */

static const struct
{
  const char   *name;
  const char   *text;
  HengTableKind kind;
  guint         n_rows;
} tables[] = {
  { "regions", "code,name_zh,name_en\n1,一,One\n2,二,Two\n", HENG_TABLE_REGIONS, 2 },
  { "regions-all", "code,name_zh,name_en,parent,plate,grain_role,energy_role,longitude,latitude,capital\n1,一,One,,,,,,,\n",
    HENG_TABLE_REGIONS, 1 },
  { "observations", "agreement,indicator,period,value\nA,q,2021,5\n", HENG_TABLE_OBSERVATIONS, 1 },
  { "observations-all", "document,method,source,value,period,indicator,agreement\n,,,5,2021,q,A\n", HENG_TABLE_OBSERVATIONS, 1 },
  { "payments", "agreement,from,to,amount,date\nA,x,y,1,2021-01-01\n", HENG_TABLE_PAYMENTS, 1 },
  { "openings", "agreement,from,to,accrued,paid,date\nA,x,y,1,0,2021-01-01\n", HENG_TABLE_OPENINGS, 1 },
  { "no-rows", "agreement,from,to,amount,date\n", HENG_TABLE_PAYMENTS, 0 },
  { "capitals", "Agreement,INDICATOR,Period,Value\nA,q,2021,5\n", HENG_TABLE_OBSERVATIONS, 1 },
  { "mark-and-crlf", "\xEF\xBB\xBF" "agreement;indicator;period;value\r\nA;q;2021;5\r\n", HENG_TABLE_OBSERVATIONS, 1 },
  { "gb-18030", "code\tname_zh\tname_en\n1\t\xB5\xD8\xC7\xF8\tArea\n", HENG_TABLE_REGIONS, 1 },
  { "empty-value", "agreement,indicator,period,value\nA,q,2021,\n", HENG_TABLE_OBSERVATIONS, 1 },
  { "spreadsheet", "agreement,indicator,period,value\nA,q,2021,5,,,\n,,,\n", HENG_TABLE_OBSERVATIONS, 1 },
};

static void
test_read (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTable) table = heng_table_new (tables[row].text, strlen (tables[row].text), &error);

  g_assert_no_error (error);
  g_assert_cmpint (heng_table_get_kind (table), ==, tables[row].kind);
  g_assert_cmpuint (heng_table_get_n_rows (table), ==, tables[row].n_rows);
}

static void
test_fields (void)
{
  static const char text[] = "value,period,agreement,indicator,source\n\n 5 ,2021,A,\"q\n1\",局\n,2022,B,q,\"a \"\"b\"\"\"\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTable) table = heng_table_new (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (heng_table_get_n_rows (table), ==, 2);
  g_assert_cmpuint (heng_table_get_line (table, 0), ==, 3);
  g_assert_cmpuint (heng_table_get_line (table, 1), ==, 5);
  g_assert_cmpstr (heng_table_get (table, 0, "value"), ==, "5");
  g_assert_cmpstr (heng_table_get (table, 0, "indicator"), ==, "q\n1");
  g_assert_cmpstr (heng_table_get (table, 0, "source"), ==, "局");
  g_assert_cmpstr (heng_table_get (table, 1, "value"), ==, "");
  g_assert_cmpstr (heng_table_get (table, 1, "source"), ==, "a \"b\"");
  g_assert_cmpstr (heng_table_get (table, 1, "method"), ==, "");
}

/* ---- what is refused ---- */

static const struct
{
  const char   *name;
  const char   *text;
  HengErrorCode code;
  guint         line;
  const char   *arguments[3];
} wrong[] = {
  { "empty", "", HENG_ERROR_TABLE_EMPTY, 1, { "" } },
  { "blank", "\n\n , \n", HENG_ERROR_TABLE_EMPTY, 3, { "" } },
  { "unknown", "a,b,c\n1,2,3\n", HENG_ERROR_TABLE_UNKNOWN, 1, { "a, b, c" } },
  { "column-unknown", "agreement,indicator,period,value,colour\n", HENG_ERROR_TABLE_COLUMN_UNKNOWN, 1, { "colour", "observations" } },
  { "column-of-another", "agreement,from,to,amount,date,source\n", HENG_ERROR_TABLE_COLUMN_UNKNOWN, 1, { "source", "payments" } },
  { "column-twice", "agreement,indicator,period,value,Value\n", HENG_ERROR_TABLE_COLUMN_TWICE, 1, { "value" } },
  { "column-missing", "agreement,indicator,value\n", HENG_ERROR_TABLE_COLUMN_MISSING, 1, { "period", "observations" } },
  { "date-missing", "agreement,from,to,amount\n", HENG_ERROR_TABLE_COLUMN_MISSING, 1, { "date", "payments" } },
  { "paid-missing", "agreement,from,to,accrued,date\n", HENG_ERROR_TABLE_COLUMN_MISSING, 1, { "paid", "openings" } },
  { "row-short", "code,name_zh,name_en\n1,一,One\n2,二\n", HENG_ERROR_TABLE_ROW_SHORT, 3, { "2", "3" } },
  { "row-long", "code,name_zh,name_en\n1,一,One,,x\n", HENG_ERROR_TABLE_ROW_SHORT, 2, { "5", "3" } },
  { "field-empty", "code,name_zh,name_en\n1,一,One\n\n2,,Two\n", HENG_ERROR_TABLE_FIELD_EMPTY, 4, { "name_zh" } },
  { "agreement-empty", "agreement,indicator,period,value\n,q,2021,5\n", HENG_ERROR_TABLE_FIELD_EMPTY, 2, { "agreement" } },
  { "quote", "code,name_zh,name_en\n1,一,\"One\n", HENG_ERROR_TABLE_QUOTE, 2, { "" } },
  { "encoding", "code,name_zh,name_en\n1,\xFF\xFF,One\n", HENG_ERROR_TABLE_ENCODING, 0, { "" } },
};

static void
test_wrong (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTable) table = heng_table_new (wrong[row].text, strlen (wrong[row].text), &error);

  g_assert_null (table);
  g_assert_error (error, HENG_ERROR, (int) wrong[row].code);
  g_assert_cmpuint (heng_error_get_line (error), ==, wrong[row].line);
  for (guint i = 0; i < 3 && wrong[row].arguments[i] != NULL; i++)
    g_assert_cmpstr (heng_error_get_argument (error, i), ==, wrong[row].arguments[i]);
}

static void
test_long (void)
{
  g_autofree char *most = g_strnfill (2000, 'x'), *more = g_strnfill (2001, 'x');
  g_autofree char *good = g_strdup_printf ("code,name_zh,name_en\n1,%s,One\n", most);
  g_autofree char *bad = g_strdup_printf ("code,name_zh,name_en\n1,%s,One\n", more);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTable) kept = heng_table_new (good, strlen (good), &error);
  g_autoptr (HengTable) refused = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (heng_table_get_n_rows (kept), ==, 1);
  refused = heng_table_new (bad, strlen (bad), &error);
  g_assert_null (refused);
  g_assert_error (error, HENG_ERROR, HENG_ERROR_TABLE_FIELD_LONG);
  g_assert_cmpuint (heng_error_get_line (error), ==, 2);
}

/* A header that goes on for ever is shown by its beginning. */
static void
test_long_header (void)
{
  g_autoptr (GString) text = g_string_new ("列");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",列");
  g_assert_null (heng_table_new (text->str, text->len, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_TABLE_UNKNOWN);
  g_assert_cmpint (g_utf8_strlen (heng_error_get_argument (error, 0), -1), ==, 80);
}

static void
test_hostile (void)
{
  static const char *const pieces[] = { "code", "name_zh", "name_en", ",", ";", "\t", "\"", "\n", "\r\n", "一", "\xB5\xD8", " ", "value" };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (g_test_rand_bit () ? "code,name_zh,name_en\n" : "");
      g_autoptr (GError) error = NULL;
      g_autoptr (HengTable) table = NULL;

      for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      table = heng_table_new (text->str, text->len, &error);
      g_assert_true ((table == NULL) == (error != NULL));
      for (guint row = 0; table != NULL && row < heng_table_get_n_rows (table); row++)
        g_assert_cmpuint (heng_table_get_line (table, row), >, 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *name = g_strdup_printf ("/exchange/table/read/%s", tables[i].name);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_read);
    }
  g_test_add_func ("/exchange/table/fields", test_fields);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *name = g_strdup_printf ("/exchange/table/wrong/%s", wrong[i].name);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_wrong);
    }
  g_test_add_func ("/exchange/table/long", test_long);
  g_test_add_func ("/exchange/table/long-header", test_long_header);
  g_test_add_func ("/exchange/table/hostile", test_hostile);
  return g_test_run ();
}

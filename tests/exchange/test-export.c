// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-export.h"

#include "ledger-testing.h"

#include <json-glib/json-glib.h>

/* A book with a settlement of money, a pool and something in kind, two payments and a reversal. */
static void
fill (Testing *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS,
                 TESTING_RULE ",\"Down pays Fund 10.05 * q\",\"Up provides Down q * 1.5 \\\"t\\\"\"");
  testing_observe (self, "T-1", "q", "2020", "5");
  testing_post (self, "T-1", "2020", HENG_SETTLEMENT_POSTED);
  testing_try_pay (self, "T-1", "Down", "Up", "CNY", 12345, "2021-02-03", "2020", NULL, &error);
  g_assert_no_error (error);

  entry->agreement = g_strdup ("T-1");
  entry->date = testing_day ("2021-02-04");
  entry->memo = g_strdup ("=half; the\nrest, later");
  entry->document = g_strdup ("D \"7\"");
  heng_entry_add_line (entry, HENG_LINE_PAYMENT, "Fund", "Yiwu", "CNY", 5);
  g_ptr_array_add (entries, entry);
  g_assert_true (heng_book_append_entries (self->book, entries, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (heng_book_reverse (self->book, 2, "typed wrong", NULL, &error));
  g_assert_no_error (error);
}

static char *
export (Testing          *self,
        HengExportFormat  format)
{
  g_autofree char *path = g_build_filename (self->folder, "export 出", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  heng_export_to_file (self->book, format, path, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_hledger (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *text = NULL, *head = NULL, *top = NULL;

  fill (self);
  text = export (self, HENG_EXPORT_HLEDGER);
  head = heng_book_word_head (self->book, 0, 0, NULL);
  top = g_strconcat ("; Hengping, head ", head, "\n\n", NULL);
  g_assert_true (g_str_has_prefix (text, top));
  g_assert_cmpstr (text + strlen (top), ==,
    "2024-05-31 * (1) T-1 settlement 2020\n"
    "    claims:370000  -500.00 CNY\n"
    "    claims:410000  500.00 CNY\n"
    "    claims:370000  -50.25 CNY\n"
    "    claims:pool:T-1:Fund  50.25 CNY\n"
    "    claims:410000  -7.500000 t\n"
    "    claims:370000  7.500000 t\n"
    "\n"
    "2021-02-03 * (2) T-1 payment 2020\n"
    "    claims:370000  123.45 CNY\n"
    "    funds:370000  -123.45 CNY\n"
    "    claims:410000  -123.45 CNY\n"
    "    funds:410000  123.45 CNY\n"
    "\n"
    "2021-02-04 * (3) T-1 payment: =half  the rest, later\n"
    "    claims:pool:T-1:Fund  0.05 CNY\n"
    "    funds:pool:T-1:Fund  -0.05 CNY\n"
    "    claims:330782  -0.05 CNY\n"
    "    funds:330782  0.05 CNY\n"
    "\n"
    "2024-06-01 * (4) T-1 reversal 2020 of 2: typed wrong\n"
    "    claims:410000  123.45 CNY\n"
    "    funds:410000  -123.45 CNY\n"
    "    claims:370000  -123.45 CNY\n"
    "    funds:370000  123.45 CNY\n"
    "\n");
}

/* A unit that is no plain word is quoted, and what would end the quotation is written as a number, so that no two become one. */
static void
test_hledger_units (Testing       *self,
                    gconstpointer  data)
{
  g_autofree char *text = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, "\"Down pays Up 1\",\"Up provides Down q \\\"人次\\\"\",\"Up provides Down 2 \\\"m3; of water\\\"\","
                 "\"Up provides Down 3 \\\"m3%3B of water\\\"\",\"Up provides Down 4 \\\"5%\\\"\"");
  testing_observe (self, "T-1", "q", "2020", "5");
  testing_post (self, "T-1", "2020", HENG_SETTLEMENT_POSTED);
  text = export (self, HENG_EXPORT_HLEDGER);
  g_assert_nonnull (strstr (text, "  5.000000 \"人次\"\n"));
  g_assert_nonnull (strstr (text, "  2.000000 \"m3%3B of water\"\n"));
  g_assert_nonnull (strstr (text, "  3.000000 \"m3%253B of water\"\n"));
  g_assert_nonnull (strstr (text, "  4.000000 \"5%\"\n"));
  g_assert_nonnull (strstr (text, "  1.00 CNY\n"));
}

static void
test_beancount (Testing       *self,
                gconstpointer  data)
{
  g_autofree char *text = NULL, *head = NULL, *expected = NULL;

  fill (self);
  text = export (self, HENG_EXPORT_BEANCOUNT);
  head = heng_book_word_head (self->book, 0, 0, NULL);
  expected = g_strconcat ("; Hengping, head ", head, "\n\n"
    "option \"operating_currency\" \"CNY\"\n"
    "pushmeta head: \"", head, "\"\n\n"
    "2024-05-31 * \"T-1\" \"settlement 2020\"\n"
    "  entry: 1\n  fact: 5\n  kind: \"settlement\"\n  agreement: \"T-1\"\n  period: \"2020\"\n  booked: 2024-06-01\n"
    "  Assets:Claims:370000  -500.00 CNY\n"
    "  Assets:Claims:410000  500.00 CNY\n"
    "  Assets:Claims:370000  -50.25 CNY\n"
    "  Assets:Claims:Pool:T-1:Fund  50.25 CNY\n"
    "  Assets:Claims:410000  -7.500000 UNIT-T\n"
    "  Assets:Claims:370000  7.500000 UNIT-T\n"
    "\n"
    "2021-02-03 * \"T-1\" \"payment 2020\"\n"
    "  entry: 2\n  fact: 6\n  kind: \"payment\"\n  agreement: \"T-1\"\n  period: \"2020\"\n  booked: 2024-06-01\n"
    "  Assets:Claims:370000  123.45 CNY\n"
    "  Assets:Funds:370000  -123.45 CNY\n"
    "  Assets:Claims:410000  -123.45 CNY\n"
    "  Assets:Funds:410000  123.45 CNY\n"
    "\n"
    "2021-02-04 * \"T-1\" \"payment: =half; the rest, later\"\n"
    "  entry: 3\n  fact: 7\n  kind: \"payment\"\n  agreement: \"T-1\"\n  booked: 2024-06-01\n  document: \"D \\\"7\\\"\"\n"
    "  Assets:Claims:Pool:T-1:Fund  0.05 CNY\n"
    "  Assets:Funds:Pool:T-1:Fund  -0.05 CNY\n"
    "  Assets:Claims:330782  -0.05 CNY\n"
    "  Assets:Funds:330782  0.05 CNY\n"
    "\n"
    "2024-06-01 * \"T-1\" \"reversal 2020 of 2: typed wrong\"\n"
    "  entry: 4\n  fact: 8\n  kind: \"reversal\"\n  agreement: \"T-1\"\n  period: \"2020\"\n  booked: 2024-06-01\n  reverses: 2\n"
    "  Assets:Claims:410000  123.45 CNY\n"
    "  Assets:Funds:410000  -123.45 CNY\n"
    "  Assets:Claims:370000  -123.45 CNY\n"
    "  Assets:Funds:370000  123.45 CNY\n"
    "\n"
    /* Opened on the first day that they are used on, whatever the order of the entries; a pool has no region. */
    "2021-02-04 open Assets:Claims:330782\n  region: \"330782\"\n  name: \"义乌\"\n  name-en: \"Yiwu\"\n"
    "2021-02-04 open Assets:Funds:330782\n  region: \"330782\"\n  name: \"义乌\"\n  name-en: \"Yiwu\"\n"
    "2021-02-03 open Assets:Claims:370000\n  region: \"370000\"\n  name: \"山东\"\n  name-en: \"Shandong\"\n"
    "2021-02-03 open Assets:Funds:370000\n  region: \"370000\"\n  name: \"山东\"\n  name-en: \"Shandong\"\n"
    "2021-02-03 open Assets:Claims:410000\n  region: \"410000\"\n  name: \"河南\"\n  name-en: \"Henan\"\n"
    "2021-02-03 open Assets:Funds:410000\n  region: \"410000\"\n  name: \"河南\"\n  name-en: \"Henan\"\n"
    "2021-02-04 open Assets:Claims:Pool:T-1:Fund\n  agreement: \"T-1\"\n  pool: \"Fund\"\n"
    "2021-02-04 open Assets:Funds:Pool:T-1:Fund\n  agreement: \"T-1\"\n  pool: \"Fund\"\n"
    "2021-02-03 commodity CNY\n  name: \"CNY\"\n"
    "2024-05-31 commodity UNIT-T\n  name: \"t\"\n"
    "\npopmeta head:\n", NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_csv (Testing       *self,
          gconstpointer  data)
{
  g_autofree char *text = NULL, *plain = NULL, *head = NULL, *end = NULL;
  g_auto (GStrv) rows = NULL;

  fill (self);
  text = export (self, HENG_EXPORT_CSV);
  head = heng_book_word_head (self->book, 0, 16, NULL);
  end = g_strconcat (",", head, "\r\n", NULL);
  /* Each row has the head at its end. */
  rows = g_strsplit (text, end, -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 7);
  plain = g_strjoinv (",\r\n", rows);
  g_assert_cmpstr (plain, ==,
    "entry,date,booked,kind,agreement,period,line,from,from_region,to,to_region,amount,commodity,document,memo,head\r\n"
    "1,2024-05-31,2024-06-01,settlement,T-1,2020,accrual,Down,370000,Up,410000,500.00,CNY,,,\r\n"
    "1,2024-05-31,2024-06-01,settlement,T-1,2020,accrual,Down,370000,Fund,,50.25,CNY,,,\r\n"
    "1,2024-05-31,2024-06-01,settlement,T-1,2020,accrual,Up,410000,Down,370000,7.5,t,,,\r\n"
    "2,2021-02-03,2024-06-01,payment,T-1,2020,payment,Down,370000,Up,410000,123.45,CNY,,,\r\n"
    "3,2021-02-04,2024-06-01,payment,T-1,,payment,Fund,,Yiwu,330782,0.05,CNY,\"D \"\"7\"\"\",\"'=half; the\nrest, later\",\r\n"
    "4,2024-06-01,2024-06-01,reversal,T-1,2020,payment,Up,410000,Down,370000,123.45,CNY,,typed wrong,\r\n");
}

/* Objects are written with their keys in order, so that two exports can be compared line by line. */
static void
assert_sorted (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        assert_sorted (json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *at = members; at != NULL; at = at->next)
        {
          if (at->next != NULL)
            g_assert_cmpstr (at->data, <, at->next->data);
          assert_sorted (json_object_get_member (object, at->data));
        }
    }
}

static void
test_json (Testing       *self,
           gconstpointer  data)
{
  g_autofree char *text = NULL, *again = NULL, *hash = NULL, *head = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root, *entry, *line;
  JsonArray *list;
  gint64 count;

  fill (self);
  count = testing_head (self, &hash);
  text = export (self, HENG_EXPORT_JSON);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  list = json_object_get_array_member (root, "agreements");
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 0), "code"), ==, "T-1");
  /* A document keeps the order that people wrote it in. */
  json_object_remove_member (root, "agreements");
  assert_sorted (json_parser_get_root (parser));

  g_assert_cmpstr (json_object_get_string_member (root, "hengping"), ==, "book/1");
  g_assert_cmpstr (json_object_get_string_member (root, "currency"), ==, "CNY");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (root, "head"), "count"), ==, count);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (root, "head"), "hash"), ==, hash);
  head = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", count, hash);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (root, "head"), "text"), ==, head);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "regions")), ==, 8);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "observations")), ==, 1);

  list = json_object_get_array_member (root, "entries");
  g_assert_cmpuint (json_array_get_length (list), ==, 4);
  entry = json_array_get_object_element (list, 2);
  g_assert_cmpint (json_object_get_int_member (entry, "entry"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (entry, "memo"), ==, "=half; the\nrest, later");
  g_assert_cmpstr (json_object_get_string_member (entry, "document"), ==, "D \"7\"");
  g_assert_false (json_object_has_member (entry, "period"));
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (list, 3), "reverses"), ==, 2);
  line = json_array_get_object_element (json_object_get_array_member (json_array_get_object_element (list, 0), "lines"), 2);
  g_assert_cmpstr (json_object_get_string_member (line, "amount"), ==, "7.5");
  g_assert_cmpstr (json_object_get_string_member (line, "commodity"), ==, "t");

  self->now_ms += 400 * TESTING_DAY_MS;
  testing_reopen (self);
  again = export (self, HENG_EXPORT_JSON);
  g_assert_cmpstr (again, ==, text);
}

static const char *const begins[HENG_N_EXPORT_FORMATS] = {
  [HENG_EXPORT_HLEDGER] = "; Hengping, head ",
  [HENG_EXPORT_BEANCOUNT] = "; Hengping, head ",
  [HENG_EXPORT_CSV] = "entry,",
  [HENG_EXPORT_JSON] = "{\"agreements\":[],",
};

static void
test_empty (Testing       *self,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      g_autofree char *text = export (self, (HengExportFormat) i);
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;

      if (i == HENG_EXPORT_JSON)
        {
          json_parser_load_from_data (parser, text, -1, &error);
          g_assert_no_error (error);
        }
      /* Where JSON breaks its lines says nothing. */
      g_assert_true (g_str_has_prefix (g_strdelimit (text, "\n", ' '), begins[i]));
    }
}

/* A file that is there already stays what it is, and nothing is left beside it. */
static void
test_kept (Testing       *self,
           gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (self->folder, "taken", NULL);
  g_autofree char *inside = g_build_filename (folder, "x", NULL), *part = g_strconcat (folder, ".part", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "x.csv", NULL);
  g_autoptr (GError) error = NULL;

  fill (self);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "x", 1, NULL));
  g_assert_false (heng_export_to_file (self->book, HENG_EXPORT_CSV, folder, &error));
  testing_assert_error (error, FILE_NO_FILE);
  g_assert_cmpstr (heng_error_get_argument (error, 0), ==, folder);
  g_clear_error (&error);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (inside, G_FILE_TEST_EXISTS));
  g_remove (inside);

  g_assert_false (heng_export_to_file (self->book, HENG_EXPORT_CSV, nowhere, &error));
  testing_assert_error (error, FILE_WRITE);
}

/* A full disk is said, whenever the system says it. */
static void
test_full (Testing       *self,
           gconstpointer  data)
{
  fill (self);
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      FILE *stream = g_fopen ("/dev/full", "w");
      g_autoptr (GError) error = NULL;

      if (stream == NULL)
        {
          g_test_skip ("no /dev/full");
          return;
        }
      setvbuf (stream, NULL, _IONBF, 0);
      g_assert_false (heng_export (self->book, (HengExportFormat) i, stream, &error));
      testing_assert_error (error, FILE_WRITE);
      fclose (stream);
    }
  /* The reading is over: the book can be written. */
  testing_pay (self, "T-1", "Down", "Up", 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/exchange/export/hledger", Testing, NULL, testing_set_up, test_hledger, testing_tear_down);
  g_test_add ("/exchange/export/hledger-units", Testing, NULL, testing_set_up, test_hledger_units, testing_tear_down);
  g_test_add ("/exchange/export/beancount", Testing, NULL, testing_set_up, test_beancount, testing_tear_down);
  g_test_add ("/exchange/export/csv", Testing, NULL, testing_set_up, test_csv, testing_tear_down);
  g_test_add ("/exchange/export/json", Testing, NULL, testing_set_up, test_json, testing_tear_down);
  g_test_add ("/exchange/export/empty", Testing, NULL, testing_set_up, test_empty, testing_tear_down);
  g_test_add ("/exchange/export/kept", Testing, NULL, testing_set_up, test_kept, testing_tear_down);
  g_test_add ("/exchange/export/full", Testing, NULL, testing_set_up, test_full, testing_tear_down);
  return g_test_run ();
}

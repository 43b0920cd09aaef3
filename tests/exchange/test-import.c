// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-import.h"

#include "ledger-testing.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define REGIONS "code,name_zh,name_en,parent\n350000,福建,Fujian,\n350100,福州,Fuzhou,350000\n"
#define DOCUMENT \
  "{\n\"hengping\":\"agreement/1\",\n\"code\":\"T-1\",\n\"title\":{\"zh\":\"协议\"},\n\"mechanism\":\"watershed\",\n\"parties\":[\n" \
  "{\"name\":\"Down\",\"region\":\"350100\",\"role\":\"beneficiary\"},\n{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"}],\n" \
  TESTING_YEARS ",\n\"indicators\":[" TESTING_INDICATORS "],\n\"rules\":[" TESTING_RULE "]\n}\n"
#define OBSERVATIONS "agreement,indicator,period,value,source\nT-1,q,2020,5,局\nT-1,q,2021,6,局\nT-1,t,2021-03,1,局\n"
#define PAYMENTS "agreement,from,to,amount,date,period,memo\nT-1,Down,Up,1_000.50,2021-02-01,2020,first\nT-1,Up,Down,3万,2021-03-01,,\n"
#define OPENINGS "agreement,from,to,accrued,paid,date\nT-1,Down,Up,700,200,2020-01-01\nT-1,Down,Up,-50,0,2020-01-01\nT-1,Down,Up,0,0,2020-01-01\n"

static char *
write_file (Testing    *self,
            const char *name,
            const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* @names: files of the folder, ended by %NULL. */
static gboolean
import (Testing           *self,
        const char *const *names,
        gboolean           again,
        HengImportReport  *report,
        GError           **error)
{
  g_auto (GStrv) paths = g_new0 (char *, g_strv_length ((GStrv) names) + 1);

  for (guint i = 0; names[i] != NULL; i++)
    paths[i] = g_build_filename (self->folder, names[i], NULL);
  return heng_import_files (self->book, (const char *const *) paths, g_strv_length (paths), again, report, error);
}

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })

static void
write_all (Testing *self)
{
  g_free (write_file (self, "regions.csv", REGIONS));
  g_free (write_file (self, "t.json", DOCUMENT));
  g_free (write_file (self, "observations.csv", OBSERVATIONS));
  g_free (write_file (self, "payments.csv", PAYMENTS));
  g_free (write_file (self, "openings.csv", OPENINGS));
}

static void
import_all (Testing          *self,
            HengImportReport *report)
{
  g_autoptr (GError) error = NULL;

  write_all (self);
  import (self, NAMES ("payments.csv", "observations.csv", "openings.csv", "t.json", "regions.csv"), FALSE, report, &error);
  g_assert_no_error (error);
}

/* What others need is recorded first, whatever the order of the files. */
static void
test_order (Testing       *self,
            gconstpointer  data)
{
  HengImportReport report = { .n_payments = 77 };
  g_autoptr (GPtrArray) entries = NULL;

  import_all (self, &report);
  g_assert_cmpuint (report.n_regions, ==, 2);
  g_assert_cmpuint (report.n_agreements, ==, 1);
  g_assert_cmpuint (report.n_agreements_same, ==, 0);
  g_assert_cmpuint (report.n_observations, ==, 3);
  g_assert_cmpuint (report.n_observations_revised, ==, 0);
  g_assert_cmpuint (report.n_observations_same, ==, 0);
  g_assert_cmpuint (report.n_payments, ==, 2);
  g_assert_cmpuint (report.n_openings, ==, 3);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 65000, 20000 + 100050 - 3000000);

  entries = heng_book_list_entries (self->book, &(HengEntryQuery) { 0 }, NULL);
  g_assert_cmpuint (entries->len, ==, 5);
  g_assert_cmpint (((const HengEntry *) entries->pdata[4])->kind, ==, HENG_ENTRY_OPENING);
  g_assert_cmpint (((const HengEntry *) entries->pdata[0])->kind, ==, HENG_ENTRY_PAYMENT);
  g_assert_cmpstr (((const HengEntry *) entries->pdata[1])->memo, ==, "first");
}

static void
test_no_report (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  import_all (self, NULL);
  g_free (write_file (self, "more.csv", "agreement,indicator,period,value,source\nT-1,q,2020,8,局\nT-1,q,2021,6,局\n"));
  g_assert_true (import (self, NAMES ("more.csv"), FALSE, NULL, &error));
  g_assert_no_error (error);
}

static void
test_revised (Testing       *self,
              gconstpointer  data)
{
  HengImportReport report;
  g_autoptr (GError) error = NULL;

  import_all (self, NULL);
  g_free (write_file (self, "more.csv",
                      "agreement,indicator,period,value,source\nT-1,q,2020,8,局\nT-1,q,2021,6.0,局\nT-1,q,2021,6,other\nT-1,t,2021-03,,局\n"));
  g_free (write_file (self, "again.json", DOCUMENT "\n"));
  g_assert_true (import (self, NAMES ("again.json", "more.csv"), FALSE, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_observations, ==, 1);
  g_assert_cmpuint (report.n_observations_revised, ==, 2);
  g_assert_cmpuint (report.n_observations_same, ==, 1);
  g_assert_cmpuint (report.n_agreements, ==, 0);
  g_assert_cmpuint (report.n_agreements_same, ==, 1);
}

/* The bytes decide, not the name. */
static void
test_twice (Testing       *self,
            gconstpointer  data)
{
  g_autofree char *copy = write_file (self, "copy.csv", PAYMENTS);
  g_autoptr (GError) error = NULL;
  HengImportReport report;

  import_all (self, NULL);
  self->now_ms += 5 * TESTING_DAY_MS;
  testing_assert_untouched (self, g_assert_false (import (self, NAMES ("copy.csv"), FALSE, NULL, &error)));
  testing_assert_error (error, FILE_TWICE);
  g_assert_cmpstr (heng_error_get_argument (error, 0), ==, "payments.csv");
  g_assert_cmpstr (heng_error_get_argument (error, 1), ==, "2024-06-01");
  g_assert_cmpstr (heng_error_get_file (error), ==, copy);
  g_clear_error (&error);

  g_assert_true (import (self, NAMES ("copy.csv", "observations.csv", "regions.csv"), TRUE, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_payments, ==, 2);
  g_assert_cmpuint (report.n_observations_same, ==, 3);
  g_assert_cmpuint (report.n_regions, ==, 0);
  /* Twice what was paid for 2020, and twice what was paid back less what the opening says. */
  testing_assert_balance (self, HENG_BALANCE_BY_AGREEMENT, FALSE, (HengView) { 0 }, "T-1", 65000, 200100 + 6000000 - 20000);
}

static void
test_twice_in_one_call (Testing       *self,
                        gconstpointer  data)
{
  g_autofree char *first = write_file (self, "a.csv", REGIONS), *second = write_file (self, "b.csv", REGIONS);
  g_autoptr (GError) error = NULL;

  testing_assert_untouched (self, g_assert_false (import (self, NAMES ("a.csv", "b.csv"), FALSE, NULL, &error)));
  testing_assert_error (error, FILE_TWICE);
  g_assert_cmpstr (heng_error_get_argument (error, 0), ==, first);
  g_assert_cmpstr (heng_error_get_file (error), ==, second);
  g_clear_error (&error);
  g_assert_true (import (self, NAMES ("a.csv", "b.csv"), TRUE, NULL, &error));
  g_assert_no_error (error);
}

/* One wrong row in the last file, and nothing of the others is there; mended, all of them are taken. */
static void
test_all_or_nothing (Testing       *self,
                     gconstpointer  data)
{
  const char *const *names = NAMES ("regions.csv", "t.json", "observations.csv", "payments.csv");
  g_autofree char *path = NULL;
  g_autoptr (HengRegion) region = NULL;
  g_autoptr (GError) error = NULL;

  write_all (self);
  path = write_file (self, "payments.csv", "agreement,from,to,amount,date\nT-1,Down,Up,5,2021-01-01\n\nT-1,Down,Nobody,5,2021-01-01\n");
  testing_assert_untouched (self, g_assert_false (import (self, names, FALSE, NULL, &error)));
  testing_assert_error (error, PARTY_UNKNOWN);
  g_assert_cmpstr (heng_error_get_file (error), ==, path);
  g_assert_cmpuint (heng_error_get_line (error), ==, 4);
  g_clear_error (&error);
  region = heng_book_find_region (self->book, "350000", &error);
  g_assert_null (region);

  g_free (write_file (self, "payments.csv", PAYMENTS));
  g_assert_true (import (self, names, FALSE, NULL, &error));
  g_assert_no_error (error);
}

static const struct
{
  const char   *label;
  const char   *file;
  const char   *text;
  HengErrorCode code;
  guint         line;
} wrong[] = {
  { "kind", "x.txt", REGIONS, HENG_ERROR_FILE_KIND, 0 },
  { "no name", ".csv.bak", REGIONS, HENG_ERROR_FILE_KIND, 0 },
  { "missing", "x.csv", NULL, HENG_ERROR_FILE_READ, 0 },
  { "missing document", "x.json", NULL, HENG_ERROR_FILE_READ, 0 },
  { "empty table", "x.csv", "", HENG_ERROR_TABLE_EMPTY, 1 },
  { "empty document", "x.json", "", HENG_ERROR_JSON_SYNTAX, 1 },
  { "document", "X.JSON", "{\n\"hengping\":\"agreement/1\",\n\"colour\":1\n}", HENG_ERROR_DOCUMENT_KEY_UNKNOWN, 3 },
  { "region of a party", "x.json",
    "{\n\"hengping\":\"agreement/1\",\"code\":\"T-2\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"grain\",\n\"parties\":[\n"
    "{\"name\":\"A\",\"region\":\"410000\",\"role\":\"partner\"},\n{\"name\":\"B\",\n\"region\":\"999999\",\"role\":\"partner\"}],\n"
    "\"from\":\"2020-01-01\",\"assessed\":\"year\",\"rules\":[\"A pays B 1\"]}", HENG_ERROR_DOCUMENT_REGION_UNKNOWN, 6 },
  { "region code", "x.csv", "code,name_zh,name_en\n1,一,One\n一,一,One\n", HENG_ERROR_REGION_CODE, 3 },
  { "region code long", "x.csv", "code,name_zh,name_en\n123456789012345678901234567890123,一,One\n", HENG_ERROR_REGION_CODE, 2 },
  { "region twice", "x.csv", "code,name_zh,name_en\n1,一,One\n2,二,Two\n1,一,One\n", HENG_ERROR_TABLE_TWICE, 4 },
  { "region parent", "x.csv", "code,name_zh,name_en,parent\n1,一,One,\n2,二,Two,3\n", HENG_ERROR_REGION_PARENT, 3 },
  { "region loop", "x.csv", "code,name_zh,name_en,parent\n\n1,一,One,1\n", HENG_ERROR_REGION_PARENT_LOOP, 3 },
  { "region plate", "x.csv", "code,name_zh,name_en,plate\n1,一,One,east\n2,二,Two,middle\n", HENG_ERROR_TABLE_WORD, 3 },
  { "region longitude", "x.csv", "code,name_zh,name_en,longitude\n1,一,One,far\n", HENG_ERROR_NUMBER_SYNTAX, 2 },
  { "observed agreement", "x.csv", "agreement,indicator,period,value\nT-9,q,2020,5\n", HENG_ERROR_AGREEMENT_UNKNOWN, 2 },
  { "observed indicator", "x.csv", "agreement,indicator,period,value\nT-1,q,2020,5\nT-1,z,2020,5\n", HENG_ERROR_INDICATOR_UNKNOWN, 3 },
  { "observed period", "x.csv", "agreement,indicator,period,value\nT-1,q,2020-13,5\n", HENG_ERROR_PERIOD_SYNTAX, 2 },
  { "observed too often", "x.csv", "agreement,indicator,period,value\nT-1,q,2020-03,5\n", HENG_ERROR_INDICATOR_PERIOD, 2 },
  { "observed value", "x.csv", "agreement,indicator,period,value\nT-1,q,2020,much\n", HENG_ERROR_NUMBER_SYNTAX, 2 },
  { "observed twice", "x.csv", "agreement,indicator,period,value,source\nT-1,q,2020,5,a\nT-1,q,2020,5,b\nT-1,q,2020,5,a\n",
    HENG_ERROR_TABLE_TWICE, 4 },
  { "paid agreement", "x.csv", "agreement,from,to,amount,date\nT-1,Down,Up,1,2021-01-01\nT-9,Down,Up,1,2021-01-01\n",
    HENG_ERROR_AGREEMENT_UNKNOWN, 3 },
  { "paid date", "x.csv", "agreement,from,to,amount,date\nT-1,Down,Up,1,2021-02-30\n", HENG_ERROR_DAY_SYNTAX, 2 },
  { "paid nothing", "x.csv", "agreement,from,to,amount,date\nT-1,Down,Up,0,2021-02-01\n", HENG_ERROR_MONEY_NOT_POSITIVE, 2 },
  { "paid back", "x.csv", "agreement,from,to,amount,date\nT-1,Down,Up,-5,2021-02-01\n", HENG_ERROR_MONEY_NOT_POSITIVE, 2 },
  { "paid finer", "x.csv", "agreement,from,to,amount,date\nT-1,Down,Up,0.001,2021-02-01\n", HENG_ERROR_MONEY_FINER, 2 },
  { "paid itself", "x.csv", "agreement,from,to,amount,date\nT-1,Down,Down,5,2021-02-01\n", HENG_ERROR_PARTY_SAME, 2 },
  { "paid commodity", "x.csv", "agreement,from,to,amount,date,commodity\nT-1,Down,Up,5,2021-02-01,camels\n",
    HENG_ERROR_COMMODITY_UNKNOWN, 2 },
  { "paid period", "x.csv", "agreement,from,to,amount,date,period\nT-1,Down,Up,5,2021-02-01,2031\n", HENG_ERROR_PERIOD_OUTSIDE, 2 },
  { "opened party", "x.csv", "agreement,from,to,accrued,paid,date\nT-1,Down,Nobody,0,0,2020-01-01\n", HENG_ERROR_PARTY_UNKNOWN, 2 },
  { "opened amount", "x.csv", "agreement,from,to,accrued,paid,date\nT-1,Down,Up,1,,2020-01-01\n", HENG_ERROR_TABLE_FIELD_EMPTY, 2 },
};

static void
test_wrong (Testing       *self,
            gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autofree char *path = g_build_filename (self->folder, wrong[row].file, NULL);
  g_autoptr (GError) error = NULL;

  import_all (self, NULL);
  if (wrong[row].text != NULL)
    g_free (write_file (self, wrong[row].file, wrong[row].text));
  testing_assert_untouched (self, g_assert_false (import (self, NAMES (wrong[row].file), FALSE, NULL, &error)));
  g_assert_error (error, HENG_ERROR, (int) wrong[row].code);
  g_assert_cmpstr (heng_error_get_file (error), ==, path);
  g_assert_cmpuint (heng_error_get_line (error), ==, wrong[row].line);
}

static void
note_warning (const HengImportWarning *warning,
              gpointer                 data)
{
  g_autofree char *period = heng_period_format (warning->period), *name = g_path_get_basename (warning->file);

  g_string_append_printf (data, "%s:%u %s %s %s %s [%s]\n", name, warning->line, warning->agreement, warning->indicator, period,
                          warning->value, warning->limits);
}

#define LIMITED \
  "{\"hengping\":\"agreement/1\",\"code\":\"L-1\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"watershed\",\"parties\":[" \
  TESTING_PARTIES "]," TESTING_YEARS ",\"indicators\":[{\"name\":\"q\",\"observed\":\"year\"," \
  "\"plausible\":{\"min\":\"0\",\"max\":\"50\"}}],\"rules\":[" TESTING_RULE "]}"
#define DOUBTFUL "agreement,indicator,period,value\nL-1,q,2020,?\nL-1,q,2021,51\nL-1,q,2022,50\nL-1,q,2023,-1\n"

/* What nobody filled in is passed over, what is doubtful is taken and told, with and without somebody who listens. */
static void
test_doubtful (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  HengImportOptions options = { .again = TRUE, .warn = note_warning, .warn_data = told };
  g_autofree char *path = NULL;
  HengImportReport report;
  g_autoptr (GError) error = NULL;

  g_free (write_file (self, "l.json", LIMITED));
  path = write_file (self, "doubtful.csv", DOUBTFUL);
  g_assert_true (import (self, NAMES ("l.json", "doubtful.csv"), FALSE, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_observations, ==, 3);
  g_assert_cmpuint (report.n_observations_unfilled, ==, 1);
  g_assert_cmpuint (report.n_observations_implausible, ==, 2);

  g_assert_true (heng_import_files_with (self->book, (const char *const[]) { path }, 1, &options, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_observations, ==, 0);
  g_assert_cmpuint (report.n_observations_implausible, ==, 2);
  g_assert_cmpstr (told->str, ==, "doubtful.csv:3 L-1 q 2021 51 [0…50]\ndoubtful.csv:5 L-1 q 2023 -1 [0…50]\n");
}

/* A preview compares with the book as the same files would make it, and writes nothing, also where a file is wrong. */
static void
test_preview (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *document = write_file (self, "l.json", LIMITED), *rows = write_file (self, "doubtful.csv", DOUBTFUL);
  g_autofree char *wrong_rows = write_file (self, "wrong.csv", "agreement,indicator,period,value\nL-1,q,2020,much\n");
  const char *const both[] = { rows, document }, *const broken[] = { document, wrong_rows }, *const only[] = { rows };
  HengImportReport report;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (HengIntake) intake = heng_intake_new (self->book);
      HengImportOptions options = { .intake = intake };

      if (i == 0)
        testing_assert_untouched (self, g_assert_true (heng_import_files_with (self->book, both, 2, &options, &report, &error)));
      else if (i == 1)
        {
          testing_assert_untouched (self, g_assert_false (heng_import_files_with (self->book, broken, 2, &options, &report, &error)));
          testing_assert_error (error, NUMBER_SYNTAX);
          g_clear_error (&error);
          continue;
        }
      else
        {
          g_assert_true (import (self, NAMES ("l.json"), FALSE, NULL, &error));
          testing_assert_untouched (self, g_assert_true (heng_import_files_with (self->book, only, 1, &options, &report, &error)));
        }
      g_assert_no_error (error);
      g_assert_cmpuint (heng_intake_get_n_rows (intake), ==, 3);
      g_assert_cmpuint (heng_intake_get_n_implausible (intake), ==, 2);
      g_assert_cmpuint (report.n_observations_unfilled, ==, 1);
    }
}

/* Refused before anything of it is read: what has no end, and what is larger than any table or document. */
static void
test_sizes (Testing       *self,
            gconstpointer  data)
{
  static const struct { const char *name; gint64 mb; HengErrorCode code; } files[] = {
    { "pipe.csv", -1, HENG_ERROR_FILE_KIND }, { "folder.csv", 0, HENG_ERROR_FILE_READ },
    { "large.csv", HENG_IMPORT_TABLE_MB_MAX + 1, HENG_ERROR_FILE_TOO_LARGE }, { "large.json", 1024, HENG_ERROR_FILE_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i].name, NULL);
      g_autoptr (GError) error = NULL;

      if (files[i].mb < 0)
        g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      else if (files[i].mb == 0)
        g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      else
        {
          g_free (write_file (self, files[i].name, ""));
          /* A hole: it takes no room on the disk. */
          g_assert_cmpint (truncate (path, files[i].mb * 1024 * 1024), ==, 0);
        }
      testing_assert_untouched (self, g_assert_false (import (self, NAMES (files[i].name), FALSE, NULL, &error)));
      g_assert_error (error, HENG_ERROR, (int) files[i].code);
      g_assert_cmpstr (heng_error_get_file (error), ==, path);
      g_remove (path);
    }
}

static const struct { const char *path; guint line; } places[] = {
  { "hengping", 2 }, { "parties[0].region", 7 }, { "parties[1].role", 8 }, { "rules[0]", 11 }, { "rules[1]", 0 }, { "nothing", 0 },
};

static void
test_find_line (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpuint (heng_import_find_line (DOCUMENT, strlen (DOCUMENT), places[i].path), ==, places[i].line);
  g_assert_cmpuint (heng_import_find_line ("{", 1, "code"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/exchange/import/order", Testing, NULL, testing_set_up, test_order, testing_tear_down);
  g_test_add ("/exchange/import/no-report", Testing, NULL, testing_set_up, test_no_report, testing_tear_down);
  g_test_add ("/exchange/import/revised", Testing, NULL, testing_set_up, test_revised, testing_tear_down);
  g_test_add ("/exchange/import/twice", Testing, NULL, testing_set_up, test_twice, testing_tear_down);
  g_test_add ("/exchange/import/twice-in-one-call", Testing, NULL, testing_set_up, test_twice_in_one_call, testing_tear_down);
  g_test_add ("/exchange/import/doubtful", Testing, NULL, testing_set_up, test_doubtful, testing_tear_down);
  g_test_add ("/exchange/import/preview", Testing, NULL, testing_set_up, test_preview, testing_tear_down);
  g_test_add ("/exchange/import/sizes", Testing, NULL, testing_set_up, test_sizes, testing_tear_down);
  g_test_add ("/exchange/import/all-or-nothing", Testing, NULL, testing_set_up, test_all_or_nothing, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *name = g_strdup_printf ("/exchange/import/wrong/%s", wrong[i].label);

      g_strdelimit (name, " ", '-');
      g_test_add (name, Testing, GSIZE_TO_POINTER (i), testing_set_up, test_wrong, testing_tear_down);
    }
  g_test_add_func ("/exchange/import/find-line", test_find_line);
  return g_test_run ();
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows of a table of observations become facts, from where they stand in the table. */
#include "heng-table-import.h"

#include "heng-book-agreements.h"
#include "heng-error.h"
#include "heng-indicator.h"
#include "heng-row-set.h"

#include <string.h>

/* How many rows are read between two looks at whether the work shall end. */
#define ROWS_BETWEEN 4096

/* Agreements are asked for once, not once a row. */
static HengAgreement *
find_agreement (HengBook    *book,
                GHashTable  *agreements,
                const char  *code,
                GError     **error)
{
  HengAgreement *agreement = g_hash_table_lookup (agreements, code);

  if (agreement == NULL && (agreement = heng_book_get_observed (book, code, error)) != NULL)
    g_hash_table_insert (agreements, g_strdup (code), agreement);
  return agreement;
}

/* Columns of a table of observations. */
enum { AGREEMENT, INDICATOR, PERIOD, SOURCE, VALUE, METHOD, DOCUMENT, N_COLUMNS };
/* What may stand only once in a table: the columns up to this. */
#define N_TELLING_APART 4

static const char *const column_names[] = { "agreement", "indicator", "period", "source", "value", "method", "document" };

typedef struct
{
  HengBook                *book;
  const HengTable         *table;
  const char              *path;
  const HengImportOptions *options;
  HengImportReport        *report;
  guint                    columns[N_COLUMNS];
  GHashTable              *agreements;
  HengRowSet              *seen;
  GArray                  *rows; /* (element-type guint): those that are recorded */
} Observing;

static const char *
get_field (const Observing *self,
           guint            row,
           guint            column)
{
  return heng_table_get_field (self->table, row, self->columns[column]);
}

/* Texts are the table's. */
static gboolean
read_observation (const Observing       *self,
                  guint                  row,
                  HengObservationInput  *input,
                  GError               **error)
{
  const char *method = get_field (self, row, METHOD), *document = get_field (self, row, DOCUMENT);

  input->agreement = (char *) get_field (self, row, AGREEMENT);
  input->indicator = (char *) get_field (self, row, INDICATOR);
  input->value = (char *) get_field (self, row, VALUE);
  input->source = (char *) get_field (self, row, SOURCE);
  input->method = *method != '\0' ? (char *) method : NULL;
  input->document = *document != '\0' ? (char *) document : NULL;
  return heng_period_parse (get_field (self, row, PERIOD), &input->period, error);
}

static void
get_recorded (guint                 index,
              HengObservationInput *input,
              gpointer              data)
{
  const Observing *self = data;

  if (!read_observation (self, g_array_index (self->rows, guint, index), input, NULL))
    g_assert_not_reached ();
}

/* A value outside the limits is taken: measuring may be right where expecting was wrong. */
static void
check_plausible (Observing                   *self,
                 guint                        row,
                 const HengObservationInput  *input,
                 const HengIndicator         *indicator,
                 const HengNumber            *value)
{
  g_autofree char *limits = NULL;

  if (*input->value == '\0' || heng_indicator_is_plausible (indicator, value))
    return;

  self->report->n_observations_implausible++;
  if (self->options->warn == NULL)
    return;
  limits = heng_indicator_format_plausible (indicator);
  self->options->warn (&(HengImportWarning) { self->path, heng_table_get_line (self->table, row), input->agreement,
                                              input->indicator, input->period, input->value, limits },
                       self->options->warn_data);
}

/* Checks a row that has a value or withdraws one. */
static gboolean
check_observation (Observing                   *self,
                   guint                        row,
                   const HengObservationInput  *input,
                   GError                     **error)
{
  const HengAgreement *agreement;
  const HengIndicator *indicator;
  g_auto (HengNumber) value = { 0 };
  guint first;

  if (!heng_row_set_add (self->seen, row, &first))
    {
      g_autofree char *line = g_strdup_printf ("%u", heng_table_get_line (self->table, first));
      g_autofree char *what = g_strdup_printf ("%s %s %s", input->agreement, input->indicator, get_field (self, row, PERIOD));

      heng_error_set (error, HENG_ERROR_TABLE_TWICE, what, line, NULL);
      return FALSE;
    }

  heng_number_init (&value);
  agreement = find_agreement (self->book, self->agreements, input->agreement, error);
  indicator = agreement == NULL ? NULL
            : heng_agreement_check_observation (agreement, input->indicator, input->period,
                                                *input->value != '\0' ? input->value : NULL, &value, error);
  if (indicator == NULL)
    return FALSE;

  check_plausible (self, row, input, indicator, &value);
  return TRUE;
}

static gboolean
read_observations (Observing  *self,
                   guint      *row,
                   GError    **error)
{
  guint n_rows = heng_table_get_n_rows (self->table);

  for (*row = 0; *row < n_rows; (*row)++)
    {
      HengObservationInput input;

      if (*row % ROWS_BETWEEN == 0 && !heng_book_report_progress (self->book, *row, n_rows, error))
        return FALSE;
      if (strcmp (get_field (self, *row, VALUE), HENG_IMPORT_UNFILLED) == 0)
        {
          self->report->n_observations_unfilled++;
          continue;
        }
      if (!read_observation (self, *row, &input, error))
        return FALSE;
      if (self->options->intake != NULL)
        {
          if (!heng_intake_add (self->options->intake, &input, self->path, heng_table_get_line (self->table, *row), error))
            return FALSE;
          continue;
        }
      if (!check_observation (self, *row, &input, error))
        return FALSE;
      g_array_append_val (self->rows, *row);
    }

  *row = G_MAXUINT;
  return TRUE;
}

gboolean
heng_table_import_observations (HengBook                 *book,
                                const HengTable          *table,
                                const char               *path,
                                const HengOrigin         *origin,
                                const HengImportOptions  *options,
                                HengImportReport         *report,
                                guint                    *row,
                                GError                  **error)
{
  g_autoptr (GHashTable) agreements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heng_agreement_unref);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (HengRowSet) seen = NULL;
  Observing observing = { .book = book, .table = table, .path = path, .options = options, .report = report, .agreements = agreements,
                          .rows = rows };
  guint n_new = 0, n_revised = 0, n_same = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    observing.columns[i] = heng_table_find_column (table, column_names[i]);
  observing.seen = seen = heng_row_set_new (table, observing.columns, N_TELLING_APART);
  if (!read_observations (&observing, row, error))
    return FALSE;

  /* Ten thousand agreements take as much as the table; they have been asked for the last time. */
  g_hash_table_remove_all (agreements);
  if (rows->len > 0 && !heng_book_append_observations_from (book, rows->len, get_recorded, &observing, origin, &n_new, &n_revised,
                                                            &n_same, error))
    return FALSE;

  report->n_observations += n_new;
  report->n_observations_revised += n_revised;
  report->n_observations_same += n_same;
  return TRUE;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows of tables become facts. */
#include "heng-table-import.h"

#include "heng-error.h"
#include "heng-holidays-import.h"
#include "heng-indicator.h"
#include "heng-row-set.h"

#include <stdio.h>
#include <string.h>

/* How many rows are read between two looks at whether the work shall end. */
#define ROWS_BETWEEN 4096

static const char *
get_or_null (const HengTable *table,
             guint            row,
             const char      *column)
{
  const char *field = heng_table_get (table, row, column);

  return *field != '\0' ? field : NULL;
}

/* ---- regions ---- */

static const char *const plates[] = { "east", "central", "west", "northeast", "none", NULL };
static const char *const grain_roles[] = { "producer", "consumer", "balanced", "none", NULL };
static const char *const energy_roles[] = { "exporter", "importer", "mixed", "none", NULL };

static gboolean
check_word (const HengTable    *table,
            guint               row,
            const char         *column,
            const char *const  *words,
            GError            **error)
{
  const char *field = heng_table_get (table, row, column);
  g_autofree char *known = NULL;

  if (*field == '\0' || g_strv_contains (words, field))
    return TRUE;

  known = g_strjoinv (", ", (char **) words);
  heng_error_set (error, HENG_ERROR_TABLE_WORD, column, field, known, NULL);
  return FALSE;
}

static gboolean
code_is_valid (const char *code)
{
  if (*code == '\0' || strlen (code) > 32)
    return FALSE;
  for (const char *at = code; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("._-", *at) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
check_degrees (const HengTable  *table,
               guint             row,
               const char       *column,
               GError          **error)
{
  g_auto (HengNumber) number = { 0 };
  const char *field = heng_table_get (table, row, column);

  heng_number_init (&number);
  return *field == '\0' || heng_number_parse (&number, field, error);
}

static HengRegion *
read_region (const HengTable *table,
             guint            row)
{
  HengRegion *region = heng_region_new ();

  region->code = g_strdup (heng_table_get (table, row, "code"));
  region->name_zh = g_strdup (heng_table_get (table, row, "name_zh"));
  region->name_en = g_strdup (heng_table_get (table, row, "name_en"));
  region->parent = g_strdup (get_or_null (table, row, "parent"));
  region->plate = g_strdup (get_or_null (table, row, "plate"));
  region->grain_role = g_strdup (get_or_null (table, row, "grain_role"));
  region->energy_role = g_strdup (get_or_null (table, row, "energy_role"));
  region->longitude = g_strdup (get_or_null (table, row, "longitude"));
  region->latitude = g_strdup (get_or_null (table, row, "latitude"));
  region->capital = g_strdup (get_or_null (table, row, "capital"));
  return region;
}

static gboolean
check_region (const HengTable   *table,
              guint              row,
              const HengRegion  *region,
              GHashTable        *seen,
              GError           **error)
{
  gpointer first = g_hash_table_lookup (seen, region->code);

  if (!code_is_valid (region->code))
    {
      heng_error_set (error, HENG_ERROR_REGION_CODE, region->code, NULL);
      return FALSE;
    }
  if (first != NULL)
    {
      g_autofree char *line = g_strdup_printf ("%u", GPOINTER_TO_UINT (first));

      heng_error_set (error, HENG_ERROR_TABLE_TWICE, region->code, line, NULL);
      return FALSE;
    }

  return check_word (table, row, "plate", plates, error) && check_word (table, row, "grain_role", grain_roles, error) &&
         check_word (table, row, "energy_role", energy_roles, error) && check_degrees (table, row, "longitude", error) &&
         check_degrees (table, row, "latitude", error);
}

GPtrArray *
heng_table_read_regions (const HengTable  *table,
                         guint            *row,
                         GError          **error)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_region_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (*row = 0; *row < heng_table_get_n_rows (table); (*row)++)
    {
      HengRegion *region = read_region (table, *row);

      g_ptr_array_add (regions, region);
      if (!check_region (table, *row, region, seen, error))
        return NULL;
      g_hash_table_insert (seen, region->code, GUINT_TO_POINTER (heng_table_get_line (table, *row)));
    }

  return g_steal_pointer (&regions);
}

static gboolean
import_regions (HengBook          *book,
                const HengTable   *table,
                const HengOrigin  *origin,
                HengImportReport  *report,
                guint             *row,
                GError           **error)
{
  g_autoptr (GPtrArray) regions = heng_table_read_regions (table, row, error);
  guint n_appended = 0;

  if (regions == NULL)
    return FALSE;

  *row = G_MAXUINT;
  if (!heng_book_append_regions (book, regions, origin, &n_appended, error))
    {
      const char *path = error != NULL ? heng_error_get_path (*error) : NULL;

      if (path != NULL)
        sscanf (path, "regions[%u]", row);
      return FALSE;
    }
  report->n_regions += n_appended;
  return TRUE;
}

/* ---- observations ---- */

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

static gboolean
import_observations (HengBook                 *book,
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

/* ---- payments and openings ---- */

static HengEntry *
read_entry (HengBook         *book,
            const HengTable  *table,
            guint             row,
            HengEntryKind     kind,
            GError          **error)
{
  g_autoptr (HengEntry) entry = heng_entry_new (kind);
  const char *period = kind == HENG_ENTRY_PAYMENT ? get_or_null (table, row, "period") : NULL;

  entry->agreement = g_strdup (heng_table_get (table, row, "agreement"));
  entry->memo = g_strdup (get_or_null (table, row, "memo"));
  if (kind == HENG_ENTRY_PAYMENT)
    entry->document = g_strdup (get_or_null (table, row, "document"));
  if (!heng_day_parse (heng_table_get (table, row, "date"), &entry->date, error))
    return NULL;
  entry->has_period = period != NULL;
  if (period != NULL && !heng_period_parse (period, &entry->period, error))
    return NULL;

  return g_steal_pointer (&entry);
}

static gboolean
add_line (HengBook         *book,
          const HengTable  *table,
          guint             row,
          HengEntry        *entry,
          HengLineKind      kind,
          const char       *column,
          GError          **error)
{
  const char *currency = heng_book_get_currency (book);
  const char *commodity = get_or_null (table, row, "commodity");
  const char *from = heng_table_get (table, row, "from"), *to = heng_table_get (table, row, "to");
  const char *text = heng_table_get (table, row, column);
  gint64 amount;

  if (commodity == NULL)
    commodity = currency;
  if (!heng_amount_parse (text, heng_commodity_digits (commodity, currency), &amount, error))
    return FALSE;
  if (entry->kind == HENG_ENTRY_PAYMENT && amount <= 0)
    {
      heng_error_set (error, HENG_ERROR_MONEY_NOT_POSITIVE, text, NULL);
      return FALSE;
    }

  if (amount > 0)
    heng_entry_add_line (entry, kind, from, to, commodity, amount);
  else if (amount < 0)
    heng_entry_add_line (entry, kind, to, from, commodity, -amount);
  return TRUE;
}

/* The book says which of the entries is wrong; the table knows on which line it stands. */
static void
place_entry (GError          **error,
             const HengTable  *table,
             GArray           *rows)
{
  const char *path = heng_error_get_path (*error);
  guint index;

  if (path != NULL && sscanf (path, "entries[%u]", &index) == 1 && index < rows->len)
    heng_error_place (error, NULL, heng_table_get_line (table, g_array_index (rows, guint, index)), 0);
}

static gboolean
import_entries (HengBook          *book,
                const HengTable   *table,
                const HengOrigin  *origin,
                HengEntryKind      kind,
                guint             *n_imported,
                guint             *row,
                GError           **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) local_error = NULL;

  for (*row = 0; *row < heng_table_get_n_rows (table); (*row)++)
    {
      HengEntry *entry = read_entry (book, table, *row, kind, error);
      gboolean done = entry != NULL &&
        (kind == HENG_ENTRY_PAYMENT
           ? add_line (book, table, *row, entry, HENG_LINE_PAYMENT, "amount", error)
           : add_line (book, table, *row, entry, HENG_LINE_ACCRUAL, "accrued", error) &&
             add_line (book, table, *row, entry, HENG_LINE_PAYMENT, "paid", error));

      /* Where nothing stood the entry has no lines, and yet its parties must be right. */
      done = done && (entry->lines->len > 0 ||
                      heng_book_check_parties (book, entry->agreement, heng_table_get (table, *row, "from"),
                                               heng_table_get (table, *row, "to"), error));

      if (!done)
        {
          heng_entry_free (entry);
          return FALSE;
        }
      g_ptr_array_add (entries, entry);
      g_array_append_val (rows, *row);
    }

  *row = G_MAXUINT;
  if (entries->len > 0 && !heng_book_append_entries (book, entries, origin, NULL, &local_error))
    {
      place_entry (&local_error, table, rows);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *n_imported += entries->len;
  return TRUE;
}

gboolean
heng_table_import (HengBook                 *book,
                   const HengTable          *table,
                   const char               *path,
                   const HengOrigin         *origin,
                   const HengImportOptions  *options,
                   HengImportReport         *report,
                   GError                  **error)
{
  guint row = G_MAXUINT;
  gboolean done;

  switch (heng_table_get_kind (table))
    {
    case HENG_TABLE_REGIONS:
      done = import_regions (book, table, origin, report, &row, error);
      break;
    case HENG_TABLE_HOLIDAYS:
      done = heng_holidays_import (book, table, origin, &report->n_calendars, &row, error);
      break;
    case HENG_TABLE_OBSERVATIONS:
      done = import_observations (book, table, path, origin, options, report, &row, error);
      break;
    case HENG_TABLE_OPENINGS:
      done = import_entries (book, table, origin, HENG_ENTRY_OPENING, &report->n_openings, &row, error);
      break;
    case HENG_TABLE_PAYMENTS:
    case HENG_N_TABLES:
    default:
      done = import_entries (book, table, origin, HENG_ENTRY_PAYMENT, &report->n_payments, &row, error);
      break;
    }

  if (!done && row != G_MAXUINT)
    heng_error_place (error, NULL, heng_table_get_line (table, row), 0);
  return done;
}

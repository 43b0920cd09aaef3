// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes the rows of one fact of entries. */
#include "heng-book-entries-private.h"

#include "heng-book-agreements.h"
#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

/* Amounts up to this cannot overflow a sum of less than four million of them: 100 亿元, or a million tonnes in millionths. */
#define LARGE_MINOR G_GINT64_CONSTANT (1000000000000)

/* Rows that wait to be written are written at the latest when there are so many. */
#define WAITING_MAX 16384

typedef struct
{
  HengEntryKind kind;
  gboolean      has_period;
  HengPeriod    period;
  HengDay       date;
  gint64        number;
  gint64        reverses;
  const char   *agreement; /* texts stand in HengEntryWriter.texts */
  const char   *memo;
  const char   *document;
} EntryRow;

typedef struct
{
  gint64 entry;
  gint64 sequence;
  gint64 kind;
  gint64 payer;
  gint64 receiver;
  gint64 commodity;
  gint64 amount;
} LineRow;

struct _HengEntryWriter
{
  HengBook   *book;
  GArray     *entries; /* (element-type EntryRow): that wait */
  GArray     *lines;   /* (element-type LineRow) */
  GStringChunk *texts;
  gboolean    is_waiting; /* rows wait for one another */
  HengQuery  *find_party;
  HengQuery  *make_party;
  GHashTable *agreements;  /* code → GPtrArray of versions */
  GHashTable *parties;     /* HengParty of a version → id: versions stay as long as the writer */
  GHashTable *commodities; /* name → id */
  gint64      first_row;
  gint64      n_rows;
  gint64      known;
  HengDay     booked;
  gboolean    has_large; /* an amount that the totals must be looked at for */
};

HengEntryWriter *
heng_entry_writer_new (HengBook  *book,
                       GError   **error)
{
  g_autoptr (HengEntryWriter) self = g_new0 (HengEntryWriter, 1);
  HengDatabase *database = book->database;

  self->book = book;
  self->agreements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->parties = g_hash_table_new (NULL, NULL);
  self->commodities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (EntryRow));
  self->lines = g_array_new (FALSE, FALSE, sizeof (LineRow));
  self->texts = g_string_chunk_new (4096);
  if ((self->find_party = heng_query_prepare (database,
         "SELECT id FROM party WHERE agreement = :agreement AND name = :name AND region = :region AND role = :role", error)) == NULL ||
      (self->make_party = heng_query_prepare (database,
         "INSERT INTO party (agreement, name, region, role) VALUES (:agreement, :name, :region, :role)", error)) == NULL ||
      !heng_fact_next_row (book, HENG_FACT_ENTRY, &self->first_row, error) ||
      !heng_book_get_head (book, &self->known, NULL, error) || !heng_book_get_booking_day (book, &self->booked, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_entry_writer_free (HengEntryWriter *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_array_unref (self->lines);
  g_string_chunk_free (self->texts);
  heng_query_finish (self->find_party);
  heng_query_finish (self->make_party);
  g_hash_table_unref (self->agreements);
  g_hash_table_unref (self->parties);
  g_hash_table_unref (self->commodities);
  g_free (self);
}

GPtrArray *
heng_entry_writer_get_versions (HengEntryWriter  *self,
                                const char       *code,
                                GError          **error)
{
  GPtrArray *versions = g_hash_table_lookup (self->agreements, code);

  if (versions == NULL && (versions = heng_book_list_versions (self->book, code, 0, error)) != NULL)
    g_hash_table_insert (self->agreements, g_strdup (code), versions);
  return versions;
}

static gboolean
find_party_id (HengEntryWriter  *self,
               const char       *code,
               const HengParty  *party,
               gint64           *id,
               GError          **error)
{
  gpointer known = g_hash_table_lookup (self->parties, party);
  g_autoptr (GError) local_error = NULL;
  HengQuery *queries[] = { self->find_party, self->make_party };

  for (guint attempt = 0; attempt < 3 && known == NULL && local_error == NULL; attempt++)
    {
      HengQuery *query = queries[attempt % 2];

      heng_query_bind_text (query, ":agreement", code);
      heng_query_bind_text (query, ":name", party->name);
      heng_query_bind_text (query, ":region", party->region != NULL ? party->region : "");
      heng_query_bind_int64 (query, ":role", party->role);
      if (heng_query_step (query, &local_error))
        known = GSIZE_TO_POINTER (heng_query_get_int64 (query, 0));
      heng_query_reset (query);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_hash_table_insert (self->parties, (gpointer) party, known);
  *id = GPOINTER_TO_SIZE (known);
  return TRUE;
}

static gboolean
find_commodity_id (HengEntryWriter  *self,
                   const char       *name,
                   gint64           *id,
                   GError          **error)
{
  gpointer known = g_hash_table_lookup (self->commodities, name);

  if (known == NULL)
    {
      if (!heng_book_name_id (self->book, "commodity", name, id, error))
        return FALSE;
      known = GSIZE_TO_POINTER (*id);
      g_hash_table_insert (self->commodities, g_strdup (name), known);
    }

  *id = GPOINTER_TO_SIZE (known);
  return TRUE;
}

/* A reversal takes back from the parties of then: a later version may have given the same name another region or role. */
static gboolean
find_reversed_parties (HengEntryWriter  *self,
                       gint64            reverses,
                       guint             sequence,
                       gint64           *payer,
                       gint64           *receiver,
                       GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT receiver, payer FROM line WHERE entry = :entry AND sequence = :sequence", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":entry", reverses);
  heng_query_bind_int64 (query, ":sequence", sequence);
  if (!heng_query_step (query, error))
    return FALSE;

  *payer = heng_query_get_int64 (query, 0);
  *receiver = heng_query_get_int64 (query, 1);
  return TRUE;
}

/* A party that nothing was booked for may have left the agreement, and yet something is due from it for a period before. */
static const HengParty *
find_party (HengEntryWriter      *self,
            const HengAgreement  *agreement,
            const char           *name,
            GError              **error)
{
  int index = heng_agreement_find_party (agreement, name);
  GPtrArray *versions;

  if (index >= 0)
    return heng_agreement_get_party (agreement, (guint) index);
  versions = heng_entry_writer_get_versions (self, agreement->code, error);
  for (guint i = versions != NULL ? versions->len : 0; i > 0 && index < 0; i--)
    {
      agreement = g_ptr_array_index (versions, i - 1);
      index = heng_agreement_find_party (agreement, name);
    }
  if (versions == NULL)
    return NULL;

  g_assert (index >= 0);
  return heng_agreement_get_party (agreement, (guint) index);
}

static gboolean
find_parties (HengEntryWriter      *self,
              const HengAgreement  *agreement,
              const HengLine       *line,
              gint64               *payer,
              gint64               *receiver,
              GError              **error)
{
  const HengParty *from = find_party (self, agreement, line->from, error);
  const HengParty *to = from != NULL ? find_party (self, agreement, line->to, error) : NULL;

  return to != NULL && find_party_id (self, agreement->code, from, payer, error) &&
         find_party_id (self, agreement->code, to, receiver, error);
}

static gboolean
add_line (HengEntryWriter      *self,
          const HengAgreement  *agreement,
          const HengEntry      *entry,
          guint                 sequence,
          GError              **error)
{
  const HengLine *line = g_ptr_array_index (entry->lines, sequence);
  LineRow row = { .entry = entry->number, .sequence = sequence, .kind = line->kind, .amount = line->amount_minor };
  gboolean found;

  g_assert (line->amount_minor > 0);
  self->has_large = self->has_large || line->amount_minor > LARGE_MINOR;
  found = entry->reverses != 0 ? find_reversed_parties (self, entry->reverses, sequence, &row.payer, &row.receiver, error)
                               : find_parties (self, agreement, line, &row.payer, &row.receiver, error);
  if (!found || !find_commodity_id (self, line->commodity, &row.commodity, error))
    return FALSE;

  g_array_append_val (self->lines, row);
  return TRUE;
}

static void
set_number (HengCell *cell,
            gint64    number)
{
  cell->kind = HENG_CELL_NUMBER;
  cell->number = number;
}

static void
set_text (HengCell   *cell,
          const char *text)
{
  cell->kind = text != NULL ? HENG_CELL_TEXT : HENG_CELL_NULL;
  cell->text = text;
}

static void
get_entry_cell (guint     row,
                int       column,
                HengCell *cell,
                gpointer  data)
{
  const HengEntryWriter *self = data;
  const EntryRow *entry = &g_array_index (self->entries, EntryRow, row);

  switch (column)
    {
    case 0: set_number (cell, entry->number); break;
    case 1: set_number (cell, entry->kind); break;
    case 2: set_text (cell, entry->agreement); break;
    case 3: if (entry->has_period) set_number (cell, entry->period.kind); break;
    case 4: if (entry->has_period) set_number (cell, entry->period.index); break;
    case 5: set_number (cell, entry->date); break;
    case 6: set_number (cell, self->booked); break;
    case 7: if (entry->reverses != 0) set_number (cell, entry->reverses); break;
    case 8: set_number (cell, self->known); break;
    case 9: set_text (cell, entry->memo); break;
    default: set_text (cell, entry->document); break;
    }
}

static void
get_line_cell (guint     row,
               int       column,
               HengCell *cell,
               gpointer  data)
{
  const HengEntryWriter *self = data;
  const gint64 *values = &g_array_index (self->lines, LineRow, row).entry;

  G_STATIC_ASSERT (sizeof (LineRow) == 7 * sizeof *values);
  set_number (cell, values[column]);
}

/* Writes what waits. Should it fail the transaction is lost as a whole, so that SQLite need not put down, in a file of its own, how each page was
 * before these rows. */
static gboolean
flush (HengEntryWriter  *self,
       GError          **error)
{
  HengDatabase *database = self->book->database;

  if (self->entries->len == 0)
    return TRUE;
  if (!heng_database_insert (database,
         "INSERT OR ROLLBACK INTO entry (id, kind, agreement, period_kind, period_index, date, booked, reverses, known, memo, document) "
         "SELECT c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 FROM heng_rows", self->entries->len, get_entry_cell, self, error) ||
      !heng_database_insert (database,
         "INSERT OR ROLLBACK INTO line (entry, sequence, kind, payer, receiver, commodity, amount) "
         "SELECT c1, c2, c3, c4, c5, c6, c7 FROM heng_rows",
         self->lines->len, get_line_cell, self, error))
    return FALSE;

  g_array_set_size (self->entries, 0);
  g_array_set_size (self->lines, 0);
  g_string_chunk_clear (self->texts);
  return TRUE;
}

void
heng_entry_writer_set_waiting (HengEntryWriter *self)
{
  self->is_waiting = TRUE;
}

static char *
hold_text (HengEntryWriter *self,
           const char      *text)
{
  return text != NULL ? g_string_chunk_insert (self->texts, text) : NULL;
}

gboolean
heng_entry_writer_add (HengEntryWriter      *self,
                       HengEntry            *entry,
                       const HengAgreement  *agreement,
                       GError              **error)
{
  EntryRow row = { .kind = entry->kind, .has_period = entry->has_period, .period = entry->period, .date = entry->date,
                   .number = self->first_row + self->n_rows, .reverses = entry->reverses,
                   .agreement = g_string_chunk_insert_const (self->texts, entry->agreement), .memo = hold_text (self, entry->memo),
                   .document = hold_text (self, entry->document) };

  entry->number = row.number;
  g_array_append_val (self->entries, row);
  for (guint i = 0; i < entry->lines->len; i++)
    if (!add_line (self, agreement, entry, i, error))
      return FALSE;

  self->n_rows++;
  return (self->is_waiting && self->entries->len < WAITING_MAX) || flush (self, error);
}

/* Every figure is a sum of lines. As long as all lines of a commodity together stay below half of what 64 bits hold, none can
 * overflow: not for many years of ordinary amounts on top. */
static gboolean
check_totals (HengEntryWriter  *self,
              GError          **error)
{
  gint64 fits;

  if (!self->has_large)
    return TRUE;
  if (!heng_database_get_int64 (self->book->database,
         "SELECT coalesce (max (volume), 0) < 4611686018427387904.0 FROM (SELECT total (amount) AS volume FROM line GROUP BY commodity)",
         0, &fits, error))
    return FALSE;
  if (!fits)
    heng_error_set (error, HENG_ERROR_MONEY_OVERFLOW, NULL);
  return fits != 0;
}

gboolean
heng_entry_writer_finish (HengEntryWriter   *self,
                          const HengOrigin  *origin,
                          GError           **error)
{
  return self->n_rows == 0 ||
         (flush (self, error) && check_totals (self, error) &&
          heng_fact_append (self->book, HENG_FACT_ENTRY, origin, self->first_row, self->n_rows, error));
}

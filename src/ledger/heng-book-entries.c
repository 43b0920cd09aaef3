// SPDX-License-Identifier: GPL-3.0-or-later
/* Entries into the journal. */
#include "heng-book.h"

#include "heng-book-entries-private.h"
#include "heng-book-private.h"
#include "heng-error.h"
#include "heng-versions.h"

#include <string.h>

/* Amounts up to this cannot overflow a sum of less than four million of them: 100 亿元, or a million tonnes in millionths. */
#define LARGE_MINOR G_GINT64_CONSTANT (1000000000000)

static const char *const kind_names[] = { "settlement", "payment", "reversal", "opening" };

const char *
heng_entry_kind_get_name (HengEntryKind kind)
{
  /* A damaged file may hold any number here. */
  return (guint) kind < G_N_ELEMENTS (kind_names) ? kind_names[kind] : "?";
}

static void
line_free (gpointer data)
{
  HengLine *line = data;

  g_free (line->from);
  g_free (line->to);
  g_free (line->from_region);
  g_free (line->to_region);
  g_free (line->commodity);
  g_free (line);
}

HengEntry *
heng_entry_new (HengEntryKind kind)
{
  HengEntry *self = g_new0 (HengEntry, 1);

  self->kind = kind;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  return self;
}

void
heng_entry_free (HengEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->agreement);
  g_free (self->memo);
  g_free (self->document);
  g_free (self->recorded_by);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

HengLine *
heng_entry_add_line (HengEntry    *self,
                     HengLineKind  kind,
                     const char   *from,
                     const char   *to,
                     const char   *commodity,
                     gint64        amount_minor)
{
  HengLine *line = g_new0 (HengLine, 1);

  line->kind = kind;
  line->from = g_strdup (from);
  line->to = g_strdup (to);
  line->commodity = g_strdup (commodity);
  line->amount_minor = amount_minor;
  g_ptr_array_add (self->lines, line);
  return line;
}

/* ---- writing ---- */

struct _HengEntryWriter
{
  HengBook   *book;
  HengQuery  *insert_entry;
  HengQuery  *insert_line;
  HengQuery  *find_party;
  HengQuery  *make_party;
  GHashTable *agreements;  /* code → GPtrArray of versions */
  GHashTable *parties;     /* "code\nname" → id */
  GHashTable *commodities; /* name → id */
  gint64      first_row;
  gint64      n_rows;
  gint64      known;
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
  self->parties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->commodities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if ((self->insert_entry = heng_query_prepare (database,
         "INSERT INTO entry (id, kind, agreement, period_kind, period_index, date, booked, reverses, known, memo, document) VALUES "
         "(:id, :kind, :agreement, :period_kind, :period_index, :date, :booked, :reverses, :known, :memo, :document)", error)) == NULL ||
      (self->insert_line = heng_query_prepare (database,
         "INSERT INTO line (entry, sequence, kind, payer, receiver, commodity, amount) "
         "VALUES (:entry, :sequence, :kind, :payer, :receiver, :commodity, :amount)", error)) == NULL ||
      (self->find_party = heng_query_prepare (database,
         "SELECT id FROM party WHERE agreement = :agreement AND name = :name AND region = :region AND role = :role", error)) == NULL ||
      (self->make_party = heng_query_prepare (database,
         "INSERT INTO party (agreement, name, region, role) VALUES (:agreement, :name, :region, :role)", error)) == NULL ||
      !heng_fact_next_row (book, HENG_FACT_ENTRY, &self->first_row, error) ||
      !heng_book_get_head (book, &self->known, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_entry_writer_free (HengEntryWriter *self)
{
  if (self == NULL)
    return;

  heng_query_finish (self->insert_entry);
  heng_query_finish (self->insert_line);
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
  g_autofree char *key = g_strdup_printf ("%s\n%s", code, party->name);
  gpointer known = g_hash_table_lookup (self->parties, key);
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

  g_hash_table_insert (self->parties, g_steal_pointer (&key), known);
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

static gboolean
find_parties (HengEntryWriter      *self,
              const HengAgreement  *agreement,
              const HengLine       *line,
              gint64               *payer,
              gint64               *receiver,
              GError              **error)
{
  int from = heng_agreement_find_party (agreement, line->from), to = heng_agreement_find_party (agreement, line->to);

  g_assert (from >= 0 && to >= 0);
  return find_party_id (self, agreement->code, heng_agreement_get_party (agreement, (guint) from), payer, error) &&
         find_party_id (self, agreement->code, heng_agreement_get_party (agreement, (guint) to), receiver, error);
}

static gboolean
write_line (HengEntryWriter      *self,
            const HengAgreement  *agreement,
            const HengEntry      *entry,
            guint                 sequence,
            GError              **error)
{
  const HengLine *line = g_ptr_array_index (entry->lines, sequence);
  gint64 payer, receiver, commodity;
  gboolean found;

  g_assert (line->amount_minor > 0);
  self->has_large = self->has_large || line->amount_minor > LARGE_MINOR;
  found = entry->reverses != 0 ? find_reversed_parties (self, entry->reverses, sequence, &payer, &receiver, error)
                               : find_parties (self, agreement, line, &payer, &receiver, error);
  if (!found || !find_commodity_id (self, line->commodity, &commodity, error))
    return FALSE;

  heng_query_bind_int64 (self->insert_line, ":entry", entry->number);
  heng_query_bind_int64 (self->insert_line, ":sequence", sequence);
  heng_query_bind_int64 (self->insert_line, ":kind", line->kind);
  heng_query_bind_int64 (self->insert_line, ":payer", payer);
  heng_query_bind_int64 (self->insert_line, ":receiver", receiver);
  heng_query_bind_int64 (self->insert_line, ":commodity", commodity);
  heng_query_bind_int64 (self->insert_line, ":amount", line->amount_minor);
  return heng_query_run (self->insert_line, error);
}

gboolean
heng_entry_writer_add (HengEntryWriter      *self,
                       HengEntry            *entry,
                       const HengAgreement  *agreement,
                       GError              **error)
{
  HengQuery *insert = self->insert_entry;

  entry->number = self->first_row + self->n_rows;
  heng_query_bind_int64 (insert, ":id", entry->number);
  heng_query_bind_int64 (insert, ":kind", entry->kind);
  heng_query_bind_text (insert, ":agreement", entry->agreement);
  if (entry->has_period)
    {
      heng_query_bind_int64 (insert, ":period_kind", entry->period.kind);
      heng_query_bind_int64 (insert, ":period_index", entry->period.index);
    }
  else
    {
      heng_query_bind_null (insert, ":period_kind");
      heng_query_bind_null (insert, ":period_index");
    }
  heng_query_bind_int64 (insert, ":date", entry->date);
  heng_query_bind_int64 (insert, ":booked", heng_book_get_today (self->book));
  if (entry->reverses != 0)
    heng_query_bind_int64 (insert, ":reverses", entry->reverses);
  else
    heng_query_bind_null (insert, ":reverses");
  heng_query_bind_int64 (insert, ":known", self->known);
  heng_query_bind_text (insert, ":memo", entry->memo);
  heng_query_bind_text (insert, ":document", entry->document);
  if (!heng_query_run (insert, error))
    return FALSE;

  for (guint i = 0; i < entry->lines->len; i++)
    if (!write_line (self, agreement, entry, i, error))
      return FALSE;

  self->n_rows++;
  return TRUE;
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
         (check_totals (self, error) &&
          heng_fact_append (self->book, HENG_FACT_ENTRY, origin, self->first_row, self->n_rows, error));
}

/* ---- payments and openings ---- */

static gboolean
check_party (const HengAgreement  *agreement,
             const char           *name,
             GError              **error)
{
  g_autofree char *parties = NULL;

  if (heng_agreement_find_party (agreement, name) >= 0)
    return TRUE;

  parties = heng_agreement_list_parties (agreement);
  heng_error_set (error, HENG_ERROR_PARTY_UNKNOWN, agreement->code, name, parties, NULL);
  return FALSE;
}

static gboolean
check_parties (const HengAgreement  *agreement,
               const char           *from,
               const char           *to,
               GError              **error)
{
  if (!check_party (agreement, from, error) || !check_party (agreement, to, error))
    return FALSE;
  if (strcmp (from, to) != 0)
    return TRUE;

  heng_error_set (error, HENG_ERROR_PARTY_SAME, from, NULL);
  return FALSE;
}

gboolean
heng_book_check_parties (HengBook    *self,
                         const char  *agreement,
                         const char  *from,
                         const char  *to,
                         GError     **error)
{
  g_autoptr (HengAgreement) last = heng_book_get_agreement (self, agreement, error);

  return last != NULL && check_parties (last, from, to, error);
}

static gboolean
check_line (HengBook             *book,
            const HengAgreement  *agreement,
            const HengLine       *line,
            GError              **error)
{
  if (!check_parties (agreement, line->from, line->to, error))
    return FALSE;
  if (!heng_agreement_has_commodity (agreement, line->commodity, book->currency))
    {
      g_autoptr (GPtrArray) units = heng_agreement_list_units (agreement);
      g_autoptr (GString) known = g_string_new (book->currency);

      for (guint i = 0; i < units->len; i++)
        g_string_append_printf (known, ", %s", (const char *) g_ptr_array_index (units, i));
      heng_error_set (error, HENG_ERROR_COMMODITY_UNKNOWN, agreement->code, line->commodity, known->str, NULL);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_period (GPtrArray  *versions,
              HengEntry  *entry,
              GError    **error)
{
  const HengAgreement *last = g_ptr_array_index (versions, versions->len - 1);
  g_autofree char *period = NULL, *from = NULL, *to = NULL;
  HengWindow window;

  if (!entry->has_period || heng_versions_find (versions, entry->period, &window) != NULL)
    return TRUE;

  period = heng_period_format (entry->period);
  if (last->assessed != entry->period.kind)
    heng_error_set (error, HENG_ERROR_PERIOD_NOT_ASSESSED, last->code, period, heng_period_kind_get_name (last->assessed), NULL);
  else
    {
      from = heng_day_format (last->from_day);
      to = last->to_day != HENG_DAY_NONE ? heng_day_format (last->to_day) : g_strdup ("…");
      heng_error_set (error, HENG_ERROR_PERIOD_OUTSIDE, last->code, period, from, to, NULL);
    }
  return FALSE;
}

static gboolean
was_due_between (HengBook         *book,
                 const HengEntry  *entry,
                 gboolean         *due,
                 GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database,
    "SELECT 1 FROM party p JOIN party r ON r.agreement = p.agreement JOIN line l ON l.payer = p.id AND l.receiver = r.id "
    "WHERE p.agreement = :agreement AND l.kind = 1 AND ((p.name = :from AND r.name = :to) OR (p.name = :to AND r.name = :from)) "
    "LIMIT 1", error);
  const HengLine *line = g_ptr_array_index (entry->lines, 0);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":agreement", entry->agreement);
  heng_query_bind_text (query, ":from", line->from);
  heng_query_bind_text (query, ":to", line->to);
  *due = heng_query_step (query, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
append_checked (HengEntryWriter  *writer,
                HengEntry        *entry,
                GArray           *notices,
                GError          **error)
{
  GPtrArray *versions = heng_entry_writer_get_versions (writer, entry->agreement, error);
  const HengAgreement *agreement;
  gboolean due = TRUE;

  if (versions == NULL)
    return FALSE;
  agreement = g_ptr_array_index (versions, versions->len - 1);
  for (guint i = 0; i < entry->lines->len; i++)
    if (!check_line (writer->book, agreement, g_ptr_array_index (entry->lines, i), error))
      return FALSE;
  if (!check_period (versions, entry, error) ||
      (notices != NULL && entry->kind == HENG_ENTRY_PAYMENT && !was_due_between (writer->book, entry, &due, error)) ||
      !heng_entry_writer_add (writer, entry, agreement, error))
    return FALSE;

  if (!due)
    g_array_append_val (notices, entry->number);
  return TRUE;
}

static gboolean
append_entries (HengBook          *self,
                GPtrArray         *entries,
                const HengOrigin  *origin,
                GArray            *notices,
                GError           **error)
{
  g_autoptr (HengEntryWriter) writer = heng_entry_writer_new (self, error);

  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!append_checked (writer, g_ptr_array_index (entries, i), notices, error))
      {
        /* Rows of a table are told apart by the caller, who knows their lines. */
        g_autofree char *path = g_strdup_printf ("entries[%u]", i);

        heng_error_place_path (error, path);
        return FALSE;
      }

  return heng_entry_writer_finish (writer, origin, error);
}

gboolean
heng_book_append_entries (HengBook          *self,
                          GPtrArray         *entries,
                          const HengOrigin  *origin,
                          GArray            *notices,
                          GError           **error)
{
  return heng_book_begin (self, error) &&
         heng_book_end (self, append_entries (self, entries, origin, notices, error), error);
}

/* ---- reversing ---- */

static gboolean
append_reversal (HengBook    *self,
                 gint64       number,
                 const char  *reason,
                 gint64      *reversal,
                 GError     **error)
{
  g_autoptr (HengEntry) original = heng_book_get_entry (self, number, error);
  g_autoptr (HengEntry) opposite = heng_entry_new (HENG_ENTRY_REVERSAL);
  g_autoptr (HengEntryWriter) writer = NULL;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GPtrArray *versions;

  if (original == NULL)
    return FALSE;
  if (original->kind == HENG_ENTRY_REVERSAL)
    {
      heng_error_set (error, HENG_ERROR_ENTRY_IS_REVERSAL, text, NULL);
      return FALSE;
    }
  if (original->reversed_by != 0)
    {
      g_autofree char *by = g_strdup_printf ("%" G_GINT64_FORMAT, original->reversed_by);

      heng_error_set (error, HENG_ERROR_ENTRY_REVERSED, text, by, NULL);
      return FALSE;
    }

  opposite->agreement = g_strdup (original->agreement);
  opposite->has_period = original->has_period;
  opposite->period = original->period;
  opposite->date = heng_book_get_today (self);
  opposite->reverses = number;
  opposite->memo = g_strdup (reason);
  for (guint i = 0; i < original->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (original->lines, i);

      heng_entry_add_line (opposite, line->kind, line->to, line->from, line->commodity, line->amount_minor);
    }

  writer = heng_entry_writer_new (self, error);
  if (writer == NULL || (versions = heng_entry_writer_get_versions (writer, original->agreement, error)) == NULL ||
      !heng_entry_writer_add (writer, opposite, g_ptr_array_index (versions, versions->len - 1), error) ||
      !heng_entry_writer_finish (writer, NULL, error))
    return FALSE;

  *reversal = opposite->number;
  return TRUE;
}

gboolean
heng_book_reverse (HengBook    *self,
                   gint64       entry,
                   const char  *reason,
                   gint64      *reversal,
                   GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (reason));
  gint64 number = 0;

  if (*stripped == '\0')
    {
      heng_error_set (error, HENG_ERROR_REASON_EMPTY, NULL);
      return FALSE;
    }
  if (!heng_book_begin (self, error) ||
      !heng_book_end (self, append_reversal (self, entry, stripped, &number, error), error))
    return FALSE;

  if (reversal != NULL)
    *reversal = number;
  return TRUE;
}

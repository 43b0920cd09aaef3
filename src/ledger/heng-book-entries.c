// SPDX-License-Identifier: GPL-3.0-or-later
/* Payments, openings and reversals. */
#include "heng-book.h"

#include "heng-book-agreements.h"
#include "heng-book-entries-private.h"
#include "heng-book-kept.h"
#include "heng-error.h"
#include "heng-versions.h"

#include <string.h>

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

/* Sums that are kept have a day where there ever was a line; else the agreement's entries are gone through. */
#define KEPT_BETWEEN \
  "SELECT 1 FROM party p JOIN party r ON r.agreement = p.agreement JOIN kept k ON k.axis = 3 AND k.segment = 0 AND k.party = min (p.id, r.id) " \
  "AND k.other = max (p.id, r.id) WHERE p.agreement = :agreement AND p.name = :from AND r.name = :to AND k.accrued_day <> 0 LIMIT 1"
#define LINES_BETWEEN \
  "SELECT 1 FROM entry e JOIN line l ON l.entry = e.id JOIN party p ON p.id = l.payer JOIN party r ON r.id = l.receiver " \
  "WHERE e.agreement = :agreement AND l.kind = 1 AND ((p.name = :from AND r.name = :to) OR (p.name = :to AND r.name = :from)) LIMIT 1"
G_STATIC_ASSERT (HENG_KEPT_PAIR == 3);

static gboolean
was_due_between (HengBook         *book,
                 const HengEntry  *entry,
                 gboolean         *due,
                 GError          **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, heng_book_kept_serves (book) ? KEPT_BETWEEN : LINES_BETWEEN, error);
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
append_checked (HengBook         *self,
                HengEntryWriter  *writer,
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
    if (!check_line (self, agreement, g_ptr_array_index (entry->lines, i), error))
      return FALSE;
  if (!check_period (versions, entry, error) ||
      (notices != NULL && entry->kind == HENG_ENTRY_PAYMENT && !was_due_between (self, entry, &due, error)) ||
      !heng_entry_writer_add (writer, entry, agreement, error))
    return FALSE;

  if (!due)
    g_array_append_val (notices, entry->number);
  return TRUE;
}

static gboolean
append_entries (HengBook          *self,
                HengEntryFunc      next,
                gpointer           data,
                const HengOrigin  *origin,
                GArray            *notices,
                GError           **error)
{
  g_autoptr (HengEntryWriter) writer = heng_entry_writer_new (self, error);
  g_autoptr (GError) local_error = NULL;
  HengEntry *entry;

  if (writer == NULL)
    return FALSE;
  heng_entry_writer_set_waiting (writer);
  for (guint i = 0; (entry = next (data, &local_error)) != NULL; i++)
    if (!append_checked (self, writer, entry, notices, error))
      {
        /* Rows of a table are told apart by the caller, who knows their lines. */
        g_autofree char *path = g_strdup_printf ("entries[%u]", i);

        heng_error_place_path (error, path);
        return FALSE;
      }
  if (local_error == NULL)
    return heng_entry_writer_finish (writer, origin, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_book_append_entries_from (HengBook          *self,
                               HengEntryFunc      next,
                               gpointer           data,
                               const HengOrigin  *origin,
                               GArray            *notices,
                               GError           **error)
{
  return heng_book_begin (self, error) &&
         heng_book_end (self, append_entries (self, next, data, origin, notices, error), error);
}

typedef struct
{
  GPtrArray *entries;
  guint      at;
} Given;

static HengEntry *
give_next (gpointer   data,
           GError   **error)
{
  Given *self = data;

  return self->at < self->entries->len ? g_ptr_array_index (self->entries, self->at++) : NULL;
}

gboolean
heng_book_append_entries (HengBook          *self,
                          GPtrArray         *entries,
                          const HengOrigin  *origin,
                          GArray            *notices,
                          GError           **error)
{
  Given given = { entries, 0 };

  return heng_book_append_entries_from (self, give_next, &given, origin, notices, error);
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

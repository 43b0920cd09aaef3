// SPDX-License-Identifier: GPL-3.0-or-later
/* The journal in the plain text that hledger and Ledger read. */
#include "heng-export-private.h"

#include "heng-amount.h"

#include <string.h>

typedef struct
{
  HengBook *book;
  FILE     *stream;
  GString  *text;
} Journal;

/* A description ends where a comment could begin, and never holds a line end. */
static void
append_plain (GString    *text,
              const char *words)
{
  for (const char *at = words; *at != '\0'; at++)
    g_string_append_c (text, (guchar) *at < 0x20 || strchr (";|", *at) != NULL ? ' ' : *at);
}

/* `claims:410000`, or `claims:pool:CODE:Fund`: names without double spaces, which end an account. */
static void
append_account (GString    *text,
                const char *root,
                const char *region,
                const char *agreement,
                const char *party)
{
  g_string_append_printf (text, "    %s:", root);
  if (region != NULL)
    g_string_append (text, region);
  else
    g_string_append_printf (text, "pool:%s:%s", agreement, party);
}

static void
append_amount (GString    *text,
               HengBook   *book,
               gint64      amount_minor,
               const char *commodity)
{
  const char *currency = heng_book_get_currency (book);
  guint digits = heng_commodity_digits (commodity, currency);
  g_autofree char *amount = heng_amount_format (amount_minor, digits, digits);
  gboolean quoted = FALSE;

  for (const char *at = commodity; *at != '\0'; at++)
    quoted = quoted || !g_ascii_isalpha (*at);
  if (quoted)
    {
      g_autofree char *name = g_strdelimit (g_strdup (commodity), "\"\n;", '\'');

      g_string_append_printf (text, "  %s \"%s\"\n", amount, name);
    }
  else
    g_string_append_printf (text, "  %s %s\n", amount, commodity);
}

static void
append_posting (Journal         *self,
                const HengEntry *entry,
                const HengLine  *line,
                const char      *root,
                gboolean         receiver,
                gint64           amount_minor)
{
  append_account (self->text, root, receiver ? line->to_region : line->from_region, entry->agreement,
                  receiver ? line->to : line->from);
  append_amount (self->text, self->book, amount_minor, line->commodity);
}

/* An accrual moves claims; a payment moves funds and clears claims. */
static void
append_line (Journal         *self,
             const HengEntry *entry,
             const HengLine  *line)
{
  gint64 amount = line->amount_minor;

  if (line->kind == HENG_LINE_ACCRUAL)
    {
      append_posting (self, entry, line, "claims", FALSE, -amount);
      append_posting (self, entry, line, "claims", TRUE, amount);
    }
  else
    {
      append_posting (self, entry, line, "claims", FALSE, amount);
      append_posting (self, entry, line, "funds", FALSE, -amount);
      append_posting (self, entry, line, "claims", TRUE, -amount);
      append_posting (self, entry, line, "funds", TRUE, amount);
    }
}

static gboolean
write_entry (const HengEntry  *entry,
             gpointer          data,
             GError          **error)
{
  Journal *self = data;
  g_autofree char *date = heng_day_format (entry->date);
  g_autofree char *period = entry->has_period ? heng_period_format (entry->period) : NULL;

  g_string_truncate (self->text, 0);
  if (entry->lines->len == 0)
    return TRUE;

  g_string_append_printf (self->text, "%s * (%" G_GINT64_FORMAT ") ", date, entry->number);
  append_plain (self->text, entry->agreement);
  g_string_append_printf (self->text, " %s", heng_entry_kind_get_name (entry->kind));
  if (period != NULL)
    g_string_append_printf (self->text, " %s", period);
  if (entry->reverses != 0)
    g_string_append_printf (self->text, " of %" G_GINT64_FORMAT, entry->reverses);
  if (entry->memo != NULL)
    {
      g_string_append (self->text, ": ");
      append_plain (self->text, entry->memo);
    }
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < entry->lines->len; i++)
    append_line (self, entry, g_ptr_array_index (entry->lines, i));
  g_string_append_c (self->text, '\n');
  return heng_export_write (self->stream, self->text, error);
}

gboolean
heng_export_journal (HengBook  *book,
                     FILE      *stream,
                     GError   **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *head = heng_book_word_head (book, 0, 0, error);
  Journal journal = { book, stream, text };

  if (head == NULL)
    return FALSE;

  g_string_printf (text, "; Hengping, head %s\n\n", head);
  return heng_export_write (stream, text, error) && heng_export_foreach_entry (book, write_entry, &journal, error);
}

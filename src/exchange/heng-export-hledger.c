// SPDX-License-Identifier: GPL-3.0-or-later
/* The journal in the plain text that hledger and Ledger read. */
#include "heng-export-private.h"

#include <string.h>

static const char *const roots[HENG_N_POSTING_ROOTS] = { "claims", "funds" };

/* A description ends where a comment could begin, and never holds a line end. */
static void
append_plain (GString    *text,
              const char *words)
{
  for (const char *at = words; *at != '\0'; at++)
    g_string_append_c (text, (guchar) *at < 0x20 || strchr (";|", *at) != NULL ? ' ' : *at);
}

static void
append_entry (HengJournal     *self,
              const HengEntry *entry,
              const char      *date,
              const char      *period G_GNUC_UNUSED,
              const char      *words)
{
  g_string_append_printf (self->text, "%s * (%" G_GINT64_FORMAT ") ", date, entry->number);
  append_plain (self->text, entry->agreement);
  g_string_append_c (self->text, ' ');
  append_plain (self->text, words);
  g_string_append_c (self->text, '\n');
}

/* `claims:410000`, or `claims:pool:CODE:Fund`: names without double spaces, which end an account. */
static void
append_account (GString           *text,
                const char        *agreement,
                const HengPosting *posting)
{
  g_string_append_printf (text, "    %s:", roots[posting->root]);
  if (posting->region != NULL)
    g_string_append (text, posting->region);
  else
    g_string_append_printf (text, "pool:%s:%s", agreement, posting->party);
}

/* What the programs do not read between quotation marks is written as in addresses (`%3B`), so that different units stay different. */
static void
append_quoted (GString    *text,
               const char *commodity)
{
  for (const char *at = commodity; *at != '\0'; at++)
    {
      gboolean ambiguous = *at == '%' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]);

      if (ambiguous || (guchar) *at < 0x20 || strchr ("\";\\", *at) != NULL)
        g_string_append_printf (text, "%%%02X", (guint) *at);
      else
        g_string_append_c (text, *at);
    }
}

static void
append_commodity (GString    *text,
                  const char *commodity)
{
  gboolean quoted = FALSE;

  for (const char *at = commodity; *at != '\0'; at++)
    quoted = quoted || !g_ascii_isalpha (*at);
  if (quoted)
    {
      g_string_append (text, " \"");
      append_quoted (text, commodity);
      g_string_append (text, "\"\n");
    }
  else
    g_string_append_printf (text, " %s\n", commodity);
}

static void
append_posting (HengJournal       *self,
                const HengEntry   *entry,
                const HengPosting *posting)
{
  append_account (self->text, entry->agreement, posting);
  g_string_append (self->text, "  ");
  heng_journal_append_amount (self, posting->amount_minor, posting->commodity);
  append_commodity (self->text, posting->commodity);
}

gboolean
heng_export_hledger (HengBook  *book,
                     FILE      *stream,
                     GError   **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *head = heng_book_word_head (book, 0, 0, error);
  HengJournal journal = { book, stream, text, append_entry, append_posting };

  return head != NULL && heng_journal_write_head (&journal, head, error) && heng_journal_write_entries (&journal, error);
}

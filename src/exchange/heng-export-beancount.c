// SPDX-License-Identifier: GPL-3.0-or-later
/* The journal in the plain text that Beancount reads. It wants each account opened, no later than on the first day that it is used on;
 * what that day is, is known at the end, where Beancount reads it as well. */
#include "heng-export-private.h"

#include "heng-beancount-names.h"
#include "heng-book-regions.h"

#include <string.h>

static const char *const roots[HENG_N_POSTING_ROOTS] = { "Assets:Claims:", "Assets:Funds:" };

/* The accounts of a region, or of a pool. */
typedef struct
{
  char    *region;    /* (nullable) */
  char    *agreement; /* of a pool, as @party */
  char    *party;
  char    *name;      /* of accounts, without their root */
  HengDay  first_day[HENG_N_POSTING_ROOTS]; /* or #HENG_DAY_NONE: not used */
} Owner;

typedef struct
{
  const char *name; /* Beancount's */
  HengDay     first_day;
} Commodity;

typedef struct
{
  HengJournal               journal;     /* the first, so that it can stand for the whole */
  GHashTable               *owners;      /* region, or agreement/party → Owner */
  GHashTable               *commodities; /* commodity → Commodity */
  GPtrArray                *in_use;      /* (element-type utf8): the keys of @commodities, as they came */
  HengBeancountCommodities *names;
  GString                  *key;
} Beancount;

static void
owner_free (Owner *self)
{
  g_free (self->region);
  g_free (self->agreement);
  g_free (self->party);
  g_free (self->name);
  g_free (self);
}

static void
append_quoted (GString    *text,
               const char *words)
{
  g_string_append_c (text, '"');
  for (const char *at = words; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, (guchar) *at < 0x20 ? ' ' : *at);
    }
  g_string_append_c (text, '"');
}

/* Nothing is written where there is nothing to say. */
static void
append_metadata (GString    *text,
                 const char *key,
                 const char *words)
{
  if (words == NULL || *words == '\0')
    return;

  g_string_append_printf (text, "  %s: ", key);
  append_quoted (text, words);
  g_string_append_c (text, '\n');
}

static void
append_number (GString    *text,
               const char *key,
               gint64      number)
{
  if (number != 0)
    g_string_append_printf (text, "  %s: %" G_GINT64_FORMAT "\n", key, number);
}

static void
append_entry (HengJournal     *journal,
              const HengEntry *entry,
              const char      *date,
              const char      *period,
              const char      *words)
{
  g_autofree char *booked = heng_day_format (entry->booked);
  GString *text = journal->text;

  g_string_append_printf (text, "%s * ", date);
  append_quoted (text, entry->agreement);
  g_string_append_c (text, ' ');
  append_quoted (text, words);
  g_string_append_c (text, '\n');
  append_number (text, "entry", entry->number);
  append_number (text, "fact", entry->fact);
  append_metadata (text, "kind", heng_entry_kind_get_name (entry->kind));
  append_metadata (text, "agreement", entry->agreement);
  append_metadata (text, "period", period);
  g_string_append_printf (text, "  booked: %s\n", booked);
  append_number (text, "reverses", entry->reverses);
  append_metadata (text, "document", entry->document);
}

static Owner *
add_owner (Beancount         *self,
           const char        *key,
           const HengEntry   *entry,
           const HengPosting *posting)
{
  g_autoptr (GString) name = g_string_new (NULL);
  Owner *owner = g_new0 (Owner, 1);

  if (posting->region == NULL)
    {
      g_string_append (name, "Pool:");
      heng_beancount_append_component (name, entry->agreement);
      g_string_append_c (name, ':');
      heng_beancount_append_component (name, posting->party);
    }
  else
    {
      /* A region's own account is never what pools stand below. */
      g_string_append (name, strcmp (posting->region, "Pool") == 0 ? HENG_BEANCOUNT_NOTHING : "");
      heng_beancount_append_component (name, posting->region);
    }
  owner->region = g_strdup (posting->region);
  owner->agreement = g_strdup (entry->agreement);
  owner->party = g_strdup (posting->party);
  owner->name = g_strdup (name->str);
  g_hash_table_insert (self->owners, g_strdup (key), owner);
  return owner;
}

static Owner *
get_owner (Beancount         *self,
           const HengEntry   *entry,
           const HengPosting *posting)
{
  const char *key = posting->region;
  Owner *owner;

  if (key == NULL)
    {
      g_string_printf (self->key, "%s/%s", entry->agreement, posting->party);
      key = self->key->str;
    }
  owner = g_hash_table_lookup (self->owners, key);
  return owner != NULL ? owner : add_owner (self, key, entry, posting);
}

static Commodity *
get_commodity (Beancount  *self,
               const char *commodity)
{
  Commodity *found = g_hash_table_lookup (self->commodities, commodity);

  if (found == NULL)
    {
      char *key = g_strdup (commodity);

      found = g_new0 (Commodity, 1);
      found->name = heng_beancount_commodities_name (self->names, commodity);
      g_hash_table_insert (self->commodities, key, found);
      g_ptr_array_add (self->in_use, key);
    }

  return found;
}

static void
note_day (HengDay *first_day,
          HengDay  day)
{
  if (*first_day == HENG_DAY_NONE || day < *first_day)
    *first_day = day;
}

static void
append_posting (HengJournal       *journal,
                const HengEntry   *entry,
                const HengPosting *posting)
{
  Beancount *self = (Beancount *) journal;
  Owner *owner = get_owner (self, entry, posting);
  Commodity *commodity = get_commodity (self, posting->commodity);

  note_day (&owner->first_day[posting->root], entry->date);
  note_day (&commodity->first_day, entry->date);
  g_string_append (journal->text, "  ");
  g_string_append (journal->text, roots[posting->root]);
  g_string_append (journal->text, owner->name);
  g_string_append (journal->text, "  ");
  heng_journal_append_amount (journal, posting->amount_minor, posting->commodity);
  g_string_append_c (journal->text, ' ');
  g_string_append (journal->text, commodity->name);
  g_string_append_c (journal->text, '\n');
}

/* ---- what is used ---- */

static void
append_opening (GString          *text,
                const Owner      *owner,
                HengPostingRoot   root,
                const HengRegion *region)
{
  g_autofree char *date = heng_day_format (owner->first_day[root]);

  g_string_append_printf (text, "%s open %s%s\n", date, roots[root], owner->name);
  append_metadata (text, "region", owner->region);
  if (region != NULL)
    {
      append_metadata (text, "name", region->name_zh);
      append_metadata (text, "name-en", region->name_en);
    }
  if (owner->region == NULL)
    {
      append_metadata (text, "agreement", owner->agreement);
      append_metadata (text, "pool", owner->party);
    }
}

/* What accounts and commodities are called in the book. */
static gboolean
write_used (Beancount  *self,
            GError    **error)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->owners), (GCompareFunc) g_strcmp0);
  GString *text = self->journal.text;
  GError *local_error = NULL;

  g_string_truncate (text, 0);
  for (GList *at = keys; at != NULL; at = at->next)
    {
      const Owner *owner = g_hash_table_lookup (self->owners, at->data);
      g_autoptr (HengRegion) region = owner->region != NULL ? heng_book_find_region (self->journal.book, owner->region, &local_error) : NULL;

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      for (guint root = 0; root < HENG_N_POSTING_ROOTS; root++)
        if (owner->first_day[root] != HENG_DAY_NONE)
          append_opening (text, owner, (HengPostingRoot) root, region);
    }
  for (guint i = 0; i < self->in_use->len; i++)
    {
      const Commodity *commodity = g_hash_table_lookup (self->commodities, g_ptr_array_index (self->in_use, i));
      g_autofree char *date = heng_day_format (commodity->first_day);

      g_string_append_printf (text, "%s commodity %s\n", date, commodity->name);
      append_metadata (text, "name", g_ptr_array_index (self->in_use, i));
    }
  return heng_export_write (self->journal.stream, text, error);
}

/* The head is with every transaction, as it is in every row of a table: what is asked of a journal leaves out comments. */
static gboolean
write_frame (Beancount   *self,
             const char  *head,
             gboolean     begin,
             GError     **error)
{
  if (begin)
    g_string_printf (self->journal.text, "option \"operating_currency\" \"%s\"\npushmeta head: \"%s\"\n\n",
                     heng_book_get_currency (self->journal.book), head);
  else
    g_string_assign (self->journal.text, "\npopmeta head:\n");
  return heng_export_write (self->journal.stream, self->journal.text, error);
}

gboolean
heng_export_beancount (HengBook  *book,
                       FILE      *stream,
                       GError   **error)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) owner_free);
  g_autoptr (GHashTable) commodities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) in_use = g_ptr_array_new ();
  g_autoptr (HengBeancountCommodities) names = heng_beancount_commodities_new (heng_book_get_currency (book));
  g_autoptr (GString) text = g_string_new (NULL), key = g_string_new (NULL);
  g_autofree char *head = heng_book_word_head (book, 0, 0, error);
  Beancount beancount = { { book, stream, text, append_entry, append_posting }, owners, commodities, in_use, names, key };

  return head != NULL &&
         heng_journal_write_head (&beancount.journal, head, error) && write_frame (&beancount, head, TRUE, error) &&
         heng_journal_write_entries (&beancount.journal, error) &&
         write_used (&beancount, error) && write_frame (&beancount, head, FALSE, error);
}

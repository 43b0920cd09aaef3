// SPDX-License-Identifier: GPL-3.0-or-later
/* Who lines are between, read at once. */
#include "heng-book-units-private.h"

#include "heng-book-agreements.h"
#include "heng-book-private.h"
#include "heng-error.h"

#include <string.h>

/* Takes @text. (nullable) */
static const char *
intern (char *text)
{
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

GHashTable *
heng_ledger_names_new (HengBook    *self,
                       const char  *sql,
                       GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, sql, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (query == NULL)
    return NULL;
  while (heng_query_next (query))
    {
      gint64 number = heng_query_get_int64 (query, 0);

      g_hash_table_insert (names, g_memdup2 (&number, sizeof number), (gpointer) g_intern_string (heng_query_get_name (query, 1)));
    }
  return heng_query_done (query, error) ? g_steal_pointer (&names) : NULL;
}

/* ---- their regions ---- */

/* Parties are many, and of few regions. */
typedef struct
{
  GHashTable *regions; /* interned code → Names */
  HengQuery  *find;
} Regions;

typedef struct
{
  const char *zh;
  const char *en;
} Names;

static gboolean
regions_init (Regions   *self,
              HengBook  *book,
              GError   **error)
{
  self->regions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->find = heng_query_prepare (book->database, "SELECT name_zh, name_en FROM region_version WHERE code = ?1 ORDER BY id DESC LIMIT 1",
                                   error);
  return self->find != NULL;
}

static void
regions_clear (Regions *self)
{
  heng_query_finish (self->find);
  g_clear_pointer (&self->regions, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Regions, regions_clear)

/* @code: interned. A damaged file may lack the region. */
static const Names *
regions_find (Regions     *self,
              const char  *code,
              GError     **error)
{
  Names *names = g_hash_table_lookup (self->regions, code);
  g_autoptr (GError) local_error = NULL;

  if (names != NULL)
    return names;

  heng_query_bind_text_at (self->find, 1, code);
  if (heng_query_step (self->find, &local_error) && heng_query_get_text (self->find, 0) != NULL && heng_query_get_text (self->find, 1) != NULL)
    {
      names = g_new (Names, 1);
      *names = (Names) { intern (heng_query_dup_text (self->find, 0)), intern (heng_query_dup_text (self->find, 1)) };
      g_hash_table_insert (self->regions, (gpointer) code, names);
    }
  else if (local_error == NULL)
    heng_error_set (&local_error, HENG_ERROR_BOOK_DAMAGED, "region", NULL);
  heng_query_reset (self->find);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return names;
}

/* ---- titles of pools ---- */

/* @pools: parties of @agreement, whose last version says how they are called. */
static gboolean
set_titles (HengBook          *book,
            const char        *agreement,
            HengLedgerParty  **pools,
            guint              n_pools,
            GError           **error)
{
  g_autoptr (HengAgreement) version = heng_book_get_agreement (book, agreement, error);

  if (version == NULL)
    return FALSE;

  for (guint i = 0; i < n_pools; i++)
    {
      int index = heng_agreement_find_party (version, pools[i]->name);
      const HengParty *titled = index >= 0 ? heng_agreement_get_party (version, (guint) index) : NULL;

      if (titled == NULL || (titled->title_zh == NULL && titled->title_en == NULL))
        continue;
      pools[i]->name_zh = g_intern_string (titled->title_zh != NULL ? titled->title_zh : titled->title_en);
      pools[i]->name_en = g_intern_string (titled->title_en != NULL ? titled->title_en : titled->title_zh);
    }

  return TRUE;
}

static int
compare_agreements (gconstpointer a,
                    gconstpointer b)
{
  return strcmp ((*(HengLedgerParty *const *) a)->agreement, (*(HengLedgerParty *const *) b)->agreement);
}

/* Documents are canonical, so that a pool's role and title stand side by side; only those that have one are read. */
static gboolean
read_titles (HengBook  *book,
             GArray    *parties,
             GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database,
    "SELECT instr (document, '\"role\":\"pool\",\"title\":') > 0 FROM agreement_version WHERE code = ?1 ORDER BY id DESC LIMIT 1", error);
  g_autoptr (GPtrArray) pools = g_ptr_array_new ();
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  for (guint i = 0; i < parties->len; i++)
    if (g_array_index (parties, HengLedgerParty, i).is_pool)
      g_ptr_array_add (pools, &g_array_index (parties, HengLedgerParty, i));
  g_ptr_array_sort (pools, compare_agreements);
  for (guint i = 0, end; i < pools->len && local_error == NULL; i = end)
    {
      const char *agreement = ((HengLedgerParty *) g_ptr_array_index (pools, i))->agreement;
      gboolean titled;

      for (end = i + 1; end < pools->len && ((HengLedgerParty *) g_ptr_array_index (pools, end))->agreement == agreement;)
        end++;
      heng_query_bind_text_at (query, 1, agreement);
      titled = heng_query_step (query, &local_error) && heng_query_get_int64 (query, 0) != 0;
      heng_query_reset (query);
      if (titled)
        set_titles (book, agreement, (HengLedgerParty **) pools->pdata + i, end - i, &local_error);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* ---- parties ---- */

#define PARTIES "SELECT p.id, p.agreement, p.name, p.region, p.role FROM party p "
/* Of the party with the least number of each region, each region found from the one before along the index. */
#define PLACES \
  "WITH RECURSIVE found (region) AS (SELECT min (region) FROM party WHERE region > '' UNION ALL " \
  "SELECT (SELECT min (q.region) FROM party q WHERE q.region > found.region) FROM found WHERE found.region IS NOT NULL) " \
  PARTIES "WHERE p.region = '' OR p.id IN (SELECT (SELECT min (q.id) FROM party q WHERE q.region = found.region) FROM found)"

static gboolean
read_party (HengQuery        *query,
            Regions          *regions,
            const char       *agreement_before,
            HengLedgerParty  *party,
            GError          **error)
{
  const char *region = heng_query_get_name (query, 3), *agreement = heng_query_get_name (query, 1);

  *party = (HengLedgerParty) { .number = heng_query_get_int64 (query, 0), .is_pool = *region == '\0' };
  /* Parties of one agreement come together mostly. */
  party->agreement = g_strcmp0 (agreement, agreement_before) == 0 ? agreement_before : g_intern_string (agreement);
  party->name = g_intern_string (heng_query_get_name (query, 2));
  party->role = (HengRole) heng_query_get_choice (query, 4, HENG_N_ROLES);
  if (regions == NULL)
    return TRUE;
  if (party->is_pool)
    {
      party->id = intern (g_strdup_printf ("pool:%s/%s", party->agreement, party->name));
      party->name_zh = party->name_en = intern (heng_query_dup_text (query, 2));
    }
  else
    {
      const Names *names;

      party->id = g_intern_string (region);
      if ((names = regions_find (regions, party->id, error)) == NULL)
        return FALSE;
      party->name_zh = names->zh;
      party->name_en = names->en;
    }

  return TRUE;
}

static GArray *
read_parties (HengBook    *book,
              const char  *sql,
              const char  *agreement,
              gboolean     named,
              GError     **error)
{
  g_auto (Regions) regions = { 0 };
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, sql, error);
  g_autoptr (GArray) parties = g_array_new (FALSE, FALSE, sizeof (HengLedgerParty));
  g_autoptr (GError) local_error = NULL;
  const char *agreement_before = NULL;
  gboolean has_pools = FALSE;

  if (query == NULL || (named && !regions_init (&regions, book, error)))
    return NULL;
  if (agreement != NULL)
    heng_query_bind_text_at (query, 1, agreement);
  while (heng_query_step (query, &local_error))
    {
      HengLedgerParty party;

      if (!read_party (query, named ? &regions : NULL, agreement_before, &party, &local_error))
        break;
      agreement_before = party.agreement;
      has_pools = has_pools || party.is_pool;
      g_array_append_val (parties, party);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (named && has_pools && !read_titles (book, parties, error))
    return NULL;
  return g_steal_pointer (&parties);
}

GArray *
heng_ledger_parties_new (HengBook    *book,
                         const char  *agreement,
                         GError     **error)
{
  return read_parties (book, agreement != NULL ? PARTIES "WHERE p.agreement = ?1 ORDER BY p.id" : PARTIES "ORDER BY p.id", agreement, TRUE, error);
}

GArray *
heng_ledger_parties_new_nameless (HengBook  *book,
                                  GError   **error)
{
  return read_parties (book, PARTIES "ORDER BY p.id", NULL, FALSE, error);
}

GArray *
heng_ledger_places_new (HengBook  *book,
                        GError   **error)
{
  return read_parties (book, PLACES " ORDER BY p.id", NULL, TRUE, error);
}

const HengLedgerParty *
heng_ledger_parties_find (const GArray *parties,
                          gint64        number)
{
  guint first = 0, end = parties->len;

  /* Numbers have no gaps but in part of them. */
  if (number >= 1 && number <= end && g_array_index (parties, HengLedgerParty, number - 1).number == number)
    return &g_array_index (parties, HengLedgerParty, number - 1);

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      const HengLedgerParty *party = &g_array_index (parties, HengLedgerParty, middle);

      if (party->number == number)
        return party;
      if (party->number < number)
        first = middle + 1;
      else
        end = middle;
    }

  return NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Which facts that were found in a file are what was recorded.
 *
 * A fact's hash is of everything it states, its rows' digest and the hash before. So a fact is certain where the hash of the one before is
 * known and makes its own. Where the one before is lost, the next fact, or the head, confirms at least the fact's hash and place; its rows
 * are then confirmed by their digest as ever. */
#include "heng-rescue-private.h"

#include "heng-error.h"

#include <string.h>

struct _HengRescueChain
{
  HengBook       *staged;
  HengQuery      *facts;
  HengFactReader *readers[HENG_N_FACTS];
  gint64          next_rows[HENG_N_FACTS]; /* behind the last fact of a kind */
  HengFoundFact   fact;
  HengFoundFact   next; /* number 0: none */
  gint64          last; /* number of the fact that @before is of */
  char           *before; /* (nullable): its hash */
  gint64          head_count;
  char           *head; /* (nullable) */
};

static void
clear_fact (HengFoundFact *self)
{
  g_free (self->kind_name);
  g_free (self->recorded_by);
  g_free (self->source_name);
  g_free (self->source_digest);
  g_free (self->rows_digest);
  g_free (self->hash);
  *self = (HengFoundFact) { 0 };
}

static int
find_kind (const char *name)
{
  for (int i = 0; i < HENG_N_FACTS; i++)
    if (strcmp (heng_fact_kind_get_name ((HengFactKind) i), name) == 0)
      return i;

  return -1;
}

/* Moves on: what was next is at hand, and the one behind it is next. */
static gboolean
read_next (HengRescueChain  *self,
           GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  clear_fact (&self->fact);
  self->fact = self->next;
  self->next = (HengFoundFact) { 0 };
  if (heng_query_step (self->facts, &local_error))
    {
      self->next.number = heng_query_get_int64 (self->facts, 0);
      self->next.kind_name = heng_query_dup_text (self->facts, 1);
      self->next.kind = find_kind (self->next.kind_name);
      self->next.recorded_ms = heng_query_get_int64 (self->facts, 2);
      self->next.recorded_by = heng_query_dup_text (self->facts, 3);
      self->next.source_name = heng_query_dup_text (self->facts, 4);
      self->next.source_digest = heng_query_dup_text (self->facts, 5);
      self->next.first_row = heng_query_get_int64 (self->facts, 6);
      self->next.n_rows = heng_query_get_int64 (self->facts, 7);
      self->next.rows_digest = heng_query_dup_text (self->facts, 8);
      self->next.hash = heng_query_dup_text (self->facts, 9);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

HengRescueChain *
heng_rescue_chain_new (HengBook  *staged,
                       GError   **error)
{
  g_autoptr (HengRescueChain) self = g_new0 (HengRescueChain, 1);
  g_autoptr (GError) head_error = NULL;

  self->staged = staged;
  self->before = g_strdup ("");
  for (int i = 0; i < HENG_N_FACTS; i++)
    {
      self->next_rows[i] = 1;
      if ((self->readers[i] = heng_fact_reader_new (staged, (HengFactKind) i, error)) == NULL)
        return NULL;
    }
  if (!heng_book_get_head (staged, &self->head_count, &self->head, &head_error))
    self->head_count = 0;
  self->facts = heng_query_prepare (staged->database,
    "SELECT number, kind, recorded_ms, recorded_by, source_name, source_digest, first_row, n_rows, rows_digest, hash FROM fact "
    "ORDER BY number", error);
  if (self->facts == NULL || !read_next (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_rescue_chain_free (HengRescueChain *self)
{
  if (self == NULL)
    return;

  heng_query_finish (self->facts);
  for (int i = 0; i < HENG_N_FACTS; i++)
    heng_fact_reader_free (self->readers[i]);
  clear_fact (&self->fact);
  clear_fact (&self->next);
  g_free (self->before);
  g_free (self->head);
  g_free (self);
}

static char *
make_hash (const HengFoundFact *fact,
           const char          *before)
{
  return heng_fact_make_hash (fact->number, fact->kind_name, fact->recorded_ms, fact->recorded_by, fact->source_name, fact->source_digest,
                              fact->n_rows, fact->rows_digest, before);
}

/* Whether what stands behind the fact, the next one or the head, was made with @hash. */
static gboolean
is_confirmed_behind (HengRescueChain *self,
                     const char      *hash)
{
  g_autofree char *made = NULL;

  if (self->head_count == self->fact.number && g_strcmp0 (self->head, hash) == 0)
    return TRUE;
  if (self->next.number != self->fact.number + 1)
    return FALSE;

  made = make_hash (&self->next, hash);
  return strcmp (made, self->next.hash) == 0;
}

/* Sets @hash to the fact's true one where that is certain. Returns: whether the fact can be believed */
static gboolean
check_fact (HengRescueChain  *self,
            char            **hash,
            gboolean         *is_doubtful)
{
  const HengFoundFact *fact = &self->fact;
  g_autofree char *made = self->before != NULL && self->last == fact->number - 1 ? make_hash (fact, self->before) : NULL;

  *is_doubtful = made == NULL;
  if (made != NULL && (strcmp (made, fact->hash) == 0 || is_confirmed_behind (self, made)))
    {
      *hash = g_steal_pointer (&made);
      return fact->kind >= 0;
    }
  if (!is_confirmed_behind (self, fact->hash))
    return FALSE;

  /* The hash is the true one; but where the one before is known and does not make it, something of the fact was changed. */
  *hash = g_strdup (fact->hash);
  return made == NULL && fact->kind >= 0;
}

/* Where the fact's rows stand: there where it says, or, since that is not part of its hash, behind those of the fact of its kind before. */
static const char *
find_rows (HengRescueChain  *self,
           gint64           *first_row,
           GError          **error)
{
  const HengFoundFact *fact = &self->fact;
  const gint64 places[] = { fact->first_row, self->next_rows[fact->kind] };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] > 0 && fact->n_rows > 0 && fact->n_rows < G_MAXINT32 && places[i] < G_MAXINT64 / 2)
      {
        g_autoptr (GError) local_error = NULL;
        g_autofree char *digest = heng_fact_reader_get_digest (self->readers[fact->kind], places[i], fact->n_rows, &local_error);

        /* That rows are not there is what is looked for; that a disk cannot be read is not. */
        if (local_error != NULL && !heng_error_is (local_error, HENG_ERROR_BOOK_DAMAGED))
          {
            g_propagate_error (error, g_steal_pointer (&local_error));
            return "rows";
          }
        if (g_strcmp0 (digest, fact->rows_digest) == 0)
          {
            *first_row = places[i];
            return NULL;
          }
      }

  *first_row = fact->first_row;
  return "rows";
}

const HengFoundFact *
heng_rescue_chain_next (HengRescueChain  *self,
                        gint64           *first_row,
                        const char      **why,
                        gboolean         *is_doubtful,
                        GError          **error)
{
  while (read_next (self, error) && self->fact.number != 0)
    {
      g_autofree char *hash = NULL;
      gboolean is_believed = check_fact (self, &hash, is_doubtful);

      g_free (self->before);
      self->before = g_steal_pointer (&hash);
      self->last = self->fact.number;
      if (is_believed)
        {
          g_autoptr (GError) local_error = NULL;

          *why = find_rows (self, first_row, &local_error);
          if (local_error != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return NULL;
            }
          if (*why == NULL)
            self->next_rows[self->fact.kind] = *first_row + self->fact.n_rows;
          return &self->fact;
        }
    }

  return NULL;
}

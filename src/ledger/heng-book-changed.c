// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-changed.h"

#include "heng-book-agreements.h"
#include "heng-book-private.h"
#include "heng-book-settle-private.h"
#include "heng-book-settle.h"

#include <string.h>

/* Up to where the whole book is settled. */
typedef struct
{
  gboolean is_there;
  gint64   known;    /* facts */
  HengDay  ended_by;
} Mark;

static gboolean
read_mark (HengBook  *self,
           Mark      *mark,
           GError   **error)
{
  g_autoptr (HengQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  *mark = (Mark) { 0 };
  /* A book of the first format, which is only read, remembers nothing. */
  if (self->version < 2)
    return TRUE;
  query = heng_query_prepare (self->database, "SELECT known, ended_by FROM settled", error);
  if (query == NULL)
    return FALSE;
  if (heng_query_step (query, &local_error))
    *mark = (Mark) { TRUE, heng_query_get_int64 (query, 0), heng_query_get_open_day (query, 1) };
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_book_mark_settled (HengBook  *self,
                        HengDay    ended_by,
                        GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "INSERT INTO settled (id, known, ended_by) VALUES (1, :known, :ended_by) "
    "ON CONFLICT (id) DO UPDATE SET known = :known, ended_by = :ended_by", error);
  gint64 known;

  if (query == NULL || !heng_book_get_head (self, &known, NULL, error))
    return FALSE;
  heng_query_bind_int64 (query, ":known", known);
  heng_query_bind_int64 (query, ":ended_by", ended_by);
  return heng_query_run (query, error);
}

/* ---- what was recorded since ---- */

/* Whatever names an agreement; payments alone change nothing that is due. */
static const struct
{
  HengFactKind kind;
  const char  *sql;
} recorded[] = {
  { HENG_FACT_AGREEMENT, "SELECT DISTINCT code FROM agreement_version WHERE id >= :first" },
  { HENG_FACT_OBSERVATION, "SELECT agreement FROM series WHERE id IN (SELECT DISTINCT series FROM observation WHERE id >= :first)" },
  { HENG_FACT_ENTRY, "SELECT DISTINCT agreement FROM entry WHERE id >= :first AND kind <> 1" },
  { HENG_FACT_EVENT, "SELECT DISTINCT subject FROM event WHERE id >= :first AND subject IN (SELECT code FROM agreement_version)" },
};

G_STATIC_ASSERT (HENG_ENTRY_PAYMENT == 1);

static gboolean
add_recorded (HengBook    *self,
              guint        index,
              gint64       known,
              GHashTable  *changed,
              GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, recorded[index].sql, error);
  gint64 first;

  if (query == NULL || !heng_book_row_bound (self, recorded[index].kind, known, &first, error))
    return FALSE;
  heng_query_bind_int64 (query, ":first", first);
  while (heng_query_next (query))
    g_hash_table_add (changed, heng_query_dup_name (query, 0));
  return heng_query_done (query, error);
}

/* ---- what has ended since ---- */

static gboolean
has_period (GArray     *periods,
            HengPeriod  period)
{
  for (guint i = 0; i < periods->len; i++)
    if (heng_period_equal (g_array_index (periods, HengPeriod, i), period))
      return TRUE;

  return FALSE;
}

/* Takes the periods that had ended by the day of the mark out of those that have by now. */
static gboolean
add_ended (HengBook    *self,
           const char  *agreement,
           const Mark  *mark,
           HengDay      ended_by,
           GPtrArray   *targets,
           GError     **error)
{
  g_autoptr (GArray) before = heng_book_list_periods (self, agreement, mark->ended_by, NULL, 0, error);
  g_autoptr (GArray) now = before != NULL ? heng_book_list_periods (self, agreement, ended_by, NULL, 0, error) : NULL;
  g_autoptr (GArray) ended = g_array_new (FALSE, FALSE, sizeof (HengPeriod));

  if (now == NULL)
    return FALSE;
  for (guint i = 0; i < now->len; i++)
    if (!has_period (before, g_array_index (now, HengPeriod, i)))
      g_array_append_val (ended, g_array_index (now, HengPeriod, i));
  if (ended->len > 0)
    g_ptr_array_add (targets, heng_settle_target_new (agreement, ended));
  return TRUE;
}

/* A period ends with a month or with a version; `once` with a version's first day. Most agreements are told by that alone. */
static GPtrArray *
list_perhaps_ended (HengBook    *self,
                    const Mark  *mark,
                    HengDay      ended_by,
                    GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT DISTINCT code FROM agreement_version WHERE (:month_ended AND (to_day = 0 OR to_day > :before)) OR "
    "(to_day > :before AND to_day <= :now) OR (from_day > :before AND from_day <= :now)", error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  if (query == NULL)
    return NULL;
  heng_query_bind_int64 (query, ":month_ended",
                         heng_month_get_last_day (heng_day_get_month (mark->ended_by + 1)) <= ended_by);
  heng_query_bind_int64 (query, ":before", mark->ended_by);
  heng_query_bind_int64 (query, ":now", ended_by);
  while (heng_query_next (query))
    g_ptr_array_add (codes, heng_query_dup_name (query, 0));
  return heng_query_done (query, error) ? g_steal_pointer (&codes) : NULL;
}

/* ---- */

static int
compare_targets (gconstpointer a,
                 gconstpointer b)
{
  const HengSettleTarget *first = *(const HengSettleTarget *const *) a, *second = *(const HengSettleTarget *const *) b;

  return strcmp (first->agreement, second->agreement);
}

static gboolean
list_all (HengBook   *self,
          GPtrArray  *targets,
          GError    **error)
{
  g_autoptr (GPtrArray) codes = heng_book_list_codes (self, 0, error);

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    g_ptr_array_add (targets, heng_settle_target_new (g_ptr_array_index (codes, i), NULL));
  return codes != NULL;
}

static gboolean
list_since (HengBook    *self,
            const Mark  *mark,
            HengDay      ended_by,
            GPtrArray   *targets,
            GError     **error)
{
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ended = NULL;
  GHashTableIter iter;
  gpointer code;

  for (guint i = 0; i < G_N_ELEMENTS (recorded); i++)
    if (!add_recorded (self, i, mark->known, changed, error))
      return FALSE;
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    g_ptr_array_add (targets, heng_settle_target_new (code, NULL));
  if (ended_by <= mark->ended_by)
    return TRUE;

  ended = list_perhaps_ended (self, mark, ended_by, error);
  if (ended == NULL)
    return FALSE;
  for (guint i = 0; i < ended->len; i++)
    if (!g_hash_table_contains (changed, g_ptr_array_index (ended, i)) &&
        (!heng_book_report_progress (self, i, ended->len, error) ||
         !add_ended (self, g_ptr_array_index (ended, i), mark, ended_by, targets, error)))
      return FALSE;

  return TRUE;
}

GPtrArray *
heng_book_list_changed (HengBook  *self,
                        HengDay    ended_by,
                        GError   **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settle_target_free);
  gboolean done;
  Mark mark;

  if (!heng_book_begin_reading (self, error))
    return NULL;
  done = read_mark (self, &mark, error) &&
         (mark.is_there ? list_since (self, &mark, ended_by, targets, error) : list_all (self, targets, error));
  heng_book_end_reading (self);
  if (!done)
    return NULL;

  g_ptr_array_sort (targets, compare_targets);
  return g_steal_pointer (&targets);
}

/* ---- verifying ---- */

typedef struct
{
  HengBook   *book;
  gint64      entry_bound;
  char      **agreement;
  HengPeriod *period;
} Check;

static gboolean
check_one (HengSettlement  *settlement,
           gpointer         prepared,
           gpointer         data,
           GError         **error)
{
  g_autoptr (HengSettlement) owned = settlement;
  Check *self = data;
  g_autoptr (GPtrArray) differences = heng_book_list_differences_before (self->book, settlement, self->entry_bound, error);

  if (differences == NULL)
    return FALSE;
  if (differences->len > 0 && *self->agreement == NULL)
    {
      *self->agreement = g_strdup (settlement->agreement->code);
      *self->period = settlement->period;
    }
  return TRUE;
}

gboolean
heng_book_check_settled (HengBook    *self,
                         char       **agreement,
                         HengPeriod  *period,
                         GError     **error)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settle_target_free);
  Check check = { self, 0, agreement, period };
  HengSettleRequest request = { .take = check_one, .data = &check };
  gint64 count;
  Mark mark;

  *agreement = NULL;
  if (!read_mark (self, &mark, error))
    return FALSE;
  if (!mark.is_there)
    return TRUE;
  if (!heng_book_get_head (self, &count, NULL, error))
    return FALSE;
  if (mark.known > count || mark.known < 1)
    {
      *agreement = g_strdup ("");
      *period = (HengPeriod) { HENG_PERIOD_ONCE, 0 };
      return TRUE;
    }
  if (!heng_book_row_bound (self, HENG_FACT_ENTRY, mark.known, &check.entry_bound, error) ||
      (codes = heng_book_list_codes (self, mark.known, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (targets, heng_settle_target_new (g_ptr_array_index (codes, i), NULL));
  request.ended_by = mark.ended_by;
  request.known = mark.known;
  return heng_book_settle_many (self, targets, &request, error);
}

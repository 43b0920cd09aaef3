// SPDX-License-Identifier: GPL-3.0-or-later
/* Settling many agreements: each on its own, so that several threads can, and all as of one state of the book. */
#include "heng-book-settle-many.h"

#include "heng-book-look-back.h"
#include "heng-book-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"

/* Fewer are not worth opening the book again for. */
#define TARGETS_MIN 32
/* How many targets may be computed and not yet taken: what the largest book takes in memory. */
#define AHEAD_MAX 64
#define THREADS_MAX 16

typedef struct
{
  GPtrArray *settlements; /* (element-type HengSettlement) */
  GPtrArray *prepared;    /* beside them */
  GError    *error;
  gboolean   is_done;
} Slot;

typedef struct
{
  HengBook                *book;
  GPtrArray               *targets;
  const HengSettleRequest *request;
  gint64                   n_facts;

  GMutex   mutex;
  GCond    changed;
  Slot    *slots;   /* AHEAD_MAX of them, of target number index modulo that */
  guint    n_begun; /* targets that a thread has set about */
  guint    n_taken;
  gboolean stop;
} Work;

HengSettleTarget *
heng_settle_target_new (const char *agreement,
                        GArray     *periods)
{
  HengSettleTarget *self = g_new0 (HengSettleTarget, 1);

  self->agreement = g_strdup (agreement);
  self->periods = periods != NULL ? g_array_ref (periods) : NULL;
  return self;
}

void
heng_settle_target_free (HengSettleTarget *self)
{
  if (self == NULL)
    return;

  g_free (self->agreement);
  g_clear_pointer (&self->periods, g_array_unref);
  g_free (self);
}

static void
slot_clear (Slot        *self,
            const Work  *work)
{
  for (guint i = 0; self->settlements != NULL && i < self->settlements->len; i++)
    {
      g_clear_pointer ((HengSettlement **) &self->settlements->pdata[i], heng_settlement_free);
      if (work->request->free_prepared != NULL && self->prepared->pdata[i] != NULL)
        work->request->free_prepared (self->prepared->pdata[i]);
    }
  g_clear_pointer (&self->settlements, g_ptr_array_unref);
  g_clear_pointer (&self->prepared, g_ptr_array_unref);
  g_clear_error (&self->error);
  self->is_done = FALSE;
}

/* The periods within those that were named, one list after the other. */
static GArray *
list_within (const HengSettleRequest  *request,
             HengBook                 *book,
             const char               *agreement,
             GError                  **error)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (HengPeriod));

  for (guint i = 0; i < request->n_within; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GArray) some = heng_book_list_periods (book, agreement, request->ended_by, &request->within[i], request->known,
                                                        &local_error);

      if (some != NULL)
        g_array_append_vals (periods, some->data, some->len);
      else if (!request->skip_outside || (!heng_error_is (local_error, HENG_ERROR_PERIOD_OUTSIDE) &&
                                          !heng_error_is (local_error, HENG_ERROR_PERIOD_NOT_ASSESSED)))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&periods);
}

static GArray *
list_periods (const HengSettleRequest  *request,
              HengBook                 *book,
              const HengSettleTarget   *target,
              GError                  **error)
{
  if (target->periods != NULL)
    return g_array_ref (target->periods);
  if (request->n_within > 0)
    return list_within (request, book, target->agreement, error);

  return heng_book_list_periods (book, target->agreement, request->ended_by, NULL, request->known, error);
}

static void
settle_target (const Work              *work,
               HengBook                *book,
               const HengSettleTarget  *target,
               Slot                    *slot)
{
  const HengSettleRequest *request = work->request;
  g_autoptr (GArray) periods = list_periods (request, book, target, &slot->error);

  if (periods == NULL)
    return;
  slot->settlements = g_ptr_array_sized_new (periods->len);
  slot->prepared = g_ptr_array_sized_new (periods->len);
  for (guint i = 0; i < periods->len; i++)
    {
      HengSettlement *settlement = heng_book_settle (book, target->agreement, g_array_index (periods, HengPeriod, i), request->known,
                                                     request->traced, &slot->error);

      if (settlement == NULL)
        return;
      g_ptr_array_add (slot->settlements, settlement);
      g_ptr_array_add (slot->prepared, request->prepare != NULL ? request->prepare (settlement, request->data) : NULL);
    }
}

static gboolean
take_slot (Work    *work,
           Slot    *slot,
           GError **error)
{
  for (guint i = 0; slot->settlements != NULL && i < slot->settlements->len; i++)
    {
      HengSettlement *settlement = g_steal_pointer (&slot->settlements->pdata[i]);
      gpointer prepared = g_steal_pointer (&slot->prepared->pdata[i]);

      if (!work->request->take (settlement, prepared, work->request->data, error))
        return FALSE;
    }
  if (slot->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&slot->error));
      return FALSE;
    }

  return TRUE;
}

/* ---- one after the other ---- */

static gboolean
settle_here (Work    *work,
             GError **error)
{
  gboolean done = TRUE;

  for (guint i = 0; i < work->targets->len && done; i++)
    {
      Slot slot = { 0 };

      settle_target (work, work->book, g_ptr_array_index (work->targets, i), &slot);
      done = take_slot (work, &slot, error) && heng_book_report_progress (work->book, i + 1, work->targets->len, error);
      slot_clear (&slot, work);
    }

  return done;
}

/* ---- in threads ---- */

/* The number of the next target, as soon as there is room for its result; -1 where there is none. */
static int
begin_target (Work *work)
{
  int index = -1;

  g_mutex_lock (&work->mutex);
  while (!work->stop && work->n_begun < work->targets->len && work->n_begun >= work->n_taken + AHEAD_MAX)
    g_cond_wait (&work->changed, &work->mutex);
  if (!work->stop && work->n_begun < work->targets->len)
    index = (int) work->n_begun++;
  g_mutex_unlock (&work->mutex);
  return index;
}

static gpointer
run_thread (gpointer data)
{
  Work *work = data;
  g_autoptr (HengBook) book = heng_book_open (heng_book_get_path (work->book), HENG_BOOK_OPEN_AS_IT_IS, work->book->recorder,
                                              work->book->clock, work->book->clock_data, NULL);
  gint64 n_facts = -1;
  int index;

  /* A book that cannot be opened twice, or has moved on since, is left to the thread that asked. */
  if (book == NULL ||
      (work->book->then_known != 0 && !heng_book_look_back (book, work->book->then_known, work->book->then_day, NULL)) ||
      !heng_book_begin_reading (book, NULL))
    return NULL;
  if (heng_book_get_head (book, &n_facts, NULL, NULL) && n_facts == work->n_facts)
    while ((index = begin_target (work)) >= 0)
      {
        Slot *slot = &work->slots[index % AHEAD_MAX];

        settle_target (work, book, g_ptr_array_index (work->targets, index), slot);
        g_mutex_lock (&work->mutex);
        slot->is_done = TRUE;
        g_cond_broadcast (&work->changed);
        g_mutex_unlock (&work->mutex);
      }
  heng_book_end_reading (book);
  return NULL;
}

/* Waits for target number @index, or computes it here where no thread has set about it. */
static Slot *
get_slot (Work  *work,
          guint  index)
{
  Slot *slot = &work->slots[index % AHEAD_MAX];
  gboolean own;

  g_mutex_lock (&work->mutex);
  own = work->n_begun == index;
  work->n_begun += own;
  while (!own && !slot->is_done)
    g_cond_wait (&work->changed, &work->mutex);
  g_mutex_unlock (&work->mutex);
  if (own)
    settle_target (work, work->book, g_ptr_array_index (work->targets, index), slot);
  return slot;
}

static gboolean
settle_in_threads (Work    *work,
                   guint    n_threads,
                   GError **error)
{
  GThread *threads[THREADS_MAX];
  gboolean done = TRUE;

  work->slots = g_new0 (Slot, AHEAD_MAX);
  g_mutex_init (&work->mutex);
  g_cond_init (&work->changed);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("heng-settle", run_thread, work);

  for (guint i = 0; i < work->targets->len && done; i++)
    {
      Slot *slot = get_slot (work, i);

      done = take_slot (work, slot, error) && heng_book_report_progress (work->book, i + 1, work->targets->len, error);
      g_mutex_lock (&work->mutex);
      slot_clear (slot, work);
      work->n_taken = i + 1;
      work->stop = work->stop || !done;
      g_cond_broadcast (&work->changed);
      g_mutex_unlock (&work->mutex);
    }

  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < AHEAD_MAX; i++)
    slot_clear (&work->slots[i], work);
  g_free (work->slots);
  g_mutex_clear (&work->mutex);
  g_cond_clear (&work->changed);
  return done;
}

gboolean
heng_book_settle_many (HengBook                 *self,
                       GPtrArray                *targets,
                       const HengSettleRequest  *request,
                       GError                  **error)
{
  Work work = { .book = self, .targets = targets, .request = request };
  guint n_threads = MIN (g_get_num_processors (), THREADS_MAX);
  gboolean done;

  if (!heng_book_begin_reading (self, error))
    return FALSE;
  done = heng_book_get_head (self, &work.n_facts, NULL, error) && heng_book_report_progress (self, 0, targets->len, error) &&
         (targets->len < TARGETS_MIN || n_threads < 2 ? settle_here (&work, error) : settle_in_threads (&work, n_threads, error));
  heng_book_end_reading (self);
  return done;
}

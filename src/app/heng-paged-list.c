// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-paged-list.h"

#include "heng-job.h"

/* Rows that are looked for at once. */
#define ROWS_AT_ONCE 200
/* Agreements between two words about how far it has come: few at first, then as many as keep the words coming. */
#define AGREEMENTS_AT_FIRST 50
#define AGREEMENTS_AT_MOST 12800
#define WORDS_APART_US (250 * 1000)

struct _HengPagedList
{
  GObject         parent_instance;
  HengSession    *session;
  HengPageWork    work;
  GDestroyNotify  free_row;
  HengRecordList *rows;
  char           *query;
  GPtrArray      *gathered;  /* (nullable): what is to take the place of the rows */
  char           *next;      /* (nullable): the code to go on behind */
  GCancellable   *looking;   /* (nullable) */
  guint           n_wanted;
  guint           n_looked;
  guint           n_at_once; /* agreements of a step */
  gboolean        is_all;
  gboolean        has_failed;
};

/* One step in the thread. */
typedef struct
{
  HengPagedList *list;
  GCancellable    *cancellable;
  char            *query;
  char            *after;
  char            *next;
  guint            limit;
  guint            n_at_once;
  gint64           took_us;
  GPtrArray       *rows;
} Step;

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengPagedList, heng_paged_list, G_TYPE_OBJECT)

static void look (HengPagedList *self,
                  GtkWidget       *source);

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->list);
  g_object_unref (step->cancellable);
  g_free (step->query);
  g_free (step->after);
  g_free (step->next);
  g_clear_pointer (&step->rows, g_ptr_array_unref);
  g_free (step);
}

static gboolean
look_work (HengBook     *book,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Step *step = data;
  HengPageStep asked = { step->query, step->after, step->limit, step->n_at_once };
  gint64 from_us = g_get_monotonic_time ();

  step->rows = step->list->work (book, &asked, cancellable, &step->next, error);
  step->took_us = g_get_monotonic_time () - from_us;

  return step->rows != NULL;
}

/* What is shown stays until as much of it is found anew, so that nothing jumps under the reader's eyes. */
static void
take_rows (HengPagedList *self,
           GPtrArray       *rows)
{
  if (self->gathered == NULL)
    {
      heng_record_list_append (self->rows, rows);
      return;
    }

  g_ptr_array_extend_and_steal (self->gathered, rows);
  if (self->is_all || self->gathered->len >= self->n_wanted)
    heng_record_list_take (self->rows, g_steal_pointer (&self->gathered));
}

static guint
count_found (HengPagedList *self)
{
  return self->gathered == NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : self->gathered->len;
}

static void
look_done (GtkWidget    *source,
           gpointer      data,
           const GError *error)
{
  Step *step = data;
  HengPagedList *self = step->list;

  /* Another look has begun, whose answer is newer. */
  if (step->cancellable != self->looking)
    return;

  g_clear_object (&self->looking);
  self->has_failed = error != NULL;
  if (error != NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  self->is_all = step->next == NULL;
  self->n_looked += step->n_at_once;
  if (step->took_us < WORDS_APART_US / 2)
    self->n_at_once = MIN (step->n_at_once * 2, AGREEMENTS_AT_MOST);
  else if (step->took_us > WORDS_APART_US)
    self->n_at_once = MAX (step->n_at_once / 2, AGREEMENTS_AT_FIRST);
  g_free (self->next);
  self->next = g_steal_pointer (&step->next);
  take_rows (self, g_steal_pointer (&step->rows));
  if (!self->is_all && count_found (self) < self->n_wanted)
    look (self, source);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
look (HengPagedList *self,
      GtkWidget       *source)
{
  Step *step = g_new0 (Step, 1);
  HengJob job = { .work = look_work, .done = look_done, .data = step, .free_data = step_free };

  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  step->list = g_object_ref (self);
  step->cancellable = g_object_ref (self->looking);
  step->query = g_strdup (self->query);
  step->after = g_strdup (self->next);
  step->n_at_once = self->n_at_once;
  step->limit = self->n_wanted - count_found (self);
  heng_job_run (&job, source, self->session, self->looking);
}

static void
heng_paged_list_finalize (GObject *object)
{
  HengPagedList *self = HENG_PAGED_LIST (object);

  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->gathered, g_ptr_array_unref);
  g_clear_pointer (&self->next, g_free);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (heng_paged_list_parent_class)->finalize (object);
}

static void
heng_paged_list_class_init (HengPagedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heng_paged_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", HENG_TYPE_PAGED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", HENG_TYPE_PAGED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
heng_paged_list_init (HengPagedList *self)
{
  self->query = g_strdup ("");
  self->n_at_once = AGREEMENTS_AT_FIRST;
}

HengPagedList *
heng_paged_list_new (HengSession    *session,
                     HengPageWork    work,
                     HengRecordSame  same,
                     GDestroyNotify  free_row)
{
  HengPagedList *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (work != NULL, NULL);

  self = g_object_new (HENG_TYPE_PAGED_LIST, NULL);
  self->session = g_object_ref (session);
  self->work = work;
  self->free_row = free_row;
  self->rows = heng_record_list_new (same, free_row);

  return self;
}

HengRecordList *
heng_paged_list_get_rows (HengPagedList *self)
{
  g_return_val_if_fail (HENG_IS_PAGED_LIST (self), NULL);

  return self->rows;
}

void
heng_paged_list_set_query (HengPagedList *self,
                           const char    *query)
{
  g_return_if_fail (HENG_IS_PAGED_LIST (self));
  g_return_if_fail (query != NULL);

  g_free (self->query);
  self->query = g_strdup (query);
}

void
heng_paged_list_reload (HengPagedList *self,
                          GtkWidget       *source)
{
  g_return_if_fail (HENG_IS_PAGED_LIST (self));

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_pointer (&self->next, g_free);
  g_clear_pointer (&self->gathered, g_ptr_array_unref);
  self->n_wanted = MAX (ROWS_AT_ONCE, g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  self->n_looked = 0;
  self->n_at_once = AGREEMENTS_AT_FIRST;
  self->is_all = FALSE;
  self->gathered = g_ptr_array_new_with_free_func (self->free_row);
  /* Into an empty list they come as they are found. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
    g_clear_pointer (&self->gathered, g_ptr_array_unref);
  look (self, source);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
heng_paged_list_load_more (HengPagedList *self,
                             GtkWidget       *source)
{
  g_return_if_fail (HENG_IS_PAGED_LIST (self));

  if (self->looking != NULL || self->is_all)
    return;

  self->n_wanted = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) + ROWS_AT_ONCE;
  look (self, source);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
heng_paged_list_is_loading (HengPagedList *self)
{
  g_return_val_if_fail (HENG_IS_PAGED_LIST (self), FALSE);

  return self->looking != NULL;
}

gboolean
heng_paged_list_is_all (HengPagedList *self)
{
  g_return_val_if_fail (HENG_IS_PAGED_LIST (self), FALSE);

  return self->is_all;
}

gboolean
heng_paged_list_has_failed (HengPagedList *self)
{
  g_return_val_if_fail (HENG_IS_PAGED_LIST (self), FALSE);

  return self->has_failed;
}

guint
heng_paged_list_get_n_looked (HengPagedList *self)
{
  g_return_val_if_fail (HENG_IS_PAGED_LIST (self), 0);

  return self->n_looked;
}

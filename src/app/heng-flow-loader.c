// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-loader.h"

#include "heng-error.h"
#include "heng-job.h"

/* A refined picture that takes longer is not worth what it would move under somebody's eyes. */
#define REFINE_MAX_US (2 * G_TIME_SPAN_SECOND)

/* One piece of work for the thread: everything it reads is its own or never changes. */
typedef struct
{
  HengFlowLoader *loader; /* held; looked at in the main thread only */
  HengFlowChoice *choice;
  double          width_pt;
  double          height_pt;
  HengMoneyUnit   unit;
  guint           n_restarts;
  gboolean        keeps_order;
  guint           age;      /* of the book's facts, as the loader counts */
  HengFlowGraph  *graph;    /* (nullable): to be read from the book */
  GPtrArray      *rows;     /* (nullable) (element-type HengFlowRow) */
  HengFlowLayout *previous; /* (nullable) */
  HengFlowLayout *layout;   /* (nullable): what came of it */
  HengFlowCaption caption;
} Order;

struct _HengFlowLoader
{
  GObject         parent_instance;
  HengSession    *session;
  GtkWidget      *source;      /* belongs to the window */
  HengFlowGraph  *graph;       /* (nullable) */
  GPtrArray      *rows;        /* (nullable) */
  GArray         *years;       /* (element-type int): of the graph's panels */
  HengFlowLayout *layout;      /* (nullable) */
  HengFlowCaption caption;     /* of the layout */
  HengFlowChoice *choice;      /* (nullable): of the layout */
  Order          *waiting;     /* (nullable): until what is running is done */
  GCancellable   *cancellable; /* (nullable): of what is running */
  HengFlowChoice *running;     /* (nullable): the choice of what is running */
  guint           age;
  gint64          shown_us;      /* since when there is the picture that is to be refined */
  gboolean        is_refining;
  gboolean        wants_refined; /* nobody has looked closely at the first picture yet */
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengFlowLoader, heng_flow_loader, G_TYPE_OBJECT)

static void
order_free (Order *order)
{
  if (order == NULL)
    return;

  g_object_unref (order->loader);
  heng_flow_choice_free (order->choice);
  g_clear_pointer (&order->graph, heng_flow_graph_unref);
  g_clear_pointer (&order->rows, g_ptr_array_unref);
  g_clear_pointer (&order->previous, heng_flow_layout_unref);
  g_clear_pointer (&order->layout, heng_flow_layout_unref);
  heng_flow_caption_clear (&order->caption);
  g_free (order);
}

/* A panel's label is its year. */
static int
get_year (const HengFlowGraph *graph,
          guint                panel)
{
  return (int) g_ascii_strtoll (heng_flow_graph_get_panel_label (graph, panel), NULL, 10);
}

/* Returns: @year if something flows in it, else the last before it or the first there is; 0: none */
static int
find_year (const HengFlowGraph *graph,
           int                  year)
{
  int found = get_year (graph, 0);

  for (guint i = 0; i < heng_flow_graph_get_n_panels (graph); i++)
    if (year == 0 || get_year (graph, i) <= year)
      found = get_year (graph, i);

  return found;
}

static gboolean
work (HengBook     *book,
      gpointer      data,
      GCancellable *cancellable,
      GError      **error)
{
  Order *order = data;
  HengFlowFigure figure;

  heng_flow_figure_init (&figure);
  heng_flow_choice_fill_figure (order->choice, &figure);
  figure.n_restarts = order->n_restarts;
  figure.width_pt = order->width_pt;
  figure.height_pt = order->height_pt;
  figure.unit = order->unit;
  figure.previous = order->previous;
  figure.with_texts = FALSE;
  if (order->graph == NULL)
    order->graph = heng_flow_figure_new_graph (book, &figure, &order->rows, error);
  if (order->graph == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (order->choice->time == HENG_FLOW_TIME_YEAR)
    figure.year = order->choice->year = find_year (order->graph, order->choice->year);
  order->layout = heng_flow_figure_lay_out (book, &figure, order->graph);
  heng_flow_figure_caption (book, &figure, order->layout, &order->caption);

  return TRUE;
}

static void run (HengFlowLoader *self,
                 Order          *order);

/* The same picture with more effort. */
static void
refine (HengFlowLoader *self,
        const Order    *order)
{
  Order *finer;

  if (!self->wants_refined || order->choice->diagram != HENG_FLOW_DIAGRAM_SANKEY || order->n_restarts >= HENG_FLOW_RESTARTS_REFINED)
    return;

  finer = g_new0 (Order, 1);
  finer->loader = g_object_ref (self);
  finer->choice = heng_flow_choice_copy (order->choice);
  finer->width_pt = order->width_pt;
  finer->height_pt = order->height_pt;
  finer->unit = order->unit;
  finer->age = order->age;
  finer->n_restarts = HENG_FLOW_RESTARTS_REFINED;
  finer->graph = heng_flow_graph_ref (order->graph);
  finer->rows = g_ptr_array_ref (order->rows);
  self->is_refining = TRUE;
  run (self, finer);
}

static void
read_years (HengFlowLoader *self)
{
  g_array_set_size (self->years, 0);
  for (guint i = 0; i < heng_flow_graph_get_n_panels (self->graph); i++)
    {
      int year = get_year (self->graph, i);

      if (year > 0)
        g_array_append_val (self->years, year);
    }
}

static void
take (HengFlowLoader *self,
      Order          *order)
{
  HengFlowCaption caption = self->caption;

  g_clear_pointer (&self->graph, heng_flow_graph_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->layout, heng_flow_layout_unref);
  heng_flow_choice_free (self->choice);
  self->graph = heng_flow_graph_ref (order->graph);
  self->rows = g_ptr_array_ref (order->rows);
  self->layout = heng_flow_layout_ref (order->layout);
  self->choice = heng_flow_choice_copy (order->choice);
  self->caption = order->caption;
  order->caption = caption;
  read_years (self);
}

static void
done (GtkWidget    *source,
      gpointer      data,
      const GError *error)
{
  Order *order = data;
  HengFlowLoader *self = order->loader;
  gboolean is_refined = order->n_restarts >= HENG_FLOW_RESTARTS_REFINED;
  gboolean was_stopped = g_cancellable_is_cancelled (self->cancellable);
  gboolean is_late = is_refined && g_get_monotonic_time () - self->shown_us > REFINE_MAX_US;
  gboolean is_wanted = !was_stopped && !is_late && order->age == self->age && error == NULL;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->running, heng_flow_choice_free);
  self->is_refining = FALSE;
  if (is_wanted)
    {
      take (self, order);
      self->shown_us = g_get_monotonic_time ();
      self->wants_refined = (self->wants_refined || order->previous == NULL) && !is_refined;
    }
  if (self->waiting != NULL)
    run (self, g_steal_pointer (&self->waiting));
  else if (is_wanted)
    refine (self, order);
  if (is_wanted)
    g_signal_emit (self, signals[LOADED], 0, is_refined);
  else if (error != NULL && !was_stopped)
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* Takes @order. */
static void
run (HengFlowLoader *self,
     Order          *order)
{
  HengJob job = {
    .work = work,
    .done = done,
    .data = order,
    .free_data = (GDestroyNotify) order_free,
  };

  /* What was read since it was wished is not read again. */
  if (order->graph == NULL && self->graph != NULL && order->age == self->age &&
      heng_flow_choice_same_query (self->choice, order->choice))
    {
      order->graph = heng_flow_graph_ref (self->graph);
      order->rows = g_ptr_array_ref (self->rows);
    }
  if (order->keeps_order && self->layout != NULL)
    order->previous = heng_flow_layout_ref (self->layout);
  self->running = heng_flow_choice_copy (order->choice);
  self->cancellable = g_cancellable_new ();
  heng_job_run (&job, self->source, self->session, self->cancellable);
}

static void
heng_flow_loader_dispose (GObject *object)
{
  HengFlowLoader *self = HENG_FLOW_LOADER (object);

  g_clear_pointer (&self->waiting, order_free);
  g_clear_pointer (&self->graph, heng_flow_graph_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->layout, heng_flow_layout_unref);
  g_clear_pointer (&self->choice, heng_flow_choice_free);
  g_clear_pointer (&self->running, heng_flow_choice_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_flow_loader_parent_class)->dispose (object);
}

static void
heng_flow_loader_finalize (GObject *object)
{
  heng_flow_caption_clear (&HENG_FLOW_LOADER (object)->caption);
  g_array_unref (HENG_FLOW_LOADER (object)->years);

  G_OBJECT_CLASS (heng_flow_loader_parent_class)->finalize (object);
}

static void
heng_flow_loader_class_init (HengFlowLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heng_flow_loader_dispose;
  G_OBJECT_CLASS (klass)->finalize = heng_flow_loader_finalize;

  signals[LOADED] = g_signal_new ("loaded", HENG_TYPE_FLOW_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", HENG_TYPE_FLOW_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
heng_flow_loader_init (HengFlowLoader *self)
{
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
}

HengFlowLoader *
heng_flow_loader_new (HengSession *session,
                      GtkWidget   *source)
{
  HengFlowLoader *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (source), NULL);

  self = g_object_new (HENG_TYPE_FLOW_LOADER, NULL);
  self->session = g_object_ref (session);
  self->source = source;

  return self;
}

void
heng_flow_loader_load (HengFlowLoader     *self,
                       const HengFlowWish *wish)
{
  Order *order;

  g_return_if_fail (HENG_IS_FLOW_LOADER (self));
  g_return_if_fail (wish != NULL && wish->choice != NULL);

  order = g_new0 (Order, 1);
  order->loader = g_object_ref (self);
  order->choice = heng_flow_choice_copy (wish->choice);
  order->width_pt = wish->width_pt;
  order->height_pt = wish->height_pt;
  order->unit = heng_session_get_unit (self->session);
  order->age = self->age;
  order->n_restarts = HENG_FLOW_RESTARTS_FIRST;
  order->keeps_order = wish->keeps_order;

  g_clear_pointer (&self->waiting, order_free);
  if (self->cancellable == NULL)
    run (self, order);
  else
    {
      self->waiting = order;
      /* A picture of the same flows is worth waiting for: it shows while a window is being made larger. */
      if (self->is_refining || !heng_flow_choice_same_query (self->running, wish->choice))
        g_cancellable_cancel (self->cancellable);
    }
}

void
heng_flow_loader_forget (HengFlowLoader *self)
{
  g_return_if_fail (HENG_IS_FLOW_LOADER (self));

  self->age++;
  g_clear_pointer (&self->graph, heng_flow_graph_unref);
}

void
heng_flow_loader_stop_refining (HengFlowLoader *self)
{
  g_return_if_fail (HENG_IS_FLOW_LOADER (self));

  self->wants_refined = FALSE;
  if (self->is_refining && self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

gboolean
heng_flow_loader_is_loading (HengFlowLoader *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_LOADER (self), FALSE);

  return (self->cancellable != NULL && !self->is_refining) || self->waiting != NULL;
}

HengFlowLayout *
heng_flow_loader_get_layout (HengFlowLoader *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_LOADER (self), NULL);

  return self->layout;
}

GPtrArray *
heng_flow_loader_get_rows (HengFlowLoader *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_LOADER (self), NULL);

  return self->rows;
}

const GArray *
heng_flow_loader_get_years (HengFlowLoader *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_LOADER (self), NULL);

  return self->years;
}

const HengFlowChoice *
heng_flow_loader_get_choice (HengFlowLoader *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_LOADER (self), NULL);

  return self->choice;
}

const HengFlowCaption *
heng_flow_loader_get_caption (HengFlowLoader *self)
{
  g_return_val_if_fail (HENG_IS_FLOW_LOADER (self), NULL);

  return &self->caption;
}

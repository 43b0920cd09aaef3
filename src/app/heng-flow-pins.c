// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-pins.h"

#include <string.h>

/* Steps that can be taken back. */
#define STEPS_MAX 200

typedef struct
{
  GStrv columns[HENG_FLOW_N_COLUMNS]; /* (nullable) each */
} Orders;

typedef struct
{
  char  *view;
  Orders before;
  Orders after;
} Step;

struct _HengFlowPins
{
  char       *file;  /* (nullable) */
  char       *group; /* of the key file */
  GKeyFile   *keys;
  GHashTable *views; /* view → Orders */
  GPtrArray  *steps; /* (element-type Step) */
  guint       n_done; /* steps before here are done, those behind can be done again */
};

static const char *const names[HENG_FLOW_N_COLUMNS] = { "payers", "middles", "receivers" };

static void
orders_clear (Orders *orders)
{
  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    g_clear_pointer (&orders->columns[i], g_strfreev);
}

static void
orders_free (gpointer data)
{
  orders_clear (data);
  g_free (data);
}

static void
orders_copy (Orders       *to,
             const Orders *from)
{
  Orders copy;

  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    copy.columns[i] = g_strdupv (from->columns[i]);
  orders_clear (to);
  *to = copy;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->view);
  orders_clear (&step->before);
  orders_clear (&step->after);
  g_free (step);
}

/* An order of one is none. Returns: (transfer full) (nullable) */
static GStrv
read_order (HengFlowPins *self,
            const char   *view,
            guint         column)
{
  g_autofree char *key = g_strdup_printf ("%s.%s", view, names[column]);
  g_auto (GStrv) order = g_key_file_get_string_list (self->keys, self->group, key, NULL, NULL);

  return order == NULL || order[0] == NULL ? NULL : g_steal_pointer (&order);
}

static Orders *
get_orders (HengFlowPins *self,
            const char   *view)
{
  Orders *orders = g_hash_table_lookup (self->views, view);

  if (orders == NULL)
    {
      orders = g_new0 (Orders, 1);
      for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
        orders->columns[i] = read_order (self, view, i);
      g_hash_table_insert (self->views, g_strdup (view), orders);
    }

  return orders;
}

/* Habits are not worth a complaint: where they cannot be written they last as long as the window. */
static void
write_orders (HengFlowPins *self,
              const char   *view)
{
  const Orders *orders = get_orders (self, view);
  g_autofree char *folder = NULL;

  for (guint i = 0; i < HENG_FLOW_N_COLUMNS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s.%s", view, names[i]);

      if (orders->columns[i] == NULL)
        g_key_file_remove_key (self->keys, self->group, key, NULL);
      else
        g_key_file_set_string_list (self->keys, self->group, key, (const char *const *) orders->columns[i],
                                    g_strv_length (orders->columns[i]));
    }
  if (self->file == NULL)
    return;

  folder = g_path_get_dirname (self->file);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_key_file_save_to_file (self->keys, self->file, NULL);
}

HengFlowPins *
heng_flow_pins_new (const char *file,
                    const char *book)
{
  HengFlowPins *self;

  g_return_val_if_fail (book != NULL, NULL);

  self = g_new0 (HengFlowPins, 1);
  self->file = g_strdup (file);
  /* A group's name must hold no brackets, a file's may. */
  self->group = g_uri_escape_string (book, "/ ", TRUE);
  self->keys = g_key_file_new ();
  if (file != NULL)
    g_key_file_load_from_file (self->keys, file, G_KEY_FILE_KEEP_COMMENTS, NULL);
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, orders_free);
  self->steps = g_ptr_array_new_with_free_func (step_free);

  return self;
}

void
heng_flow_pins_free (HengFlowPins *self)
{
  if (self == NULL)
    return;

  g_free (self->file);
  g_free (self->group);
  g_key_file_unref (self->keys);
  g_hash_table_unref (self->views);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

const char *const *
heng_flow_pins_get (HengFlowPins  *self,
                    const char    *view,
                    HengFlowColumn column)
{
  g_return_val_if_fail (self != NULL && view != NULL && column < HENG_FLOW_N_COLUMNS, NULL);

  return (const char *const *) get_orders (self, view)->columns[column];
}

static Step *
begin_step (HengFlowPins *self,
            const char   *view)
{
  Step *step = g_new0 (Step, 1);

  g_ptr_array_set_size (self->steps, (int) self->n_done);
  if (self->steps->len >= STEPS_MAX)
    g_ptr_array_remove_index (self->steps, 0);
  step->view = g_strdup (view);
  orders_copy (&step->before, get_orders (self, view));
  g_ptr_array_add (self->steps, step);
  self->n_done = self->steps->len;

  return step;
}

void
heng_flow_pins_set (HengFlowPins      *self,
                    const char        *view,
                    HengFlowColumn     column,
                    const char *const *order,
                    gboolean           goes_on)
{
  Orders *orders;
  Step *step;

  g_return_if_fail (self != NULL && view != NULL && column < HENG_FLOW_N_COLUMNS && order != NULL);

  orders = get_orders (self, view);
  if (goes_on && self->n_done > 0 && self->n_done == self->steps->len)
    step = g_ptr_array_index (self->steps, self->n_done - 1);
  else
    step = begin_step (self, view);
  g_strfreev (orders->columns[column]);
  orders->columns[column] = g_strdupv ((char **) order);
  orders_copy (&step->after, orders);
  write_orders (self, view);
}

void
heng_flow_pins_reset (HengFlowPins *self,
                      const char   *view)
{
  Step *step;

  g_return_if_fail (self != NULL && view != NULL);

  step = begin_step (self, view);
  orders_clear (get_orders (self, view));
  orders_copy (&step->after, get_orders (self, view));
  write_orders (self, view);
}

gboolean
heng_flow_pins_can_undo (HengFlowPins *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_done > 0;
}

gboolean
heng_flow_pins_can_redo (HengFlowPins *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_done < self->steps->len;
}

void
heng_flow_pins_undo (HengFlowPins *self)
{
  const Step *step;

  if (!heng_flow_pins_can_undo (self))
    return;

  step = g_ptr_array_index (self->steps, --self->n_done);
  orders_copy (get_orders (self, step->view), &step->before);
  write_orders (self, step->view);
}

void
heng_flow_pins_redo (HengFlowPins *self)
{
  const Step *step;

  if (!heng_flow_pins_can_redo (self))
    return;

  step = g_ptr_array_index (self->steps, self->n_done++);
  orders_copy (get_orders (self, step->view), &step->after);
  write_orders (self, step->view);
}

GStrv
heng_flow_pins_move (const char *const *ids,
                     const char        *id,
                     int                place)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();

  g_return_val_if_fail (ids != NULL && id != NULL, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (strcmp (ids[i], id) != 0)
      g_ptr_array_add (moved, g_strdup (ids[i]));
  g_ptr_array_insert (moved, CLAMP (place, 0, (int) moved->len), g_strdup (id));
  g_ptr_array_add (moved, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&moved), FALSE);
}

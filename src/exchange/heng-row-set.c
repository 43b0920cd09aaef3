// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-row-set.h"

#include <string.h>

#define COLUMNS_MAX 8
#define SLOTS_MIN 64

struct _HengRowSet
{
  const HengTable *table;
  guint            columns[COLUMNS_MAX];
  guint            n_columns;
  guint           *slots; /* row + 1; 0 is empty. A power of two, at most half of it full */
  guint            n_slots;
  guint            n_rows;
};

HengRowSet *
heng_row_set_new (const HengTable *table,
                  const guint     *columns,
                  guint            n_columns)
{
  HengRowSet *self = g_new0 (HengRowSet, 1);

  g_return_val_if_fail (n_columns <= COLUMNS_MAX, NULL);

  self->table = table;
  self->n_columns = n_columns;
  memcpy (self->columns, columns, n_columns * sizeof *columns);
  self->n_slots = SLOTS_MIN;
  self->slots = g_new0 (guint, self->n_slots);
  return self;
}

void
heng_row_set_free (HengRowSet *self)
{
  if (self == NULL)
    return;

  g_free (self->slots);
  g_free (self);
}

/* FNV-1a over the fields, each with its end. */
static guint
hash_row (const HengRowSet *self,
          guint             row)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *at = heng_table_get_field (self->table, row, self->columns[i]);

      do
        hash = (hash ^ (guchar) *at) * G_GUINT64_CONSTANT (1099511628211);
      while (*at++ != '\0');
    }
  return (guint) (hash ^ (hash >> 32));
}

static gboolean
is_same (const HengRowSet *self,
         guint             a,
         guint             b)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (strcmp (heng_table_get_field (self->table, a, self->columns[i]), heng_table_get_field (self->table, b, self->columns[i])) != 0)
      return FALSE;

  return TRUE;
}

static void
grow (HengRowSet *self)
{
  guint *slots = self->slots, n_slots = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (guint, self->n_slots);
  for (guint i = 0; i < n_slots; i++)
    if (slots[i] != 0)
      {
        guint at = hash_row (self, slots[i] - 1) & (self->n_slots - 1);

        while (self->slots[at] != 0)
          at = (at + 1) & (self->n_slots - 1);
        self->slots[at] = slots[i];
      }
  g_free (slots);
}

gboolean
heng_row_set_add (HengRowSet *self,
                  guint       row,
                  guint      *first)
{
  guint at;

  if (self->n_rows * 2 >= self->n_slots)
    grow (self);
  for (at = hash_row (self, row) & (self->n_slots - 1); self->slots[at] != 0; at = (at + 1) & (self->n_slots - 1))
    if (is_same (self, self->slots[at] - 1, row))
      {
        *first = self->slots[at] - 1;
        return FALSE;
      }

  self->slots[at] = row + 1;
  self->n_rows++;
  return TRUE;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Sums as a set by their names. Each line is added to five of them, so they lie side by side in the order in which they were met, and are found by
 * a table of their numbers with room to spare. */
#include "heng-book-kept.h"

#include <string.h>

/* Of a table that is new; a power of two. */
#define SLOTS_FIRST 1024

struct _HengKeptRows
{
  GArray  *rows;  /* (element-type HengKeptRow) */
  guint32 *slots; /* the number of a row, from 1; 0 for none */
  guint    n_slots;
};

gint64
heng_kept_period_code (gboolean   has_period,
                       HengPeriod period)
{
  return has_period ? ((gint64) period.kind + 1) << 32 | (gint64) (guint32) period.index : 0;
}

gboolean
heng_kept_period_decode (gint64      code,
                         HengPeriod *period)
{
  *period = (HengPeriod) { (HengPeriodKind) ((code >> 32) - (code != 0)), (gint32) (code & 0xffffffff) };
  return code != 0;
}

guint64
heng_kept_mix (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

guint64
heng_kept_mix_text (guint64     before,
                    const char *text)
{
  guint64 value = before;

  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    value = (value ^ *at) * G_GUINT64_CONSTANT (0x100000001b3);
  return heng_kept_mix (value);
}

HengKeptRows *
heng_kept_rows_new (void)
{
  HengKeptRows *self = g_new0 (HengKeptRows, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (HengKeptRow));
  self->n_slots = SLOTS_FIRST;
  self->slots = g_new0 (guint32, self->n_slots);
  return self;
}

void
heng_kept_rows_free (HengKeptRows *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->rows);
  g_free (self->slots);
  g_free (self);
}

static guint
row_hash (const HengKeptRow *row)
{
  guint64 value = (guint64) row->segment * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ (guint64) row->party * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) ^
                  (guint64) row->other * G_GUINT64_CONSTANT (0x94d049bb133111eb) ^
                  ((guint64) row->commodity << 3 ^ (guint64) row->axis) * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);

  return (guint) (value >> 32);
}

static gboolean
has_name (const HengKeptRow *row,
          const HengKeptRow *name)
{
  return row->segment == name->segment && row->party == name->party && row->other == name->other && row->axis == name->axis &&
         row->commodity == name->commodity;
}

/* The slot of the row called @name, or the empty one where it belongs. */
static guint32 *
find_slot (HengKeptRows      *self,
           const HengKeptRow *name)
{
  guint at = row_hash (name) & (self->n_slots - 1);

  while (self->slots[at] != 0 && !has_name (&g_array_index (self->rows, HengKeptRow, self->slots[at] - 1), name))
    at = (at + 1) & (self->n_slots - 1);
  return &self->slots[at];
}

static void
grow (HengKeptRows *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < self->rows->len; i++)
    *find_slot (self, &g_array_index (self->rows, HengKeptRow, i)) = i + 1;
}

guint
heng_kept_rows_find (HengKeptRows      *self,
                     const HengKeptRow *name)
{
  guint32 *slot = find_slot (self, name);

  if (*slot == 0)
    {
      HengKeptRow row = { .axis = name->axis, .segment = name->segment, .party = name->party, .other = name->other,
                          .commodity = name->commodity };

      g_array_append_val (self->rows, row);
      *slot = self->rows->len;
      if (self->rows->len > self->n_slots / 2)
        grow (self);
      return self->rows->len - 1;
    }

  return *slot - 1;
}

HengKeptRow *
heng_kept_rows_lookup (HengKeptRows      *self,
                       const HengKeptRow *name)
{
  guint32 n = *find_slot (self, name);

  return n > 0 ? heng_kept_rows_get (self, n - 1) : NULL;
}

HengKeptRow *
heng_kept_rows_get (HengKeptRows *self,
                    guint         index)
{
  return &g_array_index (self->rows, HengKeptRow, index);
}

guint
heng_kept_rows_get_n (HengKeptRows *self)
{
  return self->rows->len;
}

gboolean
heng_kept_rows_add (HengKeptRows       *self,
                    const HengKeptRow  *added,
                    GError            **error)
{
  HengKeptRow *row = heng_kept_rows_get (self, heng_kept_rows_find (self, added));

  row->accrued_day = MAX (row->accrued_day, added->accrued_day);
  row->paid_day = MAX (row->paid_day, added->paid_day);
  return heng_amount_add (row->accrued_minor, added->accrued_minor, &row->accrued_minor, error) &&
         heng_amount_add (row->paid_minor, added->paid_minor, &row->paid_minor, error);
}

/* ---- their order ---- */

int
heng_kept_row_compare (const HengKeptRow *a,
                       const HengKeptRow *b)
{
  return a->axis != b->axis       ? (a->axis > b->axis) - (a->axis < b->axis)
       : a->segment != b->segment ? (a->segment > b->segment) - (a->segment < b->segment)
       : a->party != b->party     ? (a->party > b->party) - (a->party < b->party)
       : a->other != b->other     ? (a->other > b->other) - (a->other < b->other)
                                  : (a->commodity > b->commodity) - (a->commodity < b->commodity);
}

static int
compare_pointers (gconstpointer a,
                  gconstpointer b)
{
  return heng_kept_row_compare (*(HengKeptRow *const *) a, *(HengKeptRow *const *) b);
}

GPtrArray *
heng_kept_rows_list (HengKeptRows *self)
{
  GPtrArray *rows = g_ptr_array_sized_new (self->rows->len);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (rows, &g_array_index (self->rows, HengKeptRow, i));
  g_ptr_array_sort (rows, compare_pointers);
  return rows;
}

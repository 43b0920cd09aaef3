// SPDX-License-Identifier: GPL-3.0-or-later
/* The order of a matrix: those who give to each other stand together. */
#include "heng-flow-matrix-private.h"

#include <string.h>

#define N_ROUNDS 12
#define WEIGHT_MOST 4096

/* A region that may stand in a row, in a column or in both. */
typedef struct
{
  int row;    /* its node, or -1 */
  int column;
} Entry;

static GArray *
collect_entries (const HengFlowMatrix *self,
                 guint                *entry_of)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint row = 0;
  guint column = self->n_rows;

  /* Both lists are in the order of the graph, "other" last: merging them gives the one order of all. */
  for (guint i = 0; i < self->n_rows; i++)
    g_hash_table_insert (known, (gpointer) heng_flow_draft_node (self->draft, i)->id, GUINT_TO_POINTER (i + 1));
  while (row < self->n_rows || column < self->n_rows + self->n_columns)
    {
      Entry entry = { -1, -1 };

      if (column < self->n_rows + self->n_columns)
        {
          const HengFlowNode *node = heng_flow_draft_node (self->draft, column);
          guint twin = GPOINTER_TO_UINT (g_hash_table_lookup (known, node->id));
          gboolean is_first = row >= self->n_rows ||
                              (node->region >= 0 && (heng_flow_draft_node (self->draft, row)->region < 0 ||
                                                     node->region < heng_flow_draft_node (self->draft, row)->region));

          if (twin == row + 1 || (twin == 0 && is_first))
            entry.column = (int) column++;
        }
      if (row < self->n_rows && (entry.column < 0 ||
                                 g_str_equal (heng_flow_draft_node (self->draft, row)->id,
                                              heng_flow_draft_node (self->draft, (guint) entry.column)->id)))
        entry.row = (int) row++;
      if (entry.row >= 0)
        entry_of[entry.row] = entries->len;
      if (entry.column >= 0)
        entry_of[entry.column] = entries->len;
      g_array_append_val (entries, entry);
    }

  return entries;
}

/* Who gives to whom, both ways together, in weights small enough that sums stay whole numbers. Partners of an entry stand together. */
typedef struct
{
  guint   n;
  guint  *first;   /* per entry, where its partners begin; one more at the end */
  guint  *partner;
  gint64 *weight;
  guint  *order;   /* per position the entry */
  guint  *place;   /* the reverse */
} Partners;

static void
collect_partners (const HengFlowMatrix *self,
                  const guint          *entry_of,
                  Partners             *partners)
{
  guint n_links = self->draft->layout->links->len;
  g_autofree guint *next = g_new (guint, partners->n + 1);
  gint64 largest = 1;

  partners->first = g_new0 (guint, partners->n + 2);
  partners->partner = g_new (guint, 2 * n_links + 1);
  partners->weight = g_new (gint64, 2 * n_links + 1);
  for (guint i = 0; i < n_links; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      largest = MAX (largest, link->amount);
      partners->first[entry_of[link->from] + 1]++;
      partners->first[entry_of[link->to] + 1]++;
    }
  for (guint i = 0; i < partners->n; i++)
    {
      partners->first[i + 1] += partners->first[i];
      next[i] = partners->first[i];
    }
  for (guint i = 0; i < n_links; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      gint64 weight = 1 + (gint64) ((double) link->amount / (double) largest * WEIGHT_MOST);

      for (guint side = 0; side < 2; side++)
        {
          guint own = entry_of[side == 0 ? link->from : link->to];

          partners->partner[next[own]] = entry_of[side == 0 ? link->to : link->from];
          partners->weight[next[own]++] = weight;
        }
    }
}

/* What it adds to the weighted distances when @entry moves one step, towards those whose place is beyond @at. */
static gint64
weigh_step (const Partners *partners,
            guint           entry,
            guint           left_out,
            guint           at,
            int             direction)
{
  gint64 sum = 0;

  for (guint i = partners->first[entry]; i < partners->first[entry + 1]; i++)
    {
      guint other = partners->partner[i];
      gboolean is_beyond = direction < 0 ? partners->place[other] < at : partners->place[other] > at;

      if (other != entry && other != left_out)
        sum += is_beyond ? -partners->weight[i] : partners->weight[i];
    }

  return sum;
}

/*
 * Sifting: each in turn goes past all others, one after the other, and stays where the weighted distances add up to least. What
 * changes when two neighbours swap is what each has with those on either side. Returns: whether it has moved
 */
static gboolean
sift (Partners *partners,
      guint     which)
{
  guint *order = partners->order;
  guint start = partners->place[which];
  guint best = start;
  gint64 least = 0;

  for (int direction = -1; direction <= 1; direction += 2)
    {
      gint64 cost = 0;

      for (guint at = start; direction < 0 ? at > 0 : at + 1 < partners->n; at = (guint) ((int) at + direction))
        {
          guint beyond = (guint) ((int) at + direction);

          /* @which goes on, and who stood there goes back one step. */
          cost += weigh_step (partners, which, order[beyond], beyond, direction) -
                  weigh_step (partners, order[beyond], which, beyond, direction);
          if (cost < least)
            {
              least = cost;
              best = beyond;
            }
        }
    }
  if (best < start)
    memmove (order + best + 1, order + best, sizeof (guint) * (start - best));
  else
    memmove (order + start, order + start + 1, sizeof (guint) * (best - start));
  order[best] = which;
  for (guint i = 0; i < partners->n; i++)
    partners->place[order[i]] = i;

  return best != start;
}

static void
sift_all (const HengFlowMatrix *self,
          const guint          *entry_of,
          guint                *order,
          guint                 n)
{
  Partners partners = { .n = n, .order = order };
  gboolean has_moved = TRUE;

  partners.place = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    partners.place[order[i]] = i;
  collect_partners (self, entry_of, &partners);
  for (guint round = 0; round < N_ROUNDS && has_moved; round++)
    {
      has_moved = FALSE;
      for (guint i = 0; i < n; i++)
        has_moved = sift (&partners, i) || has_moved;
    }
  g_free (partners.first);
  g_free (partners.partner);
  g_free (partners.weight);
  g_free (partners.place);
}

void
heng_flow_matrix_order (HengFlowMatrix *self)
{
  guint n_nodes = self->n_rows + self->n_columns;
  g_autofree guint *entry_of = g_new0 (guint, n_nodes + 1);
  g_autoptr(GArray) entries = collect_entries (self, entry_of);
  g_autofree guint *order = g_new (guint, entries->len + 1);
  guint n_rows = 0;
  guint n_columns = 0;

  for (guint i = 0; i < entries->len; i++)
    order[i] = i;
  if (self->draft->options->matrix_order == HENG_FLOW_MATRIX_BY_BLOCKS)
    sift_all (self, entry_of, order, entries->len);

  self->node_at = g_new (guint, n_nodes + 1);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, order[i]);

      if (entry->row >= 0)
        {
          heng_flow_draft_node (self->draft, (guint) entry->row)->place = n_rows;
          self->node_at[n_rows++] = (guint) entry->row;
        }
      if (entry->column >= 0)
        {
          heng_flow_draft_node (self->draft, (guint) entry->column)->place = n_columns;
          self->node_at[self->n_rows + n_columns++] = (guint) entry->column;
        }
    }
}

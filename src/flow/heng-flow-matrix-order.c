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

/* What each gives to each, both ways together, in weights small enough that sums stay whole numbers. */
static gint64 *
weigh_pairs (const HengFlowMatrix *self,
             const guint          *entry_of,
             guint                 n)
{
  gint64 *weights = g_new0 (gint64, (gsize) n * n + 1);
  gint64 largest = 1;

  for (guint i = 0; i < self->draft->layout->links->len; i++)
    largest = MAX (largest, heng_flow_draft_link (self->draft, i)->amount);
  for (guint i = 0; i < self->draft->layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      guint from = entry_of[link->from];
      guint to = entry_of[link->to];
      gint64 weight = 1 + (gint64) ((double) link->amount / (double) largest * WEIGHT_MOST);

      if (from == to)
        continue;
      weights[(gsize) from * n + to] += weight;
      weights[(gsize) to * n + from] += weight;
    }

  return weights;
}

/*
 * Sifting: each in turn goes past all others, one after the other, and stays where the weighted distances add up to least. What
 * changes when two neighbours swap is what each has with those on either side.
 */
static gboolean
sift (const gint64 *weights,
      guint         n,
      guint        *order,
      guint         which)
{
  guint start = 0;
  guint best;
  gint64 cost = 0;
  gint64 least = 0;

  while (order[start] != which)
    start++;
  best = start;
  for (int direction = -1; direction <= 1; direction += 2)
    {
      g_autofree gint64 *others = g_new (gint64, n + 1);

      /* The others close the gap; their order does not change, so each swap is counted by itself. */
      cost = 0;
      for (guint at = start; direction < 0 ? at > 0 : at + 1 < n; at = (guint) ((int) at + direction))
        {
          guint next = order[(guint) ((int) at + direction)];
          gint64 own = 0;
          gint64 theirs = 0;

          /* Past @next: @which comes nearer to all beyond and farther from all behind; @next the other way round. */
          for (guint i = 0; i < n; i++)
            {
              guint other = order[i];
              gboolean beyond = direction < 0 ? i < at - 1 : i > at + 1;

              if (other == which || other == next)
                continue;
              own += beyond ? -weights[(gsize) which * n + other] : weights[(gsize) which * n + other];
              theirs += beyond ? weights[(gsize) next * n + other] : -weights[(gsize) next * n + other];
            }
          cost += own + theirs;
          if (cost < least)
            {
              least = cost;
              best = (guint) ((int) at + direction);
            }
        }
    }
  if (best < start)
    memmove (order + best + 1, order + best, sizeof (guint) * (start - best));
  else
    memmove (order + start, order + start + 1, sizeof (guint) * (best - start));
  order[best] = which;

  return best != start;
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
    {
      g_autofree gint64 *weights = weigh_pairs (self, entry_of, entries->len);
      gboolean has_moved = TRUE;

      for (guint round = 0; round < N_ROUNDS && has_moved; round++)
        {
          has_moved = FALSE;
          for (guint i = 0; i < entries->len; i++)
            has_moved = sift (weights, entries->len, order, i) || has_moved;
        }
    }

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

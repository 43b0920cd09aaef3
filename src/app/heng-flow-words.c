// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-words.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _HengFlowWords
{
  HengSession     *session;
  HengFlowLayout  *layout;
  GPtrArray       *rows;
  char            *commodity; /* (nullable): money */
  HengFlowMeasure  measure;
  HengFlowTime     time;
  gboolean         with_before;
  gint64           total; /* of what is drawn */
};

HengFlowWords *
heng_flow_words_new (HengSession          *session,
                     HengFlowLayout       *layout,
                     GPtrArray            *rows,
                     const HengFlowChoice *choice)
{
  HengFlowWords *self = g_new0 (HengFlowWords, 1);

  self->session = g_object_ref (session);
  self->layout = heng_flow_layout_ref (layout);
  self->rows = g_ptr_array_ref (rows);
  self->commodity = g_strdup (choice->commodity);
  self->measure = choice->measure;
  self->time = choice->time;
  self->with_before = choice->time == HENG_FLOW_TIME_YEAR && choice->with_before && choice->diagram == HENG_FLOW_DIAGRAM_SANKEY;
  /* Part of a graph's total, which fits. */
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    self->total += heng_flow_layout_get_link (layout, i)->amount;

  return self;
}

void
heng_flow_words_free (HengFlowWords *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->session);
  heng_flow_layout_unref (self->layout);
  g_ptr_array_unref (self->rows);
  g_free (self->commodity);
  g_free (self);
}

char *
heng_flow_words_format_share (gint64 part,
                              gint64 whole)
{
  gint64 tenths;

  if (whole <= 0 || part < 0)
    return NULL;
  /* A share is no money: where a product would not fit, the last digits do not count. */
  while (part > G_MAXINT64 / 10000)
    {
      part /= 2;
      whole /= 2;
    }
  tenths = (part * 2000 + whole) / (whole * 2);
  if (tenths == 0 && part > 0)
    /* Translators: a share too small to be written */
    return g_strdup (_("under 0.1 %"));
  if (tenths < 100)
    /* Translators: a percentage with one decimal: 7.4 % */
    return g_strdup_printf (_("%d.%d %%"), (int) (tenths / 10), (int) (tenths % 10));

  /* Translators: a percentage: 38 % */
  return g_strdup_printf (_("%d %%"), (int) ((tenths + 5) / 10));
}

static char *
format_amount (const HengFlowWords *self,
               gint64               amount)
{
  return heng_session_format_amount (self->session, amount,
                                     self->commodity != NULL ? self->commodity : heng_session_get_currency (self->session));
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(const HengFlowRow *const *) a)->agreement, (*(const HengFlowRow *const *) b)->agreement);
}

static int
compare_amounts (gconstpointer a,
                 gconstpointer b)
{
  const HengFlowRow *first = *(const HengFlowRow *const *) a;
  const HengFlowRow *second = *(const HengFlowRow *const *) b;

  if (first->amount_minor != second->amount_minor)
    return first->amount_minor > second->amount_minor ? -1 : 1;

  return strcmp (first->agreement, second->agreement);
}

static GPtrArray *
list_rows (const HengFlowWords *self,
           const HengFlowLink  *link)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < link->n_records; i++)
    if (link->records[i] < self->rows->len)
      g_ptr_array_add (rows, g_ptr_array_index (self->rows, link->records[i]));
  g_ptr_array_sort (rows, compare_codes);

  return rows;
}

/* What is known of an agreement in a link, without the names, which the link has. */
static HengFlowRow *
new_sum (const HengFlowRow *row)
{
  HengFlowRow *sum = g_new0 (HengFlowRow, 1);

  sum->agreement = g_strdup (row->agreement);
  sum->mechanism = row->mechanism;
  sum->from = g_strdup (row->from);
  sum->to = g_strdup (row->to);

  return sum;
}

GPtrArray *
heng_flow_words_list_agreements (const HengFlowWords *self,
                                 guint                link)
{
  g_autoptr (GPtrArray) rows = list_rows (self, heng_flow_layout_get_link (self->layout, link));
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_flow_row_free);
  HengFlowRow *sum = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, i);

      if (sum == NULL || !g_str_equal (sum->agreement, row->agreement))
        {
          sum = new_sum (row);
          g_ptr_array_add (sums, sum);
        }
      /* All of them together are one link, whose amount fits. */
      sum->amount_minor += row->amount_minor;
    }
  g_ptr_array_sort (sums, compare_amounts);

  return sums;
}

static guint
count_agreements (const HengFlowWords *self,
                  const HengFlowLink  *link)
{
  g_autoptr (GPtrArray) rows = list_rows (self, link);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    if (i == 0 || compare_codes (&g_ptr_array_index (rows, i - 1), &g_ptr_array_index (rows, i)) != 0)
      n++;

  return n;
}

/* "38 % of what Zhejiang pays". Returns: (transfer full) (nullable) */
static char *
say_share (const HengFlowWords *self,
           const HengFlowNode  *payer,
           gint64               amount)
{
  g_autofree char *share = heng_flow_words_format_share (amount, payer->paid);

  if (share == NULL)
    return NULL;
  if (self->measure == HENG_FLOW_PAID)
    /* Translators: a percentage and a region: "38 % of what Zhejiang paid" */
    return heng_wording_fill (_("%1$s of what %2$s paid"), share, payer->name, "", "");
  if (self->measure == HENG_FLOW_ACCRUED)
    /* Translators: a percentage and a region: "38 % of what Zhejiang gives" */
    return heng_wording_fill (_("%1$s of what %2$s gives"), share, payer->name, "", "");

  /* Translators: a percentage and a region: "38 % of what Zhejiang owes" */
  return heng_wording_fill (_("%1$s of what %2$s owes"), share, payer->name, "", "");
}

static const char *
get_middle (const HengFlowWords *self,
            const HengFlowLink  *link)
{
  return link->middle >= 0 ? heng_flow_layout_get_node (self->layout, (guint) link->middle)->name
                           : heng_flow_graph_get_mechanism (heng_flow_layout_get_graph (self->layout), link->mechanism)->label;
}

/* How it stands to the year before. Returns: (transfer full) */
static char *
say_change (const HengFlowWords *self,
            const HengFlowLink  *link)
{
  g_autofree char *difference = format_amount (self, ABS (link->amount - link->amount_before));

  if (link->amount == link->amount_before)
    return g_strdup (_("as much as the year before"));
  if (link->amount > link->amount_before)
    /* Translators: an amount */
    return heng_wording_fill (_("%1$s more than the year before"), difference, "", "", "");

  return heng_wording_fill (_("%1$s less than the year before"), difference, "", "", "");
}

/* A flow's sentence has parts that need not be there: each joins on at the end. Takes @part. */
static char *
join (char *said,
      char *part)
{
  /* Translators: joins two parts of a sentence about a flow */
  char *joined = part == NULL ? g_strdup (said) : heng_wording_fill (_("%1$s, %2$s"), said, part, "", "");

  g_free (said);
  g_free (part);

  return joined;
}

static char *
say_link (const HengFlowWords *self,
          guint                index)
{
  const HengFlowLink *link = heng_flow_layout_get_link (self->layout, index);
  const HengFlowNode *from = heng_flow_layout_get_node (self->layout, link->from);
  const HengFlowNode *to = heng_flow_layout_get_node (self->layout, link->to);
  guint n = count_agreements (self, link);
  char *said = g_strdup_printf ("%s → %s", from->name, to->name);

  if (self->time == HENG_FLOW_TIME_SERIES)
    said = join (said, g_strdup (heng_flow_graph_get_panel_label (heng_flow_layout_get_graph (self->layout), link->panel)));
  said = join (said, g_strdup (get_middle (self, link)));
  said = join (said, format_amount (self, link->amount));
  if (link->amount > 0)
    said = join (said, say_share (self, from, link->amount));
  if (self->with_before)
    said = join (said, say_change (self, link));
  if (link->is_reversed)
    said = join (said, g_strdup (_("against the usual direction")));

  return join (said, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u agreement", "%u agreements", n), n));
}

static guint
count_links (const HengFlowWords *self,
             guint                node)
{
  guint n = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_links (self->layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (self->layout, i);

      n += link->from == node || link->to == node || link->middle == (int) node;
    }

  return n;
}

static char *
say_node_amounts (const HengFlowWords *self,
          guint                index)
{
  const HengFlowNode *node = heng_flow_layout_get_node (self->layout, index);
  guint n = count_links (self, index);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u flow", "%u flows", n), n);
  g_autofree char *paid = format_amount (self, node->paid);
  g_autofree char *received = format_amount (self, node->received);
  g_autofree char *share = heng_flow_words_format_share (MAX (node->paid, node->received), self->total);

  if (share == NULL)
    return g_strdup (node->name);
  switch (node->side)
    {
    case HENG_FLOW_SIDE_PAYER:
      /* Translators: a region, what it gives in all, the share of everything, how many flows */
      return heng_wording_fill (_("%1$s gives %2$s, %3$s of all, %4$s"), node->name, paid, share, count);
    case HENG_FLOW_SIDE_RECEIVER:
      return heng_wording_fill (_("%1$s receives %2$s, %3$s of all, %4$s"), node->name, received, share, count);
    case HENG_FLOW_SIDE_MIDDLE:
      return heng_wording_fill (_("%1$s: %2$s, %3$s of all, %4$s"), node->name, received, share, count);
    case HENG_FLOW_SIDE_BOTH:
    default:
      if (node->received == 0)
        return heng_wording_fill (_("%1$s gives %2$s, %3$s of all, %4$s"), node->name, paid, share, count);
      if (node->paid == 0)
        return heng_wording_fill (_("%1$s receives %2$s, %3$s of all, %4$s"), node->name, received, share, count);
      return heng_wording_fill (_("%1$s gives %2$s and receives %3$s, %4$s"), node->name, paid, received, count);
    }
}

/* Where it stands among those it can be moved past. Returns: (transfer full) */
static char *
say_place (const HengFlowWords *self,
           guint                index)
{
  const HengFlowNode *node = heng_flow_layout_get_node (self->layout, index);
  guint n = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (self->layout); i++)
    {
      const HengFlowNode *other = heng_flow_layout_get_node (self->layout, i);

      n += other->side == node->side && other->column == node->column && other->panel == node->panel;
    }

  /* Translators: where a region stands in its column: "3 of 31" */
  return g_strdup_printf (_("%u of %u"), node->place + 1, n);
}

static char *
say_node (const HengFlowWords *self,
          guint                index)
{
  return join (say_node_amounts (self, index), say_place (self, index));
}

char *
heng_flow_words_say (const HengFlowWords *self,
                     HengFlowItem         item)
{
  if (item.kind == HENG_FLOW_ITEM_LINK)
    return say_link (self, item.index);

  return item.kind == HENG_FLOW_ITEM_NODE ? say_node (self, item.index) : NULL;
}

char *
heng_flow_words_say_total (const HengFlowWords *self)
{
  guint n = heng_flow_layout_get_n_links (self->layout);
  g_autofree char *amount = format_amount (self, self->total);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u flow", "%u flows", n), n);

  if (n == 0)
    return g_steal_pointer (&count);
  /* Translators: how many flows are drawn, and what they come to together */
  return heng_wording_fill (_("%1$s, %2$s together"), count, amount, "", "");
}

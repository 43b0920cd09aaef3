// SPDX-License-Identifier: GPL-3.0-or-later
/* What a flow diagram leaves out or puts together. */
#include "heng-flow-wording-private.h"

#include "heng-book-regions.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Takes @part. */
static void
add_part (GString *statement,
          char    *part)
{
  if (statement->len > 0)
    g_string_append (statement, " · ");
  g_string_append (statement, part);
  g_free (part);
}

static void
add_region (const HengFlowWording *words,
            GString               *statement)
{
  const char *code = words->figure->query.region;
  g_autoptr (HengRegion) region = code != NULL ? heng_book_find_region (words->book, code, NULL) : NULL;

  if (code != NULL)
    add_part (statement, heng_wording_fill (_("Only flows of %1$s"),
                                            region != NULL ? heng_wording_pick (region->name_zh, region->name_en) : code, "", "", ""));
}

static void
add_threshold (const HengFlowWording *words,
               GString               *statement)
{
  const HengFlowFigure *figure = words->figure;

  if (figure->min_amount_minor > 0)
    {
      g_autofree char *amount = heng_flow_wording_format_full (words, figure->min_amount_minor);

      add_part (statement, heng_wording_fill (_("Regions with at least %1$s"), amount, "", "", ""));
    }
  if (figure->max_nodes > 0)
    add_part (statement, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The largest region of each side",
                                                       "The %u largest regions of each side", figure->max_nodes), figure->max_nodes));
  if (figure->min_share > 0)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (text, sizeof text, "%g", figure->min_share * 100);
      add_part (statement, heng_wording_fill (_("The largest regions that make %1$s %% of each side"), text, "", "", ""));
    }
}

/* How much of each side went into "other". @layout: (nullable) */
static void
add_other (const HengFlowWording *words,
           const HengFlowLayout  *layout,
           GString               *statement)
{
  guint n_payers = 0, n_receivers = 0, n_both = 0;
  gint64 paid = 0, received = 0;

  for (guint i = 0; layout != NULL && i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      if (node->n_bundled == 0)
        continue;
      n_payers = MAX (n_payers, node->side == HENG_FLOW_SIDE_PAYER ? node->n_bundled : 0);
      n_receivers = MAX (n_receivers, node->side == HENG_FLOW_SIDE_RECEIVER ? node->n_bundled : 0);
      n_both = MAX (n_both, node->side == HENG_FLOW_SIDE_BOTH ? node->n_bundled : 0);
      paid += node->side == HENG_FLOW_SIDE_RECEIVER ? 0 : node->paid;
      received += node->side == HENG_FLOW_SIDE_PAYER ? 0 : node->received;
    }
  if (n_payers + n_receivers + n_both > 0)
    {
      g_autofree char *giving = g_strdup_printf ("%u", n_payers + n_both), *given = heng_flow_wording_format_full (words, paid);
      g_autofree char *taking = g_strdup_printf ("%u", n_receivers + n_both), *taken = heng_flow_wording_format_full (words, received);

      /* Translators: of a diagram's node "other": how many regions give how much, and how many receive how much. */
      add_part (statement, heng_wording_fill (_("Put together as other: %1$s giving %2$s, %3$s receiving %4$s"),
                                              giving, given, taking, taken));
    }
}

/* Of more programmes than a column can name the smaller ones stand as one. */
static void
add_groups (const HengFlowWording *words,
            const HengFlowGraph   *graph,
            GString               *statement)
{
  guint n_groups = heng_flow_graph_get_n_groups (graph);
  gboolean has_others = FALSE;

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph) && !has_others; i++)
    has_others = heng_flow_graph_get_link (graph, i)->group < 0;
  if (words->figure->middle == HENG_FLOW_MIDDLE_GROUP && n_groups > 0 && has_others)
    add_part (statement, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The largest %u basin or programme",
                                                       "The largest %u basins and programmes", n_groups), n_groups));
}

char *
heng_flow_wording_make_filter (const HengFlowWording *words,
                               const HengFlowLayout  *layout)
{
  const HengFlowFigure *figure = words->figure;
  GString *statement = g_string_new (NULL);

  if (strcmp (words->commodity, heng_book_get_currency (words->book)) != 0)
    add_part (statement, heng_wording_fill (_("Only: %1$s"), words->commodity, "", "", ""));
  if (figure->query.mechanism >= 0)
    add_part (statement, heng_wording_fill (_("Only: %1$s"), heng_wording_mechanism ((HengMechanism) figure->query.mechanism), "", "", ""));
  add_region (words, statement);
  add_threshold (words, statement);
  if (layout != NULL)
    add_groups (words, heng_flow_layout_get_graph (layout), statement);
  add_other (words, layout, statement);
  if (figure->order_of_payers != NULL || figure->order_of_middles != NULL || figure->order_of_receivers != NULL)
    add_part (statement, g_strdup (_("In an order given by hand")));
  return g_string_free (statement, statement->len == 0);
}

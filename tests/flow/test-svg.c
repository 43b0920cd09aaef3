// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-svg.h"

#include <string.h>

static HengFlowLayout *
lay_out (HengFlowDiagram diagram,
         FlowNames       names)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (12, 40, 2, names);
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = diagram;
  options.width_pt = 700;
  options.height_pt = 480;
  options.n_restarts = 10;
  flow_fixture_fill_texts (&options.texts);

  return heng_flow_layout_new (graph, &options);
}

static char *
write_svg (const HengFlowLayout *layout,
           HengFlowPaletteKind   kind)
{
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, kind);

  return heng_flow_svg_write (layout, &palette);
}

typedef struct
{
  GHashTable *ids;
  GPtrArray  *links;    /* titles of links, once for every shape of them */
  GPtrArray  *texts;
  GPtrArray  *patterns; /* what fills refer to */
  guint       depth;
} Reading;

static void
start_element (GMarkupParseContext  *context,
               const char           *name,
               const char          **names,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  Reading *self = data;

  self->depth++;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_null (strstr (values[i], "nan"));
      g_assert_null (strstr (values[i], "inf"));
      if (strcmp (names[i], "id") == 0)
        g_assert_true (g_hash_table_add (self->ids, g_strdup (values[i])));
      if (g_str_has_prefix (values[i], "url(#"))
        g_ptr_array_add (self->patterns, g_strndup (values[i] + 5, strlen (values[i]) - 6));
    }
}

static void
end_element (GMarkupParseContext  *context,
             const char           *name,
             gpointer              data,
             GError              **error)
{
  ((Reading *) data)->depth--;
}

static void
take_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              data,
           GError              **error)
{
  Reading *self = data;
  const char *name = g_markup_parse_context_get_element (context);

  if (strcmp (name, "text") == 0)
    g_ptr_array_add (self->texts, g_strndup (text, length));
  if (strcmp (name, "title") == 0 && strstr (text, " → ") != NULL)
    g_ptr_array_add (self->links, g_strndup (text, length));
}

static void
read_svg (const char *text,
          Reading    *self)
{
  static const GMarkupParser parser = { .start_element = start_element, .end_element = end_element, .text = take_text };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, self, NULL);
  GError *error = NULL;

  *self = (Reading) { .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      .links = g_ptr_array_new_with_free_func (g_free), .texts = g_ptr_array_new_with_free_func (g_free),
                      .patterns = g_ptr_array_new_with_free_func (g_free) };
  g_assert_true (g_markup_parse_context_parse (context, text, -1, &error));
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->depth, ==, 0);
  g_markup_parse_context_free (context);
}

static void
clear_reading (Reading *self)
{
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->patterns);
}

static gboolean
has_text (const GPtrArray *texts,
          const char      *wanted)
{
  for (guint i = 0; i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), wanted) == 0)
      return TRUE;

  return FALSE;
}

static void
test_says_everything (gconstpointer data)
{
  g_autoptr(HengFlowLayout) layout = lay_out ((HengFlowDiagram) GPOINTER_TO_INT (data), FLOW_NAMES_CHINESE);

  for (HengFlowPaletteKind kind = HENG_FLOW_PALETTE_LIGHT; kind <= HENG_FLOW_PALETTE_GREY; kind++)
    {
      g_autofree char *text = write_svg (layout, kind);
      Reading reading;

      read_svg (text, &reading);
      g_assert_true (has_text (reading.texts, heng_flow_layout_get_title (layout)));
      for (guint i = 0; i < heng_flow_layout_get_n_labels (layout); i++)
        {
          const HengFlowLabel *label = heng_flow_layout_get_label (layout, i);

          if (label->node >= 0 && strchr (label->text, '\n') == NULL)
            g_assert_nonnull (strstr (text, label->text));
        }
      for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
        {
          const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
          g_autofree char *id = g_strdup_printf ("link-%u", i);
          g_autofree char *ends = g_strdup_printf ("%s → %s\n", heng_flow_layout_get_node (layout, link->from)->name,
                                                   heng_flow_layout_get_node (layout, link->to)->name);

          g_assert_true (g_hash_table_contains (reading.ids, id));
          g_assert_nonnull (strstr (text, ends));
          g_assert_nonnull (strstr (text, link->words));
        }
      g_assert_cmpuint (reading.links->len, >=, heng_flow_layout_get_n_links (layout));
      if (kind == HENG_FLOW_PALETTE_GREY)
        g_assert_cmpuint (reading.patterns->len, >, 0);
      for (guint i = 0; i < reading.patterns->len; i++)
        g_assert_true (g_hash_table_contains (reading.ids, g_ptr_array_index (reading.patterns, i)));
      clear_reading (&reading);
    }
}

static void
test_takes_any_name (void)
{
  HengFlowGraphBuilder *builder = heng_flow_graph_builder_new ();
  g_autoptr(HengFlowGraph) graph = NULL;
  g_autoptr(HengFlowLayout) layout = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  HengFlowOptions options;
  Reading reading;

  heng_flow_graph_builder_add_node (builder, "a", "<b>&\"'\001\xf0\x9f\x8c\x8a", &error);
  heng_flow_graph_builder_add_node (builder, "b", "]]>", &error);
  heng_flow_graph_builder_add_mechanism (builder, "m", "x < y", 0, &error);
  heng_flow_graph_builder_add_link (builder, "a", "m", "b", FALSE, 100, 1, &error);
  g_assert_no_error (error);
  graph = heng_flow_graph_builder_finish (builder, &error);
  heng_flow_options_init (&options);
  options.texts.title = "A & B";
  layout = heng_flow_layout_new (graph, &options);
  text = write_svg (layout, HENG_FLOW_PALETTE_LIGHT);
  read_svg (text, &reading);
  g_assert_true (has_text (reading.texts, "A & B"));
  g_assert_null (strchr (text, '\001'));
  g_assert_null (strstr (text, "&#x1;"));
  clear_reading (&reading);
}

/* A cut label says so, and not what it hides: the heads of a matrix have a line each, and no more room than that. */
static void
test_cuts_as_the_picture_does (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_MATRIX, FLOW_NAMES_LONG);
  g_autofree char *text = write_svg (layout, HENG_FLOW_PALETTE_LIGHT);
  guint n_cut = 0;
  Reading reading;

  read_svg (text, &reading);
  for (guint i = 0; i < reading.texts->len; i++)
    n_cut += strstr (g_ptr_array_index (reading.texts, i), "…") != NULL;
  g_assert_cmpuint (n_cut, >, 0);
  clear_reading (&reading);
}

static void
test_repeats_itself (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY, FLOW_NAMES_CHINESE);
  g_autofree char *one = write_svg (layout, HENG_FLOW_PALETTE_GREY);
  g_autofree char *other = write_svg (layout, HENG_FLOW_PALETTE_GREY);

  g_assert_cmpstr (one, ==, other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (HengFlowDiagram diagram = HENG_FLOW_DIAGRAM_SANKEY; diagram <= HENG_FLOW_DIAGRAM_TILES; diagram++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/svg/says-everything/%u", (guint) diagram);

      g_test_add_data_func (path, GINT_TO_POINTER (diagram), test_says_everything);
    }
  g_test_add_func ("/flow/svg/takes-any-name", test_takes_any_name);
  g_test_add_func ("/flow/svg/cuts-as-the-picture-does", test_cuts_as_the_picture_does);
  g_test_add_func ("/flow/svg/repeats-itself", test_repeats_itself);

  return g_test_run ();
}

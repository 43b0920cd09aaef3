// SPDX-License-Identifier: GPL-3.0-or-later
/* What the page shows of a picture, and what happens when it is used. */
#include "heng-flows-page-private.h"

#include "heng-notice.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- texts ---- */

static void
show_strip (HengFlowsPage *self)
{
  g_autofree char *said = NULL;

  if (self->words != NULL)
    said = heng_flow_words_say (self->words, heng_flow_area_get_item (HENG_FLOW_AREA (self->area)));
  if (said == NULL && self->words != NULL)
    said = heng_flow_words_say_total (self->words);
  if (self->words == NULL)
    said = g_strdup (_("The flows are being read…"));
  gtk_label_set_text (GTK_LABEL (self->strip), said == NULL ? "" : said);
}

static void
show_filters (HengFlowsPage *self)
{
  g_autofree char *line = heng_flow_caption_join (heng_flow_loader_get_caption (self->loader));
  guint n = heng_flow_choice_count (&self->choice);
  /* Translators: on a button: how many filters are set */
  g_autofree char *counted = g_strdup_printf (_("_Show (%u)"), n);

  gtk_widget_set_visible (self->filter_box, line != NULL || n > 0);
  /* What is put together for want of room is said, but is nobody's wish. */
  gtk_widget_set_visible (self->clear_button, n > 0);
  gtk_label_set_text (GTK_LABEL (self->filter_label), line == NULL ? "" : line);
  gtk_widget_set_tooltip_text (self->filter_label, line);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->show_button), n == 0 ? _("_Show") : counted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flows.clear-filters", n > 0);
}

/* What a screen reader says when it comes to the drawing. */
static void
name_drawing (HengFlowsPage   *self,
              HengFlowDiagram  diagram)
{
  GListModel *kinds = gtk_drop_down_get_model (GTK_DROP_DOWN (self->diagram_drop));
  g_autoptr (GtkStringObject) kind = g_list_model_get_item (kinds, diagram);
  /* Translators: the name of a drawing; a kind of diagram */
  g_autofree char *name = g_strdup_printf (_("Drawing of the flows: %s"), kind == NULL ? "" : gtk_string_object_get_string (kind));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Nothing to draw: why, and what can be done about it. */
static void
show_empty (HengFlowsPage *self)
{
  const char *text = _("Flows come from what is booked: settle a period, or record a payment.");
  const char *verb = _("Go to the settlements");
  const char *action = "page.show";

  if (heng_flow_choice_is_filtered (&self->choice))
    {
      text = _("No flow is left with these filters.");
      verb = _("Clear the filters");
      action = "flows.clear-filters";
    }
  else if (self->choice.measure != HENG_FLOW_ACCRUED)
    {
      static const char *const texts[] = { "", N_("Nothing has been paid yet."), N_("Nothing is outstanding."), N_("Nothing is overdue.") };

      text = _(texts[self->choice.measure]);
      verb = _("Show what is accrued");
      action = "flows.show-accrued";
    }
  gtk_label_set_text (GTK_LABEL (self->empty_label), text);
  gtk_button_set_label (GTK_BUTTON (self->empty_button), verb);
  /* An action must never be seen with another's target. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->empty_button),
                                          strcmp (action, "page.show") == 0 ? g_variant_new_string ("settlements") : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
}

/* ---- years ---- */

static void
show_years (HengFlowsPage *self)
{
  const GArray *years = heng_flow_loader_get_years (self->loader);
  guint n = years == NULL ? 0 : years->len;
  int first = n == 0 ? 0 : g_array_index (years, int, 0);
  int last = n == 0 ? 0 : g_array_index (years, int, n - 1);

  self->is_showing = TRUE;
  gtk_widget_set_visible (self->years_bar, self->choice.time == HENG_FLOW_TIME_YEAR && n > 1);
  if (self->choice.time == HENG_FLOW_TIME_YEAR && n > 0)
    {
      gtk_scale_clear_marks (GTK_SCALE (self->year_scale));
      gtk_range_set_range (GTK_RANGE (self->year_scale), first, last);
      gtk_range_set_increments (GTK_RANGE (self->year_scale), 1, 1);
      for (guint i = 0; i < n; i++)
        {
          int year = g_array_index (years, int, i);
          g_autofree char *text = g_strdup_printf ("%d", year);
          /* As many as stand beside each other. */
          gboolean has_text = n <= 8 || i == 0 || i == n - 1 || (n <= 16 && i % 2 == 0 && i + 2 < n);

          gtk_scale_add_mark (GTK_SCALE (self->year_scale), year, GTK_POS_BOTTOM, has_text ? text : NULL);
        }
      if (self->choice.year == 0 || self->choice.year > last || self->choice.year < first)
        self->choice.year = last;
      gtk_range_set_value (GTK_RANGE (self->year_scale), self->choice.year);
    }
  self->is_showing = FALSE;
}

/* ---- pictures ---- */

void
heng_flows_page_show_loading (HengFlowsPage *self,
                              gboolean       is_loading)
{
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_loading);
  /* One that stops within a frame would stay on screen as it was last drawn. */
  gtk_widget_set_opacity (self->spinner, is_loading ? 1 : 0);
}

static void
loaded_cb (HengFlowsPage *self,
           gboolean       is_refined)
{
  HengFlowLayout *layout = heng_flow_loader_get_layout (self->loader);
  GPtrArray *rows = heng_flow_loader_get_rows (self->loader);
  const HengFlowChoice *choice = heng_flow_loader_get_choice (self->loader);
  gboolean has_flows = heng_flow_layout_get_n_links (layout) > 0;
  const HengFlowCaption *caption = heng_flow_loader_get_caption (self->loader);

  g_clear_pointer (&self->words, heng_flow_words_free);
  self->words = heng_flow_words_new (self->session, layout, rows, choice);
  heng_flow_area_show (HENG_FLOW_AREA (self->area), layout, heng_flow_words_new (self->session, layout, rows, choice), TRUE);
  heng_flow_table_show (HENG_FLOW_TABLE (self->table), layout, choice->commodity);
  name_drawing (self, heng_flow_layout_get_diagram (layout));
  show_years (self);
  show_filters (self);
  if (!has_flows)
    show_empty (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_flows ? "drawing" : "empty");
  gtk_label_set_text (GTK_LABEL (self->title), caption->title);
  gtk_widget_set_tooltip_text (self->title, caption->title);
  gtk_label_set_text (GTK_LABEL (self->subtitle), caption->subtitle);
  gtk_widget_set_tooltip_text (self->subtitle, caption->subtitle);
  heng_flows_page_show_loading (self, heng_flow_loader_is_loading (self->loader));
  show_strip (self);
}

static void
failed_cb (HengFlowsPage *self,
           const GError  *error)
{
  heng_flows_page_show_loading (self, FALSE);
  if (heng_notice_is_near (GTK_WIDGET (self)))
    heng_notice_error (heng_notice_find (GTK_WIDGET (self)), error);
}

/* ---- use ---- */

static void
lit_cb (HengFlowsPage *self)
{
  HengFlowItem item = heng_flow_area_get_item (HENG_FLOW_AREA (self->area));

  show_strip (self);
  if (item.kind == HENG_FLOW_ITEM_NONE)
    return;

  /* What is looked at stays where it is. */
  heng_flow_loader_stop_refining (self->loader);
  heng_flow_table_select (HENG_FLOW_TABLE (self->table), item.kind == HENG_FLOW_ITEM_LINK ? (int) item.index : -1,
                          heng_flow_area_is_kept (HENG_FLOW_AREA (self->area)));
}

/* One agreement opens at once, several are offered. */
static void
open_link (HengFlowsPage *self,
           guint          link)
{
  g_autoptr (GPtrArray) agreements = heng_flow_words_list_agreements (self->words, link);
  g_autofree char *sentence = heng_flow_words_say (self->words, (HengFlowItem) { HENG_FLOW_ITEM_LINK, link });
  GdkRectangle box;
  graphene_point_t corner;

  if (agreements->len == 1)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "book.show-agreement", "s",
                                  ((const HengFlowRow *) g_ptr_array_index (agreements, 0))->agreement);
      return;
    }

  heng_flow_detail_show (HENG_FLOW_DETAIL (self->detail), self->session, heng_flow_loader_get_choice (self->loader)->commodity, sentence,
                         agreements);
  if (gtk_widget_get_mapped (self->area) && heng_flow_area_get_lit_box (HENG_FLOW_AREA (self->area), &box) &&
      gtk_widget_compute_point (self->area, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) box.x, (float) box.y), &corner))
    {
      box.x = (int) corner.x;
      box.y = (int) corner.y;
      gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &box);
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
opened_cb (HengFlowsPage *self)
{
  HengFlowItem item = heng_flow_area_get_item (HENG_FLOW_AREA (self->area));

  if (self->words != NULL && item.kind == HENG_FLOW_ITEM_LINK)
    open_link (self, item.index);
}

static void
row_chosen_cb (HengFlowsPage *self,
               guint          link)
{
  heng_flow_area_light (HENG_FLOW_AREA (self->area), (HengFlowItem) { HENG_FLOW_ITEM_LINK, link });
}

static void
row_opened_cb (HengFlowsPage *self,
               guint          link)
{
  row_chosen_cb (self, link);
  open_link (self, link);
}

/* The ids of a column, from the top. Returns: (transfer full) */
static GStrv
list_column (HengFlowLayout *layout,
             HengFlowColumn  column)
{
  static const HengFlowSide sides[] = { HENG_FLOW_SIDE_PAYER, HENG_FLOW_SIDE_MIDDLE, HENG_FLOW_SIDE_RECEIVER };
  guint n = heng_flow_layout_get_n_nodes (layout);
  g_autofree const char **places = g_new0 (const char *, n + 1);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      /* In a series every picture has the same order. */
      if (node->side == sides[column] && node->n_bundled == 0 && node->place < n && places[node->place] == NULL)
        places[node->place] = node->id;
    }
  for (guint i = 0; i < n; i++)
    if (places[i] != NULL)
      g_ptr_array_add (ids, g_strdup (places[i]));
  g_ptr_array_add (ids, NULL);

  return (GStrv) g_ptr_array_free (ids, FALSE);
}

static void
moved_cb (HengFlowsPage *self,
          guint          column,
          const char    *id,
          int            place)
{
  HengFlowLayout *layout = heng_flow_loader_get_layout (self->loader);
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) moved = NULL;

  if (layout == NULL || place < 0)
    return;

  ids = list_column (layout, (HengFlowColumn) column);
  moved = heng_flow_pins_move ((const char *const *) ids, id, place);
  if (g_strv_equal ((const char *const *) ids, (const char *const *) moved))
    return;

  heng_flow_pins_set (self->pins, heng_flow_choice_get_view (&self->choice), (HengFlowColumn) column,
                      (const char *const *) moved, self->is_moving);
  self->is_moving = TRUE;
  heng_flows_page_load_orders (self);
  heng_flows_page_load (self, TRUE);
}

static void
dropped_cb (HengFlowsPage *self)
{
  self->is_moving = FALSE;
}

void
heng_flows_page_bind_picture (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, lit_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_opened_cb);
}

void
heng_flows_page_watch_loader (HengFlowsPage *self)
{
  g_signal_connect_object (self->loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

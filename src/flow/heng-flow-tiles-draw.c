// SPDX-License-Identifier: GPL-3.0-or-later
/* Tiles: grounds, names and notes. */
#include "heng-flow-tiles-private.h"

#include <string.h>

/* Parts of the size that was asked for. */
#define LEAST_LABEL_SIZE 0.75
#define LEAST_OWN_SIZE 0.55
#define INSIDE_SIZE 0.68
#define NOTES_SIZE 0.9
#define MOST_NAME_LINES 2
#define MOST_NOTE_LINES 3

/* How a name is set into its tile. */
typedef struct
{
  HengFlowSetting setting;
  double          width_pt;
  double          height_pt;
} Fit;

/* The widest piece that must stay on one line: a word, but of Chinese only a character. */
static double
measure_widest_word (const HengFlowTiles   *self,
                     const char            *name,
                     const HengFlowSetting *setting)
{
  g_auto(GStrv) words = g_strsplit (name, " ", -1);
  double widest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      double width;
      double height;

      if (g_unichar_iswide (g_utf8_get_char (words[i])))
        continue;
      heng_flow_type_measure (&self->draft->type, words[i], setting, &width, &height);
      widest = MAX (widest, width);
    }

  return widest;
}

/* Words are set smaller rather than broken; a name of several may take more lines. Returns: whether it fits at @size_pt, uncut */
static gboolean
fit_name (const HengFlowTiles *self,
          const char          *name,
          gboolean             is_bold,
          double               size_pt,
          double               width_pt,
          double               height_pt,
          guint                most_lines,
          Fit                 *fit)
{
  double widest;
  double uncut_width;
  double uncut_height;

  fit->setting = (HengFlowSetting) { .size_pt = size_pt, .is_bold = is_bold, .n_lines = 1, .width_pt = -1 };
  heng_flow_type_measure (&self->draft->type, name, &fit->setting, &fit->width_pt, &fit->height_pt);
  if (fit->width_pt <= width_pt && fit->height_pt <= height_pt)
    return TRUE;

  widest = measure_widest_word (self, name, &fit->setting);
  fit->setting.width_pt = MAX (width_pt, 1);
  fit->setting.n_lines = 99;
  heng_flow_type_measure (&self->draft->type, name, &fit->setting, &uncut_width, &uncut_height);
  for (guint i = most_lines; i > 0; i--)
    {
      fit->setting.n_lines = i;
      heng_flow_type_measure (&self->draft->type, name, &fit->setting, &fit->width_pt, &fit->height_pt);
      if (fit->height_pt <= height_pt)
        break;
    }

  return fit->height_pt <= height_pt && uncut_height <= fit->height_pt + 0.5 && widest <= width_pt;
}

static const char *
get_name (const HengFlowTiles *self,
          const HengFlowSpot  *spot)
{
  return self->is_short ? spot->short_name : spot->name;
}

/* The largest size at which all names of the grid fit, from that of the page down to @least of it. */
static gboolean
find_size (HengFlowTiles *self,
           double         width_pt,
           double         height_pt,
           double         least)
{
  for (double part = 1; part >= least - 1e-9; part -= 0.05)
    {
      gboolean fits = TRUE;
      Fit fit;

      self->label_pt = part * self->draft->type.size_pt;
      for (guint i = 0; i < self->spots->len && fits; i++)
        {
          const HengFlowSpot *spot = heng_flow_tiles_spot (self, i);
          gboolean has_tile = i < heng_flow_tile_grid_get_n_tiles (self->grid);

          fits = !has_tile || fit_name (self, get_name (self, spot), TRUE, self->label_pt, width_pt, height_pt,
                                        MOST_NAME_LINES, &fit);
        }
      if (fits)
        return TRUE;
    }

  return FALSE;
}

void
heng_flow_tiles_find_label_size (HengFlowTiles *self,
                                 double         width_pt,
                                 double         height_pt)
{
  if (find_size (self, width_pt, height_pt, LEAST_LABEL_SIZE))
    return;

  self->is_short = TRUE;
  if (!find_size (self, width_pt, height_pt, LEAST_OWN_SIZE))
    self->label_pt = MIN (LEAST_OWN_SIZE * self->draft->type.size_pt, 0.7 * MAX (height_pt, 1));
}

/* A rectangle, or for a pool one with round ends. */
static HengFlowShape *
add_ground (HengFlowTiles      *self,
            const HengFlowSpot *spot,
            HengFlowRole        role)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double radius = MIN (spot->x1 - spot->x0, spot->y1 - spot->y0) / 2;
  HengFlowShape *shape;

  if (!spot->is_round)
    return heng_flow_display_add_box (display, role, HENG_FLOW_INK_CELL, spot->x0, spot->y0, spot->x1, spot->y1);

  shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, role, HENG_FLOW_INK_CELL);
  heng_flow_display_move_to (display, spot->x0, spot->y0 + radius);
  heng_flow_display_arc_to (display, spot->x0 + radius, spot->y0 + radius, radius, G_PI, 1.5 * G_PI);
  heng_flow_display_arc_to (display, spot->x1 - radius, spot->y0 + radius, radius, -0.5 * G_PI, 0);
  heng_flow_display_arc_to (display, spot->x1 - radius, spot->y1 - radius, radius, 0, 0.5 * G_PI);
  heng_flow_display_arc_to (display, spot->x0 + radius, spot->y1 - radius, radius, 0.5 * G_PI, G_PI);

  return shape;
}

static HengFlowShape *
add_centred (HengFlowTiles      *self,
             const HengFlowSpot *spot,
             const char         *text,
             HengFlowRole        role,
             HengFlowInk         ink,
             const Fit          *fit,
             double              top)
{
  double inset = spot->is_round ? 0.12 * (spot->x1 - spot->x0) : 2;
  HengFlowShape *shape = heng_flow_display_add_text (self->draft->layout->display, role, ink, text, fit->setting.size_pt,
                                                     spot->x0 + inset, top, spot->x1 - inset, top + fit->height_pt);

  shape->align = HENG_FLOW_ALIGN_CENTRE;
  shape->n_lines = fit->setting.n_lines;
  shape->is_bold = fit->setting.is_bold;
  shape->node = spot->node;

  return shape;
}

void
heng_flow_tiles_draw_pale_grounds (HengFlowTiles *self)
{
  for (guint i = 0; i < self->spots->len; i++)
    if (heng_flow_tiles_spot (self, i)->node < 0)
      add_ground (self, heng_flow_tiles_spot (self, i), HENG_FLOW_ROLE_GRID);
}

void
heng_flow_tiles_draw_pale_names (HengFlowTiles *self)
{
  for (guint i = 0; i < self->spots->len; i++)
    {
      const HengFlowSpot *spot = heng_flow_tiles_spot (self, i);
      const char *name = get_name (self, spot);
      Fit fit;

      if (spot->node >= 0)
        continue;
      fit_name (self, name, FALSE, 0.9 * self->label_pt, spot->x1 - spot->x0 - 4, spot->y1 - spot->y0, MOST_NAME_LINES, &fit);
      fit.height_pt = MIN (fit.height_pt, spot->y1 - spot->y0);
      add_centred (self, spot, name, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_DIM, &fit,
                   (spot->y0 + spot->y1 - fit.height_pt) / 2)->has_halo = TRUE;
    }
}

/* What has no tile of its own in the grid brings a name of any length: it is set smaller and cut before it leaves its shape. */
static void
fit_node (HengFlowTiles      *self,
          const HengFlowSpot *spot,
          gboolean            has_tile,
          const char        **name,
          Fit                *fit)
{
  double width = spot->x1 - spot->x0 - (spot->is_round ? 0.24 * (spot->x1 - spot->x0) : 4);
  double height = (spot->is_round ? 0.85 : 0.97) * (spot->y1 - spot->y0);

  *name = has_tile ? get_name (self, spot) : spot->name;
  for (double size = self->label_pt; size >= LEAST_OWN_SIZE * self->draft->type.size_pt; size -= 0.05 * self->draft->type.size_pt)
    if (fit_name (self, *name, TRUE, size, width, height, has_tile ? MOST_NAME_LINES : MOST_NAME_LINES + 1, fit))
      return;
  if (!has_tile)
    *name = spot->short_name;
  fit_name (self, *name, TRUE, MIN (self->label_pt, LEAST_OWN_SIZE * self->draft->type.size_pt), width, height,
            has_tile ? MOST_NAME_LINES : MOST_NAME_LINES + 1, fit);
  fit->height_pt = MIN (fit->height_pt, spot->y1 - spot->y0);
}

static void
draw_node (HengFlowTiles *self,
           guint          index)
{
  const HengFlowSpot *spot = heng_flow_tiles_spot (self, index);
  gboolean has_tile = index < heng_flow_tile_grid_get_n_tiles (self->grid);
  HengFlowShape *shape = add_ground (self, spot, HENG_FLOW_ROLE_NODE);
  double inset = spot->is_round ? 0.12 * (spot->x1 - spot->x0) : 2;
  Fit inside = { .setting = { .size_pt = INSIDE_SIZE * self->label_pt, .n_lines = 1, .width_pt = spot->x1 - spot->x0 - 4 } };
  const char *name;
  double room;
  double top;
  Fit fit;

  shape->node = spot->node;
  shape->is_solid = TRUE;
  fit_node (self, spot, has_tile, &name, &fit);
  room = spot->y1 - spot->y0 - fit.height_pt;
  if (spot->inside != NULL)
    heng_flow_type_measure (&self->draft->type, spot->inside, &inside.setting, &inside.width_pt, &inside.height_pt);
  if (spot->inside == NULL || inside.height_pt > room || inside.setting.size_pt < 5)
    inside.height_pt = 0;
  top = spot->y0 + (room - inside.height_pt) / 2;
  add_centred (self, spot, name, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_TEXT, &fit, top);
  heng_flow_draft_add_label (self->draft, spot->node, HENG_FLOW_SIDE_BOTH, name, spot->x0 + inset, top, spot->x1 - inset,
                             top + fit.height_pt);
  if (inside.height_pt > 0)
    add_centred (self, spot, spot->inside, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_DIM, &inside, top + fit.height_pt);
}

void
heng_flow_tiles_draw_nodes (HengFlowTiles *self)
{
  for (guint i = 0; i < self->spots->len; i++)
    if (heng_flow_tiles_spot (self, i)->node >= 0)
      draw_node (self, i);
  for (guint i = 0, place = 0; i < self->spots->len; i++)
    if (heng_flow_tiles_spot (self, i)->node >= 0)
      heng_flow_draft_node (self->draft, (guint) heng_flow_tiles_spot (self, i)->node)->place = place++;
}

/* The notes that this drawing has need of. Returns: (transfer full) */
static char *
join_notes (const HengFlowTiles *self,
            const char          *example)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  gboolean is_inner = self->draft->options->diagram == HENG_FLOW_DIAGRAM_OD_MAP;
  g_autoptr(GPtrArray) notes = g_ptr_array_new ();
  gboolean has_round = FALSE;
  gboolean has_inside = FALSE;
  gboolean has_loop = FALSE;

  for (guint i = 0; i < self->spots->len; i++)
    {
      has_round = has_round || heng_flow_tiles_spot (self, i)->is_round;
      has_inside = has_inside || heng_flow_tiles_spot (self, i)->inside != NULL;
    }
  for (guint i = 0; i < self->draft->layout->links->len; i++)
    has_loop = has_loop || heng_flow_draft_link (self->draft, i)->from == heng_flow_draft_link (self->draft, i)->to;

  g_ptr_array_add (notes, (gpointer) texts->tiles_note);
  g_ptr_array_add (notes, (gpointer) (is_inner ? texts->inner_note : NULL));
  g_ptr_array_add (notes, (gpointer) example);
  g_ptr_array_add (notes, (gpointer) (is_inner ? texts->diagonal_note : NULL));
  g_ptr_array_add (notes, (gpointer) (has_round && !is_inner ? texts->pool_note : NULL));
  g_ptr_array_add (notes, (gpointer) (has_inside ? texts->home_note : NULL));
  g_ptr_array_add (notes, (gpointer) (has_loop && !is_inner ? texts->within_note : NULL));
  for (guint i = notes->len; i-- > 0;)
    if (notes->pdata[i] == NULL)
      g_ptr_array_remove_index (notes, i);
  g_ptr_array_add (notes, NULL);

  return g_strjoinv (" · ", (char **) notes->pdata);
}

static HengFlowSetting
get_notes_setting (const HengFlowTiles *self)
{
  return (HengFlowSetting) { .size_pt = NOTES_SIZE * self->draft->type.size_pt, .n_lines = MOST_NOTE_LINES,
                             .width_pt = self->draft->frame.x1 - self->draft->frame.x0 };
}

void
heng_flow_tiles_measure_notes (HengFlowTiles *self,
                               const char    *example)
{
  HengFlowSetting setting = get_notes_setting (self);
  g_autofree char *notes = join_notes (self, example);
  double width;
  double height = 0;

  if (*notes != '\0')
    heng_flow_type_measure (&self->draft->type, notes, &setting, &width, &height);
  /* A page too small for both keeps its drawing. */
  self->notes_pt = height + 4 < 0.3 * (self->draft->frame.y1 - self->draft->frame.y0) && height > 0 ? height + 4 : 0;
}

void
heng_flow_tiles_draw_notes (HengFlowTiles *self,
                            const char    *example)
{
  HengFlowSetting setting = get_notes_setting (self);
  g_autofree char *notes = join_notes (self, example);
  HengFlowShape *shape;

  if (self->notes_pt == 0)
    return;

  shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, notes,
                                      setting.size_pt, self->draft->frame.x0, self->draft->frame.y1 - self->notes_pt + 4,
                                      self->draft->frame.x1, self->draft->frame.y1);
  shape->align = HENG_FLOW_ALIGN_CENTRE;
  shape->n_lines = setting.n_lines;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-line-cache.h"

#include <math.h>

/* Pixels below the last that may be asked for. */
#define SPARE 8

/* Lines of one direction, row by row or column by column. */
typedef struct
{
  HengFlowHatchKind kind;
  double            spacing_pt;
  double            line_pt;
  float            *values;
  int               first; /* what the first of them is for */
} Table;

struct _HengFlowLineCache
{
  const HengFlowGrid *grid;
  int                 right, bottom;
  GArray             *tables; /* (element-type Table) */
};

static void
clear_table (gpointer data)
{
  g_free (((Table *) data)->values);
}

HengFlowLineCache *
heng_flow_line_cache_new (const HengFlowGrid *grid,
                          int                 right,
                          int                 bottom)
{
  HengFlowLineCache *self = g_new0 (HengFlowLineCache, 1);

  self->grid = grid;
  self->right = right;
  self->bottom = bottom;
  self->tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_array_set_clear_func (self->tables, clear_table);

  return self;
}

void
heng_flow_line_cache_free (HengFlowLineCache *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->tables);
  g_free (self);
}

/* How much of a pixel a line covers whose middle is @distance away. */
static float
get_cover (double distance,
           double line_px)
{
  return (float) MAX (MIN (distance + 0.5, line_px / 2) - MAX (distance - 0.5, -line_px / 2), 0);
}

/* The lines start from the origin, as those do that cairo draws. */
static float *
measure_lines (const HengFlowLineCache *self,
               HengFlowHatchKind        kind,
               double                   spacing_pt,
               double                   line_pt,
               int                      first,
               int                      n)
{
  gboolean is_slanted = kind == HENG_FLOW_HATCH_RISING || kind == HENG_FLOW_HATCH_FALLING;
  double x = self->grid->origin_x, y = self->grid->origin_y;
  double origin = kind == HENG_FLOW_HATCH_RISING ? x + y - 1 : kind == HENG_FLOW_HATCH_FALLING ? y - x
                                                         : kind == HENG_FLOW_HATCH_UPRIGHT ? x - 0.5 : y - 0.5;
  double square = is_slanted ? G_SQRT2 : 1, step_px = spacing_pt * self->grid->scale_y * square;
  float *values = g_new (float, n);

  for (int i = 0; i < n; i++)
    values[i] = get_cover (fabs (remainder (first + i - origin, step_px)) / square, line_pt * self->grid->scale_y);

  return values;
}

HengFlowLines
heng_flow_line_cache_get (HengFlowLineCache   *self,
                          const HengFlowHatch *hatch,
                          HengFlowHatchKind    kind)
{
  gboolean is_upright = kind == HENG_FLOW_HATCH_UPRIGHT;
  int sign = kind == HENG_FLOW_HATCH_RISING || is_upright ? 1 : kind == HENG_FLOW_HATCH_FALLING ? -1 : 0;
  Table table = { kind, hatch->spacing_pt, hatch->line_pt, NULL, -self->right };

  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table *known = &g_array_index (self->tables, Table, i);

      if (known->kind == kind && known->spacing_pt == hatch->spacing_pt && known->line_pt == hatch->line_pt)
        return (HengFlowLines) { known->values - known->first, sign, !is_upright };
    }

  table.values = measure_lines (self, kind, hatch->spacing_pt, hatch->line_pt, table.first, 2 * self->right + self->bottom + SPARE);
  g_array_append_val (self->tables, table);
  return (HengFlowLines) { table.values - table.first, sign, !is_upright };
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-breaker.h"

/* Heights are sums of fractions: a unit that is too high by less than can be seen still fits. */
#define SLACK_PT 0.01

struct _HengPageBreaks
{
  GArray *places;
  GArray *pages;
};

typedef struct
{
  const GArray *units;
  double height_pt;
  double reached_pt;
  guint first_place;
  HengPageBreaks *breaks;
} Breaker;

static const HengPageUnit *
get_unit (const Breaker *self,
          guint          unit_index)
{
  return &g_array_index (self->units, HengPageUnit, unit_index);
}

static gboolean
is_at_top (const Breaker *self)
{
  return self->breaks->places->len == self->first_place;
}

static void
end_page (Breaker *self)
{
  HengPageRange page = { self->first_place, self->breaks->places->len };

  g_array_append_val (self->breaks->pages, page);
  self->first_place = page.end;
  self->reached_pt = 0;
}

/* Heads that would leave less than half of the page to their rows are not worth repeating, and heads that leave
 * too little for the very next one even less. */
static double
measure_repeated_heads (const Breaker *self,
                        guint          unit_index)
{
  const HengPageUnit *unit = get_unit (self, unit_index);
  double total_pt = 0;

  g_assert (unit->n_heads == 0 || unit->first_head + unit->n_heads <= unit_index);

  for (guint i = 0; i < unit->n_heads; i++)
    total_pt += get_unit (self, unit->first_head + i)->height_pt;

  return total_pt <= self->height_pt / 2 && total_pt + unit->height_pt <= self->height_pt + SLACK_PT ? total_pt : 0;
}

static void
place_one (Breaker *self,
           guint    unit_index,
           double   gap_pt)
{
  double height_pt = get_unit (self, unit_index)->height_pt;
  HengPagePlace place = { .unit_index = unit_index, .scale = 1 };

  if (height_pt > self->height_pt)
    place.scale = self->height_pt / height_pt;
  place.y_pt = self->reached_pt + gap_pt;
  self->reached_pt = place.y_pt + height_pt * place.scale;
  g_array_append_val (self->breaks->places, place);
}

static void
place (Breaker *self,
       guint    unit_index)
{
  const HengPageUnit *unit = get_unit (self, unit_index);

  if (is_at_top (self) && measure_repeated_heads (self, unit_index) > 0)
    for (guint i = 0; i < unit->n_heads; i++)
      place_one (self, unit->first_head + i, 0);
  /* White alone does not begin a page: it would push down what it should set apart. */
  if (unit->height_pt > 0 || !is_at_top (self))
    place_one (self, unit_index, is_at_top (self) ? 0 : unit->gap_pt);
  if (unit->breaks_page && !is_at_top (self))
    end_page (self);
}

/* How much the chain of units from @unit_index takes when it begins at @reached_pt; it is not counted further
 * than a page, so that a chain without end costs no more than a page of it. */
static double
measure_chain (const Breaker *self,
               guint          unit_index,
               gboolean       begins_page,
               guint         *out_end)
{
  double total_pt = begins_page ? measure_repeated_heads (self, unit_index) : 0;
  guint i;

  for (i = unit_index; i < self->units->len; i++)
    {
      const HengPageUnit *unit = get_unit (self, i);

      total_pt += unit->height_pt + (begins_page && i == unit_index ? 0 : unit->gap_pt);
      if (!unit->keeps_with_next || unit->breaks_page || total_pt > self->height_pt + SLACK_PT)
        break;
    }
  *out_end = MIN (i + 1, self->units->len);

  return total_pt;
}

/* As much of it as fits, and one unit at least, so that there is an end. */
static guint
place_part (Breaker *self,
            guint    unit_index,
            guint    end)
{
  guint i = unit_index;

  do
    place (self, i++);
  while (i < end && !is_at_top (self)
         && self->reached_pt + get_unit (self, i)->gap_pt + get_unit (self, i)->height_pt
            <= self->height_pt + SLACK_PT);

  return i;
}

static guint
place_chain (Breaker *self,
             guint    unit_index)
{
  guint end;
  double limit_pt = self->height_pt + SLACK_PT;
  gboolean fits = self->reached_pt + measure_chain (self, unit_index, is_at_top (self), &end) <= limit_pt;

  if (!fits && !is_at_top (self))
    {
      gboolean fits_page = measure_chain (self, unit_index, TRUE, &end) <= limit_pt;
      const HengPageUnit *unit = get_unit (self, unit_index);

      if (fits_page || self->reached_pt + unit->gap_pt + unit->height_pt > limit_pt)
        end_page (self);
      fits = fits_page;
    }
  /* A chain longer than a page must break somewhere: what is left of it is a new chain. */
  if (!fits)
    return place_part (self, unit_index, end);
  for (guint i = unit_index; i < end; i++)
    place (self, i);

  return end;
}

/**
 * heng_page_breaks_new: (skip)
 * @units: (element-type HengPageUnit): what stands on pages, in order
 * @height_pt: height of a body, above zero
 *
 * Puts units on pages, as many on each as fit: units that keep together stay together as long as a page
 * can hold them, and a header comes again above what continues it. This knows numbers only.
 */
HengPageBreaks *
heng_page_breaks_new (const GArray *units,
                      double        height_pt)
{
  HengPageBreaks *self;
  Breaker breaker = { .units = units, .height_pt = height_pt };

  g_assert (units != NULL && height_pt > 0);

  self = g_new0 (HengPageBreaks, 1);
  self->places = g_array_new (FALSE, FALSE, sizeof (HengPagePlace));
  self->pages = g_array_new (FALSE, FALSE, sizeof (HengPageRange));
  breaker.breaks = self;
  for (guint i = 0; i < units->len; )
    i = place_chain (&breaker, i);
  if (!is_at_top (&breaker) || self->pages->len == 0)
    end_page (&breaker);

  return self;
}

/**
 * heng_page_breaks_free: (skip)
 * @self: (nullable): breaks
 */
void
heng_page_breaks_free (HengPageBreaks *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->places);
  g_array_unref (self->pages);
  g_free (self);
}

guint
heng_page_breaks_get_n_pages (const HengPageBreaks *self)
{
  g_assert (self != NULL);

  return self->pages->len;
}

HengPageRange
heng_page_breaks_get_page (const HengPageBreaks *self,
                           guint                 page_index)
{
  g_assert (self != NULL && page_index < self->pages->len);

  return g_array_index (self->pages, HengPageRange, page_index);
}

const HengPagePlace *
heng_page_breaks_get_place (const HengPageBreaks *self,
                            guint                 place_index)
{
  g_assert (self != NULL && place_index < self->places->len);

  return &g_array_index (self->places, HengPagePlace, place_index);
}

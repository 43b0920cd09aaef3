// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-kept-adding.h"

#include "heng-relay.h"

#include <string.h>

/* Months of a region whose sums are found without a search: the decades between the first and the last that it has, if they are not more. */
#define DECADE 120
#define MONTHS_MAX (10 * DECADE)

/* Lines that are handed over together, and how many lines are so many that a thread is worth its while. */
#define BATCH_LINES 2048
#define MANY_LINES 16384

typedef struct
{
  HengKeptParty *from;
  HengKeptParty *to;
  HengKeptLine   line;
} Added;

struct _HengKeptAdding
{
  HengKeptRows *rows;    /* the relay's, as long as there is one; as is what parties and places have for it */
  GArray       *batch;   /* (element-type Added) */
  gint64        n_lines; /* since all was added */
  HengRelay    *relay;   /* (nullable): of batches */
  GError       *error;   /* (nullable): then nothing is added any more */
};

void
heng_kept_place_free (HengKeptPlace *self)
{
  g_free (self->months);
  g_free (self);
}

static HengKeptRow *
find_row (HengKeptRows *rows,
          HengKeptRecent *recent,
          gint64        axis,
          gint64        segment,
          gint64        party,
          gint64        other,
          gint64        commodity)
{
  if (recent->n == 0 || recent->segment != segment || recent->other != other || recent->commodity != commodity)
    {
      HengKeptRow name = { .axis = axis, .segment = segment, .party = party, .other = other, .commodity = commodity };

      *recent = (HengKeptRecent) { segment, other, commodity, heng_kept_rows_find (rows, &name) + 1 };
    }
  return heng_kept_rows_get (rows, recent->n - 1);
}

/* Makes room for the decade of @month. */
static gboolean
widen_months (HengKeptPlace *place,
              gint64  month)
{
  gint64 first = month / DECADE * DECADE, end = first + DECADE;
  guint32 *months;

  if (place->months != NULL)
    {
      first = MIN (first, place->first);
      end = MAX (end, place->first + place->n_months);
    }
  if (end - first > MONTHS_MAX)
    return FALSE;

  months = g_new0 (guint32, end - first);
  if (place->months != NULL)
    memcpy (months + (place->first - first), place->months, place->n_months * sizeof *months);
  g_free (place->months);
  place->months = months;
  place->first = first;
  place->n_months = (guint) (end - first);
  return TRUE;
}

static HengKeptRow *
find_month_row (HengKeptRows *rows,
                HengKeptPlace *place,
                gint64        month,
                gint64        commodity)
{
  HengKeptRow name = { .axis = HENG_KEPT_MONTH, .segment = month, .party = place->number, .commodity = commodity };
  guint32 *n;

  if (place->months == NULL)
    place->commodity = commodity;
  if (place->commodity != commodity ||
      ((place->months == NULL || month < place->first || month >= place->first + place->n_months) && !widen_months (place, month)))
    return heng_kept_rows_get (rows, heng_kept_rows_find (rows, &name));

  n = &place->months[month - place->first];
  if (*n == 0)
    *n = heng_kept_rows_find (rows, &name) + 1;
  return heng_kept_rows_get (rows, *n - 1);
}

static gboolean
add_figure (HengKeptRow   *row,
            HengLineKind   kind,
            gint64         amount_minor,
            GError       **error)
{
  gint64 *sum = kind == HENG_LINE_ACCRUAL ? &row->accrued_minor : &row->paid_minor;

  return heng_amount_add (*sum, amount_minor, sum, error);
}

static gboolean
add_place (HengKeptRows        *rows,
           HengKeptPlace       *place,
           const HengKeptLine  *line,
           gint64               month,
           gint64               block,
           gint64               amount_minor,
           GError             **error)
{
  return add_figure (find_month_row (rows, place, month, line->commodity), line->kind, amount_minor, error) &&
         add_figure (find_row (rows, &place->block, HENG_KEPT_BLOCK, block, place->number, 0, line->commodity), line->kind, amount_minor,
                     error);
}

static gboolean
add_unit (HengKeptRows        *rows,
          HengKeptParty       *smaller,
          const HengKeptLine  *line,
          GError             **error)
{
  HengKeptRow *row = find_row (rows, &smaller->unit, HENG_KEPT_UNIT, line->period_code, MIN (line->payer, line->receiver),
                               MAX (line->payer, line->receiver), line->commodity);
  gint64 *day = line->kind == HENG_LINE_ACCRUAL ? &row->accrued_day : &row->paid_day;

  *day = MAX (*day, line->date);
  return add_figure (row, line->kind, line->payer < line->receiver ? line->amount_minor : -line->amount_minor, error);
}

/* ---- many ---- */

static void
add_batch (gpointer data,
           gpointer adding)
{
  HengKeptAdding *self = adding;
  GArray *batch = data;

  for (guint i = 0; i < batch->len && self->error == NULL; i++)
    {
      const Added *added = &g_array_index (batch, Added, i);
      const HengKeptLine *line = &added->line;
      gint64 month = heng_day_get_month (line->date), block = (line->entry - 1) / HENG_KEPT_BLOCK_ENTRIES;

      if (add_place (self->rows, added->from->place, line, month, block, -line->amount_minor, &self->error) &&
          add_place (self->rows, added->to->place, line, month, block, line->amount_minor, &self->error))
        add_unit (self->rows, line->payer < line->receiver ? added->from : added->to, line, &self->error);
    }
  g_array_set_size (batch, 0);
}

static gpointer
batch_new (void)
{
  return g_array_sized_new (FALSE, FALSE, sizeof (Added), BATCH_LINES);
}

static void
batch_free (gpointer data)
{
  g_array_unref (data);
}

HengKeptAdding *
heng_kept_adding_new (void)
{
  HengKeptAdding *self = g_new0 (HengKeptAdding, 1);

  self->rows = heng_kept_rows_new ();
  self->batch = g_array_new (FALSE, FALSE, sizeof (Added));
  return self;
}

void
heng_kept_adding_free (HengKeptAdding *self)
{
  if (self == NULL)
    return;

  heng_relay_finish (self->relay);
  g_array_unref (self->batch);
  heng_kept_rows_free (self->rows);
  g_clear_error (&self->error);
  g_free (self);
}

void
heng_kept_adding_add (HengKeptAdding     *self,
                      HengKeptParty      *from,
                      HengKeptParty      *to,
                      const HengKeptLine *line)
{
  Added added = { from, to, *line };

  g_array_append_val (self->batch, added);
  self->n_lines++;
  if (self->batch->len < BATCH_LINES)
    return;

  if (self->n_lines < MANY_LINES)
    {
      add_batch (self->batch, self);
      return;
    }
  if (self->relay == NULL)
    self->relay = heng_relay_new ("kept-sums", batch_new, batch_free, add_batch, self);
  self->batch = heng_relay_hand_over (self->relay, self->batch);
}

gboolean
heng_kept_adding_finish (HengKeptAdding  *self,
                         GError         **error)
{
  g_clear_pointer (&self->relay, heng_relay_finish);
  add_batch (self->batch, self);
  self->n_lines = 0;
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

HengKeptRows *
heng_kept_adding_get_rows (HengKeptAdding *self)
{
  return self->rows;
}

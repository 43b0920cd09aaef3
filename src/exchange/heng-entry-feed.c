// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows of tables become entries. */
#include "heng-entry-feed.h"

#include "heng-amount.h"
#include "heng-error.h"

/* Rows that are handed over together, and how many such pieces there are: reading is the faster side and must not run far ahead. */
#define PIECE_ROWS 1024
#define N_PIECES 4

typedef enum
{
  COLUMN_AGREEMENT,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_DATE,
  COLUMN_COMMODITY,
  COLUMN_MEMO,
  N_SHARED_COLUMNS,
  COLUMN_AMOUNT = N_SHARED_COLUMNS, /* of payments */
  COLUMN_PERIOD,
  COLUMN_DOCUMENT,
  COLUMN_ACCRUED = N_SHARED_COLUMNS, /* of openings */
  COLUMN_PAID,
  N_COLUMNS = COLUMN_DOCUMENT + 1
} Column;

static const char *const shared_columns[] = { "agreement", "from", "to", "date", "commodity", "memo" };
static const char *const payment_columns[] = { "amount", "period", "document" };
static const char *const opening_columns[] = { "accrued", "paid" };
G_STATIC_ASSERT (G_N_ELEMENTS (shared_columns) == N_SHARED_COLUMNS);

typedef struct
{
  GPtrArray *entries; /* (element-type HengEntry) */
  GError    *error;   /* (nullable): of the row after these */
} Piece;

struct _HengEntryFeed
{
  const HengTable *table;
  HengEntryKind    kind;
  const char      *currency;
  guint            columns[N_COLUMNS];

  Piece        pieces[N_PIECES];
  GAsyncQueue *empty;    /* (element-type Piece): to be filled */
  GAsyncQueue *full;
  GThread     *thread;   /* (nullable) */
  int          stopped;  /* atomic */

  guint        next_row; /* to be read: of who fills pieces */
  Piece       *piece;    /* (nullable): what is given from: of who asks, as the rest */
  guint        at;
  guint        n_given;
};

static const char *
get_field (const HengEntryFeed *self,
           guint                row,
           Column               column)
{
  return heng_table_get_field (self->table, row, self->columns[column]);
}

static const char *
get_or_null (const HengEntryFeed *self,
             guint                row,
             Column               column)
{
  const char *field = get_field (self, row, column);

  return *field != '\0' ? field : NULL;
}

static gboolean
add_line (const HengEntryFeed  *self,
          guint                 row,
          HengEntry            *entry,
          HengLineKind          kind,
          Column                column,
          GError              **error)
{
  const char *commodity = get_or_null (self, row, COLUMN_COMMODITY);
  const char *from = get_field (self, row, COLUMN_FROM), *to = get_field (self, row, COLUMN_TO);
  const char *text = get_field (self, row, column);
  gint64 amount;

  if (commodity == NULL)
    commodity = self->currency;
  if (!heng_amount_parse (text, heng_commodity_digits (commodity, self->currency), &amount, error))
    return FALSE;
  if (entry->kind == HENG_ENTRY_PAYMENT && amount <= 0)
    {
      heng_error_set (error, HENG_ERROR_MONEY_NOT_POSITIVE, text, NULL);
      return FALSE;
    }

  if (amount > 0)
    heng_entry_add_line (entry, kind, from, to, commodity, amount);
  else if (amount < 0)
    heng_entry_add_line (entry, kind, to, from, commodity, -amount);
  return TRUE;
}

static HengEntry *
read_entry (const HengEntryFeed  *self,
            guint                 row,
            GError              **error)
{
  g_autoptr (HengEntry) entry = heng_entry_new (self->kind);
  gboolean is_payment = self->kind == HENG_ENTRY_PAYMENT;
  const char *period = is_payment ? get_or_null (self, row, COLUMN_PERIOD) : NULL;

  entry->agreement = g_strdup (get_field (self, row, COLUMN_AGREEMENT));
  entry->memo = g_strdup (get_or_null (self, row, COLUMN_MEMO));
  if (is_payment)
    entry->document = g_strdup (get_or_null (self, row, COLUMN_DOCUMENT));
  if (!heng_day_parse (get_field (self, row, COLUMN_DATE), &entry->date, error))
    return NULL;
  entry->has_period = period != NULL;
  if (period != NULL && !heng_period_parse (period, &entry->period, error))
    return NULL;
  if (is_payment ? !add_line (self, row, entry, HENG_LINE_PAYMENT, COLUMN_AMOUNT, error)
                 : !add_line (self, row, entry, HENG_LINE_ACCRUAL, COLUMN_ACCRUED, error) ||
                   !add_line (self, row, entry, HENG_LINE_PAYMENT, COLUMN_PAID, error))
    return NULL;

  return g_steal_pointer (&entry);
}

/* ---- pieces ---- */

/* Frees what stood in the piece and reads the next rows into it. */
static void
fill (HengEntryFeed *self,
      Piece         *piece)
{
  guint end = MIN (heng_table_get_n_rows (self->table), self->next_row + PIECE_ROWS);

  g_ptr_array_set_size (piece->entries, 0);
  for (; self->next_row < end && piece->error == NULL; self->next_row++)
    {
      HengEntry *entry = read_entry (self, self->next_row, &piece->error);

      if (entry != NULL)
        g_ptr_array_add (piece->entries, entry);
    }
}

/* Every piece has rows or an error, but for the last one. */
static gpointer
read_in_thread (gpointer data)
{
  HengEntryFeed *self = data;
  gboolean more = TRUE;

  while (more)
    {
      Piece *piece = g_async_queue_pop (self->empty);

      if (!g_atomic_int_get (&self->stopped))
        fill (self, piece);
      more = !g_atomic_int_get (&self->stopped) && piece->error == NULL && piece->entries->len > 0;
      g_async_queue_push (self->full, piece);
    }

  return NULL;
}

HengEntryFeed *
heng_entry_feed_new (const HengTable *table,
                     HengEntryKind    kind,
                     const char      *currency)
{
  HengEntryFeed *self = g_new0 (HengEntryFeed, 1);
  gboolean is_payment = kind == HENG_ENTRY_PAYMENT;

  g_return_val_if_fail (is_payment || kind == HENG_ENTRY_OPENING, NULL);

  self->table = table;
  self->kind = kind;
  self->currency = currency;
  for (gsize i = 0; i < G_N_ELEMENTS (shared_columns); i++)
    self->columns[i] = heng_table_find_column (table, shared_columns[i]);
  for (gsize i = 0; i < (is_payment ? G_N_ELEMENTS (payment_columns) : G_N_ELEMENTS (opening_columns)); i++)
    self->columns[N_SHARED_COLUMNS + i] = heng_table_find_column (table, is_payment ? payment_columns[i] : opening_columns[i]);

  self->empty = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (gsize i = 0; i < N_PIECES; i++)
    {
      self->pieces[i].entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
      g_async_queue_push (self->empty, &self->pieces[i]);
    }
  if (heng_table_get_n_rows (table) > PIECE_ROWS)
    self->thread = g_thread_new ("entry-feed", read_in_thread, self);
  return self;
}

void
heng_entry_feed_free (HengEntryFeed *self)
{
  if (self == NULL)
    return;

  if (self->thread != NULL)
    {
      Piece *piece = self->piece;

      /* Should it wait for a piece, it gets one. */
      g_atomic_int_set (&self->stopped, TRUE);
      if (piece != NULL || (piece = g_async_queue_try_pop (self->full)) != NULL)
        g_async_queue_push (self->empty, piece);
      g_thread_join (self->thread);
    }
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  for (gsize i = 0; i < N_PIECES; i++)
    {
      g_ptr_array_unref (self->pieces[i].entries);
      g_clear_error (&self->pieces[i].error);
    }
  g_free (self);
}

static void
take_next_piece (HengEntryFeed *self)
{
  if (self->piece != NULL)
    g_async_queue_push (self->empty, self->piece);
  if (self->thread != NULL)
    self->piece = g_async_queue_pop (self->full);
  else
    {
      self->piece = g_async_queue_pop (self->empty);
      fill (self, self->piece);
    }
  self->at = 0;
}

HengEntry *
heng_entry_feed_next (HengEntryFeed  *self,
                      GError        **error)
{
  if (heng_entry_feed_is_done (self))
    return NULL;
  if (self->piece == NULL || (self->at == self->piece->entries->len && self->piece->error == NULL))
    take_next_piece (self);

  self->n_given++;
  if (self->at < self->piece->entries->len)
    return g_ptr_array_index (self->piece->entries, self->at++);

  if (self->piece->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->piece->error));
  return NULL;
}

guint
heng_entry_feed_get_row (HengEntryFeed *self)
{
  return self->n_given > 0 ? self->n_given - 1 : G_MAXUINT;
}

gboolean
heng_entry_feed_is_done (HengEntryFeed *self)
{
  return self->n_given > heng_table_get_n_rows (self->table);
}

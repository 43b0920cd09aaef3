// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-agreement-list.h"

#include "heng-book-agreements.h"
#include "heng-record.h"

/* A window of rows. */
typedef struct
{
  guint      number;
  guint64    used; /* when it was last looked at */
  GPtrArray *records; /* (element-type HengRecord) */
} Page;

struct _HengAgreementList
{
  GObject      parent_instance;
  HengSession *session;
  char        *search; /* (nullable) */
  int          mechanism;
  guint        n_items;
  GPtrArray   *ends;  /* (element-type utf8): the last code of each window that was ever read, without gaps */
  GPtrArray   *pages; /* (element-type Page) */
  guint64      clock;
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gpointer get_item (GListModel *model,
                          guint       position);

static GType
get_item_type (GListModel *model)
{
  return HENG_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return HENG_AGREEMENT_LIST (model)->n_items;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HengAgreementList, heng_agreement_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->records);
  g_free (page);
}

static GPtrArray *
fetch_rows (HengAgreementList *self,
            guint              number)
{
  const char *after = number == 0 ? NULL : g_ptr_array_index (self->ends, number - 1);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  rows = heng_book_list_agreements (heng_session_get_book (self->session), self->search, self->mechanism, after,
                                    HENG_AGREEMENT_LIST_PAGE, &error);
  if (rows == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return NULL;
    }

  if (rows->len > 0 && number == self->ends->len)
    {
      const HengAgreementRow *last = g_ptr_array_index (rows, rows->len - 1);

      g_ptr_array_add (self->ends, g_strdup (last->code));
    }

  return rows;
}

/* A window can be read only behind the one before it. On a jump the ends of all windows still unknown are asked for at once: reading
 * the rows in between would take as long as scrolling past them. */
static GPtrArray *
read_at (HengAgreementList *self,
         guint              number)
{
  const char *after = self->ends->len == 0 ? NULL : g_ptr_array_index (self->ends, self->ends->len - 1);
  g_autoptr (GPtrArray) ends = NULL;
  g_autoptr (GError) error = NULL;

  if (self->ends->len < number)
    {
      ends = heng_book_list_window_ends (heng_session_get_book (self->session), self->search, self->mechanism, after,
                                         HENG_AGREEMENT_LIST_PAGE, &error);
      if (ends == NULL)
        {
          g_signal_emit (self, signals[FAILED], 0, error);
          return NULL;
        }
      for (guint i = 0; i < ends->len; i++)
        g_ptr_array_add (self->ends, g_strdup (g_ptr_array_index (ends, i)));
    }

  return number <= self->ends->len ? fetch_rows (self, number) : NULL;
}

static void
drop_oldest (HengAgreementList *self)
{
  guint oldest = 0;

  for (guint i = 1; i < self->pages->len; i++)
    if (((Page *) g_ptr_array_index (self->pages, i))->used < ((Page *) g_ptr_array_index (self->pages, oldest))->used)
      oldest = i;
  g_ptr_array_remove_index_fast (self->pages, oldest);
}

static Page *
get_page (HengAgreementList *self,
          guint              number)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree gpointer *taken = NULL;
  gsize n_rows = 0;
  Page *page;

  for (guint i = 0; i < self->pages->len; i++)
    {
      page = g_ptr_array_index (self->pages, i);
      if (page->number == number)
        {
          page->used = ++self->clock;
          return page;
        }
    }

  rows = read_at (self, number);
  if (rows == NULL)
    return NULL;
  if (self->pages->len >= HENG_AGREEMENT_LIST_PAGES_KEPT)
    drop_oldest (self);

  page = g_new (Page, 1);
  page->number = number;
  page->used = ++self->clock;
  page->records = g_ptr_array_new_with_free_func (g_object_unref);
  taken = g_ptr_array_steal (rows, &n_rows);
  for (gsize i = 0; i < n_rows; i++)
    g_ptr_array_add (page->records, heng_record_new (taken[i], (GDestroyNotify) heng_agreement_row_free));
  g_ptr_array_add (self->pages, page);

  return page;
}

/* What stands for a row that another program took away between counting and reading, until the next look at the file. */
static HengRecord *
new_gap (void)
{
  HengAgreementRow *row = g_new0 (HengAgreementRow, 1);

  row->code = g_strdup ("…");
  row->parties = g_strdup ("");

  return heng_record_new (row, (GDestroyNotify) heng_agreement_row_free);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HengAgreementList *self = HENG_AGREEMENT_LIST (model);
  guint within = position % HENG_AGREEMENT_LIST_PAGE;
  Page *page;

  if (position >= self->n_items)
    return NULL;

  page = get_page (self, position / HENG_AGREEMENT_LIST_PAGE);
  if (page == NULL)
    return new_gap ();
  while (page->records->len <= within)
    g_ptr_array_add (page->records, new_gap ());

  return g_object_ref (g_ptr_array_index (page->records, within));
}

static guint
count_items (HengAgreementList *self)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;

  if (!heng_book_count_agreements (heng_session_get_book (self->session), self->search, self->mechanism, &count, &error))
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return 0;
    }

  return count;
}

static void
reset (HengAgreementList *self)
{
  guint n_before = self->n_items;

  g_ptr_array_set_size (self->pages, 0);
  g_ptr_array_set_size (self->ends, 0);
  self->n_items = count_items (self);
  if (n_before > 0 || self->n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->n_items);
}

/* Puts fresh rows into the records of @page. Returns: %FALSE where other agreements stand there now */
static gboolean
refresh_page (HengAgreementList *self,
              Page              *page)
{
  g_autoptr (GPtrArray) rows = fetch_rows (self, page->number);
  g_autofree gpointer *taken = NULL;
  gsize n_rows = 0;

  if (rows == NULL || rows->len != page->records->len)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const HengAgreementRow *before = heng_record_get_data (g_ptr_array_index (page->records, i));
      const HengAgreementRow *now = g_ptr_array_index (rows, i);

      if (!g_str_equal (before->code, now->code))
        return FALSE;
    }

  taken = g_ptr_array_steal (rows, &n_rows);
  for (gsize i = 0; i < n_rows; i++)
    heng_record_set_data (g_ptr_array_index (page->records, i), taken[i]);

  return TRUE;
}

static void
heng_agreement_list_finalize (GObject *object)
{
  HengAgreementList *self = HENG_AGREEMENT_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->ends, g_ptr_array_unref);

  G_OBJECT_CLASS (heng_agreement_list_parent_class)->finalize (object);
}

static void
heng_agreement_list_class_init (HengAgreementListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heng_agreement_list_finalize;

  signals[FAILED] = g_signal_new ("failed", HENG_TYPE_AGREEMENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
heng_agreement_list_init (HengAgreementList *self)
{
  self->mechanism = -1;
  self->ends = g_ptr_array_new_with_free_func (g_free);
  self->pages = g_ptr_array_new_with_free_func (page_free);
}

HengAgreementList *
heng_agreement_list_new (HengSession *session)
{
  HengAgreementList *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_AGREEMENT_LIST, NULL);
  self->session = g_object_ref (session);
  self->n_items = count_items (self);

  return self;
}

void
heng_agreement_list_set_filter (HengAgreementList *self,
                                const char        *search,
                                int                mechanism)
{
  g_return_if_fail (HENG_IS_AGREEMENT_LIST (self));
  g_return_if_fail (mechanism >= -1 && mechanism < HENG_N_MECHANISMS);

  if (search != NULL && *search == '\0')
    search = NULL;
  if (g_strcmp0 (search, self->search) == 0 && mechanism == self->mechanism)
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  self->mechanism = mechanism;
  reset (self);
}

void
heng_agreement_list_reload (HengAgreementList *self)
{
  g_return_if_fail (HENG_IS_AGREEMENT_LIST (self));

  if (count_items (self) != self->n_items)
    {
      reset (self);
      return;
    }

  for (guint i = 0; i < self->pages->len; i++)
    if (!refresh_page (self, g_ptr_array_index (self->pages, i)))
      {
        reset (self);
        return;
      }
}

guint
heng_agreement_list_find (HengAgreementList *self,
                          const char        *code)
{
  g_return_val_if_fail (HENG_IS_AGREEMENT_LIST (self), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);

      for (guint j = 0; j < page->records->len; j++)
        {
          const HengAgreementRow *row = heng_record_get_data (g_ptr_array_index (page->records, j));

          if (g_str_equal (row->code, code))
            return page->number * HENG_AGREEMENT_LIST_PAGE + j;
        }
    }

  return GTK_INVALID_LIST_POSITION;
}

guint
heng_agreement_list_get_n_kept (HengAgreementList *self)
{
  g_return_val_if_fail (HENG_IS_AGREEMENT_LIST (self), 0);

  return self->pages->len;
}

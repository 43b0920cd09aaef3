// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-link-list.h"

struct _HengFlowLinkList
{
  GObject         parent_instance;
  HengFlowLayout *layout;    /* (nullable) */
  const char     *commodity; /* (nullable): kept for good */
  GArray         *links;     /* (element-type guint): in the order of the rows */
  GPtrArray      *records;   /* (element-type HengRecord): by link; %NULL until asked for */
  GtkSorter      *sorter;    /* (nullable) */
};

static void
row_free (gpointer data)
{
  HengFlowLinkRow *row = data;

  heng_flow_layout_unref (row->layout);
  g_free (row);
}

static HengRecord *
new_record (HengFlowLinkList *self,
            guint             link)
{
  HengFlowLinkRow *row = g_new (HengFlowLinkRow, 1);

  row->layout = heng_flow_layout_ref (self->layout);
  row->link = link;
  row->commodity = self->commodity;

  return heng_record_new (row, row_free);
}

static GType
get_item_type (GListModel *model)
{
  return HENG_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return HENG_FLOW_LINK_LIST (model)->links->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HengFlowLinkList *self = HENG_FLOW_LINK_LIST (model);
  guint link;

  if (position >= self->links->len)
    return NULL;

  link = g_array_index (self->links, guint, position);
  if (g_ptr_array_index (self->records, link) == NULL)
    g_ptr_array_index (self->records, link) = new_record (self, link);

  return g_object_ref (g_ptr_array_index (self->records, link));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HengFlowLinkList, heng_flow_link_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Two records that take the place of all others while rows are compared. */
typedef struct
{
  const HengFlowLayout *layout;
  GtkSorter            *sorter; /* (nullable) */
  HengRecord           *records[2];
} Comparing;

static int
compare_links (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  Comparing *comparing = data;
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;
  gint64 one = heng_flow_layout_get_link (comparing->layout, first)->amount;
  gint64 other = heng_flow_layout_get_link (comparing->layout, second)->amount;
  GtkOrdering ordering = GTK_ORDERING_EQUAL;

  if (comparing->sorter != NULL)
    {
      ((HengFlowLinkRow *) heng_record_get_data (comparing->records[0]))->link = first;
      ((HengFlowLinkRow *) heng_record_get_data (comparing->records[1]))->link = second;
      ordering = gtk_sorter_compare (comparing->sorter, comparing->records[0], comparing->records[1]);
    }
  if (ordering != GTK_ORDERING_EQUAL)
    return (int) ordering;
  /* The largest first where nobody says otherwise. */
  if (one != other)
    return one > other ? -1 : 1;

  return (first > second) - (first < second);
}

static void
sort (HengFlowLinkList *self)
{
  Comparing comparing = { self->layout, self->sorter, { NULL, NULL } };

  if (self->links->len == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (comparing.records); i++)
    comparing.records[i] = new_record (self, 0);
  g_array_sort_with_data (self->links, compare_links, &comparing);
  for (guint i = 0; i < G_N_ELEMENTS (comparing.records); i++)
    g_object_unref (comparing.records[i]);
}

static void
sorter_changed_cb (HengFlowLinkList *self)
{
  sort (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, self->links->len, self->links->len);
}

static void
record_unref (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

static void
heng_flow_link_list_dispose (GObject *object)
{
  HengFlowLinkList *self = HENG_FLOW_LINK_LIST (object);

  if (self->sorter != NULL)
    g_signal_handlers_disconnect_by_data (self->sorter, self);
  g_clear_object (&self->sorter);
  g_clear_pointer (&self->layout, heng_flow_layout_unref);

  G_OBJECT_CLASS (heng_flow_link_list_parent_class)->dispose (object);
}

static void
heng_flow_link_list_finalize (GObject *object)
{
  HengFlowLinkList *self = HENG_FLOW_LINK_LIST (object);

  g_array_unref (self->links);
  g_ptr_array_unref (self->records);

  G_OBJECT_CLASS (heng_flow_link_list_parent_class)->finalize (object);
}

static void
heng_flow_link_list_class_init (HengFlowLinkListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heng_flow_link_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = heng_flow_link_list_finalize;
}

static void
heng_flow_link_list_init (HengFlowLinkList *self)
{
  self->links = g_array_new (FALSE, FALSE, sizeof (guint));
  self->records = g_ptr_array_new_with_free_func (record_unref);
}

HengFlowLinkList *
heng_flow_link_list_new (void)
{
  return g_object_new (HENG_TYPE_FLOW_LINK_LIST, NULL);
}

void
heng_flow_link_list_set_layout (HengFlowLinkList *self,
                                HengFlowLayout   *layout,
                                const char       *commodity)
{
  guint n_before;
  guint n;

  g_return_if_fail (HENG_IS_FLOW_LINK_LIST (self));

  if (layout == self->layout)
    return;

  n_before = self->links->len;
  n = layout == NULL ? 0 : heng_flow_layout_get_n_links (layout);
  g_clear_pointer (&self->layout, heng_flow_layout_unref);
  self->layout = layout == NULL ? NULL : heng_flow_layout_ref (layout);
  self->commodity = g_intern_string (commodity);
  g_array_set_size (self->links, n);
  for (guint i = 0; i < n; i++)
    g_array_index (self->links, guint, i) = i;
  g_ptr_array_set_size (self->records, 0);
  g_ptr_array_set_size (self->records, (int) n);
  sort (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n);
}

void
heng_flow_link_list_set_sorter (HengFlowLinkList *self,
                                GtkSorter        *sorter)
{
  g_return_if_fail (HENG_IS_FLOW_LINK_LIST (self));
  g_return_if_fail (GTK_IS_SORTER (sorter));
  g_return_if_fail (self->sorter == NULL);

  self->sorter = g_object_ref (sorter);
  g_signal_connect_swapped (sorter, "changed", G_CALLBACK (sorter_changed_cb), self);
}

guint
heng_flow_link_list_find (HengFlowLinkList *self,
                          guint             link)
{
  g_return_val_if_fail (HENG_IS_FLOW_LINK_LIST (self), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < self->links->len; i++)
    if (g_array_index (self->links, guint, i) == link)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

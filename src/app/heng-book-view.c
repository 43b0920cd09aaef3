// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-view.h"

#include "heng-agreements-page.h"
#include "heng-balances-page.h"
#include "heng-book-banner.h"
#include "heng-data-page.h"
#include "heng-flows-page.h"
#include "heng-overview-page.h"
#include "heng-settlements-page.h"

#include <glib/gi18n-lib.h>

struct _HengBookView
{
  GtkWidget    parent_instance;
  GtkWidget   *box;
  GtkWidget   *sidebar;
  GtkWidget   *list;
  GtkWidget   *stack;
  GtkWidget   *ready;      /* the count beside the settlements */
  GtkWidget   *incomplete; /* the count beside the data */
  HengSession *session;
};

typedef enum
{
  PAGE_OVERVIEW,
  PAGE_AGREEMENTS,
  PAGE_DATA,
  PAGE_SETTLEMENTS,
  PAGE_BALANCES,
  PAGE_FLOWS,
  N_PAGES
} Page;

/* The verb of a page is an action of the page, or of the window where it is the same on any page. */
static const struct
{
  const char *name;
  const char *title;
  const char *subtitle;
  const char *icon;
  const char *verb;
  const char *action;
} pages[N_PAGES] = {
  { "overview", N_("Overview"), N_("Overview"), "user-home-symbolic", N_("_Import…"), "book.import" },
  { "agreements", N_("Agreements"), N_("Agreements"), "x-office-document-symbolic", N_("_Settle…"), "agreements.settle" },
  { "data", N_("Data"), N_("What is still to be observed"), "view-list-symbolic", N_("_Import table…"), "book.import-table" },
  { "settlements", N_("Settlements"), N_("Settlements, as known today"), "emblem-documents-symbolic", N_("_Settle…"),
    "settlements.settle" },
  { "balances", N_("Balances"), N_("Balances, as known today"), "x-office-spreadsheet-symbolic", N_("_Export statement…"),
    "balances.export" },
  { "flows", N_("Flows"), N_("Flows, as known today"), "send-to-symbolic", N_("_Export drawing…"), "flows.export" },
};

enum
{
  PROP_SIDEBAR = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  HEAD_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengBookView, heng_book_view, GTK_TYPE_WIDGET)

static Page
get_page (HengBookView *self)
{
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  for (Page page = 0; page < N_PAGES; page++)
    if (g_strcmp0 (pages[page].name, name) == 0)
      return page;

  return PAGE_OVERVIEW;
}

static void
tell_head (HengBookView *self)
{
  g_signal_emit (self, signals[HEAD_CHANGED], 0);
}

static void
row_selected_cb (HengBookView  *self,
                 GtkListBoxRow *row)
{
  if (row == NULL)
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), pages[gtk_list_box_row_get_index (row)].name);
  tell_head (self);
}

static void
set_count (GtkWidget *label,
           guint      n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, n > 0);
}

static void
waiting_cb (HengBookView *self,
            guint         n_ready,
            guint         n_incomplete)
{
  set_count (self->ready, n_ready);
  set_count (self->incomplete, n_incomplete);
}

static GtkWidget *
new_count (const char *tip)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_visible (label, FALSE);
  gtk_widget_add_css_class (label, "count");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (label, tip);

  return label;
}

static GtkWidget *
new_row (HengBookView *self,
         Page          page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_(pages[page].title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (pages[page].icon));
  gtk_box_append (GTK_BOX (box), label);
  if (page == PAGE_SETTLEMENTS)
    {
      /* Translators: tooltip of a number: periods that have ended and are not settled */
      self->ready = new_count (_("Periods that wait to be settled"));
      gtk_box_append (GTK_BOX (box), self->ready);
    }
  else if (page == PAGE_DATA)
    {
      /* Translators: tooltip of a number: periods that have ended and lack observations */
      self->incomplete = new_count (_("Periods that lack observations"));
      gtk_box_append (GTK_BOX (box), self->incomplete);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(pages[page].title), -1);

  return row;
}

static void
heng_book_view_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  HengBookView *self = HENG_BOOK_VIEW (object);

  if (id == PROP_SIDEBAR)
    g_value_set_boolean (value, gtk_widget_get_visible (self->sidebar));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
heng_book_view_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  HengBookView *self = HENG_BOOK_VIEW (object);

  if (id == PROP_SIDEBAR)
    gtk_widget_set_visible (self->sidebar, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
heng_book_view_dispose (GObject *object)
{
  HengBookView *self = HENG_BOOK_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_book_view_parent_class)->dispose (object);
}

static void
heng_book_view_class_init (HengBookViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heng_book_view_get_property;
  object_class->set_property = heng_book_view_set_property;
  object_class->dispose = heng_book_view_dispose;

  properties[PROP_SIDEBAR] = g_param_spec_boolean ("sidebar", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[HEAD_CHANGED] = g_signal_new ("head-changed", HENG_TYPE_BOOK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-book-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengBookView, box);
  gtk_widget_class_bind_template_child (widget_class, HengBookView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HengBookView, list);
  gtk_widget_class_bind_template_child (widget_class, HengBookView, stack);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
heng_book_view_init (HengBookView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HengBookView *
heng_book_view_new (HengSession *session)
{
  HengBookView *self;
  GtkWidget *widgets[N_PAGES];

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_BOOK_VIEW, NULL);
  self->session = g_object_ref (session);
  widgets[PAGE_OVERVIEW] = heng_overview_page_new (session);
  widgets[PAGE_AGREEMENTS] = heng_agreements_page_new (session);
  widgets[PAGE_DATA] = heng_data_page_new (session);
  widgets[PAGE_SETTLEMENTS] = heng_settlements_page_new (session);
  widgets[PAGE_BALANCES] = heng_balances_page_new (session);
  widgets[PAGE_FLOWS] = heng_flows_page_new (session);
  for (Page page = 0; page < N_PAGES; page++)
    {
      gtk_stack_add_named (GTK_STACK (self->stack), widgets[page], pages[page].name);
      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, page));
    }
  g_signal_connect_object (widgets[PAGE_OVERVIEW], "waiting", G_CALLBACK (waiting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widgets[PAGE_AGREEMENTS], "shown", G_CALLBACK (tell_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widgets[PAGE_SETTLEMENTS], "shown", G_CALLBACK (tell_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widgets[PAGE_BALANCES], "shown", G_CALLBACK (tell_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widgets[PAGE_FLOWS], "shown", G_CALLBACK (tell_head), self, G_CONNECT_SWAPPED);
  heng_book_view_show_page (self, "overview");

  return self;
}

void
heng_book_view_show_page (HengBookView *self,
                          const char   *name)
{
  g_return_if_fail (HENG_IS_BOOK_VIEW (self));

  for (Page page = 0; page < N_PAGES; page++)
    if (g_str_equal (pages[page].name, name))
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) page));
}

void
heng_book_view_show_agreement (HengBookView *self,
                               const char   *code)
{
  g_return_if_fail (HENG_IS_BOOK_VIEW (self));
  g_return_if_fail (code != NULL);

  heng_book_view_show_page (self, "agreements");
  heng_agreements_page_show (HENG_AGREEMENTS_PAGE (gtk_stack_get_child_by_name (GTK_STACK (self->stack), "agreements")), code);
}

void
heng_book_view_show_settlements (HengBookView *self,
                                 const char   *code)
{
  g_return_if_fail (HENG_IS_BOOK_VIEW (self));
  g_return_if_fail (code != NULL);

  heng_book_view_show_page (self, "settlements");
  heng_settlements_page_show (HENG_SETTLEMENTS_PAGE (gtk_stack_get_child_by_name (GTK_STACK (self->stack), "settlements")), code);
}

void
heng_book_view_search (HengBookView *self)
{
  g_return_if_fail (HENG_IS_BOOK_VIEW (self));

  heng_book_view_show_page (self, "agreements");
  heng_agreements_page_search (HENG_AGREEMENTS_PAGE (gtk_stack_get_child_by_name (GTK_STACK (self->stack), "agreements")));
}

const char *
heng_book_view_get_subtitle (HengBookView *self)
{
  g_return_val_if_fail (HENG_IS_BOOK_VIEW (self), NULL);

  return _(pages[get_page (self)].subtitle);
}

const char *
heng_book_view_get_primary_label (HengBookView *self)
{
  g_return_val_if_fail (HENG_IS_BOOK_VIEW (self), NULL);

  return _(pages[get_page (self)].verb);
}

const char *
heng_book_view_word_obstacle (HengBookView *self)
{
  GtkWidget *page;

  g_return_val_if_fail (HENG_IS_BOOK_VIEW (self), NULL);

  page = gtk_stack_get_visible_child (GTK_STACK (self->stack));
  if (HENG_IS_AGREEMENTS_PAGE (page))
    return heng_agreements_page_get_code (HENG_AGREEMENTS_PAGE (page)) == NULL ? _("Choose an agreement in the list first.") : NULL;
  if (HENG_IS_SETTLEMENTS_PAGE (page))
    return !heng_settlements_page_has_period (HENG_SETTLEMENTS_PAGE (page)) ? _("Choose a period in the list first.") : NULL;
  if (HENG_IS_BALANCES_PAGE (page))
    return !heng_balances_page_has_statement (HENG_BALANCES_PAGE (page)) ? _("Choose a region in the list first.") : NULL;
  if (HENG_IS_FLOWS_PAGE (page))
    return NULL;

  /* The others write. */
  return heng_book_banner_word (heng_session_get_book (self->session));
}

void
heng_book_view_do_primary (HengBookView *self)
{
  g_return_if_fail (HENG_IS_BOOK_VIEW (self));

  if (heng_book_view_word_obstacle (self) == NULL)
    gtk_widget_activate_action (gtk_stack_get_visible_child (GTK_STACK (self->stack)), pages[get_page (self)].action, NULL);
}

gboolean
heng_book_view_can_undo (HengBookView *self)
{
  GtkWidget *page;

  g_return_val_if_fail (HENG_IS_BOOK_VIEW (self), FALSE);

  page = gtk_stack_get_visible_child (GTK_STACK (self->stack));

  return HENG_IS_FLOWS_PAGE (page) && heng_flows_page_can_undo (HENG_FLOWS_PAGE (page));
}

void
heng_book_view_undo (HengBookView *self)
{
  g_return_if_fail (HENG_IS_BOOK_VIEW (self));

  if (heng_book_view_can_undo (self))
    gtk_widget_activate_action (gtk_stack_get_visible_child (GTK_STACK (self->stack)), "flows.undo", NULL);
}

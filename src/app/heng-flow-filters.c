// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-filters.h"

#include "heng-amount.h"
#include "heng-book-balances.h"
#include "heng-book-regions.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Years that can be chosen back from today. */
#define YEARS_MAX 30

struct _HengFlowFilters
{
  GtkWidget    parent_instance;
  GtkWidget   *grid;
  GtkWidget   *mechanism_drop;
  GtkWidget   *region_drop;
  GtkWidget   *from_drop;
  GtkWidget   *to_drop;
  GtkWidget   *keep_drop;
  GtkWidget   *keep_stack;
  GtkWidget   *largest_spin;
  GtkWidget   *amount_entry;
  GtkWidget   *percent_spin;
  GtkWidget   *middle_drop;
  GtkWidget   *colouring_drop;
  GtkWidget   *commodity_label;
  GtkWidget   *commodity_drop;
  HengSession *session;   /* (nullable): until something is shown */
  GPtrArray   *regions;     /* (nullable) (element-type HengRegion) */
  GPtrArray   *commodities; /* (nullable) (element-type utf8): the money first */
  int          last_year;
  gint64       amount_minor;
  gboolean     is_showing; /* what changes is not the user's doing */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengFlowFilters, heng_flow_filters, GTK_TYPE_WIDGET)

static guint
get_choice (GtkWidget *drop)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  return selected == GTK_INVALID_LIST_POSITION ? 0 : selected;
}

static void
show_keep (HengFlowFilters *self)
{
  static const char *const children[] = { "all", "largest", "amount", "percent" };

  gtk_stack_set_visible_child_name (GTK_STACK (self->keep_stack), children[MIN (get_choice (self->keep_drop), 3)]);
}

/* Returns: (nullable): what flows; %NULL: money */
static const char *
get_commodity (HengFlowFilters *self)
{
  guint selected = get_choice (self->commodity_drop);

  return selected > 0 && self->commodities != NULL && selected < self->commodities->len ? g_ptr_array_index (self->commodities, selected)
                                                                                          : NULL;
}

/* Half an amount is not wrong: the one before stays until this one can be read. Returns: whether there is another amount */
static gboolean
read_amount (HengFlowFilters *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->amount_entry));
  const char *currency = heng_session_get_currency (self->session), *commodity = get_commodity (self);
  guint digits = heng_commodity_digits (commodity != NULL ? commodity : currency, currency);
  gint64 amount = 0;
  gboolean is_amount = *text == '\0' || (heng_amount_parse (text, digits, &amount, NULL) && amount >= 0);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->amount_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_amount ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  if (is_amount)
    gtk_widget_remove_css_class (self->amount_entry, "error");
  else
    gtk_widget_add_css_class (self->amount_entry, "error");
  if (!is_amount || amount == self->amount_minor)
    return FALSE;

  self->amount_minor = amount;

  return TRUE;
}

static void
changed_cb (HengFlowFilters *self)
{
  if (self->is_showing || self->session == NULL)
    return;

  show_keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
commodity_changed_cb (HengFlowFilters *self)
{
  if (self->is_showing || self->session == NULL)
    return;

  /* The same digits are another amount now. */
  read_amount (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
amount_changed_cb (HengFlowFilters *self)
{
  if (!self->is_showing && self->session != NULL && read_amount (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
heng_flow_filters_dispose (GObject *object)
{
  HengFlowFilters *self = HENG_FLOW_FILTERS (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_pointer (&self->commodities, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_flow_filters_parent_class)->dispose (object);
}

static void
heng_flow_filters_class_init (HengFlowFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_flow_filters_dispose;

  signals[CHANGED] = g_signal_new ("changed", HENG_TYPE_FLOW_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-flow-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, grid);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, mechanism_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, region_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, from_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, to_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, keep_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, keep_stack);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, largest_spin);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, amount_entry);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, percent_spin);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, middle_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, colouring_drop);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, commodity_label);
  gtk_widget_class_bind_template_child (widget_class, HengFlowFilters, commodity_drop);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, commodity_changed_cb);
}

static void
fill_mechanisms (HengFlowFilters *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All mechanisms"));
  for (HengMechanism mechanism = 0; mechanism < HENG_N_MECHANISMS; mechanism++)
    gtk_string_list_append (names, heng_wording_mechanism (mechanism));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->mechanism_drop), G_LIST_MODEL (names));
}

static void
heng_flow_filters_init (HengFlowFilters *self)
{
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What is searched in is the name itself. */
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->region_drop), name);
  gtk_expression_unref (name);
  fill_mechanisms (self);
  self->is_showing = FALSE;
}

static void
fill_years (HengFlowFilters *self)
{
  int last_year = heng_day_get_year (heng_book_get_today (heng_session_get_book (self->session)));
  g_autoptr (GtkStringList) from = NULL;
  g_autoptr (GtkStringList) to = NULL;

  if (last_year == self->last_year)
    return;

  self->last_year = last_year;
  from = gtk_string_list_new (NULL);
  to = gtk_string_list_new (NULL);
  gtk_string_list_append (from, _("From the beginning"));
  gtk_string_list_append (to, _("Until today"));
  for (int year = last_year; year > last_year - YEARS_MAX; year--)
    {
      g_autofree char *since = g_strdup_printf (_("From %d"), year);
      g_autofree char *until = g_strdup_printf (_("Until %d"), year);

      gtk_string_list_append (from, since);
      gtk_string_list_append (to, until);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->from_drop), G_LIST_MODEL (from));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to_drop), G_LIST_MODEL (to));
}

static void
fill_regions (HengFlowFilters *self,
              const char      *code)
{
  g_autoptr (GPtrArray) regions = heng_book_list_regions (heng_session_get_book (self->session), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (regions == NULL)
    return;

  gtk_string_list_append (names, _("All regions"));
  for (guint i = 0; i < regions->len; i++)
    {
      const HengRegion *region = g_ptr_array_index (regions, i);

      gtk_string_list_append (names, heng_wording_pick (region->name_zh, region->name_en));
      if (g_strcmp0 (region->code, code) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->region_drop), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->region_drop), selected);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  self->regions = g_steal_pointer (&regions);
}

/* Where all that flows is money there is nothing to choose. */
static void
fill_commodities (HengFlowFilters *self,
                  const char      *commodity)
{
  g_autoptr (GPtrArray) commodities = heng_book_list_commodities (heng_session_get_book (self->session), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (commodities == NULL)
    return;

  for (guint i = 0; i < commodities->len; i++)
    {
      const char *name = g_ptr_array_index (commodities, i);

      gtk_string_list_append (names, i == 0 ? _("Money") : name);
      if (i > 0 && g_strcmp0 (name, commodity) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->commodity_drop), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->commodity_drop), selected);
  gtk_widget_set_visible (self->commodity_label, commodities->len > 1);
  gtk_widget_set_visible (self->commodity_drop, commodities->len > 1);
  g_clear_pointer (&self->commodities, g_ptr_array_unref);
  self->commodities = g_steal_pointer (&commodities);
}

static guint
find_year (HengFlowFilters *self,
           int              year)
{
  return year == 0 || year > self->last_year || year <= self->last_year - YEARS_MAX ? 0 : (guint) (self->last_year - year + 1);
}

void
heng_flow_filters_show (HengFlowFilters      *self,
                        HengSession          *session,
                        const HengFlowChoice *choice)
{
  g_return_if_fail (HENG_IS_FLOW_FILTERS (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (choice != NULL);

  self->is_showing = TRUE;
  g_set_object (&self->session, session);
  fill_years (self);
  fill_regions (self, choice->region);
  fill_commodities (self, choice->commodity);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->mechanism_drop), (guint) (choice->mechanism + 1));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from_drop), find_year (self, choice->from_year));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to_drop), find_year (self, choice->to_year));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->keep_drop), choice->keep);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->largest_spin), choice->n_largest);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->percent_spin), choice->percent);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->middle_drop), choice->middle);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->colouring_drop), choice->colouring);
  gtk_widget_set_sensitive (self->middle_drop, choice->diagram == HENG_FLOW_DIAGRAM_SANKEY);
  self->amount_minor = choice->amount_minor;
  show_keep (self);
  self->is_showing = FALSE;
}

static int
get_year (HengFlowFilters *self,
          GtkWidget       *drop)
{
  guint selected = get_choice (drop);

  return selected == 0 ? 0 : self->last_year - (int) selected + 1;
}

void
heng_flow_filters_fill (HengFlowFilters *self,
                        HengFlowChoice  *choice)
{
  guint region;

  g_return_if_fail (HENG_IS_FLOW_FILTERS (self));
  g_return_if_fail (choice != NULL);

  choice->mechanism = (int) get_choice (self->mechanism_drop) - 1;
  g_clear_pointer (&choice->region, g_free);
  region = get_choice (self->region_drop);
  if (region > 0 && self->regions != NULL && region <= self->regions->len)
    {
      const HengRegion *chosen = g_ptr_array_index (self->regions, region - 1);

      choice->region = g_strdup (chosen->code);
    }
  choice->from_year = get_year (self, self->from_drop);
  choice->to_year = get_year (self, self->to_drop);
  choice->keep = (HengFlowKeep) get_choice (self->keep_drop);
  choice->n_largest = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->largest_spin));
  choice->percent = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->percent_spin));
  heng_flow_choice_set_commodity (choice, get_commodity (self));
  choice->amount_minor = self->amount_minor;
  choice->middle = (HengFlowMiddle) get_choice (self->middle_drop);
  choice->colouring = (HengFlowColouring) get_choice (self->colouring_drop);
}

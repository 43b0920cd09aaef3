// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlements-view.h"

#include "heng-book-settle.h"
#include "heng-chip.h"
#include "heng-record-list.h"
#include "heng-statement-print.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* An assessed period as it stands now. */
typedef struct
{
  char                *agreement;
  HengPeriod           period;
  HengSettlementStatus status;
  char                *owed;  /* how much who owes whom, a line for each; or why nothing can be said */
  char                *added; /* what booking would add; empty where nothing */
} Row;

struct _HengSettlementsView
{
  GtkWidget       parent_instance;
  GtkWidget      *stack;
  GtkWidget      *table;
  HengRecordList *list; /* (nullable): until there is a session */
};

G_DEFINE_FINAL_TYPE (HengSettlementsView, heng_settlements_view, GTK_TYPE_WIDGET)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->agreement);
  g_free (row->owed);
  g_free (row->added);
  g_free (row);
}

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  return g_str_equal (((const Row *) a)->agreement, ((const Row *) b)->agreement)
         && heng_period_equal (((const Row *) a)->period, ((const Row *) b)->period);
}

/* Why nothing is owed, or nobody knows. */
static char *
word_reason (const HengSettlement *settlement)
{
  if (settlement->missing->len > 0)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, 0);
      g_autofree char *period = heng_wording_period (missing->period);

      if (settlement->missing->len == 1)
        /* Translators: an indicator and a period that was not observed */
        return g_strdup_printf (_("%s for %s was not observed"), missing->indicator, period);

      return g_strdup_printf (ngettext ("%s for %s and %u other value were not observed", "%s for %s and %u other values were not observed",
                                        settlement->missing->len - 1),
                              missing->indicator, period, settlement->missing->len - 1);
    }
  if (settlement->reason != NULL)
    return g_strdup (settlement->reason);
  if (settlement->error != NULL)
    return heng_wording_error (settlement->error);

  return g_strdup (_("Nothing is owed"));
}

static char *
word_owed (HengSession          *session,
           const HengSettlement *settlement)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      g_autofree char *from = heng_wording_party (heng_session_get_book (session), settlement->agreement, obligation->from);
      g_autofree char *to = heng_wording_party (heng_session_get_book (session), settlement->agreement, obligation->to);
      g_autofree char *amount = heng_session_format_amount (session, obligation->amount_minor, obligation->commodity);

      /* The amount first: it is what must be read where there is little room. */
      g_string_append_printf (text, "%s%s · %s → %s", i > 0 ? "\n" : "", amount, from, to);
    }

  return text->len == 0 ? word_reason (settlement) : g_string_free (g_steal_pointer (&text), FALSE);
}

static Row *
new_row (HengSession *session,
         const char  *agreement,
         HengPeriod   period)
{
  HengBook *book = heng_session_get_book (session);
  g_autoptr (HengSettlement) settlement = heng_book_settle (book, agreement, period, 0, FALSE, NULL);
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GString) added = g_string_new (NULL);
  Row *row;

  if (settlement == NULL)
    return NULL;

  differences = heng_book_list_differences (book, settlement, NULL);
  row = g_new0 (Row, 1);
  row->agreement = g_strdup (agreement);
  row->period = period;
  row->status = settlement->status;
  if (heng_settlement_is_due (settlement) && differences != NULL && differences->len == 0)
    row->status = HENG_SETTLEMENT_UNCHANGED;
  row->owed = word_owed (session, settlement);
  for (guint i = 0; differences != NULL && i < differences->len; i++)
    {
      const HengDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *amount = heng_session_format_amount (session, difference->amount_minor, difference->commodity);

      g_string_append_printf (added, "%s%s", i > 0 ? _(", ") : "", amount);
    }
  row->added = g_string_free (g_steal_pointer (&added), FALSE);

  return row;
}

static char *
owed_text (HengSession  *session,
           gconstpointer row)
{
  return g_strdup (((const Row *) row)->owed);
}

static char *
added_text (HengSession  *session,
            gconstpointer row)
{
  const Row *settled = row;

  if (*settled->added == '\0')
    return NULL;

  /* Translators: an amount that settling this period would add to the book */
  return g_strdup_printf (_("To be booked: %s"), settled->added);
}

static GtkWidget *
new_period_cell (HengSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "strong");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), heng_chip_new ());

  return box;
}

static void
update_period_cell (HengSession  *session,
                    GtkWidget    *cell,
                    gconstpointer data)
{
  const Row *row = data;
  HengChip *chip = HENG_CHIP (gtk_widget_get_last_child (cell));
  g_autofree char *period = heng_wording_period (row->period);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (cell)), period);

  heng_chip_set_period_status (chip, row->status);
}

/* The buttons of a row are bound anew whenever it shows another period; they look that up when they are pressed. */
static const Row *
find_row (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_parent (button)), "heng-row");
}

static void
settle_cb (GtkWidget *button)
{
  const Row *row = find_row (button);
  g_autofree char *period = heng_period_format (row->period);

  gtk_widget_activate_action (button, "book.settle", "(ss)", row->agreement, period);
}

static void
export_cb (GtkWidget   *button,
           HengSession *session)
{
  const Row *row = find_row (button);
  GtkWidget *view = gtk_widget_get_ancestor (button, HENG_TYPE_SETTLEMENTS_VIEW);

  heng_statement_export_settlement (view, session, row->agreement, row->period);
}

static GtkWidget *
new_button_cell (HengSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *settle = gtk_button_new ();
  GtkWidget *export = gtk_button_new_from_icon_name ("document-save-as-symbolic");

  gtk_button_set_use_underline (GTK_BUTTON (settle), TRUE);
  g_signal_connect (settle, "clicked", G_CALLBACK (settle_cb), NULL);
  gtk_widget_set_tooltip_text (export, _("Export statement (PDF)…"));
  g_signal_connect_object (export, "clicked", G_CALLBACK (export_cb), session, 0);
  gtk_box_append (GTK_BOX (box), settle);
  gtk_box_append (GTK_BOX (box), export);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_END);

  return box;
}

static void
update_button_cell (HengSession  *session,
                    GtkWidget    *cell,
                    gconstpointer data)
{
  const Row *row = data;
  GtkWidget *settle = gtk_widget_get_first_child (cell);
  GtkWidget *export = gtk_widget_get_last_child (cell);
  g_autofree char *name = heng_wording_period (row->period);
  gboolean is_open = row->status != HENG_SETTLEMENT_UNCHANGED && row->status != HENG_SETTLEMENT_POSTED;
  /* Translators: what a button does, said to a screen reader: the period follows */
  g_autofree char *spoken = g_strdup_printf (is_open ? _("Settle %s") : _("Explain %s"), name);
  /* Translators: what a button does, said to a screen reader: the period follows */
  g_autofree char *spoken_export = g_strdup_printf (_("Export statement of %s (PDF)"), name);

  g_object_set_data (G_OBJECT (cell), "heng-row", (gpointer) row);
  gtk_button_set_label (GTK_BUTTON (settle), is_open ? _("_Settle…") : _("_Explain…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (settle), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (export), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken_export, -1);
}

static void
heng_settlements_view_dispose (GObject *object)
{
  HengSettlementsView *self = HENG_SETTLEMENTS_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (heng_settlements_view_parent_class)->dispose (object);
}

static void
heng_settlements_view_class_init (HengSettlementsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_settlements_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-settlements-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengSettlementsView, table);
}

static void
heng_settlements_view_init (HengSettlementsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_columns (HengSettlementsView *self,
             HengSession         *session)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);

  self->list = heng_record_list_new (is_same, row_free);
  heng_table_add_widget (table, session, _("Period"), 0, 150, new_period_cell, update_period_cell);
  heng_table_set_below (heng_table_add_text (table, session, _("Owed"), HENG_COLUMN_EXPAND, 0, owed_text), added_text);
  heng_table_add_widget (table, session, "", 0, 150, new_button_cell, update_button_cell);
  heng_table_align_heads (table);
  heng_table_show (table, G_LIST_MODEL (self->list), FALSE);
}

void
heng_settlements_view_show (HengSettlementsView *self,
                            HengSession         *session,
                            const HengAgreement *agreement)
{
  g_autoptr (GArray) periods = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  HengBook *book;

  g_return_if_fail (HENG_IS_SETTLEMENTS_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  if (self->list == NULL)
    add_columns (self, session);

  book = heng_session_get_book (session);
  periods = heng_book_list_periods (book, agreement->code, heng_book_get_today (book), NULL, 0, NULL);
  /* The newest first: that is what is worked on. */
  for (guint i = periods == NULL ? 0 : periods->len; i > 0; i--)
    {
      Row *row = new_row (session, agreement->code, g_array_index (periods, HengPeriod, i - 1));

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), rows->len == 0 ? "empty" : "table");
  heng_record_list_take (self->list, g_steal_pointer (&rows));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-dues-view.h"

#include "heng-book-dues.h"
#include "heng-chip.h"
#include "heng-record-list.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengDuesView
{
  GtkWidget       parent_instance;
  GtkWidget      *stack;
  GtkWidget      *table;
  GtkWidget      *note;
  GtkWidget      *interest_box;
  GtkWidget      *interest;
  GtkWidget      *interest_button;
  HengRecordList *list; /* (nullable): until there is a session */
};

/* One instalment of one pair. */
typedef struct
{
  char          *agreement;
  char          *from;
  char          *to;
  char          *commodity;
  guint          index;
  HengInstalment instalment;
} Row;

G_DEFINE_FINAL_TYPE (HengDuesView, heng_dues_view, GTK_TYPE_WIDGET)

static const struct
{
  const char *word;
  const char *icon;
  const char *style;
} looks[HENG_N_DUE_STATES] = {
  [HENG_DUE_UNDATED] = { NC_("due", "no day agreed"), "content-loading-symbolic", NULL },
  [HENG_DUE_WAITING] = { NC_("due", "after the statement"), "content-loading-symbolic", NULL },
  [HENG_DUE_OPEN] = { NC_("due", "to be paid"), "document-edit-symbolic", "status-ready" },
  [HENG_DUE_OVERDUE] = { NC_("due", "overdue"), "dialog-error-symbolic", "status-wrong" },
  [HENG_DUE_DISPUTED] = { NC_("due", "disputed"), "dialog-warning-symbolic", "status-wrong" },
  [HENG_DUE_PAID] = { NC_("due", "paid"), "object-select-symbolic", "status-done" },
};

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->agreement);
  g_free (row->from);
  g_free (row->to);
  g_free (row->commodity);
  g_free (row);
}

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  const Row *one = a;
  const Row *other = b;

  return one->index == other->index && g_str_equal (one->from, other->from) && g_str_equal (one->to, other->to)
         && g_str_equal (one->commodity, other->commodity) && g_str_equal (one->agreement, other->agreement);
}

static char *
day_text (HengSession  *session,
          gconstpointer data)
{
  const Row *row = data;

  return row->instalment.due_day == HENG_DAY_NONE ? g_strdup ("–") : heng_day_format (row->instalment.due_day);
}

static char *
day_note (HengSession  *session,
          gconstpointer data)
{
  const Row *row = data;

  if (row->instalment.missing_year != 0)
    /* Translators: a due day that may still move, because the holidays of a year are not known */
    return g_strdup_printf (_("provisional: no holidays of %d"), row->instalment.missing_year);
  if (row->instalment.days_late > 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", row->instalment.days_late), row->instalment.days_late);

  return NULL;
}

static char *
pair_text (HengSession  *session,
           gconstpointer data)
{
  const Row *row = data;
  g_autofree char *from = heng_session_word_party (session, row->agreement, row->from);
  g_autofree char *to = heng_session_word_party (session, row->agreement, row->to);

  return g_strdup_printf ("%s → %s", from, to);
}

static char *
interest_text (HengSession  *session,
               gconstpointer data)
{
  const Row *row = data;
  g_autofree char *amount = NULL;

  if (row->instalment.interest_minor == 0)
    return NULL;

  amount = heng_session_format_amount (session, row->instalment.interest_minor, row->commodity);

  return g_strdup_printf (_("late interest %s"), amount);
}

static char *
amount_text (HengSession  *session,
             gconstpointer data)
{
  const Row *row = data;

  return heng_session_format_cell (session, row->instalment.amount_minor, row->commodity);
}

static char *
open_text (HengSession  *session,
           gconstpointer data)
{
  const Row *row = data;
  g_autofree char *amount = NULL;

  if (row->instalment.outstanding_minor == 0 || row->instalment.outstanding_minor == row->instalment.amount_minor)
    return NULL;

  amount = heng_session_format_cell (session, row->instalment.outstanding_minor, row->commodity);

  /* Translators: what of an instalment is not paid yet */
  return g_strdup_printf (_("open %s"), amount);
}

static GtkWidget *
new_state_cell (HengSession *session)
{
  return heng_chip_new ();
}

static void
update_state_cell (HengSession  *session,
                   GtkWidget    *cell,
                   gconstpointer data)
{
  HengDueState state = ((const Row *) data)->instalment.state;

  heng_chip_set (HENG_CHIP (cell), looks[state].icon, g_dpgettext2 (GETTEXT_PACKAGE, "due", looks[state].word), looks[state].style);
}

static void
heng_dues_view_dispose (GObject *object)
{
  HengDuesView *self = HENG_DUES_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (heng_dues_view_parent_class)->dispose (object);
}

static void
heng_dues_view_class_init (HengDuesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_dues_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-dues-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengDuesView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengDuesView, table);
  gtk_widget_class_bind_template_child (widget_class, HengDuesView, note);
  gtk_widget_class_bind_template_child (widget_class, HengDuesView, interest_box);
  gtk_widget_class_bind_template_child (widget_class, HengDuesView, interest);
  gtk_widget_class_bind_template_child (widget_class, HengDuesView, interest_button);
}

static void
heng_dues_view_init (HengDuesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_columns (HengDuesView *self,
             HengSession  *session)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);

  self->list = heng_record_list_new (is_same, row_free);
  heng_table_set_below (heng_table_add_text (table, session, _("Due"), 0, 104, day_text), day_note);
  heng_table_set_below (heng_table_add_text (table, session, _("From → to"), HENG_COLUMN_EXPAND, 96, pair_text), interest_text);
  heng_table_set_below (heng_table_add_text (table, session, _("Amount"), HENG_COLUMN_NUMBER, 104, amount_text), open_text);
  heng_table_add_widget (table, session, _("State"), 0, 112, new_state_cell, update_state_cell);
  heng_table_align_heads (table);
  heng_table_show (table, G_LIST_MODEL (self->list), FALSE);
}

static void
add_rows (GPtrArray         *rows,
          const HengDuesRow *dues)
{
  for (guint i = 0; i < dues->dues->instalments->len; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->agreement = g_strdup (dues->agreement);
      row->from = g_strdup (dues->from);
      row->to = g_strdup (dues->to);
      row->commodity = g_strdup (dues->commodity);
      row->index = i;
      row->instalment = *heng_dues_get (dues->dues, i);
      /* The terms go with the dues. */
      row->instalment.term = NULL;
      g_ptr_array_add (rows, row);
    }
}

/* What late interest comes to, where there is any. */
static void
show_interest (HengDuesView *self,
               HengSession  *session,
               const char   *agreement,
               GPtrArray    *dues,
               HengPeriod    period)
{
  const char *currency = heng_session_get_currency (session);
  gint64 due_minor = 0, booked_minor = 0;
  g_autofree char *due = NULL, *booked = NULL, *text = NULL;

  for (guint i = 0; dues != NULL && i < dues->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (dues, i);

      if (!row->has_period || !heng_period_equal (row->period, period) || !g_str_equal (row->commodity, currency))
        continue;
      heng_amount_add (due_minor, row->dues->interest_minor, &due_minor, NULL);
      heng_amount_add (booked_minor, row->dues->interest_booked_minor, &booked_minor, NULL);
    }

  due = heng_session_format_amount (session, due_minor, currency);
  booked = heng_session_format_amount (session, booked_minor, currency);
  text = booked_minor == 0 ? g_strdup_printf (_("Late interest so far %s, none of it booked"), due)
                           : g_strdup_printf (_("Late interest so far %s, of which booked %s"), due, booked);
  gtk_label_set_text (GTK_LABEL (self->interest), text);
  gtk_widget_set_visible (self->interest_box, due_minor != 0 || booked_minor != 0);
  gtk_widget_set_visible (self->interest_button, due_minor != booked_minor);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->interest_button), "s", agreement);
}

void
heng_dues_view_show (HengDuesView *self,
                     HengSession  *session,
                     const char   *agreement,
                     HengPeriod    period)
{
  HengDuesQuery query = { .agreement = agreement, .view = { HENG_DAY_NONE, 0 } };
  g_autoptr (GPtrArray) dues = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  gboolean has_terms = FALSE;

  g_return_if_fail (HENG_IS_DUES_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  if (self->list == NULL)
    add_columns (self, session);

  dues = heng_book_list_dues (heng_session_get_book (session), &query, NULL, NULL);
  for (guint i = 0; dues != NULL && i < dues->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (dues, i);

      if (!row->has_period || !heng_period_equal (row->period, period))
        continue;
      has_terms = has_terms || row->version != NULL;
      add_rows (rows, row);
    }
  gtk_widget_set_visible (self->note, !has_terms);
  show_interest (self, session, agreement, dues, period);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), rows->len == 0 ? "empty" : "table");
  heng_record_list_take (self->list, g_steal_pointer (&rows));
}

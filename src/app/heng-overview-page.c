// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-overview-page.h"

#include "heng-balance-bar.h"
#include "heng-balance-reading.h"
#include "heng-book-agreements.h"
#include "heng-entries-view.h"
#include "heng-error.h"
#include "heng-figure.h"
#include "heng-head-link.h"
#include "heng-job.h"
#include "heng-notice.h"
#include "heng-waiting-row.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Pairs that are drawn. */
#define PAIRS_MAX 6

struct _HengOverviewPage
{
  GtkWidget     parent_instance;
  GtkWidget    *stack;
  GtkWidget    *accrued;
  GtkWidget    *paid;
  GtkWidget    *outstanding;
  GtkWidget    *agreements;
  GtkWidget    *pairs;
  GtkWidget    *pairs_unit;
  GtkWidget    *waiting;
  GtkWidget    *waiting_line;
  GtkWidget    *entries;
  GtkWidget    *head;
  GtkWidget     *pairs_spinner;
  GtkWidget     *waiting_spinner;
  HengSession  *session;
  HengBalanceReading *by_mechanism; /* for the figures */
  HengBalanceReading *by_pair;
  GCancellable *looking; /* (nullable): what waits is being looked for */
};

enum
{
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengOverviewPage, heng_overview_page, GTK_TYPE_WIDGET)

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* Two cards stand side by side where this much of each name has room. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_widget_set_tooltip_text (label, text);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* In the place of what the book did not give. */
static void
append_unread (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (_("What stands here could not be read from the book."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "unread");
  gtk_box_append (GTK_BOX (box), label);
}

static void
set_spinning (GtkWidget *spinner,
              gboolean   is_spinning)
{
  gtk_widget_set_visible (spinner, is_spinning);
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), is_spinning);
}

static void
show_figures (GtkWidget *widget,
              GPtrArray *balances)
{
  HengOverviewPage *self = HENG_OVERVIEW_PAGE (widget);
  g_autoptr (GPtrArray) owned = balances;
  const char *unit = heng_session_get_unit_label (self->session);
  gint64 sums[3] = { 0 };
  HengFigure *figures[] = { HENG_FIGURE (self->accrued), HENG_FIGURE (self->paid), HENG_FIGURE (self->outstanding) };

  for (guint j = 0; owned == NULL && j < G_N_ELEMENTS (figures); j++)
    {
      heng_figure_set (figures[j], "?", NULL);
      gtk_widget_set_tooltip_text (GTK_WIDGET (figures[j]), _("What stands here could not be read from the book."));
    }
  if (owned == NULL)
    return;

  for (guint i = 0; i < owned->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (owned, i);
      const gint64 amounts[] = { balance->accrued_minor, balance->paid_minor, balance->outstanding_minor };

      /* Kinds are never added to money; a sum beyond 64 bits stays at what fits, the balances page has the parts. */
      for (guint j = 0; j < G_N_ELEMENTS (sums) && g_str_equal (balance->commodity, heng_session_get_currency (self->session)); j++)
        heng_amount_add (sums[j], amounts[j], &sums[j], NULL);
    }
  for (guint j = 0; j < G_N_ELEMENTS (figures); j++)
    {
      g_autofree char *text = heng_session_format_money (self->session, sums[j]);
      g_autofree char *exact = heng_session_format_amount (self->session, sums[j], heng_session_get_currency (self->session));

      heng_figure_set (figures[j], text, sums[j] == 0 ? NULL : unit);
      gtk_widget_set_tooltip_text (GTK_WIDGET (figures[j]), exact);
    }
}

static void
show_count (HengOverviewPage *self)
{
  guint n_agreements = 0;
  g_autofree char *count = NULL;

  heng_book_count_agreements (heng_session_get_book (self->session), NULL, -1, &n_agreements, NULL);
  count = heng_money_format_count (n_agreements);
  heng_figure_set (HENG_FIGURE (self->agreements), count, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n_agreements == 0 ? "empty" : "overview");
}

static int
compare_outstanding (gconstpointer a,
                     gconstpointer b)
{
  gint64 one = (*(const HengBalance *const *) a)->outstanding_minor;
  gint64 other = (*(const HengBalance *const *) b)->outstanding_minor;

  one = ABS (one);
  other = ABS (other);

  return one > other ? -1 : one < other;
}

static void
append_pair (HengOverviewPage  *self,
             const HengBalance *balance,
             gint64             largest)
{
  GtkWidget *grid = gtk_grid_new ();
  gint64 amount = ABS (balance->outstanding_minor);
  GtkWidget *name = new_label (heng_wording_pick (balance->name_zh, balance->name_en), NULL);
  g_autofree char *text = heng_session_format_money (self->session, amount);
  GtkWidget *figure = gtk_label_new (text);
  GtkWidget *bar = heng_balance_bar_new (FALSE);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (figure, "figures");
  gtk_widget_add_css_class (bar, "outstanding-bar");
  heng_balance_bar_set (HENG_BALANCE_BAR (bar), (double) amount / (double) largest);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), name, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), figure, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), bar, 0, 1, 2, 1);
  gtk_box_append (GTK_BOX (self->pairs), grid);
}

static void
show_pairs (GtkWidget *widget,
            GPtrArray *balances)
{
  HengOverviewPage *self = HENG_OVERVIEW_PAGE (widget);
  g_autoptr (GPtrArray) owned = balances;
  g_autoptr (GPtrArray) money = g_ptr_array_new ();

  set_spinning (self->pairs_spinner, FALSE);
  clear_box (self->pairs);
  if (owned == NULL)
    {
      append_unread (self->pairs);
      return;
    }

  gtk_label_set_text (GTK_LABEL (self->pairs_unit), heng_session_get_unit_label (self->session));
  for (guint i = 0; i < owned->len; i++)
    {
      HengBalance *balance = g_ptr_array_index (owned, i);

      if (balance->outstanding_minor != 0 && g_str_equal (balance->commodity, heng_session_get_currency (self->session)))
        g_ptr_array_add (money, balance);
    }
  g_ptr_array_sort (money, compare_outstanding);

  for (guint i = 0; i < money->len && i < PAIRS_MAX; i++)
    {
      const HengBalance *largest = g_ptr_array_index (money, 0);

      append_pair (self, g_ptr_array_index (money, i), ABS (largest->outstanding_minor));
    }
  if (money->len == 0)
    gtk_box_append (GTK_BOX (self->pairs), new_label (_("Nothing is outstanding between any two regions."), "dim-label"));
}

static gboolean
look_work (HengBook     *book,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return heng_backlog_find (data, book, cancellable, error);
}

static void
look_done (GtkWidget    *widget,
           gpointer      data,
           const GError *error)
{
  HengOverviewPage *self = HENG_OVERVIEW_PAGE (widget);
  const HengBacklog *found = data;
  g_autoptr (GString) line = g_string_new (NULL);

  /* Another look is under way: its answer is newer. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || heng_error_is (error, HENG_ERROR_CANCELLED))
    return;

  set_spinning (self->waiting_spinner, FALSE);
  clear_box (self->waiting);
  if (error != NULL)
    {
      append_unread (self->waiting);
      gtk_label_set_text (GTK_LABEL (self->waiting_line), "");
      heng_notice_error (heng_notice_find (widget), error);
      return;
    }

  for (guint i = 0; i < found->rows->len; i++)
    gtk_box_append (GTK_BOX (self->waiting), heng_waiting_row_new (g_ptr_array_index (found->rows, i)));

  if (found->n_ready + found->n_incomplete + found->n_wrong == 0)
    g_string_append (line, _("Every period that has ended is settled."));
  else
    {
      g_string_append_printf (line, ngettext ("%u to be settled", "%u to be settled", found->n_ready), found->n_ready);
      g_string_append (line, _(", "));
      g_string_append_printf (line, ngettext ("%u incomplete", "%u incomplete", found->n_incomplete), found->n_incomplete);
      if (found->n_wrong > 0)
        {
          g_string_append (line, _(", "));
          g_string_append_printf (line, ngettext ("%u cannot be settled", "%u cannot be settled", found->n_wrong), found->n_wrong);
        }
    }
  if (!found->is_all)
    g_string_append_printf (line, _(" (of the first %u agreements)"), found->n_agreements);
  gtk_label_set_text (GTK_LABEL (self->waiting_line), line->str);
  gtk_widget_set_tooltip_text (self->waiting_line, line->str);
  g_signal_emit (self, signals[WAITING], 0, found->n_ready, found->n_incomplete);
}

static void
look_for_waiting (HengOverviewPage *self)
{
  HengJob job = {
    .work = look_work,
    .done = look_done,
    .data = heng_backlog_new (),
    .free_data = (GDestroyNotify) heng_backlog_free,
  };

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  set_spinning (self->waiting_spinner, TRUE);
  heng_job_run (&job, GTK_WIDGET (self), self->session, self->looking);
}

static void
reload (GtkWidget *widget)
{
  HengOverviewPage *self = HENG_OVERVIEW_PAGE (widget);

  show_count (self);
  set_spinning (self->pairs_spinner, TRUE);
  heng_balance_reading_start (self->by_pair, HENG_BALANCE_BY_PAIR, FALSE);
  heng_balance_reading_start (self->by_mechanism, HENG_BALANCE_BY_MECHANISM, FALSE);
  heng_entries_view_show_region (HENG_ENTRIES_VIEW (self->entries), self->session, NULL, NULL);
  look_for_waiting (self);
}

static void
heng_overview_page_dispose (GObject *object)
{
  HengOverviewPage *self = HENG_OVERVIEW_PAGE (object);

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->by_pair, heng_balance_reading_free);
  g_clear_pointer (&self->by_mechanism, heng_balance_reading_free);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_overview_page_parent_class)->dispose (object);
}

static void
heng_overview_page_class_init (HengOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_overview_page_dispose;

  signals[WAITING] = g_signal_new ("waiting", HENG_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  g_type_ensure (HENG_TYPE_FIGURE);
  g_type_ensure (HENG_TYPE_ENTRIES_VIEW);
  g_type_ensure (HENG_TYPE_HEAD_LINK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, accrued);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, paid);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, outstanding);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, agreements);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, pairs);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, pairs_unit);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, pairs_spinner);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, waiting_spinner);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, waiting_line);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, entries);
  gtk_widget_class_bind_template_child (widget_class, HengOverviewPage, head);
}

static void
heng_overview_page_init (HengOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Until they are added up; they keep their room. */
  heng_figure_set (HENG_FIGURE (self->accrued), "…", NULL);
  heng_figure_set (HENG_FIGURE (self->paid), "…", NULL);
  heng_figure_set (HENG_FIGURE (self->outstanding), "…", NULL);
}

GtkWidget *
heng_overview_page_new (HengSession *session)
{
  HengOverviewPage *self;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_OVERVIEW_PAGE, NULL);
  self->session = g_object_ref (session);
  self->by_pair = heng_balance_reading_new (session, GTK_WIDGET (self), show_pairs);
  self->by_mechanism = heng_balance_reading_new (session, GTK_WIDGET (self), show_figures);
  heng_head_link_set_session (HENG_HEAD_LINK (self->head), session);
  heng_session_watch (session, GTK_WIDGET (self), reload);

  return GTK_WIDGET (self);
}

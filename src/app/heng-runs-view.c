// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-runs-view.h"

#include "heng-book-settle.h"
#include "heng-record-list.h"
#include "heng-table.h"
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _HengRunsView
{
  GtkWidget       parent_instance;
  GtkWidget      *stack;
  GtkWidget      *table;
  GtkWidget      *total;
  HengRecordList *list; /* (nullable): until there is a session */
};

G_DEFINE_FINAL_TYPE (HengRunsView, heng_runs_view, GTK_TYPE_WIDGET)

char *
heng_runs_view_word_run (HengRunKind kind,
                         guint       resettlement)
{
  switch (kind)
    {
    case HENG_RUN_PROVISIONAL:
      /* Translators: kind of a run of a settlement */
      return g_strdup (C_("run", "Provisional"));
    case HENG_RUN_FINAL:
      return g_strdup (C_("run", "Final"));
    case HENG_RUN_RESETTLEMENT:
      /* Translators: kind of a run of a settlement, and its number */
      return g_strdup_printf (C_("run", "Re-settlement %u"), resettlement);
    case HENG_RUN_FIRST:
    default:
      return g_strdup (C_("run", "First"));
    }
}

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  const HengRun *one = a;
  const HengRun *other = b;

  return one->number == other->number && one->entry == other->entry && g_str_equal (one->agreement, other->agreement)
         && heng_period_equal (one->period, other->period);
}

static char *
run_text (HengSession  *session,
          gconstpointer data)
{
  const HengRun *run = data;

  return heng_runs_view_word_run (run->kind, run->resettlement);
}

static char *
day_text (HengSession  *session,
          gconstpointer data)
{
  const HengRun *run = data;
  g_autofree char *date = heng_day_format (run->date);

  if (run->reversed_by != 0)
    /* Translators: a run whose entry was taken back, and the entry that does it */
    return g_strdup_printf (_("%s · reversed by entry %" PRId64), date, run->reversed_by);

  return g_steal_pointer (&date);
}

static char *
run_tip (HengSession  *session,
         gconstpointer data)
{
  const HengRun *run = data;
  g_autofree char *recorded = heng_wording_recorded_day (run->recorded_ms);
  g_autofree char *booked = heng_day_format (run->booked);

  if (run->entry == 0)
    /* Translators: who named the kind of a run that booked nothing, and when */
    return g_strdup_printf (_("No difference to book. Recorded by %s on %s"), run->recorded_by, recorded);

  /* Translators: the number of an entry, the day it was booked on, who recorded it and when */
  return g_strdup_printf (_("Entry %" PRId64 ", booked on %s. Recorded by %s on %s"), run->entry, booked, run->recorded_by, recorded);
}

static char *
join_lines (HengSession   *session,
            const HengRun *run,
            gboolean       amounts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < run->lines->len; i++)
    {
      const HengDifference *line = g_ptr_array_index (run->lines, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (amounts)
        {
          g_autofree char *amount = heng_session_format_cell (session, line->amount_minor, line->commodity);

          g_string_append (text, amount);
        }
      else
        {
          g_autofree char *from = heng_session_word_party (session, run->agreement, line->from);
          g_autofree char *to = heng_session_word_party (session, run->agreement, line->to);

          g_string_append_printf (text, "%s → %s", from, to);
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
pairs_text (HengSession  *session,
            gconstpointer data)
{
  const HengRun *run = data;

  return run->lines->len == 0 ? g_strdup (_("no difference")) : join_lines (session, run, FALSE);
}

static char *
known_text (HengSession  *session,
            gconstpointer data)
{
  /* Translators: how many facts a run was computed from */
  return g_strdup_printf (_("from %" PRId64 " facts"), ((const HengRun *) data)->known);
}

static char *
amounts_text (HengSession  *session,
              gconstpointer data)
{
  return join_lines (session, data, TRUE);
}

static void
heng_runs_view_dispose (GObject *object)
{
  HengRunsView *self = HENG_RUNS_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (heng_runs_view_parent_class)->dispose (object);
}

static void
heng_runs_view_class_init (HengRunsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_runs_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-runs-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengRunsView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengRunsView, table);
  gtk_widget_class_bind_template_child (widget_class, HengRunsView, total);
}

static void
heng_runs_view_init (HengRunsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_columns (HengRunsView *self,
             HengSession  *session)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);
  GtkColumnViewColumn *column;

  self->list = heng_record_list_new (is_same, (GDestroyNotify) heng_run_free);
  column = heng_table_add_text (table, session, _("Run"), HENG_COLUMN_STRONG | HENG_COLUMN_TOP, 150, run_text);
  heng_table_set_below (column, day_text);
  heng_table_set_tip (column, run_tip);
  column = heng_table_add_text (table, session, _("From → to"), HENG_COLUMN_EXPAND | HENG_COLUMN_TOP, 120, pairs_text);
  heng_table_set_below (column, known_text);
  heng_table_add_text (table, session, _("Booked"), HENG_COLUMN_NUMBER | HENG_COLUMN_TOP, 116, amounts_text);
  heng_table_align_heads (table);
  heng_table_show (table, G_LIST_MODEL (self->list), FALSE);
}

/* What all runs come to: the sum that a computation from scratch gives. */
static char *
word_total (HengSession   *session,
            const HengRun *last)
{
  g_autoptr (GString) text = g_string_new (_("All runs together:"));

  for (guint i = 0; i < last->totals->len; i++)
    {
      const HengDifference *line = g_ptr_array_index (last->totals, i);
      g_autofree char *from = heng_session_word_party (session, last->agreement, line->from);
      g_autofree char *to = heng_session_word_party (session, last->agreement, line->to);
      g_autofree char *amount = heng_session_format_amount (session, line->amount_minor, line->commodity);

      g_string_append_printf (text, "%s%s → %s %s", i > 0 ? _(", ") : " ", from, to, amount);
    }
  if (last->totals->len == 0)
    g_string_append_printf (text, " %s", _("nothing"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
heng_runs_view_show (HengRunsView *self,
                     HengSession  *session,
                     const char   *agreement,
                     HengPeriod    period)
{
  GPtrArray *runs;

  g_return_if_fail (HENG_IS_RUNS_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  if (self->list == NULL)
    add_columns (self, session);

  runs = heng_book_list_runs (heng_session_get_book (session), agreement, &period, 0, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), runs == NULL || runs->len == 0 ? "empty" : "table");
  if (runs != NULL && runs->len > 0)
    {
      g_autofree char *total = word_total (session, g_ptr_array_index (runs, runs->len - 1));

      gtk_label_set_text (GTK_LABEL (self->total), total);
    }
  heng_record_list_take (self->list, runs);
}

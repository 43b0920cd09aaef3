// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-observations-view.h"

#include "heng-record-list.h"
#include "heng-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* More than anybody reads, as the sentence in the template says; the whole is in the export. */
#define OBSERVATIONS_MAX 5000

struct _HengObservationsView
{
  GtkWidget       parent_instance;
  GtkWidget      *stack;
  GtkWidget      *table;
  GtkWidget      *limit;
  HengRecordList *list; /* (nullable): until there is a session */
};

G_DEFINE_FINAL_TYPE (HengObservationsView, heng_observations_view, GTK_TYPE_WIDGET)

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  return ((const HengObservationRow *) a)->number == ((const HengObservationRow *) b)->number;
}

static char *
indicator_text (HengSession  *session,
                gconstpointer row)
{
  return g_strdup (((const HengObservationRow *) row)->indicator);
}

static char *
period_text (HengSession  *session,
             gconstpointer row)
{
  return heng_period_format (((const HengObservationRow *) row)->period);
}

static char *
value_text (HengSession  *session,
            gconstpointer data)
{
  const HengObservationRow *row = data;

  return g_strdup (row->value == NULL ? _("withdrawn") : row->value);
}

static char *
source_text (HengSession  *session,
             gconstpointer row)
{
  return g_strdup (((const HengObservationRow *) row)->source);
}

static char *
mark_text (HengSession  *session,
           gconstpointer data)
{
  const HengObservationRow *row = data;

  /* Translators: an observation that a later one took the place of */
  return row->is_superseded ? g_strdup (_("revised later")) : NULL;
}

static char *
recorded_text (HengSession  *session,
               gconstpointer data)
{
  const HengObservationRow *row = data;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (row->recorded_ms / 1000);
  g_autoptr (GDateTime) china = utc == NULL ? NULL : g_date_time_add_hours (utc, 8);
  g_autofree char *day = china == NULL ? NULL : g_date_time_format (china, "%Y-%m-%d");


  return g_steal_pointer (&day);
}

static char *
recorded_tip (HengSession  *session,
              gconstpointer data)
{
  const HengObservationRow *row = data;

  /* Translators: who recorded an observation */
  return row->recorded_by == NULL ? NULL : g_strdup_printf (_("Recorded by %s"), row->recorded_by);
}

static void
heng_observations_view_dispose (GObject *object)
{
  HengObservationsView *self = HENG_OBSERVATIONS_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (heng_observations_view_parent_class)->dispose (object);
}

static void
heng_observations_view_class_init (HengObservationsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_observations_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-observations-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengObservationsView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengObservationsView, table);
  gtk_widget_class_bind_template_child (widget_class, HengObservationsView, limit);
}

static void
heng_observations_view_init (HengObservationsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_columns (HengObservationsView *self,
             HengSession          *session)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (self->table);

  self->list = heng_record_list_new (is_same, (GDestroyNotify) heng_observation_row_free);
  heng_table_add_text (table, session, _("Indicator"), HENG_COLUMN_STRONG, 120, indicator_text);
  heng_table_add_text (table, session, _("Period"), 0, 90, period_text);
  heng_table_add_text (table, session, _("Value"), HENG_COLUMN_NUMBER, 110, value_text);
  heng_table_set_below (heng_table_add_text (table, session, _("Source"), HENG_COLUMN_EXPAND, 0, source_text), mark_text);
  heng_table_set_tip (heng_table_add_text (table, session, _("Recorded"), HENG_COLUMN_DIM, 104, recorded_text), recorded_tip);
  heng_table_align_heads (table);
  heng_table_show (table, G_LIST_MODEL (self->list), FALSE);
}

void
heng_observations_view_show (HengObservationsView *self,
                             HengSession          *session,
                             const HengAgreement  *agreement)
{
  GPtrArray *rows;
  gboolean is_cut;

  g_return_if_fail (HENG_IS_OBSERVATIONS_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  if (self->list == NULL)
    add_columns (self, session);

  rows = heng_book_list_observations (heng_session_get_book (session), agreement->code, OBSERVATIONS_MAX + 1, NULL);
  is_cut = rows != NULL && rows->len > OBSERVATIONS_MAX;
  if (is_cut)
    g_ptr_array_set_size (rows, OBSERVATIONS_MAX);
  gtk_widget_set_visible (self->limit, is_cut);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), rows == NULL || rows->len == 0 ? "empty" : "table");
  heng_record_list_take (self->list, rows);
}

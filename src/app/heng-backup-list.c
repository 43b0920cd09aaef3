// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-backup-list.h"

#include "heng-backup-row.h"
#include "heng-job.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengBackupList
{
  GtkWidget    parent_instance;
  GtkWidget   *box;
  GtkWidget   *list;
  GtkWidget   *automatic;
  GtkWidget   *make;
  char        *path;
  HengSession *session; /* (nullable) */
  GPtrArray   *backups;
};

enum
{
  CHOSEN,
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengBackupList, heng_backup_list, GTK_TYPE_WIDGET)

static void
fill (HengBackupList *self)
{
  gint64 now_ms = heng_clock_system (NULL);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = heng_backups_list (self->path);
  for (guint i = 0; i < self->backups->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), heng_backup_row_new (g_ptr_array_index (self->backups, i), now_ms));
}

static void
row_activated_cb (HengBackupList *self,
                  GtkListBoxRow  *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index < self->backups->len)
    g_signal_emit (self, signals[CHOSEN], 0, ((HengBackup *) g_ptr_array_index (self->backups, index))->path);
}

static gboolean
make_work (HengBook     *book,
           gpointer      made,
           GCancellable *cancellable,
           GError      **error)
{
  return heng_backups_make (book, made, error);
}

static void
make_done (GtkWidget    *widget,
           gpointer      made,
           const GError *error)
{
  HengBackupList *self = HENG_BACKUP_LIST (widget);
  g_autofree char *sentence = error == NULL ? NULL : heng_wording_error (error);

  gtk_widget_set_sensitive (widget, TRUE);
  fill (self);
  if (sentence != NULL)
    g_signal_emit (self, signals[SAID], 0, sentence);
  else
    g_signal_emit (self, signals[SAID], 0,
                   *(gboolean *) made ? _("A backup was made: it is the first in the list.")
                                      : _("None was made: there is nothing in the book that the newest backup does not hold."));
}

static void
make_cb (HengBackupList *self)
{
  HengJob job = {
    .telling = _("Backing up…"),
    .can_stop = TRUE,
    .work = make_work,
    .done = make_done,
    .stopped = make_done,
    .data = g_new0 (gboolean, 1),
    .free_data = g_free,
  };

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SAID], 0, "");
  heng_job_run (&job, GTK_WIDGET (self), self->session, NULL);
}

static gboolean
heng_backup_list_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (HENG_BACKUP_LIST (widget)->list), 0);

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
heng_backup_list_dispose (GObject *object)
{
  HengBackupList *self = HENG_BACKUP_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_backup_list_parent_class)->dispose (object);
}

static void
heng_backup_list_class_init (HengBackupListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_backup_list_dispose;
  widget_class->grab_focus = heng_backup_list_grab_focus;

  signals[CHOSEN] = g_signal_new ("chosen", HENG_TYPE_BACKUP_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAID] = g_signal_new ("said", HENG_TYPE_BACKUP_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-backup-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HengBackupList, box);
  gtk_widget_class_bind_template_child (widget_class, HengBackupList, list);
  gtk_widget_class_bind_template_child (widget_class, HengBackupList, automatic);
  gtk_widget_class_bind_template_child (widget_class, HengBackupList, make);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
}

static void
heng_backup_list_init (HengBackupList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_backup_list_show (HengBackupList  *self,
                       const char      *path,
                       HengSession     *session,
                       HengPreferences *preferences)
{
  g_return_if_fail (HENG_IS_BACKUP_LIST (self));
  g_return_if_fail (path != NULL && self->path == NULL);
  g_return_if_fail (HENG_IS_PREFERENCES (preferences));
  self->path = g_strdup (path);
  g_set_object (&self->session, session);
  gtk_widget_set_visible (self->make, session != NULL);
  g_object_bind_property (preferences, "backups", self->automatic, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  fill (self);
}

gboolean
heng_backup_list_is_empty (HengBackupList *self)
{
  g_return_val_if_fail (HENG_IS_BACKUP_LIST (self), TRUE);

  return self->backups == NULL || self->backups->len == 0;
}

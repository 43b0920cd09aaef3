// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-backup-row.h"

#include "heng-digest.h"
#include "heng-money-format.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)
#define CHINA_SECONDS (8 * 3600)

char *
heng_backup_word_age (gint64 made_ms,
                      gint64 now_ms)
{
  gint64 age = now_ms - made_ms;
  gint64 n;

  /* A clock that was put back makes nothing come from the future. */
  if (age < MINUTE_MS)
    return g_strdup (_("just now"));
  if (age < HOUR_MS)
    {
      n = age / MINUTE_MS;
      return g_strdup_printf (ngettext ("%" PRId64 " minute ago", "%" PRId64 " minutes ago", (gulong) n), n);
    }
  if (age < DAY_MS)
    {
      n = age / HOUR_MS;
      return g_strdup_printf (ngettext ("%" PRId64 " hour ago", "%" PRId64 " hours ago", (gulong) n), n);
    }

  n = age / DAY_MS;
  return g_strdup_printf (ngettext ("%" PRId64 " day ago", "%" PRId64 " days ago", (gulong) n), n);
}

char *
heng_backup_word_moment (gint64 made_ms)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (made_ms / 1000 + CHINA_SECONDS);

  return made != NULL ? g_date_time_format (made, "%Y-%m-%d %H:%M") : g_strdup ("–");
}

GtkWidget *
heng_backup_row_new (const HengBackup *backup,
                     gint64            now_ms)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *moment = heng_backup_word_moment (backup->made_ms), *age = heng_backup_word_age (backup->made_ms, now_ms);
  g_autofree char *size = g_format_size ((guint64) backup->size), *count = heng_money_format_count ((guint) MIN (backup->count, G_MAXUINT));
  g_autofree char *head = heng_head_format (backup->count, backup->head, HENG_HEAD_DIGITS);
  /* Translators: the moment a backup was made at, and how long ago that is */
  g_autofree char *when = heng_wording_fill (_("%1$s · %2$s"), moment, age, "", "");
  /* Translators: a backup’s count of facts, its head, its size */
  g_autofree char *what = heng_wording_fill (_("%1$s facts · head %2$s · %3$s"), count, head, size, "");
  g_autofree char *spoken = g_strdup_printf ("%s, %s", when, what);
  GtkWidget *first = gtk_label_new (when), *second = gtk_label_new (what);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "dim-label");
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "figures");
  gtk_widget_add_css_class (row, "backup-row");
  gtk_widget_set_tooltip_text (row, backup->path);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-report-save.h"

#include "heng-dialogs.h"
#include "heng-notice.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static void
chosen_cb (GtkWidget *source,
           GStrv      paths,
           gpointer   text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (paths[0]);
  g_autofree char *told = NULL;

  if (!heng_notice_is_near (source))
    return;
  if (!g_file_set_contents_full (paths[0], text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &error))
    {
      told = heng_wording_fill (_("The report could not be written to “%1$s”."), name, "", "", "");
      heng_notice_warn (heng_notice_find (source), told, error->message);
      return;
    }

  told = g_strdup_printf (_("Wrote %s."), name);
  heng_notice_tell (heng_notice_find (source), told, FALSE);
}

void
heng_report_save (GtkWidget       *source,
                  HengPreferences *preferences,
                  const char      *name,
                  const char      *text)
{
  static const char *const patterns[] = { "*.txt", NULL };
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Save the report"),
    .accept = _("_Save"),
    .suggested_name = name,
    .filter_name = _("Text files"),
    .patterns = patterns,
  };

  g_return_if_fail (GTK_IS_WIDGET (source));
  g_return_if_fail (name != NULL && text != NULL);

  heng_dialogs_choose_files (source, preferences, &choice, chosen_cb, g_strdup (text), g_free);
}

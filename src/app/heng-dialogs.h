// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-preferences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Choosing files: the one place that knows which of GTK's two ways the version at hand has. */

typedef enum
{
  HENG_FILE_CHOICE_OPEN,
  HENG_FILE_CHOICE_OPEN_SEVERAL,
  HENG_FILE_CHOICE_SAVE
} HengFileChoiceKind;

typedef struct
{
  HengFileChoiceKind  kind;
  const char         *title;
  const char         *accept;         /* the word on the button, with a mnemonic */
  const char         *suggested_name; /* (nullable): when saving */
  const char         *filter_name;    /* (nullable): what kind of files are shown */
  const char *const  *patterns;       /* (nullable): "*.pdf" … */
} HengFileChoice;

/** @paths: (element-type filename): at least one; not called when nothing was chosen. @source: what was given, still alive */
typedef void (*HengFilesChosen) (GtkWidget *source,
                                 GStrv      paths,
                                 gpointer   data);

/** @source: a widget of the window that the dialog belongs to. @data is freed by @free_data (nullable) in any case. */
void heng_dialogs_choose_files (GtkWidget            *source,
                                HengPreferences      *preferences,
                                const HengFileChoice *choice,
                                HengFilesChosen       chosen,
                                gpointer              data,
                                GDestroyNotify        free_data);

G_END_DECLS

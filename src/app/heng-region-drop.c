// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-region-drop.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>

GtkWidget *
heng_region_drop_new (GPtrArray  *regions,
                      const char *code)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  /* What is searched in is the name itself. */
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  guint selected = 0;
  GtkWidget *drop;

  g_return_val_if_fail (regions != NULL, NULL);

  gtk_string_list_append (names, _("Choose a region"));
  for (guint i = 0; i < regions->len; i++)
    {
      const HengRegion *region = g_ptr_array_index (regions, i);

      gtk_string_list_append (names, heng_wording_pick (region->name_zh, region->name_en));
      if (g_strcmp0 (region->code, code) == 0)
        selected = i + 1;
    }
  drop = gtk_drop_down_new (G_LIST_MODEL (names), expression);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);

  return drop;
}

const HengRegion *
heng_region_drop_get (GtkWidget *drop,
                      GPtrArray *regions)
{
  guint selected;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop), NULL);
  g_return_val_if_fail (regions != NULL, NULL);

  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  return selected == 0 || selected > regions->len ? NULL : g_ptr_array_index (regions, selected - 1);
}

char *
heng_region_drop_make_name (const HengRegion *region)
{
  const char *shown;
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (region != NULL, NULL);

  shown = heng_wording_pick (region->name_zh, region->name_en);
  for (const char *at = shown; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (name, g_unichar_isalnum (c) || c == '_' ? c : '_');
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

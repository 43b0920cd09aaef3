// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-form.h"

#include "heng-field.h"
#include "heng-region-drop.h"
#include "heng-template-make.h"
#include "heng-template-widgets.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengTemplateForm
{
  GtkWidget           parent_instance;
  GtkWidget          *grid;
  HengSession        *session; /* (nullable) */
  HengTemplateValues *values;  /* (nullable) */
  GPtrArray          *regions; /* (nullable) (element-type HengRegion) */
  int                 row;
  guint               rebuild_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengTemplateForm, heng_template_form, GTK_TYPE_WIDGET)

static void build (HengTemplateForm *self);

static const char *
pick (const HengBilingual *text)
{
  return heng_bilingual_pick (text, heng_wording_is_chinese ());
}

static void
set_value (HengTemplateForm *self,
           GtkWidget        *field,
           const char       *text)
{
  const char *path = g_object_get_data (G_OBJECT (field), "heng-path");
  const char *check = g_object_get_data (G_OBJECT (field), "heng-check");
  GtkWidget *problem = g_object_get_data (G_OBJECT (field), "heng-problem");
  g_autoptr (GError) error = NULL;

  if (heng_template_values_set (self->values, path, text, &error) && *text != '\0')
    heng_template_check (self->values, check, &error);
  heng_field_tell_problem (field, problem, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
typed_cb (GtkWidget        *entry,
          HengTemplateForm *self)
{
  set_value (self, entry, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
chosen_cb (GtkWidget        *drop,
           GParamSpec       *pspec,
           HengTemplateForm *self)
{
  const HengParameter *parameter = g_object_get_data (G_OBJECT (drop), "heng-parameter");
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  if (selected < parameter->choices->len)
    set_value (self, drop, ((const HengChoice *) g_ptr_array_index (parameter->choices, selected))->value);
}

static void
region_cb (GtkWidget        *drop,
           GParamSpec       *pspec,
           HengTemplateForm *self)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (drop), "heng-entry");
  const char *was = g_object_get_data (G_OBJECT (drop), "heng-name");
  const HengRegion *region = heng_region_drop_get (drop, self->regions);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree char *name = region == NULL ? g_strdup ("") : heng_region_drop_make_name (region);

  set_value (self, drop, region == NULL ? "" : region->code);
  /* The name follows the region as long as nobody named the party otherwise. */
  if (*typed == '\0' || g_strcmp0 (typed, was) == 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_object_set_data_full (G_OBJECT (drop), "heng-name", g_steal_pointer (&name), g_free);
}

static gboolean
rebuild_cb (gpointer data)
{
  HengTemplateForm *self = data;

  self->rebuild_id = 0;
  build (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Rows come and go from their own buttons: the form is built anew when those are done. */
static void
rebuild_later (HengTemplateForm *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (rebuild_cb, self);
}

static void
add_row_cb (GtkWidget        *button,
            HengTemplateForm *self)
{
  heng_template_values_add_row (self->values, g_object_get_data (G_OBJECT (button), "heng-path"));
  rebuild_later (self);
}

static void
remove_row_cb (GtkWidget        *button,
               HengTemplateForm *self)
{
  heng_template_values_remove_row (self->values, g_object_get_data (G_OBJECT (button), "heng-path"),
                                   GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "heng-row")));
  rebuild_later (self);
}

/* ---- fields ---- */

static GtkWidget *
add_problem (HengTemplateForm *self)
{
  GtkWidget *problem = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (problem), 0);
  gtk_label_set_wrap (GTK_LABEL (problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (problem), 44);
  gtk_widget_add_css_class (problem, "error");
  gtk_widget_add_css_class (problem, "caption");
  gtk_widget_set_visible (problem, FALSE);
  gtk_grid_attach (GTK_GRID (self->grid), problem, 1, self->row++, 2, 1);

  return problem;
}

/* @path: what is set; @check: the whole value that is looked at then */
static void
prepare (GtkWidget  *field,
         const char *path,
         const char *check,
         const char *name,
         GtkWidget  *problem)
{
  g_object_set_data_full (G_OBJECT (field), "heng-path", g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (field), "heng-check", g_strdup (check), g_free);
  g_object_set_data (G_OBJECT (field), "heng-problem", problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_entry (HengTemplateForm *self,
           const char       *path,
           const char       *check,
           const char       *name,
           GtkWidget        *problem)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *text = heng_template_values_get (self->values, path);

  prepare (entry, path, check, name, problem);
  gtk_editable_set_text (GTK_EDITABLE (entry), text == NULL ? "" : text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, 0);

  return entry;
}

static GtkWidget *
new_choice (HengTemplateForm    *self,
            const HengParameter *parameter,
            const char          *path,
            GtkWidget           *problem)
{
  GtkWidget *drop = heng_template_choice_new (parameter, heng_template_values_get (self->values, path));

  prepare (drop, path, path, pick (&parameter->title), problem);
  g_object_set_data (G_OBJECT (drop), "heng-parameter", (gpointer) parameter);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (chosen_cb), self, 0);

  return drop;
}

/* The region of a party. */
static GtkWidget *
new_region (HengTemplateForm    *self,
            const HengParameter *parameter,
            const char          *path,
            GtkWidget           *entry,
            GtkWidget           *problem)
{
  g_autofree char *region_path = g_strconcat (path, ".region", NULL);
  GtkWidget *drop = heng_region_drop_new (self->regions, heng_template_values_get (self->values, region_path));
  const HengRegion *region = heng_region_drop_get (drop, self->regions);

  prepare (drop, region_path, path, pick (&parameter->title), problem);
  if (region != NULL)
    g_object_set_data_full (G_OBJECT (drop), "heng-name", heng_region_drop_make_name (region), g_free);
  g_object_set_data (G_OBJECT (drop), "heng-entry", entry);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (region_cb), self, 0);

  return drop;
}

static GtkWidget *
new_field (HengTemplateForm    *self,
           const HengParameter *parameter,
           const char          *path,
           GtkWidget           *problem)
{
  const char *title = pick (&parameter->title);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (box, TRUE);
  if (parameter->kind == HENG_PARAMETER_CHOICE)
    gtk_box_append (GTK_BOX (box), new_choice (self, parameter, path, problem));
  else if (parameter->kind == HENG_PARAMETER_PARTY || parameter->kind == HENG_PARAMETER_INDICATOR)
    {
      g_autofree char *name_path = g_strconcat (path, ".name", NULL);
      GtkWidget *entry = new_entry (self, name_path, path, title, problem);

      if (parameter->kind == HENG_PARAMETER_PARTY && parameter->role != HENG_ROLE_POOL)
        gtk_box_append (GTK_BOX (box), new_region (self, parameter, path, entry, problem));
      gtk_box_append (GTK_BOX (box), entry);
      if (parameter->kind == HENG_PARAMETER_INDICATOR)
        {
          g_autofree char *section_path = g_strconcat (path, ".section", NULL);
          /* Translators: where an indicator is measured, said to a screen reader: the indicator follows */
          g_autofree char *spoken = g_strdup_printf (_("Section of %s"), title);
          GtkWidget *section = new_entry (self, section_path, path, spoken, problem);

          gtk_entry_set_placeholder_text (GTK_ENTRY (section), _("Section"));
          gtk_box_append (GTK_BOX (box), section);
        }
      else
        gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name in the rules"));
    }
  else
    gtk_box_append (GTK_BOX (box), new_entry (self, path, path, title, problem));

  return box;
}

static void
append_field (HengTemplateForm    *self,
              const HengParameter *parameter,
              const char          *path)
{
  int row = self->row++;
  GtkWidget *problem = add_problem (self);
  GtkWidget *field = new_field (self, parameter, path, problem);
  const char *help = pick (&parameter->help);

  if (*help != '\0')
    gtk_widget_set_tooltip_text (field, help);
  gtk_grid_attach (GTK_GRID (self->grid), heng_template_caption_new (parameter), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), field, 1, row, 2, 1);
}

static GtkWidget *
new_row_button (HengTemplateForm *self,
                const char       *path,
                guint             row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: of a list in a form, said to a screen reader: the row's number */
  g_autofree char *spoken = g_strdup_printf (_("Remove row %u"), row + 1);

  g_object_set_data_full (G_OBJECT (button), "heng-path", g_strdup (path), g_free);
  g_object_set_data (G_OBJECT (button), "heng-row", GUINT_TO_POINTER (row));
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_row_cb), self, 0);

  return button;
}

static void
append_list (HengTemplateForm    *self,
             const HengParameter *parameter)
{
  guint n_rows = heng_template_values_get_n_rows (self->values, parameter->name);
  GtkWidget *caption = heng_template_caption_new (parameter);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add row"));

  gtk_widget_remove_css_class (caption, "dim-label");
  gtk_widget_add_css_class (caption, "strong");
  gtk_grid_attach (GTK_GRID (self->grid), caption, 0, self->row++, 1, 1);
  for (guint i = 0; i < n_rows; i++)
    {
      int first = self->row;

      for (guint j = 0; j < parameter->fields->len; j++)
        {
          const HengParameter *field = g_ptr_array_index (parameter->fields, j);
          g_autofree char *path = g_strdup_printf ("%s[%u].%s", parameter->name, i, field->name);

          append_field (self, field, path);
        }
      if (n_rows > parameter->rows_min)
        gtk_grid_attach (GTK_GRID (self->grid), new_row_button (self, parameter->name, i), 3, first, 1, self->row - first);
      gtk_grid_attach (GTK_GRID (self->grid), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 1, self->row++, 2, 1);
    }

  g_object_set_data_full (G_OBJECT (add), "heng-path", g_strdup (parameter->name), g_free);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_sensitive (add, n_rows < parameter->rows_max);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_row_cb), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), add, 1, self->row++, 2, 1);
}

static void
build (HengTemplateForm *self)
{
  HengTemplate *template_ = heng_template_values_get_template (self->values);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->row = 0;
  for (guint i = 0; i < template_->parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (template_->parameters, i);

      if (parameter->kind == HENG_PARAMETER_LIST)
        append_list (self, parameter);
      else
        append_field (self, parameter, parameter->name);
    }
}

static void
heng_template_form_dispose (GObject *object)
{
  HengTemplateForm *self = HENG_TEMPLATE_FORM (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_template_form_parent_class)->dispose (object);
}

static void
heng_template_form_class_init (HengTemplateFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_template_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", HENG_TYPE_TEMPLATE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heng_template_form_init (HengTemplateForm *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

void
heng_template_form_show (HengTemplateForm   *self,
                         HengSession        *session,
                         HengTemplateValues *values)
{
  g_return_if_fail (HENG_IS_TEMPLATE_FORM (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (values != NULL);

  g_set_object (&self->session, session);
  self->values = values;
  if (self->regions == NULL)
    self->regions = heng_book_list_regions (heng_session_get_book (session), NULL);
  if (self->regions == NULL)
    self->regions = g_ptr_array_new ();
  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  build (self);
}

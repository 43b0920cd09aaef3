// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-figure.h"

struct _HengFigure
{
  GtkWidget  parent_instance;
  GtkWidget *box;
  GtkWidget *caption;
  GtkWidget *value;
  GtkWidget *unit;
};

enum
{
  PROP_CAPTION = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HengFigure, heng_figure, GTK_TYPE_WIDGET)

static void
update_spoken (HengFigure *self)
{
  g_autofree char *spoken = g_strdup_printf ("%s %s %s", gtk_label_get_text (GTK_LABEL (self->caption)),
                                             gtk_label_get_text (GTK_LABEL (self->value)),
                                             gtk_label_get_text (GTK_LABEL (self->unit)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
heng_figure_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HengFigure *self = HENG_FIGURE (object);

  if (id == PROP_CAPTION)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->caption)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
heng_figure_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  HengFigure *self = HENG_FIGURE (object);

  if (id == PROP_CAPTION)
    {
      const char *caption = g_value_get_string (value);

      gtk_label_set_text (GTK_LABEL (self->caption), caption == NULL ? "" : caption);
      update_spoken (self);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
heng_figure_dispose (GObject *object)
{
  g_clear_pointer (&HENG_FIGURE (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_figure_parent_class)->dispose (object);
}

static void
heng_figure_class_init (HengFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heng_figure_get_property;
  object_class->set_property = heng_figure_set_property;
  object_class->dispose = heng_figure_dispose;

  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "figure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-figure.ui");
  gtk_widget_class_bind_template_child (widget_class, HengFigure, box);
  gtk_widget_class_bind_template_child (widget_class, HengFigure, caption);
  gtk_widget_class_bind_template_child (widget_class, HengFigure, value);
  gtk_widget_class_bind_template_child (widget_class, HengFigure, unit);
}

static void
heng_figure_init (HengFigure *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_figure_set (HengFigure *self,
                 const char *value,
                 const char *unit)
{
  g_return_if_fail (HENG_IS_FIGURE (self));
  g_return_if_fail (value != NULL);

  gtk_label_set_text (GTK_LABEL (self->value), value);
  gtk_label_set_text (GTK_LABEL (self->unit), unit == NULL ? "" : unit);
  gtk_widget_set_visible (self->unit, unit != NULL);
  update_spoken (self);
}

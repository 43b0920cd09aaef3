// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-split.h"

#include <glib/gi18n-lib.h>

struct _HengSplit
{
  GtkWidget  parent_instance;
  GtkWidget *paned;
  GtkWidget *list;   /* (nullable) */
  GtkWidget *detail; /* (nullable) */
  GtkWidget *detail_box;
  GtkWidget *back;
  gboolean   is_narrow;
  gboolean   shows_detail;
  gboolean   is_placing; /* the handle moves by our doing, not the user's */
  double     share;
  int        last_width;
  guint      update_id;
};

enum
{
  PROP_LIST = 1,
  PROP_DETAIL,
  PROP_SHARE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HengSplit, heng_split, GTK_TYPE_WIDGET)

static void
update_visible (HengSplit *self)
{
  if (self->list != NULL)
    gtk_widget_set_visible (self->list, !self->is_narrow || !self->shows_detail);
  gtk_widget_set_visible (self->detail_box, !self->is_narrow || self->shows_detail);
  gtk_widget_set_visible (self->back, self->is_narrow);
}

static gboolean
update_cb (gpointer data)
{
  HengSplit *self = data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->update_id = 0;
  update_visible (self);
  if (!self->is_narrow)
    {
      self->is_placing = TRUE;
      gtk_paned_set_position (GTK_PANED (self->paned), (int) (width * self->share));
      self->is_placing = FALSE;
    }

  return G_SOURCE_REMOVE;
}

static void
moved_cb (HengSplit *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (!self->is_placing && !self->is_narrow && width > 0)
    self->share = (double) gtk_paned_get_position (GTK_PANED (self->paned)) / width;
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heng_split_set_shows_detail (HENG_SPLIT (widget), FALSE);
}

static void
heng_split_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  HengSplit *self = HENG_SPLIT (widget);

  gtk_widget_measure (self->paned, orientation, for_size, minimum, natural, NULL, NULL);
  /* Must be able to become narrow before it knows that it is. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 320);
}

static void
heng_split_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  HengSplit *self = HENG_SPLIT (widget);
  gboolean is_narrow = width < HENG_SPLIT_NARROW_PX;
  GtkAllocation whole = { 0, 0, width, height };
  int minimum;

  /* Children must not come and go in the middle of an allocation. */
  if ((is_narrow != self->is_narrow || width != self->last_width) && self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
  self->is_narrow = is_narrow;
  self->last_width = width;

  gtk_widget_measure (self->paned, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  whole.width = MAX (width, minimum);
  self->is_placing = TRUE;
  gtk_widget_size_allocate (self->paned, &whole, baseline);
  self->is_placing = FALSE;
}

static void
heng_split_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  HengSplit *self = HENG_SPLIT (object);

  switch (id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_DETAIL:
      g_value_set_object (value, self->detail);
      break;
    case PROP_SHARE:
      g_value_set_double (value, self->share);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heng_split_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  HengSplit *self = HENG_SPLIT (object);

  switch (id)
    {
    case PROP_LIST:
      self->list = g_value_get_object (value);
      gtk_paned_set_start_child (GTK_PANED (self->paned), self->list);
      break;
    case PROP_DETAIL:
      self->detail = g_value_get_object (value);
      if (self->detail != NULL)
        {
          gtk_widget_set_vexpand (self->detail, TRUE);
          gtk_box_append (GTK_BOX (self->detail_box), self->detail);
        }
      break;
    case PROP_SHARE:
      self->share = g_value_get_double (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heng_split_dispose (GObject *object)
{
  HengSplit *self = HENG_SPLIT (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->paned, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_split_parent_class)->dispose (object);
}

static void
heng_split_class_init (HengSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heng_split_get_property;
  object_class->set_property = heng_split_set_property;
  object_class->dispose = heng_split_dispose;
  widget_class->measure = heng_split_measure;
  widget_class->size_allocate = heng_split_size_allocate;

  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_object ("detail", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHARE] = g_param_spec_double ("share", NULL, NULL, 0, 1, 0.5, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "split");
  gtk_widget_class_install_action (widget_class, "split.back", NULL, back_cb);
}

static void
heng_split_init (HengSplit *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  self->share = 0.5;
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), TRUE);
  g_signal_connect_swapped (self->paned, "notify::position", G_CALLBACK (moved_cb), self);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("go-previous-symbolic"));
  /* Translators: button above a detail that takes the whole width, back to the list it was chosen from */
  gtk_box_append (GTK_BOX (content), gtk_label_new (_("Back to the list")));
  self->back = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->back), content);
  gtk_button_set_has_frame (GTK_BUTTON (self->back), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "split.back");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back to the list"), -1);
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_add_css_class (bar, "split-bar");
  gtk_box_append (GTK_BOX (bar), self->back);

  self->detail_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->detail_box), bar);
  gtk_paned_set_end_child (GTK_PANED (self->paned), self->detail_box);
}

void
heng_split_set_shows_detail (HengSplit *self,
                             gboolean   shows_detail)
{
  g_return_if_fail (HENG_IS_SPLIT (self));

  self->shows_detail = shows_detail;
  update_visible (self);
}

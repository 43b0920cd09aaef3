// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-notice.h"

#include "heng-error.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* How long a done-message stays: long enough to read it and reach for Undo. */
#define TOLD_SECONDS 8
/* How often the bar of what is worked on is looked after. */
#define TICK_MS 150

struct _HengNotice
{
  GtkWidget     parent_instance;
  GtkWidget    *revealer;
  GtkWidget    *strip;
  GtkWidget    *image;
  GtkWidget    *spinner;
  GtkWidget    *text;
  GtkWidget    *details_button;
  GtkWidget    *undo_button;
  GtkWidget    *offer_button;
  GtkWidget    *stop_button;
  GtkWidget    *close_button;
  GtkWidget    *details_revealer;
  GtkWidget    *details;
  GtkWidget    *bar;
  GCancellable *cancellable; /* (nullable) */
  HengProgress *progress;    /* (nullable) */
  char         *offered;   /* (nullable): an action */
  GVariant     *target;    /* (nullable): of it */
  guint         close_id;
  guint         tick_id;
};

G_DEFINE_FINAL_TYPE (HengNotice, heng_notice, GTK_TYPE_WIDGET)

static gboolean
close_cb (gpointer data)
{
  HengNotice *self = data;

  self->close_id = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);

  return G_SOURCE_REMOVE;
}

static void
close_action_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  heng_notice_close (HENG_NOTICE (widget));
}

static void
stop_action_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  HengNotice *self = HENG_NOTICE (widget);

  if (self->cancellable == NULL)
    return;

  /* The work ends where it can; until then nobody need press again. */
  gtk_widget_set_sensitive (self->stop_button, FALSE);
  g_cancellable_cancel (self->cancellable);
}

static gboolean
tick_cb (gpointer data)
{
  HengNotice *self = data;
  double fraction = heng_progress_get_fraction (self->progress);

  gtk_widget_set_visible (self->bar, fraction >= 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MAX (fraction, 0));

  return G_SOURCE_CONTINUE;
}

static void
stop_ticking (HengNotice *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->progress, heng_progress_unref);
}

static void
drop_offer (HengNotice *self)
{
  g_clear_pointer (&self->offered, g_free);
  g_clear_pointer (&self->target, g_variant_unref);
}

static void
offer_cb (HengNotice *self)
{
  g_autofree char *action = g_steal_pointer (&self->offered);
  g_autoptr (GVariant) target = g_steal_pointer (&self->target);

  /* The strip closes first: the action may have something to tell. */
  heng_notice_close (self);
  if (action != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
}

static void
show_strip (HengNotice *self,
            const char *text,
            const char *icon,
            const char *style)
{
  static const char *const styles[] = { "told", "warned", "working" };

  g_clear_handle_id (&self->close_id, g_source_remove);
  g_clear_object (&self->cancellable);
  stop_ticking (self);
  gtk_widget_set_visible (self->bar, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (self->strip, styles[i]);
  gtk_widget_add_css_class (self->strip, style);

  gtk_widget_set_visible (self->image, icon != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), icon == NULL);
  gtk_widget_set_visible (self->spinner, icon == NULL);
  gtk_label_set_text (GTK_LABEL (self->text), text);
  gtk_widget_set_visible (self->details_button, FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->details_button), FALSE);
  gtk_widget_set_visible (self->undo_button, FALSE);
  gtk_widget_set_visible (self->offer_button, FALSE);
  drop_offer (self);
  gtk_widget_set_visible (self->stop_button, FALSE);
  gtk_widget_set_sensitive (self->stop_button, TRUE);
  gtk_widget_set_visible (self->close_button, icon != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

static void
heng_notice_dispose (GObject *object)
{
  HengNotice *self = HENG_NOTICE (object);

  g_clear_handle_id (&self->close_id, g_source_remove);
  g_clear_object (&self->cancellable);
  stop_ticking (self);
  drop_offer (self);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_notice_parent_class)->dispose (object);
}

static void
heng_notice_class_init (HengNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_notice_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, HengNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, strip);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, image);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, spinner);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, text);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, details_button);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, undo_button);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, offer_button);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, stop_button);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, close_button);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, bar);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, details_revealer);
  gtk_widget_class_bind_template_child (widget_class, HengNotice, details);
  gtk_widget_class_bind_template_callback (widget_class, offer_cb);
  gtk_widget_class_install_action (widget_class, "notice.close", NULL, close_action_cb);
  gtk_widget_class_install_action (widget_class, "notice.stop", NULL, stop_action_cb);
}

static void
heng_notice_init (HengNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static HengNotice *
look_for (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  HengNotice *found = NULL;

  while (GTK_IS_WINDOW (root) && found == NULL)
    {
      found = g_object_get_data (G_OBJECT (root), "heng-notice");
      root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
    }

  return found;
}

HengNotice *
heng_notice_find (GtkWidget *widget)
{
  HengNotice *found = look_for (widget);

  g_assert (found != NULL);
  return found;
}

gboolean
heng_notice_is_near (GtkWidget *widget)
{
  return look_for (widget) != NULL;
}

void
heng_notice_tell (HengNotice *self,
                  const char *text,
                  gboolean    with_undo)
{
  g_return_if_fail (HENG_IS_NOTICE (self));
  g_return_if_fail (text != NULL);

  show_strip (self, text, "object-select-symbolic", "told");
  gtk_widget_set_visible (self->undo_button, with_undo);
  self->close_id = g_timeout_add_seconds (TOLD_SECONDS, close_cb, self);
}

void
heng_notice_warn (HengNotice *self,
                  const char *text,
                  const char *details)
{
  g_return_if_fail (HENG_IS_NOTICE (self));
  g_return_if_fail (text != NULL);

  show_strip (self, text, "dialog-warning-symbolic", "warned");
  gtk_widget_set_visible (self->details_button, details != NULL);
  gtk_label_set_text (GTK_LABEL (self->details), details == NULL ? "" : details);
}

void
heng_notice_offer (HengNotice *self,
                   const char *label,
                   const char *action,
                   GVariant   *target)
{
  g_return_if_fail (HENG_IS_NOTICE (self));
  g_return_if_fail (label != NULL && action != NULL);

  drop_offer (self);
  self->offered = g_strdup (action);
  self->target = target == NULL ? NULL : g_variant_ref_sink (target);
  gtk_button_set_label (GTK_BUTTON (self->offer_button), label);
  gtk_widget_set_visible (self->offer_button, TRUE);
}

gboolean
heng_notice_is_damage (const GError *error)
{
  static const HengErrorCode damages[] = { HENG_ERROR_BOOK_DAMAGED, HENG_ERROR_BOOK_FOREIGN, HENG_ERROR_BOOK_EMPTY, HENG_ERROR_BOOK_SCHEMA,
                                           HENG_ERROR_BOOK_CHANGED, HENG_ERROR_BOOK_KEPT };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    if (heng_error_is (error, damages[i]))
      return TRUE;
  return FALSE;
}

void
heng_notice_error (HengNotice   *self,
                   const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (error != NULL);

  sentence = heng_wording_error (error);
  heng_notice_warn (self, sentence, NULL);
  /* Of the book that is open; the strip of a window without one does not know the action. */
  if (heng_error_is (error, HENG_ERROR_BOOK_KEPT))
    heng_notice_offer (self, _("_Verify…"), "book.verify", NULL);
  else if (heng_notice_is_damage (error))
    heng_notice_offer (self, _("_Restore or rescue…"), "book.restore", NULL);
}

void
heng_notice_work (HengNotice   *self,
                  const char   *text,
                  GCancellable *cancellable,
                  HengProgress *progress)
{
  g_return_if_fail (HENG_IS_NOTICE (self));
  g_return_if_fail (text != NULL);

  show_strip (self, text, NULL, "working");
  g_set_object (&self->cancellable, cancellable);
  gtk_widget_set_visible (self->stop_button, cancellable != NULL);
  self->progress = heng_progress_ref (progress);
  self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
}

void
heng_notice_close (HengNotice *self)
{
  g_return_if_fail (HENG_IS_NOTICE (self));

  stop_ticking (self);
  g_clear_handle_id (&self->close_id, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

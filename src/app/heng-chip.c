// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-chip.h"

#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>

struct _HengChip
{
  GtkWidget  parent_instance;
  GtkWidget *image;
  GtkWidget *label;
  char      *style;
};

G_DEFINE_FINAL_TYPE (HengChip, heng_chip, GTK_TYPE_WIDGET)

static const char *const mechanism_icons[HENG_N_MECHANISMS] = {
  [HENG_MECHANISM_WATERSHED] = "weather-showers-symbolic",
  [HENG_MECHANISM_ECOLOGY] = "emoji-nature-symbolic",
  [HENG_MECHANISM_GRAIN] = "emoji-food-symbolic",
  [HENG_MECHANISM_RESOURCE] = "thunderbolt-symbolic",
  [HENG_MECHANISM_MARKET] = "emblem-synchronizing-symbolic",
  [HENG_MECHANISM_BENEFIT_SHARING] = "system-users-symbolic",
  [HENG_MECHANISM_ASSISTANCE] = "starred-symbolic",
  [HENG_MECHANISM_TRANSFER] = "send-to-symbolic",
};

static const struct
{
  const char *icon;
  const char *style;
} status_looks[] = {
  [HENG_SETTLEMENT_COMPLETE] = { "document-edit-symbolic", "status-ready" },
  [HENG_SETTLEMENT_INCOMPLETE] = { "content-loading-symbolic", NULL },
  [HENG_SETTLEMENT_BLOCKED] = { "changes-prevent-symbolic", "status-wrong" },
  [HENG_SETTLEMENT_FAILED] = { "dialog-error-symbolic", "status-wrong" },
  [HENG_SETTLEMENT_OVERRIDDEN] = { "document-properties-symbolic", NULL },
  [HENG_SETTLEMENT_POSTED] = { "object-select-symbolic", "status-done" },
  [HENG_SETTLEMENT_UNCHANGED] = { "object-select-symbolic", "status-done" },
};

static const struct
{
  const char *icon;
  const char *style;
} review_looks[HENG_N_REVIEW_STATES] = {
  [HENG_REVIEW_STATE_UNSETTLED] = { "content-loading-symbolic", NULL },
  [HENG_REVIEW_STATE_COMPUTED] = { "accessories-calculator-symbolic", NULL },
  [HENG_REVIEW_STATE_ISSUED] = { "mail-send-symbolic", "status-ready" },
  [HENG_REVIEW_STATE_CONFIRMED] = { "emblem-ok-symbolic", "status-ready" },
  [HENG_REVIEW_STATE_JOINT] = { "emblem-default-symbolic", "status-done" },
  [HENG_REVIEW_STATE_DISPUTED] = { "dialog-warning-symbolic", "status-wrong" },
  [HENG_REVIEW_STATE_OUTDATED] = { "view-refresh-symbolic", "status-ready" },
};

static void
heng_chip_dispose (GObject *object)
{
  HengChip *self = HENG_CHIP (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->style, g_free);

  G_OBJECT_CLASS (heng_chip_parent_class)->dispose (object);
}

static void
heng_chip_class_init (HengChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_chip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heng_chip_init (HengChip *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
heng_chip_new (void)
{
  return g_object_new (HENG_TYPE_CHIP, NULL);
}

GtkWidget *
heng_chip_new_compact (void)
{
  HengChip *self = g_object_new (HENG_TYPE_CHIP, NULL);

  gtk_widget_set_visible (self->label, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "compact");

  return GTK_WIDGET (self);
}

GtkWidget *
heng_chip_new_pair (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), heng_chip_new ());
  gtk_box_append (GTK_BOX (box), heng_chip_new ());

  return box;
}

void
heng_chip_set (HengChip   *self,
               const char *icon,
               const char *word,
               const char *style)
{
  g_return_if_fail (HENG_IS_CHIP (self));
  g_return_if_fail (icon != NULL && word != NULL);

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  g_free (self->style);
  self->style = g_strdup (style);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon);
  gtk_label_set_text (GTK_LABEL (self->label), word);
  if (!gtk_widget_get_visible (self->label))
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

void
heng_chip_set_mechanism (HengChip     *self,
                         HengMechanism mechanism)
{
  g_autofree char *style = g_strconcat ("mechanism-", heng_mechanism_get_name (mechanism), NULL);

  heng_chip_set (self, heng_chip_get_mechanism_icon (mechanism), heng_wording_mechanism (mechanism), style);
}

void
heng_chip_set_status (HengChip            *self,
                      HengSettlementStatus status)
{
  g_return_if_fail ((gsize) status < G_N_ELEMENTS (status_looks));

  heng_chip_set (self, status_looks[status].icon, heng_wording_settlement_status (status), status_looks[status].style);
}

void
heng_chip_set_period_status (HengChip            *self,
                             HengSettlementStatus status)
{
  if (status == HENG_SETTLEMENT_COMPLETE || status == HENG_SETTLEMENT_OVERRIDDEN)
    /* Translators: state of a period: everything is there, and it waits to be settled */
    heng_chip_set (self, "document-edit-symbolic", _("to be settled"), "status-ready");
  else if (status == HENG_SETTLEMENT_UNCHANGED || status == HENG_SETTLEMENT_POSTED)
    /* Translators: state of a period: what is owed stands in the book */
    heng_chip_set (self, "object-select-symbolic", _("settled"), "status-done");
  else
    heng_chip_set_status (self, status);
}

void
heng_chip_set_review (HengChip       *self,
                      HengReviewState state)
{
  g_return_if_fail ((guint) state < HENG_N_REVIEW_STATES);

  heng_chip_set (self, review_looks[state].icon, heng_wording_review_state (state), review_looks[state].style);
}

const char *
heng_chip_get_mechanism_icon (HengMechanism mechanism)
{
  g_return_val_if_fail ((int) mechanism >= 0 && mechanism < HENG_N_MECHANISMS, "image-missing-symbolic");

  return mechanism_icons[mechanism];
}

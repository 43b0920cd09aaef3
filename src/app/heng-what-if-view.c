// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-what-if-view.h"

#include "heng-book-intake.h"
#include "heng-book-settle.h"
#include "heng-chip.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Periods that are computed: an observation may serve a year of months and, by its `ago`, the year behind. */
#define PERIODS_MAX 12
/* Missing observations that are named. */
#define MISSING_NAMED_MAX 4

struct _HengWhatIfView
{
  GtkWidget    parent_instance;
  GtkWidget   *grid;
  HengSession *session; /* (nullable) */
  int          row;
};

/* One pair and commodity, as it is and as it would be; amounts are signed by the direction of the first that names it. */
typedef struct
{
  guint       from;
  guint       to;
  const char *commodity;
  gint64      amounts[2];
} Effect;

G_DEFINE_FINAL_TYPE (HengWhatIfView, heng_what_if_view, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text,
           gboolean    is_figure)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_figure ? 1 : 0);
  if (is_figure)
    gtk_widget_add_css_class (label, "figures");
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (label, text);
      gtk_widget_set_hexpand (label, TRUE);
    }

  return label;
}

static gboolean
has_result (const HengSettlement *settlement)
{
  return settlement != NULL && settlement->status != HENG_SETTLEMENT_INCOMPLETE && settlement->status != HENG_SETTLEMENT_BLOCKED
         && settlement->status != HENG_SETTLEMENT_FAILED;
}

static void
collect_effects (GArray               *effects,
                 const HengSettlement *settlement,
                 guint                 side)
{
  for (guint i = 0; has_result (settlement) && i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      Effect added = { obligation->from, obligation->to, obligation->commodity, { 0 } };
      Effect *found = NULL;

      for (guint j = 0; j < effects->len && found == NULL; j++)
        {
          Effect *effect = &g_array_index (effects, Effect, j);
          gboolean is_pair = (effect->from == added.from && effect->to == added.to)
                             || (effect->from == added.to && effect->to == added.from);

          if (is_pair && g_str_equal (effect->commodity, added.commodity))
            found = effect;
        }
      if (found == NULL)
        {
          g_array_append_val (effects, added);
          found = &g_array_index (effects, Effect, effects->len - 1);
        }
      found->amounts[side] = found->from == obligation->from ? obligation->amount_minor : -obligation->amount_minor;
    }
}

static GtkWidget *
new_figure (HengWhatIfView       *self,
            const HengSettlement *settlement,
            const Effect         *effect,
            guint                 side)
{
  g_autofree char *text = NULL;
  g_autofree char *exact = NULL;
  GtkWidget *label;

  if (settlement == NULL)
    return new_label ("", TRUE);
  if (!has_result (settlement))
    /* Translators: in place of an amount that cannot be computed yet */
    return new_label (_("not known"), TRUE);

  text = heng_session_format_cell (self->session, effect->amounts[side], effect->commodity);
  exact = heng_session_format_amount (self->session, effect->amounts[side], effect->commodity);
  label = new_label (text, TRUE);
  gtk_widget_set_tooltip_text (label, exact);
  if (side == 1)
    gtk_widget_add_css_class (label, "strong");

  return label;
}

static void
append_note (HengWhatIfView *self,
             const char     *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, self->row++, 3, 1);
}

/* What still stands against an amount with the value assumed. */
static void
append_reason (HengWhatIfView       *self,
               const HengSettlement *settlement)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (settlement->status == HENG_SETTLEMENT_FAILED && settlement->error != NULL)
    text = heng_wording_error (settlement->error);
  else if (settlement->status == HENG_SETTLEMENT_BLOCKED)
    text = g_strdup_printf (_("Nothing is owed, because a requirement of the agreement does not hold: %s"),
                            settlement->reason == NULL ? "" : settlement->reason);
  else if (settlement->status == HENG_SETTLEMENT_INCOMPLETE)
    {
      for (guint i = 0; i < settlement->missing->len && i < MISSING_NAMED_MAX; i++)
        {
          const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
          g_autofree char *period = heng_wording_period (missing->period);

          g_string_append_printf (names, "%s%s %s", i == 0 ? "" : _(", "), missing->indicator, period);
        }
      if (settlement->missing->len > MISSING_NAMED_MAX)
        g_string_append_printf (names, _(" and %u more"), settlement->missing->len - MISSING_NAMED_MAX);
      /* Translators: a list of indicators with their periods */
      text = g_strdup_printf (_("Then still missing: %s"), names->str);
    }
  if (text != NULL)
    append_note (self, text);
}

static void
append_head (HengWhatIfView       *self,
             HengPeriod            period,
             const HengSettlement *shown,
             gboolean              has_figures,
             gboolean              has_value)
{
  g_autofree char *name = heng_wording_period (period);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = new_label (name, FALSE);
  GtkWidget *chip = heng_chip_new ();
  const char *const heads[] = { has_figures ? _("now") : "", has_figures && has_value ? _("with this value") : "" };

  gtk_widget_add_css_class (label, "strong");
  gtk_widget_set_hexpand (label, FALSE);
  if (shown != NULL)
    heng_chip_set_status (HENG_CHIP (chip), shown->status);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_widget_set_hexpand (box, TRUE);
  if (self->row > 0)
    gtk_widget_set_margin_top (box, 9);
  gtk_grid_attach (GTK_GRID (self->grid), box, 0, self->row, 1, 1);
  for (int side = 0; side < 2; side++)
    {
      GtkWidget *head = new_label (heads[side], TRUE);

      gtk_widget_add_css_class (head, "dim-label");
      gtk_widget_set_valign (head, GTK_ALIGN_END);
      gtk_grid_attach (GTK_GRID (self->grid), head, 1 + side, self->row, 1, 1);
    }
  self->row++;
}

static void
append_period (HengWhatIfView *self,
               const char     *agreement,
               HengPeriod      period,
               GPtrArray      *assumptions)
{
  HengBook *book = heng_session_get_book (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) before = heng_book_settle (book, agreement, period, 0, FALSE, NULL);
  g_autoptr (HengSettlement) after = NULL;
  g_autoptr (GArray) effects = g_array_new (FALSE, FALSE, sizeof (Effect));
  const HengSettlement *shown;

  if (assumptions->len > 0)
    after = heng_book_settle_assuming (book, agreement, period, 0, assumptions, FALSE, &error);
  shown = after == NULL ? before : after;
  collect_effects (effects, after, 1);
  collect_effects (effects, before, 0);
  append_head (self, period, shown, effects->len > 0, assumptions->len > 0);

  for (guint i = 0; i < effects->len; i++)
    {
      const Effect *effect = &g_array_index (effects, Effect, i);
      g_autofree char *from = heng_wording_party (heng_session_get_book (self->session), shown->agreement, effect->from);
      g_autofree char *to = heng_wording_party (heng_session_get_book (self->session), shown->agreement, effect->to);
      g_autofree char *who = g_strdup_printf ("%s → %s", from, to);

      gtk_grid_attach (GTK_GRID (self->grid), new_label (who, FALSE), 0, self->row, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), new_figure (self, before, effect, 0), 1, self->row, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), new_figure (self, after, effect, 1), 2, self->row, 1, 1);
      self->row++;
    }

  if (error != NULL)
    {
      g_autofree char *sentence = heng_wording_error (error);

      append_note (self, sentence);
    }
  else if (after != NULL && !has_result (after))
    append_reason (self, after);
  else if (effects->len == 0 && has_result (shown))
    append_note (self, _("Nothing is owed"));
}

static void
heng_what_if_view_dispose (GObject *object)
{
  HengWhatIfView *self = HENG_WHAT_IF_VIEW (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_what_if_view_parent_class)->dispose (object);
}

static void
heng_what_if_view_class_init (HengWhatIfViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_what_if_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heng_what_if_view_init (HengWhatIfView *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

void
heng_what_if_view_show (HengWhatIfView *self,
                        HengSession    *session,
                        const char     *agreement,
                        GArray         *periods,
                        GPtrArray      *assumptions)
{
  GtkWidget *child;

  g_return_if_fail (HENG_IS_WHAT_IF_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL && periods != NULL && assumptions != NULL);

  g_set_object (&self->session, session);
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->row = 0;

  for (guint i = 0; i < periods->len && i < PERIODS_MAX; i++)
    append_period (self, agreement, g_array_index (periods, HengPeriod, i), assumptions);
  if (periods->len > PERIODS_MAX)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more period waits for it as well.", "%u more periods wait for it as well.",
                                                         periods->len - PERIODS_MAX), periods->len - PERIODS_MAX);

      append_note (self, more);
    }
}

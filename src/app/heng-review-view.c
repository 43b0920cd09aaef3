// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-review-view.h"

#include "heng-book-review.h"
#include "heng-chip.h"
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _HengReviewView
{
  GtkWidget    parent_instance;
  GtkWidget   *stack;
  GtkWidget   *statements;
  GtkWidget   *failure;
  HengSession *session;   /* (nullable) */
  char        *agreement; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HengReviewView, heng_review_view, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
append_row (GtkWidget  *box,
            const char *left,
            const char *right,
            const char *style)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *figure = gtk_label_new (right);

  gtk_box_append (GTK_BOX (row), new_label (left, style));
  gtk_widget_add_css_class (figure, "figures");
  gtk_widget_set_valign (figure, GTK_ALIGN_START);
  if (style != NULL)
    gtk_widget_add_css_class (figure, style);
  gtk_box_append (GTK_BOX (row), figure);
  gtk_box_append (GTK_BOX (box), row);
}

static char *
word_pair (HengReviewView       *self,
           const HengReviewLine *line)
{
  g_autofree char *from = heng_session_word_party (self->session, self->agreement, line->from);
  g_autofree char *to = heng_session_word_party (self->session, self->agreement, line->to);

  return g_strdup_printf ("%s → %s", from, to);
}

/* "2024-06-01, recorded by root · document 12": when something happened and on what paper. */
static char *
word_event (const HengReviewEvent *event)
{
  g_autofree char *day = heng_wording_recorded_day (event->recorded_ms);
  /* Translators: a day, and who recorded something then */
  g_autofree char *line = g_strdup_printf (_("%s, recorded by %s"), day, event->recorded_by);

  if (event->document == NULL)
    return g_steal_pointer (&line);

  /* Translators: when and by whom something was recorded, and the document it rests on */
  return g_strdup_printf (_("%s · document: %s"), line, event->document);
}

static void
append_party (HengReviewView            *self,
              GtkWidget                 *card,
              const HengReviewStatement *statement,
              const char                *party)
{
  const HengReviewEvent *confirmation = heng_review_find_confirmation (statement, party);
  g_autofree char *name = heng_session_word_party (self->session, self->agreement, party);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *chip = heng_chip_new ();
  gboolean disputes = FALSE;

  for (guint i = 0; i < statement->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, i);

      disputes = disputes || (dispute->end == NULL && g_str_equal (dispute->event->party, party));
    }

  if (confirmation != NULL)
    /* Translators: a party has confirmed a statement */
    heng_chip_set (HENG_CHIP (chip), "object-select-symbolic", _("confirmed"), "status-done");
  else if (disputes)
    /* Translators: a party disputes a statement */
    heng_chip_set (HENG_CHIP (chip), "dialog-warning-symbolic", _("disputes"), "status-wrong");
  else
    /* Translators: a party has not answered to a statement */
    heng_chip_set (HENG_CHIP (chip), "content-loading-symbolic", _("has not answered"), NULL);
  gtk_box_append (GTK_BOX (row), new_label (name, NULL));
  gtk_box_append (GTK_BOX (row), chip);
  gtk_box_append (GTK_BOX (card), row);
  if (confirmation != NULL)
    {
      g_autofree char *event = word_event (confirmation);

      gtk_box_append (GTK_BOX (card), new_label (event, "dim-label"));
    }
}

static void
append_dispute (HengReviewView            *self,
                GtkWidget                 *card,
                const HengReviewStatement *statement,
                const HengReviewDispute   *dispute)
{
  g_autofree char *name = heng_session_word_party (self->session, self->agreement, dispute->event->party);
  /* Translators: the number of a dispute, the party, and the reason it gives */
  g_autofree char *title = g_strdup_printf (_("Dispute %" PRId64 " by %s: %s"), dispute->event->number, name, dispute->event->reason);
  g_autofree char *event = word_event (dispute->event);

  gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (card), new_label (title, "strong"));
  gtk_box_append (GTK_BOX (card), new_label (event, "dim-label"));
  for (guint i = 0; i < dispute->event->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (dispute->event->lines, i);
      g_autofree char *pair = word_pair (self, line);
      g_autofree char *amount = heng_session_format_amount (self->session, line->amount_minor, line->commodity);
      /* Translators: what a party proposes in place of a stated amount */
      g_autofree char *proposed = g_strdup_printf (_("proposes %s"), amount);

      append_row (card, pair, proposed, NULL);
    }

  if (dispute->end != NULL)
    {
      g_autofree char *end_event = word_event (dispute->end);
      /* Translators: how a dispute ended ("withdrawn"), and the reason */
      g_autofree char *end = g_strdup_printf (_("Ended: %s. %s"), heng_wording_dispute_end (dispute->end->how), dispute->end->reason);

      gtk_box_append (GTK_BOX (card), new_label (end, NULL));
      gtk_box_append (GTK_BOX (card), new_label (end_event, "dim-label"));
    }
  else
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Resolve dispute…"));

      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", dispute->event->number);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "book.resolve");
      gtk_box_append (GTK_BOX (card), button);
    }
}

static void
append_figures (HengReviewView            *self,
                GtkWidget                 *card,
                const HengReviewStatement *statement)
{
  g_autoptr (GArray) figures = heng_review_list_figures (statement);

  for (guint i = 0; i < figures->len; i++)
    {
      const HengReviewFigure *figure = &g_array_index (figures, HengReviewFigure, i);
      g_autofree char *pair = word_pair (self, figure->line);
      g_autofree char *amount = heng_session_format_amount (self->session, figure->line->amount_minor, figure->line->commodity);

      append_row (card, pair, amount, NULL);
      if (figure->disputed_minor != 0)
        {
          g_autofree char *payable = heng_session_format_amount (self->session, figure->undisputed_minor, figure->line->commodity);

          append_row (card, _("of it undisputed and payable"), payable, "dim-label");
        }
    }
  if (figures->len == 0)
    gtk_box_append (GTK_BOX (card), new_label (_("Nothing is owed"), NULL));
}

static void
append_statement (HengReviewView            *self,
                  const HengReview          *review,
                  const HengReviewStatement *statement)
{
  gboolean is_last = statement == heng_review_get_statement (review);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  /* Translators: the number of a statement of a period */
  g_autofree char *title = g_strdup_printf (_("Statement %u"), statement->issue->statement);
  g_autofree char *event = word_event (statement->issue);
  /* Translators: when and by whom a statement was issued, and from how many facts it was computed */
  g_autofree char *line = g_strdup_printf (_("Issued %s · from %" PRId64 " facts"), event, statement->issue->known);

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (head), new_label (title, "heading"));
  if (is_last)
    {
      GtkWidget *chip = heng_chip_new ();

      heng_chip_set_review (HENG_CHIP (chip), heng_review_get_state (review));
      gtk_box_append (GTK_BOX (head), chip);
    }
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), new_label (line, "dim-label"));
  append_figures (self, card, statement);
  gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  for (guint i = 0; statement->issue->parties != NULL && statement->issue->parties[i] != NULL; i++)
    append_party (self, card, statement, statement->issue->parties[i]);
  for (guint i = 0; i < statement->disputes->len; i++)
    append_dispute (self, card, statement, g_ptr_array_index (statement->disputes, i));
  gtk_box_append (GTK_BOX (self->statements), card);
}

static void
heng_review_view_dispose (GObject *object)
{
  HengReviewView *self = HENG_REVIEW_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->agreement, g_free);

  G_OBJECT_CLASS (heng_review_view_parent_class)->dispose (object);
}

static void
heng_review_view_class_init (HengReviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_review_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-review-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HengReviewView, stack);
  gtk_widget_class_bind_template_child (widget_class, HengReviewView, statements);
  gtk_widget_class_bind_template_child (widget_class, HengReviewView, failure);
}

static void
heng_review_view_init (HengReviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heng_review_view_show (HengReviewView *self,
                       HengSession    *session,
                       const char     *agreement,
                       HengPeriod      period)
{
  g_autoptr (HengReview) review = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *child;

  g_return_if_fail (HENG_IS_REVIEW_VIEW (self));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  g_set_object (&self->session, session);
  g_free (self->agreement);
  self->agreement = g_strdup (agreement);
  while ((child = gtk_widget_get_first_child (self->statements)) != NULL)
    gtk_box_remove (GTK_BOX (self->statements), child);

  review = heng_book_get_review (heng_session_get_book (session), agreement, period, 0, &error);
  if (review == NULL)
    {
      g_autofree char *sentence = heng_wording_error (error);

      gtk_label_set_text (GTK_LABEL (self->failure), sentence);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failure");
      return;
    }

  /* The last one first: that is the one that counts. */
  for (guint i = review->statements->len; i > 0; i--)
    append_statement (self, review, g_ptr_array_index (review->statements, i - 1));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), review->statements->len == 0 ? "empty" : "statements");
}

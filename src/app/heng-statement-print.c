// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-statement-print.h"

#include "heng-dialogs.h"
#include "heng-notice.h"
#include "heng-page-layout.h"
#include "heng-statement.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  HengSession      *session;
  HengStatementKind kind;
  char             *code;
  HengPeriod        period;   /* of a settlement */
  HengPageContent  *content; /* (nullable): of a print */
  HengPageLayout   *layout;  /* (nullable): of a print */
} Order;

static void
order_free (Order *order)
{
  g_clear_pointer (&order->layout, heng_page_layout_free);
  g_clear_pointer (&order->content, heng_page_content_unref);
  g_object_unref (order->session);
  g_free (order->code);
  g_free (order);
}

static Order *
order_new (HengSession      *session,
           HengStatementKind kind,
           const char       *code)
{
  Order *order = g_new0 (Order, 1);

  order->session = g_object_ref (session);
  order->kind = kind;
  order->code = g_strdup (code);

  return order;
}

static HengPageContent *
new_content (const Order *order,
             GError     **error)
{
  HengBook *book = heng_session_get_book (order->session);
  HengStatementOptions options = { .unit = heng_session_get_unit (order->session), .view = { HENG_DAY_NONE, 0 } };

  switch (order->kind)
    {
    case HENG_STATEMENT_AGREEMENT:
      return heng_statement_new_agreement (book, order->code, &options, error);
    case HENG_STATEMENT_SETTLEMENT:
      return heng_statement_new_settlement (book, order->code, order->period, &options, error);
    case HENG_STATEMENT_REGION:
    default:
      return heng_statement_new_region (book, order->code, &options, error);
    }
}

static void
export_chosen_cb (GtkWidget *source,
                  GStrv      paths,
                  gpointer   data)
{
  const Order *order = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengPageContent) content = new_content (order, &error);

  if (content == NULL || !heng_statement_write_pdf (heng_session_get_book (order->session), content, NULL, paths[0], &error))
    heng_notice_error (heng_notice_find (source), error);
  else
    {
      g_autofree char *name = g_filename_display_basename (paths[0]);
      /* Translators: the name of a file */
      g_autofree char *told = g_strdup_printf (_("Wrote %s."), name);

      heng_notice_tell (heng_notice_find (source), told, FALSE);
    }
}

/* Takes @order. */
static void
choose_export (GtkWidget  *source,
               Order      *order,
               const char *stem)
{
  static const char *const patterns[] = { "*.pdf", NULL };
  g_autofree char *name = g_strdup_printf ("%s.pdf", stem);
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Export as PDF"),
    .accept = _("_Export"),
    .filter_name = _("PDF files"),
    .patterns = patterns,
  };

  g_strdelimit (name, "/\\:", '-');
  choice.suggested_name = name;
  heng_dialogs_choose_files (source, heng_session_get_preferences (order->session), &choice, export_chosen_cb,
                             order, (GDestroyNotify) order_free);
}

void
heng_statement_export (GtkWidget        *source,
                       HengSession      *session,
                       HengStatementKind kind,
                       const char       *code)
{
  g_return_if_fail (GTK_IS_WIDGET (source));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (code != NULL && kind != HENG_STATEMENT_SETTLEMENT);

  choose_export (source, order_new (session, kind, code), code);
}

void
heng_statement_export_settlement (GtkWidget   *source,
                                  HengSession *session,
                                  const char  *agreement,
                                  HengPeriod   period)
{
  g_autofree char *period_text = NULL;
  g_autofree char *stem = NULL;
  Order *order;

  g_return_if_fail (GTK_IS_WIDGET (source));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (agreement != NULL);

  period_text = heng_period_format (period);
  stem = g_strdup_printf ("%s %s", agreement, period_text);
  order = order_new (session, HENG_STATEMENT_SETTLEMENT, agreement);
  order->period = period;
  choose_export (source, order, stem);
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Order             *order)
{
  gtk_print_operation_set_n_pages (operation, (int) heng_page_layout_get_n_pages (order->layout));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page_index,
              Order             *order)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  heng_page_layout_paint (order->layout, (guint) page_index, cr);
}

static void
done_cb (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         GtkWidget              *source)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || !heng_notice_is_near (source))
    return;

  gtk_print_operation_get_error (operation, &error);
  heng_notice_warn (heng_notice_find (source), _("The pages could not be printed."), error == NULL ? NULL : error->message);
}

static void
order_closed (gpointer  data,
              GClosure *closure)
{
  order_free (data);
}

void
heng_statement_print (GtkWidget        *source,
                      HengSession      *session,
                      HengStatementKind kind,
                      const char       *code)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GtkPaperSize) paper = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengPageContent) content = NULL;
  HengPageSetup paper_setup;
  Order *order;

  g_return_if_fail (GTK_IS_WIDGET (source));
  g_return_if_fail (HENG_IS_SESSION (session));
  g_return_if_fail (code != NULL);

  order = order_new (session, kind, code);
  content = new_content (order, &error);
  if (content == NULL)
    {
      heng_notice_error (heng_notice_find (source), error);
      order_free (order);
      return;
    }
  heng_statement_setup (content, NULL, &paper_setup);
  order->layout = heng_page_layout_new (content, &paper_setup);
  order->content = g_steal_pointer (&content);

  operation = gtk_print_operation_new ();
  setup = gtk_page_setup_new ();
  paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  /* The pages bring their margins along, and are measured in points. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, code);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), order);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), order, order_closed, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), source, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (gtk_widget_get_root (source)), &error);
  if (error != NULL)
    heng_notice_warn (heng_notice_find (source), _("The pages could not be printed."), error->message);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-export.h"

#include "heng-dialogs.h"
#include "heng-flow-canvas.h"
#include "heng-job.h"
#include "heng-notice.h"

#include <glib/gi18n-lib.h>

/* A page in a file: A4 across, at the size its texts are made for. */
#define PAGE_WIDTH_PT 1123
#define PAGE_HEIGHT_PT 794
#define PRINT_MARGIN_MM 12
/* How long the window rests between two looks at whether a page to be printed is drawn. */
#define PRINT_WAIT_US 5000

/* What is to become a page. Held by who waits for it and by the work; what the work writes is read when it has ended. */
typedef struct
{
  HengSession    *session;
  HengFlowChoice *choice;
  HengMoneyUnit   unit;
  double          width_pt;
  double          height_pt;
  gboolean        is_grey;
  char           *path;   /* (nullable) (type filename): to be written */
  HengFlowLayout *layout; /* (nullable): what came of it */
  GtkWidget      *grey;   /* (nullable): the check button of the print dialog */
  GtkWidget      *source; /* (nullable): a widget of the window it is printed from; held by the operation */
  gboolean        has_ended; /* the work for paper */
} Order;

static Order *
order_new (HengSession          *session,
           const HengFlowChoice *choice)
{
  Order *order = g_atomic_rc_box_new0 (Order);

  order->session = g_object_ref (session);
  order->choice = heng_flow_choice_copy (choice);
  order->unit = heng_session_get_unit (session);
  order->width_pt = PAGE_WIDTH_PT;
  order->height_pt = PAGE_HEIGHT_PT;

  return order;
}

static void
order_clear (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->layout, heng_flow_layout_unref);
  heng_flow_choice_free (order->choice);
  g_object_unref (order->session);
  g_free (order->path);
}

static void
order_free (Order *order)
{
  g_atomic_rc_box_release_full (order, order_clear);
}

static HengFlowLayout *
lay_out (const Order  *order,
         HengBook     *book,
         GError      **error)
{
  HengFlowFigure figure;

  heng_flow_figure_init (&figure);
  heng_flow_choice_fill_figure (order->choice, &figure);
  figure.width_pt = order->width_pt;
  figure.height_pt = order->height_pt;
  figure.unit = order->unit;
  figure.n_restarts = HENG_FLOW_RESTARTS_REFINED;

  return heng_flow_figure_new_layout (book, &figure, NULL, error);
}

static gboolean
work (HengBook     *book,
      gpointer      data,
      GCancellable *cancellable,
      GError      **error)
{
  Order *order = data;

  order->layout = lay_out (order, book, error);

  return order->layout != NULL &&
         (order->path == NULL || heng_flow_figure_write (order->layout, HENG_FLOW_PALETTE_LIGHT, order->path, error));
}

static void
run (GtkWidget  *source,
     Order      *order,
     HengJobDone done)
{
  HengJob job = {
    .telling = _("Drawing the flows…"),
    .work = work,
    .done = done,
    .data = order,
    .free_data = (GDestroyNotify) order_free,
  };

  heng_job_run (&job, source, order->session, NULL);
}

/* ---- files ---- */

static void
written (GtkWidget    *source,
         gpointer      data,
         const GError *error)
{
  const Order *order = data;
  g_autofree char *name = g_filename_display_basename (order->path);
  g_autofree char *told = g_strdup_printf (_("Wrote %s."), name);

  if (error != NULL)
    heng_notice_error (heng_notice_find (source), error);
  else
    heng_notice_tell (heng_notice_find (source), told, FALSE);
}

static void
path_chosen_cb (GtkWidget *source,
                GStrv      paths,
                gpointer   data)
{
  const Order *asked = data;
  Order *order = order_new (asked->session, asked->choice);

  order->path = g_strdup (paths[0]);
  run (source, order, written);
}

void
heng_flow_export_write (GtkWidget            *source,
                        HengSession          *session,
                        const HengFlowChoice *choice)
{
  static const char *const patterns[] = { "*.svg", "*.pdf", "*.png", NULL };
  /* Translators: suggested name for the file of a drawing */
  g_autofree char *name = g_strdup_printf ("%s.pdf", _("Flows"));
  HengFileChoice file = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Export the drawing as .pdf, .svg or .png"),
    .accept = _("_Export"),
    .suggested_name = name,
    .filter_name = _("Drawings (*.pdf, *.svg, *.png)"),
    .patterns = patterns,
  };

  heng_dialogs_choose_files (source, heng_session_get_preferences (session), &file, path_chosen_cb,
                             order_new (session, choice), (GDestroyNotify) order_free);
}

/* ---- the clipboard ---- */

static void
drawn_for_copy (GtkWidget    *source,
                gpointer      data,
                const GError *error)
{
  const Order *order = data;
  g_autoptr (GdkTexture) texture = NULL;

  if (error != NULL)
    {
      heng_notice_error (heng_notice_find (source), error);
      return;
    }

  texture = heng_flow_canvas_copy (order->layout);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (source), texture);
  heng_notice_tell (heng_notice_find (source), _("The drawing is in the clipboard."), FALSE);
}

void
heng_flow_export_copy (GtkWidget            *source,
                       HengSession          *session,
                       const HengFlowChoice *choice)
{
  run (source, order_new (session, choice), drawn_for_copy);
}

/* ---- paper ---- */

static GtkWidget *
create_grey_cb (GtkPrintOperation *operation,
                Order             *order)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  order->grey = gtk_check_button_new_with_mnemonic (_("_Without colour: each mechanism by its hatching"));
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_box_append (GTK_BOX (box), order->grey);

  return box;
}

static void
apply_grey_cb (GtkPrintOperation *operation,
               GtkWidget         *widget,
               Order             *order)
{
  order->is_grey = gtk_check_button_get_active (GTK_CHECK_BUTTON (order->grey));
}

/* Not called where the window is gone. */
static void
drawn_for_paper (GtkWidget    *source,
                 gpointer      data,
                 const GError *error)
{
  Order *order = data;

  order->has_ended = TRUE;
  if (error != NULL && heng_notice_is_near (source))
    heng_notice_error (heng_notice_find (source), error);
}

/* The paper is known now. */
static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Order             *order)
{
  order->width_pt = gtk_print_context_get_width (context);
  order->height_pt = gtk_print_context_get_height (context);
  run (order->source, g_atomic_rc_box_acquire (order), drawn_for_paper);
}

/* Asked again and again while nothing else is to be done: a large book's page takes its time, and the window must live. */
static gboolean
paginate_cb (GtkPrintOperation *operation,
             GtkPrintContext   *context,
             Order             *order)
{
  /* Work of a window that is gone never ends. */
  if (!order->has_ended && heng_notice_is_near (order->source))
    {
      g_usleep (PRINT_WAIT_US);
      return FALSE;
    }

  gtk_print_operation_set_n_pages (operation, 1);
  if (!order->has_ended || order->layout == NULL)
    gtk_print_operation_cancel (operation);
  return TRUE;
}

void
heng_flow_export_paint (const HengFlowLayout *layout,
                        gboolean              is_grey,
                        cairo_t              *cr)
{
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, is_grey ? HENG_FLOW_PALETTE_GREY : HENG_FLOW_PALETTE_LIGHT);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, FALSE, cr);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page_index,
              Order             *order)
{
  if (order->has_ended && order->layout != NULL)
    heng_flow_export_paint (order->layout, order->is_grey, gtk_print_context_get_cairo_context (context));
}

static void
printed_cb (GtkPrintOperation      *operation,
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

static GtkPageSetup *
new_page_setup (void)
{
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_page_setup_set_top_margin (setup, PRINT_MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, PRINT_MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, PRINT_MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, PRINT_MARGIN_MM, GTK_UNIT_MM);

  return setup;
}

void
heng_flow_export_print (GtkWidget            *source,
                        HengSession          *session,
                        const HengFlowChoice *choice)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = new_page_setup ();
  g_autoptr (GError) error = NULL;
  Order *order = order_new (session, choice);

  order->source = source;
  g_object_set_data_full (G_OBJECT (operation), "heng-source", g_object_ref (source), g_object_unref);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _("Flows"));
  gtk_print_operation_set_custom_tab_label (operation, _("Drawing"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (create_grey_cb), order);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (apply_grey_cb), order);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), order);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), order);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), order, order_closed, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), source, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (gtk_widget_get_root (source)), &error);
  if (error != NULL)
    heng_notice_warn (heng_notice_find (source), _("The pages could not be printed."), error->message);
}

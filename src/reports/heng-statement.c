// SPDX-License-Identifier: GPL-3.0-or-later
/* What is around the pages: paper, footer, day, file. */
#include "heng-statement.h"

#include "heng-digest.h"
#include "heng-page-pdf.h"
#include "heng-statement-private.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* The day on which fact number @known was recorded, by halving: the book tells how many were known on a day. */
static gboolean
find_known_day (HengBook  *book,
                gint64     known,
                HengDay   *day,
                GError   **error)
{
  HengDay before = HENG_DAY_NONE, at = heng_book_get_today (book);

  while (at - before > 1)
    {
      HengDay middle = before + (at - before) / 2;
      gint64 count;

      if (!heng_book_count_known_on (book, middle, &count, error))
        return FALSE;
      if (count >= known)
        at = middle;
      else
        before = middle;
    }

  *day = at;
  return TRUE;
}

/* The state of knowledge that is looked at, where it is not the last one. */
static gboolean
append_known (GString              *footer,
              HengStatementWriter  *self,
              GError              **error)
{
  g_autofree char *known = NULL, *day_text = NULL;
  HengDay day;

  if (self->view.known >= self->n_facts)
    return TRUE;
  if (!find_known_day (self->book, self->view.known, &day, error))
    return FALSE;

  day_text = heng_day_format (day);
  /* Translators: at the foot of a page: a date. */
  known = heng_wording_fill (_("as known on %1$s"), day_text, "", "", "");
  g_string_append_printf (footer, " · %s", known);
  return TRUE;
}

static char *
make_footer (HengStatementWriter  *self,
             GError              **error)
{
  g_autofree char *state = heng_book_word_head (self->book, self->view.known, HENG_HEAD_DIGITS, error), *head = NULL;
  g_autoptr (GString) footer = NULL;

  if (state == NULL)
    return NULL;
  /* Translators: at the foot of a page: how many facts the book had and the beginning of the last one's hash, such as 504:98ead1c77eff7a49. */
  head = heng_wording_fill (_("Book head %1$s"), state, "", "", "");
  footer = g_string_new (head);
  if (!append_known (footer, self, error))
    return NULL;
  if (self->view.on_day != HENG_DAY_NONE)
    {
      g_autofree char *day_text = heng_day_format (self->view.on_day);
      /* Translators: at the foot of a page: entries after this date are left out. */
      g_autofree char *dated = heng_wording_fill (_("entries dated up to %1$s"), day_text, "", "", "");

      g_string_append_printf (footer, " · %s", dated);
    }

  return g_string_free (g_steal_pointer (&footer), FALSE);
}

gboolean
heng_statement_writer_init (HengStatementWriter         *self,
                            HengBook                    *book,
                            const HengStatementOptions  *options,
                            GError                     **error)
{
  *self = (HengStatementWriter) {
    .book = book,
    .currency = heng_book_get_currency (book),
    .unit = options->unit,
    .view = options->view,
    .day = options->view.on_day != HENG_DAY_NONE ? options->view.on_day : heng_book_get_today (book),
    .content = heng_page_content_new (),
  };
  if (!heng_book_get_head (book, &self->n_facts, NULL, error))
    return FALSE;

  if (self->view.known == 0 || self->view.known > self->n_facts)
    self->view.known = self->n_facts;
  return TRUE;
}

HengPageContent *
heng_statement_writer_finish (HengStatementWriter  *self,
                              const char           *running_title,
                              GError              **error)
{
  g_autofree char *footer = make_footer (self, error);
  g_autofree char *today = heng_day_format (heng_book_get_today (self->book));
  g_autofree char *printed = heng_wording_fill (_("printed on %1$s"), today, "", "", "");

  if (footer == NULL)
    return NULL;

  heng_page_content_set_margin_texts (self->content, running_title, footer, printed);
  return g_steal_pointer (&self->content);
}

void
heng_statement_writer_clear (HengStatementWriter *self)
{
  g_clear_pointer (&self->content, heng_page_content_unref);
  g_clear_pointer (&self->review, heng_review_free);
}

static char *
format_page_number (guint    page_number,
                    guint    n_pages,
                    gpointer user_data)
{
  return g_strdup_printf (_("Page %1$u of %2$u"), page_number, n_pages);
}

void
heng_statement_setup (HengPageContent *content,
                      const char      *title,
                      HengPageSetup   *setup)
{
  g_return_if_fail (content != NULL);
  g_return_if_fail (setup != NULL);

  heng_page_setup_init (setup);
  setup->language = heng_wording_is_chinese () ? "zh-cn" : "en";
  setup->running_title = title != NULL ? title : heng_page_content_get_running_title (content);
  setup->footer_text = heng_page_content_get_footer_text (content);
  setup->printed_on = heng_page_content_get_printed_on (content);
  setup->format_page_number = format_page_number;
}

/* The file's date is midnight in China of the book's today: no other clock gets into it. */
static GDateTime *
make_created (HengBook *book)
{
  g_autofree char *day = heng_day_format (heng_book_get_today (book));
  g_autofree char *text = g_strdup_printf ("%sT00:00:00+08:00", day);

  return g_date_time_new_from_iso8601 (text, NULL);
}

gboolean
heng_statement_write_pdf (HengBook         *book,
                          HengPageContent  *content,
                          const char       *title,
                          const char       *path,
                          GError          **error)
{
  g_autoptr (HengPageLayout) layout = NULL;
  g_autoptr (GDateTime) created = NULL;
  HengPagePdfInfo info = { .author = "Hengping" };
  HengPageSetup setup;

  g_return_val_if_fail (book != NULL, FALSE);
  g_return_val_if_fail (content != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  heng_statement_setup (content, title, &setup);
  layout = heng_page_layout_new (content, &setup);
  created = make_created (book);
  info.title = setup.running_title;
  info.subject = setup.footer_text;
  info.created = created;
  return heng_page_pdf_write (layout, &info, path, error);
}

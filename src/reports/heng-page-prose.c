// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-prose.h"

#include "heng-page-block-private.h"

typedef struct
{
  HengPageStyle style;
  double gap_pt;
  double padding_bottom_pt;
  gboolean leads;
} Role;

typedef struct
{
  HengPageBlock block;
  const Role *role;
  char *text;
} Prose;

static const Role title = { { 16, TRUE, FALSE, FALSE, HENG_PAGE_ALIGN_CENTRE }, 0, 4, TRUE };
static const Role subtitle = { { 9.5, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_CENTRE }, 0, 8, TRUE };
static const Role heading = { { 12, TRUE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT }, 13, 1, TRUE };
static const Role paragraph = { { 10.5, FALSE, FALSE, TRUE, HENG_PAGE_ALIGN_LEFT }, 5, 0, FALSE };
static const Role note = { { 8, FALSE, TRUE, TRUE, HENG_PAGE_ALIGN_LEFT }, 4, 0, FALSE };

static HengPageRow *
build_prose (const HengPageBlock *block,
             gconstpointer        measure,
             const HengPageFrame *frame,
             guint                row)
{
  const Prose *self = (const Prose *) block;
  HengPageRow *texts = heng_page_row_new (0, self->role->padding_bottom_pt);

  heng_page_row_add (texts, frame->typesetter, self->text, &self->role->style, 0, frame->width_pt);

  return texts;
}

static gpointer
measure_prose (const HengPageBlock *block,
               HengPageFrame       *frame)
{
  const Prose *self = (const Prose *) block;
  g_autoptr(HengPageRow) texts = build_prose (block, NULL, frame, 0);

  heng_page_frame_add_lines (frame, 0, self->role->gap_pt, texts);

  return NULL;
}

static void
free_prose (HengPageBlock *block)
{
  Prose *self = (Prose *) block;

  g_free (self->text);
  g_free (self);
}

static void
add_prose (HengPageContent *content,
           const Role      *role,
           const char      *text)
{
  static const HengPageBlockClass klass = {
    .free = free_prose,
    .measure = measure_prose,
    .build_row = build_prose,
  };
  Prose *self;

  g_return_if_fail (content != NULL && !heng_page_content_is_sealed (content));
  g_return_if_fail (text != NULL);

  self = g_new0 (Prose, 1);
  self->role = role;
  self->text = heng_page_text_dup (text);
  self->block.keeps_with_next = role->leads;
  heng_page_content_take_block (content, &self->block, &klass);
}

/**
 * heng_page_content_add_title:
 * @self: a content that is not sealed
 * @text: the name of the document
 *
 * Adds the title, 16 points and centred, kept with what follows.
 */
void
heng_page_content_add_title (HengPageContent *self,
                             const char      *text)
{
  add_prose (self, &title, text);
}

/**
 * heng_page_content_add_subtitle:
 * @self: a content that is not sealed
 * @text: what the document is about: agreement, period, unit
 *
 * Adds a quiet centred line, kept with what follows.
 */
void
heng_page_content_add_subtitle (HengPageContent *self,
                                const char      *text)
{
  add_prose (self, &subtitle, text);
}

/**
 * heng_page_content_add_heading:
 * @self: a content that is not sealed
 * @text: the name of a section
 *
 * Adds a heading, kept with what follows.
 */
void
heng_page_content_add_heading (HengPageContent *self,
                               const char      *text)
{
  add_prose (self, &heading, text);
}

/**
 * heng_page_content_add_paragraph:
 * @self: a content that is not sealed
 * @text: the text
 *
 * Adds body text of 10.5 points. It may break over pages, two lines at least on either.
 */
void
heng_page_content_add_paragraph (HengPageContent *self,
                                 const char      *text)
{
  add_prose (self, &paragraph, text);
}

/**
 * heng_page_content_add_note:
 * @self: a content that is not sealed
 * @text: the text
 *
 * Adds a small quiet remark.
 */
void
heng_page_content_add_note (HengPageContent *self,
                            const char      *text)
{
  add_prose (self, &note, text);
}

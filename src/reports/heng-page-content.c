// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-content.h"

#include <math.h>

#include "heng-page-block-private.h"

struct _HengPageContent
{
  GPtrArray *blocks;
  char *running_title;
  char *footer_text;
  char *printed_on;
  gboolean is_sealed;
};

typedef struct
{
  HengPageBlock block;
  double height_pt;
  gboolean breaks_page;
} Space;

static void
free_block (gpointer data)
{
  HengPageBlock *block = data;

  block->klass->free (block);
}

/**
 * heng_page_content_new:
 *
 * Returns: (transfer full): a content without any block; it gives one empty page
 */
HengPageContent *
heng_page_content_new (void)
{
  HengPageContent *self = g_atomic_rc_box_new0 (HengPageContent);

  self->blocks = g_ptr_array_new_with_free_func (free_block);

  return self;
}

/**
 * heng_page_content_ref:
 * @self: a content
 *
 * Returns: (transfer full): @self
 */
HengPageContent *
heng_page_content_ref (HengPageContent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_content (gpointer data)
{
  HengPageContent *self = data;

  g_ptr_array_unref (self->blocks);
  g_free (self->running_title);
  g_free (self->footer_text);
  g_free (self->printed_on);
}

/**
 * heng_page_content_unref:
 * @self: (transfer full): a content
 */
void
heng_page_content_unref (HengPageContent *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_content);
}

/**
 * heng_page_content_take_block: (skip)
 * @self: a content
 * @block: (transfer full): the block, at the end
 * @klass: what it can do
 */
void
heng_page_content_take_block (HengPageContent          *self,
                              HengPageBlock            *block,
                              const HengPageBlockClass *klass)
{
  g_assert (self != NULL && !self->is_sealed && block != NULL && klass != NULL);
  g_assert (klass->free != NULL && klass->measure != NULL);

  block->klass = klass;
  block->content = self;
  g_ptr_array_add (self->blocks, block);
}

gboolean
heng_page_content_is_sealed (const HengPageContent *self)
{
  g_assert (self != NULL);

  return self->is_sealed;
}

/**
 * heng_page_content_seal: (skip)
 * @self: a content
 *
 * A layout holds numbers of rows; a row added later would be shown in the place of another.
 */
void
heng_page_content_seal (HengPageContent *self)
{
  g_assert (self != NULL);

  self->is_sealed = TRUE;
}

GPtrArray *
heng_page_content_get_blocks (const HengPageContent *self)
{
  g_assert (self != NULL);

  return self->blocks;
}

/**
 * heng_page_text_dup: (skip)
 * @text: (nullable): any bytes
 *
 * Returns: (transfer full) (nullable): the text, with what is no UTF-8 replaced by U+FFFD
 */
char *
heng_page_text_dup (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static gpointer
measure_space (const HengPageBlock *block,
               HengPageFrame       *frame)
{
  const Space *self = (const Space *) block;
  HengPageUnit *unit = heng_page_frame_add_unit (frame, 0, MIN (self->height_pt, frame->height_pt), 0);

  unit->breaks_page = self->breaks_page;

  return NULL;
}

static void
free_space (HengPageBlock *block)
{
  g_free (block);
}

static void
add_space (HengPageContent *self,
           double           height_pt,
           gboolean         breaks_page)
{
  static const HengPageBlockClass klass = { .free = free_space, .measure = measure_space };
  Space *space = g_new0 (Space, 1);

  space->height_pt = height_pt;
  space->breaks_page = breaks_page;
  heng_page_content_take_block (self, &space->block, &klass);
}

/**
 * heng_page_content_add_space:
 * @self: a content that is not sealed
 * @height_pt: height in points, zero or more
 *
 * Adds white. At the top of a page it is left out.
 */
void
heng_page_content_add_space (HengPageContent *self,
                             double           height_pt)
{
  g_return_if_fail (self != NULL && !self->is_sealed);
  g_return_if_fail (isfinite (height_pt) && height_pt >= 0);

  add_space (self, height_pt, FALSE);
}

/**
 * heng_page_content_add_page_break:
 * @self: a content that is not sealed
 *
 * Lets what follows begin on a new page. A break where a page begins anyway gives no empty page.
 */
void
heng_page_content_add_page_break (HengPageContent *self)
{
  g_return_if_fail (self != NULL && !self->is_sealed);

  add_space (self, 0, TRUE);
}

/**
 * heng_page_content_keep_with_next:
 * @self: a content that is not sealed and has a block
 *
 * Keeps the end of the last block and the beginning of the next on one page. Titles and headings
 * do so by themselves.
 */
void
heng_page_content_keep_with_next (HengPageContent *self)
{
  HengPageBlock *last;

  g_return_if_fail (self != NULL && !self->is_sealed);
  g_return_if_fail (self->blocks->len > 0);

  last = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  last->keeps_with_next = TRUE;
}

/**
 * heng_page_content_set_margin_texts:
 * @self: a content
 * @running_title: (nullable): head of every page but the first
 * @footer_text: (nullable): what the pages rest on, at the foot of every page
 * @printed_on: (nullable): when they were made
 *
 * Says what belongs around these pages, as strings that live as long as the content does: a #HengPageSetup
 * may point to them, whoever makes the layout and whenever.
 */
void
heng_page_content_set_margin_texts (HengPageContent *self,
                                    const char      *running_title,
                                    const char      *footer_text,
                                    const char      *printed_on)
{
  g_return_if_fail (self != NULL && !self->is_sealed);

  g_free (self->running_title);
  g_free (self->footer_text);
  g_free (self->printed_on);
  self->running_title = heng_page_text_dup (running_title);
  self->footer_text = heng_page_text_dup (footer_text);
  self->printed_on = heng_page_text_dup (printed_on);
}

/**
 * heng_page_content_get_running_title:
 * @self: a content
 *
 * Returns: (nullable) (transfer none): see heng_page_content_set_margin_texts()
 */
const char *
heng_page_content_get_running_title (const HengPageContent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->running_title;
}

/**
 * heng_page_content_get_footer_text:
 * @self: a content
 *
 * Returns: (nullable) (transfer none): see heng_page_content_set_margin_texts()
 */
const char *
heng_page_content_get_footer_text (const HengPageContent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->footer_text;
}

/**
 * heng_page_content_get_printed_on:
 * @self: a content
 *
 * Returns: (nullable) (transfer none): see heng_page_content_set_margin_texts()
 */
const char *
heng_page_content_get_printed_on (const HengPageContent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->printed_on;
}

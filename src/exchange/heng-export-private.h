// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-entries.h"
#include "heng-export.h"

G_BEGIN_DECLS

/** All entries, the oldest first. */
typedef gboolean (*HengExportEntryFunc) (const HengEntry  *entry,
                                         gpointer          data,
                                         GError          **error);
gboolean heng_export_foreach_entry (HengBook             *book,
                                    HengExportEntryFunc   func,
                                    gpointer              data,
                                    GError              **error);
gboolean heng_export_write         (FILE                 *stream,
                                    const GString        *text,
                                    GError              **error);
gboolean heng_export_hledger       (HengBook             *book,
                                    FILE                 *stream,
                                    GError              **error);
gboolean heng_export_beancount     (HengBook             *book,
                                    FILE                 *stream,
                                    GError              **error);
gboolean heng_export_json          (HengBook             *book,
                                    FILE                 *stream,
                                    GError              **error);

/* ---- journals in plain text ---- */

/** What is owed to an account's owner, and what it has got. */
typedef enum
{
  HENG_POSTING_CLAIMS,
  HENG_POSTING_FUNDS,
  HENG_N_POSTING_ROOTS
} HengPostingRoot;

/** One side of a line. @region: (nullable): a pool has none; it goes by agreement and party */
typedef struct
{
  HengPostingRoot  root;
  const char      *region;
  const char      *party;
  gint64           amount_minor;
  const char      *commodity;
} HengPosting;

/**
 * What journals have in common, whatever program reads them; each writer puts its own words at the end of @text, which is written after
 * each entry. An entry without lines is left out.
 */
typedef struct _HengJournal HengJournal;
struct _HengJournal
{
  HengBook *book;
  FILE     *stream;
  GString  *text;
  void    (*append_entry)   (HengJournal       *self,
                             const HengEntry   *entry,
                             const char        *date,    /* as 2024-05-31 */
                             const char        *period,  /* (nullable) */
                             const char        *words);  /* what it is, not yet fit for a line: a memo may hold anything */
  void    (*append_posting) (HengJournal       *self,
                             const HengEntry   *entry,
                             const HengPosting *posting);
};

/** Writes a comment with the head of the book, and an empty line. */
gboolean heng_journal_write_head    (HengJournal  *self,
                                     const char   *head,
                                     GError      **error);
gboolean heng_journal_write_entries (HengJournal  *self,
                                     GError      **error);
void     heng_journal_append_amount (HengJournal  *self,
                                     gint64        amount_minor,
                                     const char   *commodity);

G_END_DECLS

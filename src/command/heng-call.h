// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** One call of the program: what stands behind the command's name. */
typedef struct
{
  const char  *name;
  const char  *usage;   /* what stands behind the name: "BOOK [OPTION…]" */
  const char  *summary; /* one sentence */
  int          argc;
  char       **argv;
  char        *recorder; /* who records: --as, else the login name */
  GOptionContext *context;
} HengCall;

/**
 * Reads options into @entries and leaves what is not an option in @argv[1] … . `--help` prints and ends the program.
 *
 * @n_min, @n_max: how many words there must be, the book's file among them; %G_MAXINT for any number
 */
gboolean  heng_call_parse   (HengCall           *call,
                             const GOptionEntry *entries,
                             int                 n_min,
                             int                 n_max,
                             GError            **error);
/** Opens the book that the first word names. */
HengBook *heng_call_open    (HengCall           *call,
                             gboolean            to_write,
                             GError            **error);
/** Number of @word in @words (ended by %NULL), @fallback where it is %NULL; -1 with @error where it is none of them. */
int       heng_call_choose  (const char         *option,
                             const char         *word,
                             const char *const  *words,
                             int                 fallback,
                             GError            **error);
/** Days and states of knowledge as options give them; %NULL is "all". */
gboolean  heng_call_get_day   (const char       *text,
                               HengDay           fallback,
                               HengDay          *day,
                               GError          **error);
gboolean  heng_call_get_known (HengBook         *book,
                               const char       *text,
                               gint64           *known,
                               GError          **error);

/** A %HENG_ERROR_USAGE. */
void      heng_call_set_usage (GError          **error,
                               const char       *wrong,
                               const char       *expected);

/** The commands. */
gboolean heng_command_new      (HengCall *call, GError **error);
gboolean heng_command_import   (HengCall *call, GError **error);
gboolean heng_command_settle   (HengCall *call, GError **error);
gboolean heng_command_missing  (HengCall *call, GError **error);
gboolean heng_command_pay      (HengCall *call, GError **error);
gboolean heng_command_reverse  (HengCall *call, GError **error);
gboolean heng_command_override (HengCall *call, GError **error);
gboolean heng_command_freeze   (HengCall *call, GError **error);
gboolean heng_command_end_exception (HengCall *call, GError **error);
gboolean heng_command_exceptions (HengCall *call, GError **error);
gboolean heng_command_close    (HengCall *call, GError **error);
gboolean heng_command_runs     (HengCall *call, GError **error);
gboolean heng_command_issue    (HengCall *call, GError **error);
gboolean heng_command_confirm  (HengCall *call, GError **error);
gboolean heng_command_dispute  (HengCall *call, GError **error);
gboolean heng_command_resolve  (HengCall *call, GError **error);
gboolean heng_command_reviews  (HengCall *call, GError **error);
gboolean heng_command_balances (HengCall *call, GError **error);
gboolean heng_command_dues     (HengCall *call, GError **error);
gboolean heng_command_flows    (HengCall *call, GError **error);
gboolean heng_command_print    (HengCall *call, GError **error);
gboolean heng_command_export   (HengCall *call, GError **error);
gboolean heng_command_verify   (HengCall *call, GError **error);
gboolean heng_command_backup   (HengCall *call, GError **error);
gboolean heng_command_backups  (HengCall *call, GError **error);
gboolean heng_command_restore  (HengCall *call, GError **error);
gboolean heng_command_rescue   (HengCall *call, GError **error);
gboolean heng_command_template (HengCall *call, GError **error);

/** Writes @text to standard output as it is: JSON and tables for programs are UTF-8 in every locale. */
void      heng_call_write_utf8 (const char           *text);
/** The same of @object, which it takes, on lines of its own. */
void      heng_call_take_json  (JsonObject           *object);

G_END_DECLS

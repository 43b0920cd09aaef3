// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-backups.h"
#include "heng-book-look-back.h"
#include "heng-call-watch.h"
#include "heng-error.h"
#include "heng-json-write.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

void
heng_call_set_usage (GError     **error,
                     const char  *wrong,
                     const char  *expected)
{
  heng_error_set (error, HENG_ERROR_USAGE, wrong, expected, NULL);
}

/* A variable of a script that is empty by mistake names no file. */
static gboolean
check_names (HengCall            *call,
             const GOptionEntry  *entries,
             GError             **error)
{
  const char *empty = NULL;

  for (int i = 1; i < call->argc; i++)
    if (*call->argv[i] == '\0')
      empty = call->usage;
  for (gsize i = 0; entries[i].long_name != NULL; i++)
    if (entries[i].arg == G_OPTION_ARG_FILENAME && g_strcmp0 (*(char **) entries[i].arg_data, "") == 0)
      empty = entries[i].arg_description;
  if (empty == NULL)
    return TRUE;

  heng_call_set_usage (error, _("A name is empty"), empty);
  return FALSE;
}

gboolean
heng_call_parse (HengCall            *call,
                 const GOptionEntry  *entries,
                 int                  n_min,
                 int                  n_max,
                 GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *program = g_strdup_printf ("hengping-cli %s", call->name);
  const GOptionEntry as_entry[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &call->recorder, N_("Who records (default: the login name)"), N_("NAME") },
    G_OPTION_ENTRY_NULL,
  };

  g_set_prgname (program);
  call->context = g_option_context_new (call->usage);
  g_option_context_set_translation_domain (call->context, GETTEXT_PACKAGE);
  g_option_context_set_summary (call->context, _(call->summary));
  g_option_context_add_main_entries (call->context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (call->context, as_entry, GETTEXT_PACKAGE);
  if (!g_option_context_parse (call->context, &call->argc, &call->argv, &local_error))
    {
      g_autofree char *help = g_strdup_printf ("hengping-cli %s --help", call->name);

      heng_call_set_usage (error, local_error->message, help);
      return FALSE;
    }
  /* What follows "--" is a word like any other. */
  if (call->argc > 1 && strcmp (call->argv[1], "--") == 0)
    {
      call->argv++;
      call->argc--;
    }
  if (!check_names (call, entries, error))
    return FALSE;
  if (call->argc - 1 < n_min || call->argc - 1 > n_max)
    {
      g_autofree char *expected = g_strdup_printf ("hengping-cli %s %s", call->name, call->usage);

      heng_call_set_usage (error, call->argc - 1 < n_min ? _("Something is missing behind the command")
                                                          : _("There is too much behind the command"), expected);
      return FALSE;
    }

  if (call->recorder == NULL)
    call->recorder = g_strdup (g_get_user_name ());
  return TRUE;
}

/* Before anything is changed today; what comes of it does not keep anybody from working. */
static void
keep_backup (HengBook *book)
{
  g_autoptr (GError) error = NULL;

  if (!heng_backups_keep (book, NULL, &error))
    {
      g_autofree char *sentence = heng_wording_error (error);
      g_autofree char *note = heng_wording_fill (_("Note: no automatic backup was made: %1$s"), sentence, "", "", "");

      g_printerr ("hengping-cli: %s\n", note);
    }
}

HengBook *
heng_call_open (HengCall  *call,
                gboolean   to_write,
                GError   **error)
{
  GCancellable *cancellable = heng_call_watch_begin ();
  g_autoptr (HengBook) book = heng_book_open_watched (call->argv[1], to_write ? HENG_BOOK_OPEN_WRITE : HENG_BOOK_OPEN_AS_IT_IS, call->recorder,
                                                      heng_clock_system, NULL, heng_call_watch_progress, NULL, cancellable, error);

  if (heng_call_watch_end () && book != NULL)
    {
      heng_error_set (error, HENG_ERROR_CANCELLED, NULL);
      return NULL;
    }
  if (book != NULL && to_write && heng_book_is_read_only (book))
    {
      heng_error_set (error, HENG_ERROR_BOOK_READ_ONLY, NULL);
      heng_error_place (error, call->argv[1], 0, 0);
      return NULL;
    }
  if (book != NULL && heng_book_get_kept_copy (book) != NULL)
    {
      g_autofree char *note = heng_wording_fill (_("Note: the book was brought to today's format; as it was it is kept as “%1$s”"),
                                                 heng_book_get_kept_copy (book), "", "", "");

      g_printerr ("hengping-cli: %s\n", note);
    }
  if (book != NULL && to_write)
    keep_backup (book);

  return g_steal_pointer (&book);
}

int
heng_call_choose (const char         *option,
                  const char         *word,
                  const char *const  *words,
                  int                 fallback,
                  GError            **error)
{
  g_autofree char *expected = NULL, *wrong = NULL;

  if (word == NULL)
    return fallback;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return i;

  wrong = g_strdup_printf ("%s %s", option, word);
  expected = g_strjoinv (", ", (char **) words);
  heng_call_set_usage (error, wrong, expected);
  return -1;
}

gboolean
heng_call_get_day (const char  *text,
                   HengDay      fallback,
                   HengDay     *day,
                   GError     **error)
{
  *day = fallback;
  return text == NULL || heng_day_parse (text, day, error);
}

gboolean
heng_call_get_known (HengBook    *book,
                     const char  *text,
                     gint64      *known,
                     GError     **error)
{
  HengDay day = HENG_DAY_NONE;

  *known = 0;
  if (text == NULL)
    return TRUE;
  if (*text == '#')
    {
      guint64 number;

      if (!g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXINT64, &number, NULL))
        {
          heng_call_set_usage (error, text, "#1");
          return FALSE;
        }
      *known = (gint64) number;
    }
  else if (!heng_day_parse (text, &day, error) || !heng_book_count_known_on (book, day, known, error))
    return FALSE;

  /* Nothing known is not the same as everything known, which 0 stands for: before the first fact there is no book. */
  if (*known == 0)
    *known = -1;
  return heng_book_look_back (book, *known, day, error);
}

void
heng_call_write_utf8 (const char *text)
{
  fputs (text, stdout);
}

void
heng_call_take_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  text = heng_json_write (node, 2);
  heng_call_write_utf8 (text);
  heng_call_write_utf8 ("\n");
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "heng-call.h"
#include "heng-error.h"
#include "heng-manual.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *usage;
  const char *summary;
  gboolean  (*run) (HengCall *call, GError **error);
} commands[] = {
  { "new", "BOOK", N_("Creates a book that knows the provincial units of China."), heng_command_new },
  { "import", "BOOK FILE…", N_("Imports agreement documents and tables, all of them or none."), heng_command_import },
  { "settle", "BOOK", N_("Computes what each agreement owes for each assessed period."), heng_command_settle },
  { "missing", "BOOK", N_("Lists the observations that are still missing, to be worked through."), heng_command_missing },
  { "pay", "BOOK", N_("Records a payment or delivery between two parties."), heng_command_pay },
  { "reverse", "BOOK ENTRY", N_("Books the opposite of an entry, linked to it."), heng_command_reverse },
  { "override", "BOOK", N_("Records amounts that were agreed on in the formula's place."), heng_command_override },
  { "freeze", "BOOK", N_("Keeps a period as it is computed from what is known now."), heng_command_freeze },
  { "end-exception", "BOOK NUMBER", N_("Ends an override or freeze: the formula holds again."), heng_command_end_exception },
  { "exceptions", "BOOK", N_("Lists overrides and freezes."), heng_command_exceptions },
  { "close", "BOOK", N_("Closes days: what comes late is booked on the first open one."), heng_command_close },
  { "runs", "BOOK", N_("Lists which settlements were booked and what each changed."), heng_command_runs },
  { "issue", "BOOK", N_("Issues what is owed for a period as a statement that the parties confirm."), heng_command_issue },
  { "confirm", "BOOK", N_("Records that a party confirms a statement."), heng_command_confirm },
  { "dispute", "BOOK", N_("Records which lines of a statement a party disputes, why, and what it proposes."), heng_command_dispute },
  { "resolve", "BOOK DISPUTE", N_("Ends a dispute; what was agreed or decided is settled and booked."), heng_command_resolve },
  { "reviews", "BOOK", N_("Lists where statements stand and whom they wait for."), heng_command_reviews },
  { "balances", "BOOK", N_("Lists what is accrued, paid and outstanding."), heng_command_balances },
  { "dues", "BOOK", N_("Lists what is due by when, paid, late, and its interest."), heng_command_dues },
  { "flows", "BOOK", N_("Draws who gives what to whom."), heng_command_flows },
  { "print", "BOOK agreement CODE | settlement CODE PERIOD | region CODE", N_("Makes pages for signature as PDF."), heng_command_print },
  { "export", "BOOK", N_("Writes the journal for hledger, Ledger or Beancount, as a table, or everything."), heng_command_export },
  { "template", "list | show ID | make ID", N_("Makes agreements from templates of rules; no book is needed."), heng_command_template },
  { "verify", "BOOK", N_("Checks file, facts, chain and figures."), heng_command_verify },
  { "backup", "BOOK FILE", N_("Makes a consistent copy, also while the book is in use."), heng_command_backup },
  { "backups", "BOOK", N_("Lists the backups that the program made by itself."), heng_command_backups },
  { "restore", "BACKUP BOOK", N_("Puts a verified backup in the book’s place, and keeps what was there."), heng_command_restore },
  { "rescue", "BROKEN NEW", N_("Saves what can be confirmed of a damaged book into a new one."), heng_command_rescue },
};

static void
print_help (void)
{
  g_print ("%s\n  hengping-cli COMMAND BOOK [%s]\n\n%s\n", _("Usage:"), _("OPTION…"), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-13s %s\n", commands[i].name, _(commands[i].summary));
  g_print ("\n%s\n", _("“hengping-cli COMMAND --help” tells the options of a command. Exit status: 0 done; 1 the data or the request is "
                       "wrong, nothing was changed; 2 wrong usage; 3 the book is damaged or cannot be read or written."));
  g_print ("\n%s\n", _("“hengping-cli help rules” is the manual of the rule language."));
}

static int
fail (const GError *error)
{
  g_autofree char *text = heng_wording_error (error);

  g_printerr ("hengping-cli: %s\n", text);
  return (int) heng_error_get_class (error);
}

/* Tables and sentences go out in the terminal's encoding. Where that is plain ASCII, as with LC_ALL=C in scripts, GLib would put
 * question marks for everything Chinese; UTF-8 as it is serves better. */
static void
write_text (FILE       *stream,
            const char *text)
{
  const char *charset;
  g_autofree char *converted = NULL;

  if (!g_get_charset (&charset) && strcmp (charset, "ANSI_X3.4-1968") != 0 && strcmp (charset, "US-ASCII") != 0)
    converted = g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  fputs (converted != NULL ? converted : text, stream);
}

static void
write_out (const char *text)
{
  write_text (stdout, text);
}

static void
write_err (const char *text)
{
  write_text (stderr, text);
}

/* The reader may have gone away, or the disk may be full: what was printed counts only when it has arrived. */
static gboolean
flush_output (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  heng_error_set (error, HENG_ERROR_FILE_WRITE, "—", g_strerror (errno), NULL);
  return FALSE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  HengCall call = { 0 };
  int status = -1;

  heng_wording_init_locale ();
  g_set_print_handler (write_out);
  g_set_printerr_handler (write_err);
  if (argc > 2 && strcmp (argv[1], "help") == 0 && strcmp (argv[2], "rules") == 0)
    {
      g_print ("%s", heng_manual_get_rules (heng_wording_is_chinese ()));
      return 0;
    }
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0))
    {
      print_help ();
      return 0;
    }
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      g_print ("hengping-cli %s\n", HENG_VERSION);
      return 0;
    }

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands) && status < 0; i++)
    if (strcmp (commands[i].name, argv[1]) == 0)
      {
        call = (HengCall) { .name = commands[i].name, .usage = commands[i].usage, .summary = commands[i].summary,
                            .argc = argc - 1, .argv = argv + 1 };
        status = commands[i].run (&call, &error) && flush_output (&error) ? 0 : fail (error);
      }
  if (status < 0)
    {
      g_autofree char *wrong = argc > 1 ? heng_wording_fill (_("There is no command “%1$s”"), argv[1], "", "", "")
                                        : g_strdup (_("The command is missing"));

      heng_error_set (&error, HENG_ERROR_USAGE, wrong, "hengping-cli --help", NULL);
      status = fail (error);
    }

  g_free (call.recorder);
  if (call.context != NULL)
    g_option_context_free (call.context);
  return status;
}

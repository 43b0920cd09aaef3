// SPDX-License-Identifier: GPL-3.0-or-later
/* backup, backups, restore, rescue. */
#include "heng-call.h"

#include "heng-book-backups.h"
#include "heng-book-rescue.h"
#include "heng-book-restore.h"
#include "heng-call-watch.h"
#include "heng-digest.h"
#include "heng-error.h"
#include "heng-json-write.h"
#include "heng-rescue-text.h"
#include "heng-restore-text.h"
#include "heng-standard-regions.h"
#include "heng-text-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static gboolean
back_up (HengBook    *book,
         const char  *path,
         GError     **error)
{
  gboolean done;

  heng_call_watch (book);
  done = heng_book_backup (book, path, error);
  heng_call_unwatch (book);
  return done;
}

gboolean
heng_command_backup (HengCall  *call,
                     GError   **error)
{
  g_autoptr (HengBook) book = NULL, copy = NULL;
  g_autofree char *hash = NULL, *facts = NULL, *head = NULL, *line = NULL;
  gint64 count;
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  if (!heng_call_parse (call, entries, 2, 2, error) || (book = heng_call_open (call, FALSE, error)) == NULL ||
      !back_up (book, call->argv[2], error) ||
      (copy = heng_book_open (call->argv[2], HENG_BOOK_OPEN_READ_ONLY, call->recorder, heng_clock_system, NULL, error)) == NULL ||
      !heng_book_get_head (copy, &count, &hash, error))
    return FALSE;

  /* The book may have gone on meanwhile: what counts is what the copy holds. */
  facts = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  head = heng_head_format (count, hash, 0);
  line = heng_wording_fill (_("“%1$s”: %2$s facts, head %3$s"), call->argv[2], facts, head, "");
  g_print ("%s\n", line);
  return TRUE;
}

static char *
word_moment (gint64 made_ms)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (made_ms / 1000 + 8 * 3600);

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : g_strdup ("–");
}

static void
print_backups_json (GPtrArray *backups)
{
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  for (guint i = 0; i < backups->len; i++)
    {
      const HengBackup *backup = g_ptr_array_index (backups, i);
      JsonObject *member = json_object_new ();

      heng_json_set_string (member, "file", backup->path);
      json_object_set_int_member (member, "made_ms", backup->made_ms);
      json_object_set_int_member (member, "count", backup->count);
      heng_json_set_string (member, "head", backup->head);
      json_object_set_int_member (member, "size", backup->size);
      json_array_add_object_element (array, member);
    }
  json_node_take_array (node, array);
  text = heng_json_write (node, 2);
  heng_call_write_utf8 (text);
  heng_call_write_utf8 ("\n");
}

gboolean
heng_command_backups (HengCall  *call,
                      GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  g_autofree char *format = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  int chosen;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || (chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0)
    return FALSE;

  backups = heng_backups_list (call->argv[1]);
  if (chosen == 1)
    print_backups_json (backups);
  else if (backups->len == 0)
    g_print ("%s\n", _("There are no automatic backups of this book."));
  for (guint i = 0; chosen == 0 && i < backups->len; i++)
    {
      const HengBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *moment = word_moment (backup->made_ms), *head = heng_head_format (backup->count, backup->head, HENG_HEAD_DIGITS);
      g_autofree char *size = g_format_size ((guint64) backup->size);

      g_print ("%s  %s  %s  %s\n", moment, head, size, backup->path);
    }
  return TRUE;
}

static HengRestorePlan *
make_plan (HengCall  *call,
           GError   **error)
{
  GCancellable *cancellable = heng_call_watch_begin ();
  HengRestorePlan *plan = heng_book_plan_restore (call->argv[1], call->argv[2], heng_call_watch_progress, NULL, cancellable, error);

  heng_call_watch_end ();
  return plan;
}

static gboolean
restore (HengCall  *call,
         char     **kept,
         GError   **error)
{
  GCancellable *cancellable = heng_call_watch_begin ();
  gboolean done = heng_book_restore (call->argv[1], call->argv[2], heng_call_watch_progress, NULL, cancellable, kept, error);

  heng_call_watch_end ();
  return done;
}

gboolean
heng_command_restore (HengCall  *call,
                      GError   **error)
{
  gboolean preview = FALSE;
  g_autoptr (HengRestorePlan) plan = NULL;
  g_autofree char *text = NULL, *kept = NULL, *line = NULL;
  const GOptionEntry entries[] = {
    { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_("Only say what would be lost, and write nothing"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 2, 2, error) ||
      (plan = make_plan (call, error)) == NULL)
    return FALSE;

  text = heng_restore_text (plan);
  g_print ("%s", text);
  if (preview)
    return TRUE;
  if (!restore (call, &kept, error))
    return FALSE;

  line = kept != NULL ? heng_wording_fill (_("Restored. The book as it was is kept as “%1$s”."), kept, "", "", "") : g_strdup (_("Restored."));
  g_print ("%s\n", line);
  return TRUE;
}

gboolean
heng_command_rescue (HengCall  *call,
                     GError   **error)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autofree char *format = NULL, *currency = NULL, *text = NULL;
  g_autoptr (GPtrArray) regions = NULL;
  g_autoptr (HengRescue) rescue = NULL;
  GCancellable *cancellable;
  int chosen;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("text or json, of the report"), N_("FORMAT") },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, N_("The book’s currency where it can no longer be read (default: CNY)"), N_("CODE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 2, 2, error) || (chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0)
    return FALSE;
  if (currency != NULL && !heng_currency_is_valid (currency))
    {
      heng_error_set (error, HENG_ERROR_CURRENCY_SYNTAX, currency, NULL);
      return FALSE;
    }

  regions = heng_standard_regions_new ();
  cancellable = heng_call_watch_begin ();
  rescue = heng_book_rescue (call->argv[1], call->argv[2], currency != NULL ? currency : "CNY", call->recorder, regions, heng_clock_system, NULL,
                             heng_call_watch_progress, NULL, cancellable, error);
  heng_call_watch_end ();
  if (rescue == NULL)
    return FALSE;

  text = chosen == 1 ? heng_rescue_json (rescue) : heng_rescue_text (rescue);
  if (chosen == 1)
    heng_call_write_utf8 (text);
  else
    g_print ("%s", text);
  return TRUE;
}

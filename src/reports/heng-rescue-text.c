// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rescue-text.h"

#include "heng-digest.h"
#include "heng-json-write.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const struct
{
  const char *why;
  const char *words;
} reasons[] = {
  { "lost", N_("not found, or not as recorded") },
  { "rows", N_("its rows are not those that were recorded") },
  { "reversal", N_("it reverses an entry that is lost") },
  { "run", N_("it names an entry that is lost") },
  { "region", N_("it names a region that is lost") },
  { "document", N_("the agreement cannot be read") },
  { "hangs", N_("it speaks of another fact that is lost") },
};

static const struct
{
  const char *kind;
  const char *words;
} kinds[] = {
  { "agreement", N_("version of an agreement") },
  { "region", N_("regions") },
  { "observation", N_("observations") },
  { "entry", N_("entries") },
  { "event", N_("event") },
};

static const char *
word_reason (const char *why)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].why, why) == 0)
      return _(reasons[i].words);

  return why;
}

const char *
heng_rescue_word_kind (const char *kind)
{
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return _(kinds[i].words);

  return _("kind not known");
}

/* A line of the text: @format has up to four places. */
static void
add_line (GString    *text,
          const char *format,
          const char *first,
          const char *second,
          const char *third,
          const char *fourth)
{
  g_autofree char *line = heng_wording_fill (format, first, second, third, fourth);

  g_string_append_printf (text, "%s\n", line);
}

static char *
number (gint64 value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static void
add_gaps (GString          *text,
          const HengRescue *rescue)
{
  for (guint i = 0; i < rescue->gaps->len; i++)
    {
      const HengRescueGap *gap = g_ptr_array_index (rescue->gaps, i);
      g_autofree char *range = gap->from == gap->to ? number (gap->from)
                                                    : g_strdup_printf ("%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, gap->from, gap->to);
      g_autofree char *rows = number (gap->n_rows);
      g_autofree char *what = NULL;

      if (gap->kind == NULL)
        what = g_strdup (_("kind not known"));
      else if (gap->agreements == NULL)
        /* Translators: such as “entries, rows: 3” */
        what = heng_wording_fill (_("%1$s, rows: %2$s"), heng_rescue_word_kind (gap->kind), rows, "", "");
      else
        /* Translators: the codes are of agreements */
        what = heng_wording_fill (_("%1$s, rows: %2$s; what can be read of it names %3$s"), heng_rescue_word_kind (gap->kind), rows, gap->agreements, "");
      /* Translators: number of a fact, its kind, why it is not there */
      add_line (text, _("Fact %1$s (%2$s): %3$s"), range, what, word_reason (gap->why), "");
    }
}

char *
heng_rescue_text (const HengRescue *rescue)
{
  GString *text = g_string_new (NULL);
  g_autofree char *taken = number (rescue->n_taken), *lost = number (rescue->n_lost), *doubtful = number (rescue->n_doubtful);
  g_autofree char *old_count = number (rescue->old_count), *new_count = number (rescue->new_count);
  g_autofree char *old_head = heng_head_format (rescue->old_count, rescue->old_head, 0);
  g_autofree char *new_head = heng_head_format (rescue->new_count, rescue->new_head, 0);
  g_autofree char *nameless = number (rescue->n_nameless);
  g_autofree char *pages = number (rescue->n_pages), *empty = number (rescue->n_empty_pages);

  add_line (text, _("Old book: “%1$s”, %2$s facts as far as known, head %3$s"), rescue->old_name, old_count,
            rescue->old_head != NULL ? old_head : _("not known"), "");
  add_line (text, _("New book: %1$s facts, head %2$s; its first fact names the old book and what is missing"), new_count, new_head, "", "");
  add_line (text, _("Taken over, each confirmed by its own digest: %1$s facts; missing: %2$s"), taken, lost, "", "");
  if (rescue->n_lost == 0)
    g_string_append_printf (text, "%s\n", _("Nothing is missing."));
  add_gaps (text, rescue);
  if (rescue->n_doubtful > 0)
    add_line (text, _("Of the facts taken over, %1$s follow a gap: what they record is confirmed, but not by whom and when"), doubtful, "", "", "");
  for (guint i = 0; i < rescue->orphans->len; i++)
    {
      const HengRescueOrphan *orphan = g_ptr_array_index (rescue->orphans, i);
      g_autofree char *entries = number (orphan->n_entries);

      add_line (text, _("The agreement %1$s is lost; its entries that were taken over: %2$s"), orphan->code, entries, "", "");
    }
  if (rescue->n_empty_pages > 0)
    add_line (text, _("Of the file’s %1$s pages, %2$s hold nothing but zeros"), pages, empty, "", "");
  if (!rescue->is_currency_known)
    g_string_append_printf (text, "%s\n", _("The old book’s first fact is lost, so its currency was assumed"));
  if (rescue->are_regions_ours)
    g_string_append_printf (text, "%s\n", _("The old book’s regions are lost; the provincial units of China stand in their place"));
  if (rescue->n_nameless > 0)
    add_line (text, _("Regions whose names are lost, so that their codes stand for them: %1$s"), nameless, "", "", "");
  if (rescue->is_log_lost)
    g_string_append_printf (text, "%s\n", _("The write-ahead log beside the file cannot be read; what was recorded last may be missing"));
  return g_string_free (text, FALSE);
}

char *
heng_rescue_json (const HengRescue *rescue)
{
  JsonObject *object = json_object_new (), *old = json_object_new (), *made = json_object_new ();
  JsonArray *gaps = json_array_new (), *orphans = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  heng_json_set_string (old, "name", rescue->old_name);
  heng_json_set_string (old, "identity", rescue->old_identity);
  json_object_set_int_member (old, "format", rescue->old_format);
  json_object_set_int_member (old, "count", rescue->old_count);
  heng_json_set_string (old, "head", rescue->old_head);
  json_object_set_int_member (old, "pages", rescue->n_pages);
  json_object_set_int_member (old, "empty_pages", rescue->n_empty_pages);
  json_object_set_boolean_member (old, "is_log_lost", rescue->is_log_lost);
  json_object_set_boolean_member (old, "is_currency_known", rescue->is_currency_known);
  json_object_set_int_member (made, "count", rescue->new_count);
  heng_json_set_string (made, "head", rescue->new_head);
  json_object_set_boolean_member (made, "are_regions_assumed", rescue->are_regions_ours);
  json_object_set_int_member (made, "nameless_regions", rescue->n_nameless);
  for (guint i = 0; i < rescue->gaps->len; i++)
    {
      const HengRescueGap *gap = g_ptr_array_index (rescue->gaps, i);
      JsonObject *member = json_object_new ();

      json_object_set_int_member (member, "from", gap->from);
      json_object_set_int_member (member, "to", gap->to);
      heng_json_set_string (member, "kind", gap->kind);
      heng_json_set_string (member, "why", gap->why);
      json_object_set_int_member (member, "rows", gap->n_rows);
      heng_json_set_string (member, "agreements", gap->agreements);
      json_array_add_object_element (gaps, member);
    }
  for (guint i = 0; i < rescue->orphans->len; i++)
    {
      const HengRescueOrphan *orphan = g_ptr_array_index (rescue->orphans, i);
      JsonObject *member = json_object_new ();

      heng_json_set_string (member, "agreement", orphan->code);
      json_object_set_int_member (member, "entries", orphan->n_entries);
      json_array_add_object_element (orphans, member);
    }
  json_object_set_object_member (object, "old", old);
  json_object_set_object_member (object, "new", made);
  json_object_set_int_member (object, "taken", rescue->n_taken);
  json_object_set_int_member (object, "missing", rescue->n_lost);
  json_object_set_int_member (object, "doubtful", rescue->n_doubtful);
  json_object_set_array_member (object, "gaps", gaps);
  json_object_set_array_member (object, "lost_agreements", orphans);
  json_node_take_object (node, object);
  text = heng_json_write (node, 2);
  return g_str_has_suffix (text, "\n") ? g_steal_pointer (&text) : g_strconcat (text, "\n", NULL);
}

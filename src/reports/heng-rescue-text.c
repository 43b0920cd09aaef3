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
      heng_wording_add_line (text, _("Fact %1$s (%2$s): %3$s"), range, what, word_reason (gap->why), "");
    }
}

/* ---- amounts ---- */

/* Exact, in the commodity's own decimals. */
static char *
format_amount (const HengRescue *rescue,
               const char       *commodity,
               gint64            amount_minor)
{
  guint digits = heng_commodity_digits (commodity, rescue->currency);

  return heng_amount_format (amount_minor, digits, strcmp (commodity, rescue->currency) == 0 ? digits : 0);
}

/* What is kept and not taken over; “?” where the difference is no amount. */
static char *
format_missing (const HengRescue *rescue,
                const char       *commodity,
                gint64            old_minor,
                gint64            new_minor)
{
  gint64 missing;

  return heng_amount_subtract (old_minor, new_minor, &missing, NULL) ? format_amount (rescue, commodity, missing) : g_strdup ("?");
}

static gboolean
is_missing (const HengRescueAmount *amount)
{
  return amount->old_accrued_minor != amount->new_accrued_minor || amount->old_paid_minor != amount->new_paid_minor;
}

static char *
name_amount (const HengRescueAmount *amount)
{
  const char *name = amount->name_zh != NULL ? heng_wording_pick (amount->name_zh, amount->name_en) : NULL;

  if (amount->agreement != NULL)
    return g_strdup_printf ("%s, %s → %s, %s", amount->agreement, amount->from, amount->to, amount->commodity);
  if (name != NULL)
    return g_strdup_printf ("%s (%s), %s", name, amount->from, amount->commodity);
  return g_strdup_printf ("%s, %s", amount->from, amount->commodity);
}

static void
add_amounts (GString          *text,
             const HengRescue *rescue,
             GPtrArray        *amounts)
{
  for (guint i = 0; i < amounts->len; i++)
    {
      const HengRescueAmount *amount = g_ptr_array_index (amounts, i);
      const gint64 figures[2][2] = { { amount->old_accrued_minor, amount->new_accrued_minor }, { amount->old_paid_minor, amount->new_paid_minor } };
      /* Translators: a region, or an agreement and two parties, with a currency or unit; three amounts */
      const char *const formats[2] = { _("  %1$s: accrued %2$s, taken over %3$s, missing %4$s"),
                                       /* Translators: a region, or an agreement and two parties, with a currency or unit; three amounts */
                                       _("  %1$s: paid %2$s, taken over %3$s, missing %4$s") };
      g_autofree char *name = name_amount (amount);

      for (guint j = 0; j < 2; j++)
        {
          g_autofree char *kept = format_amount (rescue, amount->commodity, figures[j][0]);
          g_autofree char *taken = format_amount (rescue, amount->commodity, figures[j][1]);
          g_autofree char *missing = format_missing (rescue, amount->commodity, figures[j][0], figures[j][1]);

          if (figures[j][0] != figures[j][1])
            heng_wording_add_line (text, formats[j], name, kept, taken, missing);
        }
    }
}

static void
add_money (GString          *text,
           const HengRescue *rescue)
{
  gboolean any = FALSE;

  for (guint i = 0; i < rescue->pairs->len; i++)
    any = any || is_missing (g_ptr_array_index (rescue->pairs, i));
  for (guint i = 0; i < rescue->regions->len; i++)
    any = any || is_missing (g_ptr_array_index (rescue->regions, i));

  if (!rescue->are_amounts_known)
    g_string_append_printf (text, "%s\n", _("Which amounts are missing cannot be told: the old book’s own balances cannot be read"));
  else if (!any)
    g_string_append_printf (text, "%s\n", _("All balances are as the old book kept them: no amount is missing"));
  else
    {
      g_string_append_printf (text, "%s\n", _("Balances by region: what the old book kept, what the entries make that were taken over, and the difference"));
      add_amounts (text, rescue, rescue->regions);
      g_string_append_printf (text, "%s\n", _("The same by agreement, between two parties"));
      add_amounts (text, rescue, rescue->pairs);
    }
}

static JsonObject *
make_figure (const HengRescue *rescue,
             const char       *commodity,
             gint64            old_minor,
             gint64            new_minor)
{
  JsonObject *figure = json_object_new ();
  g_autofree char *taken = format_amount (rescue, commodity, new_minor);

  if (rescue->are_amounts_known)
    {
      g_autofree char *kept = format_amount (rescue, commodity, old_minor);
      g_autofree char *missing = format_missing (rescue, commodity, old_minor, new_minor);

      heng_json_set_string (figure, "kept", kept);
      heng_json_set_string (figure, "missing", missing);
    }
  heng_json_set_string (figure, "taken", taken);
  return figure;
}

static JsonArray *
make_amounts (const HengRescue *rescue,
              GPtrArray        *amounts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < amounts->len; i++)
    {
      const HengRescueAmount *amount = g_ptr_array_index (amounts, i);
      JsonObject *member = json_object_new ();

      if (amount->agreement == NULL)
        heng_json_set_string (member, "region", amount->from);
      else
        {
          heng_json_set_string (member, "agreement", amount->agreement);
          heng_json_set_string (member, "from", amount->from);
          heng_json_set_string (member, "to", amount->to);
        }
      heng_json_set_string (member, "commodity", amount->commodity);
      json_object_set_object_member (member, "accrued",
                                     make_figure (rescue, amount->commodity, amount->old_accrued_minor, amount->new_accrued_minor));
      json_object_set_object_member (member, "paid", make_figure (rescue, amount->commodity, amount->old_paid_minor, amount->new_paid_minor));
      json_array_add_object_element (array, member);
    }
  return array;
}

/* ---- the report ---- */

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

  heng_wording_add_line (text, _("Old book: “%1$s”, %2$s facts as far as known, head %3$s"), rescue->old_name, old_count,
            rescue->old_head != NULL ? old_head : _("not known"), "");
  heng_wording_add_line (text, _("New book: %1$s facts, head %2$s; its first fact names the old book and what is missing"), new_count, new_head, "", "");
  heng_wording_add_line (text, _("Taken over, each confirmed by its own digest: %1$s facts; missing: %2$s"), taken, lost, "", "");
  if (rescue->n_lost == 0)
    g_string_append_printf (text, "%s\n", _("Nothing is missing."));
  add_gaps (text, rescue);
  if (rescue->n_doubtful > 0)
    heng_wording_add_line (text, _("Of the facts taken over, %1$s follow a gap: what they record is confirmed, but not by whom and when"), doubtful, "", "", "");
  for (guint i = 0; i < rescue->orphans->len; i++)
    {
      const HengRescueOrphan *orphan = g_ptr_array_index (rescue->orphans, i);
      g_autofree char *entries = number (orphan->n_entries);

      heng_wording_add_line (text, _("The agreement %1$s is lost; its entries that were taken over: %2$s"), orphan->code, entries, "", "");
    }
  add_money (text, rescue);
  if (rescue->n_empty_pages > 0)
    heng_wording_add_line (text, _("Of the file’s %1$s pages, %2$s hold nothing but zeros"), pages, empty, "", "");
  if (!rescue->is_currency_known)
    g_string_append_printf (text, "%s\n", _("The old book’s first fact is lost, so its currency was assumed"));
  if (rescue->are_regions_ours)
    g_string_append_printf (text, "%s\n", _("The old book’s regions are lost; the provincial units of China stand in their place"));
  if (rescue->n_nameless > 0)
    heng_wording_add_line (text, _("Regions whose names are lost, so that their codes stand for them: %1$s"), nameless, "", "", "");
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
  json_object_set_boolean_member (object, "are_amounts_known", rescue->are_amounts_known);
  json_object_set_array_member (object, "regions", make_amounts (rescue, rescue->regions));
  json_object_set_array_member (object, "pairs", make_amounts (rescue, rescue->pairs));
  json_node_take_object (node, object);
  text = heng_json_write (node, 2);
  return g_str_has_suffix (text, "\n") ? g_steal_pointer (&text) : g_strconcat (text, "\n", NULL);
}

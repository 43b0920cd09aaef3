// SPDX-License-Identifier: GPL-3.0-or-later
/* Templates: listed, shown, and made into agreements. They stand in no book. */
#include "heng-call.h"

#include "heng-error.h"
#include "heng-file.h"
#include "heng-json-write.h"
#include "heng-template-print.h"
#include "heng-text-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LARGEST_FILE_BYTES (16 * 1024 * 1024)

typedef struct
{
  char    *format, *values, *output, *language, *currency;
  char    *code, *title, *mechanism, *signed_day, *from, *to, *assessed;
  char   **sets;
  gboolean example;
} Options;

static void
options_clear (Options *self)
{
  char **texts[] = {
    &self->format, &self->values, &self->output, &self->language, &self->currency, &self->code, &self->title, &self->mechanism,
    &self->signed_day, &self->from, &self->to, &self->assessed,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_strfreev (self->sets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Returns: (transfer full): the file's text; what is read is a document, never a gigabyte */
static char *
read_file (const char  *path,
           gsize       *length_bytes,
           GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &local_error);
  char *text = NULL;

  if (info != NULL && g_file_info_get_size (info) > LARGEST_FILE_BYTES)
    heng_error_set (error, HENG_ERROR_FILE_TOO_LARGE, "16", NULL);
  else if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    heng_error_set (error, HENG_ERROR_FILE_KIND, NULL);
  else if (info == NULL || !g_file_get_contents (path, &text, length_bytes, &local_error))
    heng_error_set (error, HENG_ERROR_FILE_READ, path, local_error->message, NULL);
  else
    return text;

  heng_error_place (error, path, 0, 0);
  return NULL;
}

/* A template of the library by its id, or one of the user's by its file's name. */
static HengTemplate *
find_template (const char  *word,
               GError     **error)
{
  g_autofree char *text = NULL;
  HengTemplate *item;
  gsize length;

  if (!g_str_has_suffix (word, ".json"))
    return heng_template_find_standard (word, error);

  text = read_file (word, &length, error);
  item = text != NULL ? heng_template_new_from_json (text, length, error) : NULL;
  heng_error_place (error, word, 0, 0);
  return item;
}

/* ---- list ---- */

static void
print_table (const GPtrArray *templates)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("lll");
  const char *head[] = { _("Id"), _("Template"), _("Mechanism") };

  heng_text_table_add (table, head);
  for (guint i = 0; i < templates->len; i++)
    {
      const HengTemplate *item = g_ptr_array_index (templates, i);
      const char *cells[] = {
        item->id, heng_bilingual_pick (&item->title, heng_wording_is_chinese ()), heng_wording_mechanism (item->mechanism),
      };

      heng_text_table_add (table, cells);
    }
  heng_text_table_print (table);
}

static void
print_json (JsonNode *node)
{
  g_autofree char *text = heng_json_write (node, 2);

  heng_call_write_utf8 (text);
  heng_call_write_utf8 ("\n");
}

static JsonNode *
parse (const char *document)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (document, &error);

  g_assert_no_error (error);
  return node;
}

/* Everything that a program would ask for, as the templates state it. */
static void
print_list_json (const GPtrArray *templates)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < templates->len; i++)
    json_array_add_element (array, parse (((const HengTemplate *) g_ptr_array_index (templates, i))->document));
  json_object_set_array_member (object, "templates", array);
  json_node_take_object (root, object);
  print_json (root);
}

/* ---- values ---- */

static gboolean
set_value (HengTemplateValues  *values,
           const char          *setting,
           GError             **error)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *path = NULL;

  if (equals == NULL || !g_utf8_validate (setting, -1, NULL))
    {
      g_autofree char *shown = g_utf8_make_valid (setting, -1);

      heng_call_set_usage (error, shown, "--set NAME=VALUE");
      return FALSE;
    }
  path = g_strndup (setting, (gsize) (equals - setting));
  return heng_template_values_set (values, path, equals + 1, error);
}

/* A title is written in one language; which, its characters say. */
static void
set_title (HengTemplateValues *values,
           const char         *text)
{
  g_autofree char *title = g_utf8_make_valid (text, -1);
  gboolean chinese = FALSE;

  for (const char *at = title; *at != '\0'; at = g_utf8_next_char (at))
    chinese |= g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN;
  heng_template_values_set_head (values, chinese ? "title.zh" : "title.en", title);
}

static gboolean
read_values (HengTemplateValues  *values,
             const char          *path,
             GError             **error)
{
  gsize length;
  g_autofree char *text = read_file (path, &length, error);

  if (text != NULL && heng_template_values_read_json (values, text, length, error))
    return TRUE;

  heng_error_place (error, path, 0, 0);
  return FALSE;
}

static HengTemplateValues *
take_values (HengTemplate   *item,
             const Options  *options,
             GError        **error)
{
  static const char *const languages[] = { "en", "zh", NULL };
  int chinese = heng_call_choose ("--language", options->language, languages, heng_wording_is_chinese (), error);
  g_autoptr (HengTemplateValues) values = options->example ? heng_template_values_new_example (item)
                                                            : heng_template_values_new (item, chinese > 0);
  const struct { const char *key, *text; } head[] = {
    { "code", options->code }, { "mechanism", options->mechanism }, { "signed", options->signed_day }, { "from", options->from },
    { "to", options->to }, { "assessed", options->assessed }, { "currency", options->currency },
  };

  if (chinese < 0 || (options->values != NULL && !read_values (values, options->values, error)))
    return NULL;
  if (options->language != NULL || options->values == NULL)
    heng_template_values_set_chinese (values, chinese > 0);
  for (gsize i = 0; i < G_N_ELEMENTS (head); i++)
    if (head[i].text != NULL)
      heng_template_values_set_head (values, head[i].key, head[i].text);
  if (options->title != NULL)
    set_title (values, options->title);
  for (guint i = 0; options->sets != NULL && options->sets[i] != NULL; i++)
    if (!set_value (values, options->sets[i], error))
      return NULL;

  return g_steal_pointer (&values);
}

/* ---- make ---- */

/* As people read it, in the order of the canonical text. */
static char *
format_document (const HengAgreement *agreement)
{
  g_autoptr (JsonNode) root = parse (agreement->document);
  g_autofree char *text = heng_json_write (root, 2);

  return g_strconcat (text, "\n", NULL);
}

static gboolean
make (HengTemplate   *item,
      const Options  *options,
      GError        **error)
{
  g_autoptr (HengTemplateValues) values = take_values (item, options, error);
  g_autoptr (HengAgreement) agreement = NULL;
  g_autofree char *text = NULL;
  const char *currency;

  if (values == NULL)
    return FALSE;
  currency = heng_template_values_get_head (values, "currency");
  agreement = heng_template_make (values, currency != NULL ? currency : "CNY", error);
  if (agreement == NULL)
    return FALSE;

  text = format_document (agreement);
  if (options->output == NULL)
    heng_call_write_utf8 (text);

  return options->output == NULL || heng_file_write_text (options->output, text, error);
}

/* ---- the command ---- */

static gboolean
run (const char     *verb,
     const char     *word,
     const Options  *options,
     GError        **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  int format = heng_call_choose ("--format", options->format, formats, 0, error);
  g_autoptr (HengTemplate) item = NULL;

  if (format < 0)
    return FALSE;
  if (strcmp (verb, "list") == 0 && word == NULL)
    {
      g_autoptr (GPtrArray) templates = heng_template_list_standard ();

      (format == 0 ? print_table : print_list_json) (templates);
      return TRUE;
    }
  if (word == NULL || (strcmp (verb, "show") != 0 && strcmp (verb, "make") != 0))
    {
      heng_call_set_usage (error, verb, "list, show ID, make ID");
      return FALSE;
    }

  item = find_template (word, error);
  if (item == NULL)
    return FALSE;
  if (strcmp (verb, "make") == 0)
    return make (item, options, error);
  if (format == 0)
    return heng_template_print (item, error);

  {
    g_autoptr (JsonNode) root = parse (item->document);

    print_json (root);
  }
  return TRUE;
}

gboolean
heng_command_template (HengCall  *call,
                       GError   **error)
{
  g_auto (Options) options = { 0 };
  /* Chinese in values and titles is UTF-8 in every locale, as it is in files; GLib would convert texts from the terminal's. */
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_("list, show: table (default) or json"), N_("FORMAT") },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.sets,
      N_("make: A value, such as stake=4000万, payer=Shandong@370000 or “shares=Yunnan@530000, 1; Guizhou@520000, 5”; any number of times"),
      N_("NAME=VALUE") },
    { "values", 0, 0, G_OPTION_ARG_FILENAME, &options.values, N_("make: A document of values"), N_("FILE") },
    { "example", 0, 0, G_OPTION_ARG_NONE, &options.example, N_("make: Begin with the example’s values"), NULL },
    { "code", 0, 0, G_OPTION_ARG_STRING, &options.code, N_("make: The agreement’s code"), N_("CODE") },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &options.title, N_("make: Its title"), N_("TITLE") },
    { "mechanism", 0, 0, G_OPTION_ARG_STRING, &options.mechanism, N_("make: Its mechanism, if not the template’s"), N_("MECHANISM") },
    { "signed", 0, 0, G_OPTION_ARG_STRING, &options.signed_day, N_("make: When it was signed"), N_("DATE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("make: The first day assessed"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("make: The last day assessed"), N_("DATE") },
    { "assessed", 0, 0, G_OPTION_ARG_STRING, &options.assessed, N_("make: month, quarter, year or once"), N_("PERIOD") },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &options.currency, N_("make: The book’s currency (default: CNY)"), N_("CURRENCY") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, N_("make: en or zh: the words of the rules"), N_("LANGUAGE") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output, N_("make: The agreement’s document (default: standard output)"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 2, error))
    return FALSE;

  return run (call->argv[1], call->argc > 2 ? call->argv[2] : NULL, &options, error);
}

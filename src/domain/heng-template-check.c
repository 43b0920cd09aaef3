// SPDX-License-Identifier: GPL-3.0-or-later
/* Values of a template, checked one by one and as rows of a list. */
#include "heng-template-make-private.h"

#include "heng-error.h"

#include <string.h>

#define TEXT_CHARACTERS_MAX 200
#define NAME_CHARACTERS_MAX 60

void
heng_template_set_error (GError              **error,
                         HengErrorCode         code,
                         const HengParameter  *parameter,
                         const char           *path,
                         const char           *second,
                         const char           *third)
{
  g_autofree char *title = g_strdup_printf ("%s\n%s", heng_bilingual_pick (&parameter->title, TRUE),
                                            heng_bilingual_pick (&parameter->title, FALSE));

  heng_error_set (error, code, title, second != NULL ? second : "", third != NULL ? third : "", NULL);
  heng_error_place_path (error, path);
}

char *
heng_template_join_path (const HengParameter *list,
                         guint                row,
                         const HengParameter *parameter)
{
  return list != NULL ? g_strdup_printf ("%s[%u].%s", list->name, row, parameter->name) : g_strdup (parameter->name);
}

static void
set_kind_error (GError              **error,
                const HengParameter  *parameter,
                const char           *path,
                const char           *text)
{
  heng_template_set_error (error, HENG_ERROR_TEMPLATE_VALUE, parameter, path, text, heng_parameter_kind_get_name (parameter->kind));
}

/* ---- numbers ---- */

static char *
describe_range (const HengParameter *parameter)
{
  GString *text = g_string_new (NULL);
  const struct { const char *sign, *bound; } parts[] = {
    { "≥", parameter->min }, { ">", parameter->above }, { "≤", parameter->max }, { "<", parameter->below },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].bound != NULL)
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", parts[i].sign, parts[i].bound);
  return g_string_free (text, FALSE);
}

static gboolean
is_in_range (const HengParameter *parameter,
             const HengNumber    *number)
{
  const struct { const char *bound; int least, most; } parts[] = {
    { parameter->min, 0, 1 }, { parameter->above, 1, 1 }, { parameter->max, -1, 0 }, { parameter->below, -1, -1 },
  };
  g_auto (HengNumber) bound = { 0 };

  heng_number_init (&bound);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].bound != NULL && heng_number_parse (&bound, parts[i].bound, NULL))
      {
        int order = heng_number_compare (number, &bound);

        if (order < parts[i].least || order > parts[i].most)
          return FALSE;
      }

  return TRUE;
}

/* The sign decides whether a number is a share, so that 15 is not taken for 1500 %. */
static gboolean
fits_kind (const HengParameter *parameter,
           const HengNumber    *number,
           const char          *text)
{
  gboolean percent = g_str_has_suffix (text, "%");

  switch (parameter->kind)
    {
    case HENG_PARAMETER_PERCENT: return percent;
    case HENG_PARAMETER_MONEY: return !percent;
    case HENG_PARAMETER_COUNT: return !percent && heng_number_is_integer (number);
    case HENG_PARAMETER_NUMBER:
    default: return TRUE;
    }
}

static char *
get_number (const HengParameter  *parameter,
            const char           *path,
            const char           *text,
            GError              **error)
{
  g_auto (HengNumber) number = { 0 };
  const char *digits = text;

  heng_number_init (&number);
  if (!heng_number_parse (&number, text, NULL) || !fits_kind (parameter, &number, text))
    {
      set_kind_error (error, parameter, path, text);
      return NULL;
    }
  if (!is_in_range (parameter, &number))
    {
      g_autofree char *range = describe_range (parameter);

      heng_template_set_error (error, HENG_ERROR_TEMPLATE_RANGE, parameter, path, text, range);
      return NULL;
    }

  /* As it was written, so that 6000万 stays 6000万; brackets keep a minus from what stands before it. */
  while (!g_ascii_isdigit (*digits))
    digits++;
  return heng_number_sign (&number) < 0 ? g_strdup_printf ("(-%s)", digits) : g_strdup (digits);
}

/* ---- texts ---- */

/* What would end a quoted text in a rule, or break its line. */
static gboolean
is_quotable (const char *text)
{
  if (g_utf8_strlen (text, -1) > TEXT_CHARACTERS_MAX)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_iscntrl (character) || character == '"' || character == 0x201C || character == 0x201D || character == 0xFF02)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_day_of_year (const char *text)
{
  /* In a leap year, so that 29 February can be agreed. */
  g_autofree char *day_text = g_strconcat ("2024-", text, NULL);
  HengDay day;

  return heng_day_parse (day_text, &day, NULL);
}

static char *
get_choice (const HengParameter  *parameter,
            const char           *path,
            const char           *text,
            GError              **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < parameter->choices->len; i++)
    {
      const HengChoice *choice = g_ptr_array_index (parameter->choices, i);

      if (strcmp (choice->value, text) == 0)
        return g_strdup (choice->text != NULL ? choice->text : "");
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", choice->value);
    }

  heng_template_set_error (error, HENG_ERROR_TEMPLATE_CHOICE, parameter, path, text, known->str);
  return NULL;
}

char *
heng_template_get_literal (const HengTemplateValues  *values,
                           const HengParameter       *parameter,
                           const char                *path,
                           GError                   **error)
{
  const char *text = heng_template_values_get (values, path);
  gboolean reserved, fits = TRUE;

  if (text == NULL)
    {
      if (parameter->optional)
        return g_strdup ("");
      heng_template_set_error (error, HENG_ERROR_TEMPLATE_VALUE_MISSING, parameter, path, NULL, NULL);
      return NULL;
    }

  switch (parameter->kind)
    {
    case HENG_PARAMETER_MONEY:
    case HENG_PARAMETER_NUMBER:
    case HENG_PARAMETER_PERCENT:
    case HENG_PARAMETER_COUNT:
      return get_number (parameter, path, text, error);
    case HENG_PARAMETER_CHOICE:
      return get_choice (parameter, path, text, error);
    case HENG_PARAMETER_PARTY:
    case HENG_PARAMETER_INDICATOR:
      fits = g_utf8_strlen (text, -1) <= NAME_CHARACTERS_MAX && heng_rules_name_is_valid (text, &reserved);
      break;
    case HENG_PARAMETER_UNIT:
    case HENG_PARAMETER_TEXT:
      fits = is_quotable (text);
      break;
    case HENG_PARAMETER_DAY:
      fits = is_day_of_year (text);
      break;
    case HENG_PARAMETER_LIST:
    case HENG_N_PARAMETER_KINDS:
    default:
      g_return_val_if_reached (NULL);
    }
  if (fits)
    return g_strdup (text);

  set_kind_error (error, parameter, path, text);
  return NULL;
}

/* ---- lists ---- */

static gboolean
check_ascending (const HengTemplateValues  *values,
                 const HengParameter       *list,
                 const HengParameter       *field,
                 guint                      n_rows,
                 GError                   **error)
{
  g_auto (HengNumber) before = { 0 }, number = { 0 };

  heng_number_init (&before);
  heng_number_init (&number);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = heng_template_join_path (list, i, field);
      const char *text = heng_template_values_get (values, path);

      if (text == NULL || !heng_number_parse (&number, text, NULL))
        continue;
      if (i > 0 && heng_number_compare (&number, &before) <= 0)
        {
          g_autofree char *path_before = heng_template_join_path (list, i - 1, field);

          heng_template_set_error (error, HENG_ERROR_TEMPLATE_ASCENDING, field, path, text, heng_template_values_get (values, path_before));
          return FALSE;
        }
      heng_number_set (&before, &number);
    }

  return TRUE;
}

static gboolean
check_sum (const HengTemplateValues  *values,
           const HengParameter       *list,
           const HengParameter       *field,
           guint                      n_rows,
           GError                   **error)
{
  g_auto (HengNumber) sum = { 0 }, number = { 0 };
  g_autofree char *found = NULL, *path = heng_template_join_path (list, 0, field);
  gboolean percent = g_str_has_suffix (field->sum, "%");

  heng_number_init (&sum);
  heng_number_init (&number);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *row_path = heng_template_join_path (list, i, field);
      const char *text = heng_template_values_get (values, row_path);

      if (text != NULL && heng_number_parse (&number, text, NULL) && !heng_number_add (&sum, &sum, &number, error))
        return FALSE;
    }
  if (!heng_number_parse (&number, field->sum, NULL) || heng_number_compare (&sum, &number) == 0)
    return TRUE;

  if (percent)
    {
      heng_number_set_int64 (&number, 100);
      if (!heng_number_multiply (&sum, &sum, &number, error))
        return FALSE;
    }
  found = heng_number_format (&sum, 10);
  if (percent)
    {
      g_autofree char *bare = g_steal_pointer (&found);

      found = g_strconcat (bare, "%", NULL);
    }
  heng_template_set_error (error, HENG_ERROR_TEMPLATE_SUM, field, path, found, field->sum);
  return FALSE;
}

gboolean
heng_template_check_list (const HengTemplateValues  *values,
                          const HengParameter       *list,
                          GError                   **error)
{
  guint n_rows = heng_template_values_get_n_rows (values, list->name);

  if ((n_rows < list->rows_min && !(list->optional && n_rows == 0)) || n_rows > list->rows_max)
    {
      g_autofree char *found = g_strdup_printf ("%u", n_rows);
      g_autofree char *expected = list->rows_min == list->rows_max ? g_strdup_printf ("%u", list->rows_min)
                                                                   : g_strdup_printf ("%u–%u", list->rows_min, list->rows_max);

      heng_template_set_error (error, HENG_ERROR_TEMPLATE_ROWS, list, list->name, found, expected);
      return FALSE;
    }

  for (guint i = 0; i < list->fields->len; i++)
    {
      const HengParameter *field = g_ptr_array_index (list->fields, i);

      if ((field->ascending && !check_ascending (values, list, field, n_rows, error)) ||
          (field->sum != NULL && n_rows > 0 && !check_sum (values, list, field, n_rows, error)))
        return FALSE;
    }

  return TRUE;
}

gboolean
heng_template_check (const HengTemplateValues  *values,
                     const char                *path,
                     GError                   **error)
{
  g_autofree char *list = NULL, *member = NULL, *literal = NULL;
  const HengParameter *parameter;
  int row;

  g_return_val_if_fail (values != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  parameter = heng_template_split_path (values->item, path, &list, &row, &member);
  if (parameter == NULL)
    {
      heng_error_set (error, HENG_ERROR_TEMPLATE_PATH, path, "", NULL);
      return FALSE;
    }
  if (parameter->kind == HENG_PARAMETER_LIST)
    return heng_template_check_list (values, parameter, error);
  if (member != NULL && strcmp (member, "name") != 0)
    return TRUE;

  literal = heng_template_get_literal (values, parameter, path, error);
  return literal != NULL;
}

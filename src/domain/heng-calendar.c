// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-calendar.h"

#include "heng-error.h"
#include "heng-json-write.h"

#include <stdlib.h>
#include <string.h>

/* Long holidays are some ten days: a year of nothing else but days off is wrong data, and no loop may follow it for ever. */
#define ROLL_DAYS_MAX 400

/* The days that one year's arrangement states. */
typedef struct
{
  gint    year;
  GArray *days; /* (element-type HengCalendarDay) */
} Year;

struct _HengCalendar
{
  char       *code;
  GArray     *years; /* (element-type Year): ascending */
  GHashTable *days;  /* HengDay → 1 off, 2 worked: of all years, the later year prevailing */
};

static void
year_clear (gpointer data)
{
  Year *year = data;

  g_array_unref (year->days);
}

HengCalendar *
heng_calendar_new (const char *code)
{
  HengCalendar *self = g_new0 (HengCalendar, 1);

  self->code = g_strdup (code);
  self->years = g_array_new (FALSE, FALSE, sizeof (Year));
  g_array_set_clear_func (self->years, year_clear);
  self->days = g_hash_table_new (NULL, NULL);
  return self;
}

void
heng_calendar_free (HengCalendar *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_array_unref (self->years);
  g_hash_table_unref (self->days);
  g_free (self);
}

const char *
heng_calendar_get_code (const HengCalendar *self)
{
  return self->code;
}

/* ---- the event's data ---- */

static gboolean
read_days (JsonObject  *object,
           const char  *key,
           gboolean     is_workday,
           GArray      *days,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, key);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      HengCalendarDay day = { HENG_DAY_NONE, is_workday };

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        {
          heng_error_set (error, HENG_ERROR_DOCUMENT_TYPE, key, "\"…\"", NULL);
          return FALSE;
        }
      if (!heng_day_parse (json_node_get_string (element), &day.day, error))
        return FALSE;
      g_array_append_val (days, day);
    }

  return TRUE;
}

static int
compare_years (gconstpointer a,
               gconstpointer b)
{
  return ((const Year *) a)->year - ((const Year *) b)->year;
}

static void
put_year (HengCalendar *self,
          gint          number,
          GArray       *days)
{
  Year year = { number, days };

  for (guint i = 0; i < self->years->len; i++)
    if (g_array_index (self->years, Year, i).year == number)
      {
        g_array_remove_index (self->years, i);
        break;
      }
  g_array_append_val (self->years, year);
  g_array_sort (self->years, compare_years);

  g_hash_table_remove_all (self->days);
  for (guint i = 0; i < self->years->len; i++)
    {
      const Year *known = &g_array_index (self->years, Year, i);

      for (guint j = 0; j < known->days->len; j++)
        {
          const HengCalendarDay *day = &g_array_index (known->days, HengCalendarDay, j);

          g_hash_table_insert (self->days, GINT_TO_POINTER (day->day), GINT_TO_POINTER (day->is_workday ? 2 : 1));
        }
    }
}

static gboolean
read_year (HengCalendar  *self,
           const char    *key,
           JsonNode      *node,
           GError       **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (HengCalendarDay));
  HengPeriod year;

  if (!heng_period_parse (key, &year, error))
    return FALSE;
  if (year.kind != HENG_PERIOD_YEAR || !JSON_NODE_HOLDS_OBJECT (node))
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_TYPE, key, "{…}", NULL);
      return FALSE;
    }
  if (!read_days (json_node_get_object (node), "holidays", FALSE, days, error) ||
      !read_days (json_node_get_object (node), "workdays", TRUE, days, error))
    return FALSE;

  put_year (self, year.index, g_steal_pointer (&days));
  return TRUE;
}

gboolean
heng_calendar_read_years (HengCalendar  *self,
                          const char    *data,
                          GError       **error)
{
  g_autoptr (JsonObject) root = heng_json_read_object (data, error);
  g_autoptr (GList) keys = NULL;
  JsonNode *node;
  JsonObject *years;

  if (root == NULL)
    return FALSE;
  node = json_object_get_member (root, "years");
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_TYPE, "years", "{…}", NULL);
      return FALSE;
    }

  years = json_node_get_object (node);
  keys = json_object_get_members (years);
  for (GList *at = keys; at != NULL; at = at->next)
    if (!read_year (self, at->data, json_object_get_member (years, at->data), error))
      return FALSE;
  return TRUE;
}

/* ---- a table ---- */

typedef struct
{
  HengCalendarDay day;
  guint           row;
} TableDay;

static int
compare_table_days (gconstpointer a,
                    gconstpointer b)
{
  const TableDay *first = a, *second = b;

  if (first->day.day != second->day.day)
    return first->day.day < second->day.day ? -1 : 1;
  return (first->row > second->row) - (first->row < second->row);
}

static gboolean
check_day (const TableDay  *day,
           const TableDay  *before,
           guint           *row,
           GError         **error)
{
  g_autofree char *text = heng_day_format (day->day.day);

  *row = day->row;
  if (before != NULL && before->day.day == day->day.day)
    {
      heng_error_set (error, HENG_ERROR_CALENDAR_TWICE, text, NULL);
      return FALSE;
    }
  if (day->day.is_workday && !heng_day_is_weekend (day->day.day))
    {
      heng_error_set (error, HENG_ERROR_CALENDAR_WORKDAY, text, NULL);
      return FALSE;
    }

  return TRUE;
}

/* The year whose arrangement @day belongs to: its own, or the next where nothing but December stands before the first year. */
static gint
find_year (const TableDay *days,
           guint           n_days,
           guint           index)
{
  gint year = heng_day_get_year (days[index].day.day), first = heng_day_get_year (days[0].day.day);

  if (year == first && heng_day_get_month (days[0].day.day) % 12 == 11 && heng_day_get_year (days[n_days - 1].day.day) > first)
    return year + 1;
  return year;
}

static void
append_day (GString               *text,
            const HengCalendarDay *day)
{
  g_autofree char *formatted = heng_day_format (day->day);

  g_string_append_printf (text, "%s\"%s\"", text->len > 0 ? "," : "", formatted);
}

/* One year of the canonical text; %FALSE where it has no holiday. */
static gboolean
append_year (GString        *json,
             const TableDay *days,
             guint           n_days,
             guint           first,
             guint          *end,
             gint            year)
{
  g_autoptr (GString) holidays = g_string_new (NULL), workdays = g_string_new (NULL);

  for (*end = first; *end < n_days && find_year (days, n_days, *end) == year; (*end)++)
    append_day (days[*end].day.is_workday ? workdays : holidays, &days[*end].day);
  g_string_append_printf (json, "%s\"%04d\":{\"holidays\":[%s],\"workdays\":[%s]}", first > 0 ? "," : "", year, holidays->str,
                          workdays->str);
  return holidays->len > 0;
}

char *
heng_calendar_write_years (const char  *code,
                           GArray      *days,
                           guint       *row,
                           GError     **error)
{
  g_autofree TableDay *sorted = g_new (TableDay, days->len + 1);
  g_autoptr (GString) json = g_string_new ("{\"years\":{");
  gint year = 0;
  guint end;

  g_return_val_if_fail (days->len > 0, NULL);

  for (guint i = 0; i < days->len; i++)
    sorted[i] = (TableDay) { g_array_index (days, HengCalendarDay, i), i };
  qsort (sorted, days->len, sizeof *sorted, compare_table_days);
  for (guint i = 0; i < days->len; i++)
    if (!check_day (&sorted[i], i > 0 ? &sorted[i - 1] : NULL, row, error))
      return NULL;

  *row = G_MAXUINT;
  for (guint i = 0; i < days->len; i = end)
    {
      gint next = find_year (sorted, days->len, i);
      g_autofree char *gap = g_strdup_printf ("%d", i > 0 ? year + 1 : next);

      /* The days of the arrangement's year itself come first in this order, so that a hole shows as a year passed over. */
      if ((i > 0 && next != year + 1) || !append_year (json, sorted, days->len, i, &end, next))
        {
          heng_error_set (error, HENG_ERROR_CALENDAR_GAP, code, gap, NULL);
          return NULL;
        }
      year = next;
    }
  g_string_append (json, "}}");
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* ---- working days ---- */

gboolean
heng_day_is_weekend (HengDay day)
{
  /* Day 1, 0001-01-01, is a Monday. */
  return (day - 1) % 7 >= 5;
}

gboolean
heng_calendar_has_year (const HengCalendar *self,
                        gint                year)
{
  for (guint i = 0; self != NULL && i < self->years->len; i++)
    if (g_array_index (self->years, Year, i).year == year)
      return TRUE;

  return FALSE;
}

gboolean
heng_calendar_is_working_day (const HengCalendar *self,
                              HengDay             day,
                              gint               *missing_year)
{
  gint stated = self != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->days, GINT_TO_POINTER (day))) : 0;

  if (*missing_year == 0 && !heng_calendar_has_year (self, heng_day_get_year (day)))
    *missing_year = heng_day_get_year (day);
  return stated != 0 ? stated == 2 : !heng_day_is_weekend (day);
}

HengDay
heng_calendar_roll (const HengCalendar *self,
                    HengDay             day,
                    HengRoll            roll,
                    gint               *missing_year)
{
  for (guint i = 0; roll != HENG_ROLL_NONE && i < ROLL_DAYS_MAX && !heng_calendar_is_working_day (self, day, missing_year); i++)
    day += roll == HENG_ROLL_FOLLOWING ? 1 : -1;
  return day;
}

HengDay
heng_calendar_add_working_days (const HengCalendar *self,
                                HengDay             day,
                                guint               n,
                                gint               *missing_year)
{
  for (guint counted = 0, idle = 0; counted < n && idle < ROLL_DAYS_MAX;)
    {
      if (heng_calendar_is_working_day (self, ++day, missing_year))
        {
          counted++;
          idle = 0;
        }
      else
        idle++;
    }

  return day;
}

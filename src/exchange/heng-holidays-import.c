// SPDX-License-Identifier: GPL-3.0-or-later
/* Tables of holidays become events. */
#include "heng-holidays-import.h"

#include "heng-book-calendars.h"
#include "heng-error.h"
#include "heng-holidays.h"

#include <string.h>

/* The days of one calendar and the rows of the table that they stand in. */
typedef struct
{
  const char *code;
  GArray     *days; /* (element-type HengCalendarDay) */
  GArray     *rows; /* (element-type guint) */
} CalendarRows;

static void
calendar_rows_free (gpointer data)
{
  CalendarRows *self = data;

  g_array_unref (self->days);
  g_array_unref (self->rows);
  g_free (self);
}

/* Calendars are few. */
static CalendarRows *
find_calendar (GPtrArray  *calendars,
               const char *code)
{
  CalendarRows *calendar;

  for (guint i = 0; i < calendars->len; i++)
    {
      calendar = g_ptr_array_index (calendars, i);
      if (strcmp (calendar->code, code) == 0)
        return calendar;
    }

  calendar = g_new0 (CalendarRows, 1);
  calendar->code = code;
  calendar->days = g_array_new (FALSE, FALSE, sizeof (HengCalendarDay));
  calendar->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (calendars, calendar);
  return calendar;
}

static gboolean
read_row (const HengTable  *table,
          guint             row,
          GPtrArray        *calendars,
          GError          **error)
{
  static const char *const kinds[] = { "holiday", "workday", NULL };
  const char *code = heng_table_get (table, row, "calendar"), *kind = heng_table_get (table, row, "kind");
  CalendarRows *calendar;
  HengCalendarDay day;

  if (!heng_code_is_valid (code))
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_CODE, code, NULL);
      return FALSE;
    }
  if (!g_strv_contains (kinds, kind))
    {
      heng_error_set (error, HENG_ERROR_TABLE_WORD, "kind", kind, "holiday, workday", NULL);
      return FALSE;
    }
  if (!heng_day_parse (heng_table_get (table, row, "date"), &day.day, error))
    return FALSE;

  day.is_workday = strcmp (kind, "workday") == 0;
  calendar = find_calendar (calendars, code);
  g_array_append_val (calendar->days, day);
  g_array_append_val (calendar->rows, row);
  return TRUE;
}

gboolean
heng_holidays_import (HengBook          *book,
                      const HengTable   *table,
                      const HengOrigin  *origin,
                      guint             *n_calendars,
                      guint             *row,
                      GError           **error)
{
  g_autoptr (GPtrArray) calendars = g_ptr_array_new_with_free_func (calendar_rows_free);

  for (*row = 0; *row < heng_table_get_n_rows (table); (*row)++)
    if (!read_row (table, *row, calendars, error))
      return FALSE;

  *row = G_MAXUINT;
  if (calendars->len == 0)
    {
      heng_error_set (error, HENG_ERROR_CALENDAR_EMPTY, NULL);
      return FALSE;
    }
  for (guint i = 0; i < calendars->len; i++)
    {
      const CalendarRows *calendar = g_ptr_array_index (calendars, i);
      guint index = G_MAXUINT;
      g_autofree char *data = heng_calendar_write_years (calendar->code, calendar->days, &index, error);
      gboolean appended = FALSE;

      if (index != G_MAXUINT)
        *row = g_array_index (calendar->rows, guint, index);
      if (data == NULL || !heng_book_append_calendar (book, calendar->code, data, origin, &appended, error))
        return FALSE;
      *n_calendars += appended;
    }

  return TRUE;
}

gboolean
heng_standard_holidays_append (HengBook  *book,
                               GError   **error)
{
  g_autoptr (HengTable) table = heng_table_new (heng_holidays_csv, sizeof heng_holidays_csv - 1, error);
  guint n_calendars = 0, row;

  return table != NULL && heng_holidays_import (book, table, NULL, &n_calendars, &row, error);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands in a book or comes with the program as JSON besides agreements: data of events, templates and their values. What is read
 * is written and read again as the same. */
#include "fuzz.h"

#include "heng-calendar.h"
#include "heng-error.h"
#include "heng-exception.h"
#include "heng-review-event.h"
#include "heng-template-make.h"

#include <string.h>

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == HENG_ERROR);
}

static void
try_exception (HengExceptionKind  kind,
               const char        *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengException) exception = heng_exception_read (kind, "T-1", text, "CNY", &error), again = NULL;
  g_autofree char *written = NULL, *twice = NULL;

  if (exception == NULL)
    {
      check_error (error);
      return;
    }

  g_assert_no_error (error);
  written = heng_exception_write (exception, "CNY");
  again = heng_exception_read (kind, "T-1", written, "CNY", &error);
  g_assert_no_error (error);
  twice = heng_exception_write (again, "CNY");
  g_assert_cmpstr (written, ==, twice);
}

static void
try_review (HengReviewEventKind  kind,
            const char          *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengReviewEvent) event = heng_review_event_read (kind, text, "CNY", &error), again = NULL;
  g_autofree char *written = NULL, *twice = NULL;

  if (event == NULL)
    {
      check_error (error);
      return;
    }

  g_assert_no_error (error);
  written = heng_review_event_write (event, "CNY");
  again = heng_review_event_read (kind, written, "CNY", &error);
  g_assert_no_error (error);
  twice = heng_review_event_write (again, "CNY");
  g_assert_cmpstr (written, ==, twice);
}

static void
try_calendar (const char *text)
{
  static const HengRoll rolls[] = { HENG_ROLL_NONE, HENG_ROLL_FOLLOWING, HENG_ROLL_PRECEDING };
  g_autoptr (HengCalendar) calendar = heng_calendar_new ("CN");
  g_autoptr (GError) error = NULL;
  HengDay day = heng_day_new (2024, 1, 27);

  if (!heng_calendar_read_years (calendar, text, &error))
    {
      check_error (error);
      return;
    }

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rolls); i++)
    {
      gint missing_year = 0;
      HengDay rolled = heng_calendar_roll (calendar, day, rolls[i], &missing_year);

      g_assert_true (rolls[i] == HENG_ROLL_NONE ? rolled == day : heng_calendar_is_working_day (calendar, rolled, &missing_year));
    }
  {
    gint missing_year = 0;

    g_assert_cmpint (heng_calendar_add_working_days (calendar, day, 100, &missing_year), >, day);
  }
}

static void
try_template (const char *text,
              gsize       size_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTemplate) template = heng_template_new_from_json (text, size_bytes, &error), again = NULL;

  if (template == NULL)
    {
      check_error (error);
      return;
    }

  g_assert_no_error (error);
  again = heng_template_new_from_json (template->document, strlen (template->document), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (template->document, ==, again->document);
}

/* Whatever the values of the templates named: an agreement is made, or it is said why not. */
static void
try_values (const char *text,
            gsize       size_bytes)
{
  static GPtrArray *standard = NULL;

  if (standard == NULL)
    standard = heng_template_list_standard ();
  for (guint i = 0; i < standard->len; i++)
    {
      HengTemplate *template = g_ptr_array_index (standard, i);
      g_autoptr (HengTemplateValues) values = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HengAgreement) agreement = NULL;

      if (strstr (text, template->id) == NULL)
        continue;
      values = heng_template_values_new (template, FALSE);
      if (!heng_template_values_read_json (values, text, size_bytes, &error))
        {
          check_error (error);
          continue;
        }
      agreement = heng_template_make (values, "CNY", &error);
      if (agreement == NULL)
        check_error (error);
      else
        g_assert_no_error (error);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size_bytes)
{
  g_autofree char *text = NULL;

  fuzz_begin ();
  if (size_bytes > FUZZ_BYTES_MAX)
    return 0;

  text = g_strndup ((const char *) data, size_bytes);
  size_bytes = strlen (text);
  try_exception (HENG_EXCEPTION_OVERRIDE, text);
  try_exception (HENG_EXCEPTION_FREEZE, text);
  for (HengReviewEventKind kind = 0; kind < HENG_N_REVIEW_EVENTS; kind++)
    try_review (kind, text);
  try_calendar (text);
  try_template (text, size_bytes);
  try_values (text, size_bytes);
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-option-words.h"

#include "heng-call.h"
#include "heng-error.h"
#include "heng-number.h"

#include <glib/gi18n-lib.h>

void
heng_flow_option_refuse (const char  *option,
                         const char  *text,
                         const char  *expected,
                         GError     **error)
{
  g_autofree char *what = g_strdup_printf ("%s %s", option, *text != 0 ? text : "“”");

  heng_call_set_usage (error, what, expected);
}

gboolean
heng_flow_option_get_whole (const char  *option,
                            const char  *text,
                            int          least,
                            int          most,
                            const char  *expected,
                            int         *number,
                            GError     **error)
{
  gint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, least, most, &value, NULL))
    {
      heng_flow_option_refuse (option, text, expected, error);
      return FALSE;
    }

  *number = (int) value;
  return TRUE;
}

gboolean
heng_flow_option_get_day (const char  *option,
                          const char  *text,
                          HengDay     *day,
                          GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (heng_call_get_day (text, HENG_DAY_NONE, day, &local_error))
    return TRUE;

  heng_error_place (&local_error, option, 0, 0);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_flow_option_get_share (const char  *option,
                            const char  *text,
                            double      *share,
                            GError     **error)
{
  g_auto (HengNumber) number = { 0 }, one = { 0 };
  gboolean is_right;

  heng_number_init (&number);
  heng_number_init (&one);
  heng_number_set_int64 (&one, 1);
  is_right = heng_number_parse (&number, text, NULL) && heng_number_sign (&number) > 0 && heng_number_compare (&number, &one) <= 0;
  if (!is_right)
    {
      heng_flow_option_refuse (option, text, _("a part of the whole, such as 90%"), error);
      return FALSE;
    }

  {
    g_autofree char *plain = heng_number_format (&number, 12);

    *share = g_ascii_strtod (plain, NULL);
  }
  return TRUE;
}

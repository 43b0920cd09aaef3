// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-wording-observation.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Moments do not go by the clock of the machine they are shown on. */
static char *
format_moment (gint64      recorded_ms,
               const char *format)
{
  g_autoptr (GTimeZone) china = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (recorded_ms / 1000);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, china) : NULL;

  /* A damaged book has moments without bound. */
  return there != NULL ? g_date_time_format (there, format) : g_strdup ("–");
}

char *
heng_moment_format (gint64 recorded_ms)
{
  return format_moment (recorded_ms, "%Y-%m-%dT%H:%M:%S+08:00");
}

char *
heng_wording_observation_recorded (const HengObservation *observation)
{
  g_autofree char *moment = NULL;

  if (observation->is_assumed)
    return g_strdup (_("assumed, not observed"));

  moment = format_moment (observation->recorded_ms, "%Y-%m-%d %H:%M");
  /* Translators: a moment, and who recorded something then */
  return heng_wording_fill (_("recorded on %1$s by %2$s"), moment, observation->recorded_by != NULL ? observation->recorded_by : "–",
                            "", "");
}

char *
heng_wording_observation_revision (const HengObservation *observation)
{
  g_autofree char *number = NULL;

  if (observation->revision <= 1 || observation->is_assumed)
    return NULL;

  number = g_strdup_printf ("%u", observation->revision);
  /* Translators: which in the row of values that one source gave for a period, from 2, and the value before it */
  return heng_wording_fill (_("revision %1$s, before: %2$s"), number,
                            observation->value_before != NULL ? observation->value_before : "–", "", "");
}

char *
heng_wording_observation_origin (const HengObservation *observation)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *revision = heng_wording_observation_revision (observation);
  g_autofree char *recorded = heng_wording_observation_recorded (observation);
  const char *const parts[] = { observation->method, observation->document, revision, recorded };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? C_("list", ", ") : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

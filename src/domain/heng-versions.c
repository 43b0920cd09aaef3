// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-versions.h"

static HengDay
first_day (const HengAgreement *version,
           HengPeriod           period)
{
  return period.kind == HENG_PERIOD_ONCE ? version->from_day : heng_period_get_first_day (period);
}

static HengDay
last_day (const HengAgreement *version,
          HengPeriod           period)
{
  if (period.kind == HENG_PERIOD_ONCE)
    return version->to_day != HENG_DAY_NONE ? version->to_day : version->from_day;

  return heng_period_get_last_day (period);
}

static HengAgreement *
get (GPtrArray *versions,
     guint      index)
{
  return g_ptr_array_index (versions, index);
}

/* Where a later version assesses in other periods, the months from its first day on are its own. */
static HengDay
effective_to_day (GPtrArray *versions,
                  guint      index)
{
  const HengAgreement *version = get (versions, index);
  HengDay to = version->to_day != HENG_DAY_NONE ? version->to_day : G_MAXINT32;

  for (guint i = index + 1; i < versions->len; i++)
    if (get (versions, i)->assessed != version->assessed && get (versions, i)->from_day > version->from_day)
      to = MIN (to, get (versions, i)->from_day - 1);

  return to;
}

static gboolean
find_window (GPtrArray  *versions,
             guint       index,
             HengPeriod  period,
             HengWindow *window)
{
  const HengAgreement *version = get (versions, index);
  HengDay to = effective_to_day (versions, index);
  HengDay first = MAX (first_day (version, period), version->from_day);
  HengDay last = MIN (last_day (version, period), to);

  if (version->assessed != period.kind || first > last)
    return FALSE;

  window->first = heng_day_get_month (first);
  window->last = heng_day_get_month (last);
  return TRUE;
}

/* A period that began before the version's first day is its own only where no version that began earlier has months of it. */
static gboolean
governs (GPtrArray  *versions,
         guint       index,
         HengPeriod  period)
{
  const HengAgreement *version = get (versions, index);
  HengWindow window;

  if (period.kind == HENG_PERIOD_ONCE || first_day (version, period) >= version->from_day)
    return TRUE;
  if (last_day (version, period) < version->from_day)
    return FALSE;

  for (guint i = 0; i < versions->len; i++)
    if (get (versions, i)->from_day < version->from_day && find_window (versions, i, period, &window))
      return FALSE;

  return TRUE;
}

HengAgreement *
heng_versions_find (GPtrArray  *versions,
                    HengPeriod  period,
                    HengWindow *window)
{
  for (guint i = versions->len; i > 0; i--)
    if (governs (versions, i - 1, period))
      return find_window (versions, i - 1, period, window) ? get (versions, i - 1) : NULL;

  return NULL;
}

static gboolean
has_ended (const HengAgreement *version,
           HengPeriod           period,
           HengDay              day)
{
  HengDay last = period.kind == HENG_PERIOD_ONCE ? version->from_day : heng_period_get_last_day (period);

  if (period.kind != HENG_PERIOD_ONCE && version->to_day != HENG_DAY_NONE)
    last = MIN (last, version->to_day);
  return last <= day;
}

static gboolean
lies_within (HengPeriod        period,
             const HengPeriod *within)
{
  if (period.kind == HENG_PERIOD_ONCE || within->kind == HENG_PERIOD_ONCE)
    return heng_period_equal (period, *within);

  return heng_period_get_first_day (period) >= heng_period_get_first_day (*within) &&
         heng_period_get_last_day (period) <= heng_period_get_last_day (*within);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const HengPeriod *first = a, *second = b;
  HengDay first_day_of = first->kind == HENG_PERIOD_ONCE ? 0 : heng_period_get_first_day (*first);
  HengDay second_day_of = second->kind == HENG_PERIOD_ONCE ? 0 : heng_period_get_first_day (*second);

  if (first_day_of != second_day_of)
    return first_day_of < second_day_of ? -1 : 1;
  return heng_period_compare (*first, *second);
}

/* A period as a hash key: kinds have ranges of their own. */
static gpointer
period_key (HengPeriod period)
{
  return GINT_TO_POINTER ((gint) (period.kind + 1) * 10000000 + period.index);
}

static void
add_period (GPtrArray        *versions,
            GArray           *periods,
            GHashTable       *seen,
            HengPeriod        period,
            HengDay           day,
            const HengPeriod *within)
{
  HengWindow window;
  HengAgreement *version = heng_versions_find (versions, period, &window);

  if (version == NULL || (within != NULL ? !lies_within (period, within) : !has_ended (version, period, day)))
    return;

  if (g_hash_table_add (seen, period_key (period)))
    g_array_append_val (periods, period);
}

GArray *
heng_versions_list_periods (GPtrArray        *versions,
                            HengDay           day,
                            const HengPeriod *within)
{
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (HengPeriod));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  HengDay until = day;

  if (within != NULL && within->kind != HENG_PERIOD_ONCE)
    until = heng_period_get_last_day (*within);

  for (guint i = 0; i < versions->len; i++)
    {
      const HengAgreement *version = get (versions, i);
      HengDay last = version->to_day != HENG_DAY_NONE ? MIN (version->to_day, until) : until;

      if (version->assessed == HENG_PERIOD_ONCE)
        add_period (versions, periods, seen, (HengPeriod) { HENG_PERIOD_ONCE, 0 }, day, within);
      else
        for (HengMonth month = heng_day_get_month (version->from_day); last > 0 && month <= heng_day_get_month (last);)
          {
            HengPeriod period = heng_period_of_month (version->assessed, month);

            add_period (versions, periods, seen, period, day, within);
            month = heng_period_get_last_month (period) + 1;
          }
    }

  g_array_sort (periods, compare);
  return periods;
}

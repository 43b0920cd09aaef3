// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-tried-values.h"

struct _HengTriedValues
{
  GHashTable *values; /* (element-type utf8 HengAssumption): by agreement, indicator and period */
};

static char *
write_key (const char *agreement,
           const char *indicator,
           HengPeriod  period)
{
  g_autofree char *text = heng_period_format (period);

  return g_strdup_printf ("%s\n%s\n%s", agreement, indicator, text);
}

HengTriedValues *
heng_tried_values_new (void)
{
  HengTriedValues *self = g_new0 (HengTriedValues, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heng_assumption_free);

  return self;
}

void
heng_tried_values_free (HengTriedValues *self)
{
  g_hash_table_unref (self->values);
  g_free (self);
}

void
heng_tried_values_set (HengTriedValues *self,
                       const char      *agreement,
                       const char      *indicator,
                       HengPeriod       period,
                       const char      *value)
{
  g_autofree char *key = NULL;
  HengAssumption *assumption;

  g_return_if_fail (self != NULL && agreement != NULL && indicator != NULL);

  key = write_key (agreement, indicator, period);
  if (value == NULL)
    {
      g_hash_table_remove (self->values, key);
      return;
    }

  assumption = g_new0 (HengAssumption, 1);
  assumption->indicator = g_strdup (indicator);
  assumption->period = period;
  assumption->value = g_strdup (value);
  g_hash_table_replace (self->values, g_steal_pointer (&key), assumption);
}

const char *
heng_tried_values_find (HengTriedValues *self,
                        const char      *agreement,
                        const char      *indicator,
                        HengPeriod       period)
{
  g_autofree char *key = NULL;
  const HengAssumption *assumption;

  g_return_val_if_fail (self != NULL && agreement != NULL && indicator != NULL, NULL);

  key = write_key (agreement, indicator, period);
  assumption = g_hash_table_lookup (self->values, key);

  return assumption == NULL ? NULL : assumption->value;
}

static int
compare_assumptions (gconstpointer a,
                     gconstpointer b)
{
  const HengAssumption *one = *(const HengAssumption *const *) a;
  const HengAssumption *other = *(const HengAssumption *const *) b;
  int by_name = g_strcmp0 (one->indicator, other->indicator);

  return by_name != 0 ? by_name : heng_period_get_first_month (one->period) - heng_period_get_first_month (other->period);
}

GPtrArray *
heng_tried_values_list (HengTriedValues *self,
                        const char      *agreement)
{
  g_autofree char *prefix = NULL;
  GPtrArray *list;
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_return_val_if_fail (self != NULL && agreement != NULL, NULL);

  prefix = g_strconcat (agreement, "\n", NULL);
  list = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, prefix))
      g_ptr_array_add (list, value);
  g_ptr_array_sort (list, compare_assumptions);

  return list;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-split.h"

#include "heng-error.h"

typedef struct
{
  HengNumber remainder;
  guint      index;
} Share;

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const Share *first = a, *second = b;
  int order = heng_number_compare (&second->remainder, &first->remainder);

  return order != 0 ? order : (first->index > second->index) - (first->index < second->index);
}

static gboolean
add_weights (const HengNumber  *weights,
             guint              n_parts,
             HengNumber        *sum,
             GError           **error)
{
  for (guint i = 0; i < n_parts; i++)
    {
      if (heng_number_sign (&weights[i]) < 0)
        {
          g_autofree char *text = heng_number_format (&weights[i], 6);
          heng_error_set (error, HENG_ERROR_SHARES_NEGATIVE, text, NULL);
          return FALSE;
        }
      if (!heng_number_add (sum, sum, &weights[i], error))
        return FALSE;
    }

  if (heng_number_sign (sum) == 0)
    {
      heng_error_set (error, HENG_ERROR_SHARES_ZERO, NULL);
      return FALSE;
    }

  return TRUE;
}

gboolean
heng_split (gint64             total,
            const HengNumber  *weights,
            guint              n_parts,
            gint64            *parts,
            GError           **error)
{
  g_auto (HengNumber) sum = { 0 };
  g_auto (HengNumber) exact = { 0 };
  g_autofree Share *shares = NULL;
  gint64 left = total;

  g_return_val_if_fail (total >= 0, FALSE);
  g_return_val_if_fail (n_parts > 0, FALSE);

  heng_number_init (&sum);
  heng_number_init (&exact);
  if (!add_weights (weights, n_parts, &sum, error))
    return FALSE;

  if (n_parts == 1)
    {
      parts[0] = total;
      return TRUE;
    }

  shares = g_new0 (Share, n_parts);
  for (guint i = 0; i < n_parts; i++)
    {
      heng_number_set_int64 (&exact, total);
      shares[i].index = i;
      heng_number_init (&shares[i].remainder);
      /* Weights may be as large as numbers get. What is between them and a part is right all the same: it is only not kept. */
      heng_number_set_int64 (&exact, total);
      heng_number_multiply (&exact, &exact, &weights[i], NULL);
      heng_number_divide (&exact, &exact, &sum, NULL);
      heng_number_floor (&shares[i].remainder, &exact);
      heng_number_get_int64 (&shares[i].remainder, &parts[i]);
      heng_number_subtract (&shares[i].remainder, &exact, &shares[i].remainder, NULL);
      left -= parts[i];
    }

  /* Each remainder is below one, so fewer units are left than there are parts. */
  g_assert (left >= 0 && left < (gint64) n_parts);
  qsort (shares, n_parts, sizeof *shares, compare_shares);
  for (gint64 i = 0; i < left; i++)
    parts[shares[i].index]++;

  for (guint i = 0; i < n_parts; i++)
    heng_number_clear (&shares[i].remainder);
  return TRUE;
}

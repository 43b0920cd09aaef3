// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-agreement.h"

#include "heng-agreement-private.h"

#include <string.h>

const char *const heng_mechanism_names[] = {
  "watershed", "ecology", "grain", "resource", "market", "benefit-sharing", "assistance", "transfer", NULL,
};
const char *const heng_role_names[] = {
  "beneficiary", "protector", "consumer", "producer", "importer", "exporter", "supporter", "supported", "partner", "central", "pool",
  "enterprise", "organisation", NULL,
};
const char *const heng_aggregate_names[] = { "mean", "sum", "last", "min", "max", NULL };
const char *const heng_term_names[] = { "scope", "targets", "duties", "method", "term", "breach", "other", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (heng_mechanism_names) == HENG_N_MECHANISMS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (heng_role_names) == HENG_N_ROLES + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (heng_aggregate_names) == HENG_N_AGGREGATES + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (heng_term_names) == HENG_N_TERMS + 1);

static void
party_clear (gpointer data)
{
  HengParty *party = data;

  g_free (party->name);
  g_free (party->region);
  g_free (party->title_zh);
  g_free (party->title_en);
}

static void
indicator_clear (gpointer data)
{
  HengIndicator *indicator = data;

  g_free (indicator->name);
  g_free (indicator->unit);
  g_free (indicator->section);
  g_free (indicator->standard);
  g_strfreev (indicator->precedence);
  if (indicator->is_rounded)
    heng_rounding_clear (&indicator->rounding);
  if (indicator->has_plausible_min)
    heng_number_clear (&indicator->plausible_min);
  if (indicator->has_plausible_max)
    heng_number_clear (&indicator->plausible_max);
}

static void
number_free (gpointer data)
{
  heng_number_clear (data);
  g_free (data);
}

HengAgreement *
heng_agreement_new_empty (void)
{
  HengAgreement *self = g_new0 (HengAgreement, 1);

  g_atomic_ref_count_init (&self->references);
  self->parties = g_array_new (FALSE, TRUE, sizeof (HengParty));
  self->indicators = g_array_new (FALSE, TRUE, sizeof (HengIndicator));
  self->rule_texts = g_ptr_array_new_with_free_func (g_free);
  self->unit_steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, number_free);
  g_array_set_clear_func (self->parties, party_clear);
  g_array_set_clear_func (self->indicators, indicator_clear);
  heng_rounding_init (&self->money_rounding);
  return self;
}

HengAgreement *
heng_agreement_ref (HengAgreement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
heng_agreement_unref (HengAgreement *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->code);
  g_free (self->programme_zh);
  g_free (self->programme_en);
  g_free (self->title_zh);
  g_free (self->title_en);
  g_free (self->currency);
  g_array_unref (self->parties);
  g_array_unref (self->indicators);
  g_ptr_array_unref (self->rule_texts);
  g_clear_pointer (&self->rules, heng_rules_free);
  heng_rounding_clear (&self->money_rounding);
  heng_payment_terms_free (self->payment);
  g_hash_table_unref (self->unit_steps);
  for (guint i = 0; i < HENG_N_TERMS; i++)
    g_free (self->terms[i]);
  g_free (self->replaces);
  g_free (self->document);
  g_free (self);
}

guint
heng_agreement_get_n_parties (const HengAgreement *self)
{
  return self->parties->len;
}

const HengParty *
heng_agreement_get_party (const HengAgreement *self,
                          guint                index)
{
  g_return_val_if_fail (index < self->parties->len, NULL);

  return &g_array_index (self->parties, HengParty, index);
}

const HengIndicator *
heng_agreement_get_indicator (const HengAgreement *self,
                              guint                index)
{
  g_return_val_if_fail (index < self->indicators->len, NULL);

  return &g_array_index (self->indicators, HengIndicator, index);
}

int
heng_agreement_find_party (const HengAgreement *self,
                           const char          *name)
{
  for (guint i = 0; i < self->parties->len; i++)
    if (strcmp (g_array_index (self->parties, HengParty, i).name, name) == 0)
      return (int) i;

  return -1;
}

int
heng_agreement_find_indicator (const HengAgreement *self,
                               const char          *name)
{
  for (guint i = 0; i < self->indicators->len; i++)
    if (strcmp (g_array_index (self->indicators, HengIndicator, i).name, name) == 0)
      return (int) i;

  return -1;
}

static void
append_name (GString    *list,
             const char *name)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name);
}

char *
heng_agreement_list_parties (const HengAgreement *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->parties->len; i++)
    append_name (list, g_array_index (self->parties, HengParty, i).name);
  return g_string_free (list, FALSE);
}

char *
heng_agreement_list_indicators (const HengAgreement *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->indicators->len; i++)
    append_name (list, g_array_index (self->indicators, HengIndicator, i).name);
  return g_string_free (list, FALSE);
}

static void
add_unit (const char *unit,
          gpointer    data)
{
  GPtrArray *units = data;

  if (!g_ptr_array_find_with_equal_func (units, unit, g_str_equal, NULL))
    g_ptr_array_add (units, g_strdup (unit));
}

GPtrArray *
heng_agreement_list_units (const HengAgreement *self)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (g_free);

  heng_rules_foreach_unit (self->rules, add_unit, units);
  return units;
}

gboolean
heng_agreement_has_commodity (const HengAgreement *self,
                              const char          *commodity,
                              const char          *currency)
{
  g_autoptr (GPtrArray) units = NULL;

  if (strcmp (commodity, currency) == 0)
    return TRUE;

  units = heng_agreement_list_units (self);
  return g_ptr_array_find_with_equal_func (units, commodity, g_str_equal, NULL) ||
         g_hash_table_contains (self->unit_steps, commodity);
}

void
heng_agreement_get_rounding (const HengAgreement *self,
                             const char          *commodity,
                             const char          *currency,
                             HengRounding        *rounding)
{
  const HengNumber *step = g_hash_table_lookup (self->unit_steps, commodity);

  heng_rounding_init (rounding);
  if (strcmp (commodity, currency) == 0)
    {
      heng_number_set (&rounding->step, &self->money_rounding.step);
      rounding->mode = self->money_rounding.mode;
    }
  else if (step != NULL)
    heng_number_set (&rounding->step, step);
}

const char *
heng_mechanism_get_name (HengMechanism mechanism)
{
  return heng_mechanism_names[mechanism];
}

gboolean
heng_mechanism_parse (const char    *name,
                      HengMechanism *mechanism)
{
  for (guint i = 0; i < HENG_N_MECHANISMS; i++)
    if (strcmp (heng_mechanism_names[i], name) == 0)
      {
        *mechanism = (HengMechanism) i;
        return TRUE;
      }

  return FALSE;
}

const char *
heng_role_get_name (HengRole role)
{
  return heng_role_names[role];
}

const char *
heng_aggregate_get_name (HengAggregate aggregate)
{
  return heng_aggregate_names[aggregate];
}

const char *
heng_term_get_name (HengTerm term)
{
  return heng_term_names[term];
}

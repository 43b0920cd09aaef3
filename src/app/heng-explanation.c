// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-explanation.h"

#include "heng-wording-observation.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* What lines look at as long as they live: observations belong to the settlement. In a GLib reference-counted box. */
typedef struct
{
  HengSession    *session;
  HengSettlement *settlement;
} Source;

struct _HengExplanation
{
  GObject    parent_instance;
  Source    *source;
  HengTrace *trace; /* (nullable): an observation has none */
  char      *label;
  char      *value;
  char      *formula;     /* (nullable) */
  char      *substituted; /* (nullable) */
  char      *origin;      /* (nullable): of an observation */
};

G_DEFINE_FINAL_TYPE (HengExplanation, heng_explanation, G_TYPE_OBJECT)

static void
source_clear (gpointer data)
{
  Source *source = data;

  heng_settlement_free (source->settlement);
  g_object_unref (source->session);
}

static void
heng_explanation_finalize (GObject *object)
{
  HengExplanation *self = HENG_EXPLANATION (object);

  g_clear_pointer (&self->trace, heng_trace_unref);
  g_free (self->label);
  g_free (self->value);
  g_free (self->formula);
  g_free (self->substituted);
  g_free (self->origin);
  g_rc_box_release_full (self->source, source_clear);

  G_OBJECT_CLASS (heng_explanation_parent_class)->finalize (object);
}

static void
heng_explanation_class_init (HengExplanationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heng_explanation_finalize;
}

static void
heng_explanation_init (HengExplanation *self)
{
}

static HengExplanation *
explanation_new (Source *source)
{
  HengExplanation *self = g_object_new (HENG_TYPE_EXPLANATION, NULL);

  self->source = g_rc_box_acquire (source);

  return self;
}

static char *
word_window (HengWindow window)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  for (HengPeriodKind kind = HENG_PERIOD_MONTH; kind <= HENG_PERIOD_YEAR; kind++)
    {
      HengPeriod period = heng_period_of_month (kind, window.first);

      if (heng_period_get_first_month (period) == window.first && heng_period_get_last_month (period) == window.last)
        return heng_wording_period (period);
    }

  first = heng_wording_period ((HengPeriod) { HENG_PERIOD_MONTH, window.first });
  last = heng_wording_period ((HengPeriod) { HENG_PERIOD_MONTH, window.last });

  /* Translators: from one month to another: "April 2020 – December 2020" */
  return g_strdup_printf (_("%s – %s"), first, last);
}

static char *
word_trace (Source          *source,
            const HengTrace *trace)
{
  g_autofree char *window = word_window (trace->window);

  switch (trace->kind)
    {
    case HENG_TRACE_INDICATOR:
      {
        const HengIndicator *indicator = heng_agreement_get_indicator (source->settlement->agreement, trace->indicator);

        if (indicator->section != NULL)
          /* Translators: an indicator, where it is measured, and for when: "COD at 刘庄, 2020" */
          return g_strdup_printf (_("%s at %s, %s"), indicator->name, indicator->section, window);
        /* Translators: an indicator or formula, and for when: "flow, 2020" */
        return g_strdup_printf (_("%s, %s"), indicator->name, window);
      }
    case HENG_TRACE_STEP:
      return g_steal_pointer (&window);
    case HENG_TRACE_WEIGHT:
      /* Translators: the formula of a share that a party bears */
      return g_strdup_printf (_("Weight %s"), trace->text);
    case HENG_TRACE_STATEMENT:
    case HENG_TRACE_DEFINITION:
    case HENG_TRACE_AGO:
    case HENG_TRACE_CLASS:
    case HENG_TRACE_CALL:
    case HENG_TRACE_LADDER:
    case HENG_TRACE_NUMBER:
    case HENG_TRACE_AGGREGATE:
    default:
      return g_strdup (trace->text);
    }
}

static HengExplanation *
new_for_trace (Source    *source,
               HengTrace *trace)
{
  HengExplanation *self = explanation_new (source);

  self->trace = heng_trace_ref (trace);
  self->label = word_trace (source, trace);
  if (!trace->known)
    self->value = g_strdup (_("not observed"));
  else if (trace->is_condition)
    self->value = g_strdup (trace->truth ? _("holds") : _("does not hold"));
  else
    self->value = heng_trace_format_value (trace);
  if (g_strcmp0 (self->label, trace->text) != 0 && trace->substituted != NULL)
    self->formula = g_strdup (trace->text);
  self->substituted = g_strdup (trace->substituted);

  return self;
}

static HengExplanation *
new_for_observation (Source                *source,
                     const HengObservation *observation)
{
  HengExplanation *self = explanation_new (source);
  g_autofree char *period = heng_wording_period (observation->period);

  if (*observation->source == '\0')
    /* Translators: a measured value: "Measured for March 2020" */
    self->label = g_strdup_printf (_("Measured for %s"), period);
  else
    /* Translators: a measured value, when and by whom */
    self->label = g_strdup_printf (_("Measured for %s by %s"), period, observation->source);
  self->value = g_strdup (observation->value_text == NULL ? _("withdrawn") : observation->value_text);
  self->origin = heng_wording_observation_origin (observation);

  return self;
}

static HengExplanation *
new_for_contribution (Source                 *source,
                      const HengContribution *contribution)
{
  HengExplanation *self = explanation_new (source);
  HengBook *book = heng_session_get_book (source->session);
  const HengAgreement *agreement = source->settlement->agreement;
  g_autofree char *from = heng_wording_party (book, agreement, contribution->from);
  g_autofree char *to = heng_wording_party (book, agreement, contribution->to);

  /* Translators: who pays whom, by which rule: "Shandong → Henan, rule 1" */
  self->label = g_strdup_printf (_("%s → %s, rule %u"), from, to, contribution->statement + 1);
  self->value = heng_session_format_amount (source->session, contribution->amount_minor, contribution->commodity);
  if (contribution->trace != NULL)
    {
      self->trace = heng_trace_ref (contribution->trace);
      self->formula = g_strdup (contribution->trace->text);
      self->substituted = g_strdup (contribution->trace->substituted);
    }

  return self;
}

static GListModel *
create_children_cb (gpointer item,
                    gpointer data)
{
  HengExplanation *self = item;
  g_autoptr (GListStore) children = NULL;

  if (self->trace == NULL || self->trace->children->len + self->trace->observations->len == 0)
    return NULL;

  children = g_list_store_new (HENG_TYPE_EXPLANATION);
  for (guint i = 0; i < self->trace->children->len; i++)
    {
      g_autoptr (HengExplanation) child = new_for_trace (self->source, g_ptr_array_index (self->trace->children, i));

      g_list_store_append (children, child);
    }
  for (guint i = 0; i < self->trace->observations->len; i++)
    {
      g_autoptr (HengExplanation) child = new_for_observation (self->source, g_ptr_array_index (self->trace->observations, i));

      g_list_store_append (children, child);
    }

  return G_LIST_MODEL (g_steal_pointer (&children));
}

const char *
heng_explanation_get_label (HengExplanation *self)
{
  g_return_val_if_fail (HENG_IS_EXPLANATION (self), NULL);

  return self->label;
}

const char *
heng_explanation_get_value (HengExplanation *self)
{
  g_return_val_if_fail (HENG_IS_EXPLANATION (self), NULL);

  return self->value;
}

const char *
heng_explanation_get_formula (HengExplanation *self)
{
  g_return_val_if_fail (HENG_IS_EXPLANATION (self), NULL);

  return self->formula;
}

const char *
heng_explanation_get_substituted (HengExplanation *self)
{
  g_return_val_if_fail (HENG_IS_EXPLANATION (self), NULL);

  return self->substituted;
}

const char *
heng_explanation_get_origin (HengExplanation *self)
{
  g_return_val_if_fail (HENG_IS_EXPLANATION (self), NULL);

  return self->origin;
}

GtkTreeListModel *
heng_explanation_new_tree (HengSession    *session,
                           HengSettlement *settlement)
{
  GListStore *roots;
  Source *source;

  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (settlement != NULL, NULL);

  source = g_rc_box_new (Source);
  source->session = g_object_ref (session);
  source->settlement = settlement;

  roots = g_list_store_new (HENG_TYPE_EXPLANATION);
  for (guint i = 0; i < settlement->contributions->len; i++)
    {
      const HengContribution *contribution = &g_array_index (settlement->contributions, HengContribution, i);
      g_autoptr (HengExplanation) root = new_for_contribution (source, contribution);

      g_list_store_append (roots, root);
    }
  g_rc_box_release_full (source, source_clear);

  return gtk_tree_list_model_new (G_LIST_MODEL (roots), FALSE, FALSE, create_children_cb, NULL, NULL);
}

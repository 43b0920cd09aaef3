// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-dues.h"

#include "heng-amount.h"
#include "heng-dues-private.h"
#include "heng-split.h"

#include <string.h>

static const char *const state_names[] = { "undated", "waiting", "open", "overdue", "disputed", "paid" };

G_STATIC_ASSERT (G_N_ELEMENTS (state_names) == HENG_N_DUE_STATES);

const char *
heng_due_state_get_name (HengDueState state)
{
  return state_names[state];
}

void
heng_dues_free (HengDues *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->instalments);
  g_free (self);
}

const HengInstalment *
heng_dues_get (const HengDues *self,
               guint           index)
{
  g_return_val_if_fail (index < self->instalments->len, NULL);

  return &g_array_index (self->instalments, HengInstalment, index);
}

/* ---- due days ---- */

static HengDay
day_of_year (gint  year,
             guint month,
             guint day)
{
  HengMonth at;

  year = CLAMP (year, 1, HENG_YEAR_MAX);
  at = year * 12 + (HengMonth) month - 1;
  return MIN (heng_month_get_first_day (at) + (HengDay) day - 1, heng_month_get_last_day (at));
}

HengDay
heng_due_term_find_day (const HengDueTerm   *term,
                        const HengCalendar  *calendar,
                        HengRoll             roll,
                        HengDay              period_last,
                        HengDay              statement_day,
                        gint                *missing_year)
{
  HengDay start = term->kind == HENG_DUE_AFTER_STATEMENT ? statement_day : period_last, day;

  *missing_year = 0;
  if (start == HENG_DAY_NONE)
    return HENG_DAY_NONE;

  if (term->kind == HENG_DUE_ON)
    day = day_of_year (heng_day_get_year (period_last) + term->year, term->month, term->day);
  else if (term->working)
    day = heng_calendar_add_working_days (calendar, start, term->days, missing_year);
  else
    day = start + (HengDay) term->days;
  return heng_calendar_roll (calendar, day, roll, missing_year);
}

static void
date_instalments (HengDues                *self,
                  const HengPaymentTerms  *terms,
                  const HengCalendar      *calendar,
                  const HengDuesUnit      *unit)
{
  for (guint i = 0; i < self->instalments->len; i++)
    {
      HengInstalment *instalment = &g_array_index (self->instalments, HengInstalment, i);

      if (instalment->term != NULL)
        instalment->due_day = heng_due_term_find_day (instalment->term, calendar, terms->roll, unit->period_last, unit->statement_day,
                                                      &instalment->missing_year);
    }
}

static int
compare_due_days (gconstpointer a,
                  gconstpointer b)
{
  const HengInstalment *first = a, *second = b;
  HengDay x = first->due_day != HENG_DAY_NONE ? first->due_day : G_MAXINT32;
  HengDay y = second->due_day != HENG_DAY_NONE ? second->due_day : G_MAXINT32;

  if (x != y)
    return x < y ? -1 : 1;
  /* Terms stand in one array: their addresses are their order. */
  return (first->term > second->term) - (first->term < second->term);
}

/* ---- amounts ---- */

static gboolean
split_amounts (HengDues                *self,
               const HengPaymentTerms  *terms,
               const HengDuesUnit      *unit,
               GError                 **error)
{
  guint n = terms != NULL ? terms->due->len : 1;
  g_autofree HengNumber *weights = g_new0 (HengNumber, n);
  g_autofree gint64 *amounts = g_new0 (gint64, n), *disputed = g_new0 (gint64, n);
  gint64 step_minor = unit->step_minor > 0 && unit->assessed_minor % unit->step_minor == 0 ? unit->step_minor : 1;
  gboolean done;

  for (guint i = 0; i < n; i++)
    {
      HengInstalment instalment = { .term = terms != NULL ? heng_payment_terms_get_due (terms, i) : NULL };

      g_array_append_val (self->instalments, instalment);
      heng_number_init (&weights[i]);
      if (instalment.term != NULL)
        heng_number_set (&weights[i], &instalment.term->share);
      else
        heng_number_set_int64 (&weights[i], 1);
    }

  done = heng_split (unit->assessed_minor / step_minor, weights, n, amounts, error);
  /* What is disputed of an instalment is no more than the instalment: it is split by the same shares, but in proportion to the parts. */
  for (guint i = 0; done && i < n; i++)
    {
      amounts[i] *= step_minor;
      heng_number_set_int64 (&weights[i], amounts[i]);
    }
  if (done && unit->disputed_minor > 0)
    done = heng_split (MIN (unit->disputed_minor, unit->assessed_minor), weights, n, disputed, error);
  for (guint i = 0; i < n; i++)
    {
      HengInstalment *instalment = &g_array_index (self->instalments, HengInstalment, i);

      instalment->amount_minor = amounts[i];
      instalment->disputed_minor = disputed[i];
      heng_number_clear (&weights[i]);
    }

  return done;
}

static int
compare_payments (gconstpointer a,
                  gconstpointer b)
{
  const HengDuesPayment *first = a, *second = b;

  return (first->day > second->day) - (first->day < second->day);
}

/* What was paid in all after each day on which something was, up to the day looked at. */
static GArray *
make_levels (const HengDuesUnit  *unit,
             GError             **error)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (HengDuesLevel));
  g_autoptr (GArray) payments = g_array_copy (unit->payments);
  gint64 paid_minor = 0;

  g_array_sort (payments, compare_payments);
  for (guint i = 0; i < payments->len; i++)
    {
      const HengDuesPayment *payment = &g_array_index (payments, HengDuesPayment, i);

      if (payment->day > unit->on_day)
        break;
      if (!heng_amount_add (paid_minor, payment->amount_minor, &paid_minor, error))
        return NULL;
      if (levels->len > 0 && g_array_index (levels, HengDuesLevel, levels->len - 1).day == payment->day)
        g_array_index (levels, HengDuesLevel, levels->len - 1).paid_minor = paid_minor;
      else
        g_array_append_val (levels, ((HengDuesLevel) { payment->day, paid_minor }));
    }

  return g_steal_pointer (&levels);
}

/* Sums of parts of what is assessed, which fits. */
static HengDuesReach
find_reach (const HengDues *self,
            guint           index)
{
  const HengInstalment *instalment = heng_dues_get (self, index);
  HengDuesReach reach = { .undisputed = instalment->amount_minor - instalment->disputed_minor, .disputed = instalment->disputed_minor };

  for (guint i = 0; i < self->instalments->len; i++)
    {
      const HengInstalment *other = heng_dues_get (self, i);

      reach.disputed_from += other->amount_minor - other->disputed_minor;
      if (i < index)
        {
          reach.undisputed_from += other->amount_minor - other->disputed_minor;
          reach.disputed_from += other->disputed_minor;
        }
    }

  return reach;
}

/* ---- lateness ---- */

static gboolean
compute_interest (const HengPaymentTerms  *terms,
                  HengInstalment          *instalment,
                  const HengDuesReach     *reach,
                  GArray                  *levels,
                  HengDay                  on_day,
                  const HengRounding      *rounding,
                  guint                    digits,
                  GError                 **error)
{
  g_auto (HengNumber) interest = { 0 };

  if (terms == NULL || !terms->has_interest || rounding == NULL || instalment->due_day == HENG_DAY_NONE ||
      instalment->due_day >= on_day)
    return TRUE;

  heng_number_init (&interest);
  return heng_dues_add_interest (terms, instalment->due_day, on_day, reach, levels, digits, &interest, error) &&
         heng_rounding_apply (rounding, &interest, &interest, error) &&
         heng_amount_from_number (&interest, digits, &instalment->interest_minor, error);
}

/* The day from which the instalment has been paid without a break. */
static HengDay
find_paid_day (const HengInstalment *instalment,
               const HengDuesReach  *reach,
               GArray               *levels)
{
  HengDay day = HENG_DAY_NONE;

  for (guint i = 0; i < levels->len; i++)
    {
      const HengDuesLevel *level = &g_array_index (levels, HengDuesLevel, i);
      gboolean whole = heng_dues_part_paid (level->paid_minor, reach->undisputed_from, reach->undisputed) +
                       heng_dues_part_paid (level->paid_minor, reach->disputed_from, reach->disputed) == instalment->amount_minor;

      if (!whole)
        day = HENG_DAY_NONE;
      else if (day == HENG_DAY_NONE)
        day = level->day;
    }

  return day;
}

static void
find_state (HengInstalment *instalment,
            HengDay         on_day)
{
  HengDay until = instalment->paid_day != HENG_DAY_NONE ? instalment->paid_day : on_day;
  gboolean has_day = instalment->due_day != HENG_DAY_NONE;

  if (instalment->outstanding_minor == 0)
    instalment->state = HENG_DUE_PAID;
  else if (instalment->overdue_minor > 0)
    instalment->state = HENG_DUE_OVERDUE;
  else if (instalment->outstanding_minor <= instalment->disputed_minor && instalment->disputed_minor > 0)
    instalment->state = HENG_DUE_DISPUTED;
  else if (instalment->term == NULL)
    instalment->state = HENG_DUE_UNDATED;
  else
    instalment->state = has_day ? HENG_DUE_OPEN : HENG_DUE_WAITING;

  if (has_day && until > instalment->due_day && (instalment->overdue_minor > 0 || instalment->outstanding_minor == 0) &&
      instalment->amount_minor > 0)
    instalment->days_late = until - instalment->due_day;
}

static gboolean
fill_instalment (HengDues                *self,
                 guint                    index,
                 const HengPaymentTerms  *terms,
                 const HengDuesUnit      *unit,
                 GArray                  *levels,
                 const HengRounding      *rounding,
                 guint                    digits,
                 GError                 **error)
{
  HengInstalment *instalment = &g_array_index (self->instalments, HengInstalment, index);
  HengDuesReach reach = find_reach (self, index);
  gint64 paid_minor = levels->len > 0 ? g_array_index (levels, HengDuesLevel, levels->len - 1).paid_minor : 0;
  gint64 undisputed_paid = heng_dues_part_paid (paid_minor, reach.undisputed_from, reach.undisputed);

  instalment->paid_minor = undisputed_paid + heng_dues_part_paid (paid_minor, reach.disputed_from, reach.disputed);
  instalment->outstanding_minor = instalment->amount_minor - instalment->paid_minor;
  if (instalment->due_day != HENG_DAY_NONE && instalment->due_day < unit->on_day)
    instalment->overdue_minor = reach.undisputed - undisputed_paid;
  instalment->paid_day = find_paid_day (instalment, &reach, levels);
  find_state (instalment, unit->on_day);
  self->overdue_minor += instalment->overdue_minor;
  return compute_interest (terms, instalment, &reach, levels, unit->on_day, rounding, digits, error) &&
         heng_amount_add (self->interest_minor, instalment->interest_minor, &self->interest_minor, error);
}

static gboolean
clear (HengDues            *self,
       const HengDuesUnit  *unit,
       GError             **error)
{
  gint64 owed_minor;

  self->assessed_minor = unit->assessed_minor;
  self->disputed_minor = MIN (unit->disputed_minor, unit->assessed_minor);
  self->interest_booked_minor = unit->interest_booked_minor;
  for (guint i = 0; i < unit->payments->len; i++)
    {
      const HengDuesPayment *payment = &g_array_index (unit->payments, HengDuesPayment, i);
      gboolean before = unit->settled_day == HENG_DAY_NONE || payment->day < unit->settled_day;
      gint64 *sum = before ? &self->advanced_minor : &self->paid_minor;

      if (payment->day <= unit->on_day && !heng_amount_add (*sum, payment->amount_minor, sum, error))
        return FALSE;
    }

  return heng_amount_add (self->assessed_minor, self->interest_booked_minor, &owed_minor, error) &&
         heng_amount_subtract (owed_minor, self->advanced_minor, &self->remaining_minor, error) &&
         heng_amount_subtract (self->remaining_minor, self->paid_minor, &self->remaining_minor, error);
}

HengDues *
heng_dues_new (const HengPaymentTerms  *terms,
               const HengCalendar      *calendar,
               const HengDuesUnit      *unit,
               const HengRounding      *rounding,
               guint                    digits,
               GError                 **error)
{
  g_autoptr (HengDues) self = g_new0 (HengDues, 1);
  g_autoptr (GArray) levels = NULL;

  g_return_val_if_fail (unit->assessed_minor >= 0 && unit->disputed_minor >= 0, NULL);

  self->instalments = g_array_new (FALSE, TRUE, sizeof (HengInstalment));
  if (!split_amounts (self, terms, unit, error) || (levels = make_levels (unit, error)) == NULL || !clear (self, unit, error))
    return NULL;

  date_instalments (self, terms, calendar, unit);
  g_array_sort (self->instalments, compare_due_days);
  for (guint i = 0; i < self->instalments->len; i++)
    if (!fill_instalment (self, i, terms, unit, levels, rounding, digits, error))
      return NULL;

  return g_steal_pointer (&self);
}

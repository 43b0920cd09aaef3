// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-exception.h"

#include "heng-error.h"
#include "heng-json-scan.h"
#include "heng-json-write.h"

#include <string.h>

static const char *const kind_names[] = { "override", "freeze" };

const char *
heng_exception_kind_get_name (HengExceptionKind kind)
{
  return kind_names[kind];
}

void
heng_agreed_amount_free (HengAgreedAmount *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->commodity);
  g_free (self);
}

HengException *
heng_exception_new (HengExceptionKind  kind,
                    const char        *agreement,
                    HengPeriod         period,
                    const char        *reason,
                    const char        *document)
{
  HengException *self = g_new0 (HengException, 1);

  g_atomic_ref_count_init (&self->references);
  self->kind = kind;
  self->agreement = g_strdup (agreement);
  self->period = period;
  self->amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);
  self->reason = g_strdup (reason);
  self->document = g_strdup (document);
  return self;
}

HengException *
heng_exception_ref (HengException *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
heng_exception_unref (HengException *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->agreement);
  g_ptr_array_unref (self->amounts);
  g_free (self->reason);
  g_free (self->document);
  g_free (self->recorded_by);
  g_free (self->end_reason);
  g_free (self->end_document);
  g_free (self->ended_by);
  g_free (self);
}

HengAgreedAmount *
heng_exception_add_amount (HengException *self,
                           const char    *from,
                           const char    *to,
                           const char    *commodity,
                           gint64         amount_minor)
{
  HengAgreedAmount *amount = g_new0 (HengAgreedAmount, 1);

  amount->from = g_strdup (from);
  amount->to = g_strdup (to);
  amount->commodity = g_strdup (commodity);
  amount->amount_minor = amount_minor;
  g_ptr_array_add (self->amounts, amount);
  return amount;
}

gboolean
heng_exception_is_open (const HengException *self,
                        gint64               known)
{
  return known == 0 ? self->ended_by_fact == 0
                    : self->number <= known && (self->ended_by_fact == 0 || self->ended_by_fact > known);
}

/* ---- checking ---- */

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return stripped == NULL || *stripped == '\0';
}

static gboolean
check_party (const HengAgreement  *version,
             const char           *name,
             GError              **error)
{
  g_autofree char *parties = NULL;

  if (heng_agreement_find_party (version, name) >= 0)
    return TRUE;

  parties = heng_agreement_list_parties (version);
  heng_error_set (error, HENG_ERROR_PARTY_UNKNOWN, version->code, name, parties, NULL);
  return FALSE;
}

static gboolean
check_commodity (const HengAgreement  *version,
                 const char           *commodity,
                 const char           *currency,
                 GError              **error)
{
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (GString) known = NULL;

  if (heng_agreement_has_commodity (version, commodity, currency))
    return TRUE;

  units = heng_agreement_list_units (version);
  known = g_string_new (currency);
  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (known, ", %s", (const char *) g_ptr_array_index (units, i));
  heng_error_set (error, HENG_ERROR_COMMODITY_UNKNOWN, version->code, commodity, known->str, NULL);
  return FALSE;
}

/* Half a person-day cannot be delivered where the agreement counts whole ones. Money is agreed to the fen, however the rules round. */
static gboolean
check_step (const HengAgreement     *version,
            const HengAgreedAmount  *amount,
            const char              *currency,
            GError                 **error)
{
  guint digits = heng_commodity_digits (amount->commodity, currency);
  g_auto (HengRounding) rounding = { 0 };
  g_autofree char *text = NULL, *step_text = NULL;
  gint64 step_minor;

  if (strcmp (amount->commodity, currency) == 0)
    return TRUE;
  heng_agreement_get_rounding (version, amount->commodity, currency, &rounding);
  if (!heng_amount_from_number (&rounding.step, digits, &step_minor, error))
    return FALSE;
  if (amount->amount_minor % step_minor == 0)
    return TRUE;

  text = heng_amount_format (amount->amount_minor, digits, 0);
  step_text = heng_amount_format (step_minor, digits, 0);
  heng_error_set (error, HENG_ERROR_MONEY_FINER, text, step_text, NULL);
  return FALSE;
}

static gboolean
check_amount (const HengAgreement     *version,
              const HengAgreedAmount  *amount,
              const char              *currency,
              GError                 **error)
{
  if (!check_party (version, amount->from, error) || !check_party (version, amount->to, error))
    return FALSE;
  if (strcmp (amount->from, amount->to) == 0)
    {
      heng_error_set (error, HENG_ERROR_PARTY_SAME, amount->from, NULL);
      return FALSE;
    }
  if (!check_commodity (version, amount->commodity, currency, error))
    return FALSE;
  if (amount->amount_minor <= 0)
    {
      g_autofree char *text = heng_amount_format (amount->amount_minor, heng_commodity_digits (amount->commodity, currency), 0);

      heng_error_set (error, HENG_ERROR_MONEY_NOT_POSITIVE, text, NULL);
      return FALSE;
    }

  return check_step (version, amount, currency, error);
}

static gboolean
is_same_pair (const HengAgreedAmount *a,
              const HengAgreedAmount *b)
{
  return strcmp (a->commodity, b->commodity) == 0 &&
         ((strcmp (a->from, b->from) == 0 && strcmp (a->to, b->to) == 0) || (strcmp (a->from, b->to) == 0 && strcmp (a->to, b->from) == 0));
}

gboolean
heng_exception_check_grounds (const char  *reason,
                              const char  *document,
                              GError     **error)
{
  if (!is_blank (reason) && !is_blank (document))
    return TRUE;

  heng_error_set (error, is_blank (reason) ? HENG_ERROR_EXCEPTION_UNREASONED : HENG_ERROR_EXCEPTION_UNDOCUMENTED, NULL);
  return FALSE;
}

gboolean
heng_exception_check (const HengException  *self,
                      const HengAgreement  *version,
                      const char           *currency,
                      GError              **error)
{
  if (!heng_exception_check_grounds (self->reason, self->document, error))
    return FALSE;

  for (guint i = 0; i < self->amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (self->amounts, i);

      if (!check_amount (version, amount, currency, error))
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (is_same_pair (g_ptr_array_index (self->amounts, j), amount))
          {
            heng_error_set (error, HENG_ERROR_EXCEPTION_PAIR_TWICE, amount->from, amount->to, amount->commodity, NULL);
            return FALSE;
          }
    }

  return TRUE;
}

/* ---- the event ---- */

static JsonArray *
write_amounts (const HengException *self,
               const char          *currency)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (self->amounts, i);
      guint digits = heng_commodity_digits (amount->commodity, currency);
      g_autofree char *text = heng_amount_format (amount->amount_minor, digits, strcmp (amount->commodity, currency) == 0 ? digits : 0);
      JsonObject *member = json_object_new ();

      heng_json_set_string (member, "from", amount->from);
      heng_json_set_string (member, "to", amount->to);
      heng_json_set_string (member, "amount", text);
      heng_json_set_string (member, "commodity", amount->commodity);
      json_array_add_object_element (array, member);
    }

  return array;
}

char *
heng_exception_write (const HengException *self,
                      const char          *currency)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *period = heng_period_format (self->period);
  JsonObject *object = json_object_new ();

  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "reason", self->reason);
  heng_json_set_string (object, "document", self->document);
  if (self->kind == HENG_EXCEPTION_OVERRIDE)
    json_object_set_array_member (object, "obligations", write_amounts (self, currency));
  json_node_take_object (node, object);
  return heng_json_write (node, 0);
}

static gboolean
read_amounts (HengException  *self,
              JsonObject     *object,
              const char     *currency,
              GError        **error)
{
  JsonNode *node = json_object_get_member (object, "obligations");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_KEY_MISSING, "obligations", NULL);
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *member = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *from = member != NULL ? heng_json_get_string (member, "from") : NULL;
      const char *to = member != NULL ? heng_json_get_string (member, "to") : NULL;
      const char *amount = member != NULL ? heng_json_get_string (member, "amount") : NULL;
      const char *commodity = member != NULL ? heng_json_get_string (member, "commodity") : NULL;
      gint64 amount_minor;

      if (from == NULL || to == NULL || amount == NULL || commodity == NULL)
        {
          heng_error_set (error, HENG_ERROR_DOCUMENT_KEY_MISSING, "from, to, amount, commodity", NULL);
          return FALSE;
        }
      if (!heng_amount_parse (amount, heng_commodity_digits (commodity, currency), &amount_minor, error))
        return FALSE;
      if (amount_minor <= 0)
        {
          heng_error_set (error, HENG_ERROR_MONEY_NOT_POSITIVE, amount, NULL);
          return FALSE;
        }
      heng_exception_add_amount (self, from, to, commodity, amount_minor);
    }

  return TRUE;
}

HengException *
heng_exception_read (HengExceptionKind   kind,
                     const char         *agreement,
                     const char         *data,
                     const char         *currency,
                     GError            **error)
{
  g_autoptr (JsonObject) object = heng_json_read_object (data, error);
  g_autoptr (HengException) self = NULL;
  const char *period_text;
  HengPeriod period;

  if (object == NULL)
    return NULL;
  period_text = heng_json_get_string (object, "period");
  if (!heng_period_parse (period_text != NULL ? period_text : "", &period, error))
    return NULL;

  self = heng_exception_new (kind, agreement, period, heng_json_get_string (object, "reason"), heng_json_get_string (object, "document"));
  if (self->reason == NULL || self->document == NULL)
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_KEY_MISSING, self->reason == NULL ? "reason" : "document", NULL);
      return NULL;
    }
  if (kind == HENG_EXCEPTION_OVERRIDE && !read_amounts (self, object, currency, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* ---- settling ---- */

static gboolean
add_amounts (HengSettlement  *settlement,
             HengException   *exception,
             GError         **error)
{
  for (guint i = 0; i < exception->amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (exception->amounts, i);
      int from = heng_agreement_find_party (settlement->agreement, amount->from);
      int to = heng_agreement_find_party (settlement->agreement, amount->to);

      if (from < 0 || to < 0)
        {
          g_array_set_size (settlement->obligations, 0);
          return check_party (settlement->agreement, from < 0 ? amount->from : amount->to, error);
        }
      heng_settlement_add_obligation (settlement, (guint) from, (guint) to, amount->commodity, amount->amount_minor);
    }

  heng_settlement_sort (settlement);
  return TRUE;
}

static gboolean
has_parties (HengAgreement *agreement,
             HengException *exception)
{
  for (guint i = 0; i < exception->amounts->len; i++)
    {
      const HengAgreedAmount *amount = g_ptr_array_index (exception->amounts, i);

      if (heng_agreement_find_party (agreement, amount->from) < 0 || heng_agreement_find_party (agreement, amount->to) < 0)
        return FALSE;
    }

  return TRUE;
}

HengSettlement *
heng_settlement_new_overridden (HengSettlement *formula,
                                HengAgreement  *last,
                                HengException  *exception)
{
  HengSettlement *self = heng_settlement_new_nothing (has_parties (formula->agreement, exception) ? formula->agreement : last,
                                                      formula->period);

  self->window = formula->window;
  self->observations = formula->observations != NULL ? heng_observations_ref (formula->observations) : NULL;
  self->known = formula->known;
  self->exception = heng_exception_ref (exception);
  self->formula = formula;
  self->status = add_amounts (self, exception, &self->error) ? HENG_SETTLEMENT_OVERRIDDEN : HENG_SETTLEMENT_FAILED;
  return self;
}

void
heng_settlement_set_frozen (HengSettlement *frozen,
                            HengSettlement *formula,
                            HengException  *exception)
{
  g_return_if_fail (frozen->exception == NULL && frozen->formula == NULL);

  frozen->exception = heng_exception_ref (exception);
  frozen->formula = formula;
}

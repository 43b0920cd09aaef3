// SPDX-License-Identifier: GPL-3.0-or-later
/* What statements and disputes mean for dues. */
#include "heng-book-dues-private.h"

#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-json-write.h"

#include <string.h>

/* One disputed line. */
typedef struct
{
  char  *from;
  char  *to;
  char  *commodity;
  gint64 proposed_minor; /* from @from to @to; may be below zero */
} Claim;

/* Of one agreement and period. */
typedef struct
{
  HengDay    statement_day;
  GPtrArray *claims; /* (element-type Claim): of open disputes */
} Claims;

struct _HengDuesClaims
{
  GHashTable *periods; /* "agreement\nperiod" → Claims */
};

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_free (claim->from);
  g_free (claim->to);
  g_free (claim->commodity);
  g_free (claim);
}

static void
claims_free (gpointer data)
{
  Claims *claims = data;

  g_ptr_array_unref (claims->claims);
  g_free (claims);
}

void
heng_dues_claims_free (HengDuesClaims *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->periods);
  g_free (self);
}

static Claims *
find_claims (HengDuesClaims   *self,
             const HengEvent  *event,
             GError          **error)
{
  const char *period = heng_json_get_string (event->data, "period");
  g_autofree char *key = NULL;
  Claims *claims;

  if (period == NULL)
    {
      heng_event_set_damaged (event, error);
      return NULL;
    }
  key = g_strconcat (event->subject, "\n", period, NULL);
  claims = g_hash_table_lookup (self->periods, key);
  if (claims == NULL)
    {
      claims = g_new0 (Claims, 1);
      claims->claims = g_ptr_array_new_with_free_func (claim_free);
      g_hash_table_insert (self->periods, g_steal_pointer (&key), claims);
    }

  return claims;
}

static gboolean
read_line (HengBook         *book,
           const HengEvent  *event,
           JsonNode         *node,
           Claims           *claims,
           GError          **error)
{
  JsonObject *line = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *from = line != NULL ? heng_json_get_string (line, "from") : NULL, *to = line != NULL ? heng_json_get_string (line, "to") : NULL;
  const char *commodity = line != NULL ? heng_json_get_string (line, "commodity") : NULL;
  const char *proposed = line != NULL ? heng_json_get_string (line, "proposed") : NULL;
  Claim *claim;
  gint64 proposed_minor;

  if (from == NULL || to == NULL || commodity == NULL || proposed == NULL ||
      !heng_amount_parse (proposed, heng_commodity_digits (commodity, heng_book_get_currency (book)), &proposed_minor, NULL))
    {
      heng_event_set_damaged (event, error);
      return FALSE;
    }

  claim = g_new0 (Claim, 1);
  claim->from = g_strdup (from);
  claim->to = g_strdup (to);
  claim->commodity = g_strdup (commodity);
  claim->proposed_minor = proposed_minor;
  g_ptr_array_add (claims->claims, claim);
  return TRUE;
}

static gboolean
add_dispute (HengDuesClaims   *self,
             HengBook         *book,
             const HengEvent  *event,
             GError          **error)
{
  JsonNode *node = json_object_get_member (event->data, "lines");
  JsonArray *lines = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  Claims *claims = find_claims (self, event, error);

  if (claims == NULL)
    return FALSE;
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    if (!read_line (book, event, json_array_get_element (lines, i), claims, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_event (HengDuesClaims   *self,
           HengBook         *book,
           const HengEvent  *event,
           GHashTable       *ended,
           GError          **error)
{
  Claims *claims;

  if (strcmp (event->kind, "disputed") == 0)
    return g_hash_table_contains (ended, &event->number) || add_dispute (self, book, event, error);
  if (strcmp (event->kind, "issued") != 0)
    return TRUE;

  claims = find_claims (self, event, error);
  if (claims == NULL)
    return FALSE;
  if (claims->statement_day == HENG_DAY_NONE)
    claims->statement_day = heng_day_of_ms (event->recorded_ms);
  return TRUE;
}

HengDuesClaims *
heng_dues_claims_new (HengBook    *book,
                      const char  *agreement,
                      HengView     view,
                      GError     **error)
{
  static const char *const kinds[] = { "issued", "disputed", "dispute-ended", NULL };
  g_autoptr (HengDuesClaims) self = g_new0 (HengDuesClaims, 1);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GHashTable) ended = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  self->periods = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, claims_free);
  if ((events = heng_event_list (book, agreement, kinds, 0, view.known, error)) == NULL)
    return NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const HengEvent *event = g_ptr_array_index (events, i);
      gint64 dispute = heng_json_get_int64 (event->data, "dispute", 0);

      if (strcmp (event->kind, "dispute-ended") == 0 && (view.on_day == HENG_DAY_NONE || heng_day_of_ms (event->recorded_ms) <= view.on_day))
        g_hash_table_add (ended, g_memdup2 (&dispute, sizeof dispute));
    }
  for (guint i = 0; i < events->len; i++)
    {
      const HengEvent *event = g_ptr_array_index (events, i);

      if ((view.on_day == HENG_DAY_NONE || heng_day_of_ms (event->recorded_ms) <= view.on_day) && !add_event (self, book, event, ended, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

static const Claims *
look_up (const HengDuesClaims *self,
         const char           *agreement,
         HengPeriod            period)
{
  g_autofree char *text = heng_period_format (period), *key = g_strconcat (agreement, "\n", text, NULL);

  return g_hash_table_lookup (self->periods, key);
}

HengDay
heng_dues_claims_get_statement_day (const HengDuesClaims *self,
                                    const char           *agreement,
                                    HengPeriod            period)
{
  const Claims *claims = look_up (self, agreement, period);

  return claims != NULL ? claims->statement_day : HENG_DAY_NONE;
}

gint64
heng_dues_claims_get_disputed (const HengDuesClaims *self,
                               const char           *agreement,
                               HengPeriod            period,
                               const char           *from,
                               const char           *to,
                               const char           *commodity,
                               gint64                assessed_minor)
{
  const Claims *claims = look_up (self, agreement, period);
  gint64 payable_minor = assessed_minor;

  for (guint i = 0; claims != NULL && i < claims->claims->len; i++)
    {
      const Claim *claim = g_ptr_array_index (claims->claims, i);
      gboolean same = strcmp (claim->from, from) == 0 && strcmp (claim->to, to) == 0;
      gboolean turned = strcmp (claim->from, to) == 0 && strcmp (claim->to, from) == 0;
      /* What assessed and proposed amount have in common stays payable. */
      gint64 proposed_minor = same ? claim->proposed_minor : -MAX (claim->proposed_minor, -G_MAXINT64);

      if ((same || turned) && strcmp (claim->commodity, commodity) == 0)
        payable_minor = MIN (payable_minor, MAX (proposed_minor, 0));
    }

  return assessed_minor - payable_minor;
}
